"""A SPARQL 1.1 server over HTTP: where it is, who asks it, and what its refusals mean.

The address is ``sparql+http://HOST/QUERY`` or ``sparql+https://...``. Where the path ends in ``/query``, updates go to
``/update`` beside it, else to the same place, unless ``#update=/PATH`` names another one on that server. Who asks
stands in the environment (:data:`TOKEN`, or :data:`USER` and :data:`PASSWORD`) or in ``~/.netrc``; never in the
address, which is printed.
"""

from __future__ import annotations

import base64
import http.client
import io
import netrc
import os
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Self
from urllib.parse import urlencode, urlsplit

from graphkit.errors import QueryFailed, QueryTimeout, StoreError, UsageError

USER, PASSWORD, TOKEN = "GRAPHKIT_SPARQL_USER", "GRAPHKIT_SPARQL_PASSWORD", "GRAPHKIT_SPARQL_TOKEN"

#: seconds to wait for a connection: a server that is there answers within one, even across the world
CONNECT = 15.0
#: seconds to wait for the next bytes of an answer where the caller sets no limit: a large update may take a while
PATIENCE = 300.0
#: bytes of an answer that are taken before it is given up: some million rows
ANSWER = 256 << 20

RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server takes queries and updates."""

    host: str
    port: int | None
    secure: bool
    query: str
    update: str

    @classmethod
    def of(cls, address: str) -> Self:
        """The place that an address of a store names.

        Raises:
            UsageError: it is not of that form, or holds a password.
        """
        form = "sparql+http://HOST:PORT/query, with #update=/PATH where updates go elsewhere"
        try:
            parts = urlsplit(address.removeprefix("sparql+"))
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise UsageError(f"the address of the SPARQL server cannot be read ({error}); write {form}") from error
        if parts.username is not None or parts.password is not None:
            raise UsageError(
                f"the address of the SPARQL server holds a user or password, which would be printed; set {USER} and"
                f" {PASSWORD} (or {TOKEN}) in the environment instead"
            )
        odd = re.search(r"[\x00-\x20\x7f]|[^\x00-\x7f]", address)
        if not host or odd or parts.scheme not in ("http", "https"):
            raise UsageError(f"the address {address!r} names no SPARQL server; write {form}")
        path = parts.path or "/"
        update = re.sub(r"/query$", "/update", path)
        if parts.fragment:
            name, _, update = parts.fragment.partition("=")
            if name != "update" or not update.startswith("/"):
                raise UsageError(f"cannot read #{parts.fragment} in the address {address!r}; write {form}")
        query = path + (f"?{parts.query}" if parts.query else "")
        return cls(host, port, parts.scheme == "https", query, update)

    def url(self, path: str) -> str:
        """The address of a path as people write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        return f"http{'s' if self.secure else ''}://{host}{port}{path}"


_WHO = f"set {USER} and {PASSWORD}, or {TOKEN}, or write the host into ~/.netrc"


def authorization(host: str) -> str | None:
    """What tells a host who asks: from the environment, else from the netrc file; None where neither says.

    Raises:
        UsageError: half of it is missing, or cannot be sent.
    """
    token, user, password = (os.environ.get(name) for name in (TOKEN, USER, PASSWORD))
    for name, value in ((TOKEN, token), (USER, user), (PASSWORD, password)):
        if value and any(c in value for c in "\r\n\0"):
            raise UsageError(f"{name} holds a line end, which cannot be sent")
    if token:
        if not token.isascii():
            raise UsageError(f"{TOKEN} holds letters that no token has")
        return f"Bearer {token}"
    if not user:
        if password:
            raise UsageError(f"{PASSWORD} is set, but not {USER}")
        user, password = _from_netrc(host)
    if not user:
        return None
    return "Basic " + base64.b64encode(f"{user}:{password or ''}".encode()).decode("ascii")


def _from_netrc(host: str) -> tuple[str | None, str | None]:
    path = Path(os.environ.get("NETRC") or "~/.netrc").expanduser()
    try:
        found = netrc.netrc(path).hosts.get(host)
    except FileNotFoundError:
        return None, None
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        why = error.msg if isinstance(error, netrc.NetrcParseError) else str(error)
        raise UsageError(f"{path} cannot be read: {why}") from None  # the error may quote a line of it
    return (found[0], found[2]) if found else (None, None)


