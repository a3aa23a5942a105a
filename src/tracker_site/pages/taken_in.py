"""What other trackers tell, taken together, for the front page and the list of councils: how much, and how old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import day_in_words
from tracker_site.pages.charts import Segment, bar_of
from tracker_site.pages.page import Mark
from tracker_site.pages.tally import tally
from tracker_site.pages.whose import Whose, whose
from tracker_site.pages.words import count, listing

FOLDER = "from/recommendations/"
CARDS = 12
"""How many trackers the front page shows before it leads to the list of them."""


@dataclass(frozen=True, slots=True)
class TrackerCard:
    """A tracker on the front page: whose it is, what it counts, and how old that is."""

    whose: Whose
    councils: str
    counted: str
    pressing: str
    bar: tuple[Segment, ...]
    age: Mark | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the front page shows of other trackers."""

    answer: str
    cards: tuple[TrackerCard, ...]
    recommendations: Link
    trackers: Link | None
    """The way to all of them, where the front page has no room for it."""


@dataclass(frozen=True, slots=True)
class CouncilElsewhere:
    """A council in another tracker, in a list of councils."""

    link: Link
    whose: Whose
    recommendations: int
    summary: str
    age: Mark | None


def list_of_council(tracker: Tracker, council: str) -> str:
    """Return the address of the list of what a tracker tells of one of its councils."""
    return f"{FOLDER}authority/{tracker.key}/{council}/"


def age_of(guide: Guide, tracker: Tracker) -> Mark | None:
    """Return what is to be said of data that is so old that silence would be called quiet here; else nothing."""
    as_at, after = guide.standings.as_at, guide.site.quiet_after
    if (as_at - tracker.data.as_at).days <= after:
        return None
    words = f"more than {after} days older than this page, which is as at {day_in_words(as_at)}"
    return Mark("old", "Old data", f"This is {words}; more may have happened since.")


def link_to_taken_in(others: Sequence[Tracker]) -> Link | None:
    """Return the link "12 recommendations of 2 other trackers", or nothing where none is taken in."""
    number = sum(len(other.recommendations) for other in others)
    words = f"{count(number, 'recommendation')} of {count(len(others), 'other tracker')}"
    return Link(words, FOLDER) if others else None


def taken_in(guide: Guide, others: Sequence[Tracker]) -> TakenIn | None:
    """Return what the front page shows of other trackers; nothing where there is none."""
    link = link_to_taken_in(others)
    if link is None:
        return None
    return TakenIn(
        answer=imported_in_all(others),
        cards=tuple(_card(guide, one) for one in others[:CARDS]),
        recommendations=link,
        trackers=Link(f"All {len(others)} trackers", "from/") if len(others) > CARDS else None,
    )


def imported_in_all(others: Sequence[Tracker]) -> str:
    """Return in a sentence how many recommendations other trackers tell of, and where they stand."""
    imported = [one for other in others for one in other.recommendations]
    councils = sum(len(other.data.authorities) for other in others)
    inferred = sum(one.is_inferred for one in imported)
    note = f" ({inferred} of them inferred)" if inferred else ""
    by = f"as {count(len(others), 'tracker')} {'tells' if len(others) == 1 else 'tell'} it"
    counted = f"{count(len(imported), 'recommendation')} to {count(councils, 'council')}".capitalize()
    return f"{counted}{note}, {by}: {tally(one.status for one in imported)}."


def _card(guide: Guide, tracker: Tracker) -> TrackerCard:
    imported = tracker.recommendations
    counted = count(len(imported), "recommendation").capitalize()
    return TrackerCard(
        whose=whose(tracker),
        councils=_councils_in_words(tracker),
        counted=f"{counted}: {tally(one.status for one in imported)}." if imported else f"{counted}.",
        pressing=_pressing(imported),
        bar=bar_of(one.status for one in imported),
        age=age_of(guide, tracker),
    )


def _councils_in_words(tracker: Tracker) -> str:
    names = sorted((one.name for one in tracker.data.authorities), key=str.casefold)
    if len(names) > 3:
        return count(len(names), "council").capitalize()
    return listing(names) if names else "No council is named."


def _pressing(imported: Sequence[Recommendation]) -> str:
    """Return how many are open, and how many of those are late or quiet, as that tracker reckons."""
    is_open = [one for one in imported if one.phase == "open"]
    if not is_open:
        return "None is open."
    late, quiet = sum(one.late for one in is_open), sum(one.quiet for one in is_open)
    return f"{len(is_open)} of {len(imported)} open; of these {late or 'none'} late, {quiet or 'none'} gone quiet."


def councils_elsewhere(guide: Guide, others: Iterable[Tracker]) -> tuple[CouncilElsewhere, ...]:
    """Return the councils of other trackers, by name."""
    found = [
        CouncilElsewhere(
            link=Link(
                council.name, list_of_council(other, council.id) if made else whose(other).link.address
            ),
            whose=whose(other),
            recommendations=len(made),
            summary=tally(one.status for one in made),
            age=age_of(guide, other),
        )
        for other in others
        for council in other.data.authorities
        for made in ([one for one in other.recommendations if one.authority == council.id],)
    ]
    return tuple(sorted(found, key=lambda one: (one.link.text.casefold(), one.whose.link.text)))
