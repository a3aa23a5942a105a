"""The accounts: silence, promises, slippage and lineage, each number reckoned by hand beside its site."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT, counts_on, data_of, made, words_of, write
from tests.support.examplebury import (
    AUTHORITY,
    PLAN,
    TODAY,
    accounts,
    dataset_of,
    made_by,
    meeting,
    site_of,
    visit,
)
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.promises import body_of, owner_of, tally
from tracker_site.dates import UNKNOWN
from tracker_site.phrases import slip_in_words
from tracker_site.pipeline import Clock, stand
from tracker_site.status.accounts import Accounts
from tracker_site.status.due import DateMove, Move
from tracker_site.status.promises import offices


@cache
def dataset_of_the_content() -> Dataset:
    """Return what the public is told of the published content."""
    today = date(2026, 11, 22)
    return Dataset(stand(ROOT / "content", "content", Clock(today, today)))


def of_the_content() -> Accounts:
    """Return what the published content adds up to."""
    return dataset_of_the_content().accounts


ABOUT = "  - {title: The visit, about: visit-2024}\n"


def test_silence_counts_the_meetings_in_a_row_since_it_was_last_heard_of(tmp_path: Path) -> None:
    """Passed over, considered, then passed over three times; a meeting of another body does not count."""
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024"),
            "meetings/m1.md": meeting("2024-07-01"),
            "meetings/m2.md": meeting("2024-09-01", ABOUT),
            "meetings/m3.md": meeting("2024-11-01"),
            "meetings/m4.md": meeting("2025-01-10"),
            "meetings/m5.md": meeting("2025-03-01"),
            "meetings/cabinet.md": meeting("2025-02-01", body="cabinet"),
            "meetings/called-off.md": meeting("2025-05-01").replace("covers:", "state: cancelled\ncovers:"),
        },
    ).silences["one"]
    assert found.meetings == ("m3", "m4", "m5")
    assert found.unsure == ()
    assert (found.last_meeting, found.heard_in, found.since.text) == ("m2", "m2", "2024-09-01")
    assert found.days == 549  # 365 to 1 September 2025, then 29 + 31 + 30 + 31 + 31 + 28 + 4
    assert found.is_quiet


def test_what_is_not_known_of_a_meeting_is_counted_apart(tmp_path: Path) -> None:
    """A record of a part of a meeting, and a meeting that may have been before the last word of it."""
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024"),
            "meetings/m1.md": meeting("2024-09/2024-10", ABOUT),
            "meetings/m2.md": meeting("2024-10-05"),
            "meetings/m3.md": meeting("2024-11-01", covers="part"),
            "meetings/m4.md": meeting("2025-01-01"),
        },
    ).silences["one"]
    assert (found.meetings, found.unsure) == (("m4",), ("m2", "m3"))
    assert found.days == 489  # from 31 October 2024, the last day that it can have been


def test_a_meeting_in_the_month_of_the_last_word_may_have_been_after_it(tmp_path: Path) -> None:
    """It sorts before, by its earliest day; whether it passed the matter over is not known."""
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024"),
            "meetings/vague.md": meeting("2024-09"),
            "meetings/m1.md": meeting("2024-09-10", ABOUT),
            "meetings/m2.md": meeting("2024-11-01"),
        },
    ).silences["one"]
    assert (found.meetings, found.unsure) == (("m2",), ("vague",))


def test_a_letter_ends_the_silence_and_the_meeting_that_spoke_stays_told(tmp_path: Path) -> None:
    """Meetings before the letter count no more."""
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024"),
            "meetings/m1.md": meeting("2024-09-01", ABOUT),
            "meetings/m2.md": meeting("2024-11-01"),
            "updates/letter.md": (
                "---\ntitle: A letter\ndate: 2024-12-01\nauthority: examplebury\nabout: one\n---\n"
            ),
            "meetings/m3.md": meeting("2025-01-01"),
        },
    ).silences["one"]
    assert (found.meetings, found.heard_in, found.last_meeting) == (("m3",), "letter", "m1")


FIGURES = "  - {title: Figures, figures: [{measure: caseload, value: '20', at: 2024-10}]}\n"
CASELOAD = "title: Caseload\nauthority: examplebury\nabout: [{about}]\n"


def test_a_figure_of_its_own_measure_ends_the_silence_on_a_thing(tmp_path: Path) -> None:
    """Of what the measure names, itself or a part; before the issue, or of a whole visit, it says nothing."""
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/named.md": made_by("visit-2024"),
            "recommendations/by-part.md": made_by(
                "visit-2024", "parts: [{key: a, text: A}, {key: b, text: B}]\n"
            ),
            "recommendations/other.md": made_by("visit-2024"),
            "recommendations/newer.md": made_by("visit-2024", "issued: 2025-02-01\n"),
            "measures/caseload.yml": CASELOAD.format(about="named, by-part/b, newer, m1/report, visit-2024"),
            "meetings/m1.md": meeting(
                "2024-09-01",
                "  - {title: Plan, about: visit-2024, actions: [{key: report, title: Report back}]}\n",
            ),
            "meetings/m2.md": meeting("2024-11-01", FIGURES),
            "meetings/m3.md": meeting("2025-01-01"),
        },
    )
    heard = {id: (one.heard_in, one.meetings) for id, one in found.silences.items()}
    assert heard == {
        "named": ("m2", ("m3",)),
        "by-part": ("m2", ("m3",)),
        "m1/report": ("m2", ("m3",)),
        "other": ("m1", ("m2", "m3")),
        "newer": (None, ()),
    }


def test_the_page_of_a_thing_shows_the_figures_that_were_given_of_it(tmp_path: Path) -> None:
    """What ended the silence stands in the timeline, with the way to the measure; and a letter does so too."""
    site = site_of(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024"),
            "measures/caseload.yml": CASELOAD.format(about="one"),
            "meetings/m2.md": meeting("2024-11-01", FIGURES),
            "updates/letter.md": (
                "---\ntitle: A letter\ndate: 2025-12-01\nauthority: examplebury\n"
                "figures: [{measure: caseload, value: '18'}]\n---\n"
            ),
        },
    )
    words = words_of(site, "recommendations/one/")
    assert "Figure given by the council: 20" in words
    (one,) = data_of(site)["recommendations"]
    assert [(line["on"], line["figure"]) for line in one["timeline"]] == [
        ("caseload", "20"),
        ("caseload", "18"),
    ]
    assert (one["last_news"]["record"], one["quiet"], one["silence"]["since"]) == (
        "letter",
        False,
        "2025-12-01",
    )


def test_silence_on_an_action_and_the_order_of_the_list(tmp_path: Path) -> None:
    """An action is held to the body that asked for it; what is closed is in no list; the longest comes first."""
    asked = "  - title: Plan\n    actions: [{key: report, title: Report back}, {key: done, title: Done}]\n"
    closed = "  - {title: News, progress: [{on: m1/done, status: completed}]}\n"
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024, published="unknown"),
            "recommendations/undated.md": made_by("visit-2024"),
            "recommendations/newer.md": made_by("visit-2024", "issued: 2025-09-01\n"),
            "meetings/m1.md": meeting("2024-09-01", asked),
            "meetings/m2.md": meeting("2024-11-01", closed),
        },
    ).silences
    assert list(found) == ["m1/report", "newer", "undated"]
    assert (found["m1/report"].meetings, found["m1/report"].last_meeting) == (("m2",), "m1")
    assert found["m1/report"].heard_in is None
    assert (found["undated"].days, found["undated"].meetings) == (None, ())


PROMISES = {
    "inspections/visit-2024.md": visit(2024),
    "actions/plan.yml": PLAN.format(date="2024-06")
    + """\
  - {key: kept, title: Kept, owner: Director}
  - {key: signed, title: Signed off, owner: Director}
  - {key: replaced, title: Replaced, owner: Director}
  - {key: late, title: Late, due: 2025-06-30, owner: Head of Service}
  - {key: dated, title: Dated, due: 2026-06-30, owner: Head of Service}
  - {key: moved, title: Moved, due: 2025-01-31}
  - {key: dropped, title: Dropped, due: 2025-01-31}
  - {key: duty, title: A duty, standing: yes}
