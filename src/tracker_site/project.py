"""Where a site lives: its root, its content, its templates, its output."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class WrongUse(Exception):
    """The command was used wrongly: holds a sentence that says how to use it."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a site."""

    root: Path
    content: Path
    templates: tuple[Path, ...]
    """Folders of templates; the first that holds a file gives it."""
    output: Path

    @property
    def memory(self) -> Path:
        """The folder of what is remembered from run to run; whoever throws it away loses only time."""
        return self.root / ".tracker-site"

    def recall(self, name: str, kind: TypeAdapter[T], of: Sequence[str | int]) -> T | None:
        """Return what a run before found out of the very same; a memory that can't be read is none."""
        with suppress(OSError, ValueError, AttributeError, TypeError):
            found = json.loads((self.memory / f"{name}.json").read_text(encoding="utf-8"))
            if found.pop("of", None) == [*of]:
                return kind.validate_python(found)
        return None

    def remember(self, name: str, kind: TypeAdapter[T], of: Sequence[str | int], value: T) -> None:
        """Keep a dataclass for later runs, with what it was found out of."""
        file = self.memory / f"{name}.json"
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):  # whoever can't remember only takes longer
            self.memory.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps({"of": of, **kind.dump_python(value, mode="json")}), encoding="utf-8")
            fresh.replace(file)

    def forget(self) -> None:
        """Throw away what is remembered, as far as it is there."""
        shutil.rmtree(self.memory, ignore_errors=True)

    @property
    def shown_content(self) -> str:
        """The folder of the content as problems name it: from the root where it lies there."""
        return shown(self.content, self.root)


def shown(path: Path, root: Path) -> str:
    """Return a path as a user of this site knows it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def find_project(
    start: Path,
    root: Path | None = None,
    content: Path | None = None,
    templates: Path | None = None,
    output: Path | None = None,
) -> Project:
    """Return the project in whose folders `start` lies; the other arguments overrule what is found.

    Raises `WrongUse` where there is none.
    """
    if root is None and content is None:
        root = _root_above(start.resolve())
    base = (root or start).resolve()
    found = (content or base / "content").resolve()
    if not found.is_dir():
        raise WrongUse(
            f"there is no folder {found}; name the folder of the content with --content, or the site's with --root"
        )
    if templates and not templates.is_dir():
        raise WrongUse(f"there is no folder {templates}; name a folder of templates with --templates")
    return Project(base, found, template_folders(base, templates), _absolute(output) or base / "output")


def template_folders(root: Path, given: Path | None) -> tuple[Path, ...]:
    """Return the folders of templates, the strongest first.

    `--templates`, then the site's own, then the package's, then the checkout's: file by file. The site's own is
    among them even where there is none yet, for a preview goes on while it is made.
    """
    candidates = (given and given.resolve(), root / "templates", *_templates_of_the_tool())
    folders = [
        folder for folder in candidates if folder and (folder.is_dir() or folder == root / "templates")
    ]
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))


def is_of_the_tool(template: Path) -> bool:
    """Return whether a template comes with the tool, and is none of a site's own."""
    return any(template.is_relative_to(folder) for folder in _templates_of_the_tool())


def _templates_of_the_tool() -> tuple[Path, ...]:
    """Return the package's own folder of templates and, where it is run from there, the checkout's."""
    here = Path(__file__).resolve().parent
    checkout = (here.parent.parent / "templates",) if here.parent.name == "src" else ()
    return (here / "templates", *checkout)


def _root_above(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / "content" / "site.yml").is_file():
            return folder
    raise WrongUse(
        f"no content/site.yml in {start} or above it; go to the folder of a site, or name it with --root"
    )


def _absolute(path: Path | None) -> Path | None:
    # Not resolve(): whether the output is a link is for the publishing step to see.
    return path.absolute() if path else None
