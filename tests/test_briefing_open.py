"""A briefing leaves out nothing that is open: dropped dates, promises without a date, and all else that is open."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import council, text_of
from tests.support.briefings import ADDRESS, BODIES, NOVEMBER, PLAN, all_topics, built, groups, topic
from tracker_site.briefing.body import body_of
from tracker_site.dataset.build import Dataset


def test_a_date_that_was_dropped_presses() -> None:
    """Under its item of the agenda too: who dropped which date, when and why, and what the new one is."""
    assert (
        "Bring caseloads down to 16 for each social worker (recommendation 1 of your inquiry into the work of social "
        "workers, 2020–21) : The council dropped its date, 31 December 2022 (at first 31 December 2021), at your "
        "meeting on 24 January 2023, with no reason recorded; it has none now."
    ) in topic("Caseloads : ")
    assert (
        "Why was the date of “Bring caseloads down to 16 for each social worker” dropped, and what is the new one?"
    ) in topic("Caseloads : ")
    keys = list(groups(council.made().files))
    assert keys.index("dropped") == keys.index("late") + 1
    assert groups(council.made().files)["dropped"][0].startswith("Enough places to live near home")
    assert any("Why was its date dropped, and what is the new one?" in one for one in all_topics())


@pytest.mark.parametrize("body", BODIES)
def test_nothing_that_is_open_is_left_out(body: str) -> None:
    """All that a body dealt with and that is open is on its briefing, or on the page that the end of it names."""
    address = f"briefings/examplebury/{body}/"
    guide = Dataset(council.standings())
    found = body_of(guide, f"examplebury/{body}")
    assert found
    pages = [council.made().files.get(f"{address}{name}index.html", b"").decode() for name in ("", "more/")]
    told = {match for page in pages for match in re.findall(r'href="(?:\.\./)+([^"#]+)', page)}
    open_ones = [guide.address(one.id) for one in found.subjects if one.is_open]
    assert open_ones
    assert [one for one in open_ones if one not in told] == []
    beside = re.search(r'#also-open">(\d+) other things? that this body dealt with', pages[0])
    rows = re.search(r'<ul class="also-open">(.*?)</ul>', pages[1], re.DOTALL)
    assert (int(beside[1]) if beside else 0) == (rows[1].count("<li>") if rows else 0)


def test_a_promise_without_a_date_is_told_under_its_item() -> None:
    """As undated, in its own words, with the days since it was made."""
    assert (
        "Also open: Offer permanent posts to agency staff (In progress; undated: “as soon as practicable”, 658 days "
        "since 11 June 2024) ."
    ) in topic("Newly qualified social workers : ")


def test_what_is_still_open_is_all_there_and_counted(tmp_path: Path) -> None:
    """Of a body that has not met for long too: what presses, then all else; many of them on the page of the rest."""
    planned = {
        f"meetings/{name}.md": "---\nbody: examplebury/scrutiny\ndate: 2025-03-04\n---\n"
        for name in ("next", "after")
    }
    said = "progress: [{on: [visit-1, plan/rota], status: paused}]"
    letter = f"---\ntitle: Letter\ndate: 2025-06-02/2031-03-01\n{said}\n---\n"
    files = {**planned, "updates/letter.md": letter}
    files["actions/plan.yml"] = PLAN.replace(", due: 2026-04-10", "")
    page = built(tmp_path / "few", files, date(2031, 3, 4))[f"{ADDRESS}index.html"].decode()
    assert re.search(r"\d+ matters unsettled; 2 other things are open\.", page)
    listed = re.search(r'<ul class="also-open">(.*?)</ul>', page, re.DOTALL)
    assert listed
    assert "Better supervision</a>" in listed[1]
    assert 'class="status' in listed[1]
    many = "".join(f"  - {{key: b{n}, title: Thing {n}, recommendations: [visit-1]}}\n" for n in range(60))
    on = ", ".join(f"plan/b{n}" for n in range(60))
    files["actions/plan.yml"] += many
    files["updates/letter.md"] = files["updates/letter.md"].replace("plan/rota]", f"plan/rota, {on}]")
    more = built(tmp_path / "many", files, date(2031, 3, 4))
    first = more[f"{ADDRESS}index.html"].decode()
    assert "; 62 other things are open." in first
    assert "And 32 more that are open</a>, on the page “More that is unsettled”" in first
    rest = [page.decode() for name, page in more.items() if name.startswith(f"{ADDRESS}more/")]
    assert sum(page.count("<li><a") for page in rest) >= 32


def test_a_later_word_is_quoted(tmp_path: Path) -> None:
    """What the council noted last of a thing, or of what a thing answers that it had reported as done."""
    assert (
        "last said on 12 June 2025 by the council: “Two thirds of the newly qualified are under the limit”."
        in topic("Newly qualified social workers : ")
    )
    november = NOVEMBER.replace(
        "- {on: visit-2, status: completed", "- {on: plan/handbook, status: completed"
    )
    letter = (
        "---\ntitle: Letter\ndate: 2025-12-01\n"
        "progress: [{on: visit-2, status: in-progress, note: Half of them are late.}]\n---\n"
    )
    files = built(tmp_path, {"meetings/november.md": november, "updates/letter.md": letter})
    assert (
        "it is not signed off. The council said of what it answers on 1 December 2025: “Half of them are late”."
        in " ".join(groups(files)["claimed"])
    )


def test_the_last_meeting_is_not_said_to_have_decided_what_it_noted() -> None:
    """Nor is a verb said twice, or lost with whom it asked."""
    assert "What was recorded last time" in _page("cabinet")
    assert "What was recorded last time" in _page("board")
    assert "What was decided last time" in _page("council")
    assert "Resolved (Motion: care leavers) That" not in _page("council")
    assert "Resolved (Motion: care leavers) https" in _page("council")
    assert "(Pathway plans) Agreed that the pathway plans are as they should be." in _page("scrutiny")
    assert "Agreed (Pathway" not in _page("scrutiny")
    assert "(Foster carers) Recommended that the Cabinet answer." in _page("scrutiny")


def test_whom_the_last_meeting_asked_is_kept(tmp_path: Path) -> None:
    """Where its text begins with the verb and does not name them."""
    november = NOVEMBER.replace(
        "text: A visit of the front door., ", "text: Requested a visit of the front door."
    )
    page = groups(built(tmp_path, {"meetings/november.md": november}))["decided"]
    assert "(b) To the Director (The plan) Requested a visit of the front door." in page


def test_days_that_are_not_exact_are_told_as_they_are_known(tmp_path: Path) -> None:
    """Of the last meeting, also where it has a title, and of what a meeting made though the day it was put is not."""
    assert "You recommended this in June 2024, day not stated." in _page("board")
    november = NOVEMBER.replace("date: 2025-11-10", "title: The visit\ndate: 2025-07-06/2025-12")
    files = built(tmp_path, {"meetings/november.md": november})
    page = files[f"{ADDRESS}index.html"].decode()
    assert page.count("The visit (between 6 July and December 2025)</a>") == 2


def test_only_a_next_meeting_is_prepared_for() -> None:
    """A body of which none is recorded may meet again: what to ask then."""
    council_page = council.made().files["authorities/examplebury/index.html"].decode()
    links = dict(re.findall(r'href="[^"]*briefings/examplebury/(\w+)/">(.*?)</a>', council_page))
    assert links["scrutiny"].startswith("Prepare for its next meeting")
    assert links["board"].startswith("What to ask when it next meets")


def _page(body: str) -> str:
    page = council.made().files[f"briefings/examplebury/{body}/index.html"].decode()
    return text_of(page).replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize(
    ("response", "question"),
    [
        ("accepted", "Is part a done now? If not, what is the new date?"),
        (
            "alternative",
            "In place of part a, “Half of it” was offered: is that done? If not, what is the new date?",
        ),
        (
            "accepted-in-part",
            "Part a was accepted in part: is what was accepted done? If not, what is the new date?",
        ),
        ("rejected", "Part a was rejected: does that still stand?"),
        ("noted", "Part a was only noted: is it to be done, and by when?"),
    ],
)
def test_it_is_the_answer_to_a_part_that_is_asked_about(tmp_path: Path, response: str, question: str) -> None:
    """A part that was put aside for something else is not asked for as if it had been promised."""
    parts = "parts: [{key: a, text: One, due: 2025-06-01}, {key: b, text: Two}]"
    letter = (
        "---\ntitle: Letter\ndate: 2025-12-01\nprogress: [{on: visit-3/a, status: in-progress}]\n"
        f"responses: [{{to: visit-3/a, response: {response}, note: Half of it.}}]\n---\n"
    )
    files = {
        "recommendations/visit-3.md": f"---\ntitle: Better files\nfrom: visit\n{parts}\n---\n",
        "updates/letter.md": letter,
    }
    assert question in " ".join(groups(built(tmp_path, files))["late"])


def test_a_dropped_date_of_a_part_and_one_with_a_reason_are_asked_for(tmp_path: Path) -> None:
    """What the new date is; why it was dropped only where no record says so."""
    parts = "parts: [{key: a, text: One, due: 2026-12-01}, {key: b, text: Two}]"
    november = NOVEMBER.replace("about: [visit-2,", "about: [visit-3, visit-2,").replace(
        "      - {on: plan/training, status: in-progress, said_by: council, due: 2026-01-31}\n",
        "      - {on: plan/handbook, status: planned, due: unknown, reason: The author left.}\n"
        "      - {on: visit-3/a, due: unknown}\n",
    )
    files = {
        "recommendations/visit-3.md": f"---\ntitle: Better files\nfrom: visit\n{parts}\n---\n",
        "meetings/november.md": november,
        "actions/plan.yml": PLAN.replace("recommendations: [visit-2], due", "due"),
    }
    dropped = " ".join(groups(built(tmp_path, files))["dropped"])
    assert "at your meeting on 10 November 2025: “The author left”; it has none now." in dropped
    assert "What is its new date?" in dropped
    assert "Part a (“One”): its date was dropped; nothing is recorded of how far it has come." in dropped
    assert "Why was the date of part a dropped, and what is the new one?" in dropped
