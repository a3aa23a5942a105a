"""Rules on the settings, and on what records accept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import get_args

from tracker_site.problems import Problems, did_you_mean, in_words, quoted
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.site import Accessibility, Clock
from tracker_site.records.statuses import COMMON
from tracker_site.register.clocks import STARTS
from tracker_site.register.register import Register
from tracker_site.register.warnings import WARNINGS, warn

_KINDS = {
    "inspection": get_args(Inspection.model_fields["kind"].annotation),
    "meeting": get_args(Meeting.model_fields["kind"].annotation),
}
"""The words for `kind` of the records that have one and for which a clock may run."""


_LANGUAGE = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check_settings(register: Register, problems: Problems, today: date) -> None:
    """Note words of `site.yml` that mean nothing, and codes that no warning has."""
    _check_statuses(register, problems)
    _check_clocks(register, problems)
    _check_case(register, "themes", register.records.site.themes, problems)
    _check_case(register, "statuses", register.records.site.statuses, problems)
    _check_base_url(register, problems)
    _check_languages(register, problems)
    _check_accepted(register, problems)
    _warn_of_settings(register, problems, today)


def _check_statuses(register: Register, problems: Problems) -> None:
    for key, own in register.records.site.statuses.items():
        if own.means not in COMMON:
            hint = did_you_mean(own.means, COMMON) or f"; it takes {in_words(COMMON)}"
            place = register.records.place("site", "statuses", key, "means")
            problems.error(place, f"'{own.means}' is not a common status{hint}", "unknown-status")
        elif key in COMMON and own.means != key:
            place = register.records.place("site", "statuses", key, "means")
            message = (
                f"'{key}' is a common status and means itself; choose another key for the council's own word"
            )
            problems.error(place, message, "common-status-redefined")


def _check_clocks(register: Register, problems: Problems) -> None:
    for n, clock in enumerate(register.records.site.clocks):
        starts = STARTS[clock.applies_to.record]
        if clock.starts not in starts:
            hint = did_you_mean(clock.starts, starts) or f"; it takes {in_words(starts)}"
            record = clock.applies_to.record
            message = f"{quoted(clock.starts)} is not a date from which a clock for '{record}' can run{hint}"
            problems.error(register.records.place("site", "clocks", n, "starts"), message, "unknown-start")
        for k, fault in _wrong_kinds(clock):
            place = register.records.place("site", "clocks", n, "applies_to", "kind", k)
            problems.error(place, fault, "unknown-word")


def _wrong_kinds(clock: Clock) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the kinds of record for which a clock is to run, by their numbers."""
    record = clock.applies_to.record
    known = _KINDS.get(record, ())
    for n, kind in enumerate(clock.applies_to.kind):
        if not known:
            yield n, f"'kind' does not go with 'record: {record}'; remove it"
        elif kind not in known:
            hint = did_you_mean(kind, known) or f"; it takes {in_words(known)}"
            yield n, f"{quoted(kind)} is not a kind of {record}{hint}"


def _check_case(register: Register, field: str, keys: Iterable[str], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for key in keys:
        first = seen.setdefault(key.casefold(), key)
        if first != key:
            message = f"'{key}' and '{first}' differ only by capitals, so their addresses are one; rename one of them"
            problems.error(
                register.records.files["site"].key_place(field, key), message, "repeated-key-of-thing"
            )


def _check_base_url(register: Register, problems: Problems) -> None:
    base_url = register.records.site.base_url
    if base_url and re.search("[?#]", base_url):
        message = (
            f"{quoted(base_url)} has a '?' or a '#', and addresses are added behind it; end it before that"
        )
        problems.error(register.records.place("site", "base_url"), message, "bad-value")


def _check_languages(register: Register, problems: Problems) -> None:
    """Note languages that are no codes, without which a screen reader speaks the wrong one."""
    languages = [("site", register.records.site.language)]
    languages += [(one.id, one.language) for one in register.records.of_kind(Meeting) if one.language]
    for id, language in languages:
        if not _LANGUAGE.fullmatch(language):
            message = (
                f"{quoted(language)} is not the code of a language; write it as in 'en', 'en-GB' or 'cy'"
            )
            problems.error(register.records.place(id, "language"), message, "bad-value")


def _check_accepted(register: Register, problems: Problems) -> None:
    site = register.records.site
    for id, accepts in [
        ("site", site.accepts),
        *((id, record.accepts) for id, record in register.records.by_id.items()),
    ]:
        for n, code in enumerate(accepts):
            if code not in WARNINGS:
                hint = did_you_mean(code, WARNINGS) or f"; it takes {in_words(WARNINGS)}"
                place = register.records.place(id, "accepts", n)
                problems.error(place, f"{quoted(code)} is not the code of a warning{hint}", "unknown-code")


def _warn_of_settings(register: Register, problems: Problems, today: date) -> None:
    site = register.records.site
    if not site.base_url:
        message = "'base_url' is missing, so feeds and canonical addresses are left out; add the address of the site"
        warn(register, problems, "site", (), message, "no-base-url")
    _warn_of_missing_parts(register, problems)
    name = "reviewed" if site.accessibility.reviewed else "prepared"
    when = site.accessibility.reviewed or site.accessibility.prepared
    if when and when.is_past(today - timedelta(days=365)):
        message = "the accessibility statement was not reviewed for a year; review it, and write that day as 'reviewed'"
        warn(register, problems, "site", ("accessibility", name), message, "accessibility-not-reviewed")


def _warn_of_missing_parts(register: Register, problems: Problems) -> None:
    """Note what the accessibility statement lacks, once it is known who makes it.

    The parts are those that the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
    Regulations 2018 and the model statement ask for.
    """
    site = register.records.site
    missing = [
        f"{what} ('{field}')"
        for field, what, is_there in _parts_of_statement(site.accessibility)
        if not is_there
    ]
    if site.publisher and missing:
        message = (
            f"the accessibility statement does not say {', '.join(missing)}; add it under 'accessibility'"
        )
        path = ("accessibility",) if "accessibility" in site.model_fields_set else ()
        warn(register, problems, "site", path, message, "accessibility-incomplete")


def _parts_of_statement(said: Accessibility) -> Iterator[tuple[str, str, bool]]:
    """Yield the field of each part that the statement must have, what it says, and whether it is there."""
    yield "compliance", "how far the site meets WCAG 2.2 AA", said.compliance is not None
    if said.compliance in ("partial", "none"):
        yield "problems", "what does not meet it yet", said.problems is not None
    yield "tested", "how it was tested", said.tested is not None
    yield "email' or 'phone", "where to report a problem", bool(said.email or said.phone)
    yield "prepared", "when it was prepared", said.prepared is not None
