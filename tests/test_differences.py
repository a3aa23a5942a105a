"""What a change of one thing is told as, to whoever reviews it and on the public page of corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import commit, made, project_at
from tests.support.changes import BEFORE, TODAY, between, corrections_of
from tracker_site.changes.differences import Differences
from tracker_site.changes.report import as_markdown, as_text, is_as_markdown
from tracker_site.changes.texts import Change, change_of
from tracker_site.pipeline import Clock, make_site

SUMMARY = (
    "The Director said that 14 young people lived in homes of multiple occupation, and that 87% of assessments were "
    "done in time. The Board asked why the others were not. It heard that the new form was in use in two of four "
    "teams, that training would follow for all of the others, and that the money for it had been found in reserves."
)
MEETING = f"""---
body: examplebury/scrutiny
date: 2022-03-01
items:
  - title: The visit
    key: visit
    about: [visit, visit-4]
    summary: {SUMMARY}
    outcomes:
      - {{label: a, verb: noted, text: That the report be noted.}}
      - {{label: b, verb: recommended, to: Cabinet, text: That Cabinet pay for the training., makes: march-1}}
    actions:
      - {{key: letter, title: Write to the families, owner: Chair, due: 2022-05-01, recommendations: [visit-1]}}
      - {{key: quarterly, title: Report each quarter, standing: true}}
  - title: Other business
    outcomes:
      - {{verb: agreed, text: That the officers be thanked.}}
---
"""
LATER = """---
body: examplebury/scrutiny
date: 2022-05-01
items:
  - title: Actions
    about: [visit-4]
    outcomes: [{verb: noted, text: That it be noted.}]
    progress:
      - {on: march/letter, status: completed}
      - {on: visit-4, status: planned}
