"""Which clocks there are: those that are built in, and those that a site sets."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.dates import PartialDate
from tracker_site.records.authority import BodyKind, Committee
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.site import Clock, Site
from tracker_site.records.update import Update
from tracker_site.records.walk import Path
from tracker_site.register.register import Register

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
            "starts": "received",
            "length": length,
            "unit": "working-days",
            "applies_to": _ILACS,
            "source": _REGULATIONS,
        }
    )
    for key, title, length in (
        ("report-publication", "The council publishes the inspection report", "30"),
        ("action-plan", "The council publishes its action plan", "70"),
    )
)
"""The deadlines of regulations 2 and 3 for inspections under section 136 of the Education and Inspections Act 2006.

Both run from the day on which the council received the report.
"""


def clocks_of(site: Site) -> tuple[Clock, ...]:
    """Return the clocks of a site; its own take the place of those built in under the same key."""
    own = {clock.key for clock in site.clocks}
    return (*(clock for clock in BUILT_IN if clock.key not in own), *site.clocks)


def latest_start(clock: Clock, record: Record) -> PartialDate | None:
    """Return the date by which the clock of an action plan has started: the publication of the report.

    By then the council has received it. To the clock of the publication itself that says nothing.
    """
    is_of_the_plan = clock.key == "action-plan" and clock.starts == "received"
    return record.published if is_of_the_plan and isinstance(record, Inspection) else None


def runs_for(register: Register, clock: Clock, record: Record) -> bool:
    """Whether a clock runs for a record; never for a meeting that is only planned, or was cancelled."""
    wanted = clock.applies_to
    return (
        record.noun == wanted.record
        and (not wanted.kind or getattr(record, "kind", None) in wanted.kind)
        and (not wanted.made_by or _maker_of(register, record) in (*wanted.made_by, None))
        and not (isinstance(record, Meeting) and not _took_place(record))
    )


def _maker_of(register: Register, record: Record | None) -> BodyKind | None:
    """Return which kind of body made a record, or the source of a recommendation; None where a name in it is wrong."""
    match record:
        case Recommendation():
            return _maker_of(register, register.records.by_id.get(record.origin))
        case Inspection():
            return "inspectorate"
        case Inquiry(body=None):
            return "scrutiny"
        case Inquiry(body=str(body)) | Meeting(body=body):
            entity = register.entities.get(body)
            return entity.what.kind if entity and isinstance(entity.what, Committee) else None
    return None


def _took_place(meeting: Meeting) -> bool:
    return meeting.state in ("held", "unknown")


def claims_of(record: Record) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield each clock that a record says is met, with the path to its key and what it is met for.

    A meeting that is planned or was cancelled met nothing.
    """
    if isinstance(record, Update):
        yield from ((("meets", n), key, record.about) for n, key in enumerate(record.meets))
    if isinstance(record, Meeting) and _took_place(record):
        for i, item in enumerate(record.items):
            for o, outcome in enumerate(item.outcomes):
                for n, key in enumerate(outcome.meets):
                    yield ("items", i, "outcomes", o, "meets", n), key, item.subjects_of(outcome)
