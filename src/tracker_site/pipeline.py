"""The line: from files of content to the files of the site, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from tracker_site.changes.differences import Corrections
from tracker_site.dataset.federation.reading import read_trackers
from tracker_site.dataset.federation.tracker import Tracker, is_seen
from tracker_site.dataset.guide import Guide
from tracker_site.memory import Memory
from tracker_site.pages.plan import plan_site
from tracker_site.pages.site import SiteShown
from tracker_site.problems import Problem, Problems
from tracker_site.project import Project, is_of_the_tool
from tracker_site.provenance import Provenance
from tracker_site.publish.links import check_links
from tracker_site.publish.output import Published, WrittenFiles, next_site
from tracker_site.publish.render import RenderedSite
from tracker_site.publish.search.index import index
from tracker_site.publish.templates import Templates
from tracker_site.records.parse import Records, parse
from tracker_site.register.resolve import resolve, without_unfinished
from tracker_site.source import Marks, read
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Clock:
    """The real day, and the day that the site is to show."""

    today: date
    as_at: date


@dataclass(frozen=True, slots=True)
class MadeSite:
    """Every file of the site by its address, and the warnings that came up."""

    files: dict[str, bytes]
    warnings: tuple[Problem, ...]
    timings: dict[str, float]
    """Seconds that each stage took."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What publishing changed, how many pages the site has, and the warnings that came up."""

    changes: Published
    pages: int
    warnings: tuple[Problem, ...]
    timings: dict[str, float]
    """Seconds that each stage took."""


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """The site with its pages planned and not rendered yet, and the warnings that came up."""

    site: RenderedSite
    shown: SiteShown
    warnings: tuple[Problem, ...]
    timings: dict[str, float]
    """Seconds that each stage took."""


def make_site(
    project: Project,
    clock: Clock,
    base_url: str | None = None,
    workers: int = 1,
    with_search: bool = False,
    provenance: Provenance | None = None,
    corrections: Corrections | None = None,
    memory: Memory | None = None,
) -> MadeSite:
    """Return every file of the site, or raise `ContentError` with all that needs mending.

    `base_url` overrules the one of the settings. Without the index of the search its page leads to the lists.
    `provenance` is what git knows of the files of the content; without it the pages do not say when they changed.
    `corrections` are what was put right in them; without it the site says that it does not know.
    `memory` is of runs before, which saves time and changes nothing.
    """
    prepared = prepare_site(project, clock, base_url, provenance, corrections, memory)
    watch = _Watch(prepared.timings)
    files = prepared.site.render_all(lambda _, content: content, workers)
    watch.lap("render")
    _check_links(prepared, files)
    watch.lap("links")
    if with_search:
        files |= index(files, project.memory / "search")
        watch.lap("search")
    return MadeSite(files, prepared.warnings, watch.laps)


def publish_site(
    project: Project,
    clock: Clock,
    base_url: str | None,
    workers: int,
    provenance: Provenance | None,
    corrections: Corrections | None,
) -> PublishedSite:
    """Put the site with its search in the place of the old one, or raise `ContentError` or `OutputRefused`.

    No process holds the files in its memory: each is written to the disk by the one that renders it.
    """
    prepared = prepare_site(project, clock, base_url, provenance, corrections)
    watch = _Watch(prepared.timings)
    with next_site(project.output) as site:
        written = prepared.site.render_all(site.write, workers)
        watch.lap("render")
        files = WrittenFiles(written)
        _check_links(prepared, files)
        watch.lap("links")
        found = index(files, project.memory / "search")
        written |= {file: site.write(file, content) for file, content in found.items()}
        watch.lap("search")
        changes = site.publish(written)
    pages = sum(file.endswith(".html") for file in written)
    return PublishedSite(changes, pages, prepared.warnings, watch.laps)


def _check_links(prepared: PreparedSite, files: Mapping[str, bytes]) -> None:
    """Raise `LinksFault` where a page leads nowhere; pages are searched where templates are not the tool's own."""
    templates = prepared.site.templates
    is_of_tool = all(map(is_of_the_tool, templates.files))
    base_path = urlsplit(prepared.shown.base_url or "").path or "/"
    check_links(files, base_path, templates.written if is_of_tool else None)


