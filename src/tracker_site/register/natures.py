"""What an action is, by its record: promised, aimed at, asked for, decided, only recorded as one, or only reported."""

from __future__ import annotations

from typing import Literal

from tracker_site.records.meeting import ASKED, DECIDED, Item, Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action
from tracker_site.records.update import Update
from tracker_site.records.walk import Path
from tracker_site.register.register import Register

Nature = Literal["promised", "aim", "asked-for", "decided", "noted", "reported"]
"""It stands in a plan or in a letter of the council, or its record says that it was promised; it stands there as an aim
that nobody undertook; a meeting, or a letter by
somebody else, asked for it; the body that met decided it; it was recorded as an action at a meeting, and no more is
known; it is work that was reported, and no record says that it was promised or is part of an action plan."""


def nature_of(register: Register, address: str) -> Nature:
    """Return what an action is."""
    entity = register.entities[address]
    match register.records.by_id[entity.record]:
        case Plan(kind="reported"):
            return "reported"
        case Update(said_by=said_by) if said_by != "council" and not register.actions[address].promised:
            return "asked-for"
        case Meeting(items=items):
            return _nature_at_meeting(items, entity.path, register.actions[address])
    return "aim" if register.actions[address].promised is False else "promised"


def _nature_at_meeting(items: tuple[Item, ...], path: Path, action: Action) -> Nature:
    if action.promised:
        return "promised"
    match path:
        case ("items", int(i), "outcomes", int(o), *_):
            verb = items[i].outcomes[o].verb
            return "asked-for" if verb in ASKED else "decided" if verb in DECIDED else "noted"
    return "noted"
