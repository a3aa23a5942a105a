"""The line of a draft: files of minutes, read, found and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker_site.draft.findings import MeetingFound
from tracker_site.draft.keys import free_name
from tracker_site.draft.matching import Known, known_from
from tracker_site.draft.meeting import find_meeting
from tracker_site.draft.questions import HOW_TO, NAME_IT, were_struck
from tracker_site.draft.reading import read_minutes
from tracker_site.draft.record import fields_of
from tracker_site.draft.writing import add_note, write
from tracker_site.problems import Problems
from tracker_site.project import Project
from tracker_site.records.parse import parse
from tracker_site.records.recommendation import Recommendation
from tracker_site.source import read
from tracker_site.source.ids import slug


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting file, and what there is to say of it."""

    text: str
    found: tuple[str, ...]
    """Sentences: how the files were read, what was found."""
    questions: int
    """How many notes ask for something."""
    file_name: str | None
    """The name that it may have, without its ending; none where body or date are not known."""
    name_so_far: str
    """That name as far as it is known, with capitals for what is not."""


def draft_meeting(files: Sequence[tuple[str, bytes]], known: Known) -> Draft:
    """Return a meeting file from the minutes of one meeting, each file with its name; `WrongUse` if unreadable."""
    typed = [read_minutes(name, given) for name, given in files]
    meeting = find_meeting(typed, known)
    text = write(fields_of(meeting), (*HOW_TO, *were_struck(meeting.struck)))
    unusual = [f"{each.name} was read as {each.encoding}." for each in typed if each.encoding != "UTF-8"]
    return Draft(
        text, (*unusual, _counted(meeting)), text.count("# TODO"), meeting.file_name, meeting.name_so_far
    )


def named_after(draft: Draft, minutes: str, known: Known) -> Draft:
    """Return a draft with the name that it says itself, or else with that of its minutes and a question about it."""
    if draft.file_name:
        return draft
    name = free_name(slug(minutes, 66) or "meeting", known.ids)
    text = add_note(draft.text, NAME_IT)
    return replace(draft, text=text, questions=draft.questions + 1, file_name=name)


def known_at(project: Project) -> Known:
    """Return what the content of a site holds, as far as it can be read: mistakes in it are for `check`."""
    unheard = Problems()
    records = parse(read(project.content, project.shown_content, unheard), unheard)
    if records is None:
        return Known()
    withdrawn = (one.id for one in records.site.withdrawn)
    aliases = (alias for one in records.of_kind(Recommendation) for alias in one.aliases)
    return known_from(records.by_id.values(), (*withdrawn, *aliases))


def _counted(meeting: MeetingFound) -> str:
    items = meeting.items
    counts = (
        (len(items), "item"),
        (sum(len(item.outcomes) for item in items), "outcome"),
        (
            sum(len(item.actions) + sum(len(outcome.actions) for outcome in item.outcomes) for item in items),
            "action",
        ),
        (sum(len(item.motions) for item in items), "motion"),
        (sum(not person.is_left_out for person in meeting.present), "attendance"),
    )
    return f"Found: {', '.join(_number(count, noun) for count, noun in counts)}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
