"""What was withdrawn: its old address says so, and leads on where there is something in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import made, write

DAY = date(2026, 3, 4)


def site_with(folder: Path, withdrawn: str) -> dict[str, bytes]:
    """Return the files of a small site that has withdrawn something."""
    site = f"title: A tracker\nbase_url: https://tracker.example/\nwithdrawn:\n  - {withdrawn}\n"
    files = {"site.yml": site, "authorities/ashby.yml": "name: Ashby Council\n"}
    return made(write(folder, files), DAY).files


@pytest.mark.parametrize(
    ("kind", "address"),
    [("recommendation", "recommendations/gone/"), ("plan", "actions/gone/"), ("page", "gone/")],
)
def test_its_old_address_says_that_it_was_withdrawn(tmp_path: Path, kind: str, address: str) -> None:
    files = site_with(tmp_path, f"{{id: gone, kind: {kind}, date: 2025-02-03, note: It was exempt}}")
    page = files[f"{address}index.html"].decode()
    assert "This record was withdrawn" in page
    assert f"<h1>Withdrawn: {'action plan' if kind == 'plan' else kind} gone</h1>" in page
    assert "3 February 2025" in page
    assert "It was exempt" in page
    assert "In its place" not in page


def test_the_old_address_of_an_action_says_so_too(tmp_path: Path) -> None:
    files = site_with(tmp_path, "{id: gone/letter, kind: action, date: 2025-02-03, to: ashby}")
    page = files["actions/gone/letter/index.html"].decode()
    assert "<h1>Withdrawn: action gone/letter</h1>" in page
    assert 'href="../../../authorities/ashby/"' in page


def test_it_leads_to_what_stands_in_its_place(tmp_path: Path) -> None:
    files = site_with(tmp_path, "{id: gone, kind: inspection, date: 2025, to: ashby}")
    assert 'href="../../authorities/ashby/"' in files["inspections/gone/index.html"].decode()


def test_without_a_kind_and_a_successor_nothing_stands_at_an_address_that_is_not_known(
    tmp_path: Path,
) -> None:
    assert not [name for name in site_with(tmp_path, "{id: gone, date: 2025}") if "gone" in name]
