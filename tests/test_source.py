"""Which files of the content are read, what is said of the others, and where each value stands."""

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker_site import source
from tracker_site.problems import Place, Problems
from tracker_site.source import (
    KINDS,
    LARGEST,
    MESSAGES,
    MOST_HIDDEN,
    SourceFile,
    is_unfit_for_windows,
    leftovers_in,
)

SITE = "title: A tracker\n"
MEETING = """\
---
body: leeds/scrutiny
items:
  - title: One
    text: |
      See the [letter](javascript:x) of
      the council, and [more](javascript:y).
    about: [a, b]
  - title: Two, with
      a [link](x) further on
---
# Heading

Some [text](javascript:z) here.
"""


def write(content: Path, files: dict[str, str | bytes]) -> Path:
    for name, typed in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(typed if isinstance(typed, bytes) else typed.encode())
    return content


def read_sound(content: Path, files: dict[str, str | bytes]) -> tuple[SourceFile, ...]:
    problems = Problems()
    read = source.read(write(content, {"site.yml": SITE, **files}), "content", problems)
    assert list(map(str, problems)) == []
    return read


def feedback_on(content: Path, files: dict[str, str | bytes]) -> list[str]:
    problems = Problems()
    source.read(write(content, {"site.yml": SITE, **files}), "content", problems)
    return [f"{problem.place} {problem.code}" for problem in problems]


def messages_on(content: Path, files: dict[str, str | bytes]) -> list[str]:
    problems = Problems()
    source.read(write(content, {"site.yml": SITE, **files}), "content", problems)
    return [f"{problem.place}: {problem.message} [{problem.code}]" for problem in problems]


@pytest.fixture
def meeting(tmp_path: Path) -> SourceFile:
    return read_sound(tmp_path, {"meetings/2022/one.md": MEETING})[0]


# Which files are read


def test_each_kind_has_its_folder_and_folders_below_are_free(tmp_path: Path) -> None:
    records: dict[str, str | bytes] = {
        f"{kind}/2022/Two Words/{kind}-x{ending}": "---\na: b\n---\n" if ending == ".md" else "a: b\n"
        for kind, ending in KINDS.items()
    }
    files = read_sound(tmp_path, records)

    assert [file.path for file in files] == sorted(f"content/{name}" for name in [*records, "site.yml"])
    assert {(file.kind, file.id) for file in files} == {(k, f"{k}-x") for k in KINDS} | {("site", "site")}


def test_dotfiles_and_backups_are_passed_over(tmp_path: Path) -> None:
    passed: dict[str, str | bytes] = {
        ".git/config": "",
        ".gitkeep": "",
        "meetings/.x.md.swp": b"\xff",
        "meetings/x.md~": "",
        "meetings/.obsidian/y.txt": "",
        "site.yml~": "",
    }
    assert [file.path for file in read_sound(tmp_path, passed)] == ["content/site.yml"]


