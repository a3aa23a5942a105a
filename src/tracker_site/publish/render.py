"""From pages to bytes: the one place where templates are filled."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from traceback import walk_tb
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from tracker_site.dataset.entities import StatusFacts
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate, in_words, on_day, point_in_words
from tracker_site.labels import LABELS
from tracker_site.pages.page import Chip, Page
from tracker_site.pages.page import chip as chip_of
from tracker_site.pages.plan import Plan, SiteShown
from tracker_site.pages.structured import breadcrumbs
from tracker_site.phrases import mark_labels, who_says_so, word_on
from tracker_site.source import is_leftover
from tracker_site.source.markup import Prose
from tracker_site.status.history import Step

_RECORD_LINK = re.compile(r'<a href="record:([^"]+)">(.*?)</a>', re.DOTALL)


class TemplateFault(Exception):
    """A template is wrong: holds a sentence that names it, and its file and line where they are known."""

    def __init__(self, message: str, file: str | None = None, line: int = 1) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True)
class Assets:
    """The files beside the pages, by their addresses, and the address of each by its plain name."""

    files: dict[str, bytes]
    addresses: dict[str, str]


class RenderedSite(Mapping[str, bytes]):
    """Every file of the site by its address; a page is rendered when it is first asked for, or never.

    The templates are those that were there when the site was prepared, whatever was saved since.
    """

    def __init__(self, environment: Environment, plan: Plan, assets: Assets) -> None:
        self.pages = plan.pages
        self._files = plan.files
        self._environment = environment
        self._done = dict(assets.files)

    def __getitem__(self, file: str) -> bytes:
        """Return what the file holds. Raises `TemplateFault` where a template of the page is wrong."""
        if file not in self._done:
            is_page = file in self.pages
            self._done[file] = (
                _render_page(self._environment, self.pages[file]) if is_page else self._files[file]
            )
        return self._done[file]

    def __contains__(self, file: object) -> bool:
        return file in self._done or file in self.pages or file in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.pages, *self._files, *self._done)))

    def __len__(self) -> int:
        return len(self.pages.keys() | self._files.keys() | self._done.keys())

    def whole(self, workers: int = 1) -> dict[str, bytes]:
        """Return all files; `workers` is the number of processes, which changes nothing but the time."""
        rest = [page for file, page in self.pages.items() if file not in self._done]
        files = {file: partial(self._files.__getitem__, file) for file in self._files}
        self._done |= _render_pages(self._environment, rest, files, workers)
        return dict(self._done)


def prepare(plan: Plan, templates: Sequence[Path], address_of: Callable[[str], str | None]) -> RenderedSite:
    """Return the site with all that is needed to render each of its pages, and no page rendered yet.

    `templates` are folders, the strongest first; `address_of` gives the address of a record that a text links
    to, or nothing where it is not seen.
    """
    assets = read_assets(templates, plan.site)
    environment = _environment(read_templates(templates), plan.site, assets, address_of)
    return RenderedSite(environment, plan, assets)


def read_templates(folders: Sequence[Path]) -> dict[str, tuple[Path, bytes]]:
    """Return every template by its name, with its file and what is in it; `folders` are the strongest first."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in folder.rglob("*"):
            name = path.relative_to(folder)
            if name.parts[0] != "assets" and path.is_file() and not is_leftover(path.name):
                found[name.as_posix()] = path
    return {name: (path, path.read_bytes()) for name, path in sorted(found.items())}


def read_assets(templates: Sequence[Path], site: SiteShown) -> Assets:
    """Return the assets of all folders, each under a name that changes with what is in it."""
    found: dict[str, Path] = {}
    for folder in reversed(templates):
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file() and not is_leftover(path.name):
                found[path.relative_to(folder / "assets").as_posix()] = path
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for name, path in sorted(found.items()):
        content = _lightened(path)
        if name == "site.css" and site.colour:
            content += f"\n:root {{ --brand: {site.colour}; }}\n".encode()
        digest = hashlib.blake2b(content, digest_size=5).hexdigest()
        stem, dot, ending = name.rpartition(".")
        addresses[name] = f"assets/{stem}.{digest}{dot}{ending}"
        files[addresses[name]] = content
    return Assets(files, addresses)


def _lightened(path: Path) -> bytes:
    """Return an asset without the comments and spaces that a browser has no use for; `/*!` comments stay."""
    content = path.read_bytes()
    match path.suffix:
        case ".css":
            return bytes(cssmin(content, keep_bang_comments=True))
        case ".js":
            return bytes(jsmin(content, keep_bang_comments=True))
    return content


