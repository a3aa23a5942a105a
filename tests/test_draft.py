"""Minutes in many councils' manners, all made up, each beside the draft that they must give.

`python -m tests.test_draft` writes every draft anew, to be read in the diff, word by word.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support import ROOT, made, project_at, run_cli, write
from tracker_site.draft.drafting import Draft, draft_meeting, known_at
from tracker_site.draft.matching import Known
from tracker_site.draft.reading import LARGEST, read_minutes
from tracker_site.draft.references import numbers_in
from tracker_site.problems import Problems
from tracker_site.project import WrongUse
from tracker_site.records.explain import typed_fields
from tracker_site.records.meeting import Amendment, Attendee, Item, Meeting, Motion, Outcome
from tracker_site.records.said import Action
from tracker_site.source.strict_yaml import read_fields

DRAFTS = ROOT / "tests" / "drafts"
MINUTES = sorted(DRAFTS.glob("*/minutes.*"))
SETTLED = {
    "body": "examplebury/scrutiny",
    "date": "unknown",
    "title": "A title",
    "record": "complete",
    "verb": "noted",
    "result": "unknown",
}
"""What an editor may write where a draft asks; what is not here may be left out."""

NOT_WORDS = frozenset({"key", "drops", "about", "label", "due", "date", "body", "url"})
"""Fields whose values are made from the minutes, or from the content, but are no words of them."""

given_minutes = pytest.mark.parametrize("minutes", MINUTES, ids=lambda path: path.parent.name)


@pytest.fixture(scope="module")
def known() -> Known:
    """What the small content beside the minutes holds."""
    return known_at(project_at(DRAFTS))


def drafted(minutes: Path, known: Known) -> Draft:
    """Return the draft of a file of minutes."""
    return draft_meeting([(minutes.name, minutes.read_bytes())], known)


def drafted_text(text: str, known: Known | None = None) -> dict[str, Any]:
    """Return the fields of the draft of a text, of which nothing but questions may be wrong."""
    return fields_of(draft_meeting([("minutes.txt", text.encode())], known or Known()).text)


def fields_of(draft: str) -> dict[str, Any]:
    """Return the fields of a draft, which has no mistake but that it asks."""
    problems = Problems()
    fields = read_fields(draft.split("---\n")[1], "x.md", 2, problems)
    assert {problem.code for problem in problems} <= {"todo"}, "\n".join(map(str, problems))
    assert fields is not None
    return dict(fields[0])


def outcomes_of(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all outcomes of a meeting."""
    return [outcome for item in fields.get("items", ()) for outcome in item.get("outcomes", ())]


def outcomes_in(text: str) -> list[dict[str, Any]]:
    """Return all outcomes of the draft of a text."""
    return outcomes_of(drafted_text(text))


@given_minutes
def test_minutes_give_their_draft(minutes: Path, known: Known) -> None:
    """Each file of minutes gives exactly the draft beside it."""
    assert drafted(minutes, known).text == (minutes.parent / "draft.md").read_text(encoding="utf-8")


@given_minutes
def test_nothing_is_in_a_draft_that_is_not_in_the_minutes(minutes: Path, known: Known) -> None:
    """Every word of every text was read in the minutes."""
    typed = set(words_of(minutes.read_text(encoding="utf-8").replace("&rsquo;", "’").replace("&nbsp;", " ")))
    fields = fields_of(drafted(minutes, known).text)
    for name, value in texts_of(fields):
        assert not [word for word in words_of(value) if not {word, f"{word}s"} & typed], f"{name}: {value}"


@given_minutes
def test_minutes_cut_off_anywhere_make_nothing_up(minutes: Path, known: Known) -> None:
    """Whatever a text that breaks off calls an outcome is the beginning of one in the whole."""
    given = minutes.read_bytes()
    whole = [
        " ".join(words_of(" ".join(said_in(each))))
        for each in outcomes_of(fields_of(drafted(minutes, known).text))
    ]
    cuts = Random(minutes.parent.name).sample(range(1, len(given)), 40)
    for cut in cuts:
        try:
            draft = draft_meeting([(minutes.name, given[:cut])], known)
        except WrongUse:
            continue  # cut within a character, or before the first word
        for outcome in outcomes_of(fields_of(draft.text)):
            said = " ".join(words_of(" ".join(said_in(outcome))))
            assert any(said in each for each in whole), f"cut at {cut}: {said}"


@given_minutes
def test_a_settled_draft_passes_check(minutes: Path, known: Known, tmp_path: Path) -> None:
    """With each question answered, a draft is content of which nothing is wrong."""
    shutil.copytree(DRAFTS / "content", tmp_path / "content")
    path = tmp_path / "content" / "meetings" / "drafted.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(settled(drafted(minutes, known).text), encoding="utf-8")
    made(tmp_path, date(2026, 3, 4))


@given_minutes
def test_check_lists_the_questions_of_a_draft(minutes: Path, known: Known) -> None:
    """Each question is one problem, at its line."""
    draft = drafted(minutes, known)
    problems = Problems()
    read_fields(draft.text.split("---\n")[1], "x.md", 2, problems)
    lines = draft.text.split("\n")
    assert len(problems) == draft.questions
    assert all("# TODO" in lines[problem.place.line - 1] for problem in problems)


@given_minutes
def test_fields_stand_in_the_order_of_the_content_model(minutes: Path, known: Known) -> None:
    """Whoever knows one meeting file finds her way in a draft."""
    fields = fields_of(drafted(minutes, known).text)
    assert_in_order(fields, Meeting)
    for person in fields.get("present", ()):
        assert_in_order(person, Attendee)
    for item in fields.get("items", ()):
        assert_in_order(item, Item)
        for name, model in (("outcomes", Outcome), ("actions", Action), ("motions", Motion)):
            for entry in item.get(name, ()):
                assert_in_order(entry, model)
        for motion in item.get("motions", ()):
            for change in motion.get("amendments", ()):
                assert_in_order(change, Amendment)


