"""Rows made into records. What cannot be made into one is told at its cell, and then nothing is written."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker_site.dates import day_in_words
from tracker_site.desk.ids import free_id, slug
from tracker_site.desk.markdown_writing import as_markdown
from tracker_site.desk.spreadsheet.days import read_day
from tracker_site.desk.spreadsheet.sheet import Row, Sheet
from tracker_site.problems import Place, Problems
from tracker_site.records.base import Model, Source
from tracker_site.records.explain import faults_of_value
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action, Progress
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.strict_yaml import Value
from tracker_site.yaml_writing import write_fields

NO_STATUS = "none"
"""What a word in the column of statuses is said to mean where it says nothing."""

_LONGEST_TITLE = 100  # characters of a title that is made of the recommendation's first words

Fields = dict[str, Value]


@dataclass(slots=True)
class _Made:
    """What the rows gave so far."""

    recommendations: dict[str, tuple[Fields, str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    """The row that first gave each recommendation."""
    actions: dict[str, Fields] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)
    progress: list[Value] = field(default_factory=list)
    said: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The status that was said of each thing, and in which row."""


def plan_id(mapping: Spreadsheet) -> str:
    """Return the id of the plan that the actions make."""
    return mapping.plan or f"{mapping.origin or mapping.authority}-plan"


def convert(sheet: Sheet, mapping: Spreadsheet, day: date | None, problems: Problems) -> dict[str, str]:
    """Return the text of each new record by its path within the content, or note what is wrong with the cells."""
    rows = _Rows(sheet, mapping, problems)
    for row in sheet.rows:
        rows.take(row)
    made = rows.made
    texts = {
        f"recommendations/{id}.md": f"---\n{write_fields(fields)}---\n{prose}\n"
        for id, (fields, prose) in made.recommendations.items()
    }
    if made.actions:
        texts[f"actions/{plan_id(mapping)}.yml"] = write_fields(_plan(mapping, made))
    if made.progress and day:
        texts[f"updates/{_update_id(mapping, day)}.md"] = (
            f"---\n{write_fields(_update(mapping, made, day))}---\n"
        )
    return texts


def _update_id(mapping: Spreadsheet, day: date) -> str:
    return f"{mapping.origin or mapping.authority or mapping.plan}-statuses-{day.isoformat()}"


def _plan(mapping: Spreadsheet, made: _Made) -> Fields:
    return _present(
        {
            "title": "Action plan",
            "authority": mapping.authority,
            "for": list(made.origins),
            "actions": list(made.actions.values()),
            "sources": _sources(mapping),
        }
    )


def _update(mapping: Spreadsheet, made: _Made, day: date) -> Fields:
    return _present(
        {
            "title": f"Where it stood on {day_in_words(day)}",
            "date": day.isoformat(),
            "kind": "report",
            "said_by": mapping.said_by,
            "authority": mapping.authority,
            "about": list(made.origins),
            "progress": made.progress,
            "sources": _sources(mapping),
        }
    )


def _sources(mapping: Spreadsheet) -> list[Value]:
    return [{"title": mapping.source}] if mapping.source else []


def _present(fields: Mapping[str, Value | None]) -> Fields:
    return {name: value for name, value in fields.items() if value}


