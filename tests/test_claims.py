"""What is closed on the council's word alone and could be signed off, and what counts as an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import data_of, text_of, words_of
from tests.support.council import made as made_council
from tests.support.council import standings
from tests.support.examplebury import PLAN, accounts, dataset_of, made_by, meeting, site_of, visit
from tests.support.published import leads_to, published
from tracker_site.dataset.build import Dataset
from tracker_site.status.claims import is_never_signed_off, is_on_own_word

VISIT = {"inspections/visit-2024.md": visit(2024)}
TWO_PARTS = "parts: [{key: a, text: First}, {key: b, text: Second}]\n"
ASKED = "  - title: Housing\n    actions: [{key: note, title: Send a note}]\n"
NOTE = (
    "  - {{title: Note, about: [{about}], progress: [{{on: m1/note, status: completed}}], "
    "outcomes: [{{verb: {verb}}}]}}\n"
)


def waiting(root: Path, files: dict[str, str]) -> set[str]:
    """Return what is completed and never signed off."""
    found = dataset_of(root, {**VISIT, **files})
    data = data_of(site_of(root / "made", {**VISIT, **files}))
    told_of = {
        one["id"] for kind in ("recommendations", "actions") for one in data[kind] if one["never_signed_off"]
    }
    assert {id for id, one in found.actions.items() if one.never_signed_off} == {
        id for id in told_of if "/" in id
    }
    return told_of


def test_an_action_waits_for_no_sign_off_once_all_that_it_answers_is_signed_off(tmp_path: Path) -> None:
    """Recommendations, or the part that it names; one of two is not all, and without any it waits."""
    plan = (
        PLAN.format(date="2024-06")
        + """\
  - {key: done, title: Done, recommendations: [one]}
  - {key: half, title: Half, recommendations: [one, two]}
  - {key: part, title: Of a part, recommendations: [two/a]}
  - {key: other, title: Of the other part, recommendations: [two/b]}
  - {key: none, title: Of none}
"""
    )
    said = """\
  - title: News
    progress: [{on: plan, status: completed}]
    outcomes: [{verb: agreed, progress: [{on: [one, two/a], status: completed, said_by: scrutiny}]}]
