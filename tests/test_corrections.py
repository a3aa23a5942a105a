"""What was put right, found in repositories of git: told apart from news and wording, and from what had to go."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import commit, git, made, project_at, run_cli, write
from tests.support.changes import AFTER, BEFORE, corrections_of
from tracker_site.changes.corrections import read_corrections
from tracker_site.changes.differences import Corrections
from tracker_site.git import SHALLOW
from tracker_site.pipeline import Clock, make_site, stand_on

TODAY = date(2022, 12, 1)

SMALL = {
    "authorities/examplebury.yml": (
        "name: Examplebury\nbodies: [{key: scrutiny, name: Board, kind: scrutiny}]\n"
    ),
    "inspections/visit.md": "---\ntitle: Visit\nauthority: examplebury\npublished: 2022-01-10\n---\nAs it was.\n",
    "recommendations/visit-1.md": "---\ntitle: Audits\nfrom: visit\ndue: 2022-09-30\n---\nAudit.\n",
    "meetings/march.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2022-03-05\napologies: [Councillor Pat Example]\nitems:\n"
        "  - title: Audits\n    about: visit-1\n    outcomes:\n"
        "      - verb: agreed\n        text: That the work goes on.\n"
        "        progress: [{on: visit-1, status: in-progress}]\n---\n"
    ),
}


def changed(file: str, before: str, after: str, files: dict[str, str] = SMALL) -> dict[str, str]:
    assert before in files[file]
    return {**files, file: files[file].replace(before, after)}


def told(root: Path) -> list[tuple[str, str, str, str]]:
    return [(f"{one.day}", one.nature, one.subject, one.words) for one in corrections_of(root).found]


def page_of(root: Path, corrections: Corrections | None, as_at: date = TODAY) -> str:
    made = make_site(project_at(root), Clock(TODAY, as_at), corrections=corrections)
    return made.files["changes/corrections/index.html"].decode()


def test_corrections_wording_and_news_are_told_apart(tmp_path: Path) -> None:
    """A meeting that comes is news, a status put right a correction, another summary wording."""
    commit(tmp_path, SMALL, day="2022-04-01")
    later = {**SMALL, "meetings/may.md": SMALL["meetings/march.md"].replace("03-05", "05-05")}
    commit(tmp_path, later, day="2022-05-10")
    put_right = changed("meetings/march.md", "in-progress", "planned", later)
    commit(tmp_path, put_right, day="2022-06-01")
    put_right = changed("meetings/may.md", "in-progress", "planned", put_right)
    commit(tmp_path, put_right, day="2022-06-02")
    commit(tmp_path, changed("inspections/visit.md", "As it was", "How it was", put_right), day="2022-06-03")

    assert told(tmp_path) == [
        ("2022-06-03", "wording", "visit", "text: put otherwise"),
        (
            "2022-06-02",
            "correction",
            "visit-1",
            "In progress (reported by the council) → Planned (reported by the council)",
        ),
        (
            "2022-06-01",
            "correction",
            "march",
            "status of the report of progress of the outcome of the item: changed from In progress to Planned",
        ),
    ]
    assert corrections_of(tmp_path).since == date(2022, 4, 1)


def test_dates_answers_and_what_was_decided_are_corrections(tmp_path: Path) -> None:
    commit(tmp_path, BEFORE, day="2022-08-01")
    commit(tmp_path, AFTER, day="2022-08-02")

    words = {one.words for one in corrections_of(tmp_path).found}

    assert "outcome a of the item: changed from Noted to Approved" in words
    assert "result of the motion of the item: changed from Carried to Lost" in words
    assert any(one.startswith("due date ") for one in words)
    assert not [one for one in words if "“" in one], "no text of an editor is told again"


def test_a_response_put_right_is_told_by_its_place(tmp_path: Path) -> None:
    """Another note is no other response, and a response that came or went says so."""
    answered = changed("meetings/march.md", "    outcomes:", "    responses: [ANSWER]\n    outcomes:")
    answer = "{to: visit-1, response: noted, standing: proposed, note: We agree.}"
    commit(tmp_path, changed("meetings/march.md", "ANSWER", answer, answered), day="2022-04-01")
    other = answer.replace("agree", "do not agree")
    commit(tmp_path, changed("meetings/march.md", "ANSWER", other, answered), day="2022-04-02")
    commit(tmp_path, changed("meetings/march.md", "ANSWER", "", answered), day="2022-04-03")

    assert [words for *_, words in told(tmp_path)] == [
        "response of the item: taken out",
        "note of the response of the item: changed",
    ]


def test_what_had_to_go_is_not_told_again(tmp_path: Path) -> None:
    """Neither the name that was taken out, nor the title of a record that was taken away."""
    secret = {**SMALL, "recommendations/secret.md": "---\ntitle: About Jo Secret\nfrom: visit\n---\nThey.\n"}
    commit(tmp_path, secret, day="2022-04-01")
    gone = changed("meetings/march.md", "apologies: [Councillor Pat Example]\n", "")
    commit(tmp_path, gone, day="2022-04-02")
    commit(
        tmp_path, changed("recommendations/visit-1.md", "title: Audits", "title: Better"), day="2022-04-03"
    )

    html = page_of(tmp_path, corrections_of(tmp_path))

    assert "person who sent apologies: taken out" in html
    assert "Record secret: recommendation taken from this tracker" in html
    assert "title: changed" in html
    assert "Pat Example" not in html
    assert "Jo Secret" not in html


def test_where_it_stood_is_told_in_plain_words(tmp_path: Path) -> None:
    """By the place in the record, from the inside to the outside."""
    there = "present: [{name: Cllr A Example}, {name: Cllr B Example, role: Chair}]\napologies"
    before = changed("meetings/march.md", "apologies", there)
    commit(tmp_path, before, day="2022-04-01")
    after = changed("meetings/march.md", ", role: Chair}", "}", before)
    commit(
        tmp_path, changed("meetings/march.md", "the work goes on", "they be thanked", after), day="2022-04-02"
    )

    assert [words for *_, words in told(tmp_path)] == [
        "text of the outcome of the item: changed",
        "role of the 2nd person present: taken out",
    ]


def test_a_withdrawal_stands_once_on_the_page(tmp_path: Path) -> None:
    """Among the withdrawals, where it says why; what was put right in it before leads to where it stood."""
    second = {**SMALL, "recommendations/visit-2.md": "---\ntitle: Twice\nfrom: visit\n---\nAudit.\n"}
    commit(tmp_path, second, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-2.md", "Audit.", "Audit it.", second), day="2022-04-02")
    entry = "withdrawn: [{id: visit-2, date: 2022-04-03, kind: recommendation, note: Recorded twice.}]\n"
    commit(tmp_path, {**SMALL, "site.yml": f"title: A tracker\n{entry}"}, day="2022-04-03")

    html = page_of(tmp_path, corrections_of(tmp_path))
    words = " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())

    assert "1 correction of the record and no changes of wording since 1 April 2022." in words
    assert "Recommendation visit-2 : text: changed" in words
    assert words.count("visit-2") == 2
    assert "taken from this tracker" not in words


def test_a_state_that_does_not_pass_the_check_is_passed_over(tmp_path: Path) -> None:
    """What was put right on the way is found once the content passes again."""
    commit(tmp_path, SMALL, day="2022-04-01")
    broken = changed("recommendations/visit-1.md", "due: 2022-09-30", "due: soon")
    commit(tmp_path, broken, day="2022-04-02")
    commit(tmp_path, changed("recommendations/visit-1.md", "2022-09-30", "2022-10-31"), day="2022-04-03")

    expected = [
        (
            "2022-04-03",
            "correction",
            "visit-1",
            "due date corrected from 30 September 2022 to 31 October 2022",
        )
    ]
    assert told(tmp_path) == expected
    assert told(tmp_path) == expected, "as it is remembered"


def test_each_comparison_is_made_once(tmp_path: Path) -> None:
    """What is remembered is not compared again, and thrown away it comes back the same."""
    commit(tmp_path, SMALL, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-02")
    first = told(tmp_path)
    memory = tmp_path / ".tracker-site" / "corrections.json"
    memory.write_text(memory.read_text().replace("due date corrected", "due date carried"))
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "11-30"), day="2022-04-03")

    second = told(tmp_path)
    memory.unlink()

    assert [words.split(" from")[0] for *_, words in second] == ["due date corrected", "due date carried"]
    assert told(tmp_path)[1:] == first


@pytest.mark.parametrize("memory", ["", "[]", '{"of": 1}', '{"of": [1, "0", ""], "commit": 5}'])
def test_a_memory_that_cant_be_read_is_none(tmp_path: Path, memory: str) -> None:
    commit(tmp_path, SMALL, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-02")
    (tmp_path / ".tracker-site").mkdir()
    (tmp_path / ".tracker-site" / "corrections.json").write_text(memory)

    assert len(told(tmp_path)) == 1
    assert json.loads((tmp_path / ".tracker-site" / "corrections.json").read_text())["commit"]


def test_what_was_merged_counts_once_on_the_day_of_its_merge(tmp_path: Path) -> None:
    commit(tmp_path, SMALL, day="2022-04-01")
    git(tmp_path, "switch", "--quiet", "--create", "mend")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-02")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "11-30"), day="2022-04-03")
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "--message=Mend", "mend", day="2022-04-04")

    assert told(tmp_path) == [
        (
            "2022-04-04",
            "correction",
            "visit-1",
            "due date corrected from 30 September 2022 to 30 November 2022",
        )
    ]


def test_without_a_history_the_page_says_that_it_does_not_know(tmp_path: Path) -> None:
    """Neither a folder without git nor a shallow clone makes a difference beyond that."""
    plain = write(tmp_path / "plain", SMALL)
    assert read_corrections(project_at(plain), stand_on) is None
    whole = tmp_path / "whole"
    commit(whole, SMALL, day="2022-04-01")
    commit(whole, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-02")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{whole}", str(tmp_path / "shallow"))
    assert read_corrections(project_at(tmp_path / "shallow"), stand_on) == SHALLOW

    assert "is not known here" in page_of(plain, None)


def test_a_site_of_an_earlier_day_does_not_know_later_corrections(tmp_path: Path) -> None:
    commit(tmp_path, SMALL, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-20")
    known = corrections_of(tmp_path)

    assert "due date corrected" in page_of(tmp_path, known, date(2022, 4, 20))
    assert "due date corrected" not in page_of(tmp_path, known, date(2022, 4, 19))


def test_the_build_reads_the_history(tmp_path: Path) -> None:
    commit(tmp_path, SMALL, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-20")

    run_cli("build", "--quiet", at=tmp_path, SOURCE_DATE_EPOCH="1661990400")

    html = (tmp_path / "output" / "changes" / "corrections" / "index.html").read_text()
    assert "1 correction of the record and no changes of wording since 1 April 2022." in html
    assert ">Audits</a>: due date corrected from 30 September 2022 to 31 October 2022" in html


def test_withdrawals_stand_on_the_page_of_corrections(tmp_path: Path) -> None:
    files = {
        **SMALL,
        "site.yml": (
            "title: T\nwithdrawn:\n  - {id: gone, date: 2022-05-01, note: It was not ours., to: visit-1}\n"
        ),
    }
    files["site.yml"] += "  - {id: plan-x, date: 2022-05-02, kind: plan}\n"
    html = made(write(tmp_path, files), TODAY).files["changes/corrections/index.html"].decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html.split("Records that were withdrawn")[1]).split())
    assert words.startswith(
        "Record gone , withdrawn 1 May 2022 . It was not ours. In its place: Audits . "
        "Action plan plan-x , withdrawn 2 May 2022 ."
    )


def test_a_build_without_its_memory_makes_everything_anew(tmp_path: Path) -> None:
    """`--no-cache` gives what was there at first, whatever the memory says by now."""
    commit(tmp_path, SMALL, day="2022-04-01")
    commit(tmp_path, changed("recommendations/visit-1.md", "09-30", "10-31"), day="2022-04-02")
    assert run_cli("build", at=tmp_path).returncode == 0
    page = tmp_path / "output" / "changes" / "corrections" / "index.html"
    first = page.read_bytes()
    memory = tmp_path / ".tracker-site" / "corrections.json"
    memory.write_text(memory.read_text().replace("due date corrected", "due date carried"))

    assert run_cli("build", at=tmp_path).returncode == 0
    assert page.read_bytes() != first
    assert run_cli("build", "--no-cache", at=tmp_path).returncode == 0
    assert page.read_bytes() == first


def test_the_page_on_corrections_leads_to_what_was_put_right(tmp_path: Path) -> None:
    """Also where git knows nothing; no other page of prose does."""
    prose = {f"pages/{id}.md": f"---\ntitle: {id}\n---\nHow.\n" for id in ("corrections", "about")}
    files = made(write(tmp_path, {**SMALL, **prose}), TODAY).files
    link = '<a href="../changes/corrections/">Corrections and wording</a>'
    assert link in files["corrections/index.html"].decode()
    assert link not in files["about/index.html"].decode()
    assert "changes/corrections/index.html" in files
