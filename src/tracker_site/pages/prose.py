"""Pages of prose, the accessibility statement, and pages at addresses where nothing stands, or no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from tracker_site.dataset.former import FormerAddress, former_addresses, name_of_withdrawn
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref
from tracker_site.pages.changes import PUT_RIGHT
from tracker_site.pages.page import Page
from tracker_site.pages.provenance import latest_change, provenance_shown
from tracker_site.pages.search import PROSE, findable
from tracker_site.records.page import ProsePage as ProseRecord
from tracker_site.records.site import STATEMENT

CORRECTIONS = "corrections"
"""The id of the page that tells how mistakes are put right; it leads to what was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProsePage(Page):
    """A page of prose."""

    template: ClassVar[str] = "prose.html"

    record: ProseRecord
    leads_to: Ref | None
    """The list that its last section is about, which no text can keep up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(Page):
    """The accessibility statement; the page says what of it is missing in the settings.

    Its parts are those of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
    Regulations 2018 and of the model statement that the UK government publishes with them.
    """

    template: ClassVar[str] = "accessibility.html"

    record: ProseRecord | None
    """The publisher's own words, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(Page):
    """What a host shows at an address that is not there; it knows no way to the root but the site's own path."""

    template: ClassVar[str] = "404.html"

    base_path: str

    @property
    def root(self) -> str:
        """The path of the site at its host."""
        return self.base_path


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage(Page):
    """A former address that leads to the present one, or says that there is none."""

    template: ClassVar[str] = "moved.html"

    former: FormerAddress
    name: str
    """What was withdrawn, as far as that may be said."""


def plan_prose(guide: Guide) -> Iterator[Page]:
    """Yield the pages of prose, all but the accessibility statement."""
    for record in guide.seen_of_kind(ProseRecord):
        if record.id == STATEMENT:
            continue
        yield ProsePage(
            address=guide.address(record.id),
            title=record.title,
            description=record.description or record.title,
            section=record.id,
            provenance=provenance_shown(guide, record.id),
            last_changed=latest_change(guide, (record.id,)),
            findable=findable(guide, PROSE, record.id),
            record=record,
            leads_to=PUT_RIGHT if record.id == CORRECTIONS else None,
        )


def plan_accessibility(guide: Guide) -> Iterator[Page]:
    """Yield the statement, which every site has, with the words of `pages/accessibility.md` where it is there."""
    found = guide.register.records.by_id.get(STATEMENT)
    record = found if isinstance(found, ProseRecord) else None
    description = "How accessible this site is, and whom to tell of a problem."
    yield AccessibilityPage(
        address=f"{STATEMENT}/",
        title=record.title if record else "Accessibility statement",
        description=(record and record.description) or description,
        section=STATEMENT,
        provenance=provenance_shown(guide, STATEMENT) if record else None,
        last_changed=latest_change(guide, (STATEMENT, "site")) if record else None,
        findable=findable(guide, PROSE, STATEMENT) if record else None,
        record=record,
    )


def plan_moved(guide: Guide) -> Iterator[Page]:
    """Yield a page at each former address that leads on."""
    return map(_moved, former_addresses(guide))


def plan_not_found(guide: Guide) -> Iterator[Page]:
    """Yield the page for an address that is not there."""
    yield NotFoundPage(
        address="404.html",
        title="Page not found",
        description="There is no page at this address.",
        is_worth_finding=False,
        base_path=f"{urlsplit(guide.site.base_url or '').path.rstrip('/')}/",
    )


def _moved(former: FormerAddress) -> MovedPage:
    withdrawn = former.withdrawn
    name = name_of_withdrawn(withdrawn) if withdrawn else ""
    moved = f"This page has moved: {former.to.title}" if former.to else "This page has moved"
    title = f"Withdrawn: {name}" if withdrawn else moved
    return MovedPage(
        address=former.address,
        title=title,
        description=title,
        is_worth_finding=False,
        former=former,
        name=name,
    )
