"""What is special to the Neo4j store: addresses, errors, hostile content, two at a time, a server that is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from neo4j import exceptions

from graphkit import neo4j_server
from graphkit.errors import ModelError, StoreError, UsageError
from graphkit.model import Article, Claim, Entity
from graphkit.stores import open_store
from graphkit.stores.neo4j.address import parse, target
from graphkit.stores.neo4j.form import claim_label, relationship_type
from graphkit.stores.neo4j.reaching import trouble
from graphkit.stores.neo4j.store import Neo4jStore
from graphkit.stores.neo4j.values import parameters
from graphkit.stores.neo4j.writing import BATCH_CLAIMS
from graphkit.verify import verify
from graphkit.vocabulary import vocabulary
from tests.factories import ADA, BEN, HARBOUR, article, claim, ferry
from tests.stores.conftest import exported
from tests.stores.servers import Servers, wipe
from tests.stores.strategies import articles, claims

Record = tuple[Article, list[Claim]]


@pytest.fixture
def address(servers: Servers) -> Iterator[str]:
    yield servers.lend("neo4j")
    servers.take_back()


def in_memory(records: list[Record]) -> bytes:
    with open_store("memory:") as store:
        list(store.add_all(records))
        return exported(store)


def many(count: int) -> list[Record]:
    return [ferry(title=f"Row {n}", text=f"Row {n}. " + article().text) for n in range(count)]


# -- addresses


@pytest.mark.parametrize(
    ("address", "uri", "database"),
    [
        ("neo4j://localhost", "neo4j://localhost:7687", None),
        ("bolt+s://db.example.org:7777/politics", "bolt+s://db.example.org:7777", "politics"),
        ("neo4j+s://[::1]:7687/", "neo4j+s://[::1]:7687", None),
    ],
)
def test_an_address_names_server_and_database(address: str, uri: str, database: str | None) -> None:
    assert parse(address) == (uri, database)


@pytest.mark.parametrize("address", ["bolt://", "bolt:graph", "neo4j://host:port", "neo4j://host/a/b", "bolt://h?x=1"])
def test_other_addresses_are_refused_with_the_form(address: str) -> None:
    with pytest.raises(UsageError, match="neo4j://HOST"):
        open_store(address)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="NEO4J_PASSWORD") as raised:
        open_store("neo4j://ada:open-sesame@localhost")
    assert "sesame" not in str(raised.value)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "ada")
    monkeypatch.setenv("NEO4J_PASSWORD", "usual")
    monkeypatch.setenv("NEO4J_DATABASE", "politics")
    found = target("neo4j://127.0.0.1:1")
    assert (found.user, found.password, found.database) == ("ada", "usual", "politics")
    assert "usual" not in repr(found)
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", "ben")
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "ours")
    found = target("neo4j://127.0.0.1:1/other")
    assert (found.user, found.password, found.database) == ("ben", "ours", "other")


def test_without_a_password_and_a_terminal_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_PASSWORD", "GRAPHKIT_NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(UsageError, match="set NEO4J_PASSWORD"):
        open_store(f"bolt://127.0.0.1:{listening.getsockname()[1]}")
    with pytest.raises(StoreError, match="no Neo4j server answers"):  # and none for a server that is not there
        open_store("bolt://127.0.0.1:1")


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    with pytest.raises(StoreError, match=r"no Neo4j server answers.*graphkit neo4j start") as raised:
        open_store("bolt://127.0.0.1:1")
    assert "sesame" not in str(raised.value)


@pytest.fixture
def speaker() -> Iterator[Callable[[bytes], int]]:
    """Something that answers each caller with the same bytes, at the port that it tells, and hangs up."""
    sockets: list[socket.socket] = []

    def speak(answer: bytes) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    with caller:
                        caller.recv(4096)
                        caller.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        port: int = listening.getsockname()[1]
        return port

    yield speak
    for each in sockets:
        each.shutdown(socket.SHUT_RDWR)
        each.close()


@pytest.mark.parametrize(
    ("scheme", "answer", "told"),
    [
        ("bolt+s", b"\0\0\5\4", r"without TLS, which the \+s asks for; .*write bolt://127\.0\.0\.1:"),
        ("neo4j+s", b"\0\0\5\4", r"without TLS, which the \+s asks for; .*write neo4j://127\.0\.0\.1:"),
        ("bolt", b"", r"if it asks for TLS, as Aura does, write bolt\+s://127\.0\.0\.1:.* 7474 that of the browser"),
        ("neo4j", b"", r"if it asks for TLS, as Aura does, write neo4j\+s://127\.0\.0\.1:"),
    ],
)
def test_a_server_with_or_without_encryption_is_told_with_the_address_to_write(
    speaker: Callable[[bytes], int], scheme: str, answer: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    with pytest.raises(StoreError, match=told) as raised:
        open_store(f"{scheme}://127.0.0.1:{speaker(answer)}")
    assert "sesame" not in str(raised.value)


def test_a_certificate_that_is_not_trusted_is_told() -> None:
    inner = ssl.SSLCertVerificationError(1, "certificate verify failed")
    inner.verify_message = "self-signed certificate"
    outer = exceptions.ServiceUnavailable("Unable to retrieve routing information")
    outer.__cause__ = ExceptionGroup("All routing table requests failed", [inner])
    reason, hint = trouble(outer, "neo4j+s://h:7687")
    assert reason == "the server's certificate is not trusted: self-signed certificate"
    assert "SSL_CERT_FILE" in hint


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_port_where_nobody_listens_is_told_by_the_systems_word(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    with pytest.raises(StoreError, match=r"no Neo4j server answers \(Connection refused\); is it running"):
        open_store(f"{scheme}://127.0.0.1:1")


def test_a_wrong_password_and_a_wrong_database_are_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match=r"no database 'other'.*NEO4J_DATABASE"):
        open_store(address + "/other")
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    with pytest.raises(StoreError, match="does not take the password") as raised:
        open_store(address)
    assert "sesame" not in str(raised.value)


# -- content


def test_labels_and_types_come_from_the_vocabulary_alone() -> None:
    assert (claim_label("memberOf"), relationship_type("memberOf")) == ("MemberOf", "MEMBER_OF")
    names = [claim_label(name) for name in vocabulary().predicates]
    assert (
        len({*names, *vocabulary().types, "Claim", "Act", "Article", "Entity"})
        == len(names) + len(vocabulary().types) + 4
    )
    with pytest.raises(KeyError):
        claim_label("x`) DETACH DELETE n //")


@settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=True
)
@given(data=st.data())
def test_whatever_an_article_holds_comes_back(address: str, data: st.DataObject) -> None:
    records = []
    for of in data.draw(st.lists(articles(), min_size=1, max_size=4)):
        made = data.draw(st.lists(claims(of), max_size=5))
        try:
            in_memory([(of, made)])
        except ModelError:  # an entity of two types
            continue
        records.append((of, made))
    with open_store(address) as store:
        list(store.add_all(records))
        assert exported(store) == in_memory(records)
        for of, _ in records[1:]:
            if of.id != records[0][0].id:
                store.retract(of.id)
        assert exported(store) == in_memory([record for record in records if record[0].id == records[0][0].id])
    wipe(address)


HOSTILE = "x`'\"}) DETACH DELETE n //\n/* */ \\u0027 $id {id: 1} ‮"


def test_hostile_text_in_every_field_is_text(address: str) -> None:
    fields = ("title", "publisher", "address", "document", "language")
    of = article(HOSTILE, authors=(HOSTILE,), **dict.fromkeys(fields, HOSTILE))
    evil = Entity(f"person/{HOSTILE}", "Person", HOSTILE, (HOSTILE + "2",))
    made = [
        claim(of, evil, "leads", HARBOUR, verb=HOSTILE, extractor=HOSTILE, source=evil),
        claim(of, evil, "refuses", content=HOSTILE, concerns=[evil, ADA]),
    ]
    with open_store(address) as store:
        store.add(*ferry())
        store.add(of, made)
        assert exported(store) == in_memory([ferry(), (of, made)])
        assert len(store.neighbourhood([evil.id])) == 2
        store.retract(of.id)
        assert exported(store) == in_memory([ferry()])


def test_a_name_too_long_for_the_server_is_refused_by_name(address: str) -> None:
    of = article()
    long = Entity("person/long", "Person", "A" * 5_000)
    with open_store(address) as store, pytest.raises(ModelError, match="4,000 bytes"):
        store.add(of, [claim(of, long, "meets", BEN)])


def test_dates_are_dates(address: str) -> None:
    with open_store(address) as store:
        store.add(*ferry(published="2031-05"))
        found = store.query(
            "MATCH (c:Claim:Leads)-[:FROM_ARTICLE]->(a) WHERE c.from_earliest <= date('2030-06-01') <= c.from_latest "
            "RETURN c.valid_from AS said, a.published AS published, a.published_latest AS latest"
        )
        assert found.rows == (("2030", "2031-05", "2031-05-31"),)


# -- several at a time, and ends in between


def test_two_imports_at_a_time_double_and_lose_nothing(address: str) -> None:
    records = many(40)
    failures: list[BaseException] = []

    def load(part: list[Record]) -> None:
        try:
            with open_store(address) as store:
                for record in part:
                    store.add(*record)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(part,)) for part in (records[:25], records[15:][::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(address) as store:
        assert exported(store) == in_memory(records)


def test_two_imports_at_a_time_keep_all_file_names(address: str) -> None:
    names = [[f"{which}-{n}" for n in range(15)] for which in ("left", "right")]
    with open_store(address) as store:
        store.add(*ferry())

    def load(documents: list[str]) -> None:
        with open_store(address) as store:
            for document in documents:
                store.add(*ferry(document=document))

    threads = [threading.Thread(target=load, args=(part,)) for part in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(address) as store:
        found = {copy.document for copy in store.copies(ferry()[0].id)}
    assert found - {ferry()[0].document} == {*names[0], *names[1]}


def test_nodes_of_others_with_our_labels_are_left_out_and_told(address: str) -> None:
    with open_store(address) as store:
        assert isinstance(store, Neo4jStore)
        store.add(*ferry())
        before = exported(store)
        store._connection.run(
            "CREATE (:Article {title: 'Theirs'}), (e:Entity:Person {name: 'Theirs'}), (:Entity {id: 'e-mail/theirs'}), "
            "(:Entity:Person {id: 7, label: 'Theirs'})<-[:SUBJECT]-(:Claim), (:Act)"
        )
        assert exported(store) == before
        assert store.find("Theirs") == []
        assert all(entity.id.startswith(entity.type.lower() + "/") for entity in store.entities())
        assert len(store.neighbourhood([ADA.id], hops=3)) == 5
        assert store.entity("e-mail/theirs") is None
        told = [str(problem) for problem in verify(store)]
        assert "store: 1 nodes of the label Article have no id, or one that is no text" in told
        assert any(problem.startswith("entity e-mail/theirs: ") for problem in told)


def test_a_server_killed_in_mid_import_loses_and_doubles_nothing(servers: Servers, tmp_path: Path) -> None:
    servers.take_back()
    servers.lend("neo4j")  # skips where there is none
    servers.take_back()
    records = many(BATCH_CLAIMS // 5 + 40)  # one batch, and some of a second
    home = tmp_path / "server"
    server = neo4j_server.start(home, port=0, tied=True)
    try:
        with open_store(server.address) as store:
            told = store.add_all(iter(records))
            assert next(told)
            os.kill(server.pid, signal.SIGKILL)
            with pytest.raises(StoreError, match="server answers"):
                list(told)
        port = int(server.address.rpartition(":")[2])
        server = neo4j_server.start(home, port=port, tied=True)
        with open_store(server.address) as store:
            assert isinstance(store, Neo4jStore)
            assert store.counts()["articles"] >= 1
            assert False in list(store.add_all(records))
            assert exported(store) == in_memory(records)
    finally:
        neo4j_server.stop(home)


@pytest.mark.parametrize("value", ["\ud800", ["whole", "\ud800"]])
def test_half_a_character_is_no_parameter(value: str | list[str]) -> None:
    with pytest.raises(UsageError, match="the parameter x holds bytes that are no UTF-8 text"):
        parameters({"x": value})
