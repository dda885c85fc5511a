"""Articles, entities, acts and claims as the properties of nodes and relationships, and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality, Span

Row = dict[str, Any]


def _known(**properties: Any) -> Row:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value is not None}


def _bounds(date: PartialDate | None, said: str, prefix: str) -> Row:
    if date is None:
        return {}
    return {said: str(date), f"{prefix}_earliest": date.earliest, f"{prefix}_latest": date.latest}


def article_row(article: Article) -> Row:
    """The article's properties, without file names and languages, which its copies may add to."""
    return _known(
        id=article.id,
        title=article.title,
        address=article.address,
        publisher=article.publisher,
        authors=list(article.authors) or None,
        text=article.text,
        **_bounds(article.published, "published", "published"),
    )


def copies(found: Mapping[str, Any]) -> list[Article]:
    """The article of a node's properties, once for each file name (and language) that it came with, sorted."""
    documents, languages = sorted(found.get("documents") or ()), sorted(found.get("languages") or ())
    published = found.get("published")
    return [
        Article(
            text=found["text"],
            title=found.get("title"),
            address=found.get("address"),
            publisher=found.get("publisher"),
            authors=tuple(found.get("authors") or ()),
            published=PartialDate.parse(published) if published else None,
            language=_at(languages, i),
            document=_at(documents, i) or "",
        )
        for i in range(max(1, len(documents), len(languages)))
    ]


def mention_row(article_id: str, entity: Entity) -> Row:
    """How an article names an entity."""
    named = {"type": entity.type, "label": entity.label, "aliases": list(entity.aliases)}
    return {"article": article_id, "entity": entity.id, "named": named}


def mention(entity_id: str, named: Mapping[str, Any]) -> Entity:
    """The entity as an article names it."""
    return Entity(entity_id, named["type"], named["label"], tuple(named.get("aliases") or ()))


def act_row(act: Act) -> Row:
    """The act with its article and those it concerns."""
    return {"id": act.id, "content": act.content, "article": act.article, "concerns": [e.id for e in act.concerns]}


def claim_row(claim: Claim) -> Row:
    """The claim: ``node`` are its properties, the rest are the ids of what it is connected with."""
    at = claim.evidence
    return {
        "article": claim.article,
        "subject": claim.subject.id,
        "object": claim.object.id if claim.object else None,
        "content": claim.act.id if claim.act else None,
        "source": claim.source.id if claim.source else None,
        "node": _known(
            id=claim.id,
            predicate=claim.predicate,
            verb=claim.verb or None,
            negated=claim.negated,
            modality=claim.modality.value,
            former=claim.former,
            confidence=float(claim.confidence),
            start=at.start,
            end=at.end,
            quote=at.quote,
            extractor=claim.extractor or None,
            trigger=_list(at.trigger),
            subject_span=_list(at.subject),
            object_span=_list(at.object),
            content_span=[edge for part in at.content for edge in part] or None,
            **_bounds(claim.valid_from, "valid_from", "from"),
            **_bounds(claim.valid_until, "valid_until", "until"),
        ),
    }


def claim(row: Row, mentions: Mapping[str, Entity], acts: Mapping[str, Act]) -> Claim:
    """The claim of a row of :func:`claim_row`'s form; its article's mentions and acts by id."""
    node = row["node"]
    return Claim(
        article=row["article"],
        subject=mentions[row["subject"]],
        predicate=node["predicate"],
        evidence=Evidence(
            node["start"],
            node["end"],
            node["quote"],
            trigger=_span(node.get("trigger")),
            subject=_span(node.get("subject_span")),
            object=_span(node.get("object_span")),
            content=tuple(_pairs(node.get("content_span") or ())),
        ),
        object=mentions[row["object"]] if row["object"] is not None else None,
        act=acts[row["content"]] if row["content"] is not None else None,
        verb=node.get("verb") or "",
        negated=node["negated"],
        modality=Modality(node["modality"]),
        former=node["former"],
        source=mentions[row["source"]] if row["source"] is not None else None,
        valid_from=_date(node.get("valid_from")),
        valid_until=_date(node.get("valid_until")),
        confidence=node["confidence"],
        extractor=node.get("extractor") or "",
    )


def entity(found: Mapping[str, Any], labels: Iterable[str]) -> Entity:
    """The entity of a node's properties and labels, as all articles together name it."""
    types = sorted(set(labels) - {"Entity"})
    by_id = [type for type in types if found["id"].startswith(type.lower() + "/")]
    return Entity(found["id"], (by_id or types)[0], found["label"], tuple(sorted(found.get("aliases") or ())))


def texts(article: Article, claims: Iterable[Claim]) -> Iterable[str]:
    """All text that an article brings, but for what is cut from its text."""
    yield from (article.text, article.title or "", article.address or "", article.publisher or "", *article.authors)
    yield from (article.document, article.language or "")
    for each in claims:
        yield from (each.verb, each.extractor, each.act.content if each.act else "")
        for named in each.entities():
            yield from (named.id, named.label, *named.aliases)


def _list(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _pairs(edges: Sequence[int]) -> Iterator[Span]:
    """The spans of a flat list: Neo4j keeps no list of lists."""
    return zip(edges[::2], edges[1::2], strict=True)


def _span(value: list[int] | None) -> Span | None:
    return (value[0], value[1]) if value else None


def _date(said: str | None) -> PartialDate | None:
    return PartialDate.parse(said) if said is not None else None


def _at(values: list[str], place: int) -> str | None:
    return values[min(place, len(values) - 1)] if values else None


def native(day: str) -> datetime.date:
    """A whole day as a date of Cypher."""
    return datetime.date.fromisoformat(day)