---
"""
FILES = {
    **BEFORE,
    "meetings/march.md": MEETING,
    "meetings/may.md": LATER,
    "recommendations/march-1.md": "---\ntitle: Pay for it\nfrom: march\n---\nPay for the training.\n",
}


def changed(*changes: tuple[str, str, str], files: dict[str, str] = FILES) -> dict[str, str]:
    """Return the files with words replaced: the file, the words before, the words after."""
    found = {**files}
    for name, before, after in changes:
        assert before in found[name], before
        found[name] = found[name].replace(before, after)
    return found


def differences(root: Path, *changes: tuple[str, str, str]) -> Differences:
    return between(root, FILES, changed(*changes))


def sentences(found: Differences) -> list[str]:
    """Return the differences with what stands below them, as the text gives them."""
    return [line for line in as_text(found, "From a to b").splitlines()[1:] if line.startswith("  ")]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("It was acheived.", "It was achieved.", "slip"),
        ("the board met", "The Board met.", "slip"),
        ("the Council’s plan", "the Council's plan", "slip"),
        ("Inspecters found gaps.", "Inspectors found gaps.", "slip"),
        ("Inspectors found gaps.", "They found gaps, inspectors said.", "wording"),
        ("as soon as there was money", "when it could be paid for", "wording"),
        ("seven teams do so", "7 teams do so", "wording"),
        ("by 5 per cent", "by 5%", "wording"),
        ("see [the plan](https://a.example/1)", "see [the plan](https://a.example/2)", "wording"),
        ("the \ufb01ndings of the children\u201fs board", "the findings of the children’s board", "slip"),
        ("super-\nvision in May", "supervision in May", "slip"),
        ("to:\n• one\n• two", "to:\n\n- one\n- two", "slip"),
        ("14 young people", "41 young people", "fact"),
        ("87% were good", "78% were good", "fact"),
        ("Seven in ten", "Four in ten", "fact"),
        ("14 of 20", "20 of 14", "fact"),
        ("by the second quarter", "by the third quarter", "fact"),
        ("for Leeds to do", "for Bury to do", "fact"),
        ("Leeds agreed", "Bury agreed", "fact"),
        ("said Jo Smyth", "said Jo Smith", "fact"),
        (
            "Ofsted told the Board, and the Board asked Ofsted",
            "Ofsted told Ofsted, and the Board asked Ofsted",
            "fact",
        ),
        ("told by Leeds to Bury", "told by Bury to Leeds", "fact"),
        ("it was agreed", "it was not agreed", "fact"),
        ("It can be done", "It can't be done", "fact"),
        ("in May", "in June", "fact"),
    ],
)
def test_another_number_name_or_denial_is_another_fact(before: str, after: str, change: Change) -> None:
    """In whatever form it is written; spelling and other words for the same are none."""
    assert change_of(before, after) == change


def test_a_changed_number_is_a_correction_of_fact_with_its_words(tmp_path: Path) -> None:
    """In a summary too; and what else was put right in the record is told beside it."""
    found = differences(
        tmp_path,
        ("meetings/march.md", "14 young", "41 young"),
        ("meetings/march.md", "87%", "78%"),
        ("meetings/march.md", "the money for it had been found in", "it would be paid for out of"),
        ("meetings/march.md", "be thanked", "be asked again"),
    )

    assert sentences(found) == [
        "  Scrutiny Board, 1 March 2022: item “Other business”, outcome, text changed from “That the officers be "
        "thanked.” to “That the officers be asked again.”",
        "  Scrutiny Board, 1 March 2022: item “The visit”, summary changed in 3 places.",
        "    from “The Director said that 14 young people lived in …” to “The Director said that 41 young people "
        "lived in …”",
        "    from “… multiple occupation, and that 87% of assessments were done …” to “… multiple occupation, and "
        "that 78% of assessments were done …”",
        "    from “… the others, and that the money for it had been found in reserves.” to “… the others, and "
        "that it would be paid for out of reserves.”",
    ]
    assert {one.nature for one in found.found} == {"correction"}


def test_other_words_for_the_same_are_told_with_both(tmp_path: Path) -> None:
    """As wording, not as a correction."""
    (one,) = differences(tmp_path, ("meetings/march.md", "had been found in", "came out of")).found

    assert (one.kind, one.nature) == ("text", "wording")
    assert one.words == (
        "item “The visit”, summary changed from “… the money for it had been found in reserves.” to “… the money for "
        "it came out of reserves.”"
    )


def test_a_text_that_came_or_went_is_no_wording(tmp_path: Path) -> None:
    """The public finds a summary where there was none."""
    (one,) = differences(tmp_path, ("meetings/march.md", f"    summary: {SUMMARY}\n", "")).found

    assert one.nature == "correction"
    assert one.words.startswith("item “The visit”, summary removed; it was “The Director said")


def test_a_new_meeting_is_told_with_all_that_it_decided(tmp_path: Path) -> None:
    """Each outcome with its verb and text, each action with its owner and date."""
    without = {
        name: text for name, text in FILES.items() if not name.startswith(("meetings/m", "recommendations/m"))
    }

    (meeting,) = [one for one in between(tmp_path, without, FILES).of_kind("new") if one.subject == "march"]

    assert meeting.words == "new meeting, with 3 outcomes and 2 actions"
    assert meeting.details == (
        "item “The visit”: about “Focused visit” and “Not for the public”",
        f"summary “{SUMMARY}”",
        "outcome a: Noted, “That the report be noted.”",
        "outcome b: Recommended, “That Cabinet pay for the training.”, to “Cabinet”, makes “Pay for it”",
        "action “Write to the families”: owner “Chair”, due 1 May 2022, for Recommendation 1, Consistent assessments",
        "action “Report each quarter”: a standing duty",
        "item “Other business”",
        "outcome: Agreed, “That the officers be thanked.”",
    )


def test_a_new_meeting_is_told_with_its_text_its_points_and_how_many_were_there(tmp_path: Path) -> None:
    """The people are counted by their capacity; nobody's name is told."""
    april = (
        "---\nbody: examplebury/scrutiny\ndate: 2022-04-01\npresent:\n"
        "  - {name: Cllr A Example, role: Chair, as: member}\n  - {name: Cllr B Example, as: member}\n"
        "  - {role: Head of Service, as: officer}\napologies: [Cllr C Example]\nitems:\n  - title: The visit\n"
        "    points: [{about: visit-1, text: Members asked about cover.}]\n---\nIt met in the school.\n"
    )

    (one,) = between(tmp_path, FILES, {**FILES, "meetings/april.md": april}).of_kind("new")

    assert one.details == (
        "text “It met in the school.”",
        "present: 2 members and 1 officer named",
        "apologies: 1 person named",
        "item “The visit”",
        "point: about “Consistent assessments”, “Members asked about cover.”",
    )


