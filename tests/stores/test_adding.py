"""A stream of articles on its way into a store: what is kept, what is told, and which of several errors is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import pytest

from graphkit.errors import StoreError
from graphkit.model import Article, Claim
from graphkit.stores import open_store
from graphkit.stores.admission import admit
from graphkit.stores.base import Record, added_in_batches
from graphkit.stores.neo4j import writing
from graphkit.stores.neo4j.store import Neo4jStore
from graphkit.stores.neo4j.writing import Batch
from graphkit.stores.oxigraph import OxigraphStore
from tests.factories import ferry


class Pair(list[str]):
    """Titles of articles that are kept two at a time."""

    @property
    def is_full(self) -> bool:
        return len(self) == 2

    def take(self, record: Record) -> None:
        if record[0].title == "bad":
            raise ValueError("a bad article")
        self.append(str(record[0].title))


def titled(*titles: str) -> Iterator[tuple[Article, list[Claim]]]:
    return (ferry(title=title) for title in titles)


def test_what_came_before_an_error_is_kept_and_told_first() -> None:
    kept: list[list[str]] = []
    told: list[bool] = []

    def keep(batch: Pair) -> Iterator[bool]:
        kept.append(list(batch))
        yield from (True for _ in batch)

    with pytest.raises(ValueError, match="a bad article"):
        told.extend(added_in_batches(titled("a", "b", "c", "bad", "d"), Pair, Pair.take, keep))
    assert kept == [["a", "b"], ["c"]]
    assert told == [True, True, True]


def test_a_batch_is_no_older_than_its_first_article_however_long_the_last_was_kept() -> None:
    done: list[str] = []

    class Dated(Pair):
        def __init__(self) -> None:
            done.append("made")

    def keep(batch: Dated) -> Iterator[bool]:
        yield from (True for _ in batch)
        done.append("kept")

    list(added_in_batches(titled("a", "b", "c", "d", "e"), Dated, Dated.take, keep))
    assert done == ["made", "kept", "made", "kept", "made", "kept"]


class Known:
    """A transaction on a graph that has all entities of an article, and not the article; ``said`` has what it ran."""

    def __init__(self, article: Article, claims: list[Claim]) -> None:
        self.said: list[str] = []
        named = admit(article, claims).mentions
        self._entities: list[dict[str, object]] = [
            {"id": e.id, "label": e.label, "aliases": list(e.aliases), "types": ["Entity", e.type]} for e in named
        ]
        self._found: list[object] = []

    def run(self, text: str, *_: object, **__: object) -> Known:
        self.said.append(text)
        self._found = [self._entities] if text == writing.LOCK else []
        return self

    def value(self) -> list[object]:
        return self._found

    def consume(self) -> None:
        pass


def test_a_new_article_of_known_entities_takes_two_statements_beside_its_own() -> None:
    article, claims = ferry()
    batch, transaction = Batch(), Known(article, claims)
    batch.stage(article, claims)
    assert batch.write(transaction) == [True]  # type: ignore[arg-type]
    own = [text for text, _ in writing.statements([admit(article, claims)])]
    assert transaction.said[2:] == own
    assert len(transaction.said) == 2 + len(own)


def test_the_first_error_is_seen_and_that_of_keeping_is_a_note_on_it() -> None:
    def keep(batch: Pair) -> NoReturn:
        raise StoreError("store", "the disk is full")

    def failing_take(batch: Pair, record: Record) -> None:
        raise StoreError("store", "the disk is full")

    with pytest.raises(ValueError, match="a bad article") as raised:
        list(added_in_batches(titled("a", "bad"), Pair, Pair.take, keep))
    assert raised.value.__notes__ == ["what came just before could not be kept: store: the disk is full"]
    with pytest.raises(StoreError, match="the disk is full") as raised_twice:
        list(added_in_batches(titled("a", "bad"), Pair, failing_take, keep))
    assert not hasattr(raised_twice.value, "__notes__")  # a server that is gone is told of once
    with pytest.raises(StoreError, match="the disk is full"):
        list(added_in_batches(titled("a"), Pair, Pair.take, keep))


class Gone(Neo4jStore):
    """A store whose server is not there any more."""

    def __init__(self) -> None:
        pass

    def _keep(self, batch: Batch) -> list[bool]:
        raise StoreError("bolt://127.0.0.1", "no Neo4j server answers")


@pytest.mark.parametrize("error", [OSError("the disk was pulled out"), KeyboardInterrupt()], ids=["disk", "ctrl-c"])
def test_no_error_of_a_batch_on_its_way_hides_that_of_the_source(
    error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH_CLAIMS", 1)

    def source() -> Iterator[tuple[Article, list[Claim]]]:
        yield ferry()
        raise error

    with pytest.raises(type(error)) as raised:
        list(Gone().add_all(source()))
    assert raised.value is error


def test_a_store_compacts_itself_after_many_new_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    compacted: list[str] = []
    monkeypatch.setattr("graphkit.stores.oxigraph.LARGE", 3)
    monkeypatch.setattr(OxigraphStore, "compact", lambda self: compacted.append("compacted"))
    with open_store("memory:") as store:
        list(store.add_all(titled("a", "b")))
        list(store.add_all(titled("a", "b", "c")))  # of which one is new
        assert compacted == []
        list(store.add_all(titled("d", "e", "f")))
        assert compacted == ["compacted"]
