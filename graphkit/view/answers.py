"""The claims behind the answer to a query that is a graph: what CONSTRUCT and DESCRIBE return, or nodes and paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.namespaces import ACT, CLAIM, ENTITY, GK
from graphkit.vocabulary import vocabulary

if TYPE_CHECKING:
    from graphkit.model import Claim
    from graphkit.stores.base import Result, Store

#: relationships that hold a claim together, or say where it stands: they have no claims of their own
_STRUCTURE = frozenset(("SUBJECT", "OBJECT", "CONTENT", "SOURCE", "FROM_ARTICLE", "CONCERNS", "MENTIONS"))


@dataclass(slots=True)
class Drawn:
    """What the cells of an answer hold: ids of claims; relationships that no claim bears out; any nodes at all."""

    claims: dict[str, None] = field(default_factory=dict)
    strange: int = 0
    nodes: int = 0

    def take(self, value: object) -> None:
        """Take in a cell: a node, a relationship, a path, or a list or map with such in it."""
        if isinstance(value, list):
            for item in value:
                self.take(item)
        elif isinstance(value, dict):
            if value.keys() == {"labels", "properties"}:
                self._node(value["labels"], value["properties"])
            elif value.keys() == {"type", "start", "end", "properties"}:
                self._relationship(value["type"], value["start"], value["properties"])
            else:  # a path, or a map
                for item in value.values():
                    self.take(item)

    def _node(self, labels: Iterable[str], properties: dict[str, object]) -> None:
        self.nodes += 1
        if "Claim" in labels:
            self.claims[str(properties.get("id"))] = None

    def _relationship(self, type: str, start: object, properties: dict[str, object]) -> None:
        claims = properties.get("claims")
        if isinstance(claims, list):
            self.claims.update(dict.fromkeys(map(str, claims)))
        elif type in _STRUCTURE:
            self.claims[str(start)] = None  # a claim's id or that of something else, which no claim has
        else:
            self.strange += 1


def drawn(result: Result) -> Drawn:
    """What the nodes, relationships and paths of an answer hold that can be drawn."""
    found = Drawn()
    for row in result.whole:
        found.take(list(row))
    return found


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
