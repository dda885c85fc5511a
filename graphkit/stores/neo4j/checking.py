"""Whether a Neo4j graph is what its articles and claims make it: nodes, labels, properties and relationships.

What others keep in the same database, on nodes of other labels, is left alone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.errors import GraphkitError
from graphkit.model import Act, Claim, Entity
from graphkit.stores.admission import Admitted, admit
from graphkit.stores.checking import differences
from graphkit.stores.neo4j import rows
from graphkit.stores.neo4j.connection import Connection
from graphkit.stores.neo4j.form import claim_label, relationship_type
from graphkit.stores.rdf import best_label

Row = dict[str, Any]
Problem = tuple[str, str]

#: entities that are looked at in one answer; one that is in the news every day has thousands of claims
_MANY = 100

_STRAY = """
MATCH (n:Claim|Act) WHERE COUNT { (n)-[:FROM_ARTICLE]->(:Article) } <> 1
RETURN CASE WHEN n:Claim THEN 'claim' ELSE 'act' END AS kind, n.id AS id ORDER BY kind, id LIMIT 1000
"""
_NAMELESS = """
MATCH (n:Article|Claim|Act|Entity) WHERE n.id IS NULL OR NOT n.id IS :: STRING
UNWIND labels(n) AS label RETURN label, count(n) AS count ORDER BY label
"""

# One node's ends of a type, as a list: there may be too few or too many. An end of another kind has no id, or its own.
_END = "COLLECT {{ MATCH (c)-[:{type}]->(x) RETURN x.id }} AS {name}"
_ENDS = {"subject": "SUBJECT", "object": "OBJECT", "content": "CONTENT", "source": "SOURCE"}
_CLAIMS = (
    "MATCH (:Article {id: $id})<-[:FROM_ARTICLE]-(c:Claim) RETURN properties(c) AS node, labels(c) AS labels, "
    + ", ".join(_END.format(type=type, name=name) for name, type in _ENDS.items())
)
_ACTS = (
    "MATCH (:Article {id: $id})<-[:FROM_ARTICLE]-(t:Act) RETURN properties(t) AS node, labels(t) AS labels, "
    "COLLECT { MATCH (t)-[:CONCERNS]->(e) RETURN e.id } AS concerns"
)
_MENTIONS = "MATCH (:Article {id: $id})-[m:MENTIONS]->(e) RETURN e.id AS entity, properties(m) AS named"

_ENTITIES = """
MATCH (e:Entity) WHERE e.id IN $ids
RETURN properties(e) AS node, labels(e) AS labels,
  COLLECT { MATCH (e)<-[m:MENTIONS]-(:Article) RETURN properties(m) } AS mentions,
  COLLECT { MATCH (e)-[r]->(x) RETURN {type: type(r), target: x.id, claims: r.claims} } AS edges,
  COLLECT { MATCH (e)<-[:SUBJECT]-(c:Claim)
    WHERE NOT c.negated AND NOT c.former AND c.modality = 'asserted' AND NOT (c)-[:SOURCE]->()
    OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity) OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
    WITH c, coalesce(o.id, t.id) AS target WHERE target IS NOT NULL
    RETURN {predicate: c.predicate, target: target, claim: c.id} } AS plain
