"""Which clocks there are: those that are built in, and those that a site sets."""

from __future__ import annotations

from tracker_site.records.site import Clock, Site

STARTS = {
    "inspection": ("published", "received", "visited"),
    "inquiry": ("published", "opened"),
    "recommendation": ("issued",),
    "meeting": ("date", "published"),
}
"""The dates of each kind of record from which a clock may run."""

_REGULATIONS = {
    "title": "The Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007",
    "url": "https://www.legislation.gov.uk/uksi/2007/462",
    "kind": "other",
}

BUILT_IN = tuple(
    Clock.model_validate(clock)
    for clock in (
        {
            "key": "report-publication",
            "title": "The council publishes the inspection report",
            "applies_to": {"record": "inspection", "kind": ["ilacs", "ilacs-standard", "ilacs-short", "sif"]},
            "starts": "received",
            "length": "30",
            "unit": "working-days",
            "source": _REGULATIONS,
        },
        {
            "key": "action-plan",
            "title": "The council publishes its action plan",
            "applies_to": {"record": "inspection", "kind": ["ilacs", "ilacs-standard", "ilacs-short", "sif"]},
            "starts": "published",
            "length": "70",
            "unit": "working-days",
            "source": _REGULATIONS,
        },
    )
)
"""The deadlines of regulations 2 and 3 for inspections under section 136 of the Education and Inspections Act 2006.

The plan's runs from the receipt of the report; it is reckoned from its publication, which is what becomes known.
"""


def clocks_of(site: Site) -> tuple[Clock, ...]:
    """Return the clocks of a site; its own take the place of those built in under the same key."""
    own = {clock.key for clock in site.clocks}
    return (*(clock for clock in BUILT_IN if clock.key not in own), *site.clocks)


def clock_keys(site: Site) -> list[str]:
    """Return the keys that `meets` may name."""
    return [clock.key for clock in clocks_of(site)]
