"""The fields of a YAML text, and all that is wrong with it."""

from __future__ import annotations

from tracker_site.problems import Place, Problems
from tracker_site.source.strict_yaml.faults import MESSAGES, Fault
from tracker_site.source.strict_yaml.pasted import blame_curly_quote, odd_signs, with_plain_signs
from tracker_site.source.strict_yaml.reading import MOST_FAULTS, Fields, Reader


def read_fields(text: str, file: str, first_line: int, problems: Problems) -> Fields | None:
    """Return the fields of a YAML text that starts on the given line of the file, or note what is wrong.

    The text holds nothing that `HIDDEN` finds, since libyaml would stop at some of it without a place. A value
    that a "# TODO" leaves open has a mark and is not among the fields.
    """
    reader = Reader(text, first_line)
    fields = reader.read()
    for fault in (*_blame_what_was_pasted(reader), *reader.todos()):
        problems.error(
            Place(file, fault.line, fault.column), MESSAGES[fault.code].format(*fault.about), fault.code
        )
    return None if reader.faults else fields


def _blame_what_was_pasted(reader: Reader) -> list[Fault]:
    """Return the faults of a text; those that it would not have with plain signs are the fault of the other signs."""
    faults = reader.faults
    if faults and (plain := with_plain_signs(reader.text)) != reader.text:
        again = Reader(plain, reader.first_line, keeps_texts=True)
        again.read()
        if not set(faults) <= set(again.faults):
            faults = _with_odd_signs(reader, again)
    lines = reader.text.split("\n")
    return [blame_curly_quote(fault, lines, reader.first_line) for fault in faults]


def _with_odd_signs(reader: Reader, again: Reader) -> list[Fault]:
    """Return the faults of a text as it is and as it was read again, with plain signs."""
    found = odd_signs(reader.text, reader.first_line)
    signs = [fault for offset, fault in found if not again.is_within_text(offset)][:MOST_FAULTS]
    lines = {sign.line for sign in signs}
    others = [fault for fault in reader.faults if fault.code in ("odd-space", "odd-dash")]
    # Whether a space is to go or to be a plain one is not known, so its line is left at that.
    rest = [fault for fault in (*others, *again.faults) if fault.line not in lines]
    return [*signs, *dict.fromkeys(rest)]
