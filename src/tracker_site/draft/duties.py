"""Duties that recur until something closes them, as minutes word them."""

from __future__ import annotations

import re
from typing import NamedTuple

_HOW_OFTEN = r"(?:weekly|monthly|bi-?monthly|quarterly|termly|six-monthly|annual|regular|periodic|ongoing)"
_CERTAIN = re.compile(r"\b(?:as|be|is|remain(?:s|ing)?) an? standing (?:agenda )?item\b", re.I)
_LIKELY = re.compile(
    r"\b(?:monitor(?:ed|s|ing)?|review(?:ed|s)?|overs(?:ee|een|ight)|scrutini[sz]ed?)\b[^.;]{0,160}? until [^.;,]{3,60}"
    r"|\bcontinues? to (?:receive|monitor|report|review|bring|provide|scrutini[sz]e|"
    r"be (?:\w+ly )?(?:provided|updated|monitored|reported|presented|informed|reviewed))\b"
    rf"|\b(?:{_HOW_OFTEN} )+(?:\w+ ){{0,2}}(?:updates|reports|briefings|returns|figures|reviews)\b"
    rf"|\bon an? {_HOW_OFTEN} basis\b"
    r"|\b(?:every|each) (?:\w+ )?(?:week|month|quarter|term|year|meeting)s?\b"
    r"|\bat (?:every|each|all) (?:\w+ ){0,3}meetings?\b",
    re.I,
)


class Duty(NamedTuple):
    """Where a text says that something recurs."""

    words: str
    is_certain: bool


def duty_in(text: str) -> Duty | None:
    """Return the words by which a text asks for something that recurs until something closes it."""
    if certain := _CERTAIN.search(text):
        return Duty(certain[0], is_certain=True)
    likely = _LIKELY.search(text)
    return Duty(likely[0], is_certain=False) if likely else None
