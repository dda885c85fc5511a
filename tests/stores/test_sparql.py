"""The store on a SPARQL server: what is its own, beside what every store does."""

from __future__ import annotations

import base64
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit import questions
from graphkit.cli.asking import answer
from graphkit.errors import QueryFailed, QueryRefused, QueryTimeout, StoreError, UsageError
from graphkit.namespaces import CLAIM, PREFIXES, PROV
from graphkit.stores import open_store, sparql
from graphkit.stores.base import Value
from graphkit.stores.endpoint import PASSWORD, TOKEN, USER, Endpoint, Place, authorization
from graphkit.stores.substitution import written
from graphkit.stores.values import ClaimId, Day, EntityId, TermName, bindings, from_wire, plain, substitutions, to_wire
from tests.factories import ADA, BEN, HARBOUR, HEXBY, ferry
from tests.stores.conftest import exported
from tests.stores.servers import Servers, free_port

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture(params=["oxigraph", "fuseki"])
def address(request: pytest.FixtureRequest, servers: Servers) -> Iterator[str]:
    yield servers.lend(request.param)
    servers.take_back()


class Fake:
    """A server that answers every request with the same; ``seen`` has the headers that it got."""

    def __init__(self, answer: Answer | Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.seen: list[dict[str, str]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake.seen.append(dict(self.headers))
                self.rfile.read(int(self.headers["Content-Length"]))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.address = f"sparql+http://127.0.0.1:{self._server.server_port}/query"

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


YES: Answer = (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":true}')


# ---------------------------------------------------------------- addresses, and who asks


@pytest.mark.parametrize(
    ("address", "query", "update"),
    [
        ("sparql+http://h:7878/query", "/query", "/update"),
        ("sparql+https://h/ds/query", "/ds/query", "/ds/update"),
        ("sparql+http://h/sparql", "/sparql", "/sparql"),
        ("sparql+http://h/r/one#update=/r/one/statements", "/r/one", "/r/one/statements"),
        ("sparql+http://h/query?default-graph=x", "/query?default-graph=x", "/update"),
        ("sparql+http://[::1]:1", "/", "/"),
    ],
)  # fmt: skip
def test_an_address_names_where_queries_and_updates_go(address: str, query: str, update: str) -> None:
    place = Place.of(address)
    assert (place.query, place.update) == (query, update)


@pytest.mark.parametrize(
    "address",
    [
        "sparql+http://", "sparql+http:/query", "sparql+http://h:port/", "sparql+http://h/#elsewhere=/x",
        "sparql+http://h/a b", "sparql+http://h/\r\nX-Evil: 1", "sparql+http://h/#update=http://other/",
    ],
)  # fmt: skip
def test_an_address_of_no_such_form_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=r"write sparql\+http://HOST:PORT/query"):
        Place.of(address)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match=PASSWORD) as caught:
        open_store("sparql+http://ada:s3cret@127.0.0.1:1/query")
    assert "s3cret" not in str(caught.value)


def test_who_asks_comes_from_the_environment_or_the_netrc_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert authorization("h") is None
    (tmp_path / "netrc").write_text("machine h login zoë password pw\n", encoding="utf-8")
    assert authorization("other") is None
    assert authorization("h") == "Basic " + base64.b64encode("zoë:pw".encode()).decode()
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, "s:3")
    assert authorization("h") == "Basic " + base64.b64encode(b"ada:s:3").decode()
    monkeypatch.setenv(TOKEN, "t0ken")
    assert authorization("h") == "Bearer t0ken"
    monkeypatch.setenv(TOKEN, "t0ken\r\nX-Evil: 1")
    with pytest.raises(UsageError, match=TOKEN) as caught:
        authorization("h")
    assert "t0ken" not in str(caught.value)


