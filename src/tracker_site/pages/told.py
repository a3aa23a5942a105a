"""The page of a recommendation that another tracker tells of: its words, its standing, and where the original is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar
from urllib.parse import urlsplit

from tracker_site.dataset.federation.format import EntryTold, PartTold, RecommendationTold
from tracker_site.dataset.federation.tracker import Tracker, is_safe
from tracker_site.dataset.guide import Link
from tracker_site.dates import PartialDate, day_in_words, in_words, on_day
from tracker_site.pages.findable import RECOMMENDATION
from tracker_site.pages.page import Chip, Fact, Findable, Mark, Page, SourceShown, fact
from tracker_site.pages.recommendations import MeetingCell
from tracker_site.pages.timeline import MENTIONED, TimelineEntry, TimelineLine
from tracker_site.pages.whose import Whose, whose
from tracker_site.pages.words import RESPONSES, SPEAKERS, VERBS, WORDINGS, who_says_so
from tracker_site.records.statuses import COMMON, Assurance, assurance_of
from tracker_site.source.markup import Prose

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_WORDINGS = {**WORDINGS, "summary": "In that tracker’s own words, from the source."}


@dataclass(frozen=True, slots=True)
class PartOfTold:
    """A limb of a recommendation of another tracker, and where it stands."""

    key: str
    text: Prose | None
    chip: Chip
    response: str | None
    due: PartialDate | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FederatedPage(Page):
    """One recommendation of another tracker, as that tracker tells it."""

    template: ClassVar[str] = "federated.html"

    heading: str
    whose: Whose
    original: str | None
    host: str | None
    """Where the original is, so that nobody is led somewhere unknown."""
    answer: str
    chip: Chip
    marks: tuple[Mark, ...]
    is_inferred: bool
    prose: Prose | None
    wording: str
    facts: tuple[Fact, ...]
    parts: tuple[PartOfTold, ...]
    response: str | None
    row: tuple[MeetingCell, ...]
    timeline: tuple[TimelineEntry, ...]
    issued: PartialDate
    issued_in: Link
    sources: tuple[SourceShown, ...]


def plan_federated(
    tracker: Tracker, above: Link, recommendations: Sequence[RecommendationTold]
) -> Iterator[FederatedPage]:
    """Yield the page of each recommendation of another tracker; `above` is the list of trackers."""
    titles = Counter(one.title for one in recommendations)
    owner = whose(tracker)
    for told in recommendations:
        apart = f" ({told.id})" if titles[told.title] > 1 else ""
        yield _page(tracker, owner, above, told, f"{told.title}{apart}, from {tracker.title}")


def _page(tracker: Tracker, owner: Whose, above: Link, told: RecommendationTold, title: str) -> FederatedPage:
    shown, original = chip_told(told.status, told.status_label, told.assurance), tracker.original(told.url)
    answer = f"{shown.label} – {_who_says_so(told)}."
    return FederatedPage(
        address=f"from/{tracker.key}/recommendations/{told.id}/",
        title=title,
        description=f"As {tracker.title} tells it: {answer}",
        breadcrumbs=(above, owner.link),
        section="from",
        # The page that search engines should know is the original.
        is_worth_finding=False,
        findable=_findable(tracker, told, shown),
        heading=told.title,
        whose=owner,
        original=original,
        host=urlsplit(original).hostname if original else None,
        answer=answer,
        chip=shown,
        marks=marks_told(told),
        is_inferred=told.wording == "inferred",
        prose=_apart(told.text),
        wording=_WORDINGS[told.wording],
        facts=tuple(_facts(tracker, told)),
        parts=tuple(_part(part) for part in told.parts),
        response=RESPONSES[told.response] if told.response else None,
        row=tuple(
            MeetingCell(
                Link(tracker.names[cell.meeting], None),
                cell.date,
                cell.considered,
                cell.status,
                COMMON[cell.status].label,
            )
            for cell in reversed(told.meetings)
        ),
        timeline=tuple(_timeline(tracker, told)),
        issued=told.issued,
        issued_in=Link(tracker.names[told.origin], None),
        sources=tuple(
            SourceShown(one.title, one.url if is_safe(one.url) else None, None, None, None)
            for one in told.sources
        ),
    )


def chip_told(status: str, label: str, assurance: Assurance) -> Chip:
    """Return the chip of a status as another tracker tells it."""
    return Chip(status, label, COMMON[status].label, assurance, who_says_so(assurance, status))


def marks_told(told: RecommendationTold) -> tuple[Mark, ...]:
    """Return what another tracker says is to be noticed."""
    due = f"It was due {in_words(told.due)}." if told.due else "The due date of a part has passed."
    heard = f"Last heard of {on_day(told.last_news.date)}; nothing since." if told.last_news else ""
    found = (
        (told.late, Mark("late", "Late", due)),
        (told.quiet, Mark("quiet", "Quiet", heard or "Nothing has been heard of it since it was made.")),
        (told.reopened, Mark("reopened", "Reopened", "It was closed before, and is open again.")),
        (
            told.provisional,
            Mark("provisional", "Draft minutes", "Its status rests on minutes that are still a draft."),
        ),
    )
    return tuple(mark for is_so, mark in found if is_so)


def in_order(told: RecommendationTold) -> tuple[bool, bool, str, str]:
    """Return where a recommendation stands in a list: open before closed, late ones first, then by title."""
    return told.phase == "closed", not told.late, told.title.casefold(), told.id


def _who_says_so(told: RecommendationTold) -> str:
    if told.assurance == "none":
        return "nothing is recorded of how far it has come"
    words = who_says_so(told.assurance, told.status)
    return f"{words[0].lower()}{words[1:]}"


def _findable(tracker: Tracker, told: RecommendationTold, chip: Chip) -> Findable:
    inferred = (Mark("inferred", "Inferred", ""),) if told.wording == "inferred" else ()
    labels = tracker.told.site.themes
    return Findable(
        kind=RECOMMENDATION,
        authority=tracker.names[told.authority] if told.authority else None,
        themes=tuple(labels[key] for key in told.themes if key in labels),
        when=told.issued,
        day=told.issued.sorts_at(date.min),
        chip=chip,
        marks=(*marks_told(told), *inferred),
        also_called=next(
            (one.also_called for one in tracker.told.authorities if one.id == told.authority), ()
        ),
        tracker=tracker.title,
        whose=f"from {tracker.title}, as at {day_in_words(tracker.told.as_at)}",
    )


def _facts(tracker: Tracker, told: RecommendationTold) -> Iterator[Fact]:
    yield from fact("Council", tracker.names[told.authority] if told.authority else None)
    yield from fact("From", tracker.names[told.origin])
    yield from fact("Number", told.number)
    yield from fact("Addressed to", told.addressed_to)
    yield Fact("Made", date=told.issued)
    if told.due:
        yield from (Fact("Due", date=told.due),) if told.due.is_known else fact("Due", "date dropped")
    for before in reversed(told.due_history):
        yield Fact("Due before", date=before)
    labels = tracker.told.site.themes
    yield from fact("Themes", ", ".join(labels.get(key, key) for key in told.themes))
    yield from fact("Its id here", f"{tracker.key}:{told.id}")


def _part(part: PartTold) -> PartOfTold:
    return PartOfTold(
        key=part.key,
        text=_apart(part.text),
        chip=chip_told(part.status, part.status_label or COMMON[part.status].label, part.assurance),
        response=RESPONSES[part.response] if part.response else None,
        due=part.due,
        late=part.late,
    )


def _timeline(tracker: Tracker, told: RecommendationTold) -> Iterator[TimelineEntry]:
    """Yield what each record did to it or said of it, newest first: the data has the oldest first."""
    for record, entries in groupby(reversed(told.timeline), lambda entry: entry.record):
        of_record = [*entries][::-1]
        lines = tuple(_line(entry, _target(tracker, told, entry.on)) for entry in of_record)
        yield TimelineEntry(of_record[0].date, Link(tracker.names[record], None), lines)


def _line(entry: EntryTold, target: Link | None) -> TimelineLine:
    return TimelineLine(
        did=_did(entry),
        action=None,
        item=None if entry.text else entry.item,
        target=target,
        status_key=entry.status,
        status=COMMON[entry.status].label if entry.status else None,
        said_by=who_says_so(assurance_of(entry.said_by), entry.status)
        if entry.said_by and not entry.figure
        else None,
        response=RESPONSES[entry.response] if entry.response else None,
        proposed=entry.proposed,
        by=entry.by,
        due=entry.due,
        text=_apart(entry.text),
        reason=_apart(entry.reason),
    )


def _target(tracker: Tracker, told: RecommendationTold, on: str | None) -> Link | None:
    """Return what was named where that is wider or narrower than the recommendation."""
    if on is None or on == told.id:
        return None
    if on.startswith(f"{told.id}/"):
        return Link(f"part {on.removeprefix(f'{told.id}/')}", None)
    return Link(tracker.names[on], None) if on in tracker.names else None


def _did(entry: EntryTold) -> str | None:
    if entry.figure:
        return f"Figure given by {SPEAKERS[entry.said_by or 'council']}: {entry.figure}"
    if entry.verb:
        return VERBS[entry.verb]
    if entry.said_by or entry.response:
        return None
    return "Discussed" if entry.kind == "meeting" and entry.text else MENTIONED[entry.kind]


def _apart(text: Prose | None) -> Prose | None:
    """Return a text whose links lead to no record of this site: those to records become words, as do unsafe ones.

    An id in the text of another tracker may well be the id of something else here.
    """
    if text is None or "<a " not in text.html:
        return text

    def lead(link: re.Match[str]) -> str:
        return link[0] if is_safe(link[1]) else link[2]

    return Prose(text.source, _LINK.sub(lead, text.html), ())
