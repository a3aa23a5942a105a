"""The stage that joins all records into one register."""

from __future__ import annotations

from datetime import date

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.parse import Records
from tracker_site.register.contents import contents_of
from tracker_site.register.order import Calendar
from tracker_site.register.register import Register
from tracker_site.register.rules import hold_rules
from tracker_site.statuses import vocabulary


def join(records: Records, problems: Problems, today: date, memory: Memory | None = None) -> Register:
    """Return the register of all records; note every rule across them that is broken.

    `today` is the real day: a meeting that was held cannot lie after it.
    """
    memory = memory or Memory()
    contents = {
        id: memory.note(problems, contents_of, record, records.files[id])
        for id, record in records.by_id.items()
    }
    calendar = Calendar(records.by_id, contents)
    days = {id: calendar.day(id) for id in records.by_id}
    said = (one.occasion for one in contents.values() if one.occasion)
    register = Register(
        records,
        contents,
        {thing.address: thing for one in contents.values() for thing in one.things},
        tuple(sorted(said, key=lambda occasion: (days[occasion.record], occasion.record))),
        days,
        vocabulary(records.site),
    )
    hold_rules(register, problems, today, memory)
    return register
