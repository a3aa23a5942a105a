"""The site is put in place whole or not at all, though builds are killed, disks full and pages edited."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import platform
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import tracker_site
from tests.support import ROOT
from tests.support.replacing import replace
from tracker_site.publish.exchange import (
    Exchange,
    exchange_at_once,
    exchange_by_renames,
    exchange_folders,
)
from tracker_site.publish.folders import MARKER, OutputRefused, Places
from tracker_site.publish.output import Published, WrittenFiles, check_usable, next_site

Site = dict[str, bytes]

OLD: Site = {
    "index.html": b"the old front page",
    "about/index.html": b"the same in both",
    "recommendations/a/index.html": b"a, in progress",
    "recommendations/b/index.html": b"b, gone in the new site",
    "data": b"a file, and then a folder",
    "feeds/all/feed.xml": b"a folder, and then a file",
}
NEW: Site = {
    "index.html": b"the new front page",
    "about/index.html": b"the same in both",
    "recommendations/a/index.html": b"a, completed",
    "recommendations/c/index.html": b"c, new",
    "data/tracker.json": b"{}",
    "feeds": b"a file now",
}
KILLS = int(os.environ.get("TRACKER_SOAK_KILLS", "15"))

if sys.platform == "win32":
    pytest.skip("what is tried here needs processes that fork and can be killed", allow_module_level=True)
# Newer Pythons warn of forks beside threads, which other tests may have left; what is forked here starts none.
pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")]
processes = multiprocessing.get_context("fork")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return where the site goes."""
    return tmp_path / "output"


@pytest.fixture(params=[exchange_at_once, exchange_by_renames], ids=["at-once", "by-renames"])
def exchange(request: pytest.FixtureRequest) -> Exchange:
    """Return each of the two ways to exchange folders."""
    chosen: Exchange = request.param
    return chosen


def pages_in(folder: Path) -> Site:
    """Return each file of a site but its marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def traces_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return all there is in a folder, with modes, times and bytes: what "untouched" is measured by."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


def beside(output: Path) -> set[str]:
    """Return the names beside the output."""
    return {path.name for path in output.parent.iterdir()} - {output.name}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files somewhere by hand."""
    for address, content in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)


def in_child(work: Callable[[], Any]) -> Any:
    """Return what the work returned, done by a process of its own."""
    here, there = processes.Pipe()
    child = processes.Process(target=lambda: there.send(work()))
    child.start()
    there.close()
    answer = here.recv()
    child.join()
    return answer


def refusal_of(work: Callable[[], object]) -> str:
    """Return the sentence that the work is refused with, or nothing."""
    try:
        work()
    except OutputRefused as refused:
        return str(refused)
    return ""


# What is put in place


def test_a_first_site_is_put_in_place_with_nothing_else(tmp_path: Path) -> None:
    """Missing folders above are made, and only the notes of the tool lie beside."""
    output = tmp_path / "public" / "site" / "output"

    published = replace(output, OLD)

    assert pages_in(output) == OLD
    assert published == Published(added=tuple(sorted(OLD)), changed=(), removed=())
    assert beside(output) == {".output.state"}


def test_a_new_site_takes_the_place_of_the_old(output: Path, exchange: Exchange) -> None:
    """Pages come, change and go, folders become files and the other way round."""
    replace(output, OLD)

    published = replace(output, NEW, exchange)

    assert pages_in(output) == NEW
    assert not (output / "recommendations/b").exists()
    assert published == Published(
        added=("data/tracker.json", "feeds", "recommendations/c/index.html"),
        changed=("index.html", "recommendations/a/index.html"),
        removed=("data", "feeds/all/feed.xml", "recommendations/b/index.html"),
    )
    assert beside(output) == {".output.spare", ".output.state"}
    assert pages_in(output.with_name(".output.spare")) == OLD


def test_any_site_may_follow_any_other(output: Path, exchange: Exchange) -> None:
    """Sixty sites in a row, each exactly what was asked for, each difference told."""
    chance = random.Random(7)
    addresses = [f"{folder}page-{page}" for folder in ("", "a/", "a/b/", "c/") for page in range(4)]
    before: Site = {}
    for _ in range(60):
        chosen = chance.sample(addresses, chance.randrange(len(addresses)))
        site = {address: bytes([chance.randrange(3)]) for address in chosen}

        published = replace(output, site, exchange)

        assert pages_in(output) == site
        assert published.added == tuple(sorted(site.keys() - before.keys()))
        assert published.removed == tuple(sorted(before.keys() - site.keys()))
        assert published.changed == tuple(sorted(a for a in site.keys() & before if site[a] != before[a]))
        assert not [path for path in output.rglob("*") if path.is_dir() and not any(path.iterdir())]
        before = site


