"""Rules that a record holds by itself: on its keys, motions and labels, its visit and the address of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.records.base import Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.walk import Path
from tracker_site.register.contents import Contents
from tracker_site.register.findings import Finding, found
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
    }
    | {"from", "index", "inquiries", "inspections", "lineage", "measures", "meetings", "motions", "pagefind"}
    | {"promises", "recommendations", "search", "silence", "slippage", "status", "themes", "updates"}
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


def check_alone(record: Record, file: SourceFile, contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with a record that no other has a part in."""
    keys = ((entity.address.split("/")[1], entity.path) for entity in contents.entities[1:])
    yield from find_repeated_keys(file, keys)
    yield from _check_folder(record, file, contents)
    match record:
        case Meeting():
            yield from _check_motions(record, file)
            yield from _check_labels(record, file)
        case Inspection(visited=visit) if (
            visit and visit.from_ and visit.to and visit.to.is_before(visit.from_)
        ):
            yield found(("visited", "to"), "ends-before-it-begins")
        case Plan(kind="reported", actions=actions):
            for n, action in enumerate(actions):
                if action.promised:
                    yield found(("actions", n, "promised"), "promised-and-reported")


def find_repeated_keys(file: SourceFile, keys: Iterable[tuple[str, Path]]) -> Iterator[Finding]:
    """Yield keys that stand for two entities; those that differ only by capitals are one."""
    seen: dict[str, tuple[str, Path]] = {}
    for key, path in keys:
        first, taken = seen.setdefault(key.casefold(), (key, path))
        if taken != path:
            line = file.place(*taken, "key").line
            apart = "" if first == key else f" (as '{first}': capitals tell no keys apart)"
            yield found((*path, "key"), "repeated-key-of-thing.line", key, line, apart)


def _check_folder(record: Record, file: SourceFile, contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with an id whose page would stand where a list, or another page, of the site stands."""
    if isinstance(record, ProsePage) and record.id in FOLDERS_OF_THE_SITE:
        yield found((), "page-is-a-folder", record.id)
    has_actions = any(entity.noun == "action" for entity in contents.entities)
    for folder in dict.fromkeys((file.kind, *(("actions",) if has_actions else ()))):
        if record.id in FOLDERS_OF_LISTS.get(folder, ()):
            noun = "action plan" if record.noun == "plan" else record.noun
            yield found((), "id-is-a-folder.list", record.id, folder, noun)


def _check_motions(meeting: Meeting, file: SourceFile) -> Iterator[Finding]:
    for i, item in enumerate(meeting.items):
        for m, motion in enumerate(item.motions):
            path: Path = ("items", i, "motions", m)
            keys = [point.key for point in motion.points]
            yield from find_repeated_keys(file, ((key, (*path, "points", n)) for n, key in enumerate(keys)))
            for a, amendment in enumerate(motion.amendments):
                for d, dropped in enumerate(amendment.drops):
                    if dropped not in keys:
                        remedy = f"it takes {in_words(keys)}" if keys else "give it 'points', each with a key"
                        hint = did_you_mean(dropped, keys) or f"; {remedy}"
                        where = (*path, "amendments", a, "drops", d)
                        yield found(where, "unknown-point", quoted(dropped), hint)


def _check_labels(meeting: Meeting, file: SourceFile) -> Iterator[Finding]:
    for i, item in enumerate(meeting.items):
        labels: dict[str, int] = {}
        for o, outcome in enumerate(item.outcomes):
            if outcome.label and labels.setdefault(outcome.label, o) != o:
                line = file.place("items", i, "outcomes", labels[outcome.label], "label").line
                yield found(("items", i, "outcomes", o, "label"), "same-label", quoted(outcome.label), line)
