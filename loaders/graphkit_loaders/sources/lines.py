"""Lines of a stream as text, one at a time, never more of one than an article may have."""

from __future__ import annotations

import io
from collections.abc import Iterator

from graphkit_loaders.sources.encoding import bom, decode, wide_encoding
from graphkit_loaders.sources.item import Item, Options, Unfit, too_big

_CHUNK = 1 << 20


def numbered_lines(item: Item, options: Options) -> Iterator[tuple[int, str | Unfit]]:
    """Each line with its number, counted from 1, and its line end; or the reason why it cannot be read.

    A line that is too long, or no text, is passed over and the next one read. Text of one byte a character, and UTF-8,
    is decoded line by line, so that one bad line does not spoil the others.
    """
    encoding, mark = options.encoding, b""
    head = item.look(4096)
    if encoding is None:
        found = bom(head)
        if found:
            encoding, mark = found[0], head[: found[1]]
        else:
            encoding = wide_encoding(head)
        if encoding == "utf-8":
            encoding = None  # a file that says so may still have a line of Windows-1252 in it
    elif encoding in ("utf-16", "utf-32") and bom(head) is None:
        encoding = (wide_encoding(head) if encoding == "utf-16" else None) or f"{encoding}-le"
    if encoding is not None and "\n".encode(encoding).removeprefix(b"\xff\xfe") != b"\n":
        yield from _wide_lines(item, encoding, options.max_bytes)
    else:
        yield from _narrow_lines(item, encoding, len(mark), options.max_bytes)


def _narrow_lines(item: Item, encoding: str | None, mark: int, limit: int) -> Iterator[tuple[int, str | Unfit]]:
    item.stream.read(mark)
    number = 0
    while line := item.stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := item.stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield number, too_big(limit)
            continue
        try:
            yield number, decode(line, encoding, mark=False)
        except Unfit as reason:
            yield number, reason


def _wide_lines(item: Item, encoding: str, limit: int) -> Iterator[tuple[int, str | Unfit]]:
    # What is no character becomes U+FFFD: after an error nobody could tell where the next line begins.
    reader = io.TextIOWrapper(item.stream, encoding, errors="replace", newline="\n")
    number = 0
    try:
        while line := reader.readline(limit + 1):
            number += 1
            if number == 1:
                line = line.removeprefix("\ufeff")
            if len(line) > limit and not line.endswith("\n"):
                while (rest := reader.readline(_CHUNK)) and not rest.endswith("\n"):
                    pass
                yield number, too_big(limit)
            elif "\0" in line:
                yield number, Unfit("is binary, not text: it holds NUL characters")
            else:
                yield number, line
    except UnicodeError as error:  # some codecs give up whatever they are told
        yield (
            number + 1,
            Unfit(f"is not {encoding.upper()} from here on: {error}", "say which encoding it has (--encoding)"),
        )
    finally:
        if not item.stream.closed:  # a reader given up half-way is closed after its file
            reader.detach()
