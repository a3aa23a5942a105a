"""What is planned is opened, and made, only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.large import TODAY, write_large
from tests.support import project_at
from tracker_site.pages.planned import Chapter, Later, Planned
from tracker_site.pipeline import Clock, prepare_site


class Text(NamedTuple):
    """A page that is there already."""

    file: str


class Told:
    """Chapters that tell what is done with them."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def chapter(self, name: str, *late: str) -> Chapter:
        """Return a chapter with a page of its own, and others that are made late."""
        return Chapter(lambda: self._plan(name, late), name)

    def _plan(self, name: str, late: tuple[str, ...]) -> Iterator[Text | Later[Text]]:
        self.done.append(f"opened {name}")
        for file in late:
            yield Later(file, partial(self._make, file))
        yield Text(f"{name}/index.html")

    def _make(self, file: str) -> Text:
        self.done.append(f"made {file}")
        return Text(file)


def test_only_what_is_asked_for_is_made() -> None:
    """And only once; a chapter in which a file can't be is not opened."""
    told = Told()
    planned: Planned[Text] = Planned([told.chapter("a", "a/1", "a/2"), told.chapter("b", "b/1")])
    assert "c/1" not in planned
    assert told.done == []
    assert planned["a/2"] is planned["a/2"]
    assert told.done == ["opened a", "made a/2"]
    with pytest.raises(KeyError):
        planned["b/2"]
    assert list(planned) == ["a/1", "a/2", "a/index.html", "b/1", "b/index.html"]
    assert told.done == ["opened a", "made a/2", "opened b"]


def test_samples_are_what_is_there_and_the_first_of_what_is_made_late() -> None:
    """So that each kind of page can be tried without making all of them."""
    told = Told()
    planned: Planned[Text] = Planned([told.chapter("a", "a/1", "a/2"), told.chapter("b")])
    assert {file for file, _ in planned.samples()} == {"a/1", "a/index.html", "b/index.html"}
    assert "made a/2" not in told.done


def test_no_address_is_planned_twice_and_samples_are_of_every_kind(tmp_path: Path) -> None:
    """Otherwise one of two pages would be lost, or mistakes in a template would come to light late."""
    made = prepare_site(project_at(write_large(tmp_path, 60, 2)), Clock(TODAY, TODAY))
    files = list(made.site.pages)
    assert len(files) == len(set(files)) == len(made.site.pages)
    sampled = {page.template for _, page in made.site.pages.samples()}
    assert sampled == {page.template for page in made.site.pages.values()}
