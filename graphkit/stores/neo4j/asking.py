"""Asks a Neo4j server a query of a user: explained and checked first, read-only, ended at its time limit."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.errors import GraphkitError, QueryFailed, QueryRefused, QueryTimeout, StoreError, UsageError
from graphkit.stores.base import Result, Value
from graphkit.stores.languages import check_language
from graphkit.stores.neo4j import guard, noticing, values
from graphkit.stores.neo4j.connection import Connection, told
from graphkit.stores.runner import ANSWER, check_request

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")

#: names after "expected" that still help whoever mistyped one
_FEW = 6
#: how codes end of what is the server's own business
_SERVERS = ("NotSystemDatabaseError", "UnsupportedAdministrationCommand", "SystemStatement")

#: seconds that the server has, beyond the time limit, to end the query and say so
_GRACE = 0.5
#: rows that are taken of an answer where no limit is given; as many as a process can hold without harm
_MOST_ROWS = 1_000_000
#: rows that the server sends in one go: a usual answer, and the row that tells that it was cut
_FETCHED = 2_000
#: texts that are known to be harmless at a time; a program that makes its texts must not fill the memory with them
_MOST_TEXTS = 500


def ask(
    connection: Connection,
    text: str,
    parameters: Mapping[str, Value | Sequence[str]] | None = None,
    timeout: float | None = None,
    limit: int | None = None,
) -> Result:
    """The answer to a Cypher query that only reads.

    The server ends a query at the time limit. It does not heed it inside an expression (``reduce`` over a long list):
    then the caller has the :class:`QueryTimeout` in time all the same, and the server works on, bounded by the memory
    that it allows a transaction.

    Raises:
        QueryRefused: it would write, or reach beyond the graph.
        QueryFailed: it does not parse, or cannot be worked out.
        QueryTimeout: it was ended after ``timeout`` seconds.
        UsageError: a parameter is missing or cannot be bound.
        StoreError: the server failed, or ran out of the memory that a query may take.
    """
    check_request(text, timeout, limit)
    check_language(text, "cypher", connection.address)
    guard.check_text(text)
    bound = values.parameters(parameters)
    started = time.monotonic()

    def work() -> Result:
        from neo4j import exceptions

        try:
            notes = () if text in connection.harmless else _explain(connection, text, bound, timeout)
            left = None if timeout is None else max(0.001, timeout - (time.monotonic() - started))
            return replace(_run(connection, text, bound, left, limit), notes=notes)
        except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
            raise _translated(error, connection, timeout, time.monotonic() - started) from error

    return _within(None if timeout is None else timeout + _GRACE, work, connection.address, timeout)


def _explain(
    connection: Connection, text: str, bound: dict[str, Any], timeout: float | None
) -> tuple[str, ...]:
    """What the server notices of the query, which is checked by its plan."""
    with _session(connection, **noticing.settings()) as session:
        # on a line of its own: a text that begins with a comment stays one
        summary = session.run(_query("EXPLAIN\n" + text, timeout), bound).consume()
    guard.check_plan(summary.query_type, summary.plan)
    notes = noticing.notes(summary.gql_status_objects, before=1)
    # What a text may do hangs on the text alone, and a name that the graph has once it knows for good. So one that was
    # found harmless is not explained again, which takes as long as a short answer.
    if not notes:
        if len(connection.harmless) >= _MOST_TEXTS:
            connection.harmless.clear()
        connection.harmless.add(text)
    return notes


def _run(
    connection: Connection, text: str, bound: dict[str, Any], timeout: float | None, limit: int | None
) -> Result:
    most = _MOST_ROWS if limit is None else limit
    rows: list[tuple[Value, ...]] = []
    whole: list[tuple[Any, ...]] = []
    truncated = False
    taken = 0
    with _session(connection, fetch_size=min(_FETCHED, most + 1)) as session:
        answer = session.run(_query(text, timeout), bound)
        columns = tuple(answer.keys())
        for record in answer:
            if len(rows) == most:
                truncated = True
                break
            found = record.values()
            cells = tuple(map(values.whole, found))
            taken += sum(map(values.size, cells))
            if taken > ANSWER:
                reason = f"the answer is larger than {ANSWER >> 20} MB"
                raise StoreError(connection.address, reason, "narrow the query or add LIMIT")
            whole.append(cells)
            rows.append(tuple(map(values.readable, found)))
    return Result(columns, tuple(rows), truncated=truncated, whole=tuple(whole))


def _session(connection: Connection, **settings: Any) -> neo4j.Session:
    return connection.session(default_access_mode="READ", **settings)


def _query(text: str, timeout: float | None) -> neo4j.Query:
    import neo4j

    # Without a limit of ours the server's own holds; a limit of ours overrides it.
    return neo4j.Query(text, timeout=timeout)


def _within(patience: float | None, work: Callable[[], T], address: str, timeout: float | None) -> T:
    """What the work gives, done in a thread: this one stays free for Ctrl-C and for the time limit."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True, name="graphkit query")
    thread.start()
    thread.join(patience)
    if thread.is_alive():
        assert timeout is not None
        raise QueryTimeout(address, timeout)
    if failure:
        raise failure[0]
    return outcome[0]


