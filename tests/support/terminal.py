"""A real terminal for the command to ask its questions at, and somebody who answers them."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.support import ROOT

PATIENCE = 60.0  # seconds for the next question to come


def talk(arguments: Sequence[str], answers: Sequence[tuple[str, str]], at: Path) -> tuple[int, str]:
    """Run the command at a terminal, answer each question as it comes, and return its exit status and all it said.

    An answer is a line, or a key such as Ctrl-C ("\\x03").
    """
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(at)
        path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            "SOURCE_DATE_EPOCH": "1772582400",
            "LC_ALL": "C.UTF-8",
        }
        os.execve(sys.executable, [sys.executable, "-m", "tracker_site", *arguments], environment)
    said = ""
    try:
        for question, answer in answers:
            heard = _hear(terminal, question)
            said += heard
            assert question in heard, f"not asked: {question!r}\n{said}"
            os.write(terminal, answer.encode() + (b"" if answer in ("\x03", "\x04") else b"\n"))
        said += _hear(terminal, None)
    finally:
        os.close(terminal)
        _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), said.replace("\r\n", "\n")


def _hear(terminal: int, until: str | None) -> str:
    """Return what is said up to a question, or to the end."""
    heard = ""
    end = time.monotonic() + PATIENCE
    while until is None or until not in heard:
        ready, _, _ = select.select([terminal], [], [], max(end - time.monotonic(), 0))
        try:
            some = os.read(terminal, 65536) if ready else b""
        except OSError:  # Linux says so when the other side has closed
            some = b""
        if not some:
            break
        heard += some.decode(errors="replace")
    return heard
