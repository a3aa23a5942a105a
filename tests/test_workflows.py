"""The workflows: what they may do, where their parts come from, and the steps of theirs that are programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tests.support import ROOT, write
from tests.test_cli import run, tree
from tracker_site.differences.report import NOTHING, TITLE, is_as_markdown, plain
from tracker_site.github import comment, inbox

STARTER = ROOT / "src" / "tracker_site" / "starter"
SHARED = [
    path.relative_to(STARTER)
    for folder in (".github", "minutes-inbox")
    for path in sorted((STARTER / folder).rglob("*"))
    # Here the tool is installed from its own source; there, from the version that a site asks for.
    if path.is_file() and path.parent.name != "set-up"
]
YAMLS = [path for root in (ROOT, STARTER) for path in sorted((root / ".github").rglob("*.yml"))]
WORKFLOWS = [path for path in YAMLS if path.parent.name == "workflows"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[str, Any]:
    """Return what a file says, its `on` under that name, which YAML 1.1 takes for a truth."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if name is True else name: value for name, value in said.items()}


def steps_in(path: Path) -> Iterator[dict[str, Any]]:
    said = read(path)
    for part in (*said.get("jobs", {}).values(), said.get("runs", {})):
        yield from part.get("steps", [])


def test_this_repository_works_as_the_sites_that_it_begins() -> None:
    """One source of the workflows: what `init` writes is what is used here."""
    assert {path.as_posix() for path in SHARED} >= {".github/workflows/check.yml", "minutes-inbox/README.md"}
    assert [path for path in SHARED if (ROOT / path).read_bytes() != (STARTER / path).read_bytes()] == []


@pytest.mark.parametrize("path", YAMLS, ids=name_of)
def test_what_others_made_is_taken_at_one_commit(path: Path) -> None:
    """Forty digits, with the version in a comment; the rest stands in the repository itself."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if used := re.search(r"uses: *(.+)", line):
            assert re.fullmatch(
                r"\./\.github/actions/set-up|actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used[1]
            )


def test_an_action_has_one_version_everywhere() -> None:
    found = {
        used for path in YAMLS for used in re.findall(r"uses: (actions/.+)", path.read_text(encoding="utf-8"))
    }
    assert len(found) == len({used.partition("@")[0] for used in found})


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_may_do_only_what_a_job_says(path: Path) -> None:
    """Nothing by default; every job says what it may, ends by itself, and leaves no password behind."""
    said = read(path)
    assert said["permissions"] == {}
    assert said["concurrency"]["group"]
    assert "pull_request_target" not in said["on"]
    for job in said["jobs"].values():
        assert job["permissions"]
        assert 0 < job["timeout-minutes"] <= 40
        if "pull_request" in said["on"]:
            assert set(job["permissions"].values()) == {"read"}
    for step in steps_in(path):
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", YAMLS, ids=name_of)
def test_no_expression_stands_in_a_script(path: Path) -> None:
    """What an event holds reaches a script as a variable, which no shell reads as a command."""
    assert [step for step in steps_in(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_nothing_is_kept_that_a_stranger_could_have_written(path: Path) -> None:
    assert not re.search(r"actions/cache|cache:", path.read_text(encoding="utf-8"))


def test_the_history_is_there_where_pages_tell_it() -> None:
    """A shallow clone would leave out when records last changed."""
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            if any("tracker-site build" in step.get("run", "") for step in job["steps"]):
                (checkout,) = (step for step in job["steps"] if "checkout@" in step.get("uses", ""))
                assert checkout["with"]["fetch-depth"] == 0


def test_the_workflow_that_may_comment_takes_nothing_but_the_main_branch() -> None:
    """It never runs what a pull request brings along."""
    for path in WORKFLOWS:
        if "workflow_run" in read(path)["on"]:
            (checkout,) = (step for step in steps_in(path) if "checkout@" in step.get("uses", ""))
            assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_a_linter_finds_no_way_in() -> None:
    """By zizmor, which knows how workflows are attacked."""
    looked_at = [str(root / ".github") for root in (ROOT, STARTER)]
    options = ["--offline", "--no-progress", "--persona=pedantic", "--min-severity=medium", "--format=plain"]
    said = lint("zizmor", *options, *looked_at)
    assert "No findings to report" in said


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [path for path in YAMLS if path.name == "action.yml"]),
        ("github-issue-forms", [path for path in YAMLS if path.parent.name == "ISSUE_TEMPLATE"]),
        ("dependabot", [path for path in YAMLS if path.name == "dependabot.yml"]),
    ],
)
def test_files_for_github_are_as_github_reads_them(schema: str, files: list[Path]) -> None:
    """By the public JSON Schema of their kind."""
    assert files
    lint("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))


def lint(program: str, *arguments: str) -> str:
    """Return what a tool of development says, which must be content."""
    found = shutil.which(program, path=str(Path(sys.executable).parent))
    assert found, f"{program} is missing; it is in requirements/dev.txt"
    done = subprocess.run([found, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_hooks_before_a_commit_run_the_check_over_all_of_the_content() -> None:
    """For sites that name this repository, and for those that `init` begins; a hook knows no single files."""
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = yaml.safe_load((STARTER / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    (theirs,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert theirs.pop("additional_dependencies") == ["tracker-site==@@version@@"]
    assert theirs == {name: value for name, value in ours.items() if name != "description"}
    assert theirs["entry"] == "tracker-site check"
    assert theirs["pass_filenames"] is False
    assert re.match(theirs["files"], "content/meetings/march.md")


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
    changed = run("diff", str(old), str(new), "--format", "markdown", at=tmp_path).stdout
    same = run("diff", str(old), str(old), "--format", "markdown", at=tmp_path).stdout
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
        thread = threading.Thread(target=server.serve_forever, daemon=True)
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


# Drafts of what lies in the inbox


MINUTES = """ASHBY COUNCIL

