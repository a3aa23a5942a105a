"""What was put right in the record, and what was only put otherwise, as git knows it: an input of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Nature = Literal["correction", "wording", "withdrawal"]
"""A withdrawal is a record that was taken out whole."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that this tracker said otherwise from a day on, by a change of a record that was there already."""

    day: date
    """The day in London of the commit that made it."""
    nature: Nature
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
