"""Personal names in running text: each is asked about that is not known to be of somebody who holds an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker_site.draft.findings import PersonFound
from tracker_site.draft.offices import PRIVATE_WORDS, holds_office, is_office_alone
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.questions import names_a_person
from tracker_site.draft.writing import Field

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?)\b\.?"
_TITLED = re.compile(rf"\b{_TITLE}(?: and {_TITLE})?(?: [A-Z]\.?(?= )| [A-Z][\w’'-]+){{1,4}}")
_PRIVATE = (
    rf"(?:,|\(|–|-)? ?(?:who (?:is|was) )?(?:an? |the )?(?:[\w’'-]+ ){{0,3}}?(?:{PRIVATE_WORDS}|aged \d+)\b"
)
_IS_PRIVATE = re.compile(rf"\s*{_PRIVATE}", re.I)
_UNTITLED = re.compile(
    r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]*"
    rf"(?=(?:, | \()(?i:(?:an? |the )?(?:[\w’'-]+ ){{0,3}}?(?:{PRIVATE_WORDS}|aged \d+)\b))"
)
_WITH_AGE = re.compile(r"\b[A-Z][a-z’'-]+(?=,? \(?aged \d)")
_OFFICE_BEHIND = re.compile(r"\s*(?:,|\(|–|-)\s*(?:the |our |its )?(?P<office>[A-Z][^,.;()]{2,80})")
_OFFICE_BEFORE = re.compile(r"(?P<office>(?:[A-Z][\w’'&-]* (?:and |of |for |the )*)+)$")
_TITLED_AS_MAN = re.compile(r"Mr\b")
_MAY_NAME = frozenset(("name", "moved_by", "seconded_by"))


Named = tuple[str, int]
"""A personal name as the minutes print it, and the line where it stands first."""


def private_names(paragraphs: Iterable[Paragraph], people: Sequence[PersonFound]) -> tuple[Named, ...]:
    """Return the names of persons who are not known to hold an office, each once."""
    found: dict[str, int] = {}
    for each in paragraphs:
        for words in _names_in(each, people):
            found.setdefault(words, each.line)
    return tuple(found.items())


def ask_about_names(fields: Sequence[Field], names: Sequence[Named]) -> list[Field]:
    """Return fields with a question above each in which one of the names stands."""
    return [_asked(field, names) for field in fields] if names else list(fields)


def _asked(field: Field, names: Sequence[Named]) -> Field:
    value = field.value
    here = [*field.below, value] if isinstance(value, str) else list(field.below)
    said = " ".join(" ".join(here).split())
    if isinstance(value, tuple):
        field = replace(field, value=tuple(_asked(one, names) for one in value))
    elif isinstance(value, list) and not all(isinstance(one, str) for one in value):
        field = replace(
            field, value=[ask_about_names(one, names) for one in value if not isinstance(one, str)]
        )
    standing = [] if field.name in _MAY_NAME else [one for one in names if one[0] in said]
    standing = [
        one for one in standing if not any(one[0] in longer and one[0] != longer for longer, _ in standing)
    ]
    return replace(field, notes=(*field.notes, names_a_person(standing))) if standing else field


def _names_in(place: Paragraph, people: Sequence[PersonFound]) -> Iterator[str]:
    text = place.text
    for match in _TITLED.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if _IS_PRIVATE.match(behind) or not (_has_office(before, behind) or _is_one_of(match[0], people)):
            yield match[0]
    yield from (match[0] for match in _UNTITLED.finditer(text) if not is_office_alone(match[0]))
    yield from (match[0] for match in _WITH_AGE.finditer(text))


def _has_office(before: str, behind: str) -> bool:
    """Whether the minutes print an office right beside a name."""
    offices = (_OFFICE_BEHIND.match(behind), _OFFICE_BEFORE.search(before[-90:]))
    return any(found is not None and holds_office(found["office"]) for found in offices)


def _is_one_of(name: str, people: Iterable[PersonFound]) -> bool:
    """Whether a name is that of an office holder who is listed: the same surname, and no other first name."""
    *given, surname = re.sub(_TITLE, "", name).split()
    for person in people:
        words = re.sub(_TITLE, "", person.name or "").split()
        is_elected = person.capacity == "member" and not re.search(rf"\b{_TITLE}", person.name or "")
        addressed = {
            _TITLED_AS_MAN.match(one) is None for one in (name, person.name or "") if _has_title(one)
        }
        if words and words[-1] == surname and not is_elected and len(addressed) < 2:
            return not given or len(words) == 1 or given[0][0] == words[0][0]
    return False


def _has_title(name: str) -> bool:
    return re.match(r"(?:Mr|Mrs|Ms|Miss)\b", name) is not None
