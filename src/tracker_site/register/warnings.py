"""Warnings: what an editor should look at, and may accept."""

from __future__ import annotations

from tracker_site.problems import Problems
from tracker_site.register.register import Register
from tracker_site.register.things import Path

WARNINGS = {
    "quiet": "an open recommendation of which nothing was heard for longer than 'quiet_after'",
    "no-outcome": "a meeting that was held, of which no outcome is recorded",
    "schedule-passed": "a scheduled meeting whose day has passed",
    "never-considered": "a recommendation that no meeting has ever considered",
    "reopens-nothing": "open news of a whole in which everything is closed",
    "meets-nothing": "a clock that is named as met by something that concerns nothing for which it runs",
    "no-base-url": "no address of the site, so that feeds and canonical addresses are left out",
    "accessibility-incomplete": "an accessibility statement that lacks some of the parts that it must have",
    "not-fetched": "another tracker whose data is not in the content yet",
    "accessibility-not-reviewed": "an accessibility statement that was not reviewed for a year",
}
"""Every code that a record may accept, and what it stands for."""


def warn(register: Register, problems: Problems, record: str, path: Path, message: str, code: str) -> None:
    """Note a warning about a record (or `site`), unless the record accepts it."""
    records = register.records
    accepted = records.site.accepts if record == "site" else records.by_id[record].accepts
    if code not in accepted:
        problems.warn(records.place(record, *path), message, code)
