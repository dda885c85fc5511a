"""Free Cypher on a real server: it reads, and whatever would do more is refused; the answers' forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import cli
from graphkit.errors import QueryFailed, QueryRefused, QueryTimeout, StoreError, UsageError
from graphkit.results import to_text
from graphkit.stores import open_store
from graphkit.stores.neo4j import asking
from graphkit.stores.neo4j.connection import Connection
from graphkit.stores.neo4j.form import PROPERTIES
from graphkit.stores.neo4j.store import Neo4jStore
from graphkit.stores.values import Day
from tests.factories import ADA, HARBOUR, ferry
from tests.stores.conftest import exported
from tests.stores.servers import Servers

WRITES = [
    "CREATE (n:Entity {id: 'x'})",
    "create (n) return n",
    "MERGE (n:Entity {id: 'x'}) RETURN n",
    "INSERT (n:Entity {id: 'x'})",
    "MATCH (n) SET n.label = 'x'",
    "MATCH (n) SET n = {}",
    "MATCH (n) SET n += {a: 1} RETURN n",
    "MATCH (n:Entity) SET n:Owned",
    "MATCH (n:Entity) SET n:$('Owned')",
    "MATCH (n) REMOVE n.id",
    "MATCH (n:Person) REMOVE n:Person",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) NODETACH DELETE n",
    "FOREACH (x IN [1] | CREATE (:Owned))",
    "MATCH (n) FOREACH (x IN [1] | SET n.label = 'x')",
    "CALL () { CREATE (n) RETURN n } RETURN n",
    "CALL { CREATE (n:Owned) } RETURN 1",
    "MATCH (n) CALL (n) { SET n.label = 'x' } IN TRANSACTIONS",
    "MATCH (n) CALL (n) { RETURN 1 AS x } IN 2 CONCURRENT TRANSACTIONS RETURN x",
    "MATCH (n) RETURN n UNION CREATE (n) RETURN n",
    "RETURN 1 AS n UNION ALL CREATE (n) RETURN 1 AS n",
    "CRE\\u0041TE (n:Owned)",
    "/* MATCH (n) RETURN n */ CREATE (n:Owned)",
    "// RETURN 1\nCREATE (n:Owned)",
    "// RETURN 1\rCREATE (n:Owned)",
    "MATCH (n) /* only reading */ SET /* really */ n.x = 1",
    "CYPHER runtime=slotted CREATE (n:Owned)",
    "CYPHER 5 MATCH (n) DETACH DELETE n",
    "RETURN '/*' AS a UNION CREATE (n) RETURN '*/' AS a",
    "CREATE INDEX owned FOR (n:Entity) ON (n.owned)",
    "CREATE FULLTEXT INDEX owned FOR (n:Entity) ON EACH [n.label]",
    "CREATE CONSTRAINT owned FOR (n:Owned) REQUIRE n.id IS UNIQUE",
    "DROP CONSTRAINT graphkit_entity_id",
    "DROP INDEX graphkit_person_label",
    "CALL db.createLabel('Owned')",
    "CALL db.createProperty('owned')",
    "CALL db.createRelationshipType('OWNED')",
    "MATCH (n:Entity) CALL db.create.setNodeVectorProperty(n, 'v', [1.0]) RETURN n",
]
FILES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "load csv with headers from 'file:///neo4j.conf' as l return l",
    "LOAD/**/CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "LO\\u0041D CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "LOAD CSV FROM $address AS l RETURN l",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS l RETURN l",
    "LOAD CSV FROM 'https://localhost/' + 'x' AS l RETURN l",
    "LOAD CSV FROM 'ftp://127.0.0.1/x' AS l RETURN l",
    "CALL () { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } AS l",
    "MATCH (n) WHERE EXISTS { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN n",
    "RETURN COUNT { LOAD CSV FROM 'http://127.0.0.1:1/' AS l RETURN l } AS n",
    "RETURN 1 AS l UNION LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "RETURN apoc.load.html('http://127.0.0.1/')",
    "RETURN `apoc`.`cypher`.`runFirstColumnSingle`(\"LOAD CSV FROM 'file:///x' AS l RETURN l\", {})",
    "RETURN apo\\u0063.util.md5(['x'])",
    "WITH 'a' AS x RETURN gds . util . asNode(1)",
]
ADMINISTRATION = [
    "SHOW SETTINGS",
    "SHOW SETTINGS YIELD name, value WHERE name CONTAINS 'directories' RETURN value",
    "SHOW TRANSACTIONS",
    "SHOW USERS",
    "SHOW CURRENT USER",
    "SHOW DATABASES",
    "SHOW PROCEDURES",
    "SHOW FUNCTIONS",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
    "CREATE USER eve SET PASSWORD 'long enough'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'long enough'",
    "ALTER USER neo4j SET PASSWORD 'long enough'",
    "DROP USER neo4j",
    "GRANT ROLE admin TO neo4j",
    "CREATE DATABASE other",
    "STOP DATABASE neo4j",
    "USE system SHOW USERS",
    "USE system CREATE USER eve SET PASSWORD 'long enough'",
    "CALL dbms.listConfig()",
    "CALL dbms.listConfig('directories') YIELD value RETURN value",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . listConfig ( )",
    "CALL /* db.labels() */ dbms.listConfig()",
    "CALL dbms.setConfigValue('server.directories.import', '/')",
    "CALL dbms.killConnection('bolt-1')",
    "CALL dbms.listConnections()",
    "CALL dbms.security.listUsers()",
    "CALL dbms.queryJmx('*:*')",
    "CALL db.clearQueryCaches()",
    "CALL db.stats.retrieve('QUERIES')",
    "CALL tx.setMetaData({a: 1})",
    "CALL () { CALL dbms.listConnections() YIELD connectionId RETURN connectionId } RETURN connectionId",
    "RETURN COLLECT { CALL dbms.listConnections() YIELD connectionId RETURN connectionId } AS c",
]
FORMS = [
    "",
    " ",
    "// nothing",
    "RETURN 1; CREATE (n:Owned)",
    "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n;",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE CREATE (n:Owned)",
    "/* */ profile CREATE (n:Owned)",
    "CYPHER 5 PROFILE CREATE (n:Owned)",
    "PRO\\u0046ILE CREATE (n:Owned)",
    ":use system",
    ":exit",
    "BEGIN",
    "COMMIT",
    "MATCH (n) RETRUN n",
    "RETURN 'half a \ud83d sign'",
    "RETURN " + "(" * 5_000 + "1" + ")" * 5_000,
]


class Ended(Exception):
    """What the driver raises where the server ends a transaction, as far as it is read."""

    code = ""


@pytest.fixture(scope="module")
def town(servers: Servers) -> Iterator[Neo4jStore]:
    """A store on a server, with one article."""
    with open_store(servers.lend("neo4j")) as opened:
        assert isinstance(opened, Neo4jStore)
        opened.add(*ferry())
        yield opened
    servers.take_back()


def everything(store: Neo4jStore) -> list[object]:
    """What a hostile query could change: the graph, its schema, the server's users."""
    rows = store._connection.rows
    return [
        exported(store),
        rows("MATCH (n) RETURN count(n) AS n, sum(size(keys(n))) AS properties, sum(size(labels(n))) AS labels"),
        rows("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"),
        rows("SHOW INDEXES YIELD name RETURN name ORDER BY name"),
        rows("SHOW USERS YIELD user RETURN user ORDER BY user"),
    ]


