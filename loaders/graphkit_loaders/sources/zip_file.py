"""Zip archives: member by member, nothing ever written under a member's name, within bounds."""

from __future__ import annotations

import lzma
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from graphkit_loaders.rejects import Place
from graphkit_loaders.sources.detect import by_name
from graphkit_loaders.sources.item import Budget, Item, Options, Outcome, Unfit, size
from graphkit_loaders.sources.reading import MAX_DEPTH, opened, unread

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, NotImplementedError, RuntimeError,
           ValueError, OSError, UnicodeError, OverflowError)  # fmt: skip
# Members of LZMA may ask for 4 GB of memory in their first bytes; news archives are deflated.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_MEMBERS = 200_000
_MOST_COPIED = (
    1_000_000_000  # bytes of an archive that comes as a stream, kept in a temporary file since zip is read from its end
)
_IN_MEMORY = 16_000_000


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """What each member holds, in the archive's order; a bad member is left out alone."""
    if item.depth >= MAX_DEPTH:
        raise Unfit(f"is an archive in archives, more than {MAX_DEPTH} deep", "unpack it by hand")
    if not item.look(1):
        raise Unfit("is empty")
    with _seekable(item) as file:
        length = file.seek(0, os.SEEK_END)
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise Unfit(f"is no zip archive, or a broken one: {error}") from None
        with archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MOST_MEMBERS:
                raise Unfit(
                    f"has {len(members):,} members, more than {_MOST_MEMBERS:,}", "unpack it and name the folder"
                )
            if not members:
                raise Unfit("is an empty archive")
            budget = item.budget or Budget(lambda: length)
            for member in members:
                place = item.place.member(member.filename)
                try:
                    yield from _member(archive, member, place, item, budget, options)
                except Unfit as reason:
                    yield reason.rejected(place)
                except _BROKEN as error:
                    yield Unfit(f"cannot be unpacked: {error}").rejected(place)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Place, item: Item, budget: Budget, options: Options
) -> Iterator[Outcome]:
    parts = member.filename.replace("\\", "/").split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX":
        raise Unfit("is hidden, so it is passed over", skipped=True)
    if member.flag_bits & 0x1:
        raise Unfit("is encrypted", "unpack the archive with its password and name the folder")
    if member.compress_type not in _METHODS:
        raise Unfit("is packed in an unusual way", "unpack it by hand")
    name = parts[-1]
    if options.format is None and (reason := unread(name)):
        raise reason
    with archive.open(member) as raw:
        inner = Item(place, name, cast(BinaryIO, raw), item.depth + 1, budget)
        yield from opened(inner, options, chosen=by_name(name))


def _seekable(item: Item) -> BinaryIO:
    """The archive as a file in which one can go to and fro, of its own, to be closed."""
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    if item.place.path is not None and not item.place.members and item.depth == 0:
        copy.close()
        return open(item.place.path, "rb")
    try:
        total = 0
        while data := item.stream.read(1 << 20):
            total += len(data)
            if total > _MOST_COPIED:
                raise Unfit(
                    f"is an archive of more than {size(_MOST_COPIED)} that comes as a stream", "save it as a file"
                )
            copy.write(data)
    except OSError as error:
        copy.close()
        raise Unfit(
            f"cannot be kept for reading: {error.strerror or error}", "free some space for temporary files"
        ) from None
    except Unfit:
        copy.close()
        raise
    copy.seek(0)
    return cast(BinaryIO, copy)
