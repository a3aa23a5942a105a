"""What a site publishes, read as its readers do: pages, CSV, SQLite and `tracker.json`."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from tests.support import CONTENT_DAY, ROOT, content_site, council, data_of, text_of
from tracker_site.dataset.build import Dataset
from tracker_site.pipeline import Clock, MadeSite, stand
from tracker_site.status.accounts import Accounts
from tracker_site.status.standing import Standings

Row = dict[str, Any]


@dataclass(frozen=True)
class Published:
    """A site that was made, and what was reckoned for it."""

    site: MadeSite
    standings: Standings

    @cached_property
    def dataset(self) -> Dataset:
        return Dataset(self.standings)

    @property
    def accounts(self) -> Accounts:
        return self.dataset.accounts

    @cached_property
    def things(self) -> dict[str, Row]:
        """The recommendations and actions of `tracker.json`, by id."""
        data = data_of(self.site)
        return {one["id"]: one for kind in ("recommendations", "actions") for one in data[kind]}

    def ask(self, query: str) -> list[Row]:
        """Return what the SQLite file answers."""
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(self.site.files["data/tracker.sqlite"])
            opened.row_factory = sqlite3.Row
            return [dict(row) for row in opened.execute(query)]

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a CSV."""
        text = self.site.files[f"data/{name}.csv"].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def address(self, id: str) -> str:
        """Return the address of the page of a recommendation or an action."""
        return f"actions/{id}/" if "/" in id else f"recommendations/{id}/"

    def rows(self, folder: str) -> list[str]:
        """Return the rows of the tables of a list, over all its pages, as HTML."""
        first = f"{folder}index.html"
        later = sorted(
            (name for name in self.site.files if re.fullmatch(rf"{folder}page/\d+/index\.html", name)),
            key=lambda name: int(name.split("/")[-2]),
        )
        pages = "".join(self.site.files[name].decode() for name in (first, *later))
        return re.findall(r"<tr[^>]*>\s*<th[^>]* scope=\"row\">.*?</tr>", pages, re.DOTALL)

    def counted(self, folder: str) -> dict[str, int]:
        """Return of each group of promises, by its heading, how many there are of every nature together."""
        pages = [content.decode() for name, content in self.site.files.items() if _is_page_of(folder, name)]
        found = {
            text_of(heading): words
            for page in pages
            for heading, words in re.findall(r"<h2>(.*?)</h2>\s*<p>(.*?)</p>", page, re.DOTALL)
        }
        noun = r"(\d+) (?:promise|aim|action recorded|actions recorded|request|decision)"
        return {heading: sum(map(int, re.findall(noun, words))) for heading, words in found.items()}

    def words(self, address: str) -> str:
        """Return the words of the main part of a page."""
        page = self.site.files[f"{address}index.html"].decode()
        return text_of(page[page.index("<main") : page.index("</main>")])


@cache
def published(which: str) -> Published:
    if which == "council":
        return Published(council.made(), council.standings())
    standings = stand(ROOT / "content", "content", Clock(CONTENT_DAY, CONTENT_DAY))
    return Published(content_site(), standings)


def _is_page_of(folder: str, name: str) -> bool:
    return bool(re.fullmatch(rf"{folder}(page/\d+/)?index\.html", name))


def leads_to(row: str) -> str:
    """Return where the first link of a row of a list leads, from the root."""
    found = re.search(r'href="([^"]*)"', row)
    assert found
    return found[1].replace("../", "")


QUERIES = re.findall(
    r"^\*\*(.+?)\*\*.*?```sql\n(.*?)```", (ROOT / "docs" / "data.md").read_text(), re.MULTILINE | re.DOTALL
)


@contextmanager
def database(site: MadeSite) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(site.files["data/tracker.sqlite"])
        opened.row_factory = sqlite3.Row
        yield opened


def ask(site: MadeSite, query: str) -> list[Row]:
    with database(site) as opened:
        return [dict(row) for row in opened.execute(query)]


def answer(site: MadeSite, question: str) -> list[Row]:
    """Return the answer to a question of the docs, by the very query that stands there."""
    return ask(site, dict(QUERIES)[question])
