"""Questions asked at a terminal, one line each; interrupted by Ctrl-C, and by Ctrl-D as well."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence

from tracker_site.authoring.completions import Completion
from tracker_site.problems import did_you_mean
from tracker_site.records.base import Model
from tracker_site.records.explain import faults_of_value

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


def choose(
    question: str, choices: Sequence[Completion], default: str = "", judge: Judge | None = None
) -> str:
    """Return one of the words listed, taken by its number or typed; a judge may let other words pass."""
    for number, choice in enumerate(choices, 1):
        label = f"  {choice.label}" if choice.label and choice.label != choice.word else ""
        tell(f"  {number:>3}  {choice.word}{label}")
    return pick(question, [choice.word for choice in choices], default, judge)


def pick(question: str, words: Sequence[str], default: str = "", judge: Judge | None = None) -> str:
    """Return one of the words that were listed before, taken by its number or typed."""
    judge = judge or one_of(words)

    def meant(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(words)
        return words[int(answer) - 1] if is_number else answer

    return meant(ask(question, default, lambda answer: judge(meant(answer))))


def one_of(words: Collection[str]) -> Judge:
    """Return a judge that lets only these words pass."""
    return lambda answer: (
        None if answer in words else f"'{answer}' is none of them{did_you_mean(answer, words)}"
    )


def fitting(model: type[Model], name: str) -> Callable[[object], str | None]:
    """Return a judge that lets pass what a field of a model takes."""
    return lambda answer: next(iter(faults_of_value(model, name, answer)), None)