LEFT_BY_SYSTEMS = ("Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "Icon\r")
LEFT_BY_EDITORS = ("x.md.swp", "~$minutes.docx", "x.md.bak", "x.md.tmp", "x.md___jb_tmp___", "x.md.orig")
LEFT_AS_FOLDERS = ("$RECYCLE.BIN/x", "__MACOSX/x.md", "@eaDir/Thumbs.db", "System Volume Information/x")


@pytest.mark.parametrize("name", [*LEFT_BY_SYSTEMS, *LEFT_BY_EDITORS, *LEFT_AS_FOLDERS])
@pytest.mark.parametrize("folder", ["", "meetings/", "meetings/2026/", "federation/"])
def test_what_systems_and_editors_leave_is_passed_over(tmp_path: Path, folder: str, name: str) -> None:
    """Wherever it lies, and it is found to be told of once."""
    assert [file.path for file in read_sound(tmp_path, {f"{folder}{name}": b"\xff"})] == ["content/site.yml"]
    assert list(leftovers_in(tmp_path)) == [f"{folder}{name.partition('/')[0]}"]


def test_what_vim_makes_for_a_moment_is_not_told(tmp_path: Path) -> None:
    """Nor what was hidden on purpose."""
    read_sound(tmp_path, {"meetings/4913": "", "meetings/5036": "", ".gitkeep": "", ".obsidian/x.tmp": ""})
    assert list(leftovers_in(tmp_path)) == []


@pytest.mark.parametrize("name", ["4913.md", "swp.md", "thumbs-db.md", "bak.md"])
def test_a_record_is_never_passed_over(tmp_path: Path, name: str) -> None:
    """Only names that no record can have are passed over."""
    assert len(read_sound(tmp_path, {f"meetings/{name}": "---\ntitle: x\n---\n"})) == 2


@pytest.mark.parametrize("name", ["meetings/aux.md", "meetings/2026/com1/x.md", "meetings/why?/x.md"])
def test_files_and_folders_that_windows_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    place = name if name.endswith("aux.md") else name.removesuffix("/x.md")
    files: dict[str, str | bytes] = {name: "---\ntitle: x\n---\n"}
    assert feedback_on(tmp_path, files) == [f"content/{place}:1:1 name-for-windows"]


@pytest.mark.parametrize(
    "name", ["aux", "CON", "com1", "COM9.txt", "nul.tar", "lpt1", "a:b", "what?", "a.", "a "]
)
def test_names_that_windows_cannot_hold(name: str) -> None:
    assert is_unfit_for_windows(name)
    assert not is_unfit_for_windows(f"x-{name.strip(' .:?').replace(':', '').partition('.')[0]}-1")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "meeting/x.md",
            "content/meeting:1:1: 'meeting' is not a folder of records; "
            "did you mean 'meetings'? [unknown-folder]",
        ),
        (
            "Pages/x.md",
            "content/Pages:1:1: 'Pages' is not a folder of records; did you mean 'pages'? [unknown-folder]",
        ),
        (
            "photos/x.jpg",
            "content/photos:1:1: 'photos' is not a folder of records; those are "
            "'authorities', 'inspections', 'inquiries', 'recommendations', 'actions', 'meetings', "
            "'updates', 'measures' or 'pages' [unknown-folder]",
        ),
        (
            "README.md",
            "content/README.md:1:1: only 'site.yml' stands beside the folders of records; "
            "move this into one of them, or away from here [unknown-file]",
        ),
        (
            "meetings/x.markdown",
            "content/meetings/x.markdown:1:1: only files that end in '.md' stand in 'meetings'; "
            "rename this to 'x.md' [wrong-ending]",
        ),
        (
            "meetings/2022/x.yml",
            "content/meetings/2022/x.yml:1:1: only files that end in '.md' stand in 'meetings'; "
            "rename this to 'x.md' [wrong-ending]",
        ),
        (
            "actions/x.yml.txt",
            "content/actions/x.yml.txt:1:1: only files that end in '.yml' stand in 'actions'; "
            "rename this to 'x.yml' [wrong-ending]",
        ),
        (
            "pages/X.MD",
            "content/pages/X.MD:1:1: only files that end in '.md' stand in 'pages'; "
            "rename this to 'X.md' [wrong-ending]",
        ),
        (
            "pages/photo.jpg",
            "content/pages/photo.jpg:1:1: only files that end in '.md' stand in 'pages'; "
            "move this away from here [wrong-ending]",
        ),
        (
            "pages/Our_Résumé – 2022.md",
            "content/pages/Our_Résumé – 2022.md:1:1: 'Our_Résumé – 2022' is not an id "
            "(1 to 80 lowercase letters, digits and hyphens); "
            "rename the file to 'our-resume-2022.md' [bad-id]",
        ),
    ],
)
def test_anything_else_is_refused_with_its_remedy(tmp_path: Path, name: str, message: str) -> None:
    assert messages_on(tmp_path, {name: "---\na: b\n---\n"}) == [message]


@pytest.mark.parametrize("name", ["-x", "x-", "x_y", "x.y", "x y", "É", "a" * 81, "X", "чат", "x\u202e"])
def test_an_id_is_small_letters_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    (problem,) = feedback_on(tmp_path, {f"actions/{name}.yml": "a: b"})

    assert problem.endswith(":1:1 bad-id")
    assert problem.isprintable()


def test_a_proposed_id_is_free(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "pages/x_y.md": "---\na: b\n---\n",
        "actions/x-y.yml": "a: b",
        "actions/x-y-2.yml": "a: b",
    }
    (message,) = messages_on(tmp_path, files)

    assert message.endswith("rename the file to 'x-y-3.md' [bad-id]")