""",
    "meetings/m1.md": meeting(
        "2025-01-10",
        """\
  - title: The plan
    actions: [{key: asked, title: Asked for, when: in due course}]
    outcomes:
      - verb: agreed
        progress:
          - {on: plan/signed, status: completed, said_by: scrutiny}
      - verb: noted
        progress:
          - {on: plan/kept, status: completed}
          - {on: plan/replaced, status: superseded}
          - {on: plan/moved, due: 2025-03-31}
          - {on: plan/dropped, due: unknown}
""",
    ),
    "meetings/m2.md": meeting(
        "2025-04-10",
        "  - title: The plan\n    progress: [{on: plan/moved, due: 2026-12-31, reason: No staff.}]\n",
    ),
}


def test_what_became_of_every_promise(tmp_path: Path) -> None:
    """A dropped date leaves a promise without one; what was replaced was not kept."""
    found = dataset_of(tmp_path, PROMISES).actions
    assert {id: one.promise for id, one in found.items()} == {
        "plan/kept": "kept",
        "plan/signed": "kept",
        "plan/replaced": "given-up",
        "plan/late": "late",
        "plan/dated": "dated",
        "plan/moved": "dated",
        "plan/dropped": "undated",
        "plan/duty": "standing",
        "m1/asked": "undated",
    }
    assert (found["plan/kept"].never_signed_off, found["plan/signed"].never_signed_off) == (True, False)
    moved, dropped = found["plan/moved"].slippage, found["plan/dropped"].slippage
    assert moved
    assert dropped
    assert (moved.times_moved, dropped.times_moved) == (2, 1)
    assert found["m1/asked"].days_since_promised == 418  # 355 to the end of 2025, then 31 + 28 + 4
    assert (
        found["plan/dropped"].days_since_promised == 612
    )  # from the end of June 2024: 184 days, 365, then 63
    assert found["plan/late"].days_since_promised is None


def test_promises_are_counted_by_body_and_by_office(tmp_path: Path) -> None:
    """Each number with what it is out of."""
    found = dataset_of(tmp_path, PROMISES).actions.values()
    everything = tally(found)
    assert (everything.promises, everything.kept, everything.kept_on_own_word) == (9, 2, 1)
    assert (everything.given_up, everything.late, everything.dated) == (1, 1, 2)
    assert (everything.undated, everything.standing, everything.moved) == (2, 1, 2)
    assert Counter(map(body_of, found)) == {
        ("examplebury", None, None): 8,
        ("examplebury", "examplebury/scrutiny", None): 1,
    }
    owned: dict[str | None, list[Action]] = {}
    for one in found:
        owned.setdefault(owner_of(one)[1], []).append(one)
    counted = {owner: (tally(of).promises, tally(of).kept) for owner, of in owned.items()}
    assert counted == {"Director": (3, 2), "Head of Service": (2, 0), None: (4, 0)}


CLOSED = "  - {{title: News, progress: [{{on: plan/kept, status: {status}{more}}}]}}\n"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ((("superseded", ""),), None),
        ((("superseded", ", note: By the new plan."),), "By the new plan."),
        ((("superseded", ", note: A, reason: B"), ("superseded", ", note: C")), "B"),
        ((("superseded", ", reason: A"), ("not-being-done", ", note: C")), "C"),
    ],
)
def test_why_a_promise_was_given_up(
    tmp_path: Path, said: tuple[tuple[str, str], ...], reason: str | None
) -> None:
    """The last reason since it last became so, else what was said of it, else none; and by whom, at which meeting."""
    plan = PLAN.format(date="2024-06") + "  - {key: kept, title: Kept}\n"
    meetings = {
        f"meetings/m{n}.md": meeting(f"2025-0{n}-10", CLOSED.format(status=status, more=more))
        for n, (status, more) in enumerate(said, 1)
    }
    ended = dataset_of(tmp_path, {"actions/plan.yml": plan, **meetings}).actions["plan/kept"].ended
    assert ended
    assert (ended.assurance, ended.reason and ended.reason.source) == ("reported", reason)
    assert f"meetings/{ended.said_in}.md" in meetings


OFFICES = (
    "the Director of children's services",
    "Director of Children’s Services",
    "Director  of Children’s Services",
    "Director of Children’s Services",
    "Theatre Manager",
    "The",
)


def test_spellings_of_one_office_are_one_office(tmp_path: Path) -> None:
    """Shown by the spelling used most often; each promise keeps the words of its own record."""
    actions = "".join(f'  - {{key: a{n}, title: A{n}, owner: "{name}"}}\n' for n, name in enumerate(OFFICES))
    files = {"actions/plan.yml": PLAN.format(date="2024-06") + actions}
    found = dataset_of(tmp_path, files).actions
    groups = Counter(owner_of(one)[1] for one in found.values())
    assert groups == {"Director of Children’s Services": 4, "Theatre Manager": 1, "The": 1}
    assert found["plan/a0"].owner == "the Director of children's services"
    site = site_of(tmp_path, files)
    words = words_of(site, "promises/owners/")
    assert "Examplebury Council: Director of Children’s Services 4 promises" in words
    assert "A0 the Director of children's services" in words
    (first, *_) = data_of(site)["actions"]
    assert (first["owner"], first["office"]) == (OFFICES[0], OFFICES[1])


def test_of_spellings_used_as_often_the_first_is_shown() -> None:
    """Of one council; another keeps its own."""
    named = [
        ("a", "the Chair"),
        ("a", "Chair"),
        ("b", "CHAIR"),
        ("a", "chair"),
        ("a", "Chair"),
        ("a", "the Chair"),
    ]
    assert offices(named) == {("a", "chair"): "the Chair", ("b", "chair"): "CHAIR"}


def test_each_slip_in_days_with_who_moved_it_and_why(tmp_path: Path) -> None:
    """From 31 January to 31 March 2025 are 59 days, to the end of 2026 another 640; one had no reason."""
    found = accounts(tmp_path, PROMISES).slippages
    assert list(found) == ["plan/dropped", "plan/moved"]
    moved = found["plan/moved"]
    assert [(move.record, move.days_at_least, move.days_at_most) for move in moved.moves] == [
        ("m1", 59, 59),
        ("m2", 640, 640),
    ]
    assert [move.reason.source if move.reason else None for move in moved.moves] == [None, "No staff."]
    assert (moved.move, moved.days_at_least, moved.without_reason) == ("later", 699, 1)
    dropped = found["plan/dropped"]
    assert (dropped.move, dropped.days_at_least, dropped.days_at_most) == (
        "dropped",
        None,
        None,
    )
    assert dropped.slipped


@pytest.mark.parametrize(
    ("before", "after", "move", "least", "most"),
    [
        ("2025-01-31", "2025-01-01", "earlier", -30, -30),
        ("2025", "2025-12", "open", -30, 364),
        ("2025-01", "2025-03", "later", 29, 89),
        ("../2025-01-31", "2025-02-01/..", "later", 1, None),
        ("2025-01-01/..", "2025-06-30", "open", None, 180),
    ],
)
def test_a_slip_is_as_certain_as_its_dates(
    tmp_path: Path, before: str, after: str, move: str, least: int | None, most: int | None
) -> None:
    """Between dates that are not days, only the bounds are known."""
    found = accounts(
        tmp_path,
        {
            "actions/plan.yml": PLAN.format(date="2024-06")
            + f"  - {{key: one, title: One, due: {before}}}\n",
            "meetings/m1.md": meeting(
                "2024-09-01", f"  - {{title: Plan, progress: [{{on: plan/one, due: {after}}}]}}\n"
            ),
        },
    ).slippages["plan/one"]
    assert (found.move, found.days_at_least, found.days_at_most) == (move, least, most)
    assert found.slipped is (move == "later")


@pytest.mark.parametrize(
    ("before", "after", "least", "most", "words"),
    [
        ("2025-01-31", "2025-03-31", 59, 59, "59 days later"),
        ("2025-01", "2025-03", 29, 89, "between 29 and 89 days later"),
        ("../2025-01-31", "2025-02-01/..", 1, None, "at least 1 day later"),
    ],
)
def test_page_json_and_csv_measure_a_moved_date_alike(
    tmp_path: Path, before: str, after: str, least: int, most: int | None, words: str
) -> None:
    """The CSV once knew only moves between days, and left out all that the page could say of others."""
    plan = PLAN.format(date="2024-06") + f"  - {{key: one, title: One, due: {before}}}\n"
    news = f"  - {{title: Plan, progress: [{{on: plan/one, due: {after}}}]}}\n"
    site = site_of(tmp_path, {"actions/plan.yml": plan, "meetings/m1.md": meeting("2024-09-01", news)})

    move = data_of(site)["actions"][0]["slippage"]["moves"][0]
    row = list(csv.DictReader(io.StringIO(site.files["data/due_dates.csv"].decode("utf-8-sig"))))[-1]

    assert (move["days_at_least"], move["days_at_most"]) == (least, most)
    assert (row["days_later_at_least"], row["days_later_at_most"]) == (str(least), str(most or ""))
    assert row["days_later"] == (str(least) if least == most else "")
    assert words in words_of(site, "slippage/")


def test_a_date_set_again_after_it_was_dropped_counts_from_the_first(tmp_path: Path) -> None:
    """Dropped, then set a year later: 365 days in all, moved once."""
    news = "  - {{title: Plan, progress: [{{on: plan/one, due: {due}}}]}}\n"
    found = accounts(
        tmp_path,
        {
            "actions/plan.yml": PLAN.format(date="2024-06") + "  - {key: one, title: One, due: 2025-01-31}\n",
            "meetings/m1.md": meeting("2024-09-01", news.format(due="unknown")),
            "meetings/m2.md": meeting("2024-11-01", news.format(due="2026-01-31")),
        },
    ).slippages["plan/one"]
    assert [move.move for move in found.moves] == ["dropped", "set-again"]
    assert (found.move, found.days_at_least, found.times_moved) == ("later", 365, 1)


def test_a_part_has_dates_of_its_own(tmp_path: Path) -> None:
    """What moved the whole is told once; what moved the part alone is the part's."""
    news = "  - {title: News, progress: [{on: one/b, due: 2025-06-30}]}\n"
    parts = "parts:\n  - {key: a, text: First}\n  - {key: b, text: Second, due: 2025-01-31}\n"
    found = accounts(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/one.md": made_by("visit-2024", parts),
            "meetings/m1.md": meeting("2024-09-01", news),
        },
    ).slippages
    assert list(found) == ["one/b"]
    assert found["one/b"].days_at_least == 150


