"""As it was: what the public record said of a recommendation on any day, for whoever looks one up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate
from tracker_site.labels import RESPONSES
from tracker_site.phrases import as_part
from tracker_site.status.followed import said_by
from tracker_site.status.history import Statement, Step
from tracker_site.status.lookback import state_by
from tracker_site.status.standing import RecommendationStanding


@dataclass(frozen=True, slots=True)
class AsItWas:
    """What the record said from one day until the next on which that changed."""

    day: date
    """The day from which it was seen, which is the day that `--as-at` goes by."""
    said_by: tuple[tuple[PartialDate, Ref], ...]
    """The records that said something on that day, each with its date."""
    since: tuple[tuple[PartialDate, Ref], ...]
    """The records that said something after it and changed nothing that is shown, newest first."""
    step: Step
    due_dates: tuple[tuple[str | None, PartialDate], ...]
    """The due dates as they then were, each with the key of the part that it is of; an unknown one was dropped."""
    response: str | None
    proposed: tuple[tuple[str | None, str], ...]
    """The answers that were only proposed by then, each with the key of the part that it was for."""

    @property
    def shown(self) -> tuple[object, ...]:
        """What the line shows of that day."""
        step = (self.step.status, self.step.assurance, self.step.provisional, as_part(self.step))
        return (*step, self.due_dates, self.response, self.proposed)


def as_it_was(guide: Guide, standing: RecommendationStanding) -> tuple[AsItWas, ...]:
    """Return what the record said of a recommendation from each day on which that changed, newest first."""
    seen_from, as_at = guide.register.seen_from, guide.standings.as_at
    issued = seen_from[standing.id]
    # What is said to have come before the issue was not seen before it.
    said = [
        (max(seen_from[one.record], issued), one)
        for one in said_by(as_at, guide.standings.statements.get(standing.id, ()), standing.since)
    ]
    records: defaultdict[date, dict[str, PartialDate]] = defaultdict(dict)
    records[issued][guide.register.recommendation(standing.id).origin] = standing.issued
    for day, one in said:
        records[day].setdefault(one.record, one.date)
    changes: list[AsItWas] = []
    for day in sorted(records):
        then = _on(guide, standing.id, day, records[day], [one for seen, one in said if seen <= day])
        if changes and changes[-1].shown == then.shown:
            changes[-1] = replace(changes[-1], since=(*then.said_by, *changes[-1].since))
        else:
            changes.append(then)
    return tuple(reversed(changes))


def _on(
    guide: Guide, id: str, day: date, records: Mapping[str, PartialDate], said: Sequence[Statement]
) -> AsItWas:
    state = state_by(guide.register.recommendation(id), said, guide.standings.wholes)
    return AsItWas(
        day=day,
        said_by=tuple((when, guide.ref(record)) for record, when in records.items()),
        since=(),
        step=state.step,
        due_dates=state.due_dates,
        response=RESPONSES[state.response] if state.response else None,
        proposed=tuple((part, RESPONSES[response]) for part, response in state.proposed),
    )
