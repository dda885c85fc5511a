"""The process in which a query runs: it checks the query, gives up what it could do harm with, and answers.

It speaks one line of JSON at a time: first what kind of answer it is, then rows a batch, then that it is done. It is
started by :mod:`graphkit.stores.processes` and ended by :mod:`graphkit.stores.runner` at the time limit.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Set
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError, QueryFailed, QueryRefused, StoreError, StoreLocked, UsageError
from graphkit.namespaces import PREFIXES
from graphkit.stores import guard
from graphkit.stores.values import substitutions, to_wire

if TYPE_CHECKING:
    import pyoxigraph as ox

#: an id behind one of our prefixes with its slash as it stands in the id, which SPARQL takes for a path
_SLASHED = re.compile(r"(?<![\w<:/])(?:entity|article|act|claim):[\w-]+/[\w-]+")

Message = dict[str, Any]

BATCH = 500  # rows a message: few enough to answer soon, enough to make a message cheap
MEMORY = 2 << 30  # bytes beyond what the process has when it starts: room for a large sort, not for a runaway join
GRACE = 2.0  # seconds after which it ends itself, should the process that waits for it be gone


class Outdated(Exception):
    """The store was written to since it was opened here."""


def lock_down(timeout: float | None, *, files: bool) -> None:
    """Take from this process what a query never needs: growing files, endless memory and time; ``files``: new files.

    Sockets are files here, so without ``files`` the process can reach nothing at all any more.
    """
    for name in ("SIGINT", "SIGTERM", "SIGALRM", "SIGPIPE"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    if timeout is not None:
        signal.setitimer(signal.ITIMER_REAL, timeout + GRACE)
    import resource

    def limit(kind: int, most: int) -> None:
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        # where a system does not know a limit, the others still hold
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))

    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", "rb") as stream:
        limit(resource.RLIMIT_AS, int(stream.read().split()[0]) * resource.getpagesize() + MEMORY)
    if not files:
        limit(resource.RLIMIT_NOFILE, 0)


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone, however that went."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 is PR_SET_PDEATHSIG


def answer(opened: AbstractContextManager[ox.Store], request: Message, *, files: bool) -> Iterator[Message]:
    """The messages that answer a request to the store that ``opened`` opens and closes; errors are messages too."""
    try:
        text = request["text"]
        guard.check(text)
        bound = substitutions(request["bindings"])
        with opened as db:
            lock_down(request["timeout"], files=files)
            yield from _run(db, text, bound, request["limit"])
    except Outdated:
        yield {"kind": "outdated"}
    except QueryRefused as error:
        yield {"kind": "refused", "reason": error.reason, "hint": error.hint}
    except QueryFailed as error:
        yield {"kind": "unread", "reason": error.reason, "hint": error.hint}
    except UsageError as error:
        yield {"kind": "usage", "reason": str(error)}
    except StoreLocked:
        yield {"kind": "locked"}
    except StoreError as error:
        yield {"kind": "failed", "reason": error.reason}
    except GraphkitError as error:
        yield {"kind": "failed", "reason": str(error)}
    except MemoryError:
        yield {"kind": "failed", "reason": "the query needs more memory than it may take"}
    except Exception as error:
        yield {"kind": "failed", "reason": f"{type(error).__name__}: {error}"}


def _run(db: ox.Store, text: str, bound: Any, limit: int | None) -> Iterator[Message]:
    import pyoxigraph as ox

    try:
        result = db.query(text, substitutions=bound, prefixes=PREFIXES)
        if isinstance(result, ox.QueryBoolean):
            yield {"kind": "boolean", "value": bool(result)}
        elif isinstance(result, ox.QuerySolutions):
            yield from _rows(result, limit)
        else:
            found, truncated = distinct(result, limit)
            yield {"kind": "graph", "turtle": turtle_of(found), "truncated": truncated}
    except SyntaxError as error:
        raise _not_parsed(text, error) from error
    except (RuntimeError, ValueError) as error:
        # what pyoxigraph says of a query that parses and cannot be evaluated
        raise UsageError(_explained(str(error))) from error


def _rows(result: ox.QuerySolutions, limit: int | None) -> Iterator[Message]:
    yield {"kind": "rows", "columns": [v.value for v in result.variables]}
    batch = _Batch()
    truncated = False
    for count, row in enumerate(result):
        if count == limit:
            truncated = True
            break
        batch.add(row)
        if len(batch.rows) == BATCH:
            yield batch.message()
            batch = _Batch()
    yield batch.message()
    yield {"kind": "end", "truncated": truncated}


class _Batch:
    """Rows as places in a list of terms, so that one which many cells have is written, and read, once."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self._places: dict[Any, int] = {}

    def add(self, row: Iterable[Any]) -> None:
        places = self._places
        self.rows.append([places.setdefault(term, len(places)) for term in row])

    def message(self) -> Message:
        return {"kind": "more", "terms": [to_wire(term) for term in self._places], "rows": self.rows}


