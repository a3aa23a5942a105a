"""What is remembered changes nothing but the time: the same pages, files, warnings and mistakes as with none of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.large import TODAY, write_large
from tests.support import ROOT, project_at, write
from tracker_site.dates import between, parse_date
from tracker_site.memory import Memory, note, recall, recall_each, settled
from tracker_site.pages.page import Page
from tracker_site.pipeline import Clock, prepare_site
from tracker_site.problems import ContentError, Place, Problem, Problems
from tracker_site.records.parse import parse
from tracker_site.register.resolve import resolve
from tracker_site.serve.watch import Seen, look
from tracker_site.source import FileMark, Marks, read
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings

pytestmark = pytest.mark.long

EVERY_FIELD = ROOT / "tests" / "sites" / "every-field"
DAY_OF_EVERY_FIELD = date.fromisoformat(
    json.loads((EVERY_FIELD / "expect.json").read_text(encoding="utf-8"))["today"]
)
RENDERED = 6  # pages of each site, taken at random, that are compared as they will be published
TEMPLATES = ("recommendation.html", "meeting.html", "parts/pieces.html")


def every_field(root: Path) -> date:
    """Write the site that has every field, and return its day."""
    shutil.copytree(EVERY_FIELD / "content", root / "content")
    return DAY_OF_EVERY_FIELD


def two_councils(root: Path) -> date:
    """Write a made-up tracker of sixty recommendations and sixty meetings, and return its day."""
    write_large(root, 60, 2)
    return TODAY


@pytest.mark.parametrize(("site", "steps", "seed"), [(every_field, 30, 1), (two_councils, 10, 2)])
def test_a_remembered_site_is_the_site(
    site: Callable[[Path], date], steps: int, seed: int, tmp_path: Path
) -> None:
    """After each of many edits it is what is made without memory."""
    compare_after_edits(tmp_path, site(tmp_path), steps, Random(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 112))
@pytest.mark.parametrize("site", [every_field, two_councils])
def test_a_remembered_site_is_the_site_after_very_many_edits(
    site: Callable[[Path], date], seed: int, tmp_path: Path
) -> None:
    """The same for longer, from other starts."""
    compare_after_edits(tmp_path, site(tmp_path), 120, Random(seed))


def compare_after_edits(root: Path, today: date, steps: int, random: Random) -> None:
    """Edit a site again and again; each time hold the remembered site to the one that is made anew."""
    memory = Memory()
    clock = Clock(today, today)
    originals: dict[Path, bytes] = {}
    for step in range(steps):
        done = [edit(root, originals, random) for _ in range(random.choice((1, 1, 1, 3)) if step else 0)]
        if random.random() < 0.1:
            clock = Clock(today, today - timedelta(days=random.choice((0, 1, 400))))
        # As the preview does; every third time the files are opened.
        marks = Seen(look([str(root / "content")]), clock, at=9e9).marks if step % 3 else None
        remembered = outcome(root, clock, memory, marks, Random(step))
        assert remembered.unlike(outcome(root, clock, Memory(), None, Random(step))) == set(), done


@dataclass(frozen=True)
class Outcome:
    """What came of a run: a site, or the mistakes that keep it from being made."""

    pages: dict[str, Page]
    files: dict[str, bytes]
    problems: tuple[Problem, ...]

    def unlike(self, other: Outcome) -> set[object]:
        """Return the pages, files and problems that are not the same in both, by name: whole pages fill a screen."""
        names = unlike(self.pages, other.pages) | unlike(self.files, other.files)
        return {*names, *(set(self.problems) ^ set(other.problems))}


def unlike(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """Return the names of what is not the same in both."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def outcome(root: Path, clock: Clock, memory: Memory, marks: Marks | None, random: Random) -> Outcome:
    """Run the line up to its pages, and render some of them."""
    try:
        made = prepare_site(project_at(root), clock, memory=memory, marks=marks)
    except ContentError as wrong:
        return Outcome({}, {}, wrong.problems)
    rendered = random.sample(sorted(made.site.pages), RENDERED)
    files = {file: made.site[file] for file in made.site if file not in made.site.pages or file in rendered}
    return Outcome(dict(made.site.pages), files, made.warnings)


