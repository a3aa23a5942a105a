"""What the columns and words of a spreadsheet most likely mean: proposals for a question, never taken unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.authoring.completions import Completion
from tracker_site.authoring.spreadsheet.cells import fold, words_in
from tracker_site.authoring.spreadsheet.sheet import Sheet

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

_STATUSES = {"complete": "completed", "done": "completed", "ongoing": "in-progress"}
"""Plain words for a status that are not its own name."""


def propose_columns(sheet: Sheet) -> dict[str, str]:
    """Return what the columns most likely hold, by their heads: a head that is known, or that holds one that is."""
    found: dict[str, str] = {}
    for is_meant in (_is_known, _holds_known):
        for name, hints in _HEADS.items():
            head = next((one for one in sheet.heads if one not in found and is_meant(one, hints)), None)
            if head and name not in found.values() and _fits(sheet, name, head):
                found[head] = name
    return dict(_settled(sheet, found))


def _is_known(head: str, hints: tuple[str, ...]) -> bool:
    return fold(head) in hints


def _holds_known(head: str, hints: tuple[str, ...]) -> bool:
    return any(hint in fold(head) for hint in hints if len(hint) > 3)


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


def propose_status(word: str, statuses: tuple[Completion, ...]) -> str:
    """Return the status that a word plainly names; of a colour, none."""
    own = next((one.word for one in statuses if fold(word) in (fold(one.label), fold(one.word))), "")
    return own or _STATUSES.get(fold(word), "")
