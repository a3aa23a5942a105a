"""The briefings of Examplebury: what a councillor found missing, unfair or impossible to say aloud stays mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.support import council
from tests.support.briefings import (
    ADDRESS,
    BODIES,
    FILES,
    NOVEMBER,
    PLAN,
    SETTINGS,
    all_topics,
    built,
    groups,
    topic,
    topics_of,
)
from tests.support.browser import browser
from tests.support.replacing import replace
from tracker_site.briefing.body import body_of
from tracker_site.briefing.questions import ask_which
from tracker_site.briefing.urgent import Reason, urgent_entities
from tracker_site.dataset.build import Dataset

pytestmark = pytest.mark.long

SHEET = ADDRESS
REST = f"{ADDRESS}more/"
CABINET = "briefings/examplebury/cabinet/"


def test_an_item_of_the_agenda_has_its_history() -> None:
    """First due, moves and reasons, raised how often, figures of both speakers, what was asked and not brought."""
    found = topic("Caseloads : ")
    for words in (
        "Raised three times since 2021",
        "It is due on 30 June 2026 (at first 31 March 2023); the date was moved four times, twice with no reason "
        "recorded: 1,187 days later in all. The last reason: “The savings of the year put six posts on hold”.",
        "Average caseload of a social worker, for October 2025: 17 (the council) and 20 (yours); the target is 16.",
        "Bring the caseloads of each team to the next meeting (Director of Children’s Services) : You asked for this "
        "on 18 November 2025. It was due on 20 January 2026. Nothing is recorded of it since 18 November 2025.",
        "Which figure is right: 17 or 20?",
        "To the Director of Children’s Services: What became of “Bring the caseloads of each team to the next",
    ):
        assert words in found, words
    assert "The same concern as under “Caseloads”." in topic("Newly qualified social workers : ")


def test_a_deadline_that_runs_out_before_the_meeting_comes_right_after_the_agenda() -> None:
    """With the days that are left, whom it binds, and the rule."""
    files = council.made().files
    assert list(groups(files))[:3] == ["agenda", "running", "asked"]
    assert (
        "The Cabinet is to answer this by 17 May 2026 (2 months from the day it was issued), 2 days before the meeting."
    ) in topics_of(files, "running")[0]


def test_one_matter_stands_under_one_number() -> None:
    """Three requests on foster carers are one, with the deferral; what was superseded is not asked for itself."""
    found = topic("Answer on the offer to foster carers")
    for words in (
        "Raised three times since 2023: by you on 24 January 2023, 17 September 2024 and 17 March 2026.",
        "The Cabinet deferred what was asked before it, “A pay offer that keeps foster carers”, on 11 February 2025, "
        "until a later meeting: “The budget was not settled”.",
        "The answers to what came before it were due by 24 March 2023 and 17 November 2024; nothing records them.",
        "A pay offer that keeps foster carers : It was due on 1 April 2025.",
        "To the Cabinet: Did you answer by 17 May 2026? Is “A pay offer that keeps foster carers” done now? If not, "
        "what is the new date?",
    ):
        assert words in found, words
    assert found.count("To the Cabinet") == 1
    assert sum("foster carers" in one for one in all_topics()) == 1
    assert not any("Raise what foster carers are paid" in one for one in all_topics())


def test_meetings_that_passed_a_thing_over_are_counted_fairly() -> None:
    """Those of this body alone, as the page of silence has them; what is not known is said."""
    health = topic("Health assessments in time")
    assert (
        "Nothing is recorded of it since 22 November 2022, at 11 meetings of your committee; of 1 more it is not known."
        in health
    )
    assert "What it answers was dealt with" not in health
    assert "Nothing is recorded of it since 22 November 2022, at 1 meeting of your Cabinet." in topic(
        "Health assessments", CABINET
    )
    counted = [words for one in all_topics() for words in re.findall(r"at \d+ meetings? (of your \w+)?", one)]
    assert set(counted) == {"of your committee"}


def test_what_is_discussed_under_another_name_is_not_called_forgotten() -> None:
    """What it answers was dealt with, and is told beside; what is of the figures that came was heard of with them."""
    assert (
        "Nothing is recorded of it itself since 22 November 2022, at 11 meetings of your committee; of 1 more it is "
        "not known. What it answers was dealt with on 21 January 2025."
    ) in topic("What children say is written down")
    assert not any("Send the figures" in one for one in all_topics())
    assert not any("Where does “Bring caseloads down" in one for one in all_topics())
    # What was dealt with is said once, though it holds of two things of the matter.
    assert topic("Newly qualified").count("What it answers was dealt with on 18 November 2025") == 1


def test_what_is_signed_off_is_not_to_be_signed_off_again() -> None:
    """An action whose recommendation was signed off is left out; of a thread the sheet says what was signed off."""
    told_of = " ".join(all_topics())
    assert "An audit of all pathway plans" not in told_of
    assert "A standard for supervision" not in told_of
    assert (
        "But the same concern was raised as “Supervision that looks at the child” too, and you signed that off as "
        "completed on 21 November 2023."
    ) in topic("Supervision at least once a month")


def test_questions_can_be_said_aloud() -> None:
    """To whom the record names, with nothing in them that only a reader understands."""
    told_of = " ".join(all_topics())
    assert "No day was set: the words are “in due course”." in told_of
    assert (
        "The council reported it as “Blue – delivered” (completed) on 20 May 2025; it is not signed off."
        in told_of
    )
    # It was asked for, and the committee received it.
    assert "Send a note on housing" not in told_of
    assert (
        "You noted that on 16 May 2023: “Noted that the money was found”. To the Cabinet: We noted it: what more will "
        "you show us of it, so that we can sign it off?"
    ) in topic("Money for ten")
    assert (
        "The Cabinet was to answer this by 16 September 2025 (2 months from the day it was issued); nothing records "
        "that it did."
    ) in topic("A guaranteed interview")


def test_a_thing_that_is_half_done_is_told_by_its_parts() -> None:
    """With what was offered instead of one, and the question about the part that is open."""
    found = topic("A better start for new social workers")
    assert (
        "Part a (“An induction of four weeks for each new social worker”): the council reported it as completed"
        in found
    )
    assert "answer: something else offered instead, “A mentor from the same team”." in found
    assert (
        "To the Cabinet: In place of part b, “A mentor from the same team” was offered: is that done? If not, what is "
        "the new date? What will you show us of part a, so that we can sign it off?"
    ) in found


def test_draft_minutes_are_called_that() -> None:
    """What was decided last time rests on them."""
    assert "From minutes that are still a draft." in council.made().files[f"{SHEET}index.html"].decode()


def test_the_executive_is_told_what_is_asked_of_it() -> None:
    """What others recommended to it and it has not answered, first of all."""
    files = council.made().files
    assert next(iter(groups(files, CABINET))) == "put"
    answer = topics_of(files, "put", CABINET)[0]
    assert answer.startswith("Answer on the offer to foster carers")
    assert (
        "You deferred what was asked before it, “A pay offer that keeps foster carers”, on 11 February 2025"
        in answer
    )
    assert "You are to answer this by 17 May 2026" in answer
    assert "What is our answer, and when do we give it?" in answer
    assert "To the Cabinet" not in " ".join(all_topics(CABINET))


def test_the_rest_is_all_there_and_nothing_twice() -> None:
    """The matters that the first sentence counts stand on the sheet or on the page of the rest."""
    page = council.made().files[f"{SHEET}index.html"].decode()
    answer = re.search(
        r'<p class="answer">Next meeting: 19 May 2026\. (\d+) matters to ask about, 2 of them on', page
    )
    assert answer
    assert len(all_topics()) == int(answer[1])
    assert len({one.split(" (")[0] for one in all_topics()}) == int(answer[1])


@pytest.mark.parametrize("body", BODIES)
def test_the_counts_are_of_all_that_presses(body: str) -> None:
    """Also of what is told under an item of the agenda; each number leads to a matter that holds such a thing."""
    made = council.made()
    address = f"briefings/examplebury/{body}/"
    guide = Dataset(council.standings())
    found = body_of(guide, f"examplebury/{body}")
    assert found
    expected = Counter(one.reason for one in urgent_entities(found))
    page = made.files[f"{address}index.html"].decode()
    told = re.findall(r"<li><span>(.*?)</span>(.*?)</li>", page)
    assert [int(words.split()[0]) for words, _ in told] == [
        expected[sort] for sort in get_args(Reason) if expected[sort]
    ]
    # Where what was never answered is of several kinds, the total stands before them, and is their sum.
    for in_all, *kinds in (re.findall(r"\d+", words) for words, _ in told if ": " in words):
        assert int(in_all) == sum(map(int, kinds))
    assert "Each thing is counted once, under what presses most" in page
    places = {
        int(n) for name in ("", "more/") for n in _numbers(made.files.get(f"{address}{name}index.html", b""))
    }
    assert places == set(range(1, len(places) + 1))
    numbered = {n for _, links in told for n in _every(re.sub(r"<[^>]+>", "", links))}
    assert numbered == places


def _numbers(page: bytes) -> list[str]:
    return re.findall(r'id="matter-(\d+)"', page.decode())


def _every(words: str) -> Iterator[int]:
    """Yield each number that is meant: "1, 12 to 14"."""
    for run in words.strip(" ()").split(", "):
        first, _, last = run.partition(" to ")
        yield from range(int(first), int(last or first) + 1)


def test_what_was_closed_and_opened_again_is_told() -> None:
    """Who had said that it was done, when that was taken back and why; and since when nothing is heard."""
    assert (
        "Reopened The council reported it as completed on 16 May 2023; it was reopened on 21 January 2025 because: “An "
        "audit found that a third of the files hold nothing that the child said”. Date It was due on 31 December 2025 "
        "(at first 31 July 2023); the date was moved once: 884 days later, for the same reason. Last heard Nothing is "
        "recorded of it since 21 January 2025."
    ) in topic("What children say is written down")


def test_one_office_is_asked_once_however_it_is_spelled() -> None:
    """Its owner is "the Director of Children’s services" in a letter, with a capital S elsewhere."""
    found = topic("Newly qualified")
    assert found.count("To the Director of Children’s Services:") == 1
    assert "Children’s services" not in found


def test_what_a_matter_only_names_is_named_with_the_way_to_it() -> None:
    """Not merely counted; and meetings of one body in a row say once whose they were."""
    page = council.made().files["briefings/examplebury/board/index.html"].decode()
    named = re.search(r"<li>Also, each on its own page: (.*?)</li>", page, re.DOTALL)
    assert named
    assert re.findall(r'href="[^"]*actions/[^"]*/">(.*?)</a>', named[1]) == [
        "No social worker with more than 18 children",
        "Invite the committee to visit a team",
    ]
    words = re.sub(r"<[^>]+>", "", page)
    assert "Scrutiny Committee, 16 May 2023; 21 January 2025; 22 November 2022" in words


def test_what_is_not_printed_says_where_it_stands() -> None:
    """On paper too: by its numbers, the page, and that page's address at the foot."""
    page = council.made().files[f"{SHEET}index.html"].decode()
    rest = re.sub(r"<[^>]+>", "", " ".join(re.findall(r'<p class="rest">.*?</p>', page)))
    first = len(re.findall(r'id="matter-', page)) + 1
    assert re.search(rf": {first}(?: (?:and|to) \d+)?, on the page “More to ask”", rest)
    assert f"More to ask: https://scrutiny.examplebury.example/{REST}" in page


