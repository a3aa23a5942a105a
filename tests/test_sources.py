"""A recommendation's page claims no source that its record does not name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support import made, write

RECORDS = {
    "authorities/ashby.yml": "name: Ashby Council\n",
    "inspections/visit.md": "---\ntitle: A visit\nauthority: ashby\npublished: 2025-10-01\n---\n",
}
SOURCE = "sources:\n  - {title: The letter of the inspectors, kind: letter}\n"


def test_what_names_no_source_speaks_of_none(tmp_path: Path) -> None:
    """Whose words they are is said with the source, or as what the record says."""
    for name, source in (("with", SOURCE), ("without", "")):
        text = f"---\ntitle: Do it\nfrom: visit\nwording: exact\n{source}---\nDo it.\n"
        write(tmp_path, {**RECORDS, f"recommendations/{name}.md": text})
    files = made(tmp_path, date(2025, 11, 1)).files
    with_source, without = (
        files[f"recommendations/{name}/index.html"].decode() for name in ("with", "without")
    )
    assert "In the exact words of the source." in with_source
    assert "of the source" not in without
    assert "In exact words, as its record says; it names no source." in without
