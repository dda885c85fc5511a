"""Runs a piece of a test as a user who may not read and write everything, even where the tests run as root."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: "nobody" on Linux and the BSDs
NOBODY = 65534


@contextmanager
def as_ordinary_user(folder: Path) -> Iterator[None]:
    """Without the superuser's rights; ``folder`` and the folders above it can be entered.

    What the code under test imports late must have been imported before: the interpreter may lie where nobody may read.
    """
    if os.geteuid() != 0:
        yield
        return
    for place in (folder, *folder.parents):
        if place.stat().st_uid == 0 and place != Path(place.anchor):
            place.chmod(place.stat().st_mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