def test_a_missing_site_says_what_it_needs(tmp_path: Path) -> None:
    problems = Problems()

    assert source.read(tmp_path / "nowhere", "content", problems) == ()
    assert list(map(str, problems)) == [
        "content/site.yml:1:1: error: there is no such file, and a site needs one; "
        "write one with at least 'title: …' [missing-site]"
    ]


@pytest.mark.parametrize("name", ["site.yaml", "Site.yml", "site.yml.txt", "site.md"])
def test_a_misnamed_site_is_one_problem(tmp_path: Path, name: str) -> None:
    problems = Problems()
    source.read(write(tmp_path, {name: SITE}), "content", problems)

    assert list(map(str, problems)) == [
        f"content/{name}:1:1: error: only 'site.yml' stands beside the folders of records; "
        "rename this to 'site.yml' [unknown-file]"
    ]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    page = "---\na: b\n---\n"
    files: dict[str, str | bytes] = {
        "actions/x.yml": "a: b",
        "pages/a/x.md": page,
        "pages/b/x.md": page,
        "pages/site.md": page,
    }
    problems = Problems()
    read = source.read(write(tmp_path, {"site.yml": SITE, **files}), "content", problems)

    assert [file.path for file in read] == ["content/actions/x.yml", "content/site.yml"]
    says = "too; rename one of the two, since an id has one meaning [repeated-id]"
    assert list(map(str, problems)) == [
        f"content/pages/a/x.md:1:1: error: 'x' is the id of content/actions/x.yml {says}",
        f"content/pages/b/x.md:1:1: error: 'x' is the id of content/actions/x.yml {says}",
        f"content/pages/site.md:1:1: error: 'site' is the id of content/site.yml {says}",
    ]


def test_ids_that_differ_by_case_are_one(tmp_path: Path) -> None:
    assert messages_on(tmp_path, {"actions/x.yml": "a: b", "actions/deep/X.yml": "a: b"}) == [
        "content/actions/deep/X.yml:1:1: 'X' is not an id (1 to 80 lowercase letters, digits and hyphens); "
        "rename the file to 'x-2.yml' [bad-id]",
        "content/actions/x.yml:1:1: 'x' is the id of content/actions/deep/X.yml too, but for capitals; "
        "rename one of the two, since an id has one meaning [repeated-id]",
    ]


def test_files_with_mistakes_are_left_out_and_all_are_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "actions/a.yml": "a: b",
        "actions/b.yml": "a:",
        "actions/c.yml": "a: [",
        "actions/D.yml": "a:",
    }
    problems = Problems()
    read = source.read(write(tmp_path, {"site.yml": SITE, **files}), "content", problems)

    assert [file.id for file in read] == ["a", "site"]
    assert [f"{problem.place} {problem.code}" for problem in problems] == [
        "content/actions/D.yml:1:1 bad-id",
        "content/actions/D.yml:1:1 empty-value",
        "content/actions/b.yml:1:1 empty-value",
        "content/actions/c.yml:1:4 open-bracket",
    ]


# Links and what is not a file


def test_links_stay_within_the_content(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"site.yml": SITE, "actions/a.yml": "a: b"})
    write(tmp_path, {"secret.yml": "a: secret", "outside/b.yml": "a: b"})
    for name, target in {
        "actions/same.yml": "a.yml",
        "actions/secret.yml": "../../secret.yml",
        "actions/absolute.yml": "/etc/passwd",
        "actions/nowhere.yml": "no-such-file.yml",
        "actions/itself.yml": "itself.yml",
        "actions/loop": "..",
        "actions/outside": "../../outside",
        "meetings": "../outside",
        "pages": "actions",
        ".hidden": "/etc",
    }.items():
        (content / name).symlink_to(target)
    problems = Problems()
    read = source.read(content, "content", problems)

    assert [(file.id, file.fields) for file in read] == [
        ("a", {"a": "b"}),
        ("same", {"a": "b"}),
        ("site", {"title": "A tracker"}),
    ]
    assert [f"{problem.place} {problem.code}" for problem in problems] == [
        "content/actions/absolute.yml:1:1 outside-link",
        "content/actions/itself.yml:1:1 outside-link",
        "content/actions/loop:1:1 folder-link",
        "content/actions/nowhere.yml:1:1 outside-link",
        "content/actions/outside:1:1 outside-link",
        "content/actions/secret.yml:1:1 outside-link",
        "content/meetings:1:1 outside-link",
        "content/pages:1:1 folder-link",
    ]