LINEAGE = {
    "inspections/visit-2010.md": visit(2010),
    "inspections/visit-2016.md": visit(2016, "follows: visit-2010\n"),
    "inspections/visit-2024.md": visit(
        2024, "follows: visit-2016\nprogress:\n  - {on: old, status: in-progress}\n"
    ),
    "inquiries/inquiry.md": (
        "---\ntitle: Inquiry\nauthority: examplebury\nreports: [{title: R, date: 2018-03}]\n---\n"
    ),
    "recommendations/old.md": made_by("visit-2010"),
    "recommendations/middle.md": made_by("inquiry", "repeats: old\n"),
    "recommendations/new.md": made_by("visit-2024", "supersedes: middle\n"),
    "recommendations/alone.md": made_by("visit-2016"),
}


def test_a_thread_runs_over_repeats_and_supersedes(tmp_path: Path) -> None:
    """Raised three times since 2010, by two inspections and an inquiry; what stands alone has no thread."""
    found = accounts(tmp_path, LINEAGE)
    (thread,) = found.threads
    assert thread.ids == ("old", "middle", "new")
    assert (thread.times, thread.since) == (3, 2010)
    assert [one.origin for one in thread.raised] == ["visit-2010", "inquiry", "visit-2024"]
    assert set(found.thread_of) == {"old", "middle", "new"}


