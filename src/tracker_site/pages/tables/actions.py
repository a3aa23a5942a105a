"""The tables of what is to be done: plans, actions, and what each answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    reference,
    text,
    when,
    whole,
    yes_no,
)
from tracker_site.pages.tables.followed import what_to_notice, where_it_stands
from tracker_site.pages.tables.within import by_id
from tracker_site.pages.words import NATURES
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action
from tracker_site.register.natures import nature_of
from tracker_site.status.keeping import Against, Kept, Punctuality
from tracker_site.status.promises import Promise, Sort
from tracker_site.status.standing import (
    ActionStanding,
)


@dataclass(frozen=True, slots=True)
class _Promise:
    """An action with where it stands."""

    action: Action
    standing: ActionStanding
    promise: Promise


def _promises(guide: Guide) -> Iterator[_Promise]:
    for id, standing in sorted(guide.standings.actions.items()):
        yield _Promise(guide.register.actions[id], standing, guide.accounts.promises[id])


def _first_due(standing: ActionStanding) -> PartialDate | None:
    return next((one.date for one in standing.due_dates if one.date.is_known), None)


def _kept_by(which: str, of: Callable[[Kept], Against]) -> tuple[Column[_Promise], ...]:
    """Return the columns that say whether a promise was kept by one of its dates."""

    def days(name: str, bound: Callable[[Against], int | None], words: str) -> Column[_Promise]:
        return whole(
            f"days_after_{which}_due_at_{name}",
            words,
            lambda _, row: bound(of(row.promise.kept)) if row.promise.kept else None,
        )

    return (
        choice(
            f"kept_by_{which}_due",
            f"Of one that was kept, whether in time by its {which} date; empty for any other.",
            get_args(Punctuality),
            lambda _, row: of(row.promise.kept).in_time if row.promise.kept else None,
        ),
        days(
            "least",
            lambda one: one.days_late_at_least,
            "How many days late, at least; empty where it may be none.",
        ),
        days(
            "most",
            lambda one: one.days_late_at_most,
            "How many days late, at most; empty where it was in time.",
        ),
    )


def _answered(guide: Guide) -> Iterator[tuple[str, str]]:
    for one in _promises(guide):
        named = sorted(set(one.action.recommendations))
        yield from ((one.standing.id, target) for target in named if guide.is_seen(target))


PLANS: Table[Plan] = Table(
    "plans",
    "Action plans",
    "Each plan that answers an inspection, an inquiry or a meeting, and each list of work that was only reported. "
    "What it answers stands in the relations.",
    lambda guide: by_id(guide, Plan),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What it is called.", lambda _, row: row.title, needed=True),
        reference("authority", "Whose it is.", "authorities", lambda _, row: row.authority, needed=True),
        choice(
            "kind",
            "A `plan`, or work that was `reported` and that no record says was promised or is in a plan.",
            choices(Plan, "kind"),
            lambda _, row: row.kind,
            True,
        ),
        when("date", "When it was made or published.", lambda _, row: row.date),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

ACTIONS: Table[_Promise] = Table(
    "actions",
    "Actions",
    "What is to be done, by whom and by when, what was promised of it, and how far it has come.",
    _promises,
    (
        key(
            "id",
            "Its id: that of the plan, meeting or update that holds it, and its own key.",
            lambda _, row: row.standing.id,
        ),
        text("title", "What is to be done.", lambda _, row: row.action.title, needed=True),
        markdown("text", "More about it.", lambda _, row: row.action.text),
        reference(
            "record",
            "The plan, meeting or update in which it was promised, asked for, decided or reported.",
            "things",
            lambda _, row: row.standing.record,
            needed=True,
        ),
        reference(
            "authority", "The council.", "authorities", lambda guide, row: guide.authority_of(row.standing.id)
        ),
        reference(
            "body",
            "The body at whose meeting it came up; empty for a plan or a letter.",
            "bodies",
            lambda _, row: row.promise.body,
        ),
        text(
            "written_by",
            "Who wrote the letter, where that was not the council; empty for its own plans and letters.",
            lambda _, row: row.promise.written_by,
        ),
        text("owner", "Whose it is: an office, in the words of the record.", lambda _, row: row.action.owner),
        text(
            "office",
            "The same by one name: spellings that differ only in capitals, spacing, apostrophes or a leading “the”.",
            lambda _, row: row.promise.office,
        ),
        choice(
            "nature",
            "What it is: `promised`; an `aim` that nobody undertook; `asked-for`; `decided` by the body that met; "
            "`noted`, only recorded as an action at a meeting; or `reported`, which no record says was promised or is "
            "in a plan.",
            NATURES,
            lambda guide, row: nature_of(guide.register, row.standing.id),
            True,
        ),
        when("promised", "The date of that record, whatever its nature.", lambda _, row: row.standing.issued),
        text(
            "when_words",
            "The words used for a time that is no date: “in due course”.",
            lambda _, row: row.action.when,
        ),
        yes_no(
            "standing_duty",
            "Whether it recurs until something closes it.",
            lambda _, row: row.action.standing,
        ),
        choice(
            "promise",
            "What became of it: `late`, `dated` (to come), `undated`, a `standing` duty, `kept`, or else `given-up`.",
            get_args(Sort),
            lambda _, row: row.promise.sort,
            True,
        ),
        when(
            "kept_said",
            "Of one that was kept: when that was first said, since it last became so.",
            lambda _, row: row.promise.kept.said if row.promise.kept else None,
        ),
        reference(
            "kept_said_in",
            "The record that said so.",
            "things",
            lambda _, row: row.promise.kept.said_in if row.promise.kept else None,
        ),
        reference(
            "ended_in",
            "Of one that was closed without being kept: the record in which the strongest speaker said so.",
            "things",
            lambda _, row: row.promise.ended.said_in if row.promise.ended else None,
        ),
        markdown(
            "ended_reason",
            "The reason that is recorded for it, else what was said of it; empty where neither is.",
            lambda _, row: row.promise.ended.reason if row.promise.ended else None,
        ),
        when("first_due", "The due date that stood first.", lambda _, row: _first_due(row.standing)),
        whole(
            "days_since_promised",
            "Of one without a date: how many days ago it was promised, to the day of the site, at least.",
            lambda _, row: row.promise.days,
        ),
        *_kept_by("first", lambda kept: kept.by_first_date),
        *_kept_by("last", lambda kept: kept.by_last_date),
        *where_it_stands(lambda row: row.standing.step),
        *what_to_notice(lambda row: row.standing),
        address("Its page.", lambda guide, row: guide.address(row.standing.id)),
    ),
)

ACTION_RECOMMENDATIONS: Table[tuple[str, str]] = Table(
    "action_recommendations",
    "What actions answer",
    "One row for each recommendation, or part of one, that an action answers.",
    _answered,
    (
        key("action", "The action.", lambda _, row: row[0], "actions"),
        key("thing", "The recommendation or part.", lambda _, row: row[1], "things"),
        reference(
            "recommendation",
            "The recommendation, whole.",
            "recommendations",
            lambda _, row: row[1].split("/")[0],
        ),
    ),
)
