"""The claim graph as networkx."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]
import pytest

import graphkit
from graphkit import Article, Claim, Entity, Evidence, ModelError, open_store
from graphkit.errors import UsageError
from graphkit.network import from_networkx, to_networkx
from graphkit.view import network
from graphkit.view.page import arrange
from graphkit.view.picture import picture
from tests.factories import BEN, article, claim
from tests.view.sample import sample


def test_each_claim_is_an_edge_with_all_its_fields() -> None:
    claims, articles = sample()
    graph = to_networkx(claims, articles.values())
    assert graph.number_of_edges() == len(claims)
    claim = next(c for c in claims if c.negated and c.source is not None and c.object is not None)
    assert claim.object is not None
    edge = graph.edges[claim.subject.id, claim.object.id, claim.id]
    assert (edge["negated"], edge["plain"], edge["source_id"]) == (True, False, "person/piers-halloway")
    assert edge["quote"] == claim.evidence.quote
    assert (edge["publisher"], edge["published"]) == ("Norland Post", "2031-04-11")


def test_nodes_know_what_they_are() -> None:
    graph = to_networkx(sample()[0])
    assert graph.nodes["person/ann-vale"] == {
        "kind": "entity", "type": "Person", "label": "Ann Vale", "aliases": ["Mrs Vale", "the First Minister"],
    }  # fmt: skip
    acts = [data for _, data in graph.nodes(data=True) if data["kind"] == "act"]
    assert {"resign", "vote for the Tidal Barrier Bill"} <= {act["label"] for act in acts}


def test_a_node_has_the_label_that_stores_give_the_entity() -> None:
    with open_store("memory:") as store:
        for label in ("ADA BELL", "Ada Bell", "Ada Ann Bell"):
            of = article(f"{label} meets the press.")
            store.add(of, [claim(of, Entity("person/ada-bell", "Person", label), "meets", BEN)])
        kept = store.entity("person/ada-bell")
        node = to_networkx(store).nodes["person/ada-bell"]
    assert kept is not None
    assert (node["label"], tuple(node["aliases"])) == (kept.label, kept.aliases)
    assert {"ADA BELL", "Ada Bell"} <= set(node["aliases"])


def test_the_plain_graph_holds_facts_only() -> None:
    claims, _ = sample()
    graph = to_networkx(claims, plain=True)
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted(c.id for c in claims if c.is_plain)


def test_a_graph_leads_back_to_the_same_claims_and_articles() -> None:
    claims, articles = sample()
    back, kept = from_networkx(to_networkx(claims, articles.values()))
    assert {c.id: c for c in back} == {c.id: c for c in claims}
    assert {c.id: (c.evidence, c.valid_from, c.confidence, c.extractor) for c in back} == {
        c.id: (c.evidence, c.valid_from, c.confidence, c.extractor) for c in claims
    }
    assert {a.id: a for a in kept} == articles


def test_it_survives_node_link_json() -> None:
    claims, articles = sample()
    graph = to_networkx(claims, articles.values())
    again = nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges")
    assert {c.id for c in from_networkx(again)[0]} == {c.id for c in claims}


def test_a_store_is_a_graph_too_and_a_part_of_a_graph_a_page() -> None:
    claims, articles = sample()
    with open_store("memory:") as store:
        for key, article in articles.items():
            store.add(article, [claim for claim in claims if claim.article == key])
        graph = to_networkx(store)
    assert graph.number_of_edges() == len(claims)
    people = [node for node, data in graph.nodes(data=True) if data["type"] == "Person"]
    between = [c for c in claims if c.subject.id in people and c.object is not None and c.object.id in people]
    assert graphkit.view(graph.subgraph(people)).claims == len(between)
    assert graphkit.view(graph, "Edwin Marsh").claims == 3


def test_a_part_of_a_graph_keeps_whose_word_a_claim_is() -> None:
    claims, articles = sample()
    reported = next(c for c in claims if c.source is not None and c.object is not None and c.source.id != c.subject.id)
    assert reported.object is not None
    part = to_networkx(claims, articles.values()).subgraph([reported.subject.id, reported.object.id])
    assert reported.source is not None
    assert reported.source.id not in part
    found = next(c for c in from_networkx(part)[0] if c.id == reported.id)
    assert found.source == reported.source


def by_hand() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node("Ann Vale", type="Person")
    graph.add_node("Harbour Party", type="Party")
    graph.add_edge("Ann Vale", "Harbour Party", predicate="leads", quote="Ann Vale, who leads the Harbour Party")
    return graph


def test_three_lines_by_hand_are_a_page(tmp_path: Path) -> None:
    page = graphkit.view(by_hand(), out=tmp_path / "graph.html")
    assert (page.nodes, page.claims) == (2, 1)
    assert "Ann Vale, who leads the Harbour Party" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_quotes_of_one_publication_are_one_article() -> None:
    graph = by_hand()
    graph.add_edge("Ann Vale", "Harbour Party", predicate="leaves", quote="Vale left the party", negated=True)
    published = {"publisher": "Post", "published": "2031-03"}
    graph.add_edge("Ann Vale", "Harbour Party", predicate="joins", quote="Vale joined", **published)
    claims, articles = from_networkx(graph)
    assert sorted((a.publisher or "", str(a.published)) for a in articles) == [("", "None"), ("Post", "2031-03")]
    assert [c.evidence.quote for c in claims] == [d["quote"] for *_, d in graph.edges(data=True)]
    assert [c.negated for c in claims] == [False, True, False]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda g: g.add_edge("Ann Vale", "Harbour Party", predicate="leads"), "has no 'quote'"),
        (lambda g: g.add_edge("Ann Vale", "Harbour Party", quote="x"), "has no 'predicate'"),
        (lambda g: g.add_edge("Ann Vale", "Tom Arden", predicate="meets", quote="met"), "'Tom Arden' has no type"),
        (lambda g: g.add_edge("Ann Vale", "Harbour Party", predicate="beats", quote="x"), "beats"),
    ],
)
def test_what_is_missing_is_told(change: Callable[[nx.MultiDiGraph], object], words: str) -> None:
    graph = by_hand()
    change(graph)
    with pytest.raises(ModelError, match=words):
        graphkit.view(graph)


def test_a_store_without_claims_is_no_page() -> None:
    with open_store("memory:") as store, pytest.raises(UsageError, match="nothing to draw: no claims in memory:"):
        graphkit.view(store)


def test_a_graph_without_directions_is_refused() -> None:
    with pytest.raises(ModelError, match="no directions"):
        graphkit.view(nx.MultiGraph(by_hand()))


def test_pyvis_gets_the_same_picture_in_the_same_places() -> None:
    claims, articles = sample()
    made = network(claims, articles)
    drawing = picture(claims)
    arrange(drawing)
    assert [(n["x"], n["y"]) for n in made.nodes] == [(round(n.x), round(n.y)) for n in drawing.nodes]
    assert sorted(c for edge in made.edges for c in edge["claims"]) == sorted(c.id for c in claims)
    denied = next(e for e in made.edges if "denied" in e["stated"])
    assert denied["dashes"]
    assert "not" in denied["label"]
    assert denied["arrows"] == "to"


def test_text_is_no_markup_in_pyvis_own_page() -> None:
    text = "<img src=x onerror=alert(1)> </script><a href='javascript:alert(1)'>x</a>"
    article = Article(text, title=text)
    person, party = Entity.named("Person", text), Entity.named("Party", text)
    claim = Claim(article.id, person, "criticises", Evidence.cut(article, 0, len(text)), party)
    html = network([claim], [article]).generate_html()
    assert "<img src=x" not in html
    assert "</script><a" not in html
    assert "popup.innerHTML" not in html  # what pyvis does as soon as one tooltip has an href in it
