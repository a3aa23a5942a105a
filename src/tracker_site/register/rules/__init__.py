"""The rules on records: each by itself, among all others, and together."""

from __future__ import annotations

from collections.abc import Mapping

from tracker_site.problems import Problems
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.walk import walk
from tracker_site.register.contents import Contents, contents_of
from tracker_site.register.findings import note, note_one
from tracker_site.register.register import Register
from tracker_site.register.rules.alone import check_alone
from tracker_site.register.rules.context import Context
from tracker_site.register.rules.duplicates import check_meetings, check_numbers, check_what_meets
from tracker_site.register.rules.names import Unresolved, check_names, unresolved_in
from tracker_site.register.rules.settings import (
    check_aliases,
    check_language,
    check_settings,
    check_withdrawn,
)
from tracker_site.register.rules.speakers import check_speakers
from tracker_site.register.rules.texts import check_texts
from tracker_site.register.rules.times import check_times
from tracker_site.source import SourceFile


def contents_of_record(record: Record, file: SourceFile, problems: Problems) -> Contents:
    """Return what a record holds; note what is wrong with it that no other has a part in."""
    nodes = tuple(walk(record))
    contents = contents_of(record, nodes)
    note(problems, record, file, check_alone(record, file, contents, nodes))
    note(problems, record, file, check_texts(record, file))
    if isinstance(record, Meeting):
        note(problems, record, file, check_language(record.language))
    return contents


def hold_among_others(
    record: Record, file: SourceFile, contents: Contents, context: Context, problems: Problems
) -> Unresolved:
    """Note what is wrong with a record as far as `context` tells; return what it names that is not there."""
    note(problems, record, file, check_speakers(record, file, contents, context))
    note(problems, record, file, check_times(record, contents, context))
    return unresolved_in(contents, context)


def hold_together(
    register: Register, context: Context, unresolved: Mapping[str, Unresolved], problems: Problems
) -> None:
    """Note what only the whole register can tell, and what is `unresolved` in each record."""
    site, files, by_id = register.records.site, register.records.files, register.records.by_id
    note(problems, site, files["site"], check_settings(site, files["site"], context.today))
    of_site = unresolved_in(contents_of(site, tuple(walk(site))), context)
    note(problems, site, files["site"], check_names(register, "site", of_site))
    for id, names in unresolved.items():
        note(problems, by_id[id], files[id], check_names(register, id, names))
    for check in (check_aliases, check_withdrawn, check_numbers, check_meetings, check_what_meets):
        for id, finding in check(register):
            note_one(register, problems, id, finding)
