"""What a change means to the public: two states of a made-up council's tracker, from git and from folders."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support import commit, git, project_at, run_cli, run_process, write
from tests.support.changes import AFTER, BEFORE, STAND, TODAY, between, no_project
from tracker_site.changes.diff import Compared, compare_sides
from tracker_site.changes.report import FORMATS, MOST, as_markdown, as_text, plain
from tracker_site.changes.texts import is_slip
from tracker_site.project import WrongUse

TOLD = Path(__file__).with_name("rich_change.txt")


def in_project(root: Path, base: str | None) -> Compared:
    """Return what tells the files of a site from a revision of its repository."""
    return compare_sides(lambda: project_at(root), base, None, root, TODAY, STAND)


def test_it_tells_what_a_rich_change_means(tmp_path: Path) -> None:
    """All kinds at once, in plain words and in order."""
    assert as_text(between(tmp_path, BEFORE, AFTER), "From there to here") == TOLD.read_text()


def test_a_typo_is_one_line_and_the_same_is_nothing(tmp_path: Path) -> None:
    """A slip names its record and field in one line for all; layout and comments are no difference at all."""
    typos = {name: AFTER[name] for name in ("inspections/visit.md", "pages/about.md")}
    laid_out = {"measures/caseload.yml": f"# What was counted\n{BEFORE['measures/caseload.yml']}"}

    told = as_text(between(tmp_path / "typos", BEFORE, {**BEFORE, **typos}), "From a to b")
    same = between(tmp_path / "same", BEFORE, {**BEFORE, **laid_out})

    assert told == "From a to b.\n\nOnly spelling or layout: About (text); Focused visit (text).\n"
    assert same.is_empty
    assert as_text(same, "From a to b") == "From a to b.\n\nNothing: both sides say the same.\n"


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        ("The acheived aim", "The achieved aim.", True),
        ("A *new* plan", "a new plan", True),
        ("from the board", "form the board", True),
        ("It was agreed", "It was not agreed", False),
        ("It may act", "It must act", False),
        ("agreed", "disagreed", False),
        ("six months", "twelve months", False),
        ("£1.5 million", "£15 million", False),
        ("by 5%", "by 5", False),
        ("by May 2022", "by May 2023", False),
    ],
)
def test_a_slip_is_told_from_another_sense(before: str, after: str, slip: bool) -> None:
    """Spelling, capitals and marks are slips; words that come or go, and numbers, are not."""
    assert is_slip(before, after) is slip


def test_news_is_told_from_correction(tmp_path: Path) -> None:
    """A new record brings news; the same words put into an old record correct it."""
    found = between(tmp_path / "news", BEFORE, AFTER).of_kind("recommendation")
    corrected = BEFORE["meetings/january.md"].replace("status: in-progress", "status: planned")
    put_right = between(tmp_path / "right", BEFORE, {**BEFORE, "meetings/january.md": corrected})

    assert {one.nature for one in found} == {"news"}
    assert [str(one) for one in put_right.found] == [
        "Recommendation 1, Consistent assessments: went from In progress (reported by the council) to Planned "
        "(reported by the council), at a meeting in January 2022, day not stated; its record was corrected."
    ]
    assert put_right.found[0].nature == "correction"


def test_a_planned_meeting_that_was_held_is_news(tmp_path: Path) -> None:
    """What it decided is not told as a heap of corrections."""
    planned = "---\nbody: examplebury/scrutiny\ndate: 2022-09-01\nstate: scheduled\n---\n"
    held = AFTER["meetings/july-board.md"].replace("2022-07-06", "2022-09-01")

    told = between(tmp_path, {**BEFORE, "meetings/x.md": planned}, {**BEFORE, "meetings/x.md": held})

    assert [one.words for one in told.of_kind("new")] == ["held, and recorded, with 1 outcome and 1 answer"]
    assert {one.nature for one in told.found} == {"news"}
    assert not told.of_kind("outcome")


def test_what_rested_on_a_record_that_went_says_so(tmp_path: Path) -> None:
    """A status that falls back is told with the record that is missed."""
    without = {name: text for name, text in BEFORE.items() if name != "meetings/january.md"}

    (moved,) = between(tmp_path, BEFORE, without).of_kind("recommendation")

    assert moved.words == (
        "went from In progress (reported by the council) to No information (nobody has said); Scrutiny Board, "
        "January 2022, day not stated, in which that was said, is no longer shown"
    )


def test_programs_get_the_whole(tmp_path: Path) -> None:
    """JSON holds what the sentences are made of."""
    told = json.loads(FORMATS["json"](between(tmp_path, BEFORE, AFTER), "From a to b"))

    assert told["between"] == "From a to b"
    assert told["found"][0] == {
        "kind": "recommendation",
        "nature": "news",
        "subject": "visit-1",
        "title": "Recommendation 1, Consistent assessments",
        "words": (
            "went from In progress (reported by the council) to Completed (signed off by Scrutiny Board), at the "
            "meeting of 6 July 2022"
        ),
        "before": {"status": "in-progress", "label": "In progress", "assurance": "reported"},
        "after": {"status": "completed", "label": "Completed", "assurance": "signed-off"},
        "record": "july-board",
        "details": [],
        "sentence": (
            "Recommendation 1, Consistent assessments: went from In progress (reported by the council) to Completed "
            "(signed off by Scrutiny Board), at the meeting of 6 July 2022."
        ),
    }
    assert told["wording"] == ["about", "visit"]
    assert {
        "address": "recommendations/visit-3/",
        "leads_to": "recommendations/visit-three/",
        "says_withdrawn": False,
        "now_at": None,
    } in told["pages_gone"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_fact_at_the_end_of_a_long_text_is_lost(tmp_path: Path, form: str) -> None:
    """An outcome is told whole in every format, where it came, where it went and where it was put right."""
    long = f"That the report be noted{', and that the work go on' * 30}, by 1 March 2023."
    was = {
        **BEFORE,
        "meetings/july.md": AFTER["meetings/july-board.md"].replace("That the work is done.", long),
    }
    now = {name: text for name, text in was.items() if name != "meetings/july.md"}
    other = was["meetings/july.md"].replace(long, "That nothing be done for now.")

    came = between(tmp_path / "a", now, was)
    put_right = between(tmp_path / "b", {**was, "meetings/july.md": other}, was)

    assert long in FORMATS[form](came, "From a to b")
    assert long in FORMATS[form](put_right, "From a to b")


HOSTILE = "@everyone ![x](https://evil.example/p.png) <img src=x> #12 [a](javascript:b) `c` www.evil.example $y$ | *z*"


def test_a_comment_shows_what_editors_wrote_as_plain_words(tmp_path: Path) -> None:
    """Nobody is called, nothing is linked or loaded, and the comment stays of a bearable length."""
    many = {
        f"recommendations/visit-{n}.md": f"---\ntitle: '{HOSTILE}'\nfrom: visit\nnumber: '{n}'\n---\nDo it.\n"
        for n in range(10, 45)
    }

    told = as_markdown(between(tmp_path, BEFORE, {**BEFORE, **many}), "From @a to b")

    assert told.count("- **Recommendation ") == MOST
    assert "- and 15 more\n" in told
    assert len(told) < 65_536
    for live in ("@everyone", "@a", "<img", "](", "https://", "www.evil", "#12", "`c", "*z"):
        assert live not in re.sub(r"\\.", "", told)


def test_a_comment_is_never_too_long_for_its_forge(tmp_path: Path) -> None:
    """However long every line becomes by being disarmed."""
    many = {
        f"recommendations/visit-{n}.md": f"---\ntitle: '{'$ ' * 240}{n}'\nfrom: visit\n---\nDo it.\n"
        for n in range(10, 45)
    }

    told = as_markdown(between(tmp_path, BEFORE, {**BEFORE, **many}), "From a to b")

    assert len(told.encode()) < 65_536
    assert told.endswith("\nThis comment is full; `tracker-site diff` tells the rest.\n")


def test_what_is_plain_reads_as_it_was_written() -> None:
    """Without the signs that disarm it, a text is the same."""
    shown = plain(HOSTILE).replace("\u200b", "").replace("<span>$</span>", "$").replace("&lt;", "<")

    assert shown.replace("&gt;", ">").replace("\\", "") == HOSTILE
    assert plain("one\n# two") == "one \\# two"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose branch left main, which has gone on, and whose files are changed once more."""
    root = tmp_path / "site"
    commit(root, BEFORE)
    git(root, "switch", "--quiet", "--create", "record-july")
    commit(root, {**BEFORE, "meetings/july-board.md": AFTER["meetings/july-board.md"]})
    git(root, "switch", "--quiet", "main")
    commit(root, {**BEFORE, "measures/other.yml": "title: Another\nauthority: examplebury\n"})
    git(root, "switch", "--quiet", "record-july")
    return write(
        root, {**BEFORE, "meetings/july-board.md": AFTER["meetings/july-board.md"], "pages/new.md": ABOUT}
    )


