"""What the guides say holds: links lead somewhere, commands exist, the example is what the program makes of it."""

from __future__ import annotations

import argparse
import re
import shutil
import textwrap
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.guide_pictures import GUIDE, PICTURES, RECORD, TODAY, site_of_guide, take_pictures
from tests.support import FEED_ID, ROOT, lint, made, run_cli
from tracker_site.authoring.new_site import Beginning, starting_files
from tracker_site.cli.options import parser

EXAMPLES = ROOT / "docs" / "examples"
RECORDING = ROOT / "docs" / "recording-a-meeting.md"
DOCS = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "minutes-inbox/README.md")),
]
_CODE = re.compile(r"^( *)(`{3,}).*?^\1\2`*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def prose(path: Path) -> str:
    """Return a document without its examples."""
    return _CODE.sub("", path.read_text(encoding="utf-8"))


def links_in(path: Path) -> list[str]:
    """Return where a document leads; what looks like a link in code is none."""
    return _LINK.findall(re.sub("`[^`\n]+`", "", prose(path)))


@cache
def headings(path: Path) -> frozenset[str]:
    """Return the names by which the headings of a document are linked to, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found)


def code_in(path: Path) -> str:
    """Return what is to be typed: of a document its examples and what stands in backquotes."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        return text
    examples = [found[0] for found in _CODE.finditer(text)]
    return "\n".join((*examples, *re.findall(r"`[^`\n]+`|^    .+$", prose(path), re.MULTILINE)))


def blocks(path: Path, language: str) -> list[str]:
    """Return the examples of a document in one language, moved to the left."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```$", path.read_text(encoding="utf-8"), re.M | re.S)
    return [re.sub(f"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_a_file_and_a_heading(path: Path) -> None:
    """Those within the repository; no request is made for others, which must be https."""
    for link in links_in(path):
        if ":" in link:
            assert link.startswith("https://"), link
            continue
        name, _, heading = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not heading or heading in headings(target), link


def test_every_document_is_linked_from_another() -> None:
    """None is lost."""
    linked = {
        (path.parent / link.partition("#")[0]).resolve()
        for path in DOCS
        for link in links_in(path)
        if ":" not in link and not link.startswith("#")
    }
    found = (ROOT / "docs").rglob("*.*")
    assert [path.name for path in found if path.is_file() and path not in linked] == []


def commands() -> dict[str, frozenset[str]]:
    """Return the options of each command."""
    (subparsers,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {name: frozenset(command._option_string_actions) for name, command in subparsers.choices.items()}


def test_commands_in_the_docs_exist_with_their_options() -> None:
    """In the guides, in the examples for hosts, in the workflows and in what a new site is told."""
    starter = ROOT / "src" / "tracker_site" / "starter"
    files = [*DOCS, *EXAMPLES.iterdir(), *starter.rglob("*.md"), *starter.rglob("*.y*ml"), ROOT / "Makefile"]
    known = commands()
    for path in files:
        for command, rest in re.findall(r"tracker-site ([a-z]+)\b([^`|&>…\n]*)", code_in(path)):
            assert command in known, f"{path.name}: {command}"
            options = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)
            assert set(options) <= known[command], f"{path.name}: {command}{rest}"


def test_make_targets_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in DOCS:
        named = re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8"))
        assert set(named) <= targets, path.name


# The guide's own example


def is_of_the_minutes(piece: str) -> bool:
    """Whether a piece of the guide is of the record that it makes: what a committee may do besides is not."""
    return not re.search("verb: recommended|caseload", piece)


def test_the_example_of_the_guide_is_what_the_program_makes() -> None:
    """Each piece of a record in the guide stands in the draft of its minutes, or in the finished record."""
    finished = (GUIDE / "recorded.md").read_text(encoding="utf-8")
    pieces = list(filter(is_of_the_minutes, blocks(RECORDING, "yaml")))
    assert len(pieces) == 6
    before, two, *rest = pieces
    assert before in finished
    assert two in finished
    draft = finished
    for question, answer in (rest[:2], rest[2:]):
        assert answer in finished
        draft = draft.replace(answer, question)
    assert draft != finished


def test_the_guide_can_be_followed_word_by_word(tmp_path: Path) -> None:
    """In a site that `init` begins: its commands in their order, its questions answered as it answers them."""
    at, finished = tmp_path, (GUIDE / "recorded.md").read_text(encoding="utf-8")
    _, _, *pieces = filter(is_of_the_minutes, blocks(RECORDING, "yaml"))
    said: list[str] = []
    _, _, without_github = RECORDING.read_text(encoding="utf-8").partition("## Without GitHub")
    for line in re.findall(r"^(?:tracker-site|cd) .+$", without_github, re.MULTILINE):
        words = line.split()
        if words[0] == "cd":
            at = at / words[1]
        elif words[1] == "serve":
            break
        else:
            done = run_cli(*words[1:], at=at)
            said.append(f"{words[1]} {done.returncode}: {done.stdout.count('[todo]')}")
            if words[1] == "draft":
                record = next((at / "content" / "meetings").glob("examplebury-*.md"))
            if said[-1] == "check 1: 2":
                settle(record, pieces)
    assert said == ["init 0: 0", "draft 0: 0", "check 1: 2", "check 0: 0"]
    assert without_dates(record.read_text(encoding="utf-8")) == without_dates(finished)


def settle(record: Path, pieces: list[str]) -> None:
    """Put each answer of the guide into the place of its question."""
    text = record.read_text(encoding="utf-8")
    for question, answer in zip(pieces[::2], pieces[1::2], strict=True):
        assert question in text
        text = text.replace(question, answer)
    record.write_text(text, encoding="utf-8")


def without_dates(text: str) -> str:
    """Return a record without its dates, which follow the day on which its site was begun."""
    text = re.sub(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}", "DATE", text)
    return " ".join(text.split())


def test_the_minutes_of_the_guide_are_those_of_a_new_site() -> None:
    """As a site has them that is begun on the day of the guide."""
    begun = starting_files(Beginning(None, "A tracker", None, TODAY, "1.2", FEED_ID))
    assert begun["example-minutes.txt"].decode() == (GUIDE / "minutes.txt").read_text(encoding="utf-8")


def test_the_example_of_a_recommendation_holds(tmp_path: Path) -> None:
    """An outcome as the guide has it names the record that the form makes."""
    site_of_guide(tmp_path)
    (outcome,) = (piece for piece in blocks(RECORDING, "yaml") if "verb: recommended" in piece)
    meeting = tmp_path / "content" / "meetings" / f"{RECORD}.md"
    text = meeting.read_text(encoding="utf-8")
    at = text.index("    actions:\n      - key: bring-figures")
    meeting.write_text(text[:at] + textwrap.indent(outcome, "   ") + text[at:], encoding="utf-8")
    options = [f"--set=from={RECORD}", "--set=number=1", "--set=title=Pay more", "--text=Pay more."]
    done = run_cli("new", "recommendation", *options, at=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {warning.code for warning in made(tmp_path, TODAY).warnings} <= {"never-considered"}


def test_the_example_of_a_figure_holds(tmp_path: Path) -> None:
    """A measure and a figure as the guide has them are taken, and the measure's page tells the figure."""
    site_of_guide(tmp_path)
    measure, figure = (piece for piece in blocks(RECORDING, "yaml") if "caseload" in piece)
    path = tmp_path / "content" / "measures" / "examplebury-caseload.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(measure, encoding="utf-8")
    meeting = tmp_path / "content" / "meetings" / f"{RECORD}.md"
    text = meeting.read_text(encoding="utf-8")
    at = text.index("    actions:\n      - key: bring-figures")
    meeting.write_text(text[:at] + figure + text[at:], encoding="utf-8")
    site = made(tmp_path, TODAY)
    assert site.warnings == ()
    page = site.files["measures/examplebury-caseload/index.html"].decode()
    assert "February 2026" in page
    assert ">18" in page


def test_the_example_of_the_guide_holds(tmp_path: Path) -> None:
    """Finished as the guide says, it is sound and says what the pictures show."""
    site = made(site_of_guide(tmp_path), TODAY)
    assert site.warnings == ()
    page = site.files["recommendations/example-inspection-1/index.html"].decode()
    assert "In progress – as reported by the council" in page
    assert "Managers have begun to look at one assessment in ten." in page


def test_the_example_of_a_withdrawal_holds(tmp_path: Path) -> None:
    """What the guide has an editor type is what the site takes, and the old address leads on."""
    shutil.copytree(GUIDE / "content", tmp_path / "content")
    example = "".join(blocks(ROOT / "docs" / "withdrawing-a-record.md", "yaml"))
    entry, of_action = yaml.safe_load(example)["withdrawn"]
    (tmp_path / "content" / "recommendations" / f"{entry['id']}.md").unlink()
    settings = tmp_path / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + example, encoding="utf-8")
    site = made(tmp_path, TODAY)
    assert f"/{entry['to']}/" in site.files[f"recommendations/{entry['id']}/index.html"].decode()
    assert "recorded twice" in site.files["changes/corrections/index.html"].decode()
    assert "was withdrawn" in site.files[f"actions/{of_action['id']}/index.html"].decode()


