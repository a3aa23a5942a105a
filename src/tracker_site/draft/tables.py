"""Tables of decisions, read as items: one row is one item, its columns what each of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker_site.draft.paragraphs import Paragraph

_COLUMNS = (
    ("number", r"(?:minute|item|ref\.?|agenda)? ?(?:no\.?|number|ref\.?|reference)"),
    ("title", r"(?:agenda )?(?:item|subject|topic|title|matter|report)(?: title)?"),
    ("discussion", r"(?:discussion|summary|key points|notes?|issues?)(?: .{0,30})?"),
    ("decision", r"(?:decisions?|resolutions?|outcomes?|resolved|decision taken)(?: .{0,30})?"),
    ("action", r"actions?(?: required| points?| agreed)?"),
    ("owner", r"(?:action )?(?:by|by whom|owner|lead|responsible|responsibility|who)(?: officer)?"),
    ("due", r"(?:by when|when|date|deadline|due(?: date)?|timescale|target)"),
)


def items_of_tables(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs, each row of a table of decisions or of actions turned into paragraphs of its own."""
    return tuple(_opened(paragraphs))


def _opened(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    columns: list[str] = []
    for each in paragraphs:
        names = [_column(cell) for cell in each.cells]
        if each.cells and len(set(names) - {""}) >= 2 and ("decision" in names or "action" in names):
            columns = names
            yield from _without_head(names, each)
        elif columns and len(columns) - 1 <= len(each.cells) <= len(columns):
            yield from _row(each, dict(zip(columns, (*each.cells, ""), strict=False)))
        else:
            columns = []
            yield each


def _column(cell: str) -> str:
    return next((name for name, form in _COLUMNS if re.fullmatch(form, cell.strip(" :*"), re.I)), "")


def _without_head(names: list[str], head: Paragraph) -> Iterator[Paragraph]:
    if "decision" not in names:
        yield replace(head, text="Actions:", cells=(), label="", style="", is_heading=False)


def _row(row: Paragraph, cells: dict[str, str]) -> Iterator[Paragraph]:
    plain = replace(row, cells=(), label="", style="", is_heading=False)
    if title := cells.get("title"):
        number = cells.get("number", "").strip(" .")
        if "decision" in cells:
            yield replace(plain, text=title, label=number, style="plain" if number else "", is_heading=True)
    if cells.get("discussion"):
        yield replace(plain, text=cells["discussion"])
    decision = cells.get("decision", "")
    if decision and not re.match(r"(?:none\b|nil\b|n/a|-|no?n?$)", decision, re.I):
        yield replace(plain, text=f"DECISION: {decision}")
        if cells.get("owner") and "action" not in cells and not re.search(r"\bnoted\b", decision, re.I):
            yield replace(plain, text=f"ACTION: {cells['owner']}")
    if action := cells.get("action"):
        due = f" by {cells['due']}" if cells.get("due") else ""
        owner = f"{cells['owner']} to " if cells.get("owner") else ""
        yield replace(
            plain, text=f"ACTION: {owner}{action[:1].lower() + action[1:] if owner else action}{due}"
        )
