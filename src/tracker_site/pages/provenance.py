"""Where a page comes from: when its record last changed, its history, and the way to suggest a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, exactly
from tracker_site.pages.forges import NOWHERE, forge_links
from tracker_site.status.standing import Standing


@dataclass(frozen=True, slots=True)
class ProvenanceShown:
    """Where the record of a page comes from, as far as that is known, and the id by which editors name the thing."""

    id: str
    changed: PartialDate | None
    history: str | None
    edit: str | None


def provenance_shown(guide: Guide, id: str) -> ProvenanceShown:
    """Return where the record of a thing comes from; of one that is not yet in the repository only its id."""
    file, known = guide.file_of(id.split("/")[0]), guide.provenance
    if known and file not in known.files:
        return ProvenanceShown(id, None, None, None)
    repository = guide.site.repository
    links = forge_links(repository, file) if repository else NOWHERE
    day = known.files[file] if known else None
    return ProvenanceShown(id, exactly(day) if day else None, links.history, links.edit)


def latest_change(guide: Guide, records: Iterable[str]) -> date | None:
    """Return when any of these records last changed, or any was taken away; nothing where that is not known of each.

    What a record that was taken away said may have stood there too.
    """
    if guide.provenance is None:
        return None
    days = [guide.provenance.files.get(guide.file_of(record)) for record in records]
    return max(day for day in (*days, guide.provenance.removed) if day) if all(days) else None


def change_of_standing(guide: Guide, standing: Standing, shown: Iterable[str] = ()) -> date | None:
    """Return when any record last changed that the page of a recommendation or an action is made from.

    `shown` are things that it names beside what was said of it. The settings of the site do not count.
    """
    if guide.provenance is None:
        return None
    named = {target.split("/")[0] for target in (standing.id, *shown, *_sayings(standing))}
    councils = {council for record in named if (council := guide.authority_of(record))}
    return latest_change(guide, sorted(named | councils))


def _sayings(standing: Standing) -> Iterator[str]:
    yield from (entry.record for entry in standing.timeline)
    yield from (entry.on for entry in standing.timeline)
    yield from (entry.action for entry in standing.timeline if entry.action)
    yield from (due.record for due in standing.due_dates if due.record)
