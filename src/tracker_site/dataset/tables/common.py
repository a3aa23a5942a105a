"""The tables of what all records share: councils, measures, sources, relations, and the words that are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority, Measure
from tracker_site.dataset.model import Address
from tracker_site.dataset.tables.columns import ID, RECORD, SAID_ON, Column, OneOf, Rows, Thing, inside, place
from tracker_site.dataset.tables.meetings import seen
from tracker_site.dataset.tables.rows import Row, every
from tracker_site.dataset.tables.table import Table
from tracker_site.records.authority import Committee
from tracker_site.records.base import Record, Source
from tracker_site.records.kinds import KINDS
from tracker_site.records.meeting import Item
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Action, Figure
from tracker_site.records.statuses import COMMON, Phase

_NOUNS = (*(kind.noun for kind in KINDS.values()), Committee.noun, Part.noun, Action.noun, Item.noun)
_RELATIONS = ("about", "after", "answers", "before", "follows", "repeats", "supersedes")


def _number(row: Row[Figure]) -> float | None:
    """Return a value as a number, where it is nothing but one."""
    digits = row.entity.value.replace(",", "").removesuffix("%").strip()
    whole_part, _dot, rest = digits.partition(".")
    return float(digits) if whole_part.isdecimal() and (not rest or rest.isdecimal()) else None


class AnyThing(NamedTuple):
    """Everything that can be referred to: each record, and the parts, actions, items and bodies within records."""

    id: str
    """The id of a record, or `record/key` for something in it."""
    kind: Annotated[str, OneOf(_NOUNS)]
    """What it is."""
    record: str
    """The id of the record that it is or is in."""
    title: str
    """What it is called."""
    authority: Annotated[str | None, Rows("authorities")]
    """The council that it belongs to."""
    url: Address
    """Its address on this site."""


def _things(data: Dataset) -> Iterator[AnyThing]:
    for id, thing in sorted(data.register.entities.items()):
        if data.is_seen(id):
            council, url = data.authority_of(id), data.url(id)
            yield AnyThing(id, thing.noun, thing.record, data.title(id), council, url)


class Relation(NamedTuple):
    """How records point at one another: a plan answers an inspection, a recommendation repeats an earlier one."""

    record: Thing
    """The record that says so."""
    relation: Annotated[str, OneOf(_RELATIONS)]
    """What it says: `repeats` raises the same concern as, `supersedes` takes the place of, `follows` looks back on,
    `answers` is the plan for, a source says that it was `after` or `before`."""
    thing: Thing
    """What it points at."""


def _relations(data: Dataset) -> Iterator[Relation]:
    for row in every(Record)(data):
        is_reported = isinstance(row.entity, Plan) and row.entity.kind == "reported"
        for field in sorted(type(row.entity).model_fields.keys() & set(_RELATIONS)):
            relation = "about" if is_reported and field == "answers" else field
            targets = sorted(seen(getattr(row.entity, field)))
            yield from (Relation(row.id, relation, target) for target in targets)


class Theme(NamedTuple):
    """The themes that recommendations are sorted by."""

    theme: str
    """The key of the theme."""
    label: str
    """What it is called."""
    url: Address
    """Its page."""


def _themes(data: Dataset) -> Iterator[Theme]:
    for key, title in sorted(data.site.themes.items()):
        yield Theme(key, title, data.whole_url(f"themes/{key}/"))


class CommonStatus(NamedTuple):
    """The common statuses, from the least advanced to the furthest."""

    status: str
    """The status, as the other tables name it."""
    label: str
    """What it is called."""
    phase: Phase
    """Whether it leaves something to do."""
    advances: int
    """Which of two is further: the one with the higher number."""


class StatusWord(NamedTuple):
    """Words that councils use for a status, each with the common status that it means."""

    key: str
    """The key of the word in the records."""
    label: str
    """The word as the council prints it."""
    status: Annotated[str, Rows("statuses", always_there=True), OneOf(tuple(COMMON))]
    """The common status that it means."""


def _words(data: Dataset) -> Iterator[StatusWord]:
    return (StatusWord(key, own.label, own.means) for key, own in sorted(data.site.statuses.items()))


class Alias(NamedTuple):
    """Ids that recommendations had before."""

    alias: str
    """The former id."""
    recommendation: Annotated[str, Rows("recommendations", always_there=True)]
    """Its id now."""


def _aliases(data: Dataset) -> list[Alias]:
    return sorted(Alias(alias, id) for id, one in data.recommendations.items() for alias in one.aliases)


class SiteFact(NamedTuple):
    """What to know of the data as a whole: the day for which it is true, who publishes it, and its licence."""

    name: str
    """What is said: `as_at`, `title`, `licence` and the like; `undated_left_out` is how many records a past day does
    not show, since no date of theirs is known."""
    value: str
    """What it is."""


def _about_site(data: Dataset) -> Iterator[SiteFact]:
    site = data.site
    facts = {
        "as_at": data.standings.as_at.isoformat(),
        "title": site.title,
        "description": site.description,
        "publisher": site.publisher.name if site.publisher else None,
        "licence": site.licence.title if site.licence else None,
        "licence_url": site.licence.url if site.licence else None,
        "base_url": site.base_url,
        "quiet_after_days": str(site.quiet_after),
        "undated_left_out": str(len(data.standings.left_out)),
    }
    yield from (SiteFact(name, value) for name, value in facts.items() if value)


TABLES = (
    Table(
        "measures",
        "Measures",
        "Each figure that is followed over time. What it bears on stands in the relations.",
        Measure,
        without=("prose",),
    ),
    Table(
        "figures",
        "Figures",
        "Each value of a measure, as somebody said it.",
        Figure,
        (
            *(ID, RECORD, SAID_ON, inside(Item, is_needed=False)),
            Column(
                "number",
                "The value as a number, where it is nothing but one (“1,204”, “12.5%”).",
                _number,
                "number",
            ),
        ),
    ),
    Table(
        "authorities",
        "Councils",
        "Each council that something here is about.",
        Authority,
        without=("also_called", "prose"),
    ),
    Table(
        "bodies",
        "Bodies",
        "The committees, cabinets and full councils that met.",
        Committee,
        (
            *(ID, inside(Authority)),
            Column("url", "Its page.", lambda row: row.data.url(row.id), "address", is_needed=True),
        ),
        without=("key",),
    ),
    Table("things", "Things", entity=AnyThing, rows=_things, key=("id",)),
    Table("relations", "Relations", entity=Relation, rows=_relations),
    Table(
        "sources",
        "Sources",
        "The documents that support the records.",
        Source,
        (ID, RECORD, inside(Item, is_needed=False), place("Where it stands among the sources, from 1.")),
    ),
    Table("themes", "Themes", entity=Theme, rows=_themes, key=("theme",)),
    Table(
        "statuses",
        "Statuses",
        entity=CommonStatus,
        rows=lambda _: (CommonStatus(one.key, one.label, one.phase, one.advances) for one in COMMON.values()),
        key=("status",),
    ),
    Table("status_words", "The councils’ own words", entity=StatusWord, rows=_words, key=("key",)),
    Table("aliases", "Former ids", entity=Alias, rows=_aliases, key=("alias",)),
    Table("site", "This site", entity=SiteFact, rows=_about_site, key=("name",)),
)
