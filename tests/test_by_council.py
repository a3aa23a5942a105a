"""The lists that are narrowed to one council by pages of their own: deadlines, silence, promises, slippage."""

from __future__ import annotations

import html
import re
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.support import council, made, write

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
    found = re.search(
        r'<nav aria-label="Narrow the list by council"[^>]*>(.*?)</nav>', page(address), re.DOTALL
    )
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


NAMES = tuple(
    f"{letter}{rest}" for letter in "ABCDEFGHKLMNPRST" for rest in ("stead", "ton", "ville", "worth")
)
"""Of 64 made-up councils."""


@cache
def of_many() -> dict[str, bytes]:
    """Return the site of very many councils, of each an inspection that was never heard of again."""
    written: dict[str, str] = {}
    for name in NAMES:
        id = name.lower()
        written[f"authorities/{id}.yml"] = f"name: {name} Council\n"
        written[f"inspections/{id}-visit.md"] = (
            f"---\ntitle: Visit\nauthority: {id}\npublished: 2025-01-10\n---\n"
        )
        written[f"recommendations/{id}-1.md"] = f"---\ntitle: Do it in {name}\nfrom: {id}-visit\n---\n"
    with tempfile.TemporaryDirectory() as folder:
        return made(write(Path(folder), {"site.yml": "title: All councils\n", **written}), DAY).files


@pytest.mark.parametrize(("address", "length"), [("authorities/", 50), ("compare/", 20)])
def test_of_very_many_councils_letters_lead_to_the_first_of_each(address: str, length: int) -> None:
    """On whichever page of the list it stands."""
    page = of_many()[f"{address}index.html"].decode()
    nav = re.search(r'<nav class="letters".*?</nav>', page, re.DOTALL)
    assert nav
    ways = re.findall(rf'href="\.\./({address}[^"#]*)#(council-\w)">(\w)</a>', nav[0])
    assert [letter for _, _, letter in ways] == sorted({name[0] for name in NAMES})
    for to, id, letter in ways:
        row = re.search(rf'<tr[^>]* id="{id}">.*?</tr>', of_many()[f"{to}index.html"].decode(), re.DOTALL)
        assert row
        assert f">{letter}stead Council<" in row[0]
    assert page.count('<tr role="row"') > length
    assert 'class="letters"' not in files()["authorities/index.html"].decode()


def test_of_very_many_councils_a_list_names_them_under_letters_and_each_leads_back() -> None:
    """The list of one names no other: else all pages together would name them thousands of times."""
    page = of_many()["silence/index.html"].decode()
    group = re.search(r'<nav aria-label="Narrow the list by council"[^>]*>.*?</nav>', page, re.DOTALL)
    assert group
    assert re.findall(r"<h2>(\w)</h2>", group[0]) == sorted({name[0] for name in NAMES})
    assert len(re.findall(r"<li>", group[0])) == len(NAMES) + 1
    one = of_many()["silence/authority/aton/index.html"].decode()
    group = re.search(r'<nav aria-label="Narrow the list by council"[^>]*>.*?</nav>', one, re.DOTALL)
    assert group
    assert re.findall(r">([^<>]+)</a>", group[0]) == ["All councils", "Aton Council"]


def test_the_front_page_shows_the_first_of_very_many_councils() -> None:
    """And the way to all of them."""
    home = of_many()["index.html"].decode()
    assert len(re.findall(r"<h3><a href=\"[^\"]*\">\w+ Council</a></h3>", home)) == 12
    assert re.search(r'href="[^"]*authorities/">All 64 councils</a>', home)
