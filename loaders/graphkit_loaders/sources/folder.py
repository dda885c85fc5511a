"""Folders: every file in them and in the folders inside, in an order that is the same on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from graphkit_loaders.rejects import Place, Rejected
from graphkit_loaders.sources.item import Unfit


def walk(folder: str) -> Iterator[str | Rejected]:
    """The paths of the files, and what is no file to read. Sorted by the bytes of the names, folder by folder."""
    stack: list[Iterator[str]] = [iter([folder])]
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
            continue
        try:
            top = len(stack) == 1
            kind = os.stat(path) if top else os.lstat(path)
            if not top and os.path.basename(path).startswith("."):
                raise Unfit("is hidden, so it is passed over", skipped=True)
            if stat.S_ISLNK(kind.st_mode):
                kind = os.stat(path)
                if stat.S_ISDIR(kind.st_mode):
                    # Followed, it could lead round in a circle, or out of what was asked for.
                    raise Unfit("is a link to a folder, which is not followed", "name that folder", skipped=True)
            if stat.S_ISDIR(kind.st_mode):
                stack.append(iter(_inside(path)))
            elif stat.S_ISREG(kind.st_mode):
                yield path
            else:
                raise Unfit(f"is {special(kind.st_mode)}, not a file", skipped=True)
        except Unfit as reason:
            yield reason.rejected(Place(path, path))
        except OSError as error:
            yield Unfit(cannot_open(error)).rejected(Place(path, path))


def _inside(folder: str) -> list[str]:
    names = sorted(os.listdir(folder), key=os.fsencode)
    return [os.path.join(folder, name) for name in names]


def special(mode: int) -> str:
    """What a thing that is neither file nor folder is called."""
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def cannot_open(error: OSError) -> str:
    """The reason of a file that cannot be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return "is not there, or no more"
    if isinstance(error, PermissionError):
        return "may not be read by you (no permission)"
    return f"cannot be opened: {error.strerror or error}"