class _Compiled(BytecodeCache):
    """The templates that this process compiled, each remembered for as long as it says the same."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


def _environment(
    templates: Mapping[str, tuple[Path, bytes]],
    site: SiteShown,
    assets: Assets,
    address_of: Callable[[str], str | None],
) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        if name not in templates:
            return None
        path, content = templates[name]
        return _decode(content, name, path), str(path), None

    environment = Environment(
        loader=FunctionLoader(load),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )

    def asset(page: Page, name: str) -> str:
        """Return the way from a page to an asset."""
        if name not in assets.addresses:
            raise TemplateFault(f"there is no asset '{name}'; put it into templates/assets/")
        return page.root + assets.addresses[name]

    def prose(text: Prose, page: Page) -> Markup:
        """Return a text as HTML, its links to records turned into ways from this page."""
        if not text.links:
            return Markup(text.html)

        def lead(link: re.Match[str]) -> str:
            address = address_of(link[1])
            return link[2] if address is None else f'<a href="{page.root}{address}">{link[2]}</a>'

        return Markup(_RECORD_LINK.sub(lead, text.html))

    def structured(page: Page) -> tuple[Markup, ...]:
        """Return the schema.org data of a page; the way to it only where the site's address is known."""
        trail = (breadcrumbs(site.base_url, page),) if site.base_url and page.address else ()
        return tuple(_json(one) for one in (*trail, *page.structured))

    def pieces() -> Any:
        """Return the macros of the small pieces."""
        return _template(environment, "parts/pieces.html").module

    @cache
    def drawn(one: Chip) -> Markup:
        return Markup(pieces().chip(one))

    def chip(one: Chip | Step | StatusFacts) -> Markup:
        """Return a status with who says so; a site shows few of them on thousands of places."""
        return drawn(one if isinstance(one, Chip) else chip_of(one))

    @cache
    def written(root: str, text: str, address: str | None, is_inferred: bool) -> Markup:
        return Markup(pieces().link(root, text, address, is_inferred))

    def to(link: Link | Ref, page: Page) -> Markup:
        """Return a link as it leads on from a page."""
        return written(page.root, link.text, link.address, link.is_inferred)

    environment.globals.update(site=site, asset=asset)
    environment.filters.update(
        prose=prose,
        time=time_element,
        structured=structured,
        chip=chip,
        to=to,
        label=lambda key, kind: LABELS[kind][key],
        mark_labels=mark_labels,
        word_on=word_on,
        whose_word=lambda one: who_says_so(one.assurance, one.status.common.key),
        on_day=on_day,
        in_words=in_words,
    )
    return environment


def _json(data: dict[str, Any]) -> Markup:
    """Return data for a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def time_element(when: PartialDate) -> Markup:
    """Return a date in words, with `<time>` around a day, a month or a year."""
    return _time_element(when.text, in_words(when))


@cache
def _time_element(text: str, words: str) -> Markup:
    if not text[:1].isdigit() or "/" in text:
        # Bounds are no date of the occasion itself, so they are not marked up as one.
        return Markup.escape(words)
    shown = point_in_words(text)
    return Markup('<time datetime="{}">{}</time>{}').format(text, shown, words.removeprefix(shown))


def _render_pages(
    environment: Environment, pages: Sequence[Page], files: Mapping[str, Callable[[], bytes]], workers: int
) -> dict[str, bytes]:
    if workers <= 1 or len(pages) < 200 or not hasattr(os, "fork"):
        return {**_render_some(environment, pages), **_make_all(files)}
    for template in {page.template for page in pages}:
        _template(environment, template)
    shares = [pages[n::workers] for n in range(workers)]
    tasks = [lambda share=share: _render_some(environment, share) for share in shares]
    return _in_processes([lambda: _make_all(files), *tasks])


def _make_all(files: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
    return {file: make() for file, make in files.items()}


def _render_some(environment: Environment, pages: Iterable[Page]) -> dict[str, bytes]:
    return {page.file: _render_page(environment, page) for page in pages}


def _render_page(environment: Environment, page: Page) -> bytes:
    try:
        return _template(environment, page.template).render(page=page).encode()
    except TemplateSyntaxError as fault:
        message = f"template {fault.name}:{fault.lineno}: {fault.message}"
        raise TemplateFault(message, fault.filename, fault.lineno) from fault
    except UndefinedError as fault:
        message = f"template {page.template}, page /{page.address}: {fault.message}"
        raise TemplateFault(message, *_place_of(fault)) from fault


def _place_of(fault: Exception) -> tuple[str, int]:
    """Return the file and the line of the template in which it was raised."""
    # Jinja makes a traceback look as if templates were Python: the last of them is where it happened.
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
    return next((place for place in reversed(frames) if not place[0].endswith(".py")), frames[-1])


def _decode(content: bytes, name: str, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise TemplateFault(f"template {name}:{line}: this is not UTF-8", str(path), line) from fault


def _template(environment: Environment, name: str) -> Template:
    try:
        return environment.get_template(name)
    except TemplateNotFound as missing:
        raise TemplateFault(f"there is no template '{missing.name}'") from missing


def _in_processes(tasks: Sequence[Callable[[], Mapping[str, bytes]]]) -> dict[str, bytes]:
    """Return what all tasks give, each done in a fork that inherits what it needs."""
    gc.freeze()
    running = [_fork(task) for task in tasks]
    results: dict[str, bytes] = {}
    failures: list[BaseException] = []
    for pid, reader in running:
        with os.fdopen(reader, "rb") as pipe:
            done = pipe.read()
        os.waitpid(pid, 0)
        outcome = pickle.loads(done) if done else TemplateFault("a worker was ended before it was done")
        if isinstance(outcome, BaseException):
            failures.append(outcome)
        else:
            results.update(outcome)
    if failures:
        raise failures[0]
    return results


def _fork(task: Callable[[], Mapping[str, bytes]]) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        try:
            pickle.dump(task(), pipe, protocol=5)
        except Exception as fault:
            pickle.dump(
                TemplateFault(str(fault)) if isinstance(fault, TemplateFault) else RuntimeError(repr(fault)),
                pipe,
            )
    os._exit(0)
