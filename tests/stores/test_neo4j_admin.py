"""The exported CSV files, read by Neo4j's own import tool, make the very graph that the Neo4j store keeps."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit import neo4j_server
from graphkit.export import neo4j_admin
from graphkit.model import Entity
from graphkit.neo4j_server import config, jars
from graphkit.neo4j_server.java import find_java
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.stores.neo4j.store import Neo4jStore
from graphkit.verify import verify
from tests.factories import ADA, HARBOUR, article, claim, ferry
from tests.stores.conftest import exported
from tests.stores.servers import Servers, neo4j_program
from tests.stores.test_cypher_script import HOSTILE
from tests.synthetic import Dice

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_TIES = "MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS properties, a.id AS start, b.id AS end"
_SCHEMA = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint, state WHERE type <> 'LOOKUP'"

#: more than what the texts of the script's test hold: what a reader of CSV may stumble over
ODD = [
    *HOSTILE, ",", "\"\"", "\",\"", "\x1f", "a\x1fb", "\ufeff", "\uffff", " ", " lead and trail ", "\r", "\n", "null",
    ";", "-", "=1+1", "\x1a", "\x7f\x85", "line\r\nline",
]  # fmt: skip


def _odd() -> Store:
    store = open_store("memory:")
    store.add(*ferry(document="b", authors=("Zed", "Amy")))
    store.add(*ferry(document="a"))
    for n, text in enumerate(ODD):
        of = article(
            f"Article {n}: {text}.", title=text, publisher=text or None, document=text, authors=(text,),
            published=(None, "2031", "2031-05", "2031-05-04")[n % 4],
        )  # fmt: skip
        odd = Entity(f"person/odd-{n}", "Person" if n % 2 else "Party", text.strip() or "none", (text, "x"))
        lone = Entity(f"place/{text}", "Place", text.strip() or "none", (text,))
        both = Entity("thing/both", ("Person", "Party", "Place")[n % 3], f"Both {n % 5}")
        store.add(
            of,
            [
                claim(of, odd, "refuses", content=text, concerns=[ADA, lone], verb=text, valid_until="2032"),
                claim(of, odd, "supports", both, valid_from="0804-02", source=lone, negated=True),
                claim(of, ADA, "leads", HARBOUR),
            ],
        )
    return store


def _import(folder: Path, home: Path) -> None:
    """Import an export into a new server's folder by the command that stands beside it."""
    release = neo4j_program()
    config.prepare(home, 7687, 512)
    program = home / "neo4j-admin"
    java = [find_java(release.java)[0], "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", f"{jars.folder(release)}/*"]
    program.write_text(f'#!/bin/sh\nexec {shlex.join(java)} org.neo4j.cli.AdminTool "$@"\n')
    program.chmod(0o755)
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "NEO4J_ADMIN": str(program)}
    done = subprocess.run(
        ["sh", str(folder / neo4j_admin.SCRIPT), "neo4j", f"--report-file={home}/report"],
        env=os.environ | places, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.fixture
def started(servers: Servers) -> Iterator[Callable[[Path, Path], Neo4jStore]]:
    """Starts the server of a folder, and finishes an import of a further folder."""
    opened: list[tuple[Path, Store]] = []

    def start(home: Path, folder: Path) -> Neo4jStore:
        store = open_store(neo4j_server.start(home, port=0, heap=512, tied=True).address)
        opened.append((home, store))
        assert isinstance(store, Neo4jStore)
        for statement in (folder / neo4j_admin.FINISH).read_text("ascii").removesuffix(";\n").split(";\n"):
            store._connection.run(statement)
        store._connection.run("CALL db.awaitIndexes(300)")
        return store

    yield start
    for home, store in opened:
        store.close()
        neo4j_server.stop(home)


def _all(store: Store, text: str) -> list[str]:
    assert isinstance(store, Neo4jStore)
    return sorted(repr(sorted(row.items(), key=str)) for row in map(_settled, store._connection.rows(text)))


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the order that has no meaning."""
    properties = row.get("properties")
    if isinstance(properties, dict):
        row["properties"] = sorted(properties.items())
    if "labels" in row:
        row["labels"] = sorted(row["labels"])
    return row


def test_the_import_tool_makes_the_graph_that_the_store_writes(
    servers: Servers, started: Callable[[Path, Path], Neo4jStore], tmp_path: Path
) -> None:
    written = open_store(servers.lend("neo4j"))
    with _odd() as ours:
        for each in Dice(5, 40, 6, odd=True).records(60, 12):
            ours.add(*each)
        long = 'A long line, with a quote: " and an end.\n' * 110_000  # more than the tool reads at a time unless told
        ours.add(article(long, title="Long"), [])
        neo4j_admin.write_folder(ours, tmp_path / "out")
        _import(tmp_path / "out", tmp_path / "home")
        theirs = started(tmp_path / "home", tmp_path / "out")
        assert list(verify(theirs)) == []
        for format in ("nquads", "jsonl"):
            assert exported(theirs, format) == exported(ours, format)
        try:
            for of in ours.articles():
                for copy in ours.copies(of.id):
                    written.add(copy, list(ours.claims(of.id)))
            for text in (_NODES, _TIES, _SCHEMA):
                assert _all(theirs, text) == _all(written, text)
        finally:
            written.close()
            servers.take_back()
        # and it is a graph like any other: what is there is known, what is retracted goes
        assert not theirs.add(*ferry(document="a"))
        for store in (theirs, ours):
            assert store.add(article("Something new."), [])
            assert store.retract(ferry()[0].id)
        assert exported(theirs) == exported(ours)
        assert list(verify(theirs)) == []


def test_an_empty_graph_can_be_imported(tmp_path: Path) -> None:
    neo4j_admin.write_folder(open_store("memory:"), tmp_path / "out")
    _import(tmp_path / "out", tmp_path / "home")