def test_the_front_page_leads_to_the_next_briefings_at_its_top() -> None:
    """Before the councils and all lists."""
    home = council.made().files["index.html"].decode()
    assert home.index(f'href="./{ADDRESS}"') < home.index("<h2>")
    assert b"briefings/" in council.made().files["meetings/index.html"]


def test_a_body_of_which_nothing_is_heard_has_no_next_meeting_to_prepare(tmp_path: Path) -> None:
    """Its page tells what is still open, and asks nothing of people who may be gone."""
    without = dict.fromkeys(_PLANNED, "---\nbody: examplebury/scrutiny\ndate: 2025-03-04\n---\n")
    page = built(tmp_path, without, council.TODAY.replace(year=2031))[f"{ADDRESS}index.html"].decode()
    assert "For the next meeting" not in page
    assert "Still open: Scrutiny Committee" in page
    assert 'class="question"' not in page
    lately = built(tmp_path, without)
    assert "For the next meeting, of which no date is recorded" in lately[f"{ADDRESS}index.html"].decode()
    assert b"What is still open" not in lately["authorities/examplebury/index.html"]


_PLANNED = ("meetings/next.md", "meetings/after.md")


def test_an_item_about_a_whole_inspection_leaves_its_matters_to_the_lists(tmp_path: Path) -> None:
    """With how many stand where; an item about nothing on record is only named."""
    more = {
        f"recommendations/visit-{n}.md": f"---\ntitle: Thing {n}\nfrom: visit\n---\n" for n in range(3, 6)
    }
    agenda = FILES["meetings/next.md"].replace(
        "items:\n", "items:\n  - {title: The inspection, about: [visit]}\n  - {title: Minutes}\n"
    )
    page = built(tmp_path, {**more, "meetings/next.md": agenda})[f"{ADDRESS}index.html"].decode()
    words = re.sub(r"<[^>]+>", "", page)
    assert (
        "The inspection: Visit (5 recommendations: 1 completed and 4 with no information; what presses"
        in words
    )
    assert "<li>Minutes</li>" in page


