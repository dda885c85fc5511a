"""Articles, entities and claims, read back from a Neo4j graph, a limited number at a time.

No result of the server is open while an item is given out, so the graph may be written between two items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphkit.errors import StoreError
from graphkit.model import Act, Article, Claim, Entity
from graphkit.stores.neo4j import rows
from graphkit.stores.neo4j.connection import Connection

#: articles whose texts, and claims and entities that, are held at a time
_ARTICLES = 50
_MANY = 1_000

# All that some claims need, in one answer: they themselves, their acts, and how their articles name those in them.
_CLAIMS = """
{found}
WITH collect(c) AS claims
RETURN
  COLLECT {{ UNWIND claims AS c MATCH (c)-[:FROM_ARTICLE]->(a:Article) MATCH (c)-[:SUBJECT]->(s:Entity)
    OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity) OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
    OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
    RETURN {{node: properties(c), article: a.id,
      subject: s.id, object: o.id, content: t.id, source: w.id}} }} AS claims,
  COLLECT {{ UNWIND claims AS c MATCH (c)-[:CONTENT]->(t:Act)-[:FROM_ARTICLE]->(a:Article)
    WITH DISTINCT t, a
    RETURN {{id: t.id, content: t.content, article: a.id,
      concerns: COLLECT {{ MATCH (t)-[:CONCERNS]->(e:Entity) RETURN e.id }}}} }} AS acts,
  COLLECT {{ UNWIND claims AS c MATCH (c)-[:FROM_ARTICLE]->(a:Article)
    CALL (c) {{ MATCH (c)-[:SUBJECT|OBJECT|SOURCE]->(e:Entity) RETURN e
      UNION MATCH (c)-[:CONTENT]->(:Act)-[:CONCERNS]->(e:Entity) RETURN e }}
    WITH DISTINCT a, e MATCH (a)-[m:MENTIONS]->(e)
    RETURN {{article: a.id, entity: e.id, named: properties(m)}} }} AS mentions
