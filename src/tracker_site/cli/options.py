"""The commands and their options."""

from __future__ import annotations

import argparse
import os
import re
from datetime import date
from pathlib import Path

from tracker_site import __version__
from tracker_site.cli.editing import draft, ids, import_sheet, init, new, schema
from tracker_site.cli.publishing import build, check, diff, fetch, serve

Command = argparse.ArgumentParser

_FOR_WHOM = "for the programs of editors"
_SHEET = "the spreadsheet that a council keeps today"


def parser() -> Command:
    """Return the parser of the whole command line."""
    parser = Command(
        prog="tracker-site",
        description="Makes a public scrutiny tracker from files of content.",
        epilog="Each command has its own help: tracker-site build --help",
    )
    parser.add_argument("--version", action="version", version=f"tracker-site {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, add_options, words in (
        (
            "build",
            build,
            _add_build,
            "make the site and put it in the place of the old one, whole or not at all",
        ),
        ("check", check, _add_check, "say everything that is wrong with the content, at file:line:column"),
        ("serve", serve, _add_serve, "show a preview in the browser that follows each save"),
        ("diff", diff, _add_diff, "say what a change means to the public"),
        ("fetch", fetch, _add_fetch, "bring the data of other trackers into the content, to be committed"),
        ("draft", draft, _add_draft, "draft a meeting file from the minutes of the meeting"),
        (
            "schema",
            schema,
            _add_schema,
            f"print the JSON Schemas of all records, or of one kind, {_FOR_WHOM}",
        ),
        ("init", init, _add_init, "begin a new site: settings, an example of each record, help for editors"),
        ("new", new, _add_new, "write a new record: asks for what is needed, or takes it from --set"),
        ("import", import_sheet, _add_import, f"make recommendations, actions and statuses of {_SHEET}"),
        ("ids", ids, _add_ids, "list the ids that records can name, with their titles"),
    ):
        description = f"{words[0].upper()}{words[1:]}"
        command = commands.add_parser(name, help=words, description=f"{description}.")
        # Commands that show no site have no options for these.
        command.set_defaults(run=run, nothing="Nothing was published.", templates=None, output=None)
        add_options(command)
    return parser


def _add_build(command: Command) -> None:
    _add_common(command)
    address = "the address at which the site will be published"
    command.add_argument("--base-url", type=_web_address, metavar="URL", help=address)
    workers = "how many processes render pages"
    command.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, metavar="N", help=workers)
    _add_flag(command, "--no-cache", "make everything anew, and throw away what was remembered")
    _add_flag(command, "--timings", "say how long each stage took")


def _add_check(command: Command) -> None:
    _add_common(command)
    _add_format(command, "problems", "text", "github", "json")


def _add_serve(command: Command) -> None:
    _add_common(command)
    port = "the port, or if it is taken the next free one (default: 8000)"
    command.add_argument("--port", type=_port, default=8000, metavar="N", help=port)
    _add_flag(command, "--open", "open the browser")


def _add_diff(command: Command) -> None:
    _add_common(command)
    base = "a git revision or a folder to compare with (default: where this branch left the main one)"
    command.add_argument("base", nargs="?", metavar="BASE", help=base)
    other = "a revision or a folder (default: the files as they are)"
    command.add_argument("other", nargs="?", metavar="OTHER", help=other)
    _add_format(command, "the differences", "text", "markdown", "json")


def _add_fetch(command: Command) -> None:
    _add_common(command)
    command.add_argument("keys", nargs="*", metavar="KEY", help="only these (default: all with a url)")


def _add_draft(command: Command) -> None:
    checked = "to be checked: '# TODO' marks what the minutes leave open"
    command.description = f"{(command.description or '').rstrip('.')}, {checked}."
    files = "minutes as text or as a saved web page, '-' for standard input; several files are one meeting's items"
    command.add_argument("files", nargs="+", metavar="FILE", help=files)
    to = "the file to write (default: standard output)"
    command.add_argument("-o", dest="to", type=Path, metavar="PATH", help=to)
    _add_flag(command, "--force", "write over a file that is there")
    _add_common(command)


