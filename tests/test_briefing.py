"""The briefing for a body's next meeting: what presses, the question that follows, and where it stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support.briefings import (
    ADDRESS,
    FILES,
    MAY,
    NOVEMBER,
    built,
    groups,
    topics_of,
)


def test_each_thing_is_asked_about_once_and_the_agenda_comes_first(tmp_path: Path) -> None:
    """What answers an item of the agenda is told with it; what answers a recommendation, with that."""
    files = built(tmp_path)
    assert list(groups(files)) == ["agenda", "asked", "missed", "claimed", "quiet", "decided"]
    assert topics_of(files, "agenda") == [
        "Supervision : Better supervision Nothing is recorded of how far it has come. "
        "Train all managers (Director) : It was due on 31 January 2026 (at first 30 June 2025); the date was moved "
        "once, with no reason recorded: 215 days later. Nothing is recorded of it since 10 November "
        "2025. "
        "Publish the rota : It is due on 10 April 2026. Nothing is recorded of how far it has come. "
        "To the Director: Is “Train all managers” done? If not, what is the new date? "
        "Will “Publish the rota” be done by 10 April 2026?"
    ]
    assert topics_of(files, "claimed") == [
        "Faster assessments (recommendation 2 of Visit) The council reported it as completed on 10 November 2025; it "
        "is not signed off. Write the handbook : It is due on 1 December 2026. Nothing is recorded of it itself since "
        "12 May 2025, at 1 meeting of your committee. What it answers was dealt with on 10 November 2025. "
        "What will you show us of it, so that we can sign it off? Where does “Write the handbook” stand now?"
    ]
    assert topics_of(files, "quiet") == [
        "Report every quarter You asked for this on 12 May 2025. Nothing is recorded of it since it was made on 12 May "
        "2025, at 1 meeting of your committee. To the Director: Is it still being done?"
    ]


def test_what_was_asked_for_is_followed_up_the_last_meeting_first(tmp_path: Path) -> None:
    """A request of the last meeting, a recommendation, an action under an outcome and one from the discussion."""
    once = NOVEMBER.replace(
        "      - {label: b, verb: requested, about: [], to: Director, text: A visit of the front door., }\n",
        "",
    )
    assert once != NOVEMBER
    assert topics_of(built(tmp_path, {"meetings/november.md": once}), "asked") == [
        "Fostering The cost of foster care. Referred to the Cabinet on 10 November 2025; nothing that is recorded "
        "since deals with it. To the Cabinet: What became of it?",
        "Fewer cases for each social worker You recommended this on 12 May 2025. Nothing is recorded of it since 12 "
        "May 2025. An answer to this was due by 12 July 2025 (2 months from the day it was issued); nothing records "
        "one. Is it accepted, and what has been done?",
        "Send a note on agency staff (Director) You asked for this on 12 May 2025. It was due on 1 July 2025. Nothing "
        "is recorded of it since 12 May 2025. To the Director: What became of it?",
        "Arrange visits to teams This was recorded as an action at your meeting on 12 May 2025. No day was set: the "
        "words are “in due course”. Nothing is recorded of it since 12 May 2025. What became of it, and by when will "
        "it be done?",
    ]


def test_what_a_body_decided_itself_was_promised_by_nobody(tmp_path: Path) -> None:
    """An action under a decision is told as one, and the question goes to whom the record names."""
    may = MAY.replace("verb: requested", "verb: agreed")
    found = topics_of(built(tmp_path, {"meetings/may.md": may}), "asked")
    assert any(
        "Send a note on agency staff (Director) You decided this on 12 May 2025." in one for one in found
    )
    assert not any("promised" in one for one in found)


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    """A response answers a recommendation; anything said of an action answers it; a later record a request."""
    letter = (
        "---\ntitle: The Director's letter\ndate: 2026-01-20\nabout: [visit-2]\n"
        "responses:\n  - {to: may-1, response: accepted}\n"
        "progress:\n  - {on: may/agency-note, status: in-progress}\n---\n"
    )
    files = built(tmp_path, {"updates/letter.md": letter})
    asked = " ".join(topics_of(files, "asked"))
    assert "Fewer cases" not in asked
    assert "agency staff" not in asked
    assert (
        "Referred to the Cabinet on 10 November 2025. The Director's letter (20 January 2026) dealt with the same "
        "matter. To the Cabinet: Did that answer it?"
    ) in asked
    assert "Send a note on agency staff" in " ".join(topics_of(files, "late"))
    # Nor is it said that the deadline for an answer has passed without one.
    assert "Fewer cases" not in files[f"{ADDRESS}index.html"].decode()


def test_a_promise_whose_day_is_still_to_come_is_not_waited_for(tmp_path: Path) -> None:
    """What was asked for by 1 April is due soon on 4 March, not unanswered."""
    found = groups(built(tmp_path, {"meetings/may.md": MAY.replace("2025-07-01", "2026-04-01")}))
    assert not any("agency staff" in one for one in found["asked"])
    assert any("agency staff" in one for one in found["due"])


def test_the_words_for_a_body_that_cannot_sign_off(tmp_path: Path) -> None:
    """The cabinet is asked what it will show scrutiny."""
    cabinet = (
        "---\nbody: examplebury/cabinet\ndate: 2025-12-01\nitems:\n  - {title: Plan, about: [visit-2]}\n---\n"
    )
    files = built(tmp_path, {"meetings/cabinet.md": cabinet})
    claimed = groups(files, "briefings/examplebury/cabinet/")["claimed"]
    assert "What will scrutiny be shown of it, so that it can sign it off?" in claimed[0]
    page = files["briefings/examplebury/cabinet/index.html"].decode()
    assert "No next meeting is recorded." in page
    assert "briefings/examplebury/cabinet/briefing.ics" not in files


def test_what_has_no_room_stands_on_a_page_that_the_rest_leads_to(tmp_path: Path) -> None:
    """ "And 20 more" leads to exactly these, with numbers that run on."""
    actions = "".join(
        f"  - {{key: a{n}, title: Thing {n} of some length to be done, due: 2025-06-{n:02}}}\n"
        for n in range(1, 31)
    )
    november = NOVEMBER.replace(", plan/training", "").replace(
        "      - {on: plan/training, status: in-progress, said_by: council, due: 2026-01-31}\n", ""
    )
    plan = f"title: Plan\nauthority: examplebury\nfor: visit\nactions:\n{actions}"
    files = built(tmp_path, {"actions/plan.yml": plan, "meetings/november.md": november})
    printed = [one.split(" of some")[0] for one in topics_of(files, "late")]
    page = files[f"{ADDRESS}index.html"].decode()
    rest = re.search(r'href="([^"]*)#late">And (\d+) more', page)
    assert rest
    assert rest[1] == f"../../../{ADDRESS}more/"
    beside = files[f"{ADDRESS}more/index.html"].decode()
    more = [one.split(" of some")[0] for one in topics_of(files, "late", f"{ADDRESS}more/")]
    assert len(more) == int(rest[2])
    assert printed + more == [f"Thing {n}" for n in range(1, 31)]
    numbered = sum(len(of_sort) for key, of_sort in groups(files).items() if key != "decided")
    assert f'<ol class="matters" start="{numbered + 1}">' in beside


def test_a_body_without_a_meeting_has_no_briefing(tmp_path: Path) -> None:
    """Nothing leads to a page that would be empty."""
    files = built(tmp_path)
    assert "briefings/examplebury/council/index.html" not in files
    assert b"briefings/examplebury/council/" not in files["authorities/examplebury/index.html"]


def test_ways_lead_to_the_briefing(tmp_path: Path) -> None:
    """From the front page, the council, the body and the meeting that is planned; from no other meeting."""
    files = built(tmp_path)
    for page in (
        "",
        "authorities/examplebury/",
        "authorities/examplebury/scrutiny/",
        "meetings/next/",
        "briefings/",
    ):
        assert ADDRESS.encode() in files[f"{page}index.html"], page
    assert ADDRESS.encode() not in files["meetings/may/index.html"]


def test_the_calendar_entry_is_on_the_day_of_the_next_meeting(tmp_path: Path) -> None:
    """All day, with the way to the page and the first questions; the same on every day without news."""
    entry = built(tmp_path)[f"{ADDRESS}briefing.ics"]
    text = entry.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260317\r\nDTEND;VALUE=DATE:20260318\r\n" in text
    assert f"URL:https://tracker.examplebury.example/{ADDRESS}\r\n" in text
    assert "1. Supervision: Nothing is recorded of how far it has come." in text
    assert (
        "2. The plan: “A visit of the front door.” Requested of the Director on 10 November 2025\\;" in text
    )
    assert "To the Director: What became of it?" in text
    assert entry == built(tmp_path, today=date(2026, 3, 6))[f"{ADDRESS}briefing.ics"]


def test_no_calendar_entry_for_a_day_that_is_not_known(tmp_path: Path) -> None:
    """A meeting in March is announced, and no day is made up for it."""
    files = built(tmp_path, {"meetings/next.md": FILES["meetings/next.md"].replace("2026-03-17", "2026-03")})
    assert f"{ADDRESS}briefing.ics" not in files
    assert b"Next meeting: March 2026, day not stated." in files[f"{ADDRESS}index.html"]


def test_a_meeting_that_is_past_is_not_the_next(tmp_path: Path) -> None:
    """On the day itself it is; the day after it is the one in June."""
    assert b"Next meeting: 17 March 2026." in built(tmp_path, today=date(2026, 3, 17))[f"{ADDRESS}index.html"]
    assert b"Next meeting: 9 June 2026." in built(tmp_path, today=date(2026, 3, 18))[f"{ADDRESS}index.html"]


def test_what_else_was_decided_says_where_it_stands(tmp_path: Path) -> None:
    """On paper by the address of the meeting's page."""
    many = "".join(f"      - {{label: x{n}, verb: noted, text: Noted paper {n}.}}\n" for n in range(4))
    november = NOVEMBER.replace("      - {label: a,", f"{many}      - {{label: a,")
    page = built(tmp_path, {"meetings/november.md": november})[f"{ADDRESS}index.html"].decode()
    assert (
        "And 3 more, on the page of the meeting: https://tracker.examplebury.example/meetings/november/"
        in (re.sub(r"<[^>]+>", "", page))
    )
