"""How much room the words of a briefing take on paper: two sides of A4, in the type of `briefing.css`.

Reckoned from the number of letters, a little more than they need: what a browser sets is known only to the browser.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker_site.briefing.items import Matter

ROOM = 142
"""How many lines of text two sides hold, less what is left free at the foot of the first."""

HEAD = 16
"""How many of them the title, what presses in all, the dates of the meetings, the notes and the foot take."""

HEADING = 2.1
"""How many the heading of a group takes, with its explanation and the way to the rest of it."""

_LETTERS = 122
"""How many letters stand in a line."""

_BESIDE_HEADS = 106
"""How many stand in one beside the heads of a history."""

_GAP = 0.4
"""The space after a matter, in lines."""


def lines_for(text: str, letters: int = _LETTERS) -> int:
    """Return how many lines a text takes; none where there is none."""
    return -(-len(text) // letters)


def lines_of_matter(matter: Matter) -> float:
    """Return how many lines a matter takes."""
    title = " ".join([matter.link.text, matter.note or "", *(link.text for link in matter.about)])
    from_words = [link.text for link in matter.said_in]
    from_words += [one.title for one in (matter.source, *matter.rules) if one]
    return (
        lines_for(title)
        + (lines_for(matter.text.source) if matter.text else 0)
        + (sum(lines_for(text, _BESIDE_HEADS) for _, text in matter.history) or lines_for(matter.recorded))
        + sum(
            lines_for(f"{line.link.text} {line.note or ''} {line.text}", _LETTERS - 5)
            for line in matter.lines
        )
        + lines_for("; ".join(link.text for link in matter.also))
        + lines_for("; ".join(one.in_words for one in matter.besides))
        + sum(lines_for(f"{one.to or ''} {one.text}", _LETTERS - 14) for one in matter.questions)
        + 0.9 * lines_for("; ".join(["Recorded in", *from_words]), _LETTERS + 15)
        + _GAP
    )


def lines_of_list(texts: Iterable[str]) -> float:
    """Return how many lines the entries of a list take."""
    return sum(lines_for(text) + _GAP for text in texts)
