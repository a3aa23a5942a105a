"""Promises: the list of actions, the page of each, and the page of each plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dates import UNKNOWN
from tracker_site.markup import Prose
from tracker_site.pages.findable import ACTION, PLAN, findable
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import (
    ActionRow,
    Chip,
    Fact,
    Mark,
    Page,
    SourceShown,
    action_rows,
    chip,
    fact,
    marks_of,
    sources_shown,
)
from tracker_site.pages.recommendations import DueShown, due_shown
from tracker_site.pages.tally import tally
from tracker_site.pages.timeline import TimelineEntry, entries_shown
from tracker_site.pages.words import answer, count
from tracker_site.records.plan import Plan

LIST = Link("Actions", "actions/")


@dataclass(frozen=True, slots=True)
class Promises:
    """Actions of one sort, under a heading."""

    heading: str
    explanation: str
    rows: tuple[ActionRow, ...]

    @property
    def key(self) -> str:
        """What the group is called in an address."""
        return self.heading.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsPage(Page):
    """All actions, by what is to be noticed about them."""

    template: ClassVar[str] = "actions.html"

    groups: tuple[Promises, ...]
    plans: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage(Page):
    """One action: what was promised, by whom, and what became of it."""

    template: ClassVar[str] = "action.html"

    answer: str
    chip: Chip
    marks: tuple[Mark, ...]
    text: Prose | None
    facts: tuple[Fact, ...]
    due_dates: tuple[DueShown, ...]
    recommendations: tuple[Link, ...]
    timeline: tuple[TimelineEntry, ...]
    born_in: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage(Page):
    """An action plan and its actions."""

    template: ClassVar[str] = "plan.html"

    answer: str
    prose: Prose
    facts: tuple[Fact, ...]
    rows: tuple[ActionRow, ...]
    sources: tuple[SourceShown, ...]


def plan_actions(guide: Guide) -> Iterator[Page]:
    """Yield the list of actions, the page of each plan and of each action."""
    plans = guide.seen_of_kind(Plan)
    total = count(len(guide.standings.actions), "action")
    yield ActionsPage(
        address="actions/",
        title="Actions",
        description=f"{total.capitalize()} promised in plans and at meetings, and what became of each.",
        section="actions",
        groups=tuple(group for group in _groups(guide) if group.rows),
        plans=tuple(guide.link(plan.id) for plan in plans),
    )
    for plan in plans:
        yield _plan_page(guide, plan)
    for address in guide.standings.actions:
        yield _action_page(guide, address)


def _groups(guide: Guide) -> Iterator[Promises]:
    """Yield the actions once each, the ones to ask about first."""
    actions = guide.register.actions
    left = dict(guide.standings.actions)

    def take(heading: str, explanation: str, addresses: list[str]) -> Promises:
        for address in addresses:
            del left[address]
        return Promises(heading, explanation, action_rows(guide, addresses))

    yield take("Late", "Open, and the due date has passed.", [one for one, at in left.items() if at.late])
    done = take("Done", "Closed.", [one for one, at in left.items() if at.is_done])
    duties = [one for one in left if actions[one].standing]
    yield take("Standing duties", "Done again and again until something closes them.", duties)
    dated = [one for one, at in left.items() if at.due and at.due.is_known]
    yield take("With a date to come", "Open, with a due date.", dated)
    yield take("Without a date", "Open, and nobody has said by when.", list(left))
    yield done


def _plan_page(guide: Guide, plan: Plan) -> PlanPage:
    rows = action_rows(guide, guide.register.actions_in.get(plan.id, ()))
    statuses = (
        guide.standings.actions[address].status for address in guide.register.actions_in.get(plan.id, ())
    )
    counted = (
        f"{count(len(rows), 'action').capitalize()} known: {tally(statuses)}."
        if rows
        else "The sources do not give its actions."
    )
    return PlanPage(
        address=guide.address(plan.id),
        title=plan.title,
        description=f"{plan.title}: {counted}",
        breadcrumbs=(LIST,),
        section="actions",
        findable=findable(
            guide, PLAN, plan.id, plan.date or UNKNOWN, guide.register.recommendations_meant(plan.id)
        ),
        answer=counted,
        prose=plan.prose,
        facts=(
            Fact("Council", (guide.link(plan.authority),)),
            *((Fact("Answers", guide.links(plan.answers)),) if plan.answers else ()),
            *((Fact("Date", date=plan.date),) if plan.date else fact("Date", "not stated in the sources")),
            *((Fact("Takes the place of", guide.links(plan.supersedes)),) if plan.supersedes else ()),
        ),
        rows=rows,
        sources=sources_shown(plan.sources),
    )


def _action_page(guide: Guide, address: str) -> ActionPage:
    standing = guide.standings.actions[address]
    action = guide.register.actions[address]
    sentence = answer(guide.register, standing.step)
    authority = guide.authority_of(address)
    plain_due = () if standing.due else fact("Due", action.when or "no date was given")
    return ActionPage(
        address=guide.address(address),
        title=action.title,
        description=f"{action.title}: {sentence}",
        breadcrumbs=(LIST, guide.link(standing.record)),
        section="actions",
        findable=findable(guide, ACTION, address, standing.issued, action.recommendations, standing),
        answer=sentence,
        chip=chip(standing.step),
        marks=marks_of(standing),
        text=action.text,
        facts=(
            Fact(
                "Promised in",
                (guide.link(standing.record),),
                standing.issued if standing.issued.is_known else None,
            ),
            *((Fact("Council", (guide.link(authority),)),) if authority else ()),
            *fact("Owner", action.owner or "not stated in the sources"),
            *plain_due,
            *(fact("In the words used", action.when) if standing.due else ()),
            *fact("Standing duty", "Yes: it recurs until something closes it" if action.standing else None),
        ),
        due_dates=due_shown(guide, standing.due_dates),
        recommendations=guide.links(action.recommendations),
        timeline=entries_shown(guide, address, standing.timeline),
        born_in=guide.link(standing.record),
    )