def test_an_answer_that_was_only_proposed_is_told(tmp_path: Path) -> None:
    """And it is asked whether it was given."""
    letter = (
        "---\ntitle: Paper\ndate: 2025-12-01\n"
        "responses:\n  - {to: may-1, response: alternative, standing: proposed}\n---\n"
    )
    asked = " ".join(topics_of(built(tmp_path, {"updates/paper.md": letter}), "asked"))
    assert (
        "An answer was proposed on 1 December 2025 (something else offered instead); that it was given is not recorded."
    ) in asked
    assert "Was the answer given that had been proposed?" in asked


def test_every_briefing_prints_on_two_sides_of_paper(tmp_path: Path) -> None:
    """With every sort of matter, on A4; long words too."""
    long = (
        "of a length that no committee would put up with for its own agenda and that a tracker has to stand "
    )
    settings = SETTINGS.replace("title: Examplebury tracker", f"title: Examplebury tracker {long}")
    wordy = {
        "site.yml": settings,
        "recommendations/may-1.md": f"---\ntitle: Fewer cases {long * 2}\nfrom: may\n---\n",
        "meetings/november.md": NOVEMBER.replace("Noted the report.", f"Noted the report {long * 6}"),
        "actions/plan.yml": "title: Plan\nauthority: examplebury\nfor: visit\nactions:\n"
        + "  - {key: training, title: Train}\n"
        + "".join(f"  - {{key: a{n}, title: Thing {n} {long}, due: 2025-06-{n}}}\n" for n in range(10, 30)),
    }
    sites = {tmp_path / "council": council.made().files, tmp_path / "wordy": built(tmp_path / "in", wordy)}
    for folder, files in sites.items():
        replace(folder, files)
    pages = [tmp_path / "council" / f"briefings/examplebury/{body}/index.html" for body in BODIES]
    with browser() as chromium:
        page = chromium.new_page()
        for file in (*pages, tmp_path / "wordy" / ADDRESS / "index.html"):
            page.goto(f"file://{file}")
            printed = page.pdf(prefer_css_page_size=True)
            sides = len(re.findall(rb"/Type\s*/Page\b", printed))
            assert sides == 2, f"{file.parent.name}: {sides}"
        # On white paper even from a screen that is dark.
        ink = "getComputedStyle(document.querySelector('h1')).color"
        page.emulate_media(media="print", color_scheme="light")
        light = page.evaluate(ink)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(ink) == light


