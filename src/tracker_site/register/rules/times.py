"""Rules on dates: nothing is said, due or decided before there was anything to say it of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker_site.dates import PartialDate, in_words
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.records.walk import Path
from tracker_site.register.contents import Contents
from tracker_site.register.findings import Finding, found
from tracker_site.register.occasions import Occasion
from tracker_site.register.rules.context import Context


def check_times(record: Record, contents: Contents, context: Context) -> Iterator[Finding]:
    """Yield what was said too early, held too late, due too soon, or decided at a meeting that was not held."""
    if occasion := contents.occasion:
        yield from _check_after_issue(occasion, context)
        yield from _check_after_visit(occasion, context)
    yield from _check_due(record, contents, context)
    for path, when in _dates_of(record):
        if when and when.earliest and not when.latest:
            likely = f"{when.earliest}/{when.earliest.year}-12-31"
            yield found(path, "open-ended-date", when.text, likely)
    if isinstance(record, Meeting):
        yield from _check_state(record, context.today)
        yield from _check_outcomes(record, context)


def _dates_of(record: Record) -> Iterator[tuple[Path, PartialDate | None]]:
    """Yield the dates on which a record says that something took place or was published."""
    match record:
        case Meeting() | Update() | Plan():
            yield ("date",), record.date
        case Inspection():
            yield ("published",), record.published
            if record.visited:
                yield ("visited", "from"), record.visited.from_
                yield ("visited", "to"), record.visited.to
        case Inquiry():
            yield ("opened",), record.opened
            yield from ((("reports", n, "date"), report.date) for n, report in enumerate(record.reports))
        case Recommendation():
            yield ("issued",), record.issued


def _check_after_issue(occasion: Occasion, context: Context) -> Iterator[Finding]:
    """Yield what is said of recommendations before they were issued."""
    issues, structure = context.issues, context.structure
    for path, target in _said_of(occasion, context):
        for id in structure.recommendations_meant.get(target, ()):
            is_own = id in structure.made_by.get(occasion.record, ())
            if id in issues and occasion.date.is_before(issues[id]) and not is_own:
                whole = "" if id == target.split("/")[0] else f" (of '{target}')"
                dates = in_words(issues[id]), in_words(occasion.date)
                yield found(path, "before-issue", id, whole, *dates)
                break


def _said_of(occasion: Occasion, context: Context) -> Iterator[tuple[Path, str]]:
    """Yield each entity of whose recommendations an occasion says something."""
    nouns = context.structure.nouns
    # A council may plan from the draft of a report, so a plan may be older than what it answers.
    if occasion.kind != "plan":
        # An inspection may be discussed before it is published; what it recommended may not.
        named = _named_in(occasion, with_actions=True)
        yield from (
            (path, target) for path, target in named if nouns.get(target) in ("recommendation", "part")
        )
    for report in occasion.reports:
        for n, target in enumerate(report.progress.on):
            if nouns.get(target) not in ("action", "plan"):
                yield (*report.path, "on", n), target
    for answer in occasion.answers:
        yield (*answer.path, "to"), answer.response.to


def _named_in(occasion: Occasion, with_actions: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield what an occasion is about, where it says so itself, and perhaps what its actions answer."""
    for mention in occasion.mentions:
        path = mention.path
        if mention.action:
            if not with_actions:
                continue
        elif mention.outcome:
            if "about" not in mention.outcome.model_fields_set:
                continue  # it is about what its item is about
            path = (*path, "about")
        yield from (((*path, n), target) for n, target in enumerate(mention.about))


def _check_after_visit(occasion: Occasion, context: Context) -> Iterator[Finding]:
    """Yield what is said of an inspection before its visit."""
    for path, target in _named_in(occasion) if context.visits else ():
        began = context.visits.get(target)
        if began and occasion.date.is_before(began):
            yield found(path, "before-visit", target, in_words(began), in_words(occasion.date))


def _check_due(record: Record, contents: Contents, context: Context) -> Iterator[Finding]:
    """Yield due dates that lie before what is due was asked for."""
    if isinstance(record, Recommendation):
        dues = [
            (("due",), record.due),
            *((("parts", n, "due"), part.due) for n, part in enumerate(record.parts)),
        ]
        for path, due in dues:
            if due and due.is_known:
                yield from _check_start(path, due, (record.id,), context)
    whole = record.answers if isinstance(record, Plan) and record.kind == "plan" else ()
    for path, action in (
        (one.path, one.what) for one in contents.entities if one.noun == "action" and one.what.due
    ):
        if isinstance(record, Meeting) and action.due.is_before(record.date):
            dates = in_words(action.due), in_words(record.date)
            yield found((*path, "due"), "due-before-meeting", action.key, *dates)
        else:
            yield from _check_start((*path, "due"), action.due, action.recommendations or whole, context)


def _check_start(
    path: Path, due: PartialDate, answered: tuple[str, ...], context: Context
) -> Iterator[Finding]:
    """Yield a due date that lies before the visit that something came of, or before it was issued."""
    for id in (target.split("/")[0] for target in answered):
        origin = context.structure.source_of.get(id, id)
        # A council may act on what inspectors found long before their report is published.
        began, what = context.visits.get(origin), f"the visit of '{origin}' began"
        if began is None:
            began, what = context.issues.get(id), f"'{id}' was issued"
        if began and due.is_before(began):
            yield found(path, "due-before-issue", in_words(due), what, in_words(began))
            return


def _check_state(meeting: Meeting, today: date) -> Iterator[Finding]:
    """Yield what does not go with the day of a meeting, or with its state."""
    if meeting.state == "held" and meeting.date.is_to_come(today):
        name = "state" if "state" in meeting.model_fields_set else "date"
        yield found((name,), "held-in-the-future", in_words(meeting.date))
    if meeting.state == "scheduled" and meeting.date.is_past(today):
        yield found(("state",), "schedule-passed", in_words(meeting.date))
    for n, item in enumerate(meeting.items):
        if item.outcomes and meeting.state in ("scheduled", "cancelled"):
            yield found(("items", n, "outcomes"), "outcomes-without-meeting", meeting.state)
    if meeting.state == "held" and not any(
        one.outcomes or one.record == "not-recorded" for one in meeting.items
    ):
        yield found(("items",) if meeting.items else ("date",), "no-outcome")


def _check_outcomes(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield outcomes that recommend what nothing would follow, or name what another meeting made."""
    made_here = context.structure.made_by.get(meeting.id, ())
    for i, item in enumerate(meeting.items):
        for o, outcome in enumerate(item.outcomes):
            path: Path = ("items", i, "outcomes", o)
            if outcome.verb == "recommended" and not (outcome.makes or outcome.actions):
                yield found((*path, "verb"), "recommends-without-record", meeting.id)
            for n, id in enumerate(outcome.makes):
                if context.structure.nouns.get(id) == "recommendation" and id not in made_here:
                    yield found((*path, "makes", n), "not-made-here", id, meeting.id)
