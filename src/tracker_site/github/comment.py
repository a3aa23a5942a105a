"""The comment on a pull request that says what it means to the public: `python -m tracker_site.github.comment FILE`.

It runs with the right to comment, after a check that ran whatever the pull request brought along. So nothing that
the check hands over is believed: which pull request it was is asked of GitHub, by the commit and the repository of
the event, and the text is shown only if it could be one of ours.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracker_site.changes.report import NOTHING, is_as_markdown
from tracker_site.github.api import Api, Refused

MARK = "<!-- tracker-site: what this change means -->"
"""By this the comment is found again."""
_AUTHOR = "github-actions[bot]"
_LARGEST = 262_144  # bytes; 65,536 characters of four bytes each, which is what GitHub takes


Run = Mapping[str, Any]
"""A check that has ended, as GitHub tells of it in a `workflow_run` event."""


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Write or change the comment; the argument is the file that the check has kept, which need not be there."""
    try:
        api = Api.of_workflow(environment)
        run: Run = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())["workflow_run"]
        number = pull_request_of(run, api)
        if number is None:
            print("No open pull request ends with the commit that was checked; nothing to say.")
            return 0
        kept = read_kept(Path(arguments[0]))
        link = f"{environment['GITHUB_SERVER_URL']}/{api.repository}/actions/runs/{int(run['id'])}"
        print(comment(number, kept, body_of(kept, run, link), api))
    except Refused as refused:
        print(f"::error::{refused}")
        return 1
    return 0


def pull_request_of(run: Run, api: Api) -> int | None:
    """Return the number of the open pull request whose last commit was checked, as GitHub knows it.

    There is none where the repository of the branch, which is anybody's for a fork, is gone.
    """
    if (checked := run["head_repository"]) is None:
        return None
    for pull in api.list("pulls", state="open", head=f"{checked['owner']['login']}:{run['head_branch']}"):
        head = pull["head"]
        if head["sha"] == run["head_sha"] and head["repo"] and head["repo"]["id"] == checked["id"]:
            return int(pull["number"])
    return None


def read_kept(file: Path) -> str | None:
    """Return what the check has kept; nothing where there is none, and an empty text where it is not ours."""
    if not file.is_file() or file.is_symlink() or file.stat().st_size == 0:
        return None
    if file.stat().st_size > _LARGEST:
        return ""
    text = file.read_bytes().decode(errors="replace")
    return text if is_as_markdown(text) else ""


def comment(number: int, kept: str | None, body: str, api: Api) -> str:
    """Write the comment, or change the one that is there; return what was done.

    Where there is nothing to say, and never was, nothing is written.
    """
    if earlier := _earlier(number, api):
        api.ask("PATCH", f"issues/comments/{earlier}", {"body": body})
        return f"Changed the comment on pull request {number}."
    if kept and NOTHING in kept:
        return f"Pull request {number} changes nothing that the public sees; nothing to say."
    api.ask("POST", f"issues/{number}/comments", {"body": body})
    return f"Commented on pull request {number}."


def body_of(kept: str | None, run: Run, link: str) -> str:
    """Return the text of the comment, which names the commit that it is about."""
    check = f"[the check]({link})"
    if kept:
        message = f"{kept.rstrip()}\n\nThe site as it would be is kept with {check}."
    elif kept == "":
        message = f"What this change means can't be shown here; see {check}."
    elif run["conclusion"] == "success":
        message = f"What this change means can't be told, since the main branch has mistakes; see {check}."
    else:
        message = f"The content has mistakes: {check} lists them, and marks each at its line."
    return f"{MARK}\n{message}\n\nThis is about {run['head_sha'][:7]}."


def _earlier(number: int, api: Api) -> int | None:
    for entry in api.list(f"issues/{number}/comments"):
        # Anybody can write the mark.
        if entry["user"] and entry["user"]["login"] == _AUTHOR and str(entry["body"]).startswith(MARK):
            return int(entry["id"])
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
