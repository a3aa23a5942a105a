"""The stage that resolves every reference and holds every rule across records: from records to a register."""

from __future__ import annotations

from datetime import date

from tracker_site.memory import note_each, recall, recall_each, settled
from tracker_site.problems import Problems
from tracker_site.records.parse import Records
from tracker_site.records.statuses import vocabulary
from tracker_site.register.order import days_of, issue_of, own_day, seen_from
from tracker_site.register.register import Register
from tracker_site.register.rules import contents_of_record, hold_among_others, hold_together
from tracker_site.register.rules.context import context_of
from tracker_site.register.stated_order import apply_order, in_stated_order, ranks_of
from tracker_site.register.structure import structure_of


def resolve(records: Records, problems: Problems, today: date) -> Register:
    """Return the register of all records; note every rule across them that is broken.

    `today` is the real day: a meeting that was held cannot lie after it.
    """
    records, earlier = apply_order(records, problems)
    each = list(records.by_id.values())
    files = [records.files[id] for id in records.by_id]
    contents = note_each(problems, contents_of_record, each, files)
    by_id = dict(zip(records.by_id, contents, strict=True))
    entities = {entity.address: entity for one in contents for entity in one.entities}
    structure = recall(structure_of, settled("entities", tuple(entities.values())))
    origins = [records.by_id.get(source) for source in structure.source_of.values()]
    made = [records.by_id[id] for id in structure.source_of]
    issues = dict(zip(structure.source_of, recall_each(issue_of, made, origins), strict=True))
    own_days = recall_each(own_day, each, list(map(issues.get, records.by_id)))
    days = in_stated_order(days_of(records.by_id, by_id, own_days), earlier)
    ranks = ranks_of(days, earlier)
    undated = [id for id, day in zip(records.by_id, own_days, strict=True) if day is None]
    seen = seen_from(records.by_id, by_id, days, undated, today)
    occasions = [one.occasion for one in contents if one.occasion]
    occasions.sort(key=lambda one: (days[one.record], ranks.get(one.record, 0), one.record))
    register = Register(
        records,
        by_id,
        structure,
        entities,
        issues,
        tuple(occasions),
        days,
        seen,
        vocabulary(records.site),
        earlier,
        ranks,
    )
    context = settled("context", context_of(register, today))
    unresolved = note_each(problems, hold_among_others, each, files, contents, [context] * len(each))
    hold_together(register, context, dict(zip(records.by_id, unresolved, strict=True)), problems)
    return register


def without_unfinished(register: Register, problems: Problems) -> Problems:
    """Return the problems without those of drafts with open questions, where all else is sound and names none of them.

    Otherwise all of them: a page that leads to what is not there could not be shown. Only for the preview.
    """
    unfinished = {one.place.file for one in problems if one.code == "todo"}
    rest = Problems()
    rest.add(one for one in problems if one.place.file not in unfinished)
    return problems if rest.has_errors or _names_what_is_missing(register) else rest


def _names_what_is_missing(register: Register) -> bool:
    return any(
        reference.target not in register.entities
        for contents in register.contents.values()
        for reference in contents.references
    )
