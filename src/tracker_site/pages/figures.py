"""Figures: as the page of their record shows them, and measures over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Measure
from tracker_site.dataset.model import page_link, resolve_references
from tracker_site.dates import point_in_words
from tracker_site.labels import capital, count, listing
from tracker_site.pages.charts import Chart, Saying, chart_of
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import PagedList, pages_of_list
from tracker_site.pages.search import MEASURE, entity_fields
from tracker_site.status.readings import Reading, SaidFigure, against_target, differing, last_figures

_BETTER = {"lower": "Lower is better", "higher": "Higher is better"}

LIST = page_link("Figures followed over time", "measures/")


Said = tuple[SaidFigure, tuple[SaidFigure, ...]]
"""A value of a measure, and the others that were said for the same time and differ from it."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list, with its last value."""

    measure: Measure
    last: tuple[SaidFigure, ...]
    """The last value, beside those that were said for the same time and differ from it."""
    standing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPage(PagedList[MeasureRow]):
    """All measures, by council."""

    template: ClassVar[str] = "measures.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage(Page):
    """A measure and every value that was said of it."""

    template: ClassVar[str] = "measure.html"

    measure: Measure
    standing: str | None
    """Which way is better, and how the last value stands to the target."""
    chart: Chart | None
    figures: tuple[Said, ...]
    conflicts: tuple[str, ...]
    """The months, days or years for which values were said that differ, in words."""


def plan_measures(guide: Dataset) -> Iterator[Page]:
    """Yield the list of measures and the page of each."""
    measures = guide.of_kind(Measure)
    in_order = sorted(measures, key=lambda one: (one.authority.title, one.title))
    followed = f"{capital(count(len(measures), 'figure'))} followed over time, each with its last value."
    rows = tuple(_row(guide, one) for one in in_order)
    yield from pages_of_list(MeasuresPage, rows, LIST, followed, "authorities")
    for measure in measures:
        yield _page(guide, measure)


def measures_naming(guide: Dataset, id: str) -> tuple[MeasureRow, ...]:
    """Return the measures that name an entity, or a part of it, each with its last value."""
    return tuple(_row(guide, guide.record(Measure, one)) for one in guide.measures_naming.get(id, ()))


def _row(guide: Dataset, measure: Measure) -> MeasureRow:
    said = _figures(guide, measure)
    return MeasureRow(measure, last_figures(said), _standing(measure, said))


def _page(guide: Dataset, measure: Measure) -> MeasurePage:
    said = _figures(guide, measure)
    others = differing([one.reading for one in said])
    times = dict.fromkeys(one.figure.at for one, differ in zip(said, others, strict=True) if differ)
    return MeasurePage(
        **entity_fields(
            guide, MEASURE, measure.id, measure.title, (LIST,), concerned=measure.about, section="authorities"
        ),
        measure=measure,
        standing=_standing(measure, said),
        chart=chart_of([_saying(one) for one in said], measure.target),
        figures=tuple(
            (one, tuple(said[place] for place in places)) for one, places in zip(said, others, strict=True)
        ),
        conflicts=tuple(point_in_words(time.text) for time in times if time),
    )


def _figures(guide: Dataset, measure: Measure) -> tuple[SaidFigure, ...]:
    """Return the values that were said of a measure, each with the reference to the record that holds it."""
    return resolve_references(tuple(guide.figures_of(measure.id)), guide.ref)


def _saying(said: SaidFigure) -> Saying:
    """Return a value for the chart: at the time for which it was given, else at that when it was said."""
    return Saying(said.figure.at or said.date, said.figure.value, said.figure.said_by)


def _standing(measure: Measure, said: Sequence[SaidFigure]) -> str | None:
    return target_in_words([one.reading for one in said], measure.better, measure.target)


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
