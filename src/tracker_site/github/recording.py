"""A record from the form of a workflow: `python -m tracker_site.github.recording KIND`.

What was typed into the form comes as JSON in the variable `INPUTS`; the command `new` judges it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tracker_site.github.command import run, without_name
from tracker_site.problems import Place, Problem
from tracker_site.report import tell_github

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
    done = run("new", kind, *options_of(typed), root=root)
    if not done.returncode:
        print(done.stdout.strip())
        return 0
    message = without_name(f"{done.stdout}{done.stderr}")
    tell_github((Problem(Place("content"), message, "no-record"),), environment)
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
