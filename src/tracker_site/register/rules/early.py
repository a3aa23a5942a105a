"""Rules on dates that can hardly be right: before the visit that something is about, or that it came of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.dates import PartialDate, in_words
from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.base import Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.occasions import Occasion
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure
from tracker_site.register.things import Path, actions_of
from tracker_site.register.warnings import warn_of_record
from tracker_site.source import SourceFile

Dates = Mapping[str, PartialDate]


def check_early(register: Register, issues: Dates, problems: Problems, memory: Memory) -> None:
    """Warn of what was said before the visit that it is about, and of what is due before it was asked for."""
    by_id, files = register.records.by_id, register.records.files
    began = memory.settled("visits", dict(_visits(register)))
    said = register.occasions if began else ()
    records = [by_id[one.record] for one in said]
    own = [files[one.record] for one in said]
    memory.note_each(problems, _check_said, records, own, said, [began] * len(said))
    due = [by_id[id] for id in register.actions_in]
    due += (one for one in register.recommendations if one.due or one.parts)
    same = [[one] * len(due) for one in (register.structure, began, issues)]
    memory.note_each(problems, _check_due, due, [files[one.id] for one in due], *same)


def _visits(register: Register) -> Iterator[tuple[str, PartialDate]]:
    """Yield when the visit of each inspection began, where something is known of it."""
    for inspection in register.records.of_kind(Inspection):
        if inspection.visited and inspection.visited.from_ and inspection.visited.from_.is_known:
            yield inspection.id, inspection.visited.from_


def _check_said(
    record: Record, file: SourceFile, occasion: Occasion, began: Dates, problems: Problems
) -> None:
    for path, target in _named_in(occasion):
        if target in began and occasion.date.is_before(began[target]):
            message = (
                f"the visit of '{target}' began later ({in_words(began[target])}) than this was said "
                f"({in_words(occasion.date)}); correct one of the two dates, or accept this with "
                f"'accepts: [before-visit]'"
            )
            warn_of_record(record, file, problems, path, message, "before-visit")


def _named_in(occasion: Occasion) -> Iterator[tuple[Path, str]]:
    """Yield what an occasion is about, where it says so itself."""
    for mention in occasion.mentions:
        if mention.action is None and not (
            mention.outcome and "about" not in mention.outcome.model_fields_set
        ):
            path = (*mention.path, "about") if mention.outcome else mention.path
            yield from (((*path, n), target) for n, target in enumerate(mention.about))


def _check_due(
    record: Record, file: SourceFile, structure: Structure, began: Dates, issues: Dates, problems: Problems
) -> None:
    for path, due, answered in _dues_of(record):
        for target in answered:
            start = _start_of(target, structure, began, issues)
            if start and due.is_before(start[1]):
                message = (
                    f"this is due {in_words(due)}, before {start[0]} ({in_words(start[1])}); correct one of the two "
                    f"dates, or accept this with 'accepts: [due-before-issue]'"
                )
                warn_of_record(record, file, problems, path, message, "due-before-issue")
                break


def _dues_of(record: Record) -> Iterator[tuple[Path, PartialDate, tuple[str, ...]]]:
    """Yield each due date of a record, the way to it, and what asked for what is due."""
    if isinstance(record, Recommendation):
        yield from (
            (path, due, (record.id,))
            for path, due in ((("due",), record.due), *_dues_of_parts(record))
            if due and due.is_known
        )
    whole = record.answers if isinstance(record, Plan) and record.kind == "plan" else ()
    for path, action in actions_of(record):
        if action.due and not (isinstance(record, Meeting) and action.due.is_before(record.date)):
            yield (*path, "due"), action.due, action.recommendations or whole


def _dues_of_parts(record: Recommendation) -> Iterator[tuple[Path, PartialDate | None]]:
    yield from ((("parts", n, "due"), part.due) for n, part in enumerate(record.parts))


def _start_of(
    target: str, structure: Structure, began: Dates, issues: Dates
) -> tuple[str, PartialDate] | None:
    """Return what must come before an answer to a thing, in words, and when it was."""
    id = target.split("/")[0]
    origin = structure.source_of.get(id, id)
    if origin in began:
        # A council may act on what inspectors found long before their report is published.
        return f"the visit of '{origin}' began", began[origin]
    return (f"'{id}' was issued", issues[id]) if id in issues else None