def test_a_netrc_file_that_cannot_be_read_is_told_without_its_lines(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine h login ada pass s3cret\n", encoding="utf-8")
    with pytest.raises(UsageError, match="netrc") as caught:
        authorization("h")
    assert "ada" not in str(caught.value)


def test_credentials_are_sent_with_every_request_and_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "s3cret")
    with Fake(YES) as server:
        store = open_store(server.address)
        store.query("ASK {}")
    assert [seen["Authorization"] for seen in server.seen] == ["Bearer s3cret"] * 2
    with Fake((401, {}, b"no")) as server, pytest.raises(StoreError, match="does not accept") as caught:
        open_store(server.address)
    assert "s3cret" not in repr(caught.value) + str(caught.value)


# ---------------------------------------------------------------- what servers refuse


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, {}, b""), f"asks who you are; set {USER}"),
        ((403, {}, b"<html>Go <b>away</b></html>"), "does not allow this: Go away"),
        ((404, {}, b""), "is not there; check the path"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "has moved to http://127.0.0.1:1/"),
        ((500, {}, b"x" * 9999), "error 500: x{200}…"),
        ((503, {}, b"Query timed out"), "time limit: Query timed out"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), r"is no SPARQL server \(it sends text/html\)"),
        ((200, {"Content-Type": "application/sparql-results+json"}, b'{"head":'), "cannot be read"),
        ((200, {"Content-Type": "application/sparql-results+json", "Content-Length": "99"}, b"{"), "broke"),
    ],
)
def test_what_a_server_refuses_is_told_with_what_to_do(answer: Answer, told: str) -> None:
    with Fake(answer) as server, pytest.raises(StoreError, match=told):
        open_store(server.address)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreError, match="there is no server at"):
        open_store(f"sparql+http://127.0.0.1:{free_port()}/query")
    with pytest.raises(StoreError, match=r"there is no host nowhere\.invalid"):
        open_store("sparql+http://nowhere.invalid/query")


def test_a_server_without_a_safe_connection_is_told() -> None:
    with Fake(YES) as server, pytest.raises(StoreError, match="no safe connection"):
        open_store(server.address.replace("http:", "https:"))


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n{"])
def test_a_server_that_keeps_silent_ends_at_the_time_limit(before: bytes) -> None:
    done = threading.Event()
    asked = 0

    def silent(handler: BaseHTTPRequestHandler) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n" + YES[2])
            return
        handler.wfile.write(before)
        done.wait(20)

    with Fake(silent) as server:
        store = open_store(server.address)
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"0\.3 s"):
            store.query("ASK {}", timeout=0.3)
        assert time.monotonic() - started < 10
        done.set()


def test_a_query_that_does_not_parse_is_told_with_its_place_in_the_text_as_it_was_written(address: str) -> None:
    with open_store(address) as store, pytest.raises(QueryFailed, match=r"by the server: .*line 1, column 1[67]\b"):
        store.query("SELECT ?x WHERRE { ?x gk:leads ?y }")