def test_a_new_inspection_is_told_with_its_judgements(tmp_path: Path) -> None:
    inspection = (
        "---\ntitle: Full inspection\nauthority: examplebury\nkind: ilacs\npublished: 2022-06-01\n"
        "judgements: {overall: Inadequate}\nrecommendations_made: 3\n---\nText.\n"
    )

    (one,) = between(tmp_path, FILES, {**FILES, "inspections/full.md": inspection}).of_kind("new")

    assert one.words == "new inspection"
    assert one.details == (
        "text “Text.”",
        "kind Inspection of children’s services (ILACS)",
        "published 1 June 2022",
        "judgements: overall “Inadequate”",
        "recommendations made 3",
    )


def test_a_renamed_key_is_told_as_that_and_nothing_else(tmp_path: Path) -> None:
    """What is the same by what it says is the same thing, and so is what refers to it."""
    found = differences(
        tmp_path,
        ("meetings/march.md", "key: visit", "key: the-visit"),
        ("meetings/march.md", "key: letter", "key: write"),
        ("meetings/may.md", "march/letter", "march/write"),
    )

    assert sentences(found) == [
        "  Scrutiny Board, 1 March 2022: item “The visit”, key changed from “visit” to “the-visit”.",
        "  Scrutiny Board, 1 March 2022: item “The visit”, action “Write to the families”, key changed from “letter” "
        "to “write”.",
        "  removed: /actions/march/letter/ (“page not found” from now on; it is at /actions/march/write/)",
        "  added: /actions/march/write/",
    ]


def test_what_is_recorded_again_under_another_key_is_the_same_thing(tmp_path: Path) -> None:
    """With its title in other capitals and all else written anew: each real change is told as one, and the key once."""
    found = differences(
        tmp_path,
        ("meetings/march.md", "title: The visit\n    key: visit", "title: THE VISIT\n    key: ofsted"),
        ("meetings/march.md", SUMMARY, "Members put the plan off to the autumn, for want of time."),
        (
            "meetings/march.md",
            "{key: quarterly, title: Report each quarter, standing: true}",
            "{key: reports, title: REPORT EACH QUARTER, standing: true, owner: The Director, text: Each with figures "
            "for every team and a comparison with the councils nearby and with the year before.}",
        ),
    )

    told = [one.words for one in found.found]

    assert not [one for one in told if "removed" in one]
    assert [one for one in told if "added" in one] == [
        "item “THE VISIT”, action “REPORT EACH QUARTER”, text added: “Each with figures for every team and a "
        "comparison with the councils nearby and with the year before.”",
        "item “THE VISIT”, action “REPORT EACH QUARTER”, owner added: “The Director”",
    ]
    assert [one for one in told if "changed" in one] == [
        f"item “THE VISIT”, summary changed from “{SUMMARY}” to “Members put the plan off to the autumn, for want of "
        "time.”",
        "item “THE VISIT”, key changed from “visit” to “ofsted”",
        "item “THE VISIT”, action “REPORT EACH QUARTER”, key changed from “quarterly” to “reports”",
    ]
    assert found.slips[0].details == (
        "item “THE VISIT”, title",
        "item “THE VISIT”, action “REPORT EACH QUARTER”, title",
    )