def test_the_same_site_is_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    """Neither the place, nor what was there before, nor the order of files leaves a trace."""
    replace(tmp_path / "here", OLD)
    replace(tmp_path / "here", NEW)
    replace(tmp_path / "there", dict(reversed(NEW.items())))

    assert pages_in(tmp_path / "here") == pages_in(tmp_path / "there")
    assert (tmp_path / "here" / MARKER).read_bytes() == (tmp_path / "there" / MARKER).read_bytes()


def test_a_page_keeps_its_time_as_long_as_it_is_the_same(output: Path) -> None:
    """The time of a file is when the site last changed there, though two folders take turns."""
    replace(output, OLD)
    first = (output / "about/index.html").stat().st_mtime_ns
    for site in (NEW, OLD, NEW, NEW):
        replace(output, site)

        assert (output / "about/index.html").stat().st_mtime_ns == first


def test_a_time_given_by_hand_is_kept(output: Path) -> None:
    """A site fetched back from its host has the times that it has there."""
    replace(output, OLD)
    replace(output, {**OLD, "index.html": b"between"})
    os.utime(output / "about/index.html", ns=(10**18, 10**18))

    replace(output, NEW)

    assert (output / "about/index.html").stat().st_mtime_ns == 10**18


def test_a_page_that_went_back_to_an_older_text_is_new(output: Path) -> None:
    """An older time on it would let browsers and rsync keep what it replaced."""
    replace(output, OLD)
    replace(output, NEW)
    replaced = (output / "index.html").stat().st_mtime_ns

    replace(output, OLD)

    assert (output / "index.html").stat().st_mtime_ns > replaced


def test_a_site_that_did_not_change_is_left_alone(output: Path) -> None:
    """Not even the folder is another one."""
    replace(output, OLD)
    folder = output.stat().st_ino

    assert replace(output, OLD) == Published((), (), ())
    assert output.stat().st_ino == folder


def test_rights_given_by_hand_survive(output: Path) -> None:
    """Who opened the site to a web server does not have to do it again, in the folder that took turns too."""
    replace(output, OLD)
    replace(output, NEW)
    for path in (output, output / "recommendations", output / "about/index.html"):
        path.chmod(path.stat().st_mode ^ 0o007)
    given = {path: path.stat().st_mode for path in (output, *output.rglob("*"))}

    replace(output, {**NEW, "index.html": b"newer"})

    changed = output / "index.html"
    assert all(path.stat().st_mode == mode for path, mode in given.items() if path != changed)


def test_readers_find_a_whole_page_at_every_moment(output: Path) -> None:
    """Where the system exchanges folders in one step, there is no moment without a site."""
    replace(output, OLD)

    def build_for_a_while() -> None:
        for _ in range(50):
            replace(output, NEW)
            replace(output, OLD)

    build = processes.Process(target=build_for_a_while, daemon=True)
    build.start()
    while build.exitcode is None:
        assert (output / "index.html").read_bytes() in (OLD["index.html"], NEW["index.html"])
    assert build.exitcode == 0


# No live file is edited, and nothing is believed of the spare


def test_no_live_file_is_written_into(tmp_path: Path, output: Path, exchange: Exchange) -> None:
    """A copy of the site made of hard links stays as it was, and so does a page while it is being read."""
    replace(output, OLD)
    replace(output, NEW, exchange)
    shutil.copytree(output, tmp_path / "backup", copy_function=os.link)
    with (output / "index.html").open("rb") as reader:
        for text in (b"newer", b"newest", b"last"):
            replace(output, {**NEW, "index.html": text}, exchange)

        assert reader.read() == NEW["index.html"]
    assert pages_in(tmp_path / "backup") == NEW


def test_a_spare_that_shares_its_files_with_the_site_is_harmless(output: Path) -> None:
    """The live file is not written into through a link that the spare holds."""
    replace(output, OLD)
    replace(output, NEW)
    spare = output.with_name(".output.spare")
    for page in ("index.html", "about/index.html"):
        (spare / page).unlink()
        (spare / page).hardlink_to(output / page)
    seen: list[Site] = []

    def look_first(places: Places) -> None:
        seen.append(pages_in(output))
        exchange_folders(places)

    newer = {**NEW, "index.html": b"newer"}
    replace(output, newer, look_first)

    assert seen == [NEW]
    assert pages_in(output) == newer


