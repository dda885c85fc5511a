"""A whole store as one file. One module a format; the same content gives the same bytes, whatever its history."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import StoreError, UsageError
from graphkit.files import written_whole
from graphkit.stores.base import Store

#: format -> its module, which has ``write(store, stream)``
FORMATS = {
    "nquads": "graphkit.export.nquads",
    "turtle": "graphkit.export.turtle",
    "jsonld": "graphkit.export.jsonld",
    "jsonl": "graphkit.export.jsonl",
    "csv": "graphkit.export.csv_",
    "graphml": "graphkit.export.graphml",
    "gexf": "graphkit.export.gexf",
    "cypher": "graphkit.export.cypher",
    "neo4j-admin": "graphkit.export.neo4j_admin",
}


def write(store: Store, format: str, stream: BinaryIO) -> None:
    """Write the store to a stream, piece by piece, in one of :data:`FORMATS`.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no export format {format!r}; the formats are {', '.join(FORMATS)}")
    import_module(FORMATS[format]).write(store, stream)


def save(store: Store, format: str, path: str | Path) -> None:
    """Write the store to a file, which appears whole or not at all.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        with written_whole(path) as stream:
            write(store, format, stream)
    except OSError as error:
        raise StoreError(str(path), f"cannot be written: {error.strerror or error}") from error
