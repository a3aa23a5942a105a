"""Rules on references: each names something that exists, and of the right kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from tracker_site.problems import Place, did_you_mean, in_words, quoted
from tracker_site.records.walk import Path
from tracker_site.register.contents import Contents, Reference, Word
from tracker_site.register.findings import Finding, found
from tracker_site.register.register import Register
from tracker_site.register.rules.advice import advice_on
from tracker_site.register.rules.context import Context, words_known
from tracker_site.source.markup import RecordLink

_HOW_TO_NAME = {
    "body": "a body of an authority ('authority/key')",
    "part": "a part of a recommendation ('id/key')",
    "action": "an action ('id/key')",
    "item": "an item of a meeting ('meeting-id/item-key')",
}

_LINEAGE = frozenset({"repeats", "supersedes", "follows"})
"""Fields that name what came before a record."""


Unresolved = tuple[Reference | Word, ...]
"""What a record names and what is not there, or is no such thing."""


def unresolved_in(contents: Contents, context: Context) -> Unresolved:
    """Return the references, links and words of a record, or of the settings, that are not resolved: mostly none."""
    nouns, words = context.structure.nouns, context.words
    return (
        *(one for one in contents.references if not _is_meant(one, contents.id, nouns.get(one.target))),
        *(one for one in contents.words if one.word not in words[one.vocabulary]),
    )


def _is_meant(reference: Reference, asking: str, noun: str | None) -> bool:
    is_itself = reference.target == asking and not reference.link
    return noun is not None and (not reference.nouns or noun in reference.nouns) and not is_itself


def check_names(register: Register, id: str, unresolved: Unresolved) -> Iterator[Finding]:
    """Yield every reference and word of a record that is not resolved, with the nearest that is there."""
    for one in unresolved:
        yield from (
            _check_word(register, one) if isinstance(one, Word) else _check_reference(register, id, one)
        )


def _check_word(register: Register, word: Word) -> Iterator[Finding]:
    known = words_known(register)[word.vocabulary]
    called, remedy, code = _refusal(register, word, known)
    hint = _by_label(register, word) or did_you_mean(word.word, known) or f"; {remedy}"
    yield Finding(word.path, f"{quoted(word.word)} is not {called}{hint}", code)


def _check_reference(register: Register, id: str, reference: Reference) -> Iterator[Finding]:
    path, target, nouns, link = reference
    entity = register.entities.get(target)
    where = path if link is None else _place_of_link(register, id, path, link)
    if target == id and (_LINEAGE | {"about"}).intersection(path):
        other = "an earlier one" if path[0] in _LINEAGE else "what it is about"
        yield found(path, "names-itself", id, other)
    elif entity is None and not register.records.is_broken(target):
        advice = advice_on(register, id, target, nouns)
        yield found(where, "unknown-reference", quoted(target), advice)
    elif entity and nouns and entity.noun not in nouns:
        wanted = _alternatives(_HOW_TO_NAME.get(noun, f"{_article(noun)} {noun}") for noun in sorted(nouns))
        yield found(where, "wrong-kind", target, f"{_article(entity.noun)} {entity.noun}", wanted)


def _place_of_link(register: Register, id: str, path: Path, link: RecordLink) -> Place:
    in_file = ("body",) if path == ("prose",) else path
    return register.records.files[id].place_in(in_file, link.line, link.fragment)


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
