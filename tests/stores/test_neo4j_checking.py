"""Whatever is changed in a Neo4j graph behind its back is found by graphkit verify."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit.stores import open_store
from graphkit.stores.neo4j.store import Neo4jStore
from graphkit.verify import verify
from tests.factories import ADA, BEN, HARBOUR, article, claim, ferry
from tests.stores.servers import Servers
from tests.synthetic import Dice

#: what is done to the graph, and a part of what is told
FAULTS = [
    ("MATCH (:Person)-[r:LEADS]->(:Party) DELETE r", "missing: LEADS party/harbour-party"),
    (
        "MATCH (a:Person {label: 'Ada Bell'}), (b:Party) CREATE (a)-[:OPPOSES {claims: ['x']}]->(b)",
        "nothing bears out: OPPOSES",
    ),
    ("MATCH ()-[r:LEADS]->() SET r.claims = r.claims + 'x'", "nothing bears out: LEADS"),
    ("MATCH ()-[r:LEADS]->() SET r.claims = r.claims[1..]", "missing: LEADS"),
    ("MATCH (a)-[r:LEADS]->(b) CREATE (a)-[q:LEADS]->(b) SET q = properties(r)", "stands 2 times: LEADS"),
    ("MATCH (a)-[r:REFUSES]->(:Act) DELETE r", "missing: REFUSES"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.negated = true", "its id does not fit"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.confidence = 7.5", "confidence"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.quote = 'what nobody wrote'", "its quote is not what stands"),
    ("MATCH (c:Leads) WITH c LIMIT 1 REMOVE c.quote", "quote is missing"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.end = 99999", "lies outside"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.start = -4", "claim "),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.modality = 'rumoured'", "rumoured"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.from_earliest = date('1999-01-01')", "from_earliest 1999-01-01"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.note = 'mine'", "nothing bears out: claim "),
    ("MATCH (c:Leads) WITH c LIMIT 1 REMOVE c.id", "have no id"),
    ("MATCH (c:Leads) WITH c LIMIT 1 REMOVE c:Leads SET c:Opposes", "labels ['Claim', 'Opposes']"),
    ("MATCH (c:Leads) WITH c LIMIT 1 SET c.predicate = 'adores'", "adores"),
    ("MATCH (c:Leads)-[r:FROM_ARTICLE]->() WITH r LIMIT 1 DELETE r", "it belongs to no article"),
    ("MATCH (c:Leads), (a:Article {title: 'Second'}) MERGE (c)-[:FROM_ARTICLE]->(a)", "or to several"),
    ("MATCH (c:Leads)-[r:SUBJECT]->() WITH r LIMIT 1 DELETE r", "0 relationships SUBJECT"),
    ("MATCH (c:Leads)-[:OBJECT]->(o) WITH c, o LIMIT 1 CREATE (c)-[:OBJECT]->(o)", "2 relationships OBJECT"),
    ("MATCH (c:Leads)-[:OBJECT]->(o) WITH c, o LIMIT 1 CREATE (c)-[:SOURCE]->(o)", "its id does not fit"),
    ("MATCH (c:Refuses)-[r:CONTENT]->() WITH r LIMIT 1 DELETE r", "its id does not fit"),
    ("MATCH (t:Act) WITH t LIMIT 1 SET t.content = 'something else'", "act "),
    ("MATCH (:Act)-[r:CONCERNS]->() WITH r LIMIT 1 DELETE r", "act "),
    ("MATCH (t:Act)-[r:FROM_ARTICLE]->() WITH r LIMIT 1 DELETE r", "it belongs to no article"),
    ("MATCH (a:Article) WITH a LIMIT 1 SET a.text = 'another text'", "does not fit"),
    ("MATCH (a:Article) WITH a LIMIT 1 REMOVE a.text", "text is missing"),
    ("MATCH (a:Article) WITH a LIMIT 1 SET a.published = 'soon'", "not a date"),
    ("MATCH (a:Article) WITH a LIMIT 1 SET a.published_latest = date('1999-01-01')", "published_latest 1999-01-01"),
    ("MATCH (a:Article)-[m:MENTIONS]->() WITH m LIMIT 1 DELETE m", "does not name"),
    (
        "MATCH (a:Article)-[m:MENTIONS]->(e) WITH a, m, e LIMIT 1 CREATE (a)-[n:MENTIONS]->(e) SET n = properties(m)",
        "stands 2 times",
    ),
    ("MATCH (e:Party) WITH e LIMIT 1 SET e.label = 'Another'", "missing: label"),
    ("MATCH (e:Party) WITH e LIMIT 1 SET e.aliases = ['Another']", "nothing bears out: aliases"),
    ("MATCH (e:Party) WITH e LIMIT 1 SET e:Person", "nothing bears out: label Person"),
    ("MATCH (e:Party) WITH e LIMIT 1 REMOVE e:Party", "missing: label Party"),
    ("CREATE (:Entity:Person {id: 'person/nobody', label: 'Nobody', aliases: []})", "no article names it"),
    ("CREATE (:Claim:Leads {id: 'x', predicate: 'leads'})", "claim x: it belongs to no article"),
]


@pytest.fixture
def store(servers: Servers) -> Iterator[Neo4jStore]:
    with open_store(servers.lend("neo4j")) as opened:
        assert isinstance(opened, Neo4jStore)
        yield opened
    servers.take_back()


def _keep(store: Neo4jStore) -> None:
    store.add(*ferry(published="2031-05", authors=("A",)))
    of = article("Ada Bell leads the Harbour Party, and refused Ben Crow a ferry.", title="Second")
    store.add(of, [claim(of, ADA, "leads", HARBOUR), claim(of, ADA, "refuses", BEN, content="a ferry")])


def test_each_fault_is_told(store: Neo4jStore) -> None:
    missed = []
    for fault, told in FAULTS:
        _keep(store)
        assert list(verify(store)) == []
        store._connection.run(fault)
        found = [str(problem) for problem in verify(store)]
        if not any(told in text for text in found):
            missed.append((fault, told, found))
        store._connection.run("MATCH (n) DETACH DELETE n")
    assert missed == []


def test_what_stands_twice_where_no_constraint_forbids_it_is_told(store: Neo4jStore) -> None:
    _keep(store)
    constraints = [f"graphkit_{label}_id" for label in ("article", "claim", "act", "entity")]
    for name in constraints:
        store._connection.run(f"DROP CONSTRAINT {name}")
    try:
        for label in ("Article", "Entity"):
            store._connection.run(f"MATCH (n:{label}) WITH n LIMIT 1 CREATE (m:{label}) SET m = properties(n)")
        store._connection.run(
            "MATCH (c:Leads)-[:FROM_ARTICLE]->(a) WITH c, a LIMIT 1 "
            "CREATE (d:Claim)-[:FROM_ARTICLE]->(a) SET d = properties(c)"
        )
        found = [str(problem) for problem in verify(store)]
    finally:
        store._connection.run("MATCH (n) DETACH DELETE n")
        store._prepared = False
        store._prepare()
    assert sum("it stands 2 times" in text for text in found) == 2
    assert any(text.startswith("claim ") and "0 relationships SUBJECT" in text for text in found)


def test_a_graph_with_all_that_may_be_odd_is_in_order(store: Neo4jStore) -> None:
    records = list(Dice(3, 30, 5, odd=True).records(40, 15))
    list(store.add_all(records))
    assert list(verify(store)) == []
    for of, _ in records[::2]:
        store.retract(of.id)
    assert list(verify(store)) == []
    store._connection.run("CREATE (:Somebody {name: 'else'})-[:LIKES]->(:Thing)")  # of others, and none of our business
    assert list(verify(store)) == []
