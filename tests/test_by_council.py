"""The lists that are narrowed to one council by pages of their own: deadlines, silence, promises, slippage."""

from __future__ import annotations

import html
import re
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests import council
from tests.support import made, write

DAY = date(2026, 3, 4)
COUNCILS = {"ashby": 1, "boxley": 2, "cawley": 3}
"""Three made-up councils, and how many recommendations each was made."""
OF_COUNCIL = {
    "authorities/{id}.yml": """\
name: {name} Council
bodies: [{{key: scrutiny, name: Scrutiny of {name}, kind: scrutiny}}]
""",
    "inspections/{id}-visit.md": """\
---
title: Visit to {name}
authority: {id}
kind: ilacs-standard
published: 2025-01-10
---
""",
    "meetings/{id}-scrutiny.md": """\
---
body: {id}/scrutiny
date: 2025-03-04
state: held
items:
  - title: The inspection
    about: [{id}-visit]
    outcomes:
      - verb: action
        text: Figures are asked for.
        actions: [{{key: figures, title: Figures for {name}, when: in due course}}]
    progress:
      - {{on: {id}-visit, status: in-progress, due: 2025-09-01}}
---
""",
}
LISTS = ("deadlines/", "silence/", "promises/", "promises/owners/", "slippage/")


@cache
def files() -> dict[str, bytes]:
    """Return the site of the three."""
    with tempfile.TemporaryDirectory() as folder:
        written: dict[str, str] = {}
        for id, number in COUNCILS.items():
            of = {"id": id, "name": id.title()}
            written |= {name.format(**of): text.format(**of) for name, text in OF_COUNCIL.items()}
            for n in range(number):
                text = f"---\ntitle: Point {n} for {id.title()}\nfrom: {id}-visit\ndue: 2025-06-01\n---\nDo it.\n"
                written[f"recommendations/{id}-visit-{n}.md"] = text
        return made(write(Path(folder), written), DAY).files


def page(address: str) -> str:
    """Return the first page of a list."""
    return files()[f"{address}index.html"].decode()


def choices(address: str) -> dict[str, tuple[str, int]]:
    """Return the councils that a list can be narrowed to: where each leads, and how many it says are there."""
    found = re.search(r'<nav aria-label="Narrow the list by council">(.*?)</nav>', page(address), re.DOTALL)
    assert found
    links = re.findall(r'href="(?:\.\./)+([^"]*)"[^>]*>([^<]*)</a> <span class="number">(\d+)', found[1])
    return {html.unescape(name): (where, int(number)) for where, name, number in links}


def rows(address: str) -> int:
    """Return how many rows all pages of a list show."""
    pages = [name for name in files() if re.fullmatch(rf"{address}(page/\d+/)?index\.html", name)]
    return sum(files()[name].count(b' scope="row">') for name in pages)


@pytest.mark.parametrize("address", LISTS)
def test_each_council_has_a_list_of_its_own(address: str) -> None:
    """As long as it says, and no row is lost: a link each, which takes no script."""
    offered = choices(address)
    assert list(offered) == ["All councils", "Ashby Council", "Boxley Council", "Cawley Council"]
    for where, number in offered.values():
        assert rows(where) == number
        assert [one for one, _ in choices(where).values()] == [one for one, _ in offered.values()]
    everything, *each = offered.values()
    assert everything == (address, rows(address))
    assert sum(number for _, number in each) == everything[1]


@pytest.mark.parametrize("address", LISTS)
def test_the_list_of_a_council_names_it_and_holds_nothing_of_another(address: str) -> None:
    """In its title and heading; its answer counts what is its own."""
    boxley, _ = choices(address)["Boxley Council"]
    shown = page(boxley)
    assert re.search(r"<h1>[^<]*: Boxley Council</h1>", shown)
    assert re.search(r'<a href="[^"]*" aria-current="true">Boxley Council</a>', shown)
    tables = "".join(re.findall(r"<tbody>.*?</tbody>", shown, re.DOTALL))
    assert not [
        name for name in choices(address) if name not in ("All councils", "Boxley Council") and name in tables
    ]
    assert re.findall(r'<p class="answer">(.*?)</p>', shown) != re.findall(
        r'<p class="answer">(.*?)</p>', page(address)
    )


def test_the_promises_of_a_council_lead_to_its_own_in_the_other_groups() -> None:
    """By body and by owner, of the same council."""
    assert "promises/owners/authority/boxley/" in page("promises/authority/boxley/")
    assert 'promises/authority/boxley/"' in page("promises/owners/authority/boxley/")


def test_a_tracker_of_one_council_offers_no_choice() -> None:
    """There is nothing to narrow."""
    of_one = council.made().files
    assert not [name for name in of_one for address in LISTS if name.startswith(f"{address}authority/")]
    assert b"Narrow the list by council" not in of_one["silence/index.html"]
