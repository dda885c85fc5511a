"""The Store contract: what every store does, and what follows from it for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, TypeVar

from graphkit.model import Article, Claim, Entity

if TYPE_CHECKING:
    from graphkit.stores.values import Term

Value = str | int | float | bool | None

Record = tuple[Article, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    ``columns`` and ``rows`` for SELECT (ids and IRIs as text, numbers as numbers); ``boolean`` for ASK; ``turtle`` for
    CONSTRUCT and DESCRIBE. ``truncated`` says that the row limit cut it. ``terms`` are the rows as RDF terms, from
    stores that have them: the SPARQL formats need them. ``whole`` are the rows as JSON can hold them, from stores whose
    cells may be nodes, relationships, paths, lists. ``notes`` tell what the query names and the graph does not know: a
    mistyped name finds nothing, and is no error.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    boolean: bool | None = None
    turtle: str | None = None
    truncated: bool = False
    terms: tuple[tuple[Term | None, ...], ...] = field(default=(), compare=False, repr=False)
    whole: tuple[tuple[object, ...], ...] = field(default=(), compare=False, repr=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def whole_dicts(self) -> list[dict[str, object]]:
        """The rows as dictionaries by column, with all that their cells hold."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.whole or self.rows]


class Batch(Protocol):
    """Articles that a store takes together."""

    @property
    def is_full(self) -> bool:
        """Whether it is time to write it."""


B = TypeVar("B", bound=Batch)


def added_in_batches(
    records: Iterable[Record],
    new: Callable[[], B],
    stage: Callable[[B, Record], None],
    keep: Callable[[B], Iterable[bool]],
    last: Callable[[], Iterable[bool]] = tuple,
) -> Iterator[bool]:
    """Keep a stream of articles in batches; for :meth:`Store.add_all`, and as that tells of each.

    Where the source fails, or an article must not be kept, what came before it is kept first. That error is then what
    the caller gets, even where keeping fails too: a note on it tells of that.

    Args:
        new: makes an empty batch.
        stage: takes a record into a batch, or raises and leaves the batch as it was.
        keep: writes a batch, now or with a later call; tells of what is safely kept by now.
        last: tells of what ``keep`` has not told yet, once it is kept.
    """
    source, batch = iter(records), new()
    failure: Exception | None = None
    while True:
        try:
            record = next(source, None)
            if record is None:
                break
            stage(batch, record)
        except Exception as error:
            failure = error
            break
        if batch.is_full:
            yield from keep(batch)
            # made only now: a batch is full after some seconds, and those of a slow server are not the source's
            batch = new()
    try:
        yield from keep(batch)
        yield from last()
    except Exception as error:
        if failure is None:
            raise
        if str(error) != str(failure):  # a server that is gone fails both
            failure.add_note(f"what came just before could not be kept: {error}")
    if failure is not None:
        try:
            raise failure
        finally:
            del failure  # its frames name it: what they hold open is let go at once


class Store(ABC):
    """Keeps articles with their claims. Thread-safe for reading only; one writer at a time."""

    #: the query language that ``query`` takes: "sparql" or "cypher"
    language: ClassVar[str]
    #: the address that opens this store again
    address: str

    @abstractmethod
    def add(self, article: Article, claims: Sequence[Claim]) -> bool:
        """Keep the article with all its claims, or nothing at all; False (and no change) where it is kept already.

        Raises:
            ModelError: a claim is of another article, or its predicate is not in the vocabulary.
            StoreError: the store could not be written; nothing of the article is kept.
        """

    def add_all(self, records: Iterable[Record]) -> Iterator[bool]:
        """Keep a stream of articles; True for each that is new, in order. Stores may override it to write in batches.

        An article may only be reported once it is safely kept. After many of them a store sees to :meth:`compact`.
        """
        for article, claims in records:
            yield self.add(article, claims)

    def compact(self) -> None:
        """Order what was written, where that makes questions faster; worth its time after a large import."""
        return  # most stores see to it themselves

    @abstractmethod
    def retract(self, article_id: str) -> bool:
        """Take out exactly what the article brought; False where it is not kept."""

    @abstractmethod
    def articles(self) -> Iterator[Article]:
        """All articles, by id."""

    @abstractmethod
    def article(self, article_id: str) -> Article | None:
        """One article, or None."""

    def copies(self, article_id: str) -> list[Article]:
        """The article once for each file name that it came under, by name; [] where it is not kept."""
        found = self.article(article_id)
        return [found] if found else []

    @abstractmethod
    def claims(self, article_id: str | None = None) -> Iterator[Claim]:
        """All claims (of one article), ordered by article id, then start of evidence, then claim id."""

    @abstractmethod
    def claims_by_id(self, claim_ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, in the given order; unknown ids are passed over."""

    @abstractmethod
    def entities(self) -> Iterator[Entity]:
        """All entities with label and aliases, by id."""

    def entity(self, entity_id: str) -> Entity | None:
        """The entity of an id as all articles together name it, or None."""
        return next((entity for entity in self.entities() if entity.id == entity_id), None)

    def version(self) -> str:
        """A short text that is another whenever the content is; cheap enough to be asked for twice a second."""
        return " ".join(f"{name}={count}" for name, count in sorted(self.counts().items()))

    def names(self) -> Iterator[tuple[str, str]]:
        """Each entity's id with each of its labels and aliases, to look names up."""
        for entity in self.entities():
            for name in (entity.label, *entity.aliases):
                yield entity.id, name

    def prominence(self, entity_id: str) -> int:
        """How many articles name the entity."""
        return len({claim.article for claim in self.neighbourhood([entity_id])})

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the content, as (where, what); :func:`graphkit.verify.verify` tells it.

        Here: quotes and places. A store that can do so looks at ids and derived data too.
        """
        from graphkit.stores.admission import misplaced

        for article in self.articles():
            for claim in self.claims(article.id):
                trouble = misplaced(claim, article)
                if trouble is not None:
                    yield f"claim {claim.id}", trouble

    @abstractmethod
    def neighbourhood(self, entity_ids: Iterable[str], hops: int = 1) -> list[Claim]:
        """The claims that name these entities (subject, object, source, concerned), and onward up to ``hops`` steps."""

    @abstractmethod
    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | Sequence[str]] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """The answer to a query that only reads, in the store's language. ``parameters`` are bound as values.

        Without a ``timeout`` it may take for ever; a thread that writes to an embedded store waits for it.

        Raises:
            QueryRefused: it would write, or reach beyond the store.
            QueryFailed: it does not parse, or cannot be worked out.
            QueryTimeout: it was ended after ``timeout`` seconds.
        """

    @abstractmethod
    def counts(self) -> dict[str, int]:
        """How many articles, claims, entities and acts there are, by those names."""

    @abstractmethod
    def close(self) -> None:
        """Write what is open and give the store free. Closing twice is harmless."""

    def find(self, name: str, limit: int = 20) -> list[Entity]:
        """The entities whose id, label or alias is ``name`` (case and accents aside); the best known first."""
        from graphkit.names import find_entities

        return find_entities(self, name, limit)

    def ask(self, question: str, **parameters: Value) -> Result:
        """The answer to a named question of ``queries/``; see :mod:`graphkit.questions`."""
        from graphkit.questions import ask

        return ask(self, question, parameters)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()
