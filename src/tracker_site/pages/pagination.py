"""Long lists over several pages: which rows stand on which, and the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

ROWS_A_PAGE = 50
"""So that a full page of a list stays light on a phone."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of a page of a list; an address of None stands for the pages that are left out."""

    number: int
    address: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pagination:
    """Which rows of a list a page shows, and the way to the others."""

    first: int
    last: int
    total: int
    previous: str | None
    next: str | None
    numbers: tuple[PageNumber, ...]

    @property
    def words(self) -> str:
        """Which rows these are: "1 to 50 of 312"."""
        return f"{self.first} to {self.last} of {self.total}"

    @property
    def title(self) -> str:
        """What a later page adds to the title: " (page 2 of 4)"."""
        current = next((one.number for one in self.numbers if one.is_current), 1)
        return f" (page {current} of {self.numbers[-1].number})" if current > 1 else ""


@dataclass(frozen=True, slots=True)
class PageOfRows(Generic[Row]):
    """One page of a list: its address and its rows."""

    address: str
    rows: tuple[Row, ...]
    pagination: Pagination


def pages_of(rows: Sequence[Row], address: str, length: int = ROWS_A_PAGE) -> Iterator[PageOfRows[Row]]:
    """Yield the pages of a list whose first stands at `address`; a list without rows has one page too."""
    pages = max(1, -(-len(rows) // length))
    for page in range(1, pages + 1):
        start = (page - 1) * length
        shown = tuple(rows[start : start + length])
        yield PageOfRows(
            _address(address, page),
            shown,
            Pagination(
                first=start + 1 if shown else 0,
                last=start + len(shown),
                total=len(rows),
                previous=_address(address, page - 1) if page > 1 else None,
                next=_address(address, page + 1) if page < pages else None,
                numbers=tuple(_numbers(address, page, pages)) if pages > 1 else (),
            ),
        )


def _numbers(address: str, current: int, pages: int) -> Iterator[PageNumber]:
    """Yield the first, the last, the present page and its neighbours, with a gap for those between."""
    shown = [page for page in range(1, pages + 1) if page in (1, pages) or abs(page - current) <= 1]
    before = 0
    for page in shown:
        if page > before + 1:
            yield PageNumber(page - 1, None, False)
        yield PageNumber(page, _address(address, page), page == current)
        before = page


def _address(address: str, page: int) -> str:
    return address if page == 1 else f"{address}page/{page}/"
