"""The front page: one sentence that counts, what is late or quiet, what changed, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic

from tracker_site.briefing.body import Body, is_to_come
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Authority, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dataset.promises import promise_of
from tracker_site.labels import count
from tracker_site.pages.accounted import AccountLine, lines_of_site
from tracker_site.pages.authorities import AuthorityRow, authority_row
from tracker_site.pages.briefings import briefings_next
from tracker_site.pages.changes import latest_changes
from tracker_site.pages.charts import Segment, bar_of, tally
from tracker_site.pages.imported import ImportedShown
from tracker_site.pages.motions import MotionRow, motion_rows
from tracker_site.pages.news import ChangesOfRecord
from tracker_site.pages.page import (
    MeetingRow,
    Page,
    action_rows,
    recommendation_rows,
)
from tracker_site.pages.pagination import Row
from tracker_site.pages.rows import meeting_rows
from tracker_site.records.meeting import Meeting
from tracker_site.records.statuses import COMMON
from tracker_site.status.claims import is_closed_by_others, is_rejected, received_in

COUNCILS_SHOWN = 12
"""How many councils the front page shows before it leads to the list of them."""

ROWS_SHOWN = 5
"""How many rows of each list the front page shows."""


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many recommendations have a status."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class First(Generic[Row]):
    """The first rows of a list, and the way to the whole of it."""

    rows: tuple[Row, ...]
    all: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The front page."""

    template: ClassVar[str] = "home.html"

    answer: str
    holds_records: bool
    """Whether it tells of records of its own; a site without any tells of those of other trackers alone."""
    imported: ImportedShown | None
    """What other trackers tell, where any is taken in."""
    promises: str
    bar: tuple[Segment, ...]
    statuses: tuple[StatusCount, ...]
    signed_off: int
    reported_only: int
    rejected: int
    """How many the council says are closed undone since they were rejected: of these nothing could be signed off."""
    late: First[Recommendation]
    late_actions: First[Action]
    quiet: First[Recommendation]
    undated: First[Action]
    coming: tuple[MeetingRow, ...]
    briefings: tuple[Body, ...]
    due_next: First[Action]
    accounts: tuple[AccountLine, ...]
    motions: First[MotionRow]
    changes: tuple[ChangesOfRecord, ...]
    authorities: tuple[AuthorityRow, ...]
    authorities_rest: Link | None


def plan_home(guide: Dataset, others: ImportedShown | None = None) -> Iterator[Page]:
    """Yield the front page; `others` is what other trackers tell."""
    recommendations = guide.standings.recommendations
    actions = guide.standings.actions
    authorities = sorted(guide.of_kind(Authority), key=lambda one: one.name)
    closed = [one for one in recommendations.values() if not one.status.is_open]
    yield HomePage(
        address="",
        title=guide.site.title,
        description=guide.site.description or guide.site.title,
        section="home",
        answer=others.answer if others and not guide.holds_records else _answer(guide),
        holds_records=guide.holds_records or others is None,
        imported=others,
        promises=_actions_in_a_sentence(guide),
        bar=bar_of(one.status for one in recommendations.values()),
        statuses=tuple(
            StatusCount(
                key, common.label, sum(one.status.common is common for one in recommendations.values())
            )
            for key, common in reversed(COMMON.items())
        ),
        signed_off=sum(is_closed_by_others(one.step) for one in closed),
        reported_only=sum(map(guide.accounts.is_on_own_word, closed)),
        rejected=sum(
            one.step.assurance == "reported" and is_rejected(one.response, one.status) for one in closed
        ),
        late=_first(
            recommendation_rows(guide, (one.id for one in recommendations.values() if one.late)),
            "recommendations that are late",
            "recommendations/late/",
        ),
        late_actions=_first(
            action_rows(guide, (id for id in actions if promise_of(guide, id) == "late")),
            "actions that are late",
            "actions/late/",
        ),
        quiet=_first(
            _quiet_rows(guide),
            "recommendations that have gone quiet",
            "recommendations/quiet/",
        ),
        undated=_first(
            action_rows(guide, (id for id in actions if promise_of(guide, id) == "undated")),
            "actions without a date",
            "actions/undated/",
        ),
        coming=meeting_rows(
            guide,
            (one.id for one in guide.seen_of_kind(Meeting) if is_to_come(guide, one)),
        ),
        briefings=briefings_next(guide, ROWS_SHOWN),
        due_next=_first(
            action_rows(guide, (id for id in actions if promise_of(guide, id) == "dated")),
            "actions with a date to come",
            "actions/dated/",
        ),
        accounts=lines_of_site(guide),
        motions=First(motion_rows(guide)[:ROWS_SHOWN], Link("All motions", "motions/")),
        changes=latest_changes(guide, records=4, lines=5),
        authorities=tuple(authority_row(guide, authority) for authority in authorities[:COUNCILS_SHOWN]),
        authorities_rest=Link(f"All {len(authorities)} councils", "authorities/")
        if len(authorities) > COUNCILS_SHOWN
        else None,
    )


def _first(rows: tuple[Row, ...], words: str, address: str) -> First[Row]:
    """Return the first rows; the whole list is a page of its own."""
    return First(
        rows[:ROWS_SHOWN], Link(f"All {len(rows)} {words}", address) if len(rows) > ROWS_SHOWN else None
    )


def _quiet_rows(guide: Dataset) -> tuple[Recommendation, ...]:
    """Return the recommendations that have gone quiet, the longest first."""
    place = {id: place for place, id in enumerate(guide.accounts.silences)}
    quiet = (id for id, one in guide.standings.recommendations.items() if one.quiet)
    return tuple(sorted(recommendation_rows(guide, quiet), key=lambda row: place[row.id]))


def _answer(guide: Dataset) -> str:
    standings = guide.standings
    named = {guide.authority_of(id) for id in standings.recommendations}
    councils = count(len(named), "council")
    recommendations = count(len(standings.recommendations), "recommendation")
    summary = tally(one.status for one in standings.recommendations.values())
    inferred = sum(one.is_inferred for one in guide.in_order)
    note = f" ({inferred} of them inferred)" if inferred else ""
    if not standings.recommendations:
        return "No recommendation is recorded yet."
    return f"{recommendations[0].upper()}{recommendations[1:]} to {councils}{note}: {summary}."


def _actions_in_a_sentence(guide: Dataset) -> str:
    """Return how many actions there are, and whose word it is that some are closed."""
    closed = [one for one in guide.standings.actions.values() if one.done]
    alone = sum(map(guide.accounts.is_on_own_word, closed))
    received = sum(received_in(guide.standings, one) is not None for one in closed)
    recorded = f"{count(len(guide.standings.actions), 'action')} recorded"
    sentence = f"{recorded[0].upper()}{recorded[1:]}"
    if not closed:
        return f"{sentence}, none of them closed."
    handed_in = f"{received} received by the body that asked for {'it' if received == 1 else 'them'}, "
    return (
        f"{sentence}: {len(closed) - alone - received} closed with scrutiny’s or an outside body’s word, on the action "
        f"or on what it answers, {handed_in if received else ''}{alone} on the council’s word alone, "
        f"{len(guide.standings.actions) - len(closed)} open."
    )