def assert_in_order(fields: dict[str, Any], model: Any) -> None:
    """Hold fields to the order of their model."""
    order = typed_fields(model)
    assert list(fields) == sorted(fields, key=order.index)


def texts_of(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a draft with the name of its field, but for those whose words the model gives."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif name not in NOT_WORDS and not re.fullmatch(
        "kind|state|covers|minutes|language|as|record|verb|access|taken_as|result|call_in", name
    ):
        yield name, value


def words_of(text: str) -> list[str]:
    """Return the words of a text, small."""
    return re.findall(r"\w+", text.casefold())


def said_in(outcome: dict[str, Any]) -> list[str]:
    """Return what an outcome says, with its limbs."""
    return [outcome["text"], *(part["text"] for part in outcome.get("parts", ()))]


def settled(draft: str) -> str:
    """Return a draft as an editor leaves it: each question answered or its field removed, no note left."""
    lines = [line for line in draft.split("\n") if not line.lstrip().startswith("#")]
    kept = []
    for number, line in enumerate(lines):
        opened = re.fullmatch(r"( *(?:- )?)(\w+):", line)
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if opened and len(below) - len(below.lstrip()) <= len(opened[1]):
            if opened[2] in SETTLED:
                kept.append(f"{line} {SETTLED[opened[2]]}")
        else:
            kept.append(line)
    return "\n".join(kept)


# Outcomes, sign by sign


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("RESOLVED – That the report be noted.", ["noted"]),
        ("Resolved that the plan is approved.", ["approved"]),
        ("RESOLVED: (a) That the report be noted; and (b) that the plan be endorsed.", ["noted", "endorsed"]),
        ("It was agreed:\n- The plan be monitored each month.\n- To note the letter.", ["agreed", "noted"]),
        ("It was unanimously RESOLVED to receive the report.", ["received"]),
        ("Following discussion, the Panel resolved to defer the item until May.", ["deferred"]),
        ("RECOMMENDED TO COUNCIL – That the budget be increased.", ["recommended"]),
        ("The Committee:-\n(i) noted the report; and\n(ii) agreed to visit the hub.", ["noted", "agreed"]),
        (
            "Moved by Councillor A, seconded by Councillor B and RESOLVED: That staff be thanked.",
            ["resolved"],
        ),
        ("DECISION\n1. To instruct the Director to report back.", ["requested"]),
        (
            "RESOLVED that the Panel:\n1. Notes the letter.\n2. Delegates authority to the Chair.",
            ["noted", "delegated"],
        ),
        ("AGREED that the proposal be not approved.", ["not-agreed"]),
        ("PENDERFYNWYD derbyn yr adroddiad.", ["resolved"]),
    ],
)
def test_each_way_to_say_what_was_done(text: str, verbs: list[str]) -> None:
    """The verb is the one that goes furthest, of each limb."""
    assert [outcome["verb"] for outcome in outcomes_in(f"The officer spoke.\n\n{text}\n")] == verbs


@pytest.mark.parametrize(
    "text",
    [
        "The report recommended that the Panel:\n(a) notes the report; and\n(b) approves the plan.",
        "The Panel was asked to:\n1. note the report.\n2. approve the plan.",
        "To consider passing the following resolution:\n\nRESOLVED – That the public be excluded.",
        "If necessary, to consider passing the following resolution: “RESOLVED: That the public be excluded.”",
        "“RESOLVED: That the earlier report be noted.”",
        "At its meeting on 4 May 2023 the Cabinet resolved that the plan be approved.",
        "The Cabinet had resolved: (a) to fund it; and (b) to publish it.",
        "The Chair summarised:\n• That staff were tired.\n• That more were needed.",
        "The following documents were circulated:\n(a) That letter.\n(b) The plan.",
        "The Committee noted the following issues:\n• That staff were tired.",
        "The Committee was advised that staff had been recruited.",
        "In October it was agreed that more staff be recruited.",
    ],
)
def test_what_only_looks_like_an_outcome(text: str) -> None:
    """Lists, proposals, printed wording and what others decided do not become outcomes."""
    assert outcomes_in(f"The officer spoke.\n\n{text}\n\nMembers asked questions.\n") == []


def test_the_number_of_a_day_is_no_number_of_an_item() -> None:
    """A line that is only a date belongs to the head."""
    fields = drafted_text(
        "Council\n4 March 2026\n\nPresent: Councillor A\n\n1. Visit\n\nRESOLVED - That it be noted.\n"
    )
    assert fields["date"] == "2026-03-04"
    assert [item["title"] for item in fields["items"]] == ["Visit"]


def test_limbs_share_a_stem() -> None:
    """Each limb says the whole of what was resolved."""
    told = outcomes_in(
        "RESOLVED: That the Director be requested to:\n(a) write to the Minister; and\n(b) publish the reply.\n"
    )
    assert [(each["label"], each["text"], each["to"]) for each in told] == [
        ("a", "That the Director be requested to write to the Minister.", "Director"),
        ("b", "That the Director be requested to publish the reply.", "Director"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "owner"),
    [
        (
            "Staff were tired. An update could come back. ACTION – add to action sheet",
            "An update could come back",
            None,
        ),
        ("ACTION: Democratic Services to write to the school", "Write to the school", "Democratic Services"),
        ("Visits were few. Action: Director of Housing", "Visits were few", "Director of Housing"),
        ("ACTION – Circulate the letter.", "Circulate the letter", None),
        (
            "The plan would be shared. (Action: Head of Service)",
            "The plan would be shared",
            "Head of Service",
        ),
    ],
)
def test_each_way_to_mark_an_action(text: str, title: str, owner: str | None) -> None:
    """The substance of an action is what is said, or the sentence before."""
    (item,) = drafted_text(f"The officer spoke.\n\n{text}\n")["items"]
    (action,) = item["actions"]
    assert (action["title"], action.get("owner")) == (title, owner)


