"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import codecs
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from graphkit.cli.terminal import clean


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
    place = place.resolve()  # through a link, to replace the file and not the link
    try:
        descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~mask)
        os.replace(temporary, place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
