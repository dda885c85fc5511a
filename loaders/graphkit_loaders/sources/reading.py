"""From a source to outcomes: opens files, folders and streams, finds the format, and turns failures into rejects."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from graphkit.errors import SourceError
from graphkit_loaders.rejects import Place, Rejected
from graphkit_loaders.sources.detect import (
    CONTAINERS,
    HEAD,
    by_content,
    by_name,
    is_graph_export,
    is_graph_name,
    is_rejects_name,
    load,
)
from graphkit_loaders.sources.folder import cannot_open, special, walk
from graphkit_loaders.sources.item import GraphExport, Item, Options, Outcome, Unfit

MAX_DEPTH = 2  # archives in archives: a zip of gzipped lines is met, a zip in a zip in a zip is a trap
_KNOWN = "known are .txt .html .jsonl .json .csv .tsv, and .gz and .zip of them; or say what it is (--format)"
_GRAPH = GraphExport(
    "is a claim graph, not articles",
    "give it to 'graphkit import' as it is; in Python use graphkit.imports.read_records",
)
_STREAMS = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def outcomes(source: str | os.PathLike[str] | BinaryIO, options: Options) -> Iterator[Outcome]:
    """All articles of a source and all that was left out.

    Raises:
        SourceError: the source itself is not there, may not be read, or is a claim graph.
    """
    if not isinstance(source, (str, os.PathLike)):
        name = getattr(source, "name", None)
        name = os.path.basename(name) if isinstance(name, str) and name else "stream"
        yield from _whole(Item(Place(name), name, source), options, explicit=True)
        return
    path = os.fsdecode(source)
    if path == "-":
        if sys.stdin is None:
            raise SourceError("standard input", "is closed", "name a file, or send something in with a pipe")
        yield from _whole(Item(Place("standard input"), "stdin", sys.stdin.buffer), options, explicit=True)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError) as error:
        reason = cannot_open(error) if isinstance(error, OSError) else "is no path"
        raise SourceError(str(Place(path)), reason, "check the name, and that you may read it") from error
    if not is_folder:
        yield from file(path, options, explicit=True)
        return
    try:
        os.listdir(path)
    except OSError as error:
        raise SourceError(str(Place(path)), cannot_open(error), "check that you may read it") from error
    for found in walk(path):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from file(found, options)


def file(path: str, options: Options, *, explicit: bool = False) -> Iterator[Outcome]:
    """The outcomes of one file. ``explicit``: the user named it, so that it is opened whatever its name."""
    place, name = Place(path, path), os.path.basename(path)
    if not explicit:
        if is_rejects_name(name):
            yield Unfit(
                "is a rejects file, passed over in a folder", "name it to try again what is in it", skipped=True
            ).rejected(place)
            return
        if options.format is None and (reason := unread(name)):
            yield reason.rejected(place)
            return
    try:
        raw = _open(path, explicit)
    except Unfit as reason:
        yield replace(reason.rejected(place), format=options.format)
        return
    except OSError as error:
        if explicit:
            raise SourceError(str(place), cannot_open(error), "check the name, and that you may read it") from error
        yield replace(Unfit(cannot_open(error)).rejected(place), format=options.format)
        return
    with raw:
        yield from _whole(Item(place, name, raw), options, explicit=explicit)


def _open(path: str, explicit: bool) -> BinaryIO:
    """The file, opened so that a named pipe put in its place meanwhile cannot make us wait for ever."""
    stream = explicit and path.startswith(_STREAMS)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags if stream else flags | getattr(os, "O_NONBLOCK", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode) and not stream:
            raise Unfit(f"is {special(mode)}, not a file", "send what it gives to '-' (standard input)")
        return open(handle, "rb", buffering=0)
    except BaseException:
        os.close(handle)
        raise


def unread(name: str) -> Unfit | None:
    """Why a file of that name is passed over where nobody asked for it by name."""
    if is_graph_name(name):
        return Unfit(_GRAPH.reason, _GRAPH.hint, skipped=True)
    if by_name(name) is None:
        return Unfit("has no ending that is read", _KNOWN, skipped=True)
    return None


def _whole(item: Item, options: Options, *, explicit: bool) -> Iterator[Outcome]:
    """The outcomes of an open item; whatever fails in it is a reject of the item."""
    try:
        for outcome in opened(item, options, chosen=by_name(item.name)):
            if options.format and isinstance(outcome, Rejected) and outcome.record is None and outcome.text is None:
                outcome = replace(outcome, format=options.format)  # to go back with the same format
            yield outcome
    except GraphExport as reason:
        if explicit:
            raise SourceError(str(item.place), reason.reason, reason.hint) from None
        yield reason.rejected(item.place)
    except Unfit as reason:
        yield replace(reason.rejected(item.place), format=options.format)
    except OSError as error:
        yield Unfit(f"cannot be read to its end: {error.strerror or error}").rejected(item.place)
    except MemoryError:
        yield Unfit("does not fit into memory", "lower the limit (--max-size)").rejected(item.place)


def opened(item: Item, options: Options, *, chosen: str | None = None) -> Iterator[Outcome]:
    """The outcomes of an open item, in the format that was asked for, else by its name, else by its first bytes."""
    head = item.look(HEAD)
    chosen = chosen or by_name(item.name)
    packed = by_content(head) if chosen is None or chosen in CONTAINERS else chosen
    if packed in CONTAINERS and options.format not in CONTAINERS:
        name = packed  # the format asked for is that of what is inside
    elif chosen in CONTAINERS:
        name = chosen
    else:
        name = options.format or chosen or packed
    if options.format in CONTAINERS:
        options = replace(options, format=None)
    # Text is taken at the user's word: an article may begin like N-Quads.
    asked = name in ("jsonl", "json", "csv") or (name == "text" and not options.format)
    if asked and is_graph_export(head):
        raise _GRAPH
    yield from load(name).read(item, options)