def test_what_is_recommended_asks_for_a_record() -> None:
    """A recommendation that nobody follows is one question, and no remark to be overlooked."""
    draft = draft_meeting([("a.txt", b"RECOMMENDED TO COUNCIL - That fees be raised.\n")], Known())
    assert "# TODO This recommends something." in draft.text
    assert "        makes:\n" in draft.text


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Answering a question from the Chair, staff were praised.", ["Chair"]),
        (
            "Present: Councillors A Ash (Chair) and B Birch\n\n1 Visit\n\nThe Chair thanked them.",
            [None, "Chair"],
        ),
        ("They met the Director of Children’s Services (DCS). A report to the DCS was ready.", []),
        (
            "He met the Director of Children’s Services (DCS).\n\nThe DCS reported that it was ready.",
            ["Director"],
        ),
        ("The report on the Chair of the Governors was noted.", []),
    ],
)
def test_who_spoke_was_there(text: str, present: list[str | None]) -> None:
    """The chair, where nobody else is named; and who is called by letters that the minutes explain."""
    found = drafted_text(f"{text}\n\nRESOLVED: That it be noted.\n").get("present", [])
    roles = sorted((person.get("role") or "").partition(" of ")[0] for person in found)
    assert roles == sorted(role or "" for role in present)


def test_a_promise_is_offered_with_its_owner() -> None:
    draft = draft_meeting([("a.txt", b"The Head of Care undertook to bring figures.\n")], Known())
    assert "title: Bring figures\n" in draft.text
    assert "owner: Head of Care\n" in draft.text


def noted_actions(text: str, known: Known | None = None) -> list[dict[str, Any]]:
    """Return the actions that a draft offers as notes, as they are once the '#' before their lines is gone."""
    draft = draft_meeting([("a.txt", f"The officer spoke.\n\n{text}\n".encode())], known or Known()).text
    taken_up = re.sub(r"(?m)^      # ", "      ", draft)
    fields = read_fields(taken_up.split("---\n")[1], "x.md", 2, Problems())
    assert fields is not None
    whole: dict[str, Any] = dict(fields[0])
    return [action for item in whole["items"] for action in item.get("actions") or ()]


def test_two_promises_in_one_sentence_are_two_offers() -> None:
    """Each with its own task, and the owner whom the sentence names for both."""
    both = "The Head of Care undertook to bring figures on visits and would write to the schools in Mockton."
    other = "The Head of Care agreed to share the plan and to visit the hub."
    again = "The Head of Care agreed to share the plan, and confirmed that she would write to the schools."
    three = "The Leader promised to bring the budget, to visit the hub and to write to the schools."
    one = "The Head of Care would ensure that figures, visits and plans will be shared."

    assert [(each["title"], each["owner"]) for each in noted_actions(both)] == [
        ("Bring figures on visits", "Head of Care"),
        ("Would write to the schools in Mockton", "Head of Care"),
    ]
    assert [each["title"] for each in noted_actions(other)] == ["Share the plan", "Visit the hub"]
    assert [each.get("owner") for each in noted_actions(again)] == ["Head of Care", None]
    assert [each["title"] for each in noted_actions(three)] == [
        "Bring the budget",
        "Visit the hub",
        "Write to the schools",
    ]
    assert len(noted_actions(one)) == 1


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (
            "Responding to a question, the Director agreed to bring figures on caseloads.",
            "bring-figures-caseloads",
        ),
        ("Following the motion she will ensure that the plan of the hub is read.", "plan-hub-read"),
        ("Referring to staff, it was said that a new rota for the teams would be shared.", "new-rota-teams"),
    ],
)
def test_a_key_is_short_and_says_what_is_to_be_done(said: str, key: str) -> None:
    """And not how the sentence began."""
    assert [each["key"] for each in noted_actions(said)] == [key]


@pytest.mark.parametrize(
    ("said", "is_promised"),
    [
        ("The Head of Care undertook to bring figures.", True),
        ("The Head of Care would ensure that figures are shared.", True),
        ("The Panel was told that the Council will submit a plan.", True),
        ("Cllr B Birch, Cabinet Member for Children, committed to sharing a plan.", True),
        ("Cllr B Birch committed to sharing a plan.", False),
        ("The Head of Care confirmed that she would bring figures.", False),
        ("Figures would be provided.", False),
        ("A meeting has been scheduled.", False),
        ("She would bring figures.", False),
        ("A Board Member agreed to ask a question.", False),
        ("The Board will be provided with figures.", False),
    ],
)
def test_a_promise_is_one_where_an_office_undertook_it(said: str, is_promised: bool) -> None:
    """What is only said to come is left to the editor."""
    (action,) = noted_actions(said)
    assert (action.get("promised") == "yes") is is_promised


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("The Director of Care thanked the staff.", "Director of Care"),
        (
            "Thanked by the Cabinet Member for Children, Families and Schools.",
            "Cabinet Member for Children, Families and Schools",
        ),
        ("The Director of Care and the Head of Schools thanked the staff.", None),
        ("Answering the Chair, the Head of Schools thanked the staff.", None),
        ("A Member thanked the staff.", None),
    ],
)
def test_who_is_behind_a_pronoun_is_asked_or_offered(before: str, offered: str | None) -> None:
    """The one office in the sentence before is offered as a note; else the place is quoted."""
    said = "She would bring figures."
    draft = draft_meeting([("a.txt", f"{before} {said}\n".encode())], Known())
    marked = draft_meeting([("a.txt", f"{before} ACTION: {said}\n".encode())], Known())

    if offered:
        assert f'      #   # owner: {offered}  # if "she" is that, line 1 of the minutes' in draft.text
        assert f"        # owner: {offered}\n" in marked.text
    else:
        asks = '# TODO Whose is it? The minutes say "she" (line 1 of the minutes: "She would bring figures'
        assert f"      #   owner:  {asks}" in draft.text
        assert asks in " ".join(marked.text.split()).replace("# figures", "figures")
    for each in (draft, marked):
        problems = Problems()
        read_fields(each.text.split("---\n")[1], "x.md", 2, problems)
        assert len(problems) == each.questions