def test_what_was_raised_before_was_raised_by_something_else_and_certainly_before(tmp_path: Path) -> None:
    """Named, directly or over another, or certainly earlier; not by the same inspection, nor perhaps that year."""
    (thread,) = accounts(
        tmp_path,
        {
            **LINEAGE,
            "recommendations/new-too.md": made_by("visit-2024", "repeats: new\n"),
            "inspections/visit-2018.md": visit(2018, published="2018"),
            "recommendations/vague.md": made_by("visit-2018", "repeats: old\n"),
        },
    ).threads
    assert set(thread.ids) == {"old", "middle", "vague", "new", "new-too"}
    assert thread.before("old") == ()
    assert (thread.before("middle"), thread.before("vague")) == (("old",), ("old",))
    assert set(thread.before("new")) == set(thread.before("new-too")) == {"old", "middle", "vague"}


def test_an_inspection_looks_back(tmp_path: Path) -> None:
    """On the one that it names, and over that on the one before; what it said and what it raised again."""
    first, second = accounts(tmp_path, LINEAGE).look_backs
    assert (first.inspection, first.on, first.before) == ("visit-2016", ("visit-2010",), ())
    assert (first.spoke_of, first.raised_again) == ((), ())
    assert (second.inspection, second.on, second.before) == ("visit-2024", ("visit-2016",), ("visit-2010",))
    assert (second.spoke_of, second.raised_again) == (("old",), ("new",))


