"""Whom a recommendation, an action or a request is put to, as its record names them; nobody is guessed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from tracker_site.dataset.guide import Guide
from tracker_site.labels import listing
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.meeting import Item, Meeting, Outcome
from tracker_site.status.offices import offices, same_office
from tracker_site.status.standing import ActionStanding, Standing

_OFFICES = re.compile(
    r"\b(board|cabinet|chair|chairman|commissioner|committee|council|director|executive|forum|group|head|lead|leader"
    r"|manager|mayor|member|officer|panel|partnership|secretary|team|worker)$",
    re.IGNORECASE,
)
"""The words at the end of an office or a body that take "the": "the Director of Children's Services"."""

_BODIES = re.compile(r"\b(board|cabinet|commission|committee|council|executive|forum|panel)\b", re.IGNORECASE)


def addressees_of(guide: Guide, standing: Standing) -> tuple[str, ...]:
    """Return who is to do or to answer it: its owner, else whom it or the outcome that made it names."""
    return guide.once(
        _addressees_of_action if isinstance(standing, ActionStanding) else _addressees, standing.id
    )


def office_shown(guide: Guide, body: str, name: str) -> str:
    """Return an office as its council spells it most often; `body` is the council or a body of it."""
    return guide.once(_offices, "").get((body.split("/")[0], same_office(name)), name)


def with_articles(names: Iterable[str]) -> str:
    """Return "the Cabinet and the Director of Children's Services"."""
    return listing([with_article(name) for name in names])


def outcome_that_made(guide: Guide, id: str) -> Outcome | None:
    """Return the outcome of a meeting that made a recommendation."""
    meeting = guide.register.records.by_id[guide.recommendation(id).origin]
    items = meeting.items if isinstance(meeting, Meeting) else ()
    return next((outcome for item in items for outcome in item.outcomes if id in outcome.makes), None)


def born_under(guide: Guide, address: str) -> tuple[Item, Outcome | None] | None:
    """Return the item of a meeting in which an action was born, and the outcome if it was under one."""
    meeting = guide.register.records.by_id[address.split("/")[0]]
    path = guide.register.things[address].path
    if not isinstance(meeting, Meeting) or len(path) < 3:
        return None
    item = meeting.items[int(path[1])]
    return item, item.outcomes[int(path[3])] if path[2] == "outcomes" else None


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


def body_in_short(committee: Committee) -> str:
    """Return what a body calls itself in the middle of a sentence: "committee", "board"."""
    found = _BODIES.findall(committee.name)
    word = found[-1].lower() if found else "body"
    return word.capitalize() if word in ("cabinet", "council", "executive") else word


def _addressees_of_action(guide: Guide, address: str) -> tuple[str, ...]:
    owner = guide.register.actions[address].owner
    if owner:
        return (owner,)
    born = born_under(guide, address)
    return tuple(born[1].to) if born and born[1] else ()


def _addressees(guide: Guide, id: str) -> tuple[str, ...]:
    if named := guide.recommendation(id).addressed_to:
        return (named,)
    outcome = outcome_that_made(guide, id)
    return tuple(outcome.to) if outcome else ()


def _offices(guide: Guide, _: str) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown: as the owners of actions are spelled, else those whom something is put to."""
    owners = ((address, guide.register.actions[address].owner) for address in guide.standings.actions)
    others = ((one.id, name) for one in guide.recommendations for name in guide.once(_addressees, one.id))
    shown = [
        offices([(guide.authority_of(target), name) for target, name in named if name])
        for named in (others, owners)
    ]
    return shown[0] | shown[1]


def _by_addressee(guide: Guide, authority: str) -> dict[str, list[str]]:
    assert isinstance(guide.register.records.by_id[authority], Authority)
    found: dict[str, list[str]] = {}
    for one in guide.recommendations:
        named = ", ".join(guide.once(_addressees, one.id))
        if named and guide.authority_of(one.id) == authority:
            for name in {named, *re.split(r", (?:and )?| and ", named)}:
                found.setdefault(same_office(name), []).append(one.id)
    return found