"""
_OF_ARTICLE = _CLAIMS.format(found="MATCH (:Article {id: $id})<-[:FROM_ARTICLE]-(c:Claim)")
_BY_ID = _CLAIMS.format(found="MATCH (c:Claim) WHERE c.id IN $ids")

_NAMING = """
MATCH (e:Entity) WHERE e.id IN $ids
CALL (e) {
  MATCH (e)<-[:SUBJECT|OBJECT|SOURCE]-(c:Claim) RETURN c.id AS id
  UNION MATCH (e)<-[:CONCERNS]-(:Act)<-[:CONTENT]-(c:Claim) RETURN c.id AS id
}
WITH DISTINCT id WHERE id IS NOT NULL
RETURN id
"""


# Others may keep nodes of the same labels in the database. What has no id or name of ours is none of ours: it is left
# out here, and 'graphkit verify' tells of it.
_NAMED = "e.id IS :: STRING NOT NULL AND e.label IS :: STRING NOT NULL"


class Reader:
    """What a graph holds, as the model's objects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def article_ids(self) -> list[str]:
        """The ids of all articles, sorted."""
        return sorted(self._column("MATCH (a:Article) WHERE a.id IS :: STRING NOT NULL RETURN a.id AS value"))

    def articles(self) -> Iterator[Article]:
        """All articles, by id; of several copies the first."""
        for ids in _parts(self.article_ids(), _ARTICLES):
            found = self._column("MATCH (a:Article) WHERE a.id IN $ids RETURN properties(a) AS value", ids=ids)
            for row in sorted(found, key=lambda row: str(row["id"])):
                yield self._copies(row)[0]

    def copies(self, article_id: str) -> list[Article]:
        """The article once for each file name (and language) that it came with; [] where it is not kept."""
        found = self._column("MATCH (a:Article {id: $id}) RETURN properties(a) AS value", id=article_id)
        return self._copies(found[0]) if found else []

    def _copies(self, row: Mapping[str, Any]) -> list[Article]:
        try:
            return rows.copies(row)
        except (KeyError, ValueError, TypeError) as error:
            raise self._broken(f"article {row.get('id')}", error) from error

    def claims_of(self, article_id: str) -> list[Claim]:
        """The claims of an article, by place and id."""
        return self._claims(_OF_ARTICLE, id=article_id)

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, by article, place and id; unknown ids are passed over."""
        found: list[Claim] = []
        for ids in _parts(sorted(set(claim_ids)), _MANY):
            found += self._claims(_BY_ID, ids=ids)
        return sorted(found, key=lambda c: (c.article, c.evidence.start, c.id))

    def _claims(self, text: str, **parameters: Any) -> list[Claim]:
        answer = self._connection.rows(text, parameters)[0]
        mentions: dict[str, dict[str, Entity]] = {}
        for row in answer["mentions"]:
            of = mentions.setdefault(row["article"], {})
            of[row["entity"]] = rows.mention(row["entity"], row["named"])
        claims: list[Claim] = []
        try:
            acts = {
                row["id"]: Act(
                    row["article"], row["content"], tuple(mentions[row["article"]][e] for e in row["concerns"])
                )
                for row in answer["acts"]
            }
            for row in answer["claims"]:
                claims.append(rows.claim(row, mentions[row["article"]], acts))
        except (KeyError, ValueError, TypeError) as error:
            raise self._broken("a claim", error) from error
        return sorted(claims, key=lambda c: (c.article, c.evidence.start, c.id))

    def claim_ids_naming(self, entity_ids: Iterable[str]) -> set[str]:
        """The ids of the claims that name these entities: as subject, object or source, or in their act."""
        parts = _parts(sorted(entity_ids), _MANY)
        return {row["id"] for ids in parts for row in self._connection.rows(_NAMING, {"ids": ids})}

    def entity_ids(self) -> list[str]:
        """The ids of all entities, sorted."""
        return sorted(self._column(f"MATCH (e:Entity) WHERE {_NAMED} RETURN e.id AS value"))

    def entities(self, entity_ids: Sequence[str]) -> Iterator[Entity]:
        """The entities of these ids, as all articles together name them; unknown ids are passed over."""
        for ids in _parts(entity_ids, _MANY):
            text = f"MATCH (e:Entity) WHERE e.id IN $ids AND {_NAMED} RETURN properties(e) AS node, labels(e) AS labels"
            found = self._connection.rows(text, {"ids": ids})
            yield from sorted((rows.entity(row["node"], row["labels"]) for row in found), key=lambda e: e.id)

    def names(self) -> Iterator[tuple[str, str]]:
        """Each entity's id with each of its names: labels first, then other names."""
        text = f"MATCH (e:Entity) WHERE {_NAMED} RETURN e.id AS id, e.label AS label, e.aliases AS aliases"
        found = self._connection.rows(text)
        yield from sorted((row["id"], row["label"]) for row in found)
        yield from sorted((row["id"], alias) for row in found for alias in row["aliases"] or ())

    def counts(self) -> dict[str, int]:
        """How many articles, claims, entities and acts there are."""
        kinds = {"articles": "Article", "claims": "Claim", "acts": "Act", "entities": "Entity"}
        return {name: self._column(f"MATCH (n:{kind}) RETURN count(n) AS value")[0] for name, kind in kinds.items()}

    def count_mentions(self, entity_id: str) -> int:
        """How many articles name the entity."""
        text = "MATCH (e:Entity {id: $id}) RETURN COUNT { (e)<-[:MENTIONS]-() } AS value"
        return next(iter(self._column(text, id=entity_id)), 0)

    def _column(self, text: str, **parameters: Any) -> list[Any]:
        return [row["value"] for row in self._connection.rows(text, parameters)]

    def _broken(self, what: str, error: Exception) -> StoreError:
        return StoreError(
            self._connection.address,
            f"{what} cannot be read: {type(error).__name__}: {error}",
            "something other than graphkit has changed the graph; retract the article and import it again",
        )


def _parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
