"""News articles from files, folders, archives and streams, one at a time, in constant memory.

    for article in read("articles/", on_reject=print):
        ...

Formats are found by the ending of a file's name, else by its first bytes; ``format`` wins over both. A new format is a
module here and a line in :data:`graphkit_loaders.sources.detect.FORMATS`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from graphkit.errors import UsageError
from graphkit.model import Article
from graphkit_loaders.rejects import Place, Rejected, RejectsFile
from graphkit_loaders.sources.detect import FORMATS, is_graph_export
from graphkit_loaders.sources.encoding import known_encoding
from graphkit_loaders.sources.folder import walk
from graphkit_loaders.sources.item import MAX_BYTES, Options
from graphkit_loaders.sources.reading import outcomes, unread

__all__ = ["FORMATS", "MAX_BYTES", "Place", "Rejected", "RejectsFile", "discover", "is_graph_export", "read"]

Source = str | os.PathLike[str] | BinaryIO
_log = logging.getLogger("graphkit_loaders")


def read(
    source: Source,
    *,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    encoding: str | None = None,
    on_reject: Callable[[Rejected], None] | None = None,
) -> Iterator[Article]:
    """The articles of a source: a file, a folder, ``-`` for standard input, or a stream of bytes.

    Args:
        format: one of :data:`FORMATS`, for all files, whatever their names.
        max_bytes: the most bytes of one article; what has more is left out.
        encoding: of all files; without it, each is looked at.
        on_reject: called with each thing that is left out; without it, a warning is logged. Nothing else is stopped.

    Raises:
        UsageError: an unknown format or encoding.
        SourceError: while reading, where the source itself is not there, may not be read, or is a claim graph.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"no format named {format!r}; the formats are {', '.join(FORMATS)}")
    if max_bytes < 1:
        raise UsageError(f"a limit of {max_bytes} bytes lets nothing in; give at least 1")
    options = Options(format, max_bytes, known_encoding(encoding) if encoding else None)
    return _articles(source, options, on_reject or _warn)


def _articles(source: Source, options: Options, on_reject: Callable[[Rejected], None]) -> Iterator[Article]:
    for outcome in outcomes(source, options):
        if isinstance(outcome, Rejected):
            on_reject(outcome)
        else:
            yield outcome[1]


def _warn(rejected: Rejected) -> None:
    _log.log(logging.INFO if rejected.skipped else logging.WARNING, "%s", rejected)


def discover(sources: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The paths of the files that would be opened: to count for a progress bar. Opens none; what fails is left out."""
    for source in sources:
        path = os.fsdecode(source)
        if path != "-" and os.path.isdir(path):
            yield from (p for p in walk(path) if isinstance(p, str) and unread(os.path.basename(p)) is None)
        else:
            yield path
