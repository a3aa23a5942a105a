"""The pages about the data: what there is, and each table with its columns, made from their declarations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from tracker_site.briefing.published import BRIEFING_ITEMS
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import page_link
from tracker_site.dataset.tables import common, followed, meetings
from tracker_site.dataset.tables.columns import Cell, Column
from tracker_site.dataset.tables.files import Filled, as_package
from tracker_site.dataset.tables.table import Table
from tracker_site.dataset.tables.views import VIEWS, View
from tracker_site.labels import count
from tracker_site.pages.machines import dataset
from tracker_site.pages.page import Page
from tracker_site.pages.planned import Later
from tracker_site.source.markup import Prose, to_prose

TABLES = (*followed.TABLES, *meetings.TABLES, BRIEFING_ITEMS, *common.TABLES)
"""All tables of the data, in the order in which they are best read."""

_LONGEST = 90
"""Characters of an example; the files hold the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """What data there is and how to read it."""

    template: ClassVar[str] = "data.html"

    tables: tuple[Table, ...]
    views: tuple[View, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage(Page):
    """One table of the data. Its rows are looked at when the page is rendered, for the preview renders few pages."""

    template: ClassVar[str] = "table.html"

    table: Table
    filled: Filled = field(compare=False)
    """Not compared, for then each save would be told to change every table; what it changed is told by its pages."""

    @property
    def rows(self) -> str:
        """How many rows it has."""
        return count(len(self.filled.rows(self.table)), "row")

    @property
    def fields(self) -> Iterator[tuple[Column, Prose, str | None]]:
        """Its columns, with what each says and an example of what stands in it here."""
        rows = self.filled.rows(self.table)
        for n, one in enumerate(self.table.fields):
            yield one, to_prose(one.words, top_heading=4), _example(rows, n)


def plan_datasets(guide: Guide, filled: Filled, counts: tuple[tuple[str, int], ...]) -> Iterator[Page]:
    """Yield the page about the data, and the page of each table."""
    yield DataPage(
        address="data/",
        title="Data",
        description="Everything on this site, as data.",
        section="data",
        structured=_dataset(guide),
        tables=filled.tables,
        views=VIEWS,
        counts=counts,
    )
    yield from (_page(table, filled) for table in filled.tables)


def plan_files_of_data(guide: Guide, filled: Filled) -> Iterator[Later[bytes]]:
    """Yield each file of the tables; they are made only where they are asked for."""
    yield from (Later(f"data/{table.name}.csv", partial(filled.csv, table)) for table in filled.tables)
    yield Later("data/tracker.sqlite", filled.sqlite)
    yield Later("data/datapackage.json", partial(as_package, guide.site, filled.tables))


def _page(table: Table, filled: Filled) -> TablePage:
    return TablePage(
        address=f"data/{table.name}/",
        title=f"{table.title}, as data",
        description=table.words,
        breadcrumbs=(page_link("Data", "data/"),),
        section="data",
        table=table,
        filled=filled,
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