def test_the_pictures_are_small_and_all_there() -> None:
    """WebP, under 60 kB each, each shown in a guide with words for those who don't see it."""
    folder = ROOT / "docs" / "pictures"
    assert {path.name for path in folder.iterdir()} == {f"{name}.webp" for name in PICTURES}
    for path in folder.iterdir():
        assert path.read_bytes()[8:12] == b"WEBP"
        assert path.stat().st_size < 60_000
        assert re.search(rf"!\[[^\]]{{20,}}\]\(pictures/{path.name}\)", RECORDING.read_text(encoding="utf-8"))


def test_the_pictures_can_be_taken_anew(tmp_path: Path) -> None:
    """By the one command that CONTRIBUTING names."""
    assert take_pictures(tmp_path) == len(list(tmp_path.glob("*.webp"))) == len(PICTURES)


# The examples for hosts


def test_the_configuration_for_nginx_says_what_headers_says(tmp_path: Path) -> None:
    """The same values for the same files; whoever changes the one is told of the other."""
    headers = made(site_of_guide(tmp_path), TODAY).files["_headers"].decode()
    nginx = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    found = {*re.findall(r"^  ([A-Za-z-]+): (.+)$", headers, re.MULTILINE)}
    assert len(found) == 7
    for name, value in found:
        assert f"add_header {name} " in nginx
        assert re.search(rf"\s\"?{re.escape(value)}\"?( always)?;", nginx), name
        assert f"`{name}`" in guide
        assert name == "Content-Security-Policy" or f"`{value}`" in guide


def test_the_file_for_gitlab_is_as_gitlab_reads_it() -> None:
    """By GitLab's own schema."""
    lint("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(EXAMPLES / "gitlab-ci.yml"))
