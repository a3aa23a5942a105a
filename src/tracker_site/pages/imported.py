"""The page of a recommendation of another tracker: shown as our own, with whose it is and where the original is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Link
from tracker_site.dates import day_in_words
from tracker_site.pages.findable import RECOMMENDATION
from tracker_site.pages.page import Findable, Mark, chip
from tracker_site.pages.recommendations import Attribution, RecommendationPage
from tracker_site.pages.timeline import by_record
from tracker_site.pages.whose import Whose, whose
from tracker_site.phrases import answer, mark_labels


def plan_imported(
    tracker: Tracker, above: Link, recommendations: Sequence[Recommendation]
) -> Iterator[RecommendationPage]:
    """Yield the page of each recommendation of another tracker; `above` is the list of trackers."""
    titles = Counter(one.title for one in recommendations)
    owner = whose(tracker)
    for one in recommendations:
        apart = f" ({one.id})" if titles[one.title] > 1 else ""
        yield _page(tracker, owner, above, one, f"{one.title}{apart}, from {tracker.title}")


def in_order(one: Recommendation) -> tuple[bool, bool, str, str]:
    """Return where a recommendation stands in a list: open before closed, late ones first, then by title."""
    return not one.is_open, not one.late, one.title.casefold(), one.id


def _page(tracker: Tracker, owner: Whose, above: Link, one: Recommendation, title: str) -> RecommendationPage:
    original, sentence = tracker.original(one.url), answer(one)
    labels = tracker.data.site.themes
    return RecommendationPage(
        address=one.link.address or "",
        title=title,
        description=f"As {tracker.title} tells it: {sentence}",
        breadcrumbs=(above, owner.link),
        section="from",
        # The page that search engines should know is the original.
        is_worth_finding=False,
        findable=_findable(tracker, one),
        recommendation=one,
        answer=sentence,
        themes=tuple(Link(labels.get(key, key), None) for key in one.themes),
        timeline=by_record(one.timeline),
        attribution=Attribution(
            owner, original, urlsplit(original).hostname if original else None, f"{tracker.key}:{one.id}"
        ),
    )


def _findable(tracker: Tracker, one: Recommendation) -> Findable:
    inferred = (Mark("inferred", "Inferred", ""),) if one.is_inferred else ()
    labels = tracker.data.site.themes
    return Findable(
        kind=RECOMMENDATION,
        authority=one.authority.title if one.authority else None,
        themes=tuple(labels[key] for key in one.themes if key in labels),
        when=one.issued,
        day=one.issued.sorts_at(date.min),
        chip=chip(one),
        marks=(*(Mark(key, label, "") for key, label in mark_labels(one)), *inferred),
        also_called=next(
            (council.also_called for council in tracker.data.authorities if council.id == one.authority), ()
        ),
        tracker=tracker.title,
        whose=f"from {tracker.title}, as at {day_in_words(tracker.data.as_at)}",
    )
