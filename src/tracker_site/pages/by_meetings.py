"""The table of recommendations by meetings: which meeting considered which, and what it was then."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.legend import Legend, legend_of
from tracker_site.pages.page import Chip, chip


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a meeting did with a recommendation.

    `considered` is None where that is not known; `counts` is false where the meeting is not in its row.
    """

    counts: bool
    considered: bool | None
    status_key: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A recommendation in the table of an inspection or inquiry."""

    link: Link
    number: str | None
    chip: Chip
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A meeting in the table of an inspection or inquiry."""

    link: Link
    body: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class ByMeetings:
    """Recommendations by the meetings in their rows, in the order of days."""

    columns: tuple[TableColumn, ...]
    is_order_assumed: bool
    """Whether the dates leave open which of two meetings came first."""
    rows: tuple[TableRow, ...]
    legend: Legend

    @property
    def has_cells_before(self) -> bool:
        """Whether a meeting of the table does not count for some of its recommendations."""
        return any(not cell.counts for row in self.rows for cell in row.cells)


def by_meetings(guide: Guide, ids: tuple[str, ...]) -> ByMeetings:
    """Return the table of some recommendations."""
    columns = _columns(guide, ids)
    return ByMeetings(
        tuple(_column(guide, id) for id in columns),
        _is_order_assumed(guide, columns),
        tuple(_table_row(guide, id, columns) for id in ids),
        _legend(guide, ids),
    )


def _columns(guide: Guide, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the meetings of all rows, in the order of days."""
    found = {cell.meeting for id in ids for cell in guide.standings.recommendations[id].row}
    return tuple(sorted(found, key=lambda id: (guide.register.days[id], id)))


def _column(guide: Guide, id: str) -> TableColumn:
    meeting = guide.meeting(id)
    return TableColumn(guide.link(id), guide.title(meeting.body), meeting.date)


def _table_row(guide: Guide, id: str, columns: tuple[str, ...]) -> TableRow:
    standing = guide.standings.recommendations[id]
    cells = {cell.meeting: cell for cell in standing.row}
    return TableRow(
        guide.link(id),
        guide.recommendation(id).number,
        chip(standing.step),
        tuple(
            TableCell(
                True, cells[meeting].considered, cells[meeting].status.common.key, cells[meeting].status.label
            )
            if meeting in cells
            else TableCell(False, None, None, None)
            for meeting in columns
        ),
    )


def _legend(guide: Guide, ids: tuple[str, ...]) -> Legend:
    standings = [guide.standings.recommendations[id] for id in ids]
    statuses = [one.status for one in standings]
    statuses += [cell.status for one in standings for cell in one.row if cell.considered]
    return legend_of(statuses, (one.step for one in standings))


def _is_order_assumed(guide: Guide, columns: tuple[str, ...]) -> bool:
    """Whether the dates of meetings leave open which of two came first."""
    dates = [guide.date_of(one) for one in columns]
    return any(
        not before.is_before(after) and not (before.is_day and after.is_day)
        for before, after in pairwise(dates)
    )
