"""The claims as nodes and ties between them, as programs that draw and measure networks take them.

A node is an entity or an act (or, of kind ``none``, the end of a claim that has neither); a tie is a claim. Values are
texts, numbers and truths; lists are joined by ``; ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.model import Article, Claim
from graphkit.stores.base import Store

Value = str | int | float | bool | None

#: what a node says, and of which kind it is
NODE_FIELDS = {"kind": str, "type": str, "aliases": str}
#: what a tie says
TIE_FIELDS = {
    "predicate": str, "verb": str, "content": str, "concerns": str, "negated": bool, "modality": str, "former": bool,
    "plain": bool, "source": str, "source_id": str, "valid_from": str, "valid_until": str, "confidence": float,
    "quote": str, "start": int, "end": int, "published": str, "publisher": str, "title": str, "address": str,
    "document": str, "article": str, "extractor": str,
}  # fmt: skip

# what XML 1.0 cannot hold, not even escaped
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {ord(c): f"&#{ord(c)};" for c in "\t\n\r"} | {
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, an act or an open end."""

    id: str
    label: str
    fields: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim, from its subject to its object, its act or an open end."""

    id: str
    start: str
    end: str
    fields: dict[str, Value]


def nodes(store: Store) -> Iterator[Node]:
    """The entities by id, then the acts and open ends of each article."""
    for entity in store.entities():
        fields: dict[str, Value] = {"kind": "entity", "type": entity.type, "aliases": "; ".join(entity.aliases)}
        yield Node(entity.id, entity.label, fields)
    for article in store.articles():
        found: dict[str, Node] = {}
        for claim in store.claims(article.id):
            end = end_of(claim)
            if claim.object is None and claim.act is not None:
                found[end] = Node(end, claim.act.content, {"kind": "act", "type": "Act"})
            elif claim.object is None:
                found[end] = Node(end, "", {"kind": "none", "type": "None"})
        yield from (found[end] for end in sorted(found))


def ties(store: Store) -> Iterator[Tie]:
    """The claims, by article, place and id."""
    for article in store.articles():
        for claim in store.claims(article.id):
            yield Tie(claim.id, claim.subject.id, end_of(claim), fields_of(claim, article))


def end_of(claim: Claim) -> str:
    """The node that a claim leads to."""
    if claim.object is not None:
        return claim.object.id
    return f"act/{claim.act.id}" if claim.act is not None else f"none/{claim.id}"


def fields_of(claim: Claim, article: Article) -> dict[str, Value]:
    """What a claim says, with where it stands."""
    return {
        "predicate": claim.predicate,
        "verb": claim.verb or None,
        "content": claim.act.content if claim.act else None,
        "concerns": "; ".join(sorted(entity.id for entity in claim.act.concerns)) or None if claim.act else None,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "former": claim.former,
        "plain": claim.is_plain,
        "source": claim.source.label if claim.source else None,
        "source_id": claim.source.id if claim.source else None,
        "valid_from": str(claim.valid_from) if claim.valid_from else None,
        "valid_until": str(claim.valid_until) if claim.valid_until else None,
        "confidence": claim.confidence,
        "quote": claim.evidence.quote,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "published": str(article.published) if article.published else None,
        "publisher": article.publisher,
        "title": article.title,
        "address": article.address,
        "document": article.document or None,
        "article": article.id,
        "extractor": claim.extractor or None,
    }


def xml(value: Value) -> str:
    """A value as the text of an element or an attribute in double quotes; what XML cannot hold becomes U+FFFD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NOT_IN_XML.sub("\ufffd", str(value)).translate(_ESCAPES)
