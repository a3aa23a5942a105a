"""The server of the preview, over livereload: only this machine may ask, and the last edit always shows."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClosedError

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
    builder = Builder(project, say, report, moment)
    preview = Preview(builder, ask_clock, sockets)
    with _ended_by_signals():
        if found != port and port:
            say(f"Port {port} is taken, so the preview is at port {found}.")
        say(f"Look at http://{HOST}:{found}/ and press Ctrl-C to end.")
        preview.serve(port=found, host=HOST, open_url_delay=0.1 if open_browser else None)
        builder.has_ended = True
        preview.watcher.end()
        say("The preview has ended.")
    return 0


class Preview(Server):  # type: ignore[misc]
    """livereload's server, with its pages from memory, its watcher in a thread, and its doors closed to others."""

    def __init__(
        self, builder: Builder, ask_clock: Callable[[], Clock], sockets: Sequence[socket.socket]
    ) -> None:
        loop = IOLoop.current()
        folders = tuple(str(folder) for folder in (builder.project.content, *builder.project.templates))
        self.sockets = sockets
        self.builder = builder
        builder.after_build = lambda: loop.add_callback(_LiveReload.reload_waiters, None)
        watch = Watch(lambda: Seen(look(folders), ask_clock()), builder.build, gc.collect, builder.go_on)
        super().__init__(watcher=_Watcher(watch))
        for folder in folders:
            self.watch(folder)

    def application(self, *_: Any, **__: Any) -> None:
        """Set up what answers, on the sockets that are bound already."""
        LiveReloadHandler.watcher = self.watcher
        given = {"builder": self.builder, "port": self.sockets[0].getsockname()[1]}
        handlers = [
            (rf"/{OWN}livereload", _LiveReload, given),
            (r".*", _Pages, given),
        ]
        app = web.Application(handlers, websocket_max_message_size=LONGEST_MESSAGE)
        HTTPServer(app).add_sockets(self.sockets)
        # On Windows a signal is seen only when something happens.
        PeriodicCallback(lambda: None, 500).start()

    def _setup_logging(self) -> None:
        """Keep quiet: livereload and tornado would report each request, with addresses of this machine."""
        for name in ("livereload", "tornado.access", "tornado.general"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


class _Watcher(Watcher):  # type: ignore[misc]
    """Has the watch in a thread of its own, so that neither looking nor making ever keeps the server waiting."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._ours = watch
        self._thread = Thread(target=watch.run, daemon=True)

    def start(self, _callback: Callable[[], None]) -> bool:
        """Start, and tell livereload not to look itself."""
        self._thread.start()
        return True

    def end(self) -> None:
        """Stop looking; what is being made then is given a moment to come to its end."""
        self._ours.ended.set()
        self._thread.join(END)


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


class _LiveReload(_OnlyHere, LiveReloadHandler):  # type: ignore[misc]
    """livereload's side of the websocket, for pages of our own only.

    A browser says which page it shows, and its stamp; whenever that page has another stamp now, it is told to load
    it anew. So an edit that came while the browser was loading is not lost, and a page that did not change stays.
    """

    path = ""
    stamp = ""

    def check_origin(self, origin: str) -> bool:
        """Refuse the pages of other sites."""
        return self.is_listed(origin)

    def on_message(self, message: str | bytes) -> None:
        """Take what livereload knows, and the stamp beside it; whoever says something else is sent away."""
        read = _read_message(message)
        if read is None:
            self.close()
            return
        super().on_message(message)
        if read["command"] == "info":
            self.path, self.stamp = urlsplit(str(read.get("url"))).path, str(read.get("stamp"))
            self._note_viewed()
            self._follow()

    def on_close(self) -> None:
        """Forget what was looked at."""
        super().on_close()
        self._note_viewed()

    @classmethod
    def reload_waiters(cls, _path: str | None = None) -> None:
        """Tell every browser that shows something else than it should."""
        for waiter in LiveReloadHandler.waiters.copy():
            waiter._follow()

    def _follow(self) -> None:
        if self.respond(self.path).stamp != self.stamp:
            with suppress(WebSocketClosedError):
                self.write_message({"command": "reload", "path": self.path, "liveCSS": False})

    def _note_viewed(self) -> None:
        files = (file_of(self.builder.shown.prepared, waiter.path) for waiter in LiveReloadHandler.waiters)
        self.builder.viewed = frozenset(file for file in files if file)


def _read_message(message: str | bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(message)
    except ValueError:
        return None
    return read if isinstance(read, dict) and isinstance(read.get("command"), str) else None


def _listen(port: int) -> tuple[int, list[socket.socket]]:
    """Return the port, or the next free one, with the sockets that are bound to it."""
    tried = range(port, min(port + PORTS_TRIED, 65536)) if port else [0] * PORTS_TRIED
    reason = ""
    for candidate in tried:
        try:
            # Under both of its addresses: browsers take either for localhost.
            sockets = bind_sockets(candidate, "localhost")
        except OSError as taken:
            reason = reason or os.strerror(taken.errno or 0)
        else:
            return sockets[0].getsockname()[1], sockets
    raise WrongUse(
        f"neither port {port} nor the {len(tried) - 1} after it can be used ({reason}); choose another with --port"
    )


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let Ctrl-C, and whoever ends the process in order, stop the server between two requests."""
    loop = IOLoop.current()

    def stop(*_: object) -> None:
        # Not `add_callback`: within the loop's own thread that would not wake it.
        loop.asyncio_loop.call_soon_threadsafe(loop.stop)  # type: ignore[attr-defined]

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