@pytest.mark.parametrize("texts", [WRITES, FILES, ADMINISTRATION, FORMS], ids=["writes", "files", "server", "forms"])
def test_what_would_do_more_than_read_is_refused_and_changes_nothing(town: Neo4jStore, texts: list[str]) -> None:
    before = everything(town)
    answered = []
    for text in texts:
        try:
            town.query(text, {"address": "file:///etc/passwd"}, timeout=20)
        except (QueryRefused, QueryFailed):
            continue
        answered.append(text)
    assert answered == []
    assert everything(town) == before


def test_there_are_enough_hostile_texts() -> None:
    texts = [*WRITES, *FILES, *ADMINISTRATION, *FORMS]
    assert len(set(texts)) == len(texts) >= 60


@pytest.mark.parametrize(
    "text",
    [
        "UNWIND range(1, 100000000) AS x UNWIND range(1, 100000000) AS y RETURN count(*)",
        "RETURN reduce(s = 0, x IN range(1, 400000000) | s + x) AS s",  # the server does not end this one in time
    ],
    ids=["rows", "expression"],
)
def test_the_prompt_is_back_at_the_time_limit(town: Neo4jStore, text: str) -> None:
    with pytest.raises(QueryTimeout, match="ended after 1 s"):
        town.query(text, timeout=1)
    assert town.query("RETURN 1 AS one", timeout=60).rows == ((1,),)


def test_a_query_that_needs_too_much_memory_is_ended(town: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="memory"):
        town.query("UNWIND range(1, 100000000) AS x RETURN collect({a: x, b: 'text' + x})", timeout=60)
    assert town.query("RETURN 1 AS one").rows == ((1,),)


def test_rows_are_cut_at_the_limit_and_it_is_told(town: Neo4jStore) -> None:
    result = town.query("UNWIND range(1, 100000000) AS x RETURN x", limit=3, timeout=60)
    assert (result.rows, result.truncated) == (((1,), (2,), (3,)), True)
    assert not town.query("UNWIND range(1, 3) AS x RETURN x", limit=3).truncated
    assert town.query("RETURN 1 AS x", limit=0).truncated


