"""By what a person is reached: e-mail addresses, telephone numbers, postcodes, NHS numbers; found where it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AREAS = (
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY GL GU "
    "GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE "
    "PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV "
    "YO ZE B E G L M N S W"
)
_LINK = re.compile(r"https?://[^\s<>)\]]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\w/.,£+-])(?:\+44[ \xa0-]?(?:\(0\)[ \xa0-]?)?\(?|\(?0)(?P<rest>[1-35789]\d{1,4}\)?[ \xa0-]?\d{3,4}"
    r"[ \xa0-]?\d{3,6})(?![\w-]|[.,/]\d)"
)
_POSTCODE = re.compile(rf"\b(?:{'|'.join(_AREAS.split())})\d[A-Z\d]?[ \xa0]?\d[ABD-HJLNP-UW-Z]{{2}}\b")
_NHS_NUMBER = re.compile(r"(?<![\w/.,£-])\d{3}([ \xa0-]?)\d{3}\1\d{4}(?![\w-]|[.,/]\d)")
MAY_HOLD = re.compile(r"@|\d{3}[ \xa0-]?\d{3}|[A-Z]\d[A-Z\d]?[ \xa0]?\d[A-Z]{2}")
"""What stands in every text that holds any of it: to search for that alone is quick."""


def contacts_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what reaches a person: where in the text, as typed, and what it is."""
    text = _LINK.sub(lambda link: " " * len(link[0]), text)
    for found in _EMAIL.finditer(text):
        yield found.start(), found[0], "an e-mail address"
    for found in _TELEPHONE.finditer(text):
        if len(_digits(found["rest"])) in (9, 10):
            yield found.start(), found[0], "a telephone number"
    for found in _POSTCODE.finditer(text):
        yield found.start(), found[0], "a postcode"
    for found in _NHS_NUMBER.finditer(text):
        if is_nhs_number(_digits(found[0])):
            yield found.start(), found[0], "what may be an NHS number"


def is_nhs_number(digits: str) -> bool:
    """Whether the last of ten digits is the check of the others; none begins with nought."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits[0] != "0" and (11 - weighed % 11) % 11 == int(digits[9])


def _digits(text: str) -> str:
    return "".join(re.findall("[0-9]", text))
