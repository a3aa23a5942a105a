"""The files beside the pages: style, scripts and pictures, each under a name that changes with what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from tracker_site.source import is_leftover

_FOLDER = "assets"


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets by their addresses, and the address of each by its plain name."""

    files: dict[str, bytes]
    addresses: dict[str, str]


def read_assets(templates: Sequence[Path], colour: str | None) -> Assets:
    """Return the assets of all folders of templates, the strongest first; `colour` is that of the site's brand."""
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for name, path in sorted(strongest_files(folder / _FOLDER for folder in templates).items()):
        content = _minified(path)
        if name == "site.css" and colour:
            content += f"\n:root {{ --brand: {colour}; }}\n".encode()
        digest = hashlib.blake2b(content, digest_size=5).hexdigest()
        stem, dot, ending = name.rpartition(".")
        addresses[name] = f"{_FOLDER}/{stem}.{digest}{dot}{ending}"
        files[addresses[name]] = content
    return Assets(files, addresses)


def read_templates(folders: Sequence[Path]) -> dict[str, tuple[Path, bytes]]:
    """Return every template by its name, with its file and its content; `folders` are the strongest first."""
    found = strongest_files(folders)
    return {
        name: (path, path.read_bytes())
        for name, path in sorted(found.items())
        if not name.startswith(f"{_FOLDER}/")
    }


def strongest_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the files in some folders by their names; the first folder that holds a file gives it."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not is_leftover(path.name):
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return found


def _minified(path: Path) -> bytes:
    """Return an asset without the comments and spaces that a browser has no use for; `/*!` comments stay."""
    content = path.read_bytes()
    match path.suffix:
        case ".css":
            return bytes(cssmin(content, keep_bang_comments=True))
        case ".js":
            return bytes(jsmin(content, keep_bang_comments=True))
    return content