def test_an_action_that_stands_elsewhere_in_its_record_has_moved(tmp_path: Path) -> None:
    """It did not go, and its page is where it was; what is otherwise about it is told beside that."""
    letter = "{key: letter, title: Write to the families, owner: Chair, due: 2022-05-01, recommendations: [visit-1]}"
    changes = (
        ("meetings/march.md", f"      - {letter}\n", ""),
        (
            "meetings/march.md",
            "text: That the officers be thanked.}",
            f"text: That the officers be thanked., actions: [{letter.replace('owner: Chair', 'owner: Clerk')}]}}",
        ),
    )
    commit(tmp_path, FILES, day="2022-08-01")
    commit(tmp_path, changed(*changes), day="2022-08-02")

    found = differences(tmp_path / "sides", *changes)

    assert [one.words for one in found.found] == [
        "item “The visit”, action “Write to the families” moved to item “Other business”, outcome",
        "item “Other business”, outcome, action “Write to the families”, owner changed from “Chair” to “Clerk”",
    ]
    assert (found.pages_added, found.pages_gone) == ((), ())
    assert [one.words for one in corrections_of(tmp_path).found] == [
        "1st action of the 1st item: moved to the outcome of the 2nd item",
        "owner of the action of the outcome of the 2nd item: changed",
    ]


def dated(due: str) -> str:
    """Return the later meeting, at which a date moved."""
    return LATER.replace("{on: visit-4, status: planned}", f"{{on: visit-1, due: {due}}}")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            {},
            {"2022-03": "2022-04"},
            "due date corrected from March 2022, day not stated to April 2022, day not stated",
        ),
        ({}, {"due: 2022-03\n": ""}, "due date taken out; it was March 2022, day not stated"),
        (
            {LATER: dated("2022-10-01")},
            {LATER: dated("2022-11-01")},
            "due date corrected from 1 October 2022 to 1 November 2022, as said at the meeting of 1 May 2022",
        ),
        (
            {},
            {LATER: dated("2022-10-01")},
            "due date moved from March 2022, day not stated to 1 October 2022, at the meeting of 1 May 2022; its "
            "record was corrected",
        ),
        (
            {LATER: dated("2022-10-01")},
            {},
            "due date is again March 2022, day not stated, no longer 1 October 2022; Scrutiny Board, 1 May 2022 no "
            "longer says otherwise",
        ),
    ],
)
def test_a_date_moves_where_a_record_says_so_and_else_is_put_right(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], words: str
) -> None:
    """A slip in a date that was recorded is no delay of the council's."""

    def files(changes: dict[str, str]) -> dict[str, str]:
        found = {**FILES}
        for name in ("recommendations/visit-1.md", "meetings/may.md"):
            for was, now in changes.items():
                found[name] = found[name].replace(was, now)
        return found

    told = between(tmp_path, files(before), files(after)).of_kind("due")

    assert [one.words for one in told if one.subject == "visit-1"] == [words]


def test_progress_that_a_renamed_key_lost_is_told(tmp_path: Path) -> None:
    """It is the same action, which stands elsewhere now; no mark that goes with it is good news."""
    found = differences(
        tmp_path,
        ("meetings/march.md", "key: letter", "key: write"),
        ("meetings/may.md", "      - {on: march/letter, status: completed}\n", ""),
    )

    told = sentences(found)

    assert (
        "  Action “Write to the families”: went from Completed (reported by the council) to No information (nobody "
        "has said); Scrutiny Board, 1 May 2022 no longer says so."
    ) in told
    assert any("key changed from “letter” to “write”" in one for one in told)
    assert [
        one
        for one in told
        if "is now marked “Date passed, nothing recorded”, for what was last recorded" in one
    ]


def test_letters_that_moved_on_are_no_other_outcomes(tmp_path: Path) -> None:
    """An outcome that was put in before the others leaves them what they were."""
    found = differences(
        tmp_path,
        ("meetings/march.md", "      - {label: b, ", "      - {label: c, "),
        ("meetings/march.md", "      - {label: a, ", "      - {label: b, "),
        (
            "meetings/march.md",
            "    outcomes:\n      - {label: b, ",
            "    outcomes:\n      - {label: a, verb: received, text: A deputation was heard.}\n      - {label: b, ",
        ),
    )

    assert [one.words.removeprefix("item “The visit”, ") for one in found.found] == [
        "outcome a added: Received, “A deputation was heard.”",
        "outcome b, label changed from “a” to “b”",
        "outcome c, label changed from “b” to “c”",
    ]


