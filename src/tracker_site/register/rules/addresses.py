"""Rules on ids and addresses: each names one thing only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.problems import Problems
from tracker_site.records.authority import Authority
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.register import Register
from tracker_site.register.things import Path, actions_of

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


_FOLDERS_OF_LISTS = {
    "recommendations": frozenset(
        {"assurance", "authority", "body", "from", "late", "page", "quiet", "response", "status", "theme"}
    ),
    "actions": frozenset(
        {"authority", "body", "dated", "done", "late", "page", "standing", "status", "undated"}
    ),
    "meetings": frozenset({"authority", "body", "page"}),
    "inspections": frozenset({"page"}),
    "inquiries": frozenset({"page"}),
}
"""Where the lists of each kind and their facets stand."""


def check_addresses(register: Register, problems: Problems) -> None:
    """Note keys that stand twice in a record, and ids that collide with other addresses."""
    for record in register.records.by_id.values():
        _check_keys(register, record, problems)
        _check_folder(register, record, problems)
        if isinstance(record, ProsePage) and record.id in FOLDERS_OF_THE_SITE:
            message = (
                f"'{record.id}' is a folder of the site itself, so no page can have that id; rename the file"
            )
            problems.error(register.records.place(record.id), message, "page-is-a-folder")
    site = register.records.site
    clocks = ((clock.key, ("clocks", n)) for n, clock in enumerate(site.clocks))
    others = ((other.key, ("federation", n)) for n, other in enumerate(site.federation))
    _check_distinct(register, "site", clocks, problems)
    _check_distinct(register, "site", others, problems)
    _check_keys_of_trackers(register, problems)
    _check_aliases(register, problems)
    _check_withdrawn(register, problems)


def _check_keys_of_trackers(register: Register, problems: Problems) -> None:
    """Note keys of other trackers whose pages would stand where a list of the site stands."""
    for n, other in enumerate(register.records.site.federation):
        if other.key in ("page", "recommendations"):
            message = (
                f"'{other.key}' is a folder of the site itself, below from/; give the tracker another key"
            )
            problems.error(register.records.place("site", "federation", n, "key"), message, "id-is-a-folder")


def _check_folder(register: Register, record: Record, problems: Problems) -> None:
    """Note an id whose page would stand where a list of the site stands."""
    for folder, taken in _FOLDERS_OF_LISTS.items():
        stands_there = folder in _folders_of(record)
        if stands_there and record.id in taken:
            message = (
                f"'{record.id}' is a folder of the site itself, below {folder}/, so no {_noun(record)} can have "
                f"that id; rename the file"
            )
            problems.error(register.records.place(record.id), message, "id-is-a-folder")


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


def _check_keys(register: Register, record: Record, problems: Problems) -> None:
    _check_distinct(register, record.id, _keys_within(record), problems)
    if isinstance(record, Meeting):
        for i, item in enumerate(record.items):
            for m, motion in enumerate(item.motions):
                path: Path = ("items", i, "motions", m, "points")
                points = ((point.key, (*path, n)) for n, point in enumerate(motion.points))
                _check_distinct(register, record.id, points, problems)


def _check_distinct(
    register: Register, record: str, keys: Iterable[tuple[str, Path]], problems: Problems
) -> None:
    """Note keys that stand for two things; those that differ only by capitals are one."""
    seen: dict[str, tuple[str, int]] = {}
    for key, path in keys:
        place = register.records.place(record, *path, "key")
        if key.casefold() not in seen:
            seen[key.casefold()] = (key, place.line)
        else:
            first, line = seen[key.casefold()]
            apart = "" if first == key else f" (as '{first}': capitals tell no keys apart)"
            message = f"'{key}' is a key on line {line} already{apart}; give each thing a key of its own"
            problems.error(place, message, "repeated-key-of-thing")


def _keys_within(record: Record) -> Iterator[tuple[str, Path]]:
    if isinstance(record, Authority):
        yield from ((body.key, ("bodies", n)) for n, body in enumerate(record.bodies))
    if isinstance(record, Recommendation):
        yield from ((part.key, ("parts", n)) for n, part in enumerate(record.parts))
    if isinstance(record, Meeting):
        yield from ((item.key, ("items", n)) for n, item in enumerate(record.items) if item.key)
    yield from ((action.key, path) for path, action in actions_of(record))


def _check_aliases(register: Register, problems: Problems) -> None:
    seen: dict[str, str] = {}
    withdrawn = {one.id for one in register.records.site.withdrawn}
    for recommendation in register.recommendations:
        for n, alias in enumerate(recommendation.aliases):
            place = register.records.place(recommendation.id, "aliases", n)
            if alias in _FOLDERS_OF_LISTS["recommendations"]:
                message = f"'{alias}' is a folder of the site itself, below recommendations/; remove it here"
                problems.error(place, message, "id-is-a-folder")
            if alias in register.records.by_id:
                message = (
                    f"'{alias}' is the id of a record of today, so it can't be a former id; remove it here"
                )
                problems.error(place, message, "alias-in-use")
            elif alias in withdrawn:
                message = (
                    f"'{alias}' is withdrawn in site.yml, so its address tells that; remove it here or there"
                )
                problems.error(place, message, "alias-in-use")
            elif alias in seen:
                message = (
                    f"'{alias}' is a former id of '{seen[alias]}' already, and leads to one record only; "
                    f"remove it here or there"
                )
                problems.error(place, message, "alias-in-use")
            seen[alias] = recommendation.id


def _check_withdrawn(register: Register, problems: Problems) -> None:
    seen: set[str] = set()
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        place = register.records.place("site", "withdrawn", n, "id")
        if withdrawn.id in register.records.by_id:
            message = (
                f"'{withdrawn.id}' is withdrawn here, yet its file is still there; remove one of the two"
            )
            problems.error(place, message, "withdrawn-in-use")
        if withdrawn.id in seen:
            message = f"'{withdrawn.id}' is withdrawn twice; keep one of the two entries"
            problems.error(place, message, "withdrawn-in-use")
        seen.add(withdrawn.id)