@pytest.mark.parametrize("folder", ["output", ".output.spare"])
def test_a_page_edited_by_hand_is_replaced(tmp_path: Path, folder: str) -> None:
    """It is noticed even where its size and time are what they were."""
    output = tmp_path / "output"
    replace(output, OLD)
    replace(output, {**OLD, "index.html": b"between"})
    page = tmp_path / folder / "about/index.html"
    time_of_page = page.stat().st_mtime_ns
    page.write_bytes(b"EDITED IN BOTH  ")
    os.utime(page, ns=(time_of_page, time_of_page))

    for site in (OLD, NEW, OLD):
        replace(output, site)

        assert pages_in(output) == site


def test_links_put_in_the_place_of_pages_are_not_followed(tmp_path: Path, output: Path) -> None:
    """What they lead to is neither written, nor emptied, nor published."""
    outside = {"index.html": b"the old front page", "a/index.html": b"a diary"}
    put(tmp_path / "outside", outside)
    replace(output, OLD)
    replace(output, NEW)
    spare = output.with_name(".output.spare")
    for folder in (output, spare):
        (folder / "index.html").unlink()
        (folder / "index.html").symlink_to(tmp_path / "outside/index.html")

    for site in (OLD, NEW):
        replace(output, site)

        assert pages_in(output) == site
        assert not (output / "index.html").is_symlink()
    assert pages_in(tmp_path / "outside") == outside


def test_what_file_managers_leave_does_not_matter(output: Path) -> None:
    """A folder that was looked at is still ours, and what the look left is not published."""
    put(output, {".DS_Store": b"icons"})
    replace(output, OLD)
    put(output, {".DS_Store": b"icons", "about/Thumbs.db": b"thumbs"})
    replace(output, NEW)
    put(output, {".DS_Store": b"icons"})

    assert replace(output, OLD).removed == ("data/tracker.json", "feeds", "recommendations/c/index.html")
    assert pages_in(output) == OLD


def test_an_empty_folder_may_become_the_site(output: Path, exchange: Exchange) -> None:
    """It is taken as it is, rights included."""
    output.mkdir(mode=0o750)
    check_usable(output)

    replace(output, OLD, exchange)

    assert pages_in(output) == OLD
    assert output.stat().st_mode & 0o777 == 0o750


# What is refused


def a_file(output: Path) -> None:
    """Somebody's file has the name."""
    output.write_text("notes")


def a_link(output: Path) -> None:
    """The output is a link to a folder."""
    replace(output.with_name("elsewhere"), OLD)
    output.symlink_to("elsewhere")


def a_folder_of_others(output: Path) -> None:
    """A folder with somebody's letters."""
    put(output, {"letters/mother.txt": b"Dear mother"})


def a_folder_of_folders(output: Path) -> None:
    """Somebody's folders, still empty."""
    (output / "letters").mkdir(parents=True)


def a_false_marker(output: Path) -> None:
    """A marker that the tool did not write."""
    put(output, {MARKER: b"index.html\n", "index.html": b"mine"})


def a_linked_marker(output: Path) -> None:
    """A marker that is a link to that of another site."""
    replace(output.with_name("elsewhere"), OLD)
    put(output, {"index.html": b"mine"})
    (output / MARKER).symlink_to(output.with_name("elsewhere") / MARKER)


def a_stranger(output: Path) -> None:
    """A CNAME dropped in by hand."""
    replace(output, OLD)
    put(output, {"CNAME": b"tracker.example.org"})


def many_strangers(output: Path) -> None:
    """The output is under git, with a few things besides."""
    replace(output, OLD)
    put(output, {".git/HEAD": b"ref", ".git/config": b"", "CNAME": b"x", "notes/a.txt": b"", "z": b""})


def a_link_in_the_site(output: Path) -> None:
    """A link to a folder outside, laid into the site."""
    replace(output, OLD)
    (output / "reports").symlink_to(output.parent)


def a_spare_of_others(output: Path) -> None:
    """Somebody's folder has the name of the spare."""
    put(output.with_name(".output.spare"), {"mine.txt": b"mine"})


