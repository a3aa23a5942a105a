"""The pipeline: from files of content to the files of the site, stage by stage.

What only the second half needs (pages, templates, publishing) is imported where it begins, since `check` stops before.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import shorten
from time import perf_counter
from typing import TYPE_CHECKING

from tracker_site.dataset.federation.reading import read_trackers
from tracker_site.dataset.federation.tracker import Tracker, is_seen
from tracker_site.git import UnreadHistory
from tracker_site.memory import Memory
from tracker_site.problems import Place, Problem, Problems
from tracker_site.project import Project
from tracker_site.records.parse import parse
from tracker_site.register.findings import found, note_one
from tracker_site.register.resolve import resolve, without_unfinished
from tracker_site.source import Marks, leftovers_in, read, visible
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings

if TYPE_CHECKING:
    from tracker_site.changes.differences import Corrections
    from tracker_site.provenance import Provenance
    from tracker_site.publish.output import Published
    from tracker_site.publish.render import RenderedSite

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Clock:
    """The real day, and the day that the site is to show."""

    today: date
    as_at: date


class Timings(dict[str, float]):
    """The seconds that each stage took."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        """Note that a stage has ended, and that the next begins."""
        now = perf_counter()
        self[stage], self._last = now - self._last, now


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """The site with its pages planned and not rendered yet, and the warnings that came up."""

    site: RenderedSite
    warnings: tuple[Problem, ...]
    timings: Timings


@dataclass(frozen=True, slots=True)
class MadeSite:
    """Every file of the site by its address, and the warnings that came up."""

    files: dict[str, bytes]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What publishing changed, how many pages the site has, and the warnings that came up."""

    changes: Published
    pages: int
    warnings: tuple[Problem, ...]
    timings: Timings


def publish_site(
    project: Project,
    clock: Clock,
    base_url: str | None,
    workers: int,
    provenance: Provenance | UnreadHistory | None,
    corrections: Corrections | UnreadHistory | None,
) -> PublishedSite:
    """Put the site with its search in the place of the old one, or raise `ContentError` or `OutputRefused`.

    No process holds the files in its memory: each is written to the disk by the one that renders it.
    """
    from tracker_site.publish.output import WrittenFiles, next_site
    from tracker_site.publish.search import index

    prepared = prepare_site(project, clock, base_url, provenance, corrections)
    with next_site(project.output) as site:
        written = prepared.site.render_all(site.write, workers)
        prepared.timings.lap("render")
        files = WrittenFiles(written)
        prepared.site.check_links(files)
        prepared.timings.lap("links")
        found = index(files, project.memory / "search")
        written |= {file: site.write(file, content) for file, content in found.items()}
        prepared.timings.lap("search")
        changes = site.publish(written)
    pages = sum(file.endswith(".html") for file in written)
    return PublishedSite(changes, pages, prepared.warnings, prepared.timings)


def make_site(
    project: Project,
    clock: Clock,
    base_url: str | None = None,
    workers: int = 1,
    with_search: bool = False,
    provenance: Provenance | UnreadHistory | None = None,
    corrections: Corrections | UnreadHistory | None = None,
    memory: Memory | None = None,
) -> MadeSite:
    """Return every file of the site, or raise `ContentError` with all that needs mending.

    `base_url` overrules the one of the settings. Without the index of the search its page leads to the lists.
    `provenance` is what git knows of the files of the content; without it the pages do not say when they changed.
    `corrections` are what was put right in them; without it the site says that it does not know. Either may be why
    the history could not be read.
    `memory` is of runs before, which saves time and changes nothing.
    """
    prepared = prepare_site(project, clock, base_url, provenance, corrections, memory)
    files = prepared.site.render_all(lambda _, content: content, workers)
    prepared.site.check_links(files)
    if with_search:
        from tracker_site.publish.search import index

        files |= index(files, project.memory / "search")
    return MadeSite(files, prepared.warnings)


def prepare_site(
    project: Project,
    clock: Clock,
    base_url: str | None = None,
    provenance: Provenance | UnreadHistory | None = None,
    corrections: Corrections | UnreadHistory | None = None,
    memory: Memory | None = None,
    marks: Marks | None = None,
    leaving_out_drafts: bool = False,
) -> PreparedSite:
    """Return the site up to where its pages are rendered, or raise `ContentError` with all that needs mending.

    `marks` tell of files whether they may say something else than when they were remembered, where somebody looked.
    `leaving_out_drafts`: drafts with open questions are no mistakes if the rest does without them (in the preview).
    """
    from tracker_site.dataset.guide import Guide
    from tracker_site.pages.plan import plan_site
    from tracker_site.publish.render import RenderedSite
    from tracker_site.publish.templates import Templates

    run = _Run(project.content, project.shown_content, clock, base_url, memory, marks)
    standings = run.stand()
    others = run.read_trackers(standings)
    _check_logo(project, standings, run.problems)
    _note_leftovers(project, standings, run.problems)
    _note_unread(standings, run.problems, provenance, corrections)
    problems = without_unfinished(standings.register, run.problems) if leaving_out_drafts else run.problems
    # Only now: every stage adds what it finds, so that all of it is told at once.
    problems.stop()
    plan = plan_site(standings, clock.today, provenance, corrections, others)
    run.timings.lap("plan")
    site = RenderedSite(plan, Templates(project.templates, plan.site, Guide(standings).seen_address))
    run.timings.lap("prepare")
    if memory:
        memory.turn()
    return PreparedSite(site, tuple(problems), run.timings)


