"""The tables of what all records share: what there is, what supports it, and the words that are used."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    address,
    choice,
    choices,
    key,
    key_choice,
    markdown,
    place,
    reference,
    text,
    when,
    whole,
)
from tracker_site.pages.tables.within import Within, by_id, sources
from tracker_site.records.base import Source
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.site import StatusWords
from tracker_site.records.statuses import COMMON, CommonStatus
from tracker_site.records.update import Update
from tracker_site.register.contents import Thing

NOUNS = (
    *("authority", "inspection", "inquiry", "recommendation", "plan", "meeting", "update", "measure"),
    *("page", "body", "part", "action", "item"),
)
RELATIONS = ("about", "answers", "follows", "repeats", "supersedes")

Relation = tuple[str, str, str]


def _about_site(guide: Guide) -> Iterator[tuple[str, str]]:
    site = guide.site
    said = {
        "as_at": guide.standings.as_at.isoformat(),
        "title": site.title,
        "description": site.description,
        "publisher": site.publisher.name if site.publisher else None,
        "licence": site.licence.title if site.licence else None,
        "licence_url": site.licence.url if site.licence else None,
        "base_url": site.base_url,
        "quiet_after_days": str(site.quiet_after),
    }
    yield from ((name, value) for name, value in said.items() if value)


def _things(guide: Guide) -> list[Thing]:
    seen = (thing for thing in guide.register.things.values() if thing.record in guide.standings.seen)
    return sorted(seen, key=lambda thing: thing.address)


def _relations(guide: Guide) -> Iterator[Relation]:
    found: list[Relation] = []
    for id in guide.standings.seen:
        match guide.register.records.by_id[id]:
            case Recommendation() as record:
                found += [(id, "repeats", target) for target in record.repeats]
                found += [(id, "supersedes", target) for target in record.supersedes]
            case Plan() as record:
                relation = "about" if record.kind == "reported" else "answers"
                found += [(id, relation, target) for target in record.answers]
                found += [(id, "supersedes", target) for target in record.supersedes]
            case Inspection() as record:
                found += [(id, "follows", target) for target in record.follows]
            case Update() | Measure() as record:
                found += [(id, "about", target) for target in record.about]
    yield from (one for one in sorted(set(found)) if guide.is_seen(one[2]))


def _themed(guide: Guide) -> Iterator[tuple[str, str]]:
    for record in by_id(guide, Recommendation):
        yield from ((record.id, theme) for theme in sorted(set(record.themes)))


SITE: Table[tuple[str, str]] = Table(
    "site",
    "This site",
    "What to know of the data as a whole: the day for which it is true, who publishes it, and its licence.",
    _about_site,
    (
        key("name", "What is said: `as_at`, `title`, `licence` and the like.", lambda _, row: row[0]),
        text("value", "What it is.", lambda _, row: row[1], needed=True),
    ),
)

THINGS: Table[Thing] = Table(
    "things",
    "Things",
    "Everything that can be referred to: each record, and the parts, actions, items and bodies within records.",
    _things,
    (
        key("id", "The id of a record, or `record/key` for something in it.", lambda _, row: row.address),
        choice("kind", "What it is.", NOUNS, lambda _, row: row.noun, needed=True),
        text("record", "The id of the record that it is or is in.", lambda _, row: row.record, needed=True),
        text("title", "What it is called.", lambda guide, row: guide.title(row.address), needed=True),
        reference(
            "authority",
            "The council that it belongs to.",
            "authorities",
            lambda guide, row: guide.authority_of(row.address),
        ),
        address("Its address on this site.", lambda guide, row: guide.address(row.address)),
    ),
)

STATUSES: Table[CommonStatus] = Table(
    "statuses",
    "Statuses",
    "The common statuses, from the least advanced to the furthest.",
    lambda _: COMMON.values(),
    (
        key("status", "The status, as the other tables name it.", lambda _, row: row.key),
        text("label", "What it is called.", lambda _, row: row.label, needed=True),
        choice(
            "phase", "Whether it leaves something to do.", ("open", "closed"), lambda _, row: row.phase, True
        ),
        whole(
            "advances",
            "Which of two is further: the one with the higher number.",
            lambda _, row: row.advances,
            True,
        ),
    ),
)

STATUS_WORDS: Table[tuple[str, StatusWords]] = Table(
    "status_words",
    "The councils’ own words",
    "Words that councils use for a status, each with the common status that it means.",
    lambda guide: sorted(guide.site.statuses.items()),
    (
        key("key", "The key of the word in the records.", lambda _, row: row[0]),
        text("label", "The word as the council prints it.", lambda _, row: row[1].label, needed=True),
        choice(
            "status",
            "The common status that it means.",
            COMMON,
            lambda _, row: row[1].means,
            True,
            "statuses",
        ),
    ),
)

THEMES: Table[tuple[str, str]] = Table(
    "themes",
    "Themes",
    "The themes that recommendations are sorted by.",
    lambda guide: sorted(guide.site.themes.items()),
    (
        key("theme", "The key of the theme.", lambda _, row: row[0]),
        text("label", "What it is called.", lambda _, row: row[1], needed=True),
        address("Its page.", lambda _, row: f"themes/{row[0]}/"),
    ),
)

RECOMMENDATION_THEMES: Table[tuple[str, str]] = Table(
    "recommendation_themes",
    "Themes of recommendations",
    "One row for each theme of each recommendation.",
    _themed,
    (
        key("recommendation", "The recommendation.", lambda _, row: row[0], "recommendations"),
        key("theme", "The theme.", lambda _, row: row[1], "themes"),
    ),
)

RELATIONS_TABLE: Table[Relation] = Table(
    "relations",
    "Relations",
    "How records point at one another: a plan answers an inspection, a recommendation repeats an earlier one.",
    _relations,
    (
        key("record", "The record that says so.", lambda _, row: row[0], "things"),
        key_choice(
            "relation",
            "What it says: `repeats` raises the same concern as, `supersedes` takes the place of, `follows` looks "
            "back on, `answers` is the plan for.",
            RELATIONS,
            lambda _, row: row[1],
        ),
        key("thing", "What it points at.", lambda _, row: row[2], "things"),
    ),
)

SOURCES: Table[Within[Source]] = Table(
    "sources",
    "Sources",
    "The documents that support the records.",
    sources,
    (
        key("id", "Its id: where it stands in its record.", lambda _, row: row.id),
        reference("record", "The record that it supports.", "things", lambda _, row: row.record, True),
        reference(
            "item", "The item of the meeting, where it supports only that.", "items", lambda _, row: row.item
        ),
        place("Where it stands among the sources, from 1.", lambda _, row: row.place),
        text("title", "The title of the document.", lambda _, row: row.what.title, needed=True),
        text("url", "Where it can be read.", lambda _, row: row.what.url),
        choice("kind", "What sort of document it is.", choices(Source, "kind"), lambda _, row: row.what.kind),
        when("published", "When it was published.", lambda _, row: row.what.published),
        markdown("note", "What to know about it.", lambda _, row: row.what.note),
    ),
)