def test_an_answer_that_is_too_large_is_given_up(town: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ANSWER", 100_000)
    with pytest.raises(StoreError, match="the answer is larger than"):
        town.query("UNWIND range(1, 4000) AS n RETURN [{a: 'x' + toString(n), b: 'a good deal of text'}] AS cell")


@pytest.mark.parametrize(
    ("code", "taken", "told"),
    [
        ("ClientError.Transaction.TransactionTimedOutClientConfiguration", 2.9, QueryTimeout),
        ("ClientError.Transaction.Terminated", 3.1, QueryTimeout),
        ("ClientError.Transaction.TransactionTimedOut", 1.0, "at its own time limit"),
        ("TransientError.Transaction.Terminated", 1.0, "somebody had it do so, or it is stopping"),
        ("TransientError.Transaction.LockClientStopped", 1.0, "somebody had it do so, or it is stopping"),
    ],
)
def test_what_ends_a_query_is_told(code: str, taken: float, told: str | type, town: Neo4jStore) -> None:
    error = Ended("the transaction has been terminated")
    error.code = f"Neo.{code}"
    found = asking._translated(error, town._connection, 3.0, taken)
    assert isinstance(found, told) if isinstance(told, type) else told in str(found)
    assert isinstance(found, QueryTimeout) == isinstance(told, type)


def test_parameters_are_values_and_never_text(town: Neo4jStore) -> None:
    hostile = "x'}) DETACH DELETE n //"
    found = town.query("MATCH (n:Entity {id: $id}) RETURN n", {"id": hostile})
    assert found.rows == ()
    assert town.query("RETURN $a AS a, $b AS b", {"a": hostile, "b": None}).rows == ((hostile, None),)
    assert town.query("RETURN date('2031-05-04') < $day AS b", {"day": Day("2031-06-01")}).rows == ((True,),)
    with pytest.raises(UsageError, match=r"no value for \$missing; give it with -p missing=VALUE"):
        town.query("RETURN $missing")
    with pytest.raises(UsageError, match=r"no value for \$a, \$b; give them with -p a=VALUE -p b=VALUE"):
        town.query("RETURN $a + $b")


def test_plain_relationships_feel_natural(town: Neo4jStore) -> None:
    leads = town.query('MATCH (p:Person)-[:LEADS]->(:Party {label: "Harbour Party"}) RETURN p.label AS who')
    assert leads.rows == (("Ada Bell",),)
    refused = town.query('MATCH (:Person {label: "Ada Bell"})-[:REFUSES]->(what:Act) RETURN what.content AS what')
    assert refused.rows == (("sell the harbour to Ben Crow",),)
    planned = town.query("MATCH (:Person)-[r:LEAVES]->() RETURN count(r) AS n")
    assert planned.rows == ((0,),)  # planned and reported: a claim, and no plain relationship


def test_nodes_relationships_and_paths_are_readable_and_whole_in_json(town: Neo4jStore) -> None:
    listed = "[1, null, true, {x: date('2031-05-04')}]"
    result = town.query(f"MATCH p = (a:Person)-[r:LEADS]->(b) RETURN p, a, r, {listed} AS l")
    ada, harbour = "(Person Ada Bell)", "(Party Harbour Party)"
    assert result.rows == ((f"{ada}-[LEADS]->{harbour}", ada, "-[LEADS]->", "[1, null, true, {x: 2031-05-04}]"),)
    row = json.loads(to_text(result, "json"))["rows"][0]
    node = {"aliases": ["Ms Bell"], "id": ADA.id, "label": "Ada Bell"}
    assert row["a"] == {"labels": ["Entity", "Person"], "properties": node}
    assert (row["r"]["type"], row["r"]["start"], row["r"]["end"]) == ("LEADS", ADA.id, HARBOUR.id)
    assert [n["properties"]["id"] for n in row["p"]["nodes"]] == [ADA.id, HARBOUR.id]
    assert row["l"] == [1, None, True, {"x": "2031-05-04"}]
    assert json.loads(to_text(result, "jsonl"))["a"] == row["a"]
    assert f"{ada}-[LEADS]->{harbour}" in to_text(result, "csv")


def test_a_path_against_its_arrows_shows_them(town: Neo4jStore) -> None:
    result = town.query("MATCH p = (:Party)<-[:LEADS]-(:Person) RETURN p")
    assert result.rows == (("(Party Harbour Party)<-[LEADS]-(Person Ada Bell)",),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("MATCH (n) RETRUN n", r"does not parse at line 1, column 11: Invalid input 'RETRUN'$"),
        ("MATCH (n)\nRETURN m", r"is wrong at line 2, column 8: Variable `m` not defined$"),
        ("RETURN [1, 2][0", r"does not parse at line 1, column 16: unexpected end: expected .*'\]'$"),
        ("RETURN 1/0", r"failed: division by zero$"),
        ("RETURN date('soon')", r"failed: Text cannot be parsed to a Date$"),
        ("RETURN 1; RETURN 2", r"failed: Expected exactly one statement"),
        ("SELECT * { ?s ?p ?o }", r"is SPARQL, and the store bolt://\S+ is asked in Cypher; .*graphkit copy bolt://"),
    ],
)
def test_an_error_names_the_place_in_the_text_as_it_was_written(town: Neo4jStore, text: str, told: str) -> None:
    with pytest.raises(QueryFailed, match=f"^the query {told}"):
        town.query(text)


