"""What an action is: promised, asked for, decided, only recorded at a meeting, or only reported."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import counts_on, data_of, made, words_of, write
from tests.support.examplebury import meeting, visit
from tests.support.published import ask
from tracker_site.pipeline import MadeSite

TODAY = date(2026, 3, 4)
SITE = {
    "authorities/examplebury.yml": (
        "name: Examplebury Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Committee, kind: scrutiny}\n"
    ),
    "inspections/visit-2024.md": visit(2024),
    "recommendations/visit-2024-1.md": "---\ntitle: Assess in time\nfrom: visit-2024\n---\nDo it.\n",
    "actions/plan.yml": """\
title: Plan
authority: examplebury
date: 2024-07-01
for: visit-2024
actions:
  - {key: form, title: A new form}
  - {key: audit, title: An audit}
""",
    "actions/reported.yml": """\
title: Work under way
authority: examplebury
kind: reported
date: 2025-01-10
for: visit-2024
actions:
  - {key: mentoring, title: Mentoring, recommendations: visit-2024-1}
  - {key: training, title: Training}
""",
    "updates/director.md": (
        "---\ntitle: Letter of the Director\ndate: 2025-02-01\nauthority: examplebury\n"
        "actions: [{key: visits, title: Invite members}]\n---\n"
    ),
    "updates/inspectors.md": (
        "---\ntitle: Letter of the inspectors\ndate: 2025-02-01\nauthority: examplebury\nsaid_by: inspectorate\n"
        "actions: [{key: plan, title: Send a plan}, {key: visit, title: Visit again, promised: yes}]\n---\n"
    ),
    "meetings/m1.md": meeting(
        "2025-01-10",
        """\
  - title: The visit
    about: visit-2024
    actions:
      - {key: thank, title: Thank all staff}
      - {key: figures, title: Bring the figures, promised: yes}
    progress:
      - {on: plan/audit, status: completed}
      - {on: reported/training, status: completed}
    outcomes:
      - {verb: requested, text: Asked., actions: [{key: report, title: Report back, owner: Director}]}
      - {verb: agreed, text: Agreed., actions: [{key: meet, title: Meet again}]}
      - {verb: noted, text: Noted., actions: [{key: note, title: Circulate a note}]}