# Edits


def edit(root: Path, originals: dict[Path, bytes], random: Random) -> str:
    """Do something to the site that an editor may do, right or wrong, and return what; often all is put right again."""
    if originals and random.random() < 0.4:
        return put_back(originals)
    doing = random.choice(EDITS)
    file = random.choice(sorted(path for path in (root / "content").rglob("*") if path.is_file()))
    originals.setdefault(file, file.read_bytes())
    return f"{doing.__name__} {file.relative_to(root)} {doing(file, originals, random)}"


def put_back(originals: dict[Path, bytes]) -> str:
    """Make everything as it was at first."""
    for path, content in originals.items():
        path.unlink(missing_ok=True)
        if content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    originals.clear()
    return "put back"


def say_more(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Write another sentence at the end, in a text or as a comment."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n# Edit {random.random()}.\n")
    return ""


def take_line(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Remove a line."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = lines.pop(random.randrange(len(lines)))
    file.write_text("".join(lines), encoding="utf-8")
    return gone


def swap_lines(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Put a line after the next."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    n = random.randrange(max(1, len(lines) - 1))
    lines[n : n + 2] = reversed(lines[n : n + 2])
    file.write_text("".join(lines), encoding="utf-8")
    return "".join(lines[n : n + 2])


def change_word(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Write another word of the site in the place of one."""
    other = random.choice(sorted(path for path in file.parent.rglob("*") if path.is_file()))
    return replace_one(file, WORD, random.choice(WORD.findall(other.read_text(encoding="utf-8"))), random)


def change_date(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Write another date."""
    return replace_one(
        file, r"\b20\d\d-\d\d(?:-\d\d)?\b", f"20{random.randrange(19, 28)}-0{random.randrange(1, 9)}", random
    )


def change_status(file: Path, _: dict[Path, bytes], random: Random) -> str:
    """Write another status, state or speaker."""
    words = random.choice(VOCABULARIES)
    return replace_one(file, rf"\b(?:{'|'.join(words)})\b", random.choice(words), random)


def rename(file: Path, originals: dict[Path, bytes], random: Random) -> str:
    """Give a file another name, or put it into another folder below."""
    name = file.name if random.random() < 0.5 else f"other-{file.name}"
    there = (file.parent / "moved" if file.name != "site.yml" else file.parent) / name
    there.parent.mkdir(exist_ok=True)
    originals.setdefault(there, b"")
    file.rename(there)
    return name


def remove(file: Path, _: dict[Path, bytes], __: Random) -> str:
    """Remove a file."""
    file.unlink()
    return ""


def copy(file: Path, originals: dict[Path, bytes], random: Random) -> str:
    """Write a new record like another."""
    there = file.with_name(f"copy-{random.randrange(9)}-{file.name}")
    originals.setdefault(there, b"")
    shutil.copy(file, there)
    return there.name


def save_again(file: Path, _: dict[Path, bytes], __: Random) -> str:
    """Save a file as it is."""
    file.write_bytes(file.read_bytes())
    return ""


def change_settings(file: Path, originals: dict[Path, bytes], random: Random) -> str:
    """Change what the settings say, or the order in which they say it."""
    site = next(parent for parent in file.parents if parent.name == "content") / "site.yml"
    if not site.exists():
        return ""
    originals.setdefault(site, site.read_bytes())
    text = re.sub(r"(?m)^quiet_after:.*\n", "", site.read_text(encoding="utf-8"))
    site.write_text(f"quiet_after: {random.choice((30, 180, 2000))}\n{text}", encoding="utf-8")
    return swap_lines(site, originals, random) if random.random() < 0.5 else ""


def change_template(file: Path, originals: dict[Path, bytes], random: Random) -> str:
    """Write a template of the site's own, or change it."""
    root = next(parent for parent in file.parents if parent.name == "content").parent
    name = random.choice(TEMPLATES)
    there = root / "templates" / name
    originals.setdefault(there, b"")
    there.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    there.write_text(text.replace("<h1>", f"<h1>{random.randrange(9)} "), encoding="utf-8")
    return name


EDITS = (
    *(say_more, say_more, take_line, swap_lines, change_word, change_word, change_date, change_date),
    *(change_status, change_status, change_status, rename, remove, copy, save_again),
    *(change_settings, change_template),
)

WORD = re.compile(r"[a-z][a-z0-9/-]{4,}")

VOCABULARIES = (
    ("no-information", "paused", "planned", "in-progress", "not-being-done", "superseded", "completed"),
    ("held", "scheduled", "cancelled"),
    ("approved", "draft"),
    ("council", "scrutiny", "inspectorate"),
    ("accepted", "rejected", "accepted-in-part"),
    ("noted", "agreed", "action"),
)


def replace_one(file: Path, pattern: str | re.Pattern[str], other: str, random: Random) -> str:
    """Replace one of the places in a file that fit a pattern, and return what by what."""
    text = file.read_text(encoding="utf-8")
    places = [found.span() for found in re.finditer(pattern, text)]
    if not places:
        return "nothing"
    start, end = random.choice(places)
    file.write_text(text[:start] + other + text[end:], encoding="utf-8")
    return f"{text[start:end]} -> {other}"


# What is remembered


def test_what_a_save_does_not_touch_is_not_made_anew(tmp_path: Path) -> None:
    """Where the others stand is the very same thing as before; so are the records that were not saved."""
    today, memory = two_councils(tmp_path), Memory()
    before = stand_with(tmp_path, memory, today)
    saved = min((tmp_path / "content" / "recommendations").rglob("*.md"))
    saved.write_text(saved.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    after = stand_with(tmp_path, memory, today)

    made_anew = {id for id, one in after.recommendations.items() if one is not before.recommendations[id]}
    assert made_anew == {saved.stem}
    assert all(one is before.actions[address] for address, one in after.actions.items())
    records, old = after.register.records.by_id, before.register.records.by_id
    assert {id for id, record in records.items() if record is not old[id]} == {saved.stem}


def test_a_saving_of_words_at_a_meeting_leaves_alone_what_it_did_not_deal_with(tmp_path: Path) -> None:
    """A meeting stands in the rows of many recommendations, yet only of its date and its state."""
    write_large(tmp_path, 120, 1)
    today, memory = TODAY, Memory()
    before = stand_with(tmp_path, memory, today)
    saved = max((tmp_path / "content" / "meetings").rglob("*.md"))
    saved.write_text(saved.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    after = stand_with(tmp_path, memory, today)

    made_anew = {id for id, one in after.recommendations.items() if one is not before.recommendations[id]}
    in_rows = {
        id
        for id, one in after.recommendations.items()
        if saved.stem in {cell.meeting for cell in one.meetings}
    }
    assert made_anew
    assert made_anew < in_rows


def stand_with(root: Path, memory: Memory, today: date) -> Standings:
    """Return where everything stands, with what is remembered."""
    problems = Problems()
    with memory.in_use():
        records = parse(read(root / "content", "content", problems), problems)
        assert records
        standings = derive(resolve(records, problems, today), problems, today, today)
    memory.turn()
    return standings


def joined(words: tuple[str, ...], more: list[str], problems: Problems) -> str:
    """Join words, and find something wrong with it."""
    problems.warn(Place("x"), f"{len(words)} words", "too-many")
    more.append("called")
    return " ".join(words)


@pytest.fixture
def memory() -> Iterator[Memory]:
    """Return a memory that is in use."""
    made = Memory()
    with made.in_use():
        yield made


@pytest.mark.usefixtures("memory")
def test_words_are_told_apart_by_what_they_say_and_things_by_which_they_are() -> None:
    """What is only equal is another thing, for records that are equal may differ in what was typed."""
    calls, others = list[str](), list[str]()
    first, second = Problems(), Problems()
    once = note(first, joined, ("a", "b"), calls)
    assert note(second, joined, ("a", "".join(["b"])), calls) is once
    assert calls == ["called"]
    assert list(first) == list(second) != []

    note(second, joined, ("a", "b"), others)
    assert others == ["called"]


@pytest.mark.usefixtures("memory")
def test_dates_are_told_apart_by_what_they_say() -> None:
    """A record that is read anew holds dates that are made anew."""
    first = recall(between, parse_date("2022"), parse_date("2023-01"))
    assert recall(between, parse_date("2022"), parse_date("2023-01")) is first
    assert recall(between, parse_date("2022"), parse_date("2023-02")) is not first


def test_what_no_run_uses_is_forgotten(memory: Memory) -> None:
    """It is still there after one run without it, and gone after two."""
    calls = list[str]()
    for made_anew, turns in ((True, 1), (False, 2), (True, 1)):
        before = len(calls)
        note(Problems(), joined, ("a",), calls)
        assert (len(calls) > before) is made_anew
        for _ in range(turns):
            memory.turn()


def test_settled_is_what_stays_equal(memory: Memory) -> None:
    """An equal value gives way to the one of the last run; another takes its place."""
    first = settled("names", {"a": 1})
    memory.turn()
    assert settled("names", {"a": 1}) is first
    assert settled("names", {"a": 2}) == {"a": 2}


def noted(thing: list[str], _word: str, calls: list[list[str]]) -> str:
    """Return what a thing says, and note that it was asked."""
    calls.append(thing)
    return " ".join(thing)


def test_rows_are_made_anew_where_they_are_others_wherever_they_stand(memory: Memory) -> None:
    """One put in, one taken out, two that change places, another in one's place, and the same at either end."""
    calls = list[list[str]]()
    things = [[f"{n}"] for n in range(10)]
    new = ["new"]
    edits = [things, [*things[:4], new, *things[4:]], [*things[:4], new, *things[5:]], [new, *things[:9]]]
    edits += [things[1:], [*things[:3], things[7], *things[4:7], things[3], *things[8:]], [], things, things]
    known: list[list[str]] = []
    for rows in edits:
        calls.clear()
        made = recall_each(noted, rows, ["same"] * len(rows), [calls] * len(rows))
        assert made == [" ".join(thing) for thing in rows]
        assert calls == [thing for thing in rows if not any(thing is other for other in known)]
        known = rows
        memory.turn()


@pytest.mark.usefixtures("memory")
def test_rows_are_told_apart_by_their_words_and_by_which_things_they_hold() -> None:
    """An equal thing is another thing; equal words are the same, whatever else the column holds."""
    calls, thing = list[list[str]](), ["a"]
    for given, is_made in (
        ((thing, "x"), True),
        ((thing, "".join(["x"])), False),
        ((["a"], "x"), True),
        ((thing, "y"), True),
    ):
        calls.clear()
        assert recall_each(noted, [given[0]], [given[1]], [calls]) == ["a"]
        assert bool(calls) is is_made


@pytest.mark.usefixtures("memory")
def test_a_file_with_the_same_mark_is_not_opened(tmp_path: Path) -> None:
    """The mark of a look stands for what was read; without it, what is in the file counts."""
    write(tmp_path, {"pages/about.md": "---\ntitle: About\n---\nOne.\n"})
    about = tmp_path / "content" / "pages" / "about.md"

    def body(mark: int | None) -> str:
        marks = {str(about): FileMark(mark, 0, 0, 0)} if mark else None
        return read(tmp_path / "content", "content", Problems(), marks)[0].body

    assert body(1) == "One.\n"
    about.write_text("---\ntitle: About\n---\nTwo.\n")
    assert (body(1), body(None), body(2)) == ("One.\n", "Two.\n", "Two.\n")


def test_a_mark_of_just_now_is_not_trusted(tmp_path: Path) -> None:
    """Some drives tell when a file was saved only to two seconds, so that it may be saved again under the same mark."""
    (tmp_path / "x.md").write_text("x")
    seen = look([str(tmp_path)])
    clock = Clock(TODAY, TODAY)
    saved = (tmp_path / "x.md").stat().st_mtime
    assert not Seen(seen, clock, at=saved + 1).marks
    assert Seen(seen, clock, at=saved + 3).marks == seen
