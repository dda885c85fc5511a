"""Exports come back only as they were written."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable

import pytest

from graphkit.errors import SourceError, UsageError
from graphkit.imports import read_records
from graphkit.stores import open_store
from tests.factories import ADA, BEN, article, claim, ferry
from tests.stores.conftest import exported


@pytest.fixture(scope="module")
def export() -> dict[str, bytes]:
    store = open_store("memory:")
    store.add(*ferry())
    store.add(*ferry(title="Another"))
    return {format: exported(store, format) for format in ("nquads", "jsonl")}


def test_the_lines_of_n_quads_may_come_in_any_order(export: dict[str, bytes]) -> None:
    lines = export["nquads"].split(b"\n")
    random.Random(3).shuffle(lines)
    store = open_store("memory:")
    assert list(store.add_all(read_records(io.BytesIO(b"\n".join(lines)), "nquads"))) == [True, True]
    assert exported(store) == export["nquads"]


def test_two_exports_after_each_other_come_back_as_one(export: dict[str, bytes]) -> None:
    for format, data in export.items():
        store = open_store("memory:")
        list(store.add_all(read_records(io.BytesIO(data + data), format)))
        assert exported(store, format) == data


def _without_line(data: bytes, mark: bytes) -> bytes:
    lines = data.split(b"\n")
    at = next(i for i, line in enumerate(lines) if mark in line)
    return b"\n".join(lines[:at] + lines[at + 1 :])


ONTOLOGY = b"<https://w3id.org/graphkit/ontology#%s>"
ADA_LEADS = b"<https://w3id.org/graphkit/entity/person/ada-bell> " + ONTOLOGY % b"leads"
ADA_IS_CALLED = b"person/ada-bell> <http://www.w3.org/2000/01/rdf-schema#label>"
LEADS, LEAVES = (b"#predicate> " + ONTOLOGY % name for name in (b"leads", b"leaves"))
EDGE_TO_BEN = ADA_LEADS + b" <https://w3id.org/graphkit/entity/person/ben-crow> .\n"
FOREIGN = b'<https://example.org/a> <https://example.org/b> "c" .\n'

SPOILS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another word in a text": (lambda d: re.sub(rb'(#text> "Ada) Bell', rb"\1 Dell", d), "does not fit"),
    "another quote": (lambda d: d.replace(b'#quote> "Ada Bell leads', b'#quote> "Ada Bell left'), "quote"),
    "another predicate": (lambda d: d.replace(LEADS, LEAVES), "does not fit"),
    "a denial undone": (lambda d: d.replace(b'#former> "false"', b'#former> "true"', 1), "does not fit"),
    "no quote": (lambda d: _without_line(d, b"#quote>"), "has no quote"),
    "no plain edge": (lambda d: _without_line(d, ADA_LEADS), "missing"),
    "no label": (lambda d: _without_line(d, ADA_IS_CALLED), "belong"),
    "an edge of nobody's": (lambda d: d + EDGE_TO_BEN, "nothing bears out"),
    "a statement of another kind": (lambda d: d + FOREIGN, "belong"),
    "half a line": (lambda d: d[:-20], "not N-Quads"),
    "a statement in a named graph": (
        lambda d: d + FOREIGN.replace(b" .", b" <https://example.org/g> ."),
        "named graph",
    ),
    "a triple in a statement": (lambda d: d + b"<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .\n", "blank node or a triple"),
    "a blank node": (lambda d: d + b"_:a <x:b> <x:c> .\n", "blank node or a triple"),
    "Turtle": (lambda d: b"@prefix gk: <x:y> .\ngk:a gk:b gk:c .\n", "only N-Quads and JSON Lines come back"),
    "not RDF at all": (lambda d: b"Dear reader,\n", "not N-Quads"),
    "half a character": (lambda d: d.replace(b"Harbour Party", b"Harbour \xc3"), "not N-Quads"),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_changed_n_quads_are_refused_before_anything_comes(export: dict[str, bytes], spoil: str) -> None:
    change, told = SPOILS[spoil]
    data = change(export["nquads"])
    assert data != export["nquads"]
    with pytest.raises(SourceError, match=told):
        next(read_records(io.BytesIO(data), "nquads"))


LINE_SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "another word in a text": lambda line: line.replace(b"Ada Bell leads", b"Ada Dell leads"),
    "half a line": lambda line: line[: len(line) // 2],
    "a word for a truth": lambda line: line.replace(b'"negated": false', b'"negated": "false"'),
    "not JSON": lambda line: b"Dear reader,",
    "a list": lambda line: b"[1, 2]",
    "a number": lambda line: b"12",
    "nothing in it": lambda line: b"{}",
    "an article of nothing": lambda line: b'{"article": null}',
    "a text for an object": lambda line: b'{"article": "abc"}',
    "half a character": lambda line: line.replace(b"Ada", b"Ad\xc3"),
    "not UTF-8": lambda line: line.decode().encode("utf-16"),
    "deep": lambda line: b"[" * 100_000,
}


@pytest.mark.parametrize("spoil", LINE_SPOILS)
@pytest.mark.parametrize("at", [0, 1, 6, 8])
def test_a_bad_line_costs_its_article_and_no_other(export: dict[str, bytes], spoil: str, at: int) -> None:
    lines = export["jsonl"].rstrip(b"\n").split(b"\n")
    assert len(lines) == 12
    changed = LINE_SPOILS[spoil](lines[at])
    if changed == lines[at]:
        return  # this line has nothing to spoil
    data = b"\n".join([*lines[:at], changed, *lines[at + 1 :]])
    # told at the line, or before it: that the article before has not all its claims
    with pytest.raises(SourceError, match=f"line ({at}|{at + 1}): "):
        list(read_records(io.BytesIO(data), "jsonl"))
    told: list[SourceError] = []
    found = list(read_records(io.BytesIO(data), "jsonl", told.append))
    assert f"line {at + 1}" in {error.place for error in told}
    whole = list(read_records(io.BytesIO(export["jsonl"]), "jsonl"))
    # a line that cannot be read may have been of the article before it
    assert found in ([whole[1]], [whole[0]], [])
    assert found != [] or at == 6
    assert whole[1 if at < 6 else 0] in found or at == 6


def test_an_export_that_was_cut_at_a_line_is_told(export: dict[str, bytes]) -> None:
    lines = export["jsonl"].rstrip(b"\n").split(b"\n")
    with pytest.raises(SourceError, match="3 of its 5 claims"):
        list(read_records(io.BytesIO(b"\n".join(lines[:10])), "jsonl"))
    told: list[SourceError] = []
    assert len(list(read_records(io.BytesIO(b"\n".join([*lines[:3], *lines[6:]])), "jsonl", told.append))) == 1
    assert [error.place for error in told] == ["line 3"]


def test_a_claim_without_its_article_is_told(export: dict[str, bytes]) -> None:
    lines = export["jsonl"].split(b"\n")
    told: list[SourceError] = []
    assert list(read_records(io.BytesIO(b"\n".join([lines[1], *lines])), "jsonl", told.append))
    assert [(e.place, "not before it" in str(e)) for e in told] == [("line 1", True)]


def test_json_lines_hold_what_extract_prints() -> None:
    of = article()
    store = open_store("memory:")
    store.add(of, [claim(of, ADA, "meets", BEN, quote="Ben Crow criticised Ms Bell", trigger="criticised")])
    head, line = exported(store, "jsonl").decode().splitlines()
    assert json.loads(head)["article"]["text"] == of.text
    assert json.loads(line)["evidence"]["quote"] == "Ben Crow criticised Ms Bell"
    assert "documents" not in json.loads(head)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match="'turtle'"):
        read_records(io.BytesIO(), "turtle")
