"""Figures: as the page of their record shows them, and measures over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dates import PartialDate
from tracker_site.markup import Prose
from tracker_site.pages.charts import Chart, Saying, chart_of
from tracker_site.pages.findable import MEASURE, findable
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import Fact, Page, SourceShown, fact, sources_shown
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.words import SPEAKERS, count
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.said import Figure
from tracker_site.records.update import Update

_BETTER = {"lower": "Lower is better", "higher": "Higher is better"}


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A value of a measure, as somebody said it."""

    measure: Link
    value: str
    unit: str | None
    at: PartialDate | None
    said_by: str
    note: Prose | None


@dataclass(frozen=True, slots=True)
class FigureOverTime:
    """A value of a measure with the record in which it was said."""

    figure: FigureShown
    record: Link
    date: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage(Page):
    """A measure and every value that was said of it."""

    template: ClassVar[str] = "measure.html"

    facts: tuple[Fact, ...]
    chart: Chart | None
    unit: str | None
    target: str | None
    figures: tuple[FigureOverTime, ...]
    sources: tuple[SourceShown, ...]


def figures_shown(guide: Guide, figures: Iterable[Figure]) -> tuple[FigureShown, ...]:
    """Return the figures of a record."""
    return tuple(_shown(guide, figure) for figure in figures)


def plan_measures(guide: Guide) -> Iterator[Page]:
    """Yield the page of each measure."""
    for measure in guide.seen_of_kind(Measure):
        figures = tuple(_over_time(guide, measure))
        yield MeasurePage(
            address=guide.address(measure.id),
            title=measure.title,
            description=f"{measure.title}: {count(len(figures), 'figure')} said in public.",
            breadcrumbs=(guide.link(measure.authority),),
            section="authorities",
            provenance=provenance_shown(guide, measure.id),
            findable=findable(guide, MEASURE, measure.id, concerned=measure.about),
            facts=(
                Fact("Council", (guide.link(measure.authority),)),
                *fact("Unit", measure.unit),
                *fact("Direction", _BETTER.get(measure.better or "")),
                *fact("Target", measure.target),
                *((Fact("Relates to", guide.links(measure.about)),) if measure.about else ()),
            ),
            chart=chart_of([_saying(one) for one in figures], measure.target),
            unit=measure.unit,
            target=measure.target,
            figures=figures,
            sources=sources_shown(measure.sources),
        )


def _shown(guide: Guide, figure: Figure) -> FigureShown:
    measure = guide.register.records.by_id[figure.measure]
    assert isinstance(measure, Measure)
    return FigureShown(
        guide.link(figure.measure),
        figure.value,
        measure.unit,
        figure.at,
        SPEAKERS[figure.said_by],
        figure.note,
    )


def _saying(one: FigureOverTime) -> Saying:
    """Return a value for the chart: at the time for which it was given, else at that when it was said."""
    return Saying(one.figure.at or one.date, one.figure.value, one.figure.said_by)


def _over_time(guide: Guide, measure: Measure) -> Iterator[FigureOverTime]:
    """Yield every value that was said, in the order of the days when it was said."""
    for record, date, figures in sorted(
        _said(guide), key=lambda said: (guide.register.days[said[0]], said[0])
    ):
        for figure in figures:
            if figure.measure == measure.id:
                yield FigureOverTime(_shown(guide, figure), guide.link(record), date)


def _said(guide: Guide) -> Iterator[tuple[str, PartialDate, tuple[Figure, ...]]]:
    """Yield the figures of each record that has any, with its date."""
    for update in guide.seen_of_kind(Update):
        yield update.id, update.date, update.figures
    for meeting in guide.seen_of_kind(Meeting):
        yield meeting.id, meeting.date, tuple(figure for item in meeting.items for figure in item.figures)
