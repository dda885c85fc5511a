"""Queries that would do more than read: refused by what they say, whatever they are dressed as."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import QueryFailed, QueryRefused
from graphkit.stores import guard
from graphkit.stores.base import Store
from tests.factories import ferry
from tests.stores.conftest import ADDRESSES, EMBEDDED, address_name, exported

#: stores that are asked in SPARQL
on_sparql = pytest.mark.parametrize(
    "new_address", [a for a in ADDRESSES if a != "{neo4j}"], ids=address_name, indirect=True
)
on_embedded = pytest.mark.parametrize("new_address", EMBEDDED, ids=address_name, indirect=True)

#: {url} is an address where somebody listens; {file} a file that exists
SERVICES = [
    "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { service<{url}>{?s ?p ?o} }",
    "SELECT * { SeRvIcE SILENT <{url}> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } VALUES ?where { <{url}> } }",
    "SELECT * { BIND(<{url}> AS ?where) SERVICE ?where { ?s ?p ?o } }",
    "ASK { SERVICE <{url}> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{url}> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { { SELECT * { SERVICE <{url}> { ?s ?p ?o } } } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <{url}> { ?a ?b ?c } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { SELECT * { SERVICE <{url}> { ?a ?b ?c } } } } }",
    "SELECT (EXISTS { SERVICE <{url}> { ?a ?b ?c } } AS ?x) { }",
    "SELECT * { BIND(IF(EXISTS { SERVICE <{url}> { ?a ?b ?c } }, 1, 2) AS ?x) }",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(EXISTS { SERVICE <{url}> { ?a ?b ?c } })",
    "SELECT ?s { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <{url}> { ?a ?b ?c } })",
    "SELECT * { OPTIONAL { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <{url}> { ?s ?p ?o } } }",
    # a comment that ends where only some parsers see it
    "SELECT * { # all\rSERVICE <{url}> { ?s ?p ?o }\n}",
    "SELECT * { # all\r\nSERVICE <{url}> { ?s ?p ?o }\n}",
    "SELECT * { # all \\u000A SERVICE <{url}> { ?s ?p ?o }\n}",
    # a word in escapes, and escapes that end a string for some parsers
    "SELECT * { \\u0053ERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <{url}> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u005C" . SERVICE <{url}> { ?s ?p ?o } #"\n }',
    'SELECT * { ?s ?p "a\\u0022 . SERVICE <{url}> { ?s ?p ?o } #" }',
    # strings and operators that look like what could hold the word
    "SELECT * { ?s ?p 'a\\'' . SERVICE <{url}> { ?s ?p ?o } #'\n }",
    "SELECT * { ?s ?p '''a\\'''' . SERVICE <{url}> { ?s ?p ?o } #'''\n }",
    'SELECT * { ?s ?p "" . SERVICE <{url}> { ?s ?p ?o } # ""\n }',
    "SELECT * { FILTER(1<2) SERVICE <{url}> { ?s ?p ?o } FILTER(2>1) }",
    'SELECT * { FILTER(?a<#x>"""\n?b) SERVICE <{url}> { ?s ?p ?o } #"""\n }',
    "SELECT * { ?s <http://e.x/#'> ?o SERVICE <{url}> { ?s ?p ?o } #'\n }",
    # words without space between, which the parser that runs the query takes apart
    "PREFIX a: <{url}> SELECT * { SERVICEa: { ?s ?p ?o } }",
    "PREFIX service: <{url}> SELECT * { SERVICE service: { ?s ?p ?o } }",
    "PREFIX a: <{url}> SELECT * { ?s ?p 1SERVICEa: { ?s ?p ?o } }",
    "PREFIX a: <{url}> SELECT * { ?s ?p trueSERVICEa: { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE<{url}>{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?x)SERVICE<{url}>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p []SERVICE<{url}>{ ?s ?p ?o } }",
    # what another parser may not know
    "SELECT * { LATERAL { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p <<( ?a ?b ?c )>> . SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { FILTER(" + "(" * 300 + "1" + ")" * 300 + ") SERVICE <{url}> { ?s ?p ?o } }",
]
FROMS = [
    "SELECT * FROM <{url}> { ?s ?p ?o }",
    "SELECT * FROM <{file}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{file}> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT *FROM<{file}>{ ?s ?p ?o }",
    "SELECT * # x\rFROM <{file}> { ?s ?p ?o }",
    "ASK FROM <{file}> { ?s ?p ?o }",
    "DESCRIBE <http://e.x/> FROM <{file}>",
    "CONSTRUCT { ?s ?p ?o } FROM <{file}> WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <{file}> WHERE { ?s ?p ?o }",
    "PREFIX a: <{file}> SELECT * FROM a: { ?s ?p ?o }",
    "PREFIX a: <{file}> SELECT * FROMa: { ?s ?p ?o }",
]
UPDATES = [
    "INSERT DATA { <http://e.x/a> <http://e.x/b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <http://e.x/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX a: <http://e.x/> # x\nINSERT DATA { a:a a:b 1 }",
    "BASE <http://e.x/> PREFIX : <http://e.x/> clear all",
    "LOAD <{url}>",
    "LOAD SILENT <{file}> INTO GRAPH <http://e.x/g>",
    "CLEAR DEFAULT",
    "DROP ALL",
    "CREATE GRAPH <http://e.x/g>",
    "COPY DEFAULT TO <http://e.x/g>",
    "MOVE DEFAULT TO <http://e.x/g>",
    "ADD DEFAULT TO <http://e.x/g>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "SELECT * { ?s ?p ?o } DROP ALL",
    "ASK {} INSERT DATA { <http://e.x/a> <http://e.x/b> 1 }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on this machine, and who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, peer = server.accept()
                except TimeoutError:
                    continue
                came.append(peer)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
        done.set()
        thread.join()


def filled(text: str, url: str, file: Path) -> str:
    return text.replace("{url}", url).replace("{file}", file.as_uri())


def test_the_listener_would_notice(listener: tuple[str, list[object]]) -> None:
    import pyoxigraph

    url, came = listener
    found = pyoxigraph.Store().query(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    list(found)

    assert came


@on_sparql
def test_a_hostile_query_is_refused_and_nothing_is_read_written_or_reached(
    store: Store, listener: tuple[str, list[object]], tmp_path: Path
) -> None:
    url, came = listener
    file = tmp_path / "secret.ttl"
    file.write_text("<http://e.x/secret> <http://e.x/p> 1 .", encoding="utf-8")
    store.add(*ferry())
    before = exported(store)

    for text in [*SERVICES, *FROMS, *UPDATES]:
        with pytest.raises((QueryRefused, QueryFailed)):
            store.query(filled(text, url, file), timeout=30)

    assert came == []
    assert exported(store) == before
    assert store.ask("leaders").rows


@pytest.mark.parametrize("text", [*SERVICES, *FROMS])
def test_the_guard_refuses_before_the_query_runs(text: str) -> None:
    with pytest.raises(QueryRefused):
        guard.check(filled(text, "http://127.0.0.1:1/", Path("/none")))


@pytest.mark.parametrize("text", SERVICES[:20] + FROMS[:4])
def test_both_readings_find_it_without_each_other(text: str) -> None:
    text = filled(text, "http://127.0.0.1:1/", Path("/none"))
    for reading in (guard._check_tokens, guard._check_tree):
        with pytest.raises(QueryRefused):
            reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'news from the service' }",
        'SELECT * { ?s ?p """news\nfrom "the" service""" }',
        "SELECT ?from ?service { ?from ?p ?service }",
        "SELECT $from { $from ?p ?o } # from the service",
        "PREFIX e: <http://from.e.x/service#> SELECT * { ?s e:from ?o ; e:service ?x }",
        "SELECT * { ?s <http://e.x/from#service> ?o }",
        "SELECT * { ?claim gk:validFrom ?since ; prov:wasDerivedFrom ?article }",
        "SELECT * { ?s ?p 'it''s from' }".replace("''s", "\\'s"),
    ],
)
@on_sparql
def test_a_query_that_only_has_the_words_is_answered(store: Store, text: str) -> None:
    guard.check(text)

    assert store.query(text).rows == ()


