"""The check of another tracker's data: whatever is sent, it becomes what the format promises or is refused.

Nothing in it is trusted: it may be too much, nested without end, hold characters that nobody sees, or speak of
records that are not its own.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.format import ALWAYS_PROMISED, TrackerData
from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.source.strict_yaml import HIDDEN, describe_character

LARGEST = 32_000_000  # bytes of a file: more than ten thousand recommendations
DEEPEST = 16  # lists and mappings within one another; the data of this version has eight
LONGEST = 65_536  # characters of a text
MOST_TOLD = 20  # faults of a file that are told one by one

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the data: the way to it, and a sentence."""

    path: Path
    message: str
    code: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        way = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{legible(way.removeprefix('.'))}: {self.message}" if way else self.message


class DataRefused(Exception):
    """The data of another tracker can't be taken in: holds what is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


def check_data(data: bytes) -> tuple[TrackerData, dict[str, Any]]:
    """Return what another tracker tells, and all that was sent; `DataRefused` where it does not fit the format."""
    sent = _read_json(data)
    _refuse(_unfit_texts(sent))
    _refuse(_missing(sent))
    try:
        told = TrackerData.model_validate(sent, extra="ignore")
    except ValidationError as invalid:
        raise DataRefused(*_explained(invalid.errors(include_url=False))) from None
    _refuse(_contradictions(told))
    return told, sent


def _refuse(faults: Iterator[Fault]) -> None:
    if found := tuple(islice(faults, MOST_TOLD)):
        raise DataRefused(*found)


def _read_json(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise _bad_json(f"this is larger than {LARGEST // 1_000_000} MB, so it is not taken in")
    try:
        sent = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_constant=_no_number)
    except UnicodeDecodeError as wrong:
        raise _bad_json(f"this is not UTF-8 (byte 0x{data[wrong.start]:02X}); fetch it again") from None
    except json.JSONDecodeError as wrong:
        # A page that says "not found" or asks for a password is no data either.
        message = "this is not JSON; take it anew from data/tracker.json of the tracker"
        raise _bad_json(message, wrong.lineno, wrong.colno) from None
    except (RecursionError, ValueError) as wrong:
        why = "its values are too deep" if isinstance(wrong, RecursionError) else legible(str(wrong))
        raise _bad_json(f"this can't be read as JSON: {why}") from None
    if not isinstance(sent, dict):
        raise _bad_json("this is not the data of a tracker, whose top is a mapping with 'as_at' and 'site'")
    return sent


def _bad_json(message: str, line: int = 1, column: int = 1) -> DataRefused:
    return DataRefused(Fault((), message, "bad-json", line, column))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{quoted(repeated)} stands twice in one mapping")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def _unfit_texts(sent: object) -> Iterator[Fault]:
    """Yield what no field may hold, known here or not: texts without end, hidden characters, endless nesting."""
    waiting: list[tuple[Path, object]] = [((), sent)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield from _unfit_text(path, value)
        elif isinstance(value, dict | list):
            if len(path) >= DEEPEST:
                yield Fault(path[:3], f"this is nested more than {DEEPEST} deep", "bad-json")
                return
            if isinstance(value, dict):
                yield from (fault for key in value for fault in _unfit_text(path, key))
            within = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend(((*path, step), inner) for step, inner in within)
        elif isinstance(value, float) and not isfinite(value):
            yield Fault(path, "this number is too large", "bad-data")


def _unfit_text(path: Path, text: str) -> Iterator[Fault]:
    if len(text) > LONGEST:
        yield Fault(path, f"this text has {len(text):,} characters, and one may have {LONGEST:,}", "bad-data")
    elif hidden := HIDDEN.search(text):
        yield Fault(path, f"this text holds {describe_character(hidden[0])}", "bad-data")


def legible(text: str) -> str:
    """Return a text of unknown make as it can be printed, on one line and not too long."""
    shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in " ".join(text.split()))
    return shown if len(shown) <= 200 else f"{shown[:199]}…"


# What does not fit its field

_MISSING = (
    "this is missing, though every tracker promises it; have that tracker made with the version of today"
)


def _missing(sent: dict[str, Any]) -> Iterator[Fault]:
    recommendations = sent.get("recommendations")
    for n, one in enumerate(recommendations if isinstance(recommendations, list) else ()):
        missing = (name for name in ALWAYS_PROMISED if isinstance(one, dict) and name not in one)
        yield from (Fault(("recommendations", n, name), _MISSING, "bad-data") for name in missing)


def _explained(errors: list[ErrorDetails]) -> Iterator[Fault]:
    for error in errors[:MOST_TOLD]:
        path = tuple(step for step in error["loc"] if step != "[key]")
        yield Fault(path, legible(_sentence(error)), "bad-data")
    if len(errors) > MOST_TOLD:
        yield Fault((), f"{len(errors) - MOST_TOLD} more values do not fit", "bad-data")


def _sentence(error: ErrorDetails) -> str:
    given = error["input"]
    match error["type"]:
        case "missing":
            return _MISSING
        case "literal_error":
            words = [word.strip("'") for word in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            hint = did_you_mean(given, words) if isinstance(given, str) else ""
            return (
                f"{_shape(given)} is not one of the words for this{hint or f'; it takes {in_words(words)}'}"
            )
        case "text_refused":
            return "; ".join(fault.message for fault in error["ctx"]["faults"])
        case "unfit":
            return f"this {error['msg']}"
        case "bad_date":
            return error["msg"]
        case "value_error":
            return error["msg"].removeprefix("Value error, ")
        case "string_type":
            return f"this takes a text, not {_shape(given)}"
        case "bool_type":
            return f"this takes true or false, not {_shape(given)}"
        case "tuple_type":
            return f"this takes a list, not {_shape(given)}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"this takes a mapping, not {_shape(given)}"
        case _:
            return f"{_shape(given)} is not what stands here in the data of a tracker"


def _shape(value: object) -> str:
    match value:
        case str():
            return quoted(value)
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case None:
            return "null"
    return legible(json.dumps(value))


# What fits by itself and not together


def _contradictions(data: TrackerData) -> Iterator[Fault]:
    known: set[str] = set()
    for kind in _WITH_IDS:
        for n, record in enumerate(getattr(data, kind)):
            if record.id in known:
                message = f"'{record.id}' is the id of another record too, and an id has one meaning"
                yield Fault((kind, n, "id"), message, "bad-data")
            known.add(record.id)
    for n, one in enumerate(data.recommendations):
        common = one.status.common
        if common.phase != one.phase:
            message = f"'{common.key}' is {common.phase}, so this can't be '{one.phase}'"
            yield Fault(("recommendations", n, "phase"), message, "bad-data")
        yield from _foreign(known, ("recommendations", n), _references(one))
    for kind in ("actions", "inspections"):
        for n, record in enumerate(getattr(data, kind)):
            yield from _foreign(known, (kind, n), [(("authority",), record.authority)])


_OTHER_FIELDS = ("as_at", "site", "actions", "fetched")
_WITH_IDS = tuple(name for name in TrackerData.model_fields if name not in _OTHER_FIELDS)


def _foreign(
    known: Container[str], at: Path, references: Iterable[tuple[Path, str | None]]
) -> Iterator[Fault]:
    """Yield each reference to what the tracker does not hold, with the way to it from what refers."""
    for way, target in references:
        if target and target not in known:
            message = f"'{target}' is no record of this tracker; a tracker refers only to its own"
            yield Fault((*at, *way), message, "not-its-own")


def _references(one: Recommendation) -> Iterator[tuple[Path, str | None]]:
    yield ("from",), one.origin
    yield ("authority",), one.authority
    if one.last_news:
        yield ("last_news", "record"), one.last_news.record
    yield from ((("timeline", n, "record"), entry.record) for n, entry in enumerate(one.timeline))
    yield from ((("meetings", n, "meeting"), cell.meeting) for n, cell in enumerate(one.meetings))
