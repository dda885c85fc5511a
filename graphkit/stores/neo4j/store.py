"""The store on a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

from graphkit.model import Article, Claim, Entity
from graphkit.stores.base import Record, Result, Store, Value, added_in_batches
from graphkit.stores.neo4j.address import target
from graphkit.stores.neo4j.connection import Connection
from graphkit.stores.neo4j.form import schema
from graphkit.stores.neo4j.reading import Reader
from graphkit.stores.neo4j.retraction import retract
from graphkit.stores.neo4j.writing import Batch

if TYPE_CHECKING:
    import neo4j


def _nothing() -> Future[list[bool]]:
    """What keeping no batch gives."""
    future: Future[list[bool]] = Future()
    future.set_result([])
    return future


def _stage(batch: Batch, record: Record) -> None:
    batch.stage(*record)


def _run(statement: str, transaction: neo4j.ManagedTransaction) -> None:
    transaction.run(statement).consume()


class Neo4jStore(Store):
    """Keeps the graph in a database of a Neo4j server, 5.26 or later."""

    language: ClassVar[str] = "cypher"

    def __init__(self, connection: Connection) -> None:
        self.address = connection.address
        self._connection = connection
        self._reader = Reader(connection)
        self._prepared = False

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> Self:
        """The store of the address; see :func:`graphkit.stores.open_store`. A database is never made: it is there.

        Raises:
            StoreError: there is no such server or database, or it does not take the password.
        """
        connection = Connection(target(address))
        try:
            connection.check()
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    # -- reading

    def articles(self) -> Iterator[Article]:
        return self._reader.articles()

    def article(self, article_id: str) -> Article | None:
        return next(iter(self.copies(article_id)), None)

    def copies(self, article_id: str) -> list[Article]:
        return self._reader.copies(article_id)

    def claims(self, article_id: str | None = None) -> Iterator[Claim]:
        for each in self._reader.article_ids() if article_id is None else [article_id]:
            yield from self._reader.claims_of(each)

    def claims_by_id(self, claim_ids: Iterable[str]) -> list[Claim]:
        wanted = list(claim_ids)
        found = {claim.id: claim for claim in self._reader.claims(wanted)}
        return [found[claim_id] for claim_id in wanted if claim_id in found]

    def entities(self) -> Iterator[Entity]:
        return self._reader.entities(self._reader.entity_ids())

    def entity(self, entity_id: str) -> Entity | None:
        return next(self._reader.entities([entity_id]), None)

    def names(self) -> Iterator[tuple[str, str]]:
        return self._reader.names()

    def prominence(self, entity_id: str) -> int:
        return self._reader.count_mentions(entity_id)

    def neighbourhood(self, entity_ids: Iterable[str], hops: int = 1) -> list[Claim]:
        found: dict[str, Claim] = {}
        seen: set[str] = set()
        frontier = set(entity_ids)
        for _ in range(hops):
            seen |= frontier
            new = self._reader.claim_ids_naming(frontier) - found.keys()
            claims = self._reader.claims(new)
            found.update((claim.id, claim) for claim in claims)
            frontier = {e.id for claim in claims for e in claim.entities()} - seen
            if not frontier:
                break
        return sorted(found.values(), key=lambda c: (c.article, c.evidence.start, c.id))

    def counts(self) -> dict[str, int]:
        return self._reader.counts()

    def problems(self) -> Iterator[tuple[str, str]]:
        from graphkit.stores.neo4j.checking import problems

        return problems(self._connection)

    # -- writing

    def add(self, article: Article, claims: Sequence[Claim]) -> bool:
        batch = Batch()
        batch.stage(article, claims)
        return self._keep(batch)[0]

    def add_all(self, records: Iterable[Record]) -> Iterator[bool]:
        kept = _nothing()

        def keep(batch: Batch) -> Iterator[bool]:
            # while the server keeps a batch, the next one is read and staged
            nonlocal kept
            batch.prepare()
            yield from kept.result()
            kept = writer.submit(self._keep, batch)

        def last() -> list[bool]:
            return kept.result()

        with ThreadPoolExecutor(1, "graphkit import") as writer:
            yield from added_in_batches(records, Batch, _stage, keep, last)

    def _keep(self, batch: Batch) -> list[bool]:
        if not batch.ids:
            return []
        self._prepare()
        return self._connection.write(batch.write)

    def retract(self, article_id: str) -> bool:
        if self.article(article_id) is None:
            return False
        return self._connection.write(lambda transaction: retract(transaction, article_id))

    def _prepare(self) -> None:
        """Make constraints and indexes before the first article: without them, a load is quadratic."""
        if not self._prepared:
            for statement in [*schema(), "CALL db.awaitIndexes(300)"]:
                self._connection.write(partial(_run, statement))
            self._prepared = True

    # -- queries

    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | Sequence[str]] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        from graphkit.stores.neo4j.asking import ask

        return ask(self._connection, text, parameters, timeout, limit)

    def close(self) -> None:
        self._connection.close()
