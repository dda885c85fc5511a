"""Claims and articles as JSON lines: what ``graphkit extract`` prints and ``export --format jsonl`` keeps.

A claim is one line. The line of an article has ``"predicate": null`` and carries the article and the names of its
entities, so that a reader of claims may pass over it and an import loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphkit.dates import PartialDate
from graphkit.errors import ModelError
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality, Span

Record = dict[str, Any]


def dumps(record: Mapping[str, Any]) -> str:
    """One line of JSON, UTF-8 as it is, keys in their given order, without the newline."""
    return json.dumps(record, ensure_ascii=False)


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def spans_value(spans: Sequence[Span]) -> Any:
    """Spans as a value of JSON: None, one [start, end], or a list of them where there are several."""
    values = [list(span) for span in spans]
    return values if len(values) > 1 else values[0] if values else None


def read_spans(value: Any) -> tuple[Span, ...]:
    """The spans of a value in the form of :func:`spans_value`."""
    if not value:
        return ()
    return tuple((start, end) for start, end in ([value] if isinstance(value[0], int) else value))


def _entity(entity: Entity | None, span: Span | None = None, *, with_span: bool = True) -> Record | None:
    if entity is None:
        return None
    record: Record = {"id": entity.id, "label": entity.label, "type": entity.type}
    if with_span:
        record["span"] = _span(span)
    return record


def claim_record(claim: Claim, document: str) -> Record:
    """The claim as a JSON object in the form of the design; ``document`` is its article's file name."""
    at = claim.evidence
    record: Record = {
        "id": claim.id,
        "subject": _entity(claim.subject, at.subject),
        "predicate": claim.predicate,
        "verb": claim.verb,
        "object": _entity(claim.object, at.object),
        "content": claim.act.content if claim.act else None,
        "content_span": spans_value(at.content),
        "concerns": [_entity(e, with_span=False) for e in claim.act.concerns] if claim.act else [],
        "negated": claim.negated,
        "modality": claim.modality.value,
        "former": claim.former,
        "source": _entity(claim.source, with_span=False),
        "valid_from": str(claim.valid_from) if claim.valid_from else None,
        "valid_until": str(claim.valid_until) if claim.valid_until else None,
        "confidence": claim.confidence,
        "evidence": {
            "document": document,
            "article": claim.article,
            "start": at.start,
            "end": at.end,
            "quote": at.quote,
            "trigger": _span(at.trigger),
        },
        "extractor": claim.extractor,
    }
    return record


def article_fields(article: Article) -> Record:
    """What an article is made from, as values of JSON: publication data and text."""
    return {
        "title": article.title,
        "address": article.address,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": str(article.published) if article.published else None,
        "language": article.language,
        "text": article.text,
    }


def article_record(article: Article, claims: Iterable[Claim]) -> Record:
    """The article's own line: its text and data, every entity of its claims with its aliases, and their number.

    By the number an import knows whether all of an article's lines arrived.
    """
    entities: dict[str, Entity] = {}
    count = 0
    for claim in claims:
        count += 1
        for entity in claim.entities():
            entities.setdefault(entity.id, entity)
    return {
        "predicate": None,
        "evidence": {"document": article.document, "article": article.id},
        "claims": count,
        "article": {
            "id": article.id,
            **article_fields(article),
        },
        "entities": [
            {"id": e.id, "label": e.label, "type": e.type, "aliases": list(e.aliases)}
            for e in sorted(entities.values(), key=lambda e: e.id)
        ],
    }


def read_article(record: Mapping[str, Any]) -> Article:
    """The article of an article's line; :class:`ModelError` where its id and its content disagree."""
    data = record["article"]
    article = Article(
        text=data["text"],
        title=data.get("title"),
        address=data.get("address"),
        publisher=data.get("publisher"),
        authors=tuple(data.get("authors") or ()),
        published=PartialDate.parse(data["published"]) if data.get("published") else None,
        language=data.get("language"),
        document=record.get("evidence", {}).get("document") or "",
    )
    if data.get("id") not in (None, article.id):
        raise ModelError(f"article {data['id']}: its id does not fit its content, so the line was changed")
    return article


def read_claim(record: Mapping[str, Any], article: Article, aliases: Mapping[str, Iterable[str]]) -> Claim:
    """The claim of a claim's line, of this article; ``aliases`` by entity id, from the article's line.

    The quote is cut again from the article; :class:`ModelError` where it differs from the line's.
    """

    def entity(data: Mapping[str, Any] | None) -> Entity | None:
        if data is None:
            return None
        return Entity(data["id"], data["type"], data["label"], tuple(aliases.get(data["id"], ())))

    def span(value: list[int] | None) -> Span | None:
        return (value[0], value[1]) if value else None

    def truth(name: str) -> bool:
        value = record[name]
        if not isinstance(value, bool):  # "false" is no false: a denial must not be read by chance
            raise ModelError(f"claim {record.get('id')}: its {name} is {value!r}; it must be true or false")
        return value

    at = record["evidence"]
    object_ = record.get("object")
    evidence = Evidence.cut(
        article,
        at["start"],
        at["end"],
        trigger=span(at.get("trigger")),
        subject=span(record["subject"].get("span")),
        object=span(object_.get("span")) if object_ else None,
        content=read_spans(record.get("content_span")),
    )
    if evidence.quote != at["quote"]:
        raise ModelError(f"claim {record.get('id')}: its quote is not what stands at {at['start']}-{at['end']}")
    subject = entity(record["subject"])
    assert subject is not None
    concerns = tuple(e for e in map(entity, record.get("concerns") or ()) if e is not None)
    content = record.get("content")
    claim = Claim(
        article=article.id,
        subject=subject,
        predicate=record["predicate"],
        evidence=evidence,
        object=entity(object_),
        act=Act(article.id, content, concerns) if content is not None else None,
        verb=record.get("verb") or "",
        negated=truth("negated"),
        modality=Modality(record["modality"]),
        former=truth("former"),
        source=entity(record.get("source")),
        valid_from=PartialDate.parse(record["valid_from"]) if record.get("valid_from") else None,
        valid_until=PartialDate.parse(record["valid_until"]) if record.get("valid_until") else None,
        confidence=float(record["confidence"]),
        extractor=record.get("extractor") or "",
    )
    if record.get("id") not in (None, claim.id):
        raise ModelError(f"claim {record['id']}: its id does not fit its content, so the line was changed")
    return claim
