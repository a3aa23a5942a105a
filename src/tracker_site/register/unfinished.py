"""Drafts with questions that are open: of the preview alone they may be left out, until they are settled."""

from __future__ import annotations

from tracker_site.problems import Problems
from tracker_site.register.register import Register


def without_unfinished(register: Register, problems: Problems) -> Problems:
    """Return the problems without those of unfinished drafts, where all else is sound and names none of them.

    Otherwise all of them: a page that leads to what is not there could not be shown.
    """
    unfinished = {one.place.file for one in problems if one.code == "todo"}
    rest = Problems()
    rest.add(one for one in problems if one.place.file not in unfinished)
    return problems if rest.has_errors or _names_what_is_missing(register) else rest


def _names_what_is_missing(register: Register) -> bool:
    return any(
        target not in register.things
        for contents in register.contents.values()
        for target in (
            *(reference.target for reference in contents.references),
            *(link.link.target for link in contents.links),
        )
    )
