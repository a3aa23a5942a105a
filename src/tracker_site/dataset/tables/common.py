"""The tables of what all records share: councils, measures, sources, relations, and the words that are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority, Measure
from tracker_site.dataset.tables.columns import Column
from tracker_site.dataset.tables.followed import place
from tracker_site.dataset.tables.meetings import ID, ITEM, RECORD, SAID_ON, seen
from tracker_site.dataset.tables.rows import Row, every, records
from tracker_site.dataset.tables.table import Table
from tracker_site.records.authority import Committee
from tracker_site.records.base import Source
from tracker_site.records.kinds import KINDS
from tracker_site.records.meeting import Item
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Action, Figure
from tracker_site.records.statuses import COMMON, Phase

_NOUNS = (*(kind.noun for kind in KINDS.values()), Committee.noun, Part.noun, Action.noun, Item.noun)
_RELATIONS = ("about", "answers", "follows", "repeats", "supersedes")


def _number(_: Dataset, row: Row[Figure]) -> float | None:
    """Return a value as a number, where it is nothing but one."""
    digits = row.entity.value.replace(",", "").removesuffix("%").strip()
    whole, _dot, rest = digits.partition(".")
    return float(digits) if whole.isdecimal() and (not rest or rest.isdecimal()) else None


def _things(data: Dataset) -> Iterator[tuple[object, ...]]:
    for id, thing in sorted(data.register.things.items()):
        if data.is_seen(id):
            yield id, thing.noun, thing.record, data.title(id), data.authority_of(id), data.url(id)


def _relations(data: Dataset) -> Iterator[tuple[str, str, str]]:
    everything = {
        id: record for of in (data.recommendations, *data.records.values()) for id, record in of.items()
    }
    for id, record in sorted(everything.items()):
        is_reported = isinstance(record, Plan) and record.kind == "reported"
        found = [
            (id, "about" if is_reported and relation == "answers" else relation, target)
            for relation in _RELATIONS
            for target in seen(getattr(record, relation, ()))
        ]
        yield from sorted(found)


def _aliases(data: Dataset) -> list[tuple[str, str]]:
    return sorted((alias, id) for id, one in data.recommendations.items() for alias in one.aliases)


def _about_site(data: Dataset) -> Iterator[tuple[str, str]]:
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
    }
    yield from ((name, value) for name, value in facts.items() if value)


TABLES: tuple[Table, ...] = (
    Table(
        name="measures",
        title="Measures",
        words="Each figure that is followed over time. What it bears on stands in the relations.",
        rows=records("measures"),
        key=("id",),
        entity=Measure,
        without=("prose",),
    ),
    Table(
        name="figures",
        title="Figures",
        words="Each value of a measure, as somebody said it.",
        rows=every(Figure),
        key=("id",),
        entity=Figure,
        declared=(
            ID,
            RECORD,
            SAID_ON,
            ITEM,
            Column(
                "number",
                "The value as a number, where it is nothing but one (“1,204”, “12.5%”).",
                _number,
                "number",
            ),
        ),
    ),
    Table(
        name="authorities",
        title="Councils",
        words="Each council that something here is about.",
        rows=records("authorities"),
        key=("id",),
        entity=Authority,
        without=("also_called", "prose"),
    ),
    Table(
        name="bodies",
        title="Bodies",
        words="The committees, cabinets and full councils that met.",
        rows=every(Committee),
        key=("id",),
        entity=Committee,
        declared=(
            Column("id", "Its id: the council’s and its own key.", lambda _, row: row.id),
            Column(
                "authority",
                "Its council.",
                lambda _, row: row.record,
                refers_to="authorities",
                is_needed=True,
            ),
            Column("url", "Its page.", lambda data, row: data.url(row.id), "address", is_needed=True),
        ),
        without=("key",),
    ),
    Table(
        name="things",
        title="Things",
        words=(
            "Everything that can be referred to: each record, and the parts, actions, items and bodies "
            "within records."
        ),
        rows=_things,
        key=("id",),
        declared=(
            Column("id", "The id of a record, or `record/key` for something in it."),
            Column("kind", "What it is.", values=_NOUNS, is_needed=True),
            Column("record", "The id of the record that it is or is in.", is_needed=True),
            Column("title", "What it is called.", is_needed=True),
            Column("authority", "The council that it belongs to.", refers_to="authorities"),
            Column("url", "Its address on this site.", kind="address", is_needed=True),
        ),
    ),
    Table(
        name="relations",
        title="Relations",
        words=(
            "How records point at one another: a plan answers an inspection, a recommendation repeats an "
            "earlier one."
        ),
        rows=_relations,
        key=("record", "relation", "thing"),
        declared=(
            Column("record", "The record that says so.", refers_to="things"),
            Column(
                "relation",
                "What it says: `repeats` raises the same concern as, `supersedes` takes the place of, `follows` looks "
                "back on, `answers` is the plan for.",
                values=_RELATIONS,
            ),
            Column("thing", "What it points at.", refers_to="things"),
        ),
    ),
    Table(
        name="sources",
        title="Sources",
        words="The documents that support the records.",
        rows=every(Source),
        key=("id",),
        entity=Source,
        declared=(ID, RECORD, ITEM, place("Where it stands among the sources, from 1.")),
    ),
    Table(
        name="themes",
        title="Themes",
        words="The themes that recommendations are sorted by.",
        rows=lambda data: (
            (key, title, data.whole_url(f"themes/{key}/")) for key, title in sorted(data.site.themes.items())
        ),
        key=("theme",),
        declared=(
            Column("theme", "The key of the theme."),
            Column("label", "What it is called.", is_needed=True),
            Column("url", "Its page.", kind="address", is_needed=True),
        ),
    ),
    Table(
        name="statuses",
        title="Statuses",
        words="The common statuses, from the least advanced to the furthest.",
        rows=lambda _: ((one.key, one.label, one.phase, one.advances) for one in COMMON.values()),
        key=("status",),
        declared=(
            Column("status", "The status, as the other tables name it."),
            Column("label", "What it is called.", is_needed=True),
            Column("phase", "Whether it leaves something to do.", values=get_args(Phase), is_needed=True),
            Column(
                "advances",
                "Which of two is further: the one with the higher number.",
                kind="whole",
                is_needed=True,
            ),
        ),
    ),
    Table(
        name="status_words",
        title="The councils’ own words",
        words="Words that councils use for a status, each with the common status that it means.",
        rows=lambda data: ((key, own.label, own.means) for key, own in sorted(data.site.statuses.items())),
        key=("key",),
        declared=(
            Column("key", "The key of the word in the records."),
            Column("label", "The word as the council prints it.", is_needed=True),
            Column(
                "status",
                "The common status that it means.",
                refers_to="statuses",
                values=tuple(COMMON),
                is_needed=True,
            ),
        ),
    ),
    Table(
        name="aliases",
        title="Former ids",
        words="Ids that recommendations had before.",
        rows=_aliases,
        key=("alias",),
        declared=(
            Column("alias", "The former id."),
            Column("recommendation", "Its id now.", refers_to="recommendations", is_needed=True),
        ),
    ),
    Table(
        name="site",
        title="This site",
        words=(
            "What to know of the data as a whole: the day for which it is true, who publishes it, and its "
            "licence."
        ),
        rows=_about_site,
        key=("name",),
        declared=(
            Column("name", "What is said: `as_at`, `title`, `licence` and the like."),
            Column("value", "What it is.", is_needed=True),
        ),
    ),
)
