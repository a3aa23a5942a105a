"""A preview in the browser, over livereload: the line in a loop, in a folder of its own."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

from livereload import Server

from tracker_site.line import Clock, make_site
from tracker_site.output import replace
from tracker_site.problems import ContentError
from tracker_site.project import Project, WrongUse
from tracker_site.render import TemplateFault

HOST = "127.0.0.1"


def serve(project: Project, clock: Clock, port: int, open_browser: bool, say: Callable[[str], None]) -> int:
    """Show the site at a port of this machine, and make it anew as files are saved; return the exit status.

    Only this machine can reach it. A mistake in the content is said, and the last good site stays up.
    """
    _check_port(port)
    with tempfile.TemporaryDirectory(prefix="tracker-site-") as folder:
        site = Path(folder) / "site"
        make = _maker(project, clock, site, say)
        make()
        server = Server()
        for watched in (project.content, *project.templates):
            server.watch(str(watched), make)
        say(f"Look at http://{HOST}:{port}/ and press Ctrl-C to end.")
        server.serve(port=port, host=HOST, root=str(site), open_url_delay=1 if open_browser else None)
    return 0


def _maker(project: Project, clock: Clock, site: Path, say: Callable[[str], None]) -> Callable[[], None]:
    def make() -> None:
        try:
            made = make_site(project, clock)
        except (ContentError, TemplateFault) as wrong:
            site.mkdir(exist_ok=True)
            say(f"{wrong}\nThe site shown is the last one without a mistake.")
            return
        for warning in made.warnings:
            say(str(warning))
        changed = replace(site, made.files)
        say(f"{len(changed.added) + len(changed.changed) + len(changed.removed)} files changed.")

    return make


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise WrongUse(
                f"port {port} can't be used ({taken.strerror}); choose another with --port"
            ) from None