def test_the_content_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real", {"site.yml": SITE, "actions/a.yml": "a: b"})
    (tmp_path / "content").symlink_to("real")
    (tmp_path / "real/actions/b.yml").symlink_to("a.yml")
    problems = Problems()

    assert [file.id for file in source.read(tmp_path / "content", "content", problems)] == ["a", "b", "site"]
    assert not len(problems)


def test_what_is_not_a_file_is_never_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"actions/a.yml": "a: b"})
    os.mkfifo(tmp_path / "actions/pipe.yml")

    assert feedback_on(tmp_path, {}) == ["content/actions/pipe.yml:1:1 unreadable"]


def test_content_that_is_a_file_is_one_problem(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "content").touch()

    assert source.read(tmp_path / "content", "content", problems) == ()
    assert [f"{problem.place} {problem.code}" for problem in problems] == ["content:1:1 unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    write(tmp_path, {"actions/a.yml": "a: b", "pages/a.md": ""})
    (tmp_path / "actions/a.yml").chmod(0)
    (tmp_path / "pages").chmod(0)

    assert feedback_on(tmp_path, {}) == [
        "content/actions/a.yml:1:1 unreadable",
        "content/pages:1:1 unreadable",
    ]


def test_a_thousand_folders_in_each_other_are_read(tmp_path: Path) -> None:
    folders = [tmp_path / "pages"]
    while len(folders) < 1200:
        folders.append(Path(f"{folders[-1]}/d"))
    for folder in folders:
        folder.mkdir()
    write(folders[-1], {"x.md": "---\na: b\n---\n"})

    try:
        assert [file.id for file in read_sound(tmp_path, {})] == ["x", "site"]
    finally:  # pytest cannot remove so many, and would stop with a fault in every later run
        (folders[-1] / "x.md").unlink()
        for folder in reversed(folders):
            folder.rmdir()


@pytest.mark.parametrize("name", [b"a\xff", b"a\nb", "a\u202eb".encode(), "a\u2028b".encode()])
def test_names_that_cannot_be_shown_are_refused_and_shown(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "pages").mkdir()
    for folder in (tmp_path, tmp_path / "pages"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).mkdir()
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".md")).touch()
    problems = messages_on(tmp_path, {})

    assert len(problems) == 5  # the file in pages has no front matter either
    assert all(problem.isprintable() for problem in problems)
    assert all(problem.encode() for problem in problems)


# Their text


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_editor_s_files_read_the_same(tmp_path: Path, newline: str, start: bytes) -> None:
    (file, _) = read_sound(tmp_path, {"meetings/x.md": start + MEETING.replace("\n", newline).encode()})

    assert file.text == MEETING
    assert (file.body, file.body_line) == ("# Heading\n\nSome [text](javascript:z) here.\n", 12)
    assert file.place("items", 1, "title") == Place("content/meetings/x.md", 9, 12)


@pytest.mark.parametrize(
    ("typed", "body", "body_line"),
    [
        ("---\na: b\n---", "", 4),
        ("---\na: b\n---\n", "", 4),
        ("---  \na: b\n--- \t\nBody", "Body", 4),
        ("---\na: b\n---\n\n---\nc: d\n---\n", "\n---\nc: d\n---\n", 4),
        ("---\na: |\n  ---\n  x\n---\nBody\n", "Body\n", 6),
        ("---\na: b # ---\n---\n----\n", "----\n", 4),
    ],
)
def test_front_matter_ends_at_the_next_line_of_three_hyphens(
    tmp_path: Path, typed: str, body: str, body_line: int
) -> None:
    (file, _) = read_sound(tmp_path, {"pages/x.md": typed})

    assert (file.body, file.body_line) == (body, body_line)


def test_a_yml_file_is_yaml_alone(tmp_path: Path) -> None:
    (file, _) = read_sound(tmp_path, {"actions/x.yml": "---\na: b\n"})

    assert (file.fields, file.body, file.text) == ({"a": "b"}, "", "---\na: b\n")
    assert file.place("a") == Place("content/actions/x.yml", 2, 4)


