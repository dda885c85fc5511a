"""A whole store as one file. One module a format; the same content gives the same bytes, whatever its history."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import StoreError, UsageError
from graphkit.stores.base import Store

#: format -> its module, which has ``write(store, stream)``
FORMATS = {
    "nquads": "graphkit.export.nquads",
    "turtle": "graphkit.export.turtle",
    "jsonld": "graphkit.export.jsonld",
    "jsonl": "graphkit.export.jsonl",
}


def write(store: Store, format: str, stream: BinaryIO) -> None:
    """Write the store to a stream, piece by piece, in ``nquads``, ``turtle``, ``jsonld`` or ``jsonl``.

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
    path = Path(path)
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(store, format, stream)
            umask = os.umask(0)
            os.umask(umask)
            Path(part).chmod(0o666 & ~umask)  # mkstemp makes files that only their owner may read
            os.replace(part, path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(str(path), f"cannot be written: {error.strerror or error}") from error