def check_content(project: Project, clock: Clock, unread: UnreadHistory | None = None) -> tuple[Problem, ...]:
    """Return the warnings about the content, or raise `ContentError` with all that needs mending; render nothing.

    `unread` is why its history can't be read, where that is so.
    """
    run = _Run(project.content, project.shown_content, clock)
    standings = run.stand()
    run.read_trackers(standings)
    _check_logo(project, standings, run.problems)
    _note_leftovers(project, standings, run.problems)
    _note_unread(standings, run.problems, unread)
    run.problems.stop()
    return tuple(run.problems)


def stand(content: Path, shown: str, clock: Clock) -> Standings:
    """Return where everything stands in a folder of content, or raise `ContentError`; `shown` names the folder."""
    run = _Run(content, shown, clock)
    standings = run.stand()
    run.problems.stop()
    return standings


def stand_on(content: Path, shown: str, day: date) -> Standings:
    """Return where everything stands in a folder of content on a day, as it was known then."""
    return stand(content, shown, Clock(day, day))


def stand_with_trackers(content: Path, shown: str, clock: Clock) -> tuple[Standings, tuple[Tracker, ...]]:
    """Return where everything in a folder stands, and the other trackers that are shown on that day."""
    run = _Run(content, shown, clock)
    standings = run.stand()
    others = run.read_trackers(standings)
    run.problems.stop()
    return standings, tuple(one for one in others if is_seen(one, clock.as_at, clock.today))


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of the first stages over a folder of content, the problems that they find, and the seconds they take."""

    content: Path
    shown: str
    """How problems name the folder."""
    clock: Clock
    base_url: str | None = None
    memory: Memory | None = None
    marks: Marks | None = None
    problems: Problems = field(default_factory=Problems)
    timings: Timings = field(default_factory=Timings)

    def stand(self) -> Standings:
        """Return where everything stands."""
        with self.memory.in_use() if self.memory else nullcontext():
            return self._stand()

    def _stand(self) -> Standings:
        files = read(self.content, self.shown, self.problems, self.marks)
        self.timings.lap("read")
        records = parse(files, self.problems, self.base_url)
        self.timings.lap("parse")
        if records is None:
            self.problems.stop()
            raise AssertionError("settings that can't be read are a problem")
        register = resolve(records, self.problems, self.clock.today)
        self.timings.lap("join")
        standings = derive(register, self.problems, self.clock.today, self.clock.as_at)
        self.timings.lap("derive")
        return standings

    def read_trackers(self, standings: Standings) -> tuple[Tracker, ...]:
        """Return the other trackers whose data lies in the folder."""
        others = read_trackers(self.content, self.shown, standings.register, self.problems)
        self.timings.lap("others")
        return others


def _note_leftovers(project: Project, standings: Standings, problems: Problems) -> None:
    """Note once what systems and editors left in the content."""
    first, *more = sorted(leftovers_in(project.content)) or [""]
    if first:
        like = f", like {len(more)} more ({shorten(', '.join(more), 200)})" if more else ""
        place = Place(visible(f"{project.shown_content}/{first}"))
        note_one(standings.register, problems, "site", found(place, "leftover", visible(like)))


def _note_unread(standings: Standings, problems: Problems, *history: object) -> None:
    """Note why the history could not be read, where that is so."""
    reasons = {one.reason: None for one in history if isinstance(one, UnreadHistory)}
    for reason in reasons:
        note_one(standings.register, problems, "site", found((), "history-unread", reason))


def _check_logo(project: Project, standings: Standings, problems: Problems) -> None:
    records = standings.register.records
    logo = records.site.brand.logo
    folders = [folder / "assets" for folder in project.templates]
    if logo and not (_FILE_NAME.fullmatch(logo) and any((folder / logo).is_file() for folder in folders)):
        message = f"there is no '{logo}' in templates/assets/; put the file there, or remove the logo"
        problems.error(records.place("site", "brand", "logo"), message, "missing-logo")
