"""The server of the preview, over tornado: only this machine may ask, and the last edit always shows."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import urlsplit

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from tracker_site.pipeline import Clock
from tracker_site.problems import Problem
from tracker_site.project import Project, WrongUse
from tracker_site.publish.search import FOLDER as SEARCH
from tracker_site.serve.builder import MOMENT, Builder
from tracker_site.serve.responses import OWN, Response, file_of, problems_page, respond, type_of
from tracker_site.serve.watch import Seen, Watch, look

HOST = "127.0.0.1"
NAMES = (HOST, "localhost", "[::1]")
PORTS_TRIED = 100
LONGEST_MESSAGE = 8192  # bytes that a browser may send over the websocket
END = 2.0  # seconds that a build has to come to its end


def serve(
    project: Project,
    ask_clock: Callable[[], Clock],
    port: int,
    open_browser: bool,
    say: Callable[[str], None],
    report: Callable[[Sequence[Problem]], None],
    moment: float = MOMENT,
) -> int:
    """Show the site at a port of this machine, and make it anew as files are saved, until Ctrl-C.

    Only this machine can reach it. If the port is taken the next free one is used; 0 is any. `say` gets what
    happens, in words, and `report` what is wrong with the content; which pages a save changed is said after a `moment`
    in seconds. The site is held in memory, and nothing is written anywhere. Return the exit status: 0, since Ctrl-C
    is how a preview is meant to end.
    """
    found, sockets = _listen(port)
    loop = IOLoop.current()
    builder = Builder(project, say, report, lambda: loop.add_callback(_LiveReload.update_all), moment)
    folders = tuple(str(folder) for folder in (project.content, *project.templates))
    watch = Watch(lambda: Seen(look(folders), ask_clock()), builder.build, builder.tidy, builder.go_on)
    # In a thread of its own, so that neither looking nor building ever keeps the server waiting.
    watching = Thread(target=watch.run, daemon=True)
    with _ended_by_signals(loop):
        if found != port and port:
            say(f"Port {port} is taken, so the preview is at port {found}.")
        address = f"http://{HOST}:{found}/"
        say(f"Look at {address} and press Ctrl-C to end.")
        _answer(sockets, builder)
        watching.start()
        if open_browser:
            Thread(target=webbrowser.open, args=(address,)).start()
        loop.start()
        builder.has_ended = True
        watch.ended.set()
        watching.join(END)  # what is being built then is given a moment to come to its end
        loop.close(all_fds=True)
        say("The preview has ended.")
    return 0


def _answer(sockets: Sequence[socket.socket], builder: Builder) -> None:
    """Set up what answers, on the sockets that are bound already."""
    for name in ("tornado.access", "tornado.general"):  # they would report each request
        logging.getLogger(name).setLevel(logging.CRITICAL)
    given = {"builder": builder, "port": sockets[0].getsockname()[1]}
    handlers = [
        (rf"/{OWN}livereload", _LiveReload, given),
        (rf"/{OWN}preview\.(?:js|css)", _Own, given),
        (r".*", _Pages, given),
    ]
    HTTPServer(web.Application(handlers, websocket_max_message_size=LONGEST_MESSAGE)).add_sockets(sockets)
    # On Windows a signal is seen only when something happens.
    PeriodicCallback(lambda: None, 500).start()


class _OnlyHere(web.RequestHandler):
    """Answers this machine's own browser and nobody else: not a page of another site, nor a name that leads here."""

    builder: Builder

    def initialize(self, builder: Builder, port: int) -> None:
        self.builder = builder
        self._hosts = frozenset(f"{name}:{port}" for name in NAMES) | frozenset(NAMES if port == 80 else ())

    def prepare(self) -> None:
        """Refuse whoever asks under a name that is not listed."""
        if self.request.host.lower() not in self._hosts:
            self.set_status(403)
            self.finish(f"The preview answers to {', '.join(sorted(self._hosts))} only.\n")

    def is_listed(self, origin: str) -> bool:
        """Whether a page of that origin is one of ours."""
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.netloc.lower() in self._hosts

    def set_default_headers(self) -> None:
        """Have nothing kept, and nothing read by pages of other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def compute_etag(self) -> None:
        """Leave the tag out: nothing is kept."""

    def respond(self, path: str, query: str = "") -> Response:
        """Return what is shown at a path."""
        try:
            return respond(self.builder.shown, path, query, self.request.host)
        except Exception as fault:
            # A page that is made only now may fail only now; what it can't show is told in its place.
            problems = (self.builder.report_fault(fault),)
            return problems_page(problems, self.request.host, 500, "This page can’t be shown")


class _Pages(_OnlyHere):
    """Everything that the site holds."""

    async def get(self) -> None:
        """Answer; the first of all requests may have to wait until there is a site."""
        while self.builder.is_starting:
            await asyncio.sleep(0.02)
        found = self.respond(self.request.path, self.request.query)
        if found.status == 404 and self.request.path.startswith(f"/{SEARCH}/"):
            found = await self._of_search() or found
        self.set_status(found.status)
        if found.location:
            self.set_header("Location", found.location)
        self.set_header("Content-Type", found.type)
        self.finish(found.body)

    head = get

    async def _of_search(self) -> Response | None:
        prepared = self.builder.shown.prepared
        if prepared is None:
            return None
        files = await IOLoop.current().run_in_executor(None, self.builder.search, prepared)
        file = self.request.path.removeprefix("/")
        return Response(200, type_of(file), files[file]) if file in files else None


class _Own(_OnlyHere):
    """The script and the style of the preview."""

    def get(self) -> None:
        """Answer with the file beside this one."""
        name = self.request.path.rpartition("/")[2]
        self.set_header("Content-Type", type_of(name))
        self.finish((Path(__file__).parent / name).read_bytes())

    head = get


class _LiveReload(_OnlyHere, WebSocketHandler):
    """The websocket by which browsers follow, for pages of our own only.

    A browser says which page it shows, and its stamp; whenever that page has another stamp now, it is told to load
    it anew. So an edit that came while the browser was loading is not lost, and a page that did not change stays.
    """

    open_sockets: ClassVar[set[_LiveReload]] = set()

    url = ""
    stamp = ""

    def check_origin(self, origin: str) -> bool:
        """Refuse the pages of other sites."""
        return self.is_listed(origin)

    def on_message(self, message: str | bytes) -> None:
        """Take the address of the page that is shown, and its stamp; whoever says something else is sent away."""
        try:
            shown = json.loads(message)
            self.url, self.stamp = str(shown["url"]), str(shown["stamp"])
        except (ValueError, TypeError, KeyError):
            self.close()
            return
        self.open_sockets.add(self)
        self._note_viewed()
        self._update()

    def on_close(self) -> None:
        """Forget what was looked at."""
        self.open_sockets.discard(self)
        self._note_viewed()

    @classmethod
    def update_all(cls) -> None:
        """Tell every browser that shows something else than it should."""
        for one in tuple(cls.open_sockets):
            one._update()

    def _update(self) -> None:
        if self.respond(urlsplit(self.url).path).stamp != self.stamp:
            with suppress(WebSocketClosedError):
                self.write_message("reload")

    def _note_viewed(self) -> None:
        paths = (urlsplit(one.url).path for one in self.open_sockets)
        files = (file_of(self.builder.shown.prepared, path) for path in paths)
        self.builder.viewed = frozenset(file for file in files if file)


def _listen(port: int) -> tuple[int, list[socket.socket]]:
    """Return the port, or the next free one, with the sockets that are bound to it."""
    tried = range(port, min(port + PORTS_TRIED, 65536)) if port else [0] * PORTS_TRIED
    reason = ""
    for candidate in tried:
        try:
            sockets = _bind(candidate)
        except OSError as taken:
            reason = reason or os.strerror(taken.errno or 0)
        else:
            return sockets[0].getsockname()[1], sockets
    raise WrongUse(
        f"neither port {port} nor the {len(tried) - 1} after it can be used ({reason}); choose another with --port"
    )


def _bind(port: int) -> list[socket.socket]:
    """Bind a port of this machine under both of its addresses: browsers take either for localhost."""
    sockets = [socket.create_server((HOST, port))]
    try:
        other = ("::1", sockets[0].getsockname()[1])
        sockets.append(socket.create_server(other, family=socket.AF_INET6))
    except OSError as fault:
        # Any other trouble: this machine has no such address, and nobody else can be there either.
        if fault.errno == errno.EADDRINUSE:
            sockets[0].close()
            raise
    for one in sockets:
        one.setblocking(False)
    return sockets


@contextmanager
def _ended_by_signals(loop: IOLoop) -> Iterator[None]:
    """Let Ctrl-C, and whoever ends the process in order, stop the server between two requests."""

    def stop(*_: object) -> None:
        # Not `add_callback`: within the loop's own thread that would not wake it.
        loop.asyncio_loop.call_soon_threadsafe(loop.stop)  # type: ignore[attr-defined]

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