@pytest.mark.parametrize(
    ("limb", "standing"),
    [
        ("That the plan be a standing item at its meetings.", True),
        ("That progress be monitored until all actions are complete.", False),
        ("That the Committee continue to receive quarterly reports.", False),
        ("That the Committee receives regular updates.", False),
        ("That the Director be asked to write every six months.", False),
        ("That a letter be sent to the Minister.", None),
        ("That the quarterly report be noted.", None),
    ],
)
def test_a_duty_that_stands_is_seen(limb: str, standing: bool | None) -> None:
    """It is one where the minutes say so outright; else it is offered with a question."""
    draft = draft_meeting([("a.txt", f"RESOLVED: {limb}\n".encode())], Known()).text
    assert ("\n            standing: true\n" in draft) is (standing is True)
    assert ("\n            # standing: true\n" in draft) is (standing is False)
    assert ("# TODO Does this recur" in draft) is (standing is False)


@pytest.mark.parametrize(
    ("head", "offered"),
    [
        ("Examplebury Council\n\nScrutiny Board\n\n4 March 2026\n\n", True),
        ("Examplebury Council\n\nScrutiny Board\n\n5 March 2026\n\n", False),
        ("", False),
    ],
)
def test_a_recommendation_on_record_is_offered(tmp_path: Path, head: str, offered: bool) -> None:
    """That which the same body made on that day, or, where that is not known, what has the words of it."""
    site = {
        "authorities/examplebury.yml": (
            "name: Examplebury Council\nbodies: [{key: board, name: Scrutiny Board, kind: scrutiny}]\n"
        ),
        "meetings/march.md": "---\nbody: examplebury/board\ndate: 2026-03-04\n---\n",
        "recommendations/fees.md": "---\ntitle: Higher payments for carers\nfrom: march\n---\nRaise them.\n",
    }
    known = known_at(project_at(write(tmp_path, site)))
    minutes = f"{head}1. Carers\n\nRECOMMENDED TO CABINET - That fees be raised.\n"
    draft = " ".join(draft_meeting([("a.txt", minutes.encode())], known).text.replace("#", " ").split())
    assert (
        "TODO Did it make one that is recorded already: fees (Higher payments for carers)?" in draft
    ) is offered
    alike = "RECOMMENDED TO CABINET - That payments for carers be higher.\n"
    assert ("recorded already: fees" in draft_meeting([("a.txt", alike.encode())], known).text) is True


SMALL_SITE = {
    "authorities/examplebury.yml": "name: Examplebury Council\n",
    "inspections/visit.md": (
        "---\ntitle: The visit of June\nauthority: examplebury\nkind: focused-visit\npublished: 2025-06-01\n---\n"
    ),
    "inspections/short.md": "---\ntitle: The short\nauthority: examplebury\nkind: ilacs-short\n---\n",
    "recommendations/visit-1.md": "---\ntitle: Keep staff\nfrom: visit\n---\nKeep them.\n",
    "recommendations/short-1.md": "---\ntitle: New forms in teams\nfrom: short\n---\nBring them.\n",
    "actions/plan.yml": (
        "title: A plan\nauthority: examplebury\nfor: visit\n"
        "actions:\n  - {key: new-form, title: Bring in a new form for teams}\n"
    ),
}


def test_known_actions_are_offered_where_the_minutes_have_their_words(tmp_path: Path) -> None:
    """With the words and their line, and never with a status; those of other inspections are not offered."""
    said = "The new form was in use in all teams."
    minutes = f"1 Focused visit\n\nThe officer spoke.\n\n{said}\n\nRESOLVED: That it be noted.\n"
    known = known_at(project_at(write(tmp_path, SMALL_SITE)))
    draft = draft_meeting([("a.txt", minutes.encode())], known)
    assert set(re.findall(r"# - on: (\S+)", draft.text)) == {"visit-1", "plan/new-form"}
    assert "Bring in a new form for teams – perhaps line 5 of the minutes" in draft.text
    assert f"#   note: {said}\n" in draft.text
    assert not re.search(r"#   status: *\S", draft.text)


