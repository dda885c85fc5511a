"""The claims behind the answer to a query, where the answer is a graph: what CONSTRUCT and DESCRIBE return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.namespaces import ACT, CLAIM, ENTITY, GK
from graphkit.vocabulary import vocabulary

if TYPE_CHECKING:
    from graphkit.model import Claim
    from graphkit.stores.base import Store


def claims_of_graph(store: Store, turtle: str) -> tuple[list[Claim], int]:
    """The claims that a graph (as Turtle) names or whose plain edges it holds, and how many edges no claim bears out.

    A statement ``entity gk:supports entity`` stands for all claims that it may be derived from. What rests on no claim
    has no words behind it, and is not drawn.
    """
    from pyoxigraph import NamedNode, RdfFormat, parse

    from graphkit.stores.rdf import short

    named: dict[str, None] = {}
    edges: dict[tuple[str, str, str], None] = {}
    strange = 0
    terms = vocabulary().predicates
    for quad in parse(turtle.encode(), RdfFormat.TURTLE):
        ends = [term.value for term in (quad.subject, quad.object) if isinstance(term, NamedNode)]
        claims = [short(iri) for iri in ends if iri.startswith(CLAIM)]
        named.update(dict.fromkeys(claims))
        if claims or len(ends) < 2 or not ends[0].startswith(ENTITY):
            continue
        predicate = quad.predicate.value.removeprefix(GK)
        if predicate in terms:
            edges[short(ends[0]), predicate, short(ends[1])] = None
        elif ends[1].startswith((ENTITY, ACT)):
            strange += 1  # a relation of the query's own making
    found = {claim.id: claim for claim in store.claims_by_id(named)}
    borne: set[tuple[str, str, str]] = set()
    if edges:
        for claim in store.neighbourhood(sorted({subject for subject, _, _ in edges})):
            edge = (claim.subject.id, claim.predicate, claim.target.id if claim.target else "")
            if claim.is_plain and edge in edges:
                found[claim.id] = claim
                borne.add(edge)
    return list(found.values()), strange + len(edges.keys() - borne)
