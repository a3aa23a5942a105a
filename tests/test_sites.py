"""Small sites, and what `content-model.md` says they must give.

Each folder of `sites/` is a site with an `expect.json` beside its content. That states the real day
(`today`), the day shown (`as_at`) and, for each kind of `data/tracker.json`, the fields that matter, by
id; all that is not named there is free. `why` says which sentence of the content model asks for it.

- a list of things may be written by key (`parts`, `clocks`) and names only those that matter
- `meetings` of a recommendation is its whole row: `[meeting, considered, status]`
- `timeline_has` names entries that must be in the timeline
- `absent` names ids that are not there, `warnings` counts the warnings of each file, and of no other
- `pages` says what a page must have in its text or as it is written (`raw`)
- `other_days` says the same of the same content for other days shown
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import data_of, text_of
from tests.support.trackers import PROMISED, SITES, build
from tracker_site.pipeline import MadeSite

KINDS = ("recommendations", "actions", "inspections", "inquiries", "meetings", "updates", "measures", "plans")


def expectations() -> Iterator[Any]:
    """Every day of every site."""
    for site in SITES:
        expect = json.loads((site / "expect.json").read_text())
        days = [expect, *({"today": expect["today"], **day} for day in expect.get("other_days", ()))]
        for day in days:
            shown = day["as_at"] if day is not expect else "its own day"
            yield pytest.param(site, day, id=f"{site.name}, {shown}")


@pytest.mark.parametrize(("site", "expect"), list(expectations()))
def test_a_site_gives_what_the_content_model_says(site: Path, expect: dict[str, Any]) -> None:
    made = build(site, expect)
    data = json.loads(made.files["data/tracker.json"])

    wrong = [*wrong_in_data(data, expect), *wrong_in_pages(made, expect), *wrong_warnings(made, expect)]

    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("site", SITES, ids=lambda site: str(site.name))
def test_the_data_keeps_its_promise(site: Path) -> None:
    """Each field that `design.md` promises is there, in every site."""
    expect = json.loads((site / "expect.json").read_text())
    data = json.loads(build(site, expect).files["data/tracker.json"])

    assert data["as_at"] == expect["as_at"]
    assert set(KINDS) <= set(data)
    for recommendation in data["recommendations"]:
        assert set(PROMISED["recommendations"]) <= set(recommendation), recommendation["id"]
        assert recommendation["status_label"]
        for name in ("parts", "timeline", "meetings"):
            for entry in recommendation[name]:
                assert set(PROMISED[name]) <= set(entry), (recommendation["id"], name)
    assert sorted(made_pages(data)) == sorted(set(made_pages(data)))


def made_pages(data: dict[str, Any]) -> list[str]:
    return [thing["url"] for kind in KINDS for thing in data[kind]]


def wrong_in_data(data: dict[str, Any], expect: dict[str, Any]) -> Iterator[str]:
    for kind in KINDS:
        there = {thing["id"]: thing for thing in data[kind]}
        for name, fields in expect.get(kind, {}).items():
            why = f"[{fields['why']}]"
            if name not in there:
                yield f"{kind} {name}: not there {why}"
                continue
            yield from (f"{kind} {name}{line} {why}" for line in differences(fields, there[name]))
        for name in expect.get("absent", {}).get(kind, ()):
            if name in there:
                yield f"{kind} {name}: is there [{expect['absent']['why']}]"
    yield from (f"site{line}" for line in differences(expect.get("site", {}), data["site"]))


def differences(expected: Any, given: Any, key: str = "") -> Iterator[str]:
    """Say where what is given lacks something of what is expected."""
    if key == "meetings" and isinstance(given, list):
        given = [[row["meeting"], row["considered"], row["status"]] for row in given]
    if key == "due_history":
        given = [entry["due"] if isinstance(entry, dict) else entry for entry in given]
    if isinstance(expected, dict) and isinstance(given, list):
        given = {entry.get("key", entry.get("id")): entry for entry in given}
    if isinstance(expected, dict) and isinstance(given, dict):
        for name, value in expected.items():
            if name == "timeline_has":
                yield from missing_entries(value, given["timeline"])
            elif name != "why":
                yield from (
                    f".{name}{line}" for line in differences(value, given.get(name, "(nothing)"), name)
                )
    elif isinstance(expected, list) and isinstance(given, list) and len(expected) == len(given):
        for place, (one, other) in enumerate(zip(expected, given, strict=True)):
            yield from (f"[{place}]{line}" for line in differences(one, other))
    elif expected != given:
        yield f": expected {json.dumps(expected, ensure_ascii=False)}, got {json.dumps(given, ensure_ascii=False)}"


def missing_entries(entries: list[dict[str, Any]], timeline: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        if not any(entry.items() <= there.items() for there in timeline):
            yield f".timeline: no entry {json.dumps(entry)}"


def wrong_in_pages(made: MadeSite, expect: dict[str, Any]) -> Iterator[str]:
    for address, claims in expect.get("pages", {}).items():
        if address not in made.files:
            yield f"{address}: not there [{claims['why']}]"
            continue
        raw = made.files[address].decode()
        text = text_of(raw)
        for place, name, meant in (
            (text, "has", True),
            (text, "lacks", False),
            (raw, "raw", True),
            (raw, "raw_lacks", False),
        ):
            for wanted in claims.get(name, ()):
                if (wanted.casefold() in place.casefold()) is not meant:
                    yield f"{address}: {'lacks' if meant else 'has'} {wanted!r} [{claims['why']}]"


def wrong_warnings(made: MadeSite, expect: dict[str, Any]) -> Iterator[str]:
    if "warnings" not in expect:
        return
    wanted = {file: count for file, count in expect["warnings"].items() if file != "why"}
    given = Counter(problem.place.file for problem in made.warnings)
    if wanted != given:
        told = "\n".join(str(problem) for problem in made.warnings)
        yield f"warnings: expected {wanted}, got {dict(given)} [{expect['warnings']['why']}]\n{told}"


def test_each_meeting_of_a_row_knows_who_had_said_so_and_whether_it_was_said_there() -> None:
    """A claim and a sign-off are told apart in the table too, and a status that only held from one said anew."""
    site = next(site for site in SITES if site.name == "assurance")
    data = data_of(build(site, json.loads((site / "expect.json").read_text())))
    (signed,) = (one for one in data["recommendations"] if one["id"] == "signed")

    said = [
        (cell["meeting"], cell["status"], cell["assurance"], cell["said_here"]) for cell in signed["meetings"]
    ]
    assert said == [
        ("m1", "completed", "reported", True),
        ("m2", "completed", "signed-off", True),
        ("m3", "completed", "signed-off", False),
    ]


def test_the_table_of_meetings_tells_a_claim_from_a_sign_off_in_words() -> None:
    """On the page of an inspection and of a recommendation: who had said so, and whether at that meeting."""
    site = next(site for site in SITES if site.name == "assurance")
    made = build(site, json.loads((site / "expect.json").read_text()))
    page = made.files["recommendations/signed/index.html"].decode()
    said = re.findall(r'<small data-sign="(.)">(.*?)</small>', page)

    assert said[::-1] == [
        ("▲", "reported here"),
        ("■", "signed off here"),
        ("□", "signed off elsewhere"),
    ]


def test_a_claim_made_again_after_a_sign_off_is_no_sign_off_at_that_meeting() -> None:
    site = next(site for site in SITES if site.name == "assurance")
    data = data_of(build(site, json.loads((site / "expect.json").read_text())))
    (again,) = (one for one in data["recommendations"] if one["id"] == "signed-then-reported")

    last = [cell for cell in again["meetings"] if cell["said_here"]][-1]
    assert (last["assurance"], last["assured_here"]) == ("signed-off", False)
