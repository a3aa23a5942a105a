"""Rules on who may say what: noting moves nothing, and only those who decide sign off."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker_site.memory import Memory
from tracker_site.problems import Place, Problems
from tracker_site.records.authority import BodyKind, Committee
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import DECIDED, LISTENED, Meeting
from tracker_site.records.statuses import Status
from tracker_site.records.update import Update
from tracker_site.register.occasions import Occasion, Report
from tracker_site.register.register import Register
from tracker_site.source import SourceFile

_INSPECTORATES = frozenset(
    {
        "ofsted",
        "care quality commission",
        "cqc",
        "hmicfrs",
        "hm inspectorate",
        "his majesty's inspector",
        "her majesty's inspector",
        "hmi probation",
        "hmip",
        "estyn",
        "care inspectorate",
    }
)
"""Inspectorates of children's services in England and Wales, as letters name them."""


def check_speakers(register: Register, problems: Problems, memory: Memory) -> None:
    """Note progress that is said by somebody who can't say it there, and what contradicts itself."""
    for occasion in register.occasions:
        for report in occasion.reports:
            if fault := _fault(register, occasion, report):
                problems.error(_place_of_speaker(register, occasion, report), *fault)
    statuses = memory.settled("statuses", register.statuses)
    files = [register.records.files[occasion.record] for occasion in register.occasions]
    memory.note_each(problems, _check_contradictions, register.occasions, files, [statuses] * len(files))


def _place_of_speaker(register: Register, occasion: Occasion, report: Report) -> Place:
    """Return where it says who says so: of an update, often once for all of it."""
    own = report.progress.said_by is not None
    return register.records.place(occasion.record, *(report.path if own else ()), "said_by")


def _fault(register: Register, occasion: Occasion, report: Report) -> tuple[str, str] | None:
    """Return what is wrong with who says it, and its code."""
    speaker = report.said_by
    if speaker == "council":
        return None
    if speaker == "inspectorate":
        return _fault_of_inspectorate(register, occasion)
    if report.outcome and report.outcome.verb in LISTENED:
        return (
            f"an outcome that only {report.outcome.verb} moves nothing: progress under it is what the council "
            f"reported; write 'said_by: council', or the verb that decided",
            "listening-moves-nothing",
        )
    if occasion.kind == "meeting" and report.outcome is None:
        return (
            f"what is said in the discussion or the paper is the council's word; write 'said_by: council', or put "
            f"what '{speaker}' said under the outcome that says so",
            "discussion-is-reported",
        )
    return _fault_of_scrutiny(register, occasion, report) if speaker == "scrutiny" else None


def _fault_of_inspectorate(register: Register, occasion: Occasion) -> tuple[str, str] | None:
    record = register.records.by_id[occasion.record]
    if isinstance(record, Inspection) or (
        isinstance(record, Update) and _is_inspectorate(register, record.by)
    ):
        return None
    return (
        "only an inspection, or an update whose 'by' names an inspectorate, can say this for the inspectorate; "
        "record it there, or write 'said_by: council' for what the council reported",
        "not-the-inspectorate",
    )


def _is_inspectorate(register: Register, by: str | None) -> bool:
    known = set(_INSPECTORATES)
    for inspection in register.records.of_kind(Inspection):
        known.update(name.casefold() for name in inspection.inspectorate)
    for thing in register.things.values():
        if isinstance(thing.what, Committee) and thing.what.kind == "inspectorate":
            known |= {thing.what.name.casefold(), thing.address}
    words = (by or "").casefold().replace("\u2019", "'")
    return any(re.search(rf"\b{re.escape(name)}", words) for name in known)


def _fault_of_scrutiny(register: Register, occasion: Occasion, report: Report) -> tuple[str, str] | None:
    if report.outcome is None:
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
    record = register.records.by_id[occasion.record]
    assert isinstance(record, Meeting)
    body = record.body
    kind = _kind_of_body(register, body)
    if kind in (None, "scrutiny") or (kind == "council" and report.progress.note):
        return None
    if kind == "council":
        return (
            "a full council accepts in words of its own; give them in a 'note' of this progress",
            "no-words-of-acceptance",
        )
    return (
        f"'{body}' is not a scrutiny body (its 'kind' is '{kind}'), so it can't sign off; write 'said_by: council'",
        "not-signed-off",
    )


def _kind_of_body(register: Register, body: str) -> BodyKind | None:
    thing = register.things.get(body)
    return thing.what.kind if thing and isinstance(thing.what, Committee) else None


def _check_contradictions(
    occasion: Occasion, file: SourceFile, statuses: Mapping[str, Status], problems: Problems
) -> None:
    """Note two statuses for one named thing from one speaker in one record."""
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for report in occasion.reports:
        word = report.progress.status
        if word is None or word not in statuses:
            continue
        place = file.place(*report.path, "status")
        for target in report.progress.on:
            before, line = said.setdefault((target, report.said_by), (word, place.line))
            if statuses[before].common != statuses[word].common:
                message = (
                    f"'{target}' is said to be '{word}' here and '{before}' on line {line}, both by "
                    f"'{report.said_by}'; keep the one that holds"
                )
                problems.error(place, message, "contradiction")
