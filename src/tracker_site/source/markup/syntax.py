"""How a link is typed."""

from __future__ import annotations

import re

LINK = re.compile(
    r"(?P<picture>!?)"
    r"\[(?P<words>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"(?:\((?P<to>(?:[^()]++|\([^()]*+\))*+)\)|\[(?P<label>[^\[\]]*+)\])?"
)
_TITLED = re.compile(r"""(\S*)\s+("[^"]*"|'[^']*'|\(.*\))""", re.DOTALL)
AUTOLINK = re.compile(
    r"(?ai:<(?P<to>[a-z][a-z0-9+.-]+:[^<>\s]*|[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9.-]+)>)",
)


def split_title(inside: str) -> tuple[str, str]:
    """Return the destination and the title that stand between the round brackets of a link."""
    inside = inside.strip()
    titled = _TITLED.fullmatch(inside)
    destination, title = (titled[1], titled[2]) if titled else (inside, "")
    if destination.startswith("<") and destination.endswith(">"):
        destination = destination[1:-1]
    return destination, title
