"""What goes to the terminal: messages, a counter of progress, and text of articles without its control characters."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

# Escape sequences of a terminal begin with a C0 or C1 control character; the bidirectional ones can turn a line's
# meaning around. Tabs and line ends stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with each control character written out (``\\x1b``), so that it cannot act on a terminal."""
    return _CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text)


def line(text: str) -> str:
    """The text on one line, cleaned: runs of white space become one space."""
    return clean(" ".join(text.split()))


def say(message: str) -> None:
    """A message to standard error."""
    click.echo(clean(message), err=True)


def tell(text: str) -> None:
    """A line of readable text to standard output."""
    click.echo(clean(text))


def tell_json(value: Any) -> None:
    """A value as JSON to standard output, with every control character escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}" if m[0] not in "\n\t" else m[0], text))


def plural(count: int, noun: str) -> str:
    """``1 claim``, ``1,234 claims``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines of two columns, the second to the right."""
    pairs = [(line(a), line(b)) for a, b in rows]
    left, right = (max((len(p[i]) for p in pairs), default=0) for i in (0, 1))
    for name, value in pairs:
        yield f"  {name:<{left}}  {value:>{right}}"


class Progress:
    """Counts on one line of standard error, on a terminal only; ``total`` gives it a bar."""

    WIDTH = 24
    EVERY = 0.1  # seconds between two drawings: fast enough to look alive, rare enough to cost nothing

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.active = sys.stderr is not None and sys.stderr.isatty()
        self.started = time.monotonic()
        self._drawn = 0.0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def show(self, done: int, counts: Mapping[str, int]) -> None:
        """Draw the line, if it is time for it."""
        now = time.monotonic()
        if not self.active or now - self._drawn < self.EVERY:
            return
        self._drawn = now
        text = "  ".join(f"{name} {count:,}" for name, count in counts.items()) + f"  {self.seconds:.0f} s"
        if self.total and done <= self.total:  # more than expected: the bar would tell nothing
            filled = min(self.WIDTH, self.WIDTH * done // self.total)
            text = "[" + "#" * filled + "-" * (self.WIDTH - filled) + "]  " + text
        sys.stderr.write("\r" + text + "\x1b[K")
        sys.stderr.flush()

    def clear(self) -> None:
        """Wipe the line, before other messages."""
        if self.active and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def progress(total: int | None = None) -> Iterator[Progress]:
    """A :class:`Progress` that leaves no trace on the terminal."""
    bar = Progress(total)
    try:
        yield bar
    finally:
        bar.clear()
