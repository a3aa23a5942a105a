"""The list of councils, the page of each, and the page of each of its bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.briefing.body import briefing_link
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import (
    Action,
    Authority,
    Inquiry,
    Inspection,
    Measure,
    Meeting,
    Plan,
    Recommendation,
    Update,
)
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.model import Ref, page_link
from tracker_site.pages.imported import CouncilElsewhere, councils_elsewhere
from tracker_site.pages.listings import Listings
from tracker_site.pages.origins import Origin, OriginRow, origin_rows
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import First, Letters, Pagination, letters_of, pages_of
from tracker_site.pages.rows import meetings_in_words
from tracker_site.pages.search import AUTHORITY, BODY, entity_fields, findable
from tracker_site.records.authority import Committee
from tracker_site.status.standing import RecommendationStanding

LIST = page_link("Councils", "authorities/")


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A council that is followed here, in a list."""

    authority: Authority
    recommendations: tuple[RecommendationStanding, ...]
    inferred: int
    """How many of the recommendations are inferred."""
    meetings: str
    """How many were held, and how many are planned, in words."""
    actions_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoritiesPage(Page):
    """All councils, in a list: those followed here, then those of other trackers."""

    template: ClassVar[str] = "authorities.html"

    rows: tuple[AuthorityRow, ...]
    elsewhere: tuple[CouncilElsewhere, ...]
    letters: Letters
    """Those of the councils followed here, with the ids of the rows of this page."""
    letters_elsewhere: Letters
    pagination: Pagination
    followed: int
    """How many are followed here."""
    are_compared: bool
    """Whether a page shows them side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWithLists(Page):
    """The page of a council or of a body, with the first of what is recorded of it."""

    recommendations: First[Recommendation]
    actions: First[Action]
    meetings: First[Meeting]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body of a council in a list."""

    link: Ref
    body: Committee
    meetings: str
    """How many were held, and how many are planned, in words."""
    briefing: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPage(PageWithLists):
    """One council."""

    template: ClassVar[str] = "authority.html"

    row: AuthorityRow
    bodies: tuple[BodyRow, ...]
    origins: tuple[OriginRow, ...]
    plans: tuple[Plan, ...]
    updates: tuple[Update, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage(PageWithLists):
    """One body of a council."""

    template: ClassVar[str] = "body.html"

    row: BodyRow
    council: Authority
    considered: tuple[Recommendation, ...]
    """All recommendations that it considered."""


def plan_authorities(
    guide: Dataset, listings: Listings, compared: Sized, others: Iterable[Tracker]
) -> Iterator[Page]:
    """Yield the list of councils, the page of each and of each of its bodies.

    `compared` are the councils of the page that shows them side by side, `others` the other trackers.
    """
    yield from _lists(guide, councils_elsewhere(others), are_compared=len(compared) > 1)
    for authority in guide.authorities:
        yield _authority_page(guide, listings, authority)
        for body in authority.bodies:
            yield _body_page(guide, listings, authority, body)


def _lists(guide: Dataset, elsewhere: Sequence[CouncilElsewhere], are_compared: bool) -> Iterator[Page]:
    """Yield the pages of the list: those followed here, then those of other trackers."""
    authorities = guide.authorities
    pages = list(pages_of([*authorities, *elsewhere], LIST.address or ""))
    addresses = [page.address for page in pages for _ in page.rows]
    own = len(authorities)
    letters = letters_of([one.name for one in authorities], addresses[:own], "council")
    others = letters_of([one.link.text for one in elsewhere], addresses[own:], "elsewhere")
    ids = (*letters.ids, *others.ids)
    for page in pages:
        shown = [one for one in page.rows if isinstance(one, Authority)]
        first = max(page.pagination.first - 1, 0)
        of_page = ids[first : page.pagination.last]
        yield AuthoritiesPage(
            **page.fields(LIST),
            section="authorities",
            rows=tuple(authority_row(guide, one) for one in shown),
            elsewhere=tuple(one for one in page.rows if isinstance(one, CouncilElsewhere)),
            letters=Letters(letters.links, of_page[: len(shown)]),
            letters_elsewhere=Letters(others.links, of_page[len(shown) :]),
            followed=own,
            are_compared=are_compared,
        )


def authority_row(guide: Dataset, authority: Authority) -> AuthorityRow:
    """Return a council for a list."""
    recommendations, actions = guide.standings.recommendations, guide.standings.actions
    made = {id: one for id, one in recommendations.items() if guide.authority_of(id) == authority.id}
    return AuthorityRow(
        authority,
        tuple(made.values()),
        sum(guide.ref(id).is_inferred for id in made),
        meetings_in_words(one for one in guide.of_kind(Meeting) if one.council == authority.id),
        sum(not one.done for id, one in actions.items() if guide.authority_of(id) == authority.id),
    )


def _authority_page(guide: Dataset, listings: Listings, authority: Authority) -> AuthorityPage:
    origins: tuple[Origin, ...] = (*guide.of_kind(Inspection), *guide.of_kind(Inquiry))
    return AuthorityPage(
        **entity_fields(guide, AUTHORITY, authority.id, authority.name, (LIST,)),
        row=authority_row(guide, authority),
        bodies=tuple(_body_row(guide, listings, authority, body) for body in authority.bodies),
        origins=origin_rows(guide, (one for one in origins if one.authority == authority.id)),
        recommendations=listings.recommendations.first("authority", authority.id, "to the council"),
        actions=listings.actions.first("authority", authority.id, "of the council"),
        meetings=listings.meetings.first("authority", authority.id, "of the council"),
        plans=tuple(one for one in guide.of_kind(Plan) if one.authority == authority.id),
        updates=tuple(one for one in guide.of_kind(Update) if one.authority == authority.id),
        measures=tuple(one for one in guide.of_kind(Measure) if one.authority == authority.id),
    )


def _body_row(guide: Dataset, listings: Listings, authority: Authority, body: Committee) -> BodyRow:
    id = f"{authority.id}/{body.key}"
    meetings = meetings_in_words(listings.meetings.rows_of("body", id))
    return BodyRow(guide.ref(id), body, meetings, briefing_link(guide, id))


def _body_page(guide: Dataset, listings: Listings, authority: Authority, body: Committee) -> BodyPage:
    id = f"{authority.id}/{body.key}"
    return BodyPage(
        address=guide.address(id),
        title=f"{body.name}, {authority.name}",
        breadcrumbs=(LIST, guide.ref(authority.id)),
        section="authorities",
        findable=findable(guide, BODY, id),
        row=_body_row(guide, listings, authority, body),
        council=authority,
        considered=listings.recommendations.rows_of("body", id),
        recommendations=listings.recommendations.first("body", id, "that it considered"),
        actions=listings.actions.first("body", id, "from its meetings"),
        meetings=listings.meetings.first("body", id, "of the body"),
    )