def test_what_went_is_told_with_what_was_in_it(tmp_path: Path) -> None:
    """By name: the recommendation that was made, the action that stood, who was to do it."""
    start = MEETING.index("  - title: The visit")
    without = {
        **FILES,
        "meetings/march.md": f"{MEETING[:start]}{MEETING[MEETING.index('  - title: Other') :]}",
    }
    without["meetings/may.md"] = LATER.replace("      - {on: march/letter, status: completed}\n", "")

    found = between(tmp_path, FILES, without)

    (item,) = [one for one in found.of_kind("detail") if one.words.startswith("item “The visit” removed")]
    assert item.details == (
        f"summary “{SUMMARY}”",
        "outcome a: Noted, “That the report be noted.”",
        "outcome b: Recommended, “That Cabinet pay for the training.”, to “Cabinet”, makes “Pay for it”",
        "action “Write to the families”: owner “Chair”, due 1 May 2022, for Recommendation 1, Consistent assessments",
        "action “Report each quarter”: a standing duty",
    )
    (progress,) = found.of_kind("progress")
    assert progress.words == "item “Actions”, progress of Action “Write to the families” removed: Completed"


def test_a_note_is_not_swallowed_by_the_status_beside_it(tmp_path: Path) -> None:
    """Where a thing stands is told once; what the note says is told too."""
    noted = changed(("meetings/may.md", "status: completed}", "status: completed, note: 14 were sent.}"))
    corrected = changed(("meetings/may.md", "status: completed", "status: planned"), files=noted)
    corrected = changed(("meetings/may.md", "14 were", "41 were"), files=corrected)

    found = between(tmp_path, noted, corrected)

    assert [one.kind for one in found.found if one.kind != "mark"] == ["action", "progress"]
    (progress,) = found.of_kind("progress")
    assert progress.words.endswith("note changed from “14 were sent.” to “41 were sent.”")


WITHDRAWN = (
    "withdrawn:\n  - {id: visit-4, kind: recommendation, date: 2022-08-01, note: It was recorded twice.}\n"
)


def withdrawn(entry: str = WITHDRAWN) -> dict[str, str]:
    """Return the files without a recommendation, and without what named it."""
    files = changed(
        ("site.yml", "title: A tracker\n", f"title: A tracker\n{entry}"),
        ("meetings/march.md", "about: [visit, visit-4]", "about: [visit]"),
        ("meetings/may.md", "    about: [visit-4]\n", ""),
        ("meetings/may.md", "      - {on: visit-4, status: planned}\n", ""),
    )
    del files["recommendations/visit-4.md"]
    return files


def test_a_withdrawal_is_told_once_with_what_it_entails(tmp_path: Path) -> None:
    """By kind, id and note; that others no longer name it is no correction of theirs."""
    found = between(tmp_path, FILES, withdrawn())

    assert sentences(found) == [
        "  Recommendation visit-4: withdrawn, as dated 1 August 2022: “It was recorded twice.”",
        "    Scrutiny Board, 1 March 2022 no longer names it",
        "    Scrutiny Board, 1 May 2022 no longer names it",
        "  removed: /recommendations/visit-4/ (says that it was withdrawn)",
    ]


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("{id: visit-4, kind: recommendation, date: 2022-08-01}", "says that it was withdrawn"),
        (
            "{id: visit-4, to: visit-1, date: 2022-08-01}",
            "says that it was withdrawn, and leads to /recommendations/visit-1/",
        ),
        ("{id: visit-4, date: 2022-08-01}", "“page not found” from now on"),
    ],
)
def test_what_the_old_address_shows_is_what_is_told(tmp_path: Path, entry: str, shown: str) -> None:
    """The page that says so is there where it is told, and nowhere else."""
    files = withdrawn(f"withdrawn: [{entry}]\n")

    told = sentences(between(tmp_path, FILES, files))

    assert f"  removed: /recommendations/visit-4/ ({shown})" in told
    built = made(tmp_path / "new", TODAY).files
    assert ("recommendations/visit-4/index.html" in built) is not shown.startswith("“page not found”")


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            "",
            "“page not found” from now on, unless site.yml lists it under 'withdrawn', with 'id: march/quarterly' and "
            "'kind: action'",
        ),
        (
            "withdrawn: [{id: march/quarterly, kind: action, date: 2022-08-01}]\n",
            "says that it was withdrawn",
        ),
    ],
)
def test_an_action_that_goes_is_missed_at_its_address(tmp_path: Path, entry: str, shown: str) -> None:
    """Unless an entry of its own says that it was withdrawn."""
    files = changed(
        ("site.yml", "title: A tracker\n", f"title: A tracker\n{entry}"),
        ("meetings/march.md", "      - {key: quarterly, title: Report each quarter, standing: true}\n", ""),
    )

    assert f"  removed: /actions/march/quarterly/ ({shown})" in sentences(between(tmp_path, FILES, files))


