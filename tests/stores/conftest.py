"""Stores of every kind, for the tests that hold for all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest

from graphkit import export
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.stores.servers import Servers

#: addresses; a further store is a further line. {tmp} is a new folder, {oxigraph} and the like
#: a graph on a server
EMBEDDED = ["memory:", "oxigraph:{tmp}/graph"]
ADDRESSES = [*EMBEDDED, "{oxigraph}", "{fuseki}", "{neo4j}"]

NewStore = Callable[[], Store]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    running = Servers(tmp_path_factory.mktemp("servers"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPHKIT_DATA", str(tmp_path_factory.mktemp("data")))  # not the servers of who runs the tests
        yield running
        running.close()


def address_name(address: str) -> str:
    """What a test on a store at an address is called."""
    name = address.strip("{}")
    return f"sparql-{name}" if name in ("oxigraph", "fuseki") else name.partition(":")[0]


@pytest.fixture(params=ADDRESSES, ids=address_name)
def new_address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], str]]:
    """Makes the address of another empty store at each call."""
    form: str = request.param
    if not form.startswith("{"):
        yield lambda: form.format(tmp=tmp_path_factory.mktemp("store"))
        return
    servers: Servers = request.getfixturevalue("servers")
    yield lambda: servers.lend(form.strip("{}"))
    servers.take_back()


@pytest.fixture
def new_store(new_address: Callable[[], str]) -> Iterator[NewStore]:
    """Makes another empty store at each call."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(open_store(new_address()))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store()


def exported(store: Store, format: str = "nquads") -> bytes:
    stream = io.BytesIO()
    export.write(store, format, stream)
    return stream.getvalue()
