"""What the formats share: an open item with its place, the limits it is read under, and the reason to leave it out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from graphkit.model import Article
from graphkit_loaders.rejects import Place, Rejected, shown

MAX_BYTES = 10_000_000  # an article of a newspaper has some 5 kB, a page of one 1 MB; a book of 500 pages 1 MB

#: what a format gives: the article with its place, or what was left out
Outcome = tuple[Place, Article] | Rejected


class Unfit(Exception):
    """Something cannot be an article, with the reason and what to do; whoever reads it knows the place."""

    def __init__(self, reason: str, hint: str = "", *, skipped: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.skipped = reason, hint, skipped

    def rejected(self, place: Place, **read: Any) -> Rejected:
        """The same as a reject; ``read`` is what was read of it (``record``, ``text``, ``document``)."""
        return Rejected(place, self.reason, self.hint, self.skipped, **read)


class GraphExport(Unfit):
    """It is a claim graph, not articles."""


def size(count: int) -> str:
    """``10 MB``, ``1.5 kB``."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{round(count / factor, 1):g} {unit}"
    return f"{count} bytes"


def too_big(limit: int) -> Unfit:
    """The reason of what has more bytes than an article may."""
    return Unfit(f"is bigger than {size(limit)}", "raise the limit (--max-size) if it really is one article")


class Budget:
    """How much may be unpacked from one file, so that a small archive cannot fill the memory or the day.

    News in JSON packs 3 to 10 times, 50 times where it repeats itself; a bomb 1000 times and more.
    """

    RATIO = 200
    FREE = 64_000_000  # bytes; below this nothing is worth a complaint

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed = packed
        self._unpacked = 0

    def take(self, count: int) -> None:
        """Count bytes that came out; :class:`Unfit` where they are too many for the bytes that went in."""
        self._unpacked += count
        if self._unpacked > self.FREE and self._unpacked > self.RATIO * self._packed():
            raise Unfit(
                f"unpacks to more than {self.RATIO} times its size, as an archive made to do harm does",
                "unpack it by hand if you trust it",
            )


class _Head(io.RawIOBase):
    """A stream whose beginning can be looked at before it is read, however it comes in; it may be counted."""

    def __init__(self, raw: BinaryIO, count: Callable[[int], None] | None) -> None:
        self._raw, self._count, self._pending, self._ended = raw, count, b"", False

    def look(self, length: int) -> bytes:
        parts, have = [self._pending], len(self._pending)
        while have < length and (part := self._take(length - have)):
            parts.append(part)
            have += len(part)
        self._pending = b"".join(parts)
        return self._pending[:length]

    def _take(self, length: int) -> bytes:
        if self._ended:  # a terminal would ask for more after its end
            return b""
        part = self._raw.read(length)
        if not isinstance(part, (bytes, bytearray)):
            raise Unfit("gives text or nothing, not bytes", "open it in binary mode")
        self._ended = not part
        if self._count:
            self._count(len(part))
        return bytes(part)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        length = len(buffer)
        if self._pending:
            part, self._pending = self._pending[:length], self._pending[length:]
        else:
            part = self._take(length)
        buffer[: len(part)] = part
        return len(part)


@dataclass(slots=True)
class Item:
    """Something open to be read: a file, a member of an archive, a stream. ``name`` is its file name with endings."""

    place: Place
    name: str
    raw: BinaryIO
    depth: int = 0
    budget: Budget | None = None
    stream: io.BufferedReader = field(init=False)
    _head: _Head = field(init=False)

    def __post_init__(self) -> None:
        self._head = _Head(self.raw, self.budget.take if self.budget and self.depth else None)
        self.stream = io.BufferedReader(self._head, 1 << 16)

    def look(self, length: int) -> bytes:
        """The first bytes (fewer where it ends), which stay to be read. To be called before anything is read."""
        return self._head.look(length)

    def whole(self, limit: int) -> bytes:
        """All its bytes; :class:`Unfit` where they are more than the limit, or none."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise too_big(limit)
        if not data.strip():
            raise Unfit("is empty" if not data else "holds nothing but white space")
        return data


@dataclass(frozen=True, slots=True)
class Options:
    """How to read, for all items of a source."""

    format: str | None = None
    max_bytes: int = MAX_BYTES
    encoding: str | None = None


class Format(Protocol):
    """A module of this package that reads one format."""

    def read(self, item: Item, options: Options) -> Iterator[Outcome]:
        """The articles of an item and what was left out, in their order. May raise :class:`Unfit` for all the rest."""


def document_name(name: str) -> str:
    """The name under which evidence names a file: harmless, and not without end."""
    return shown(name)[:200]