""",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """Return the site with an action of each nature."""
    return made(write(tmp_path_factory.mktemp("natures"), SITE), TODAY)


def test_each_action_is_what_its_place_makes_of_it(site: MadeSite) -> None:
    """A plan and a letter of the council promise; what a meeting recorded is a promise only where it says so."""
    natures = {one["id"]: one["nature"] for one in data_of(site)["actions"]}
    assert natures == {
        "plan/form": "promised",
        "plan/audit": "promised",
        "director/visits": "promised",
        "m1/figures": "promised",
        "inspectors/visit": "promised",
        "inspectors/plan": "asked-for",
        "m1/report": "asked-for",
        "m1/meet": "decided",
        "m1/thank": "noted",
        "m1/note": "noted",
        "reported/mentoring": "reported",
        "reported/training": "reported",
    }
    rows = csv.DictReader(io.StringIO(site.files["data/actions.csv"].decode("utf-8-sig")))
    assert {row["id"]: row["nature"] for row in rows} == natures


def test_promises_are_counted_apart_from_all_else(site: MadeSite) -> None:
    """Only a promise is kept; what was only reported is none, and the page leads to it."""
    words = words_of(site, "promises/")
    assert counts_on(site, "promises/") == [5, 1, 1, 4]
    for counted in ("2 actions recorded", "2 requests", "1 decision"):
        assert re.search(rf"{counted}[^.]*: {counted[0]} without a date", words)
    assert re.search("Not counted here: 2 pieces of work that were reported", words)
    assert "Mentoring" not in words
    assert "Recorded at a meeting: Scrutiny Committee, 10 January 2025" in words
    assert "Asked for: Scrutiny Committee, 10 January 2025" in words
    assert 'href="../actions/nature/reported/"' in site.files["promises/index.html"].decode()
    assert re.search("Director 1 request: 1 ", words_of(site, "promises/owners/"))


def test_what_was_only_reported_is_no_plan(site: MadeSite) -> None:
    """Its page and those that lead to it say so."""
    words = words_of(site, "actions/reported/")
    assert words.startswith("Reported work Work under way ")
    assert counts_on(site, "actions/reported/") == [2, 1, 1]
    assert "This is no action plan." in words
    assert "Answers" not in words
    assert "plan" not in words.replace("This is no action plan.", "").replace("part of an action plan.", "")
    visit_words = words_of(site, "inspections/visit-2024/")
    assert "Action plans that answer it Plan Work reported about it Work under way" in visit_words
    assert "Reported work Work under way , 2 pieces of work:" in visit_words
    for address in ("actions/", "authorities/examplebury/"):
        assert "Action plans Plan Reported work" in words_of(site, address)
    assert "Work reported Action: Mentoring" not in words_of(site, "recommendations/visit-2024-1/")
    assert "Work reported – of Visit of 2024" in words_of(site, "recommendations/visit-2024-1/")
    of_recommendation = words_of(site, "recommendations/visit-2024-1/")
    assert "Work reported about the recommendation" in of_recommendation
    assert "Actions that answer" not in of_recommendation
    work = words_of(site, "actions/reported/mentoring/")
    assert work.startswith("Reported work Mentoring")
    assert "The recommendations that it concerns" in work


def test_the_page_of_each_action_says_what_it_is(site: MadeSite) -> None:
    """And the lists can be narrowed by it."""
    assert "What it is A promise." in words_of(site, "actions/plan/form/")
    assert "What it is A request: it was asked for." in words_of(site, "actions/m1/report/")
    assert "What it is A decision of the body that met" in words_of(site, "actions/m1/meet/")
    assert "No record says that anybody promised it." in words_of(site, "actions/m1/thank/")
    assert "2 actions: asked for." in words_of(site, "actions/nature/asked-for/")


def test_an_aim_in_a_plan_is_no_promise(tmp_path: Path) -> None:
    """Marked so in a plan or a letter, it is counted by itself; at a meeting its place says what it is."""
    actions = "  - {key: aim, title: Be good, promised: no}\n  - {key: form, title: A new form}\n"
    letter = "actions: [{key: visits, title: Invite members, promised: no}]\n"
    files = {
        **SITE,
        "actions/plan.yml": f"title: Plan\nauthority: examplebury\ndate: 2024-07-01\nactions:\n{actions}",
        "updates/director.md": SITE["updates/director.md"].replace(
            "actions: [{key: visits, title: Invite members}]\n", letter
        ),
        "meetings/m1.md": meeting(
            "2025-01-10",
            "  - {title: The visit, actions: [{key: thank, title: Thank all staff, promised: no}]}\n",
        ),
    }
    site = made(write(tmp_path, files), TODAY)
    natures = {one["id"]: one["nature"] for one in data_of(site)["actions"]}
    assert (natures["plan/aim"], natures["director/visits"]) == ("aim", "aim")
    assert (natures["plan/form"], natures["m1/thank"]) == ("promised", "noted")
    assert counts_on(site, "promises/") == [2, 2]
    assert "2 aims: 2 without a date" in words_of(site, "promises/")
    assert "An aim: the record says that it is aimed at." in words_of(site, "actions/plan/aim/")
    assert "actions/nature/aim/index.html" in site.files


def test_the_views_leave_out_what_was_only_reported(site: MadeSite) -> None:
    """Work that was reported is nobody's promise without a date."""
    undated = {row["id"]: row["nature"] for row in ask(site, "SELECT id, nature FROM promises_without_date")}
    assert "reported/mentoring" not in undated
    assert undated["m1/thank"] == "noted"
    by_owner = ask(site, "SELECT office, promises, promised, asked_for FROM promises_by_owner")
    assert {"office": "Director", "promises": 0, "promised": 0, "asked_for": 1} in by_owner
    assert sum(row["promises"] for row in by_owner) == 5


def test_changes_say_what_came_up(site: MadeSite) -> None:
    """A plan lists, a meeting records, asks or decides; and work is reported."""
    words = words_of(site, "changes/")
    for said in (
        "A new form : Action listed",
        "Mentoring : Work reported",
        "Thank all staff : Action recorded",
        "Bring the figures : Action promised",
        "Report back : Action asked for",
        "Meet again : Action decided",
        "Send a plan : Action asked for",
    ):
        assert said in words
