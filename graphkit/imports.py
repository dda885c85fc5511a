"""Exports back in: articles with their claims from JSON Lines or N-Quads, each id held against its content."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from graphkit.errors import GraphkitError, ModelError, SourceError, UsageError
from graphkit.model import Article, Claim
from graphkit.records import read_article, read_claim
from graphkit.stores.base import Store

FORMATS = ("nquads", "jsonl")

Record = tuple[Article, list[Claim]]
Rejects = Callable[[SourceError], None]


def read_records(stream: BinaryIO, format: str, rejects: Rejects | None = None) -> Iterator[Record]:
    """The articles of an export, each with its claims, once for every file name that it came under.

    ``rejects`` is told of an article that cannot be taken, which is then left out; without it the first one raises.
    N-Quads are checked as a whole before the first article comes.

    Raises:
        SourceError: not such an export, or its content was changed: an id or quote does not fit.
        UsageError: there is no such format.
    """
    if format == "jsonl":
        return _read_jsonl(stream, rejects)
    if format == "nquads":
        return _read_nquads(stream)
    raise UsageError(f"no import of the format {format!r}; exports come back from {' and '.join(FORMATS)}")


def records(store: Store) -> Iterator[Record]:
    """All articles of a store, each with its claims, once for every file name: what another store takes by ``add``."""
    for article in store.articles():
        claims = list(store.claims(article.id))
        for copy in store.copies(article.id):
            yield copy, claims


def _read_jsonl(stream: BinaryIO, rejects: Rejects | None) -> Iterator[Record]:
    """An article's line comes first, then its claims."""
    article: Article | None = None
    claims: list[Claim] = []
    head: dict[str, Any] = {}
    aliases: dict[str, list[str]] = {}
    current: str | None = None  # the id of the article that is being read
    broken = False  # one of its lines was refused, so all of it is left out

    def refuse(number: int, error: Exception) -> None:
        reason = str(error) if isinstance(error, GraphkitError) else f"not a line of such an export: {error!r}"
        refused = SourceError(f"line {number}", reason, "export again, or import the article itself")
        if rejects is None:
            raise refused from error
        rejects(refused)

    def finished(number: int) -> list[Record]:
        """The article that was read, now that all its lines have been; nothing where some of them are missing."""
        if article is None or broken:
            return []
        if head.get("claims", len(claims)) != len(claims):
            refuse(number, ModelError(f"article {current} has {len(claims)} of its {head['claims']} claims"))
            return []
        return [(copy, claims) for copy in _copies(article, head)]

    number = 0
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        stray = False
        try:
            record = _parsed(line)
            if "article" in record:
                yield from finished(number - 1)
                article, claims, broken, current = None, [], False, None
                current = str(record["article"]["id"])
                head, aliases = record, {e["id"]: e["aliases"] for e in record.get("entities") or ()}
                article = read_article(record)
            elif record["evidence"]["article"] != current:
                stray = True
                raise ModelError(f"a claim of article {record['evidence']['article']}, whose line is not before it")
            elif article is not None and not broken:
                claims.append(read_claim(record, article, aliases))
        except SourceError:
            raise
        except (GraphkitError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            broken = broken or not stray
            refuse(number, error)
    yield from finished(number)


def _parsed(line: bytes) -> dict[str, Any]:
    record = json.loads(line.decode("utf-8"))
    if not isinstance(record, dict):
        raise ModelError("not a JSON object")
    return record


def _copies(article: Article, head: dict[str, Any]) -> Iterator[Article]:
    documents = head.get("documents") or [article.document]
    languages = head.get("languages") or [article.language]
    for i in range(max(len(documents), len(languages))):
        document, language = documents[min(i, len(documents) - 1)], languages[min(i, len(languages) - 1)]
        yield replace(article, document=document, language=language)


def _read_nquads(stream: BinaryIO) -> Iterator[Record]:
    """Any order of lines: so they go into a store of their own first, where articles can be looked up."""
    import pyoxigraph as ox

    from graphkit.stores.oxigraph import OxigraphStore

    with tempfile.TemporaryDirectory(prefix="graphkit-import-") as folder:
        path = Path(folder) / "graph"
        db = ox.Store(str(path))
        try:
            db.bulk_load(stream, ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            hint = "only N-Quads and JSON Lines come back: write them by 'graphkit export', or import the articles"
            raise SourceError(f"line {error.lineno}", f"not N-Quads: {error.msg}", hint) from error
        # Parsers take more of RDF than we ever write, and our reader takes what we write.
        if next(db.named_graphs(), None) is not None:
            raise SourceError("graph", "some statements are in a named graph", "our exports have none: export again")
        if db.query("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o) || isTRIPLE(?o)) }"):
            reason = "some statements have a blank node or a triple for a subject or object"
            raise SourceError("graph", reason, "our exports have none: export again")
        del db
        with OxigraphStore.open(f"oxigraph:{path}", create=False) as store:
            for where, what in store.problems():
                raise SourceError(where, what, "export again, or import the articles themselves")
            yield from records(store)