def _add_schema(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    command.add_argument("kind", nargs="?", metavar="KIND", help="site, authority, inspection, meeting …")
    _add_folder(command, "--to", "write a file for each kind into this folder")
    _add_site(command)


def _add_init(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    _add_folder(command, "folder", "a new folder, or an empty one")
    command.add_argument("--name", metavar="NAME", help="the council that publishes the site")
    command.add_argument("--title", metavar="TITLE", help="the title of the site")
    command.add_argument("--base-url", metavar="URL", help="the address at which the site will be published")
    _add_flag(command, "--add", "put what is missing into a folder that is in use")
    _add_flag(command, "--quiet", "print problems only")
    _add_as_at(command)


def _add_new(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    command.add_argument("kind", metavar="KIND", help="authority, inspection, recommendation, meeting …")
    _add_set(command, "FIELD=VALUE", "a field: 'visited.from=2022-07-20'")
    text = "the text below the fields; '-' reads it"
    command.add_argument("--text", default="", metavar="MARKDOWN", help=text)
    command.add_argument("--id", metavar="ID", help="the id of the record (default: one is proposed)")
    _add_flag(command, "--fields", "list the fields of this kind, and write nothing")
    _add_site(command)
    _add_as_at(command)


def _add_import(command: Command) -> None:
    command.set_defaults(nothing="No record was written.")  # what the columns mean may be kept already
    command.add_argument("file", nargs="?", type=Path, metavar="FILE.csv", help="the sheet, saved as CSV")
    day = "the day on which the sheet said this: 2022-07-06"
    command.add_argument("--day", type=_day, metavar="DATE", help=day)
    _add_set(command, "NAME=VALUE", "'columns.status=RAG', 'from=ID' …")
    mapping = "where this is kept (default: import.yml in the root)"
    command.add_argument("--mapping", type=Path, metavar="FILE", help=mapping)
    _add_flag(command, "--keep-texts", "leave a file as it is where the sheet words it otherwise")
    _add_flag(command, "--fields", "list what can be set, and write nothing")
    command.add_argument("--separator", choices=("comma", "semicolon", "tab"), help="what parts the columns")
    command.add_argument("--encoding", metavar="NAME", help="how the file was saved: utf-8, cp1252 …")
    _add_site(command)
    _add_as_at(command)


def _add_ids(command: Command) -> None:
    command.add_argument("words", nargs="*", metavar="WORD", help="only those that have all of these words")
    _add_format(command, "them", "text", "json")
    _add_site(command)


# What several commands have


def _add_common(command: Command) -> None:
    _add_site(command)
    _add_folder(command, "--templates", "a folder of templates of your own")
    _add_folder(command, "--output", "where the site goes (default: output/ in the root)")
    _add_as_at(command)


def _add_site(command: Command) -> None:
    root = "the folder of the site (default: the nearest upwards with content/site.yml)"
    _add_folder(command, "--root", root)
    _add_folder(command, "--content", "the folder of the content (default: content/ in the root)")
    _add_flag(command, "--quiet", "print problems only")


def _add_as_at(command: Command) -> None:
    words = "show the site as it was on this day: 2022-07-06"
    command.add_argument("--as-at", type=_day, metavar="DATE", help=words)


def _add_folder(command: Command, name: str, words: str) -> None:
    command.add_argument(name, type=Path, metavar="DIR", help=words)


def _add_flag(command: Command, name: str, words: str) -> None:
    command.add_argument(name, action="store_true", help=words)


def _add_set(command: Command, metavar: str, words: str) -> None:
    command.add_argument("--set", action="append", default=[], metavar=metavar, help=words)


def _add_format(command: Command, what: str, *formats: str) -> None:
    command.add_argument("--format", choices=formats, default=formats[0], help=f"how to print {what}")


# What they take


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
