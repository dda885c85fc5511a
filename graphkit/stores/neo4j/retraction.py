"""How an article goes out of a Neo4j graph: with exactly what it brought, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graphkit.model import ENTITY_TYPES
from graphkit.stores.neo4j.form import relationship_type
from graphkit.stores.neo4j.writing import LOCK, set_names
from graphkit.stores.rdf import best_label

if TYPE_CHECKING:
    import neo4j

_PLAIN = """
MATCH (:Article {id: $id})<-[:FROM_ARTICLE]-(c:Claim)-[:SUBJECT]->(s)
WHERE NOT c.negated AND NOT c.former AND c.modality = 'asserted' AND NOT (c)-[:SOURCE]->()
MATCH (c)-[:OBJECT]->(o)
RETURN c.predicate AS predicate, s.id AS subject, o.id AS object, collect(c.id) AS claims
"""

_UNTIE = """
UNWIND $rows AS row
MATCH (s:Entity {{id: row.subject}})-[r:{type}]->(o:Entity {{id: row.object}})
SET r.claims = [c IN r.claims WHERE NOT c IN row.claims]
WITH r WHERE size(r.claims) = 0
DELETE r
"""

_LEFT = """
MATCH (e:Entity) WHERE e.id IN $ids
OPTIONAL MATCH (e)<-[m:MENTIONS]-(:Article)
RETURN e.id AS id, collect(m {.type, .label, .aliases}) AS mentions
"""


def retract(transaction: neo4j.ManagedTransaction, article_id: str) -> bool:
    """Take out exactly what an article brought; False where it is not kept."""
    # the article first: of two that take it out at a time, one waits, and then finds it gone
    if not transaction.run("MATCH (a:Article {id: $id}) SET a.id = a.id RETURN a.id", id=article_id).value():
        return False
    named = "MATCH (:Article {id: $id})-[:MENTIONS]->(e) RETURN e.id ORDER BY e.id"
    entities = transaction.run(named, id=article_id).value()
    transaction.run(LOCK, ids=entities).consume()
    plain: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in transaction.run(_PLAIN, id=article_id).data():
        plain[row["predicate"]].append(row)
    for predicate, edges in sorted(plain.items()):
        text = _UNTIE.format(type=relationship_type(predicate))
        transaction.run(text, rows=edges).consume()
    for text in (
        "MATCH (:Article {id: $id})<-[:FROM_ARTICLE]-(n) DETACH DELETE n",
        "MATCH (a:Article {id: $id}) DETACH DELETE a",
    ):
        transaction.run(text, id=article_id).consume()
    _settle(transaction, entities)
    return True


def _settle(transaction: neo4j.ManagedTransaction, entity_ids: list[str]) -> None:
    """Derive names and types of entities anew from the mentions that are left; without any, the entity goes."""
    gone: list[str] = []
    names: list[dict[str, Any]] = []
    types: defaultdict[str, set[str]] = defaultdict(set)
    for row in transaction.run(_LEFT, ids=entity_ids).data():
        if not row["mentions"]:
            gone.append(row["id"])
            continue
        labels = {mention["label"] for mention in row["mentions"]}
        best = best_label(labels)
        others = labels.union(*(mention["aliases"] or () for mention in row["mentions"])) - {best}
        names.append({"id": row["id"], "names": {"label": best, "aliases": sorted(others)}})
        for mention in row["mentions"]:
            types[mention["type"]].add(row["id"])
    if gone:
        transaction.run("MATCH (e:Entity) WHERE e.id IN $ids DETACH DELETE e", ids=gone).consume()
    set_names(transaction, names)
    for type in ENTITY_TYPES:
        text = f"MATCH (e:{type}) WHERE e.id IN $ids AND NOT e.id IN $still REMOVE e:{type}"
        transaction.run(text, ids=entity_ids, still=sorted(types[type])).consume()
