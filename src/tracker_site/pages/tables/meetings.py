"""The tables of meetings: what they dealt with, what they did, and the motions that were moved."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    address,
    choice,
    choices,
    key,
    key_choice,
    markdown,
    place,
    reference,
    text,
    when,
    yes_no,
)
from tracker_site.pages.tables.within import (
    Within,
    attendance,
    by_id,
    items,
    outcomes,
    points,
)
from tracker_site.records.meeting import (
    ASKED,
    DECIDED,
    LISTENED,
    Attendee,
    Decision,
    Item,
    Limb,
    Meeting,
    Outcome,
    Point,
    Verb,
)
from tracker_site.records.walk import Path

_DID = ("listened", "asked", "decided", "did not")


def _did(verb: Verb) -> str:
    sorts = zip((LISTENED, ASKED, DECIDED), _DID, strict=False)
    return next((did for verbs, did in sorts if verb in verbs), _DID[-1])


def _subjects_of_items(guide: Guide) -> Iterator[tuple[str, str]]:
    for of in items(guide):
        yield from _seen(guide, ((str(of.item), target) for target in dict.fromkeys(of.what.about)))


def _subjects_of_points(guide: Guide) -> Iterator[tuple[str, str]]:
    for of in points(guide):
        yield from _seen(guide, ((of.id, target) for target in dict.fromkeys(of.what.about)))


def _subjects_of_outcomes(guide: Guide) -> Iterator[tuple[str, str, str]]:
    for of in outcomes(guide):
        outcome = of.what
        about = _item(guide, of.record, of.path).subjects_of(outcome)
        found = [(of.id, "about", target) for target in dict.fromkeys(about)]
        found += [(of.id, "makes", target) for target in dict.fromkeys(outcome.makes)]
        found += [(of.id, "of", outcome.of)] if outcome.of else []
        yield from (row for row in found if guide.is_seen(row[2]))


def _item(guide: Guide, meeting: str, path: Path) -> Item:
    assert isinstance(path[1], int)
    return guide.meeting(meeting).items[path[1]]


def _seen(guide: Guide, rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from (row for row in rows if guide.is_seen(row[1]))


def _limbs(guide: Guide) -> Iterator[tuple[str, int, Limb]]:
    for of in outcomes(guide):
        yield from ((of.id, n, limb) for n, limb in enumerate(of.what.parts, 1))


MEETINGS: Table[Meeting] = Table(
    "meetings",
    "Meetings",
    "Each meeting, held or to come.",
    lambda guide: by_id(guide, Meeting),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What it is called.", lambda guide, row: guide.title(row.id), needed=True),
        reference("body", "The body that met.", "bodies", lambda _, row: row.body, needed=True),
        reference("authority", "The council.", "authorities", lambda guide, row: guide.authority_of(row.id)),
        when("date", "When it met.", lambda _, row: row.date),
        choice(
            "kind", "What sort of meeting it was.", choices(Meeting, "kind"), lambda _, row: row.kind, True
        ),
        choice("state", "Whether it took place.", choices(Meeting, "state"), lambda _, row: row.state, True),
        choice(
            "covers",
            "Whether the record shows the whole meeting.",
            choices(Meeting, "covers"),
            lambda _, row: row.covers,
            True,
        ),
        choice(
            "minutes",
            "What the record rests on.",
            choices(Meeting, "minutes"),
            lambda _, row: row.minutes,
            True,
        ),
        when("published", "When the record of it was published.", lambda _, row: row.published),
        text("language", "The language of the record.", lambda _, row: row.language),
        markdown("text", "A summary.", lambda _, row: row.prose),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

ATTENDANCE: Table[Within[Attendee]] = Table(
    "attendance",
    "Who was there",
    "Who was at a meeting, and who sent apologies, as the public minutes print it.",
    attendance,
    (
        key("id", "Its id: where it stands in the record of the meeting.", lambda _, row: row.id),
        reference("meeting", "The meeting.", "meetings", lambda _, row: row.record, needed=True),
        yes_no("apologies", "Whether apologies were sent.", lambda _, row: row.path[0] == "apologies"),
        text("role", "The office held.", lambda _, row: row.what.role),
        text("name", "The name of an elected member or office holder.", lambda _, row: row.what.name),
        choice("capacity", "In what capacity.", choices(Attendee, "as_"), lambda _, row: row.what.as_),
    ),
)

ITEMS: Table[Within[Item]] = Table(
    "items",
    "Items of meetings",
    "What each meeting dealt with.",
    items,
    (
        key("id", "Its id: by its key where it has one, else by its place.", lambda _, row: str(row.item)),
        reference("meeting", "The meeting.", "meetings", lambda _, row: row.record, needed=True),
        place("Where it stands in the record of the meeting.", lambda _, row: row.place),
        text("number", "Its number in the minutes.", lambda _, row: row.what.number),
        text("title", "Its title.", lambda _, row: row.what.title, needed=True),
        choice(
            "access",
            "Whether the public could be there.",
            choices(Item, "access"),
            lambda _, row: row.what.access,
            True,
        ),
        choice(
            "taken_as",
            "How it came to the meeting.",
            choices(Item, "taken_as"),
            lambda _, row: row.what.taken_as,
            True,
        ),
        choice(
            "record",
            "What the source shows of the outcome.",
            choices(Item, "record"),
            lambda _, row: row.what.record,
            True,
        ),
        text(
            "decision_reference",
            "The council’s reference for the decision.",
            lambda _, row: row.what.decision.reference if row.what.decision else None,
        ),
        yes_no(
            "key_decision",
            "Whether it was a key decision, where that is stated.",
            lambda _, row: row.what.decision.key if row.what.decision else None,
            needed=False,
        ),
        choice(
            "call_in",
            "Whether scrutiny could call it in.",
            choices(Decision, "call_in"),
            lambda _, row: row.what.decision.call_in if row.what.decision else None,
        ),
        markdown("summary", "What happened.", lambda _, row: row.what.summary),
    ),
)

ITEM_SUBJECTS: Table[tuple[str, str]] = Table(
    "item_subjects",
    "What items were about",
    "One row for each thing that an item considered. An inspection stands for all its recommendations.",
    _subjects_of_items,
    (
        key("item", "The item.", lambda _, row: row[0], "items"),
        key("thing", "What was considered.", lambda _, row: row[1], "things"),
    ),
)

POINTS: Table[Within[Point]] = Table(
    "points",
    "Points discussed",
    "What was said in a discussion, thing by thing.",
    points,
    (
        key("id", "Its id.", lambda _, row: row.id),
        reference("item", "The item.", "items", lambda _, row: row.item, needed=True),
        place("Where it stands in the item.", lambda _, row: row.place),
        markdown("text", "What was said.", lambda _, row: row.what.text),
    ),
)

POINT_SUBJECTS: Table[tuple[str, str]] = Table(
    "point_subjects",
    "What points were about",
    "One row for each thing that a point concerns.",
    _subjects_of_points,
    (
        key("point", "The point.", lambda _, row: row[0], "points"),
        key("thing", "What it concerns.", lambda _, row: row[1], "things"),
    ),
)

OUTCOMES: Table[Within[Outcome]] = Table(
    "outcomes",
    "Outcomes",
    "What each meeting did: one row for each limb of a resolution.",
    outcomes,
    (
        key("id", "Its id: where it stands in the record of the meeting.", lambda _, row: row.id),
        reference("item", "The item.", "items", lambda _, row: row.item, needed=True),
        reference("meeting", "The meeting.", "meetings", lambda _, row: row.record, needed=True),
        place("Where it stands in the item.", lambda _, row: row.place),
        text("label", "Its label in the minutes: `a`.", lambda _, row: row.what.label),
        choice("verb", "What the meeting did.", choices(Outcome, "verb"), lambda _, row: row.what.verb, True),
        choice(
            "did",
            "Of which sort that is; only what it decided can accept progress.",
            _DID,
            lambda _, row: _did(row.what.verb),
            True,
        ),
        markdown("text", "What was resolved.", lambda _, row: row.what.text),
        text(
            "to",
            "Whom it asks or refers to; several are parted by “; ”.",
            lambda _, row: "; ".join(row.what.to) or None,
        ),
        text("until", "Deferred to when or where.", lambda _, row: row.what.until),
        markdown("reason", "The reason given.", lambda _, row: row.what.reason),
    ),
)

OUTCOME_LIMBS: Table[tuple[str, int, Limb]] = Table(
    "outcome_limbs",
    "Limbs of outcomes",
    "The parts of outcomes that have more than one.",
    _limbs,
    (
        key("outcome", "The outcome.", lambda _, row: row[0], "outcomes"),
        place("Where it stands in the outcome.", lambda _, row: row[1], is_key=True),
        text("label", "Its label in the minutes.", lambda _, row: row[2].label),
        markdown("text", "What it says.", lambda _, row: row[2].text),
    ),
)

OUTCOME_SUBJECTS: Table[tuple[str, str, str]] = Table(
    "outcome_subjects",
    "What outcomes were about",
    "One row for each thing that an outcome concerns, that it made, or that it calls in or reopens.",
    _subjects_of_outcomes,
    (
        key("outcome", "The outcome.", lambda _, row: row[0], "outcomes"),
        key_choice(
            "relation",
            "Whether it is `about` the thing, `makes` it, or is a call-in or reopening `of` it.",
            ("about", "makes", "of"),
            lambda _, row: row[1],
        ),
        key("thing", "The thing.", lambda _, row: row[2], "things"),
    ),
)