def distinct(result: Iterable[ox.Triple], limit: int | None) -> tuple[set[ox.Triple], bool]:
    """The triples of an answer, each once, up to a limit; whether that cut them."""
    found: set[ox.Triple] = set()
    for triple in result:
        if triple not in found and len(found) == limit:
            return found, True
        found.add(triple)
    return found, False


def has_blanks(found: Iterable[ox.Triple]) -> bool:
    """Whether one of the triples names a blank node."""
    import pyoxigraph as ox

    return any(isinstance(term, ox.BlankNode) for triple in found for term in (triple.subject, triple.object))


def turtle_of(found: Set[ox.Triple]) -> str:
    """The triples as sorted Turtle, blank nodes by canonical names, for which many of them may take very long."""
    import pyoxigraph as ox

    if has_blanks(found):
        # a template's blank nodes get new names at each run; canonical ones are the same each time
        dataset = ox.Dataset(ox.Quad(*triple) for triple in found)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        found = {quad.triple for quad in dataset}
    turtle = ox.serialize(sorted(found, key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert turtle is not None
    return turtle.decode("utf-8")


def _not_parsed(text: str, error: SyntaxError) -> QueryRefused | QueryFailed:
    if guard.is_update(text):
        return QueryRefused("it would change the store", "queries only read; use graphkit import and retract")
    from graphkit.stores.noticing import undeclared_prefixes

    unknown = undeclared_prefixes(text)
    hint = f"the prefix {unknown[0]}: is not declared" if unknown else ""
    if not unknown and (name := _SLASHED.search(text)) is not None:
        whole = name[0].replace("/", "\\/")
        hint = f"behind a prefix a slash is written with a backslash: {whole}"
    message = str(error)
    # what it says it expected is the last of all that it tried, which misleads more than it helps
    at = message.partition(": ")[0].removeprefix("error at ").partition(":")
    if not (at[0].isdigit() and at[2].isdigit()):
        return QueryFailed(f"does not parse: {message[:200]}", hint)
    line, column = int(at[0]), int(at[2])
    lines = text.split("\n")
    near = lines[line - 1][column - 1 : column + 29].strip() if line <= len(lines) else ""
    reason = f"does not parse at line {line}, column {column}" + (f", near {near!r}" if near else ", at its end")
    return QueryFailed(reason, hint)


def _explained(message: str) -> str:
    if "does not contains variable" in message:
        name = message.partition("variable ")[2].split(" ")[0]
        return f"the query has no place for the parameter {name.lstrip('?')}; name {name} after SELECT"
    return message


def encode(message: Message) -> bytes:
    """A message as its line."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def main() -> None:
    """Answer the requests on standard input, a line each, on standard output, until there are no more.

    The store is locked only while a request is answered: the last word of an answer is said when it is free, so that
    whoever hears it may write to the store. Where somebody did, the next request is told so, and this ends.
    """
    from graphkit.stores.oxigraph import ChildStore

    store = ChildStore()
    die_with_parent()
    out = sys.stdout.fileno()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for a request is not what Ctrl-C is meant for
    for line in sys.stdin.buffer:
        request = json.loads(line)
        said: bytes | None = None
        message: Message = {}
        for message in answer(store.read(request["address"]), request, files=True):
            if said is not None:
                write(out, said)
            said = encode(message)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if said is not None:
            write(out, said)
        if message.get("kind") == "outdated":
            break
    os._exit(0)  # without closing the store: see ChildStore


def write(descriptor: int, data: bytes) -> None:
    """Write all of it."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