SCRUTINY BOARD

MINUTES of the meeting of the Scrutiny Board held on Tuesday 3 February 2026

1 A VISIT

RESOLVED: That the report be noted.
"""


def site_with(folder: Path, minutes: dict[str, bytes]) -> Path:
    root = write(folder / "site", RECORDS)
    shutil.copytree(STARTER / "minutes-inbox", root / "minutes-inbox")
    for name, contents in minutes.items():
        path = root / "minutes-inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
    return root


def empty_inbox(root: Path, summary: Path) -> int:
    return inbox.main(root, {"GITHUB_STEP_SUMMARY": str(summary)})


def test_a_draft_takes_the_place_of_the_minutes(tmp_path: Path) -> None:
    """Named by what they say; what stands beside them stays."""
    root = site_with(tmp_path, {"my minutes.txt": MINUTES.encode()})
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    (record,) = (root / "content" / "meetings").iterdir()
    assert "2026-02-03" in record.name
    assert "ashby/scrutiny" in record.read_text(encoding="utf-8")
    assert set(tree(root / "minutes-inbox")) == {"README.md"}
    assert f"content/meetings/{record.name}" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert empty_inbox(root, tmp_path / "summary.md") == 0


def test_minutes_that_name_no_meeting_are_named_after_their_file(tmp_path: Path) -> None:
    root = site_with(tmp_path, {"Board, March (2).txt": b"RESOLVED: That the report be noted.\n"})
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    assert [path.name for path in (root / "content" / "meetings").iterdir()] == ["board-march-2.md"]


def test_what_is_no_minutes_is_said_at_its_file_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site_with(tmp_path, {"a.pdf": b"%PDF-1.7"})
    assert empty_inbox(root, tmp_path / "summary.md") == 1
    assert re.search(r"^::error file=minutes-inbox/a\.pdf,line=1.*PDF", capsys.readouterr().out, re.MULTILINE)
    assert "a.pdf" in tree(root / "minutes-inbox")
    assert "PDF" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_record_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site_with(tmp_path, {"march.txt": b"RESOLVED: That the report be noted.\n"})
    (root / "content" / "meetings").mkdir()
    (root / "content" / "meetings" / "march.md").write_text("a record")
    assert empty_inbox(root, tmp_path / "summary.md") == 1
    assert "content/meetings/march.md is there already" in capsys.readouterr().out
    assert (root / "content" / "meetings" / "march.md").read_text() == "a record"
    assert "march.txt" in tree(root / "minutes-inbox")


def test_a_folder_is_one_meeting_and_a_link_is_none(tmp_path: Path) -> None:
    root = site_with(
        tmp_path,
        {"march/1.txt": MINUTES.encode(), "march/2.txt": b"2 A PLAN\n\nRESOLVED: That it be approved.\n"},
    )
    (root / "minutes-inbox" / "link.txt").symlink_to("/etc/hostname")
    (root / "minutes-inbox" / ".hidden").write_text("hidden")
    assert inbox.meetings_in(root) == [(Path("minutes-inbox/march/1.txt"), Path("minutes-inbox/march/2.txt"))]
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    assert len(list((root / "content" / "meetings").iterdir())) == 1
