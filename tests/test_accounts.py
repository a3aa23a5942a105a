"""The arithmetic of silence, slippage, promises and lineage, with the sums written out."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests import council
from tests.support import ROOT, project_at, write
from tracker_site.accounts.accounts import Accounts, account_for
from tracker_site.accounts.promises import PromiseGroup, office_key
from tracker_site.accounts.spans import Span, days_between, days_since
from tracker_site.dates import parse_date
from tracker_site.line import Clock, stand

TOWN = "name: Town\nbodies:\n  - {key: scrutiny, name: Scrutiny, kind: scrutiny}\n"
VISIT = "---\ntitle: A visit\nauthority: town\npublished: 2024-01-10\n---\n"


@cache
def examplebury(as_at: date = council.TODAY) -> Accounts:
    """Return the accounts of the made-up council."""
    return account_for(council.standings(as_at))


def accounts_of(root: Path, files: dict[str, str], as_at: date = date(2024, 12, 31)) -> Accounts:
    """Return the accounts of a small site of one town and one visit."""
    write(root, {"authorities/town.yml": TOWN, "inspections/visit.md": VISIT, **files})
    project = project_at(root)
    return account_for(stand(project.content, "content", Clock(as_at, as_at)))


def recommendation(fields: str = "", origin: str = "visit") -> str:
    return f"---\ntitle: A recommendation\nfrom: {origin}\n{fields}---\nDo it.\n"


def meeting(day: str, about: str, fields: str = "", progress: str = "") -> str:
    return (
        f"---\nbody: town/scrutiny\ndate: {day}\n{fields}items:\n  - title: An item\n    about: [{about}]\n"
        f"    progress: [{progress}]\n    outcomes: [{{verb: noted, text: Noted.}}]\n---\n"
    )


# Days


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("2023-03-31", "2023-09-30", 183, 183),  # 30 + 31 + 30 + 31 + 31 + 30
        ("2023-09-30", "2023-03-31", -183, -183),
        ("2024-02-28", "2024-03-01", 2, 2),  # a leap year
        ("2023-01", "2023-06", 121, 180),  # 31 January to 1 June, 1 January to 30 June
        ("2023-06", "2023-06-30", 0, 29),
        ("../2022-03-31", "2022-04-10", 10, None),
        ("2022-03-31/..", "2022-04-10", None, 10),
        ("unknown", "2022-04-10", None, None),
    ],
)
def test_days_between_are_as_exact_as_both_dates(
    first: str, second: str, least: int | None, most: int | None
) -> None:
    assert days_between(parse_date(first), parse_date(second)) == Span(least, most)


def test_days_since_are_never_fewer_than_none() -> None:
    """A meeting "in March" is not ahead of the middle of March, once it is recorded."""
    assert days_since(parse_date("2026-03"), date(2026, 3, 15)) == Span(0, 14)
    assert days_since(parse_date("2026-03-20/.."), date(2026, 3, 31)) == Span(0, 11)
    assert days_since(parse_date("unknown"), date(2026, 3, 31)) == Span(None, None)


# Silence


def test_silence_is_counted_by_meetings_of_each_body_that_considered_it() -> None:
    """Of caseloads nothing is recorded since January 2023.

    Ten meetings of scrutiny passed it over (May and November 2023, January and September 2024, January, May, September
    and November 2025, January and March 2026) and one of the cabinet (February 2025). The meeting of May 2024 is
    recorded only in part; that of March 2023 was cancelled.
    """
    silence = examplebury().silence_of["caseloads-inquiry-1"]

    assert silence.in_a_row == 11
    assert silence.bodies == (("examplebury/scrutiny", 10), ("examplebury/cabinet", 1))
    assert silence.not_known == ("scrutiny-2024-05-21",)
    assert silence.passed_over[0] == "scrutiny-2023-05-16"
    assert silence.passed_over[-1] == "scrutiny-2026-03-17"
    assert silence.last_meeting
    assert silence.last_meeting.record == "scrutiny-2023-01-24"
    assert silence.days == Span(1162, 1162)  # three years with a leap day, 1,096, and 66 to 31 March
    assert silence.is_quiet
    assert not silence.is_passed_over


def test_the_last_word_may_be_an_inspectors() -> None:
    """Meetings are counted from the last word of anybody; the last meeting that spoke of it was long before."""
    silence = examplebury().silence_of["ilacs-2022-6"]

    assert silence.last_heard
    assert silence.last_heard.record == "monitoring-visit-2024"
    assert silence.last_meeting
    assert silence.last_meeting.record == "scrutiny-2022-11-22"
    assert dict(silence.bodies) == {
        "examplebury/scrutiny": 7,  # September 2024 to March 2026
        "examplebury/board": 2,  # June 2024, October 2025
        "examplebury/cabinet": 1,  # February 2025
        "examplebury/council": 1,  # July 2025
    }


def test_what_the_last_two_meetings_passed_over_is_not_quiet_yet() -> None:
    passed = [one for one in examplebury().silences if one.is_passed_over]

    assert [(one.id, one.passed_over) for one in passed] == [
        ("ilacs-2022-3", ("scrutiny-2026-01-20", "scrutiny-2026-03-17")),
        ("monitoring-visit-2024-1", ("scrutiny-2026-01-20", "scrutiny-2026-03-17")),
        ("scrutiny-2025-11-18/figures-by-team", ("scrutiny-2026-01-20", "scrutiny-2026-03-17")),
    ]
    assert {one.days for one in passed} == {Span(133, 133)}  # 12 + 31 + 31 + 28 + 31 from 18 November


def test_the_longest_silence_comes_first_and_only_what_is_open_is_silent() -> None:
    silences = examplebury().silences
    standings = council.standings()

    days = [one.days.least or 0 for one in silences]
    assert days == sorted(days, reverse=True)
    assert silences[0].id == "caseloads-inquiry-5"
    everything = {**standings.recommendations, **standings.actions}
    assert {one.id for one in silences} == {id for id, one in everything.items() if one.status.is_open}
    assert [one.id for one in silences if one.is_quiet and not one.is_action] == [
        *(
            "caseloads-inquiry-5",
            "caseloads-inquiry-1",
            "focused-visit-2023-2",
            "ilacs-2022-5",
            "ilacs-2022-6",
        ),
        *("monitoring-visit-2024-2", "scrutiny-2023-01-24-1", "ilacs-2022-7"),
    ]


def test_silence_is_that_of_its_day() -> None:
    """In May 2023, after one meeting without it, the dropped date of caseloads was not quiet yet."""
    silence = examplebury(date(2023, 5, 31)).silence_of["caseloads-inquiry-1"]

    assert silence.passed_over == ("scrutiny-2023-05-16",)
    assert silence.days == Span(127, 127)  # 7 + 28 + 31 + 30 + 31
    assert not silence.is_quiet
    assert not silence.is_passed_over


def test_a_meeting_that_may_have_been_before_the_last_word_does_not_count(tmp_path: Path) -> None:
    """Of a meeting "in June" nobody knows whether it was after 10 June."""
    silence = accounts_of(
        tmp_path,
        {
            "recommendations/one.md": recommendation(),
            "recommendations/two.md": recommendation(),
            "meetings/first.md": meeting("2024-06-10", "one"),
            "meetings/vague.md": meeting("2024-06", "two"),
            "meetings/same-day.md": meeting("2024-06-10", "two"),
            "meetings/later.md": meeting("2024-07-01", "two"),
            "meetings/part.md": meeting("2024-08-01", "two", "covers: part\n"),
        },
    ).silence_of["one"]

    assert silence.passed_over == ("later",)
    assert silence.not_known == ("vague", "part")


# Slippage


def test_each_slip_says_who_moved_the_date_how_far_and_why() -> None:
    """183 + 183 + 275 + 546 days: from March 2023 to June 2026."""
    (slippage,) = examplebury().slippages_of["ilacs-2022-3"]

    assert [(slip.record, slip.days.least, slip.reason is not None) for slip in slippage.slips] == [
        ("scrutiny-2023-01-24", 183, True),
        ("scrutiny-2023-11-21", 183, False),
        ("scrutiny-2024-05-21", 275, False),
        ("scrutiny-2025-01-21", 546, True),
    ]
    assert slippage.total == Span(1187, 1187)
    assert (slippage.first.text, slippage.present.text) == ("2023-03-31", "2026-06-30")
    assert slippage.without_reason == 2


def test_a_date_that_vanished_is_a_slip_without_end() -> None:
    (slippage,) = examplebury().slippages_of["caseloads-inquiry-1"]

    assert [(slip.kind, slip.days.least) for slip in slippage.slips] == [
        ("later", 181),  # 31 + 28 + 31 + 30 + 31 + 30
        ("later", 184),  # 31 + 31 + 30 + 31 + 30 + 31
        ("vanished", None),
    ]
    assert slippage.has_vanished
    assert slippage.total == Span(None, None)
    assert slippage.first.text == "2021-12-31"


def test_the_worst_slippers_come_first() -> None:
    """Dates that vanished, then the longest; what was brought forward comes last."""
    assert [(one.id, one.total.least) for one in examplebury().slippages] == [
        ("caseloads-inquiry-1", None),
        ("ilacs-2022-5", None),
        ("ilacs-2022-plan/placement-strategy", None),
        ("ilacs-2022-3", 1187),
        ("ilacs-2022-plan/caseload-cap", 1187),
        ("ilacs-2022-7", 884),  # 31 July 2023 to 31 December 2025: 731 and 153
        ("monitoring-2024-plan/nqsw-cap", 123),
        ("ilacs-2022-4", 121),  # between 121 and 180: only the months are known
        ("council-2025-07-16-1", 120),
        ("focused-visit-2023-1", -91),
    ]
    assert examplebury().slippages_of["ilacs-2022-4"][0].total == Span(121, 180)
    assert examplebury().slippages_of["focused-visit-2023-1"][0].slips[0].kind == "earlier"


def test_a_date_set_for_the_first_time_or_made_more_exact_is_no_delay(tmp_path: Path) -> None:
    slippages = accounts_of(
        tmp_path,
        {
            "recommendations/set.md": recommendation(),
            "recommendations/exact.md": recommendation("due: 2024-06\n"),
            "recommendations/again.md": recommendation("due: 2024-06-30\n"),
            "meetings/m1.md": meeting(
                "2024-02-01",
                "visit",
                progress="{on: set, due: unknown}, {on: exact, due: 2024-06-30}, {on: again, due: unknown}",
            ),
            "meetings/m2.md": meeting(
                "2024-03-01", "visit", progress="{on: set, due: 2024-09-30}, {on: again, due: 2024-07-30}"
            ),
        },
    ).slippages_of

    assert set(slippages) == {"exact", "again"}
    assert [slip.kind for slip in slippages["exact"][0].slips] == ["unclear"]
    assert slippages["exact"][0].total == Span(0, 29)
    assert [slip.kind for slip in slippages["again"][0].slips] == ["vanished", "set-again"]
    assert slippages["again"][0].total == Span(30, 30)
    assert not slippages["again"][0].has_vanished


def test_a_part_that_moved_with_its_whole_is_told_once(tmp_path: Path) -> None:
    """The whole moves from June to July; part `a` has the date of the whole, part `b` its own."""
    parts = "due: 2024-06-30\nparts:\n  - {key: a, text: A, due: 2024-06-30}\n  - {key: b, text: B, due: 2024-05-31}\n"
    moved = accounts_of(
        tmp_path,
        {
            "recommendations/one.md": recommendation(parts),
            "meetings/m.md": meeting("2024-02-01", "one", progress="{on: one, due: 2024-07-30}"),
        },
    ).slippages

    assert [(one.part, one.total.least) for one in moved] == [("b", 60), (None, 30)]


# Promises


def test_every_promise_is_of_one_state() -> None:
    promises = examplebury().promises

    assert promises.all.total == 18 == sum(promises.all.counts.values())
    assert promises.all.counts == {
        "late": 3,
        "undated": 5,
        "dated": 2,
        "standing": 2,
        "kept": 5,
        "given-up": 1,
    }
    assert promises.all.moved == 3
    assert _addresses(promises.all, "late") == {
        "ilacs-2022-plan/voice-training",
        "monitoring-2024-plan/permanence-tracker",
        "scrutiny-2025-11-18/figures-by-team",
    }
    assert _addresses(promises.all, "undated") == {
        "ilacs-2022-plan/placement-strategy",  # its date vanished
        "ilacs-2022-plan/recording-guide",
        "monitoring-2024-plan/agency-exit",
        "scrutiny-2025-05-20/exit-figures",
        "director-letter-2025/team-visit",
    }


def _addresses(group: PromiseGroup, state: str) -> set[str]:
    return {one.address for one in group.promises if one.state == state}


def test_a_kept_promise_says_whose_word_it_is_and_whether_it_came_in_time() -> None:
    kept = {
        one.address: (one.timing, one.said_by, one.closed_in)
        for one in examplebury().promises.all.promises
        if one.state == "kept"
    }

    assert kept == {
        # due 28 February 2023, said in January
        "ilacs-2022-plan/supervision-standard": ("in-time", "reported", "scrutiny-2023-01-24"),
        # due in March and June 2023, said in November
        "ilacs-2022-plan/assessment-toolkit": ("after", "signed-off", "scrutiny-2023-11-21"),
        "ilacs-2022-plan/pathway-audit": ("after", "reported", "scrutiny-2023-11-21"),
        # due 31 January 2025, after it was moved; said in May
        "monitoring-2024-plan/nqsw-cap": ("after", "reported", "scrutiny-2025-05-20"),
        # due 31 October 2025, said in November
        "scrutiny-2025-09-16/housing-note": ("after", "reported", "scrutiny-2025-11-18"),
    }


def test_an_undated_promise_has_its_words_and_the_days_since() -> None:
    promise = examplebury().promise_of["scrutiny-2025-05-20/exit-figures"]

    assert promise.words == "in due course"
    assert promise.days == Span(315, 315)  # 11 + 30 + 31 + 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31


def test_promises_are_counted_by_body_and_by_owner() -> None:
    promises = examplebury().promises

    assert [(one.key, one.total) for one in promises.by_body] == [
        ("ilacs-2022-plan", 9),
        ("examplebury/scrutiny", 4),
        ("monitoring-2024-plan", 4),
        ("director-letter-2025", 1),
    ]
    director = promises.by_owner[0]
    assert (director.key, director.label) == (
        "examplebury/director-of-childrens-services",
        "Director of Children’s Services",
    )
    assert director.total == 5
    assert {state: number for state, number in director.counts.items() if number} == {
        "late": 1,  # figures by team
        "undated": 1,  # the visit to a team
        "dated": 1,  # no more than 18 children
        "standing": 1,  # figures each quarter
        "kept": 1,  # no more than 12 children
    }
    for groups in (promises.by_body, promises.by_owner):
        assert sum(group.total for group in groups) == promises.all.total


def test_an_office_is_one_office_however_it_is_written() -> None:
    assert office_key("Director of Children’s Services") == office_key("director of children's services")
    assert office_key("Head of A") != office_key("Head of B")
    assert office_key("社会福祉課") != office_key("教育課")
    long = "Head of " + "very " * 50 + "long names"
    assert office_key(long) != office_key(long + " too")
    assert len(office_key(long)) < 80


def test_a_promise_opened_again_is_not_kept(tmp_path: Path) -> None:
    """What closed it last counts, not what closed it first."""
    plan = (
        "title: A plan\nauthority: town\nfor: visit\ndate: 2024-01-20\n"
        "actions:\n  - {key: a, title: A, due: 2024-05-31}\n"
    )
    said = [
        ("2024-02-01", "{on: plan/a, status: completed}"),
        ("2024-03-01", "{on: plan/a, status: in-progress, reason: It was not.}"),
    ]
    files = {"actions/plan.yml": plan} | {
        f"meetings/m{n}.md": meeting(day, "plan", progress=progress) for n, (day, progress) in enumerate(said)
    }
    opened = accounts_of(tmp_path, files, date(2024, 4, 1)).promise_of["plan/a"]
    again = accounts_of(
        tmp_path,
        {
            **files,
            "meetings/m9.md": meeting("2024-06-03", "plan", progress="{on: plan/a, status: completed}"),
        },
    ).promise_of["plan/a"]

    assert (opened.state, opened.closed_in, opened.timing) == ("dated", None, None)
    assert (again.state, again.closed_in, again.timing) == ("kept", "m9", "after")


# Lineage


def test_a_concern_is_followed_through_inquiry_inspection_and_visit() -> None:
    """Caseloads: raised in 2021, 2022 and 2024; the visit of 2024 says by name how far they had come."""
    thread = examplebury().thread_of["ilacs-2022-3"]

    assert thread.times == 3
    assert thread.since.text == "2021-03-16"
    assert [(one.recommendation, one.ties) for one in thread.raisings] == [
        ("caseloads-inquiry-1", ()),
        ("ilacs-2022-3", (("repeats", "caseloads-inquiry-1"),)),
        ("monitoring-visit-2024-1", (("repeats", "ilacs-2022-3"),)),
    ]
    assert thread.themes == ("caseloads",)
    assert thread.open == thread.recommendations
    assert [(one.inspection, one.found) for one in thread.look_backs] == [
        ("monitoring-visit-2024", ("ilacs-2022-3",))
    ]


def test_superseding_ties_a_thread_as_repeating_does() -> None:
    thread = examplebury().thread_of["scrutiny-2023-01-24-1"]

    assert [one.ties for one in thread.raisings] == [
        (),
        (("supersedes", "scrutiny-2023-01-24-1"),),
        (("repeats", "scrutiny-2024-09-17-1"),),
    ]
    assert thread is examplebury().thread_of["scrutiny-2026-03-17-1"]


def test_the_most_raised_comes_first_and_a_visit_may_look_back_without_a_word() -> None:
    threads = examplebury().threads

    assert [(one.key, one.times) for one in threads] == [
        ("caseloads-inquiry-1", 3),
        ("scrutiny-2023-01-24-1", 3),
        ("caseloads-inquiry-3", 2),
    ]
    # The visit followed the inspection of 2022, and said nothing of supervision by name.
    assert [(one.inspection, one.found) for one in threads[2].look_backs] == [("monitoring-visit-2024", ())]
    assert threads[2].open == ()


def test_a_theme_in_common_is_no_lineage() -> None:
    """Six more recommendations are about caseloads or the workforce; none of them says that it repeats another."""
    assert "scrutiny-2021-11-23-1" not in examplebury().thread_of
    assert "caseloads-inquiry-2" not in examplebury().thread_of


def test_a_thread_grows_with_the_days() -> None:
    """In 2023 caseloads had been raised twice."""
    assert examplebury(date(2023, 12, 31)).thread_of["ilacs-2022-3"].times == 2


def test_two_branches_and_a_circle_are_one_thread(tmp_path: Path) -> None:
    """Two recommendations of one visit that repeat an earlier one were raised there once."""
    thread = accounts_of(
        tmp_path,
        {
            "inspections/later.md": VISIT.replace("2024-01-10", "2024-06-10"),
            "recommendations/old.md": recommendation("repeats: [new-b]\n"),
            "recommendations/new-a.md": recommendation("repeats: [old]\n", "later"),
            "recommendations/new-b.md": recommendation("supersedes: [old]\n", "later"),
            "recommendations/alone.md": recommendation(),
        },
    ).threads

    assert [one.recommendations for one in thread] == [("old", "new-a", "new-b")]
    assert thread[0].times == 2


# On the real content


def test_the_real_content_holds_what_its_documents_say() -> None:
    """No date was ever moved in it, and no document says that one recommendation repeats another."""
    day = date(2026, 11, 22)
    accounts = account_for(stand(ROOT / "content", "content", Clock(day, day)))

    assert accounts.slippages == ()
    assert accounts.threads == ()
    assert accounts.promises.all.total == sum(accounts.promises.all.counts.values())
    posts = accounts.promise_of["leeds-executive-2010-02/advanced-practitioner-posts"]
    assert (posts.state, posts.timing) == ("undated", None)
    # Bury's meeting was by the end of March 2022 at the latest: 31 March 2022 to 22 November 2026.
    assert accounts.silence_of["bury-scrutiny-2022/special-meeting"].days == Span(1697, None)
    # Of BCP's meeting no date is known, so nobody can say how long ago it was.
    assert accounts.silence_of["bcp-improvement-plan/share-good-practice"].days == Span(None, None)
    assert not accounts.silence_of["bcp-improvement-plan/share-good-practice"].is_quiet


# The made-up council itself


def test_the_made_up_council_warns_only_of_what_is_meant() -> None:
    warnings = {(Path(one.place.file).stem, one.code) for one in council.made().warnings}

    assert warnings == {
        (id, "quiet")
        for id in (
            *("caseloads-inquiry-1", "caseloads-inquiry-5", "ilacs-2022-5", "ilacs-2022-6", "ilacs-2022-7"),
            *("monitoring-visit-2024-2", "scrutiny-2023-01-24-1"),
        )
    }


def test_the_made_up_council_has_clocks_of_each_state() -> None:
    states = {
        (one.clock.key, one.record): one.state
        for one in council.standings().clocks
        if one.clock.key == "executive-response"
    }

    assert states["executive-response", "council-2022-09-28-1"] == "met"
    assert states["executive-response", "caseloads-inquiry-1"] == "met-late"
    assert states["executive-response", "scrutiny-2026-03-17-1"] == "running"
    assert states["executive-response", "scrutiny-2023-01-24-1"] == "passed"
    assert states["executive-response", "board-2024-1"] == "start-unknown"
