"""A small made-up tracker in which each of the common questions has a known answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support import write

TODAY = date(2026, 3, 4)

FILES = {
    "site.yml": """\
title: Examplebury’s tracker & more
base_url: https://tracker.example/sub/
licence: {title: Open Government Licence v3.0, url: "https://licence.example/ogl"}
publisher: {name: Examplebury Council}
themes: {assessment: Assessment}
statuses: {achieved: {label: 2 – Achieved, means: completed}}
""",
    "authorities/examplebury.yml": """\
name: Examplebury Council
bodies:
  - {key: scrutiny, name: Scrutiny Committee, kind: scrutiny}
  - {key: cabinet, name: Cabinet, kind: executive}
""",
    **{
        f"inspections/visit-{year}.md": f"""\
---
title: Visit of {year}
authority: examplebury
inspectorate: [Ofsted, Care Quality Commission]
published: {year}-06-01
judgements: {{overall: "=HYPERLINK(1)"}}
---
What was found.
"""
        for year in (2015, 2020, 2023)
    },
    "recommendations/visit-2015-1.md": """\
---
title: Assess in time
from: visit-2015
---
Assess in time.
""",
    "recommendations/visit-2020-1.md": """\
---
title: Assess in time, again
from: visit-2020
repeats: visit-2015-1
themes: [assessment]
---
=1+1, said the "report",
- and then
- this
""",
    "recommendations/visit-2020-2.md": """\
---
title: "<b>Two & limbs</b>"
from: visit-2020
aliases: [former-2]
parts:
  - {key: a, text: "-3 points", due: 2021-01-31}
  - {key: b, text: "@SUM(A1)"}
---
+44 limbs
""",
    "recommendations/visit-2023-1.md": """\
---
title: Assess in time, once more
from: visit-2023
repeats: [visit-2020-1]
wording: inferred
---
Assess in time.
""",
    "actions/plan.yml": """\
title: The plan
authority: examplebury
for: visit-2020
date: 2020-09
actions:
  - {key: moved, title: Moved twice, due: 2021-01-31, recommendations: visit-2020-1}
  - {key: dropped, title: Dropped, due: 2021-02}
  - {key: vague, title: Made more exact, due: 2021}
  - {key: undated, title: Never dated, when: in due course, owner: Director, recommendations: visit-2020-2/a}
  - {key: duty, title: A duty, standing: yes}
  - {key: reported, title: Reported done, due: 2021-03-01}
  - {key: signed, title: Signed off, due: 2021-03-01}
""",
    "meetings/scrutiny-2021.md": """\
---
body: examplebury/scrutiny
date: 2021-02-10
minutes: approved
present: [{role: Chair, as: member}]
items:
  - title: The plan
    key: plan
    about: visit-2020
    points: [{about: visit-2020-1, text: It was discussed.}]
    outcomes:
      - verb: noted
        text: Noted.
        progress:
          - {on: plan/moved, status: in-progress, due: 2021-06-30}
          - {on: plan/dropped, due: unknown}
          - {on: plan/vague, due: 2021-12}
          - {on: plan/reported, status: achieved}
          - {on: visit-2020-1, status: completed}
      - verb: agreed
        progress: [{on: plan/signed, status: completed, said_by: scrutiny}]
        actions: [{key: report-back, title: Report back, recommendations: visit-2020-1}]
    responses: [{to: visit-2020-2/a, response: accepted, by: Cabinet}]
    motions:
      - title: On assessments
        points: [{key: one, text: Ask.}, {key: two, text: Tell.}]
        amendments: [{removes: Tell., drops: [two], result: carried}]
        result: carried-as-amended
        vote: {for: 5, against: 2, names: {for: [Cllr A, Cllr B]}}
    figures: [{measure: caseload, value: "1,204", at: 2021}]
  - {title: No key}
---
""",
    "meetings/scrutiny-2022.md": """\
---
body: examplebury/scrutiny
date: 2022-03-15
items:
  - title: The plan
    outcomes:
      - verb: noted
        progress: [{on: plan/moved, due: 2022-01-31, reason: No staff.}]
---
""",
    "meetings/scrutiny-2026.md": """\
---
body: examplebury/scrutiny
date: 2026-05-01
state: scheduled
---
""",
    "updates/letter.md": """\
---
title: A letter
date: ../2024-05
authority: examplebury
about: visit-2023
responses: [{to: visit-2023-1, response: accepted, standing: proposed}]
figures: [{measure: caseload, value: about 19}]
---
""",
    "measures/caseload.yml": "title: Caseload\nauthority: examplebury\nbetter: lower\n",
}


def write_site(root: Path) -> Path:
    """Write the tracker and return its folder."""
    return write(root, FILES)