@pytest.mark.parametrize(
    ("typed", "feedback"),
    [
        ("", "1:1 no-front-matter"),
        ("Only text", "1:1 no-front-matter"),
        ("\n---\na: b\n---\n", "1:1 no-front-matter"),
        ("----\na: b\n----\n", "1:1 no-front-matter"),
        ("---", "1:1 open-front-matter"),
        ("---\na: b\n", "1:1 open-front-matter"),
        ("---\na: b\n ---\n", "1:1 open-front-matter"),
        ("---\n---\n", "2:1 no-fields"),
        ("---\na:\n---\n", "2:1 empty-value"),
        ("---\na: b\n--- c\nd: e\n---\n", "3:1 several-documents"),
        ("---\na: b\n---\n\x00", "4:1 hidden-character"),
        ("---\na: b\n---\nx\u202ey", "4:2 hidden-character"),
        ("---\na: \ufeffb\n---\n", "2:4 hidden-character"),
        ("\ufeff\ufeff---\na: b\n---\n", "1:1 hidden-character"),
        ("---\na: b\u2028\n---\n", "2:5 hidden-character"),
        ("---\na: b\x0c\n---\n", "2:5 hidden-character"),
        ("---\na: \U000e0041\n---\n", "2:4 hidden-character"),
        ('---\na: "\\u202e"\n---\n', "2:5 hidden-character"),
        (b"---\na: \xe9\n---\n", "2:4 not-utf8"),
        (b"---\r\na: caf\xc3\xa9 \xff\r\n---\r\n", "2:9 not-utf8"),
        (b"\xff\xfe-\0-\0-\0", "1:1 not-utf8"),
        (b"\xef\xbb\xbf\xff", "1:1 not-utf8"),
        (b"---\na: \xed\xa0\x80\n---\n", "2:4 not-utf8"),
        ("---\na: b\n---\n" + "x" * LARGEST, "1:1 too-large"),
        (b"%PDF-1.7\n\xe2\xe3", "1:1 not-text"),
        (b"%PDF" + b"x" * LARGEST, "1:1 not-text"),
        (b"PK\x03\x04\x14\0", "1:1 not-text"),
        (b"\xd0\xcf\x11\xe0\xa1", "1:1 not-text"),
        ("{\\rtf1 a}", "1:1 not-text"),
        ("---\na: b\n---\n>>>>>>> 1234567 (a)\n", "4:1 conflict"),
    ],
)
def test_a_mistake_in_a_text_has_its_place(tmp_path: Path, typed: str | bytes, feedback: str) -> None:
    assert feedback_on(tmp_path, {"pages/x.md": typed}) == [f"content/pages/x.md:{feedback}"]


def test_text_that_can_be_seen_is_kept(tmp_path: Path) -> None:
    typed = "A\n=======\n\na\xa0b\u200bc\u200c\u200d\u2060\u00ad\té 👩\u200d👧 \ufe0f 🏴"
    (file, _) = read_sound(tmp_path, {"pages/x.md": f"---\na: b\n---\n{typed}"})

    assert file.body == typed


def test_only_the_first_hidden_characters_are_named(tmp_path: Path) -> None:
    messages = messages_on(tmp_path, {"actions/x.yml": "a: b" + "\x07" * 24})

    says = "cannot be seen and is not allowed; delete it [hidden-character]"
    assert len(messages) == MOST_HIDDEN
    assert messages[0] == f"content/actions/x.yml:1:5: U+0007 (control character) {says}"
    assert (
        messages[-1] == f"content/actions/x.yml:1:14: U+0007 (control character), like 14 more below, {says}"
    )


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u200f", "U+200F (right-to-left mark)"),
        ("\ufeff", "U+FEFF (byte order mark)"),
        ("\ufffe", "U+FFFE (not a character)"),
        ("\x7f", "U+007F (control character)"),
        ("\u2029", "U+2029 (paragraph separator)"),
        ("\U000e0067", "U+E0067 (tag latin small letter g)"),
    ],
)
def test_a_hidden_character_is_named(tmp_path: Path, typed: str, what: str) -> None:
    (message,) = messages_on(tmp_path, {"actions/x.yml": f"a: b{typed}"})

    assert (
        message == f"content/actions/x.yml:1:5: {what} "
        "cannot be seen and is not allowed; delete it [hidden-character]"
    )


