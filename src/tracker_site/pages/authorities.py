"""The list of councils, the page of each, and the page of each of its bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    Plan,
    Recommendation,
    Update,
)
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.labels import BODY_KINDS, count
from tracker_site.pages.charts import Segment, bar_of, tally
from tracker_site.pages.imported import CouncilElsewhere
from tracker_site.pages.listings import Listings
from tracker_site.pages.origins import OriginRow, origin_rows
from tracker_site.pages.page import (
    MeetingRow,
    Page,
    action_rows,
    recommendation_rows,
)
from tracker_site.pages.pagination import ROWS_A_PAGE, Letters, Pagination, letters_of, pages_of
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.rows import meeting_rows, meetings_in_words, plans_apart
from tracker_site.pages.search import AUTHORITY, BODY, findable
from tracker_site.records.authority import Committee
from tracker_site.records.meeting import Meeting

LIST = Link("Councils", "authorities/")


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A council in a list."""

    link: Link
    recommendations: int
    summary: str
    bar: tuple[Segment, ...]
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
    beside: Link | None
    """The way to the page that shows them side by side."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body of a council in a list."""

    link: Link
    kind: str
    meetings: str
    """How many were held, and how many are planned, in words."""
    briefing: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPage(Page):
    """One council."""

    template: ClassVar[str] = "authority.html"

    answer: str
    bar: tuple[Segment, ...]
    authority: Authority
    bodies: tuple[BodyRow, ...]
    origins: tuple[OriginRow, ...]
    rows: tuple[Recommendation, ...]
    rest: Link | None
    actions: tuple[Action, ...]
    actions_rest: Link | None
    plans: tuple[Ref, ...]
    reported: tuple[Ref, ...]
    """Lists of work that was only reported."""
    meetings: tuple[MeetingRow, ...]
    meetings_rest: Link | None
    updates: tuple[Ref, ...]
    measures: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage(Page):
    """One body of a council."""

    template: ClassVar[str] = "body.html"

    body: Committee
    council: Ref
    answer: str
    briefing: Link | None
    meetings: tuple[MeetingRow, ...]
    meetings_rest: Link | None
    rows: tuple[Recommendation, ...]
    rest: Link | None
    actions: tuple[Action, ...]
    actions_rest: Link | None


def plan_authorities(
    guide: Dataset,
    listings: Listings,
    beside: Link | None = None,
    elsewhere: Sequence[CouncilElsewhere] = (),
) -> Iterator[Page]:
    """Yield the list of councils, the page of each and of each of its bodies.

    `beside` shows them side by side; `elsewhere` are those of other trackers.
    """
    authorities = sorted(guide.of_kind(Authority), key=lambda one: one.name)
    yield from _lists(guide, authorities, elsewhere, beside)
    for authority in authorities:
        yield _authority_page(guide, listings, authority)
        for body in authority.bodies:
            yield _body_page(guide, listings, authority, body)


def _lists(
    guide: Dataset,
    authorities: Sequence[Authority],
    elsewhere: Sequence[CouncilElsewhere],
    beside: Link | None,
) -> Iterator[Page]:
    """Yield the pages of the list: those followed here, then those of other trackers."""
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
            address=page.address,
            title=f"{LIST.text}{page.pagination.title}",
            description=_followed(own, len(elsewhere)),
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="authorities",
            rows=tuple(authority_row(guide, one) for one in shown),
            elsewhere=tuple(one for one in page.rows if isinstance(one, CouncilElsewhere)),
            letters=Letters(letters.links, of_page[: len(shown)]),
            letters_elsewhere=Letters(others.links, of_page[len(shown) :]),
            pagination=page.pagination,
            beside=beside,
        )


def _followed(own: int, elsewhere: int) -> str:
    """Return how many councils are followed here, and how many in other trackers."""
    others = count(elsewhere, "council")
    if elsewhere and not own:
        return f"{others} whose recommendations are shown here, as the trackers that follow them tell."
    followed = f"{count(own, 'council').capitalize()} whose recommendations are followed here"
    return f"{followed}, and {others} in other trackers." if elsewhere else f"{followed}."


def authority_row(guide: Dataset, authority: Authority) -> AuthorityRow:
    """Return a council for a list."""
    ids = _recommendations_of(guide, authority.id)
    actions = [guide.standings.actions[one] for one in _actions_of(guide, authority.id)]
    return AuthorityRow(
        guide.link(authority.id),
        len(ids),
        tally(guide.standings.recommendations[id].status for id in ids),
        bar_of(guide.standings.recommendations[id].status for id in ids),
        _meetings_in_words(guide, _meetings_of(guide, authority.id)),
        sum(not standing.done for standing in actions),
    )


