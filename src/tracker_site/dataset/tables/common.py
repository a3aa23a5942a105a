"""The tables of what all records share: councils, measures, sources, relations, and the words that are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority, Measure
from tracker_site.dataset.tables.columns import ID, RECORD, SAID_ON, Column, inside, link, place, whole
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
_RELATIONS = ("about", "answers", "follows", "repeats", "supersedes")


def _number(_: Dataset, row: Row[Figure]) -> float | None:
    """Return a value as a number, where it is nothing but one."""
    digits = row.entity.value.replace(",", "").removesuffix("%").strip()
    whole_part, _dot, rest = digits.partition(".")
    return float(digits) if whole_part.isdecimal() and (not rest or rest.isdecimal()) else None


def _things(data: Dataset) -> Iterator[tuple[object, ...]]:
    for id, thing in sorted(data.register.entities.items()):
        if data.is_seen(id):
            yield id, thing.noun, thing.record, data.title(id), data.authority_of(id), data.url(id)


def _relations(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for row in every(Record)(data):
        is_reported = isinstance(row.entity, Plan) and row.entity.kind == "reported"
        for field in sorted(type(row.entity).model_fields.keys() & set(_RELATIONS)):
            relation = "about" if is_reported and field == "answers" else field
            yield from ((row.id, relation, target) for target in sorted(seen(getattr(row.entity, field))))


def _aliases(data: Dataset) -> list[tuple[str, str]]:
    return sorted((alias, id) for id, one in data.recommendations.items() for alias in one.aliases)


def _themes(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for key, title in sorted(data.site.themes.items()):
        yield key, title, data.whole_url(f"themes/{key}/")


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
            Column("url", "Its page.", lambda data, row: data.url(row.id), "address", is_needed=True),
        ),
        without=("key",),
    ),
    Table(
        "things",
        "Things",
        "Everything that can be referred to: each record, and the parts, actions, items and bodies within records.",
        rows=_things,
        declared=(
            Column("id", "The id of a record, or `record/key` for something in it."),
            Column("kind", "What it is.", values=_NOUNS, is_needed=True),
            Column("record", "The id of the record that it is or is in.", is_needed=True),
            Column("title", "What it is called.", is_needed=True),
            link("authority", "authorities", "The council that it belongs to."),
            Column("url", "Its address on this site.", kind="address", is_needed=True),
        ),
        key=("id",),
    ),
    Table(
        "relations",
        "Relations",
        "How records point at one another: a plan answers an inspection, a recommendation repeats an earlier one.",
        rows=_relations,
        declared=(
            link("record", "things", "The record that says so."),
            Column(
                "relation",
                "What it says: `repeats` raises the same concern as, `supersedes` takes the place of, `follows` looks "
                "back on, `answers` is the plan for.",
                values=_RELATIONS,
            ),
            link("thing", "things", "What it points at."),
        ),
    ),
    Table(
        "sources",
        "Sources",
        "The documents that support the records.",
        Source,
        (ID, RECORD, inside(Item, is_needed=False), place("Where it stands among the sources, from 1.")),
    ),
    Table(
        "themes",
        "Themes",
        "The themes that recommendations are sorted by.",
        rows=_themes,
        declared=(
            Column("theme", "The key of the theme."),
            Column("label", "What it is called.", is_needed=True),
            Column("url", "Its page.", kind="address", is_needed=True),
        ),
        key=("theme",),
    ),
    Table(
        "statuses",
        "Statuses",
        "The common statuses, from the least advanced to the furthest.",
        rows=lambda _: ((one.key, one.label, one.phase, one.advances) for one in COMMON.values()),
        declared=(
            Column("status", "The status, as the other tables name it."),
            Column("label", "What it is called.", is_needed=True),
            Column("phase", "Whether it leaves something to do.", values=get_args(Phase), is_needed=True),
            whole("advances", "Which of two is further: the one with the higher number."),
        ),
        key=("status",),
    ),
    Table(
        "status_words",
        "The councils’ own words",
        "Words that councils use for a status, each with the common status that it means.",
        rows=lambda data: ((key, own.label, own.means) for key, own in sorted(data.site.statuses.items())),
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
        key=("key",),
    ),
    Table(
        "aliases",
        "Former ids",
        "Ids that recommendations had before.",
        rows=_aliases,
        declared=(
            Column("alias", "The former id."),
            Column("recommendation", "Its id now.", refers_to="recommendations", is_needed=True),
        ),
        key=("alias",),
    ),
    Table(
        "site",
        "This site",
        "What to know of the data as a whole: the day for which it is true, who publishes it, and its licence.",
        rows=_about_site,
        declared=(
            Column("name", "What is said: `as_at`, `title`, `licence` and the like."),
            Column("value", "What it is.", is_needed=True),
        ),
        key=("name",),
    ),
)
