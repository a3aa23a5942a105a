"""The questions that a draft leaves to an editor, word by word; `check` finds each by its TODO."""

from __future__ import annotations

from collections.abc import Sequence

HOW_TO = (
    "This draft was made by a program, from the minutes. Its texts are the words of the minutes: check them against "
    "the minutes, shorten them, or say it in your own words.",
    "Where the minutes leave a question, there is a note that begins with TODO. Write the answer into the field below "
    "it, or remove the field; then delete the note. 'tracker-site check' lists the questions that are left.",
)


def were_struck(lines: Sequence[int]) -> tuple[str, ...]:
    """Return what to know about the lines from which an address or a telephone number was left out."""
    if not lines:
        return ()
    where = f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))} of the minutes"
    return (
        "E-mail addresses, telephone numbers, postcodes and NHS numbers are never copied; where there was one, […] "
        f"stands for it ({where}).",
    )


def names_a_person(names: Sequence[tuple[str, int]]) -> str:
    """Return the question whether a personal name may stand in a text."""
    named = ", ".join(f'"{words}" (line {line} of the minutes)' for words, line in names)
    return (
        f"TODO This names a person: {named}. Leave the name out, unless it is of an elected member or of somebody who "
        "holds a public office; then delete this note."
    )


NAME_IT = (
    "TODO The minutes don't say enough to name this file. Its name becomes its id and a part of its address: rename it "
    "to COUNCIL-BODY-DATE.md, as in examplebury-scrutiny-2026-03-12.md, before other records name it; then delete this "
    "note."
)

IS_PAPER = (
    "TODO This is a report put to a meeting, not its minutes: what it says stands under 'points', and nothing shows "
    "what the meeting said or did. If the minutes are published, draft those and let this go. Otherwise keep of the "
    "points what matters, in your own words, and delete this note."
)

IS_OUTCOME = (
    "TODO Is any of these an outcome? Of those that are, take away the '#' before their lines. Then delete the other "
    "lines, and this note; if none is left, 'outcomes:' too."
)

MAKE_A_RECORD = (
    "TODO This recommends something. Make a record of it, so that it is followed ('tracker-site new recommendation', "
    "or on GitHub: Actions, 'new recommendation'; its 'from' is the name of this file without '.md'), and name that "
    "record here. If it is not to be followed, remove this field."
)

WAS_PROMISED = (
    "TODO Was any of these promised? Of those that were, make an action: take away the '#' before its lines, and "
    "shorten its title; its key becomes a part of its address. A second '#' stands where the minutes leave open what "
    "follows it: take it away too if that is so, else delete the line. Then delete the other actions, and this note; "
    "if none is left, 'actions:' too."
)


def does_recur(words: str) -> str:
    """Return the question whether a duty stands until something closes it."""
    return (
        f"TODO Does this recur until something closes it (\"{words}\")? If so, take away the '#' before 'standing'; "
        "if it is done once, delete that line. Then delete this note."
    )


def perhaps_made(offered: Sequence[tuple[str, str]]) -> str:
    """Return which recommendations are on record that an outcome may have made."""
    named = "; ".join(f"{id} ({title.replace('TODO', 'to do')})" for id, title in offered)
    return f"TODO Did it make one that is recorded already: {named}? Then name that here, and make no second record."


def is_it_meant(words: str, meant: Sequence[tuple[str, str]], line: int) -> str:
    """Return the question whether recommendations that are named by number are those that were found."""
    return (
        f'TODO "{_plain(words)}" (line {line} of the minutes) is taken to mean {_named(meant)}. If that is right, '
        "delete this note; if not, name what is meant."
    )


def which_is_meant(words: str, numbers: Sequence[str], perhaps: Sequence[tuple[str, str]], line: int) -> str:
    """Return the question which recommendations are meant by numbers of which no source can be told."""
    offered = f"Perhaps {_named(perhaps[:6], 'or')}. " if perhaps else ""
    which = (
        f"which recommendation is number {numbers[0]}"
        if len(numbers) == 1
        else "which recommendations are these"
    )
    return (
        f'TODO The minutes say "{_plain(words)}" (line {line} of the minutes): {which}, and of which inspection or '
        f"inquiry? {offered}Name it under 'about'; if it has no record yet, make it first ('tracker-site new "
        "recommendation'). If the minutes only mean what the report proposed, name nothing. Then delete this note."
    )


def _named(records: Sequence[tuple[str, str]], joint: str = "and") -> str:
    return f" {joint} ".join(f"{id} ({_plain(title)})" for id, title in records)


def _plain(text: str) -> str:
    return text.replace("TODO", "to do")


WHAT_BECAME_OF_IT = (
    "TODO What became of it? Take away the '#' before the lines, and write the status that was said ('completed', "
    "'in-progress', 'planned' …); the second '#' too, if the meeting itself accepted it. Then delete this note; if it "
    "was not said, the lines and 'progress:' too."
)

ARE_FIGURES = (
    "TODO Are these figures of what is followed? Of those that are, take away the '#' before the lines, and check the "
    "value; add 'at' where the minutes say for which day, and 'said_by' where it was not the council. Then delete the "
    "other lines, and this note; if none is left, 'figures:' too."
)

SHORTEN_IT = "Shorten this title, and its key to match: the key becomes a part of its address."

HOW_FAR = (
    "TODO Was it said how far any of these has come? Of those that were, take away the '#' before the lines, and write "
    "the status that was said ('planned', 'in-progress', 'completed' …); where the minutes do not say how far it has "
    "come, delete 'status:' and keep what was said as the 'note'. Then delete the other lines, and this note; if none "
    "is left, 'progress:' too."
)
