"""A claim while it is being made: entities as nodes, places as tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality, Span
from graphkit_loaders.entities.mention import Node

if TYPE_CHECKING:
    from spacy.tokens import Doc

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim; token ranges are (start, end), end exclusive."""

    subject: Node
    predicate: str
    evidence: Tokens
    trigger: Tokens
    object: Node | None = None
    #: the ranges of what is said or done, in the order of the text: one, but where the writer goes between
    content: tuple[Tokens, ...] = ()
    concerns: tuple[Node, ...] = ()
    subject_at: Tokens | None = None
    object_at: Tokens | None = None
    verb: str = ""
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    former: bool = False
    source: Node | None = None
    confidence: float = 0.8
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None

    def but(self, **changes: Any) -> Draft:
        """The draft with some fields changed."""
        return replace(self, **changes)


def entity(node: Node, article: Article) -> Entity:
    """The entity of a node: shared by all articles under its full name, the article's own under less."""
    named = Entity.named(node.type, node.label, node.forms, None if node.full else article.id)
    if node.key and node.key != node.label:
        joined = Entity.named(node.type, node.key)
        return Entity(joined.id, node.type, named.label, tuple(sorted({*named.aliases, joined.label} - {named.label})))
    return named


def characters(doc: Doc, tokens: Tokens | None) -> Span | None:
    """The characters of a token range, without blanks at its ends; None where nothing is left."""
    if tokens is None:
        return None
    start, end = tokens
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    if start >= end:
        return None
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)


def finish(draft: Draft, article: Article, doc: Doc, extractor: str) -> Claim:
    """The claim of a draft."""
    span = characters(doc, draft.evidence)
    assert span is not None
    content = tuple(part for tokens in draft.content if (part := characters(doc, tokens)) is not None)
    evidence = Evidence.cut(
        article,
        *span,
        trigger=characters(doc, draft.trigger),
        subject=characters(doc, draft.subject_at),
        object=characters(doc, draft.object_at),
        content=content,
    )
    act = None
    if content:
        words = " … ".join(" ".join(article.text[start:end].split()) for start, end in content)
        concerns = {n.index: entity(n, article) for n in draft.concerns}
        act = Act(article.id, words, tuple(concerns.values()))
    return Claim(
        article=article.id,
        subject=entity(draft.subject, article),
        predicate=draft.predicate,
        evidence=evidence,
        object=entity(draft.object, article) if draft.object else None,
        act=act,
        verb=draft.verb,
        negated=draft.negated,
        modality=draft.modality,
        former=draft.former,
        source=entity(draft.source, article) if draft.source else None,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        confidence=draft.confidence,
        extractor=extractor,
    )
