"""Long lists over several pages: which rows are on which, the links between them, and letters that lead into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from unicodedata import normalize

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import inferred_among
from tracker_site.pages.page import Page

Row = TypeVar("Row")
L = TypeVar("L", bound="PagedList[Any]")

ROWS_A_PAGE = 50
"""So that a full page of a list stays light on a phone."""

NAMES_TAKEN_IN = 25
"""How many names are looked through without letters."""


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

    def fields(self, first: Ref, *before: Ref, title: str | None = None) -> dict[str, Any]:
        """Return the fields of a `Page` that shows it; `first` leads to the first page of the list."""
        return {
            "address": self.address,
            "title": f"{title or first.text}{self.pagination.title}",
            "breadcrumbs": (*before, first) if self.address != first.address else before,
            "pagination": self.pagination,
        }


@dataclass(frozen=True, slots=True)
class First(Generic[Row]):
    """The first rows of a list, and the way to the whole of it where there are more."""

    rows: tuple[Row, ...]
    rest: Ref | None
    total: int


def first_of(rows: Sequence[Row], words: str, address: str, length: int = ROWS_A_PAGE) -> First[Row]:
    """Return the first rows of a list whose whole stands at `address`: "All 312 WORDS"."""
    inferred = sum(isinstance(row, Recommendation) and row.is_inferred for row in rows)
    all_of = f"All {len(rows)} {words}{inferred_among(len(rows), inferred)}"
    rest = page_link(all_of, address) if len(rows) > length else None
    return First(tuple(rows[:length]), rest, len(rows))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedList(Page, Generic[Row]):
    """One page of a list that takes no filter."""

    rows: tuple[Row, ...]
    pagination: Pagination


def pages_of_list(
    kind: type[L], rows: Sequence[Row], home: Ref, description: str, section: str, **more: Any
) -> Iterator[L]:
    """Yield the pages of a list that stands at `home`; `more` are the further fields of `kind`."""
    for page in pages_of(rows, home.address or ""):
        yield kind(**page.fields(home), description=description, section=section, rows=page.rows, **more)


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


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a list, each leading to its first name, and the id of the row of each name that is one."""

    links: tuple[Ref, ...]
    ids: tuple[str | None, ...]


def letters_of(names: Sequence[str], addresses: Iterable[str], list_named: str) -> Letters:
    """Return the letters of a list; none where it is short. `addresses` are those of the page of each name."""
    if len(names) <= NAMES_TAKEN_IN:
        return Letters((), (None,) * len(names))
    ids: dict[str, str] = {}
    found: list[str | None] = []
    links: list[Ref] = []
    for name, address in zip(names, addresses, strict=True):
        letter = letter_of(name)
        found.append(
            None if letter in ids else f"{list_named}-{'other' if letter == '#' else letter.lower()}"
        )
        if id := found[-1]:
            ids[letter] = id
            links.append(page_link(letter, f"{address}#{id}"))
    return Letters(tuple(links), tuple(found))


def letter_of(name: str) -> str:
    """Return the letter under which a name is looked for, without its accent; "#" for what begins with none."""
    first = normalize("NFKD", name.strip())[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"
