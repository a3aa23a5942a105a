"""Rules on who may say what: noting moves nothing, and only those who decide sign off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.records.base import Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import DECIDED, LISTENED, Meeting
from tracker_site.records.update import Update
from tracker_site.register.contents import Contents
from tracker_site.register.findings import Finding, found
from tracker_site.register.occasions import Report
from tracker_site.register.rules.context import Context
from tracker_site.source import SourceFile

INSPECTORATES = frozenset(
    {"ofsted", "care quality commission", "cqc", "hmicfrs", "hm inspectorate", "his majesty's inspector"}
    | {"her majesty's inspector", "hmi probation", "hmip", "estyn", "care inspectorate"}
)
"""Inspectorates of children's services in England and Wales, as letters name them."""

_Fault = tuple[str, ...]
"""Which mistake it is who says something, and what fills its sentence."""


def check_speakers(
    record: Record, file: SourceFile, contents: Contents, context: Context
) -> Iterator[Finding]:
    """Yield progress that is said by somebody who can't say it there, and what contradicts itself."""
    reports = contents.occasion.reports if contents.occasion else ()
    for report in reports:
        if fault := _fault(record, report, context):
            # Of an update, who speaks is often said once for all of it.
            own = report.path if report.progress.said_by is not None else ()
            yield found((*own, "said_by"), *fault)
    yield from _check_contradictions(reports, file, context)


def _fault(record: Record, report: Report, context: Context) -> _Fault | None:
    match report.said_by:
        case "council":
            return None
        case "inspectorate":
            return _fault_of_inspectorate(record, context)
    if report.outcome and report.outcome.verb in LISTENED:
        return "listening-moves-nothing", report.outcome.verb
    if isinstance(record, Meeting) and report.outcome is None:
        return "discussion-is-reported", report.said_by
    return _fault_of_scrutiny(record, report, context) if report.said_by == "scrutiny" else None


def _fault_of_inspectorate(record: Record, context: Context) -> _Fault | None:
    if isinstance(record, Inspection):
        return None
    by = (record.by or "").casefold().replace("\u2019", "'") if isinstance(record, Update) else ""
    names = INSPECTORATES | context.inspectorates
    is_one = any(re.search(rf"\b{re.escape(name)}", by) for name in names)
    return None if is_one else ("not-the-inspectorate",)


def _fault_of_scrutiny(record: Record, report: Report, context: Context) -> _Fault | None:
    if report.outcome is None or not isinstance(record, Meeting):
        return ("not-signed-off.meeting",)
    if report.outcome.verb not in DECIDED:
        return "not-signed-off.verb", report.outcome.verb
    match context.bodies.get(record.body):
        case None | "scrutiny":
            return None
        case "council" if report.progress.note:
            return None
        case "council":
            return ("no-words-of-acceptance",)
        case kind:
            return "not-signed-off.body", record.body, kind


def _check_contradictions(
    reports: tuple[Report, ...], file: SourceFile, context: Context
) -> Iterator[Finding]:
    """Yield two statuses for one named entity from one speaker in one record."""
    said: dict[tuple[str, str], tuple[str, Report]] = {}
    for report in reports:
        word = report.progress.status
        if word is None or word not in context.statuses:
            continue
        for target in report.progress.on:
            before, first = said.setdefault((target, report.said_by), (word, report))
            if context.statuses[before].common != context.statuses[word].common:
                line = file.place(*first.path, "status").line
                about = target, word, before, line, report.said_by
                yield found((*report.path, "status"), "contradiction", *about)
