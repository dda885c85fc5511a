"""What is left out of an import, where and why; and the file in which it waits for another try.

A rejects file holds one JSON object a line. ``rejected`` tells place and reason; beside it stands what can be imported
again: ``record`` (the fields of an article, free to be mended by hand), ``text`` (words that were no record), or
nothing, and then ``rejected.path`` leads back to the file, its ``members`` and ``line`` to the place in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from graphkit.errors import ArticleRejected, SourceError

# C0 and C1 control characters act on a terminal; bidirectional ones turn a line's meaning around; lone surrogates (how
# Python holds bytes of a file name that are not UTF-8) cannot be written at all.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def shown(name: str) -> str:
    """The name on one line, each control character and each byte that is no character written out (``\\x1b``)."""
    return _HARMFUL.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: a file (``path``, None for a stream), members of archives, a line, row or item in it."""

    name: str
    path: str | None = None
    members: tuple[str, ...] = ()
    line: int | None = None
    unit: str = "line"

    def member(self, name: str) -> Place:
        """The place of a member of this archive."""
        return Place(self.name, self.path, (*self.members, name))

    def at(self, line: int, unit: str = "line") -> Place:
        """The place of a line of this file, counted from 1."""
        return Place(self.name, self.path, self.members, line, unit)

    def holds(self, other: Place) -> bool:
        """Whether the other place is this one or lies in it."""
        if self.members != other.members[: len(self.members)]:
            return False
        return self.line is None or (self.members == other.members and self.line == other.line)

    def __str__(self) -> str:
        text = " > ".join(shown(part) for part in (self.name, *self.members))
        return text + (f", {self.unit} {self.line}" if self.line is not None else "")


@dataclass(frozen=True, slots=True)
class Rejected:
    """One thing that was left out. ``skipped``: it was never meant as an article (a hidden file, a picture).

    ``record`` or ``text`` is what was read of it, where it could be read and the place alone does not lead back to it.
    """

    place: Place
    reason: str
    hint: str = ""
    skipped: bool = False
    record: Mapping[str, Any] | None = None
    text: str | None = None
    document: str | None = None
    format: str | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" + (f"; {self.hint}" if self.hint else "")

    def error(self) -> ArticleRejected:
        """The same as an error, for those who would rather stop."""
        return ArticleRejected(str(self.place), self.reason, self.hint)


def entry(rejected: Rejected) -> dict[str, Any]:
    """The line of a rejects file, as a JSON object."""
    place = rejected.place
    told: dict[str, Any] = {"place": str(place), "reason": rejected.reason}
    if rejected.hint:
        told["hint"] = rejected.hint
    told["name"] = place.name
    if place.path is not None:
        told["path"] = os.path.abspath(place.path)
    if place.members:
        told["members"] = list(place.members)
    if place.line is not None:
        told |= {"line": place.line, "unit": place.unit}
    if rejected.document is not None:
        told["document"] = rejected.document
    if rejected.format is not None:
        told["format"] = rejected.format
    line: dict[str, Any] = {"rejected": told}
    if rejected.record is not None:
        line["record"] = dict(rejected.record)
    elif rejected.text is not None:
        line["text"] = rejected.text
    return line


def entry_place(told: Mapping[str, Any]) -> Place:
    """The place that a line of a rejects file tells; ValueError where it tells none that makes sense."""
    path, members, line = told.get("path"), told.get("members", []), told.get("line")
    name, unit = told.get("name", path), told.get("unit", "line")
    good = isinstance(name, str) and isinstance(unit, str) and (path is None or (isinstance(path, str) and path != ""))
    if not (good and isinstance(members, list) and all(isinstance(m, str) for m in members)):
        raise ValueError("its place is no place")
    if line is not None and (not isinstance(line, int) or isinstance(line, bool)):
        raise ValueError("its line is no number")
    assert isinstance(name, str)
    return Place(name, path, tuple(members), line, unit)


class RejectsFile:
    """A rejects file, written a line at a time and made only when something is rejected; give it as ``on_reject``.

    Each line is on its way to the disk before the next article is read; a line that does not fit on the disk is taken
    back, so that the file stays readable. Skipped things are counted and not written.

    Raises:
        SourceError: the file cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.written = 0
        self.skipped = 0
        self._file: BinaryIO | None = None

    def __call__(self, rejected: Rejected) -> None:
        """Keep it."""
        if rejected.skipped:
            self.skipped += 1
            return
        # Escaped where needed: lone surrogates cannot be written, and control characters would act on a terminal.
        line = json.dumps(entry(rejected), ensure_ascii=False)
        line = _HARMFUL.sub(lambda m: f"\\u{ord(m[0]):04x}", line)
        self._append(line.encode("utf-8") + b"\n")
        self.written += 1

    def _append(self, line: bytes) -> None:
        start: int | None = None
        try:
            if self._file is None:
                # Unbuffered: what was not written cannot wait somewhere and fail, or appear, later.
                self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115
            start = self._file.seek(0, os.SEEK_END) if self._file.seekable() else None
            rest = memoryview(line)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            if start is not None and self._file is not None:
                with contextlib.suppress(OSError):  # a device: there is nothing to take back
                    self._file.truncate(start)
            raise SourceError(
                shown(str(self.path)),
                f"the rejects file cannot be written: {error.strerror or error}",
                "free some space, or name another file with --rejects",
            ) from error

    def close(self) -> None:
        """Close the file. Closing twice is harmless."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
