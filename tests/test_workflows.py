"""The workflows and forms on GitHub: what they may do, where their parts come from, that GitHub can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT, STARTER, lint

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
                r"\./\.github/actions/(?:set-up|propose)|actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+",
                used[1],
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
