"""Queries of a user to a SPARQL server: checked as those to an embedded store, within a time and a row limit."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.errors import QueryFailed, QueryTimeout, StoreError
from graphkit.stores.base import Result, Value
from graphkit.stores.child import distinct, has_blanks, turtle_of
from graphkit.stores.endpoint import RESULTS, Answer, Endpoint, readable
from graphkit.stores.guard import check_for_server
from graphkit.stores.languages import check_language
from graphkit.stores.noticing import unknown_names
from graphkit.stores.runner import check_request, run_query
from graphkit.stores.substitution import with_prefixes, written
from graphkit.stores.values import Term, bindings, from_wire, plain, to_wire

if TYPE_CHECKING:
    import pyoxigraph as ox

# how servers name a place: that of Jena, and that of Oxigraph
_PLACE = re.compile(r"(?:\bline:? (\d+), col(?:umn)?:? |\bat (\d+):)(\d+)\b")


def ask_server(
    endpoint: Endpoint,
    text: str,
    parameters: Mapping[str, Value | Sequence[str]] | None,
    timeout: float | None,
    limit: int | None,
) -> Result:
    """The answer to a query that only reads.

    At the time limit the connection is ended; whether the server then ends its work is the server's affair.

    Raises:
        QueryRefused: it would do more than read.
        QueryFailed: the server cannot read it, or not work it out.
        UsageError: a parameter cannot be bound.
        QueryTimeout: it was not answered in ``timeout`` seconds.
        StoreError: the server cannot be asked, or its answer not be read.
    """
    check_request(text, timeout, limit)
    bound = bindings(parameters)
    check_language(text, "sparql", endpoint.address)
    check_for_server(text)
    query = written(text, bound)
    sent = with_prefixes(query.text)
    deadline = None if timeout is None else time.monotonic() + timeout
    try:
        with endpoint.answer(sent, timeout) as answer, readable(answer, endpoint.address):
            if answer.kind == RESULTS:
                return replace(_rows(answer, limit), notes=unknown_names(text))
            found, truncated = _triples(answer, limit)
    except QueryFailed as error:
        reason = query.as_written(_as_sent(error.reason, len(sent) - len(query.text)))
        raise QueryFailed(reason, error.hint) from error
    turtle = _turtle(found, endpoint.address, timeout, deadline)
    return Result(turtle=turtle, truncated=truncated, notes=unknown_names(text))


def _as_sent(said: str, before: int) -> str:
    """What a server says, its places in one form; the first line was sent with prefixes ``before`` it."""

    def place(found: re.Match[str]) -> str:
        line, column = int(found[1] or found[2]), int(found[3])
        return f"line {line}, column {max(1, column - before if line == 1 else column)}"

    return _PLACE.sub(place, said)


def _rows(answer: Answer, limit: int | None) -> Result:
    import pyoxigraph as ox

    found = ox.parse_query_results(answer.file(), ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return Result(boolean=bool(found))
    terms: list[tuple[Term | None, ...]] = []
    truncated = False
    for row in found:
        if len(terms) == limit:
            truncated = True
            break
        terms.append(tuple(from_wire(to_wire(term)) for term in row))
    rows = tuple(tuple(plain(term) for term in row) for row in terms)
    return Result(tuple(v.value for v in found.variables), rows, truncated=truncated, terms=tuple(terms))


def _triples(answer: Answer, limit: int | None) -> tuple[set[ox.Triple], bool]:
    import pyoxigraph as ox

    quads: Iterator[ox.Quad] = ox.parse(answer.file(), ox.RdfFormat.N_TRIPLES, lenient=True)
    return distinct((quad.triple for quad in quads), limit)


def _turtle(found: set[ox.Triple], address: str, timeout: float | None, deadline: float | None) -> str:
    """The triples as Turtle, in time."""
    import pyoxigraph as ox

    if not has_blanks(found):
        return turtle_of(found)
    # to name blank nodes may take very long: a process does it that can be ended, for a query that copies the graph
    db = ox.Store()
    db.extend(ox.Quad(*triple) for triple in found)
    left = None if deadline is None else max(0.001, deadline - time.monotonic())
    try:
        named = run_query(None, db, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", timeout=left).turtle
    except QueryTimeout as error:
        assert timeout is not None
        raise QueryTimeout(address, timeout) from error
    except StoreError as error:
        raise StoreError(address, f"the blank nodes of the answer could not be named: {error.reason}") from error
    assert named is not None
    return named
