"""All rows of a list as one classic script, for the filter: what each cell shows, piece by piece.

The script sets `TRACKER_LIST` to `{facets, sorts, pieces, rows}`. A piece is a text, or `[element, text, class,
way]`, where the way is that of a link from the root of the site or the time of a `<time>`; a piece that many rows
show stands once in `pieces`, and in the cells by its number. A row is `[cells, facets, ranks]`: its pieces cell by
cell, the numbers of the values that it has of each facet, and where it stands in each sorting but the first, which
is the order of the rows. The rows show the same as those of the templates (`parts/pieces.html`); a test compares.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tracker_site.dataset.entities import Action, Followed, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate, in_words, point_in_words
from tracker_site.pages.facets import Facet
from tracker_site.pages.page import Chip, MeetingRow, chip
from tracker_site.phrases import mark_labels

Piece = str | tuple[str, ...]
Cells = tuple[tuple[Piece, ...], ...]

_BREAK: Piece = ("br",)


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order of a list: its name, and by what it goes; the first one of a list goes by the rows as they are."""

    key: str
    label: str
    by: Mapping[str, str | int]


def recommendation_cells(row: Recommendation) -> Cells:
    """Return what the row of a recommendation shows."""
    return (
        (*_number(row.number), *_link(row.link)),
        (*_chip(chip(row)), *_marks(row), *_due_below(row)),
        (*_link(cast("Ref", row.origin)), *((_BREAK, _quiet(row.authority.title)) if row.authority else ())),
        tuple(_time(row.last_news.date)) if row.last_news else (_unknown("none since it was issued"),),
    )


def action_cells(row: Action) -> Cells:
    """Return what the row of an action shows."""
    return (
        tuple(_link(row.link)),
        (*_chip(chip(row)), *_marks(row)),
        (
            *_due(row),
            *((" ", _mark("standing", "Standing duty")) if row.standing else ()),
        ),
        (row.owner or _unknown("not stated"),),
        (*_link(row.record), *((_BREAK, _quiet(row.authority.title)) if row.authority else ())),
    )


def meeting_cells(row: MeetingRow) -> Cells:
    """Return what the row of a meeting shows."""
    return (
        (*_link(row.link), _BREAK, _quiet(row.body_of)),
        (*_time(row.date), *((_BREAK, _quiet(row.state)) if row.state != "Held" else ())),
        (str(row.outcomes),),
        (*_links(row.considered), *_more(row.considered_more))
        if row.considered
        else (_unknown("not stated"),),
    )


def rows_script(
    facets: Sequence[Facet], sortings: Sequence[Sorting], ids: Sequence[str], cells: Iterable[Cells]
) -> bytes:
    """Return the script that holds all rows of a list."""
    shown = tuple(cells)
    shared = _shared(shown)
    numbers = {piece: number for number, piece in enumerate(shared)}
    had = [_values_by_id(facet) for facet in facets]
    ranks = [_ranks(sorting, ids) for sorting in sortings[1:]]
    rows = [
        [
            [[numbers.get(piece, piece) for piece in cell] for cell in row],
            [values.get(id, ()) for values in had],
            [rank[id] for rank in ranks],
        ]
        for id, row in zip(ids, shown, strict=True)
    ]
    whole = {
        "facets": [[facet.key, [[one.key, one.label] for one in facet.values]] for facet in facets],
        "sorts": [sorting.key for sorting in sortings],
        "pieces": shared,
        "rows": rows,
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # Two characters end a line in old JavaScript, but not in JSON.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.TRACKER_LIST={text};\n".encode()


def _shared(rows: Iterable[Cells]) -> list[Piece]:
    """Return the pieces that stand in more than one row, the commonest first."""
    counted = Counter(piece for row in rows for cell in row for piece in cell)
    return [piece for piece, number in counted.most_common() if number > 1]


def _values_by_id(facet: Facet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, value in enumerate(facet.values):
        for id in value.ids:
            found.setdefault(id, []).append(number)
    return found


def _ranks(sorting: Sorting, ids: Iterable[str]) -> dict[str, int]:
    """Return small numbers that sort as the values do."""
    order = sorted({sorting.by[id] for id in ids})
    ranks = {value: rank for rank, value in enumerate(order)}
    return {id: ranks[sorting.by[id]] for id in ids}


def _link(link: Link | Ref) -> Iterator[Piece]:
    yield link.text if link.address is None else ("a", link.text, "", link.address)
    if link.is_inferred:
        yield " "
        yield _mark("inferred", "Inferred")


def _links(links: Iterable[Link]) -> Iterator[Piece]:
    for number, link in enumerate(links):
        if number:
            yield ", "
        yield from _link(link)


def _more(number: int) -> tuple[Piece, ...]:
    return (f" and {number} more",) if number else ()


def _number(number: str | None) -> tuple[Piece, ...]:
    return (("span", number, "number"), " ") if number else ()


def _chip(chip: Chip) -> Iterator[Piece]:
    yield ("span", chip.label, f"status status-{chip.key}")
    if chip.label != chip.common:
        yield " "
        yield ("span", f"means: {chip.common}", "meaning")
    if chip.assurance != "none":
        yield " "
        yield ("span", chip.assurance_words, f"assurance assurance-{chip.assurance}")


def _marks(row: Followed) -> Iterator[Piece]:
    for key, label in mark_labels(row):
        yield " "
        yield _mark(key, label)


def _mark(key: str, label: str) -> Piece:
    return ("span", label, f"mark mark-{key}")


def _due_below(row: Recommendation) -> Iterator[Piece]:
    if row.is_dropped:
        yield _BREAK
        yield from _dropped(row)
    elif row.due_in_lists:
        yield _BREAK
        yield _quiet("Due")
        yield " "
        yield from _time(row.due_in_lists)


def _dropped(row: Followed) -> Iterator[Piece]:
    yield _unknown("date dropped")
    if row.dropped_in:
        yield " in "
        yield from _link(row.dropped_in)
        if row.dropped_in.date_beside:
            yield ", "
            yield from _time(row.dropped_in.date_beside)


def _due(row: Action) -> Iterator[Piece]:
    if row.is_dropped:
        yield from _dropped(row)
    elif row.due:
        yield from _time(row.due)
    else:
        yield f"“{row.when}”, no date" if row.when else _unknown("no date")


def _time(when: PartialDate) -> Iterator[Piece]:
    words = in_words(when)
    if not when.text[:1].isdigit() or "/" in when.text:
        yield words
        return
    point = point_in_words(when.text)
    yield ("time", point, "", when.text)
    if words != point:
        yield words.removeprefix(point)


def _quiet(words: str) -> Piece:
    return ("span", words, "quiet-words")


def _unknown(words: str) -> Piece:
    return ("span", words, "unknown")
