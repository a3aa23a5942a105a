"""The commands of the editor's desk: drafts, new sites and records, sheets, schemas."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tracker_site import __version__
from tracker_site.cli.shared import (
    DONE,
    clock_of,
    number_of,
    print_problems,
    project_of,
    say,
    shown_path,
)
from tracker_site.project import Project, WrongUse

if TYPE_CHECKING:
    from tracker_site.records.base import Model


def draft(options: argparse.Namespace) -> int:
    """Draft a meeting file from minutes."""
    from tracker_site.draft.command import draft

    return draft(
        options.files,
        options.to,
        options.force,
        project_of(options),
        lambda line: None if options.quiet else say(line),
    )


def init(options: argparse.Namespace) -> int:
    """Begin a new site."""
    from tracker_site.authoring import new_site, prompts

    name = options.name
    if name is None and prompts.at_terminal():
        name = prompts.ask("The name of your council (Enter: fill it in later)")
    title = options.title or new_site.TITLE
    day = clock_of(options).as_at
    beginning = new_site.Beginning(name or None, title, options.base_url, day, __version__)
    written = new_site.begin_site(options.folder, beginning, options.add)
    if not options.quiet:
        print(
            f"{number_of(len(written), 'file')} in {options.folder}/. Next: read {options.folder / 'README.md'}, then"
        )
        print(f"  {_this_program()} serve --root {shlex.quote(str(options.folder))}")
    return DONE


def _this_program() -> str:
    """Return how to call this program again: by its name, or by where it lies if the shell does not find it."""
    called = Path(sys.argv[0])
    if shutil.which("tracker-site") or called.stem != "tracker-site":
        return "tracker-site"
    return shlex.quote(str(called))


def new(options: argparse.Namespace) -> int:
    """Write a new record."""
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
    if not options.quiet:
        say("Next: open it, add what else is known, and run: tracker-site check")
    return DONE


def _list_fields(model: type[Model], project: Project) -> int:
    from tracker_site.authoring.completions import completions_in
    from tracker_site.authoring.fields import list_fields

    for line in list_fields(model, completions_in(project)):
        print(line)
    return DONE


def import_sheet(options: argparse.Namespace) -> int:
    """Make records of a spreadsheet."""
    from tracker_site.authoring.spreadsheet.importing import Request, import_sheet
    from tracker_site.records.spreadsheet import Spreadsheet

    project = project_of(options)
    if options.fields:
        return _list_fields(Spreadsheet, project)
    if options.file is None:
        raise WrongUse("name the file to import: tracker-site import FILE.csv")
    clock = clock_of(options)
    request = Request(
        options.file,
        options.mapping or project.root / "import.yml",
        options.set,
        options.day,
        options.separator,
        options.encoding,
        options.keep_texts,
    )
    written, report = import_sheet(project, request, clock.today, clock.as_at)
    for path in written:
        print(shown_path(project, project.content / path))
    for line in () if options.quiet else report:
        say(line)
    return DONE


def ids(options: argparse.Namespace) -> int:
    """List the ids that other records may name."""
    from tracker_site.authoring.completions import ids_as_json, ids_as_text, known_ids

    found = known_ids(project_of(options), options.words)
    if options.format == "json":
        print(ids_as_json(found))
    for line in ids_as_text(found) if options.format == "text" else ():
        print(line)
    if not found and not options.quiet:
        say("No id or title has all of these words." if options.words else "There are no records yet.")
    return DONE


def schema(options: argparse.Namespace) -> int:
    """Print or write the schemas of the records."""
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
