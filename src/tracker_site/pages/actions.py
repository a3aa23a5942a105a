"""The list of actions, the page of each, and the page of each plan and of each list of reported work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Plan
from tracker_site.dataset.model import page_link
from tracker_site.dataset.promises import PROMISES
from tracker_site.dates import UNKNOWN
from tracker_site.pages.accounted import accounted_in
from tracker_site.pages.figures import MeasureRow, measures_naming
from tracker_site.pages.listings import Listing, ListPage, pages_of_lists
from tracker_site.pages.page import (
    Page,
    action_rows,
    later_pages,
)
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import change_of_standing
from tracker_site.pages.search import ACTION, PLAN, REPORTED, entity_fields
from tracker_site.phrases import answer
from tracker_site.records.base import Source

LIST = page_link("Actions", "actions/")


@dataclass(frozen=True, slots=True)
class Promises:
    """Actions of one sort, under a heading."""

    key: str
    heading: str
    explanation: str
    rows: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsPage(ListPage[Action]):
    """Actions in a list, by what is to be noticed about them: all of them, or those of one facet."""

    template: ClassVar[str] = "actions.html"

    plans: tuple[Plan, ...] = ()
    """All plans, and all lists of reported work, at the end of the list of all actions."""

    @property
    def groups(self) -> Iterator[Promises]:
        """The rows under the headings of their sorts."""
        for key, of_sort in groupby(self.rows, key=attrgetter("group")):
            yield Promises(key, *PROMISES[key], tuple(of_sort))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage(Page):
    """One action: what is to be done, by whom, and what became of it."""

    template: ClassVar[str] = "action.html"

    action: Action
    answer: str
    sources: tuple[Source, ...]
    """Those of the record in which it was made."""
    measures: tuple[MeasureRow, ...]
    """The figures that name it, each with its last value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage(Page):
    """An action plan and its actions; or a list of work that was only reported."""

    template: ClassVar[str] = "plan.html"

    plan: Plan
    rows: tuple[Action, ...]


def plan_plans(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each action plan, and of each list of reported work."""
    return later_pages(guide, guide.records["plans"], _plan_page)


def plan_actions(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each action."""
    return later_pages(guide, guide.standings.actions, _action_page)


def plan_lists_of_actions(guide: Dataset, listing: Listing[Action]) -> Iterator[Page]:
    """Yield the list of actions, and its facets."""
    for page in pages_of_lists(ActionsPage, listing, LIST, "actions"):
        is_end = not (page.preset or page.pagination.next)
        yield replace(page, plans=guide.of_kind(Plan)) if is_end else page


def _plan_page(guide: Dataset, id: str) -> PlanPage:
    plan = guide.record(Plan, id)
    rows = action_rows(guide, guide.register.actions_in.get(id, ()))
    kind, when = REPORTED if plan.kind == "reported" else PLAN, plan.date or UNKNOWN
    concerned = guide.register.recommendations_meant(id)
    return PlanPage(
        **entity_fields(guide, kind, id, plan.title, (LIST,), when, concerned),
        plan=plan,
        rows=rows,
    )


def _action_page(guide: Dataset, id: str) -> ActionPage:
    action, standing = guide.actions[id], guide.standings.actions[id]
    trail, concerned = (LIST, action.record), action.recommendations
    return ActionPage(
        **entity_fields(guide, ACTION, id, action.title, trail, action.issued, concerned, action),
        last_changed=change_of_standing(
            guide, standing, (*action.recommendations, *action.measures, *accounted_in(action))
        ),
        action=action,
        answer=answer(action),
        sources=guide.register.records.by_id[action.record].sources,
        measures=measures_naming(guide, id),
    )
