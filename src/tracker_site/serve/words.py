"""What the preview says on the command line: what was saved, and what came of it, in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker_site.line import PreparedSite
from tracker_site.problems import Problem
from tracker_site.project import shown

MOST_NAMED = 3


def saved_in_words(saved: Sequence[str], root: Path) -> str:
    """Return which files were saved: "content/a.md and 2 more files"."""
    return _some([shown(Path(name), root) for name in saved], "file") if saved else "A new day"


def started(made: PreparedSite, seconds: float) -> str:
    """Return what to say of the first site."""
    return f"{number(len(made.site.pages), 'page')}, made in {seconds:.1f} seconds. Saved files are followed."


def made_anew(saved: str, before: PreparedSite, after: PreparedSite, seconds: float, everywhere: bool) -> str:
    """Return which pages differ from before; `everywhere` where more than the content was changed."""
    took = f"({seconds * 1000:.0f} ms)"
    if everywhere or before.shown != after.shown:
        return f"{saved}: all {number(len(after.site.pages), 'page')} made anew {took}"
    old, new = before.site.pages, after.site.pages
    differing = {
        "changed": [page.address for file, page in new.items() if file in old and old[file] != page],
        "new": [page.address for file, page in new.items() if file not in old],
        "gone": [page.address for file, page in old.items() if file not in new],
    }
    parts = [f"{number(len(some), 'page')} {what}" for what, some in differing.items() if some]
    named = [f"/{address}" for some in differing.values() for address in some]
    return (
        f"{saved}: {', '.join(parts)}: {_some(named)} {took}" if parts else f"{saved}: no page differs {took}"
    )


def not_made(saved: str, mistakes: Iterable[Problem], is_first: bool) -> str:
    """Return what to say where there is no new site."""
    errors = number(sum(problem.severity == "error" for problem in mistakes), "mistake")
    if is_first:
        return f"{errors}. The preview shows the site as soon as this is mended."
    return f"{saved}: {errors}. The preview shows the site as it was before, until this is mended."


def _some(names: Sequence[str], noun: str = "") -> str:
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return ", ".join(names)
    more = f"{rest} more {noun}{'s' if rest > 1 else ''}" if noun else f"{rest} more"
    return f"{', '.join(names[:MOST_NAMED])} and {more}"


def number(count: int, noun: str) -> str:
    """Return "1 page" or "2 pages"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
