"""What an editor should look at in what was derived: what was opened again, what moved nothing, what is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.dates import in_words
from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.register import Register
from tracker_site.register.warnings import warn, warn_of_record
from tracker_site.source import SourceFile
from tracker_site.status.sayings import Said
from tracker_site.status.standing import RecommendationStanding, Standing
from tracker_site.status.stood import Stood


def check_reopenings(register: Register, stood: Iterable[Stood[Standing]], problems: Problems) -> None:
    """Note news that opens again what was closed, and does not say why."""
    for reopening in (one for group in stood for one in group.unexplained):
        said, report = reopening.news.said, reopening.news.report
        message = (
            f"'{said.target}' was closed ('{reopening.before.label}'), and this opens it again "
            f"('{reopening.news.status.label}'); say why in a 'reason'"
        )
        place = register.records.place(said.record, *report.path, "status")
        problems.error(place, message, "reopened-without-reason")


def warn_of_idle_news(register: Register, stood: Iterable[Stood[Standing]], problems: Problems) -> None:
    """Warn of news of a whole in which all is closed, which therefore moves nothing."""
    for said in _idle(tuple(stood)):
        message = (
            f"everything in '{said.target}' is closed already, and news of a whole does not reopen it; "
            f"name what was opened again, with a 'reason'"
        )
        warn(register, problems, said.record, (*said.what.path, "status"), message, "reopens-nothing")


def _idle(stood: tuple[Stood[Standing], ...]) -> Iterator[Said]:
    """Yield the news that counted for nothing in any group."""
    idle = [one for group in stood for one in group.idle]
    effective = frozenset().union(*(group.effective for group in stood)) if idle else frozenset()
    yield from (one for one in idle if one.key not in effective)


def warn_of_silence(
    register: Register,
    stood: Iterable[Stood[RecommendationStanding]],
    problems: Problems,
    memory: Memory,
) -> None:
    """Warn of recommendations of which nothing is heard, or that no meeting has considered."""
    files = register.records.files
    groups = list(stood)
    ids = [[one.id for one in group.standings] for group in groups]
    recommendations = [tuple(map(register.recommendation, some)) for some in ids]
    of_files = [tuple(map(files.__getitem__, some)) for some in ids]
    memory.note_each(problems, _find_silence, groups, recommendations, of_files)


def _find_silence(
    group: Stood[RecommendationStanding],
    recommendations: tuple[Recommendation, ...],
    files: tuple[SourceFile, ...],
    problems: Problems,
) -> None:
    for standing, recommendation, file in zip(group.standings, recommendations, files, strict=True):
        for message, code in _silence(standing):
            warn_of_record(recommendation, file, problems, (), message, code)


def _silence(standing: RecommendationStanding) -> Iterator[tuple[str, str]]:
    considered = any(cell.considered for cell in standing.row)
    if not considered:
        message = "no meeting has ever considered this recommendation; record the one that did, or accept this with "
        yield f"{message}'accepts: [never-considered]'", "never-considered"
    # Of what no meeting has considered and nobody else mentioned, that is said already.
    if standing.quiet and (considered or standing.last_news):
        since = in_words(standing.last_news.date) if standing.last_news else "it was issued"
        message = (
            f"nothing was heard of this open recommendation since {since}; record what was said of it, or accept "
            f"this with 'accepts: [quiet]'"
        )
        yield message, "quiet"
