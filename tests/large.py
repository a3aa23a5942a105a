"""A large made-up tracker: several councils, five years of meetings, always the same for the same numbers.

`python -m tests.large FOLDER [RECOMMENDATIONS]` writes one to the disk.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

TODAY = date(2026, 3, 31)
"""The day on which the site is to be seen: some dates have passed then, and some are to come."""

COUNCILS = (
    "Ashdale",
    "Brackmoor",
    "Castlewick",
    "Denford",
    "Easterleigh",
    "Farrowby",
    "Glenham",
    "Holtshire",
)
THEMES = {
    "assessment": "Assessment",
    "supervision": "Supervision and management oversight",
    "audit": "Audit",
    "caseloads": "Caseloads",
    "workforce": "Workforce",
    "placements": "Placements and sufficiency",
    "care-leavers": "Care leavers",
    "early-help": "Early help",
    "exploitation": "Exploitation and missing children",
    "governance": "Governance and reporting",
}
ASKS = (
    "Improve",
    "Review",
    "Strengthen",
    "Report on",
    "Make consistent",
    "Reduce delay in",
    "Set targets for",
)
SUBJECTS = (
    "the quality of assessments",
    "supervision by team managers",
    "the timeliness of strategy meetings",
    "caseloads of newly qualified social workers",
    "the offer to care leavers",
    "return home interviews",
    "planning for permanence",
    "the recording of children’s views",
    "placements close to home",
    "pathway plans",
    "the response to domestic abuse",
    "audit and learning from it",
    "the recruitment of foster carers",
    "personal education plans",
)
SCOPES = (
    "across the service",
    "in the assessment teams",
    "at the front door",
    "for children in care",
    "for disabled children",
    "in the out of hours service",
    "with partners",
    "where children are placed far from home",
)
WAYS = (
    "by a plan with dates",
    "with figures each quarter",
    "and tell the board what changed",
    "within the year",
)
OWNERS = (
    "Director of Children’s Services",
    "Head of Safeguarding",
    "Principal Social Worker",
    "Head of Workforce",
)
COURSES = (
    ("planned", "in-progress", "completed"),
    ("in-progress", "completed"),
    ("in-progress", "at-risk", "in-progress"),
    ("planned", "paused"),
    ("in-progress", "not-being-done"),
    ("planned", "slipping"),
    (),
)
PER_ORIGIN = 15


@dataclass(frozen=True, slots=True)
class _Origin:
    """An inspection with the recommendations that came of it."""

    id: str
    published: date
    recommendations: tuple[str, ...]
    plan: str
    promised: dict[str, str]
    """The action that answers each of them, where one does."""


def write_large(root: Path, recommendations: int = 3000, councils: int = 5) -> Path:
    """Write the content of a made-up tracker into a folder, and return the folder."""
    for name, text in large_content(recommendations, councils):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def large_content(recommendations: int, councils: int) -> Iterator[tuple[str, str]]:
    """Yield the files of a made-up tracker by their names below `content/`."""
    yield (
        "site.yml",
        _yaml(
            title="A large made-up tracker",
            base_url="https://tracker.example/",
            themes=THEMES,
            statuses={"slipping": {"label": "Slipping", "means": "at-risk"}},
        ),
    )
    for number, name in enumerate(COUNCILS[:councils]):
        share = recommendations // councils + (number < recommendations % councils)
        yield from _council(name, share)


def _council(name: str, recommendations: int) -> Iterator[tuple[str, str]]:
    council, random = name.lower(), Random(name)
    yield (
        f"authorities/{council}.yml",
        _yaml(
            name=f"{name} Council",
            bodies=[
                {"key": "scrutiny", "name": "Children and Families Scrutiny Committee", "kind": "scrutiny"},
                {"key": "cabinet", "name": "Cabinet", "kind": "executive"},
            ],
        ),
    )
    origins = []
    wholes = -(-recommendations // PER_ORIGIN)
    for number in range(wholes):
        published = date(2021, 4, 1) + timedelta(days=number * 1600 // wholes)
        count = min(PER_ORIGIN, recommendations - number * PER_ORIGIN)
        origin = f"{council}-visit-{number + 1}"
        ids = tuple(f"{origin}-{n}" for n in range(1, count + 1))
        origins.append(_Origin(origin, published, ids, f"{origin}-plan", {}))
        yield from _visit(random, council, name, origins[-1], number)
    yield from _meetings(random, council, origins)


def _visit(
    random: Random, council: str, name: str, origin: _Origin, number: int
) -> Iterator[tuple[str, str]]:
    title = f"Focused visit {number + 1} to {name}"
    yield (
        f"inspections/{council}/{origin.id}.md",
        _markdown(
            f"What the inspectors found on their visit to {name}.",
            title=title,
            authority=council,
            inspectorate="Ofsted",
            kind="focused-visit",
            published=origin.published.isoformat(),
        ),
    )
    actions: list[dict[str, Any]] = []
    for place, id in enumerate(origin.recommendations, 1):
        yield f"recommendations/{council}/{id}.md", _recommendation(random, origin, place)
        if random.random() < 0.8:
            actions.append(_action(random, origin, id, place))
            origin.promised[id] = f"{origin.plan}/action-{place}"
    yield (
        f"actions/{council}/{origin.plan}.yml",
        _yaml(
            **{"title": f"Plan after visit {number + 1}", "authority": council, "for": origin.id},
            date=(origin.published + timedelta(days=70)).isoformat(),
            actions=actions,
        ),
    )


def _recommendation(random: Random, origin: _Origin, place: int) -> str:
    words = f"{random.choice(ASKS)} {random.choice(SUBJECTS)} {random.choice(SCOPES)}"
    fields: dict[str, Any] = {
        "title": words,
        "from": origin.id,
        "number": str(place),
        "wording": random.choice(("exact", "summary", "summary", "inferred")),
        "themes": sorted(random.sample(list(THEMES), k=random.choice((1, 1, 2)))),
    }
    if random.random() < 0.6:
        fields["due"] = (origin.published + timedelta(days=random.randrange(200, 1200))).isoformat()
    if place % 6 == 0:
        fields["parts"] = [
            {"key": key, "text": f"{random.choice(ASKS)} {random.choice(SUBJECTS)}."} for key in ("a", "b")
        ]
    return _markdown(f"{words}, {random.choice(WAYS)}.", **fields)


def _action(random: Random, origin: _Origin, id: str, place: int) -> dict[str, Any]:
    action: dict[str, Any] = {
        "key": f"action-{place}",
        "title": f"{random.choice(ASKS)} {random.choice(SUBJECTS)} {random.choice(WAYS)}",
        "owner": random.choice(OWNERS),
        "recommendations": [id],
    }
    match random.randrange(4):
        case 0:
            action["standing"] = True
        case 1:
            action["when"] = "in due course"
        case _:
            action["due"] = (origin.published + timedelta(days=random.randrange(200, 1500))).isoformat()
    return action


def _meetings(random: Random, council: str, origins: list[_Origin]) -> Iterator[tuple[str, str]]:
    """Yield six meetings of scrutiny a year; each looks at some of what was recommended by then."""
    courses = {id: list(random.choice(COURSES)) for origin in origins for id in origin.recommendations}
    for number in range(30):
        day = date(2021, 5, 12) + timedelta(days=number * 60)
        known = [origin for origin in origins if origin.published < day - timedelta(days=80)]
        looked_at = random.sample(known, k=min(len(known), max(1, len(origins) // 8)))
        items = [_item(random, courses, origin) for origin in looked_at]
        items.append(
            {"title": "Work programme", "outcomes": [{"verb": "noted", "text": "Noted the programme."}]}
        )
        yield (
            f"meetings/{council}/{council}-scrutiny-{number + 1}.md",
            _markdown(
                "What the committee dealt with.",
                body=f"{council}/scrutiny",
                date=day.isoformat(),
                state="held",
                minutes="draft" if number == 29 else "approved",
                items=items,
            ),
        )


def _item(random: Random, courses: dict[str, list[str]], origin: _Origin) -> dict[str, Any]:
    """Return an item that looks at some of the recommendations; scrutiny itself accepted some of what it heard."""
    heard: dict[str, list[dict[str, Any]]] = {"council": [], "scrutiny": []}
    for id in origin.recommendations:
        if courses[id] and random.random() < 0.5:
            by = "scrutiny" if random.random() < 0.3 else "council"
            status = courses[id].pop(0)
            heard[by].append({"on": id, "status": status, "said_by": by, "note": "The paper said so."})
            if status == "completed" and id in origin.promised:
                heard[by].append({"on": origin.promised[id], "status": status, "said_by": by})
    outcomes: list[dict[str, Any]] = [
        {"verb": "noted", "text": "Noted the report.", "progress": heard["council"]}
    ]
    if heard["scrutiny"]:
        outcomes.append({"verb": "agreed", "text": "Agreed the progress.", "progress": heard["scrutiny"]})
    return {
        "title": f"Progress since the visit: {origin.id}",
        "about": [origin.id, origin.plan],
        "outcomes": [{key: value for key, value in one.items() if value} for one in outcomes],
    }


def _yaml(**fields: object) -> str:
    # JSON is YAML; one field a line, so that a mistake has a line.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def _markdown(prose: str, **fields: object) -> str:
    return f"---\n{_yaml(**fields)}---\n{prose}\n"


if __name__ == "__main__":
    write_large(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3000)
