"""The command `fetch`: the data of other trackers brought into the content, checked, to be committed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from tracker_site.dataset.federation.checking import DataRefused, check_data
from tracker_site.dataset.federation.downloading import HTTPS_ONLY, NotDownloaded, Rules, download
from tracker_site.dataset.federation.reading import is_inside
from tracker_site.dataset.federation.tracker import data_address, file_of
from tracker_site.dates import day_in_words
from tracker_site.problems import Problems, did_you_mean
from tracker_site.project import Project, WrongUse
from tracker_site.records.parse import parse
from tracker_site.records.site import OtherTracker, Site
from tracker_site.source import OTHERS, read

MOST_SHOWN = 5  # faults of one tracker's data


def fetch(
    project: Project,
    keys: Sequence[str],
    today: date,
    say: Callable[[str], None],
    warn: Callable[[str], None],
    rules: Rules = HTTPS_ONLY,
) -> bool:
    """Bring the data of the trackers with these keys, or of all that have an address; whether all of it came.

    What can't be had or does not fit the format is told to `warn`, and what was there before stays as it is.
    """
    wanted = _chosen(_settings(project), keys)
    came = [_fetch_one(project, other, today, say, warn, rules) for other in wanted]
    return all(came)


def _settings(project: Project) -> Site:
    """Return the settings; mistakes of other files are no reason not to fetch."""
    problems = Problems()
    records = parse(read(project.content, project.shown_content, problems), problems)
    if records is None:
        problems.stop()
        raise AssertionError("settings that can't be read are a problem")
    return records.site


def _chosen(site: Site, keys: Sequence[str]) -> list[OtherTracker]:
    known = {other.key: other for other in site.federation}
    for key in keys:
        if key not in known:
            hint = did_you_mean(key, known) or "; site.yml names them under 'federation'"
            raise WrongUse(f"there is no other tracker '{key}' here{hint}")
        if not known[key].url:
            raise WrongUse(
                f"'{key}' has no 'url' under 'federation' in site.yml; add it, or put its file there"
            )
    chosen = [known[key] for key in keys] or [other for other in site.federation if other.url]
    if not chosen:
        raise WrongUse("site.yml names no tracker with a 'url' under 'federation'; add one to fetch its data")
    return chosen


def _fetch_one(
    project: Project,
    other: OtherTracker,
    today: date,
    say: Callable[[str], None],
    warn: Callable[[str], None],
    rules: Rules,
) -> bool:
    url = data_address(other) or ""
    try:
        told, sent = check_data(download(url, rules))
    except NotDownloaded as why:
        warn(f"{other.key}: not fetched from {url}: {why}.")
        return False
    except DataRefused as refused:
        _tell(other.key, refused, warn)
        return False
    file = _inside(project.content, file_of(other))
    _write(file, as_kept(sent, url, today))
    number = len(told.recommendations)
    what = f"{number} recommendation{'' if number == 1 else 's'} as at {day_in_words(told.as_at)}"
    say(f"{other.key}: {what}, in {project.shown_content}/{file_of(other)}")
    return True


def _tell(key: str, refused: DataRefused, warn: Callable[[str], None]) -> None:
    for fault in refused.faults[:MOST_SHOWN]:
        warn(f"{key}: {fault} [{fault.code}]")
    more = len(refused.faults) - MOST_SHOWN
    warn(f"{key}: {f'and {more} more. ' if more > 0 else ''}The data that came was not taken in.")


def as_kept(sent: dict[str, Any], url: str, today: date) -> bytes:
    """Return the data as it is kept: all that was sent, with the day and the address, and an entry a line.

    So what changed from one day to the next is seen by any tool that compares text.
    """
    kept = {
        "fetched": {"on": today.isoformat(), "url": url},
        **{k: v for k, v in sent.items() if k != "fetched"},
    }
    lines = (f"{_dump(name)}: {_an_entry_a_line(value)}" for name, value in kept.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _an_entry_a_line(value: object) -> str:
    if not isinstance(value, list):
        return _dump(value)
    return "[" + ",".join("\n" + _dump(entry) for entry in value) + "]"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _inside(content: Path, name: str) -> Path:
    """Return the file of that name in the content, or raise `WrongUse` where it is not in its folder."""
    file, folder = content / name, content / OTHERS
    if not (name.endswith(".json") and is_inside(folder, content) and is_inside(file, folder)):
        raise WrongUse(
            f"'{name}' is not a file in the folder '{OTHERS}' of the content; mend 'file' in site.yml"
        )
    return file


def _write(file: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as fault:
        raise WrongUse(f"{file} can't be written: {fault.strerror}") from fault
    finally:
        with suppress(OSError):
            unfinished.unlink()
