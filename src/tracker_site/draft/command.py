"""The command: minutes from files or standard input, the draft to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tracker_site.draft.drafting import Draft, draft_meeting, known_at, named_after
from tracker_site.draft.keys import free_name
from tracker_site.draft.matching import Known
from tracker_site.draft.reading import LARGEST
from tracker_site.project import Project, WrongUse, shown


def draft(
    names: Sequence[str], to: Path | None, force: bool, project: Project, say: Callable[[str], None]
) -> int:
    """Write a draft of the minutes in some files, say what was found, and return exit status 0.

    Raises `WrongUse` where a file can't be read or written.
    """
    known = known_at(project)
    made = draft_meeting([(_shown_name(name), _read(name)) for name in names], known)
    if to and to.is_dir():
        made = named_after(made, _name_of_minutes(names), known)
        to = to / f"{made.file_name}.md"
    elif to:
        _check_free(to, project, known)
    if to is None:
        sys.stdout.write(made.text)
    else:
        _write(to, made.text, force)
    for sentence in made.found:
        say(sentence)
    say(_what_next(made, to, project))
    return 0


def _check_free(to: Path, project: Project, known: Known) -> None:
    """Raise `WrongUse` where a new file of the content would take an id that something else has."""
    is_content = to.absolute().resolve().is_relative_to(project.content.resolve())
    if is_content and not to.exists() and to.stem in known.ids:
        there = (path.stem for path in to.parent.glob("*.md"))
        free = to.with_stem(free_name(to.stem, known.ids.union(there)))
        raise WrongUse(f"'{to.stem}' is the id of something else already; write -o {free}")


def _shown_name(name: str) -> str:
    return "standard input" if name == "-" else Path(name).name


def _read(name: str) -> bytes:
    """Return the bytes of a file, at most one more than are taken."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise WrongUse(f"{name} can't be read ({error.strerror}); name a file with minutes, or '-'") from None


def _name_of_minutes(names: Sequence[str]) -> str:
    """Return what the minutes are called: their file, or the folder of several."""
    first = Path(names[0])
    if names[0] == "-":
        return "meeting"
    return first.stem if len(names) == 1 else first.absolute().parent.name


def _write(path: Path, text: str, force: bool) -> None:
    if path.suffix != ".md":
        raise WrongUse(f"a meeting file ends in '.md'; write -o {path.with_suffix('.md')}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise WrongUse(
            f"{path} is there already; name another file, or add --force to write over it"
        ) from None
    except OSError as error:
        raise WrongUse(f"{path} can't be written ({error.strerror}); name another file with -o") from None


def _what_next(made: Draft, path: Path | None, project: Project) -> str:
    asked = f"{made.questions} question{'' if made.questions == 1 else 's'}"
    is_one = made.questions == 1
    left = (
        f"{asked} {'is' if is_one else 'are'} left, marked '# TODO'."
        if made.questions
        else "No question is left; read it through."
    )
    folder = f"{shown(project.content, project.root)}/meetings/"
    name = made.file_name or made.name_so_far
    capitals = ", with the right words for the capitals" if name != name.lower() else ""
    where = f"The draft is in {path}." if path else f"Save it as {folder}{name}.md{capitals}."
    return f"{left} {where} Then run: tracker-site check"
