"""The front page: one sentence that counts, what is late or quiet, what changed, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.briefing.body import Body, is_to_come
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Meeting, Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.wholes import AsPart, closed_as_part
from tracker_site.pages.accounted import SiteAccounts, site_accounts
from tracker_site.pages.authorities import AuthorityRow, authority_row
from tracker_site.pages.briefings import briefings_next
from tracker_site.pages.changes import latest_changes
from tracker_site.pages.motions import MotionRow, motion_rows
from tracker_site.pages.news import Change
from tracker_site.pages.page import Page, action_rows, recommendation_rows
from tracker_site.pages.pagination import First, first_of
from tracker_site.pages.rows import meeting_rows
from tracker_site.records.meeting import Meeting as MeetingRecord
from tracker_site.status.claims import is_closed_by_others, is_on_own_word, is_rejected, received_in
from tracker_site.status.standing import RecommendationStanding

COUNCILS_SHOWN = 12
"""How many councils the front page shows before it leads to the list of them."""

ROWS_SHOWN = 5
"""How many rows of each list the front page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The front page."""

    template: ClassVar[str] = "home.html"

    holds_records: bool
    """Whether it tells of records of its own; a site without any tells of those of other trackers alone."""
    trackers: tuple[Tracker, ...]
    """The other trackers that are shown."""
    recommendations: tuple[RecommendationStanding, ...]
    councils: int
    """How many councils they were made to."""
    inferred: int
    closed: ClosedRecommendations
    actions: ActionCounts
    late: First[Recommendation]
    late_actions: First[Action]
    quiet: First[Recommendation]
    undated: First[Action]
    coming: tuple[Meeting, ...]
    briefings: tuple[Body, ...]
    due_next: First[Action]
    accounts: SiteAccounts
    motions: tuple[MotionRow, ...]
    changes: tuple[tuple[Change, ...], ...]
    authorities: First[AuthorityRow]


@dataclass(frozen=True, slots=True)
class ClosedRecommendations:
    """How many recommendations are closed, by whose word that is."""

    signed_off: int
    """How many were signed off or confirmed by name."""
    as_part: AsPart
    """How many only as part of a whole."""
    reported_only: int
    rejected: int
    """How many the council says are closed undone since they were rejected: of these nothing could be signed off."""


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """How many actions there are, and of those that are closed whose word that is."""

    recorded: int
    closed: int
    as_part: AsPart
    """How many were signed off or confirmed only as part of a whole."""
    reported_only: int
    received: int
    """How many the body received that had asked for them."""

    @property
    def named(self) -> int:
        """How many scrutiny or somebody from outside closed by name, or by closing what they answer."""
        return self.closed - self.as_part.number - self.reported_only - self.received


def plan_home(guide: Dataset, others: Sequence[Tracker] = ()) -> Iterator[Page]:
    """Yield the front page; `others` are the other trackers that are shown."""
    recommendations = guide.standings.recommendations
    yield HomePage(
        address="",
        title=guide.site.title,
        description=guide.site.description or guide.site.title,
        section="home",
        holds_records=guide.holds_records or not others,
        trackers=tuple(others),
        recommendations=tuple(recommendations.values()),
        councils=len({guide.authority_of(id) for id in recommendations}),
        inferred=sum(one.is_inferred for one in guide.in_order),
        closed=_closed(guide),
        actions=_action_counts(guide),
        late=first_of(
            recommendation_rows(
                guide, (id for id, one in recommendations.items() if one.is_open and one.late)
            ),
            "recommendations that are late",
            "recommendations/late/",
            ROWS_SHOWN,
        ),
        late_actions=_actions(guide, "late", "actions that are late"),
        quiet=first_of(
            _quiet_rows(guide), "recommendations that have gone quiet", "recommendations/quiet/", ROWS_SHOWN
        ),
        undated=_actions(guide, "undated", "actions without a date"),
        coming=meeting_rows(
            guide, (one.id for one in guide.seen_of_kind(MeetingRecord) if is_to_come(guide, one))
        ),
        briefings=briefings_next(guide, ROWS_SHOWN),
        due_next=_actions(guide, "dated", "actions with a date to come"),
        accounts=site_accounts(guide),
        motions=motion_rows(guide)[:ROWS_SHOWN],
        changes=latest_changes(guide, records=4),
        authorities=_authorities(guide),
    )


def _closed(guide: Dataset) -> ClosedRecommendations:
    closed = [one for one in guide.standings.recommendations.values() if not one.status.is_open]
    as_part = closed_as_part(closed, guide.ref)
    return ClosedRecommendations(
        sum(is_closed_by_others(one.step) for one in closed) - as_part.number,
        as_part,
        sum(is_on_own_word(guide.standings, one) for one in closed),
        sum(one.step.assurance == "reported" and is_rejected(one.response, one.status) for one in closed),
    )


def _action_counts(guide: Dataset) -> ActionCounts:
    closed = [one for one in guide.standings.actions.values() if one.done]
    return ActionCounts(
        len(guide.standings.actions),
        len(closed),
        closed_as_part(closed, guide.ref),
        sum(is_on_own_word(guide.standings, one) for one in closed),
        sum(received_in(guide.standings, one) is not None for one in closed),
    )


def _actions(guide: Dataset, promise: str, words: str) -> First[Action]:
    """Return the first actions of which a sort of promise became."""
    found = (id for id, one in guide.actions.items() if one.promise == promise)
    return first_of(action_rows(guide, found), words, f"actions/{promise}/", ROWS_SHOWN)


def _quiet_rows(guide: Dataset) -> tuple[Recommendation, ...]:
    """Return the recommendations that have gone quiet, the longest first."""
    place = {id: place for place, id in enumerate(guide.accounts.silences)}
    found = guide.standings.recommendations.items()
    quiet = (id for id, one in found if one.is_open and one.quiet)
    return tuple(sorted(recommendation_rows(guide, quiet), key=lambda row: place[row.id]))


def _authorities(guide: Dataset) -> First[AuthorityRow]:
    shown = first_of(guide.authorities, "councils", "authorities/", COUNCILS_SHOWN)
    return First(tuple(authority_row(guide, one) for one in shown.rows), shown.rest, shown.total)
