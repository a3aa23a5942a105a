"""Rules on references: each names something that exists, and of the right kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from tracker_site.memory import Memory
from tracker_site.problems import Place, Problems, did_you_mean, in_words, quoted
from tracker_site.register.clocks import clock_keys
from tracker_site.register.contents import Contents, TextLink, Word, links_of
from tracker_site.register.references import Reference
from tracker_site.register.register import Register
from tracker_site.register.rules.advice import advice_on

_HOW_TO_NAME = {
    "body": "a body of an authority ('authority/key')",
    "part": "a part of a recommendation ('id/key')",
    "action": "an action ('id/key')",
    "item": "an item of a meeting ('meeting-id/item-key')",
}


_LINEAGE = frozenset({"repeats", "supersedes", "follows"})
"""Fields that name what came before a record."""


def check_names(register: Register, problems: Problems, memory: Memory) -> None:
    """Note every reference, theme, status and clock that is not there, with the nearest that is."""
    known = _words_known(register)
    contents = list(register.contents.values())
    words = memory.settled("words", {noun: frozenset(words) for noun, words in known.items()})
    same = [[one] * len(contents) for one in (register.structure.nouns, words)]
    sound = memory.recall_each(_names_what_is_there, contents, *same)
    for one in (one for one, is_sound in zip(contents, sound, strict=True) if not is_sound):
        _check_record(register, one, known, problems)
    _check_links(register, "site", links_of(register.records.site), problems)
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        if withdrawn.to:
            at = partial(register.records.place, "site", "withdrawn", n, "to")
            _check_target(register, "site", withdrawn.to, frozenset(), at, problems)


def _names_what_is_there(
    contents: Contents, nouns: Mapping[str, str], words: Mapping[str, Collection[str]]
) -> bool:
    """Whether each thing and word that a record names is there, as for nearly all records."""
    id = contents.outline.id
    return (
        all(_is_meant(one, id, nouns) for one in contents.references)
        and all(one.word in words[one.noun] for one in contents.words)
        and all(one.link.target in nouns for one in contents.links)
    )


def _is_meant(reference: Reference, asking: str, nouns: Mapping[str, str]) -> bool:
    noun = nouns.get(reference.target)
    return (
        noun is not None and (not reference.nouns or noun in reference.nouns) and reference.target != asking
    )


def _check_record(
    register: Register, contents: Contents, known: Mapping[str, Collection[str]], problems: Problems
) -> None:
    id = contents.outline.id
    for reference in contents.references:
        if not _is_meant(reference, id, register.structure.nouns):
            _check_reference(register, id, reference, problems)
    for word in contents.words:
        if word.word not in known[word.noun]:
            _refuse_word(register, id, word, known[word.noun], problems)
    _check_links(register, id, contents.links, problems)


def _check_reference(register: Register, id: str, reference: Reference, problems: Problems) -> None:
    at = partial(register.records.place, id, *reference.path)
    if reference.target == id and (_LINEAGE | {"about"}).intersection(reference.path):
        other = "an earlier one" if reference.path[0] in _LINEAGE else "what it is about"
        problems.error(at(), f"'{id}' names itself here; name {other}, or remove it", "names-itself")
    else:
        _check_target(register, id, reference.target, reference.nouns, at, problems)


def _check_target(
    register: Register,
    asking: str,
    target: str,
    nouns: frozenset[str],
    at: Callable[[], Place],
    problems: Problems,
) -> None:
    """Note a reference that is wrong; where it stands is asked `at` only then, as nearly all are right."""
    thing = register.things.get(target)
    if thing is None and not register.records.is_broken(target):
        problems.error(
            at(),
            f"there is no {quoted(target)}{advice_on(register, asking, target, nouns)}",
            "unknown-reference",
        )
    elif thing and nouns and thing.noun not in nouns:
        wanted = _alternatives(_HOW_TO_NAME.get(noun, f"{_article(noun)} {noun}") for noun in sorted(nouns))
        message = f"'{target}' is {_article(thing.noun)} {thing.noun}; name {wanted} here"
        problems.error(at(), message, "wrong-kind")


def _check_links(register: Register, id: str, links: Iterable[TextLink], problems: Problems) -> None:
    for one in links:
        in_file = ("body",) if one.path == ("prose",) else one.path
        at = partial(register.records.files[id].place_in, in_file, one.link.line, one.link.fragment)
        _check_target(register, id, one.link.target, frozenset(), at, problems)


def _words_known(register: Register) -> Mapping[str, Collection[str]]:
    """Return the words that the settings know, by their nouns."""
    site = register.records.site
    return {
        "theme": site.themes,
        # One whose own meaning is unknown is to blame there.
        "status": {**register.statuses, **site.statuses},
        "clock": clock_keys(site),
    }


def _refuse_word(register: Register, id: str, word: Word, known: Collection[str], problems: Problems) -> None:
    remedy, code = _remedy(register, word, known)
    hint = _by_label(register, word) or did_you_mean(word.word, known) or f"; {remedy}"
    place = register.records.place(id, *word.path)
    problems.error(place, f"{quoted(word.word)} is not a {word.noun}{hint}", code)


def _by_label(register: Register, word: Word) -> str:
    """Return what is meant by a label, typed for the key that it is shown for."""
    labels = {
        "theme": register.records.site.themes,
        "status": {key: status.label for key, status in register.statuses.items()},
    }
    shown = labels.get(word.noun, {})
    meant = (key for key, label in shown.items() if label.casefold() == word.word.casefold())
    return next((f"; did you mean '{key}'?" for key in meant), "")


def _remedy(register: Register, word: Word, known: Collection[str]) -> tuple[str, str]:
    """Return what to do about a word that is not known, and the code of the mistake."""
    if word.noun == "theme":
        key = "-".join(re.findall("[a-z0-9]+", word.word.casefold()))
        how = f", as '{key}: {word.word}', and name it '{key}' here" if key not in ("", word.word) else ""
        return f"add it under 'themes' in site.yml{how}", "unknown-theme"
    if word.noun == "status":
        words = in_words(register.statuses)
        return f"it takes {words}; others are set under 'statuses' in site.yml", "unknown-status"
    return f"it takes {in_words(known)}; others are set under 'clocks' in site.yml", "unknown-clock"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _alternatives(phrases: Iterable[str]) -> str:
    *most, last = phrases
    return f"{', '.join(most)} or {last}" if most else last
