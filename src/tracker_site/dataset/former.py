"""Former addresses: of recommendations that got another id, and of records that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.dataset.guide import FOLDERS, Guide
from tracker_site.dataset.model import Ref
from tracker_site.records.site import Withdrawn


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """An address at which a record was found, and where that leads now, if anywhere."""

    address: str
    to: Ref | None
    withdrawn: Withdrawn | None = None
    """The entry of the settings that withdraws the record; none where it only got another id."""


def former_addresses(guide: Guide) -> Iterator[FormerAddress]:
    """Yield each former address that leads on, or says what became of its record."""
    for recommendation in guide.in_order:
        for alias in recommendation.aliases:
            yield FormerAddress(f"recommendations/{alias}/", guide.ref(recommendation.id))
    for withdrawn in guide.site.withdrawn:
        to = guide.ref(withdrawn.to) if withdrawn.to and guide.is_seen(withdrawn.to) else None
        if address := former_address(guide, withdrawn):
            yield FormerAddress(address, to, withdrawn)


def former_address(guide: Guide, withdrawn: Withdrawn) -> str | None:
    """Return where a withdrawn record stood: by its kind, or by that of its successor; none where neither is told."""
    if withdrawn.kind == "page":
        return f"{withdrawn.id}/"
    if withdrawn.kind == "action":
        return f"actions/{withdrawn.id}/"
    if withdrawn.kind:
        return f"{FOLDERS[withdrawn.kind]}/{withdrawn.id}/"
    if withdrawn.to and guide.is_seen(withdrawn.to):
        return f"{guide.address(withdrawn.to).split('/')[0]}/{withdrawn.id}/"
    return None


def name_of_withdrawn(withdrawn: Withdrawn) -> str:
    """Return what a withdrawn record is called: its title where that may be said, else "recommendation visit-2".

    Its id is told only where its old address, which others may have linked to, tells it anyway.
    """
    kind = {"plan": "action plan", None: "record"}.get(withdrawn.kind, withdrawn.kind)
    has_address = withdrawn.kind or withdrawn.to
    return withdrawn.title or (f"{kind} {withdrawn.id}" if has_address else "record")
