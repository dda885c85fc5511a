"""Exports for programs that draw networks and for spreadsheets, read back by other people's readers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pytest

from graphkit import export
from graphkit.export.csv_ import COLUMNS
from graphkit.model import Entity
from graphkit.network import to_networkx
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests import export_table
from tests.factories import ADA, article, claim, ferry
from tests.stores.conftest import exported

ODD = Entity("person/ł \"<&>' \u2028", "Person", 'Zoë <b>&amp;</b> "Łuk"\t\n\x1b]0;😀', ("'--", "]]>"))


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        opened.add(*ferry(title='A "second"\tone\u2028 & <more>', document='a,b\n"c"'))
        of = article('=1+1, "quoted"\r\n\tZoë; \x0b<x>&y\nand so on', published=None, title=None)
        claims = [
            claim(of, ODD, "criticises", ADA, negated=True, verb="slam"),
            claim(of, ODD, "criticises", ADA, modality="possible", source=ADA),
            claim(of, ADA, "says"),
        ]
        opened.add(of, claims)
        yield opened


def read(store: Store, format: str) -> nx.MultiDiGraph:
    data = io.BytesIO(exported(store, format))
    if format == "graphml":
        return nx.read_graphml(data, force_multigraph=True)
    return nx.read_gexf(data)


def in_xml(text: str) -> str:
    return text.replace("\x1b", "\ufffd").replace("\x0b", "\ufffd")


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networkx_reads_the_same_network_from_the_file(store: Store, format: str) -> None:
    back, ours = read(store, format), to_networkx(store)
    assert back.is_directed()
    assert set(back.nodes) == set(ours.nodes)
    for node, data in ours.nodes(data=True):
        assert back.nodes[node]["label"] == in_xml(data["label"])
        assert (back.nodes[node]["kind"], back.nodes[node]["type"]) == (data["kind"], data["type"])
        assert back.nodes[node].get("aliases", "") == "; ".join(data["aliases"])
    edges: dict[str, tuple[Any, Any, Any]] = {
        str(data.get("id", key)): (start, end, data) for start, end, key, data in back.edges(keys=True, data=True)
    }
    assert len(edges) == ours.number_of_edges() == 8
    for start, end, key, data in ours.edges(keys=True, data=True):
        found = edges[key]
        assert found[:2] == (start, end)
        assert found[2]["label"] == data["predicate"]
        for name in ("negated", "former", "plain", "modality", "confidence", "start", "end"):
            assert found[2][name] == data[name], name
        for name in ("quote", "title", "verb", "content", "document", "source_id", "valid_from", "published"):
            assert found[2].get(name) == (in_xml(data[name]) if data[name] else None), name


def test_a_csv_row_is_a_claim_with_all_that_it_says(store: Store) -> None:
    text = exported(store, "csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    claims = list(store.claims())
    assert tuple(rows[0]) == COLUMNS
    assert [row["claim"] for row in rows] == [each.id for each in claims]
    for row, each in zip(rows, claims, strict=True):
        assert (row["subject"], row["subject_id"], row["subject_type"]) == (
            each.subject.label, each.subject.id, each.subject.type,
        )  # fmt: skip
        assert row["object_id"] == (each.object.id if each.object else "")
        assert row["quote"] == each.evidence.quote
        assert row["content"] == (each.act.content if each.act else "")
        assert (row["negated"] == "true", row["modality"]) == (each.negated, each.modality.value)
        assert row["source_id"] == (each.source.id if each.source else "")
        assert float(row["confidence"]) == each.confidence


@pytest.mark.parametrize("format", ["csv", "graphml", "gexf"])
def test_an_empty_store_is_a_valid_file(format: str) -> None:
    with open_store("memory:") as empty:
        if format == "csv":
            assert exported(empty, format).decode() == ",".join(COLUMNS) + "\n"
        else:
            assert len(read(empty, format)) == 0


def test_the_documentation_says_what_each_format_keeps() -> None:
    assert export_table.documented() == export_table.table(), "run python -m tests.export_table and look at it"


def test_every_format_is_documented() -> None:
    text = export_table.DOCS.read_text(encoding="utf-8")
    assert all(f"| `{format}` |" in text for format in export.FORMATS)
