"""Rules on references: each names something that exists, and of the right kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from tracker_site.problems import did_you_mean, in_words, quoted
from tracker_site.register.contents import Contents, Reference, Word
from tracker_site.register.register import Register
from tracker_site.register.rules.advice import advice_on
from tracker_site.register.rules.context import Context, words_known
from tracker_site.register.warnings import Finding

_HOW_TO_NAME = {
    "body": "a body of an authority ('authority/key')",
    "part": "a part of a recommendation ('id/key')",
    "action": "an action ('id/key')",
    "item": "an item of a meeting ('meeting-id/item-key')",
}

_LINEAGE = frozenset({"repeats", "supersedes", "follows"})
"""Fields that name what came before a record."""


def names_what_is_there(contents: Contents, context: Context) -> bool:
    """Whether each entity and word that a record names is there, as for nearly all records."""
    nouns, words = context.structure.nouns, context.words
    return (
        all(_is_meant(one, contents.id, nouns.get(one.target)) for one in contents.references)
        and all(one.word in words[one.vocabulary] for one in contents.words)
        and all(one.link.target in nouns for one in contents.links)
    )


def _is_meant(reference: Reference, asking: str, noun: str | None) -> bool:
    return (
        noun is not None and (not reference.nouns or noun in reference.nouns) and reference.target != asking
    )


def check_names(register: Register, contents: Contents) -> Iterator[Finding]:
    """Yield every reference and word of a record, or of the settings, that is not there, with the nearest that is."""
    known = words_known(register)
    for reference in contents.references:
        if not _is_meant(reference, contents.id, register.structure.nouns.get(reference.target)):
            yield from _check_reference(register, contents.id, reference)
    for word in contents.words:
        if word.word not in known[word.vocabulary]:
            called, remedy, code = _refusal(register, word, known[word.vocabulary])
            hint = (
                _by_label(register, word) or did_you_mean(word.word, known[word.vocabulary]) or f"; {remedy}"
            )
            yield Finding(word.path, f"{quoted(word.word)} is not {called}{hint}", code)
    for path, link in contents.links:
        for _, message, code in _check_target(
            register, contents.id, Reference(path, link.target, frozenset())
        ):
            in_file = ("body",) if path == ("prose",) else path
            place = register.records.files[contents.id].place_in(in_file, link.line, link.fragment)
            yield Finding(place, message, code)


def _check_reference(register: Register, id: str, reference: Reference) -> Iterator[Finding]:
    if reference.target == id and (_LINEAGE | {"about"}).intersection(reference.path):
        other = "an earlier one" if reference.path[0] in _LINEAGE else "what it is about"
        yield Finding(reference.path, f"'{id}' names itself here; name {other}, or remove it", "names-itself")
    else:
        yield from _check_target(register, id, reference)


def _check_target(register: Register, id: str, reference: Reference) -> Iterator[Finding]:
    path, target, nouns = reference
    entity = register.entities.get(target)
    if entity is None and not register.records.is_broken(target):
        message = f"there is no {quoted(target)}{advice_on(register, id, target, nouns)}"
        yield Finding(path, message, "unknown-reference")
    elif entity and nouns and entity.noun not in nouns:
        wanted = _alternatives(_HOW_TO_NAME.get(noun, f"{_article(noun)} {noun}") for noun in sorted(nouns))
        message = f"'{target}' is {_article(entity.noun)} {entity.noun}; name {wanted} here"
        yield Finding(path, message, "wrong-kind")


def _by_label(register: Register, word: Word) -> str:
    """Return what is meant by a label, typed for the key that it is shown for."""
    labels = {
        "theme": register.records.site.themes,
        "status": {key: status.label for key, status in register.statuses.items()},
    }
    shown = labels.get(word.vocabulary, {})
    meant = (key for key, label in shown.items() if label.casefold() == word.word.casefold())
    return next((f"; did you mean '{key}'?" for key in meant), "")


def _refusal(register: Register, word: Word, known: Collection[str]) -> tuple[str, str, str]:
    """Return what a word of its vocabulary is called, what to do about one that is not known, and the code."""
    takes = f"it takes {in_words(known)}"
    match word.vocabulary:
        case "theme":
            key = "-".join(re.findall("[a-z0-9]+", word.word.casefold()))
            how = f", as '{key}: {word.word}', and name it '{key}' here" if key not in ("", word.word) else ""
            return "a theme", f"add it under 'themes' in site.yml{how}", "unknown-theme"
        case "status":
            takes = f"it takes {in_words(register.statuses)}"
            return "a status", f"{takes}; others are set under 'statuses' in site.yml", "unknown-status"
        case "common-status":
            return "a common status", takes, "unknown-status"
        case "clock":
            return "a clock", f"{takes}; others are set under 'clocks' in site.yml", "unknown-clock"
    return "the code of a warning", takes, "unknown-code"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _alternatives(phrases: Iterable[str]) -> str:
    *most, last = phrases
    return f"{', '.join(most)} or {last}" if most else last
