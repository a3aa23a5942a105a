"""The rows of a list as one classic script, from which `lists.js` makes its filter.

The script sets `TRACKER_LIST` to `{facets, pieces, rows}`. A row is `[markup, values, ranks]`: the markup of its
table row in pieces, where a piece that several rows share stands once in `pieces` and in the row by its number; the
numbers of the values that it has of each facet; and its place in each sorting but the first, which is the order of the
rows.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from tracker_site.pages.facets import Facet
from tracker_site.pages.listings import Listing, Sorting

Row = TypeVar("Row")

_BEFORE_ELEMENT = re.compile(r"(?=<\w)")


def rows_script(listing: Listing[Row], render: Callable[[Row], str]) -> bytes:
    """Return the script of a list; `render` returns the markup of a row, with its links from the root of the site."""
    pieces, markup = _share([_BEFORE_ELEMENT.split(render(row)) for row in listing.rows.values()])
    values = [_values_by_id(facet) for facet in listing.facets]
    ranks = [_ranks(sorting, tuple(listing.rows.values())) for sorting in listing.sortings[1:]]
    whole = {
        "facets": [[facet.key, [[one.key, one.label] for one in facet.values]] for facet in listing.facets],
        "pieces": pieces,
        "rows": [
            [markup[place], [had.get(id, ()) for had in values], [rank[place] for rank in ranks]]
            for place, id in enumerate(listing.rows)
        ],
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # Two characters end a line in old JavaScript, but not in JSON.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.TRACKER_LIST={text};\n".encode()


def _share(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str | int]]]:
    """Return the pieces that several rows share, the commonest first, and the rows with their numbers for them."""
    counted = Counter(piece for row in rows for piece in row)
    shared = [piece for piece, number in counted.most_common() if number > 1]
    numbers = {piece: number for number, piece in enumerate(shared)}
    return shared, [list(_joined(numbers.get(piece, piece) for piece in row)) for row in rows]


def _joined(pieces: Iterable[str | int]) -> Iterator[str | int]:
    """Yield the pieces of a row, those that follow each other and that no other row has as one."""
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        following = tuple(group)
        yield from ("".join(map(str, following)),) if is_text else following


def _values_by_id(facet: Facet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, value in enumerate(facet.values):
        for id in value.ids:
            found.setdefault(id, []).append(number)
    return found


def _ranks(sorting: Sorting[Any], rows: Sequence[Any]) -> list[int]:
    """Return small numbers that sort as the keys of the rows do."""
    keys = [sorting.by(row) if sorting.by else 0 for row in rows]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return [ranks[key] for key in keys]
