"""What all records are made of: the types of their fields and the model that refuses what it does not know.

Each type takes the text that was typed and gives what the field means, or a `ValueError` that says what to
write instead. The text under a field says what it is for; the reference and the schemas are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from tracker_site.dates import FORMS, PartialDate, parse_date
from tracker_site.problems import quoted
from tracker_site.source.markup import Prose, TextRefused, is_web_address, to_prose
from tracker_site.source.site_address import FILE, find_objection_to_site

CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a"
"""Quotes as Word types them, which hold no text together in YAML."""
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060]")
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_OTHER_DATES = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})",
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?",
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[A-Za-z]{3,9}) (?P<year>\d{4})",
    )
)
"""Dates as letters write them, and as this site does but for noughts and dashes."""
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_KEY = r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*"
_ID = r"[a-z0-9]+(?:-+[a-z0-9]+)*"


class Model(BaseModel):
    """A mapping that an editor writes: frozen, and closed to fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    noun: ClassVar[str] = ""
    """What it is called as a thing that others may refer to; nothing where they may not."""


def _name(text: str) -> str:
    text = text.rstrip("\n")  # a folded text (`>`) ends with one
    if hidden := _ZERO_WIDTH.search(text):
        raise _unfit(f"holds a hidden character (U+{ord(hidden[0]):04X}); type it anew without it")
    if "\n" in text:
        raise _unfit("takes one line; write it as one")
    if len(text) > 500:
        raise _unfit(f"takes at most 500 characters, not {len(text)}; shorten it")
    return text


def _unfit(fault: str) -> PydanticCustomError:
    """Return the error of a value whose sentence begins with the name of its field."""
    return PydanticCustomError("unfit", "{fault}", {"fault": fault})


