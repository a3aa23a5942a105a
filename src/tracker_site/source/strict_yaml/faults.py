"""What can be wrong in a YAML text: each code with its sentence, and what was done wrong where libyaml gave up.

libyaml says what it expected, not what was done wrong. `explain` makes the one of the other, from the words of
libyaml, the lines and the last scalar that it read. Lines and columns count from 0 there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

# Each code with what is said under it: these codes are a promise, their sentences are not.
MESSAGES: Mapping[str, str] = {
    "alias": "'*{}' points at another value, which is not allowed here; write it out, or put text in quotes",
    "anchor": "'&{}' names a value, which is not allowed here; delete it, or put text in quotes",
    "bad-escape": "'\\' starts a special character in double quotes; write '\\\\', or use single quotes",
    "bad-key": "the name of a field is expected here, as text on one line; put text in quotes",
    "block-text": "text starts on the line below '{0}'; if '{0}' is part of it, put the text in quotes",
    "comma-in-text": "a comma ends a text within brackets, so '{}' stands alone; put the whole text in quotes",
    "colon-in-text": "this colon makes a field of the text before it; put the whole text in quotes",
    "curly-quote": "'{}' is not the quote that holds a text together; type a straight one (\") here and at its end",
    "directive": "a line that starts with '%' is not allowed here; delete it",
    "empty-key": "the name of a field is missing before this colon",
    "empty-value": "{} has no value; write one or remove the line",
    "hidden-character": "{} cannot be seen and is not allowed; delete it",
    "indentation": "this line is not lined up with those it belongs to; start it in the same column",
    "lost-text": "'#' after a space begins a note, so what follows would be lost; put the text in quotes",
    "list-item": "a list starts on the line below its field; if this is text, put it in quotes",
    "merge-key": "'<<' merges fields, which is not allowed here; write the fields out",
    "missing-colon": "there is no colon after a field's name here; if this goes on from above, indent it",
    "missing-comma": "a comma is missing here; text that holds a comma or a colon needs quotes",
    "missing-space": "write a plain space after this colon",
    "missing-value": "there is nothing before this '{}'; write a value, or put text in quotes",
    "needs-quotes": "text that starts with '{}' must be put in quotes",
    "no-fields": "there are no fields here; write each on a line of its own, as 'name: value'",
    "not-a-mapping": "this is not a field; write fields as 'name: value', with a space after the colon",
    "odd-dash": "{} begins no entry of a list; type a hyphen ('-') for it, or put the text in quotes",
    "odd-space": "{} looks like a space and is none here; delete it, and type plain spaces",
    "open-bracket": "this '{}' is never closed; write '{}' at its end, or put text in quotes",
    "open-quote": "this quote is never closed; write {} at the end of the text too",
    "repeated-key": "'{}' is here twice, first on line {}; keep one of the two",
    "several-documents": "a second document starts here; delete the line of '---' or '...' between the two",
    "stray-bracket": "this '{}' closes nothing; delete it, or put text in quotes",
    "tab": "a tab stands where only spaces may; replace it with spaces",
    "tag": "text that starts with '!' must be put in quotes; types such as '!!str' are not allowed",
    "text-after-quote": "text goes on after its closing quote; put it all in quotes, with {} for each within",
    "todo": "still to be settled: {}; write what belongs here, then delete the note that begins with '# TODO'",
    "too-deep": "this is nested more than {} deep; write it with fewer levels",
    "too-far-in": "'{}' is indented, so it is more text of the field above; line the two up, or use quotes",
    "yaml-syntax": "this cannot be read as YAML ({}); check quotes, colons and indentation just here",
}


class Fault(NamedTuple):
    """One mistake in a text, at its line and column from 1, and what its message is about."""

    line: int
    column: int
    code: str
    about: tuple[object, ...] = ()


COLON_WITHOUT_SPACE = re.compile(r"[\w-]+:(?=[^ /])")


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where libyaml gave up, and where the thing that it was reading starts."""

    context: str
    problem: str
    line: int
    column: int
    start_line: int
    start_column: int
    lines: list[str]
    scalar: Any
    open: list[Any]

    @property
    def before(self) -> str:
        """What stands on its line before the place where it gave up."""
        return self.lines[self.line][: self.column]

    @property
    def rest(self) -> str:
        """What stands on its line from there on."""
        return self.lines[self.line][self.column :]

    @property
    def started(self) -> str:
        """What stands where the thing starts, to the end of that line."""
        return self.lines[self.start_line][self.start_column :]

    def here(self, code: str, *about: object) -> Fault:
        """Return a fault at the place where it gave up."""
        return Fault(self.line, self.column, code, about)

    def at_start(self, code: str, *about: object) -> Fault:
        """Return a fault at the start of the thing that it was reading."""
        return Fault(self.start_line, self.start_column, code, about)


def explain(stuck: Stuck) -> Fault:
    """Return what was done wrong."""
    explanation = _EXPLANATIONS.get(stuck.problem, _explain_by_context)
    return stuck.here(explanation) if isinstance(explanation, str) else explanation(stuck)


def _explain_by_context(stuck: Stuck) -> Fault:
    if "directive" in stuck.context or "incompatible" in stuck.problem:
        return stuck.at_start("directive")
    if "tag" in stuck.context or "tag" in stuck.problem:
        return stuck.at_start("tag")
    return stuck.here("yaml-syntax", stuck.problem)


def _explain_first_character(stuck: Stuck) -> Fault:
    if stuck.rest.startswith("\t"):
        return stuck.here("tab")
    return stuck.here("needs-quotes", stuck.rest[:1])


