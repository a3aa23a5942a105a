"""The stage that joins all records into one register."""

from __future__ import annotations

from datetime import date

from tracker_site.problems import Problems
from tracker_site.records.parse import Records
from tracker_site.register.occasions import occasion_of
from tracker_site.register.order import Calendar
from tracker_site.register.register import Register
from tracker_site.register.rules import hold_rules
from tracker_site.register.things import things_of
from tracker_site.statuses import vocabulary


def join(records: Records, problems: Problems, today: date) -> Register:
    """Return the register of all records; note every rule across them that is broken.

    `today` is the real day: a meeting that was held cannot lie after it.
    """
    calendar = Calendar(records.by_id)
    days = {id: calendar.day(id) for id in records.by_id}
    said = (occasion_of(record) for record in records.by_id.values())
    occasions = sorted(
        (occasion for occasion in said if occasion), key=lambda found: (days[found.record], found.record)
    )
    register = Register(
        records,
        {thing.address: thing for thing in things_of(records)},
        tuple(occasions),
        days,
        vocabulary(records.site),
    )
    hold_rules(register, problems, today)
    return register
