"""Rules on who may say what: noting moves nothing, and only those who decide sign off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.records.base import Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import DECIDED, LISTENED, Meeting
from tracker_site.records.update import Update
from tracker_site.register.contents import Contents
from tracker_site.register.occasions import Report
from tracker_site.register.rules.context import Context
from tracker_site.register.warnings import Finding
from tracker_site.source import SourceFile

INSPECTORATES = frozenset(
    {"ofsted", "care quality commission", "cqc", "hmicfrs", "hm inspectorate", "his majesty's inspector"}
    | {"her majesty's inspector", "hmi probation", "hmip", "estyn", "care inspectorate"}
)
"""Inspectorates of children's services in England and Wales, as letters name them."""

_Fault = tuple[str, str]
"""What is wrong with who says something, and the code of the mistake."""


def check_speakers(
    record: Record, file: SourceFile, contents: Contents, context: Context
) -> Iterator[Finding]:
    """Yield progress that is said by somebody who can't say it there, and what contradicts itself."""
    reports = contents.occasion.reports if contents.occasion else ()
    for report in reports:
        if fault := _fault(record, report, context):
            # Of an update, who speaks is often said once for all of it.
            own = report.path if report.progress.said_by is not None else ()
            yield Finding((*own, "said_by"), *fault)
    yield from _check_contradictions(reports, file, context)


def _fault(record: Record, report: Report, context: Context) -> _Fault | None:
    match report.said_by:
        case "council":
            return None
        case "inspectorate":
            return _fault_of_inspectorate(record, context)
    if report.outcome and report.outcome.verb in LISTENED:
        return (
            f"an outcome that only {report.outcome.verb} moves nothing: progress under it is what the council "
            f"reported; write 'said_by: council', or the verb that decided",
            "listening-moves-nothing",
        )
    if isinstance(record, Meeting) and report.outcome is None:
        return (
            f"what is said in the discussion or the paper is the council's word; write 'said_by: council', or put "
            f"what '{report.said_by}' said under the outcome that says so",
            "discussion-is-reported",
        )
    return _fault_of_scrutiny(record, report, context) if report.said_by == "scrutiny" else None


def _fault_of_inspectorate(record: Record, context: Context) -> _Fault | None:
    if isinstance(record, Inspection):
        return None
    by = (record.by or "").casefold().replace("\u2019", "'") if isinstance(record, Update) else ""
    if any(re.search(rf"\b{re.escape(name)}", by) for name in INSPECTORATES | context.inspectorates):
        return None
    return (
        "only an inspection, or an update whose 'by' names an inspectorate, can say this for the inspectorate; "
        "record it there, or write 'said_by: council' for what the council reported",
        "not-the-inspectorate",
    )


def _fault_of_scrutiny(record: Record, report: Report, context: Context) -> _Fault | None:
    if report.outcome is None or not isinstance(record, Meeting):
        return (
            "scrutiny signs off at a meeting, in an outcome that decides; record that meeting and say it there, or "
            "write 'said_by: council'",
            "not-signed-off",
        )
    if report.outcome.verb not in DECIDED:
        return (
            f"'{report.outcome.verb}' does not decide, so nothing is signed off by it; write 'said_by: council', "
            f"or the verb that decided",
            "not-signed-off",
        )
    match context.bodies.get(record.body):
        case None | "scrutiny":
            return None
        case "council" if report.progress.note:
            return None
        case "council":
            return (
                "a full council accepts in words of its own; give them in a 'note' of this progress",
                "no-words-of-acceptance",
            )
        case kind:
            return (
                f"'{record.body}' is not a scrutiny body (its 'kind' is '{kind}'), so it can't sign off; write "
                f"'said_by: council'",
                "not-signed-off",
            )


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
                message = (
                    f"'{target}' is said to be '{word}' here and '{before}' on line {line}, both by "
                    f"'{report.said_by}'; keep the one that holds"
                )
                yield Finding((*report.path, "status"), message, "contradiction")
