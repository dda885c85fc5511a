"""Runs a query in a child process, since nothing else can stop it: pyoxigraph knows no time limit and heeds no signal.

A store on disk is opened by another process, for reading only; a store in memory is the memory of a forked one. Either
way the child ends at the time limit, on Ctrl-C, and when this process is gone.
"""

from __future__ import annotations

import itertools
import json
import os
import select
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import QueryFailed, QueryRefused, QueryTimeout, StoreError, StoreLocked, UsageError
from graphkit.stores.base import Result, Value
from graphkit.stores.processes import Child, Forked, Spawned, Waiting
from graphkit.stores.values import Term, bindings, from_wire, plain

if TYPE_CHECKING:
    import pyoxigraph as ox

ANSWER = 256 << 20  # bytes of an answer that are taken before it is given up: some million rows
LONGEST = 1_000_000  # seconds of a time limit; poll() counts milliseconds in 31 bits
QUICK = 1.0  # seconds: a process that took longer has grown by its query, and starting anew costs little beside it
_READ = 1 << 20


def run_query(
    address: str | None,
    db: ox.Store | None,
    text: str,
    parameters: Mapping[str, Value | Sequence[str]] | None = None,
    timeout: float | None = None,
    limit: int | None = None,
    waiting: Waiting | None = None,
) -> Result:
    """The answer to a SPARQL query of the store at ``address``, or else of ``db``, which is in memory.

    A store on disk must not be open for writing here: the child takes its shared lock, and has given it back when this
    returns. The child comes from ``waiting`` and goes back there, where that is given and it can.

    Raises:
        QueryRefused: the query would write, or reach beyond the store.
        QueryFailed: it does not parse.
        UsageError: a parameter cannot be bound, or the query calls for what is not there.
        QueryTimeout: it was ended after ``timeout`` seconds.
        StoreLocked: another program is writing.
        StoreError: the store cannot be read, or the child ended without an answer.
    """
    check_request(text, timeout, limit)
    request = {"text": text, "bindings": bindings(parameters), "timeout": timeout, "limit": limit}
    deadline = None if timeout is None else time.monotonic() + timeout
    begun = time.monotonic()
    worker: Child
    spawned = kept = waiting.take() if waiting is not None and address is not None else None
    if address is not None:
        worker = spawned = kept or Spawned()
    elif db is not None:
        address, worker = "memory:", Forked(db, request)
    else:
        raise ValueError("a query needs an address or a store")
    stays = False
    try:
        if spawned is not None:
            spawned.ask({**request, "address": address})
        messages = _messages(worker, deadline, address, timeout)
        first = next(messages, None)
        if first is not None and first["kind"] == "outdated" and kept is not None:
            kept.end()
            worker = spawned = Spawned()
            spawned.ask({**request, "address": address})
            messages = _messages(worker, deadline, address, timeout)
            first = next(messages, None)
        result = _collect(itertools.chain([first] if first else [], messages), worker, address)
        if spawned is not None and waiting is not None and time.monotonic() - begun < QUICK:
            stays = waiting.keep(spawned)
        return result
    finally:
        if not stays:
            worker.end()


def check_request(text: str, timeout: float | None, limit: int | None) -> None:
    """Nothing, for a query text and limits that make sense.

    Raises:
        QueryRefused: the text is none.
        UsageError: a limit is none.
    """
    if timeout is not None and not 0 < timeout <= LONGEST:
        raise UsageError(f"{timeout:g} s is no time limit; give a number of seconds above 0 and up to {LONGEST:,}")
    if limit is not None and limit < 0:
        raise UsageError(f"{limit} is no row limit; give a number of rows")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryRefused("it holds bytes that are no UTF-8 text", "save it as UTF-8") from error


def _messages(worker: Child, deadline: float | None, address: str, timeout: float | None) -> Iterator[dict[str, Any]]:
    """What the child says, until it ends; :class:`QueryTimeout` where it has not by then."""
    parts: list[bytes] = []  # of a line whose end has not come: joined once, since an answer may be one long line
    taken = 0
    poll = select.poll()
    poll.register(worker.descriptor, select.POLLIN | select.POLLHUP)
    while True:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and (left <= 0 or not poll.poll(left * 1000)):
            assert timeout is not None
            raise QueryTimeout(address, timeout)
        data = os.read(worker.descriptor, _READ)
        if not data:
            return
        taken += len(data)
        if taken > ANSWER:
            raise StoreError(address, f"the answer is larger than {ANSWER >> 20} MB", "narrow the query or add LIMIT")
        *lines, rest = data.split(b"\n")
        for line in lines:
            yield json.loads(b"".join([*parts, line]))
            parts.clear()
        parts.append(rest)


def _collect(messages: Iterator[dict[str, Any]], worker: Child, address: str) -> Result:
    columns: tuple[str, ...] = ()
    rows: list[tuple[Value, ...]] = []
    terms: list[tuple[Term | None, ...]] = []
    for message in messages:
        match message["kind"]:
            case "rows":
                columns = tuple(message["columns"])
            case "more":
                read = [from_wire(wire) for wire in message["terms"]]
                values = [plain(term) for term in read]
                terms += [tuple([read[place] for place in row]) for row in message["rows"]]
                rows += [tuple([values[place] for place in row]) for row in message["rows"]]
            case "end":
                return Result(columns, tuple(rows), truncated=message["truncated"], terms=tuple(terms))
            case "boolean":
                return Result(boolean=message["value"])
            case "graph":
                return Result(turtle=message["turtle"], truncated=message["truncated"])
            case "refused":
                raise QueryRefused(message["reason"], message["hint"])
            case "unread":
                raise QueryFailed(message["reason"], message["hint"])
            case "locked":
                raise StoreLocked(address)
            case "usage":
                raise UsageError(message["reason"])
            case _:
                raise StoreError(address, message["reason"])
    raise StoreError(address, _died(worker.end()), "the store is unharmed; narrow the query and try again")


def _died(code: int) -> str:
    if code >= 0:
        return f"the query's process ended without an answer (exit code {code})"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    why = {
        "SIGABRT": ": it needed more memory than it may take",
        "SIGSEGV": ": the query is nested too deeply",
        "SIGKILL": ": the system ended it, mostly for want of memory",
    }.get(name, "")
    return f"the query's process was ended by {name}{why}"