def _authority_page(guide: Dataset, listings: Listings, authority: Authority) -> AuthorityPage:
    ids = _recommendations_of(guide, authority.id)
    summary = tally(guide.standings.recommendations[id].status for id in ids)
    plans, reported = plans_apart(one for one in guide.of_kind(Plan) if one.authority == authority.id)
    sentence = f"{count(len(ids), 'recommendation').capitalize()}{f': {summary}' if ids else ' recorded'}."
    return AuthorityPage(
        address=guide.address(authority.id),
        title=authority.name,
        description=f"{authority.name}: {sentence}",
        breadcrumbs=(LIST,),
        section="authorities",
        provenance=provenance_shown(guide, authority.id),
        findable=findable(guide, AUTHORITY, authority.id),
        answer=sentence,
        bar=bar_of(guide.standings.recommendations[id].status for id in ids),
        authority=authority,
        bodies=tuple(_body_row(guide, authority, body) for body in authority.bodies),
        origins=origin_rows(guide, _origins_of(guide, authority.id)),
        rows=recommendation_rows(guide, ids)[:ROWS_A_PAGE],
        rest=listings.recommendations.rest(authority.id, "authority", "to the council"),
        actions=action_rows(guide, _actions_of(guide, authority.id))[:ROWS_A_PAGE],
        actions_rest=listings.actions.rest(authority.id, "authority", "of the council"),
        plans=plans,
        reported=reported,
        meetings=meeting_rows(guide, _meetings_of(guide, authority.id))[:ROWS_A_PAGE],
        meetings_rest=listings.meetings.rest(authority.id, "authority", "of the council"),
        updates=tuple(one.link for one in guide.of_kind(Update) if one.authority == authority.id),
        measures=tuple(one.link for one in guide.of_kind(Measure) if one.authority == authority.id),
    )


def _body_row(guide: Dataset, authority: Authority, body: Committee) -> BodyRow:
    address = f"{authority.id}/{body.key}"
    return BodyRow(
        guide.link(address),
        BODY_KINDS[body.kind],
        _meetings_in_words(guide, _meetings_held_by(guide, address)),
        briefing_link(guide, address),
    )


def _body_page(guide: Dataset, listings: Listings, authority: Authority, body: Committee) -> BodyPage:
    address = f"{authority.id}/{body.key}"
    meetings = _meetings_held_by(guide, address)
    dealt_with = {standing.id for meeting in meetings for standing in guide.dealt_with.get(meeting, ())}
    made = {id for meeting in meetings for id in guide.register.made_by.get(meeting, ())}
    considered = sorted(id for id in dealt_with | made if id in guide.standings.recommendations)
    asked = [one for one, standing in guide.standings.actions.items() if standing.record in meetings]
    known = _meetings_in_words(guide, meetings)
    sentence = (
        f"{known[0].upper()}{known[1:]}; "
        f"{count(len(considered), 'recommendation')} considered, {count(len(asked), 'action')} recorded."
    )
    return BodyPage(
        address=guide.address(address),
        title=f"{body.name}, {authority.name}",
        description=f"{body.name}, {authority.name}: {sentence}",
        breadcrumbs=(LIST, guide.link(authority.id)),
        section="authorities",
        findable=findable(guide, BODY, address),
        answer=sentence,
        body=body,
        council=authority.link,
        briefing=briefing_link(guide, address),
        meetings=meeting_rows(guide, meetings)[:ROWS_A_PAGE],
        meetings_rest=listings.meetings.rest(address, "body", "of the body"),
        rows=recommendation_rows(guide, considered)[:ROWS_A_PAGE],
        rest=listings.recommendations.rest(address, "body", "that it considered"),
        actions=action_rows(guide, asked)[:ROWS_A_PAGE],
        actions_rest=listings.actions.rest(address, "body", "from its meetings"),
    )


def _meetings_in_words(guide: Dataset, ids: Iterable[str]) -> str:
    return meetings_in_words(guide, map(guide.meeting, ids))


def _origins_of(guide: Dataset, authority: str) -> tuple[Inspection | Inquiry, ...]:
    origins: tuple[Inspection | Inquiry, ...] = (*guide.of_kind(Inspection), *guide.of_kind(Inquiry))
    return tuple(one for one in origins if one.authority == authority)


def _recommendations_of(guide: Dataset, authority: str) -> list[str]:
    return [id for id in guide.standings.recommendations if guide.authority_of(id) == authority]


def _actions_of(guide: Dataset, authority: str) -> list[str]:
    return [address for address in guide.standings.actions if guide.authority_of(address) == authority]


def _meetings_of(guide: Dataset, authority: str) -> list[str]:
    return [one.id for one in guide.seen_of_kind(Meeting) if one.body.split("/")[0] == authority]


def _meetings_held_by(guide: Dataset, body: str) -> list[str]:
    return [one.id for one in guide.seen_of_kind(Meeting) if one.body == body]
