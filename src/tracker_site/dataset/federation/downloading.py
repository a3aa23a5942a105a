"""One file from another site, brought with care: https only, not too much, not too long, and from no private network.

Whoever runs `fetch` sits inside a network that the address, or what it leads on to, should not be able to reach.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from tracker_site import __version__
from tracker_site.dataset.federation.checking import LARGEST, legible

REDIRECTS = 3  # the most that are followed
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Rules:
    """What a download may do."""

    schemes: frozenset[str] = frozenset({"https"})
    from_private_networks: bool = False
    """Whether addresses may be reached that are not of the public internet, such as this machine's own."""
    largest: int = LARGEST
    """The most bytes of an answer."""
    seconds: float = 60.0
    """The longest that the whole may take; each wait for the other side takes half of it at most."""


HTTPS_ONLY = Rules()
"""The rules of the command line."""


class NotDownloaded(Exception):
    """The file could not be had: holds a sentence that says why."""


def download(url: str, rules: Rules = HTTPS_ONLY) -> bytes:
    """Return what stands at an address, or raise `NotDownloaded`."""
    _refuse_address(url, rules)
    headers = {"User-Agent": f"tracker-site/{__version__}", "Accept": "application/json"}
    asked = urllib.request.Request(url, headers=headers)
    end = monotonic() + rules.seconds
    try:
        # It opens files too, but no address of a file gets past the rules, nor does one that is led on to.
        opener = urllib.request.build_opener(_Redirects(rules), _Https(rules))
        with opener.open(asked, timeout=rules.seconds / 2) as answer:
            return _read(answer, rules, end)
    except HTTPError as refused:
        refused.close()
        raise NotDownloaded(f"the server answered {refused.code} {legible(str(refused.reason))}") from None
    except URLError as failed:
        raise NotDownloaded(_why(failed.reason)) from None
    except (OSError, http.client.HTTPException, ValueError) as failed:
        raise NotDownloaded(_why(failed)) from None


def _read(answer: HTTPResponse, rules: Rules, end: float) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotDownloaded("the server sent it compressed, though it was not asked to")
    found = bytearray()
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > rules.largest:
            raise NotDownloaded(f"it is larger than {rules.largest:,} bytes")
        if monotonic() > end:
            raise NotDownloaded(f"it took longer than {rules.seconds:g} seconds")
    if answer.length:
        raise NotDownloaded("the connection ended before all of it had come")
    return bytes(found)


def _refuse_address(url: str, rules: Rules) -> None:
    """Raise `NotDownloaded` for an address of the wrong kind; the rest is seen when it is reached."""
    parts = urlsplit(url)
    if parts.scheme not in rules.schemes:
        raise NotDownloaded(f"'{legible(url)}' is not {' or '.join(sorted(rules.schemes))}")
    if "@" in parts.netloc or not parts.hostname:
        raise NotDownloaded(f"'{legible(url)}' is not an address that anybody may read")
    try:
        named = ip_address(parts.hostname)
    except ValueError:
        return
    if not (rules.from_private_networks or _is_public(str(named))):
        raise NotDownloaded(f"{named} is not an address of the public internet")


def _why(fault: object) -> str:
    match fault:
        case NotDownloaded():
            return str(fault)
        case ssl.SSLCertVerificationError():
            return f"the server can't prove who it is: {legible(fault.verify_message)}"
        case TimeoutError():
            return "the server did not answer in time"
        case socket.gaierror():
            return "there is no server of that name, or the network can't be reached"
        case OSError() if fault.strerror:
            return f"the server can't be reached: {fault.strerror}"
    return f"the server's answer can't be read: {legible(str(fault)) or type(fault).__name__}"


# How the server is reached


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, each only where the first address might have led."""

    max_redirections = REDIRECTS

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        try:
            _refuse_address(newurl, self._rules)
        except NotDownloaded as refused:
            raise NotDownloaded(f"the server leads on, and {refused}") from None
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, rules: Rules) -> None:
        super().__init__(context=ssl.create_default_context())
        self._rules = rules

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(self._connection, req, context=self._context)  # type: ignore[attr-defined]

    def _connection(self, host: str, **settings: Any) -> http.client.HTTPSConnection:
        connection = http.client.HTTPSConnection if self._rules.from_private_networks else _PublicConnection
        return connection(host, **settings)


class _PublicConnection(http.client.HTTPSConnection):
    """A connection that is made only to servers of the public internet; a proxy of this network judges for itself."""

    def __init__(self, host: str, **settings: Any) -> None:
        super().__init__(host, **settings)
        self._is_through_proxy = False
        self._create_connection = self._connect_to_public

    def set_tunnel(self, *given: Any, **named: Any) -> None:
        self._is_through_proxy = True
        super().set_tunnel(*given, **named)

    def _connect_to_public(self, address: tuple[str, int], *given: Any) -> socket.socket:
        if self._is_through_proxy:
            return socket.create_connection(address, *given)
        # The address that was looked up is the one that is used: a second look might find another.
        found = {str(one[4][0]) for one in socket.getaddrinfo(*address, type=socket.SOCK_STREAM)}
        if private := sorted(one for one in found if not _is_public(one)):
            raise NotDownloaded(f"{address[0]} leads to {private[0]}, no address of the public internet")
        return _first_that_answers(sorted(found), address[1], *given)


def _first_that_answers(addresses: list[str], port: int, *given: Any) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), *given)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), *given)


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (within := found.ipv4_mapped or found.sixtofour):
        found = within
    return found.is_global and not found.is_multicast
