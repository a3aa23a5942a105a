"""Records as the JSON Schemas see them, with a validator from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.support import ROOT, yaml_1_2
from tracker_site.authoring.schema import schema_of
from tracker_site.records.kinds import NAMES

KIND_OF = {folder: kind for kind, folder in NAMES.items()}


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return what validates a kind of record."""
    return Draft202012Validator(schema_of(kind))


def fields_of(path: Path) -> Any:
    """Return the fields of a file as an editor's program sees them."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".md":
        text = re.split(r"^---[ \t]*$", text, flags=re.MULTILINE)[1]
    return yaml_1_2.load(text)


def records_in(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a site that stand where a record stands, with their kinds."""
    for path in sorted((site / "content").rglob("*.*")):
        folder = path.relative_to(site / "content").parts[0]
        kind = "site" if folder == "site.yml" else KIND_OF.get(folder)
        if kind and path.is_file() and not path.is_symlink():
            yield kind, path


def mistakes(kind: str, fields: Any) -> list[str]:
    """Return what the schema has against some fields."""
    return [error.message for error in validator(kind).iter_errors(fields)]


BROKEN_SITES = sorted(path for path in (ROOT / "tests" / "broken").iterdir() if path.is_dir())
