"""SPARQL where Cypher is spoken, and the other way round."""

from __future__ import annotations

import pytest

from graphkit.errors import QueryFailed
from graphkit.stores import open_store
from graphkit.stores.languages import check_language, looks_like


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SELECT ?x { ?x a gk:Person }", "sparql"),
        ("# who?\n prefix x: <y:> ASK {}", "sparql"),
        ("MATCH (n) RETURN n", "cypher"),
        ("// who?\n/* all */ optional match (n) return n", "cypher"),
        ("WITH 1 AS x RETURN x", "cypher"),
        ("WITH <urn:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", None),
        ("with a:b DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", None),
        ("CREATE (n)", None),
        ("", None),
        ("?", None),
    ],
)
def test_the_first_word_tells_the_language(text: str, language: str | None) -> None:
    assert looks_like(text) == language


def test_a_query_in_the_language_of_another_store_is_told_with_what_to_do() -> None:
    with pytest.raises(QueryFailed, match=r"is SPARQL, and the store bolt://h is asked in Cypher; .*copy bolt://h FOL"):
        check_language("ASK {}", "cypher", "bolt://h")
    with (
        open_store("memory:") as store,
        pytest.raises(QueryFailed, match=r"is Cypher, and the store memory: is asked in SPARQL; .*neo4j start"),
    ):
        store.query("MATCH (n) RETURN n")