class Endpoint:
    """Asks a server; each request has a connection of its own, so an answer may be read while others are asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.place = Place.of(address)
        self._authorization = authorization(self.place.host)

    def update(self, text: str) -> None:
        """Run an update: one request, which a server carries out whole or not at all."""
        with self._ask(self.place.update, text.encode("utf-8"), "application/sparql-update; charset=utf-8", ()):
            pass

    def triples(self, text: str) -> Answer:
        """What a CONSTRUCT query makes, as N-Triples, while it comes in."""
        return self._ask(self.place.query, *_form(text), (TRIPLES,))

    def results(self, text: str) -> Answer:
        """What a SELECT or ASK query answers, in SPARQL's JSON format, while it comes in."""
        return self._ask(self.place.query, *_form(text), (RESULTS,))

    def answer(self, text: str, timeout: float | None) -> Answer:
        """The answer to a query of any kind, its ``kind`` one of :data:`RESULTS` and :data:`TRIPLES`."""
        return self._ask(self.place.query, *_form(text), (RESULTS, TRIPLES), timeout, most=ANSWER)

    def _ask(
        self,
        path: str,
        body: bytes,
        type_: str,
        expected: tuple[str, ...],
        timeout: float | None = None,
        most: int | None = None,
    ) -> Answer:
        headers = {"User-Agent": "graphkit", "Content-Type": type_, "Accept": ", ".join(expected) or "*/*"}
        if self._authorization:
            headers["Authorization"] = self._authorization
        if timeout is not None:
            headers["Timeout"] = f"{timeout:g}"  # Fuseki then ends it there, too; others do not know it
        clock = Clock(self.address, timeout)
        connection = self._connect(clock)
        response: http.client.HTTPResponse | None = None
        try:
            sock = connection.sock
            clock.set(sock)
            connection.request("POST", path, body, headers)
            clock.set(sock)
            response = connection.getresponse()
            self._check(response, path, expected)
            return Answer(self.address, connection, response, sock, clock, most)
        except BaseException as error:
            if response is not None:  # has taken the connection's socket where the server ends it after the answer
                response.close()
            connection.close()
            if isinstance(error, TimeoutError):
                raise clock.late() from error
            if isinstance(error, (OSError, http.client.HTTPException)):
                raise self._broken(error) from error
            raise

    def _connect(self, clock: Clock) -> http.client.HTTPConnection:
        place = self.place
        wait = min(CONNECT, clock.left())
        connection: http.client.HTTPConnection
        if place.secure:
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(place.host, place.port, timeout=wait, context=context)
        else:
            connection = http.client.HTTPConnection(place.host, place.port, timeout=wait)
        try:
            connection.connect()
        except OSError as error:
            raise self._broken(error) from error
        return connection

    def _check(self, response: http.client.HTTPResponse, path: str, expected: tuple[str, ...]) -> None:
        status, url = response.status, self.place.url(path)
        if 200 <= status < 300:
            kind = type_of(response)
            if expected and kind not in expected:
                raise StoreError(
                    self.address,
                    f"what answers at {url} is no SPARQL server (it sends {kind or 'no type'})",
                    "give the address that takes queries, such as .../query or .../sparql",
                )
            return
        self._refuse(status, url, _shortened(response.read(4000)), response.getheader("Location"), bool(expected))

    def _refuse(self, status: int, url: str, said: str, location: str | None, is_query: bool) -> NoReturn:
        told = f": {said}" if said else ""
        if status == 400 and is_query:
            raise QueryFailed(f"is not taken by the server{told}")
        if 300 <= status < 400:  # not followed: who asks is told to this host only
            raise StoreError(self.address, f"{url} has moved to {location}", "give that address")
        if status == 401:
            knows = "does not accept the user and password, or token" if self._authorization else "asks who you are"
            raise StoreError(self.address, f"{url} {knows}", _WHO)
        reason, hint = {
            403: ("does not allow this", _WHO),
            404: ("is not there", "check the path: Oxigraph has /query, Fuseki /NAME/query"),
            405: ("takes no such requests", "check the address; #update=/PATH names where updates go"),
            413: ("finds the request too large", "raise the server's limit"),
            415: ("takes no SPARQL", "check the address; #update=/PATH names where updates go"),
            503: ("is too busy, or ended the query at its own time limit", "narrow the query, or ask again later"),
        }.get(status, (f"answers with error {status}", "see the server's log"))
        raise StoreError(self.address, f"{url} {reason}{told}", hint)

    def _broken(self, error: OSError | http.client.HTTPException) -> StoreError:
        url = self.place.url(self.place.query)
        if isinstance(error, ssl.SSLError):
            why = getattr(error, "verify_message", "") or error.reason or str(error)
            return StoreError(self.address, f"no safe connection to {url}: {why}", "check address and certificate")
        if isinstance(error, socket.gaierror):
            return StoreError(self.address, f"there is no host {self.place.host}", "check the address")
        if isinstance(error, TimeoutError):
            hint = "check the address and the network"
            if self.place.secure:
                hint += "; a server without encryption has an address of sparql+http://"
            return StoreError(self.address, f"nothing answers at {url}", hint)
        if isinstance(error, ConnectionRefusedError):
            return StoreError(self.address, f"there is no server at {url}", "start it, or check the address")
        if isinstance(error, (http.client.RemoteDisconnected, ConnectionError)):
            return StoreError(
                self.address,
                f"the server at {url} broke the connection",
                "what is kept stays: run again; if it never answers, check that it speaks SPARQL",
            )
        if isinstance(error, http.client.HTTPException):
            return StoreError(self.address, f"what answers at {url} does not speak HTTP", "check the address")
        return StoreError(self.address, f"{url} cannot be reached: {error.strerror or error}", "check the address")


