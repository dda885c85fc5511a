"""Queries of a user to a SPARQL server: checked as those to an embedded store, within a time and a row limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.stores.base import Result, Value
from graphkit.stores.child import graph_message
from graphkit.stores.endpoint import RESULTS, Answer, Endpoint, readable
from graphkit.stores.guard import check_for_server
from graphkit.stores.runner import check_request
from graphkit.stores.substitution import substituted, with_prefixes
from graphkit.stores.values import Term, bindings, from_wire, plain, to_wire

if TYPE_CHECKING:
    import pyoxigraph as ox


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
        QueryRefused: it would do more than read, or the server does not take it.
        UsageError: a parameter cannot be bound.
        QueryTimeout: it was not answered in ``timeout`` seconds.
        StoreError: the server cannot be asked, or its answer not be read.
    """
    check_request(text, timeout, limit)
    bound = bindings(parameters)
    check_for_server(text)
    with (
        endpoint.answer(with_prefixes(substituted(text, bound)), timeout) as answer,
        readable(answer, endpoint.address),
    ):
        return _rows(answer, limit) if answer.kind == RESULTS else _graph(answer, limit)


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


def _graph(answer: Answer, limit: int | None) -> Result:
    import pyoxigraph as ox

    quads: Iterator[ox.Quad] = ox.parse(answer.file(), ox.RdfFormat.N_TRIPLES, lenient=True)
    message = graph_message((quad.triple for quad in quads), limit)
    return Result(turtle=message["turtle"], truncated=message["truncated"])
