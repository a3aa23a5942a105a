"""The house is as `docs/architecture.md` says: imports go one way, templates get two names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

from tests.support import ROOT
from tracker_site.pages.page import Page
from tracker_site.records.kinds import KINDS
from tracker_site.source import KINDS as ENDINGS

SOURCE = ROOT / "src" / "tracker_site"
PACKAGES = sorted(path for path in SOURCE.iterdir() if (path / "__init__.py").is_file())
FILTERS = (
    *("prose", "time", "on_day", "in_words", "structured", "chip", "to"),
    *("label", "mark_labels", "meeting_state", "meetings_in_words", "effect", "fate"),
    *("word_on", "whose_word", "slip", "rule", "days"),
    *("bar", "counted", "listing", "statuses", "tally"),
    *("raised", "times", "days_in_words"),
    *("as_part", "cell_sign", "cell_words", "signs", "recommendations", "inferred_among", "speaker"),
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def rooms() -> list[str]:
    """Return the rooms of the table in the architecture page, lowest first."""
    table = (ROOT / "docs" / "architecture.md").read_text().split("## Packages")[1].split("## ")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def imports_of(path: Path) -> Iterator[str]:
    """Yield the rooms that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tracker_site"):
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


def name_of(path: Path) -> str:
    """Return the name by which a module is imported."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def modules_imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports from when it is loaded."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    """Return the room that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_every_room_is_in_the_table() -> None:
    """No module stands outside of the architecture page."""
    found = {room_of(path) for path in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    assert found == set(rooms())


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    """A module imports only from its own room and from those above it in the table."""
    room = room_of(path)
    if room.startswith("__"):
        return
    allowed = {*rooms()[: rooms().index(room) + 1], "__version__"}
    assert set(imports_of(path)) <= allowed


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_imports_within_a_package_go_one_way(package: Path) -> None:
    """The modules of a package can be put in an order in which each imports only from those before it."""
    imports = {name_of(path): set(modules_imported(path)) for path in package.rglob("*.py")}
    within = {name: {one for one in of if one in imports} - {name} for name, of in imports.items()}

    tuple(TopologicalSorter(within).static_order())  # raises CycleError


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_gets_site_and_page_and_nothing_else(path: Path) -> None:
    """Whatever else a template names must be its own."""
    environment = Environment(loader=FileSystemLoader(str(ROOT / "templates")), autoescape=True)
    environment.filters.update(dict.fromkeys(FILTERS, str))
    tree = environment.parse(path.read_text())
    inherited = (
        {"pieces", "account", "motions", "lists", "charts", "then", "owner"}
        if tree.find(nodes.Extends)
        else set()
    )
    functions = {"asset", "url", "once", "rows_script", "caller", "dict", "self"}
    assert meta.find_undeclared_variables(tree) - inherited - functions <= {"site", "page"}


def test_each_page_has_a_template_named_after_it() -> None:
    """`MeetingPage` is shown by `meeting.html`."""
    for page in _kinds_of_page(Page):
        assert (ROOT / "templates" / page.template).is_file()
        if page.template != "404.html":
            assert page.__name__ == page.template.removesuffix(".html").title() + "Page"


def test_the_reader_and_the_models_know_the_same_kinds() -> None:
    """Each folder that is read has a model, and the other way round."""
    assert set(KINDS) == set(ENDINGS)


def _kinds_of_page(page: type[Page]) -> Iterator[type[Page]]:
    for kind in page.__subclasses__():
        if "template" in vars(kind):
            yield kind
        yield from _kinds_of_page(kind)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.name)
def test_no_test_module_is_imported(path: Path) -> None:
    """What tests share is in `tests/support/`."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    names = {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}
    assert [name for name in names if name.startswith("tests.test_")] == []
