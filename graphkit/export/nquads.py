"""N-Quads: one statement a line, sorted. It can be imported again and loses nothing."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.export.statements import statements
from graphkit.stores.base import Store


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as canonical N-Quads; all of it is in the default graph, so it is N-Triples too."""
    for line in statements(store):
        stream.write(line.encode("utf-8"))
