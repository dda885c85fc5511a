"""The page from a server of one's own: names are expanded from the store on demand, and changes of it are shown.

It listens on 127.0.0.1 alone. Every address begins with a token that only the one who started it is told, so that
neither another user of the machine nor a page open in the same browser can read anything: one that does not know the
token is answered 404, one that comes by another host name (DNS rebinding) 403. It only reads.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from graphkit.errors import GraphkitError, StoreLocked

#: how long a question for changes is kept waiting, and how often the store is looked at meanwhile, in seconds
PATIENCE, GLANCE = 25.0, 0.5
#: names that one page may have been expanded by
MOST_EXPANDED = 200

Draw = Callable[[tuple[str, ...], str], str]
"""The page with what is known of these further entities, at this version of the store."""


class Served:
    """What the server shows: the page for each set of expanded names, made anew when the store has changed.

    ``draw`` makes it; ``version`` tells a short text that changes whenever the store does.
    """

    def __init__(self, draw: Draw, version: Callable[[], str]) -> None:
        self._draw, self.version = draw, version
        self._made: dict[tuple[str, ...], tuple[str, str]] = {}
        self._guard = threading.Lock()

    def page(self, expanded: tuple[str, ...]) -> str:
        """The page; the last one while the store is being written to.

        Raises:
            GraphkitError: it cannot be made.
        """
        return self._current(expanded)[1]

    def _current(self, expanded: tuple[str, ...]) -> tuple[str, str]:
        with self._guard:
            version, before = self.version(), self._made.get(expanded)
            if before is None or before[0] != version:
                try:
                    before = (version, self._draw(expanded, version))
                except StoreLocked:
                    if before is None:
                        raise
                else:
                    self._made = {expanded: before}  # one tab, one page: others are made when asked for
            return before

    def change(self, since: str, expanded: tuple[str, ...]) -> str | None:
        """The version of the page once it is another than ``since``; None if it stays so for a while."""
        end = time.monotonic() + PATIENCE
        seen = since
        while time.monotonic() < end:
            now = self.version()
            # A store that is being written to changes at every glance; a page is made once it has come to rest.
            if now == seen != since and (made := self._current(expanded)[0]) != since:
                return made
            seen = now
            time.sleep(GLANCE)
        return None


class Server(ThreadingHTTPServer):
    """Serves the page at :attr:`address` until it is shut down; ``port`` 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, served: Served, port: int = 0) -> None:
        self.served, self.token = served, secrets.token_urlsafe(24)
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is, token and all."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "graphkit", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer the page or a question for changes; nothing else is there."""
        here = self.server.server_port
        if self.headers.get("Host") not in (f"127.0.0.1:{here}", f"localhost:{here}"):
            return self._answer(403, "only for this machine")
        parts = urlsplit(self.path)
        _, token, *rest = parts.path.split("/") if parts.path.count("/") > 1 else ("", "", "?")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            return self._answer(404, "not found: the address needs the token that 'graphkit view --serve' told")
        asked = parse_qs(parts.query)
        try:
            expanded = tuple(dict.fromkeys(asked.get("with", [])[:MOST_EXPANDED]))
            if rest == [""]:
                return self._answer(200, self.server.served.page(expanded), "text/html")
            if rest == ["changes"]:
                now = self.server.served.change(asked.get("since", [""])[0], expanded)
                return self._answer(200 if now else 204, now or "")
        except StoreLocked as error:
            return self._answer(503, f"{error}\n\nTry again in a moment.")
        except GraphkitError as error:
            return self._answer(500, str(error))
        return self._answer(404, "not found")

    def _answer(self, status: int, text: str, kind: str = "text/plain") -> None:
        body = text.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),  # the rest of the policy stands in the page
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a log would hold the token."""
