"""What is left out while reading: told on standard error, counted, and kept in a rejects file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from graphkit.cli.failures import Failure
from graphkit.cli.options import F
from graphkit.cli.terminal import Progress, plural, say
from graphkit.errors import SourceError

if TYPE_CHECKING:
    from graphkit_loaders.rejects import Rejected, RejectsFile

#: so many are told one by one; all are in the rejects file
TOLD = 20


class Rejections:
    """Takes what is rejected: give it as ``on_reject``. ``count`` is how many articles were left out."""

    def __init__(self, file: RejectsFile, bar: Progress) -> None:
        self.file, self.bar = file, bar
        self.count = self.skipped = 0

    def __call__(self, rejected: Rejected) -> None:
        try:
            self.file(rejected)
        except SourceError as error:  # not of this article: nothing more can be kept apart, so it is time to stop
            raise Failure(str(error)) from error
        if rejected.skipped:
            self.skipped += 1
            return
        self.count += 1
        if self.count <= TOLD:
            self.bar.clear()
            say(f"rejected: {rejected}")
        elif self.count == TOLD + 1:
            self.bar.clear()
            say(f"rejected: more; all of them are in {self.file.path}")

    def failed(self, error: SourceError) -> None:
        """A whole source could not be read."""
        self.count += 1
        self.bar.clear()
        say(f"failed: {error}")

    def tell(self) -> None:
        """What to do next about what was rejected."""
        if self.skipped:
            say(f"passed over {plural(self.skipped, 'file')} that cannot be an article")
        if self.file.written:
            say(f"the rejected are in {self.file.path}: mend them there or at their place, and import that file")


def rejects_option(function: F) -> F:
    """``--rejects FILE``, given to the command as ``rejects``."""
    return click.option(
        "--rejects",
        metavar="FILE",
        default="graphkit.rejects.jsonl",
        show_default=True,
        help="Where to keep what was rejected; the file can be imported. Made only if something is.",
    )(function)


@contextmanager
def rejects_to(path: str, bar: Progress) -> Iterator[Rejections]:
    """A :class:`Rejections` that keeps them in this file."""
    from graphkit_loaders.rejects import RejectsFile

    with RejectsFile(path) as file:
        yield Rejections(file, bar)


