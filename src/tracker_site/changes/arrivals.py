"""Records that came, with what they say, and records that went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tracker_site.changes.contents import lines_of
from tracker_site.changes.differences import Difference
from tracker_site.changes.renaming import references_in
from tracker_site.changes.sides import Sides, name_of
from tracker_site.changes.standings import position_in_words
from tracker_site.changes.values import quoted
from tracker_site.dates import in_words
from tracker_site.labels import MEETING_STATES, count, listing
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.register.contents import actions_of


def new_records(sides: Sides) -> Iterator[Difference]:
    """Yield each record that came, and each meeting that was planned and has been held, with what it says."""
    for record in sides.arrived:
        words = (
            f"{'held, and recorded' if sides.before(record.id) else _new(sides, record)}{_holding(record)}"
        )
        yield Difference(
            "new",
            "news",
            record.id,
            name_of(sides.new, record.id),
            words,
            record=record.id,
            details=lines_of(sides.names, record),
        )


def _new(sides: Sides, record: Record) -> str:
    words = f"new {sides.names.noun(record.id)}"
    if record.id in sides.old.register.records.by_id:
        words = "shown now, by its date"
    if isinstance(record, Meeting) and record.state != "held":
        words += f" ({_lower(MEETING_STATES[record.state])})"
    if isinstance(record, Recommendation):
        step = sides.new.standings.recommendations[record.id].step
        stands = f"; it stands at {position_in_words(sides.new, step)}" if step.record else ""
        words += f" of “{sides.new.title(record.origin)}”{stands}"
    return words


def _holding(record: Record) -> str:
    """Return ", with 2 outcomes and 1 action"."""
    counted = Counter(dict.fromkeys(("outcome", "motion", "figure", "answer"), 0))
    if isinstance(record, Meeting):
        for item in record.items:
            answers = (*item.responses, *(one for outcome in item.outcomes for one in outcome.responses))
            counted.update(
                outcome=len(item.outcomes),
                motion=len(item.motions),
                figure=len(item.figures),
                answer=len(answers),
            )
    if isinstance(record, Update):
        counted.update(figure=len(record.figures), answer=len(record.responses))
    counted["action"] = sum(1 for _ in actions_of(record))
    phrases = [count(number, noun) for noun, number in counted.items() if number]
    return f", with {listing(phrases)}" if phrases else ""


def withdrawn_records(sides: Sides) -> Iterator[Difference]:
    """Yield each record that went. What was withdrawn is named by its kind and id: its title may be what had to go."""
    for record in sides.gone:
        noun = sides.names.noun(record.id)
        title = sides.names.name(record.id)
        details: tuple[str, ...] = ()
        if entry := sides.withdrawn.get(record.id):
            title = _upper(title)
            to = f", in favour of {sides.names.title(entry.to)}" if entry.to else ""
            why = f": {quoted(entry.note.source)}" if entry.note else ""
            words = f"withdrawn, as dated {in_words(entry.date)}{to}{why}"
            details = tuple(_no_longer_naming(sides, record.id))
        elif record.id in sides.new.register.records.by_id:
            words = "not shown any more: by its date it lies after the day of this comparison"
        else:
            words = "gone, with no entry under 'withdrawn' in site.yml to say why"
        gist = f"{noun} taken from this tracker"
        yield Difference("withdrawn", "correction", record.id, title, words, details=details, gist=gist)


def _no_longer_naming(sides: Sides, withdrawn: str) -> Iterator[str]:
    """Yield each record that named what was withdrawn, and no longer does."""
    for was, now in sides.kept:
        if withdrawn in references_in(was) and withdrawn not in references_in(now):
            yield f"{name_of(sides.new, now.id)} no longer names it"


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _upper(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
