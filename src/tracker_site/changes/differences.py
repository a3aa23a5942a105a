"""The nouns: differences between two states of the content, and the corrections that git knows of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Nature = Literal["news", "correction", "wording"]
"""`news`: a record that was not there says so. `correction`: one that was there says otherwise. `wording`: one that
was there says the same in other words, or at another address."""

Kind = str
"""A kind of difference: a key of `HEADINGS`."""

HEADINGS: Mapping[Kind, str] = {
    "recommendation": "Where recommendations stand",
    "action": "Where actions stand",
    "mark": "To be noticed",
    "response": "Responses",
    "due": "Due dates",
    "new": "New",
    "withdrawn": "Withdrawn",
    "date": "Dates of records",
    "outcome": "Outcomes of meetings",
    "motion": "Motions",
    "figure": "Figures",
    "progress": "What was said of progress",
    "detail": "Other facts",
    "text": "Put in other words",
    "key": "Keys, and the addresses made of them",
    "tracker": "Other trackers",
    "setting": "Settings of the site",
}
"""Each kind of difference with its heading, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a thing stands: the common status, the label shown, and who says so."""

    status: str
    label: str
    assurance: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the public sees otherwise: `title`: `words`.

    `subject` is what it is about, by its reference; `record` the record that says so, where one does. `before`
    and `after` are what the data publishes, or nothing.
    """

    kind: Kind
    nature: Nature
    subject: str
    title: str
    words: str
    before: Position | str | None = None
    after: Position | str | None = None
    record: str | None = None
    details: tuple[str, ...] = ()
    """What stands in something that came or went, one by one."""
    gist: str | None = None
    """The words without any text that an editor wrote, which may be what has to go; of what differs in a record."""

    @property
    def ended(self) -> str:
        """The words with a full stop, unless what they quote ends with one."""
        return self.words if self.words.endswith((".”", "?”", "!”")) else f"{self.words}."

    def __str__(self) -> str:
        return f"{self.title}: {self.ended}"


@dataclass(frozen=True, slots=True)
class PageGone:
    """An address at which the record that was there is no longer found, and what a visitor finds there now."""

    address: str
    leads_to: str | None
    """The address that it leads to, if any."""
    says_withdrawn: bool = False
    """Whether it says that the record was withdrawn."""
    now_at: str | None = None
    """Where that which was there is to be found now, though nothing leads there."""


@dataclass(frozen=True, slots=True)
class Differences:
    """All that tells one state of the content from another, in the order in which it is told."""

    found: tuple[Difference, ...]
    slips: tuple[Difference, ...]
    """The records in which slips of the pen were mended, one difference a record."""
    pages_added: tuple[str, ...]
    pages_gone: tuple[PageGone, ...]

    def of_kind(self, kind: Kind) -> tuple[Difference, ...]:
        """Return the differences of one kind."""
        return tuple(one for one in self.found if one.kind == kind)

    @property
    def wording(self) -> tuple[str, ...]:
        """The ids of the records in which something was put in other words, or a slip mended."""
        worded = (*self.of_kind("text"), *self.slips)
        return tuple(sorted({one.record for one in worded if one.record}))

    @property
    def is_empty(self) -> bool:
        """Whether both states say the same, to the letter."""
        return not (self.found or self.slips or self.pages_added or self.pages_gone)


CorrectionNature = Literal["correction", "wording", "withdrawal"]
"""A withdrawal is a record that was taken out whole."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that this tracker said otherwise from a day on, by a change of a record that was there already."""

    day: date
    """The day in London of the commit that made it."""
    nature: CorrectionNature
    subject: str
    """The reference of what it is about; it may be there no longer. `site` for the settings."""
    words: str
    """What differs, without any text that an editor wrote: what had to go is not told again."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The latest corrections, newest first, and the day from which on all of them are known."""

    found: tuple[Correction, ...]
    since: date
    """The day of the oldest state of the content that was compared."""
