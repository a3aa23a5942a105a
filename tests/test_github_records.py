"""Records from the forms of workflows, and what their pull request says comes next."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import yaml

from tests.support import STARTER, write
from tracker_site.github import next_steps, recording

SITE = {
    "authorities/ashby.yml": (
        "name: Ashby Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
    ),
    "inspections/ashby-visit.md": "---\ntitle: A visit\nauthority: ashby\n---\n",
    # A draft with a question does not keep the record that it asks for from being made.
    "meetings/march.md": (
        "---\nbody: ashby/scrutiny\ndate: 2026-03-03\nitems:\n  - title: A visit\n    outcomes:\n"
        "      - verb: recommended\n        # TODO Name it.\n        makes:\n---\n"
    ),
}


def form(kind: str) -> list[str]:
    """Return the fields of a form."""
    path = STARTER / ".github" / "workflows" / f"new-{kind}.yml"
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return list(read[True]["workflow_dispatch"]["inputs"])


def record(root: Path, form_of: str, **typed: str) -> int:
    """Fill in a form and send it."""
    inputs = dict.fromkeys(form(form_of), "") | typed
    assert len(inputs) == len(form(form_of))
    environment = {"INPUTS": json.dumps(inputs), "GITHUB_STEP_SUMMARY": str(root / "summary.md")}
    return recording.main([form_of], environment, root)


def test_an_inspection_is_made_from_the_form(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    days = {"visited_from": "2026-02-03", "visited_to": "2026-02-04", "published": "2026-03-01"}
    words = 'What "they" found: $(echo x) `x`.'
    assert (
        record(root, "inspection", title="JTAI: 2026", council="ashby", kind="jtai", text=words, **days) == 0
    )
    made = (root / "content" / "inspections" / "ashby-jtai-2026.md").read_text(encoding="utf-8")
    assert "kind: jtai\n" in made
    assert "  to: 2026-02-04\n" in made
    assert made.endswith(f"---\n{words}\n")


@pytest.mark.parametrize("source", ["ashby-visit", "march"])
def test_a_recommendation_is_made_from_the_form(tmp_path: Path, source: str) -> None:
    """Also of a meeting whose draft still asks for it."""
    root = write(tmp_path, SITE)
    typed = {"title": "Raise fees", "comes_from": source, "number": "1", "wording": "summary", "text": "-"}
    assert record(root, "recommendation", **typed) == 0
    made = (root / "content" / "recommendations" / f"{source}-1.md").read_text(encoding="utf-8")
    assert f"from: {source}\n" in made


def test_what_is_wrong_in_a_form_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, SITE)
    assert record(root, "inspection", title="A visit", council="ashbi", kind="jtai") == 1
    assert "there is no 'ashbi'; did you mean 'ashby'?" in capsys.readouterr().out
    assert "did you mean 'ashby'?" in (root / "summary.md").read_text(encoding="utf-8")


def test_what_comes_next_leads_to_the_file_on_its_branch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the number of its questions, and none of its words."""
    root = write(tmp_path, SITE)
    environment = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "ashby/tracker"}
    files = io.StringIO("content/meetings/march.md\ncontent/inspections/ashby-visit.md\n")
    assert next_steps.main(["minutes of/march"], files, environment, root) == 0
    said = capsys.readouterr().out
    site = "https://github.example/ashby/tracker"
    assert (
        f"`content/meetings/march.md`: 1 question is left. [Edit it on this branch]"
        f"({site}/edit/minutes%20of/march/content/meetings/march.md)."
    ) in said
    assert "`content/inspections/ashby-visit.md`: no question is left." in said
    assert f"({site}/actions/workflows/new-inspection.yml)" in said
    assert "Name it" not in said