def a_stranger_in_the_spare(output: Path) -> None:
    """A file written by somebody who stood in the site while it became the spare."""
    replace(output, OLD)
    replace(output, NEW)
    put(output.with_name(".output.spare"), {"CNAME": b"tracker.example.org"})


def a_linked_spare(output: Path) -> None:
    """The spare is a link to a site."""
    replace(output.with_name("elsewhere"), OLD)
    output.with_name(".output.spare").symlink_to("elsewhere")


def a_file_for_state(output: Path) -> None:
    """Somebody's file has the name of the notes."""
    output.with_name(".output.state").write_text("mine")


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (a_file, "output is not a folder: move it away, or name another folder with --output."),
        (
            a_link,
            "output is a symbolic link, and the site would replace the link, not what it leads to: "
            "name {here}/elsewhere itself with --output.",
        ),
        *(
            (
                arrange,
                "output is not empty, and tracker-site did not make it: "
                "move it away, or name another folder with --output.",
            )
            for arrange in (a_folder_of_others, a_folder_of_folders, a_false_marker, a_linked_marker)
        ),
        (
            a_stranger,
            "output holds what tracker-site did not put there, and it would be lost: CNAME. "
            "Move it elsewhere, or name another folder with --output.",
        ),
        (
            many_strangers,
            "output holds what tracker-site did not put there, and it would be lost: "
            ".git/HEAD, .git/config, CNAME and 2 more. "
            "Move it elsewhere, or name another folder with --output.",
        ),
        (
            a_link_in_the_site,
            "output holds what tracker-site did not put there, and it would be lost: reports. "
            "Move it elsewhere, or name another folder with --output.",
        ),
        (
            a_spare_of_others,
            ".output.spare is not empty, and tracker-site did not make it: "
            "move it away, or name another folder with --output.",
        ),
        (
            a_stranger_in_the_spare,
            ".output.spare holds what tracker-site did not put there, and it would be lost: CNAME. "
            "Move it elsewhere, or name another folder with --output.",
        ),
        (
            a_linked_spare,
            ".output.spare is not a folder: move it away, or name another folder with --output.",
        ),
        (
            a_file_for_state,
            ".output.state is not a folder: move it away, or name another folder with --output.",
        ),
    ],
)
def test_what_is_not_ours_is_refused_and_left_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arrange: Callable[[Path], None], sentence: str
) -> None:
    """The check before all work and the replacement refuse alike, with a remedy."""
    arrange(tmp_path / "output")
    monkeypatch.chdir(tmp_path)
    output = Path("output")
    before = traces_of(tmp_path / "output") if (tmp_path / "output").is_dir() else None
    pages = pages_in(tmp_path)

    assert refusal_of(lambda: check_usable(output)) == sentence.format(here=tmp_path)
    assert refusal_of(lambda: replace(output, NEW)) == sentence.format(here=tmp_path)

    assert pages_in(tmp_path).keys() - pages <= {".output.state/lock"}
    assert pages.items() <= pages_in(tmp_path).items()
    if before is not None:
        assert traces_of(tmp_path / "output") == before


def test_folders_that_somebody_lives_in_are_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root, a home and the present folder are refused even when they are empty."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(here)

    assert "is the root folder, which is never replaced" in refusal_of(lambda: check_usable(Path("/")))
    assert "is your home folder, which is never replaced" in refusal_of(lambda: check_usable(home))
    for name in (".", "", "../here", str(here)):
        assert "is the folder you are in, which" in refusal_of(lambda name=name: replace(Path(name), OLD))  # type: ignore[misc]
    assert list(tmp_path.rglob("*")) in ([home, here], [here, home])


@pytest.mark.skipif(not os.path.ismount("/proc"), reason="there is no mount point to try")
def test_a_mount_point_is_refused() -> None:
    """A volume mounted as the output cannot change places with a folder beside it."""
    sentence = (
        "/proc is a mount point, which cannot be exchanged for another folder: "
        "name a folder inside it with --output."
    )
    assert refusal_of(lambda: check_usable(Path("/proc"))) == sentence


