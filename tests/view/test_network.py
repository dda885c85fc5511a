"""The claim graph as networkx."""

from __future__ import annotations

from graphkit.network import claim_graph
from tests.view.sample import sample


def test_each_claim_is_an_edge_with_all_its_fields() -> None:
    claims, articles = sample()
    graph = claim_graph(claims, articles.values())
    assert graph.number_of_edges() == len(claims)
    claim = next(c for c in claims if c.negated and c.source is not None and c.object is not None)
    assert claim.object is not None
    edge = graph.edges[claim.subject.id, claim.object.id, claim.id]
    assert (edge["negated"], edge["plain"], edge["source"]) == (True, False, "person/piers-halloway")
    assert edge["quote"] == claim.evidence.quote
    assert (edge["publisher"], edge["published"]) == ("Norland Post", "2031-04-11")


def test_nodes_know_what_they_are() -> None:
    graph = claim_graph(sample()[0])
    assert graph.nodes["person/ann-vale"] == {
        "kind": "entity", "type": "Person", "label": "Ann Vale", "aliases": ["Mrs Vale", "the First Minister"],
    }  # fmt: skip
    acts = [data for _, data in graph.nodes(data=True) if data["kind"] == "act"]
    assert {"resign", "vote for the Tidal Barrier Bill"} <= {act["label"] for act in acts}


def test_the_plain_graph_holds_facts_only() -> None:
    claims, _ = sample()
    graph = claim_graph(claims, plain=True)
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted(c.id for c in claims if c.is_plain)