def test_every_code_is_tried_here() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")

    assert [code for code in MESSAGES if code not in tried] == []


def test_a_note_is_found_in_fields_and_body(tmp_path: Path) -> None:
    """A file that is still to be settled is read, so that what else is wrong with it is told too."""
    typed = "---\ntitle: # TODO Which?\n---\nText.\n\n# TODO Say more.\n## No TODO\n"
    assert feedback_on(tmp_path, {"pages/x.md": typed}) == [
        "content/pages/x.md:2:8 todo",
        "content/pages/x.md:6:1 todo",
    ]
    (page, _) = source.read(tmp_path, "content", Problems())
    assert page.leaves_open(("title",))
    assert not page.leaves_open(("sources",))


# Where each value stands


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("body",), (2, 7), (2, 1)),
        (("items",), (4, 3), (3, 1)),
        (("items", 0), (4, 5), (4, 5)),
        (("items", 0, "text"), (5, 11), (5, 5)),
        (("items", 0, "about", 1), (8, 16), (8, 16)),
        (("items", 0, "about", 2), (8, 12), (8, 12)),
        (("items", 0, "absent"), (4, 5), (4, 5)),
        (("items", 0, "title", "deeper", 3), (4, 12), (4, 12)),
        (("items", 7, "title"), (4, 3), (4, 3)),
        (("items", -1), (4, 3), (4, 3)),
        (("items", "title"), (4, 3), (4, 3)),
        (("absent", 0), (2, 1), (2, 1)),
    ],
)
def test_a_path_leads_as_near_as_it_can(
    meeting: SourceFile, path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    assert meeting.place(*path) == Place("content/meetings/2022/one.md", *value)
    assert meeting.key_place(*path) == Place("content/meetings/2022/one.md", *key)


@pytest.mark.parametrize(
    ("path", "offset", "fragment", "place"),
    [
        (("body",), 2, "[text](javascript:z)", (14, 6)),
        (("body",), 2, "not there", (14, 1)),
        (("body",), 99, "not there", (15, 1)),
        (("items", 0, "text"), 0, "javascript:x", (6, 24)),
        (("items", 0, "text"), 1, "javascript:y", (7, 31)),
        (("items", 0, "text"), 1, "the", (7, 7)),
        (("items", 0, "text"), 0, "the", (6, 11)),
        (("items", 0, "text"), 0, "javascript:y", (7, 31)),
        (("items", 0, "text"), 7, "javascript:y", (7, 31)),
        (("items", 0, "text"), 0, "[link](x)", (5, 11)),
        (("items", 1, "title"), 0, "[link](x)", (10, 9)),
        (("items", 1, "title"), 0, "title", (9, 12)),
        (("items", 1, "title"), 0, "Heading", (9, 12)),
        (("items", 1, "absent"), 0, "Two", (9, 5)),
        ((), 0, "Two", (2, 1)),
    ],
)
def test_a_fragment_is_found_where_it_was_typed(
    meeting: SourceFile, path: tuple[str | int, ...], offset: int, fragment: str, place: tuple[int, int]
) -> None:
    assert meeting.place_in(path, offset, fragment) == Place("content/meetings/2022/one.md", *place)


def test_the_body_is_a_place_where_no_field_has_its_name(tmp_path: Path) -> None:
    (file, _) = read_sound(tmp_path, {"pages/x.md": "---\na: b\n---\n\nText\n"})

    assert file.place("body") == Place("content/pages/x.md", 4)


def test_a_source_file_can_be_remembered(meeting: SourceFile) -> None:
    assert pickle.loads(pickle.dumps(meeting)) == meeting


# Whatever is written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")),
        st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n{text}".encode(errors="surrogatepass")),
    )
)
def test_whatever_is_written_gives_a_file_or_problems(tmp_path: Path, typed: bytes) -> None:
    names = ("actions/a.yml", "pages/b.md")
    problems = Problems()
    read = source.read(
        write(tmp_path, {"site.yml": SITE, **dict.fromkeys(names, typed)}), "content", problems
    )

    wrong = {problem.place.file for problem in problems}
    assert wrong | {file.path for file in read} == {f"content/{name}" for name in (*names, "site.yml")}
    assert wrong.isdisjoint(file.path for file in read)