ABOUT = "---\ntitle: How to read this\n---\nFrom the top.\n"


def test_it_compares_with_where_the_branch_left_main(repository: Path) -> None:
    """Without BASE: what is not yet committed counts, what main did since does not; nothing is touched."""
    before = git(repository, "status", "--porcelain")

    told = run_cli("diff", at=repository, SOURCE_DATE_EPOCH="1661990400")

    start = git(repository, "rev-parse", "--short=7", "main~1")
    assert told.stderr == ""
    assert told.stdout.startswith(f"From {start} to the files in content, as at 1 September 2022.\n")
    assert "to Completed (signed off by Scrutiny Board), at the meeting of 6 July 2022." in told.stdout
    assert "How to read this: new page." in told.stdout
    assert "Another" not in told.stdout
    assert git(repository, "status", "--porcelain") == before


def test_two_revisions_are_compared(repository: Path) -> None:
    """From main to the branch, what main has alone is gone; each is named as it was asked for."""
    told = run_cli(
        "diff", "main", "record-july", "--format", "markdown", "--as-at", "2022-07-05", at=repository
    )

    first = told.stdout.splitlines()[2]
    assert first.startswith("From main (")
    assert first.endswith("), as at 5 July 2022.")
    assert "- **Another**: gone" in told.stdout
    assert "Completed" not in told.stdout  # the meeting was a day later


