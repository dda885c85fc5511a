"""The exploration page: claims drawn as a graph in one HTML file that needs no network.

    graphkit.view(store, "Ann Vale", out="ann.html")
    page = graphkit.view.build(claims, articles, title="...")

The module can be called: it is the function :func:`view`, so that ``graphkit.view`` is one thing whatever was imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from graphkit.view.page import Page, build, render, save

if TYPE_CHECKING:
    from graphkit.stores.base import Store

__all__ = ["Page", "build", "render", "save", "view"]


def view(
    store: Store,
    *entities: str,
    out: str | os.PathLike[str] | None = None,
    title: str | None = None,
    hops: int = 1,
    queries: Iterable[tuple[str, str]] = (),
    max_nodes: int = 1500,
) -> Page:
    """The page of these entities (names or ids) and what is said of them, or of the whole store; saved to ``out``.

    Raises:
        UnknownName: no entity of that name.
    """
    from graphkit.errors import UnknownName

    found = []
    for name in entities:
        entity = store.entity(name) or next(iter(store.find(name)), None)
        if entity is None:
            raise UnknownName("entity", name, (known for _, known in store.names()))
        found.append(entity)
    claims = store.neighbourhood([e.id for e in found], hops) if found else list(store.claims())
    wanted = sorted({claim.article for claim in claims})
    articles = [article for key in wanted if (article := store.article(key)) is not None]
    heading = title or (", ".join(e.label for e in found) if found else "All claims")
    page = build(claims, articles, title=heading, queries=queries, max_nodes=max_nodes)
    if out is not None:
        page.save(out)
    return page


class _Callable(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Page:
        """See :func:`view`."""
        return view(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