def test_procedures_and_functions_that_read_are_there(town: Neo4jStore) -> None:
    assert ("Claim",) in town.query("CALL db.labels() YIELD label RETURN label").rows
    assert town.query("CALL db.schema.visualization()").rows
    assert town.query("RETURN date.truncate('month', date('2031-05-04')) AS m").rows == (("2031-05-01",),)
    assert town.query("RETURN 'CREATE (n) apoc.load.json(x)' AS text").rows == (("CREATE (n) apoc.load.json(x)",),)
    assert town.query("MATCH (`my.node`:Party) RETURN count(`my.node`) AS n").rows == ((2,),)


def test_parameters_of_a_query_of_ones_own_are_bound_on_the_command_line(town: Neo4jStore) -> None:
    def asked(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["query", "-s", town.address, "--format", "csv", *arguments])

    leads = "MATCH (p {label: $name})-[:LEADS]->(g) RETURN g.label AS party"
    assert asked(leads, "-p", "name=Ada Bell").stdout.splitlines() == ["party", "Harbour Party"]
    assert asked(leads, "-p", "name=x'}) RETURN 1 AS party //").stdout.splitlines() == ["party"]
    listed = asked("RETURN size($names) + $n AS n", "-p", 'names=["a", "b"]', "-p", "n=40")
    assert listed.stdout.splitlines() == ["n", "42"]
    missing = asked(leads)
    assert missing.exit_code == 2
    assert "no value for $name; give it with -p name=VALUE" in missing.stderr
    mistyped = asked(leads, "-p", "nam=Ada Bell")
    assert mistyped.exit_code == 2
    assert "the query has no $nam; did you mean '$name'?" in mistyped.stderr


def test_names_that_the_graph_does_not_have_are_noted(town: Neo4jStore) -> None:
    # Names are none that another test may have given to the server: it keeps them when their graph is gone.
    result = town.query("// who?\nMATCH (n:Persn)-[:LEEDS]->(m {labl: 1})\nWHERE n.lable = 'Ada Bell' RETURN n, id(m)")
    assert result.rows == ()
    wanted = [
        "nothing in this graph has the label 'Persn' (line 2, column 10); did you mean 'Person'",
        "no relationship in this graph has the type 'LEEDS' (line 2, column 19); did you mean 'LEADS'",
        "nothing in this graph has the property 'labl' (line 2, column 31); did you mean 'label'",
        "nothing in this graph has the property 'lable' (line 3, column 9); did you mean 'label'",
    ]
    assert [note[: len(words)] for note, words in zip(result.notes, wanted, strict=True)] == wanted
    assert town.query("MATCH (n:Person)-[:LEADS]->(m) RETURN n.label").notes == ()
    asked = CliRunner().invoke(cli, ["query", "-s", town.address, "MATCH (n:Persn) RETURN n"])
    assert "note: nothing in this graph has the label 'Persn'" in asked.stderr
    assert asked.exit_code == 0


def test_a_text_that_was_found_harmless_is_not_explained_again(
    town: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained: list[str] = []
    really = asking._explain

    def explain(connection: Connection, text: str, *more: Any) -> tuple[str, ...]:
        explained.append(text)
        return really(connection, text, *more)

    monkeypatch.setattr(asking, "_explain", explain)
    leads = "MATCH (n:Person {label: $name})-[:LEADS]->(m) RETURN m.label"
    found = [town.query(leads, {"name": name}).rows for name in ("Ada Bell", "Nobody", "Ada Bell")]
    assert found[0] == found[2] != found[1] == ()
    assert explained == [leads]
    # what is refused, or names what the graph has not, is looked at each time
    for _ in range(2):
        with pytest.raises(QueryRefused):
            town.query("LOAD CSV FROM 'file:///x' AS row RETURN row")
        assert town.query("MATCH (n:Prsn) RETURN n").notes
    assert len(explained) == 5


def test_every_property_of_the_graph_is_known_by_name(town: Neo4jStore) -> None:
    nodes = town.query("MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT key").rows
    relationships = town.query("MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT key").rows
    assert {str(key) for (key,) in [*nodes, *relationships]} <= set(PROPERTIES)
