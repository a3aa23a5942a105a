"""The data of other trackers brought over the network: from real servers on this machine, well-behaved and not."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.support import data_of, made, project_at, run_cli, write
from tests.support.browser import needed
from tests.support.trackers import every_field, northshire
from tracker_site.dataset.federation import downloading
from tracker_site.dataset.federation.downloading import HTTPS_ONLY, NotDownloaded, Rules, download
from tracker_site.dataset.federation.fetching import fetch
from tracker_site.project import WrongUse

pytestmark = pytest.mark.long

TODAY = date(2026, 11, 22)
HERE = Rules(schemes=frozenset({"http"}), from_private_networks=True, largest=2_000_000, seconds=3)
"""The rules of the command line, but for the scheme and the network: a test has no other server than its own."""


Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a proxy of this machine would be asked for addresses that only this machine knows."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@contextmanager
def server(answers: dict[str, Answer], certificate: Path | None = None) -> Iterator[str]:
    """Serve some answers by their paths, over TLS where there is a certificate, and give the address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers[self.path](self) if self.path in answers else self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Clients that hang up are what these tests are about."""

    with Server(("127.0.0.1", 0), Handler) as listening:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            listening.socket = context.wrap_socket(listening.socket, server_side=True)
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http{'s' if certificate else ''}://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def sends(content: bytes, **headers: str) -> Answer:
    """Return the answer that sends some content whole."""

    def answer(asked: http.server.BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(content)

    return answer


def leads_to(address: str) -> Answer:
    """Return the answer that leads on."""

    def answer(asked: http.server.BaseHTTPRequestHandler) -> None:
        asked.send_response(302)
        asked.send_header("Location", address)
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    return answer


def drips(asked: http.server.BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, without end."""
    asked.send_response(200)
    asked.end_headers()
    for _ in range(200):
        asked.wfile.write(b" ")
        asked.wfile.flush()
        time.sleep(0.05)


def site_that_names(root: Path, url: str, more: str = "") -> Path:
    """Write a site that takes in the tracker at an address."""
    site = (
        f"title: A national tracker\nfederation:\n  - {{key: north, title: Northshire, url: '{url}'}}\n{more}"
    )
    return write(root, {"site.yml": site})


def fetched(root: Path, *keys: str, rules: Rules = HERE) -> tuple[bool, str]:
    """Fetch into a site and return whether all came, and what was said."""
    said: list[str] = []
    came = fetch(project_at(root), keys, TODAY, said.append, said.append, rules)
    return came, "\n".join(said)


def test_what_was_fetched_is_shown_with_its_day(tmp_path: Path) -> None:
    """From the address of the site, an entry a line, under the key, and the site can be made of it."""
    with server({"/data/tracker.json": sends(every_field())}) as address:
        root = site_that_names(tmp_path, address)
        came, said = fetched(root)
    assert came
    assert said == "north: 6 recommendations as at 30 June 2023, in content/federation/north.json"
    lines = (root / "content" / "federation" / "north.json").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[1].removeprefix('"fetched": ').rstrip(",")) == {
        "on": "2026-11-22",
        "url": f"{address}/data/tracker.json",
    }
    assert sum(line.startswith('{"id":"northshire-visit-2021-') for line in lines) >= 2
    kept = json.loads("\n".join(lines))
    assert {name: value for name, value in kept.items() if name != "fetched"} == northshire()
    (root / "content" / "site.yml").write_text("title: T\nfederation:\n  - {key: north, title: Northshire}\n")
    site = made(root, TODAY)
    assert data_of(site)["federation"][0]["fetched"] == "2026-11-22"
    page = site.files["from/north/recommendations/northshire-visit-2021-1/index.html"]
    assert b'fetched on <time datetime="2026-11-22">22 November 2026</time>' in page


def test_fetched_again_the_same_is_the_same(tmp_path: Path) -> None:
    """Byte for byte, and no unfinished file is left behind."""
    with server({"/data/tracker.json": sends(every_field())}) as address:
        root = site_that_names(tmp_path, f"{address}/data/tracker.json")
        fetched(root)
        first = (root / "content" / "federation" / "north.json").read_bytes()
        fetched(root, "north")
    assert (root / "content" / "federation" / "north.json").read_bytes() == first
    assert [path.name for path in (root / "content" / "federation").iterdir()] == ["north.json"]


def test_bad_data_leaves_what_was_there(tmp_path: Path) -> None:
    """It is told what is wrong with it, and the next tracker is fetched all the same."""
    bad = northshire()
    bad["recommendations"][1]["status"] = "done"
    answers = {
        "/data/tracker.json": sends(json.dumps(bad).encode()),
        "/south/data/tracker.json": sends(every_field()),
    }
    with server(answers) as address:
        more = f"  - {{key: south, title: Southshire, url: '{address}/south/'}}\n"
        root = site_that_names(tmp_path, address, more)
        folder = root / "content" / "federation"
        folder.mkdir()
        (folder / "north.json").write_text("as it was")
        came, said = fetched(root)
    assert not came
    assert "north: recommendations[1].status: 'done' is not one of the words for this" in said
    assert "north: The data that came was not taken in." in said
    assert (folder / "north.json").read_text() == "as it was"
    assert (folder / "south.json").exists()


