"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from graphkit.model import Entity
from graphkit.stores.base import Store

F = TypeVar("F", bound=Callable[..., Any])

#: the store of whoever names none: a folder where the command is run, easy to see and to delete
DEFAULT_STORE = "oxigraph:graph"


def store_option(function: F) -> F:
    """``--store ADDRESS``, given to the command as ``store``."""
    return click.option(
        "--store",
        "-s",
        metavar="ADDRESS",
        envvar="GRAPHKIT_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        help="Where the claims are kept: a folder (oxigraph:PATH, or just PATH), a SPARQL server"
        " (sparql+http://HOST/query), or a Neo4j server (neo4j://HOST:7687).",
    )(function)


def json_option(function: F) -> F:
    """``--json``, given to the command as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")(function)


def output_option(default: str = "-", help: str = "File to write; - is standard output.") -> Callable[[F], F]:
    """``-o FILE``, given to the command as ``output``."""
    return click.option("--output", "-o", metavar="FILE", default=default, show_default=True, help=help)


def open_existing(address: str) -> Store:
    """The store, which must be there: a command that only reads makes none."""
    from graphkit.stores import open_store

    return open_store(address, create=False)


def one_entity(store: Store, name: str) -> tuple[Entity, list[Entity]]:
    """The entity of this id, label or alias (the best known of several), and the others of that name."""
    from graphkit.names import resolve_entity

    best = resolve_entity(store, name)
    return best, [] if best.id == name else [other for other in store.find(name) if other != best]
