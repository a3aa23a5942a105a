"""Whom a recommendation, an action or a request is put to, as its record names them; nobody is guessed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from tracker_site.dataset.guide import Guide
from tracker_site.labels import listing
from tracker_site.records.authority import Committee
from tracker_site.records.meeting import Meeting
from tracker_site.status.offices import offices, same_office

_OFFICES = re.compile(
    r"\b(board|cabinet|chair|chairman|commissioner|committee|council|director|executive|forum|group|head|lead|leader"
    r"|manager|mayor|member|officer|panel|partnership|secretary|team|worker)$",
    re.IGNORECASE,
)
"""The words at the end of an office or a body that take "the": "the Director of Children's Services"."""

_BODIES = re.compile(r"\b(board|cabinet|commission|committee|council|executive|forum|panel)\b", re.IGNORECASE)


def addressees_of(guide: Guide, id: str) -> tuple[str, ...]:
    """Return who is to do or to answer a recommendation or an action.

    That is its owner or addressee, else those named by the outcome under which it was made.
    """
    return guide.once(_addressees, id)


def office_shown(guide: Guide, body: str, name: str) -> str:
    """Return an office as its council spells it most often; `body` is the council or a body of it."""
    return guide.once(_offices, "").get((body.split("/")[0], same_office(name)), name)


def put_to(guide: Guide, body: str) -> frozenset[str]:
    """Return the recommendations to a council that name one of its bodies as the one whom they ask."""
    committee = guide.register.things[body].what
    assert isinstance(committee, Committee)
    return frozenset(guide.once(_by_addressee, body.split("/")[0]).get(same_office(committee.name), ()))


def with_article(office: str) -> str:
    """Return "the Director of Children's Services"; "Examplebury Council" as it is."""
    head = re.split(r" (?:of|for|on)\b|[(,]", office)[0].strip()
    is_named = head.casefold().endswith(" council") and head.casefold() != "full council"
    has_one = is_named or head.casefold().startswith("the ")
    return f"the {office}" if _OFFICES.search(head) and not has_one else office


def with_articles(names: Iterable[str]) -> str:
    """Return "the Cabinet and the Director of Children's Services"."""
    return listing([with_article(name) for name in names])


def short_name(committee: Committee) -> str:
    """Return what a body calls itself in the middle of a sentence: "committee", "board", "Cabinet"."""
    found = _BODIES.findall(committee.name)
    word = found[-1].lower() if found else "body"
    return word.capitalize() if word in ("cabinet", "council", "executive") else word


def _addressees(guide: Guide, id: str) -> tuple[str, ...]:
    action = guide.register.actions.get(id)
    named = action.owner if action else guide.recommendation(id).addressed_to
    record = id.split("/")[0] if action else guide.recommendation(id).origin
    return (named,) if named else _named_by_outcome(guide, record, id)


def _named_by_outcome(guide: Guide, record: str, id: str) -> tuple[str, ...]:
    """Return whom the outcome of a meeting asks that made a recommendation, or under which an action was recorded."""
    meeting = guide.register.records.by_id[record]
    items = meeting.items if isinstance(meeting, Meeting) else ()
    key = id.partition("/")[2]
    found = (
        outcome.to
        for item in items
        for outcome in item.outcomes
        if id in outcome.makes or (key and any(one.key == key for one in outcome.actions))
    )
    return tuple(next(found, ()))


def _offices(guide: Guide, _: str) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown: as the owners of actions are spelled, else those whom something is put to."""
    owners = ((id, guide.register.actions[id].owner) for id in guide.standings.actions)
    others = ((one.id, name) for one in guide.in_order for name in addressees_of(guide, one.id))
    shown = [
        offices([(guide.authority_of(target), name) for target, name in named if name])
        for named in (others, owners)
    ]
    return shown[0] | shown[1]


def _by_addressee(guide: Guide, authority: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in guide.in_order:
        named = ", ".join(addressees_of(guide, one.id))
        if named and guide.authority_of(one.id) == authority:
            for name in {named, *re.split(r", (?:and )?| and ", named)}:
                found.setdefault(same_office(name), []).append(one.id)
    return found