"""


def problems(connection: Connection) -> Iterator[Problem]:
    """What is wrong, as (where, what): ids that do not fit, what is missing, what stands twice or nothing bears out."""
    for row in connection.rows(_NAMELESS):
        yield "store", f"{row['count']} nodes of the label {row['label']} have no id, or one that is no text"
    for row in connection.rows(_STRAY):
        yield f"{row['kind']} {row['id']}", "it belongs to no article, or to several"
    for article_id in _once(connection, "Article"):
        yield from _article(connection, article_id)
    waiting: list[str] = []
    for entity_id in _once(connection, "Entity"):
        waiting.append(entity_id)
        if len(waiting) == _MANY:
            yield from _entities(connection, waiting)
            waiting = []
    yield from _entities(connection, waiting)


def _once(connection: Connection, label: str) -> list[str]:
    text = f"MATCH (n:{label}) WHERE n.id IS :: STRING NOT NULL RETURN n.id AS id"
    return sorted({row["id"] for row in connection.rows(text)})


# -- an article and what it brought


def _article(connection: Connection, article_id: str) -> Iterator[Problem]:
    where = f"article {article_id}"
    found = connection.rows("MATCH (a:Article {id: $id}) RETURN properties(a) AS node", {"id": article_id})
    if len(found) > 1:
        yield where, f"it stands {len(found)} times"
    try:
        article = rows.copies(found[0]["node"])[0]
    except (GraphkitError, KeyError, ValueError, TypeError) as error:
        yield where, f"cannot be read: {_said(error)}"
        return
    if article.id != article_id:
        yield where, "its id does not fit its text and data"
        return
    said = {k: v for k, v in found[0]["node"].items() if k not in ("documents", "languages")}
    given, acts, claims = (connection.rows(text, {"id": article_id}) for text in (_MENTIONS, _ACTS, _CLAIMS))
    actual = Counter(_lines("article", article_id, said))
    for row in given:
        actual[_line("it names", row["entity"], row["named"])] += 1
    mentions = {row["entity"]: row["named"] for row in given}
    kept: list[Claim] = []
    made: dict[str, Act] = {}
    for row in acts:
        actual.update(_act_lines(row["node"], row["labels"], row["concerns"]))
        try:
            act = Act(article_id, row["node"]["content"], tuple(_mention(mentions, e) for e in row["concerns"]))
        except (GraphkitError, KeyError, ValueError, TypeError) as error:
            yield f"act {row['node'].get('id')}", f"cannot be read: {_said(error)}"
            continue
        if act.id != row["node"].get("id"):
            yield f"act {row['node'].get('id')}", "its id does not fit its content"
        made[str(row["node"].get("id"))] = act
    for row in claims:
        name = f"claim {row['node'].get('id')}"
        actual.update(_claim_lines(row["node"], row["labels"], row))
        try:
            claim = _claim(article_id, row, mentions, made)
            admit(article, [claim])
        except (GraphkitError, KeyError, ValueError, TypeError) as error:
            yield name, _said(error) if isinstance(error, GraphkitError) else f"cannot be read: {_said(error)}"
            continue
        if claim.id != row["node"].get("id"):
            yield name, "its id does not fit its content"
            continue
        kept.append(claim)
    expected = set(_lines("article", article_id, rows.article_row(article)))
    expected |= _expected(admit(article, kept))
    yield from differences(where, set(actual), expected)
    yield from ((where, f"stands {count} times: {line}") for line, count in sorted(actual.items()) if count > 1)


def _claim(article_id: str, row: Row, mentions: Mapping[str, Row], acts: Mapping[str, Act]) -> Claim:
    ends: Row = {}
    for name, type in _ENDS.items():
        if len(row[name]) > 1 or (name == "subject" and not row[name]):
            raise ValueError(f"{len(row[name])} relationships {type}")
        ends[name] = row[name][0] if row[name] else None
    named = {e: _mention(mentions, e) for e in (ends["subject"], ends["object"], ends["source"]) if e is not None}
    return rows.claim({"node": row["node"], "article": article_id, **ends}, named, acts)


def _mention(mentions: Mapping[str, Row], entity_id: str) -> Entity:
    if entity_id not in mentions:
        raise ValueError(f"its article does not name {entity_id}")
    return rows.mention(entity_id, mentions[entity_id])


def _expected(admitted: Admitted) -> set[str]:
    """All that an article and its claims amount to, but for what hangs on several articles."""
    lines: set[str] = set()
    for entity in admitted.mentions:
        lines.add(_line("it names", entity.id, rows.mention_row("", entity)["named"]))
    for claim in admitted.claims:
        row = rows.claim_row(claim)
        ends = {name: [row[name]] if row[name] is not None else [] for name in _ENDS}
        lines.update(_claim_lines(row["node"], ["Claim", claim_label(claim.predicate)], ends))
        if claim.act is not None:
            act = rows.act_row(claim.act)
            lines.update(_act_lines({"id": act["id"], "content": act["content"]}, ["Act"], act["concerns"]))
    return lines


def _claim_lines(node: Row, labels: Iterable[str], ends: Mapping[str, Any]) -> Iterator[str]:
    yield from _lines("claim", node.get("id"), node)
    yield f"claim {node.get('id')} labels {sorted(labels)}"
    yield from (f"claim {node.get('id')} {type} {end}" for name, type in _ENDS.items() for end in ends[name])


def _act_lines(node: Row, labels: Iterable[str], concerns: Iterable[str]) -> Iterator[str]:
    yield from _lines("act", node.get("id"), node)
    yield f"act {node.get('id')} labels {sorted(labels)}"
    yield from (f"act {node.get('id')} CONCERNS {end}" for end in concerns)


# -- what hangs on several articles


def _entities(connection: Connection, ids: list[str]) -> Iterator[Problem]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in connection.rows(_ENTITIES, {"ids": ids}):
        found[row["node"]["id"]].append(row)
    for entity_id, same in sorted(found.items()):
        where = f"entity {entity_id}"
        if len(same) > 1:
            yield where, f"it stands {len(same)} times"
        row = same[0]
        if not row["mentions"]:
            yield where, "no article names it"
            continue
        try:
            expected = _names(row["mentions"]) | _plain(row["plain"])
        except (KeyError, TypeError) as error:
            yield where, f"cannot be read: {_said(error)}"
            continue
        actual = {_line("label", label) for label in row["labels"] if label != "Entity"}
        actual |= {_line(name, row["node"][name]) for name in row["node"] if name != "id"}
        edges = Counter(_line(edge["type"], edge["target"], edge["claims"]) for edge in row["edges"])
        yield from differences(where, actual | edges.keys(), expected)
        yield from ((where, f"stands {count} times: {line}") for line, count in sorted(edges.items()) if count > 1)


def _names(mentions: list[Row]) -> set[str]:
    labels = {mention["label"] for mention in mentions}
    best = best_label(labels)
    others = labels.union(*(mention.get("aliases") or () for mention in mentions)) - {best}
    types = {_line("label", mention["type"]) for mention in mentions}
    return types | {_line("label", best), _line("aliases", sorted(others))}


def _plain(claims: list[Row]) -> set[str]:
    edges: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in claims:
        edges[relationship_type(row["predicate"]), row["target"]].append(row["claim"])
    return {_line(type, target, sorted(ids)) for (type, target), ids in edges.items()}


# -- as lines, to be compared and told


def _line(*parts: object) -> str:
    return " ".join(p if isinstance(p, str) else json.dumps(p, ensure_ascii=False, sort_keys=True) for p in parts)


def _lines(kind: str, of: object, properties: Mapping[str, Any]) -> Iterator[str]:
    """A line for each property. Dates of the driver and of Python have the same text."""
    for name, value in properties.items():
        yield f"{kind} {of} {name} {value if isinstance(value, str) else str(value)}"


def _said(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