def test_a_thread_is_as_it_was_on_the_day(tmp_path: Path) -> None:
    """In 2020 it had been raised twice."""
    (thread,) = accounts(tmp_path, LINEAGE, date(2020, 1, 1)).threads
    assert (thread.ids, thread.times) == (("old", "middle"), 2)


def test_the_year_of_a_thread_is_told_only_where_it_is_certain(tmp_path: Path) -> None:
    """The first may be of 2010 or of 2011."""
    (thread,) = accounts(
        tmp_path, {**LINEAGE, "inspections/visit-2010.md": visit(2010, published="2010-06/2011-03")}
    ).threads
    assert (thread.times, thread.since) == (3, None)


def test_what_the_committee_of_bcp_asked_for_is_undated() -> None:
    """Without a day from which to count, for its meeting has no date."""
    found = dataset_of_the_content().actions
    asked = {id: one for id, one in found.items() if one.body == "bcp/committee"}
    assert len(asked) == 4
    assert {(one.promise, one.owner, one.days_since_promised) for one in asked.values()} == {
        ("undated", None, None)
    }


def test_what_bury_promised_is_late_and_never_moved() -> None:
    """Its plan was due on 31 March 2022; that date passed, and no record moved it."""
    plan = dataset_of_the_content().actions["bury-improvement-plan/submit-to-dfe"]
    assert (plan.promise, plan.due and plan.due.text, plan.slippage) == ("late", "2022-03-31", None)


