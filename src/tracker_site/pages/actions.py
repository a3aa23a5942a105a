"""The list of actions, the page of each, and the page of each plan and of each list of reported work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Plan
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.dataset.promises import PROMISES
from tracker_site.dates import UNKNOWN
from tracker_site.labels import count
from tracker_site.pages.accounted import AccountLine, lines_of, shown_in_lines
from tracker_site.pages.facets import Facet, FacetValue, claim
from tracker_site.pages.findable import ACTION, PLAN, REPORTED, findable
from tracker_site.pages.listings import Listed, Listing, ListShown, pages_of_lists
from tracker_site.pages.page import (
    Page,
    action_rows,
    file_at,
)
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import change_of_standing, provenance_shown
from tracker_site.pages.rows import plans_apart
from tracker_site.pages.tally import tally
from tracker_site.pages.timeline import by_record
from tracker_site.phrases import answer
from tracker_site.records.base import Source
from tracker_site.status.standing import Entry

LIST = Link("Actions", "actions/")


@dataclass(frozen=True, slots=True)
class Promises:
    """Actions of one sort, under a heading."""

    key: str
    heading: str
    explanation: str
    rows: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsPage(Page):
    """Actions in a list, by what is to be noticed about them: all of them, or those of one facet."""

    template: ClassVar[str] = "actions.html"

    answer: str
    listed: ListShown
    groups: tuple[Promises, ...]
    plans: tuple[Ref, ...]
    reported: tuple[Ref, ...]
    """Lists of work that was only reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage(Page):
    """One action: what is to be done, by whom, and what became of it."""

    template: ClassVar[str] = "action.html"

    action: Action
    answer: str
    accounts: tuple[AccountLine, ...]
    timeline: tuple[tuple[Entry, ...], ...]
    sources: tuple[Source, ...]
    """Those of the record in which it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage(Page):
    """An action plan and its actions; or a list of work that was only reported."""

    template: ClassVar[str] = "plan.html"

    plan: Plan
    answer: str
    rows: tuple[Action, ...]


def plan_plans(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each action plan, and of each list of reported work."""
    for id in guide.records["plans"]:
        yield Later(file_at(guide.address(id)), partial(_plan_page, guide, id))


def plan_actions(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each action."""
    for address in guide.standings.actions:
        yield Later(file_at(guide.address(address)), partial(_action_page, guide, address))


def plan_lists_of_actions(guide: Dataset, listing: Listing) -> Iterator[Page]:
    """Yield the list of actions, and its facets."""
    plans, reported = plans_apart(guide.of_kind(Plan))
    everything = action_rows(guide, guide.standings.actions)
    sentence = f"{_counted(everything)} from plans and meetings, and what became of each."
    whole = Listed("Actions", sentence, everything)
    for page in pages_of_lists(listing, LIST, whole, partial(_narrowed, guide)):
        is_end = not (page.is_narrowed or page.listed.pagination.next)
        yield ActionsPage(
            address=page.address,
            title=page.title,
            description=page.of.sentence,
            breadcrumbs=page.breadcrumbs,
            section="actions",
            answer=page.of.sentence,
            listed=page.listed,
            groups=tuple(_groups(page.rows)),
            plans=plans if is_end else (),
            reported=reported if is_end else (),
        )


def _narrowed(guide: Dataset, facet: Facet, value: FacetValue) -> Listed[Action]:
    rows = action_rows(guide, value.ids)
    title = f"Actions: {value.label[0].lower()}{value.label[1:]}"
    return Listed(title, f"{_counted(rows)}: {claim(facet, value)}.", rows)


def _counted(rows: tuple[Action, ...]) -> str:
    return count(len(rows), "action").capitalize()


def _groups(rows: tuple[Action, ...]) -> Iterator[Promises]:
    """Yield the rows of a page under the headings of their sorts."""
    for key, of_sort in groupby(rows, key=_sort_of):
        heading, explanation = PROMISES[key]
        yield Promises(key, heading, explanation, tuple(of_sort))


def _sort_of(action: Action) -> str:
    return "done" if action.done else action.promise or "done"


def _plan_page(guide: Dataset, id: str) -> PlanPage:
    plan = guide.record(Plan, id)
    rows = action_rows(guide, guide.register.actions_in.get(id, ()))
    counted = _known(plan, rows)
    concerned = guide.register.recommendations_meant(id)
    return PlanPage(
        address=guide.address(id),
        title=plan.title,
        description=f"{plan.title}: {counted}",
        breadcrumbs=(LIST,),
        section="actions",
        provenance=provenance_shown(guide, id),
        findable=findable(
            guide, REPORTED if plan.kind == "reported" else PLAN, id, plan.date or UNKNOWN, concerned
        ),
        plan=plan,
        answer=counted,
        rows=rows,
    )


def _known(plan: Plan, rows: tuple[Action, ...]) -> str:
    """Return how many actions of a plan are known, and how far they have come."""
    statuses = tally(one.status for one in rows)
    if plan.kind == "reported":
        known = count(len(rows), "piece of work reported", "pieces of work reported")
        return f"{known}: {statuses}." if rows else "The sources do not say what it is."
    known = f"{count(len(rows), 'action')} known"
    return f"{known}: {statuses}." if rows else "The sources do not give its actions."


def _action_page(guide: Dataset, address: str) -> ActionPage:
    action, standing = guide.actions[address], guide.standings.actions[address]
    sentence = answer(action)
    return ActionPage(
        address=guide.address(address),
        title=action.title,
        description=f"{action.title}: {sentence}",
        breadcrumbs=(LIST, guide.link(action.record)),
        section="actions",
        provenance=provenance_shown(guide, address),
        last_changed=change_of_standing(
            guide, standing, (*action.recommendations, *shown_in_lines(guide, address))
        ),
        findable=findable(guide, ACTION, address, standing.issued, action.recommendations, standing),
        action=action,
        answer=sentence,
        accounts=lines_of(guide, address),
        timeline=by_record(action.timeline),
        sources=guide.register.records.by_id[action.record].sources,
    )