class Clock:
    """How long an answer may still take: all of it until a time limit, or else each piece :data:`PATIENCE`."""

    def __init__(self, address: str, timeout: float | None) -> None:
        self._address, self._timeout = address, timeout
        self._end = None if timeout is None else time.monotonic() + timeout

    def left(self) -> float:
        """Seconds that are left; :class:`QueryTimeout` where there are none."""
        if self._end is None:
            return PATIENCE
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.late()
        return left

    def set(self, sock: socket.socket) -> None:
        """Have what is read next from a socket end in time."""
        sock.settimeout(self.left())

    def late(self) -> StoreError:
        """The error to raise at the end."""
        if self._timeout is not None:
            return QueryTimeout(self._address, self._timeout)
        return StoreError(self._address, f"no answer in {PATIENCE:g} s", "see the server's log, and run it again")


class Answer(io.RawIOBase):
    """The bytes of an answer as they come in, until its time is up and up to ``most`` bytes."""

    def __init__(
        self,
        address: str,
        connection: http.client.HTTPConnection,
        response: http.client.HTTPResponse,
        sock: socket.socket,
        clock: Clock,
        most: int | None,
    ) -> None:
        self.kind = type_of(response)
        #: what went wrong while it was read
        self.failure: StoreError | None = None
        self._address, self._connection, self._response = address, connection, response
        self._socket, self._clock, self._most, self._taken = sock, clock, most, 0

    def readable(self) -> bool:
        return True

    def file(self) -> BinaryIO:
        """The same, as parsers take it."""
        return io.BufferedReader(self)

    def readinto(self, buffer: Any) -> int:
        try:
            return self._read(buffer)
        except StoreError as error:
            self.failure = error
            raise

    def _read(self, buffer: Any) -> int:
        if self._response.isclosed():  # parsers ask once more after the end, where the socket may be closed already
            return 0
        try:
            self._clock.set(self._socket)
            data = self._response.read1(len(buffer))
        except TimeoutError as error:
            raise self._clock.late() from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(self._address, "the connection broke amid an answer", "ask again") from error
        if not data and self._response.length:  # less than was announced
            raise StoreError(self._address, "the connection broke amid an answer", "ask again")
        self._taken += len(data)
        if self._most is not None and self._taken > self._most:
            raise StoreError(
                self._address, f"the answer is larger than {self._most >> 20} MB", "narrow the query or add LIMIT"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._response.close()
            self._connection.close()
        super().close()


@contextmanager
def readable(answer: Answer, address: str) -> Iterator[None]:
    """Turns what a parser says of an answer into a :class:`StoreError`."""
    try:
        yield
    except (SyntaxError, ValueError, OSError, StoreError) as error:
        if answer.failure is not None:  # the parser, which was reading, tells of it in words of its own
            raise answer.failure from error
        if isinstance(error, StoreError):
            raise
        raise StoreError(address, f"the server's answer cannot be read: {error}", "see its log") from error


def type_of(response: http.client.HTTPResponse) -> str:
    """The media type of an answer, without its parameters."""
    return (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()


def _form(text: str) -> tuple[bytes, str]:
    """A query as the form that every server takes, with its type."""
    return urlencode({"query": text}).encode("ascii"), "application/x-www-form-urlencoded"


def _shortened(data: bytes) -> str:
    """The first of what a server says of an error, on a line."""
    text = " ".join(re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace")).split())
    return text if len(text) <= 200 else text[:200] + "…"
