"""The tables of what was said: timelines, progress, responses, figures, deadlines, updates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.pages.tables.columns import (
    Column,
    Table,
    address,
    choice,
    choices,
    key,
    markdown,
    place,
    reference,
    text,
    when,
    whole,
    yes_no,
)
from tracker_site.pages.tables.within import (
    Within,
    answers,
    by_id,
    figures,
    outcome_of,
    reports,
)
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Verb
from tracker_site.records.said import Figure, Progress, Response, ResponseKind, SaidBy
from tracker_site.records.site import Clock
from tracker_site.records.statuses import COMMON, Status
from tracker_site.records.update import Update
from tracker_site.register.occasions import Answer, OccasionKind, Report
from tracker_site.status.deadlines import is_about_an_answer
from tracker_site.status.standing import ClockStanding, ClockState, Entry

SPEAKERS = get_args(SaidBy)
_SPEAKER = "Who claims it: the `council`, `scrutiny` (the meeting accepted it), the `inspectorate`, or `independent`."


def _timeline(guide: Guide) -> Iterator[tuple[str, int, Entry]]:
    standings = {**guide.standings.recommendations, **guide.standings.actions}
    for id, standing in sorted(standings.items()):
        yield from ((id, n, entry) for n, entry in enumerate(standing.timeline, 1))


def _progress_subjects(guide: Guide) -> Iterator[tuple[str, str]]:
    for of in reports(guide):
        named = dict.fromkeys(of.what.progress.on)
        yield from ((of.id, target) for target in named if guide.is_seen(target))


def _answers_to_what_is_seen(guide: Guide) -> Iterator[Within[Answer]]:
    yield from (one for one in answers(guide) if guide.is_seen(one.what.response.to))


def _clocks(guide: Guide) -> list[ClockStanding]:
    return sorted(guide.standings.clocks, key=lambda one: (one.record, one.clock.key))


def _plans_instead(guide: Guide, standing: ClockStanding) -> tuple[str, ...]:
    if standing.state != "passed" or not is_about_an_answer(standing):
        return ()
    return guide.accounts.plans_answering.get(standing.record, ())


def _status(entry: Entry) -> Status | None:
    return entry.status or entry.status_of_action


def _number(value: str) -> float | None:
    """Return a value as a number, where it is nothing but one."""
    digits = value.replace(",", "").removesuffix("%").strip()
    whole, _, rest = digits.partition(".")
    return float(digits) if whole.isdecimal() and (not rest or rest.isdecimal()) else None


def _said_on(guide: Guide, record: str) -> PartialDate | None:
    return guide.date_of(record)


TIMELINE: Table[tuple[str, int, Entry]] = Table(
    "timeline",
    "What was said and done",
    "The timeline of each recommendation and each action: what every record did to it or said of it.",
    _timeline,
    (
        key("thing", "The recommendation or action.", lambda _, row: row[0], "things"),
        place("Where the entry stands in the timeline, oldest first.", lambda _, row: row[1], is_key=True),
        when("date", "When.", lambda _, row: row[2].date),
        reference("record", "The record.", "things", lambda _, row: row[2].record, needed=True),
        choice(
            "kind", "What sort of record it is.", get_args(OccasionKind), lambda _, row: row[2].kind, True
        ),
        reference(
            "about",
            "What was named: itself, a part, an action that answers it, a whole, or a measure that names it.",
            "things",
            lambda _, row: row[2].on,
        ),
        text("item", "The title of the item of the meeting.", lambda _, row: row[2].item),
        choice("verb", "What the meeting did.", get_args(Verb), lambda _, row: row[2].verb),
        choice(
            "status",
            "The status that was said of what is named in `about`.",
            COMMON,
            lambda _, row: status.common.key if (status := _status(row[2])) else None,
            refers_to="statuses",
        ),
        text(
            "status_label",
            "The same in the council’s own words.",
            lambda _, row: status.label if (status := _status(row[2])) else None,
        ),
        choice("said_by", _SPEAKER, SPEAKERS, lambda _, row: row[2].said_by),
        choice("response", "What was answered.", get_args(ResponseKind), lambda _, row: row[2].response),
        yes_no("proposed", "Whether the answer was only proposed.", lambda _, row: row[2].proposed),
        text("by", "Who answered.", lambda _, row: row[2].by),
        when("due", "The new due date, where it was moved.", lambda _, row: row[2].due),
        markdown("text", "What was said.", lambda _, row: row[2].text),
        markdown("reason", "The reason given.", lambda _, row: row[2].reason),
        reference(
            "action", "The action that was promised in answer to it.", "actions", lambda _, row: row[2].action
        ),
        text("figure", "The figure that was given of that measure.", lambda _, row: row[2].figure),
    ),
)

PROGRESS: Table[Within[Report]] = Table(
    "progress",
    "Statements of progress",
    "What was said of how far something has come, as it is recorded.",
    reports,
    (
        key("id", "Its id: where it stands in its record.", lambda _, row: row.id),
        reference("record", "The record that holds it.", "things", lambda _, row: row.record, needed=True),
        when("date", "When it was said.", lambda guide, row: _said_on(guide, row.record)),
        reference("item", "The item of the meeting.", "items", lambda _, row: row.item),
        reference(
            "outcome",
            "The outcome under which it stands; empty where it was only reported.",
            "outcomes",
            lambda _, row: outcome_of(row.record, row.path),
        ),
        choice("said_by", _SPEAKER, SPEAKERS, lambda _, row: row.what.said_by, True),
        choice(
            "status",
            "The status that was said, as a common status.",
            COMMON,
            lambda guide, row: (
                _said_status(guide, row.what.progress).common.key if row.what.progress.status else None
            ),
            refers_to="statuses",
        ),
        text(
            "status_label",
            "The same in the council’s own words.",
            lambda guide, row: (
                _said_status(guide, row.what.progress).label if row.what.progress.status else None
            ),
        ),
        when(
            "due",
            "The new due date, where it was moved; `unknown` where it was dropped.",
            lambda _, row: row.what.progress.due,
        ),
        markdown("note", "What was said, in a sentence.", lambda _, row: row.what.progress.note),
        markdown(
            "reason",
            "Why the date moved, or why a closed thing was opened again.",
            lambda _, row: row.what.progress.reason,
        ),
    ),
)


def _said_status(guide: Guide, progress: Progress) -> Status:
    assert progress.status
    return guide.register.statuses[progress.status]


PROGRESS_SUBJECTS: Table[tuple[str, str]] = Table(
    "progress_subjects",
    "What progress was said of",
    "One row for each thing that a statement names. An inspection stands for all its recommendations.",
    _progress_subjects,
    (
        key("progress", "The statement.", lambda _, row: row[0], "progress"),
        key("thing", "What it is said of.", lambda _, row: row[1], "things"),
    ),
)

RESPONSES: Table[Within[Answer]] = Table(
    "responses",
    "Responses",
    "The answers of those to whom recommendations are addressed, given or only proposed.",
    _answers_to_what_is_seen,
    (
        key("id", "Its id: where it stands in its record.", lambda _, row: row.id),
        reference("record", "The record that holds it.", "things", lambda _, row: row.record, needed=True),
        when("date", "When it was said.", lambda guide, row: _said_on(guide, row.record)),
        reference("item", "The item of the meeting.", "items", lambda _, row: row.item),
        reference(
            "thing",
            "What is answered: a recommendation, a part, or all that an inspection or inquiry recommended.",
            "things",
            lambda _, row: row.what.response.to,
            needed=True,
        ),
        choice(
            "response",
            "What was answered.",
            choices(Response, "response"),
            lambda _, row: row.what.response.response,
            True,
        ),
        text("by", "Who answered.", lambda _, row: row.what.response.by),
        choice(
            "standing",
            "Whether it was given, or only proposed.",
            choices(Response, "standing"),
            lambda _, row: row.what.response.standing,
            True,
        ),
        whole(
            "count",
            "How many of the recommendations it is given to, where the source does not say which.",
            lambda _, row: row.what.response.count,
        ),
        markdown("note", "What was said, in a sentence.", lambda _, row: row.what.response.note),
    ),
)

UPDATES: Table[Update] = Table(
    "updates",
    "Updates",
    "What was said outside meetings: letters, published responses. What each is about stands in the relations.",
    lambda guide: by_id(guide, Update),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What it is called.", lambda _, row: row.title, needed=True),
        when("date", "When it was said.", lambda _, row: row.date),
        choice(
            "kind", "What sort of document it is.", choices(Update, "kind"), lambda _, row: row.kind, True
        ),
        text("by", "Who said it.", lambda _, row: row.by),
        choice("said_by", "In what capacity.", SPEAKERS, lambda _, row: row.said_by, True),
        reference("authority", "The council that it concerns.", "authorities", lambda _, row: row.authority),
        markdown("text", "A summary.", lambda _, row: row.prose),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

MEASURES: Table[Measure] = Table(
    "measures",
    "Measures",
    "Each figure that is followed over time. What it bears on stands in the relations.",
    lambda guide: by_id(guide, Measure),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What is measured.", lambda _, row: row.title, needed=True),
        reference("authority", "The council.", "authorities", lambda _, row: row.authority, needed=True),
        text("unit", "The unit of its values.", lambda _, row: row.unit),
        choice(
            "better",
            "Which way is better, where that is said.",
            choices(Measure, "better"),
            lambda _, row: row.better,
        ),
        text("target", "The value aimed at.", lambda _, row: row.target),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

FIGURES: Table[Within[Figure]] = Table(
    "figures",
    "Figures",
    "Each value of a measure, as somebody said it.",
    figures,
    (
        key("id", "Its id: where it stands in its record.", lambda _, row: row.id),
        reference("measure", "The measure.", "measures", lambda _, row: row.what.measure, needed=True),
        text("value", "The value as it was said.", lambda _, row: row.what.value, needed=True),
        Column(
            name="number",
            kind="number",
            words="The value as a number, where it is nothing but one (“1,204”, “12.5%”).",
            value=lambda _, row: _number(row.what.value),
        ),
        when("at", "The day or period for which it was said.", lambda _, row: row.what.at),
        choice("said_by", "Who said it.", choices(Figure, "said_by"), lambda _, row: row.what.said_by, True),
        reference("record", "The record that holds it.", "things", lambda _, row: row.record, needed=True),
        when("date", "When it was said.", lambda guide, row: _said_on(guide, row.record)),
        reference("item", "The item of the meeting.", "items", lambda _, row: row.item),
        markdown("note", "What to know about it.", lambda _, row: row.what.note),
    ),
)

CLOCKS: Table[ClockStanding] = Table(
    "clocks",
    "Deadlines",
    "Deadlines that follow from law, framework or local rule, for each record to which they apply.",
    _clocks,
    (
        key("record", "The record.", lambda _, row: row.record, "things"),
        key("clock", "The key of the rule.", lambda _, row: row.clock.key),
        text("title", "What has to be done by then.", lambda _, row: row.clock.title, needed=True),
        when("start", "From when it runs; empty where that is not stated.", lambda _, row: row.start),
        whole("length", "How long it runs.", lambda _, row: row.clock.length, needed=True),
        choice("unit", "The unit of that.", choices(Clock, "unit"), lambda _, row: row.clock.unit, True),
        when("deadline", "The last day.", lambda _, row: row.deadline),
        choice("state", "Whether it was met.", get_args(ClockState), lambda _, row: row.state, True),
        when("met", "When it was met.", lambda _, row: row.met.date if row.met else None),
        reference(
            "met_in", "The record that says so.", "things", lambda _, row: row.met.record if row.met else None
        ),
        reference(
            "answered_by_plan",
            "The first action plan that answers a recommendation whose day for an answer has passed.",
            "plans",
            lambda guide, row: next(iter(_plans_instead(guide, row)), None),
        ),
    ),
)
