"""The addresses that came, and those that went: what leads somewhere, and what no longer does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.changes.differences import PageGone
from tracker_site.changes.sides import Sides
from tracker_site.dataset.former import FormerAddress, former_addresses
from tracker_site.dataset.guide import Guide

_WITHIN_A_PAGE = ("part", "item")


def added(sides: Sides) -> tuple[str, ...]:
    """Return the addresses at which something is found that nothing was found at."""
    return tuple(sorted({*_addresses(sides.new)} - {*_addresses(sides.old)}))


def gone(sides: Sides) -> tuple[PageGone, ...]:
    """Return the addresses at which something was found, and is no longer."""
    led, leads = _leading_on(sides.old), _leading_on(sides.new)
    now = {sides.old.address(was): sides.new.address(reference) for reference, was in sides.renamed.items()}
    # A former address that led on before is lost too once it leads nowhere.
    lost = {*_addresses(sides.old), *led} - {*_addresses(sides.new)} - (led.keys() & leads.keys())
    return tuple(_gone(address, leads.get(address), now) for address in sorted(lost))


def _gone(address: str, leading: FormerAddress | None, now: Mapping[str, str]) -> PageGone:
    to = leading.to.address if leading and leading.to else None
    return PageGone(address, to, bool(leading and leading.withdrawn), now.get(address))


def _leading_on(guide: Guide) -> dict[str, FormerAddress]:
    """Return what stands at each former address."""
    return {former.address: former for former in former_addresses(guide)}


def _addresses(guide: Guide) -> Iterator[str]:
    """Yield the address of everything that has a page of its own; lists follow from what is in them."""
    for thing in guide.register.things.values():
        if thing.noun not in _WITHIN_A_PAGE and guide.is_seen(thing.address):
            yield guide.address(thing.address)
    yield from (f"themes/{key}/" for key in guide.site.themes)
