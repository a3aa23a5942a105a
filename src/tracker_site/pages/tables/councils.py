"""The tables of councils, and of what was found there: inspections, inquiries and their reports."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    address,
    choice,
    choices,
    key,
    markdown,
    place,
    reference,
    text,
    when,
    whole,
)
from tracker_site.pages.tables.within import by_id
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.inquiry import Inquiry, Report
from tracker_site.records.inspection import Inspection

LISTED = "several are parted by “; ”"


def _bodies(guide: Guide) -> Iterator[tuple[str, Committee]]:
    for council in by_id(guide, Authority):
        yield from ((council.id, body) for body in council.bodies)


def _judgements(guide: Guide) -> Iterator[tuple[str, str, str]]:
    for inspection in by_id(guide, Inspection):
        yield from ((inspection.id, what, words) for what, words in inspection.judgements.items())


def _reports(guide: Guide) -> Iterator[tuple[str, int, Report]]:
    for inquiry in by_id(guide, Inquiry):
        yield from ((inquiry.id, n, report) for n, report in enumerate(inquiry.reports, 1))


AUTHORITIES: Table[Authority] = Table(
    "authorities",
    "Councils",
    "Each council that something here is about.",
    lambda guide: by_id(guide, Authority),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("name", "Its name.", lambda _, row: row.name, needed=True),
        text("code", "The ONS code of its area.", lambda _, row: row.code),
        text("website", "Its own site.", lambda _, row: row.website),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

BODIES: Table[tuple[str, Committee]] = Table(
    "bodies",
    "Bodies",
    "The committees, cabinets and full councils that met.",
    _bodies,
    (
        key("id", "Its id: the council’s and its own key.", lambda _, row: f"{row[0]}/{row[1].key}"),
        reference("authority", "Its council.", "authorities", lambda _, row: row[0], needed=True),
        text("name", "Its name as the minutes print it.", lambda _, row: row[1].name, needed=True),
        choice(
            "kind", "What sort of body it is.", choices(Committee, "kind"), lambda _, row: row[1].kind, True
        ),
        text("website", "Its own page elsewhere.", lambda _, row: row[1].website),
        address("Its page.", lambda guide, row: guide.address(f"{row[0]}/{row[1].key}")),
    ),
)

INSPECTIONS: Table[Inspection] = Table(
    "inspections",
    "Inspections",
    "Each inspection or visit.",
    lambda guide: by_id(guide, Inspection),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What it is called.", lambda _, row: row.title, needed=True),
        reference("authority", "The council.", "authorities", lambda _, row: row.authority, needed=True),
        choice(
            "kind",
            "What sort of inspection it was.",
            choices(Inspection, "kind"),
            lambda _, row: row.kind,
            True,
        ),
        text("framework", "The framework under which it was made.", lambda _, row: row.framework),
        text(
            "inspectorates", f"Who inspected; {LISTED}.", lambda _, row: "; ".join(row.inspectorate) or None
        ),
        when(
            "visit_began",
            "The first day of the visit.",
            lambda _, row: row.visited.from_ if row.visited else None,
        ),
        when(
            "visit_ended",
            "The last day of the visit.",
            lambda _, row: row.visited.to if row.visited else None,
        ),
        when("received", "When the council received the report.", lambda _, row: row.received),
        when("published", "When the report was published.", lambda _, row: row.published),
        whole(
            "recommendations_made",
            "How many recommendations it made, where the number is stated.",
            lambda _, row: row.recommendations_made,
        ),
        markdown("text", "A summary.", lambda _, row: row.prose),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

JUDGEMENTS: Table[tuple[str, str, str]] = Table(
    "judgements",
    "Judgements",
    "What each inspection judged, and how, in the words of its framework.",
    _judgements,
    (
        key("inspection", "The inspection.", lambda _, row: row[0], "inspections"),
        key("what", "What was judged.", lambda _, row: row[1]),
        text("judgement", "How.", lambda _, row: row[2], needed=True),
    ),
)

INQUIRIES: Table[Inquiry] = Table(
    "inquiries",
    "Inquiries",
    "Each scrutiny inquiry.",
    lambda guide: by_id(guide, Inquiry),
    (
        key("id", "Its id.", lambda _, row: row.id),
        text("title", "What it is called.", lambda _, row: row.title, needed=True),
        reference("authority", "The council.", "authorities", lambda _, row: row.authority, needed=True),
        reference("body", "The body that held it.", "bodies", lambda _, row: row.body),
        when("opened", "When it began.", lambda _, row: row.opened),
        markdown("text", "A summary.", lambda _, row: row.prose),
        address("Its page.", lambda guide, row: guide.address(row.id)),
    ),
)

INQUIRY_REPORTS: Table[tuple[str, int, Report]] = Table(
    "inquiry_reports",
    "Reports of inquiries",
    "What each inquiry reported.",
    _reports,
    (
        key("inquiry", "The inquiry.", lambda _, row: row[0], "inquiries"),
        place("Where the report stands among those of the inquiry.", lambda _, row: row[1], is_key=True),
        text("title", "Its title.", lambda _, row: row[2].title, needed=True),
        choice("stage", "Whether it was the last.", choices(Report, "stage"), lambda _, row: row[2].stage),
        when("date", "When it was agreed or published.", lambda _, row: row[2].date),
    ),
)