def test_what_an_unruly_server_does_is_told(tmp_path: Path) -> None:
    """In a sentence each, and nothing is written."""
    cut_off = sends(b"{}", Content_Length="500")
    with server({}) as elsewhere:
        answers = {
            "/large.json": sends(b" " * 2_000_001),
            "/compressed.json": sends(b"x", Content_Encoding="gzip"),
            "/cut.json": cut_off,
            "/page.json": sends(b"<!DOCTYPE html>"),
            "/round.json": leads_to("/round.json"),
            "/file.json": leads_to("file:///etc/passwd"),
            "/https.json": leads_to("https://example.org/tracker.json"),
            "/gone.json": leads_to(f"{elsewhere}/gone.json"),
            "/user.json": leads_to("http://me:secret@127.0.0.1/"),
        }
        said = {}
        with server(answers) as address:
            for path in (*answers, "/none.json"):
                root = site_that_names(tmp_path / path.strip("/"), f"{address}{path}")
                came, said[path] = fetched(root)
                assert not came
                assert not (root / "content" / "federation").exists()
    for path, sentence in {
        "/large.json": "it is larger than 2,000,000 bytes",
        "/compressed.json": "the server sent it compressed",
        "/cut.json": "the connection ended before all of it had come",
        "/page.json": "this is not JSON",
        "/round.json": "the server answered 302",
        "/file.json": "Redirection to url 'file:///etc/passwd' is not allowed",
        "/https.json": "the server leads on, and 'https://example.org/tracker.json' is not http",
        "/gone.json": "the server answered 404",
        "/user.json": "is not an address that anybody may read",
        "/none.json": "the server answered 404",
    }.items():
        assert sentence in said[path], path
        assert "Traceback" not in said[path]


def test_a_server_that_never_ends_is_left() -> None:
    """Each byte comes in time, and the whole does not."""
    with (
        server({"/": drips}) as address,
        pytest.raises(NotDownloaded, match=r"longer than 1 second"),
    ):
        download(f"{address}/", Rules(frozenset({"http"}), from_private_networks=True, seconds=1))


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # so that nobody else takes the port
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with pytest.raises(NotDownloaded, match="can't be reached: Connection refused"):
            download(address, HERE)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/tracker.json",
        "file:///etc/passwd",
        "ftp://example.org/tracker.json",
        "https://127.0.0.1/tracker.json",
        "https://[::1]/tracker.json",
        "https://[::ffff:10.0.0.1]/tracker.json",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.1.2.3/tracker.json",
        "https://me:secret@example.org/",
        "https:///tracker.json",
    ],
)
def test_where_the_command_line_never_goes(url: str) -> None:
    """Another scheme, this machine, a network of its own, an address with a password."""
    with pytest.raises(NotDownloaded, match="is not"):
        download(url, HTTPS_ONLY)


def test_a_name_that_leads_into_a_private_network_is_refused() -> None:
    """It is looked at where it leads when it is reached, so a name is no way around."""
    with pytest.raises(NotDownloaded, match=r"localhost leads to .*, no address of the public internet"):
        download("https://localhost/tracker.json", HTTPS_ONLY)


def test_a_server_must_prove_who_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that nobody vouches for is refused; one that is vouched for is not."""
    openssl = needed(shutil.which("openssl"), "openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made_by = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    more = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made_by, *more], check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    rules = Rules(from_private_networks=True, seconds=5)
    with server({"/": sends(b"{}")}, both) as address:
        with pytest.raises(NotDownloaded, match="can't prove who it is"):
            download(f"{address}/", rules)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert download(f"{address}/", rules) == b"{}"


def test_the_command_goes_to_https_only(tmp_path: Path) -> None:
    """It says so of each tracker, writes nothing, and ends with 1."""
    with server({"/data/tracker.json": sends(every_field())}) as address:
        root = site_that_names(tmp_path, address)
        done = run_cli("fetch", at=root)
    assert done.returncode == 1
    assert done.stderr == (
        f"north: not fetched from {address}/data/tracker.json: '{address}/data/tracker.json' is not https.\n"
    )
    assert not (root / "content" / "federation").exists()
    checked = run_cli("check", at=root)
    assert checked.returncode == 1
    assert "[not-https]" in checked.stdout


def test_wrong_use_of_the_command_is_told(tmp_path: Path) -> None:
    """A key that is not there, one without an address, a site that names none."""
    root = write(
        tmp_path / "one", {"site.yml": "title: T\nfederation:\n  - {key: north, title: Northshire}\n"}
    )
    for keys, sentence in (
        (["nrth"], "there is no other tracker 'nrth' here; did you mean 'north'?"),
        (["north"], "'north' has no 'url' under 'federation' in site.yml"),
        ([], "site.yml names no tracker with a 'url' under 'federation'"),
    ):
        with pytest.raises(WrongUse) as wrong:
            fetched(root, *keys)
        assert sentence in str(wrong.value)
    done = run_cli("fetch", "nrth", at=root)
    assert (done.returncode, done.stdout) == (2, "")
    broken = write(tmp_path / "two", {"site.yml": "titel: T\n"})
    assert run_cli("fetch", at=broken).returncode == 1


def test_a_folder_that_leads_out_of_the_content_is_not_written_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    with server({"/data/tracker.json": sends(every_field())}) as address:
        root = site_that_names(tmp_path / "site", address)
        (root / "content" / "federation").symlink_to(outside)
        with pytest.raises(WrongUse, match="is not a file in the folder 'federation'"):
            fetched(root)
    assert list(outside.iterdir()) == []


def test_the_network_is_used_in_one_file() -> None:
    """So that it can be judged there; the workflows' calls of GitHub's own API stand apart."""
    source = Path(downloading.__file__).parent.parent.parent
    using = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "urllib.request" in path.read_text()
    }
    assert using == {"dataset/federation/downloading.py", "github/api.py"}