def _one_value(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    return value


def _date(value: object) -> PartialDate:
    typed = _one_value(value)
    try:
        return _within_reason(parse_date(typed))
    except ValueError as wrong:
        raise PydanticCustomError("bad_date", "{why}", {"why": _why_no_date(typed, str(wrong))}) from None


def _within_reason(when: PartialDate) -> PartialDate:
    for day in (when.earliest, when.latest):
        if day and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(
                f"'{when.text}' is not a likely year; a date here is from {_FIRST_YEAR} to {_LAST_YEAR}"
            )
    return when


def _why_no_date(typed: str, fault: str) -> str:
    """Return what to write instead of a text that is no date."""
    if not re.search("[0-9]", typed):
        return (
            f"{quoted(typed)} is not a date; write one as in 2022-07-06, 2022-07 or 2022, or 'unknown' where the "
            f"source does not say when"
        )
    if meant := _iso(typed):
        return f"'{typed}' is not a date here; did you mean {meant}?"
    return f"{quoted(typed)} is not a date here; write one of {FORMS}" if FORMS in fault else fault


def _iso(typed: str) -> str | None:
    """Return a date as this site writes it that was typed as letters are dated."""
    typed = typed.strip(CURLY)
    found = next((match for form in _OTHER_DATES if (match := form.fullmatch(typed))), None)
    if not found:
        return None
    day, month, year = (found[name] for name in ("day", "month", "year"))
    number = int(month) if month.isdecimal() else _MONTHS.find(month[:3].casefold()) // 3 + 1
    try:
        return _within_reason(parse_date(f"{year}-{number:02}" + (f"-{int(day):02}" if day else ""))).text
    except ValueError:
        return None


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value  # as the data of a tracker has it; YAML gives texts alone
    answers = {"true": True, "yes": True, "false": False, "no": False}
    typed = _one_value(value)
    if typed not in answers:
        raise ValueError(f"{quoted(typed)} is no answer here; write 'yes' or 'no'")
    return answers[typed]


def _count(value: object) -> int:
    if type(value) is int:
        value = str(value)  # as the data of a tracker has it
    typed = _one_value(value)
    if not re.fullmatch(r"[0-9]+", typed, re.ASCII):
        raise ValueError(f"{quoted(typed)} is not a whole number; write it in digits alone, as in 12")
    if len(typed) > 4:
        raise ValueError(f"{quoted(typed)} is too large; a number here has at most four digits")
    return int(typed)


def one_or_many(value: object) -> object:
    """Return a list of one for a text that stands by itself, else what was typed."""
    return [value] if isinstance(value, str) else value


def _one_or_many_references(value: object) -> object:
    if isinstance(value, str) and "," in value:
        raise ValueError(
            f"{quoted(value)} names more than one; put them in square brackets, as in [one, two]"
        )
    return one_or_many(value)


def _web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError(
            f"{quoted(text)} is not a web address; write it whole, as in 'https://www.example.org/'"
        )
    return text


def _site_address(text: str) -> str:
    if objection := find_objection_to_site(text):
        raise ValueError(objection)
    return text


def _prose(top_heading: int) -> PlainValidator:
    def convert(value: object) -> Prose:
        try:
            return to_prose(_one_value(value), top_heading)
        except TextRefused as refused:
            raise PydanticCustomError(
                "text_refused", "this text is refused", {"faults": refused.faults}
            ) from None

    return PlainValidator(convert)


def _pattern(pattern: str, what: str, remedy: str) -> AfterValidator:
    matches = re.compile(pattern).fullmatch

    def check(text: str) -> str:
        if not matches(text):
            meant = _slug(text)
            hint = f"did you mean '{meant}'?" if meant and matches(meant) else remedy
            raise ValueError(f"{quoted(text)} is not {what}; {hint}")
        return text

    return AfterValidator(check)


def _slug(text: str) -> str | None:
    """Return what was meant by words or the name of a file where an id or a key is wanted."""
    text = re.sub(r"^(?:.*/)?([^/]+)\.(?:yml|yaml|md)$", r"\1", text.strip(CURLY).casefold())
    if not re.fullmatch(r"[a-z0-9 _/-]{1,80}", text):
        return None
    return "/".join(re.sub("[ _-]+", "-", step).strip("-") for step in text.split("/"))


@dataclass(frozen=True, slots=True)
class Names:
    """What a key or an id names, so that an editor can be offered what there is: "authority", "status"."""

    what: str


class Refers:
    """Marks the text of a field as the id of a record, or of an entity within one, of one of some nouns."""

    def __init__(self, *nouns: str) -> None:
        """Without nouns it may name anything."""
        self.nouns = frozenset(nouns)


@dataclass(frozen=True, slots=True)
class OrTyped:
    """A shorter form in which an editor may type a value."""

    hint: Any


@dataclass(frozen=True, slots=True, eq=False)
class AsTyped:
    """The JSON Schema of what an editor types, as another reader of YAML sees it.

    There `20` is a number and `true` is a truth; here both are text until a field asks for a type.
    """

    schema: Mapping[str, Any]


def _some_text(pattern: str, *examples: str, also: Sequence[str] = (), **more: Any) -> AsTyped:
    """Return the schema of a text; a pattern says nothing of numbers, so what holds for them comes as `more`."""
    types = ["string", *also]
    return AsTyped(
        {
            "type": types if also else "string",
            "pattern": f"^(?:{pattern})$",
            **more,
            **({"examples": list(examples)} if examples else {}),
        }
    )


_ONE_LINE = r"(?=.*\S)[^\n\u00ad\u200b-\u200d\u2060]{1,500}\n*"
_POINT = r"(?:1[89]|2[01])\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_SOME_DATE = rf"unknown|{_POINT}(?:/(?:{_POINT}|\.\.))?|\.\./{_POINT}"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?(?::[0-9]+)?"
_ADDRESS = rf"[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(?:[/?#][^\s\\<>\"]*)?"
_FOLDER = r"(?!\.{1,2}(?:/|$))[^\s\\<>\"?#/]+"
_SITE_ADDRESS = rf"(?!.*%20|.*[^/]/{FILE}/*$)[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(?:/{_FOLDER})*/*"
_MAILBOX = r"[^@\s<>\"'&?]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+"
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_COLOUR = "#[0-9A-Fa-f]{6}"
_NUMBER_AS_KEY: dict[str, Any] = {"also": ("integer", "boolean"), "minimum": 0, "maxLength": 80}

Words = Annotated[str, AfterValidator(_name), _some_text(_ONE_LINE, also=("number", "boolean"))]
"""One line of plain words: a title, a name, an office."""

Key = Annotated[
    str,
    StringConstraints(max_length=80),
    _pattern(_KEY, "a key", "a key is made of letters, digits and hyphens, as in 'legal-advice'"),
    _some_text(_KEY, "legal-advice", **_NUMBER_AS_KEY),
]
"""What a thing within a record is called in its address."""

Id = Annotated[
    str,
    StringConstraints(max_length=80),
    _pattern(_ID, "an id", "an id is the name of a record's file without its ending"),
    _some_text(_ID, "examplebury-ilacs-2022", **_NUMBER_AS_KEY),
]
"""The id of a record: the name of its file without the ending."""

IdOrAction = Annotated[
    str,
    Refers(),
    _pattern(
        f"{_ID}(?:/{_KEY})?",
        "an id",
        "an id is the name of a record's file without its ending, for an action with '/' and its key behind it",
    ),
    _some_text(f"{_ID}(?:/{_KEY})?", "examplebury-visit-2025-2", also=("integer", "boolean"), minimum=0),
]
"""The id of a record, or of an action within one."""

Reference = Annotated[
    str,
    Refers(),
    _pattern(f"{_ID}(?:/{_KEY})?", "a reference", "write the id of a record, or 'id/key' for a thing in it"),
    _some_text(f"{_ID}(?:/{_KEY})?", "examplebury-ilacs-2022-1", also=("integer", "boolean"), minimum=0),
]
"""What names another record (`id`) or a thing within it (`id/key`)."""

References = Annotated[tuple[Reference, ...], BeforeValidator(_one_or_many_references), OrTyped(Reference)]
"""One reference, or a list of them."""

Recommendations = Annotated[References, Refers("recommendation")]
"""Recommendations: one of them, or a list."""

DATED = ("inspection", "inquiry", "meeting", "plan", "update")
"""The nouns of records with a date, of which an order can be stated."""

ORIGINS = ("inspection", "inquiry", "meeting")
"""The nouns of what a recommendation comes from."""

Origins = Annotated[References, Refers(*ORIGINS), Names("origin")]
"""Inspections, inquiries or meetings: one of them, or a list."""

SomeWords = Annotated[tuple[Words, ...], BeforeValidator(one_or_many), OrTyped(Words)]
"""One name, or a list of them."""

AuthorityId = Annotated[Id, Refers("authority"), Names("authority")]
"""The id of a council."""

OriginId = Annotated[Id, Refers(*ORIGINS), Names("origin")]
"""The id of an inspection, an inquiry or a meeting."""

BodyReference = Annotated[Reference, Refers("body"), Names("body")]
"""A body of a council: `authority/key`."""

MeasureReference = Annotated[Reference, Refers("measure"), Names("measure")]
"""The id of a measure."""

# Whether they are known is asked once the settings are read: only then can the word be told that was meant.
_KnownKey = Annotated[str, AfterValidator(_name), _some_text(_KEY, "legal-advice", **_NUMBER_AS_KEY)]

StatusKey = Annotated[_KnownKey, Names("status")]
"""A common status, or one of the council's own words."""

CommonStatusKey = Annotated[_KnownKey, Names("common-status")]
"""A common status."""

ThemeKey = Annotated[_KnownKey, Names("theme")]
"""A theme of `site.yml`."""

ClockKey = Annotated[_KnownKey, Names("clock")]
"""A clock of `site.yml`, or one that is built in."""

WarningCode = Annotated[Words, Names("warning")]
"""The code of a warning."""

ClockStart = Annotated[Words, Names("start")]
"""A date of a record from which a clock can run."""

When = Annotated[
    PartialDate,
    PlainValidator(_date),
    PlainSerializer(lambda when: when.text, return_type=str),
    _some_text(
        _SOME_DATE, "2022-07-06", "2022-07", also=("integer",), minimum=_FIRST_YEAR, maximum=_LAST_YEAR
    ),
]
"""A date as exact as the source."""

YesNo = Annotated[
    bool, PlainValidator(_yes_or_no), AsTyped({"enum": ["yes", "no", "true", "false", True, False]})
]
"""`yes` or `no`."""

Count = Annotated[
    int,
    PlainValidator(_count),
    _some_text("[0-9]{1,4}", "12", also=("integer",), minimum=0, maximum=9999),
]
"""A whole number, from nought."""

WebAddress = Annotated[
    str, AfterValidator(_web_address), _some_text(_ADDRESS, "https://www.examplebury.example/")
]
"""A whole web address."""

SiteAddress = Annotated[
    str, AfterValidator(_site_address), _some_text(_SITE_ADDRESS, "https://tracker.examplebury.example/")
]
"""The web address of a site, behind which those of its pages are written."""

Uuid = Annotated[
    str,
    _pattern(_UUID, "a UUID", "copy one whole, as in '9b2f6f0e-5c1d-4c57-9a57-3c0d8c1f7a42'"),
    _some_text(_UUID, "9b2f6f0e-5c1d-4c57-9a57-3c0d8c1f7a42"),
]
"""A UUID: an id that nothing else in the world has."""

Email = Annotated[
    str,
    _pattern(_MAILBOX, "an e-mail address", "write it as in 'name@example.org'"),
    _some_text(_MAILBOX, "scrutiny@examplebury.example"),
]
"""An e-mail address."""

Colour = Annotated[
    str, _pattern(_COLOUR, "a colour", "write it as in '#1d4f91', in quotes"), _some_text(_COLOUR, "#1d4f91")
]
"""A colour as `#rrggbb`."""

_SOME_PROSE = AsTyped(
    {"type": ["string", "number", "boolean"], "pattern": r"\S", "examples": ["What was said, in a sentence."]}
)

_AS_MARKDOWN = PlainSerializer(lambda text: text.source, return_type=str)

Body = Annotated[Prose, _prose(2), _AS_MARKDOWN, _SOME_PROSE]
"""The Markdown of a file, shown under the page's own heading."""

Text = Annotated[Prose, _prose(4), _AS_MARKDOWN, _SOME_PROSE]
"""Markdown within a record, shown under the headings of the page."""

SourceKind = Literal["minutes", "report", "letter", "decision-notice", "motion", "press", "web", "other"]


class Source(Model):
    """A document that supports what the record says."""

    title: Words = Field(examples=["Minutes of the Scrutiny Board, 6 July 2022"])
    """The title of the document."""
    url: WebAddress | None = Field(default=None, examples=["https://www.examplebury.example/minutes.pdf"])
    """Where it can be read."""
    kind: SourceKind | None = None
    """What sort of document it is."""
    published: When | None = None
    """When it was published."""
    note: Text | None = Field(default=None, examples=["Appendix 2."])
    """What to know about it: which part, which version."""


class Record(Model):
    """What every record has."""

    id: Id
    """Its id: the name of its file."""
    prose: Body
    """A summary."""
    sources: tuple[Source, ...] = ()
    """The documents that support the record."""
    accepts: tuple[WarningCode, ...] = Field(default=(), examples=[["quiet"]])
    """Codes of warnings that an editor has read and accepts for this record."""


class Dated(Record):
    """A record of something that took place, or was said, on some day."""

    after: Annotated[References, Refers(*DATED)] = Field(default=(), examples=[["examplebury-council-2022"]])
    """Records that a source says are earlier, also where it gives no day: they narrow the bounds of the date."""
    before: Annotated[References, Refers(*DATED)] = Field(default=(), examples=[["examplebury-cabinet-2022"]])
    """Records that a source says are later."""


Flag = Annotated[bool, Strict()]
"""True or false, and nothing that is only like it."""

UNPUBLISHED = Field(exclude=True)
"""Marks a field that serves the site alone and is in none of its data."""

NOT_TYPED = frozenset({"id", "prose"})
"""Fields of a record that come from its file, not from what is typed in it."""
