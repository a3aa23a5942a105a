"""The pages about the data: what there is, and each table with its columns, made from their definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.page import Page
from tracker_site.pages.structured import dataset
from tracker_site.pages.tables.columns import Cell, Field, Table
from tracker_site.pages.tables.files import PACKAGE, SQLITE, Filled, csv_address
from tracker_site.pages.tables.tables import TABLES
from tracker_site.pages.tables.views import VIEWS, View
from tracker_site.pages.words import count
from tracker_site.source.markup import Prose, to_prose

_TYPES = {
    "text": "Text",
    "markdown": "Markdown",
    "address": "Web address",
    "whole": "Whole number",
    "number": "Number",
    "yes-no": "True or false",
    "date": "Date, as exact as it is known",
    "day": "Day",
}
_LONGEST = 90
"""Characters of an example; the files hold the whole."""


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table in the list of them."""

    name: str
    link: Link
    words: str
    csv: Link


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A column: what it says, what it takes, and what stands in it here."""

    name: str
    type: str
    words: Prose
    is_key: bool
    is_needed: bool
    values: tuple[str, ...]
    refers_to: Link | None
    example: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """What data there is and how to read it."""

    template: ClassVar[str] = "data.html"

    tables: tuple[TableShown, ...]
    views: tuple[View, ...]
    sqlite: Link
    package: Link
    counts: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage(Page):
    """One table of the data. Its rows are looked at when the page is rendered, for the preview renders few pages."""

    template: ClassVar[str] = "table.html"

    table: Table[Any]
    filled: Filled = field(compare=False)
    """Not compared, for then each save would be told to change every table; what it changed is told by its pages."""
    csv: Link

    @property
    def rows(self) -> str:
        """How many rows it has."""
        return count(len(self.filled.rows(self.table)), "row")

    @property
    def fields(self) -> tuple[FieldShown, ...]:
        """Its columns."""
        rows = self.filled.rows(self.table)
        return tuple(_field(one, _example(rows, n)) for n, one in enumerate(self.table.fields))


def plan_datasets(guide: Guide, filled: Filled, counts: tuple[tuple[str, int], ...]) -> Iterator[Page]:
    """Yield the page about the data, and the page of each table."""
    yield DataPage(
        address="data/",
        title="Data",
        description="Everything on this site, as data.",
        section="data",
        structured=_dataset(guide),
        tables=tuple(
            TableShown(table.name, _link(table), table.words, Link(f"{table.name}.csv", csv_address(table)))
            for table in TABLES
        ),
        views=VIEWS,
        sqlite=Link("tracker.sqlite", SQLITE),
        package=Link("datapackage.json", PACKAGE),
        counts=counts,
        others=tuple((other.title, other.url) for other in guide.site.federation),
    )
    yield from (_page(table, filled) for table in TABLES)


def _page(table: Table[Any], filled: Filled) -> TablePage:
    return TablePage(
        address=f"data/{table.name}/",
        title=f"{table.title}, as data",
        description=table.words,
        breadcrumbs=(Link("Data", "data/"),),
        section="data",
        table=table,
        filled=filled,
        csv=Link(f"{table.name}.csv", csv_address(table)),
    )


def _link(table: Table[Any]) -> Link:
    return Link(table.title, f"data/{table.name}/")


def _field(of: Field, example: str | None) -> FieldShown:
    return FieldShown(
        of.name,
        _TYPES[of.type],
        to_prose(of.words, top_heading=4),
        of.is_key,
        of.is_needed,
        of.values,
        Link(of.refers_to, f"data/{of.refers_to}/") if of.refers_to else None,
        example,
    )


def _example(rows: tuple[tuple[Cell, ...], ...], place: int) -> str | None:
    """Return what stands in the first row that has something there, shortened."""
    found = next((row[place] for row in rows if row[place] is not None), None)
    if found is None:
        return None
    words = " ".join(str(found).lower().split() if isinstance(found, bool) else str(found).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _dataset(guide: Guide) -> tuple[dict[str, Any], ...]:
    site = guide.site
    if not site.base_url:
        return ()
    licence = site.licence.url if site.licence else None
    return (dataset(f"{site.base_url.rstrip('/')}/", site.title, site.description or site.title, licence),)
