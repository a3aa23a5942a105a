"""What the preview says on the command line: what was saved, and what came of it, in a line each."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

from tracker_site.pipeline import PreparedSite
from tracker_site.problems import Problem
from tracker_site.project import shown

MOST_NAMED = 3


def saved_in_words(saved: Sequence[str], root: Path) -> str:
    """Return which files were saved: "content/a.md and 2 more files"."""
    return _some([shown(Path(name), root) for name in saved], "file") if saved else "A new day"


def first_built(prepared: PreparedSite, seconds: float) -> str:
    """Return what to say of the first site."""
    return f"{number(len(prepared.site.pages), 'page')}, made in {seconds:.1f} seconds. Saved files are followed."


def built(saved: str, seconds: float, differing: str = "made anew") -> str:
    """Return that the site was made, and which pages differ from before, where there was time to find out."""
    return f"{saved}: {differing} ({seconds * 1000:.0f} ms)"


def compare(before: PreparedSite, after: PreparedSite, everywhere: bool) -> Generator[None, None, str]:
    """Return which pages differ from before, found out in many steps; `everywhere`: not the content alone changed."""
    old, new = before.site.pages, after.site.pages
    if everywhere or before.site.shown != after.site.shown:
        return f"all {number(len(new), 'page')} made anew"
    differing: dict[str, list[str]] = {"changed": [], "new": [], "gone": []}
    for file in new:
        if file not in old:
            differing["new"].append(new[file].address)
        elif old[file] != new[file]:
            differing["changed"].append(new[file].address)
        yield
    for file in old:
        if file not in new:
            differing["gone"].append(old[file].address)
        yield
    parts = [f"{number(len(some), 'page')} {what}" for what, some in differing.items() if some]
    named = [f"/{address}" for some in differing.values() for address in some]
    return f"{', '.join(parts)}: {_some(named)}" if parts else "no page differs"


def without_words(left_out: Sequence[str]) -> str:
    """Return which drafts a site is shown without: "without content/meetings/march.md"."""
    return f"without {_some(left_out)}"


def not_built(saved: str, problems: Iterable[Problem], left_out: Sequence[str], is_first: bool) -> str:
    """Return what to say where there is no new site, or only one without the drafts that are not finished."""
    errors = number(sum(problem.severity == "error" for problem in problems), "mistake")
    if is_first:
        return f"{errors}. The preview shows the site as soon as this is mended."
    if left_out:
        return f"{errors}. The preview shows the site {without_words(left_out)}, until this is mended."
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