def test_a_parent_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The sentence names the file."""
    (tmp_path / "notes").write_text("mine")

    assert refusal_of(lambda: check_usable(tmp_path / "notes/site/output")) == (
        f"{tmp_path}/notes is a file, and the site cannot be put inside it: "
        "name another folder with --output."
    )


def test_a_folder_that_may_not_be_written_to_is_refused() -> None:
    """It is found out before any work is done."""
    # Not in `tmp_path`: only root may look in there when root runs the tests.
    parent = Path(tempfile.mkdtemp())
    parent.chmod(0o555)

    def check_as_anybody() -> str:
        if os.geteuid() == 0:
            os.setuid(65534)
        return refusal_of(lambda: check_usable(parent / "public" / "output"))

    try:
        assert in_child(check_as_anybody) == (
            f"{parent} cannot be written to: allow that, or name another folder with --output."
        )
    finally:
        parent.rmdir()


@pytest.mark.parametrize(
    "addresses",
    [
        *(
            [address]
            for address in ("", "/index.html", "../x", "a/../x", "./x", "a/./x", "a//x", "a/", ".../x")
        ),
        *([address] for address in ("a\\x", "C:x", "a\0x", "a\nx", "\ud800", MARKER, ".Tracker-Site/x")),
        ["a", "a/x"],
        ["a/b/x", "a/b"],
        ["a/X", "a/x"],
        ["A/x", "a/y"],
        ["a/x", "A"],
        ["caf\u00e9", "cafe\u0301"],
        ["stra\u00dfe/x", "STRASSE/y"],
    ],
    ids=ascii,
)
def test_addresses_that_no_disk_can_hold_apart_are_a_bug(output: Path, addresses: list[str]) -> None:
    """They are found before anything is written."""
    with pytest.raises(ValueError, match=r"the site|surrogates"):
        replace(output, dict.fromkeys(addresses, b""))

    assert beside(output) == set()
    assert not output.exists()


# Files written one by one, by several processes


def test_processes_write_the_files_of_one_site(output: Path, exchange: Exchange) -> None:
    """None holds what another wrote, and what is the same is not written."""
    replace(output, OLD)
    with next_site(output) as site:
        shares = [dict(list(NEW.items())[n::2]) for n in range(2)]

        def write(share: Site) -> dict[str, Path]:
            return {address: site.write(address, content) for address, content in share.items()}

        written = {**in_child(lambda: write(shares[0])), **in_child(lambda: write(shares[1]))}
        assert written["about/index.html"] == output / "about/index.html"
        assert pages_in(output) == OLD
        assert dict(WrittenFiles(written)) == NEW
        published = site.publish(written, exchange)

    assert pages_in(output) == NEW
    assert published.count == 8
    assert pages_in(output.with_name(".output.state")) == {"lock": b""}


def test_what_was_written_goes_where_the_build_fails(output: Path) -> None:
    """Whatever failed; neither the site nor the spare is touched."""
    replace(output, OLD)
    replace(output, NEW)
    before = [traces_of(output), traces_of(output.with_name(".output.spare"))]

    def fail() -> None:
        with next_site(output) as site:
            site.write("index.html", b"newer")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert [traces_of(output), traces_of(output.with_name(".output.spare"))] == before
    assert pages_in(output.with_name(".output.state")) == {"lock": b""}


# Two builds at the same time


def test_a_second_build_is_refused_until_the_first_is_done_or_dead(output: Path) -> None:
    """The lock of a killed process does not block the next."""
    replace(output, OLD)

    def start_slow_build() -> tuple[Any, Any]:
        reached, go_on = processes.Event(), processes.Event()

        def wait_before_exchange(places: Places) -> None:
            reached.set()
            go_on.wait()
            exchange_folders(places)

        slow = processes.Process(target=replace, args=(output, NEW, wait_before_exchange), daemon=True)
        slow.start()
        assert reached.wait(10)
        sentence = f"another build is writing {output}: build again when it is done."
        assert refusal_of(lambda: replace(output, OLD)) == sentence
        assert refusal_of(lambda: check_usable(output)) == sentence
        return slow, go_on

    killed, _ = start_slow_build()
    killed.kill()
    killed.join()
    assert pages_in(output) == OLD
    check_usable(output)

    patient, go_on = start_slow_build()
    go_on.set()
    patient.join()
    assert pages_in(output) == NEW
    assert replace(output, OLD).changed


# Killed at any moment


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed before its given step on the file system, if it has so many."""
    steps = count(1)
    telling = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "os.chmod", "ctypes.dlsym"}

    def kill_at_step(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in telling) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen_and_work() -> None:
        sys.addaudithook(kill_at_step)
        work()

    child = processes.Process(target=listen_and_work)
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


