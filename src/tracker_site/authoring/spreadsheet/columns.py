"""Which column of a sheet holds what: proposed by its head and its words, and checked against the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.authoring.spreadsheet.cells import fold, words_in
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.problems import Place, Problems
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source.strict_yaml import Value

_NEEDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("number", "title", "reference", "source", "addressed_to", "issued"), ("a recommendation", "")
    ),
    "due": ("a recommendation", "; a date of an action is 'action_due'"),
    "action_number": ("an action", ""),
    "action_due": ("an action", "; a date of a recommendation is 'due'"),
}
"""Columns that mean something only beside another one, with what was perhaps meant instead."""

_HEADS: Mapping[str, tuple[str, ...]] = {
    "recommendation": ("recommendation", "what was recommended", "area for improvement", "finding"),
    "action": ("action", "planned action", "agreed action", "action required", "response"),
    "action_number": ("action no", "action no.", "action number", "action ref"),
    "number": ("no", "no.", "number", "#", "rec no", "rec no.", "recommendation no", "rec. no"),
    "reference": ("ref", "reference", "id"),
    "title": ("title", "subject", "theme"),
    "source": ("source", "origin", "inspection"),
    "addressed_to": ("addressed to", "for whom"),
    "issued": ("issued", "date made", "date of recommendation"),
    "due": ("due", "deadline", "target date", "due date", "by when", "timescale"),
    "owner": ("owner", "lead", "lead officer", "responsible"),
    "reason": ("reason for delay", "reason"),
    "comment": ("comment", "comments", "progress update", "latest update", "update", "notes"),
    "status": ("status", "rag", "rag rating", "progress"),
}
"""Heads under which councils keep these, in small letters."""


def has_columns(fields: Mapping[str, Value]) -> bool:
    """Return whether it is said which column holds what."""
    columns = fields.get("columns")
    return isinstance(columns, dict) and bool({"recommendation", "action"} & set(columns))


def check_columns(mapping: Spreadsheet, sheet: Sheet, shown: str) -> None:
    """Raise `ContentError` where the mapping names a column that the sheet does not have, or has no use for."""
    heads = mapping.heads
    there = ", ".join(f"'{head}'" for head in sheet.columns)
    faults = [
        f"{sheet.name} has no column '{head}' for '{name}'; its columns are {there}{_row_of_heads(sheet, head)}"
        for name, head in heads.items()
        if head not in sheet.columns
    ]
    problems = Problems()
    for fault in (*faults, *faults_of_columns(heads)):
        problems.error(Place(shown), fault, "spreadsheet")
    problems.stop()


def _row_of_heads(sheet: Sheet, head: str) -> str:
    """Return the remedy where the words of a head stand in a row below."""
    rows = (row.number for row in sheet.rows if fold(head) in map(fold, row.cells.values()))
    return f"; row {row} holds it: --set header_row={row}" if (row := next(rows, None)) else ""


def faults_of_columns(heads: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with the choice of columns, as sentences."""
    if not {"recommendation", "action"} & set(heads):
        yield "no column holds a 'recommendation' or an 'action'; say which one does"
        return
    for name, (needed, instead) in _NEEDS.items():
        if name in heads and needed.split()[1] not in heads:
            yield f"'{name}' says something of {needed}, and no column holds one{instead}"


# Proposed for a question, never taken unasked


def propose_columns(sheet: Sheet) -> dict[str, str]:
    """Return what the columns most likely hold, by their heads: a head that is known, or that holds one that is."""
    found: dict[str, str] = {}
    for is_whole in (True, False):
        for name, hints in _HEADS.items():
            head = next(
                (one for one in sheet.columns if one not in found and _is_meant(one, hints, is_whole)), None
            )
            if head and name not in found.values() and _fits(sheet, name, head):
                found[head] = name
    return dict(_settled(sheet, found))


def _is_meant(head: str, hints: tuple[str, ...], is_whole: bool) -> bool:
    """Return whether a head is one that is known, or holds one of more than three letters."""
    words = fold(head)
    return words in hints if is_whole else any(hint in words for hint in hints if len(hint) > 3)


def _fits(sheet: Sheet, name: str, head: str) -> bool:
    """Return whether a column can hold this: a status is said in few and short words, as is an answer but no action."""
    words = words_in(sheet, head)
    is_short = len(words) <= 12 and all(len(word) <= 30 for word in words)
    if name == "action" and "response" in fold(head):
        return not (words and is_short)
    return name != "status" or is_short


def _settled(sheet: Sheet, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the proposals, with dates and numbers given to actions where there are some."""
    names = set(found.values())
    action = next((head for head, name in found.items() if name == "action"), None)
    for head, name in found.items():
        if name == "reference" and "number" not in names and all(map(str.isdigit, words_in(sheet, head))):
            name = "number"
        if name == "due" and action and all(row.get(action) for row in sheet.rows if row.get(head)):
            yield head, "action_due"
        elif name == "number" and "recommendation" not in names:
            yield from ((head, "action_number"),) if "action" in names - {"action_number"} else ()
        elif name != "action_number" or "action" in names:
            yield head, name
