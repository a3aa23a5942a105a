"""Rules on what is typed into texts: nothing by which a private person is reached, and no quotes around a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.base import CURLY, Record
from tracker_site.records.page import ProsePage
from tracker_site.register.register import Register
from tracker_site.register.things import Path
from tracker_site.source import SourceFile
from tracker_site.strict_yaml import Value

_NO_TEXT = frozenset({"url", "website", "number", "reference", "value", "accepts"})
"""Fields that hold an address or a number and nothing that is read as a text."""

_TITLES = frozenset({"title", "name", "role", "owner", "label", "addressed_to"})

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
_MAY_HOLD = re.compile(r"@|\d{3}[ \xa0-]?\d{3}|[A-Z]\d[A-Z\d]?[ \xa0]?\d[A-Z]{2}")


def check_texts(register: Register, problems: Problems, memory: Memory) -> None:
    """Warn of what reaches a person, and of quotes that are published with a title."""
    # Not `isinstance`, for which pydantic has a slow answer of its own.
    records = [record for record in register.records.by_id.values() if type(record) is not ProsePage]
    files = [register.records.files[record.id] for record in records]
    memory.note_each(problems, _check_texts, records, files)


def _check_texts(record: Record, file: SourceFile, problems: Problems) -> None:
    # Most files hold neither, and to search them whole is quick.
    if "contact-details" not in record.accepts and _MAY_HOLD.search(file.text):
        _warn_of_contacts(file, problems)
    if "quotes-around-title" not in record.accepts and any(quote in file.text for quote in CURLY):
        _warn_of_quotes(file, problems)


def _warn_of_contacts(file: SourceFile, problems: Problems) -> None:
    for path, text in (*texts_in(file.fields), (("body",), file.body)):
        for offset, found, what in contacts_in(text):
            place = file.place_in(path, text.count("\n", 0, offset), found)
            # What it says is not repeated: what is printed at a check stays where nobody can take it back.
            message = (
                f"{what} stands here; leave it out if it reaches a private person; if it is a public office's own, "
                f"accept this with 'accepts: [contact-details]'"
            )
            problems.warn(place, message, "contact-details")


def texts_in(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text that is typed in some fields, with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from texts_in(inner, (*path, name))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from texts_in(inner, (*path, n))
    else:
        yield path, value


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


def _warn_of_quotes(file: SourceFile, problems: Problems) -> None:
    for path, text in texts_in(file.fields):
        if path[-1] in _TITLES and is_quoted_whole(text):
            message = (
                "the quotes around this are not those that hold a text together, so they are published with it; delete "
                "them, type straight ones (\") instead, or accept this with 'accepts: [quotes-around-title]'"
            )
            problems.warn(file.place(*path), message, "quotes-around-title")


_QUOTED = re.compile("\\s*(?:\u201c[^\u201c\u201d]+\u201d|\u2018[^\u2018]+\u2019)\\s*")


def is_quoted_whole(text: str) -> bool:
    """Whether a text stands within one pair of curly quotes."""
    return bool(_QUOTED.fullmatch(text))
