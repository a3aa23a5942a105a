"""What a new record is made of: from options, and from questions where somebody is there to answer them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker_site.authoring import prompts
from tracker_site.authoring.new_record import (
    Draft,
    ask_for,
    has_prose,
    missing_fields,
    model_of,
    propose_id,
    say_missing,
)
from tracker_site.authoring.offers import offers_of
from tracker_site.authoring.typed_settings import read_settings
from tracker_site.problems import Problems
from tracker_site.project import Project, WrongUse
from tracker_site.records.parse import parse
from tracker_site.source import read

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


def take_record(project: Project, kind: str, settings: Sequence[str], text: str, id: str | None) -> Draft:
    """Return a record from its options; at a terminal, what is missing is asked for.

    Raises `WrongUse` with the options that are missing where nobody is there to be asked.
    """
    model = model_of(kind)
    if text and not has_prose(kind):
        raise WrongUse(f"a file of '{kind}' holds fields only; leave out --text")
    unheard = Problems()
    files = read(project.content, project.shown_content, unheard)
    offers = offers_of(parse(files, unheard))
    taken = {file.id.casefold() for file in files} | _ids_of_all_files(project)
    fields = read_settings(model, settings)
    missing = missing_fields(model, fields)
    is_asked = prompts.at_terminal() and (bool(missing) or not settings)
    if missing and not is_asked:
        raise WrongUse(say_missing(kind, missing, offers))
    if is_asked:
        fields = ask_for(model, fields, offers)
        if has_prose(kind) and not text:
            text = prompts.ask("\nIts text, in a line or two (Enter: write it later)")

    def judge(answer: str) -> str | None:
        return _fault_of_id(answer, taken)

    id = id or propose_id(kind, fields, taken)
    if is_asked:
        id = prompts.ask("\nThe name of its file, which becomes its address", id, judge)
    elif fault := judge(id):
        raise WrongUse(fault)
    return Draft(kind, id, fields, text)


def _fault_of_id(id: str, taken: set[str]) -> str | None:
    if not _ID.fullmatch(id):
        return f"'{id}' is not an id; it is made of lowercase letters, digits and hyphens, at most 80"
    return f"'{id}' is the id of a record already; choose another" if id in taken else None


def _ids_of_all_files(project: Project) -> set[str]:
    """Return the names of files, those that cannot be read too."""
    return {path.stem.casefold() for path in project.content.rglob("*.*") if path.is_file()}
