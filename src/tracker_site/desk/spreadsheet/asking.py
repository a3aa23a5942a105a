"""What a spreadsheet leaves open, asked at a terminal: proposals by the heads of columns, each to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker_site.desk.new_record import choices_for
from tracker_site.desk.prompts import ask, choose, tell
from tracker_site.desk.spreadsheet.convert import NO_STATUS
from tracker_site.desk.spreadsheet.mapping import field_named
from tracker_site.desk.spreadsheet.sheet import Sheet
from tracker_site.offers import Offer, Offers
from tracker_site.problems import did_you_mean
from tracker_site.records.fields import fields_of
from tracker_site.records.spreadsheet import Columns
from tracker_site.strict_yaml import Value

_NONE = "-"
_HINTS: Mapping[str, tuple[str, ...]] = {
    "recommendation": ("recommendation", "what was recommended", "finding"),
    "title": ("title", "subject", "theme"),
    "number": ("no", "no.", "number", "#", "rec no"),
    "reference": ("ref", "reference", "id"),
    "source": ("source", "origin", "inspection"),
    "addressed_to": ("addressed to", "for whom"),
    "issued": ("issued", "date made", "date of recommendation"),
    "due": (),
    "action": ("action", "response", "planned action"),
    "owner": ("owner", "lead", "responsible", "lead officer"),
    "action_due": ("due", "deadline", "target date", "by when", "timescale"),
    "status": ("status", "rag", "progress"),
    "comment": ("comment", "comments", "notes", "update"),
}
"""Heads under which councils keep these, in small letters: proposals, never taken unasked."""


def propose_column(name: str, heads: tuple[str, ...]) -> str | None:
    """Return the head that most likely means a column: one of those that are known, or one that holds it."""
    hints = _HINTS.get(name, ())
    exact = (head for hint in hints for head in heads if head.casefold() == hint)
    within = (head for hint in hints if len(hint) > 3 for head in heads if hint in head.casefold())
    return next(exact, None) or next(within, None)


def ask_columns(sheet: Sheet, known: Mapping[str, Value]) -> dict[str, Value]:
    """Return the columns, each asked for with a proposal; a head is proposed once."""
    columns = dict(known)
    tell(f"The columns of {sheet.name}:")
    offers = [Offer(head, "") for head in sheet.heads]
    for number, offer in enumerate(offers, 1):
        tell(f"  {number:>3}  {offer.word}")
    tell(f"Type the number of a column, Enter for what stands in brackets, or {_NONE} for none.")
    for field in fields_of(Columns):
        if field.name not in columns:
            rest = tuple(head for head in sheet.heads if head not in columns.values())
            head = _ask_column(field.name, field.words, sheet.heads, propose_column(field.name, rest))
            if head != _NONE:
                columns[field.name] = head
    return columns


def _ask_column(name: str, words: str, heads: tuple[str, ...], proposal: str | None) -> str:
    def meant(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(heads)
        return heads[int(answer) - 1] if is_number and answer not in heads else answer

    def judge(answer: str) -> str | None:
        if meant(answer) == _NONE:
            return "this is needed" if name == "recommendation" else None
        return None if meant(answer) in heads else f"'{answer}' is no column{did_you_mean(answer, heads)}"

    return meant(ask(f"{name}: {words}", proposal or _NONE, judge))


def ask_setting(name: str, offers: Offers) -> str:
    """Return what one setting means that the spreadsheet leaves open."""
    field = field_named(name)
    word = name.partition(".")[2]
    found: list[Offer] = list(choices_for(field.hint, offers) or offers.get(_NAMES.get(field.name, ""), ()))
    if field.name == "statuses":
        found.append(Offer(NO_STATUS, "it says nothing of how far it has come"))
    tell(f"\n{f'{chr(39)}{word}{chr(39)} in the column: what does it mean?' if word else field.words}")
    words = [offer.word for offer in found]

    def judge(answer: str) -> str | None:
        if answer in words or (answer and not words):
            return None
        return f"'{answer}' is none of them{did_you_mean(answer, words)}"

    return choose(word or name, found, judge=judge)


_NAMES = {"sources": "origin", "statuses": "status"}
"""What the words of a mapping stand for."""


def ask_day(today: date) -> date:
    """Return the day on which the statuses of the spreadsheet were said."""

    def judge(answer: str) -> str | None:
        try:
            return "that day is still to come" if date.fromisoformat(answer) > today else None
        except ValueError:
            return f"'{answer}' is not a day; write it as in 2022-07-06"

    return date.fromisoformat(ask("\nThe day on which these statuses were said", today.isoformat(), judge))
