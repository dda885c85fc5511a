"""The statements of a store as sorted N-Triples lines, which the RDF formats are made from."""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Protocol, runtime_checkable

from graphkit.stores import rdf
from graphkit.stores.admission import admit
from graphkit.stores.base import Store
from graphkit.stores.graph import own_lines, shared_lines

#: lines that are sorted in memory at a time, some 60 MB
CHUNK = 200_000


@runtime_checkable
class KeepsStatements(Protocol):
    """A store that has its content as statements already."""

    def ntriples(self) -> Iterator[str]:
        """All statements as canonical N-Triples lines, in any order, each once."""


def statements(store: Store) -> Iterator[str]:
    """All statements of the store, each line once, in the order of their characters."""
    lines = store.ntriples() if isinstance(store, KeepsStatements) else made_statements(store)
    return sorted_lines(lines)


def made_statements(store: Store) -> Iterator[str]:
    """The statements that a store of any kind amounts to, made from its articles and claims; some come twice."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for article in store.articles():
        admitted = admit(article, list(store.claims(article.id)))
        copies = (line for copy in store.copies(article.id) for line in rdf.copy_lines(copy))
        for text in itertools.chain(own_lines(admitted), copies, shared_lines(admitted)):
            yield from (line + "\n" for line in text.split("\n") if line)
        for entity in admitted.mentions:
            labels[entity.id].add(entity.label)
            others[entity.id].update(entity.aliases)
    for entity_id, found in labels.items():
        yield from rdf.name_lines(entity_id, rdf.best_label(found), found | others[entity_id])


def sorted_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines in the order of their characters, each once; what does not fit in memory waits on disk."""
    source = iter(lines)
    files: list[IO[str]] = []
    try:
        while True:
            taken = list(itertools.islice(source, CHUNK))
            if not taken:
                break
            chunk = sorted(set(taken))
            if len(taken) < CHUNK and not files:  # counted before what comes twice is left out: more may follow
                yield from chunk
                return
            part = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
            files.append(part)
            part.writelines(chunk)
            part.seek(0)
        last = ""
        for line in heapq.merge(*files):
            if line != last:
                yield line
            last = line
    finally:
        for file in files:
            file.close()
