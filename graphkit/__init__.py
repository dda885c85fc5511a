"""Political news as a graph of claims, each with its sentence, its speaker and its time.

    import graphkit
    import graphkit_loaders

    with graphkit.open_store("memory:") as store:
        for article, claims in graphkit_loaders.extract(graphkit_loaders.read("articles/")):
            store.add(article, claims)
        print(store.ask("leaders").dicts())

Names are looked up when first used, so that ``import graphkit`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.dates import PartialDate
    from graphkit.errors import (
        ArticleRejected,
        GraphkitError,
        ModelError,
        QueryFailed,
        QueryRefused,
        QueryTimeout,
        SourceError,
        StoreError,
        StoreLocked,
        UnknownName,
        UsageError,
    )
    from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality
    from graphkit.network import from_networkx, to_networkx
    from graphkit.stores import open_store
    from graphkit.stores.base import Result, Store
    from graphkit.view import view
    from graphkit.vocabulary import vocabulary

__version__ = "0.1.0"

_HOME = {
    "graphkit.dates": ("PartialDate",),
    "graphkit.errors": (
        "ArticleRejected",
        "GraphkitError",
        "ModelError",
        "QueryFailed",
        "QueryRefused",
        "QueryTimeout",
        "SourceError",
        "StoreError",
        "StoreLocked",
        "UnknownName",
        "UsageError",
    ),
    "graphkit.network": ("from_networkx", "to_networkx"),
    "graphkit.model": ("Act", "Article", "Claim", "Entity", "Evidence", "Modality"),
    "graphkit.stores": ("open_store",),
    "graphkit.stores.base": ("Result", "Store"),
    "graphkit.vocabulary": ("vocabulary",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Act",
    "Article",
    "ArticleRejected",
    "Claim",
    "Entity",
    "Evidence",
    "GraphkitError",
    "Modality",
    "ModelError",
    "PartialDate",
    "QueryFailed",
    "QueryRefused",
    "QueryTimeout",
    "Result",
    "SourceError",
    "Store",
    "StoreError",
    "StoreLocked",
    "UnknownName",
    "UsageError",
    "__version__",
    "from_networkx",
    "open_store",
    "to_networkx",
    "view",
    "vocabulary",
]


def __getattr__(name: str) -> object:
    """The public name, from the module that defines it (PEP 562)."""
    if name == "view":
        return import_module("graphkit.view")  # a module that can be called: importing it sets the same name
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
