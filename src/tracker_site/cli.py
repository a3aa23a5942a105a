"""The command line: asks the clock once, runs the line, says what came of it."""

from __future__ import annotations

import argparse
import gc
import os
import re
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker_site import __version__

if TYPE_CHECKING:
    from tracker_site.corrections import Corrections
    from tracker_site.line import Clock, MadeSite
    from tracker_site.problems import Problem
    from tracker_site.project import Project
    from tracker_site.provenance import Provenance

DONE, CONTENT_NEEDS_FIXING, USED_WRONGLY, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    0: done, warnings too. 1: the content needs fixing. 2: used wrongly. 3: a fault of ours. 130: interrupted.
    """
    options = _parser().parse_args(arguments)
    # Whatever the locale of the machine: names of councils and people are not all ASCII.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        _say(f"Interrupted. {_nothing(options)}")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        return _explain(fault, _nothing(options))


def _nothing(options: argparse.Namespace) -> str:
    writes = options.run in (_init, _new, _import, _schema)
    return f"Nothing was {'written' if writes else 'published'}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tracker-site",
        description="Makes a public scrutiny tracker from files of content.",
        epilog="Each command has its own help: tracker-site build --help",
    )
    parser.add_argument("--version", action="version", version=f"tracker-site {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, words in (
        ("build", _build, "make the site and put it in the place of the old one, whole or not at all"),
        ("check", _check, "say everything that is wrong with the content, at file:line:column"),
        ("serve", _serve, "show a preview in the browser that follows each save"),
        ("diff", _diff, "say what a change means to the public"),
        ("fetch", _fetch, "bring the data of other trackers into the content, to be committed"),
    ):
        command = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        command.set_defaults(run=run)
        _add_common(command)
        if name == "build":
            _add_build(command)
        if name == "check":
            command.add_argument(
                "--format", choices=("text", "github", "json"), default="text", help="how to print problems"
            )
        if name == "diff":
            _add_diff(command)
        if name == "fetch":
            command.add_argument(
                "keys", nargs="*", metavar="KEY", help="only these (default: all with a url)"
            )
        if name == "serve":
            command.add_argument(
                "--port",
                type=_port,
                default=8000,
                metavar="N",
                help="the port, or if it is taken the next free one (default: 8000)",
            )
            command.add_argument("--open", action="store_true", help="open the browser")
    _add_draft(commands)
    _add_schema(commands)
    _add_init(commands)
    _add_new(commands)
    _add_import(commands)
    return parser


def _add_draft(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = "draft a meeting file from the minutes of the meeting"
    command = commands.add_parser(
        "draft",
        help=words,
        description=f"{words[0].upper()}{words[1:]}, to be checked: '# TODO' marks what the minutes leave open.",
    )
    command.set_defaults(run=_draft)
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="minutes as text or as a saved web page, '-' for standard input; several files are one meeting's items",
    )
    command.add_argument(
        "-o", dest="to", type=Path, metavar="PATH", help="the file to write (default: standard output)"
    )
    command.add_argument("--force", action="store_true", help="write over a file that is there")
    _add_common(command)


def _add_import(commands: Any) -> None:
    words = "make recommendations, actions and statuses of the spreadsheet that a council keeps today"
    command = commands.add_parser("import", help=words, description=f"M{words[1:]}.")
    command.set_defaults(run=_import)
    command.add_argument("file", nargs="?", type=Path, metavar="FILE.csv", help="the sheet, saved as CSV")
    command.add_argument(
        "--day", type=_day, metavar="DATE", help="the day on which its statuses were said: 2022-07-06"
    )
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="'columns.status=RAG', 'from=ID' …"
    )
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="where this is kept (default: import.yml in the root)"
    )
    command.add_argument("--fields", action="store_true", help="list what can be set, and write nothing")
    command.add_argument("--separator", choices=("comma", "semicolon", "tab"), help="what parts the columns")
    command.add_argument("--encoding", metavar="NAME", help="how the file was saved: utf-8, cp1252 …")
    _add_folders(command)
    _add_as_at(command)


def _add_new(commands: Any) -> None:
    words = "write a new record: asks for what is needed, or takes it from --set"
    command = commands.add_parser("new", help=words, description=f"W{words[1:]}.")
    command.set_defaults(run=_new)
    command.add_argument("kind", metavar="KIND", help="authority, inspection, recommendation, meeting …")
    command.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="a field: 'visited.from=2022-07-20'"
    )
    command.add_argument(
        "--text", default="", metavar="MARKDOWN", help="the text below the fields; '-' reads it"
    )
    command.add_argument("--id", metavar="ID", help="the id of the record (default: one is proposed)")
    command.add_argument(
        "--fields", action="store_true", help="list the fields of this kind, and write nothing"
    )
    _add_folders(command)
    _add_as_at(command)


def _add_init(commands: Any) -> None:
    words = "begin a new site: settings, an example of each record, help for editors"
    command = commands.add_parser("init", help=words, description=f"B{words[1:]}.")
    command.set_defaults(run=_init)
    command.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    command.add_argument("--name", metavar="NAME", help="the council that publishes the site")
    command.add_argument("--title", metavar="TITLE", help="the title of the site")
    command.add_argument("--base-url", metavar="URL", help="the address at which the site will be published")
    command.add_argument(
        "--add", action="store_true", help="put what is missing into a folder that is in use"
    )
    command.add_argument("--quiet", action="store_true", help="print problems only")
    _add_as_at(command)


def _add_schema(commands: Any) -> None:
    words = "print the JSON Schemas of all records, or of one kind, for the programs of editors"
    command = commands.add_parser("schema", help=words, description=f"P{words[1:]}.")
    command.set_defaults(run=_schema)
    command.add_argument("kind", nargs="?", metavar="KIND", help="site, authority, inspection, meeting …")
    command.add_argument("--to", type=Path, metavar="DIR", help="write a file for each kind into this folder")
    _add_folders(command)


def _add_common(command: argparse.ArgumentParser) -> None:
    _add_folders(command)
    command.add_argument("--templates", type=Path, metavar="DIR", help="a folder of templates of your own")
    command.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the root)"
    )
    _add_as_at(command)


def _add_as_at(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-at", type=_day, metavar="DATE", help="show the site as it was on this day: 2022-07-06"
    )


def _add_folders(command: argparse.ArgumentParser) -> None:
    command.set_defaults(templates=None, output=None)
    command.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the folder of the site (default: the nearest upwards with content/site.yml)",
    )
    command.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="the folder of the content (default: content/ in the root)",
    )
    command.add_argument("--quiet", action="store_true", help="print problems only")


def _add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--base-url", type=_web_address, metavar="URL", help="the address at which the site will be published"
    )
    command.add_argument(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many processes render pages",
    )
    command.add_argument("--timings", action="store_true", help="say how long each stage took")


def _add_diff(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "base",
        nargs="?",
        metavar="BASE",
        help="a git revision or a folder to compare with (default: where this branch left the main one)",
    )
    command.add_argument(
        "other", nargs="?", metavar="OTHER", help="a revision or a folder (default: the files as they are)"
    )
    command.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="how to print the differences"
    )


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as in 2022-07-06")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day of the calendar") from None


def _web_address(text: str) -> str:
    from tracker_site.markup import is_web_address

    if not is_web_address(text) or re.search("[?#]", text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is not the address of a site; write it as in https://example.org/"
        )
    return text


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes; write 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text, re.ASCII) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port; write a number up to 65535")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from tracker_site.output import check_usable, replace
    from tracker_site.provenance import read_provenance
    from tracker_site.revisions import read_corrections

    gc.disable()  # as in _make
    project = _project(options)
    check_usable(project.output)
    made = _make(
        options,
        project,
        options.base_url,
        options.workers,
        with_search=True,
        provenance=read_provenance(project),
        corrections=read_corrections(project),
    )
    published = replace(project.output, made.files)
    _print_problems(made.warnings)
    if options.timings:
        for stage, seconds in made.timings.items():
            _say(f"{stage:8} {seconds * 1000:8.1f} ms")
    if not options.quiet:
        changed = len(published.added) + len(published.changed) + len(published.removed)
        pages = sum(name.endswith(".html") for name in made.files)
        print(
            f"{pages} pages in {_shown(project, project.output)}/, {changed} files changed.{_warned(made.warnings)}"
        )
    return DONE


def _check(options: argparse.Namespace) -> int:
    from tracker_site.problems import ContentError
    from tracker_site.report import as_github, as_json, as_text, write_summary

    project = _project(options)
    try:
        problems: tuple[Problem, ...] = _make(options, project).warnings
        status = DONE
    except ContentError as wrong:
        problems, status = wrong.problems, CONTENT_NEEDS_FIXING
    if options.format == "json":
        print(as_json(problems))
        return status
    if options.format == "github":
        write_summary(problems, os.environ.get("GITHUB_STEP_SUMMARY"))
    lines = (
        as_github(problems)
        if options.format == "github"
        else as_text(problems, colour=_in_colour(sys.stdout))
    )
    for line in lines:
        print(line)
    if not options.quiet:
        print(_count(problems) if problems else "Nothing is wrong.")
    return status


def _serve(options: argparse.Namespace) -> int:
    from tracker_site.serve.server import serve

    _clock(options)  # so that a wrong one is told now
    say = (lambda _: None) if options.quiet else _say
    return serve(_project(options), lambda: _clock(options), options.port, options.open, say, _print_problems)


def _diff(options: argparse.Namespace) -> int:
    from tracker_site.diff import CannotCompare, compare_sides
    from tracker_site.differences.report import FORMATS

    gc.disable()  # as in _make
    try:
        compared = compare_sides(
            lambda: _project(options), options.base, options.other, Path.cwd(), _clock(options)
        )
    except CannotCompare as mistakes:
        _print_problems(mistakes.problems)
        _say(f"{_count(mistakes.problems)} {mistakes.sentence}")
        return CONTENT_NEEDS_FIXING
    print(FORMATS[options.format](compared.differences, compared.between), end="")
    return DONE


def _fetch(options: argparse.Namespace) -> int:
    from tracker_site.federation.fetching import fetch

    say = (lambda _: None) if options.quiet else print
    came = fetch(_project(options), options.keys, _clock(options).today, say, _say)
    return DONE if came else CONTENT_NEEDS_FIXING


def _draft(options: argparse.Namespace) -> int:
    from tracker_site.draft.command import draft

    return draft(
        options.files,
        options.to,
        options.force,
        _project(options),
        lambda line: None if options.quiet else _say(line),
    )


def _init(options: argparse.Namespace) -> int:
    from tracker_site.desk import new_site, prompts

    name = options.name
    if name is None and prompts.at_terminal():
        name = prompts.ask("The name of your council (Enter: fill it in later)")
    title = options.title or new_site.TITLE
    day = _clock(options).as_at
    beginning = new_site.Beginning(name or None, title, options.base_url, day, __version__)
    written = new_site.begin_site(options.folder, beginning, options.add)
    if not options.quiet:
        print(
            f"{_number(len(written), 'file')} in {options.folder}/. Next: read {options.folder / 'README.md'}, then"
        )
        print(f"  tracker-site serve --root {shlex.quote(str(options.folder))}")
    return DONE


def _new(options: argparse.Namespace) -> int:
    from tracker_site.desk import new_record
    from tracker_site.desk.new_desk import take_record
    from tracker_site.offers import offers_in

    model = new_record.model_of(options.kind)
    project = _project(options)
    if options.fields:
        for line in new_record.list_fields(model, offers_in(project.content, project.shown_content)):
            print(line)
        return DONE
    text = sys.stdin.read() if options.text == "-" else options.text
    draft = take_record(project, options.kind, options.set, text, options.id)
    clock = _clock(options)
    _print_problems(new_record.add_record(project, draft, clock.today, clock.as_at))
    print(_shown(project, project.content / draft.path))
    if not options.quiet:
        _say("Next: open it, add what else is known, and run: tracker-site check")
    return DONE


def _import(options: argparse.Namespace) -> int:
    from tracker_site.desk.new_record import list_fields
    from tracker_site.desk.spreadsheet.desk import Request, import_sheet
    from tracker_site.offers import offers_in
    from tracker_site.project import WrongUse
    from tracker_site.records.spreadsheet import Spreadsheet

    project = _project(options)
    if options.fields:
        for line in list_fields(Spreadsheet, offers_in(project.content, project.shown_content)):
            print(line)
        return DONE
    if options.file is None:
        raise WrongUse("name the file to import: tracker-site import FILE.csv")
    clock = _clock(options)
    request = Request(
        options.file, options.mapping, options.set, options.day, options.separator, options.encoding
    )
    done = import_sheet(project, request, clock.today, clock.as_at)
    for path in done.written:
        print(_shown(project, project.content / path))
    if not options.quiet:
        unchanged = f", {_number(done.unchanged, 'file')} unchanged" if done.unchanged else ""
        _say(
            f"{_number(len(done.written), 'new file')}{unchanged}; the spreadsheet was read as {done.encoding}."
        )
        if done.unused:
            _say(f"Not imported: the columns {', '.join(done.unused)}.")
    return DONE


def _schema(options: argparse.Namespace) -> int:
    from tracker_site import schema
    from tracker_site.offers import offers_in
    from tracker_site.project import WrongUse

    try:
        project = _project(options)
        offers = offers_in(project.content, project.shown_content)
    except WrongUse:
        if options.root or options.content:
            raise
        offers = None  # outside of any site
    if options.to:
        written = schema.write_schemas(options.to, offers)
        if not options.quiet:
            print(f"{_number(len(written), 'schema')} in {options.to}/.")
        return DONE
    if options.kind and options.kind not in schema.MODELS:
        raise WrongUse(f"'{options.kind}' is not a kind of record; those are {', '.join(schema.MODELS)}")
    described = schema.schema_of(options.kind, offers) if options.kind else schema.schemas(offers)
    print(schema.as_text(described), end="")
    return DONE


def _make(
    options: argparse.Namespace,
    project: Project,
    base_url: str | None = None,
    workers: int = 1,
    with_search: bool = False,
    provenance: Provenance | None = None,
    corrections: Corrections | None = None,
) -> MadeSite:
    from tracker_site.line import make_site

    # Nothing that a run makes can be thrown away before its end, so looking for garbage only costs time.
    gc.disable()
    return make_site(project, _clock(options), base_url, workers, with_search, provenance, corrections)


def _project(options: argparse.Namespace) -> Project:
    from tracker_site.project import find_project

    return find_project(Path.cwd(), options.root, options.content, options.templates, options.output)


def _clock(options: argparse.Namespace) -> Clock:
    """Ask the clock, once: `--as-at`, else SOURCE_DATE_EPOCH, else today in London."""
    from tracker_site.line import Clock
    from tracker_site.project import WrongUse

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None and not re.fullmatch(r"[0-9]{1,11}", epoch, re.ASCII):
        raise WrongUse(f"SOURCE_DATE_EPOCH is '{epoch}'; it takes seconds since 1970, as a whole number")
    today = datetime.fromtimestamp(int(epoch), UTC).date() if epoch else _today_in_london()
    return Clock(today, options.as_at or today)


def _today_in_london() -> date:
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).date()


def _print_problems(problems: Sequence[Problem]) -> None:
    from tracker_site.report import as_text

    for line in as_text(problems, colour=_in_colour(sys.stderr)):
        print(line, file=sys.stderr)


def _explain(fault: Exception, nothing: str) -> int:
    """Say what went wrong and return the exit status that fits."""
    from tracker_site.output import OutputRefused
    from tracker_site.problems import ContentError
    from tracker_site.project import WrongUse

    if isinstance(fault, ContentError):
        _print_problems(fault.problems)
        _say(f"{_count(fault.problems)} {nothing}")
        return CONTENT_NEEDS_FIXING
    if isinstance(fault, WrongUse | OutputRefused) or type(fault).__name__ in (
        "LinksFault",
        "TemplateFault",
        "SearchFault",
    ):
        _say(f"tracker-site: {fault}")
        return USED_WRONGLY
    if os.environ.get("TRACKER_SITE_DEBUG"):
        raise fault
    _say(f"tracker-site: a fault of ours: {type(fault).__name__}: {fault}")
    _say(f"{nothing} Please report it with the output of: TRACKER_SITE_DEBUG=1 tracker-site …")
    return OUR_FAULT


def _count(problems: Sequence[Problem]) -> str:
    files = len({problem.place.file for problem in problems})
    return f"{_number(len(problems), 'problem')} in {_number(files, 'file')}."


def _warned(warnings: Sequence[Problem]) -> str:
    return f" {_number(len(warnings), 'warning')}." if warnings else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _shown(project: Project, path: Path) -> str:
    from tracker_site.project import shown

    return shown(path, Path.cwd()) if path.is_relative_to(Path.cwd()) else shown(path, project.root)


def _in_colour(stream: object) -> bool:
    isatty = getattr(stream, "isatty", lambda: False)
    return "NO_COLOR" not in os.environ and bool(isatty())


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
