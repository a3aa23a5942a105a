"""The stage that joins all records into one register."""

from __future__ import annotations

from datetime import date
from itertools import chain

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.parse import Records
from tracker_site.records.statuses import vocabulary
from tracker_site.register.contents import contents_of
from tracker_site.register.order import Calendar, Issue, issues_of, own_day
from tracker_site.register.register import Register
from tracker_site.register.rules import hold_rules
from tracker_site.register.structure import Outlines, Structure, structure_of


def join(records: Records, problems: Problems, today: date, memory: Memory | None = None) -> Register:
    """Return the register of all records; note every rule across them that is broken.

    `today` is the real day: a meeting that was held cannot lie after it.
    """
    memory = memory or Memory()
    files = [records.files[id] for id in records.by_id]
    contents = memory.note_each(problems, contents_of, list(records.by_id.values()), files)
    outlines = memory.settled("outlines", Outlines(tuple(one.outline for one in contents)))
    structure = memory.recall(structure_of, outlines)
    issues = _issues(records, structure, memory)
    by_id = dict(zip(records.by_id, contents, strict=True))
    own_days = memory.recall_each(own_day, list(records.by_id.values()), list(map(issues.get, records.by_id)))
    calendar = Calendar(records.by_id, by_id, own_days)
    days = {id: calendar.day(id) for id in records.by_id}
    said = (one.occasion for one in contents if one.occasion)
    register = Register(
        records,
        by_id,
        structure,
        {thing.address: thing for one in contents for thing in one.things},
        issues,
        tuple(sorted(said, key=lambda occasion: (days[occasion.record], occasion.record))),
        days,
        vocabulary(records.site),
    )
    hold_rules(register, problems, today, memory)
    return register


def _issues(records: Records, structure: Structure, memory: Memory) -> dict[str, Issue]:
    sources = list(map(records.by_id.get, structure.made_by))
    made = [tuple(map(records.by_id.__getitem__, ids)) for ids in structure.made_by.values()]
    ids = chain.from_iterable(structure.made_by.values())
    return dict(zip(ids, chain.from_iterable(memory.recall_each(issues_of, sources, made)), strict=True))