def test_no_title_of_what_was_withdrawn_is_told(tmp_path: Path) -> None:
    """It may be what had to go: neither in the comment on the pull request nor on the public page."""
    found = between(tmp_path / "sides", FILES, withdrawn())
    commit(tmp_path / "site", FILES, day="2022-08-01")
    commit(tmp_path / "site", withdrawn(), day="2022-08-02")

    assert "Not for the public" not in as_markdown(found, "From a to b")
    assert "Recommendation visit-4, withdrawn" in corrections_page(tmp_path / "site")
    assert "Not for the public" not in corrections_page(tmp_path / "site")


def test_a_comment_with_all_kinds_of_lines_is_known_as_ours(tmp_path: Path) -> None:
    """Also with what stands below a line, which is shortened where it is long, and the rest counted."""
    actions = "".join(f"  - {{key: a{n}, title: '@everyone #{n}', owner: '*Pat*'}}\n" for n in range(110))
    plan = f"title: Another plan\nauthority: examplebury\nfor: visit\nactions:\n{actions}"
    after = {**withdrawn(), "actions/another.yml": plan}
    after = changed(("meetings/march.md", "14", "41"), ("meetings/march.md", "four", "five"), files=after)

    told = as_markdown(between(tmp_path, FILES, after), "From a to b")

    assert is_as_markdown(told)
    assert "  - and 11 more\n" in told
    assert "@everyone" not in told


def corrections_page(root: Path) -> str:
    site = make_site(project_at(root), Clock(TODAY, TODAY), corrections=corrections_of(root))
    html = site.files["changes/corrections/index.html"].decode()
    return html.replace("</a>", "").replace("</span>", "")


def test_the_public_page_tells_wording_beside_corrections_and_nothing_twice(tmp_path: Path) -> None:
    """It names the record and the field, and quotes no text of an editor."""
    commit(tmp_path, FILES, day="2022-08-01")
    after = changed(
        ("meetings/march.md", "14 young", "41 young"),
        ("meetings/march.md", "verb: noted", "verb: received"),
        ("meetings/march.md", "verb: agreed", "verb: approved"),
        ("inspections/visit.md", "What the inspectors fuond.", "What they found at the visit, in short."),
        ("pages/about.md", "trakcer", "tracker"),
    )
    commit(tmp_path, after, day="2022-08-02")
    commit(tmp_path, changed(("meetings/march.md", "41 young", "44 young"), files=after), day="2022-08-02")

    told = [(one.nature, one.subject, one.words) for one in corrections_of(tmp_path).found]

    assert told == [
        ("correction", "march", "summary of the 1st item: changed"),
        ("correction", "march", "outcome a of the 1st item: changed from Noted to Received"),
        ("correction", "march", "outcome of the 2nd item: changed from Agreed to Approved"),
        ("wording", "visit", "text: put otherwise"),
        ("wording", "about", "spelling or layout put right: text"),
    ]
    assert "3 corrections of the record and 2 changes of wording since 1 August 2022." in corrections_page(
        tmp_path
    )
