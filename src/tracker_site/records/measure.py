"""A figure that is followed over time: `measures/*.yml`."""

from __future__ import annotations

from typing import Literal

from tracker_site.records.base import Id, Record, References, Words


class Measure(Record):
    """A figure that is followed over time."""

    title: Words
    """What is measured."""
    authority: Id
    """The council that it is measured of."""
    unit: Words | None = None
    """The unit of its values."""
    better: Literal["lower", "higher"] | None = None
    """Which way is better, where that is said."""
    target: Words | None = None
    """The value aimed at."""
    about: References = ()
    """What it bears on."""
