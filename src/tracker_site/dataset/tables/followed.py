"""The tables of what is followed: recommendations, their parts and actions, and what is derived of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Annotated, Any, NamedTuple

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Part, Recommendation
from tracker_site.dataset.tables.columns import (
    ID,
    Column,
    RecommendationId,
    Rows,
    Thing,
    flag,
    in_one_cell,
    inside,
    link,
    place,
    status_of,
    whole,
)
from tracker_site.dataset.tables.rows import Row, every
from tracker_site.dataset.tables.table import Table
from tracker_site.dates import PartialDate
from tracker_site.status.due import DueDate, MovedDates
from tracker_site.status.silence import Cell, Silence
from tracker_site.status.standing import Entry, StatusFacts

_NEWS = {
    "last_news_date": "last_news",
    "last_news_record": "last_news_in",
    "quiet_since_day": "quiet_since",
    "quiet_since_record": "quiet_since_in",
}
_ONLY_IN_JSON = ("status_said_by", "assured_by", "silence", "slippage")
_ALWAYS_KNOWN = ("never_signed_off", "silent_since_due")
_THING = "The recommendation or action."


def first_plan(field: str, of: str) -> Column:
    """Return the column of the first of the action plans that answer a recommendation."""
    plans = attrgetter(field)
    words = f"The first action plan that answers {of}."
    return link("answered_by_plan", "plans", words, lambda row: next(iter(plans(row.entity)), None))


def _named(*fields: str) -> Mapping[str, str]:
    """Return the names of columns that are called as their fields are, which nothing else publishes."""
    return {name: name for name in fields}


def _kept_by(which: str) -> Mapping[str, str]:
    """Return what the columns of how a promise was kept by one of its dates are called."""
    start = f"kept_by_{which}_date"
    return {
        f"{start}_in_time": f"kept_by_{which}_due",
        f"{start}_days_late_at_least": f"days_after_{which}_due_at_least",
        f"{start}_days_late_at_most": f"days_after_{which}_due_at_most",
    }


class RecommendationTheme(NamedTuple):
    """One row for each theme of each recommendation."""

    recommendation: RecommendationId
    theme: Annotated[str, Rows("themes")]


def _themes(data: Dataset) -> Iterator[RecommendationTheme]:
    for row in every(Recommendation)(data):
        yield from (RecommendationTheme(row.id, theme) for theme in sorted(set(row.entity.themes)))


class Answered(NamedTuple):
    """One row for each recommendation, or part of one, that an action answers."""

    action: Annotated[str, Rows("actions")]
    thing: Thing
    """The recommendation or part."""
    recommendation: RecommendationId
    """The recommendation, whole."""


def _answered(data: Dataset) -> Iterator[Answered]:
    for row in every(Action)(data):
        named: Any = sorted(set(row.entity.recommendations))
        yield from (Answered(row.id, one, one.partition("/")[0]) for one in named if one.address is not None)


def _entries(kind: type[Any], field: str) -> Callable[[Dataset], Iterator[Row[Any]]]:
    return lambda data: (entry for row in every(kind)(data) for entry in row.entries(field))


def _ranked(account: str) -> Callable[[Dataset], Iterator[Row[Any]]]:
    """Return what yields the entries of an account of the whole site, in its order."""

    def rows(data: Dataset) -> Iterator[Row[Any]]:
        for n, (id, entry) in enumerate(getattr(data.accounts, account).items(), start=1):
            yield Row(entry, data, id, place=n)

    return rows


class SilentMeeting(NamedTuple):
    """One row for each open thing and each meeting, since its last word, of a body that had dealt with it."""

    thing: Thing
    """The recommendation or action."""
    meeting: Annotated[str, Rows("meetings")]
    certain: bool
    """Whether certainly nothing was said of it there; false where that is not known."""


def _silent_meetings(data: Dataset) -> Iterator[SilentMeeting]:
    for id, silence in sorted(data.accounts.silences.items()):
        yield from (SilentMeeting(id, meeting, True) for meeting in silence.meetings)
        yield from (SilentMeeting(id, meeting, False) for meeting in silence.unsure)


class RaisedAgain(NamedTuple):
    """One row for each recommendation that is in a thread with others, over what repeats or supersedes what."""

    recommendation: RecommendationId
    thread: int
    """Which thread: 1 was raised most often."""
    place: int
    """Where the recommendation stands in its thread, oldest first."""
    raised: PartialDate
    """When it was raised: its issue, else the end of the visit that made it."""
    origin: Thing
    """What raised it."""
    times_raised: int
    """How many inspections, inquiries and meetings raised it; two recommendations of one count once."""
    since_year: int | None
    """The year in which it was first raised; empty where that is not certain."""


def _threads(data: Dataset) -> Iterator[RaisedAgain]:
    for number, thread in enumerate(data.accounts.threads, start=1):
        for n, one in enumerate(thread.raised, start=1):
            yield RaisedAgain(one.id, number, n, one.date, data.ref(one.origin), thread.times, thread.since)


class EarlierConcern(NamedTuple):
    """One row for each recommendation and each of its thread that something else had certainly raised before."""

    recommendation: RecommendationId
    earlier: RecommendationId
    """The earlier one."""
    steps: int
    """How many places back it stands in the thread."""


def _raised_before(data: Dataset) -> Iterator[EarlierConcern]:
    for thread in data.accounts.threads:
        for n, id in enumerate(thread.ids):
            for earlier in thread.before(id):
                yield EarlierConcern(id, earlier, n - thread.ids.index(earlier))


TABLES = (
    Table(
        "recommendations",
        "Recommendations",
        "Each recommendation, what was answered to it, and where it stands.",
        Recommendation,
        (
            first_plan(
                "answered_by_plans", "it, for it is what the plan is for or what an action in it names"
            ),
            link(
                "superseded_by",
                "recommendations",
                "The first recommendation that took its place; what is open counts as superseded then.",
                lambda row: next(iter(row.entity.superseded_by), None),
            ),
            Column(
                "badge",
                "Its badge, a picture of its status for other sites.",
                lambda row: f"{row.entity.url}badge.svg",
                "address",
                is_needed=True,
            ),
        ),
        names=_NEWS,
        without=_ONLY_IN_JSON,
        needed=_ALWAYS_KNOWN,
    ),
    Table(
        "parts",
        "Parts of recommendations",
        "The limbs of recommendations that have more than one. The whole is no further than its least advanced part.",
        Part,
        (ID, inside(Recommendation), place("Where it stands among the parts.")),
        without=("key", *_ONLY_IN_JSON),
        needed=("late",),
    ),
    Table("recommendation_themes", "Themes of recommendations", entity=RecommendationTheme, rows=_themes),
    Table(
        "actions",
        "Actions",
        "What is to be done, by whom and by when, what was promised of it, and how far it has come.",
        Action,
        names={
            **_NEWS,
            **_named("written_by", "first_due", "days_since_promised"),
            "when": "when_words",
            "standing": "standing_duty",
            "issued": "promised",
            "ended_said_in": "ended_in",
            **_kept_by("first"),
            **_kept_by("last"),
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
        "action_recommendations",
        "What actions answer",
        entity=Answered,
        rows=_answered,
        key=("action", "thing"),
    ),
    Table(
        "due_dates",
        "Due dates",
        "Every due date that a recommendation, a part or an action ever had, in turn.",
        DueDate,
        (
            link("thing", "things", "What was due.", lambda row: row.above.id),
            place("Which date it is: 1 is the first that was set."),
            flag(
                "present",
                "Whether it is the one that holds now.",
                lambda row: row.place == len(row.above.entity.due_dates),
            ),
        ),
        _entries(StatusFacts, "due_dates"),
        key=("thing", "place"),
        names={
            "date": "due",
            "record": "set_in",
            **_named("days_later", "days_later_at_least", "days_later_at_most"),
        },
    ),
    Table(
        "meeting_rows",
        "Meeting by meeting",
        "One row for each recommendation and each meeting, since its issue, of a body that has considered it.",
        Cell,
        (inside(Recommendation), place("Where the meeting stands in the row, oldest first.")),
        key=("recommendation", "meeting"),
        without=("date",),
    ),
    Table(
        "silences",
        "Silence",
        "Each open recommendation and action: since when nothing is recorded of it, and how many meetings passed it "
        "over.",
        Silence,
        (
            link("thing", "things", _THING, lambda row: row.record),
            place("Where it stands among all that is open, the longest silence first."),
            whole(
                "meetings_silent_since",
                "At how many meetings in a row, certainly held since, certainly nothing was said of it.",
                lambda row: len(row.entity.meetings),
            ),
            Column(
                "bodies",
                "The bodies whose meetings those were.",
                lambda row: in_one_cell(map(row.data.title, row.entity.bodies)),
            ),
            whole(
                "meetings_not_known",
                "Of how many more meetings that is not known: only a part is recorded, or the order of days is open.",
                lambda row: len(row.entity.unsure),
            ),
        ),
        _ranked("silences"),
        key=("thing",),
        names={
            "is_quiet": "quiet",
            "days": "days_at_least",
            "days_counted": "days_counted",
            "quiet_since_day": "quiet_since",
            "quiet_since_record": "quiet_since_in",
            "quiet_since": "quiet_since",
        },
    ),
    Table(
        "silent_meetings",
        "Meetings that passed things over",
        entity=SilentMeeting,
        rows=_silent_meetings,
        key=("thing", "meeting"),
    ),
    Table(
        "slippages",
        "Slippage",
        "Each recommendation, part and action whose due date moved: how far in all, how often, and with what reason.",
        MovedDates,
        (
            link("thing", "things", "What was due.", lambda row: row.record),
            place("Where it stands, the worst first."),
        ),
        _ranked("slippages"),
        key=("thing",),
        names={
            "first": "first_due",
            "now": "now_due",
            "slipped": "slipped",
            "without_reason": "times_without_reason",
        },
    ),
    Table("threads", "Concerns raised again", entity=RaisedAgain, rows=_threads, key=("recommendation",)),
    Table(
        "earlier_concerns",
        "What was raised before",
        entity=EarlierConcern,
        rows=_raised_before,
        key=("recommendation", "earlier"),
    ),
    Table(
        "timeline",
        "What was said and done",
        "The timeline of each recommendation and each action: what every record did to it or said of it.",
        Entry,
        (
            link("thing", "things", _THING, lambda row: row.record),
            place("Where the entry stands in the timeline, oldest first."),
            *status_of(lambda row: row.entity.status or row.entity.status_of_action),
        ),
        _entries(Followed, "timeline"),
        key=("thing", "place"),
        names={"on": "about"},
        without=("status", "status_of_action"),
        needed=("record",),
    ),
)