def test_leeds_looked_back_in_2022_on_the_visit_of_2021() -> None:
    """The inspection of 2022 follows the focused visit; no recommendation is said to repeat another."""
    found = of_the_content()
    assert [(one.inspection, one.on) for one in found.look_backs] == [
        ("leeds-ilacs-2022", ("leeds-focused-visit-2021",))
    ]
    assert found.threads == ()


def test_the_page_of_promises_counts_and_says_how_long_ago(tmp_path: Path) -> None:
    """With what each number is out of, for the whole and for each office."""
    site = site_of(tmp_path, PROMISES)
    # Of 8 promises 2 were kept, one on the council's word; given up, late, 2 due, undated, standing; 2 moved; 2 kept.
    assert counts_on(site, "promises/") == [8, 2, 1, 1, 1, 2, 1, 1, 2, 2]
    words = words_of(site, "promises/")
    assert re.search("“in due course”[^.]* 418 days ago", words)
    assert re.search("dropped in Scrutiny Committee, 10 January 2025 [^.]* 612 days ago", words)
    assert re.search("council in Scrutiny Committee, 10 January 2025 ; no reason", words)
    owners = words_of(site, "promises/owners/")
    assert re.search(r"Examplebury Council: Director 3 promises: 2 kept \(1 ", owners)
    assert re.search("Examplebury Council: no owner [^:]* 3 promises", owners)


