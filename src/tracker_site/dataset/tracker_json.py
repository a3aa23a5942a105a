"""Everything as data: `data/tracker.json`, whose shape is a promise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.comparing import Compared
from tracker_site.dataset.federation.tracker import Tracker

Json = dict[str, Any]

TRACKER_JSON = "data/tracker.json"

_NOT_OF_THE_SITE: Any = {
    **dict.fromkeys(("accepts", "accessibility", "brand", "clocks", "federation", "repository"), True),
    # Not the id of what was withdrawn: it may be what had to go.
    "withdrawn": {"__all__": {"id", "kind"}},
}


def counts_of_data(dataset: Dataset) -> tuple[tuple[str, int], ...]:
    """Return how many entries each list of the file has."""
    return tuple((name, len(rows)) for name, rows in dataset.lists.items())


def tracker_json(
    dataset: Dataset,
    compared: Iterable[Compared],
    briefings: Iterable[Json],
    others: Iterable[Tracker],
) -> bytes:
    """Return the file of all data.

    The top holds `as_at` (the day, ISO 8601), `undated_left_out` (how many records a past day does not show, since no
    date of theirs is known), `site` (the settings), a list for each kind, and of each council what
    is compared (`comparison`). Of `federation`, the other trackers, only the names are here: their data is theirs.
    Dates are as exact as they are known (`2022-07`), what is not known is null or `unknown`, addresses are relative to
    the root of the site unless the settings name its `base_url`; texts are Markdown as it was typed.
    """
    top = {
        "as_at": json.dumps(dataset.standings.as_at.isoformat()),
        "undated_left_out": json.dumps(len(dataset.standings.left_out)),
        "site": dataset.site.model_dump_json(by_alias=True, exclude=_NOT_OF_THE_SITE),
        "comparison": f"[{','.join(one.model_dump_json(by_alias=True) for one in compared)}]",
        "federation": _dump([_other(one) for one in others]),
    }
    lists = (
        (name, (one.model_dump_json(by_alias=True) for one in rows.values()))
        for name, rows in dataset.lists.items()
    )
    # Bytes from the start, and joined once: as one text, all data would take several times the memory.
    parts = [b"{\n", ",\n".join(f"{json.dumps(key)}: {value}" for key, value in top.items()).encode()]
    for name, rows in (*lists, ("briefings", map(_dump, briefings))):
        parts += _list(name, rows)
    return b"".join([*parts, b"\n}\n"])


def _other(tracker: Tracker) -> Json:
    data = tracker.data
    return {
        "key": tracker.key,
        "title": tracker.title,
        "url": tracker.root,
        "as_at": data.as_at.isoformat(),
        "fetched": data.fetched.on.isoformat() if data.fetched else None,
        "recommendations": len(data.recommendations),
        "inferred": sum(one.is_inferred for one in data.recommendations),
    }


def _list(name: str, rows: Iterable[str]) -> Iterator[bytes]:
    """Yield a list in parts: one line an entry, so that tools that compare text see what changed between two days."""
    yield f",\n{json.dumps(name)}: [".encode()
    for number, row in enumerate(rows):
        yield (f",\n{row}" if number else f"\n{row}").encode()
    yield b"]"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
