"""Two states of a made-up council's tracker, and what tells them apart."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from tests.support import project_at, write
from tracker_site.changes.corrections import read_corrections
from tracker_site.changes.diff import compare_sides
from tracker_site.changes.differences import Corrections, Differences
from tracker_site.pipeline import Clock, stand_on, stand_with_trackers
from tracker_site.project import Project

TODAY = date(2022, 9, 1)
STAND = partial(stand_with_trackers, clock=Clock(TODAY, TODAY))


BEFORE = {
    "site.yml": "title: A tracker\nquiet_after: 365\nthemes: {front-door: The front door}\n",
    "authorities/examplebury.yml": (
        "name: Examplebury Council\nbodies:\n"
        "  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
        "  - {key: cabinet, name: Cabinet, kind: executive}\n"
    ),
    "inspections/visit.md": (
        "---\ntitle: Focused visit\nauthority: examplebury\nkind: focused-visit\npublished: 2021-09-03\n---\n"
        "What the inspectors fuond.\n"
    ),
    "recommendations/visit-1.md": (
        "---\ntitle: Consistent assessments\nfrom: visit\nnumber: '1'\ndue: 2022-03\n---\nBe consistent.\n"
    ),
    "recommendations/visit-2.md": (
        "---\ntitle: Supervision\nfrom: visit\nnumber: '2'\nparts:\n"
        "  - {key: a, text: Keep records of supervision.}\n  - {key: b, text: Check them.}\n---\nSupervise.\n"
    ),
    "recommendations/visit-3.md": "---\ntitle: Old name\nfrom: visit\nnumber: '3'\n---\nAs it was.\n",
    "recommendations/visit-4.md": "---\ntitle: Not for the public\nfrom: visit\nnumber: '4'\n---\nGone soon.\n",
    "actions/plan.yml": (
        "title: The plan\nauthority: examplebury\nfor: visit\ndate: 2021-12-01\nactions:\n"
        "  - {key: training, title: Train the managers, recommendations: [visit-2], due: 2022-10-01}\n"
        "  - {key: audit, title: Audit the cases, recommendations: [visit-1]}\n"
    ),
    "measures/caseload.yml": "title: Caseload\nauthority: examplebury\nunit: children\n",
    "meetings/january.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2022-01\nitems:\n  - title: The visit\n    key: visit\n"
        "    about: [visit]\n    outcomes:\n"
        "      - {label: a, verb: noted, text: That the report be noted.}\n"
        "      - {label: b, verb: requested, to: the Director, text: That a report come in six months.}\n"
        "    progress:\n      - {on: visit-1, status: in-progress, said_by: council}\n"
        "    motions:\n      - {title: More social workers, result: carried}\n"
        "    figures:\n      - {measure: caseload, value: '20'}\n---\n"
    ),
    "meetings/july.md": "---\nbody: examplebury/scrutiny\ndate: 2022-07-06\nstate: cancelled\n---\n",
    "pages/about.md": "---\ntitle: About\n---\nThis is a trakcer.\n",
}


AFTER = {
    **BEFORE,
    "site.yml": (
        "title: A tracker\nquiet_after: 180\nthemes: {front-door: The front door, courts: The courts}\n"
        "withdrawn:\n  - {id: visit-4, date: 2022-08-01}\n"
    ),
    "inspections/visit.md": BEFORE["inspections/visit.md"].replace("fuond", "found"),
    "pages/about.md": BEFORE["pages/about.md"].replace("trakcer", "tracker"),
    "recommendations/visit-2.md": BEFORE["recommendations/visit-2.md"].replace(
        "\n---\nS", "\ndue: 2022-12\n---\nS"
    ),
    "recommendations/visit-5.md": "---\ntitle: Courts\nfrom: visit\nnumber: '5'\nthemes: [courts]\n---\nGo to court.\n",
    "recommendations/visit-three.md": (
        "---\ntitle: New name\nfrom: visit\nnumber: '3'\naliases: [visit-3]\n---\nAs it was.\n"
    ),
    "actions/plan.yml": BEFORE["actions/plan.yml"]
    .replace("2021-12-01", "2021-12-08")
    .replace("recommendations: [visit-2]", "owner: Head of Service, recommendations: [visit-2]"),
    "meetings/january.md": BEFORE["meetings/january.md"]
    .replace(
        "verb: noted, text: That the report be noted.", "verb: approved, text: That the report be approved."
    )
    .replace("six months", "twelve months")
    .replace("result: carried", "result: lost")
    .replace("value: '20'", "value: '22'"),
    "meetings/july-board.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2022-07-06\nitems:\n  - title: Progress\n    about: [visit]\n"
        "    outcomes:\n      - verb: agreed\n        text: That the work is done.\n        progress:\n"
        "          - {on: visit-1, status: completed, said_by: scrutiny}\n"
        "          - {on: visit-2/a, status: completed, said_by: council}\n"
        "          - {on: plan/training, status: in-progress, said_by: council, due: 2022-11-01}\n"
        "        responses:\n          - {to: visit-2, response: accepted}\n---\n"
    ),
}
for name in ("recommendations/visit-3.md", "recommendations/visit-4.md", "meetings/july.md"):
    del AFTER[name]


def no_project() -> Project:
    raise AssertionError("two folders need no project")


def between(root: Path, before: dict[str, str], after: dict[str, str]) -> Differences:
    """Return what tells two states, each in a folder, from one another."""
    old, new = write(root / "old", before), write(root / "new", after)
    return compare_sides(no_project, str(old), str(new), root, TODAY, STAND).differences


def corrections_of(root: Path) -> Corrections:
    found = read_corrections(project_at(root), stand_on)
    assert isinstance(found, Corrections)
    return found
