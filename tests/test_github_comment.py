"""The comment on a pull request: whose text it may show, and which pull request it goes to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support import run_cli, write
from tracker_site.changes.report import NOTHING, TITLE, is_as_markdown, plain
from tracker_site.github import comment

# Which text of a check may be shown


SAID = f"### {TITLE}\n\nFrom 1a2b3c4 to the files in content, as at 4 March 2026.\n\n#### Standing\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "Do *better*",
        "a@b.example",
        "@everyone",
        "#1",
        "GH-1",
        "https://a.example/?a=b&c",
        "$x$ <b> [a](b) ![c](d)",
    ],
)
def test_what_we_write_is_known_as_ours(words: str) -> None:
    """Whatever editors typed."""
    assert is_as_markdown(f"{SAID}- **{plain(words)}**: {plain(words)}.\n")


@pytest.mark.parametrize(
    "words",
    [
        "@everyone",
        "\\@everyone",
        "look at https://a.example",
        "www.a.example",
        "[a](b)",
        "![a](b)",
        "<b>a</b>",
        "<!-- a",
        "**a**",
        "`a`",
        "#1",
        "\\#1",
        "owner/name\\#1",
        "GH-1",
        "a@b.example",
        "&#64;everyone",
        "a\rb",
        "a\u202eb",
        "$x$",
    ],
)
def test_what_others_could_write_is_not(words: str) -> None:
    """It could call somebody, lead somewhere, or show what nobody said."""
    assert not is_as_markdown(f"{SAID}- **A title**: {words}.\n")
    assert not is_as_markdown(f"{SAID}{words}\n")


def test_what_is_too_long_or_begins_otherwise_is_not_ours() -> None:
    assert not is_as_markdown("Anything\n")
    assert not is_as_markdown(SAID + "a\n" * 40_000)


def test_a_difference_is_known_as_ours(tmp_path: Path) -> None:
    """As the command writes it, with and without something to tell."""
    old = write(tmp_path / "old", RECORDS)
    new = write(
        tmp_path / "new",
        {**RECORDS, "inspections/visit.md": "---\ntitle: A *second* visit\nauthority: ashby\n---\n"},
    )
    changed = run_cli("diff", str(old), str(new), "--format", "markdown", at=tmp_path).stdout
    same = run_cli("diff", str(old), str(old), "--format", "markdown", at=tmp_path).stdout
    assert "second" in changed
    assert NOTHING in same
    assert is_as_markdown(changed)
    assert is_as_markdown(same)


# The comment, against a server that answers as GitHub does


RECORDS = {
    "authorities/ashby.yml": (
        "name: Ashby Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
    ),
    "inspections/visit.md": "---\ntitle: A visit\nauthority: ashby\n---\n",
}
COMMIT = "c0ffee" * 6 + "abcd"
EVENT = {
    "workflow_run": {
        "id": 7,
        "conclusion": "success",
        "head_sha": COMMIT,
        "head_branch": "march&state=closed",
        "head_repository": {"id": 42, "owner": {"login": "officer"}},
    }
}
PULL = {"number": 5, "head": {"sha": COMMIT, "repo": {"id": 42}}}


class GitHub:
    """What a server that answers as GitHub does was told and holds."""

    def __init__(self) -> None:
        self.pulls: list[dict[str, Any]] = [PULL]
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.address = ""

    def answer(self, method: str, target: str, given: Any) -> Any:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        self.asked.append((method, path))
        match method, path.removeprefix("/repos/examplebury/tracker/").split("/"):
            case "GET", ["pulls"]:
                assert query["head"] == ["officer:march&state=closed"]
                assert query["state"] == ["open"]
                return self.pulls
            case "GET", ["issues", "5", "comments"]:
                start = (int(query["page"][0]) - 1) * 100
                return self.comments[start : start + 100]
            case "POST", ["issues", "5", "comments"]:
                self.comments.append({"id": 1000, "user": {"login": "github-actions[bot]"}, **given})
                return self.comments[-1]
            case "PATCH", ["issues", "comments", number]:
                (one,) = (one for one in self.comments if one["id"] == int(number))
                one.update(given)
                return one
        return None


@contextmanager
def github() -> Iterator[GitHub]:
    told = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            is_known = self.headers["Authorization"] == "Bearer secret"
            said = told.answer(self.command, self.path, json.loads(given or "null")) if is_known else None
            self.send_response(404 if said is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        do_POST = do_PATCH = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def say(
    told: GitHub, folder: Path, kept: bytes | None = SAID.encode(), event: Any = EVENT, token: str = "secret"
) -> int:
    """Run the step of the workflow."""
    (folder / "event.json").write_text(json.dumps(event))
    (folder / "change.md").unlink(missing_ok=True)
    if kept is not None:
        (folder / "change.md").write_bytes(kept)
    return comment.main(
        [str(folder / "change.md")],
        {
            "GITHUB_API_URL": told.address,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "examplebury/tracker",
            "GITHUB_TOKEN": token,
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
        },
    )


def test_a_comment_is_written_once_and_then_changed(tmp_path: Path) -> None:
    """Found again behind a hundred others, and never that of somebody who copied its mark."""
    with github() as told:
        others = [{"id": number, "user": {"login": "officer"}, "body": comment.MARK} for number in range(130)]
        told.comments = [*others, {"id": 500, "user": None, "body": None}]
        assert say(told, tmp_path) == 0
        assert say(told, tmp_path, f"{SAID}- **A thing**: completed.\n".encode()) == 0
        assert told.comments[:130] == others
        (one,) = told.comments[131:]
        assert one["body"].startswith(f"{comment.MARK}\n### {TITLE}")
        assert "A thing" in one["body"]
        assert "This is about c0ffeec." in one["body"]
        assert "https://github.example/examplebury/tracker/actions/runs/7" in one["body"]


@pytest.mark.parametrize(
    ("kept", "conclusion", "said"),
    [
        (None, "failure", "has mistakes"),
        (None, "success", "main branch"),
        (b"", "success", "main branch"),
        (b"Buy this: https://a.example", "success", "can't be shown"),
        (b"\xff\xfe", "success", "can't be shown"),
        (SAID.encode() + b"a\n" * 200_000, "success", "can't be shown"),
    ],
)
def test_what_is_not_ours_is_not_repeated(
    tmp_path: Path, kept: bytes | None, conclusion: str, said: str
) -> None:
    """The check ran what a stranger wrote, so what it hands over may be anything."""
    event = {"workflow_run": {**EVENT["workflow_run"], "conclusion": conclusion}}
    with github() as told:
        assert say(told, tmp_path, kept, event) == 0
        (one,) = told.comments
        assert said in one["body"]
        assert "a.example" not in one["body"]


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [{**PULL, "head": {**PULL["head"], "sha": "0" * 40}}],  # type: ignore[dict-item]
        [{**PULL, "head": {"sha": COMMIT, "repo": {"id": 43}}}],
        [{**PULL, "head": {"sha": COMMIT, "repo": None}}],
    ],
    ids=["none", "has moved on", "of another repository", "repository gone"],
)
def test_a_comment_goes_only_where_that_commit_is(tmp_path: Path, pulls: list[dict[str, Any]]) -> None:
    """Which pull request it is, GitHub says, not the check."""
    with github() as told:
        told.pulls = pulls
        assert say(told, tmp_path) == 0
        assert told.comments == []


def test_a_fork_that_is_gone_gets_no_comment(tmp_path: Path) -> None:
    with github() as told:
        assert (
            say(told, tmp_path, event={"workflow_run": {**EVENT["workflow_run"], "head_repository": None}})
            == 0
        )
        assert told.asked == []


def test_where_nothing_changes_nothing_is_said_unless_something_was(tmp_path: Path) -> None:
    with github() as told:
        nothing = f"{SAID}{NOTHING}\n".encode()
        assert say(told, tmp_path, nothing) == 0
        assert told.comments == []
        say(told, tmp_path)
        assert say(told, tmp_path, nothing) == 0
        assert NOTHING in told.comments[0]["body"]


def test_what_github_refuses_fails_with_its_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the token, and not a traceback."""
    with github() as told:
        assert say(told, tmp_path, token="another") == 1
        assert say(told, tmp_path, token="") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert "404" in first
    assert "GITHUB_TOKEN" in second
    assert "another" not in first
