"""Any server that speaks SPARQL 1.1 over HTTP (``sparql+http://...``): Oxigraph, Fuseki, GraphDB, Stardog, ...

The graph is the one of the embedded store, in the server's default graph, read and written by the same code: what is
needed to answer or to change comes from the server as a small graph in memory, and each change goes back as one update
request, which a server carries out whole or not at all.
"""

from __future__ import annotations

import itertools
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from graphkit.errors import ModelError, StoreError
from graphkit.model import Article, Claim, Entity
from graphkit.namespaces import ARTICLE, CLAIM, GK, SCHEMA, P
from graphkit.stores import rdf
from graphkit.stores.base import Record, Result, Store, Value, added_in_batches
from graphkit.stores.endpoint import Endpoint, readable
from graphkit.stores.reading import Reader
from graphkit.stores.writing import Batch, change_text, retraction

if TYPE_CHECKING:
    import pyoxigraph as ox

T = TypeVar("T")

#: names that one query asks for: few enough for any server's limits, enough to make a request cheap
NAMES = 200
#: articles that are asked for at a time when all are read
ARTICLES = 50
#: characters of statements, at a guess, after which a batch is written: a request of some megabytes
BATCH = 2_000_000
#: the same for one claim
CLAIM_SIZE = 2_000
#: seconds after which a batch is written though it is small
BATCH_SECONDS = 3.0


@dataclass(slots=True)
class _Taken:
    """Records for one request."""

    records: list[Record] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    size: int = 0

    @property
    def is_full(self) -> bool:
        return self.size >= BATCH or time.monotonic() - self.started >= BATCH_SECONDS

    def take(self, record: Record) -> None:
        self.records.append(record)
        self.size += len(record[0].text) + CLAIM_SIZE * len(record[1])


