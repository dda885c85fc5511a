"""One store into another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import cast

import pytest

from graphkit.copying import copy
from graphkit.errors import StoreError, UsageError
from graphkit.model import Article, Claim
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.factories import article, ferry
from tests.stores.conftest import NewStore, exported

LIBRARY: list[tuple[Article, list[Claim]]] = [
    ferry(document="b"), ferry(document="a"), ferry(title="Undated", published=None), ferry(title="Zoë\t“é”\n"),
    (article("Nothing happened."), []),
]  # fmt: skip
FORMATS = ("nquads", "jsonl", "turtle", "jsonld")


@pytest.fixture
def full() -> Iterator[Store]:
    with open_store("memory:") as store:
        list(store.add_all(LIBRARY))
        yield store


def test_there_and_back_every_export_is_the_same(full: Store, store: Store) -> None:
    list(copy(full, store))
    with open_store("memory:") as back:
        list(copy(store, back))
        for format in FORMATS:
            assert exported(back, format) == exported(store, format) == exported(full, format)


def test_a_second_time_nothing_is_copied(full: Store, store: Store) -> None:
    assert list(copy(full, store)).count(True) == 4
    assert list(copy(full, store)) == []
    assert exported(store) == exported(full)


def test_what_was_copied_stays_when_it_is_stopped_and_the_rest_follows(full: Store, new_store: NewStore) -> None:
    for n in range(1, 5):
        target = new_store()
        steps = copy(full, cast(Store, _OneByOne(target)))
        list(islice(steps, n))
        steps.close()  # type: ignore[attr-defined]
        assert target.counts()["articles"] >= 1
        list(copy(full, target))
        assert exported(target) == exported(full)
        for each in list(target.articles()):
            target.retract(each.id)


def test_a_further_file_name_is_copied_to_an_article_that_is_there(full: Store, store: Store) -> None:
    store.add(*ferry(document="b"))
    list(copy(full, store))
    assert exported(store) == exported(full)


def test_what_the_target_has_stays(full: Store, store: Store) -> None:
    store.add(*ferry(title="Another"))
    list(copy(full, store))
    assert store.counts()["articles"] == 5


def test_a_source_that_breaks_off_leaves_whole_articles(
    full: Store, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Callable[[str | None], Iterator[Claim]] = full.claims
    asked: list[str | None] = []

    def claims(article_id: str | None = None) -> Iterator[Claim]:
        asked.append(article_id)
        if len(asked) == 3:
            raise StoreError("far away", "is gone")
        return read(article_id)

    monkeypatch.setattr(full, "claims", claims)
    with pytest.raises(StoreError, match="is gone"):
        list(copy(full, store))
    assert store.counts()["articles"] == 2
    assert all(each in full.copies(each.id) for each in store.articles())
    list(copy(full, store))
    assert exported(store) == exported(full)


def test_a_store_is_not_copied_into_itself(full: Store) -> None:
    with pytest.raises(UsageError, match="into itself"):
        list(copy(full, full))


class _OneByOne:
    """A store that keeps each article at once, so that a copy can be stopped between any two."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.address = store.address
        self.copies = store.copies

    def add_all(self, records: Iterator[tuple[Article, Sequence[Claim]]]) -> Iterator[bool]:
        for of, claims in records:
            yield self._store.add(of, claims)
