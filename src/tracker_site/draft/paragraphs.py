"""From lines to paragraphs: labels told from text, and lines that were only wrapped joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tracker_site.draft.days import starts_with_day
from tracker_site.draft.reading import Typed
from tracker_site.draft.saved_page import Line, read_page
from tracker_site.project import WrongUse

LONGEST = 30_000  # characters of a paragraph

Style = Literal["", "bullet", "letter", "roman", "number", "decimal", "plain"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an entry of a list."""

    file: str
    line: int
    """Where it starts, from 1, in the file that was given."""
    text: str
    label: str = ""
    """Its label without brackets and stops: "a", "iv", "21"; "•" for every sort of bullet."""
    style: Style = ""
    """What sort of label it has: `decimal` is 3.2, `plain` a number with neither stop nor bracket."""
    is_heading: bool = False
    """Whether a tag says so, or capitals."""
    cells: tuple[str, ...] = ()
    """Where it is a row of a table, its cells."""
    link: str = ""


_BULLET = re.compile(r"(?:[·•▪■◾‣○●◦Ø➢➤✓*\uf0b7\uf0a7\uf0d8–—-]|o(?=\t| {2}))[ \t]+(?=\S)")
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})\.?[ \t]+(?=[A-Z“\"'‘(])")
_BRACKETED = re.compile(r"\((\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])\)[ \t]*(?=\S)")
_STOPPED = re.compile(
    r"(\d{1,4}[A-Za-z]?|[a-z]{1,2}|[ivxl]{1,6})(?:\)[ \t]*|\.[ \t]+|:[ \t]+(?=[A-Z]))(?=\S)"
)
_NUMBERED_MINUTE = re.compile(
    r"(?:(?:Agenda )?Item|Minute(?: No\.?)?|Eitem) (\d{1,4}[a-z]?)[.:]?[ \t]*(?:[–—:-][ \t]*)?(?=[A-Z])"
    r"|([A-Z]{1,6}[./-]?\d{1,4}(?:[./-]\d{1,4})?|\d{1,4}/\d{2,4})[.:]?[ \t]+(?=[A-Z])"
)
_PLAIN = re.compile(r"(\d{1,4}[A-Z]?)[ \t]+(?=[A-Z“\"'‘])")
_ALONE = re.compile(r"\(?(\d{1,4}[a-z]?|[a-z]{1,2}|[ivxl]{1,6})[.)]\.?")
_FRAGMENT = re.compile(r"[\W_]*[a-z0-9]{0,4}[).]?")
_PAGE_NUMBER = re.compile(r"(?:Page |Tudalen )?\d{1,4}(?: (?:of|o) \d{1,4})?|- ?\d{1,4} ?-", re.I)
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def paragraphs_of(typed: Typed) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text or of a saved page, in their order."""
    if typed.is_page:
        found = [_labelled(typed.name, line) for line in read_page(typed.text)]
    else:
        found = list(_unwrapped(typed))
    _refuse_long(typed, found)
    if found and _FRAGMENT.fullmatch(found[-1].text) and not found[-1].label:
        del found[-1]  # a label or a word of which the rest is missing
    return tuple(_with_labels_joined(_without_page_numbers(found)))


def _refuse_long(typed: Typed, found: Iterable[Paragraph]) -> None:
    """Raise `WrongUse` where a paragraph is longer than any in minutes: the time to read it grows with its square."""
    for each in found:
        if len(each.text) > LONGEST:
            raise WrongUse(
                f"{typed.name}, line {each.line}: this paragraph has more than {LONGEST:,} characters; "
                f"save the minutes again with an empty line between paragraphs"
            )


def _unwrapped(typed: Typed) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text, those joined that were broken into lines of one width."""
    lines = typed.text.split("\n")
    width = max(map(len, lines), default=0)
    is_wrapped = 40 <= width <= 120
    kept: Paragraph | None = None
    last = ""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            yield from _given(kept)
            kept, last = None, ""
            continue
        this = _labelled(typed.name, Line(number, line.strip()))
        if kept and _goes_on(kept, last, this, width if is_wrapped else 0):
            kept = replace(kept, text=f"{kept.text} {line.strip()}", is_heading=False)
        else:
            yield from _given(kept)
            kept = this
        last = line.rstrip()
    yield from _given(kept)


def _given(kept: Paragraph | None) -> Iterator[Paragraph]:
    if kept:
        yield replace(kept, text=" ".join(kept.text.split()))


def _goes_on(kept: Paragraph, last: str, this: Paragraph, width: int) -> bool:
    """Whether a line is more of the paragraph above, of whose last line the text and all lines' width are known."""
    if this.style or this.cells or kept.cells or this.is_heading or kept.is_heading:
        return False
    if re.fullmatch(r"\(\w{0,4}", this.text):
        return False  # a label of which the rest is missing
    if this.text[:1].islower() and not last.endswith((".", ":", ";")):
        return True
    return bool(width) and len(last) >= width * 0.75 and not last.endswith(":")


def _labelled(file: str, line: Line) -> Paragraph:
    text = line.text.replace("\xa0", " ").strip()
    label, style, rest = split_label(text)
    if line.label and not label:
        label, style, _ = split_label(f"{line.label} x")
    cells = tuple(cell.strip() for cell in text.split("\t")) if "\t" in text and style != "bullet" else ()
    if style and len(cells) < 3:
        cells = ()
    is_heading = line.is_heading or is_in_capitals(rest)
    return Paragraph(file, line.number, " ".join(rest.split()), label, style, is_heading, cells, line.link)


def split_label(text: str) -> tuple[str, Style, str]:
    """Return the label of a text, what sort of label it is, and the rest; of a text without one, the text."""
    if match := _BULLET.match(text):
        return "•", "bullet", text[match.end() :]
    if starts_with_day(text):
        return "", "", text
    for pattern, style in _LABELS:
        if match := pattern.match(text):
            label = next(filter(None, match.groups()))
            return label, _style_of(label) if style == "" else style, text[match.end() :]
    return "", "", text


_LABELS: tuple[tuple[re.Pattern[str], Style], ...] = (
    (_DECIMAL, "decimal"),
    (_NUMBERED_MINUTE, "plain"),
    (_BRACKETED, ""),
    (_STOPPED, ""),
    (_PLAIN, "plain"),
)


def _style_of(label: str) -> Style:
    if label[0].isdigit():
        return "number"
    if _ROMAN.fullmatch(label) and label not in ("l", "v", "x"):
        return "roman"
    return "letter"


def is_in_capitals(text: str) -> bool:
    """Whether a line is typed in capitals, as headings are: at least two words, or one long one."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return (
        len(letters) >= 6 and len(text) <= 200 and capitals >= 0.9 * len(letters) and not text.endswith(".")
    )


def _without_page_numbers(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    return (each for each in found if each.label or not _PAGE_NUMBER.fullmatch(each.text))


def _with_labels_joined(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, a label that stands on a line of its own joined to the text below it."""
    waiting: Paragraph | None = None
    for each in found:
        if not each.label and _ALONE.fullmatch(each.text):
            waiting = each
            continue
        if waiting and not each.label:
            label, style, _ = split_label(f"{waiting.text} x")
            yield replace(each, line=waiting.line, label=label, style=style or "number")
        else:
            yield each
        waiting = None
