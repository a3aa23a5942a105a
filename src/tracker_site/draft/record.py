"""From what was found to the fields of a meeting, in the order of the content model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker_site.draft.findings import (
    DecisionFound,
    ItemFound,
    MeetingFound,
    NumberedFound,
    OutcomeFound,
    PersonFound,
    SourceFound,
    Told,
)
from tracker_site.draft.keys import key_from
from tracker_site.draft.motion_fields import motion_entry
from tracker_site.draft.names import ask_about_names
from tracker_site.draft.numbered import whole_text
from tracker_site.draft.offers import action_entry, actions_field, figure_fields, progress_fields, shortened
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.plain_fields import (
    LONGEST_NAME,
    answer_field,
    line_field,
    maybe_field,
    maybe_text_field,
    spoken,
    text_field,
)
from tracker_site.draft.questions import (
    IS_OUTCOME,
    IS_PAPER,
    MAKE_A_RECORD,
    WHAT_BECAME_OF_IT,
    perhaps_made,
)
from tracker_site.draft.triggers import trigger_of
from tracker_site.draft.verbs import does_decide, verb_of
from tracker_site.draft.writing import Entry, Field, markdown, scalar


def fields_of(meeting: MeetingFound) -> list[Field]:
    """Return the fields of a meeting file."""
    keys = {key for item in meeting.items for motion in item.motions for key, _ in motion.points}
    fields = [
        answer_field("body", meeting.body),
        answer_field("date", meeting.date),
        *maybe_field("kind", meeting.kind),
        Field("state", meeting.state, (IS_PAPER,) if meeting.is_paper else ()),
        Field("covers", meeting.covers, _why_part(meeting)),
        Field("minutes", meeting.minutes),
        *maybe_field("language", meeting.language),
        *_people("present", meeting.present),
        *_people("apologies", meeting.apologies),
        Field("items", [_item(item, keys) for item in meeting.items], _left_out(meeting)),
        *_sources(meeting.sources, "report" if meeting.state == "unknown" else "minutes"),
    ]
    return ask_about_names([field for field in fields if field.value != []], meeting.names)


def _why_part(meeting: MeetingFound) -> tuple[str, ...]:
    if meeting.covers == "whole" or meeting.state == "unknown":
        return ()
    return ("'part': nothing in the text shows that it is the whole meeting. If it is, write 'whole'.",)


def _left_out(meeting: MeetingFound) -> tuple[str, ...]:
    if not meeting.left_out:
        return ()
    return (f"Left out, since they are formal and nothing was decided: {'; '.join(meeting.left_out)}.",)


def _people(name: str, people: Sequence[PersonFound]) -> list[Field]:
    """Return a list of people, with a note of each who was left out; a remark alone where nobody else was there."""
    notes = tuple(dict.fromkeys(person.note for person in people if person.note))
    entries = [entry for person in people if (entry := _person(person))]
    return [Field(name, entries or None, notes, is_offered=not entries)] if entries or notes else []


def _person(person: PersonFound) -> Entry:
    return [
        *maybe_field("role", person.role, person.line),
        *maybe_field("name", person.name, person.line),
        *maybe_field("as", person.capacity if person.role or person.name else None),
    ]


def _item(item: ItemFound, keys: set[str]) -> Entry:
    title = item.title.value if isinstance(item.title, Told) else ""
    fields = [
        answer_field("title", item.title),
        Field("key", key_from(title or "item", keys)),
        *maybe_field("number", item.number),
        *maybe_field("access", item.access),
        *maybe_field("taken_as", item.taken_as),
        answer_field("record", item.record),
        *_decision(item.decision),
        *_about(item),
        *_summary(item),
        Field("points", [_point(point, item) for point in item.points]),
        _outcomes(item, keys),
        actions_field(item, keys),
        *progress_fields(item),
        Field("motions", [motion_entry(motion, item.title) for motion in item.motions]),
        *figure_fields(item),
        *_sources(item.sources, None),
    ]
    return [field for field in fields if field.value != []]


def _decision(found: DecisionFound | None) -> Iterator[Field]:
    if found:
        parts = [
            *maybe_field("reference", found.reference),
            *maybe_field("key", found.key),
            *maybe_field("call_in", found.call_in),
        ]
        yield Field("decision", tuple(parts))


def _about(item: ItemFound) -> Iterator[Field]:
    question = item.about.question
    if item.about.ids or question:
        yield Field("about", list(item.about.ids) or None, (f"TODO {question}",) if question else ())


def _summary(item: ItemFound) -> Iterator[Field]:
    """Yield the summary, with what the agenda said of the item as a remark: that was not said at the meeting."""
    agenda = " ".join(each.text for each in item.purpose)
    note = f'The agenda says: "{spoken(agenda)}"' if 0 < len(agenda) <= LONGEST_NAME else ""
    asked = [
        one
        for text in item.summary
        if (named := item.numbered_in(text)) and named.has_unknown
        for one in named.questions
    ]
    for field in maybe_text_field("summary", "\n\n".join(item.summary), item.line):
        yield Field(field.name, field.value, (*([note] if note else []), *field.notes, *asked), field.is_text)


def _point(point: Paragraph, item: ItemFound) -> Entry:
    about = list(_numbered(item.numbered_in(point.text)))
    text = text_field("text", point.text, point.line)
    # A field that may be removed never stands first: the dash of the entry would go with it.
    return [*about, text] if all(field.value for field in about) else [text, *about]


def _numbered(found: NumberedFound | None) -> Iterator[Field]:
    """Yield what a text that names recommendations by number is about, with what there is to ask."""
    if found:
        yield Field("about", [id for id, _ in found.meant] or None, found.questions)


def _became(found: NumberedFound | None, is_decided: bool) -> Iterator[Field]:
    """Yield, as a note, that an outcome says what became of recommendations that it names by number."""
    if found and found.how_far:
        meant = found.meant or (("", "which?"),)
        said_by = ["  # said_by: scrutiny"] if is_decided else []
        lines = [
            line
            for id, title in meant
            for line in (
                f'- on: {id}  # {shortened(title)}: "{spoken(found.how_far)}"',
                "  status:",
                *said_by,
            )
        ]
        yield Field("progress", None, (WHAT_BECAME_OF_IT,), below=tuple(f"  # {line}" for line in lines))


def _outcomes(item: ItemFound, keys: set[str]) -> Field:
    title = item.title.value if isinstance(item.title, Told) else ""
    entries = [
        _outcome(outcome, keys, title, item.numbered_in(whole_text(outcome))) for outcome in item.outcomes
    ]
    if not item.doubtful:
        return Field("outcomes", entries)
    below = tuple(f"  # {line}" for each in item.doubtful for line in _outcome_as_note(each))
    return Field("outcomes", entries or None, (IS_OUTCOME,), below=below)


def _outcome_as_note(place: Paragraph) -> list[str]:
    trigger = trigger_of(place)
    verb = verb_of(place.text, trigger.word if trigger else "") or ""
    return [
        f"- verb: {verb}  # line {place.line} of the minutes",
        f"  text: {scalar(spoken(markdown(place.text)))}",
    ]


def _outcome(outcome: OutcomeFound, keys: set[str], title: str, numbered: NumberedFound | None) -> Entry:
    notes = (spoken(outcome.note),) if outcome.note else ()
    verb = answer_field("verb", outcome.verb)
    label = [Field("label", outcome.label, notes)] if outcome.label else []
    makes: list[Field] = []
    if isinstance(outcome.verb, Told) and outcome.verb.value == "recommended":
        recorded = (perhaps_made(outcome.made),) if outcome.made else ()
        makes = [Field("makes", None, (*recorded, MAKE_A_RECORD))]
    if notes and not label:
        verb = Field("verb", verb.value, (*notes, *verb.notes))
    parts: list[Entry] = [
        [*maybe_field("label", label), text_field("text", text, outcome.line)]
        for label, text in outcome.parts
    ]
    fields = [
        *label,
        verb,
        text_field("text", outcome.text, outcome.line),
        *_numbered(numbered),
        *maybe_field("to", outcome.to, outcome.line),
        *maybe_field("until", outcome.until, outcome.line),
        *maybe_text_field("reason", outcome.reason, outcome.line),
        Field("parts", parts),
        *makes,
        *_became(numbered, isinstance(outcome.verb, Told) and does_decide(outcome.verb.value)),
        Field("actions", [action_entry(action, keys, title) for action in outcome.actions]),
    ]
    return [field for field in fields if field.value != []]


def _sources(sources: Sequence[SourceFound], kind: str | None) -> list[Field]:
    entries: list[Entry] = [
        [
            line_field("title", source.title, 0),
            *maybe_field("url", source.link or None),
            *maybe_field("kind", kind),
        ]
        for source in sources
    ]
    return [Field("sources", entries)] if entries else []
