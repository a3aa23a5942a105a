"""The accessibility statement: the parts that it must have, filled from the settings.

The parts are those of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
Regulations 2018 and of the model statement that the UK government publishes with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.pages.page import Page
from tracker_site.pages.provenance import latest_change, provenance_shown
from tracker_site.pages.search import PROSE, findable
from tracker_site.records.base import Source
from tracker_site.records.page import ProsePage
from tracker_site.records.site import STATEMENT
from tracker_site.source.markup import Prose

_STANDARD = "the Web Content Accessibility Guidelines (WCAG), version 2.2, at level AA"
_COMPLIANCE = {
    "full": f"This site meets {_STANDARD}.",
    "partial": f"This site meets {_STANDARD}, in part. What does not meet them is listed below.",
    "none": f"This site does not meet {_STANDARD}.",
    None: f"Whether this site meets {_STANDARD}, is not stated.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(Page):
    """The accessibility statement; what the settings do not give is None, and the page says that it is missing."""

    template: ClassVar[str] = "accessibility.html"

    prose: Prose | None
    compliance: str
    is_full: bool
    problems: Prose | None
    tested: str | None
    email: str | None
    phone: str | None
    prepared: PartialDate | None
    reviewed: PartialDate | None
    sources: tuple[Source, ...]


def plan_accessibility(guide: Guide) -> Iterator[Page]:
    """Yield the statement, which every site has, with the words of `pages/accessibility.md` where it is there."""
    record = guide.register.records.by_id.get(STATEMENT)
    own = record if isinstance(record, ProsePage) else None
    settings = guide.site.accessibility
    yield AccessibilityPage(
        address=f"{STATEMENT}/",
        title=own.title if own else "Accessibility statement",
        description=(own and own.description)
        or "How accessible this site is, and whom to tell of a problem.",
        section=STATEMENT,
        provenance=provenance_shown(guide, STATEMENT) if own else None,
        last_changed=latest_change(guide, (STATEMENT, "site")) if own else None,
        findable=findable(guide, PROSE, STATEMENT) if own else None,
        prose=own.prose if own else None,
        compliance=_COMPLIANCE[settings.compliance],
        is_full=settings.compliance == "full",
        problems=settings.problems,
        tested=settings.tested,
        email=settings.email,
        phone=settings.phone,
        prepared=settings.prepared,
        reviewed=settings.reviewed,
        sources=own.sources if own else (),
    )
