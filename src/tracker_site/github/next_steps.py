"""What an editor does next with records that a workflow made: `python -m tracker_site.github.next_steps BRANCH`.

The names of their files come on standard input. What is said goes into a comment, so it holds names of files and
numbers of questions, and no word of what was drafted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote


def main(arguments: Sequence[str], files: Iterable[str], environment: Mapping[str, str], root: Path) -> int:
    """Print what comes next with the files on a branch, as Markdown."""
    (branch,) = arguments
    site = f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}"
    records = {name: _questions(root / name) for line in files if (name := line.strip())}
    print("\n".join(next_steps(records, branch, site)))
    return 0


def next_steps(records: Mapping[str, int], branch: str, site: str) -> Iterator[str]:
    """Yield what comes next with records, by their files and the number of questions that each leaves."""
    on = quote(branch)
    yield f"**What comes next.** This is on the branch `{branch}`; the public site stays as it is until it is merged.\n"
    for name, questions in records.items():
        left = {0: "no question is left", 1: "1 question is left"}.get(
            questions, f"{questions} questions are left"
        )
        yield f"- `{name}`: {left}. [Edit it on this branch]({site}/edit/{on}/{quote(name)})."
    if any(records.values()):
        yield (
            "\nA question is a note that begins with `# TODO`. Answer it in the field below it, delete the note, then "
            "**Commit changes…**, **Commit directly**. Until the last is answered the check is red, and there is no "
            "site to look at."
        )
    yield (
        f"\nIs the record of an inspection or a recommendation missing? Make it with "
        f"[new inspection]({site}/actions/workflows/new-inspection.yml) or "
        f"[new recommendation]({site}/actions/workflows/new-recommendation.yml): **Run workflow**, and choose the "
        f"branch `{branch}` there, so that it is added here. Other files are edited "
        f"[on the same branch]({site}/tree/{on}/content)."
    )
    yield (
        "\nRead it against the source. When the check is green, a comment says what the change means to the public, "
        "and the site as it would be can be downloaded from the check."
    )


def _questions(file: Path) -> int:
    return file.read_text(encoding="utf-8").count("# TODO")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, os.environ, Path.cwd()))
