"""What a spreadsheet leaves open, told all at once where nobody is there to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tracker_site.authoring.new_record import choices_for
from tracker_site.authoring.offers import Offers
from tracker_site.authoring.spreadsheet.mapping import field_named
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.authoring.spreadsheet.words import as_option
from tracker_site.records.fields import fields_of
from tracker_site.records.spreadsheet import Columns

_DAY = "the day on which the sheet said this:\n  --day 2022-07-06"
_MOST_SHOWN = 20  # words in one line of help


def say_missing(sheet: Sheet, missing: Sequence[str], without_day: bool, kept_in: str, offers: Offers) -> str:
    """Return the options that are needed and not given."""
    where = f"add it here{f' or in {kept_in}' if missing else ''}"
    lines = [*_groups(missing, offers), *([_DAY] if without_day else [])]
    return "\n".join([f"{sheet.name} leaves open what only you can say; {where}.", *lines])


def say_missing_columns(
    sheet: Sheet, columns: Mapping[str, str], missing: Sequence[str], without_day: bool, offers: Offers
) -> str:
    """Return the options for the columns, as their heads may mean them, and what else would then be open."""
    heads = ", ".join(f"'{head}'" for head in sheet.heads)
    first = f"it is not said which column holds what; those of {sheet.name} are {heads}."
    rest = [*_groups(missing, offers), *([_DAY] if without_day else [])]
    return "\n".join(
        [
            first,
            "By their heads these may be right; all that can be said is listed by --fields.",
            *_columns(columns),
            *(["If they are, this is open too."] if rest else []),
            *rest,
        ]
    )


def _columns(columns: Mapping[str, str]) -> Iterator[str]:
    for field in fields_of(Columns):
        if field.name in columns:
            yield f"  {as_option(f'columns.{field.name}={columns[field.name]}')}  {field.words}"
    if not columns:
        yield "  --set 'columns.recommendation=…'  The words of the recommendation."


def _groups(missing: Sequence[str], offers: Offers) -> Iterator[str]:
    """Yield what each setting is for, once for all words of one kind, and below it the options."""
    for name, settings in groupby(missing, key=lambda setting: setting.partition(".")[0]):
        field = field_named(name)
        kind = {"sources": "origin", "statuses": "status"}.get(name, "")
        found = choices_for(field.hint, offers) or offers.get(kind, ())
        words = ", ".join(offer.word for offer in found[:_MOST_SHOWN])
        yield f"{field.words[0].lower()}{field.words[1:]}{f' It takes {words}.' if words else ''}"
        yield from (f"  {as_option(f'{setting}=…')}" for setting in settings)