def test_a_promise_of_a_letter_stands_under_whose_it_is(tmp_path: Path) -> None:
    """The council's own, also where an officer signed; another's under its name; one that names nobody says so."""
    letter = (
        "---\ntitle: Letter {n}\ndate: 2025-06-12\n{more}actions: [{{key: one, title: Thing {n}}}]\n---\n"
    )
    heads = (
        "authority: examplebury\nby: The Director\n",
        "authority: examplebury\nby: Ofsted\nsaid_by: inspectorate\n",
        "by: Department for Education\nsaid_by: independent\n",
        "authority: examplebury\nsaid_by: inspectorate\n",
        "",
    )
    files = {f"updates/l{n}.md": letter.format(n=n, more=more) for n, more in enumerate(heads)}
    plan = PLAN.format(date="2024-06") + "  - {key: one, title: Planned}\n"
    site = site_of(tmp_path, {**files, "actions/plan.yml": plan})
    words = words_of(site, "promises/")
    assert "Examplebury Council: its own plans and letters 2 promises" in words
    assert "Examplebury Council: in letters of Ofsted 1 request" in words
    assert "Examplebury Council: in letters of an inspectorate 1 request" in words
    assert "Letters of Department for Education 1 request" in words
    assert "Letters that name no writer 1 promise" in words


def test_the_page_of_slippage_names_who_moved_each_date_and_why(tmp_path: Path) -> None:
    """Four had a date: one is due later, one lost it; two of three moves had no reason."""
    site = site_of(tmp_path, PROMISES)
    words = words_of(site, "slippage/")
    assert counts_on(site, "slippage/") == [4, 1, 1, 2, 3]
    assert words.index("Date dropped") < words.index("699 days later")
    assert re.search("31 December 2026 : 640 days later[^.]* 10 April 2025 No staff", words)
    assert re.search(r"no record moved \( 1 action ", words)
    assert re.search(
        "due date was moved [^.]* twice[^.]* 699 days later", words_of(site, "actions/plan/moved/")
    )
    assert re.search("moved or dropped once[^.]* date dropped", words_of(site, "actions/plan/dropped/"))


def test_the_page_of_a_recommendation_tells_the_slips_of_its_parts(tmp_path: Path) -> None:
    """The whole has no date; that of its second part moved by 150 days."""
    files = {
        "inspections/visit-2024.md": visit(2024),
        "recommendations/one.md": made_by(
            "visit-2024", "parts:\n  - {key: a, text: First}\n  - {key: b, text: Second, due: 2025-01-31}\n"
        ),
        "meetings/m1.md": meeting(
            "2024-09-01", "  - {title: News, progress: [{on: one/b, due: 2025-06-30}]}\n"
        ),
    }
    words = words_of(site_of(tmp_path, files), "recommendations/one/")
    assert re.search("due date of part b was moved [^.]* once[^.]* 150 days later", words)


def test_a_thing_that_was_passed_over_says_so_on_its_page(tmp_path: Path) -> None:
    """At the last two meetings of the committee; and on the page of silence with the date of the last word."""
    files = {
        "inspections/visit-2024.md": visit(2024),
        "recommendations/one.md": made_by("visit-2024"),
        "meetings/m1.md": meeting("2024-09-01", ABOUT),
        "meetings/m2.md": meeting("2024-11-01"),
        "meetings/m3.md": meeting("2025-01-01"),
    }
    site = site_of(tmp_path, files)
    words = words_of(site, "silence/")
    for page in (words, words_of(site, "recommendations/one/")):
        assert re.search("Nothing is recorded [^.]* last 2 meetings of Scrutiny Committee", page)
    assert counts_on(site, "silence/") == [1, 1, 1]
    assert "1 September 2024 Scrutiny Committee, 1 September 2024" in words
    assert re.search("Of 1 open [^.,]*, 1 has gone quiet", words_of(site, ""))


def test_the_page_of_lineage_and_the_thread_on_each_page(tmp_path: Path) -> None:
    """The thread stands oldest first, and each of its recommendations says how often the concern was raised."""
    files = {**LINEAGE, "recommendations/old.md": made_by("visit-2010", title="At the first")}
    site = site_of(tmp_path, files)
    words = words_of(site, "lineage/")
    assert "three times since 2010" in words
    assert words.index("At the first") < words.index("1 June 2010") < words.index("March 2018")
    assert re.search(
        "The same concern [^.]* three times since 2010", words_of(site, "recommendations/middle/")
    )
    assert "The same concern" not in words_of(site, "recommendations/alone/").split("More:")[0]
    assert "Visit of 2016" in words_of(site, "lineage/looking-back/")


