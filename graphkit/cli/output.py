"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from graphkit.cli.terminal import clean
from graphkit.files import written_whole


class _Terminal(io.RawIOBase):
    """Shows UTF-8 text on a terminal with its control characters written out."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def isatty(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        sys.stdout.write(clean(self._decoder.decode(bytes(data)).replace("\r\n", "\n")))
        return len(data)


def _standard_output() -> BinaryIO:
    """Standard output for bytes: as they are into a file or a pipe; where a person looks, harmless."""
    sys.stdout.flush()
    return cast(BinaryIO, _Terminal() if sys.stdout.isatty() else sys.stdout.buffer)


@contextmanager
def open_output(name: str) -> Iterator[BinaryIO]:
    """A binary stream for ``name`` (``-``: standard output). A file takes its name only once it is written in full.

    Raises:
        OSError: the file cannot be written; what stood under that name before is unharmed.
    """
    if name == "-":
        stream = _standard_output()
        yield stream
        stream.flush()
        return
    place = Path(name)
    if place.exists() and not place.is_file():
        # A device or a pipe (/dev/null, a named pipe) is written to, not replaced.
        with place.open("wb") as stream:
            yield stream
        return
    with written_whole(place) as stream:
        yield stream
