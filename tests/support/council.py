"""Examplebury: a made-up council with five years of meetings, made once for all tests that look at it.

Its files are in `council/content/`. Each case that an account of promises has to tell apart is in it on purpose;
`council/README.md` says where.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from tests.support import ROOT, project_at
from tracker_site.pipeline import Clock, MadeSite, make_site, stand
from tracker_site.status.standing import Standings

COUNCIL = ROOT / "tests" / "council"
"""The folder of its site."""

TODAY = date(2026, 3, 31)
"""The real day on which it is seen."""


@cache
def made() -> MadeSite:
    """Return its site, as at that day."""
    return make_site(project_at(COUNCIL), Clock(TODAY, TODAY))


@cache
def standings(as_at: date = TODAY) -> Standings:
    """Return where everything in it stands, as at that day or an earlier one."""
    return stand(COUNCIL / "content", "content", Clock(TODAY, as_at))
