"""Rules on the council's own look: what is written on its colour can be read."""

from __future__ import annotations

from tracker_site.problems import Problems
from tracker_site.register.register import Register

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the contrast of text, at level AA."""


def check_brand(register: Register, problems: Problems) -> None:
    """Note a colour on which white text can't be read."""
    colour = register.records.site.brand.colour
    if colour and contrast_with_white(colour) < LEAST_CONTRAST:
        ratio = f"{contrast_with_white(colour):.1f}:1"
        message = f"white text on '{colour}' has a contrast of {ratio} and needs {LEAST_CONTRAST}:1; take a darker one"
        problems.error(register.records.place("site", "brand", "colour"), message, "low-contrast")


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of white on a colour (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
