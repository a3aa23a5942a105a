"""Rules on the settings: their keys, clocks, addresses, colour, and what the accessibility statement has to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import get_args

from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.site import Accessibility, Clock, Site, Withdrawn
from tracker_site.records.statuses import COMMON
from tracker_site.register.clocks import STARTS
from tracker_site.register.register import Register
from tracker_site.register.rules.alone import FOLDERS_OF_LISTS, find_repeated_keys
from tracker_site.register.warnings import Finding
from tracker_site.source import SourceFile

_KINDS = {
    "inspection": get_args(Inspection.model_fields["kind"].annotation),
    "meeting": get_args(Meeting.model_fields["kind"].annotation),
}
"""The words for `kind` of the records that have one and for which a clock may run."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the contrast of text, at level AA."""

_LANGUAGE = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check_settings(site: Site, file: SourceFile, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the settings by themselves."""
    yield from find_repeated_keys(file, ((clock.key, ("clocks", n)) for n, clock in enumerate(site.clocks)))
    yield from find_repeated_keys(
        file, ((one.key, ("federation", n)) for n, one in enumerate(site.federation))
    )
    yield from _check_case(file, "themes", site.themes)
    yield from _check_case(file, "statuses", site.statuses)
    for key, own in site.statuses.items():
        if key in COMMON and own.means in COMMON and own.means != key:
            message = (
                f"'{key}' is a common status and means itself; choose another key for the council's own word"
            )
            yield Finding(("statuses", key, "means"), message, "common-status-redefined")
    for n, clock in enumerate(site.clocks):
        yield from _check_clock(n, clock)
    for n, other in enumerate(site.federation):
        if other.key in ("page", "recommendations"):
            message = (
                f"'{other.key}' is a folder of the site itself, below from/; give the tracker another key"
            )
            yield Finding(("federation", n, "key"), message, "id-is-a-folder")
    if site.base_url and re.search("[?#]", site.base_url):
        message = f"{quoted(site.base_url)} has a '?' or a '#', and addresses are added behind it; end it before that"
        yield Finding(("base_url",), message, "bad-value")
    if not site.base_url:
        message = "'base_url' is missing, so feeds and canonical addresses are left out; add the address of the site"
        yield Finding((), message, "no-base-url")
    yield from check_language(site.language)
    yield from _check_colour(site.brand.colour)
    yield from _check_statement(site, today)


def check_language(language: str | None) -> Iterator[Finding]:
    """Yield a language that is no code, without which a screen reader speaks the wrong one."""
    if language and not _LANGUAGE.fullmatch(language):
        message = f"{quoted(language)} is not the code of a language; write it as in 'en', 'en-GB' or 'cy'"
        yield Finding(("language",), message, "bad-value")


def _check_case(file: SourceFile, field: str, keys: Iterable[str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key in keys:
        first = seen.setdefault(key.casefold(), key)
        if first != key:
            message = f"'{key}' and '{first}' differ only by capitals, so their addresses are one; rename one of them"
            yield Finding(file.key_place(field, key), message, "repeated-key-of-thing")


def _check_clock(n: int, clock: Clock) -> Iterator[Finding]:
    """Yield a start from which a clock can't run, and kinds that its record does not have."""
    record = clock.applies_to.record
    starts, known = STARTS[record], _KINDS.get(record, ())
    if clock.starts not in starts:
        hint = did_you_mean(clock.starts, starts) or f"; it takes {in_words(starts)}"
        message = f"{quoted(clock.starts)} is not a date from which a clock for '{record}' can run{hint}"
        yield Finding(("clocks", n, "starts"), message, "unknown-start")
    for k, kind in enumerate(clock.applies_to.kind):
        if kind not in known:
            hint = did_you_mean(kind, known) or f"; it takes {in_words(known)}"
            message = f"{quoted(kind)} is not a kind of {record}{hint}"
            if not known:
                message = f"'kind' does not go with 'record: {record}'; remove it"
            yield Finding(("clocks", n, "applies_to", "kind", k), message, "unknown-word")


def _check_colour(colour: str | None) -> Iterator[Finding]:
    """Yield a colour on which white text can't be read."""
    if colour and contrast_with_white(colour) < LEAST_CONTRAST:
        ratio = f"{contrast_with_white(colour):.1f}:1"
        message = f"white text on '{colour}' has a contrast of {ratio} and needs {LEAST_CONTRAST}:1; take a darker one"
        yield Finding(("brand", "colour"), message, "low-contrast")


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of white on a colour (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _check_statement(site: Site, today: date) -> Iterator[Finding]:
    """Yield what the accessibility statement lacks, once it is known who makes it, and that it is old.

    The parts are those that the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
    Regulations 2018 and the model statement ask for.
    """
    statement = site.accessibility
    parts = _parts_of_statement(statement)
    missing = [f"{what} ('{field}')" for field, what, is_there in parts if not is_there]
    if site.publisher and missing:
        message = (
            f"the accessibility statement does not say {', '.join(missing)}; add it under 'accessibility'"
        )
        path = ("accessibility",) if "accessibility" in site.model_fields_set else ()
        yield Finding(path, message, "accessibility-incomplete")
    when = statement.reviewed or statement.prepared
    if when and when.is_past(today - timedelta(days=365)):
        message = "the accessibility statement was not reviewed for a year; review it, and write that day as 'reviewed'"
        name = "reviewed" if statement.reviewed else "prepared"
        yield Finding(("accessibility", name), message, "accessibility-not-reviewed")


def _parts_of_statement(statement: Accessibility) -> Iterator[tuple[str, str, bool]]:
    """Yield the field of each part that the statement must have, what it says, and whether it is there."""
    yield "compliance", "how far the site meets WCAG 2.2 AA", statement.compliance is not None
    if statement.compliance in ("partial", "none"):
        yield "problems", "what does not meet it yet", statement.problems is not None
    yield "tested", "how it was tested", statement.tested is not None
    yield "email' or 'phone", "where to report a problem", bool(statement.email or statement.phone)
    yield "prepared", "when it was prepared", statement.prepared is not None


def check_aliases(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield former ids that are other addresses too."""
    taken: dict[str, str] = {}
    withdrawn = {one.id for one in register.records.site.withdrawn}
    for recommendation in register.recommendations:
        for n, alias in enumerate(recommendation.aliases):
            path = ("aliases", n)
            if alias in FOLDERS_OF_LISTS["recommendations"]:
                message = f"'{alias}' is a folder of the site itself, below recommendations/; remove it here"
                yield recommendation.id, Finding(path, message, "id-is-a-folder")
            message = ""
            if alias in register.records.by_id:
                message = "is the id of a record of today, so it can't be a former id; remove it here"
            elif alias in withdrawn:
                message = "is withdrawn in site.yml, so its address tells that; remove it here or there"
            elif alias in taken:
                message = f"is a former id of '{taken[alias]}' already, and leads to one record only; "
                message += "remove it here or there"
            if message:
                yield recommendation.id, Finding(path, f"'{alias}' {message}", "alias-in-use")
            taken[alias] = recommendation.id


def check_withdrawn(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield records that are withdrawn and still there, twice, or under another kind."""
    seen: set[str] = set()
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        id = withdrawn.id
        if fault := _fault_of_withdrawn(register, withdrawn, seen):
            yield "site", Finding(("withdrawn", n, "id"), *fault)
        seen.add(id)


def _fault_of_withdrawn(register: Register, withdrawn: Withdrawn, seen: set[str]) -> tuple[str, str] | None:
    id = withdrawn.id
    if ("/" in id) != (withdrawn.kind == "action"):
        message = (
            f"'{id}' does not go with its kind: an action, and nothing else, is named by its record and its key; "
            f"write it as in 'id: {id.split('/')[0]}/KEY' with 'kind: action'"
        )
        return message, "withdrawn-kind"
    if id in register.entities:
        what = "it" if "/" in id else "its file"
        return (
            f"'{id}' is withdrawn here, yet {what} is still there; remove one of the two",
            "withdrawn-in-use",
        )
    if id in seen:
        return f"'{id}' is withdrawn twice; keep one of the two entries", "withdrawn-in-use"
    if not (withdrawn.kind or withdrawn.to):
        message = (
            f"nothing says at the old address of '{id}' that it was withdrawn, for its kind is not known; add it, as "
            f"in 'kind: recommendation'"
        )
        return message, "withdrawn-without-address"
    return None
