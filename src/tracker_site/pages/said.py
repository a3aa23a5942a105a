"""Progress and responses as the page of their record shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.words import RESPONSES, who_says_so
from tracker_site.records.said import Progress, Response, SaidBy
from tracker_site.records.statuses import assurance_of
from tracker_site.source.markup import Prose


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """What was said of how far a thing has come."""

    on: tuple[Link, ...]
    status_key: str | None
    status: str | None
    said_by: str
    due: PartialDate | None
    note: Prose | None
    reason: Prose | None


@dataclass(frozen=True, slots=True)
class ResponseGiven:
    """What was answered."""

    to: Link
    response: str
    by: str | None
    count: int | None
    proposed: bool
    note: Prose | None


@dataclass(frozen=True, slots=True)
class ResponseRecorded:
    """An answer with the record that holds it."""

    record: Link
    date: PartialDate
    response: ResponseGiven


def responses_recorded(guide: Guide, records: Iterable[str]) -> tuple[ResponseRecorded, ...]:
    """Return every answer to these records or to parts of them, newest first; proposed ones too."""
    found = [pair for record in records for pair in guide.answers_to.get(record, ())]
    newest = sorted(
        found, key=lambda pair: (guide.register.days[pair[0].record], pair[0].record), reverse=True
    )
    return tuple(
        ResponseRecorded(guide.link(occasion.record), occasion.date, _response(guide, answer.response))
        for occasion, answer in newest
    )


def progress_shown(
    guide: Guide, progress: Iterable[Progress], said_by: SaidBy = "council"
) -> tuple[ProgressShown, ...]:
    """Return what was said of progress; `said_by` holds where an entry does not say otherwise."""
    return tuple(_progress(guide, one, one.said_by or said_by) for one in progress)


def responses_given(guide: Guide, responses: Iterable[Response]) -> tuple[ResponseGiven, ...]:
    """Return what was answered."""
    return tuple(_response(guide, response) for response in responses)


def _response(guide: Guide, response: Response) -> ResponseGiven:
    return ResponseGiven(
        guide.link(response.to),
        RESPONSES[response.response],
        response.by,
        response.count,
        response.standing == "proposed",
        response.note,
    )


def _progress(guide: Guide, progress: Progress, said_by: SaidBy) -> ProgressShown:
    status = guide.register.statuses.get(progress.status or "")
    return ProgressShown(
        guide.links(progress.on),
        status.common.key if status else None,
        status.label if status else None,
        who_says_so(assurance_of(said_by), status.common.key if status else None),
        progress.due,
        progress.note,
        progress.reason,
    )
