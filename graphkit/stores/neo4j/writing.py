"""How articles go into a Neo4j graph and out of it: each batch one transaction, whole or not at all.

What hangs on several articles (an entity's types and names, the plain relationships) is derived from them, so it does
not matter in which order they came. Entities of a batch are locked, in one order for all, before their names are read:
two imports at a time wait for each other and do not overwrite what the other found.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graphkit.errors import ModelError
from graphkit.model import Article, Claim
from graphkit.stores.admission import Admitted, admit
from graphkit.stores.neo4j import rows
from graphkit.stores.neo4j.form import claim_label, relationship_type
from graphkit.stores.rdf import best_label

if TYPE_CHECKING:
    import neo4j

Row = dict[str, Any]
#: the text of a statement, and its parameters
Statement = tuple[str, dict[str, list[Row]]]

#: claims of a batch: enough that a round trip costs little, and a transaction of some 20 MB
BATCH_CLAIMS = 2_000
#: characters of articles' texts in a batch, for long articles with few claims
BATCH_TEXT = 4_000_000
#: seconds after which a batch is written though it is small, so that little is lost when a slow import is ended
BATCH_SECONDS = 3.0
#: bytes of a name or id: what the server's indexes take, with room to spare
LONGEST_NAME = 4_000


@dataclass(slots=True)
class Batch:
    """Articles on their way into a graph; ``ids`` has one for each that was staged."""

    ids: list[str] = field(default_factory=list)
    admitted: dict[str, Admitted] = field(default_factory=dict)
    documents: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    languages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    started: float = field(default_factory=time.monotonic)
    claims: int = 0
    text: int = 0
    statements: list[Statement] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write it."""
        return (
            self.claims >= BATCH_CLAIMS
            or self.text >= BATCH_TEXT
            or time.monotonic() - self.started >= BATCH_SECONDS
        )

    def stage(self, article: Article, claims: Sequence[Claim]) -> None:
        """Take an article in.

        Raises:
            ModelError: it must not be kept; the batch is as it was.
        """
        if article.id not in self.admitted:
            admitted = admit(article, claims)
            check_texts(admitted)
            self.admitted[article.id] = admitted
            self.claims += len(admitted.claims)
            self.text += len(article.text)
        self.ids.append(article.id)
        if article.document:
            self.documents[article.id].add(article.document)
        if article.language is not None:
            self.languages[article.id].add(article.language)

    def prepare(self) -> None:
        """Make the statements for all of it, before anybody waits: mostly, no article is kept yet."""
        self.statements = self._statements(set())

    def write(self, transaction: neo4j.ManagedTransaction) -> list[bool]:
        """Write all of it; for each staged article whether it is new. May be called again after a failure."""
        kept = set(_values(transaction, "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id", ids=sorted(self.admitted)))
        _name_entities(transaction, self._new(kept))
        for text, parameters in self._statements(kept) if kept or not self.statements else self.statements:
            transaction.run(text, parameters).consume()
        if kept:
            self._add_copies(transaction, kept)
        seen: set[str] = kept
        results = []
        for article_id in self.ids:
            results.append(article_id not in seen)
            seen.add(article_id)
        return results

    def _new(self, kept: set[str]) -> list[Admitted]:
        return [admitted for article_id, admitted in sorted(self.admitted.items()) if article_id not in kept]

    def _statements(self, kept: set[str]) -> list[Statement]:
        """What keeps the new articles, each with all file names and languages that it came with."""
        copies = {
            article_id: {name: sorted(v) for name, v in self._copies(article_id).items() if v}
            for article_id in self.admitted
        }
        return statements(self._new(kept), copies)

    def _copies(self, article_id: str) -> dict[str, set[str]]:
        return {"documents": self.documents[article_id], "languages": self.languages[article_id]}

    def _add_copies(self, transaction: neo4j.ManagedTransaction, kept: set[str]) -> None:
        """The file names and languages that are new to articles which were kept before."""
        found = transaction.run(
            # locked first: of two writers the second reads what the first has added
            "UNWIND $ids AS id MATCH (a:Article {id: id}) SET a.id = a.id "
            "RETURN a.id AS id, a.documents AS documents, a.languages AS languages",
            ids=sorted(kept),
        )
        changed: list[Row] = []
        for row in found.data():
            before = {name: set(row[name] or ()) for name in ("documents", "languages")}
            after = {name: before[name] | copies for name, copies in self._copies(row["id"]).items()}
            if after != before:
                # an empty list and none are one
                changed.append({"id": row["id"], "copies": {name: sorted(v) or None for name, v in after.items()}})
        if changed:
            transaction.run(
                "UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a += row.copies", rows=changed
            ).consume()


def check_texts(admitted: Admitted) -> None:
    """Nothing, where the server can hold all text of an article and its claims.

    Raises:
        ModelError: there is half a character, or a name that is too long for an index.
    """
    try:
        "".join(rows.texts(admitted.article, admitted.claims)).encode()
    except UnicodeEncodeError as error:
        bad = error.object[error.start : error.end]
        raise ModelError(
            f"article {admitted.article.id}: half a character, {bad!r}, in its text, data or claims"
        ) from error
    for entity in admitted.mentions:
        for text in (entity.id, entity.label):
            if len(text.encode()) > LONGEST_NAME:
                long = f"a name of more than {LONGEST_NAME:,} bytes: {text[:60]}…"
                raise ModelError(f"article {admitted.article.id}: {long}")


