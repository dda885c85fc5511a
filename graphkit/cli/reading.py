"""Sources, for ``import`` and ``extract``: articles to be extracted, and exports of ours read back."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from graphkit.cli.options import F
from graphkit.model import Article, Claim

if TYPE_CHECKING:
    from graphkit_loaders.rejects import Rejected

#: the formats that ``graphkit export`` writes and that can be read back
EXPORTS = {"nquads": (".nq", ".nt"), "claims": (".jsonl", ".ndjson")}
#: formats of articles, as graphkit_loaders.sources names them (a test compares)
ARTICLES = ("text", "html", "jsonl", "csv")

MEGABYTE = 1_000_000

Record = tuple[Article, list[Claim]]
OnReject = Callable[["Rejected"], None]


def reading_options(function: F) -> F:
    """The options of whoever reads sources: --format, --encoding, --max-size, --model, --workers."""
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
                "--max-size", metavar="MB", type=click.FloatRange(min=0, min_open=True), default=20, show_default=True,
                help="Reject articles and files of articles that are larger, in megabytes.",
            ),
            click.option("--model", metavar="NAME", help="Installed spaCy pipeline to parse with."),
            click.option(
                "--workers", "-w", type=click.IntRange(1, 256), default=1, show_default=True,
                help="Processes to work with. The result is the same for any number.",
            ),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def export_format(source: str, form: str | None) -> str | None:
    """Which export of ours a source is, nquads or claims; None where it is articles."""
    if form is not None:
        return form if form in EXPORTS else None
    name = Path(source.lower().removesuffix(".gz"))
    if name.suffix in EXPORTS["nquads"]:
        return "nquads"
    if name.suffix in EXPORTS["claims"] and Path(source).is_file():
        with _opened(source) as stream:
            return "claims" if _is_claim(stream.readline(1 << 20)) else None
    return None


def _is_claim(start: bytes) -> bool:
    """Whether a first line is one of our records: these alone have a predicate (null for an article) and evidence."""
    try:
        record = json.loads(start)
    except ValueError:
        # A line too long to be read whole here: our article lines begin like this.
        return start.startswith(b'{"predicate": null, "evidence": {"document":')
    return isinstance(record, dict) and {"predicate", "evidence"} <= record.keys()


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
    sources: Sequence[str], *, form: str | None, encoding: str | None, max_size: float, on_reject: OnReject
) -> Iterator[Article]:
    """The articles of the sources, one after another; what cannot be read goes to ``on_reject``."""
    from graphkit_loaders.sources import read

    for source in sources:
        yield from read(
            source, format=form, max_bytes=int(max_size * MEGABYTE), encoding=encoding, on_reject=on_reject
        )


def read_exports(source: str, form: str) -> Iterator[Record]:
    """The records of one of our exports."""
    from graphkit.imports import read_records

    with _opened(source) as stream:
        yield from read_records(stream, {"claims": "jsonl"}.get(form, form))


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


