"""One store into another, whatever their kinds: an article at a time, so memory does not grow with the graph."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from graphkit.errors import UsageError
from graphkit.imports import Record
from graphkit.stores.base import Store


def copy(source: Store, target: Store) -> Iterator[bool]:
    """Keep all articles of a store in another one; True for each that was not there, as soon as it is kept.

    It may be ended at any time and run again: what is there already is passed over. A target that was empty then gives
    the same exports, byte for byte.

    Raises:
        UsageError: both are one store.
        StoreError: one of them cannot be read or written; what was copied stays.
    """
    if source is target or (source.address == target.address and source.address != "memory:"):
        raise UsageError(f"{source.address} would be copied into itself; name two stores")
    with closing(_missing(source, target)) as records:
        yield from target.add_all(records)


def _missing(source: Store, target: Store) -> Generator[Record, None, None]:
    for article in source.articles():
        copies = source.copies(article.id)
        known = target.copies(article.id)
        if known and all(each in known for each in copies):
            continue
        claims = [] if known else list(source.claims(article.id))  # claims come and go with their article
        for each in copies:
            yield each, claims
