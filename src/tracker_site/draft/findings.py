"""What was found in minutes: each thing with the line that it came from, or with the question that it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from tracker_site.draft.duties import Duty
from tracker_site.draft.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Told:
    """A value that the minutes give."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that is left open, with the question to the editor, which quotes the place."""

    question: str


Answer = Told | Asked
"""A value that a record needs: what the minutes give, or what is to be asked."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody who was there, or sent apologies."""

    line: int
    name: str | None
    role: str | None
    capacity: str | None
    """`member`, `executive` or `officer`, where it is certain."""
    note: str | None = None
    """What an editor should know: that a name was left out."""

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of the person is drafted but the note."""
        return self.name is None and self.role is None


@dataclass(frozen=True, slots=True)
class ActionFound:
    """Something that was promised or asked for."""

    line: int
    title: str
    owner: Answer | None = None
    due: str | None = None
    when: str | None = None
    duty: Duty | None = None
    """The words that say that it recurs."""
    perhaps_owner: Behind | None = None
    """The one office that may be meant by "he" or "she"."""
    is_undertaken: bool = False
    """Whether an office or body that the minutes name undertook it."""
    subject: str = ""
    """The words that its key is made of, where not all of its title are."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Whose it is that the minutes give to "he", "she" or "they": one office that it may be, or a question."""

    word: str
    office: str | None
    place: str
    """The line and the words."""

    @property
    def question(self) -> Asked:
        """What is asked where it is not plain."""
        return Asked(f'Whose is it? The minutes say "{self.word}" ({self.place}).')


@dataclass(frozen=True, slots=True)
class OutcomeFound:
    """One limb of what the meeting did."""

    line: int
    text: str
    verb: Answer
    label: str | None = None
    to: str | None = None
    until: str | None = None
    reason: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    """Its own limbs: label, which may be empty, and text."""
    actions: tuple[ActionFound, ...] = ()
    note: str | None = None
    """What the minutes say beside it: who proposed it, how the vote went."""
    made: tuple[tuple[str, str], ...] = ()
    """The id and title of each recommendation on record that it may have made."""


@dataclass(frozen=True, slots=True)
class AmendmentFound:
    """A change that was moved to a motion."""

    line: int
    moved_by: str | None
    seconded_by: str | None
    removes: str | None
    inserts: str | None
    drops: tuple[str, ...]
    """The keys of the points that it takes out."""
    result: Answer


@dataclass(frozen=True, slots=True)
class VoteFound:
    """How a vote went, in numbers as they were typed."""

    line: int
    for_: str | None
    against: str | None
    abstained: str | None


@dataclass(frozen=True, slots=True)
class MotionFound:
    """A motion that was moved."""

    line: int
    text: str | None
    moved_by: str | None
    seconded_by: str | None
    points: tuple[tuple[str, str], ...]
    """Each point's key and text."""
    amendments: tuple[AmendmentFound, ...]
    result: Answer
    vote: VoteFound | None


@dataclass(frozen=True, slots=True)
class SourceFound:
    """A document that the minutes name."""

    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class AboutFound:
    """The records that an item is about: those that are certain, and what to ask about the others."""

    ids: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    question: str | None = None

    @property
    def likely(self) -> tuple[str, ...]:
        """Those that are certain, or else the one that it may be."""
        return self.ids or (self.perhaps if len(self.perhaps) == 1 else ())


@dataclass(frozen=True, slots=True)
class ProgressFound:
    """A known recommendation or action, and where the minutes may say how far it has come."""

    id: str
    title: str
    line: int
    said: str
    """The sentence that has its words; empty where none has."""


@dataclass(frozen=True, slots=True)
class NumberedFound:
    """The recommendations that a text names by number."""

    text: str
    """The text itself."""
    meant: tuple[tuple[str, str], ...]
    """The id and title of each that was found."""
    questions: tuple[str, ...]
    how_far: str
    """The words that say what became of them, if any do."""
    has_unknown: bool
    """Whether it names one that was not found."""


@dataclass(frozen=True, slots=True)
class FigureFound:
    """What may be a figure of a known measure."""

    measure: str
    title: str
    value: str
    line: int
    said: str
    """The sentence that gives it."""


@dataclass(frozen=True, slots=True)
class DecisionFound:
    """What the minutes say about a decision as such."""

    reference: str | None = None
    key: str | None = None
    call_in: str | None = None


@dataclass(frozen=True, slots=True)
class ItemFound:
    """An item of the agenda."""

    line: int
    title: Answer
    number: str | None
    access: str | None
    taken_as: str | None
    record: Answer
    decision: DecisionFound | None
    about: AboutFound
    purpose: tuple[Paragraph, ...]
    """What the agenda printed of it."""
    summary: tuple[str, ...]
    """Its paragraphs."""
    points: tuple[Paragraph, ...]
    outcomes: tuple[OutcomeFound, ...]
    doubtful: tuple[Paragraph, ...]
    """What may be an outcome."""
    actions: tuple[ActionFound, ...]
    promises: tuple[ActionFound, ...]
    """What may be an action."""
    progress: tuple[ProgressFound, ...]
    """Of what it may have been said how far it has come."""
    figures: tuple[FigureFound, ...]
    motions: tuple[MotionFound, ...]
    sources: tuple[SourceFound, ...]
    numbered: tuple[NumberedFound, ...] = ()
    """What its texts name by number."""

    def numbered_in(self, text: str) -> NumberedFound | None:
        """Return the recommendations that one of its texts names by number."""
        return next((one for one in self.numbered if one.text == text), None)


@dataclass(frozen=True, slots=True)
class MeetingFound:
    """All that was found of one meeting."""

    body: Answer
    date: Answer
    kind: str | None
    state: str
    is_paper: bool
    """Whether it was made from a paper put to the meeting, and not from minutes."""
    covers: str
    minutes: str
    language: str | None
    present: tuple[PersonFound, ...]
    apologies: tuple[PersonFound, ...]
    struck: tuple[int, ...]
    """The lines from which an address, a telephone number or a postcode was left out."""
    items: tuple[ItemFound, ...]
    left_out: tuple[str, ...]
    """Titles of formal items under which nothing was decided."""
    sources: tuple[SourceFound, ...]
    names: tuple[tuple[str, int], ...]
    """Personal names of those who are not known to hold an office, with their lines."""
    file_name: str | None
    """Where it may be put: the name of a file, if body and date are known."""
    name_so_far: str
    """That name as far as it is known, with capitals for what is not."""


def quote(paragraph: Paragraph) -> str:
    """Return the place and the beginning of a paragraph, for a question: line 12 of the minutes: "The Chair …"."""
    words = paragraph.text
    shown = words if len(words) <= 160 else words[:150].rsplit(" ", 1)[0] + " …"
    return f'line {paragraph.line} of the minutes: "{shown}"'
