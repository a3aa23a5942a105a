"""Two versions of a text: a slip that was mended, other words for the same, or another fact; and where they differ.

A text says another fact where it gives another number or name, or says no where it said yes. What is in doubt counts
as another fact: whoever reads a correction looks twice, whoever reads "wording" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tracker_site.source.characters import fold_characters, join_divided_words

Change = Literal["slip", "wording", "fact"]
"""What became of a text: a slip was mended, it was put otherwise, or it says another fact."""

_MOST_QUOTED = 160
"""The characters of a text that is quoted whole where it differs; of a longer one, the places are."""

_TEENS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty"
)
_TENS = "thirty|forty|fifty|sixty|seventy|eighty|ninety"
_DIGITS = {
    **{word: str(number) for number, word in enumerate(_TEENS.split("|"))},
    **{word: f"{tens}0" for tens, word in enumerate(_TENS.split("|"), 3)},
}
_OTHER_NUMBER = re.compile(
    "(?:hundred|thousand|million|billion|dozen|third|quarter)s?|half|first|second|fourth|fifth|sixth|seventh|eighth|"
    "ninth|tenth|once|twice|double"
)
_DENIAL = re.compile(r"no|not|nor|never|none|neither|without|cannot|\w+ not")
_NO_NAME = re.compile(
    "an?|the|th(?:is|at|ese|ose|ey|eir|ere|en)|its?|he|his|she|her|we|our|you|your|i|who|what|which|when|where|"
    "while|why|how|if|as|at|by|for|from|in|into|of|on|to|up|with|after|before|since|until|under|over|about|"
    "and|but|or|so|also|here|all|any|each|every|some|most|many|more|several|both|few|other|is|are|was|were|be|"
    "been|has|have|had|do|does|did|may|must|can|will|would|should|could"
)
"""Words that begin sentences and name nothing."""
_REVERSING = re.compile("no|not|nor|none|never|without|may|must|can|cannot|will|all|any")
"""Short words that a slip does not turn into others, for they turn the sense."""

_ADDRESSES = re.compile(r"(?<=\])\([^)]*\)")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\s*\n\s*")
_NUMBER = r"[£$€]?\d+(?:[.,:/-]\d+)*"
_TOKEN = re.compile(rf"{_NUMBER}(?:%|\s+per\s?cent\b)?|[^\W\d_]+(?:[’'][^\W\d_]+)*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ALIKE = 0.75
_MUCH_THE_SAME = 0.5
_LED_IN = 4  # words

_Stretch = tuple[int, int, int, int]
"""The positions of words that differ: from and to in the one text, from and to in the other."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a number: what it is without regard to capitals, and whether it could be a name."""

    text: str
    is_name: bool
    is_first: bool
    """Whether it begins a sentence, where every word has a capital."""


def change_of(before: str, after: str) -> Change:
    """Return what became of a text; plain characters in the place of those of a PDF are a slip that was mended."""
    before, after = (fold_characters(join_divided_words(text)) for text in (before, after))
    if _says_other_facts(tuple(_words(before)), tuple(_words(after))):
        return "fact"
    return "slip" if is_slip(before, after) else "wording"


def is_slip(before: str, after: str) -> bool:
    """Whether two texts say the same but for spelling, capitals, punctuation and layout.

    No word may come or go, and no number change; a word may be spelt otherwise as long as it stays much the same.
    """
    old, new = words_of(before), words_of(after)
    # Numbers with their signs, so that neither 1.5 and 15 nor £5 and 5% are one.
    figures, others = (re.findall(f"{_NUMBER}%?", text) for text in (before, after))
    return len(old) == len(new) and all(map(_is_same_word, old, new)) and figures == others


