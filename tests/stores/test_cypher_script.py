"""The exported Cypher script makes the very graph that the Neo4j store keeps."""

from __future__ import annotations

import io
import re

import pytest

from graphkit import export
from graphkit.export import cypher
from graphkit.model import Entity
from graphkit.stores import open_store
from tests.factories import ADA, article, claim, ferry
from tests.stores.conftest import exported
from tests.stores.servers import Servers

HOSTILE = [
    "'", "\\", "\\'", "\\u0027", "'}) DETACH DELETE n //", "*/ /*", "\n\r\t\x00\x0b\u2028", "`", "$rows", "; MATCH (n)",
    "é😀𐍈", "\\é", "\\\\é", "\\\\\\u00e9u\\", '"', "\\\\u0027 + 1", "",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_inside_its_quotes_in_either_reading(text: str) -> None:
    written = cypher.literal(text)
    # as Neo4j 5 reads it: first every \\uXXXX, wherever it stands, then the string
    first = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), written)
    inside = re.fullmatch(r"'((?:[^'\\]|\\['\\])*)'", first, re.DOTALL)
    assert inside is not None
    said = re.sub(r"\\(.)", r"\1", inside[1], flags=re.DOTALL)
    assert said.encode("utf-16-be", "surrogatepass").decode("utf-16-be") == text


def test_the_script_makes_the_graph(servers: Servers) -> None:
    neo4j = pytest.importorskip("neo4j", reason="needs the driver: pip install graphkit-politics[neo4j]")
    del neo4j
    with open_store("memory:") as ours:
        ours.add(*ferry(document="b", authors=("Zed", "Amy")))
        ours.add(*ferry(document="a"))
        for n, text in enumerate(HOSTILE):
            of = article(f"Article {n}: {text}.", title=text, publisher=None, published=None if n % 2 else "2031-05")
            odd = Entity(f"person/odd-{n}", "Person", text or "none", (text, "x"))
            of_them = [claim(of, odd, "refuses", content=text, concerns=[ADA], verb=text, valid_until="2032")]
            ours.add(of, of_them)
        stream = io.BytesIO()
        export.write(ours, "cypher", stream)
        assert exported(ours, "cypher") == stream.getvalue()
        with open_store(servers.lend("neo4j")) as theirs:
            try:
                connection = theirs._connection  # type: ignore[attr-defined]
                for statement in stream.getvalue().decode("ascii").removesuffix(";\n").split(";\n"):
                    connection.run(statement)
                for format in ("nquads", "jsonl"):
                    assert exported(theirs, format) == exported(ours, format)
            finally:
                servers.take_back()
