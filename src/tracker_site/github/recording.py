"""A record from the form of a workflow: `python -m tracker_site.github.recording KIND`.

What was typed into the form comes as JSON in the variable `INPUTS`; the command `new` judges it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tracker_site.problems import Place, Problem
from tracker_site.report import as_github, write_summary

_FIELDS = {
    "council": "authority",
    "comes_from": "from",
    "visited_from": "visited.from",
    "visited_to": "visited.to",
}
"""The fields whose name in the form is another."""


def main(arguments: Sequence[str], environment: Mapping[str, str], root: Path) -> int:
    """Write the record; return 1, with what is wrong told on GitHub, where it can't be."""
    (kind,) = arguments
    typed: dict[str, str] = json.loads(environment["INPUTS"])
    command = [sys.executable, "-m", "tracker_site", "new", kind, *options_of(typed)]
    done = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if not done.returncode:
        print(done.stdout.strip())
        return 0
    said = f"{done.stdout}{done.stderr}".strip().removeprefix("tracker-site: ")
    problems = (Problem(Place("content"), said, "no-record"),)
    write_summary(problems, environment.get("GITHUB_STEP_SUMMARY"))
    for line in as_github(problems):
        print(line)
    return 1


def options_of(typed: Mapping[str, str]) -> Iterator[str]:
    """Yield the options of `new` for what was typed; a field that was left empty is left out."""
    for name, value in typed.items():
        words = value.strip()
        # '-' alone would read the text from standard input.
        if not words or words == "-":
            continue
        if name in ("id", "text"):
            yield f"--{name}={words}"
        else:
            yield f"--set={_FIELDS.get(name, name)}={words}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ, Path.cwd()))
