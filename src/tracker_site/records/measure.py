"""A figure that is followed over time: `measures/*.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import AuthorityId, Record, References, Words


class Measure(Record):
    """A figure that is followed over time."""

    noun = "measure"
    title: Words = Field(examples=["Average caseload of a social worker"])
    """What is measured."""
    authority: AuthorityId = Field(examples=["examplebury"])
    """The council that it is measured of."""
    unit: Words | None = Field(default=None, examples=["children"])
    """The unit of its values."""
    better: Literal["lower", "higher"] | None = None
    """Which way is better, where that is said."""
    target: Words | None = Field(default=None, examples=["18"])
    """The value aimed at."""
    about: References = ()
    """What it bears on. A figure of it is news of each recommendation, part and action that is named here by itself."""