@pytest.mark.parametrize("body", BODIES)
def test_a_name_is_not_put_where_nobody_is_named(body: str) -> None:
    """Whom to ask stands in the owner, the addressee or the outcome of some record."""
    named = {
        "the Cabinet",
        "the Director of Children’s Services",
        "the Head of Commissioning",
        "the Head of Corporate Parenting",
        "the Head of Workforce",
        "the Principal Social Worker",
        "Examplebury Council and its partners",
    }
    page = council.made().files[f"briefings/examplebury/{body}/index.html"].decode()
    found = set(re.findall(r'<span class="to">To (.*?):</span>', page))
    assert found
    assert found <= named


def test_a_body_of_which_no_day_is_known_is_not_prepared_for_a_meeting(tmp_path: Path) -> None:
    """What may have been said yesterday or years ago is no sign that it meets again."""
    files = dict.fromkeys(_PLANNED, "---\nbody: examplebury/scrutiny\ndate: 2025-03-04/..\n---\n")
    page = built(tmp_path / "open", files, date(2031, 3, 4))[f"{ADDRESS}index.html"].decode()
    assert "Still open: Scrutiny Committee" in page
    assert "is known to be later than 10 November 2025. Whether it still meets" in page
    meetings = {f"meetings/{name}.md": FILES[f"meetings/{name}.md"] for name in ("may", "november")}
    undated = {name: re.sub(r"date: .*", "date: unknown", text, count=1) for name, text in meetings.items()}
    plan = PLAN.replace("date: 2025-02-01", "date: unknown")
    visit = FILES["inspections/visit.md"].replace("published: 2025-01-10\n", "")
    nothing = {**files, **undated, "actions/plan.yml": plan, "inspections/visit.md": visit}
    nothing |= dict.fromkeys(_PLANNED, "---\nbody: examplebury/scrutiny\ndate: unknown\n---\n")
    page = built(tmp_path / "unknown", nothing)[f"{ADDRESS}index.html"].decode()
    assert "Nothing that is recorded here of this body, or of what it has to do with, is dated." in page
    assert "For the next meeting" not in page


