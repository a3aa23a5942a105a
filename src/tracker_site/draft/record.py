"""From what was found to the fields of a meeting, in the order of the content model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker_site.draft.duties import Duty
from tracker_site.draft.findings import (
    ActionFound,
    AmendmentFound,
    Answer,
    Asked,
    Behind,
    DecisionFound,
    FigureFound,
    ItemFound,
    MeetingFound,
    MotionFound,
    NumberedFound,
    OutcomeFound,
    PersonFound,
    ProgressFound,
    SourceFound,
    Told,
    VoteFound,
)
from tracker_site.draft.keys import key_from
from tracker_site.draft.names import ask_about_names
from tracker_site.draft.numbered import whole_text
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.questions import (
    ARE_FIGURES,
    HOW_FAR,
    IS_OUTCOME,
    IS_PAPER,
    MAKE_A_RECORD,
    SHORTEN_IT,
    WAS_PROMISED,
    WHAT_BECAME_OF_IT,
    does_recur,
    perhaps_made,
)
from tracker_site.draft.triggers import trigger_of
from tracker_site.draft.verbs import does_decide, verb_of
from tracker_site.draft.writing import Entry, Field, markdown, scalar

_LONGEST_NAME = 500  # characters of a text on one line, as the models take it
_LONGEST_TEXT = 9_000  # characters of a paragraph, so that it is no line too long
_LONG_TITLE = 100  # characters of the title of an action
_REPORTS = re.compile(
    r"\b(?:advised|suggested|reported|wanted|said|explained|confirmed|stated) (?:that|to|them)\b"
)
_MOST_OFFERED = 40  # things of which it may have been said how far they have come


def fields_of(meeting: MeetingFound) -> list[Field]:
    """Return the fields of a meeting file."""
    keys = {key for item in meeting.items for motion in item.motions for key, _ in motion.points}
    fields = [
        _answer("body", meeting.body),
        _answer("date", meeting.date),
        *_maybe("kind", meeting.kind),
        Field("state", meeting.state, (IS_PAPER,) if meeting.is_paper else ()),
        Field("covers", meeting.covers, _why_part(meeting)),
        Field("minutes", meeting.minutes),
        *_maybe("language", meeting.language),
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


def _answer(name: str, answer: Answer) -> Field:
    if isinstance(answer, Asked):
        return Field(name, None, (f"TODO {answer.question}",))
    return _line(name, answer.value, answer.line)


def _line(name: str, value: str, line: int) -> Field:
    """Return a field that takes one line, left open where what the minutes have is too long for one."""
    if len(value) > _LONGEST_NAME:
        return Field(
            name,
            None,
            (f"TODO What stands on line {line} of the minutes is too long for this field; shorten it.",),
        )
    return Field(name, value)


def _maybe(name: str, value: str | None, line: int = 0) -> list[Field]:
    return [_line(name, value, line)] if value else []


def _text(name: str, text: str, line: int) -> Field:
    if max(map(len, text.split("\n\n"))) > _LONGEST_TEXT:
        return Field(
            name,
            None,
            (f"TODO What stands on line {line} of the minutes is too long for one paragraph; shorten it.",),
        )
    return Field(name, text, is_text=True)


def _maybe_text(name: str, text: str | None, line: int) -> list[Field]:
    return [_text(name, text, line)] if text else []


def _people(name: str, people: Sequence[PersonFound]) -> list[Field]:
    """Return a list of people, with a note of each who was left out; a remark alone where nobody else was there."""
    notes = tuple(dict.fromkeys(person.note for person in people if person.note))
    entries = [entry for person in people if (entry := _person(person))]
    return [Field(name, entries or None, notes, is_offered=not entries)] if entries or notes else []


def _person(person: PersonFound) -> Entry:
    return [
        *_maybe("role", person.role, person.line),
        *_maybe("name", person.name, person.line),
        *_maybe("as", person.capacity if person.role or person.name else None),
    ]


def _item(item: ItemFound, keys: set[str]) -> Entry:
    title = item.title.value if isinstance(item.title, Told) else ""
    fields = [
        _answer("title", item.title),
        Field("key", key_from(title or "item", keys)),
        *_maybe("number", item.number),
        *_maybe("access", item.access),
        *_maybe("taken_as", item.taken_as),
        _answer("record", item.record),
        *_decision(item.decision),
        *_about(item),
        *_summary(item),
        Field("points", [_point(point, item) for point in item.points]),
        _outcomes(item, keys),
        _actions(item, keys),
        *_progress(item),
        Field("motions", [_motion(motion, item.title) for motion in item.motions]),
        *_figures(item),
        *_sources(item.sources, None),
    ]
    return [field for field in fields if field.value != []]


def _decision(found: DecisionFound | None) -> Iterator[Field]:
    if found:
        parts = [
            *_maybe("reference", found.reference),
            *_maybe("key", found.key),
            *_maybe("call_in", found.call_in),
        ]
        yield Field("decision", tuple(parts))


def _about(item: ItemFound) -> Iterator[Field]:
    question = item.about.question
    if item.about.ids or question:
        yield Field("about", list(item.about.ids) or None, (f"TODO {question}",) if question else ())


def _summary(item: ItemFound) -> Iterator[Field]:
    """Yield the summary, with what the agenda said of the item as a remark: that was not said at the meeting."""
    agenda = " ".join(each.text for each in item.purpose)
    note = f'The agenda says: "{_spoken(agenda)}"' if 0 < len(agenda) <= _LONGEST_NAME else ""
    asked = [
        one
        for text in item.summary
        if (named := item.numbered_in(text)) and named.has_unknown
        for one in named.questions
    ]
    for field in _maybe_text("summary", "\n\n".join(item.summary), item.line):
        yield Field(field.name, field.value, (*([note] if note else []), *field.notes, *asked), field.is_text)


def _point(point: Paragraph, item: ItemFound) -> Entry:
    about = list(_numbered(item.numbered_in(point.text)))
    text = _text("text", point.text, point.line)
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
                f'- on: {id}  # {_shortened(title)}: "{_spoken(found.how_far)}"',
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
        f"  text: {scalar(_spoken(markdown(place.text)))}",
    ]


def _outcome(outcome: OutcomeFound, keys: set[str], title: str, numbered: NumberedFound | None) -> Entry:
    notes = (_spoken(outcome.note),) if outcome.note else ()
    verb = _answer("verb", outcome.verb)
    label = [Field("label", outcome.label, notes)] if outcome.label else []
    makes: list[Field] = []
    if isinstance(outcome.verb, Told) and outcome.verb.value == "recommended":
        recorded = (perhaps_made(outcome.made),) if outcome.made else ()
        makes = [Field("makes", None, (*recorded, MAKE_A_RECORD))]
    if notes and not label:
        verb = Field("verb", verb.value, (*notes, *verb.notes))
    parts: list[Entry] = [
        [*_maybe("label", label), _text("text", text, outcome.line)] for label, text in outcome.parts
    ]
    fields = [
        *label,
        verb,
        _text("text", outcome.text, outcome.line),
        *_numbered(numbered),
        *_maybe("to", outcome.to, outcome.line),
        *_maybe("until", outcome.until, outcome.line),
        *_maybe_text("reason", outcome.reason, outcome.line),
        Field("parts", parts),
        *makes,
        *_became(numbered, isinstance(outcome.verb, Told) and does_decide(outcome.verb.value)),
        Field("actions", [_action(action, keys, title) for action in outcome.actions]),
    ]
    return [field for field in fields if field.value != []]


def _spoken(note: str) -> str:
    """Return a remark that no word of the minutes can turn into a question."""
    return re.sub(r"\bTODO\b", "to do", note)


def _actions(item: ItemFound, keys: set[str]) -> Field:
    """Return the actions, and below them, as notes, what may have been promised."""
    entries = [_action(action, keys, _context(item, action)) for action in item.actions]
    likely = [promise for promise in item.promises if len(promise.title) <= _LONGEST_NAME]
    if not likely:
        return Field("actions", entries)
    there = {one.line: one.id for one in item.progress if one.said and "/" in one.id}
    below = (
        f"  # {line}"
        for promise in likely
        for line in _as_note(promise, keys, _context(item, promise), there.get(promise.line))
    )
    return Field("actions", entries or None, (WAS_PROMISED,), below=tuple(below))


def _context(item: ItemFound, action: ActionFound) -> str:
    """Return what an action is about, where its own words do not say it: its paragraph, or else its item."""
    title = item.title.value if isinstance(item.title, Told) else ""
    return next((point.text for point in item.points if point.line == action.line), title)


def _progress(item: ItemFound) -> Iterator[Field]:
    """Yield, as notes, the known things of which it may have been said how far they have come."""
    if item.progress:
        # Those whose words the minutes have come first where there are more than anybody reads.
        offered = sorted(item.progress, key=lambda one: not one.said)[:_MOST_OFFERED]
        below = [f"  # {line}" for one in item.progress if one in offered for line in _progress_as_note(one)]
        yield Field("progress", None, (HOW_FAR,), below=tuple(below))


def _figures(item: ItemFound) -> Iterator[Field]:
    """Yield, as notes, what may be figures of known measures."""
    if item.figures:
        below = [line for one in item.figures[:_MOST_OFFERED] for line in _figure_as_note(one)]
        yield Field("figures", None, (ARE_FIGURES,), below=tuple(f"  # {line}" for line in below))


def _figure_as_note(one: FigureFound) -> list[str]:
    return [
        f"- measure: {one.measure}  # {_shortened(one.title)} – perhaps line {one.line} of the minutes",
        f'  value: "{one.value}"',
        f"  note: {scalar(_spoken(markdown(one.said)))}",
    ]


def _progress_as_note(one: ProgressFound) -> list[str]:
    short = _shortened(one.title)
    where = f" – perhaps line {one.line} of the minutes" if one.said else ""
    note = [f"  note: {scalar(_spoken(markdown(one.said)))}"] if one.said else []
    return [f"- on: {one.id}  # {short}{where}", "  status:", *note]


def _shortened(title: str) -> str:
    title = " ".join(_spoken(title).split())
    return title if len(title) <= 80 else f"{title[:80].rsplit(' ', 1)[0]} …"


def _as_note(promise: ActionFound, keys: set[str], context: str, there: str | None) -> list[str]:
    # What is an action of a plan already is not promised anew, or it would stand on the site twice.
    key = key_from(promise.subject or promise.title, keys, context)
    known = f"; if it is {there}, say its progress below instead" if there else ""
    return [
        f"- key: {key}  # line {promise.line} of the minutes{known}",
        f"  title: {scalar(_spoken(promise.title))}",
        *_owner_as_note(promise),
        *([f"  due: {promise.due}"] if promise.due else []),
        *([f"  when: {scalar(promise.when)}"] if promise.when else []),
        *_duty_as_note(promise.duty),
        "  promised: yes" if promise.is_undertaken else "  # promised: yes",
    ]


def _owner_as_note(promise: ActionFound) -> list[str]:
    match promise.owner:
        case Told(value):
            return [f"  owner: {scalar(value)}"]
        case Asked(question):
            return [f"  owner:  # TODO {_spoken(question)}"]
    who = promise.perhaps_owner
    return [f"  # owner: {scalar(who.office)}  # {_who_may_be(who)}"] if who and who.office else []


def _duty_as_note(duty: Duty | None) -> list[str]:
    if duty is None:
        return []
    return ["  standing: true" if duty.is_certain else f'  # standing: true  # "{_spoken(duty.words)}"']


def _who_may_be(who: Behind) -> str:
    return f'if "{who.word}" is that, {_spoken(who.place)}'


def _action(action: ActionFound, keys: set[str], context: str) -> Entry:
    is_long = len(action.title) > _LONG_TITLE or _REPORTS.search(action.title) is not None
    return [
        Field("key", key_from(action.title, keys, context), (SHORTEN_IT,) if is_long else ()),
        _line("title", action.title, action.line),
        *_owner(action),
        *_maybe("due", action.due),
        *_maybe("when", action.when, action.line),
        *_duty(action.duty),
    ]


def _owner(action: ActionFound) -> Iterator[Field]:
    who = action.perhaps_owner
    if action.owner:
        yield _answer("owner", action.owner)
    elif who and who.office:
        yield Field("owner", scalar(who.office), (_who_may_be(who),), is_offered=True)


def _duty(duty: Duty | None) -> Iterator[Field]:
    """Yield that an action recurs: offered, with a question, where the minutes do not say so outright."""
    if duty:
        notes = () if duty.is_certain else (does_recur(_spoken(duty.words)),)
        yield Field("standing", "true", notes, is_answer=True, is_offered=not duty.is_certain)


def _motion(motion: MotionFound, title: Answer) -> Entry:
    points: list[Entry] = [
        [Field("key", key), _text("text", text, motion.line)] for key, text in motion.points
    ]
    fields = [
        _answer("title", title),
        *_maybe_text("text", motion.text, motion.line),
        *_maybe("moved_by", motion.moved_by, motion.line),
        *_maybe("seconded_by", motion.seconded_by, motion.line),
        Field("points", points),
        Field("amendments", [_amendment(change) for change in motion.amendments]),
        _answer("result", motion.result),
        *_vote(motion.vote),
    ]
    return [field for field in fields if field.value != []]


def _amendment(change: AmendmentFound) -> Entry:
    return [
        *_maybe("moved_by", change.moved_by, change.line),
        *_maybe("seconded_by", change.seconded_by, change.line),
        *_maybe_text("removes", change.removes, change.line),
        *_maybe_text("inserts", change.inserts, change.line),
        *([Field("drops", list(change.drops))] if change.drops else []),
        _answer("result", change.result),
    ]


def _vote(vote: VoteFound | None) -> Iterator[Field]:
    if vote:
        sides = (("for", vote.for_), ("against", vote.against), ("abstained", vote.abstained))
        yield Field("vote", tuple(Field(side, count) for side, count in sides if count))


def _sources(sources: Sequence[SourceFound], kind: str | None) -> list[Field]:
    entries: list[Entry] = [
        [_line("title", source.title, 0), *_maybe("url", source.link or None), *_maybe("kind", kind)]
        for source in sources
    ]
    return [Field("sources", entries)] if entries else []
