"""Addresses of Neo4j servers, and the credentials for them, which never are part of an address."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graphkit.errors import StoreError, UsageError
from graphkit.stores.neo4j.reaching import trouble

_PORT = 7687
#: seconds within which something is to listen at an address for which there is no password
_PATIENCE = 5.0
_FORM = "neo4j://HOST:PORT or neo4j://HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Target:
    """A server and a database on it; None is the server's own default. The password is left out of what is printed."""

    uri: str
    database: str | None
    user: str
    password: str = field(repr=False)


def parse(address: str) -> tuple[str, str | None]:
    """The server's address and the database's name in an address such as ``neo4j://localhost:7687/politics``.

    Raises:
        UsageError: it is no such address, or holds a user or password; it is not repeated then.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or _PORT
    except ValueError as error:
        raise UsageError(f"cannot read the address: {error}; write {_FORM}") from None
    if "@" in address:
        raise UsageError(
            "user and password do not belong in an address, which is printed and logged; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD instead"
        )
    database = parts.path.strip("/")
    if not host or "/" in database or parts.query or parts.fragment:
        raise UsageError(f"cannot read the address {address!r}; write {_FORM}")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}:{port}", database or None


def target(address: str) -> Target:
    """The server, database and credentials for an address.

    User, password and database come from GRAPHKIT_NEO4J_USER, _PASSWORD and _DATABASE, else from the usual
    NEO4J_USERNAME (or NEO4J_USER), NEO4J_PASSWORD and NEO4J_DATABASE; the password of a server that ``graphkit neo4j``
    started, from its folder; and else from a prompt, where there is a terminal.

    Raises:
        UsageError: there is no password, or the address cannot be read.
        StoreError: there is no password, and nothing listens at the address.
    """
    uri, database = parse(address)
    user = _setting("USER") or os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = _setting("PASSWORD") or _own_password(uri)
    if password is None:
        _check_reached(address, uri)
        password = _prompted(uri, user)
    return Target(uri, database or _setting("DATABASE"), user, password)


def _setting(name: str) -> str | None:
    return os.environ.get(f"GRAPHKIT_NEO4J_{name}") or os.environ.get(f"NEO4J_{name}") or None


def _own_password(uri: str) -> str | None:
    from graphkit.neo4j_server.server import password_of

    host = urlsplit(uri).hostname
    return password_of(f"bolt://127.0.0.1:{urlsplit(uri).port}") if host in ("127.0.0.1", "localhost") else None


def _check_reached(address: str, uri: str) -> None:
    """Nothing, where something listens: nobody is to look for the password of a server that does not run."""
    place = urlsplit(uri)
    try:
        socket.create_connection((place.hostname or "", place.port or _PORT), _PATIENCE).close()
    except (OSError, UnicodeError) as error:
        raise StoreError(address, *trouble(error, uri)) from error


def _prompted(uri: str, user: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None:
        hint = "set NEO4J_PASSWORD, or start a server of your own, which brings one: graphkit neo4j start"
        raise UsageError(f"{uri}: no password for the user {user!r}; {hint}")
    import getpass

    return getpass.getpass(f"Password of {user} at {uri}: ")