def test_questions_agree_with_how_many_are_asked_about(tmp_path: Path) -> None:
    """One part and two, one office and two, two figures and three."""
    parts = "parts: [{key: a, text: One, due: 2025-06-01}, {key: b, text: Two, due: 2025-06-01}, {key: c, text: Three}]"
    november = NOVEMBER.replace("to: Director, text", "to: [Director, Cabinet], text")
    files = built(
        tmp_path,
        {
            "recommendations/visit-3.md": f"---\ntitle: Better files\nfrom: visit\n{parts}\n---\n",
            "meetings/november.md": november.replace("about: [visit-2,", "about: [visit-3, visit-2,"),
        },
    )
    assert "Are parts a and b done now? If not, what are the new dates?" in " ".join(topics_of(files, "late"))
    asked = " ".join(topics_of(files, "asked"))
    assert "Requested of the Director and the Cabinet on 10 November 2025" in asked
    assert "To the Director and the Cabinet: What became of it?" in asked
    assert ask_which(("17", "20")).text == "Which figure is right: 17 or 20?"
    assert ask_which(("17", "20", "22")).text == "Which figure is right: 17, 20 or 22?"


def test_what_was_handed_in_is_not_to_be_signed_off(tmp_path: Path) -> None:
    """A note that was asked for is what was asked for or not; a visit may still have to be shown."""
    done = NOVEMBER.replace(
        "    progress:\n",
        "    progress:\n      - {on: [may/agency-note, may/visit-teams], status: completed}\n",
    )
    claimed = " ".join(topics_of(built(tmp_path, {"meetings/november.md": done}), "claimed"))
    assert "it is not signed off. Was the note what we asked for?" in claimed
    assert "Arrange visits to teams This was recorded" in claimed
    assert "What will you show us of it, so that we can sign it off?" in claimed.split("Arrange visits")[1]
