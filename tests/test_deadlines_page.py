"""The list of deadlines: by state, with the arithmetic and the rule of each."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support import made, text_of, write

FILES = {
    "site.yml": (
        "title: A tracker\nclocks:\n"
        "  - {key: answer, title: The cabinet answers, applies_to: {record: inquiry}, starts: published, length: 8,\n"
        "     unit: weeks, source: {title: Rule 14 of the constitution}}\n"
    ),
    "authorities/ashby.yml": "name: Ashby\n",
    "inspections/a-passed.md": "---\ntitle: A\nauthority: ashby\nkind: ilacs\nreceived: 2025-11-03\n---\n",
    "inspections/b-unknown.md": "---\ntitle: B\nauthority: ashby\nkind: ilacs\n---\n",
    "inspections/c-met.md": "---\ntitle: C\nauthority: ashby\nkind: ilacs\nreceived: 2024-06-03\n---\n",
    "inquiries/d-running.md": (
        "---\ntitle: D\nauthority: ashby\nreports: [{title: Final, stage: final, date: 2026-02-02}]\n---\n"
    ),
    "updates/plan.md": "---\ntitle: Plan\ndate: 2024-07-01\nabout: [c-met]\nmeets: [action-plan]\n---\n",
    "updates/late.md": "---\ntitle: Report\ndate: 2024-09-02\nabout: [c-met]\nmeets: [report-publication]\n---\n",
}


def sections(root: Path) -> dict[str, str]:
    """Return the text of each state of the list, by its key."""
    page = made(write(root, FILES), date(2026, 3, 4)).files["deadlines/index.html"].decode()
    found = re.findall(r'<h2 id="([\w-]+)">(.*?)</section>', page, flags=re.S)
    return {key: _words(body) for key, body in found}


def _words(markup: str) -> str:
    text = text_of(markup)
    return re.sub(r" ([,.:;])", r"\1", text)


def test_deadlines_stand_by_their_state_the_most_pressing_first(tmp_path: Path) -> None:
    """What passed, what runs, what was met, and what can't be worked out."""
    found = sections(tmp_path)
    assert list(found) == ["passed", "running", "met-late", "met", "start-unknown"]
    assert "Report 2 September 2024" in found["met-late"]
    assert "Met" in found["met"]
    assert "Plan 1 July 2024" in found["met"]
    assert "The council publishes its action plan B" in found["start-unknown"]


def test_the_arithmetic_is_shown(tmp_path: Path) -> None:
    """Start, length, unit, the bank holidays that were left out, the day, and the rule behind it."""
    found = sections(tmp_path)
    assert (
        "A Ashby 12 February 2026 70 working days from the day the council received the report: from 3 November 2025, "
        "leaving out weekends and 3 bank holidays: 25 December 2025, 26 December 2025 and 1 January 2026. Rule: The "
        "Education and Inspections Act 2006"
    ) in found["passed"]
    assert (
        "The cabinet answers D Ashby 30 March 2026 8 weeks from the publication of the report: from 2 February 2026. "
        "Rule: Rule 14 of the constitution"
    ) in found["running"]


def test_what_a_plan_answers_is_not_simply_called_unanswered(tmp_path: Path) -> None:
    """The day has passed and nothing meets the deadline by name, but there is a plan."""
    rule = "{key: reply, title: The cabinet replies, applies_to: {record: recommendation, made_by: scrutiny},"
    files = {
        "site.yml": f"title: A tracker\nclocks: [{rule} starts: issued, length: 2, unit: months}}]\n",
        "authorities/ashby.yml": "name: Ashby\n",
        "inquiries/d.md": FILES["inquiries/d-running.md"].replace("2026-02-02", "2025-02-03"),
        "recommendations/d-1.md": "---\ntitle: Fewer cases\nfrom: d\n---\n",
        "actions/plan.yml": "title: The plan\nauthority: ashby\nfor: d\ndate: 2025-03-03\nactions: []\n",
    }
    page = made(write(tmp_path, files), date(2026, 3, 4)).files["deadlines/index.html"].decode()
    words = "No record says by name that this was met, but the recommendation is answered by The plan."
    assert words in _words(page)


def test_a_site_without_deadlines_says_so(tmp_path: Path) -> None:
    """The list is there all the same, for pages lead to it."""
    files = made(write(tmp_path, {"authorities/ashby.yml": "name: Ashby\n"}), date(2026, 3, 4)).files
    assert b"No deadline of law, framework or local rule applies" in files["deadlines/index.html"]
