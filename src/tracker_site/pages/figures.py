"""Figures: as the page of their record shows them, and measures over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Measure
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.dates import UNKNOWN, point_in_words
from tracker_site.labels import SPEAKERS, capital, count, listing
from tracker_site.pages.charts import Chart, Saying, chart_of
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.search import MEASURE, findable
from tracker_site.records.said import Figure
from tracker_site.status.readings import Reading, SaidFigure, against_target, differing, last_figures

_BETTER = {"lower": "Lower is better", "higher": "Higher is better"}

LIST = Link("Figures followed over time", "measures/")


@dataclass(frozen=True, slots=True)
class FigureOverTime:
    """A value of a measure with the record in which it was said."""

    figure: Figure
    record: Ref


@dataclass(frozen=True, slots=True)
class Sayings:
    """A value of a measure, and the others that were said for the same time and differ from it."""

    one: FigureOverTime
    otherwise: tuple[FigureOverTime, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list, with its last value."""

    link: Link
    council: Link
    unit: str | None
    last: tuple[FigureOverTime, ...]
    """The last value, beside those that were said for the same time and differ from it."""
    standing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPage(Page):
    """All measures, by council."""

    template: ClassVar[str] = "measures.html"

    rows: tuple[MeasureRow, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage(Page):
    """A measure and every value that was said of it."""

    template: ClassVar[str] = "measure.html"

    measure: Measure
    standing: str | None
    """Which way is better, and how the last value stands to the target."""
    chart: Chart | None
    figures: tuple[Sayings, ...]
    conflicts: str
    """The months, days or years for which values were said that differ, in words."""


def plan_measures(guide: Dataset) -> Iterator[Page]:
    """Yield the list of measures and the page of each."""
    measures = guide.of_kind(Measure)
    in_order = sorted(measures, key=lambda one: (guide.title(one.authority), one.title))
    for page in pages_of(tuple(_row(guide, one) for one in in_order), "measures/"):
        yield MeasuresPage(
            address=page.address,
            title=f"Figures followed over time{page.pagination.title}",
            description=f"{count(len(measures), 'figure').capitalize()} followed over time, each with its last value.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="authorities",
            rows=page.rows,
            pagination=page.pagination,
        )
    for measure in guide.of_kind(Measure):
        figures = guide.once(_sayings, measure.id)
        yield MeasurePage(
            address=guide.address(measure.id),
            title=measure.title,
            description=f"{measure.title}: {count(len(figures), 'figure')} said in public.",
            breadcrumbs=(LIST,),
            section="authorities",
            provenance=provenance_shown(guide, measure.id),
            findable=findable(guide, MEASURE, measure.id, concerned=measure.about),
            measure=measure,
            standing=_standing(guide, measure),
            chart=chart_of([_saying(one.one) for one in figures], measure.target),
            figures=figures,
            conflicts=_conflicts(figures),
        )


def _conflicts(figures: Iterable[Sayings]) -> str:
    times = dict.fromkeys(one.one.figure.at for one in figures if one.otherwise)
    return listing([point_in_words(time.text) for time in times if time]) if times else ""


def _row(guide: Dataset, measure: Measure) -> MeasureRow:
    last = tuple(_over_time(guide, one) for one in last_figures(guide.figures_of(measure.id)))
    return MeasureRow(
        guide.link(measure.id),
        guide.link(measure.authority),
        measure.unit,
        last,
        _standing(guide, measure),
    )


def _standing(guide: Dataset, measure: Measure) -> str | None:
    readings = [one.reading for one in guide.figures_of(measure.id)]
    return target_in_words(readings, measure.better, measure.target)


def target_in_words(
    readings: Sequence[Reading], better: Literal["lower", "higher"] | None, target: str | None
) -> str | None:
    """Return how the last value stands to the target, and which way is better: "Lower is better; …"."""
    way = _BETTER.get(better or "")
    sentence = _against_target(readings, target) if readings and target is not None else None
    if sentence is None:
        return f"{way}." if way else None
    return f"{way}; {sentence}." if way else f"{capital(sentence)}."


def _against_target(readings: Sequence[Reading], target: str) -> str | None:
    sides = against_target(readings, target)
    if sides is None:
        return None
    (side, (value, *more)), *others = sides.items()
    if not (more or others):
        stands = "is the target" if side == "at" else f"is {side} the target of {target}"
        return f"the last value said, {value}, {stands}"
    told = [
        f"{listing(values)} {'is' if len(values) == 1 else 'are'} {side} it" for side, values in sides.items()
    ]
    return f"the target is {target}, and of the values last said, which differ, {listing(told)}"


def _sayings(guide: Dataset, measure: str) -> tuple[Sayings, ...]:
    """Return every value that was said of a measure, each with those that differ from it."""
    said = guide.figures_of(measure)
    figures = tuple(map(partial(_over_time, guide), said))
    others = differing([one.reading for one in said])
    return tuple(
        Sayings(one, tuple(figures[place] for place in places))
        for one, places in zip(figures, others, strict=True)
    )


def _saying(one: FigureOverTime) -> Saying:
    """Return a value for the chart: at the time for which it was given, else at that when it was said."""
    return Saying(one.figure.at or one.record.date or UNKNOWN, one.figure.value, SPEAKERS[one.figure.said_by])


def _over_time(guide: Dataset, said: SaidFigure) -> FigureOverTime:
    return FigureOverTime(said.figure, guide.ref(said.record))
