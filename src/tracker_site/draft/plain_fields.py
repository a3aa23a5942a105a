"""Fields of a record that hold one word, one text or one answer."""

from __future__ import annotations

import re

from tracker_site.draft.findings import (
    Answer,
    Asked,
)
from tracker_site.draft.writing import Field

LONGEST_NAME = 500  # characters of a text on one line, as the models take it
_LONGEST_TEXT = 9_000  # characters of a paragraph, so that it is no line too long


def answer_field(name: str, answer: Answer) -> Field:
    """Return a field that was found, or the question that it leaves open."""
    if isinstance(answer, Asked):
        return Field(name, None, (f"TODO {answer.question}",))
    return line_field(name, answer.value, answer.line)


def line_field(name: str, value: str, line: int) -> Field:
    """Return a field that takes one line, left open where what the minutes have is too long for one."""
    if len(value) > LONGEST_NAME:
        return Field(
            name,
            None,
            (f"TODO What stands on line {line} of the minutes is too long for this field; shorten it.",),
        )
    return Field(name, value)


def maybe_field(name: str, value: str | None, line: int = 0) -> list[Field]:
    """Return a field of some words on one line, where there are any."""
    return [line_field(name, value, line)] if value else []


def text_field(name: str, text: str, line: int) -> Field:
    """Return a field of a text that may be long."""
    if max(map(len, text.split("\n\n"))) > _LONGEST_TEXT:
        return Field(
            name,
            None,
            (f"TODO What stands on line {line} of the minutes is too long for one paragraph; shorten it.",),
        )
    return Field(name, text, is_text=True)


def maybe_text_field(name: str, text: str | None, line: int) -> list[Field]:
    """Return the same, where there is a text."""
    return [text_field(name, text, line)] if text else []


def spoken(note: str) -> str:
    """Return a remark that no word of the minutes can turn into a question."""
    return re.sub(r"\bTODO\b", "to do", note)
