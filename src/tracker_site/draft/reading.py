"""From the bytes of a file to its text, or a plain sentence about why it can't be read."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tracker_site.project import WrongUse
from tracker_site.source.characters import fold_characters, join_divided_words
from tracker_site.source.strict_yaml import HIDDEN

LARGEST = 5_000_000  # bytes; the longest minutes of a full council that were met have a tenth of it

_FORMATS = (
    (b"%PDF", "a PDF; open it, select all of its text, and save that as a text file"),
    (b"PK\x03\x04", "a Word document or an archive; open it, and save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document; open it, and save it as plain text"),
    (b"{\\rtf", "a document in RTF; open it, and save it as plain text"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_IS_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype|html|head|body|div|p|table|h[1-6]|ul|ol|\?xml)\b", re.I
)
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\ufffe]")


class Typed(NamedTuple):
    """The text of one file of minutes."""

    name: str
    text: str
    encoding: str
    is_page: bool
    """Whether it is a saved web page."""


def read_minutes(name: str, given: bytes) -> Typed:
    """Return the text of a file, or raise `WrongUse` with a sentence that says what to do."""
    if len(given) > LARGEST:
        raise WrongUse(
            f"{name} is larger than {LARGEST // 1_000_000} MB; give the minutes of one meeting only"
        )
    for start, what in _FORMATS:
        if given.startswith(start):
            raise WrongUse(f"{name} is {what}")
    text, encoding = _decode(name, given)
    text = _cleaned(text)
    is_page = bool(_IS_PAGE.match(text))
    text = text if is_page else join_divided_words(text)
    text = fold_characters(text)
    if not text.strip():
        raise WrongUse(f"{name} holds no text; give the minutes as text, or as a saved web page")
    return Typed(name, text, encoding, is_page)


def _decode(name: str, given: bytes) -> tuple[str, str]:
    if given.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(name, given, "utf-16"), "UTF-16"
    try:
        return given.removeprefix(codecs.BOM_UTF8).decode(), "UTF-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the text breaks off within a character
            return given[: error.start].removeprefix(codecs.BOM_UTF8).decode(), "UTF-8"
        named = _CHARSET.search(given[:4096])
        says_other = named and named[1].decode().lower() not in (
            "utf-8",
            "windows-1252",
            "iso-8859-1",
            "latin1",
        )
        encoding = named[1].decode() if named and says_other else "windows-1252"
        return _decode_as(name, given, encoding), "Windows-1252" if encoding == "windows-1252" else encoding


def _decode_as(name: str, given: bytes, encoding: str) -> str:
    try:
        return given.decode(encoding)
    except UnicodeDecodeError as error:
        line = given.count(b"\n", 0, error.start) + 1
        raise WrongUse(
            f"{name}, line {line}: byte 0x{given[error.start]:02X} is neither UTF-8 nor {encoding}; "
            f"save the file again as UTF-8"
        ) from None
    except LookupError:
        raise WrongUse(
            f"{name} names an encoding that is not known, '{encoding}'; save it again as UTF-8"
        ) from None


def _cleaned(text: str) -> str:
    """Return a text without what can't be seen, its lines ended by a newline alone, as many as there were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\f", " ").replace("\v", " ")
    return HIDDEN.sub(" ", _UNSEEN.sub("", text))