def test_the_paragraph_that_tells_of_an_action_is_quoted(tmp_path: Path) -> None:
    """Not a heading, nor what the chair summed up; words that stand apart in it are quoted with what is between."""
    plan = (
        "title: A plan\nauthority: examplebury\nfor: visit\nactions:\n"
        "  - {key: practice, title: Bring in good practice from areas that have improved}\n"
        "  - {key: loads, title: Address the differences in caseload between areas of work}\n"
    )
    known = known_at(project_at(write(tmp_path, {**SMALL_SITE, "actions/plan.yml": plan})))
    said = "The best practice in areas that had improved would come by the plan."
    apart = "Some areas had different caseloads. Directors knew it. The work to address this was slow."
    summed = "The Chair summarised:\n\n• Areas that improved and how to bring good practice\n\n• Caseload differences"
    minutes = (
        f"1 Focused visit\n\nThe officer spoke.\n\n• {said}\n\n• Surveys went on. {apart} Members left.\n\n"
        f"{summed}\n\nRESOLVED: That it be noted.\n"
    )
    draft = draft_meeting([("a.txt", minutes.encode())], known).text
    assert f"#   note: {said}\n" in draft
    assert f"#   note: {apart}\n" in draft
    assert "delete 'status:' and keep what was said as the 'note'" in " ".join(draft.replace("#", "").split())


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("At the front door 87% of agency staff filled the roles.", {"rate": ["87"]}),
        ("There were 14 young people in HMOs, and that was now reduced to one.", {"homes": ["14", "1"]}),
        ("Eight young people in the HMOs were visited on 4 May 2026, in 18 months.", {"homes": ["8"]}),
        ("At the front door 12 agency staff filled the roles.", {}),
        ("Recommendation 3 is of young people in HMOs aged 16 in 2025/26.", {}),
        ("One of the young people in HMOs spoke.", {}),
        ("There were 14 people at the meeting.", {}),
    ],
)
def test_figures_of_known_measures_are_offered(
    tmp_path: Path, said: str, values: dict[str, list[str]]
) -> None:
    """Where a number stands beside the words of a measure, in its unit; with the sentence, and never as a fact."""
    site = {
        "measures/rate.yml": 'title: Front door roles filled by agency staff\nauthority: examplebury\nunit: "%"\n',
        "measures/homes.yml": (
            "title: Young people in houses of multiple occupation (HMOs)\nauthority: examplebury\nabout: [visit]\n"
        ),
        "measures/other.yml": "title: Young people in HMOs\nauthority: otherbury\n",
        "authorities/otherbury.yml": "name: Otherbury Council\n",
    }
    known = known_at(project_at(write(tmp_path, {**SMALL_SITE, **site})))
    minutes = (
        f"Examplebury Council\n\n1 The visit of June\n\nThe officer spoke.\n\n{said}\n\nRESOLVED: To go.\n"
    )
    draft = draft_meeting([("a.txt", minutes.encode())], known).text
    offered = re.findall(
        r'# - measure: (\w+)  # .* – perhaps line 7 of the minutes\n +#   value: "(\d+)"\n +#   note: (.*)',
        draft,
    )
    found: dict[str, list[str]] = {}
    for measure, value, _ in offered:
        found.setdefault(measure, []).append(value)
    assert found == values
    assert all(quoted.strip('"') == said for _, _, quoted in offered)
    assert ("TODO Are these figures" in draft) is bool(values)
    assert not fields_of(draft)["items"][0].get("figures")


@pytest.mark.parametrize(
    ("limb", "owner"),
    [
        ("That the Committee hold an additional meeting.", None),
        ("That the Board arrange a visit.", None),
        ("That all Members visit the hub.", None),
        ("That the Chair write to the Minister.", "Chair"),
        ("That the Improvement Board report on the plan.", "Improvement Board"),
    ],
)
def test_the_meeting_itself_is_not_made_the_owner(limb: str, owner: str | None) -> None:
    """An action is whose the minutes say that it is, or nobody's."""
    (outcome,) = outcomes_in(f"RESOLVED: {limb}\n")
    assert outcome["actions"][0].get("owner") == owner


def test_a_key_is_more_than_one_dull_word() -> None:
    """What a sentence does not say, its paragraph does; a long title asks to be shortened with its key."""
    said = "Members discussed the caseloads of teams. The Panel was advised that an update could come back."
    points = f"• {said} ACTION – add to action sheet\n\n• It went on. ACTION: Look"
    text = f"1. Visit\n\nThe officer spoke.\n\n{points}\n\nAGREED: To go."
    draft = draft_meeting([("a.txt", text.encode())], Known()).text
    first, second = fields_of(draft)["items"][0]["actions"]
    assert first["key"] == "update-caseloads-teams"
    assert second["key"].startswith("look-")
    assert draft.count("# Shorten this title, and its key to match") == 1
    long = f"ACTION: Write to the schools of the town {'and of the county ' * 4}by May"
    draft = draft_meeting([("a.txt", f"1. Visit\n\n{long}\n".encode())], Known()).text
    assert draft.count("# Shorten this title, and its key to match") == 1


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("RESOLVED: That the Panel recommends to Cabinet that fees be raised.", "Cabinet"),
        ("RESOLVED: That the Panel recommends to Cabinet the raising of fees.", "Cabinet"),
        ("RECOMMENDED to Cabinet that fees be raised.", "Cabinet"),
        ("RECOMMENDED (to the Executive Board): That fees be raised.", "Executive Board"),
        ("RECOMMENDED TO CABINET – That fees be raised.", "CABINET"),
        ("RECOMMENDED TO CABINET:\n(1) That fees be raised.\n(2) That it be soon.", "CABINET"),
        ("RESOLVED: That Cabinet be recommended to raise fees.", "Cabinet"),
        ("RESOLVED: That the Panel recommends that the Cabinet raises fees.", "Cabinet"),
        ("RESOLVED: That it be noted that the Cabinet raises fees.", None),
    ],
)
def test_whom_a_recommendation_goes_to(text: str, to: str | None) -> None:
    """As the minutes name them, wherever they do."""
    assert outcomes_in(f"The officer spoke.\n\n{text}\n")[0].get("to") == to


def test_an_inspection_without_a_record_is_said_to_have_none(tmp_path: Path) -> None:
    """Another year is another visit, and the question says what to do."""
    minutes = "1 Focused visit of 2019\n\nOfsted had written.\n\nRESOLVED: That it be noted.\n"
    known = known_at(project_at(write(tmp_path, SMALL_SITE)))
    draft = draft_meeting([("a.txt", minutes.encode())], known).text
    words = " ".join(draft.replace("#", " ").split())
    assert "Perhaps visit" not in words
    assert "none that is recorded fits. If that has no record yet, make it first" in words