@pytest.mark.parametrize("builds", [[], [OLD], [NEW, OLD]], ids=["first", "second", "third"])
def test_a_build_killed_before_any_of_its_steps_leaves_a_whole_site(
    tmp_path: Path, exchange: Exchange, builds: list[Site]
) -> None:
    """Every single step is tried: the site is the old or the new, and the next builds work."""
    replace(tmp_path / "unused", {})  # what is imported late is imported before the steps are counted
    for step in count(1):
        output = tmp_path / str(step) / "output"
        for site in builds:
            replace(output, site)

        killed = killed_at(step, lambda output=output: replace(output, NEW, exchange))  # type: ignore[misc]

        if exchange is exchange_at_once and builds:
            assert pages_in(output) in (OLD, NEW)
        check_usable(output)
        assert (pages_in(output) in (OLD, NEW)) if builds else (pages_in(output) in ({}, NEW))
        for site in (NEW, OLD, NEW):
            replace(output, site, exchange)
            assert pages_in(output) == site
        assert beside(output) == {".output.spare", ".output.state"}
        if not killed:
            assert step > 20
            return


def large_site(seed: int) -> Site:
    """Return four hundred pages, half of them the same for each seed."""
    chance = random.Random(seed)
    changing = {f"p{chance.randrange(300)}/index.html": chance.randbytes(3000) for _ in range(200)}
    return {**{f"same/{page}/index.html": b"same" * 500 for page in range(200)}, **changing}


@pytest.mark.parametrize("kills", [KILLS, pytest.param(300, marks=pytest.mark.soak)])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(
    output: Path, exchange: Exchange, kills: int
) -> None:
    """A loop of builds is killed at random, again and again; TRACKER_SOAK_KILLS says how often."""
    sites = [large_site(seed) for seed in range(3)]
    replace(output, sites[0])
    chance = random.Random()

    def build_for_ever(started: Any) -> None:
        started.set()
        while True:
            for site in sites:
                replace(output, site, exchange)

    for kill in range(kills):
        started = processes.Event()
        child = processes.Process(target=build_for_ever, args=(started,), daemon=True)
        child.start()
        started.wait()
        time.sleep(chance.uniform(0, 0.15))
        child.kill()
        child.join()

        if not output.exists():
            assert exchange is exchange_by_renames
            check_usable(output)
        assert pages_in(output) in sites
        replace(output, sites[kill % 3], exchange)
        assert pages_in(output) == sites[kill % 3]


# Exchange by renames


def test_where_the_system_cannot_exchange_folders_they_are_renamed(output: Path) -> None:
    """The system itself refuses `renameat2` here, as old ones and some file systems do."""
    number = {"x86_64": 316, "aarch64": 276}.get(platform.machine())
    if sys.platform != "linux" or number is None:
        pytest.skip("the number of the system call is not known here")
    replace(output, OLD)

    def build_without_renameat2() -> Site:
        forbid_system_call(number)
        refusal = refusal_of(lambda: replace(output, NEW, exchange_at_once))
        assert refusal.startswith(f"could not write {output}: ")
        assert pages_in(output) == OLD
        replace(output, NEW)
        return pages_in(output)

    assert in_child(build_without_renameat2) == NEW
    assert pages_in(output.with_name(".output.spare")) == OLD


