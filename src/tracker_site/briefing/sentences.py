"""The sentences of a briefing: what is recorded of a thing, and how days and texts stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.source.markup import Prose
from tracker_site.status.standing import ActionStanding, Standing

QUOTED = 110
"""How many letters of a text are quoted at the most."""

FROM, ANSWER, DEADLINE, PARTS, REOPENED = "From", "Answer", "Deadline", "Parts", "Reopened"
DATE, PROGRESS, HEARD, FIGURES = "Date", "Progress", "Last heard", "Figures"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or two, the records that say so, and what it tells of, in a word."""

    text: str
    records: tuple[str, ...] = ()
    head: str = ""


def quoted(text: Prose) -> str:
    """Return the beginning of a text in quotation marks."""
    return f"“{shorten(text.source.rstrip().removesuffix('.'), QUOTED, placeholder=' …')}”"


def born_in(guide: Guide, standing: Standing) -> str:
    """Return the record that a thing came of."""
    return (
        standing.record if isinstance(standing, ActionStanding) else guide.recommendation(standing.id).origin
    )


def on_known_day(when: PartialDate) -> str:
    """Return a day for the end of a phrase: " on 6 July 2022"."""
    return f" {on_day(when)}" if when.is_known else "; the day is not known"


def since_day(when: PartialDate) -> str:
    """Return a day for after "since": "6 July 2022", "a day between 6 July and December 2022", "then"."""
    words = in_words(when) if when.is_known else "then"
    return f"a day {words}" if words.startswith("between") else words
