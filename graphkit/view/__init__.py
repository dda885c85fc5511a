"""The exploration page: claims drawn as a graph in one HTML file that needs no network.

    graphkit.view(store, "Ann Vale", out="ann.html")
    graphkit.view(graph, out="graph.html")                     # a networkx graph of claims
    page = graphkit.view.build(claims, articles, title="...")
    net = graphkit.view.network(claims, articles)              # the same picture as a pyvis Network

The module can be called: it is the function :func:`view`, so that ``graphkit.view`` is one thing whatever was imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from graphkit.view.origin import Origin
from graphkit.view.page import Page, build, places_in, render, save
from graphkit.view.pyvis_network import network

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]

    from graphkit.model import Article, Claim
    from graphkit.stores.base import Store

__all__ = ["Origin", "Page", "build", "network", "places_in", "render", "save", "view"]


def view(
    source: Store | nx.MultiDiGraph,
    *entities: str,
    out: str | os.PathLike[str] | None = None,
    title: str | None = None,
    hops: int = 1,
    queries: Iterable[tuple[str, str]] = (),
    max_nodes: int = 1500,
) -> Page:
    """The page of a store or of a networkx graph of claims; saved to ``out``.

    ``entities`` (names or ids) leave what is said of them, ``hops`` steps around them. A graph is one of
    :func:`graphkit.to_networkx`, a part of it, or one made by hand; see :func:`graphkit.network.from_networkx`.

    Raises:
        UnknownName: no entity of that name.
        UsageError: there is no claim to draw.
        ModelError: an edge of the graph has no predicate or no quote, or a node no type.
    """
    from graphkit.errors import UsageError

    if not hasattr(source, "neighbourhood"):
        source = _kept(source)
    found, claims, articles = _drawn(source, entities, hops)
    if not claims:
        where = f"of {', '.join(label for _, label in found)}" if found else f"in {source.address}"
        raise UsageError(f"there is nothing to draw: no claims {where}")
    heading = title or (", ".join(label for _, label in found) if found else "All claims")
    origin = Origin(everything=not found, entities=tuple(key for key, _ in found), hops=hops, language=source.language)
    page = build(claims, articles, title=heading, queries=queries, origin=origin, max_nodes=max_nodes)
    if out is not None:
        page.save(out)
    return page


def _drawn(
    store: Store, names: tuple[str, ...], hops: int
) -> tuple[list[tuple[str, str]], list[Claim], list[Article]]:
    from graphkit.errors import UnknownName

    found = []
    for name in names:
        entity = store.entity(name) or next(iter(store.find(name)), None)
        if entity is None:
            raise UnknownName("entity", name, (known for _, known in store.names()))
        found.append((entity.id, entity.label))
    claims = store.neighbourhood([key for key, _ in found], hops) if found else list(store.claims())
    wanted = sorted({claim.article for claim in claims})
    return found, claims, [article for key in wanted if (article := store.article(key)) is not None]


def _kept(graph: nx.MultiDiGraph) -> Store:
    """The claims of a graph in a store in memory, where names are looked up and steps are taken."""
    from graphkit.network import from_networkx
    from graphkit.stores import open_store

    claims, articles = from_networkx(graph)
    store = open_store("memory:")
    for article in articles:
        store.add(article, [claim for claim in claims if claim.article == article.id])
    return store


class _Callable(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Page:
        """See :func:`view`."""
        return view(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
