"""Gzip files: what is packed in them, read as it is unpacked, within bounds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from graphkit_loaders.sources.detect import HEAD
from graphkit_loaders.sources.item import Budget, Item, Options, Outcome, Unfit
from graphkit_loaders.sources.reading import MAX_DEPTH, opened


class _Counted:
    """A stream that tells how many bytes have been read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacked(gzip.GzipFile):
    """Gzip whose ways to be broken are all :class:`Unfit`."""

    def read(self, size: int | None = -1) -> bytes:
        try:
            return super().read(size)
        except EOFError:
            raise Unfit("is cut off in the middle of its gzip data", "fetch it again") from None
        except (zlib.error, gzip.BadGzipFile) as error:
            raise Unfit(f"is broken gzip: {error}", "fetch it again") from None


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """What the packed file holds, read by the ending before ``.gz`` or by its first bytes."""
    if item.depth >= MAX_DEPTH:
        raise Unfit(f"is an archive in archives, more than {MAX_DEPTH} deep", "unpack it by hand")
    if not item.look(2).startswith(b"\x1f\x8b"):
        raise Unfit("is empty" if not item.look(1) else "is no gzip file, whatever its name says")
    counted = _Counted(cast(BinaryIO, item.stream))
    budget = item.budget or Budget(lambda: counted.count)
    with _Unpacked(fileobj=cast(Any, counted), mode="rb") as raw:
        name = item.name[:-3] if item.name.lower().endswith(".gz") else item.name
        inner = Item(item.place, name, cast(BinaryIO, raw), item.depth + 1, budget)
        if name.lower().endswith((".tar", ".tgz")) or inner.look(HEAD)[257:262] == b"ustar":
            raise Unfit("is a tar archive, which is not read", "unpack it and name the folder")
        yield from opened(inner, options)
