"""Rules that a record holds by itself: on its keys, on the points of its motions, on the address of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.problems import Place, Problems, did_you_mean, in_words, quoted
from tracker_site.records.authority import Authority
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.things import Path, actions_of
from tracker_site.source import SourceFile

FOLDERS_OF_THE_SITE = frozenset(
    {
        "404",
        "actions",
        "assets",
        "authorities",
        "briefings",
        "changes",
        "compare",
        "data",
        "deadlines",
        "embed",
        "from",
        "index",
        "inquiries",
        "inspections",
        "lineage",
        "measures",
        "meetings",
        "motions",
        "pagefind",
        "promises",
        "recommendations",
        "search",
        "silence",
        "slippage",
        "status",
        "themes",
        "updates",
    }
)
"""Addresses that the site itself uses, now or by its design."""


FOLDERS_OF_LISTS = {
    "recommendations": frozenset(
        {"assurance", "authority", "body", "from", "late", "page", "quiet", "response", "status", "theme"}
    ),
    "actions": frozenset(
        {"authority", "body", "dated", "done", "late", "nature", "page", "standing", "status", "undated"}
    ),
    "meetings": frozenset({"authority", "body", "page"}),
    "inspections": frozenset({"page"}),
    "inquiries": frozenset({"page"}),
}
"""Where the lists of each kind and their facets stand."""


def check_by_itself(record: Record, file: SourceFile, problems: Problems) -> None:
    """Note what is wrong with a record that no other has a part in."""
    check_distinct(file, _keys_within(record), problems)
    _check_folder(record, file, problems)
    if isinstance(record, Meeting):
        _check_motions(record, file, problems)
    if isinstance(record, Plan) and record.kind == "reported":
        _check_reported(record, file, problems)
    if isinstance(record, ProsePage) and record.id in FOLDERS_OF_THE_SITE:
        message = (
            f"'{record.id}' is a folder of the site itself, so no page can have that id; rename the file"
        )
        problems.error(file.place(), message, "page-is-a-folder")


def check_distinct(file: SourceFile, keys: Iterable[tuple[str, Path]], problems: Problems) -> None:
    """Note keys that stand for two things; those that differ only by capitals are one."""
    seen: dict[str, tuple[str, Place]] = {}
    for key, path in keys:
        place = file.place(*path, "key")
        if key.casefold() not in seen:
            seen[key.casefold()] = (key, place)
        else:
            first, taken = seen[key.casefold()]
            apart = "" if first == key else f" (as '{first}': capitals tell no keys apart)"
            message = (
                f"'{key}' is a key on line {taken.line} already{apart}; give each thing a key of its own"
            )
            problems.error(place, message, "repeated-key-of-thing")


def _check_reported(work: Plan, file: SourceFile, problems: Problems) -> None:
    for path, action in actions_of(work):
        if action.promised:
            message = (
                "work that is only reported was promised in no record; remove 'promised' here, or record the "
                "action where it was promised"
            )
            problems.error(file.place(*path, "promised"), message, "promised-and-reported")


def _check_folder(record: Record, file: SourceFile, problems: Problems) -> None:
    """Note an id whose page would stand where a list of the site stands."""
    for folder in _folders_of(record):
        if record.id in FOLDERS_OF_LISTS.get(folder, ()):
            message = (
                f"'{record.id}' is a folder of the site itself, below {folder}/, so no {_noun(record)} can have "
                f"that id; rename the file"
            )
            problems.error(file.place(), message, "id-is-a-folder")


def _folders_of(record: Record) -> Iterator[str]:
    """Yield the folders in which pages of a record stand."""
    match record:
        case Recommendation():
            yield "recommendations"
        case Inspection():
            yield "inspections"
        case Inquiry():
            yield "inquiries"
        case Meeting():
            yield "meetings"
    if isinstance(record, Plan) or any(actions_of(record)):
        yield "actions"


def _noun(record: Record) -> str:
    return "action plan" if isinstance(record, Plan) else type(record).__name__.lower()


def _keys_within(record: Record) -> Iterator[tuple[str, Path]]:
    if isinstance(record, Authority):
        yield from ((body.key, ("bodies", n)) for n, body in enumerate(record.bodies))
    if isinstance(record, Recommendation):
        yield from ((part.key, ("parts", n)) for n, part in enumerate(record.parts))
    if isinstance(record, Meeting):
        yield from ((item.key, ("items", n)) for n, item in enumerate(record.items) if item.key)
    yield from ((action.key, path) for path, action in actions_of(record))


def _check_motions(meeting: Meeting, file: SourceFile, problems: Problems) -> None:
    for i, item in enumerate(meeting.items):
        for m, motion in enumerate(item.motions):
            path: Path = ("items", i, "motions", m)
            keys = [point.key for point in motion.points]
            check_distinct(file, ((key, (*path, "points", n)) for n, key in enumerate(keys)), problems)
            for a, amendment in enumerate(motion.amendments):
                for d, dropped in enumerate(amendment.drops):
                    if dropped not in keys:
                        place = file.place(*path, "amendments", a, "drops", d)
                        _refuse_point(dropped, keys, place, problems)


def _refuse_point(dropped: str, keys: list[str], place: Place, problems: Problems) -> None:
    remedy = f"it takes {in_words(keys)}" if keys else "give it 'points', each with a key"
    hint = did_you_mean(dropped, keys) or f"; {remedy}"
    problems.error(place, f"{quoted(dropped)} is not a point of this motion{hint}", "unknown-point")
