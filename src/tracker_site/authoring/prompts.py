"""Questions asked at a terminal, one line each; interrupted by Ctrl-C, and by Ctrl-D as well."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from tracker_site.authoring.offers import Offer

Judge = Callable[[str], str | None]
"""Returns what is wrong with an answer, as a sentence, or nothing."""


def at_terminal() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def tell(line: str = "") -> None:
    """Say something beside the results."""
    print(line, file=sys.stderr, flush=True)


def ask(question: str, default: str = "", judge: Judge = lambda _: None) -> str:
    """Return an answer that the judge lets pass; the default where only Enter was pressed."""
    while True:
        print(f"{question}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        answer = line.strip() or default
        if not (fault := judge(answer)):
            return answer
        tell(f"  {fault}")


def choose(question: str, offers: Sequence[Offer], default: str = "", judge: Judge = lambda _: None) -> str:
    """Return one of the words offered, taken by its number, or another one that was typed."""
    for number, offer in enumerate(offers, 1):
        label = f"  {offer.label}" if offer.label and offer.label != offer.word else ""
        tell(f"  {number:>3}  {offer.word}{label}")

    def meant(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(offers)
        return offers[int(answer) - 1].word if is_number else answer

    return meant(ask(question, default, lambda answer: judge(meant(answer))))