def _failed(message: str) -> QueryFailed:
    """What the server says is wrong with a text, with the place as the user wrote it: a line of ours came before."""
    found = _PLACE.search(message)
    said = message[: found.start()].strip() if found else message
    said = said.replace("Invalid input ''", "unexpected end").replace("/ by zero", "division by zero")
    unread = said.startswith(("Invalid input", "Unexpected end", "unexpected end"))
    if unread and said.count(",") >= _FEW:
        said = said.partition(": expected ")[0]  # every word of the language: no help
    line = int(found[1]) - 1 if found else 0
    if found is None or line < 1:  # of the text as a whole
        return QueryFailed(f"does not parse: {said}" if unread else f"failed: {said}")
    at = f"at line {line}, column {found[2]}: {said}"
    return QueryFailed(f"does not parse {at}" if unread else f"is wrong {at}")


def _translated(error: Exception, connection: Connection, timeout: float | None, taken: float) -> GraphkitError:
    """The server's word on a query, which had taken so many seconds, as ours."""
    code, message = str(getattr(error, "code", "") or ""), str(getattr(error, "message", "") or error)
    first = (message.strip().splitlines() or [""])[0]
    if "TransactionTimedOut" in code or "Terminated" in code or "LockClientStopped" in code:
        if timeout is not None and (code.endswith("ClientConfiguration") or taken >= timeout):
            return QueryTimeout(connection.address, timeout)
        if "TransactionTimedOut" in code:
            reason = "the server ended the query at its own time limit"
            return StoreError(connection.address, reason, "narrow the query, or raise db.transaction.timeout")
        reason = "the server ended the query: somebody had it do so, or it is stopping"
        return StoreError(connection.address, reason, "ask again")
    if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
        reason = "the query needs more memory than the server allows it"
        return StoreError(connection.address, reason, "narrow it, or add LIMIT")
    if code.endswith("ParameterMissing"):
        names = [name.strip() for name in first.partition(":")[2].split(",") if name.strip()] or ["NAME"]
        wanted = ", ".join(f"${name}" for name in names)
        hint = f"give {'it' if len(names) == 1 else 'them'} with " + " ".join(f"-p {name}=VALUE" for name in names)
        return UsageError(f"the query has no value for {wanted}; {hint}")
    if code.endswith("DatabaseNotFound"):  # that of the address is there: it answered before
        return _failed(first)
    if code.endswith("AccessMode"):
        return QueryRefused("it would change the graph", "queries only read; use graphkit import and retract")
    if code.endswith(_SERVERS):
        return QueryRefused("it would administer the server", "a query only reads")
    if "ClientError.Statement" in code or "ClientError.Procedure" in code:
        return _failed(first)
    return told(error, connection.target, connection.address)
