"""Stores of every kind, for the tests that hold for all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphkit import export
from graphkit.stores import open_store
from graphkit.stores.base import Store

#: addresses; a further store is a further line. {tmp} is a new folder
ADDRESSES = ["memory:", "oxigraph:{tmp}/graph"]

NewStore = Callable[[], Store]


@pytest.fixture(params=ADDRESSES, ids=lambda address: address.partition(":")[0])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(request.param.format(tmp=tmp_path)) as opened:
        yield opened


@pytest.fixture(params=ADDRESSES, ids=lambda address: address.partition(":")[0])
def new_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewStore]:
    """Makes another empty store at each call."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(open_store(request.param.format(tmp=tmp_path_factory.mktemp("store"))))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def exported(store: Store, format: str = "nquads") -> bytes:
    stream = io.BytesIO()
    export.write(store, format, stream)
    return stream.getvalue()
