"""The stage that renders: every file of the site, where many are wanted in several processes."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, TypeVar
from urllib.parse import unquote, urlsplit

from tracker_site.pages.plan import Plan
from tracker_site.project import is_of_the_tool
from tracker_site.publish.links import check_links
from tracker_site.publish.templates import TemplateFault, Templates

Kept = TypeVar("Kept")

FEW = 200  # pages, for which starting other processes is not worth it


class RenderedSite(Mapping[str, bytes]):
    """Every file of the site by its address; a page is rendered when it is first asked for, or never."""

    def __init__(self, plan: Plan, templates: Templates) -> None:
        self.shown = plan.site
        self.pages = plan.pages
        self.templates = templates
        self._files = plan.files
        self._listings = plan.listings
        self._rendered: dict[str, bytes] = {}

    def __getitem__(self, file: str) -> bytes:
        """Return what the file holds. Raises `TemplateFault` where a template of the page is wrong."""
        if file not in self._rendered:
            self._rendered[file] = self._render(file)
        return self._rendered[file]

    @cached_property
    def _assets(self) -> Mapping[str, bytes]:
        """The assets by their addresses, and the scripts that hold the rows of lists."""
        return {**self.templates.assets.files, **dict(map(self.templates.rows_script, self._listings()))}

    def __contains__(self, file: object) -> bool:
        return file in self.pages or file in self._files or (_is_asset(file) and file in self._assets)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.pages, *self._files, *self._assets)))

    def __len__(self) -> int:
        return len(self.pages.keys() | self._files.keys() | self._assets.keys())

    def render_all(self, keep: Callable[[str, bytes], Kept], workers: int = 1) -> dict[str, Kept]:
        """Return of each file what `keep` gives for its address and its bytes, which are not held any longer than that.

        `workers` is the number of processes, which changes nothing but the time: `keep` is called in any of them.
        """
        pages, others = list(self.pages), [*self._files, *self._assets]
        if workers <= 1 or len(pages) < FEW or not hasattr(os, "fork"):
            return self._render_some([*pages, *others], keep).kept
        self.templates.load({self.pages[file].template for file in pages})
        shares = [others, *(pages[n::workers] for n in range(workers))]
        parts = in_processes([partial(self._render_some, share, keep) for share in shares])
        self.templates.written.update(*(part.written for part in parts))
        return {file: kept for part in parts for file, kept in part.kept.items()}

    def check_links(self, files: Mapping[str, bytes]) -> None:
        """Raise `LinksFault` where a rendered page leads nowhere; `files` are all of the site.

        Where templates are not the tool's own the pages themselves are searched.
        """
        base_path = unquote(urlsplit(self.shown.base_url or "").path) or "/"
        is_of_tool = all(map(is_of_the_tool, self.templates.files))
        check_links(files, base_path, self.templates.written if is_of_tool else None)

    def _render_some(self, files: Sequence[str], keep: Callable[[str, bytes], Kept]) -> _Part[Kept]:
        kept = {file: keep(file, self._render(file)) for file in files}
        return _Part(kept, self.templates.written)

    def _render(self, file: str) -> bytes:
        if _is_asset(file):
            return self.templates.assets.files.get(file) or self._assets[file]
        return self.templates.render(self.pages[file]) if file in self.pages else self._files.make(file)


def _is_asset(file: object) -> bool:
    return isinstance(file, str) and file.startswith("assets/")


@dataclass(frozen=True, slots=True)
class _Part(Generic[Kept]):
    """What one process made: what was kept of its files, and the addresses that its pages lead to."""

    kept: dict[str, Kept]
    written: set[str]


def in_processes(tasks: Sequence[Callable[[], Kept]]) -> list[Kept]:
    """Return what each task gives, done in a fork that inherits what it needs, or raise what one of them raised."""
    gc.freeze()  # looking for garbage would copy the memory that is shared
    running = [_fork(task) for task in tasks]
    outcomes = [_outcome_of(pid, reader) for pid, reader in running]
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def _fork(task: Callable[[], object]) -> tuple[int, int]:
    """Start a task in a process of its own; return its id and the pipe in which its outcome comes."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(_outcome(task))
    os._exit(0)


def _outcome_of(pid: int, reader: int) -> Any:
    """Wait for a process and return what its task gave or raised."""
    with os.fdopen(reader, "rb") as pipe:
        outcome = pipe.read()
    os.waitpid(pid, 0)
    return pickle.loads(outcome) if outcome else TemplateFault("a worker was ended before it was done")


def _outcome(task: Callable[[], object]) -> bytes:
    """Return what a task gives or raises, pickled."""
    try:
        return pickle.dumps(task(), protocol=5)
    except (TemplateFault, OSError) as fault:
        return pickle.dumps(fault)
    except Exception as fault:
        return pickle.dumps(RuntimeError(repr(fault)))
