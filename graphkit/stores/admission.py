"""What must be true of an article and its claims before a store keeps them, and the form in which all stores agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphkit.errors import ModelError
from graphkit.model import Article, Claim, Entity
from graphkit.records import claim_record, dumps
from graphkit.stores.rdf import best_label
from graphkit.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Admitted:
    """An article ready to be kept: one claim for each id, by id, and one mention for each entity, by id."""

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[Entity, ...]


def admit(article: Article, claims: Sequence[Claim]) -> Admitted:
    """The article and its claims, checked and in one form whatever the order they came in.

    Raises:
        ModelError: a claim is of another article or predicate, its quote or spans are not in the text, or the article
            calls one entity by two types.
    """
    predicates = vocabulary().predicates
    for claim in claims:
        if claim.article != article.id or (claim.act is not None and claim.act.article != article.id):
            raise ModelError(f"claim {claim.id} is of article {claim.article}, not of {article.id}")
        if claim.predicate not in predicates:
            raise ModelError(f"claim {claim.id}: no predicate {claim.predicate!r} in ontology/politics.ttl")
        if trouble := misplaced(claim, article):
            raise ModelError(f"claim {claim.id}: {trouble}")
    kept: dict[str, Claim] = {}
    for claim in claims:
        if claim.object is None and claim.evidence.object is not None:  # a place of nothing: no format can say it
            claim = replace(claim, evidence=replace(claim.evidence, object=None))
        other = kept.get(claim.id)
        kept[claim.id] = claim if other is None or other == claim else min(other, claim, key=_rank)
    # of all claims, not of the kept ones only: which names an article uses does not hang on which twin stays
    return Admitted(article, tuple(kept[i] for i in sorted(kept)), tuple(_mentions(claims)))


def misplaced(claim: Claim, article: Article) -> str | None:
    """What is wrong with the claim's places in its article; None where all is right."""
    at, length = claim.evidence, len(article.text)
    spans = (("evidence", (at.start, at.end)), ("trigger", at.trigger), ("subject", at.subject))
    for name, span in (*spans, ("object", at.object), *(("content", part) for part in at.content)):
        if span is not None and not 0 <= span[0] < span[1] <= length:
            return f"its {name} span {span[0]}-{span[1]} lies outside the article's {length} characters"
    if any(later[0] < earlier[1] for earlier, later in pairwise(at.content)):
        return f"the parts of its content {list(at.content)} overlap, or are not in the text's order"
    if article.text[at.start : at.end] != at.quote:
        return f"its quote is not what stands at {at.start}-{at.end}"
    return None


def _rank(claim: Claim) -> tuple[float, str]:
    """Two claims of one id differ in what the id leaves out (arguments' places, dates, confidence): the surer stays."""
    return -claim.confidence, dumps(claim_record(claim, ""))


def _mentions(claims: Iterable[Claim]) -> list[Entity]:
    labels: defaultdict[str, set[str]] = defaultdict(set)
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Entity] = {}
    for claim in claims:
        for entity in claim.entities():
            known = first.setdefault(entity.id, entity)
            if known.type != entity.type:
                raise ModelError(f"entity {entity.id!r} is both {known.type} and {entity.type} in one article")
            labels[entity.id].add(entity.label)
            aliases[entity.id].update(entity.aliases)
    found = []
    for entity_id in sorted(first):
        label = best_label(labels[entity_id])
        others = (aliases[entity_id] | labels[entity_id]) - {label}
        found.append(Entity(entity_id, first[entity_id].type, label, tuple(sorted(others))))
    return found