def words_of(text: str) -> list[str]:
    """Return the words of a text, without regard to capitals and marks."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def places(before: str, after: str) -> list[tuple[str, str]]:
    """Return each place at which two texts differ, as the one and the other have it, with some words around it.

    Short texts are one place, and so are texts that have little in common.
    """
    old, new = before.split(), after.split()
    is_other = SequenceMatcher(None, old, new).ratio() < _MUCH_THE_SAME
    if is_other or max(len(before), len(after)) <= _MOST_QUOTED:
        return [(" ".join(old), " ".join(new))]
    return [
        (_with_words_around(old, start, end), _with_words_around(new, new_start, new_end))
        for start, end, new_start, new_end in _joined(_differing(old, new), old, new)
    ]


def _says_other_facts(old: tuple[_Word, ...], new: tuple[_Word, ...]) -> bool:
    return (
        _numbers(old) != _numbers(new)
        or _denials(old) != _denials(new)
        or _has_name_of_its_own(old, new)
        or _has_name_of_its_own(new, old)
        or _swaps_names(old, new)
    )


def _words(text: str) -> Iterator[_Word]:
    for sentence in _SENTENCE.split(_ADDRESSES.sub("", text)):
        for n, token in enumerate(_TOKEN.findall(sentence)):
            word = token.casefold().replace("’", "'").removesuffix("'s").replace("n't", " not")
            is_name = token != token.lower() and not _NO_NAME.fullmatch(word) and not _number(word)
            yield _Word(word, is_name, n == 0)


def _numbers(words: tuple[_Word, ...]) -> list[str]:
    return [number for word in words if (number := _number(word.text))]


def _number(word: str) -> str:
    """Return a number in figures where it is one, in words where it is another, and nothing of other words."""
    if word[-1:].isdigit() or word[:1].isdigit() or word[:1] in "£$€":
        return re.sub(r"\s*per\s?cent$", "%", word).replace(",", "")
    return _DIGITS.get(word) or (word if _OTHER_NUMBER.fullmatch(word) else "")


def _denials(words: tuple[_Word, ...]) -> int:
    return sum(1 for word in words if _DENIAL.fullmatch(word.text))


def _has_name_of_its_own(words: tuple[_Word, ...], others: tuple[_Word, ...]) -> bool:
    """Whether it gives a name that the other text does not have."""
    known = {word.text for word in others}
    own = [word for word in words if word.is_name and word.text not in known]
    return any(not word.is_first or not any(_is_same_word(word.text, one) for one in known) for word in own)


def _swaps_names(old: tuple[_Word, ...], new: tuple[_Word, ...]) -> bool:
    """Whether one name stands where another stood, though both texts have both."""
    names = {word.text for word in (*old, *new) if word.is_name and not word.is_first}
    first, second = [word.text for word in old], [word.text for word in new]
    for start, end, new_start, new_end in _differing(first, second):
        went, came = names & {*first[start:end]}, names & {*second[new_start:new_end]}
        if went and came and went != came:
            return True
    is_reordered = first != second and sorted(first) == sorted(second)
    return is_reordered and [one for one in first if one in names] != [one for one in second if one in names]


def _is_same_word(one: str, other: str) -> bool:
    """Whether two words could be one, spelt otherwise."""
    if one == other:
        return True
    if any(_REVERSING.fullmatch(word) or re.search(r"\d", word) for word in (one, other)):
        return False
    # What comes before or after a word can turn it: "agreed" and "disagreed", "approve" and "approval".
    alike = sorted(one) == sorted(other) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
    return one[0] == other[0] and abs(len(one) - len(other)) <= 1 and alike


def _differing(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    """Return the stretches of words in which two texts differ."""
    opcodes = SequenceMatcher(None, old, new).get_opcodes()
    return [stretch for tag, *stretch in opcodes if tag != "equal"]  # type: ignore[misc]


def _joined(stretches: Sequence[_Stretch], old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    """Return the stretches, those that are near one another as one, unless that were too long to be quoted."""
    found: list[_Stretch] = []
    for stretch in stretches:
        together = (*found[-1][:1], stretch[1], found[-1][2], stretch[3]) if found else stretch
        is_near = found and stretch[0] - found[-1][1] <= 2 * _LED_IN
        if is_near and all(
            _is_quotable(text) for text in (old[slice(*together[:2])], new[slice(*together[2:])])
        ):
            found[-1] = together
        else:
            found.append(stretch)
    return found


def _is_quotable(words: Sequence[str]) -> bool:
    return len(" ".join(words)) <= _MOST_QUOTED // 2


def _with_words_around(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _LED_IN), end + _LED_IN
    shown = [*(["…"] if first else []), *words[first:last], *(["…"] if last < len(words) else [])]
    return " ".join(shown)
