"""The accessibility statement: the parts that it must have, filled from the settings.

The parts are those of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
Regulations 2018 and of the model statement that the UK government publishes with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide
from tracker_site.pages.page import Page
from tracker_site.pages.provenance import latest_change, provenance_shown
from tracker_site.pages.search import PROSE, findable
from tracker_site.records.page import ProsePage
from tracker_site.records.site import STATEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(Page):
    """The accessibility statement; the page says what of it is missing in the settings."""

    template: ClassVar[str] = "accessibility.html"

    record: ProsePage | None
    """The publisher's own words, where there are any."""


def plan_accessibility(guide: Guide) -> Iterator[Page]:
    """Yield the statement, which every site has, with the words of `pages/accessibility.md` where it is there."""
    found = guide.register.records.by_id.get(STATEMENT)
    record = found if isinstance(found, ProsePage) else None
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
