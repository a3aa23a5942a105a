"""The commands and their options."""

from __future__ import annotations

import argparse
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

from tracker_site import __version__
from tracker_site.cli.editing import draft, ids, import_sheet, init, new, schema
from tracker_site.cli.publishing import build, check, diff, fetch, serve

Command = argparse.ArgumentParser

_ADDRESS = "the address at which the site will be published"


def parser() -> Command:
    """Return the parser of the whole command line."""
    parser = Command(
        prog="tracker-site",
        description="Makes a public scrutiny tracker from files of content.",
        epilog="Each command has its own help: tracker-site build --help",
    )
    parser.add_argument("--version", action="version", version=f"tracker-site {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, add_options in (
        ("build", build, _add_build),
        ("check", check, _add_check),
        ("serve", serve, _add_serve),
        ("diff", diff, _add_diff),
        ("fetch", fetch, _add_fetch),
        ("draft", draft, _add_draft),
        ("schema", schema, _add_schema),
        ("init", init, _add_init),
        ("new", new, _add_new),
        ("import", import_sheet, _add_import),
        ("ids", ids, _add_ids),
    ):
        # What a command is for is said once: in the docstring of what runs it.
        words = (run.__doc__ or "").rstrip(".")
        help_words = f"{words[0].lower()}{words[1:]}"
        command = commands.add_parser(name, help=help_words, description=f"{words}.")
        # Commands that show no site have no options for these.
        command.set_defaults(run=run, nothing="Nothing was published.", templates=None, output=None)
        add_options(command)
    return parser


def _add_build(command: Command) -> None:
    _add_common(command)
    _add(command, "--base-url", "URL", _ADDRESS, type=_site_address)
    processes = os.cpu_count() or 1
    _add(command, "--workers", "N", "how many processes render pages", type=_positive, default=processes)
    _add_flag(command, "--no-cache", "make everything anew, and throw away what was remembered")
    _add_flag(command, "--timings", "say how long each stage took")


def _add_check(command: Command) -> None:
    _add_common(command)
    _add_format(command, "problems", "text", "github", "json")


def _add_serve(command: Command) -> None:
    _add_common(command)
    port = "the port, or if it is taken the next free one (default: 8000)"
    _add(command, "--port", "N", port, type=_port, default=8000)
    _add_flag(command, "--open", "open the browser")


def _add_diff(command: Command) -> None:
    _add_common(command)
    base = "a git revision or a folder to compare with (default: where this branch left the main one)"
    _add(command, "base", "BASE", base, nargs="?")
    _add(command, "other", "OTHER", "a revision or a folder (default: the files as they are)", nargs="?")
    _add_format(command, "the differences", "text", "markdown", "json")


def _add_fetch(command: Command) -> None:
    _add_common(command)
    _add(command, "keys", "KEY", "only these (default: all with a url)", nargs="*")


def _add_draft(command: Command) -> None:
    checked = "to be checked: '# TODO' marks what the minutes leave open"
    command.description = f"{(command.description or '').rstrip('.')}, {checked}."
    files = "minutes as text or as a saved web page, '-' for standard input; several files are one meeting's items"
    _add(command, "files", "FILE", files, nargs="+")
    _add(command, "-o", "PATH", "the file to write (default: standard output)", dest="to", type=Path)
    _add_flag(command, "--force", "write over a file that is there")
    _add_common(command)


def _add_schema(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    _add(command, "kind", "KIND", "site, authority, inspection, meeting …", nargs="?")
    _add_folder(command, "--to", "write a file for each kind into this folder")
    _add_site(command)


def _add_init(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    _add_folder(command, "folder", "a new folder, or an empty one")
    _add(command, "--name", "NAME", "the council that publishes the site")
    _add(command, "--title", "TITLE", "the title of the site")
    _add(command, "--base-url", "URL", _ADDRESS)
    _add_flag(command, "--add", "put what is missing into a folder that is in use")
    _add_flag(command, "--quiet", "print problems only")
    _add_as_at(command)


def _add_new(command: Command) -> None:
    command.set_defaults(nothing="Nothing was written.")
    _add(command, "kind", "KIND", "authority, inspection, recommendation, meeting …")
    _add_set(command, "FIELD=VALUE", "a field: 'visited.from=2022-07-20'")
    _add(command, "--text", "MARKDOWN", "the text below the fields; '-' reads it", default="")
    _add(command, "--id", "ID", "the id of the record (default: one is proposed)")
    _add_flag(command, "--fields", "list the fields of this kind, and write nothing")
    _add_site(command)
    _add_as_at(command)


def _add_import(command: Command) -> None:
    command.set_defaults(nothing="No record was written.")  # what the columns mean may be kept already
    _add(command, "file", "FILE.csv", "the sheet, saved as CSV", nargs="?", type=Path)
    _add(command, "--day", "DATE", "the day on which the sheet said this: 2022-07-06", type=_day)
    _add_set(command, "NAME=VALUE", "'columns.status=RAG', 'from=ID' …")
    _add(command, "--mapping", "FILE", "where this is kept (default: import.yml in the root)", type=Path)
    _add_flag(command, "--keep-texts", "leave a file as it is where the sheet words it otherwise")
    _add_flag(command, "--fields", "list what can be set, and write nothing")
    separators = ("comma", "semicolon", "tab")
    _add(command, "--separator", None, "what parts the columns", choices=separators)
    _add(command, "--encoding", "NAME", "how the file was saved: utf-8, cp1252 …")
    _add_site(command)
    _add_as_at(command)


def _add_ids(command: Command) -> None:
    _add(command, "words", "WORD", "only those that have all of these words", nargs="*")
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
    _add(command, "--as-at", "DATE", "show the site as it was on this day: 2022-07-06", type=_day)


def _add(command: Command, name: str, metavar: str | None, words: str, **how: Any) -> None:
    command.add_argument(name, metavar=metavar, help=words, **how)


def _add_folder(command: Command, name: str, words: str) -> None:
    _add(command, name, "DIR", words, type=Path)


def _add_flag(command: Command, name: str, words: str) -> None:
    command.add_argument(name, action="store_true", help=words)


def _add_set(command: Command, metavar: str, words: str) -> None:
    _add(command, "--set", metavar, words, action="append", default=[])


def _add_format(command: Command, what: str, *formats: str) -> None:
    _add(command, "--format", None, f"how to print {what}", choices=formats, default=formats[0])


# What they take


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as in 2022-07-06")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day of the calendar") from None


def _site_address(text: str) -> str:
    from tracker_site.source.site_address import find_objection_to_site

    if objection := find_objection_to_site(text.strip()):
        raise argparse.ArgumentTypeError(objection)
    return text.strip()


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes; write 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text, re.ASCII) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port; write a number up to 65535")
    return int(text)
