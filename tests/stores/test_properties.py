"""Nothing is lost and nothing is left behind, whatever the articles and claims are."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.export.statements import made_statements
from graphkit.imports import read_records
from graphkit.model import Article, Claim
from graphkit.stores import open_store, rdf
from graphkit.stores.base import Store
from graphkit.verify import verify
from tests.stores.conftest import exported
from tests.stores.strategies import characters, libraries, records, words

Record = tuple[Article, list[Claim]]

quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
slow = settings(quick, max_examples=8)  # a folder for each example


def filled(library: list[Record], *, bulk: bool = False) -> Store:
    store = open_store("memory:")
    if bulk:
        list(store.add_all(library))
    else:
        for of, claims in library:
            store.add(of, claims)
    return store


@quick
@given(records())
def test_an_article_comes_back_as_it_went_in(record: Record) -> None:
    of, claims = record
    store = filled([record])
    assert store.article(of.id) == of
    assert {c.id for c in store.claims()} == {c.id for c in claims}
    found = {c.id: c for c in store.claims()}
    if len(found) == len(claims):  # no twins
        names = {e.id: e for c in found.values() for e in c.entities()}
        for each in claims:
            back = found[each.id]
            assert replace(back, subject=each.subject, object=each.object, source=each.source, act=each.act) == each
            assert all(e.label in (names[e.id].label, *names[e.id].aliases) for e in each.entities())
            assert all(set(e.aliases) <= {names[e.id].label, *names[e.id].aliases} for e in each.entities())
    assert list(verify(store)) == []


@quick
@given(libraries())
def test_the_order_of_import_leaves_no_trace(library: list[Record]) -> None:
    store = filled(library)
    shuffled = [(of, claims[::-1]) for of, claims in library][::-1]
    assert exported(filled(shuffled, bulk=True)) == exported(store)
    again = filled([*library, *shuffled])
    assert exported(again) == exported(store)
    assert exported(again, "jsonl") == exported(store, "jsonl")


@quick
@given(libraries(max_size=4), st.data())
def test_retract_leaves_what_would_be_without_the_article(library: list[Record], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(library)) if library else None
    store = filled(library, bulk=True)
    if gone is not None:
        assert store.retract(gone[0].id)
    assert exported(store) == exported(filled([r for r in library if r is not gone]))
    for of, _ in library:
        store.retract(of.id)
    assert exported(store) == b""


@quick
@given(libraries(), words(1))
@pytest.mark.parametrize("format", ["nquads", "jsonl"])
def test_an_export_comes_back_and_loses_nothing(format: str, library: list[Record], document: str) -> None:
    store = filled(library)
    for of, _ in library[:1]:
        store.add(replace(of, document=document, language="cy"), [])
    stream = io.BytesIO(exported(store, format))
    back = open_store("memory:")
    list(back.add_all(read_records(stream, format)))
    for each in ("nquads", "turtle", "jsonld", "jsonl"):
        assert exported(back, each) == exported(store, each)


@quick
@given(libraries())
def test_the_statements_follow_from_articles_and_claims_alone(library: list[Record]) -> None:
    store = filled(library, bulk=True)
    assert "".join(sorted(set(made_statements(store)))).encode() == exported(store)


@quick
@given(libraries(max_size=2))
@pytest.mark.parametrize(("format", "name"), [("turtle", "TURTLE"), ("jsonld", "JSON_LD"), ("nquads", "N_QUADS")])
def test_rdf_exports_say_the_same(format: str, name: str, library: list[Record]) -> None:
    store = filled(library)
    read = ox.Store()
    read.load(exported(store, format), getattr(ox.RdfFormat, name))
    assert "".join(sorted(map(rdf.line_of, read))).encode() == exported(store)


@slow
@given(libraries(max_size=4), st.booleans())
def test_a_folder_keeps_what_memory_keeps(library: list[Record], bulk: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_store(f"oxigraph:{folder}/graph") as store:
            if bulk:
                list(store.add_all(library))
            else:
                for of, claims in library:
                    store.add(of, claims)
        with open_store(f"oxigraph:{folder}/graph", create=False) as store:
            assert exported(store) == exported(filled(library))
            for of, _ in library[::2]:
                store.retract(of.id)
            assert exported(store) == exported(filled(library[1::2]))


@quick
@given(st.text(characters))
def test_any_entity_id_leads_to_an_iri_and_back(identifier: str) -> None:
    iri = rdf.entity_iri(identifier)
    assert ox.NamedNode(iri).value == iri
    assert rdf.short(iri) == identifier


@quick
@given(st.text(characters), st.floats(0, 1))
def test_literals_are_written_as_the_store_writes_them(text: str, number: float) -> None:
    node = ox.NamedNode("https://example.org/a")
    for term, ours in ((ox.Literal(text), rdf.text_literal(text)), (ox.Literal(number), rdf.double_literal(number))):
        line = ox.serialize([ox.Triple(node, node, term)], format=ox.RdfFormat.N_TRIPLES)
        assert line == f"<{node.value}> <{node.value}> {ours} .\n".encode()


def _every_character() -> str:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


def test_every_character_of_unicode_survives() -> None:
    of = Article(_every_character(), title="All of them")
    store = filled([(of, [])])
    assert store.article(of.id) == of
    for format in ("nquads", "jsonl"):
        back = open_store("memory:")
        list(back.add_all(read_records(io.BytesIO(exported(store, format)), format)))
        assert back.article(of.id) == of