def test_long_accounts_have_several_pages_and_a_group_goes_on(tmp_path: Path) -> None:
    """Sixty promises are two pages, and the sentence counts all of them on both."""
    actions = "".join(f"  - {{key: a{n}, title: Action {n}}}\n" for n in range(60))
    site = site_of(tmp_path, {"actions/plan.yml": PLAN.format(date="2024-06") + actions})
    assert counts_on(site, "promises/") == counts_on(site, "promises/page/2/") == [60, 60]
    assert "plans and letters (continued) 60 promises" in words_of(site, "promises/page/2/")
    assert "(continued)" not in words_of(site, "promises/")
    assert "silence/page/2/index.html" in site.files


def test_the_data_holds_the_accounts(tmp_path: Path) -> None:
    """As the pages have them, and nothing in it that another day alone would change."""
    site = site_of(tmp_path, {**PROMISES, **LINEAGE})
    data = data_of(site)
    actions = {one["id"]: one for one in data["actions"]}
    assert actions["plan/replaced"]["promise"] == "given-up"
    assert actions["plan/kept"]["silence"] is None
    assert actions["m1/asked"]["silence"] == {
        "since": "2025-01-10",
        "heard_in": None,
        "last_meeting": "m1",
        "meetings": ["m2"],
        "unsure": [],
        "bodies": ["examplebury/scrutiny"],
        "not_counted": [],
        "at_earliest": [],
        "latest_meetings": ["m2"],
    }
    moved = actions["plan/moved"]["slippage"]
    assert (moved["first"], moved["times_moved"], moved["move"]) == ("2025-01-31", 2, "later")
    assert (moved["days_at_least"], moved["days_at_most"], moved["without_reason"]) == (699, 699, 1)
    assert moved["moves"][1] == {
        "from": "2025-03-31",
        "to": "2026-12-31",
        "record": "m2",
        "reason": "No staff.",
        "move": "later",
        "days_at_least": 640,
        "days_at_most": 640,
    }
    assert actions["plan/dated"]["slippage"] is None
    threads = {one["id"]: one["thread"] for one in data["recommendations"]}
    assert threads["new"] == ["old", "middle", "new"]
    assert threads["alone"] == []


@pytest.mark.parametrize(
    ("move", "least", "most", "words"),
    [
        ("later", 1, 1, "1 day later"),
        ("later", 29, 89, "between 29 and 89 days later"),
        ("later", 1187, None, "at least 1,187 days later"),
        ("earlier", -40, -10, "between 10 and 40 days earlier"),
        ("earlier", None, -10, "at least 10 days earlier"),
        ("open", -30, 364, "anything from 30 days earlier to 364 days later, as the dates are not exact"),
        ("open", 0, 31, "no more than 31 days later, and perhaps none"),
        ("open", 0, 0, "to the same day"),
        ("open", None, 180, "by how much is not known"),
        ("dropped", None, None, "date dropped, and no new date set"),
    ],
)
def test_a_slip_in_words(move: Move, least: int | None, most: int | None, words: str) -> None:
    """In words that claim no more than the dates."""
    assert slip_in_words(DateMove(UNKNOWN, UNKNOWN, None, None, move, least, most)) == words


def test_an_undated_plan_does_not_switch_quiet_off(tmp_path: Path) -> None:
    """The page of a quiet recommendation names the plan that was not counted, and the record that was."""
    plan = "title: Plan\nauthority: examplebury\nfor: visit-2020\nactions: []\n"
    files = {
        "authorities/examplebury.yml": AUTHORITY,
        "inspections/visit-2020.md": visit(2020),
        "recommendations/visit-2020-1.md": made_by("visit-2020"),
    }
    without = made(write(tmp_path / "without", files), TODAY)
    assert "Not counting" not in words_of(without, "recommendations/visit-2020-1/")
    site = made(write(tmp_path / "with", {**files, "actions/plan.yml": plan}), TODAY)
    words = words_of(site, "recommendations/visit-2020-1/")
    assert "In the records held here, nothing about it is dated after 1 June 2020" in words
    assert "Not counting “Plan”, whose date is not known." in words
    (before,), (after,) = (data_of(one)["recommendations"] for one in (without, site))
    assert before["quiet"] is after["quiet"] is True
    assert before["quiet_since"] == after["quiet_since"] == {"day": "2020-06-01", "record": "visit-2020"}
    assert after["silence"]["not_counted"] == ["plan"]
