"""The site as the preview has it: made anew after each save, and the last good one kept where that fails."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import perf_counter

from tracker_site.memory import Memory
from tracker_site.pipeline import PreparedSite, prepare_site
from tracker_site.problems import ContentError, Place, Problem
from tracker_site.project import Project, shown
from tracker_site.provenance import Provenance, read_provenance, with_saved
from tracker_site.publish.search.index import SearchFault, index
from tracker_site.publish.templates import TemplateFault
from tracker_site.serve.watching import QUIET, Seen
from tracker_site.serve.words import differing_in_words, made_anew, not_made, number, saved_in_words, started

MOST_TOLD = 20
MOMENT = 0.3  # seconds that the browser has to fetch a page before anything else is done
MANY = 1000  # pages, of which planning a list takes so long that it waits until nothing is saved for a while


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview shows: the last good site if there is one, and what keeps a newer one from being shown."""

    made: PreparedSite | None = None
    mistakes: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    """The unfinished drafts that it is shown without."""


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What was saved, the seconds that the site took, and the steps to find out which pages differ from before."""

    saved: str
    seconds: float
    steps: Generator[None, None, str]
    not_before: float


class Maker:
    """Makes the site and holds what is shown of it; `make` runs beside the server, in a thread of its own."""

    def __init__(
        self,
        project: Project,
        say: Callable[[str], None],
        tell: Callable[[Sequence[Problem]], None],
        follow: Callable[[], None],
        moment: float = MOMENT,
    ) -> None:
        """`say` gets what happens, in words, `tell` what is wrong; `follow` is called when another site is shown."""
        self.shown = Shown()
        self.viewed: frozenset[str] = frozenset()
        """The files of the pages that browsers show now."""
        self.is_starting = True
        self.has_ended = False
        self._project = project
        self._say = say
        self._tell = tell
        self._follow = follow
        self._moment = moment
        self._warned: frozenset[Problem] = frozenset()
        self._told: set[Problem] = set()
        self._memory = Memory()
        self._provenance: Provenance | None = None
        self._is_large = False
        self._comparison: _Comparison | None = None
        self._searching = Lock()
        self._searched: tuple[PreparedSite, Mapping[str, bytes]] | None = None

    def make(self, seen: Seen, saved: tuple[str, ...]) -> None:
        """Make the site of what was seen, and show it; `saved` are the files that differ from the time before."""
        before, start = self.shown, perf_counter()
        self._told.clear()
        self._date(saved)
        if self._comparison:
            # Another save came first: which pages differed is of less use than what differs now.
            self._say(made_anew(self._comparison.saved, self._comparison.seconds))
            self._comparison = None
        # Nothing that a run makes can be thrown away before its end, so looking for garbage only costs time.
        gc.disable()
        try:
            self.shown = Shown(self._prepare(seen, saved))
        except Exception as fault:
            self.shown = self._without_drafts(seen, saved, before, self._mistakes(fault))
        self.is_starting = False
        self._follow()
        seconds = perf_counter() - start
        self._report(before, saved, seconds)

    def _prepare(self, seen: Seen, saved: tuple[str, ...], leaving_out_drafts: bool = False) -> PreparedSite:
        made = prepare_site(
            self._project,
            seen.clock,
            memory=self._memory,
            marks=seen.marks,
            provenance=self._provenance,
            leaving_out_drafts=leaving_out_drafts,
        )
        self._try_pages(made, saved)
        return made

    def _date(self, saved: tuple[str, ...]) -> None:
        """Ask git when each file last changed, once: on each save that would take longer than the site itself does."""
        if self._provenance:
            content = self._project.content
            files = (Path(name) for name in saved)
            named = (one.relative_to(content).as_posix() for one in files if one.is_relative_to(content))
            self._provenance = with_saved(self._provenance, named)
        elif self.is_starting:
            self._provenance = read_provenance(self._project, is_kept=False)

    def _without_drafts(
        self, seen: Seen, saved: tuple[str, ...], before: Shown, mistakes: tuple[Problem, ...]
    ) -> Shown:
        """Return what is shown beside mistakes: the last good site, or as long as there is none, one without drafts."""
        drafts = tuple(sorted({one.place.file for one in mistakes if one.code == "todo"}))
        if drafts and (before.made is None or before.left_out):
            try:
                return Shown(self._prepare(seen, saved, leaving_out_drafts=True), mistakes, drafts)
            except Exception:
                return Shown(before.made, mistakes, before.left_out)
        return Shown(before.made, mistakes, before.left_out)

    def go_on(self, seconds: float) -> None:
        """Go on with what nobody waits for, for some seconds at most: with finding out which pages differ."""
        end = perf_counter() + seconds
        comparison = self._comparison
        if comparison is None or perf_counter() < comparison.not_before:
            return
        try:
            while perf_counter() < end:
                next(comparison.steps)
        except StopIteration as done:
            self._say(made_anew(comparison.saved, comparison.seconds, done.value))
            self._comparison = None
        except Exception as fault:
            self._tell((self._mistake_of(fault),))
            self._comparison = None

    def rest(self) -> None:
        """Throw away what is no longer needed, while nobody is waiting."""
        self._memory.tidy()
        gc.collect()

    def mistake_of(self, fault: Exception) -> Problem:
        """Return a mistake that came to light only when its page was asked for, and tell it once."""
        problem = self._mistake_of(fault)
        if problem not in self._told:
            self._told.add(problem)
            self._tell((problem,))
        return problem

    def search(self, made: PreparedSite) -> Mapping[str, bytes]:
        """Return the files of the search of a site: made when they are first asked for, and never on a save.

        What can't be made, or is of no use any more since another site is shown, is left out.
        """
        with self._searching:
            if self._searched is None or self._searched[0] is not made:
                self._searched = made, self._make_search(made)
            return self._searched[1]

    def _make_search(self, made: PreparedSite) -> Mapping[str, bytes]:
        self._say("The search is being made, since its page was opened.")
        pages = {}
        try:
            for file in made.site.pages:
                if self.shown.made is not made or self.has_ended:
                    return {}
                pages[file] = made.site[file]
            return index(pages)
        except (TemplateFault, SearchFault) as fault:
            self._tell((self._mistake_of(fault),))
            return {}

    def _try_pages(self, made: PreparedSite, saved: tuple[str, ...]) -> None:
        """Render what is looked at; after a change of templates also one page of each kind, to find mistakes."""
        tried = {file for file in self.viewed if file in made.site}
        if self.shown.made is None or self._is_of_templates(saved):
            tried.update({page.template: file for file, page in made.site.pages.samples()}.values())
        for file in tried:
            made.site[file]

    def _is_of_templates(self, saved: tuple[str, ...]) -> bool:
        return any(not Path(name).is_relative_to(self._project.content) for name in saved)

    def _mistakes(self, fault: Exception) -> tuple[Problem, ...]:
        if isinstance(fault, ContentError):
            return fault.problems
        return (self._mistake_of(fault),)

    def _report(self, before: Shown, saved: tuple[str, ...], seconds: float) -> None:
        shown, words = self.shown, saved_in_words(saved, self._project.root)
        if shown.mistakes:
            self._tell_some([one for one in shown.mistakes if one.severity == "error"], "mistake")
            self._say(not_made(words, shown.mistakes, shown.left_out, is_first=shown.made is None))
        elif shown.made:
            self._tell_some([one for one in shown.made.warnings if one not in self._warned], "warning")
            self._warned = frozenset(shown.made.warnings)
            if before.made is None:
                self._is_large = len(shown.made.site.pages) > MANY
                self._say(started(shown.made, seconds))
            else:
                steps = differing_in_words(before.made, shown.made, self._is_of_templates(saved))
                moment = QUIET if self._is_large else self._moment
                self._comparison = _Comparison(words, seconds, steps, perf_counter() + moment)

    def _tell_some(self, problems: Sequence[Problem], noun: str) -> None:
        self._tell(problems[:MOST_TOLD])
        if len(problems) > MOST_TOLD:
            more = number(len(problems) - MOST_TOLD, f"more {noun}")
            self._say(f"… and {more}: `tracker-site check` names them all.")

    def _mistake_of(self, fault: Exception) -> Problem:
        if isinstance(fault, TemplateFault):
            file = shown(Path(fault.file), self._project.root) if fault.file else "templates"
            return Problem(Place(file, fault.line), str(fault), "template-fault")
        if isinstance(fault, SearchFault):
            return Problem(Place("search"), str(fault), "search-fault")
        message = f"a fault of ours: {type(fault).__name__}: {fault}; please report it"
        return Problem(Place("tracker-site"), message, "our-fault")