def test_neither_settings_nor_a_hook_change_what_is_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook's GIT_DIR, attributes, aliases, pagers and programs that the repository names are not obeyed."""
    expected = in_project(repository, "main")
    touched = repository / "touched"
    for name, value in {
        "core.fsmonitor": f"touch {touched}",
        "core.pager": f"touch {touched}",
        "core.autocrlf": "true",
        "filter.spoil.smudge": f"touch {touched}",
        "diff.external": f"touch {touched}",
        "color.ui": "always",
        "core.quotePath": "true",
    }.items():
        git(repository, "config", name, value)
    (repository / ".git" / "info" / "attributes").write_text("* filter=spoil export-ignore export-subst\n")

    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, "/nowhere")

    assert in_project(repository, "main") == expected
    assert not touched.exists()


def test_the_same_is_told_in_every_place_and_time_zone(repository: Path) -> None:
    """The output depends on the two states and the day alone."""
    told = run_cli("diff", "main", "--format", "json", at=repository)
    again = run_process(
        "diff",
        "main",
        "--format",
        "json",
        at=repository,
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
        LC_ALL="de_DE.UTF-8",
    )

    assert told.stdout == again.stdout


def test_what_cannot_be_found_is_explained(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with a remedy, on one line; the command then ends with 2."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    plain_site = write(tmp_path / "plain", BEFORE)
    shallow = tmp_path / "shallow"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--depth=1",
        "--branch=record-july",
        f"file://{repository}",
        str(shallow),
    )
    git(shallow, "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    git(shallow, "remote", "set-head", "origin", "main")
    for at, base, words in (
        (repository, "nonsense", "git knows no revision 'nonsense'"),
        (repository, "-p", "git knows no revision '-p'"),
        (repository, "meetings", "git knows no revision 'meetings'"),
        (plain_site, None, "is not in a git repository; name two folders"),
        (shallow, None, "this is a shallow clone, so fetch the whole history with"),
        (shallow, "main~1", "this is a shallow clone"),
    ):
        with pytest.raises(WrongUse) as refused:
            in_project(at, base)
        assert words in str(refused.value)
        assert "\n" not in str(refused.value)
    told = run_cli("diff", "nonsense", at=repository)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("tracker-site: git knows no revision 'nonsense'; ")


def test_without_git_folders_can_still_be_compared(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said that git is what is missing."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(WrongUse, match="git is not installed here, or not on the PATH"):
        in_project(repository, None)
    assert compare_sides(no_project, ".", "content", repository, TODAY, STAND).differences.is_empty


def test_a_revision_without_content_is_refused(repository: Path) -> None:
    """As the first commit of a repository may be."""
    git(repository, "stash", "--quiet", "--include-untracked")
    git(repository, "switch", "--quiet", "--orphan", "empty")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=Begin")
    git(repository, "switch", "--quiet", "main")

    with pytest.raises(WrongUse, match="there is nothing in content/ at "):
        in_project(repository, "empty")


def test_mistakes_stop_it_and_it_says_whose_they_are(repository: Path) -> None:
    """Where something stands is known only once all that was said of it can be read."""
    path = repository / "content" / "meetings" / "january.md"
    sound = path.read_text()
    path.write_text(sound.replace("verb: noted", "verb: nodded"))
    git(repository, "commit", "--quiet", "--all", "--message=A mistake")
    broken = git(repository, "rev-parse", "--short=7", "HEAD")
    path.write_text(sound)

    told = run_cli("diff", "HEAD", at=repository)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("HEAD:content/meetings/january.md:9:")
    assert told.stderr.endswith(
        f"1 problem in 1 file. Nothing was compared: HEAD ({broken}) stays as it was committed, so name an older "
        "revision that passes the check instead.\n"
    )
    path.write_text(sound.replace("verb: noted", "verb: nodded"))
    told = run_cli("diff", "HEAD~1", at=repository)
    assert told.stderr.endswith("Nothing was compared: mend the files in content first.\n")


def test_a_tree_made_by_hand_writes_nothing_outside(tmp_path: Path) -> None:
    """A name such as '..' in a repository from elsewhere is refused."""
    commit(tmp_path, BEFORE)
    blob = git(tmp_path, "rev-parse", "HEAD:content/site.yml")
    evil = tree(tmp_path, b"100644 ..\0" + bytes.fromhex(blob))
    top = tree(tmp_path, b"40000 content\0" + bytes.fromhex(evil))
    made = git(tmp_path, "commit-tree", top, "-m", "By hand")

    with pytest.raises(WrongUse, match=r"of a name that can't be used: '\.\.'"):
        in_project(tmp_path, made)


def tree(folder: Path, entries: bytes) -> str:
    """Write a tree that git itself would not make, and return its name."""
    (folder / "entries").write_bytes(entries)
    return git(folder, "hash-object", "-t", "tree", "-w", "--literally", "entries")