class SparqlStore(Store):
    """Keeps the graph on a SPARQL server."""

    language: ClassVar[str] = "sparql"

    def __init__(self, address: str) -> None:
        self.address = address
        self._endpoint = Endpoint(address)
        self._closed = False

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> Self:
        """The store at the address, once the server has answered; see :func:`graphkit.stores.open_store`."""
        store = cls(address)
        store._column("ASK {}")
        return store

    # -- reading

    def articles(self) -> Iterator[Article]:
        for some in _parts(self._article_ids(), ARTICLES):
            reader = Reader(self._about(map(_article_iri, some)), self.address)
            for article_id in some:
                yield from reader.copies(article_id)[:1]

    def article(self, article_id: str) -> Article | None:
        return next(iter(self.copies(article_id)), None)

    def copies(self, article_id: str) -> list[Article]:
        return Reader(self._about([_article_iri(article_id)]), self.address).copies(article_id)

    def claims(self, article_id: str | None = None) -> Iterator[Claim]:
        for each in self._article_ids() if article_id is None else [article_id]:
            yield from Reader(self._brought(each), self.address).claims_of(each)

    def claims_by_id(self, claim_ids: Iterable[str]) -> list[Claim]:
        found: list[Claim] = []
        for some in _parts(claim_ids, NAMES):
            reader = Reader(self._claims(some), self.address)
            found += (claim for claim in map(reader.claim, some) if claim is not None)
        return found

    def entities(self) -> Iterator[Entity]:
        ids = sorted({rdf.short(iri) for iri in self._column(f"SELECT ?x {{ ?x <{rdf.LABEL}> ?label }}")})
        for some in _parts(ids, NAMES):
            reader = Reader(self._named(some), self.address)
            yield from (entity for entity in map(reader.entity, some) if entity is not None)

    def entity(self, entity_id: str) -> Entity | None:
        return Reader(self._named([entity_id]), self.address).entity(entity_id)

    def names(self) -> Iterator[tuple[str, str]]:
        db = self._fetched(f"VALUES ?p {{ <{rdf.LABEL}> <{rdf.ALT_LABEL}> }} ?s ?p ?o")
        yield from Reader(db, self.address).names()

    def prominence(self, entity_id: str) -> int:
        return self._number(f"?x <{GK}entity> <{rdf.entity_iri(entity_id)}>")

    def neighbourhood(self, entity_ids: Iterable[str], hops: int = 1) -> list[Claim]:
        found: dict[str, Claim] = {}
        seen: set[str] = set()
        frontier = set(entity_ids)
        for _ in range(hops):
            seen |= frontier
            new = {c for some in _parts(sorted(frontier), NAMES) for c in self._naming(some)} - found.keys()
            claims = self.claims_by_id(sorted(new))
            found.update((claim.id, claim) for claim in claims)
            frontier = {e.id for claim in claims for e in claim.entities()} - seen
        return sorted(found.values(), key=lambda c: (c.article, c.evidence.start, c.id))

    def counts(self) -> dict[str, int]:
        kinds = {"articles": f"a <{GK}Article>", "claims": f"a <{GK}Claim>", "acts": f"a <{GK}Act>"}
        kinds["entities"] = f"<{rdf.LABEL}> ?label"
        return {name: self._number(f"?x {pattern}") for name, pattern in kinds.items()}

    def problems(self) -> Iterator[tuple[str, str]]:
        import pyoxigraph as ox

        from graphkit.stores.checking import problems

        # All statements are looked at several times, in no order: they come over once.
        with tempfile.TemporaryDirectory(prefix="graphkit-verify-") as folder:
            db = ox.Store(str(Path(folder) / "graph"))
            db.bulk_extend(self._all())
            yield from problems(db, self.address)
            del db

    def ntriples(self) -> Iterator[str]:
        """All statements as canonical N-Triples lines, in no order, while they come in."""
        return map(rdf.line_of, self._all())

    # -- writing

    def add(self, article: Article, claims: Sequence[Claim]) -> bool:
        return next(self._keep([(article, claims)]))

    def add_all(self, records: Iterable[Record]) -> Iterator[bool]:
        return added_in_batches(records, _Taken, _Taken.take, lambda taken: self._keep(taken.records))

    def _keep(self, records: Sequence[Record]) -> Iterator[bool]:
        if not records:
            return
        db = self._fetched(
            f"{_values('s', sorted({_article_iri(article.id) for article, _ in records}))}"
            f" VALUES ?p {{ <{rdf.TYPE}> <{GK}document> <{SCHEMA}inLanguage> }} ?s ?p ?o"
        )
        batch = Batch()
        refused: ModelError | None = None
        for record in records:
            try:
                batch.stage(db, self.address, *record)
            except ModelError as error:  # what came before it is kept
                refused = error
                break
        self._named(sorted(batch.labels), db)
        removed, added = batch.changes(db)
        if removed or added:
            self._server().update(change_text(removed, added))
        yield from batch.results
        if refused is not None:
            raise refused

    def retract(self, article_id: str) -> bool:
        db = self._brought(article_id)
        reader = Reader(db, self.address)
        claims = reader.claims_of(article_id)
        # beside what it brought: the links to its claims, all else that its entities are called, and the claims that
        # may bear out the same plain edges
        entities = sorted({entity.id for claim in claims for entity in claim.entities()})
        edges = sorted(
            f"(<{rdf.entity_iri(claim.subject.id)}> <{P}{claim.predicate}> <{rdf.entity_iri(claim.object.id)}>)"
            for claim in claims
            if claim.is_plain and claim.object is not None
        )
        wanted = [f"{_values('o', some)} ?s ?p ?o" for some in _parts([CLAIM + claim.id for claim in claims], NAMES)]
        self._named(entities, db)
        for some in _parts(map(rdf.entity_iri, entities), NAMES):
            wanted.append(f"{_values('e', some)} ?s <{GK}entity> ?e . ?s ?p ?o")
        for some in _parts(edges, NAMES):
            found = f"VALUES (?from ?link ?to) {{ {' '.join(some)} }} ?from ?link ?claim . ?claim <{GK}object> ?to"
            wanted.append(f"{found} . ?claim ?p ?o BIND(?claim AS ?s)")
            wanted.append(f"{found} BIND(?from AS ?s) BIND(?link AS ?p) BIND(?claim AS ?o)")
        for where in wanted:
            self._fetched(where, db)
        change = retraction(Reader(db, self.address), article_id)
        if change is not None:
            self._server().update(change_text(*change))
        return change is not None

    # -- queries

    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | Sequence[str]] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        from graphkit.stores.asking import ask_server

        return ask_server(self._server(), text, parameters, timeout, limit)

    def close(self) -> None:
        self._closed = True

    # -- what comes from the server

    def _server(self) -> Endpoint:
        if self._closed:
            raise StoreError(self.address, "has been closed", "open it again")
        return self._endpoint

    def _fetched(self, where: str, into: ox.Store | None = None) -> ox.Store:
        """The statements ``?s ?p ?o`` of a pattern, as a graph in memory, or into one."""
        import pyoxigraph as ox

        db = ox.Store() if into is None else into
        with (
            self._server().triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}") as answer,
            readable(answer, self.address),
        ):
            db.load(answer.read(), ox.RdfFormat.N_TRIPLES, lenient=True)
        return db

    def _all(self) -> Iterator[ox.Quad]:
        """All statements, while they come in."""
        import pyoxigraph as ox

        with (
            self._server().triples("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }") as answer,
            readable(answer, self.address),
        ):
            yield from ox.parse(answer.file(), ox.RdfFormat.N_TRIPLES, lenient=True)

    def _column(self, query: str) -> list[str]:
        """The first column of a SELECT, as text."""
        import pyoxigraph as ox

        with self._server().results(query) as answer, readable(answer, self.address):
            found = ox.parse_query_results(answer.read(), ox.QueryResultsFormat.JSON)
            return [] if isinstance(found, ox.QueryBoolean) else [row[0].value for row in found]

    def _article_ids(self) -> list[str]:
        return sorted(iri.removeprefix(ARTICLE) for iri in self._column(f"SELECT ?x {{ ?x a <{GK}Article> }}"))

    def _number(self, pattern: str) -> int:
        return int(self._column(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")[0])

    def _about(self, iris: Iterable[str], into: ox.Store | None = None) -> ox.Store:
        """All that is said of these."""
        import pyoxigraph as ox

        db = ox.Store() if into is None else into
        for some in _parts(iris, NAMES):
            self._fetched(f"{_values('s', some)} ?s ?p ?o", db)
        return db

    def _named(self, entity_ids: Iterable[str], into: ox.Store | None = None) -> ox.Store:
        """What these entities are, and are called; not what is said of them."""
        import pyoxigraph as ox

        db = ox.Store() if into is None else into
        kinds = f"VALUES ?p {{ <{rdf.TYPE}> <{rdf.LABEL}> <{rdf.ALT_LABEL}> }}"
        for some in _parts(map(rdf.entity_iri, entity_ids), NAMES):
            self._fetched(f"{_values('s', some)} {kinds} ?s ?p ?o", db)
        return db

    def _brought(self, article_id: str) -> ox.Store:
        """All that an article brought: itself, its claims, acts and mentions."""
        article = _article_iri(article_id)
        parts = f"{{ <{article}> ?p ?o BIND(<{article}> AS ?s) }} UNION {{ ?s <{rdf.DERIVED}> <{article}> ; ?p ?o }}"
        return self._fetched(parts)

    def _claims(self, claim_ids: Iterable[str]) -> ox.Store:
        """These claims with their acts, and how their articles name their entities."""
        db = self._about(CLAIM + _safe(each) for each in claim_ids)
        reader = Reader(db, self.address)
        self._about({act for _, act in _pairs(db, "content")}, db)
        named = {
            (article.removeprefix(ARTICLE), rdf.short(entity))
            for property in ("subject", "object", "source", "concerns")
            for iri, entity in _pairs(db, property)
            for article in reader.values(iri, rdf.DERIVED)[:1]  # without one, the reader tells which claim is broken
        }
        return self._about((rdf.mention_iri(*each) for each in sorted(named)), db)

    def _naming(self, entity_ids: Sequence[str]) -> set[str]:
        """The ids of the claims that name one of these entities."""
        given = _values("e", map(rdf.entity_iri, entity_ids))
        ways = [f"{{ {given} ?x <{GK}{name}> ?e }}" for name in ("subject", "object", "source")]
        ways.append(f"{{ {given} ?act <{GK}concerns> ?e . ?x <{GK}content> ?act }}")
        return {iri.removeprefix(CLAIM) for iri in self._column(f"SELECT DISTINCT ?x {{ {' UNION '.join(ways)} }}")}


def _pairs(db: ox.Store, name: str) -> list[tuple[str, str]]:
    import pyoxigraph as ox

    quads = db.quads_for_pattern(None, ox.NamedNode(GK + name), None)
    return [(quad.subject.value, quad.object.value) for quad in quads]  # type: ignore[union-attr]


def _values(variable: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _article_iri(article_id: str) -> str:
    return ARTICLE + _safe(article_id)


def _safe(identifier: str) -> str:
    """An id as it may stand in an IRI: ours are hexadecimal, but any text may be asked for."""
    return re.sub(r"[^0-9a-zA-Z]", "_", identifier)


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    source = iter(items)
    while some := list(itertools.islice(source, size)):
        yield some
