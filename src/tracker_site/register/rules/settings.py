"""Rules on the settings: their keys, clocks, addresses, colour, and what the accessibility statement has to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import get_args

from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.site import Accessibility, Clock, Site, feed_id_of
from tracker_site.records.statuses import COMMON
from tracker_site.register.clocks import STARTS
from tracker_site.register.findings import Finding, found
from tracker_site.register.register import Register
from tracker_site.register.rules.alone import FOLDERS_OF_LISTS, find_repeated_keys
from tracker_site.register.rules.texts import check_characters
from tracker_site.source import SourceFile, is_unfit_for_windows

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
            yield found(("statuses", key, "means"), "common-status-redefined", key)
    for n, clock in enumerate(site.clocks):
        yield from _check_clock(n, clock)
    for theme in filter(is_unfit_for_windows, site.themes):
        yield found(file.key_place("themes", theme), "name-for-windows", theme, theme)
    for n, other in enumerate(site.federation):
        if is_unfit_for_windows(other.key):
            yield found(("federation", n, "key"), "name-for-windows", other.key, other.key)
        if other.key in ("page", "recommendations"):
            yield found(("federation", n, "key"), "id-is-a-folder.tracker", other.key)
    if not site.base_url:
        missing = "no-base-url" if site.feed_id else "no-base-url.no-feed-id"
        yield found((), missing, feed_id_of(site))
    yield from check_characters(file)
    yield from check_language(site.language)
    yield from _check_colour(site.brand.colour)
    yield from _check_statement(site, today)


def check_language(language: str | None) -> Iterator[Finding]:
    """Yield a language that is no code, without which a screen reader speaks the wrong one."""
    if language and not _LANGUAGE.fullmatch(language):
        yield found(("language",), "bad-value.language", quoted(language))


def _check_case(file: SourceFile, field: str, keys: Iterable[str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key in keys:
        first = seen.setdefault(key.casefold(), key)
        if first != key:
            yield found(file.key_place(field, key), "repeated-key-of-thing.capitals", key, first)


def _check_clock(n: int, clock: Clock) -> Iterator[Finding]:
    """Yield a start from which a clock can't run, and kinds and makers that its record does not have."""
    record = clock.applies_to.record
    starts, known = STARTS[record], _KINDS.get(record, ())
    if clock.starts not in starts:
        hint = did_you_mean(clock.starts, starts) or f"; it takes {in_words(starts)}"
        yield found(("clocks", n, "starts"), "unknown-start", quoted(clock.starts), record, hint)
    for k, kind in enumerate(clock.applies_to.kind):
        path = ("clocks", n, "applies_to", "kind", k)
        if not known:
            yield found(path, "unknown-word.no-kinds", record)
        elif kind not in known:
            hint = did_you_mean(kind, known) or f"; it takes {in_words(known)}"
            yield found(path, "unknown-word.kind", quoted(kind), record, hint)
    for m, maker in enumerate(clock.applies_to.made_by):
        if record == "inspection" and maker != "inspectorate":
            yield found(("clocks", n, "applies_to", "made_by", m), "unknown-word.maker", quoted(maker))


def _check_colour(colour: str | None) -> Iterator[Finding]:
    """Yield a colour on which white text can't be read."""
    if colour and contrast_with_white(colour) < LEAST_CONTRAST:
        ratio = contrast_with_white(colour)
        yield found(("brand", "colour"), "low-contrast", colour, ratio, LEAST_CONTRAST)


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
        path = ("accessibility",) if "accessibility" in site.model_fields_set else ()
        yield found(path, "accessibility-incomplete", ", ".join(missing))
    when = statement.reviewed or statement.prepared
    if when and when.is_past(today - timedelta(days=365)):
        name = "reviewed" if statement.reviewed else "prepared"
        yield found(("accessibility", name), "accessibility-not-reviewed")


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
                yield recommendation.id, found(path, "id-is-a-folder.alias", alias)
            if alias in register.records.by_id:
                yield recommendation.id, found(path, "alias-in-use.record", alias)
            elif alias in withdrawn:
                yield recommendation.id, found(path, "alias-in-use.withdrawn", alias)
            elif alias in taken:
                yield recommendation.id, found(path, "alias-in-use.taken", alias, taken[alias])
            taken[alias] = recommendation.id


def check_withdrawn(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield records that are withdrawn and still there, twice, or under another kind."""
    seen: set[str] = set()
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        id, path = withdrawn.id, ("withdrawn", n, "id")
        if ("/" in id) != (withdrawn.kind == "action"):
            yield "site", found(path, "withdrawn-kind", id, id.split("/")[0])
        elif id in register.entities:
            yield "site", found(path, "withdrawn-in-use.there", id, "it" if "/" in id else "its file")
        elif id in seen:
            yield "site", found(path, "withdrawn-in-use.twice", id)
        elif not (withdrawn.kind or withdrawn.to):
            yield "site", found(path, "withdrawn-without-address", id)
        seen.add(id)