def _explain_missing_value(stuck: Stuck) -> Fault:
    if stuck.rest.startswith(":"):
        return stuck.here("empty-key")
    if "block" in stuck.context:
        return stuck.here("needs-quotes", stuck.rest[:1])
    if stuck.rest[:1] in ("]", "}", ","):
        return stuck.here("missing-value", stuck.rest[:1])
    for event in reversed(stuck.open):
        end = event.end_mark
        bracket = stuck.lines[end.line][: end.column][-1:]
        if bracket in ("[", "{"):
            return _open_bracket(end.line, end.column - 1, bracket)
    return _explain_by_context(stuck)


def _explain_open_quote(stuck: Stuck) -> Fault:
    if _swallowed_lines(stuck.scalar) and stuck.scalar.end_mark.line == stuck.start_line:
        return _open_quote(stuck.scalar)
    return stuck.at_start("open-quote", stuck.started[:1])


def _swallowed_lines(scalar: Any) -> bool:
    return scalar is not None and scalar.style in ("'", '"') and scalar.end_mark.line > scalar.start_mark.line


def _open_quote(scalar: Any) -> Fault:
    return Fault(scalar.start_mark.line, scalar.start_mark.column, "open-quote", (scalar.style,))


def _explain_bracket(stuck: Stuck) -> Fault:
    if _CLOSING[stuck.started[:1]] in stuck.started:
        return stuck.here("missing-comma")
    return _open_bracket(stuck.start_line, stuck.start_column, stuck.started[:1])


_CLOSING = {"[": "]", "{": "}"}


def _open_bracket(line: int, column: int, bracket: str) -> Fault:
    return Fault(line, column, "open-bracket", (bracket, _CLOSING[bracket]))


def _explain_line_without_colon(stuck: Stuck) -> Fault:
    return _line_without_colon(stuck.lines, stuck.start_line, stuck.start_column)


def _line_without_colon(lines: list[str], line: int, column: int) -> Fault:
    if colon := COLON_WITHOUT_SPACE.match(lines[line], column):
        return Fault(line, colon.end() - 1, "missing-space")
    return Fault(line, column, "missing-colon")


def _explain_colon(stuck: Stuck) -> Fault:
    if stuck.scalar is None or stuck.scalar.start_mark.line == stuck.line:
        return _explain_colon_in_line(stuck)
    if stuck.scalar.style in ("'", '"'):
        return _open_quote(stuck.scalar)
    start = stuck.scalar.start_mark
    if not stuck.lines[start.line][: start.column].strip(" -"):
        return _line_without_colon(stuck.lines, start.line, start.column)
    name = stuck.before.strip(" -")
    return stuck.here("colon-in-text") if " " in name else stuck.here("too-far-in", name)


def _explain_colon_in_line(stuck: Stuck) -> Fault:
    if stuck.before.rstrip().endswith(("'", '"')) and stuck.scalar is not None and stuck.scalar.style:
        return _explain_after_quote(stuck)
    return stuck.here("colon-in-text")


def _explain_stray(stuck: Stuck) -> Fault:
    before, first = stuck.before.rstrip(), stuck.rest[:1]
    if first in ("]", "}", ","):
        return stuck.here("stray-bracket", first)
    if first == ":":
        return stuck.here("empty-key")
    if not before:
        return stuck.here("indentation")
    if before.endswith(("'", '"')):
        return _explain_after_quote(stuck)
    if before.endswith(("]", "}")):
        return _explain_after_bracket(stuck, "[" if before.endswith("]") else "{")
    return _explain_by_context(stuck)


def _explain_after_bracket(stuck: Stuck, opening: str) -> Fault:
    column = max(stuck.before.find(opening), 0)
    return Fault(stuck.line, column, "needs-quotes", (opening,))


def _explain_after_quote(stuck: Stuck) -> Fault:
    if _swallowed_lines(stuck.scalar):
        return _open_quote(stuck.scalar)
    return stuck.here("text-after-quote", '\\"' if stuck.before.rstrip().endswith('"') else "''")


def _explain_second_document(stuck: Stuck) -> Fault:
    for number, line in enumerate(stuck.lines):
        if line.startswith("%"):
            return Fault(number, 0, "directive")
    ended = any(line.startswith("...") for line in stuck.lines)
    return stuck.here("several-documents" if ended else "indentation")


def _explain_bad_name(stuck: Stuck) -> Fault:
    return stuck.at_start("needs-quotes", stuck.started[:1])


def _explain_block(stuck: Stuck) -> Fault:
    return stuck.at_start("block-text", stuck.started[:1])


_EXPLANATIONS: Mapping[str, str | Callable[[Stuck], Fault]] = {
    "block sequence entries are not allowed in this context": "list-item",
    "could not find expected ':'": _explain_line_without_colon,
    "did not find expected '-' indicator": _explain_stray,
    "did not find expected ',' or ']'": _explain_bracket,
    "did not find expected ',' or '}'": _explain_bracket,
    "did not find expected <document start>": _explain_second_document,
    "did not find expected alphabetic or numeric character": _explain_bad_name,
    "did not find expected comment or line break": _explain_block,
    "did not find expected hexdecimal number": "bad-escape",
    "did not find expected key": _explain_stray,
    "did not find expected node content": _explain_missing_value,
    "found a tab character that violates indentation": "tab",
    "found a tab character where an indentation space is expected": "tab",
    "found character that cannot start any token": _explain_first_character,
    "found invalid Unicode character escape code": "bad-escape",
    "found unexpected ':'": "colon-in-text",
    "found unexpected document indicator": _explain_open_quote,
    "found unexpected end of stream": _explain_open_quote,
    "found unknown escape character": "bad-escape",
    "mapping keys are not allowed in this context": _explain_first_character,
    "mapping values are not allowed in this context": _explain_colon,
}
"""What libyaml says, and the code of a fault where it gave up, or what finds the fault."""