def forbid_system_call(number: int) -> None:
    """Let the system answer ENOSYS to a system call of this process, for good."""

    # Load the number of the call; if it is this one, answer with an error; else allow it.
    steps = [
        (0x20, 0, 0, 0),
        (0x15, 0, 1, number),
        (0x06, 0, 0, 0x50000 | errno.ENOSYS),
        (0x06, 0, 0, 0x7FFF0000),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0  # PR_SET_NO_NEW_PRIVS
    assert libc.prctl(22, 2, program, 0, 0) == 0  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


def test_renames_that_fail_halfway_are_undone_at_once(output: Path) -> None:
    """Where the new site cannot take the name, the old one has it back."""
    replace(output, OLD)

    def exchange_after_loss(places: Places) -> None:
        shutil.rmtree(places.spare)
        exchange_by_renames(places)

    refusal = refusal_of(lambda: replace(output, NEW, exchange_after_loss))

    assert refusal == (
        f"could not write {output.with_name('.output.spare')}: No such file or directory. "
        f"The site in {output} was left as it was."
    )
    assert pages_in(output) == OLD


@pytest.fixture
def without_output(output: Path) -> Path:
    """Return an output that is missing, since a build was killed between two renames."""
    replace(output, NEW)
    replace(output, OLD)

    def die_between_renames(places: Places) -> None:
        killed_at(2, lambda: exchange_by_renames(places))
        os.kill(os.getpid(), signal.SIGKILL)

    build = processes.Process(target=replace, args=(output, NEW, die_between_renames))
    build.start()
    build.join()
    assert not output.exists()
    return output


def test_a_missing_output_comes_back_before_any_work(without_output: Path) -> None:
    """The check at the start of the next run puts the old site back."""
    check_usable(without_output)

    assert pages_in(without_output) == OLD
    assert beside(without_output) == {".output.spare", ".output.state"}


def test_an_empty_folder_made_meanwhile_does_not_keep_the_old_site_away(without_output: Path) -> None:
    """Scripts that publish begin with `mkdir -p output`."""
    without_output.mkdir()

    check_usable(without_output)

    assert pages_in(without_output) == OLD


def test_another_site_put_there_meanwhile_is_kept(tmp_path: Path, without_output: Path) -> None:
    """A site restored from a backup is newer than what lies aside."""
    replace(tmp_path / "backup", NEW)
    (tmp_path / "backup").rename(without_output)

    check_usable(without_output)

    assert pages_in(without_output) == NEW
    assert pages_in(without_output.with_name(".output.state")) == {"lock": b""}


def test_mending_may_be_killed_too(tmp_path: Path) -> None:
    """A site that lies aside, half removed, is still known as ours."""
    new = {**NEW, **{f"page-{page}": b"" for page in range(10)}}
    for step in count(1):
        output = tmp_path / str(step) / "output"
        replace(output, OLD)
        replace(output, new)
        shutil.copytree(output, output.with_name(".output.state") / "old-site")

        killed = killed_at(step, lambda output=output: check_usable(output))  # type: ignore[misc]
        check_usable(output)

        assert pages_in(output) == new
        assert pages_in(output.with_name(".output.state")) == {"lock": b""}
        if not killed:
            return


# Disks that are full, and other faults


def test_a_file_that_cannot_be_written_leaves_the_old_site(output: Path, exchange: Exchange) -> None:
    """The sentence says which file, why, and that nothing was lost."""
    replace(output, OLD)
    before = traces_of(output)

    def build_with_little_room() -> str:
        import resource  # Windows has none

        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        return refusal_of(lambda: replace(output, {**NEW, "big.html": b"x" * 2000}, exchange))

    assert in_child(build_with_little_room) == (
        f"could not write {output.with_name('.output.spare')}/big.html: File too large. "
        f"The site in {output} was left as it was."
    )
    assert traces_of(output) == before
    replace(output, NEW, exchange)
    assert pages_in(output) == NEW


FULL_DISK = """
from pathlib import Path
from tracker_site.publish.folders import OutputRefused
from tests.support.replacing import replace

output = Path("disk/output")
replace(output, {"index.html": b"old", "a": b"a" * 50_000})
replace(output, {"index.html": b"new", "a": b"a" * 50_000})
for address in ("big", "index.html"):
    try:
        replace(output, {"index.html": b"newer", address: b"b" * 900_000})
    except OutputRefused as refused:
        print(refused)
    assert (output / "index.html").read_bytes() == b"new"
    assert (output / "a").read_bytes() == b"a" * 50_000
print(replace(output, {"index.html": b"newest"}).changed)
"""


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    """On a real disk of 512 kB; once there is room, the next build works."""
    (tmp_path / "disk").mkdir()
    tiny_disk = 'mount -t tmpfs -o size=512k tmpfs disk || exit 77; exec "$@"'
    mounted = ["unshare", "--map-root-user", "--mount", "sh", "-c", tiny_disk, "sh"]
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here to mount a small disk with")
    package = Path(tracker_site.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{ROOT}"}

    done = subprocess.run(
        [*mounted, sys.executable, "-c", FULL_DISK],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    if done.returncode in (1, 77) and "Traceback" not in done.stderr:
        pytest.skip(f"no small disk can be mounted here: {done.stderr}")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "could not write disk/.output.spare/big: No space left on device. "
        "The site in disk/output was left as it was.",
        "could not write disk/.output.spare/index.html: No space left on device. "
        "The site in disk/output was left as it was.",
        "('index.html',)",
    ]
