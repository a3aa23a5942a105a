"""Previews for the tests: a real server in a process of its own, what it says, and requests to it.

`preview` starts one from a process in which the program is loaded already and leaves out its longest wait;
`preview_by_command` runs the command `serve` as its user does.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import IO, TypeVar

from tests.support import project_at
from tracker_site.cli.shared import print_problems, say
from tracker_site.pipeline import Clock
from tracker_site.serve.server import serve

Found = TypeVar("Found")

PATIENCE = 20.0  # seconds for what should take a fraction of one
MOMENT = 0.02  # seconds that the preview leaves to the browser before it compares pages
TODAY = date(2026, 3, 4)

if os.name != "nt":
    _PROCESSES = multiprocessing.get_context("forkserver")
    _PROCESSES.set_forkserver_preload([__name__])


class Preview:
    """A running preview, its site, and what it said so far."""

    def __init__(self, root: Path, process: int, errors: IO[str], wait: Callable[[], int]) -> None:
        """`process` is the id of its process, and `wait` returns the exit status once it has ended."""
        self.root = root
        self.said: list[str] = []
        self._process = process
        self._errors = errors
        self._wait = wait
        self._status: int | None = None
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port = int(self.line(r"Look at http://127\.0\.0\.1:(\d+)/"))

    def _read(self) -> None:
        for line in self._errors:
            self.said.append(line.rstrip("\n"))

    def line(self, pattern: str, after: int = 0) -> str:
        """Wait for a line on standard error, and return what its group holds."""
        found = wait_for(lambda: [m for m in (re.search(pattern, one) for one in self.said[after:]) if m])
        return str(found[0][1] if found[0].groups() else found[0][0])

    def save(self, name: str, text: str) -> None:
        """Write a file of the content."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask, without whatever tidies addresses up on the way; return status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = b"" if answer.status == 101 else answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body.decode()

    def shows(self, path: str, words: str) -> str:
        """Wait until a page shows these words, and return it."""
        return wait_for(lambda: body if words in (body := self.get(path)[2]) else "")

    def address(self, path: str = "") -> str:
        """Return the full address of a page."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it, if it has not ended yet, and return its exit status."""
        if self._status is None:
            os.kill(self._process, how)
            self._status = self._wait()
            self._reader.join(PATIENCE)
        return self._status


def wait_for(look: Callable[[], Found]) -> Found:
    """Return what is found as soon as it is, or fail."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "in vain"
        time.sleep(0.01)
    return found


@contextmanager
def preview(root: Path, port: int = 0, as_at: date = TODAY) -> Iterator[Preview]:
    """Run the server over a site, on a free port unless one is given, and end it afterwards."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_serve, args=(theirs, root, port, as_at), daemon=True)
    process.start()
    theirs.close()

    def wait() -> int:
        process.join(PATIENCE)
        assert process.exitcode is not None, "it does not end"
        return process.exitcode

    assert process.pid
    with ours, open(os.dup(ours.fileno()), encoding="utf-8") as errors:  # noqa: PTH123
        try:
            yield (running := Preview(root, process.pid, errors, wait))
            assert running.end() == 0
        finally:
            process.kill()
            process.join()


def _serve(errors: Connection, root: Path, port: int, as_at: date) -> None:
    os.dup2(errors.fileno(), 2)
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    clock = Clock(TODAY, as_at)
    sys.exit(serve(project_at(root), lambda: clock, port, False, say, print_problems, MOMENT))


@contextmanager
def preview_by_command(root: Path, **environment: str) -> Iterator[Preview]:
    """Run the command `serve` over a site on a free port, and end it afterwards."""
    day = {"SOURCE_DATE_EPOCH": "1772582400"}  # TODAY
    with subprocess.Popen(
        [sys.executable, "-m", "tracker_site", "serve", "--port", "0"],
        cwd=root,
        env={**os.environ, **day, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr
        try:
            yield (running := Preview(root, process.pid, process.stderr, lambda: process.wait(PATIENCE)))
            running.end()
        finally:
            process.kill()
