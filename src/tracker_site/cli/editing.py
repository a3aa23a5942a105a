"""The commands of the editor's desk: drafts, new sites and records, sheets, schemas."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from tracker_site import __version__
from tracker_site.cli.shared import (
    DONE,
    clock_of,
    number_of,
    print_problems,
    project_of,
    shown_path,
    teller,
)
from tracker_site.project import Project, WrongUse

if TYPE_CHECKING:
    from tracker_site.records.base import Model


def draft(options: argparse.Namespace) -> int:
    """Draft a meeting file from the minutes of the meeting."""
    from tracker_site.draft.command import draft

    return draft(options.files, options.to, options.force, project_of(options), teller(options))


def init(options: argparse.Namespace) -> int:
    """Begin a new site: settings, an example of each record, help for editors."""
    from tracker_site.authoring import new_site, prompts

    name = options.name
    if name is None and prompts.at_terminal():
        name = prompts.ask("The name of your council (Enter: fill it in later)")
    title = options.title or new_site.TITLE
    day = clock_of(options).as_at
    beginning = new_site.Beginning(name or None, title, options.base_url, day, __version__, str(uuid4()))
    folder = options.folder
    written = number_of(len(new_site.begin_site(folder, beginning, options.add)), "file")
    if not options.quiet:
        print(f"{written} in {folder}/. Next: read {folder / 'README.md'}, then")
        print(f"  {_this_program()} serve --root {shlex.quote(str(folder))}")
    return DONE


def _this_program() -> str:
    """Return how to call this program again: by its name, or by where it lies if the shell does not find it."""
    called = Path(sys.argv[0])
    if shutil.which("tracker-site") or called.stem != "tracker-site":
        return "tracker-site"
    return shlex.quote(str(called))


def new(options: argparse.Namespace) -> int:
    """Write a new record: asks for what is needed, or takes it from --set."""
    from tracker_site.authoring import new_record

    model = new_record.model_of(options.kind)
    project = project_of(options)
    if options.fields:
        return _list_fields(model, project)
    text = sys.stdin.read() if options.text == "-" else options.text
    draft = new_record.take_record(project, options.kind, options.set, text, options.id)
    clock = clock_of(options)
    print_problems(new_record.add_record(project, draft, clock.today, clock.as_at))
    print(shown_path(project, project.content / draft.path))
    teller(options)("Next: open it, add what else is known, and run: tracker-site check")
    return DONE


def _list_fields(model: type[Model], project: Project) -> int:
    from tracker_site.authoring.completions import completions_in
    from tracker_site.authoring.fields import list_fields

    for line in list_fields(model, completions_in(project)):
        print(line)
    return DONE


def import_sheet(options: argparse.Namespace) -> int:
    """Make recommendations, actions and statuses of the spreadsheet that a council keeps today."""
    from tracker_site.authoring.spreadsheet.importing import Request, import_sheet
    from tracker_site.records.spreadsheet import Spreadsheet

    project = project_of(options)
    if options.fields:
        return _list_fields(Spreadsheet, project)
    if options.file is None:
        raise WrongUse("name the file to import: tracker-site import FILE.csv")
    mapping = options.mapping or project.root / "import.yml"
    how = (options.day, options.separator, options.encoding, options.keep_texts)
    clock = clock_of(options)
    written, report = import_sheet(
        project, Request(options.file, mapping, options.set, *how), clock.today, clock.as_at
    )
    for path in written:
        print(shown_path(project, project.content / path))
    for line in report:
        teller(options)(line)
    return DONE


def ids(options: argparse.Namespace) -> int:
    """List the ids that records can name, with their titles."""
    from tracker_site.authoring.completions import ids_as_json, ids_as_text, known_ids

    found = known_ids(project_of(options), options.words)
    if options.format == "json":
        print(ids_as_json(found))
    for line in ids_as_text(found) if options.format == "text" else ():
        print(line)
    if not found:
        none = "No id or title has all of these words." if options.words else "There are no records yet."
        teller(options)(none)
    return DONE


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schemas of all records, or of one kind, for the programs of editors."""
    from tracker_site.authoring import schema
    from tracker_site.authoring.completions import completions_in

    try:
        completions = completions_in(project_of(options))
    except WrongUse:
        if options.root or options.content:
            raise
        completions = None  # outside of any site
    if options.to:
        written = schema.write_schemas(options.to, completions)
        if not options.quiet:
            print(f"{number_of(len(written), 'schema')} in {options.to}/.")
        return DONE
    if options.kind and options.kind not in schema.MODELS:
        raise WrongUse(f"'{options.kind}' is not a kind of record; those are {', '.join(schema.MODELS)}")
    described = schema.schema_of(options.kind, completions) if options.kind else schema.schemas(completions)
    print(schema.as_text(described), end="")
    return DONE