class _Rows:
    """Takes rows one by one, and notes what is wrong with each."""

    def __init__(self, sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> None:
        self.made = _Made()
        self._sheet = sheet
        self._mapping = mapping
        self._columns = mapping.columns
        self._problems = problems

    def take(self, row: Row) -> None:
        """Make of a row what it holds."""
        before = len(self._problems)
        origin = self._origin(row)
        recommendation, prose = self._recommendation(row, origin)
        if len(self._problems) > before:
            return
        id = slug(f"{origin}-{recommendation.get('number') or recommendation['title']}", 76)
        if not self._is_the_same(row, id, recommendation, prose):
            return
        self.made.origins[origin] = None
        key = self._action(row, id, str(recommendation["title"]))
        self._say(row, id, key)

    def _origin(self, row: Row) -> str:
        words = row.get(self._columns.source)
        origin = self._mapping.sources.get(_line(words)) if words else self._mapping.origin
        if not origin:
            column = self._columns.source or self._columns.recommendation
            self._refuse(row, column, "it is not said where this comes from; fill it in, or set 'from'")
        return origin or ""

    def _recommendation(self, row: Row, origin: str) -> tuple[Fields, str]:
        columns = self._columns
        words = row.get(columns.recommendation)
        if not words:
            self._refuse(row, columns.recommendation, "there is no recommendation in this row; fill it in")
        prose = self._checked(row, columns.recommendation, Recommendation, "prose", as_markdown(words))
        title = self._words(row, columns.title, Recommendation, "title") or _first_words(words)
        fields = {
            "title": title,
            "from": origin,
            "number": self._words(row, columns.number, Recommendation, "number"),
            "reference": self._words(row, columns.reference, Recommendation, "reference"),
            "wording": self._mapping.wording,
            "addressed_to": self._words(row, columns.addressed_to, Recommendation, "addressed_to"),
            "issued": self._day(row, columns.issued),
            "due": self._day(row, columns.due),
            "sources": _sources(self._mapping),
        }
        return _present(fields), prose

    def _is_the_same(self, row: Row, id: str, fields: Fields, prose: str) -> bool:
        """Return whether a row gives a new recommendation, or once more one that another row gave."""
        known = self.made.recommendations.setdefault(id, (fields, prose))
        first = self.made.rows.setdefault(id, row.number)
        has_room = bool(self._columns.action) and known == (fields, prose)
        if first == row.number or has_room:
            return True
        differs = "another recommendation" if known != (fields, prose) else "the same recommendation"
        column = self._columns.number or self._columns.recommendation
        self._refuse(
            row, column, f"row {first} has {differs} with the id '{id}'; give each a number of its own"
        )
        return False

    def _action(self, row: Row, id: str, title: str) -> str | None:
        """Return the key of the action that a row promises."""
        columns = self._columns
        if not any(row.get(column) for column in (columns.action, columns.owner, columns.action_due)):
            return None
        words = self._words(row, columns.action, Action, "title") or title
        key = free_id(slug(words) or "action", self.made.actions)
        due = row.get(columns.action_due)
        # Words for a time hold no number; what holds one is meant as a date, and a wrong one is a mistake.
        is_when = due not in self._mapping.times and not any(letter.isdigit() for letter in due)
        when = self._words(row, columns.action_due, Action, "when") if is_when else None
        self.made.actions[key] = _present(
            {
                "key": key,
                "title": words,
                "owner": self._words(row, columns.owner, Action, "owner"),
                "due": None if is_when else self._day(row, columns.action_due),
                "when": when,
                "recommendations": [id],
            }
        )
        return key

    def _say(self, row: Row, id: str, key: str | None) -> None:
        """Note what a row says of how far it has come; a cell without a word says nothing."""
        status = self._status(row)
        note = row.get(self._columns.comment)
        note = self._checked(row, self._columns.comment, Progress, "note", as_markdown(note)) if note else ""
        on = [each for each in self._said_of(id, key) if not status or self._is_new(row, each, status)]
        if (status or note) and on:
            self.made.progress.append(_present({"on": list(on), "status": status, "note": note}))
        elif note:
            self.made.progress.append({"on": list(self._said_of(id, key)), "note": note})

    def _status(self, row: Row) -> str | None:
        word = _line(row.get(self._columns.status))
        status = self._mapping.statuses.get(word)
        if word and not status:
            column = self._columns.status or ""
            self._refuse(
                row, column, f"'{word}' is no status yet; say what it means: --set 'statuses.{word}=…'"
            )
        return None if status == NO_STATUS else status

    def _said_of(self, id: str, key: str | None) -> list[str]:
        action = f"{plan_id(self._mapping)}/{key}" if key else id
        of = self._mapping.status_of or "recommendation"
        return {"recommendation": [id], "action": [action]}.get(of, list(dict.fromkeys((id, action))))

    def _is_new(self, row: Row, thing: str, status: str) -> bool:
        """Return whether nothing was said of a thing before; another status in another row is a mistake."""
        known, first = self.made.said.setdefault(thing, (status, row.number))
        if known != status:
            self._refuse(
                row,
                self._columns.status or "",
                f"row {first} says '{known}' of '{thing}' and this one '{status}'; say one thing in both, or set "
                f"'status_of: action'",
            )
        return first == row.number

    def _words(self, row: Row, column: str | None, model: type[Model], name: str) -> str:
        words = _line(row.get(column))
        return self._checked(row, column, model, name, words) if words else ""

    def _day(self, row: Row, column: str | None) -> str:
        words = _line(row.get(column))
        try:
            day = read_day(words, self._mapping.dates, self._mapping.times) if words else ""
        except ValueError as wrong:
            self._refuse(row, column, str(wrong))
            return ""
        return self._checked(row, column, Source, "published", day) if day else ""

    def _checked(self, row: Row, column: str | None, model: type[Model], name: str, value: str) -> str:
        for fault in faults_of_value(model, name, value) if value else ():
            self._refuse(row, column, fault)
        return value

    def _refuse(self, row: Row, column: str | None, fault: str) -> None:
        place = Place(self._sheet.name, row.number, self._sheet.columns.get(column or "", 1))
        code = "spreadsheet"
        self._problems.error(place, f"{column}: {fault}" if column else fault, code)


def _line(words: str) -> str:
    """Return the words of a cell on one line."""
    return " ".join(line.strip() for line in words.split("\n") if line.strip())


def _first_words(words: str) -> str:
    """Return the first words of a recommendation, as the title of one that has no other."""
    line = _line(words)
    if len(line) <= _LONGEST_TITLE:
        return line
    shortened = textwrap.shorten(line, _LONGEST_TITLE, placeholder=" …")
    return shortened if len(shortened) > 1 else f"{line[:_LONGEST_TITLE]}…"
