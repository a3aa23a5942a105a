"""A new site of a council's own: the files of `starter/`, filled in, and the schemas.

The example in it is about a made-up council, whatever the council is called that begins: nothing is invented
about a real one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tracker_site.authoring.schema import as_text, schemas
from tracker_site.authoring.text import as_markdown_line, council_slug
from tracker_site.authoring.writing import write_new
from tracker_site.dates import day_in_words
from tracker_site.project import WrongUse
from tracker_site.source import is_of_system
from tracker_site.source.site_address import find_objection_to_site
from tracker_site.source.yaml_writing import CannotBeWritten, write_text

STARTER = Path(__file__).resolve().parent.parent / "starter"
EXAMPLE = "Examplebury Council"
TITLE = "Children's services scrutiny tracker"

_MARK = re.compile(r"@@(?P<what>[a-z_]+)(?P<days>[+-][0-9]+)?(?:\.(?P<form>[a-z]+))?@@")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new site is told of itself."""

    council: str | None
    title: str
    base_url: str | None
    today: date
    version: str
    """The version of this tool, which the site pins."""
    feed_id: str
    """A new UUID."""


def begin_site(folder: Path, beginning: Beginning, add: bool) -> list[Path]:
    """Write the files of a new site into a folder and return their paths; with `add`, those that are missing.

    Raises `WrongUse` where the folder holds files and nothing is to be added to them.
    """
    # A repository that was just begun holds nothing of its owner's, nor does a folder that was only looked at.
    is_new = not folder.exists() or (
        folder.is_dir() and all(one.name == ".git" or is_of_system(one.name) for one in folder.iterdir())
    )
    if not (add or is_new):
        raise WrongUse(
            f"{folder} holds files already; name a new folder, or write --add to put what is missing beside them"
        )
    files = {folder / name: contents for name, contents in starting_files(beginning).items()}
    new = {path: contents for path, contents in files.items() if not path.exists()}
    write_new(new)
    return list(new)


def starting_files(beginning: Beginning, starter: Path = STARTER) -> dict[str, bytes]:
    """Return the files of a new site by their paths in it; those of `starter`, filled in, and the schemas."""
    _check(beginning)
    files = {
        path.relative_to(starter).as_posix(): _fill_in(path.read_bytes(), beginning)
        for path in sorted(starter.rglob("*"))
        if path.is_file()
    }
    if beginning.council and council_slug(beginning.council) not in ("", council_slug(EXAMPLE)):
        name = f"content/authorities/{council_slug(beginning.council)}.yml"
        files[name] = _write_council(beginning.council)
    return files | {f"schemas/{kind}.json": as_text(schema).encode() for kind, schema in schemas().items()}


def _check(beginning: Beginning) -> None:
    for option, words in (("--name", beginning.council or EXAMPLE), ("--title", beginning.title)):
        try:
            write_text(words)
        except CannotBeWritten as wrong:
            raise WrongUse(f"the text after {option} {wrong}; write it on one line") from None
        if len(words) > 500:
            raise WrongUse(f"the text after {option} has more than 500 characters; shorten it")
    if beginning.base_url and (objection := find_objection_to_site(beginning.base_url)):
        raise WrongUse(f"--base-url: {objection}")


def _fill_in(contents: bytes, beginning: Beginning) -> bytes:
    try:
        text = contents.decode()
    except UnicodeDecodeError:
        return contents
    return _MARK.sub(lambda mark: _words_for(mark, beginning), text).encode()


def _words_for(mark: re.Match[str], beginning: Beginning) -> str:
    """Return what stands in the place of a mark; one of somebody else's stays as it is."""
    day = beginning.today + timedelta(days=int(mark["days"] or 0))
    words = {
        "today": day_in_words(day) if mark["form"] == "words" else day.isoformat(),
        "council": beginning.council or EXAMPLE,
        "title": beginning.title,
        "version": beginning.version,
        "feed_id": beginning.feed_id,
        "address": _write_address(beginning.base_url),
    }
    if mark["what"] not in words:
        return mark[0]
    found = words[mark["what"]]
    write = {"yaml": write_text, "markdown": as_markdown_line}.get(mark["form"])
    return write(found) if write else found


_ACCEPTED = "# What is still missing, and accepted until it is there; delete each code when it is:\n"


def _write_address(base_url: str | None) -> str:
    if base_url:
        return f"base_url: {write_text(base_url)}\n{_ACCEPTED}accepts: [accessibility-incomplete]"
    return (
        "# The address at which the site will be published. Once it is known, take away the '# ' and put it in:\n"
        f"# base_url: https://tracker.example.org/\n{_ACCEPTED}accepts: [no-base-url, accessibility-incomplete]"
    )


def _write_council(name: str) -> bytes:
    return (
        f"name: {write_text(name)}\n"
        "# Its committees, as the minutes name them. Take away the '# ' and put yours in:\n"
        "# bodies:\n"
        "#   - key: scrutiny-children\n"
        "#     name: Children and Young People Scrutiny Committee\n"
        "#     kind: scrutiny    # scrutiny, executive, council, partnership, inspectorate or other\n"
        "#   - key: cabinet\n"
        "#     name: Cabinet\n"
        "#     kind: executive\n"
    ).encode()
