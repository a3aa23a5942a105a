"""Problems as they are printed: for people, for GitHub, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from tracker_site.problems import Problem

_RED, _YELLOW, _PLAIN = "\033[31m", "\033[33m", "\033[0m"


def as_text(problems: Sequence[Problem], colour: bool = False) -> Iterator[str]:
    """Yield a line for each problem: `path:line:column: error|warning: sentence [code]`."""
    for problem in problems:
        paint = _RED if problem.severity == "error" else _YELLOW
        severity = f"{paint}{problem.severity}{_PLAIN}" if colour else problem.severity
        yield f"{problem.place}: {severity}: {problem.message} [{problem.code}]"


def as_json(problems: Sequence[Problem]) -> str:
    """Return all problems as a JSON list."""
    rows = [{**asdict(problem.place), **asdict(problem)} for problem in problems]
    for row in rows:
        del row["place"]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def tell_github(problems: Sequence[Problem], environment: Mapping[str, str]) -> None:
    """Print a workflow command for each problem, which GitHub shows at its line, and add all to the job summary.

    Of the commands it shows only ten of each kind.
    """
    if problems:
        rows = "".join(
            f"| `{_cell(str(one.place))}` | {one.severity} | {_cell(one.message)} |\n" for one in problems
        )
        add_to_summary(f"| Place | | What is wrong |\n|---|---|---|\n{rows}", environment)
    for problem in problems:
        place = problem.place
        print(
            f"::{problem.severity} file={_property(place.file)},line={place.line},col={place.column},"
            f"title={_property(problem.code)}::{_data(problem.message)}"
        )


def add_to_summary(markdown: str, environment: Mapping[str, str]) -> None:
    """Add to the summary of the job, where a workflow runs."""
    if path := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(markdown)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
