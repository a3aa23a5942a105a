"""Rules that a record holds by itself: on its keys, motions and labels, its visit and the address of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.dates import PartialDate
from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.records.base import Record
from tracker_site.records.inspection import Visit
from tracker_site.records.meeting import Item, Motion
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action
from tracker_site.records.walk import Node, Path
from tracker_site.register.contents import Contents
from tracker_site.register.findings import Finding, found
from tracker_site.source import SourceFile, is_unfit_for_windows

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
    }
    | {"from", "index", "inquiries", "inspections", "lineage", "measures", "meetings", "motions", "pagefind"}
    | {"promises", "recommendations", "search", "silence", "slippage", "status", "themes", "updates"}
)
"""Addresses that the site itself uses, now or by its design."""

FOLDERS_OF_LISTS = {
    "recommendations": frozenset(
        {"assurance", "authority", "body", "from", "late", "no-dated-record", "page", "quiet", "response"}
        | {"status", "theme"}
    ),
    "actions": frozenset(
        {"authority", "body", "dated", "done", "late", "nature", "page", "standing", "status", "undated"}
    ),
    "meetings": frozenset({"authority", "body", "page"}),
    "inspections": frozenset({"page"}),
    "inquiries": frozenset({"page"}),
}
"""Where the lists of each kind and their facets stand."""


def check_alone(
    record: Record, file: SourceFile, contents: Contents, nodes: Iterable[Node]
) -> Iterator[Finding]:
    """Yield what is wrong with a record that no other has a part in; `nodes` are what it holds."""
    keys = ((entity.address.split("/")[1], entity.path) for entity in contents.entities[1:])
    yield from find_repeated_keys(file, keys)
    yield from _check_names_of_folders(contents)
    yield from _check_folder(record, file, contents)
    for path, value in ((node.path, node.value) for node in nodes):
        match value:
            case Motion():
                yield from _check_motion(value, path, file)
            case Item():
                yield from _check_labels(value, path, file)
            case Visit(from_=PartialDate() as first, to=PartialDate() as last) if last.is_before(first):
                yield found((*path, "to"), "ends-before-it-begins")
            case Action(promised=True) if isinstance(record, Plan) and record.kind == "reported":
                yield found((*path, "promised"), "promised-and-reported")


def find_repeated_keys(file: SourceFile, keys: Iterable[tuple[str, Path]]) -> Iterator[Finding]:
    """Yield keys that stand for two entities; those that differ only by capitals are one."""
    seen: dict[str, tuple[str, Path]] = {}
    for key, path in keys:
        first, taken = seen.setdefault(key.casefold(), (key, path))
        if taken != path:
            line = file.place(*taken, "key").line
            apart = "" if first == key else f" (as '{first}': capitals tell no keys apart)"
            yield found((*path, "key"), "repeated-key-of-thing.line", key, line, apart)


def _check_names_of_folders(contents: Contents) -> Iterator[Finding]:
    """Yield the keys of bodies and actions whose pages would stand in a folder that Windows can't hold."""
    for entity in contents.entities[1:]:
        key = entity.address.split("/")[1]
        if entity.noun in ("body", "action") and is_unfit_for_windows(key):
            yield found((*entity.path, "key"), "name-for-windows", key, key)


def _check_folder(record: Record, file: SourceFile, contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with an id whose page would stand where a list, or another page, of the site stands."""
    if isinstance(record, ProsePage) and record.id in FOLDERS_OF_THE_SITE:
        yield found((), "page-is-a-folder", record.id)
    has_actions = any(entity.noun == "action" for entity in contents.entities)
    for folder in dict.fromkeys((file.kind, *(("actions",) if has_actions else ()))):
        if record.id in FOLDERS_OF_LISTS.get(folder, ()):
            noun = "action plan" if record.noun == "plan" else record.noun
            yield found((), "id-is-a-folder.list", record.id, folder, noun)


def _check_motion(motion: Motion, path: Path, file: SourceFile) -> Iterator[Finding]:
    keys = [point.key for point in motion.points]
    yield from find_repeated_keys(file, ((key, (*path, "points", n)) for n, key in enumerate(keys)))
    for a, amendment in enumerate(motion.amendments):
        for d, dropped in enumerate(amendment.drops):
            if dropped not in keys:
                remedy = f"it takes {in_words(keys)}" if keys else "give it 'points', each with a key"
                hint = did_you_mean(dropped, keys) or f"; {remedy}"
                yield found((*path, "amendments", a, "drops", d), "unknown-point", quoted(dropped), hint)


def _check_labels(item: Item, path: Path, file: SourceFile) -> Iterator[Finding]:
    labels: dict[str, int] = {}
    for o, outcome in enumerate(item.outcomes):
        if outcome.label and labels.setdefault(outcome.label, o) != o:
            line = file.place(*path, "outcomes", labels[outcome.label], "label").line
            yield found((*path, "outcomes", o, "label"), "same-label", quoted(outcome.label), line)
