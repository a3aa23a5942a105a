"""What to do about a reference that leads nowhere: what became of the entity, or what may be meant instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from tracker_site.problems import in_words
from tracker_site.records.authority import Authority
from tracker_site.register.register import Register

_MOST = 5
"""How many entities are offered at once."""
_SERIAL = re.compile(r"-\d{1,3}")
"""By which one recommendation of an inspection is told from the next."""


def advice_on(register: Register, asking: str, target: str, nouns: frozenset[str]) -> str:
    """Return what became of an entity that a record names and that is not there, what is near it, or what to do."""
    for recommendation in register.recommendations:
        if target in recommendation.aliases:
            return f": it is a former id; write '{recommendation.id}'"
    if any(target == withdrawn.id for withdrawn in register.records.site.withdrawn):
        return ": it was withdrawn; remove the reference, or name what stands in its place"
    record, _, key = target.partition("/")
    if key and record in register.records.by_id:
        return _advice_within(register, record, key, nouns)
    if key in register.records.by_id:
        return f"; did you mean '{key}'?"
    known = list(_may_be_meant(register, asking, target, nouns))
    return _near(target, known) or _add_it(target, known)


def _advice_within(register: Register, record: str, key: str, nouns: frozenset[str]) -> str:
    known = (entity.address for entity in register.entities.values() if not nouns or entity.noun in nouns)
    within = {address.split("/")[1]: address for address in known if address.startswith(f"{record}/")}
    if hint := _near(key, list(within)):
        return hint.replace("'", f"'{record}/", 1)
    if within:
        return f"; name {in_words([*within.values()][:10])}, or add it there"
    return f"; nothing in '{record}' has that key; add it there"


def _may_be_meant(register: Register, asking: str, target: str, nouns: frozenset[str]) -> Iterator[str]:
    """Yield the entities that a record may have meant: never itself, and nothing of another council."""
    council = _council_in(register, target) or _council_of(register, asking)
    for entity in register.entities.values():
        theirs = _council_of(register, entity.record)
        if (
            (entity.noun in nouns if nouns else ("/" in entity.address) == ("/" in target))
            and entity.address != asking
            and (council is None or theirs is None or theirs == council)
        ):
            yield entity.address


def _council_in(register: Register, target: str) -> str | None:
    """Return the council with whose id the id of an entity begins."""
    known = (council.id for council in register.records.of_kind(Authority))
    return next((id for id in known if target.startswith((f"{id}-", f"{id}/"))), None)


def _council_of(register: Register, id: str) -> str | None:
    """Return the council that a record is about, if it is known."""
    council = register.records.council_of(id)
    return council if council in register.records.by_id else None


def _near(typed: str, known: Collection[str]) -> str:
    """Return what may be meant: what begins as was typed, else what has the same numbers and words most like it."""
    same = [one for one in known if one.casefold() == typed.casefold()]
    begun = [one for one in known if one.startswith(typed) and not _SERIAL.fullmatch(one[len(typed) :])]
    meant = same or (begun if len(begun) <= _MOST else []) or _most_alike(typed, known)
    return f"; did you mean {in_words(meant[:_MOST])}?" if meant else ""


def _most_alike(typed: str, known: Collection[str]) -> list[str]:
    """Return what has the same numbers and the words most like those typed; without numbers, other words."""
    words, numbers = _words_in(typed), _numbers_in(typed)
    # What has another number is as likely to be something else.
    likely = [one for one in known if (_numbers_in(one) == numbers if numbers else _words_in(one) != words)]
    near = get_close_matches(words, {_words_in(one) for one in likely}, n=1, cutoff=0.8)
    return [one for one in likely if [_words_in(one)] == near]


def _add_it(target: str, known: Collection[str]) -> str:
    """Return what to do where nothing is near, with what has another number, to be looked at."""
    alike = [one for one in known if _words_in(one) == _words_in(target)][:_MOST]
    if not alike:
        return "; add its record, or name one that exists"
    return f"; add its record, or name the one that is meant (with another number there is {in_words(alike)})"


def _words_in(id: str) -> str:
    return "-".join(re.findall("[a-z/]+", id.casefold()))


def _numbers_in(id: str) -> list[str]:
    return [number.lstrip("0") for number in re.findall("[0-9]+", id)]