def statements(new: Iterable[Admitted], copies: Mapping[str, Row] = MappingProxyType({})) -> list[Statement]:
    """All statements that keep new articles, once their entities are there, each with its rows.

    ``copies`` has the file names and languages of articles, by id, where those are kept with them.
    """
    articles: list[Row] = []
    mentions: list[Row] = []
    acts: dict[str, Row] = {}
    claims: defaultdict[str, list[Row]] = defaultdict(list)
    plain: defaultdict[tuple[str, str], defaultdict[tuple[str, str], list[str]]]
    plain = defaultdict(lambda: defaultdict(list))
    for admitted in new:
        articles.append(rows.article_row(admitted.article) | copies.get(admitted.article.id, {}))
        mentions += [rows.mention_row(admitted.article.id, entity) for entity in admitted.mentions]
        for claim in admitted.claims:
            if claim.act is not None:
                acts[claim.act.id] = rows.act_row(claim.act)
            claims[claim.predicate].append(rows.claim_row(claim))
            if claim.is_plain and claim.target is not None:
                kind = "Entity" if claim.object is not None else "Act"
                plain[claim.predicate, kind][claim.subject.id, claim.target.id].append(claim.id)
    found = [
        ("UNWIND $rows AS row CREATE (a:Article) SET a = row", articles),
        (
            "UNWIND $rows AS row MATCH (a:Article {id: row.article}) MATCH (e:Entity {id: row.entity}) "
            "CREATE (a)-[m:MENTIONS]->(e) SET m = row.named",
            mentions,
        ),
        (
            "UNWIND $rows AS row MATCH (a:Article {id: row.article}) "
            "CREATE (t:Act {id: row.id, content: row.content})-[:FROM_ARTICLE]->(a) "
            "WITH t, row UNWIND row.concerns AS concerned MATCH (e:Entity {id: concerned}) CREATE (t)-[:CONCERNS]->(e)",
            list(acts.values()),
        ),
    ]
    for predicate, made in claims.items():
        found.append(
            (
                "UNWIND $rows AS row MATCH (a:Article {id: row.article}) MATCH (s:Entity {id: row.subject}) "
                f"CREATE (a)<-[:FROM_ARTICLE]-(c:Claim:{claim_label(predicate)})-[:SUBJECT]->(s) SET c = row.node",
                made,
            )
        )
    ways = (("object", "OBJECT", "Entity"), ("source", "SOURCE", "Entity"), ("content", "CONTENT", "Act"))
    for end, type, label in ways:
        ends = [
            {"claim": row["node"]["id"], "end": row[end]}
            for made in claims.values()
            for row in made
            if row[end] is not None
        ]
        text = f"UNWIND $rows AS row MATCH (c:Claim {{id: row.claim}}) MATCH (e:{label} {{id: row.end}}) "
        found.append((text + f"CREATE (c)-[:{type}]->(e)", ends))
    for (predicate, kind), edges in plain.items():
        text = f"UNWIND $rows AS row MATCH (s:Entity {{id: row.subject}}) MATCH (o:{kind} {{id: row.target}}) "
        text += f"MERGE (s)-[r:{relationship_type(predicate)}]->(o) "
        text += "SET r.claims = COLLECT { UNWIND coalesce(r.claims, []) + row.claims AS c RETURN c ORDER BY c }"
        found.append((text, [{"subject": s, "target": t, "claims": ids} for (s, t), ids in sorted(edges.items())]))
    return [(text, {"rows": made}) for text, made in found if made]


#: entities are made where they are not there, locked, and their names read
LOCK = (
    "UNWIND $ids AS id MERGE (e:Entity {id: id}) SET e.id = id "
    # in one row: with a row each, the statement takes half as long again
    "RETURN collect({id: e.id, label: e.label, aliases: e.aliases, types: labels(e)})"
)


def _name_entities(transaction: neo4j.ManagedTransaction, new: Sequence[Admitted]) -> None:
    """Make the entities of new articles, and give all of them the names and types that they have by now."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for admitted in new:
        for entity in admitted.mentions:
            labels[entity.id].add(entity.label)
            others[entity.id].update(entity.aliases)
            types[entity.id].add(entity.type)
    if not labels:
        return
    named: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _values(transaction, LOCK, ids=sorted(labels))[0]:
        before, aliases = row["label"], set(row["aliases"] or ())
        found = labels[row["id"]] | ({before} if before is not None else set())
        best = best_label(found)
        after = (found | aliases | others[row["id"]]) - {best}
        types_too = tuple(sorted(types[row["id"]].difference(row["types"])))
        if types_too or best != before or after != aliases:
            named[types_too].append({"id": row["id"], "names": {"label": best, "aliases": sorted(after)}})
    for types_too, changed in sorted(named.items()):
        set_names(transaction, changed, types_too)


def set_names(transaction: neo4j.ManagedTransaction, named: list[Row], types: Iterable[str] = ()) -> None:
    """Give entities their labels and other names, and all of them these types."""
    if named:
        given = "".join(f"e:{type}, " for type in types) + "e += row.names"
        transaction.run(f"UNWIND $rows AS row MATCH (e:Entity {{id: row.id}}) SET {given}", rows=named).consume()


def _values(transaction: neo4j.ManagedTransaction, text: str, **parameters: Any) -> list[Any]:
    return transaction.run(text, parameters).value()
