"""What every page has, and the small pieces that many pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, TypeVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.dataset.promises import PROMISES
from tracker_site.dates import PartialDate
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import ProvenanceShown

P = TypeVar("P", bound="Page")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""The content security policy, as far as a page may state it."""

SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""That of the page that searches: Pagefind looks up words in WebAssembly."""


def file_at(address: str) -> str:
    """Return the file that holds the page at an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site: its address from the root, its title, and what leads to it."""

    template: ClassVar[str]

    address: str
    title: str
    description: str = ""
    """What it says, in a sentence; empty where its template says it."""
    breadcrumbs: tuple[Ref, ...] = ()
    section: str = ""
    """The part of the site that it belongs to, as the navigation names it."""
    structured: tuple[dict[str, Any], ...] = ()
    """What machines are told of it (schema.org), beside the way to it."""
    is_worth_finding: bool = True
    """Whether search engines should know it."""
    policy: str = POLICY
    """Its content security policy."""
    provenance: ProvenanceShown | None = None
    """Where its record comes from, on the page of a record of which something is known."""
    last_changed: date | None = None
    """When it last changed, where that is certain."""
    follow: Follow | None = None
    """How to follow what it is about, where that can be followed."""
    findable: Findable | None = None
    """What the site's own search knows of it; a page without this, such as a list, is not found there."""

    @property
    def root(self) -> str:
        """The way from this page to the root of the site."""
        return "../" * self.address.count("/") or "./"

    @property
    def file(self) -> str:
        """The file that holds the page."""
        return file_at(self.address)


@dataclass(frozen=True, slots=True)
class Follow:
    """How to follow what a page is about, by a feed and perhaps a calendar; addresses are from the root of the site."""

    page: str
    title: str
    what: str
    """How the page names it: "this recommendation"."""
    calendar: str | None = None

    @property
    def feed(self) -> str:
        """The address of the feed."""
        return f"{self.page}feed.xml"


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search knows of a page beside its words."""

    kind: str
    authority: str | None
    themes: tuple[str, ...]
    when: PartialDate | None
    day: date
    """Where it sorts by date; the first of all days where nothing is known."""
    of: Followed | None = None
    """The recommendation or the action that it is the page of."""
    also_called: tuple[str, ...] = ()
    """Other names of its council; no page shows them as its words."""
    tracker: str | None = None
    """The tracker that it is from, where several are shown."""
    whose: str | None = None
    """The same in words, where it is another than this."""
    bodies: tuple[str, ...] = ()
    """The bodies that it belongs to, or whose meetings dealt with it."""

    @property
    def what(self) -> str:
        """What people may call it whatever its title is: "Leeds City Council Inspection 2022"."""
        return " ".join((*filter(None, (self.authority, self.kind)), *self.years))

    @property
    def notices(self) -> tuple[str, ...]:
        """Whether it is late or has gone quiet, as keys of `labels.NOTICES`."""
        return self.of.notices if self.of else ()

    @property
    def years(self) -> tuple[str, ...]:
        """The years in which its date may lie, as far as they are bounded."""
        bounds = [day.year for day in (self.when.earliest, self.when.latest) if day] if self.when else []
        return tuple(f"{year:04}" for year in range(min(bounds), max(bounds) + 1)) if bounds else ()


def later_pages(
    dataset: Dataset, ids: Iterable[str], make: Callable[[Dataset, str], P]
) -> Iterator[Later[P]]:
    """Yield the page of each entity, made when it is first asked for."""
    for id in ids:
        yield Later(file_at(dataset.address(id)), partial(make, dataset, id))


def recommendation_rows(dataset: Dataset, ids: Iterable[str]) -> tuple[Recommendation, ...]:
    """Return those of some recommendations that are seen, in the order of a useful list."""
    seen = (id for id in ids if id in dataset.rank)
    return tuple(dataset.recommendations[id] for id in sorted(seen, key=dataset.rank.__getitem__))


def action_rows(dataset: Dataset, addresses: Iterable[str]) -> tuple[Action, ...]:
    """Return those of some actions that are seen: late ones first, then by due date, done ones last."""
    return in_list_order(dataset.actions[address] for address in addresses if address in dataset.actions)


def in_list_order(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return actions in the order of a list: late ones first, then by due date, done ones last."""
    return tuple(sorted(actions, key=_action_order))


def _action_order(action: Action) -> tuple[int, date, bool, str]:
    """Return where an action stands in a list; of those without a date, what a meeting asked for comes first."""
    sort = action.group
    due = action.due.sorts_at(date.max) if action.due else date.max
    return (list(PROMISES).index(sort), due, action.record.noun != "meeting", action.id)
