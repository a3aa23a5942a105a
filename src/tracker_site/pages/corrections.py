"""What was put right in this tracker, told apart from news: corrections of the record, wording, withdrawals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from tracker_site.changes.corrections import Correction, Corrections
from tracker_site.dataset.former import former_address, name_of_withdrawn
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate, day_in_words, exactly
from tracker_site.pages.changes import CHANGES_A_PAGE, LIST, PUT_RIGHT
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import capital, count, listing
from tracker_site.records.site import Withdrawn
from tracker_site.source.markup import Prose

_KINDS = {"correction": "Correction of the record", "wording": "Wording", "withdrawal": "Record taken out"}


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """Something that was put right, or put otherwise."""

    nature: str
    kind: str
    subject: Link
    words: str


@dataclass(frozen=True, slots=True)
class CorrectionsOfDay:
    """All that was put right on a day."""

    date: PartialDate
    corrections: tuple[CorrectionShown, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record that was taken from the site."""

    link: Link
    """What it was, as far as that may be said, and its old address."""
    date: PartialDate
    note: Prose | None
    to: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """What was put right in this tracker, newest first."""

    template: ClassVar[str] = "corrections.html"

    answer: str
    days: tuple[CorrectionsOfDay, ...]
    pagination: Pagination
    withdrawals: tuple[Withdrawal, ...]


def plan_corrections(guide: Guide, corrections: Corrections | None) -> Iterator[Page]:
    """Yield the page of what was put right; `corrections` are what git knows, where it is asked."""
    as_at = guide.standings.as_at
    listed = {one.id for one in guide.site.withdrawn}
    known = [
        one
        for one in (corrections.found if corrections else ())
        if one.day <= as_at and not (one.nature == "withdrawal" and one.subject in listed)
    ]
    for page in pages_of(known, PUT_RIGHT.address or "", CHANGES_A_PAGE):
        yield CorrectionsPage(
            address=page.address,
            title=f"Corrections and wording{page.pagination.title}",
            description="What was put right in this tracker, and what was only put otherwise, newest first.",
            breadcrumbs=(LIST, PUT_RIGHT) if page.pagination.previous else (LIST,),
            section="changes",
            answer=_answer(corrections, known),
            days=_by_day(guide, page.rows),
            pagination=page.pagination,
            withdrawals=() if page.pagination.next else _withdrawals(guide),
        )


def _answer(corrections: Corrections | None, known: list[Correction]) -> str:
    if corrections is None:
        return "Which corrections were made is not known here: the site was made without the history of its files."
    noun, plural = "correction of the record", "corrections of the record"
    put_right = count(sum(one.nature == "correction" for one in known), noun, plural)
    reworded = count(sum(one.nature == "wording" for one in known), "change of wording", "changes of wording")
    number = sum(one.nature == "withdrawal" for one in known)
    gone = [count(number, "record taken out", "records taken out")] if number else []
    since = day_in_words(corrections.since)
    return f"{capital(listing([put_right, reworded, *gone]))} since {since}."


def _by_day(guide: Guide, corrections: Iterable[Correction]) -> tuple[CorrectionsOfDay, ...]:
    return tuple(
        CorrectionsOfDay(exactly(day), tuple(_shown(guide, one) for one in of_day))
        for day, of_day in groupby(corrections, key=lambda one: one.day)
    )


def _shown(guide: Guide, one: Correction) -> CorrectionShown:
    return CorrectionShown(one.nature, _KINDS[one.nature], _subject(guide, one.subject), one.words)


def _subject(guide: Guide, reference: str) -> Link:
    if reference in guide.register.things and guide.is_seen(reference):
        return guide.link(reference)
    # What is there no longer is named by its id alone: its title may be what had to go.
    listed = {one.id: one for one in guide.site.withdrawn}
    withdrawn = listed.get(reference) or listed.get(reference.split("/")[0])
    return _withdrawn_link(guide, withdrawn) if withdrawn else Link(f"Record {reference}", None)


def _withdrawn_link(guide: Guide, withdrawn: Withdrawn) -> Link:
    return Link(capital(name_of_withdrawn(withdrawn)), former_address(guide, withdrawn))


def _withdrawals(guide: Guide) -> tuple[Withdrawal, ...]:
    return tuple(
        Withdrawal(
            _withdrawn_link(guide, one),
            one.date,
            one.note,
            guide.link(one.to) if one.to else None,
        )
        for one in guide.site.withdrawn
    )
