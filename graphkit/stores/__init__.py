"""Where claims are kept. A store is named by an address.

``oxigraph:PATH`` (or the PATH alone), ``memory:``, ``sparql+http://HOST/query`` (see :mod:`graphkit.stores.endpoint`),
``neo4j://HOST:PORT/DATABASE`` (``bolt://``, and ``+s`` for an encrypted connection; see
:mod:`graphkit.stores.neo4j.address`).
"""

from __future__ import annotations

import re
from importlib import import_module

from graphkit.errors import UsageError, close_names, did_you_mean
from graphkit.stores.base import Store

#: scheme -> "module:class" of its store; a further store is a further line. The class has ``open(address, create)``.
STORES = {
    "bolt": "graphkit.stores.neo4j.store:Neo4jStore",
    "bolt+s": "graphkit.stores.neo4j.store:Neo4jStore",
    "memory": "graphkit.stores.oxigraph:OxigraphStore",
    "neo4j": "graphkit.stores.neo4j.store:Neo4jStore",
    "neo4j+s": "graphkit.stores.neo4j.store:Neo4jStore",
    "oxigraph": "graphkit.stores.oxigraph:OxigraphStore",
    "sparql+http": "graphkit.stores.sparql:SparqlStore",
    "sparql+https": "graphkit.stores.sparql:SparqlStore",
}


def open_store(address: str, *, create: bool = True) -> Store:
    """The store of this address; made where it does not exist yet, unless ``create`` is False.

    Raises:
        UsageError: the address is of no known form.
        StoreError: there is no store, or it cannot be read or written.
        StoreLocked: another process has it open.
    """
    scheme, rest = _known_scheme(address), split_address(address)[1]
    if scheme == "oxigraph" and not rest:
        raise UsageError(f"the address {address!r} names no folder; write oxigraph:PATH")
    module, _, name = STORES[scheme].partition(":")
    store: Store = getattr(import_module(module), name).open(f"{scheme}:{rest}", create=create)
    return store


def language_of(address: str) -> str:
    """The query language of the store of an address, ``sparql`` or ``cypher``, without opening it.

    Raises:
        UsageError: the address is of no known form.
    """
    module, _, name = STORES[_known_scheme(address)].partition(":")
    language: str = getattr(import_module(module), name).language
    return language


def _known_scheme(address: str) -> str:
    scheme, rest = split_address(address)
    if scheme not in STORES:
        if "@" in rest:  # before it stands a password, perhaps
            rest = "//" + rest.rpartition("@")[2]
            address = f"{scheme}:{rest}"
        close = close_names(scheme, STORES) or [name for name in sorted(STORES) if scheme in name.split("+")]
        meant = did_you_mean(f"{name}:{rest}" for name in close)
        if not meant and re.match(r"\d+(/|$)", rest):  # a host and its port
            meant = did_you_mean([f"bolt://{address}", f"sparql+http://{address}"])
        known = ", ".join(f"{name}:" for name in sorted(STORES))
        raise UsageError(f"no store of the kind {scheme!r} in the address {address!r}{meant} (the kinds are {known})")
    return scheme


def split_address(address: str) -> tuple[str, str]:
    """The scheme of an address and what follows it; an address without a scheme is a folder."""
    # two letters or more: C: is a drive. What comes before // is meant as a scheme, however it is written.
    found = re.match(r"([a-z][a-z0-9+]+|[^:/]{2,}(?=://)):", address, re.IGNORECASE)
    return (found[1].lower(), address[found.end() :]) if found else ("oxigraph", address)
