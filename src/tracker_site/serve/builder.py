"""The site of the preview: built again after each save, and the last good one kept where that fails."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from time import perf_counter

from tracker_site.git import UnreadHistory
from tracker_site.memory import Memory
from tracker_site.pipeline import PreparedSite, prepare_site
from tracker_site.problems import ContentError, Place, Problem
from tracker_site.project import Project, shown
from tracker_site.provenance import Provenance, read_provenance, with_saved
from tracker_site.publish.search import SearchFault, index
from tracker_site.publish.templates import TemplateFault
from tracker_site.serve.messages import built, compare, first_built, not_built, number, saved_in_words
from tracker_site.serve.watch import QUIET, Seen

MOST_REPORTED = 20
MOMENT = 0.3  # seconds that the browser has to fetch a page before anything else is done
MANY = 1000  # pages, of which planning a list takes so long that it waits until nothing is saved for a while


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview shows: the last good site if there is one, and what keeps a newer one from being shown."""

    prepared: PreparedSite | None = None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    """The unfinished drafts that it is shown without."""


class Builder:
    """Builds the site and holds what is shown of it; `build` runs beside the server, in a thread of its own."""

    def __init__(
        self,
        project: Project,
        say: Callable[[str], None],
        report: Callable[[Sequence[Problem]], None],
        moment: float = MOMENT,
    ) -> None:
        """`say` gets what happens, in words, `report` what is wrong."""
        self.project = project
        self.shown = Shown()
        self.viewed: frozenset[str] = frozenset()
        """The files of the pages that browsers show now."""
        self.is_starting = True
        self.has_ended = False
        self.after_build: Callable[[], None] = lambda: None
        """Called when another site is shown."""
        self._say = say
        self._report = report
        self._moment = moment
        self._warned: frozenset[Problem] = frozenset()
        self._reported: set[Problem] = set()
        self._memory = Memory()
        self._provenance: Provenance | UnreadHistory | None = None
        self._is_large = False
        self._comparison: Generator[None, None, str] | None = None
        """The steps to find out which pages differ from before, once nobody waits."""
        self._not_before = 0.0
        self._built: Callable[..., str] = built
        """Says what was saved, how long the site took, and which pages differ where that is known."""
        self._searching = Lock()
        self._searched: tuple[PreparedSite, Mapping[str, bytes]] | None = None

    def build(self, seen: Seen, saved: tuple[str, ...]) -> None:
        """Build the site of what was seen, and show it; `saved` are the files that differ from the time before."""
        before, start = self.shown, perf_counter()
        self._reported.clear()
        self._update_provenance(saved)
        if self._comparison:
            # Another save came first: which pages differed is of less use than what differs now.
            self._say(self._built())
            self._comparison = None
        # Nothing that a run makes can be thrown away before its end, so looking for garbage only costs time.
        gc.disable()
        try:
            self.shown = Shown(self._prepare(seen, saved))
        except Exception as fault:
            problems = fault.problems if isinstance(fault, ContentError) else (self._problem_of(fault),)
            self.shown = self._without_drafts(seen, saved, problems)
        self.is_starting = False
        self.after_build()
        self._tell_outcome(before, saved, perf_counter() - start)

    def _prepare(self, seen: Seen, saved: tuple[str, ...], leaving_out_drafts: bool = False) -> PreparedSite:
        prepared = prepare_site(
            self.project,
            seen.clock,
            memory=self._memory,
            marks=seen.marks,
            provenance=self._provenance,
            leaving_out_drafts=leaving_out_drafts,
        )
        self._try_pages(prepared, saved)
        return prepared

    def _try_pages(self, prepared: PreparedSite, saved: tuple[str, ...]) -> None:
        """Render what is looked at; after a change of templates also one page of each kind, to find mistakes."""
        site = prepared.site
        tried = {file for file in self.viewed if file in site}
        if self.shown.prepared is None or self._is_of_templates(saved):
            tried.update({page.template: file for file, page in site.pages.samples()}.values())
        for file in tried:
            site[file]

    def _is_of_templates(self, saved: tuple[str, ...]) -> bool:
        return any(not Path(name).is_relative_to(self.project.content) for name in saved)

    def _without_drafts(self, seen: Seen, saved: tuple[str, ...], problems: tuple[Problem, ...]) -> Shown:
        """Return what is shown beside problems: the last good site, or as long as there is none, one without drafts."""
        before = self.shown
        drafts = tuple(sorted({one.place.file for one in problems if one.code == "todo"}))
        if drafts and (before.prepared is None or before.left_out):
            with suppress(Exception):  # then what is left has mistakes too, and they are told already
                return Shown(self._prepare(seen, saved, leaving_out_drafts=True), problems, drafts)
        return Shown(before.prepared, problems, before.left_out)

    def _update_provenance(self, saved: tuple[str, ...]) -> None:
        """Ask git when each file last changed, once: on each save that would take longer than the site itself does."""
        if isinstance(self._provenance, Provenance):
            content = self.project.content
            files = (Path(name) for name in saved)
            named = (one.relative_to(content).as_posix() for one in files if one.is_relative_to(content))
            self._provenance = with_saved(self._provenance, named)
        elif self.is_starting:
            self._provenance = read_provenance(self.project, is_kept=False)

    def go_on(self, seconds: float) -> None:
        """Go on with what nobody waits for, for some seconds at most: with finding out which pages differ."""
        end = perf_counter() + seconds
        if self._comparison is None or perf_counter() < self._not_before:
            return
        try:
            while perf_counter() < end:
                next(self._comparison)
            return
        except StopIteration as done:
            self._say(self._built(differing=done.value))
        except Exception as fault:
            self._report((self._problem_of(fault),))
        self._comparison = None

    def report_fault(self, fault: Exception) -> Problem:
        """Return the problem of a page that failed only when it was asked for, and report it once."""
        problem = self._problem_of(fault)
        if problem not in self._reported:
            self._reported.add(problem)
            self._report((problem,))
        return problem

    def search(self, prepared: PreparedSite) -> Mapping[str, bytes]:
        """Return the files of the search of a site: made when they are first asked for, and never on a save.

        What can't be made, or is of no use any more since another site is shown, is left out.
        """
        with self._searching:
            if self._searched is None or self._searched[0] is not prepared:
                self._searched = prepared, self._make_search(prepared)
            return self._searched[1]

    def _make_search(self, prepared: PreparedSite) -> Mapping[str, bytes]:
        self._say("The search is being made, since its page was opened.")
        pages = {}
        try:
            for file in prepared.site.pages:
                if self.shown.prepared is not prepared or self.has_ended:
                    return {}
                pages[file] = prepared.site[file]
            return index(pages)
        except (TemplateFault, SearchFault) as fault:
            self._report((self._problem_of(fault),))
            return {}

    def _tell_outcome(self, before: Shown, saved: tuple[str, ...], seconds: float) -> None:
        shown, words = self.shown, saved_in_words(saved, self.project.root)
        if shown.problems:
            self._report_some([one for one in shown.problems if one.severity == "error"], "mistake")
            self._say(not_built(words, shown.problems, shown.left_out, is_first=shown.prepared is None))
        elif shown.prepared:
            # What editors leave for a moment is no news here.
            warnings = [one for one in shown.prepared.warnings if one.code != "leftover"]
            self._report_some([one for one in warnings if one not in self._warned], "warning")
            self._warned = frozenset(shown.prepared.warnings)
            if before.prepared is None:
                self._is_large = len(shown.prepared.site.pages) > MANY
                self._say(first_built(shown.prepared, seconds))
            else:
                self._built = partial(built, words, seconds)
                self._comparison = compare(before.prepared, shown.prepared, self._is_of_templates(saved))
                self._not_before = perf_counter() + (QUIET if self._is_large else self._moment)

    def _report_some(self, problems: Sequence[Problem], noun: str) -> None:
        self._report(problems[:MOST_REPORTED])
        if len(problems) > MOST_REPORTED:
            more = number(len(problems) - MOST_REPORTED, f"more {noun}")
            self._say(f"… and {more}: `tracker-site check` names them all.")

    def _problem_of(self, fault: Exception) -> Problem:
        if isinstance(fault, TemplateFault):
            file = shown(Path(fault.file), self.project.root) if fault.file else "templates"
            return Problem(Place(file, fault.line), str(fault), "template-fault")
        if isinstance(fault, SearchFault):
            return Problem(Place("search"), str(fault), "search-fault")
        message = f"a fault of ours: {type(fault).__name__}: {fault}; please report it"
        return Problem(Place("tracker-site"), message, "our-fault")
