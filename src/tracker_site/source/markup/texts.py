"""What a text is once it is read, and what may be wrong in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is refused in a text: its line (from 0), the raw text at fault on that line, and the remedy."""

    line: int
    fragment: str
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record, or to a thing in one (`ID/KEY`), and where its destination is written."""

    target: str
    line: int
    fragment: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as typed and as safe HTML, where a record's address reads `record:ID` or `record:ID/KEY`."""

    source: str
    html: str
    links: tuple[RecordLink, ...]


class TextRefused(ValueError):
    """A text that cannot be published as it stands, with everything that is wrong in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "; ".join(fault.message for fault in self.faults)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise `TextRefused` if there are any."""
    if found := tuple(faults):
        raise TextRefused(found)