def prepare_site(
    project: Project,
    clock: Clock,
    base_url: str | None = None,
    provenance: Provenance | None = None,
    corrections: Corrections | None = None,
    memory: Memory | None = None,
    marks: Marks | None = None,
    leaving_out_drafts: bool = False,
) -> PreparedSite:
    """Return the site up to where its pages are rendered, or raise `ContentError` with all that needs mending.

    `marks` tell of files whether they may say something else than when they were remembered, where somebody looked.
    `leaving_out_drafts`: drafts with open questions are no mistakes if the rest does without them (in the preview).
    """
    problems = Problems()
    memory = memory or Memory()
    watch = _Watch()
    shown = project.shown_content
    standings = _stand(project.content, shown, clock, base_url, problems, watch, memory, marks)
    others = read_trackers(project.content, shown, standings.register, problems)
    watch.lap("others")
    _check_logo(project, standings.register.records, problems)
    if leaving_out_drafts:
        problems = without_unfinished(standings.register, problems)
    # Only now: every stage adds what it finds, so that all of it is told at once.
    problems.stop()
    plan = plan_site(standings, clock.today, provenance, corrections, others)
    watch.lap("plan")
    site = RenderedSite(plan, Templates(project.templates, plan.site, Guide(standings).seen_address))
    watch.lap("prepare")
    memory.turn()
    return PreparedSite(site, plan.site, tuple(problems), watch.laps)


def stand(content: Path, shown: str, clock: Clock) -> Standings:
    """Return where everything stands in a folder of content, or raise `ContentError`; `shown` names the folder."""
    problems = Problems()
    standings = _stand(content, shown, clock, None, problems, _Watch(), Memory(), None)
    problems.stop()
    return standings


def stand_on(content: Path, shown: str, day: date) -> Standings:
    """Return where everything stands in a folder of content on a day, as it was known then."""
    return stand(content, shown, Clock(day, day))


def stand_with_trackers(content: Path, shown: str, clock: Clock) -> tuple[Standings, tuple[Tracker, ...]]:
    """Return where everything in a folder stands, and the other trackers that are shown on that day."""
    standings, problems = stand(content, shown, clock), Problems()
    others = read_trackers(content, shown, standings.register, problems)
    problems.stop()
    return standings, tuple(one for one in others if is_seen(one, clock.as_at, clock.today))


def _stand(
    content: Path,
    shown: str,
    clock: Clock,
    base_url: str | None,
    problems: Problems,
    watch: _Watch,
    memory: Memory,
    marks: Marks | None,
) -> Standings:
    files = read(content, shown, problems, memory, marks)
    watch.lap("read")
    records = parse(files, problems, base_url, memory)
    watch.lap("parse")
    if records is None:
        problems.stop()
        raise AssertionError("settings that can't be read are a problem")
    register = resolve(records, problems, clock.today, memory)
    watch.lap("join")
    standings = derive(register, problems, clock.today, clock.as_at, memory)
    watch.lap("derive")
    return standings


def _check_logo(project: Project, records: Records, problems: Problems) -> None:
    logo = records.site.brand.logo
    folders = [folder / "assets" for folder in project.templates]
    if logo and not (_FILE_NAME.fullmatch(logo) and any((folder / logo).is_file() for folder in folders)):
        message = f"there is no '{logo}' in templates/assets/; put the file there, or remove the logo"
        problems.error(records.place("site", "brand", "logo"), message, "missing-logo")


class _Watch:
    """Takes the time of each stage."""

    def __init__(self, laps: dict[str, float] | None = None, now: Callable[[], float] = perf_counter) -> None:
        self.laps = dict(laps or {})
        self._now = now
        self._last = now()

    def lap(self, stage: str) -> None:
        """Note how long a stage took."""
        now = self._now()
        self.laps[stage] = now - self._last
        self._last = now