def test_a_report_is_not_taken_for_minutes() -> None:
    head = "Report of the Director\n\nExecutive Board\n\nThe visit"
    paper = f"{head}\n\n1.0 PURPOSE OF THIS REPORT\n\n1.1 It tells of the visit.\n"
    draft = draft_meeting([("a.txt", paper.encode())], Known())
    assert "# TODO This is a report put to a meeting" in draft.text
    assert [point["text"] for point in fields_of(draft.text)["items"][0]["points"]] == [
        "It tells of the visit."
    ]


# Recommendations that are named by number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("That recommendation 2 be closed.", "2"),
        ("Recommendations 3 and 4 were met, and Rec. 5 too.", "3 4 5"),
        ("That recommendations nos. 1 to 3, 7 and 9 be noted.", "1 2 3 7 9"),
        ("Recommendation One was done; recs 4-5 were not.", "1 4 5"),
        ("The recommendation of 2 May and the recommendations 15% of members made.", ""),
        ("The recommendations 12 May 2026 brought.", ""),
    ],
)
def test_recommendations_are_known_by_their_numbers(text: str, numbers: str) -> None:
    """As minutes write them."""
    assert " ".join(number for named in numbers_in(text) for number in named.numbers) == numbers


def minutes_of_visit(title: str, said: str, limb: str) -> str:
    """Return minutes of one item, with the whole meeting around it."""
    return (
        "Exampleshire County Council\n\n4 March 2026\n\nPresent: Councillor A\n\n"
        f"1. {title}\n\nThe officer spoke.\n\n• {said}\n\n"
        f"RESOLVED:\n(1) that the report be noted; and\n(2) {limb}\n\nThe meeting closed at 8 pm\n"
    )


def test_a_limb_that_closes_a_recommendation_is_never_silent(known: Known) -> None:
    """It is about that recommendation, and asks what became of it: neither the draft nor the check lets it pass."""
    minutes = minutes_of_visit(
        "Focused visit of October 2023", "It was said.", "that recommendation 2 be closed."
    )
    draft = draft_meeting([("a.txt", minutes.encode())], known)
    first, second = outcomes_of(fields_of(draft.text))
    assert "about" not in first
    assert (second["verb"], second["about"]) == ("resolved", ["exampleshire-visit-2023-2"])
    assert '# - on: exampleshire-visit-2023-2  # Better recorded supervision 2: "be closed"\n' in draft.text
    assert "          #   status:\n          #   # said_by: scrutiny\n" in draft.text
    assert "# TODO What became of it?" in draft.text


def test_a_recommendation_of_no_known_source_is_asked_about(known: Known) -> None:
    """With those that it may be; in the discussion and in the summary too."""
    minutes = minutes_of_visit(
        "Staff", "Recommendations 1 and 8 were met.", "that recommendation 2 be closed."
    )
    draft = draft_meeting([("a.txt", minutes.encode())], known)
    words = " ".join(draft.text.replace("#", " ").split())
    assert (
        'The minutes say "recommendation 2" (line 15 of the minutes): which recommendation is number 2'
        in words
    )
    assert "Perhaps exampleshire-visit-2023-2 (Better recorded supervision 2)" in words
    assert (
        'The minutes say "Recommendations 1 and 8" (line 11 of the minutes): which recommendations are'
        in words
    )
    assert '- on: which?: "be closed"' in words


def test_a_number_in_the_discussion_is_matched(known: Known) -> None:
    minutes = minutes_of_visit("Focused visit of October 2023", "Rec. 1 was in progress.", "to go.")
    draft = draft_meeting([("a.txt", minutes.encode())], known)
    (point,) = fields_of(draft.text)["items"][0]["points"]
    assert point == {"about": ["exampleshire-visit-2023-1"], "text": "Rec. 1 was in progress."}


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("The Children’s Improvement Plan was late.", ["visit", "plan"]),
        ("The plan for improvement of the children’s homes was late.", ["visit"]),
        ("The plan was late.", ["visit"]),
    ],
)
def test_a_plan_that_is_named_is_what_an_item_is_about(tmp_path: Path, said: str, about: list[str]) -> None:
    """Or is asked about, where a sentence has its words."""
    site = {
        **SMALL_SITE,
        "actions/plan.yml": "title: Children's Improvement Plan\nauthority: examplebury\nfor: visit\n",
    }
    known = known_at(project_at(write(tmp_path, site)))
    minutes = f"1 The visit of June\n\nThe officer spoke.\n\nRESOLVED: That it be noted.\n\n{said}\n"
    draft = draft_meeting([("a.txt", minutes.encode())], known).text
    assert fields_of(draft)["items"][0]["about"] == about
    assert ("Is it also about plan?" in draft) is ("plan for" in said)


# Whom a draft names


def people_in(lists: str) -> list[str]:
    """Return the people of the draft of some lists of attendance: name, role and capacity, and how many notes."""
    text = f"Scrutiny Board\n\n4 March 2026\n\n{lists}\n\n1. Visit\n\nRESOLVED: That it be noted.\n"
    draft = draft_meeting([("a.txt", text.encode())], Known()).text
    fields = fields_of(draft)
    people = [*fields.get("present", ()), *fields.get("apologies", ())]
    return [" / ".join(filter(None, (each.get("name"), each.get("role"), each.get("as")))) for each in people]


