"""The table of recommendations by meetings: which meeting considered which, and what it was then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Meeting, Recommendation
from tracker_site.records.statuses import COMMON, STEPS
from tracker_site.status.silence import Cell


@dataclass(frozen=True, slots=True)
class ByMeetings:
    """Recommendations by the meetings in their rows, in the order of days."""

    columns: tuple[Meeting, ...]
    is_order_assumed: bool
    """Whether the dates leave open which of two meetings came first."""
    rows: tuple[tuple[Recommendation, Mapping[str, Cell]], ...]
    """Each recommendation with its cells, by the ids of the meetings; none where a meeting does not count for it."""
    statuses: tuple[str, ...]
    """The keys of the statuses that it shows, the furthest first."""
    assurances: tuple[str, ...]
    """The steps of who says so that it shows, the weakest first."""

    @property
    def has_cells_before(self) -> bool:
        """Whether a meeting of the table does not count for some of its recommendations."""
        return any(len(cells) < len(self.columns) for _, cells in self.rows)


def by_meetings(guide: Dataset, recommendations: Sequence[Recommendation]) -> ByMeetings:
    """Return the table of some recommendations."""
    rows = tuple((one, {str(cell.meeting): cell for cell in one.meetings}) for one in recommendations)
    ids = sorted({meeting for _, cells in rows for meeting in cells}, key=guide.register.order)
    columns = tuple(guide.record(Meeting, id) for id in ids)
    shown = {one.status.common.key for one in recommendations}
    shown |= {cell.status.common.key for one in recommendations for cell in one.meetings if cell.considered}
    said = {one.assurance for one in recommendations}
    said |= {
        cell.assurance
        for one in recommendations
        for cell in one.meetings
        if cell.considered and cell.assurance
    }
    return ByMeetings(
        columns=columns,
        is_order_assumed=_is_order_assumed(guide, columns),
        rows=rows,
        statuses=tuple(key for key in reversed(COMMON) if key in shown),
        assurances=tuple(step for step in STEPS[1:] if step in said),
    )


def _is_order_assumed(guide: Dataset, meetings: Sequence[Meeting]) -> bool:
    """Whether neither the dates of meetings nor a source tell which of two came first."""
    return any(
        not guide.register.is_before(before.id, after.id) and not (before.date.is_day and after.date.is_day)
        for before, after in pairwise(meetings)
    )
