"""What each column and word of a spreadsheet means: proposed, checked against the sheet, and what is not said yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.authoring.completions import Completion
from tracker_site.authoring.spreadsheet.cells import fold, meaning, unknowns_of_date, words_in
from tracker_site.authoring.spreadsheet.sheet import Row, Sheet
from tracker_site.problems import ContentError, Place, Problems
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.parse import Records, parse_alone
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import Mark, Value

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

_STATUSES = {"complete": "completed", "done": "completed", "ongoing": "in-progress"}
"""Plain words for a status that are not its own name."""


def parse_mapping(fields: dict[str, Value], file: SourceFile | None, shown: str) -> Spreadsheet:
    """Return the mapping that fields make, or raise `ContentError` with what is wrong at its place in the file."""
    problems = Problems()
    source = file or SourceFile(shown, "import", "import", {}, Mark(1, 1, {}), "", 1, "\n")
    mapping = parse_alone(Spreadsheet, source, fields, problems)
    if mapping is None:
        raise ContentError(tuple(problems))
    return mapping


# Its columns


def heads_of(mapping: Spreadsheet) -> dict[str, str]:
    """Return the head of each column that becomes something, by what it holds."""
    heads: dict[str, str] = mapping.columns.model_dump(exclude_none=True)
    return heads


def check_columns(mapping: Spreadsheet, sheet: Sheet, shown: str) -> None:
    """Raise `ContentError` where the mapping names a column that the sheet does not have, or has no use for."""
    heads = heads_of(mapping)
    there = ", ".join(f"'{head}'" for head in sheet.heads)
    faults = [
        f"{sheet.name} has no column '{head}' for '{name}'; its columns are {there}"
        for name, head in heads.items()
        if head not in sheet.columns
    ]
    problems = Problems()
    for fault in (*faults, *faults_of_columns(heads)):
        problems.error(Place(shown), fault, "spreadsheet")
    problems.stop()


def faults_of_columns(heads: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with the choice of columns, as sentences."""
    if not {"recommendation", "action"} & set(heads):
        yield "no column holds a 'recommendation' or an 'action'; say which one does"
        return
    for name, (needed, instead) in _NEEDS.items():
        if name in heads and needed.split()[1] not in heads:
            yield f"'{name}' says something of {needed}, and no column holds one{instead}"


def has_columns(fields: Mapping[str, Value]) -> bool:
    """Return whether it is said which column holds what."""
    columns = fields.get("columns")
    return isinstance(columns, dict) and bool({"recommendation", "action"} & set(columns))


# Proposals for a question, never taken unasked


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


# What is missing


def missing_settings(mapping: Spreadsheet, sheet: Sheet, councils: Mapping[str, str]) -> Iterator[str]:
    """Yield what is not said yet and cannot be guessed, as the names of settings, in the order of the questions."""
    columns = mapping.columns
    if columns.recommendation:
        yield from _missing_origins(mapping, sheet)
    if any(_is_action_alone(mapping, row) for row in sheet.rows) and not mapping.without_recommendation:
        yield "without_recommendation"
    if columns.action and not council_of(mapping, councils):
        yield "authority"
    is_of_both = columns.recommendation and columns.action and (columns.status or columns.comment)
    if is_of_both and not mapping.status_of:
        yield "status_of"
    yield from _without_meaning("statuses", words_in(sheet, columns.status), mapping.statuses)
    yield from _missing_times(mapping, sheet)
    if columns.recommendation and not mapping.wording:
        yield "wording"
    if not mapping.source:
        yield "source.title"


def _missing_origins(mapping: Spreadsheet, sheet: Sheet) -> Iterator[str]:
    columns = mapping.columns
    rows = [row for row in sheet.rows if row.get(columns.recommendation)]
    if not mapping.origin and any(not row.get(columns.source) for row in rows):
        yield "from"
    yield from _without_meaning("sources", words_in(sheet, columns.source), mapping.sources)


def _without_meaning(name: str, words: list[str], known: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{name}.{word}" for word in words if meaning(word, known) is None)


def _is_action_alone(mapping: Spreadsheet, row: Row) -> bool:
    columns = mapping.columns
    return bool(columns.recommendation and row.get(columns.action) and not row.get(columns.recommendation))


def _missing_times(mapping: Spreadsheet, sheet: Sheet) -> Iterator[str]:
    unknowns = {
        word: unknowns_of_date(word)
        for word in times_in(mapping, sheet)
        if meaning(word, mapping.times) is None
    }
    if not mapping.dates and any("dates" in unknown for unknown in unknowns.values()):
        yield "dates"
    if not mapping.century and any("century" in unknown for unknown in unknowns.values()):
        yield "century"
    yield from (f"times.{word}" for word, unknown in unknowns.items() if "times" in unknown)


def times_in(mapping: Spreadsheet, sheet: Sheet) -> list[str]:
    """Return what stands in the columns that hold dates, or words for a time."""
    columns = mapping.columns
    return words_in(sheet, columns.issued, columns.due, columns.action_due)


def council_of(mapping: Spreadsheet, councils: Mapping[str, str]) -> str | None:
    """Return whose spreadsheet it is: as it is said, else the council of all that it comes from."""
    origins = {mapping.origin, *mapping.sources.values()} - {None}
    found = {councils.get(origin or "") for origin in origins}
    return mapping.authority or (found.pop() if len(found) == 1 else None)


def councils_of(records: Records) -> dict[str, str]:
    """Return the council of each inspection, inquiry and meeting."""
    visits: tuple[Inspection | Inquiry, ...] = (*records.of_kind(Inspection), *records.of_kind(Inquiry))
    meetings = {meeting.id: meeting.body.split("/")[0] for meeting in records.of_kind(Meeting)}
    return meetings | {visit.id: visit.authority for visit in visits}