@pytest.mark.parametrize(
    ("lists", "people"),
    [
        (
            "In attendance: Ms Carol Clark (Head of Fostering), Mrs Dawn Doe (parent), carer.jane@example.com",
            ["Ms Carol Clark / Head of Fostering / officer"],
        ),
        ("In attendance: Mrs Dawn Doe (parent representative), Mr P Quill, member of the public", []),
        (
            "Officers: Carol Clark, Head of Fostering\nWitnesses: Jane Doe, foster carer",
            ["Carol Clark / Head of Fostering / officer"],
        ),
        (
            "In attendance: Carol Clark, Head of Fostering, Jane Doe, foster carer, and Ian Ink, Director of Care",
            ["Carol Clark / Head of Fostering / officer", "Ian Ink / Director of Care / officer"],
        ),
        ("In attendance: Carol Clark - Head of Fostering Jane Doe; Una Upton, UNISON Branch Secretary", []),
        (
            "Present: Councillors A Amis (Chair), B Bolt and Mrs Dawn Doe (parent)",
            ["Councillor A Amis / Chair / member", "Councillor B Bolt / member"],
        ),
        (
            "Present: Councillor A Amis and Jane Doe (care leaver)\nApologies: Councillor B Bolt, Mr J Roe",
            ["Councillor A Amis / member", "Councillor B Bolt / member"],
        ),
        (
            "Present: The Mayor, Councillor A Amis, Mr P Quill (Co-opted Member), Mrs Doe (Parent Governor)",
            ["Councillor A Amis / The Mayor / member", "Co-opted member / member"],
        ),
        (
            "Present: Eve East, Director of Children, Families and Schools; Mary Moe, Chair of the Parent Forum",
            ["Eve East / Director of Children, Families and Schools / officer"],
        ),
        (
            "In attendance: Head of Fostering, Director of Children’s Services, Ms Ann Ash, 2 young people",
            ["Head of Fostering / officer", "Director of Children’s Services / officer"],
        ),
        (
            "Present: Ned Noe (Head of Foster Carer Recruitment) (07700 900123); Clerk: Vera Vane (v@example.com)",
            ["Ned Noe / Head of Foster Carer Recruitment / officer", "Vera Vane / Clerk / officer"],
        ),
        ("In attendance: Olive Oak, Chief Executive, Mock Carers Charity; Inspector U Umber", []),
        (
            "Present: Councillors A Amis (substitute for Councillor C Carr), Mrs B Bolt and D Dale",
            ["Councillor A Amis / member", "Councillor D Dale / member"],
        ),
        ("Witnesses: Jane Doe, foster carer and Chief Executive of Roe Ltd; John Roe; Zoe Zorn (aged 9)", []),
    ],
)
def test_only_members_and_office_holders_are_named(lists: str, people: list[str]) -> None:
    """Entry by entry; what is in doubt is left out."""
    assert people_in(lists) == people


def test_whoever_is_left_out_is_noted_by_line_and_not_by_name() -> None:
    present = "Councillor A Amis; Jane Doe, foster carer; Head of Fostering Joan Poe"
    text = f"Present: {present}\n\n1. Visit\n\nAGREED: To go.\n"
    draft = draft_meeting([("a.txt", text.encode())], Known()).text
    assert "# A name on line 1 of the minutes is left out: the minutes show no public office" in draft
    assert "# TODO Somebody may be missing here: what is printed there, on line 1 of the minutes" in draft
    assert not re.search("Doe|Poe", draft)


@pytest.mark.parametrize(
    "contact",
    [
        "carer.jane@example.com",
        "jane [at] example.com",
        "07700 900123",
        "(020) 7946 0018",
        "+44 (0)7700 900 123",
        "AB1 2CD",
        "ab12 3de",
        "943 476 5919",
    ],
)
def test_what_reaches_a_person_is_never_copied(contact: str) -> None:
    """Into no field, and no note; where it stood is said."""
    text = (
        f"Present: Councillor A Amis ({contact})\n\n1. Visit {contact}\n\n"
        f"It was said by {contact}. It was at {contact}.\n\n"
        f"ACTION: Head of Care to write to {contact}\n\nRESOLVED: That {contact} be thanked.\n"
    )
    draft = draft_meeting([("a.txt", text.encode())], Known()).text
    assert contact not in draft
    assert "[…] stands for it (lines 1, 3, 5, 7, 9 of the minutes)" in draft.replace("\n# ", " ")
    assert outcomes_of(fields_of(draft))[0]["text"] == "That \\[…\\] be thanked."


@pytest.mark.parametrize(
    "number", ["14", "2010/11", "01.02.2026", "£1,234,567", "D22/017", "E08000035", "1st 2nd"]
)
def test_other_numbers_are_copied(number: str) -> None:
    assert number in draft_meeting([("a.txt", f"It said {number} again.\n".encode())], Known()).text


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Mrs Jane Smith, a foster carer of two siblings aged 6 and 8, spoke.", ["Mrs Jane Smith"]),
        ("Mr John Roe (07700 900123) asked.", ["Mr John Roe"]),
        ("Ms Clark and Dr Ann Ash, Director of Public Health, spoke.", []),
        ("Mrs Clark, a parent, spoke with Mr Clark.", ["Mrs Clark", "Mr Clark"]),
        ("Lee Lark, a care leaver, and Joy Jay (aged 15) spoke.", ["Lee Lark", "Joy Jay"]),
        ("Kay K, a young person, and Jay, aged 15, spoke.", ["Kay K", "Jay"]),
        ("The Head of Fostering spoke to Councillor Amis, and to the Chief Executive, a parent.", []),
    ],
)
def test_a_personal_name_in_a_text_is_asked_about(said: str, named: list[str]) -> None:
    """Unless it is of an office holder; what was decided is carried in full all the same."""
    text = f"Present: Councillor A Amis; Ms Carol Clark, Head of Fostering\n\n1. Visit\n\nRESOLVED: That {said}\n"
    draft = draft_meeting([("a.txt", text.encode())], Known()).text
    question = " ".join(re.findall(r"(?m)^ *# (.*)", draft.partition("items:")[2]))
    assert re.findall(r'"([^"]+)" \(line 5', question) == named
    assert ("TODO This names a person" in question) is bool(named)
    assert " ".join(outcomes_of(fields_of(draft))[0]["text"].split()[:3]) == " ".join(
        f"That {said}".split()[:3]
    )


