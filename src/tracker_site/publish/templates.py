"""The templates: a page to its HTML. The only importer of jinja2.

Whatever a template writes stands before the page's own place is known: an address begins with `ROOT`, for which the
way from the page to the root of the site is put in once the page is whole. So a row that many pages show is rendered
once, and every address that was written is known without a search through the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from traceback import walk_tb
from types import CodeType
from typing import Any

import markupsafe
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
from jinja2.environment import TemplateModule
from jinja2.nodes import Template as Root
from jinja2.runtime import Context
from markupsafe import Markup

from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate, day_in_words, in_words, on_day, point_in_words
from tracker_site.labels import LABELS, SIGNS, count, days_in_words, inferred_among, listing, times
from tracker_site.pages.amendments import effect_of
from tracker_site.pages.charts import bar_of, segments_of, tally
from tracker_site.pages.listings import Listing
from tracker_site.pages.machines import breadcrumbs
from tracker_site.pages.page import Page
from tracker_site.pages.rows import meetings_in_words
from tracker_site.pages.site import SiteShown
from tracker_site.phrases import (
    as_part,
    cell_sign,
    cell_words,
    counted_as_part,
    fate_in_words,
    late_label,
    mark_labels,
    meeting_state,
    raised_in_words,
    rule_in_words,
    slip_in_words,
    speaker_of,
    who_says_so,
    word_on,
)
from tracker_site.project import WrongUse
from tracker_site.publish.assets import read_assets, read_templates
from tracker_site.publish.rows import rows_script
from tracker_site.records.statuses import Assurance, Status
from tracker_site.source.markup import Prose
from tracker_site.status.history import Step
from tracker_site.status.standing import StatusFacts

ROOT = "\0"
"""Stands for the way to the root of the site; no text holds it, since neither YAML nor Markdown lets it in."""

_RECORD_LINK = re.compile(r'<a href="record:([^"]+)">(.*?)</a>', re.DOTALL)


class TemplateFault(WrongUse):
    """A template is wrong: holds a sentence that names it, and its file and line where they are known."""

    def __init__(self, message: str, file: str | None = None, line: int = 1) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


class Templates:
    """The templates of a site as they were when it was prepared, whatever was saved since."""

    def __init__(
        self, folders: Sequence[Path], site: SiteShown, address_of: Callable[[str], str | None]
    ) -> None:
        """`folders` are the strongest first; `address_of` gives that of a record, or nothing where it is not seen."""
        self.assets = read_assets(folders, site.brand.colour)
        self.written: set[str] = set()
        """The addresses that the rendered pages lead to, from the root of the site."""
        sources = read_templates(folders)
        self.files = {path for path, _ in sources.values()}
        self._site = site
        self._address_of = address_of
        self._environment = _environment(sources)
        self._environment.globals.update(
            site=site, asset=self._asset, once=self._once, rows_script=self._rows_script, url=self._url
        )
        self._environment.filters.update(
            cell_sign=cell_sign,
            cell_words=cell_words,
            chip=self._chip,
            signs=SIGNS.__getitem__,
            effect=effect_of,
            fate=fate_in_words,
            in_words=in_words,
            label=lambda key, kind: LABELS[kind][key],
            listing=listing,
            late_label=late_label,
            mark_labels=mark_labels,
            meeting_state=meeting_state,
            meetings_in_words=meetings_in_words,
            on_day=on_day,
            prose=self._prose,
            word_on=word_on,
            slip=slip_in_words,
            speaker=speaker_of,
            rule=rule_in_words,
            raised=raised_in_words,
            recommendations=_recommendations,
            inferred_among=_inferred_among,
            times=times,
            days_in_words=days_in_words,
            days=lambda days: listing([day_in_words(day) for day in days]),
            structured=self._structured,
            time=time_element,
            as_part=counted_as_part,
            bar=lambda entities: bar_of(one.counted_as for one in entities),
            counted=count,
            statuses=lambda entities: segments_of(one.counted_as for one in entities),
            tally=lambda entities: tally(one.counted_as for one in entities),
            to=self._to,
            whose_word=lambda one: f"{who_says_so(one.assurance, one.status.common.key)}{as_part(one)}",
        )
        self._chip_of = cache(self._chip_in_html)
        self._link = cache(lambda *link: Markup(self._pieces().link(*link)))
        self._scripts: dict[Listing[Any], tuple[str, bytes]] = {}
        self._fragments: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def load(self, names: Iterable[str]) -> None:
        """Compile some templates, which is done once for all processes that are forked later."""
        for name in names:
            self._template(name)

    def render(self, page: Page) -> bytes:
        """Return the file of a page. Raises `TemplateFault` where one of its templates is wrong."""
        try:
            html = self._template(page.template).render(page=page)
        except TemplateSyntaxError as fault:
            message = f"template {fault.name}:{fault.lineno}: {fault.message}"
            raise TemplateFault(message, fault.filename, fault.lineno) from fault
        except UndefinedError as fault:
            message = f"template {page.template}, page /{page.address}: {fault.message}"
            raise TemplateFault(message, *_place_of(fault)) from fault
        return html.replace(ROOT, page.root).encode()

    def rows_script(self, listing: Listing[Any]) -> tuple[str, bytes]:
        """Return the address and the content of the script that holds all rows of a list."""
        if listing not in self._scripts:
            macro = getattr(self._pieces(), f"{listing.noun}_row")
            content = rows_script(listing, lambda row: self._once(macro, row).replace(ROOT, ""))
            address = f"assets/{listing.name}.{blake2b(content, digest_size=5).hexdigest()}.js"
            self._scripts[listing] = address, content
        return self._scripts[listing]

    def _template(self, name: str) -> Template:
        try:
            return self._environment.get_template(name)
        except TemplateNotFound as missing:
            raise TemplateFault(f"there is no template '{missing.name}'") from missing

    def _pieces(self) -> Any:
        """Return the macros of the small pieces."""
        return self._template("parts/pieces.html").module

    def _once(self, macro: Callable[..., Markup], *arguments: object) -> Markup:
        """Return what a macro gives, rendered once for all pages that show it; entities count by their identity."""
        key = (macro, *(one if isinstance(one, str | bool) else id(one) for one in arguments))
        found = self._fragments.get(key)
        if found is None:
            # With the arguments themselves: else another entity could take the identity of one that is gone.
            found = self._fragments[key] = (arguments, macro(*arguments))
        return found[1]

    def _asset(self, _page: Page, name: str) -> str:
        """Return the URL of an asset."""
        if name not in self.assets.addresses:
            raise TemplateFault(f"there is no asset '{name}'; put it into templates/assets/")
        return ROOT + self.assets.addresses[name]

    def _rows_script(self, listing: Listing[Any]) -> str:
        """Return the URL of the script that holds all rows of a list."""
        return ROOT + self.rows_script(listing)[0]

    def _url(self, address: str) -> str:
        """Return the URL of an address of the site."""
        self.written.add(address)
        return ROOT + address

    def _to(self, link: Ref, _page: Page | None = None) -> Markup:
        """Return a link."""
        return self._link(link.text, link.address, link.is_inferred, link.is_superseded)

    def _chip(self, one: Step | StatusFacts) -> Markup:
        """Return a status with who says so; a site shows few of them in thousands of places."""
        return self._chip_of(one.status, one.assurance, as_part(one))

    def _chip_in_html(self, status: Status, assurance: Assurance, part: str) -> Markup:
        words = f"{who_says_so(assurance, status.common.key)}{part}"
        return Markup(self._pieces().chip(status, assurance, words))

    def _prose(self, text: Prose, _page: Page | None = None) -> Markup:
        """Return a text as HTML, its links to records turned into URLs."""
        return Markup(_RECORD_LINK.sub(self._link_in_prose, text.html) if text.links else text.html)

    def _link_in_prose(self, link: re.Match[str]) -> str:
        address = self._address_of(link[1])
        return link[2] if address is None else f'<a href="{self._url(address)}">{link[2]}</a>'

    def _structured(self, page: Page) -> tuple[Markup, ...]:
        """Return the schema.org data of a page; the way to it only where the site's address is known."""
        base_url = self._site.base_url
        trail = (breadcrumbs(base_url, page),) if base_url and page.address else ()
        return tuple(_json(one) for one in (*trail, *page.structured))


