"""The front page: one sentence that counts, what is late or quiet, what changed, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.pages.authorities import AuthorityRow, authority_row
from tracker_site.pages.changes import ChangesOfRecord, all_changes
from tracker_site.pages.guide import Guide
from tracker_site.pages.page import (
    ActionRow,
    MeetingRow,
    Page,
    RecommendationRow,
    action_rows,
    recommendation_rows,
)
from tracker_site.pages.rows import meeting_rows
from tracker_site.pages.tally import tally
from tracker_site.pages.words import count
from tracker_site.records.authority import Authority
from tracker_site.records.meeting import Meeting
from tracker_site.standing.standing import ActionStanding
from tracker_site.statuses import COMMON


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many recommendations have a status."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The front page."""

    template: ClassVar[str] = "home.html"

    answer: str
    statuses: tuple[StatusCount, ...]
    signed_off: int
    reported_only: int
    late: tuple[RecommendationRow, ...]
    late_actions: tuple[ActionRow, ...]
    quiet: tuple[RecommendationRow, ...]
    undated: tuple[ActionRow, ...]
    undated_left: int
    coming: tuple[MeetingRow, ...]
    due_next: tuple[ActionRow, ...]
    changes: tuple[ChangesOfRecord, ...]
    authorities: tuple[AuthorityRow, ...]


def plan_home(guide: Guide) -> Iterator[Page]:
    """Yield the front page."""
    recommendations = guide.standings.recommendations
    actions = guide.standings.actions
    as_at = guide.standings.as_at
    authorities = sorted(guide.seen_of_kind(Authority), key=lambda one: one.name)
    closed = [one for one in recommendations.values() if not one.status.is_open]
    undated = action_rows(guide, (one.id for one in actions.values() if _has_no_date(guide, one)))
    yield HomePage(
        address="",
        title=guide.site.title,
        description=guide.site.description or guide.site.title,
        section="home",
        answer=_answer(guide),
        statuses=tuple(
            StatusCount(
                key, common.label, sum(one.status.common is common for one in recommendations.values())
            )
            for key, common in reversed(COMMON.items())
        ),
        signed_off=sum(one.step.assurance in ("signed-off", "confirmed") for one in closed),
        reported_only=sum(one.step.assurance == "reported" for one in closed),
        late=recommendation_rows(guide, (one.id for one in recommendations.values() if one.late)),
        late_actions=action_rows(guide, (one.id for one in actions.values() if one.late)),
        quiet=recommendation_rows(guide, (one.id for one in recommendations.values() if one.quiet)),
        undated=undated[:5],
        undated_left=len(undated[5:]),
        coming=meeting_rows(
            guide,
            (
                one.id
                for one in guide.seen_of_kind(Meeting)
                if one.state == "scheduled" and not one.date.is_past(as_at)
            ),
        ),
        due_next=action_rows(
            guide,
            (
                one.id
                for one in actions.values()
                if not one.is_done and one.due and one.due.is_known and not one.late
            ),
        ),
        changes=all_changes(guide)[:4],
        authorities=tuple(authority_row(guide, authority) for authority in authorities),
    )


def _has_no_date(guide: Guide, action: ActionStanding) -> bool:
    return not action.is_done and not action.due and not guide.register.actions[action.id].standing


def _answer(guide: Guide) -> str:
    standings = guide.standings
    councils = count(len(guide.seen_of_kind(Authority)), "council")
    recommendations = count(len(standings.recommendations), "recommendation")
    summary = tally(one.status for one in standings.recommendations.values())
    done = sum(one.is_done for one in standings.actions.values())
    promised = f"{count(len(standings.actions), 'action')} promised, {done} of them done"
    followed = f"{recommendations} followed at {councils}" + (
        f": {summary}" if standings.recommendations else ""
    )
    return f"{followed[0].upper()}{followed[1:]}. {promised[0].upper()}{promised[1:]}."