"""
    files = {
        "recommendations/one.md": made_by("visit-2024"),
        "recommendations/two.md": made_by("visit-2024", TWO_PARTS),
        "actions/plan.yml": plan,
        "meetings/m1.md": meeting("2025-01-10", said),
    }
    assert waiting(tmp_path, files) == {"plan/half", "plan/other", "plan/none"}


@pytest.mark.parametrize(
    ("verb", "about", "waits"),
    [
        ("received", "m1/note", False),
        ("noted", "m1/note", True),
        ("considered", "m1/note", True),
        ("received", "m1/note, visit-2024", True),
    ],
)
def test_a_note_that_was_received_waits_for_no_sign_off(
    tmp_path: Path, verb: str, about: str, waits: bool
) -> None:
    """Where the outcome is about nothing else; that it was noted is not enough. Nothing becomes signed off by it."""
    files = {
        "meetings/m1.md": meeting("2025-01-10", ASKED),
        "meetings/m2.md": meeting("2025-03-10", NOTE.format(verb=verb, about=about)),
    }
    assert waiting(tmp_path, files) == ({"m1/note"} if waits else set())
    words = words_of(site_of(tmp_path / "again", {**VISIT, **files}), "actions/m1/note/")
    assert ("not signed off by scrutiny" in words) is waits
    assert ("and received in Scrutiny Committee, 10 March 2025, which is no sign-off" in words) is not waits


def test_a_note_that_was_received_before_it_was_opened_again_waits(tmp_path: Path) -> None:
    """What was received then is not what is said to be done now."""
    again = (
        "  - {title: News, progress: [{on: m1/note, status: in-progress, reason: It was the wrong one.}]}\n"
    )
    done = "  - {title: News, progress: [{on: m1/note, status: completed}]}\n"
    files = {
        "meetings/m1.md": meeting("2025-01-10", ASKED),
        "meetings/m2.md": meeting("2025-03-10", NOTE.format(verb="received", about="m1/note")),
        "meetings/m3.md": meeting("2025-05-10", again),
        "meetings/m4.md": meeting("2025-07-10", done),
    }
    assert waiting(tmp_path, files) == {"m1/note"}


def test_what_was_rejected_has_nothing_to_sign_off() -> None:
    """It is asked about in no briefing, and its page says why; the front page counts it apart."""
    found = standings()
    rejected = found.recommendations["caseloads-inquiry-4"]
    assert not is_on_own_word(found, rejected)
    assert not is_never_signed_off(found, rejected)
    of = published("council")
    about = {row["about"] for row in of.ask("SELECT about FROM briefing_items WHERE reason = 'claimed'")}
    assert "caseloads-inquiry-4" not in about
    assert "caseloads-inquiry-3" in about
    assert "reported by the council, after it was rejected; said on 8 June 2021" in of.words(
        "recommendations/caseloads-inquiry-4/"
    )
    assert "1 was rejected, so there is nothing to sign off" in of.words("")


def test_a_plan_answers_what_it_is_for_and_what_its_actions_name(tmp_path: Path) -> None:
    """A visit with all that it recommended, or one by name; reported work answers nothing, nor a later plan."""
    head = "title: Plan\nauthority: examplebury\n"
    files = {
        **VISIT,
        "inspections/visit-2025.md": visit(2025),
        **{f"recommendations/{name}.md": made_by("visit-2024") for name in ("one", "two")},
        **{f"recommendations/{name}.md": made_by("visit-2025") for name in ("three", "four", "five")},
        "actions/for-visit.yml": f"{head}date: 2024-09\nfor: visit-2024\n",
        "actions/of-one.yml": f"{head}date: 2025-08\nactions: [{{key: a, title: A, recommendations: [three]}}]\n",
        "actions/work.yml": f"{head}date: 2025-08\nkind: reported\nfor: visit-2025\n",
        "actions/to-come.yml": f"{head}date: 2027-08\nfor: visit-2025\n",
    }
    assert accounts(tmp_path, files).plans_answering == {
        "one": ("for-visit",),
        "two": ("for-visit",),
        "three": ("of-one",),
    }


def test_what_a_plan_answers_is_nowhere_said_to_be_unanswered() -> None:
    """The plan of June 2024 answers the monitoring visit: on the page, in the lists, the view and the briefings."""
    of, found = published("council"), Dataset(standings()).recommendations
    unanswered = {row["id"] for row in of.ask("SELECT id FROM never_answered")}
    assert unanswered == {id for id, one in found.items() if not one.is_answered}
    assert "monitoring-visit-2024-1" not in unanswered
    data = {one["id"]: one for one in data_of(made_council())["recommendations"]}
    assert data["monitoring-visit-2024-1"]["answered_by_plans"] == ["monitoring-2024-plan"]
    assert "Answered by Plan after the first monitoring visit" in of.words(
        "recommendations/monitoring-visit-2024-1/"
    )
    listed = of.words("recommendations/response/none-recorded/")
    assert "Caseloads of newly qualified social workers" not in listed
    assert "Caseloads of newly qualified" in of.words("recommendations/response/action-plan/")
    for body in ("scrutiny", "board"):
        words = of.words(f"briefings/examplebury/{body}/")
        assert "An answer to this was due by 23 June 2024" not in words


def test_what_an_inspectorate_found_still_open_is_not_called_confirmed() -> None:
    """At risk was found so; completed was confirmed: in lists, on the pages and in their timelines."""
    of = published("council")
    caseloads, assessments = (of.words(f"recommendations/ilacs-2022-{n}/") for n in (3, 1))
    assert "found so by the inspectorate or an independent body on 23 April 2024" in caseloads
    assert "At risk Found so from outside" in caseloads
    assert not re.search("onfirmed (from outside|by the inspectorate)", caseloads)
    assert "confirmed by the inspectorate or an independent body on 23 April 2024" in assessments
    assert "Found so" not in assessments
    rows = {leads_to(row): text_of(row) for row in of.rows("recommendations/assurance/confirmed/")}
    assert "Found so from outside" in rows["recommendations/ilacs-2022-3/"]
    assert "Confirmed from outside" in rows["recommendations/ilacs-2022-1/"]
