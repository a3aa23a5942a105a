"""What the pages of the accounts have in common, and what each account comes to for the front page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Followed
from tracker_site.dataset.promises import Tally, tally_by_nature
from tracker_site.pages.facets import Facet
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination
from tracker_site.register.natures import Nature
from tracker_site.status.due import MoveCount, count_moves
from tracker_site.status.lineage import Thread
from tracker_site.status.silence import SilenceCount, count_silences


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """A page of an account, of all councils or of one; its template says what the account comes to."""

    description: str = ""
    councils: Facet | None
    """The councils that it can be narrowed to."""
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class SiteAccounts:
    """What each account of the whole site comes to."""

    silence: SilenceCount
    promises: Mapping[Nature, Tally]
    slippage: MoveCount
    threads: int
    most_raised: Thread | None
    """The concern that was raised most often."""


def site_accounts(dataset: Dataset) -> SiteAccounts:
    """Return what each account of the whole site comes to."""
    accounts = dataset.accounts
    return SiteAccounts(
        count_silences(accounts.silences.values()),
        tally_by_nature(dataset.actions.values()),
        count_moves(accounts.slippages.values(), len(accounts.dated)),
        len(accounts.threads),
        next(iter(accounts.threads), None),
    )


def accounted_in(entity: Followed, thread: Thread | None = None) -> Iterator[str]:
    """Yield the records on which the accounts of an entity rest, beside what was said of the entity itself."""
    if entity.silence:
        yield from (*entity.silence.meetings, *entity.silence.unsure)
    for one in thread.raised if thread else ():
        yield from (one.id, one.origin)
