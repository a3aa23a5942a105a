"""A small tracker with a briefing, and briefings as a reader reads them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support import council, made, text_of, write

TODAY = date(2026, 3, 4)


ADDRESS = "briefings/examplebury/scrutiny/"


SETTINGS = """\
title: Examplebury tracker
base_url: https://tracker.examplebury.example/
clocks:
  - key: executive-answer
    title: The executive answers the recommendation
    applies_to: {record: recommendation}
    starts: issued
    length: 2
    unit: months
    source: {title: Scrutiny Procedure Rule 14}
"""


AUTHORITY = """\
name: Examplebury Council
bodies:
  - {key: scrutiny, name: Scrutiny Committee, kind: scrutiny}
  - {key: cabinet, name: Cabinet, kind: executive}
  - {key: council, name: Full Council, kind: council}
"""


PLAN = """\
title: The plan
authority: examplebury
for: visit
date: 2025-02-01
actions:
  - {key: training, title: Train all managers, recommendations: [visit-1], owner: Director, due: 2025-06-30}
  - {key: rota, title: Publish the rota, recommendations: [visit-1], due: 2026-04-10}
  - {key: handbook, title: Write the handbook, recommendations: [visit-2], due: 2026-12-01}
"""


MAY = """\
---
body: examplebury/scrutiny
date: 2025-05-12
items:
  - title: The plan
    key: plan
    about: [visit, plan]
    outcomes:
      - verb: requested
        text: A note on agency staff.
        to: Director
        actions:
          - {key: agency-note, title: Send a note on agency staff, owner: Director, due: 2025-07-01}
          - {key: duty, title: Report every quarter, standing: true}
      - {verb: recommended, makes: [may-1]}
    actions:
      - {key: visit-teams, title: Arrange visits to teams, when: in due course}
sources:
  - {title: Minutes of 12 May, url: "https://www.examplebury.example/may", kind: minutes}
---
"""


NOVEMBER = """\
---
body: examplebury/scrutiny
date: 2025-11-10
items:
  - title: The plan
    key: plan
    about: [visit-2, plan/training]
    progress:
      - {on: visit-2, status: completed, said_by: council}
      - {on: plan/training, status: in-progress, said_by: council, due: 2026-01-31}
    outcomes:
      - {label: a, verb: noted, text: Noted the report.}
      - {label: b, verb: requested, about: [], to: Director, text: A visit of the front door., }
  - title: Fostering
    outcomes:
      - {label: c, verb: referred, about: [visit-2], to: Cabinet, text: The cost of foster care.}
---
"""


FILES = {
    "site.yml": SETTINGS,
    "authorities/examplebury.yml": AUTHORITY,
    "inspections/visit.md": (
        "---\ntitle: Visit\nauthority: examplebury\nkind: ilacs\nreceived: 2025-01-10\npublished: 2025-01-10\n---\n"
    ),
    "recommendations/visit-1.md": "---\ntitle: Better supervision\nfrom: visit\nnumber: '1'\n---\n",
    "recommendations/visit-2.md": "---\ntitle: Faster assessments\nfrom: visit\nnumber: '2'\n---\n",
    "recommendations/may-1.md": "---\ntitle: Fewer cases for each social worker\nfrom: may\n---\n",
    "actions/plan.yml": PLAN,
    "meetings/may.md": MAY,
    "meetings/november.md": NOVEMBER,
    "meetings/next.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2026-03-17\nstate: scheduled\n"
        "items:\n  - {title: Supervision, about: [visit-1]}\n---\n"
    ),
    "meetings/after.md": "---\nbody: examplebury/scrutiny\ndate: 2026-06-09\nstate: scheduled\n---\n",
}


def built(root: Path, files: dict[str, str] | None = None, today: date = TODAY) -> dict[str, bytes]:
    """Return the files of the made-up site."""
    return made(write(root, {**FILES, **(files or {})}), today).files


def groups(files: dict[str, bytes], address: str = ADDRESS) -> dict[str, list[str]]:
    """Return the matters of a briefing as a reader reads them, by the key of their group."""
    page = files[f"{address}index.html"].decode()
    # A list within a matter belongs to it.
    page = re.sub(
        r'<ul class="lines">.*?</ul>', lambda found: re.sub(r"</?li>", " ", found[0]), page, flags=re.S
    )
    sections = re.findall(r'<h2 id="(\w+)">(.*?)</section>', page, flags=re.S)
    return {
        key: [text_of(one) for one in re.findall(r"<li[^>]*>(.*?)</li>", body, flags=re.S)]
        for key, body in sections
    }


def topics_of(files: dict[str, bytes], key: str, address: str = ADDRESS) -> list[str]:
    """Return the matters of a group without the records that they rest on."""
    return [re.split(r" (?:Recorded in|Rule:) ", one)[0] for one in groups(files, address).get(key, [])]


BODIES = ("scrutiny", "cabinet", "council", "board")


def all_topics(address: str = ADDRESS) -> list[str]:
    """Return every matter of a briefing, printed or not."""
    files = council.made().files
    addresses = [one for one in (address, f"{address}more/") if f"{one}index.html" in files]
    keys = [(one, key) for one in addresses for key in groups(files, one) if key != "decided"]
    return [matter for one, key in keys for matter in topics_of(files, key, one)]


def topic(start: str, address: str = ADDRESS) -> str:
    """Return the one matter that begins so."""
    found = [one for one in all_topics(address) if one.startswith(start)]
    assert len(found) == 1, found
    return found[0]
