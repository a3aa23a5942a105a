"""Records that are not written yet, tried in the midst of the content, and the content as it stands without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker_site.problems import ContentError, Problem, Problems
from tracker_site.project import Project
from tracker_site.records.parse import parse
from tracker_site.register.join import join
from tracker_site.source import SourceFile, read
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings


def try_records(
    project: Project, texts: Mapping[str, str], today: date, as_at: date
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the errors and the warnings that new records would have, by their paths within the content.

    Mistakes elsewhere are for `check` to tell, but for settings that cannot be read: those raise `ContentError`.
    """
    problems = Problems()
    files = read(project.content, project.shown_content, problems)
    added = _read_texts(texts, project.shown_content, problems)
    records = parse(sorted((*files, *added), key=lambda file: file.path), problems)
    if records is None:
        raise ContentError(tuple(problems))
    derive(join(records, problems, today), problems, today, as_at)
    paths = {f"{project.shown_content}/{path}" for path in texts}
    ours = [problem for problem in problems if problem.place.file in paths]
    return _of(ours, "error"), _of(ours, "warning")


def _of(problems: Iterable[Problem], severity: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == severity)


def _read_texts(texts: Mapping[str, str], shown: str, problems: Problems) -> list[SourceFile]:
    """Return texts as the files that they would be."""
    with TemporaryDirectory() as spare:
        for name, text in {"site.yml": "title: '-'\n", **texts}.items():
            path = Path(spare) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return [file for file in read(Path(spare), shown, problems) if file.kind != "site"]


def stand_in(project: Project, today: date, as_at: date) -> Standings:
    """Return where everything stands in the content as it is; mistakes in it are for `check` to tell.

    Raises `ContentError` where the settings, or a recommendation or a plan, cannot be read.
    """
    problems = Problems()
    records = parse(read(project.content, project.shown_content, problems), problems)
    folders = tuple(f"{project.shown_content}/{folder}/" for folder in ("recommendations", "actions"))
    broken = tuple(one for one in _of(problems, "error") if one.place.file.startswith(folders))
    if records is None or broken:
        raise ContentError(broken or tuple(problems))
    unheard = Problems()
    return derive(join(records, unheard, today), unheard, today, as_at)
