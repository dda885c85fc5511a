"""The claim graph as networkx, for measures and paths. Needs networkx, which is imported when a graph is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphkit.model import Article, Claim

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]


def claim_graph(
    claims: Iterable[Claim], articles: Iterable[Article] = (), *, plain: bool = False
) -> nx.MultiDiGraph:
    """A directed graph with a node for each entity and act, and an edge, keyed by claim id, for each claim.

    Nodes carry ``kind`` ("entity" or "act"), ``type``, ``label``, ``aliases``; edges all fields of the claim as plain
    values (dates as text), and ``document``, ``published``, ``publisher``, ``title``, ``address`` of its article where
    ``articles`` hold it. A claim without object or act is an edge to a node of its own, of kind "none". With ``plain``
    only claims that may stand as fact are taken: asserted, not denied, not over, not hearsay.
    """
    import networkx as nx

    known = {article.id: article for article in articles}
    graph = nx.MultiDiGraph()
    for claim in sorted(claims, key=lambda c: (c.article, c.evidence.start, c.id)):
        if plain and not claim.is_plain:
            continue
        for entity in claim.entities():
            aliases = set(graph.nodes[entity.id]["aliases"]) if entity.id in graph else set()
            label = graph.nodes[entity.id]["label"] if entity.id in graph else entity.label
            names = aliases | {entity.label, *entity.aliases}
            graph.add_node(entity.id, kind="entity", type=entity.type, label=label, aliases=sorted(names - {label}))
        if claim.object is not None:
            target = claim.object.id
        elif claim.act is not None:
            target = f"act/{claim.act.id}"
            concerns = [e.id for e in claim.act.concerns]
            graph.add_node(target, kind="act", type="Act", label=claim.act.content, aliases=[], concerns=concerns)
        else:
            target = f"none/{claim.id}"
            graph.add_node(target, kind="none", type="None", label="", aliases=[])
        graph.add_edge(claim.subject.id, target, key=claim.id, **_fields(claim, known.get(claim.article)))
    return graph


def _fields(claim: Claim, article: Article | None) -> dict[str, object]:
    at = claim.evidence
    fields: dict[str, object] = {
        "predicate": claim.predicate,
        "verb": claim.verb,
        "content": claim.act.content if claim.act else None,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "former": claim.former,
        "source": claim.source.id if claim.source else None,
        "valid_from": str(claim.valid_from) if claim.valid_from else None,
        "valid_until": str(claim.valid_until) if claim.valid_until else None,
        "confidence": claim.confidence,
        "plain": claim.is_plain,
        "article": claim.article,
        "start": at.start,
        "end": at.end,
        "trigger": at.trigger,
        "quote": at.quote,
        "extractor": claim.extractor,
    }
    if article is not None:
        fields |= {
            "document": article.document,
            "title": article.title,
            "address": article.address,
            "publisher": article.publisher,
            "published": str(article.published) if article.published else None,
        }
    return fields
