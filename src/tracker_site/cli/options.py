"""The commands and their options."""

from __future__ import annotations

import argparse
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker_site import __version__
from tracker_site.cli.desk import draft, ids, import_sheet, init, new, schema
from tracker_site.cli.publishing import build, check, diff, fetch, serve

if TYPE_CHECKING:
    pass


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="tracker-site",
        description="Makes a public scrutiny tracker from files of content.",
        epilog="Each command has its own help: tracker-site build --help",
    )
    parser.add_argument("--version", action="version", version=f"tracker-site {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, words in (
        ("build", build, "make the site and put it in the place of the old one, whole or not at all"),
        ("check", check, "say everything that is wrong with the content, at file:line:column"),
        ("serve", serve, "show a preview in the browser that follows each save"),
        ("diff", diff, "say what a change means to the public"),
        ("fetch", fetch, "bring the data of other trackers into the content, to be committed"),
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
    _add_ids(commands)
    return parser


def _add_draft(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = "draft a meeting file from the minutes of the meeting"
    command = commands.add_parser(
        "draft",
        help=words,
        description=f"{words[0].upper()}{words[1:]}, to be checked: '# TODO' marks what the minutes leave open.",
    )
    command.set_defaults(run=draft)
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
    command.set_defaults(run=import_sheet)
    command.add_argument("file", nargs="?", type=Path, metavar="FILE.csv", help="the sheet, saved as CSV")
    command.add_argument(
        "--day", type=_day, metavar="DATE", help="the day on which the sheet said this: 2022-07-06"
    )
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="'columns.status=RAG', 'from=ID' …"
    )
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="where this is kept (default: import.yml in the root)"
    )
    command.add_argument(
        "--keep-texts", action="store_true", help="leave a file as it is where the sheet words it otherwise"
    )
    command.add_argument("--fields", action="store_true", help="list what can be set, and write nothing")
    command.add_argument("--separator", choices=("comma", "semicolon", "tab"), help="what parts the columns")
    command.add_argument("--encoding", metavar="NAME", help="how the file was saved: utf-8, cp1252 …")
    _add_folders(command)
    _add_as_at(command)


def _add_new(commands: Any) -> None:
    words = "write a new record: asks for what is needed, or takes it from --set"
    command = commands.add_parser("new", help=words, description=f"W{words[1:]}.")
    command.set_defaults(run=new)
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


def _add_ids(commands: Any) -> None:
    words = "list the ids that records can name, with their titles"
    command = commands.add_parser("ids", help=words, description=f"L{words[1:]}.")
    command.set_defaults(run=ids)
    command.add_argument("words", nargs="*", metavar="WORD", help="only those that have all of these words")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to print them")
    _add_folders(command)


def _add_init(commands: Any) -> None:
    words = "begin a new site: settings, an example of each record, help for editors"
    command = commands.add_parser("init", help=words, description=f"B{words[1:]}.")
    command.set_defaults(run=init)
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
    command.set_defaults(run=schema)
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
    command.add_argument(
        "--no-cache", action="store_true", help="make everything anew, and throw away what was remembered"
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
    from tracker_site.source.markup import is_web_address

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
