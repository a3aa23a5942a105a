"""Whether a text that was put otherwise gives another number, another name, or says no where it said yes.

What is in doubt counts as another fact: whoever reads a correction looks twice, whoever reads "wording" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracker_site.changes.wording import differing, is_same_word, is_slip

Change = Literal["slip", "wording", "fact"]
"""What became of a text: a slip was mended, it was put otherwise, or it says another fact."""

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

_ADDRESSES = re.compile(r"(?<=\])\([^)]*\)")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\s*\n\s*")
_TOKEN = re.compile(
    r"[£$€]?\d+(?:[.,:/-]\d+)*(?:%|\s+per\s?cent\b)?|[^\W\d_]+(?:[’'][^\W\d_]+)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a number: what it is without regard to capitals, and whether it could be a name."""

    text: str
    is_name: bool
    is_first: bool
    """Whether it begins a sentence, where every word has a capital."""


def change_of(before: str, after: str) -> Change:
    """Return what became of a text."""
    if _says_other_facts(before, after):
        return "fact"
    return "slip" if is_slip(before, after) else "wording"


def _says_other_facts(before: str, after: str) -> bool:
    old, new = (tuple(_words(text)) for text in (before, after))
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
    return any(not word.is_first or not any(is_same_word(word.text, one) for one in known) for word in own)


def _swaps_names(old: tuple[_Word, ...], new: tuple[_Word, ...]) -> bool:
    """Whether one name stands where another stood, though both texts have both."""
    names = {word.text for word in (*old, *new) if word.is_name and not word.is_first}
    first, second = [word.text for word in old], [word.text for word in new]
    for start, end, new_start, new_end in differing(first, second):
        went, came = names & {*first[start:end]}, names & {*second[new_start:new_end]}
        if went and came and went != came:
            return True
    is_reordered = first != second and sorted(first) == sorted(second)
    return is_reordered and [one for one in first if one in names] != [one for one in second if one in names]
