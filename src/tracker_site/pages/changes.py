"""News, newest first: each change that a record tells of; and apart from it corrections, wording and withdrawals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from tracker_site.changes.differences import Correction, Corrections
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.former import former_address, name_of_withdrawn
from tracker_site.dataset.model import Ref, page_link
from tracker_site.dates import PartialDate, exactly
from tracker_site.git import UnreadHistory
from tracker_site.labels import capital, count
from tracker_site.pages.news import Change, all_news, by_record
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.records.site import Withdrawn

ADDRESS = "changes/"
LIST = page_link("What changed", ADDRESS)
PUT_RIGHT = page_link("Corrections and wording", f"{ADDRESS}corrections/")
CHANGES_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """All changes, newest first; those of which no date is known stand at the end."""

    template: ClassVar[str] = "changes.html"

    changes: tuple[tuple[Change, ...], ...]
    undated: tuple[tuple[Change, ...], ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """What was put right in this tracker, newest first."""

    template: ClassVar[str] = "corrections.html"

    since: PartialDate | None
    """From when on the history of the files is known; None where it is not known."""
    unread: UnreadHistory | None
    """Why there is a history that could not be read, where that is so."""
    natures: Mapping[str, int]
    """How many corrections there are of each nature."""
    days: tuple[tuple[PartialDate, tuple[tuple[Correction, Ref], ...]], ...]
    """The corrections of each day, each with the link to what it is about."""
    pagination: Pagination
    withdrawals: tuple[tuple[Withdrawn, Ref, Ref | None], ...]
    """Each record that was taken out, with its former address, and what stands in its place."""


def plan_changes(dataset: Dataset) -> Iterator[Page]:
    """Yield the page of changes."""
    news = all_news(dataset)
    for page in pages_of(news, ADDRESS, CHANGES_A_PAGE):
        yield ChangesPage(
            **page.fields(LIST),
            description=f"{count(len(news), 'change').capitalize()}, newest first, each with the record that says so.",
            section="changes",
            changes=by_record(one for one in page.rows if one.date.is_known),
            undated=by_record(one for one in page.rows if not one.date.is_known),
        )


def plan_corrections(dataset: Dataset, corrections: Corrections | UnreadHistory | None) -> Iterator[Page]:
    """Yield the page of corrections; `corrections` are what git knows, or why it could not tell."""
    unread = corrections if isinstance(corrections, UnreadHistory) else None
    read = corrections if isinstance(corrections, Corrections) else None
    listed = {one.id for one in dataset.site.withdrawn}
    known = [
        one
        for one in (read.found if read else ())
        if one.day <= dataset.standings.as_at and not (one.nature == "withdrawal" and one.subject in listed)
    ]
    for page in pages_of(known, PUT_RIGHT.address or "", CHANGES_A_PAGE):
        yield CorrectionsPage(
            **page.fields(PUT_RIGHT, LIST),
            description="What was put right in this tracker, and what was only put otherwise, newest first.",
            section="changes",
            since=exactly(read.since) if read else None,
            unread=unread,
            natures=Counter(one.nature for one in known),
            days=tuple(
                (exactly(day), tuple((one, _subject(dataset, one.subject)) for one in of_day))
                for day, of_day in groupby(page.rows, key=lambda one: one.day)
            ),
            withdrawals=() if page.pagination.next else tuple(_withdrawals(dataset)),
        )


def _subject(dataset: Dataset, reference: str) -> Ref:
    if reference in dataset.register.entities and dataset.is_seen(reference):
        return dataset.ref(reference)
    # What is there no longer is named by its id alone: its title may be what had to go.
    listed = {one.id: one for one in dataset.site.withdrawn}
    withdrawn = listed.get(reference) or listed.get(reference.split("/")[0])
    return _former(dataset, withdrawn) if withdrawn else page_link(f"Record {reference}", None)


def _withdrawals(dataset: Dataset) -> Iterator[tuple[Withdrawn, Ref, Ref | None]]:
    for one in dataset.site.withdrawn:
        if dataset.is_said_later(one.date):
            continue
        yield one, _former(dataset, one), dataset.ref(one.to) if one.to else None


def _former(dataset: Dataset, withdrawn: Withdrawn) -> Ref:
    return page_link(capital(name_of_withdrawn(withdrawn)), former_address(dataset, withdrawn))


def latest_changes(dataset: Dataset, records: int) -> tuple[tuple[Change, ...], ...]:
    """Return the changes of the latest records of which a date is known."""
    return by_record(one for one in all_news(dataset) if one.date.is_known)[:records]