@on_embedded
def test_an_update_is_told_apart_from_a_mistake(store: Store) -> None:
    for text in UPDATES[:-3]:
        with pytest.raises(QueryRefused, match="would change the store"):
            store.query(text)
    with pytest.raises(QueryFailed, match=r"^the query does not parse at line 2, column 7, near '{ "):
        store.query("SELECT *\nWHERRE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "SELECT", "{", "'", "SELECT * { ?s ?p '''", "\\u0", "# SELECT * {}", "hello", "<" * 99]
)
@on_embedded
def test_what_is_no_query_fails(store: Store, text: str) -> None:
    with pytest.raises(QueryFailed, match=r"^the query (does not parse|is empty)"):
        store.query(text)


@on_sparql
def test_bytes_that_are_no_text_are_refused(store: Store) -> None:
    with pytest.raises(QueryRefused, match="UTF-8"):
        store.query("SELECT * { ?s ?p '\udcff' }")


_PIECES = st.sampled_from(
    ["SERVICE", "service", "FROM", "NAMED", "<http://e.x/>", "?s", "$x", "a:b", "'", '"', "'''", '"""', "#", "\n", "\r",
     "\\", "\\u0053",
     "{", "}", " ", "<", ">", "1", ".", "SELECT *", "WHERE", "@en", "^^", "EXISTS", "FILTER(", ")", "_:b"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_the_guard_says_yes_or_no_to_any_text(text: str) -> None:
    with contextlib.suppress(QueryRefused):
        guard.check(text)
    guard.is_update(text)


@given(st.text(max_size=60).filter(lambda t: "service" not in t.casefold() and "from" not in t.casefold()))
def test_a_live_service_is_found_after_any_text_in_a_string(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    with pytest.raises(QueryRefused):
        guard.check(f'SELECT * {{ ?s ?p "{escaped}" SERVICE <http://127.0.0.1:1/> {{ }} }}')
    guard._check_tokens(f'SELECT * {{ ?s ?p "{escaped} SERVICE" }}')
