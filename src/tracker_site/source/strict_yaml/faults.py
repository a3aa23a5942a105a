"""What can be wrong in a YAML text: each code with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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
