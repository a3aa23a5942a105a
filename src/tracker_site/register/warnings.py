"""Warnings: what an editor should look at, and may accept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker_site.problems import Place, Problems
from tracker_site.records.base import Record
from tracker_site.records.site import Site
from tracker_site.records.walk import Path
from tracker_site.register.register import Register
from tracker_site.source import SourceFile

WARNINGS = {
    "quiet": "an open recommendation of which nothing was heard for longer than 'quiet_after'",
    "no-outcome": "a meeting that was held, of which no outcome is recorded",
    "schedule-passed": "a scheduled meeting whose day has passed",
    "never-considered": "a recommendation that no meeting has ever considered",
    "recommends-without-record": "an outcome that recommends something of which there is no record",
    "reopens-nothing": "open news of a whole in which everything is closed",
    "meets-nothing": "a clock that is named as met by something that concerns nothing for which it runs",
    "contact-details": "an e-mail address, a telephone number, a postcode or an NHS number in a text of a record",
    "quotes-around-title": "curly quotes around a whole title or name, which are published with it",
    "before-visit": "something that was said of an inspection before its visit began",
    "due-before-issue": "a due date before what is due was asked for, or before the visit that it came of",
    "same-number": "two recommendations of one source with the same number",
    "same-meeting": "two meetings of one body on one day that nothing tells apart",
    "same-label": "two outcomes of one item with the same label",
    "no-base-url": "no address of the site, so that feeds and canonical addresses are left out",
    "accessibility-incomplete": "an accessibility statement that lacks some of the parts that it must have",
    "withdrawn-without-address": "a withdrawn record whose old address can't say so, for want of its kind",
    "not-fetched": "another tracker whose data is not in the content yet",
    "accessibility-not-reviewed": "an accessibility statement that was not reviewed for a year",
}
"""Every code that a record may accept, and what it stands for."""


class Finding(NamedTuple):
    """What a rule finds wrong: where in the file of the record, a sentence, and a code.

    It is a warning, which the record may accept, where `WARNINGS` has its code, else an error.
    """

    where: Path | Place
    message: str
    code: str


def note(problems: Problems, record: Record | Site, file: SourceFile, findings: Iterable[Finding]) -> None:
    """Note what rules found wrong with a record, or the settings, that stands in a file."""
    for where, message, code in findings:
        place = where if isinstance(where, Place) else file.place(*where)
        if code not in WARNINGS:
            problems.error(place, message, code)
        elif code not in record.accepts:
            problems.warn(place, message, code)


def warn(register: Register, problems: Problems, record: str, path: Path, message: str, code: str) -> None:
    """Note a warning about a record (or `site`), unless the record accepts it."""
    records = register.records
    about = records.site if record == "site" else records.by_id[record]
    note(problems, about, records.files[record], [Finding(path, message, code)])
