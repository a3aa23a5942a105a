"""Since when nothing is recorded of a thing before a body, and the figures that were given of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker_site.briefing.body import Business
from tracker_site.briefing.sentences import FIGURES, HEARD, Told, born_in, on_known_day, since_day
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, in_words
from tracker_site.labels import SPEAKERS, capital, count, listing
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.status.readings import SaidFigure, last_figures
from tracker_site.status.standing import ActionStanding, Entry, Standing


def silence(guide: Guide, business: Business, standing: Standing) -> Iterator[Told]:
    """Yield since when nothing is recorded of an open thing, and at which meetings of the body nothing is.

    When what it answers, or the same concern, was dealt with later is told beside: that is no word of the thing itself.
    """
    found = guide.accounts.silence_of(standing.id)
    assert found
    own = {entry.record for entry in standing.timeline}
    dealt = _dealt_with(guide, standing.id) - own
    later = [one for one in dealt if found.since.is_before(guide.date_of(one))]
    it = "it itself" if later else "it"
    since = (
        f"Nothing is recorded of {it} since it was made{on_known_day(standing.issued)}"
        if found.heard_in is None
        else f"Nothing is recorded of {it} since {since_day(found.since)}"
    )
    silent, unsure = (
        sum(_body(guide, one) == business.body for one in some) for some in (found.meetings, found.unsure)
    )
    over = _passed_over(silent, unsure, business.in_short)
    yield Told(f"{since}{f', {over}' if over else ''}.", (found.heard_in or born_in(guide, standing),), HEARD)
    if later:
        # A sentence of its own: it may hold of several things, and is told once.
        yield Told(f"{capital(_kin(guide, standing, later))}.", head=HEARD)


def figures(guide: Guide, business: Business, measure: str) -> Told | None:
    """Return the last value of a measure as each speaker said it, with the target."""
    said = last_figures(guide.figures_of(measure))
    if not said:
        return None
    record = guide.register.records.by_id[measure]
    assert isinstance(record, Measure)
    when = said[-1].figure.at
    time = f", for {_period(when)}" if when and when.is_known else f", said{on_known_day(said[-1].date)}"
    values = [f"{_value(one.figure.value, record.unit)} ({_speaker(guide, business, one)})" for one in said]
    target = f"; the target is {record.target}" if record.target else ""
    text = f"{record.title}{time}: {listing(values)}{target}."
    return Told(text, tuple(dict.fromkeys(one.record for one in said)), FIGURES)


def measures_of(guide: Guide, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the measures that bear on some of these recommendations."""
    by_id = guide.once(_measures, "")
    return tuple(dict.fromkeys(one for id in ids for one in by_id.get(id, ())))


def disputed(guide: Guide, measure: str) -> tuple[str, ...]:
    """Return the values that were said of a measure for its latest time, where they differ."""
    values = tuple(one.figure.value for one in last_figures(guide.figures_of(measure)))
    return values if len(values) > 1 else ()


def _kin_of(guide: Guide, id: str) -> set[str]:
    """Return what belongs to a thing: its thread, what answers that, or what it answers itself."""
    if "/" in id:
        ids = {target.split("/")[0] for target in guide.register.actions[id].recommendations}
    else:
        ids = {id}
    threads = (guide.accounts.thread_of.get(one) for one in ids)
    return ids | {one for thread in threads if thread for one in thread.ids}


def _dealt_with(guide: Guide, id: str) -> set[str]:
    """Return the meetings, letters and inspections that dealt with a thing or what belongs to it."""
    known = guide.standings.recommendations
    found = (known[one] for one in _kin_of(guide, id) if one in known)
    return {entry.record for one in found for entry in one.timeline if _deals_with_it(entry)}


def _deals_with_it(entry: Entry) -> bool:
    """Whether it is more than a plan for it, or a look back on the inspection that it came of."""
    return entry.kind in ("meeting", "update") or entry.said_by is not None


def _measures(guide: Guide, _: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for measure in guide.seen_of_kind(Measure):
        for one in measure.about:
            found.setdefault(one.split("/")[0], []).append(measure.id)
    return found


def _kin(guide: Guide, standing: Standing, later: Sequence[str]) -> str:
    """Return when what belongs to a thing was last dealt with, where that was later."""
    last = _last(guide, later)
    assert last
    what = "what it answers" if isinstance(standing, ActionStanding) else "the same concern"
    return f"{what} was dealt with{on_known_day(guide.date_of(last))}"


def _passed_over(silent: int, unsure: int, body: str) -> str:
    """Return at how many meetings of a body nothing is recorded of a thing; nothing where at none."""
    if not silent:
        return ""
    more = f"; of {unsure} more it is not known" if unsure else ""
    return f"at {count(silent, 'meeting')} of your {body}{more}"


def _speaker(guide: Guide, business: Business, one: SaidFigure) -> str:
    """Return who gave a figure; what scrutiny said at a meeting of the body itself is its own."""
    is_own = one.figure.said_by == "scrutiny" and _body(guide, one.record) == business.body
    return "yours" if is_own else SPEAKERS[one.figure.said_by]


def _last(guide: Guide, records: Iterable[str]) -> str | None:
    return max(records, key=lambda one: (guide.register.days[one], one), default=None)


def _body(guide: Guide, record: str) -> str | None:
    meeting = guide.register.records.by_id[record]
    return meeting.body if isinstance(meeting, Meeting) else None


def _period(when: PartialDate) -> str:
    """Return the time for which a figure holds: of a whole month or year no day is missing."""
    return re.sub(r", (?:month and )?day not stated$", "", in_words(when))


def _value(value: str, unit: str | None) -> str:
    return f"{value}%" if unit == "%" and not value.endswith("%") else value