def escape(value: object) -> str:
    """Return a value as it stands in HTML: markup as it is, of which Jinja's own would make a copy."""
    return value if type(value) is Markup else markupsafe.escape(value)


def _recommendations(all_of: Sequence[Any], inferred: int | None = None) -> str:
    """Return how many recommendations these are; `inferred` says how many of them are, where they do not."""
    return f"{count(len(all_of), 'recommendation')}{_inferred_among(all_of, inferred)}"


def _inferred_among(all_of: Sequence[Any], inferred: int | None = None) -> str:
    number = sum(one.is_inferred for one in all_of) if inferred is None else inferred
    return inferred_among(len(all_of), number)


class _Context(Context):
    """The names that a template sees; it calls functions directly, since none of them asks for the context."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *arguments: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        return function(*arguments, **named)


class _Template(Template):
    """A template whose macros are made once: all that they see beside their arguments is the same on every page."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _Environment(Environment):
    """Jinja's environment, which finds each template once."""

    context_class = _Context
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def _generate(
        self, source: Root, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Return the code of a template, in which `escape` is ours."""
        code = super()._generate(source, name, filename, defer_init)
        return code.replace("\n", f"; from {__name__} import escape\n", 1)

    def get_template(self, name: str | Template, *_: object) -> Template:
        if isinstance(name, Template):
            return name
        if name not in self._found:
            self._found[name] = super().get_template(name)
        return self._found[name]


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


def _environment(sources: Mapping[str, tuple[Path, bytes]]) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        if name not in sources:
            return None
        path, content = sources[name]
        return _decode(content, name, path), str(path), None

    return _Environment(
        loader=FunctionLoader(load),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _decode(content: bytes, name: str, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise TemplateFault(f"template {name}:{line}: this is not UTF-8", str(path), line) from fault


def _place_of(fault: Exception) -> tuple[str, int]:
    """Return the file and the line of the template in which it was raised."""
    # Jinja makes a traceback look as if templates were Python: the last of them is where it happened.
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
    return next((place for place in reversed(frames) if not place[0].endswith(".py")), frames[-1])


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
