"""Rules on dates: nothing is said before there was anything to say it of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tracker_site.dates import PartialDate, in_words
from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.register.occasions import Occasion
from tracker_site.register.register import Register
from tracker_site.register.rules.early import check_early
from tracker_site.register.structure import Structure
from tracker_site.register.things import Path, actions_of
from tracker_site.register.warnings import warn
from tracker_site.source import SourceFile


def check_times(register: Register, problems: Problems, today: date, memory: Memory) -> None:
    """Note what was said too early, held too late, or decided at a meeting that has not been held."""
    issues = memory.settled("issues", {id: issue.reckoned for id, issue in register.issues.items()})
    files = [register.records.files[occasion.record] for occasion in register.occasions]
    same = [[one] * len(files) for one in (register.structure, issues)]
    memory.note_each(problems, _check_after_issue, register.occasions, files, *same)
    check_early(register, issues, problems, memory)
    for meeting in register.records.of_kind(Meeting):
        _check_state(register, meeting, problems, today)
        _warn_of_meeting(register, meeting, problems, today)
        _check_due_dates(register, meeting, problems)
        _check_made_here(register, meeting, problems)
    for inspection in register.records.of_kind(Inspection):
        _check_visit(register, inspection, problems)


def _check_after_issue(
    occasion: Occasion,
    file: SourceFile,
    structure: Structure,
    issues: Mapping[str, PartialDate],
    problems: Problems,
) -> None:
    made_here = structure.made_by.get(occasion.record, ())
    for path, target in _said_of(occasion, structure.nouns):
        for id in structure.recommendations_meant.get(target, ()):
            if id in issues and occasion.date.is_before(issues[id]) and id not in made_here:
                whole = "" if id == target.split("/")[0] else f" (of '{target}')"
                message = (
                    f"'{id}'{whole} was issued later ({in_words(issues[id])}) than this was said "
                    f"({in_words(occasion.date)}); correct one of the two dates"
                )
                problems.error(file.place(*path), message, "before-issue")
                break


def _said_of(occasion: Occasion, nouns: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield each thing of whose recommendations an occasion says something."""
    # A council may plan from the draft of a report, so a plan may be older than what it answers.
    for mention in occasion.mentions if occasion.kind != "plan" else ():
        path = mention.path
        if mention.outcome and not mention.action:
            if "about" not in mention.outcome.model_fields_set:
                continue  # it is about what its item is about
            path = (*path, "about")
        for n, target in enumerate(mention.about):
            # An inspection may be discussed before it is published; what it recommended may not.
            if nouns.get(target) in ("recommendation", "part"):
                yield (*path, n), target
    for report in occasion.reports:
        for n, target in enumerate(report.progress.on):
            if nouns.get(target) not in ("action", "plan"):
                yield (*report.path, "on", n), target
    for answer in occasion.answers:
        yield (*answer.path, "to"), answer.response.to


def _check_state(register: Register, meeting: Meeting, problems: Problems, today: date) -> None:
    place = register.records.place(meeting.id, "state" if "state" in meeting.model_fields_set else "date")
    if meeting.state == "held" and meeting.date.is_to_come(today):
        message = (
            f"this meeting ({in_words(meeting.date)}) can't have been held yet; write 'state: scheduled', or correct "
            f"the date"
        )
        problems.error(place, message, "held-in-the-future")
    if meeting.state in ("scheduled", "cancelled"):
        for n, item in enumerate(meeting.items):
            if item.outcomes:
                message = (
                    f"a meeting that is {meeting.state} has no outcomes; remove them, or write 'state: held'"
                )
                problems.error(
                    register.records.place(meeting.id, "items", n, "outcomes"),
                    message,
                    "outcomes-without-meeting",
                )


def _warn_of_meeting(register: Register, meeting: Meeting, problems: Problems, today: date) -> None:
    if meeting.state == "scheduled" and meeting.date.is_past(today):
        message = f"the day of this meeting has passed ({in_words(meeting.date)}); write what became of it"
        warn(register, problems, meeting.id, ("state",), message, "schedule-passed")
    recorded = any(item.outcomes or item.record == "not-recorded" for item in meeting.items)
    if meeting.state == "held" and not recorded:
        message = "this meeting was held, yet no outcome is recorded; add one, or 'record: not-recorded' in its item"
        path: Path = ("items",) if meeting.items else ("date",)
        warn(register, problems, meeting.id, path, message, "no-outcome")
    _warn_of_recommending(register, meeting, problems)


def _warn_of_recommending(register: Register, meeting: Meeting, problems: Problems) -> None:
    """Warn of an outcome that recommends something which nothing would follow."""
    for i, item in enumerate(meeting.items):
        for o, outcome in enumerate(item.outcomes):
            if outcome.verb == "recommended" and not (outcome.makes or outcome.actions):
                message = (
                    f"this recommends something, and no recommendation is recorded; add one with "
                    f"'from: {meeting.id}' and name it here under 'makes', or accept this with "
                    f"'accepts: [recommends-without-record]'"
                )
                path: Path = ("items", i, "outcomes", o, "verb")
                warn(register, problems, meeting.id, path, message, "recommends-without-record")


def _check_due_dates(register: Register, meeting: Meeting, problems: Problems) -> None:
    for path, action in actions_of(meeting):
        if action.due and action.due.is_before(meeting.date):
            message = (
                f"'{action.key}' is due {in_words(action.due)}, before the meeting that asked for it "
                f"({in_words(meeting.date)}); correct one of the two dates"
            )
            problems.error(register.records.place(meeting.id, *path, "due"), message, "due-before-meeting")


def _check_made_here(register: Register, meeting: Meeting, problems: Problems) -> None:
    made = register.made_by.get(meeting.id, ())
    for i, item in enumerate(meeting.items):
        for o, outcome in enumerate(item.outcomes):
            for n, id in enumerate(outcome.makes):
                thing = register.things.get(id)
                if thing and thing.noun == "recommendation" and id not in made:
                    place = register.records.place(meeting.id, "items", i, "outcomes", o, "makes", n)
                    message = (
                        f"'{id}' does not come from this meeting; write 'from: {meeting.id}' in its record"
                    )
                    problems.error(place, message, "not-made-here")


def _check_visit(register: Register, inspection: Inspection, problems: Problems) -> None:
    visit = inspection.visited
    if visit and visit.from_ and visit.to and visit.to.is_before(visit.from_):
        message = "the visit ends before it begins; write the earlier date under 'from'"
        problems.error(
            register.records.place(inspection.id, "visited", "to"), message, "ends-before-it-begins"
        )
