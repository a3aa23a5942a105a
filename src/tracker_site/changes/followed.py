"""Recommendations, their parts and actions in two states: status, who says so, due dates, responses, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from tracker_site.changes.differences import Difference, Kind, Position
from tracker_site.changes.states import States
from tracker_site.dataset.entities import Action, Followed, Part, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.dates import in_words, on_day
from tracker_site.labels import RESPONSES
from tracker_site.phrases import as_part, due_moved, mark_labels, said_by, who_says_so
from tracker_site.status.due import DueDate
from tracker_site.status.standing import ResponseShown, StatusFacts


def changed_statuses(states: States) -> Iterator[Difference]:
    """Yield each difference in what is derived of a recommendation, a part or an action that both states have."""
    for pair in _pairs(states):
        yield from chain(_status(pair), _response(pair), _due_date(pair), _marks(pair))


def position(one: StatusFacts) -> Position:
    """Return the status of an entity, and who says so."""
    return Position(one.status.common.key, one.status_label or one.status.label, one.assurance)


def position_in_words(one: StatusFacts) -> str:
    """Return "Completed (signed off by Scrutiny Board)"."""
    return f"{position(one).label} ({said_by(one)})"


def move_in_words(before: StatusFacts, after: StatusFacts) -> str:
    """Return "went from Planned (reported by the council) to Completed (signed off by Scrutiny Board)"."""
    return f"went from {position_in_words(before)} to {position_in_words(after)}"


def response_in_words(before: ResponseShown | None, after: ResponseShown | None) -> str:
    """Return "response went from none recorded to Accepted"."""
    return f"response went from {_response_label(before)} to {_response_label(after)}"


def _response_label(response: ResponseShown | None) -> str:
    return RESPONSES[response] if response else "none recorded"


@dataclass(frozen=True, slots=True)
class _Pair:
    """An entity in both states, each with the recommendation or action that it is or belongs to."""

    states: States
    reference: str
    before: Recommendation | Part | Action
    after: Recommendation | Part | Action
    whole_before: Followed
    whole: Followed

    def difference(
        self,
        kind: Kind,
        words: str,
        before: Position | str | None,
        after: Position | str | None,
        record: str | None,
        gist: str | None = None,
    ) -> Difference:
        """Return a difference of this entity; it is news where the record that says so came."""
        nature, title = self.states.nature(record), self.states.names.name(self.reference)
        said_in = str(record) if record else None  # without the title of the reference
        return Difference(kind, nature, self.reference, title, words, before, after, said_in, gist=gist)

    def occasion(self, record: str | None) -> str:
        """Return the occasion on which something was said, and whether that was only put right."""
        is_corrected = record and self.states.nature(record) == "correction"
        return f"{_occasion(record)}{'; its record was corrected' if is_corrected else ''}"


def _pairs(states: States) -> Iterator[_Pair]:
    old, new = states.old, states.new
    for id, standing in chain(new.standings.recommendations.items(), new.standings.actions.items()):
        was = states.before(id)
        if was and old.standings.of(was) != standing:
            before, after = old.followed(was), new.followed(id)
            yield _Pair(states, id, before, after, before, after)
            parts = {part.key: part for part in _parts(before)}
            for part in _parts(after):
                if part.key in parts:
                    yield _Pair(states, f"{id}/{part.key}", parts[part.key], part, before, after)


def _parts(one: Recommendation | Action) -> tuple[Part, ...]:
    return one.parts if isinstance(one, Recommendation) else ()


def _occasion(record: str | None) -> str:
    """Return ", at the meeting of 6 July 2022" for a record, and nothing for none."""
    if not isinstance(record, Ref):
        return ""
    if record.noun != "meeting" or not record.date:
        return f", in “{record.title}”"
    when = record.date
    return f", at the meeting of {in_words(when)}" if when.is_day else f", at a meeting {on_day(when)}"


def _status(pair: _Pair) -> Iterator[Difference]:
    before, after = pair.before, pair.after
    if position(before) != position(after) or _is_named_anew(before, after):
        record = after.status_said_in if before.status != after.status else after.assured_in
        words = f"{move_in_words(before, after)}{pair.occasion(record)}{_lost(pair)}"
        kind = "action" if isinstance(after, Action) else "recommendation"
        gist = f"{_plain_position(before)} → {_plain_position(after)}"
        yield pair.difference(kind, words, position(before), position(after), record, gist)


def _is_named_anew(before: StatusFacts, after: StatusFacts) -> bool:
    """Whether a status that was stated for a whole is now stated for this one by name, or the other way round."""
    return {before.stated_for_whole, after.stated_for_whole} == {True, False}


def _plain_position(one: StatusFacts) -> str:
    """Return "Completed (signed off by scrutiny)", without the name of the body."""
    return (
        f"{position(one).label} ({who_says_so(one.assurance, one.status.common.key).lower()}{as_part(one)})"
    )


def _lost(pair: _Pair) -> str:
    """Return that what the earlier status rested on is there no longer, where that is so."""
    said_in = pair.before.status_said_in
    if said_in in (None, pair.after.status_said_in):
        return ""
    name = pair.states.names_then.name(said_in)
    if any(one.id == said_in for one in pair.states.removed):
        return f"; {name}, in which that was said, is no longer shown"
    still_said = [entry.status for entry in pair.whole.timeline if entry.record == said_in]
    return "" if pair.before.status in still_said else f"; {name} no longer says so"


def _response(pair: _Pair) -> Iterator[Difference]:
    before, after = (getattr(one, "response", None) for one in (pair.before, pair.after))
    if before != after:
        # Of those that gave it, the record that did so last.
        given = [one for one in pair.whole.timeline if after and one.response == after and not one.proposed]
        last = max(given, key=lambda entry: (entry.day, entry.record), default=None)
        record = last.record if last else None
        words = f"{response_in_words(before, after)}{pair.occasion(record)}"
        gist = f"response: {_response_label(before)} → {_response_label(after)}".lower()
        yield pair.difference("response", words, before, after, record, gist)


def _due_date(pair: _Pair) -> Iterator[Difference]:
    before, after = pair.before.due_dates, pair.after.due_dates
    old, new = ([one.date.text for one in dates] for dates in (before, after))
    if old != new:
        gist, where = _due_in_words(pair, before, after)
        was, now = (next(reversed(texts), None) for texts in (old, new))
        yield pair.difference("due", f"{gist}{where}", was, now, after[-1].record if after else None, gist)


def _due_in_words(pair: _Pair, before: tuple[DueDate, ...], after: tuple[DueDate, ...]) -> tuple[str, str]:
    """Return what happened to a due date, and where that is said.

    A date moves when a later record says so. Where the record that gave it gives another one, it was put right.
    """
    was, now = (next(reversed(dates), None) for dates in (before, after))
    if was and now and was.date.text == now.date.text:
        return (
            f"the due dates that it has had are given otherwise: {_dates(after)}; before it was {_dates(before)}",
            "",
        )
    if now is None:
        return f"due date taken out; it was {_dates(before[-1:])}", ""
    if was is None and now.record is None:
        return f"due date added: {in_words(now.date)}", ""
    is_news = pair.states.nature(now.record) == "news"
    if was and not is_news and now.date.text in (one.date.text for one in before[:-1]):
        name = f"; {pair.states.names_then.name(was.record)} no longer says otherwise" if was.record else ""
        return f"due date is again {in_words(now.date)}, no longer {in_words(was.date)}", name
    if was and (now.record is None or (was.record and pair.states.before(now.record) == was.record)):
        said = _occasion(now.record).replace(", ", ", as said ", 1)
        return f"due date corrected from {in_words(was.date)} to {in_words(now.date)}", said
    moved = due_moved(was.date if was else None, now.date)
    return f"{moved[0].lower()}{moved[1:]}", pair.occasion(now.record)


def _dates(dates: Iterable[DueDate]) -> str:
    return ", then ".join(in_words(one.date) for one in dates)


def _marks(pair: _Pair) -> Iterator[Difference]:
    if pair.after is pair.whole:
        old, new = dict(mark_labels(pair.whole_before)), dict(mark_labels(pair.whole))
        record = pair.whole.last_news.record if pair.whole.last_news else None
        for key, label in {**old, **new}.items():
            if (key in old) != (key in new):
                words = f"is {'now' if key in new else 'no longer'} marked “{label}”{_last_news_lost(pair)}"
                was, now = (key if key in marks else None for marks in (old, new))
                yield replace(pair.difference("mark", words, was, now, record), record=None)


def _last_news_lost(pair: _Pair) -> str:
    """Return that what was last recorded of it is there no longer: no mark that goes by that is good news."""
    news = pair.whole_before.last_news
    if news is None or any(entry.record == news.record for entry in pair.whole.timeline):
        return ""
    name = pair.states.names_then.name(news.record)
    return f", for what was last recorded of it, in {name}, is no longer there"
