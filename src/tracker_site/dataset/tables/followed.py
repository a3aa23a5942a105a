"""The tables of what is followed: recommendations, their parts and actions, and what is derived of each."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Part, Recommendation, StatusFacts
from tracker_site.dataset.tables.columns import Column
from tracker_site.dataset.tables.fields import in_one_cell, key_of_status
from tracker_site.dataset.tables.rows import Row, actions, every, recommendations
from tracker_site.dataset.tables.table import Table
from tracker_site.records.statuses import COMMON
from tracker_site.status.due import DateMove, MovedDates, move_between
from tracker_site.status.silence import Silence
from tracker_site.status.standing import Cell, DueDate, Entry

_ID = Column("id", "Its id: that of its record, and its own key.", lambda _, row: row.id)
_THING = Column("thing", "The recommendation or action.", lambda _, row: row.record, refers_to="things")
_RECOMMENDATION = Column(
    "recommendation",
    "The recommendation.",
    lambda _, row: row.record,
    refers_to="recommendations",
    is_needed=True,
)
_NEWS = {"last_news_date": "last_news", "last_news_record": "last_news_in"}
_ONLY_IN_JSON = ("status_said_by", "assured_by", "silence", "slippage")
_ALWAYS_KNOWN = ("never_signed_off", "silent_since_due")


def place(words: str) -> Column:
    """Return the column of the place of a row among its like."""
    return Column("place", words, lambda _, row: row.place, "whole", is_needed=True)


def first_plan(field: str, of: str) -> Column:
    """Return the column of the first of the action plans that answer a recommendation."""
    words = f"The first action plan that answers {of}."
    plans = attrgetter(field)
    return Column(
        "answered_by_plan",
        words,
        lambda _, row: next(iter(plans(row.entity)), None),
        refers_to="plans",
    )


def _themes(data: Dataset) -> Iterator[tuple[str, str]]:
    for row in recommendations(data):
        yield from ((row.record, theme) for theme in sorted(set(row.entity.themes)))


def _answered(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for row in actions(data):
        for target in sorted(set(row.entity.recommendations)):
            if target.address is not None:
                yield row.record, target, target.split("/")[0]


def _dated(data: Dataset) -> dict[str, StatusFacts]:
    """Return the recommendations, their parts and the actions by their ids."""
    parts = {row.id: row.entity for row in every(Part)(data)}
    return {**data.recommendations, **parts, **data.actions}


def _due_dates(data: Dataset) -> Iterator[Row[Any]]:
    for id, entity in sorted(_dated(data).items()):
        yield from Row(entity, id).entries("due_dates")


def _move(row: Row[DueDate]) -> DateMove | None:
    """Return how a due date moved from the one before; None for the first."""
    assert row.above
    return move_between(row.above.entity.due_dates[row.place - 2].date, row.entity) if row.place > 1 else None


def _days_later(_: Dataset, row: Row[DueDate]) -> int | None:
    move = _move(row)
    return move.days_at_least if move and move.days_at_least == move.days_at_most else None


def _entries(field: str, *kinds: Any) -> Any:
    """Return what yields the entries of a list of each recommendation, or of each entity of several kinds."""

    def rows(data: Dataset) -> Iterator[Row[Any]]:
        for row in sorted((row for kind in kinds for row in kind(data)), key=lambda row: row.record):
            yield from row.entries(field)

    return rows


def _silences(data: Dataset) -> Iterator[Row[Any]]:
    for n, silence in enumerate(_by_length(data), start=1):
        yield Row(silence, silence.id, place=n)


def _by_length(data: Dataset) -> list[Silence]:
    """Return the silences, the longest first."""
    followed = {**data.recommendations, **data.actions}
    return [silence for id in data.accounts.silences if (silence := followed[id].silence)]


def _silent_meetings(data: Dataset) -> Iterator[tuple[str, str, bool]]:
    for silence in sorted(_by_length(data), key=lambda silence: silence.id):
        yield from ((silence.id, meeting, True) for meeting in silence.meetings)
        yield from ((silence.id, meeting, False) for meeting in silence.unsure)


def _slippages(data: Dataset) -> Iterator[Row[Any]]:
    dated = _dated(data)
    for n, id in enumerate(data.accounts.slippages, start=1):
        yield Row(dated[id].slippage, id, place=n)


def _threads(data: Dataset) -> Iterator[tuple[object, ...]]:
    for number, thread in enumerate(data.accounts.threads, start=1):
        for n, raised in enumerate(thread.raised, start=1):
            origin = data.ref(raised.origin)
            yield raised.id, number, n, raised.date, origin, thread.times, thread.since


def _raised_before(data: Dataset) -> Iterator[tuple[str, str, int]]:
    for thread in data.accounts.threads:
        for n, id in enumerate(thread.ids):
            yield from ((id, earlier, n - thread.ids.index(earlier)) for earlier in thread.before(id))


TABLES: tuple[Table, ...] = (
    Table(
        name="recommendations",
        title="Recommendations",
        words="Each recommendation, what was answered to it, and where it stands.",
        rows=recommendations,
        key=("id",),
        entity=Recommendation,
        declared=(
            first_plan(
                "answered_by_plans", "it, for it is what the plan is for or what an action in it names"
            ),
            Column(
                "badge",
                "Its badge, a picture of its status for other sites.",
                lambda _, row: f"{row.entity.url}badge.svg",
                "address",
                is_needed=True,
            ),
        ),
        names=_NEWS,
        without=_ONLY_IN_JSON,
        needed=_ALWAYS_KNOWN,
    ),
    Table(
        name="parts",
        title="Parts of recommendations",
        words=(
            "The limbs of recommendations that have more than one. The whole is no further than its least "
            "advanced part."
        ),
        rows=every(Part),
        key=("id",),
        entity=Part,
        declared=(_ID, _RECOMMENDATION, place("Where it stands among the parts.")),
        without=("key", *_ONLY_IN_JSON),
        needed=("late",),
    ),
    Table(
        name="recommendation_themes",
        title="Themes of recommendations",
        words="One row for each theme of each recommendation.",
        rows=_themes,
        key=("recommendation", "theme"),
        declared=(
            Column("recommendation", "The recommendation.", refers_to="recommendations"),
            Column("theme", "The theme.", refers_to="themes"),
        ),
    ),
    Table(
        name="actions",
        title="Actions",
        words="What is to be done, by whom and by when, what was promised of it, and how far it has come.",
        rows=actions,
        key=("id",),
        entity=Action,
        names=_NEWS
        | {
            "when": "when_words",
            "standing": "standing_duty",
            "issued": "promised",
            "written_by": "written_by",
            "first_due": "first_due",
            "days_since_promised": "days_since_promised",
            "kept_by_first_date_in_time": "kept_by_first_due",
            "kept_by_first_date_days_late_at_least": "days_after_first_due_at_least",
            "kept_by_first_date_days_late_at_most": "days_after_first_due_at_most",
            "kept_by_last_date_in_time": "kept_by_last_due",
            "kept_by_last_date_days_late_at_least": "days_after_last_due_at_least",
            "kept_by_last_date_days_late_at_most": "days_after_last_due_at_most",
            "ended_said_in": "ended_in",
        },
        without=(
            *(
                "key",
                "promised",
                "done",
                "kept_not_before",
                "kept_by_first_date_due",
                "kept_by_last_date_due",
            ),
            *("ended_date", "ended_assurance", *_ONLY_IN_JSON),
        ),
        needed=("record", "nature", "promise", *_ALWAYS_KNOWN),
    ),
    Table(
        name="action_recommendations",
        title="What actions answer",
        words="One row for each recommendation, or part of one, that an action answers.",
        rows=_answered,
        key=("action", "thing"),
        declared=(
            Column("action", "The action.", refers_to="actions"),
            Column("thing", "The recommendation or part.", refers_to="things"),
            Column("recommendation", "The recommendation, whole.", refers_to="recommendations"),
        ),
    ),
    Table(
        name="due_dates",
        title="Due dates",
        words="Every due date that a recommendation, a part or an action ever had, in turn.",
        rows=_due_dates,
        key=("thing", "place"),
        entity=DueDate,
        declared=(
            Column("thing", "What was due.", lambda _, row: row.record, refers_to="things"),
            place("Which date it is: 1 is the first that was set."),
            Column(
                "present",
                "Whether it is the one that holds now.",
                lambda _, row: row.place == len(row.above.entity.due_dates),
                "yes-no",
                is_needed=True,
            ),
            Column(
                "days_later",
                "How many days later it is than the date before, where both are known to the day.",
                _days_later,
                "whole",
            ),
            Column(
                "days_later_at_least",
                "How many days later, at least; below nought where it came forward, empty where not bounded.",
                lambda _, row: getattr(_move(row), "days_at_least", None),
                "whole",
            ),
            Column(
                "days_later_at_most",
                "How many days later, at most; the same where both dates are days.",
                lambda _, row: getattr(_move(row), "days_at_most", None),
                "whole",
            ),
        ),
        names={"date": "due", "record": "set_in"},
    ),
    Table(
        name="meeting_rows",
        title="Meeting by meeting",
        words=(
            "One row for each recommendation and each meeting, since its issue, of a body that has "
            "considered it."
        ),
        rows=_entries("meetings", recommendations),
        key=("recommendation", "meeting"),
        entity=Cell,
        declared=(_RECOMMENDATION, place("Where the meeting stands in the row, oldest first.")),
        without=("date",),
    ),
    Table(
        name="silences",
        title="Silence",
        words=(
            "Each open recommendation and action: since when nothing is recorded of it, and how many "
            "meetings passed it over."
        ),
        rows=_silences,
        key=("thing",),
        entity=Silence,
        declared=(
            _THING,
            place("Where it stands among all that is open, the longest silence first."),
            Column(
                "meetings_silent_since",
                "At how many meetings in a row, certainly held since, certainly nothing was said of it.",
                lambda _, row: len(row.entity.meetings),
                "whole",
                is_needed=True,
            ),
            Column(
                "bodies",
                "The bodies whose meetings those were.",
                lambda _, row: in_one_cell(tuple(body.title for body in row.entity.bodies)),
            ),
            Column(
                "meetings_not_known",
                "Of how many more meetings that is not known: only a part is recorded, or the order of days is "
                "open.",
                lambda _, row: len(row.entity.unsure),
                "whole",
                is_needed=True,
            ),
        ),
        names={"is_quiet": "quiet", "days": "days_at_least"},
    ),
    Table(
        name="silent_meetings",
        title="Meetings that passed things over",
        words=(
            "One row for each open thing and each meeting, since its last word, of a body that had dealt "
            "with it."
        ),
        rows=_silent_meetings,
        key=("thing", "meeting"),
        declared=(
            Column("thing", "The recommendation or action.", refers_to="things"),
            Column("meeting", "The meeting.", refers_to="meetings"),
            Column(
                "certain",
                "Whether certainly nothing was said of it there; false where that is not known.",
                kind="yes-no",
                is_needed=True,
            ),
        ),
    ),
    Table(
        name="slippages",
        title="Slippage",
        words=(
            "Each recommendation, part and action whose due date moved: how far in all, how often, and with "
            "what reason."
        ),
        rows=_slippages,
        key=("thing",),
        entity=MovedDates,
        declared=(
            Column("thing", "What was due.", lambda _, row: row.record, refers_to="things"),
            place("Where it stands, the worst first."),
        ),
        names={
            "first": "first_due",
            "now": "now_due",
            "slipped": "slipped",
            "without_reason": "times_without_reason",
        },
    ),
    Table(
        name="threads",
        title="Concerns raised again",
        words=(
            "One row for each recommendation that is in a thread with others, over what repeats or "
            "supersedes what."
        ),
        rows=_threads,
        key=("recommendation",),
        declared=(
            Column("recommendation", "The recommendation.", refers_to="recommendations"),
            Column("thread", "Which thread: 1 was raised most often.", kind="whole", is_needed=True),
            Column(
                "place",
                "Where the recommendation stands in its thread, oldest first.",
                kind="whole",
                is_needed=True,
            ),
            Column(
                "raised",
                "When it was raised: its issue, else the end of the visit that made it.",
                kind="date",
            ),
            Column("origin", "What raised it.", refers_to="things"),
            Column(
                "times_raised",
                "How many inspections, inquiries and meetings raised the concern; two recommendations of one "
                "count once.",
                kind="whole",
                is_needed=True,
            ),
            Column(
                "since_year",
                "The year in which the concern was first raised; empty where that is not certain.",
                kind="whole",
            ),
        ),
    ),
    Table(
        name="earlier_concerns",
        title="What was raised before",
        words=(
            "One row for each recommendation and each of its thread that something else had certainly "
            "raised before."
        ),
        rows=_raised_before,
        key=("recommendation", "earlier"),
        declared=(
            Column("recommendation", "The recommendation.", refers_to="recommendations"),
            Column("earlier", "The earlier one.", refers_to="recommendations"),
            Column("steps", "How many places back it stands in the thread.", kind="whole", is_needed=True),
        ),
    ),
    Table(
        name="timeline",
        title="What was said and done",
        words=(
            "The timeline of each recommendation and each action: what every record did to it or said of it."
        ),
        rows=_entries("timeline", recommendations, actions),
        key=("thing", "place"),
        entity=Entry,
        declared=(
            _THING,
            place("Where the entry stands in the timeline, oldest first."),
            Column(
                "status",
                "The status that was said of what is named in `about`.",
                lambda _, row: key_of_status(row.entity.status or row.entity.status_of_action),
                refers_to="statuses",
                values=tuple(COMMON),
            ),
            Column(
                "status_label",
                "The same in the council’s own words.",
                lambda _, row: getattr(row.entity.status or row.entity.status_of_action, "label", None),
            ),
        ),
        names={"on": "about"},
        without=("status", "status_of_action"),
        needed=("record",),
    ),
)
