"""The columns that recommendations and actions have in common: where each stands, and what is to be noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.pages.tables.columns import (
    Column,
    choice,
    reference,
    text,
    when,
    yes_no,
)
from tracker_site.records.statuses import COMMON, STEPS
from tracker_site.status.due import passed_due_date
from tracker_site.status.history import Step
from tracker_site.status.standing import (
    Standing,
)

R = TypeVar("R")

_SAID_BY = (
    "Who says so: nobody, `reported` by the council, `signed-off` by scrutiny, `confirmed` from outside."
)


def where_it_stands(step: Callable[[R], Step]) -> tuple[Column[R], ...]:
    """Return the columns of a status, and of who says so."""
    return (
        choice(
            "status",
            "Where it stands, as a common status.",
            COMMON,
            lambda _, row: step(row).status.common.key,
            True,
            "statuses",
        ),
        text(
            "status_label",
            "The same in the council’s own words.",
            lambda _, row: step(row).status.label,
            True,
        ),
        choice("assurance", _SAID_BY, STEPS, lambda _, row: step(row).assurance, True),
        when(
            "status_said",
            "When that was last said.",
            lambda _, row: step(row).date if step(row).record else None,
        ),
        reference("status_said_in", "The record that said so.", "things", lambda _, row: step(row).record),
        when(
            "assured_on",
            "When it was said by who is named under `assurance`; the council may have said it again since.",
            lambda guide, row: guide.register.said_on.get(step(row).assured_in or ""),
        ),
        reference(
            "assured_in", "The record in which they said so.", "things", lambda _, row: step(row).assured_in
        ),
        reference(
            "assured_of",
            "What was named there: the thing itself, a part of it, or a whole that it belongs to, such as a plan.",
            "things",
            lambda _, row: step(row).assured_of,
        ),
    )


def _was_due(guide: Guide, standing: Standing) -> PartialDate | None:
    return passed_due_date(standing, guide.standings.as_at) if standing.late else None


def what_to_notice(standing: Callable[[R], Standing]) -> tuple[Column[R], ...]:
    """Return the columns of what is to be noticed about a recommendation or an action."""
    return (
        choice(
            "phase",
            "Whether it is open or closed.",
            ("open", "closed"),
            lambda _, row: standing(row).status.common.phase,
            True,
        ),
        when(
            "due",
            "The present due date; `unknown` where the date was dropped.",
            lambda _, row: standing(row).due,
        ),
        yes_no("late", "Open, and the due date has certainly passed.", lambda _, row: standing(row).late),
        yes_no(
            "silent_since_due",
            "Late, and nothing is recorded since the date passed.",
            lambda _, row: standing(row).silent_since_due,
        ),
        yes_no(
            "quiet",
            "Open, and certainly nothing is recorded for longer than `quiet_after_days` in the table of the site.",
            lambda _, row: standing(row).quiet,
        ),
        when(
            "was_due",
            "Of what is late: the due date that passed, its own or else the first of an open part.",
            lambda guide, row: _was_due(guide, standing(row)),
        ),
        yes_no(
            "never_signed_off",
            "Completed on the council’s word alone: since it last became so neither scrutiny nor anybody from outside "
            "has said so, nor signed off all that an action answers, nor received what it had asked for.",
            lambda guide, row: guide.accounts.is_never_signed_off(standing(row)),
        ),
        yes_no("reopened", "Open, and was closed before.", lambda _, row: standing(row).reopened),
        yes_no(
            "provisional", "Its status rests on draft minutes.", lambda _, row: standing(row).step.provisional
        ),
        when(
            "last_news",
            "When it was last heard of, after it was made; empty where it never was.",
            lambda _, row: news.date if (news := standing(row).last_news) else None,
        ),
        reference(
            "last_news_in",
            "The record of that.",
            "things",
            lambda _, row: news.record if (news := standing(row).last_news) else None,
        ),
    )