# Reading


def test_windows_files_are_read() -> None:
    """Another encoding, line ends and spaces change nothing but the note that says so."""
    text = "Committee\n\nRESOLVED – That the Committee’s plan be approved.\n"
    plain = draft_meeting([("a.txt", text.encode())], Known())
    windows = draft_meeting(
        [("a.txt", text.replace("\n", "\r\n").replace(" plan", "\xa0plan").encode("cp1252"))], Known()
    )
    assert windows.text == plain.text
    assert windows.found[0] == "a.txt was read as Windows-1252."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04...", "is a Word document"),
        (b"Fine so far\n\x81\x8d", "line 2: byte 0x81 is neither UTF-8 nor windows-1252"),
        (b"a" * (LARGEST + 1), "is larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_told(given: bytes, said: str) -> None:
    with pytest.raises(WrongUse, match=re.escape(said)):
        read_minutes("minutes", given)


def test_a_paragraph_without_end_is_refused() -> None:
    with pytest.raises(WrongUse, match="line 3: this paragraph has more than 30,000 characters"):
        drafted_text("Minutes\n\n" + "word " * 7000)


def test_items_saved_one_by_one_make_one_meeting(known: Known) -> None:
    """Several files are the items of one meeting."""
    pages = [
        (f"{n}.txt", f"Agenda item\n\nItem {n}\n\nMinutes:\n\nRESOLVED that paper {n} be noted.\n".encode())
        for n in "AB"
    ]
    fields = fields_of(draft_meeting(pages, known).text)
    assert [item["title"] for item in fields["items"]] == ["Item A", "Item B"]
    assert len(outcomes_of(fields)) == 2


# The command


def test_the_command_writes_what_check_then_lists(tmp_path: Path) -> None:
    """A draft never takes the place of a file unless it is told to, and says what comes next."""
    shutil.copytree(DRAFTS / "content", tmp_path / "content")
    minutes = str(DRAFTS / "action-table" / "minutes.txt")
    path = tmp_path / "content" / "meetings" / "new.md"

    wrote = run_cli("draft", minutes, "-o", str(path), at=tmp_path)
    assert (wrote.returncode, wrote.stdout) == (0, "")
    assert "questions are left, marked '# TODO'" in wrote.stderr
    questions = path.read_text(encoding="utf-8").count("# TODO")
    assert run_cli("check", at=tmp_path).stdout.count("[todo]") == questions > 0

    again = run_cli("draft", minutes, "-o", str(path), at=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert run_cli("draft", minutes, "-o", str(path), "--force", "--quiet", at=tmp_path).stderr == ""
    assert run_cli("draft", "nowhere.txt", at=tmp_path).returncode == 2

    (tmp_path / "some.txt").write_text(
        "Overview and Scrutiny Board\n\n1. Visit\n\nAGREED: To go.\n", encoding="utf-8"
    )
    proposed = "Save it as content/meetings/examplebury-scrutiny-visit.md. Then"
    assert proposed in run_cli("draft", "some.txt", at=tmp_path).stderr
    (tmp_path / "some.txt").write_text("1. Visit\n\nAGREED: To go.\n", encoding="utf-8")
    proposed = "content/meetings/COUNCIL-BODY-visit.md, with the right words for the capitals. Then"
    assert proposed in run_cli("draft", "some.txt", at=tmp_path).stderr


def test_a_draft_in_a_folder_always_gets_a_name(tmp_path: Path) -> None:
    """That of the minutes' file where they print neither body nor date, with a question about it."""
    shutil.copytree(DRAFTS / "content", tmp_path / "content")
    (tmp_path / "content" / "meetings").mkdir(exist_ok=True)
    (tmp_path / "Board, March (2).txt").write_text("RESOLVED: That it be noted.\n", encoding="utf-8")
    done = run_cli("draft", "Board, March (2).txt", "-o", "content/meetings", at=tmp_path)
    assert done.returncode == 0, done.stderr
    draft = (tmp_path / "content" / "meetings" / "board-march-2.md").read_text(encoding="utf-8")
    assert draft.startswith("---\n# TODO The minutes don't say enough to name this file.")
    assert f"{draft.count('# TODO')} questions are left" in done.stderr


def test_a_draft_never_takes_an_id_that_is_taken(tmp_path: Path) -> None:
    """A council and a meeting of one name would be one id; a name that is free is proposed."""
    write(
        tmp_path, {"authorities/bury.yml": "name: Bury\n", "meetings/there.md": "---\ndate: unknown\n---\n"}
    )
    (tmp_path / "bury.txt").write_text("RESOLVED: That it be noted.\n", encoding="utf-8")

    assert run_cli("draft", "bury.txt", "-o", "content/meetings", at=tmp_path).returncode == 0
    named = run_cli("draft", "bury.txt", "-o", "content/meetings/bury.md", at=tmp_path)

    assert (tmp_path / "content" / "meetings" / "bury-meeting.md").is_file()
    assert named.returncode == 2
    assert named.stderr == (
        "tracker-site: 'bury' is the id of something else already; write -o content/meetings/bury-meeting-2.md\n"
    )
    assert (
        run_cli("draft", "bury.txt", "-o", "content/meetings/there.md", "--force", at=tmp_path).returncode
        == 0
    )
    assert run_cli("draft", "bury.txt", "-o", "bury.md", at=tmp_path).returncode == 0


if __name__ == "__main__":
    content = known_at(project_at(DRAFTS))
    for each in MINUTES:
        (each.parent / "draft.md").write_text(drafted(each, content).text, encoding="utf-8", newline="\n")
