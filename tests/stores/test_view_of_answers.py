"""graphkit view --query draws what a query returned: paths and nodes of Cypher, what CONSTRUCT makes on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import cli
from graphkit.stores import open_store
from tests.factories import ferry
from tests.stores.servers import Servers

DRAWN = [
    ("MATCH p=(:Person)-[:LEADS]->(:Party) RETURN p", "1 claim of 1 article"),
    ("MATCH ()-[r:LEADS|CRITICISES]->() RETURN r", "2 claims of 1 article"),
    ("MATCH (c:Claim:Refuses) RETURN c", "1 claim of 1 article"),
    ("MATCH p=(:Person)<-[:SUBJECT]-(c)-[:FROM_ARTICLE]->() RETURN p", "5 claims of 1 article"),
    ("MATCH (c:Claim)-[r:SOURCE]->(s) RETURN c, r, s", "1 claim of 1 article"),
    ("MATCH (p:Person)-[r:REFUSES]->(t) RETURN collect({who: p, ties: [r]}) AS all", "1 claim of 1 article"),
    ("MATCH ()-[r:LEADS]->() RETURN r.claims AS claims", "1 claim of 1 article"),
    ("MATCH (p)<-[:SUBJECT]-(c:Claim) WHERE c.negated = false RETURN p, c.id AS claim", "5 claims of 1 article"),
    ("MATCH (c:Claim) WHERE c.negated = false RETURN c.id AS claim", "5 claims of 1 article"),
    ("leaders", "1 claim of 1 article"),
    ("rifts", "nothing to draw: no claims"),
    ("MATCH p=(:Person)-[:SUES]->() RETURN p", "nothing to draw: no claims"),
    ("MATCH (p:Person) RETURN p", "the answer has 3 nodes but no claims; return relationships or paths"),
    ("MATCH (p:Person) RETURN p.label AS name", "nothing in the answer can be drawn: its columns are name"),
    ("MATCH (n) DETACH DELETE n", "would change the graph"),
]


@pytest.fixture
def address(servers: Servers, request: pytest.FixtureRequest) -> Iterator[str]:
    lent = servers.lend(request.param)
    with open_store(lent) as store:
        store.add(*ferry())
    yield lent
    servers.take_back()


def _view(address: str, query: str, folder: Path) -> Result:
    return CliRunner().invoke(cli, ["view", "--store", address, "--query", query, "-o", str(folder / "page.html")])


@pytest.mark.parametrize("address", ["neo4j"], indirect=True)
def test_what_a_cypher_query_returned_is_drawn(address: str, tmp_path: Path) -> None:
    for query, told in DRAWN:
        answer = _view(address, query, tmp_path)
        assert told in answer.stderr, (query, answer.stderr)
        assert (answer.exit_code == 0) == (" of 1 article" in told)
        assert (tmp_path / "page.html").exists() == (answer.exit_code == 0)
        (tmp_path / "page.html").unlink(missing_ok=True)


@pytest.mark.parametrize("address", ["neo4j"], indirect=True)
def test_a_relationship_of_somebody_elses_making_is_told_and_not_drawn(address: str, tmp_path: Path) -> None:
    with open_store(address) as store:
        store._connection.run("MATCH (a:Person), (b:Party) CREATE (a)-[:LIKES]->(b)")  # type: ignore[attr-defined]
    answer = _view(address, "MATCH p=(:Person)-[:LIKES|LEADS]->() RETURN p", tmp_path)
    assert "not drawn: 6 edges of the answer that no claim bears out" in answer.stderr
    assert "1 claim of 1 article" in answer.stderr


@pytest.mark.parametrize("address", ["oxigraph", "fuseki"], indirect=True)
def test_what_a_construct_makes_on_a_server_is_drawn(address: str, tmp_path: Path) -> None:
    answer = _view(address, "CONSTRUCT { ?a gk:leads ?b } WHERE { ?a gk:leads ?b }", tmp_path)
    assert "1 claim of 1 article" in answer.stderr
    assert "Ada Bell" in (tmp_path / "page.html").read_text(encoding="utf-8")
