"""Sources, for ``import`` and ``extract``: articles to be extracted, and exports of ours read back."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click

from graphkit.cli.options import F
from graphkit.cli.rejections import Rejections
from graphkit.errors import SourceError, UsageError
from graphkit.model import Article, Claim

#: what ``graphkit export`` writes and can be read back: the name here -> the name in graphkit.imports. JSON Lines of
#: claims have a name of their own beside those of articles
EXPORTS = {"nquads": "nquads", "claims": "jsonl"}
#: formats of articles, as graphkit_loaders.sources names them (a test compares)
ARTICLES = ("text", "html", "jsonl", "json", "csv", "tsv", "gzip", "zip", "rejects")

MEGABYTE = 1_000_000
HEAD = 1 << 16  # bytes that tell an export from articles

Record = tuple[Article, list[Claim]]


def reading_options(function: F) -> F:
    """The options of whoever reads sources: --format, --encoding, --max-size, --model, --resolver, --workers,
    --precision, --recall."""
    for option in reversed(
        (
            click.option(
                "--format",
                "-f",
                "form",
                type=click.Choice((*ARTICLES, *EXPORTS)),
                help="Format of all sources; else by each file's ending. nquads and claims (JSON Lines) are exports.",
            ),
            click.option("--encoding", metavar="NAME", help="Encoding of all text files; else told from each file."),
            click.option(
                "--max-size", metavar="MB", type=click.FloatRange(min=0, min_open=True), default=10, show_default=True,
                help="Reject articles and files of articles that are larger, in megabytes.",
            ),
            click.option("--model", metavar="NAME", help="Installed spaCy pipeline to parse with."),
            click.option("--resolver", metavar="MODULE:NAME", help="Coreference resolver of your own."),
            click.option(
                "--workers", "-w", type=click.IntRange(1, 256), default=1, show_default=True,
                help="Processes to work with. The result is the same for any number.",
            ),
            click.option(
                "--precision", metavar="SHARE", type=click.FloatRange(0, 1), help="Keep only claims sure enough that "
                "this share of them was right on annotated articles (.85), at the cost of others.",
            ),
            click.option(
                "--recall", metavar="SHARE", type=click.FloatRange(0, 1), help="Keep only the surest claims that "
                "still made up this share of all that was annotated (.35).",
            ),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def least_confidence(precision: float | None, recall: float | None) -> float:
    """The confidence from which on claims are kept, by --precision or --recall.

    Raises:
        UsageError: both are given, or none reaches it.
    """
    if precision is None and recall is None:
        return 0.0
    if precision is not None and recall is not None:
        raise UsageError("--precision and --recall set the same threshold: give one of them")
    from graphkit_loaders.claims.confidence import threshold

    return threshold(precision, recall)


def export_format(source: str, form: str | None) -> str | None:
    """Which export of ours a source is, nquads or claims; None where it is articles."""
    if form is not None:
        return form if form in EXPORTS else None
    from graphkit_loaders.sources import is_graph_export

    try:
        if source == "-":
            head = sys.stdin.buffer.peek(HEAD)  # type: ignore[union-attr]  # a buffered reader, which can peek
        elif not Path(source).is_file():
            return None
        else:
            with _opened(source) as stream:
                head = stream.read(HEAD)
    except (OSError, EOFError, zlib.error, AttributeError):
        return None  # the reader of articles will tell what is wrong with it
    if not is_graph_export(head):
        return None
    return "claims" if head.lstrip().startswith(b"{") else "nquads"


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
    elif source.lower().endswith(".gz"):
        with gzip.open(source) as stream:
            yield cast(BinaryIO, stream)
    else:
        with open(source, "rb") as stream:
            yield stream


def read_articles(
    sources: Sequence[str], *, form: str | None, encoding: str | None, max_size: float, on_reject: Rejections
) -> Iterator[Article]:
    """The articles of the sources, one after another; what cannot be read goes to ``on_reject`` and stops nothing."""
    from graphkit_loaders.sources import read

    limit = int(max_size * MEGABYTE)
    for source in sources:
        try:
            yield from read(source, format=form, max_bytes=limit, encoding=encoding, on_reject=on_reject)
        except SourceError as error:
            on_reject.failed(error)


def read_exports(source: str, form: str, on_reject: Rejections) -> Iterator[Record]:
    """The records of one of our exports; what cannot be taken goes to ``on_reject`` and stops nothing."""
    from graphkit.imports import read_records

    def failed(error: SourceError) -> None:
        on_reject.failed(SourceError(f"{source}, {error.place}", error.reason, error.hint))

    try:
        with _opened(source) as stream:
            yield from read_records(stream, EXPORTS[form], failed)
    except SourceError as error:
        failed(error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        on_reject.failed(SourceError(source, f"damaged gzip file: {error}"))
    except OSError as error:
        if error.filename != source:
            raise
        on_reject.failed(SourceError(source, error.strerror or str(error)))


def split(sources: Sequence[str], form: str | None) -> tuple[list[str], list[tuple[str, str]]]:
    """The sources of articles, and those that are exports with their format."""
    articles, exports = [], []
    for source in sources:
        kind = export_format(source, form)
        if kind:
            exports.append((source, kind))
        else:
            articles.append(source)
    return articles, exports


def expected(sources: Sequence[str]) -> int | None:
    """How many articles there may be, for a progress bar: the files of folders; None where that tells nothing."""
    from graphkit_loaders.sources import discover

    count = sum(1 for _ in discover(sources))
    return count if count > 1 else None
