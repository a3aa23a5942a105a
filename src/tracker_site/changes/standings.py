"""Where recommendations and actions stand otherwise: status, who says so, due dates, responses, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker_site.changes.differences import Difference, Kind, Position
from tracker_site.changes.states import States, name_of, occasion_in_words
from tracker_site.dataset.guide import Guide
from tracker_site.dates import in_words
from tracker_site.labels import RESPONSES
from tracker_site.phrases import due_moved, said_by_whom
from tracker_site.status.history import Step
from tracker_site.status.standing import DueDate, Entry, RecommendationStanding, ResponseShown, Standing


def moved_standings(states: States) -> Iterator[Difference]:
    """Yield each difference of what both states have."""
    new, old = states.new.standings, states.old.standings
    for id, standing in new.recommendations.items():
        if was := states.before(id):
            yield from _of_recommendation(states, old.recommendations[was], standing)
    for address, of_action in new.actions.items():
        if was := states.before(address):
            yield from _of_thing(states, "action", old.actions[was], of_action)


def position(step: Step) -> Position:
    """Return where a thing stands."""
    return Position(step.status.common.key, step.status.label, step.assurance)


def position_in_words(guide: Guide, step: Step) -> str:
    """Return "Completed (signed off by Scrutiny Board)"."""
    return f"{step.status.label} ({said_by_whom(guide.register, step)})"


def _of_recommendation(
    states: States, before: RecommendationStanding, after: RecommendationStanding
) -> Iterator[Difference]:
    yield from _of_thing(states, "recommendation", before, after)
    yield from _answered(states, after.id, before.response, after.response)
    parts = {part.key: part for part in before.parts}
    for part in after.parts:
        reference = f"{after.id}/{part.key}"
        if was := parts.get(part.key):
            yield from _moved(states, "recommendation", reference, was.step, part.step)
            yield from _answered(states, reference, was.response, part.response)
            yield from _due(states, reference, was.due_dates, part.due_dates)


def _of_thing(states: States, kind: Kind, before: Standing, after: Standing) -> Iterator[Difference]:
    yield from _moved(states, kind, after.id, before.step, after.step)
    yield from _due(states, after.id, before.due_dates, after.due_dates)
    yield from _marked(states, before, after)


def _moved(states: States, kind: Kind, reference: str, before: Step, after: Step) -> Iterator[Difference]:
    if position(before) == position(after):
        return
    record = after.record if before.status != after.status else after.assured_in
    words = (
        f"went from {position_in_words(states.old, before)} to {position_in_words(states.new, after)}"
        f"{_said_in(states, record)}{_lost(states, reference, before, after)}"
    )
    yield Difference(
        kind,
        states.nature(record),
        reference,
        name_of(states.new, reference),
        words,
        position(before),
        position(after),
        record,
    )


def _said_in(states: States, record: str | None) -> str:
    """Return the occasion on which it was said, and whether that was only put right."""
    corrected = "; its record was corrected" if record and states.nature(record) == "correction" else ""
    return f"{occasion_in_words(states.new, record)}{corrected}"


def _lost(states: States, reference: str, before: Step, after: Step) -> str:
    """Return that what the earlier status rested on is there no longer, where that is so."""
    if before.record in (None, after.record):
        return ""
    name = states.names_then.name(before.record)
    if any(one.id == before.record for one in states.removed):
        return f"; {name}, in which that was said, is no longer shown"
    statuses = [entry.status for entry in _said_there(states.new, reference, before.record) if entry.status]
    return "" if before.status in statuses else f"; {name} no longer says so"


def _said_there(guide: Guide, reference: str, record: str) -> list[Entry]:
    """Return what a record that stayed says of a thing, under its id of then or of now."""
    standings = guide.standings
    of_whole = standings.recommendations.get(reference.split("/")[0])
    standing = standings.actions.get(reference) or of_whole
    return [entry for entry in standing.timeline if entry.record == record] if standing else []


def _answered(
    states: States, reference: str, before: ResponseShown | None, after: ResponseShown | None
) -> Iterator[Difference]:
    if before == after:
        return
    given = _giver(states.new, reference, after)
    words = f"response went from {_response(before)} to {_response(after)}{_said_in(states, given)}"
    yield Difference(
        "response",
        states.nature(given),
        reference,
        name_of(states.new, reference),
        words,
        before,
        after,
        given,
    )


def _response(response: ResponseShown | None) -> str:
    return RESPONSES[response] if response else "none recorded"


def _giver(guide: Guide, reference: str, response: ResponseShown | None) -> str | None:
    """Return the record that gave a response last."""
    timeline = guide.standings.recommendations[reference.split("/")[0]].timeline
    given = [entry for entry in timeline if entry.response == response and not entry.proposed]
    return max(given, key=lambda entry: (entry.day, entry.record)).record if response and given else None


def _due(
    states: States, reference: str, before: Sequence[DueDate], after: Sequence[DueDate]
) -> Iterator[Difference]:
    old, new = [one.date.text for one in before], [one.date.text for one in after]
    if old == new:
        return
    was, now = _present(before), _present(after)
    record = now.record if now else None
    if (was.date.text if was else None) == (now.date.text if now else None):
        then = f"; before it was {_dates_in_words(before)}" if old else ""
        gist, where = f"the due dates that it has had are given otherwise: {_dates_in_words(after)}{then}", ""
    else:
        gist, where = _due_in_words(states, before, after)
    yield Difference(
        "due",
        states.nature(record),
        reference,
        name_of(states.new, reference),
        f"{gist}{where}",
        was.date.text if was else None,
        now.date.text if now else None,
        record,
        gist=gist,
    )


def _due_in_words(states: States, before: Sequence[DueDate], after: Sequence[DueDate]) -> tuple[str, str]:
    """Return what happened to a due date, and where that is said.

    A date moves when a later record says so. Where the record that gave it gives another one, it was put right.
    """
    was, now = _present(before), _present(after)
    if now is None:
        return f"due date taken out; it was {_dates_in_words(before[-1:])}", ""
    if was is None and now.record is None:
        return f"due date added: {in_words(now.date)}", ""
    is_news = states.nature(now.record) == "news"
    if was and not is_news and now.date.text in (one.date.text for one in before[:-1]):
        no_longer = f"; {states.names_then.name(was.record)} no longer says otherwise" if was.record else ""
        return f"due date is again {in_words(now.date)}, no longer {in_words(was.date)}", no_longer
    if was and (now.record is None or (was.record and states.before(now.record) == was.record)):
        said = occasion_in_words(states.new, now.record).replace(", ", ", as said ", 1)
        return f"due date corrected from {in_words(was.date)} to {in_words(now.date)}", said
    moved = due_moved(was.date if was else None, now.date)
    return f"{moved[0].lower()}{moved[1:]}", _said_in(states, now.record)


def _dates_in_words(dates: Iterable[DueDate]) -> str:
    return ", then ".join(in_words(one.date) for one in dates)


def _present(dates: Sequence[DueDate]) -> DueDate | None:
    return dates[-1] if dates else None


def _marked(states: States, before: Standing, after: Standing) -> Iterator[Difference]:
    old, new = _marks(before), _marks(after)
    record = after.last_news.record if after.last_news else None
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new:
            continue
        label = new.get(key) or old[key]
        words = f"is now marked “{label}”" if key in new else f"is no longer marked “{label}”"
        words += _last_news_lost(states, before, after)
        yield Difference(
            "mark",
            states.nature(record),
            after.id,
            name_of(states.new, after.id),
            words,
            key if key in old else None,
            key if key in new else None,
        )


def _marks(standing: Standing) -> dict[str, str]:
    """Return the labels of what is to be noticed about a recommendation or an action, by their keys."""
    late = "Date passed, nothing recorded" if standing.silent_since_due else "Late"
    marks = (
        ("late", standing.late, late),
        ("quiet", standing.quiet, "Quiet"),
        ("reopened", standing.reopened, "Reopened"),
        ("provisional", standing.step.provisional, "Draft minutes"),
    )
    return {key: label for key, is_marked, label in marks if is_marked}


def _last_news_lost(states: States, before: Standing, after: Standing) -> str:
    """Return that what was last recorded of a thing is there no longer: no mark that goes by that is good news."""
    news = before.last_news
    if news is None or not _said_there(states.old, before.id, news.record):
        return ""
    if _said_there(states.new, after.id, news.record):
        return ""
    return f", for what was last recorded of it, in {states.names_then.name(news.record)}, is no longer there"
