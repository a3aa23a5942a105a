"""New records, tried among the content before they are written, and written all or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from tracker_site.problems import ContentError, Problem, Problems
from tracker_site.project import Project, WrongUse
from tracker_site.records.parse import Records, parse
from tracker_site.register.resolve import resolve
from tracker_site.source import SourceFile, read
from tracker_site.source.finding import Found, check_ids
from tracker_site.source.reading import understand
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings


def sound_records(project: Project) -> Records | None:
    """Return the records of the sound files; without settings that can be read, nothing."""
    return _parse(project, Problems())


def standings_in(project: Project, today: date, as_at: date) -> Standings:
    """Return where everything stands in the content as it is; mistakes in it are for `check` to tell.

    Raises `ContentError` where the settings, or a recommendation or a plan, cannot be read.
    """
    problems = Problems()
    records = _parse(project, problems)
    folders = tuple(f"{project.shown_content}/{folder}/" for folder in ("recommendations", "actions"))
    broken = tuple(one for one in _of(problems, "error") if one.place.file.startswith(folders))
    if records is None or broken:
        raise ContentError(broken or tuple(problems))
    ignored = Problems()
    return derive(resolve(records, ignored, today), ignored, today, as_at)


def try_records(
    project: Project, texts: Mapping[str, str], today: date, as_at: date
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the errors and the warnings that new records would have, by their paths within the content.

    Mistakes elsewhere are for `check` to tell, but for settings that cannot be read: those raise `ContentError`.
    """
    problems = Problems()
    records = _parse(project, problems, texts)
    if records is None:
        raise ContentError(tuple(problems))
    derive(resolve(records, problems, today), problems, today, as_at)
    paths = {f"{project.shown_content}/{path}" for path in texts}
    ours = [problem for problem in problems if problem.place.file in paths]
    return _of(ours, "error"), _of(ours, "warning")


def _parse(project: Project, problems: Problems, texts: Mapping[str, str] | None = None) -> Records | None:
    files = list(read(project.content, project.shown_content, problems))
    files += _read_texts(texts or {}, project.shown_content, problems)
    return parse(sorted(files, key=lambda file: file.path), problems)


def _of(problems: Iterable[Problem], severity: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == severity)


def _read_texts(texts: Mapping[str, str], shown: str, problems: Problems) -> list[SourceFile]:
    """Return texts as the files that they would be."""
    found, files = [], []
    for path, text in sorted(texts.items()):
        found.append(Found(f"{shown}/{path}", "", path.partition("/")[0], PurePosixPath(path).stem))
        files.append(understand(found[-1], text.encode(), problems))
    misnamed = check_ids(tuple(found), problems)
    return [file for file in files if file and file.path not in misnamed]


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet; where one cannot be written, or the run is interrupted, none stays.

    Raises `WrongUse` with the file and the reason.
    """
    made: list[Path] = []
    try:
        for path, contents in files.items():
            _make_folder(path.parent, made)
            with path.open("xb") as file:
                made.append(path)
                file.write(contents)
    except BaseException as wrong:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(wrong, FileExistsError):
            raise WrongUse(f"{wrong.filename} is there already; nothing was overwritten") from None
        if isinstance(wrong, OSError):
            raise WrongUse(f"cannot write {wrong.filename} ({wrong.strerror}); nothing was written") from None
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir()
        made.append(missing)
