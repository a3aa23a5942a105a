"""Which clocks there are: those that are built in, and those that a site sets."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.site import Clock, Site
from tracker_site.records.update import Update
from tracker_site.records.walk import Path

STARTS = {
    "inspection": ("published", "received", "visited"),
    "inquiry": ("published", "opened"),
    "recommendation": ("issued",),
    "meeting": ("date", "published"),
}
"""The dates of each kind of record from which a clock may run."""

_ILACS = {"record": "inspection", "kind": ["ilacs", "ilacs-standard", "ilacs-short", "sif"]}
_REGULATIONS = {
    "title": "The Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007",
    "url": "https://www.legislation.gov.uk/uksi/2007/462",
    "kind": "other",
}

BUILT_IN = tuple(
    Clock.model_validate(
        {
            "key": key,
            "title": title,
            "starts": starts,
            "length": length,
            "unit": "working-days",
            "applies_to": _ILACS,
            "source": _REGULATIONS,
        }
    )
    for key, title, starts, length in (
        ("report-publication", "The council publishes the inspection report", "received", "30"),
        ("action-plan", "The council publishes its action plan", "published", "70"),
    )
)
"""The deadlines of regulations 2 and 3 for inspections under section 136 of the Education and Inspections Act 2006.

The plan's runs from the receipt of the report; it is reckoned from its publication, which is what becomes known.
"""


def clocks_of(site: Site) -> tuple[Clock, ...]:
    """Return the clocks of a site; its own take the place of those built in under the same key."""
    own = {clock.key for clock in site.clocks}
    return (*(clock for clock in BUILT_IN if clock.key not in own), *site.clocks)


def runs_for(clock: Clock, record: Record) -> bool:
    """Whether a clock runs for a record."""
    wanted = clock.applies_to
    return record.noun == wanted.record and (not wanted.kind or getattr(record, "kind", None) in wanted.kind)


def claims_of(record: Record) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield each clock that a record says is met, with the path to its key and what it is met for.

    A meeting that is planned or was cancelled met nothing.
    """
    if isinstance(record, Update):
        yield from ((("meets", n), key, record.about) for n, key in enumerate(record.meets))
    if isinstance(record, Meeting) and record.state in ("held", "unknown"):
        for i, item in enumerate(record.items):
            for o, outcome in enumerate(item.outcomes):
                for n, key in enumerate(outcome.meets):
                    yield ("items", i, "outcomes", o, "meets", n), key, item.subjects_of(outcome)