HOSTILE = [
    "INSERT DATA { gk:a gk:b gk:c }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP DEFAULT", "LOAD <file:///etc/x>",
    "PREFIX a: <b:> INSERT DATA { a:a a:b a:c }", "# SELECT\nCLEAR ALL", "SELECT * {} ; CLEAR ALL",
    "\\u0043LEAR ALL", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SELECT * FROM <file:///x> {}",
    "BASE <CLEAR:> COPY DEFAULT TO <x:y>", "'SELECT'", "", "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "SELECT ?x { ?x ?y 'a' } # \n; DROP ALL", "CREATE GRAPH <a:b>",
    "SELECT * { GRAPH <a:b> { ?s ?p ?o } }", "SELECT * { GRAPH?g { ?s ?p ?o } }", "ASK { GR\\u0041PH <a:b> {} }",
    "MOVE <a:b> TO DEFAULT", "ADD <a:b> TO DEFAULT",
    # the word and a name behind it, which parsers take apart
    "PREFIX a: <a:> SELECT * { GRAPHa:b { ?s ?p ?o } }", "PREFIX a: <a:> SELECT * { ?a ?b trueGRAPHa:b { ?s ?p ?o } }",
    "PREFIX : <a:> SELECT * { GRAPH:a·b { ?s ?p ?o } }", "PREFIX a: <a:> SELECT * { GRAPHa:a\u203fb { ?s ?p ?o } }",
    "PREFIX : <a:> SELECT * { GRAPH:a\u0301 { ?s ?p ?o } }",
    "PREFIX : <a:> SELECT * { GRAPH:b{ ?s ?p ?o } }", "PREFIX : <a:> SELECT * { graph: { ?s ?p ?o } }",
    "PREFIX graph: <b:> PREFIX : <a:> SELECT * { ?s ?p ?o . graph:b # ?x\n { ?s ?p ?o } }",
    "PREFIX a: <a:> SELECT * { {}GRAPHa:b\\,c%20.d:e { ?s ?p ?o } }", "SELECT * { ?a ?b trueGRAPH ?g { ?s ?p ?o } }",
    "PREFIX a: <a:> SELECT * { \\u0047RAPHa:b { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a\\u0027 . GRAPH ?g { ?s ?p ?o } #' }",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_do_more_than_read_is_never_sent(text: str) -> None:
    with Fake(YES) as server:
        with open_store(server.address) as store, pytest.raises((QueryRefused, QueryFailed)):
            store.query(text)
        assert len(server.seen) == 1


def test_words_of_updates_may_stand_in_strings_names_and_comments(address: str) -> None:
    with open_store(address) as store:
        store.add(*ferry())
        text = 'SELECT ?load { ?load gk:text "sell the harbour to Ben Crow" FILTER("drop" != "clear") } # insert'
        assert len(store.query(text).rows) == 1


@pytest.mark.parametrize("prefix", ["graph", "Graph", "geo-graph.2", "graphs"])
def test_a_prefix_may_be_called_as_the_word_for_a_graph(address: str, prefix: str) -> None:
    with open_store(address) as store:
        store.add(*ferry())
        text = f"PREFIX {prefix}: <{PREFIXES['gk']}> ASK {{ ?s {prefix}:leads ?o {{ ?c a {prefix}:Claim }} }} # graph"
        assert store.query(text).boolean is True


def test_a_row_limit_tells_that_it_cut(address: str) -> None:
    with open_store(address) as store:
        store.add(*ferry())
        cut, whole = (store.query("SELECT * { ?s a gk:Claim }", limit=n) for n in (2, 5))
        assert (len(cut.rows), cut.truncated) == (2, True)
        assert (len(whole.rows), whole.truncated) == (5, False)
        assert store.query("CONSTRUCT { ?s a ?t } { ?s a ?t }", limit=3).truncated


def test_blank_nodes_without_end_are_ended_at_the_limit_too() -> None:
    names = [f"_:b{n} <x:p> _:b{(n + step) % 40} .\n" for n in range(40) for step in (1, 2, 5)]
    endless: Answer = (200, {"Content-Type": "application/n-triples"}, "".join(names).encode())
    asked = 0

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal asked
        asked += 1
        status, headers, body = YES if asked == 1 else endless
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    with Fake(answer) as server, open_store(server.address) as store:
        with pytest.raises(QueryTimeout, match=r"ended after 2 s") as caught:
            store.query("CONSTRUCT WHERE { ?s ?p ?o }", timeout=2)
        assert caught.value.address == server.address


def test_blank_nodes_have_the_same_names_each_time(address: str) -> None:
    with open_store(address) as store:
        store.add(*ferry())
        text = "CONSTRUCT { ?s gk:with [ gk:leads ?o ] } WHERE { ?s gk:leads ?o }"
        assert store.query(text, limit=1).truncated
        first, second = store.query(text).turtle, store.query(text).turtle
        assert first == second
        assert "_:c14n0" in str(first)


def test_a_claim_that_somebody_else_spoiled_is_told(address: str) -> None:
    of, claims = ferry()
    with open_store(address) as store:
        store.add(of, claims)
        gone = f"<{CLAIM}{claims[0].id}> <{PROV}wasDerivedFrom> ?article"
        Endpoint(address).update(f"DELETE {{ {gone} }} WHERE {{ {gone} }}")
        with pytest.raises(StoreError, match=r"has no .*wasDerivedFrom; see what 'graphkit verify' says"):
            store.claims_by_id([claims[0].id])


# ---------------------------------------------------------------- writing


def test_each_batch_is_one_request_and_each_article_in_one(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "BATCH", 1)
    library = [ferry(title=f"Row {n}") for n in range(3)]
    with open_store(address) as store, open_store("memory:") as expected:
        assert list(store.add_all(library)) == [True] * 3
        list(expected.add_all(library))
        assert exported(store) == exported(expected)


def test_what_a_server_did_not_take_is_not_there_and_can_be_sent_again(address: str) -> None:
    with open_store(address + "#update=/nowhere") as store, pytest.raises(StoreError):
        store.add(*ferry())
    with open_store(address) as store:
        assert store.counts()["articles"] == 0
        assert store.add(*ferry())


# ---------------------------------------------------------------- parameters

VALUES: dict[str, Value] = {
    "who": EntityId(ADA.id), "whom": EntityId(BEN.id), "of": EntityId(HARBOUR.id), "with": EntityId(BEN.id),
    "one": EntityId(ADA.id), "other": EntityId(BEN.id), "entity": EntityId(ADA.id), "person": EntityId(ADA.id),
    "party": EntityId(HARBOUR.id), "within": EntityId(HARBOUR.id), "constituency": EntityId(HEXBY.id), "minimum": 1,
    "since": Day("2031-01-01"), "until": Day("2031-12-31"), "predicate": TermName("leads"), "type": TermName("Person"),
}  # fmt: skip


@pytest.mark.parametrize("name", questions.names())
@pytest.mark.parametrize("given", ["all", "needed", "none"])
def test_written_into_the_text_parameters_mean_what_they_mean_when_bound(name: str, given: str) -> None:
    question = questions.load(name)
    of, claims = ferry()
    values: dict[str, Value] = VALUES | ({"of": ClaimId(claims[0].id)} if name == "sources" else {})
    chosen: dict[str, Value] = {
        p.name: values[p.name]
        for p in question.parameters
        if given == "all" or (given == "needed" and not p.optional and p.default is None)
    }
    bound = bindings(chosen)
    with open_store("memory:") as store:
        store.add(of, claims)
        lines = exported(store)
    db = ox.Store()
    db.load(lines, ox.RdfFormat.N_QUADS)

    def rows(text: str, wires: dict[str, list[str]]) -> list[dict[str, object]]:
        found = db.query(text, substitutions=dict(substitutions(wires)))
        assert isinstance(found, ox.QuerySolutions)
        names = [v.value for v in found.variables]
        return [{n: plain(from_wire(to_wire(row[n]))) for n in names} for row in found]

    assert rows(written(question.text, bound).text, {}) == rows(question.text, bound)


@pytest.mark.parametrize("text", ["'", '"', "\\", "\n\r\t\x00", '" } ; CLEAR ALL #', "?x $y {}", "<a:b>", "é😀\u2028"])
def test_no_value_becomes_part_of_the_query(address: str, text: str) -> None:
    with open_store(address) as store:
        found = store.query("SELECT ?x ?y WHERE { BIND(STRLEN(?x) AS ?y) } # ?x '", {"x": text})
    assert found.rows == ((text, len(text)),)


def test_a_parameter_without_a_place_is_told(servers: Servers) -> None:
    with pytest.raises(UsageError, match="no place for the parameter x"):
        written("SELECT ?y { ?y ?z '?x' } # ?x", bindings({"x": 1}))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT ?x { ?x gk:leads ?y }", [("person/ada-bell",)]),
        ("SELECT ?y { { SELECT ?x { ?x gk:leads ?z } } ?x gk:leads ?y }", [("party/harbour-party",)]),
        ("SELECT ?y { { SELECT DISTINCT ?x ?y { ?x gk:leads ?y } } }", [("party/harbour-party",)]),
        ("SELECT ?y { { SELECT ?x WHERE { { SELECT ?x { ?x a ?t } } } } ?x gk:leads ?y }", [("party/harbour-party",)]),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x gk:leads ?y } GROUP BY ?x ORDER BY ?x", [("person/ada-bell", 1)]),
        ("SELECT (COUNT(*) AS ?n) { ?x gk:meets ?y } GROUP BY ?x", []),
        ("SELECT ?y { ?x gk:leads ?y } ORDER BY DESC(?x) ?x ?y", [("party/harbour-party",)]),
        ("SELECT ?n { BIND(IF(?x = entity:person\\/ada-bell, 1, 2) AS ?n) FILTER(BOUND(?x)) }", [(1,)]),
        ("SELECT ?y { VALUES ?y { 1 2 } FILTER(STRLEN(STR(?x)) > ?y) } ORDER BY ?y", [(1,), (2,)]),
    ],
)
def test_a_parameter_may_stand_wherever_a_variable_may(address: str, text: str, rows: list[tuple[Value, ...]]) -> None:
    with open_store(address) as store, open_store("memory:") as embedded:
        for each in (store, embedded):
            each.add(*ferry())
            asked = answer(each, text, ["x=entity:person/ada-bell"], timeout=30)
            assert list(asked.rows) == rows


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?x\n{ VALUES ?x { 1 } }", "line 2, column 10"),
        ("SELECT ?x { VALUES (?y ?x) { (1 2) } }", "line 1, column 24"),
        ("SELECT * { BIND(STR(?y) AS ?x) }", "line 1, column 28"),
        ("SELECT (COUNT(*) AS ?x) { ?s ?p ?o }", "line 1, column 21"),
        ("SELECT * { { SELECT (1 AS $x) {} } }", "line 1, column 27"),
    ],
)
def test_a_parameter_that_the_query_gives_values_is_told_with_the_place(text: str, place: str) -> None:
    with pytest.raises(UsageError, match=rf"the query itself gives \?x its values, at {place}; name one"):
        written(text, bindings({"x": 1}))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?s { ?s rdfs:label ?name . ?s gk:leads }", "line 1, column 47"),
        ("SELECT ?s { ?s rdfs:label ?name .\n?s skos:altLabel ?name ;; ?t }", "line 2, column 31"),
    ],
)
def test_a_query_that_does_not_parse_is_told_with_its_place_before_parameters_were_bound(
    address: str, text: str, place: str
) -> None:
    with open_store("memory:") as store, pytest.raises(QueryFailed, match=rf"\b{place}\b"):
        answer(store, text, ["name=Somebody with a long name"], timeout=30)
    with open_store(address) as store, pytest.raises(QueryFailed, match=r"\bline \d, column \d+") as caught:
        answer(store, text, ["name=Somebody with a long name"], timeout=30)
    line, column = re.findall(r"line (\d), column (\d+)", str(caught.value))[0]
    assert int(column) <= len(text.split("\n")[int(line) - 1]) + 1


def test_a_note_names_the_place_before_parameters_were_bound() -> None:
    with open_store("memory:") as store:
        found = answer(store, "SELECT ?s { ?s rdfs:label ?name ; gk:lead ?x }", ["name=Somebody long"], timeout=30)
    assert "(line 1, column 35)" in found.notes[0]


@pytest.mark.parametrize("name", questions.names())
def test_named_questions_give_the_rows_of_the_embedded_store(address: str, name: str) -> None:
    library = [ferry(), ferry(title="Again", published="2032", document="z"), ferry(title="Undated", published=None)]
    question = questions.load(name)
    given = {p.name: str(VALUES[p.name]) for p in question.parameters if p.kind == "entity" and not p.optional}
    if name == "sources":
        given = {"of": library[0][1][0].id}
    with open_store(address) as store, open_store("memory:") as expected:
        for each in (store, expected):
            list(each.add_all(library))
        assert store.ask(name, **given) == expected.ask(name, **given)
