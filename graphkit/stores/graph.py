"""The graph of an article: which statements it brings. Stores write it, checks and exports hold against it."""

from __future__ import annotations

from graphkit.stores import rdf
from graphkit.stores.admission import Admitted


def own_lines(admitted: Admitted) -> list[str]:
    """What belongs to the article alone: itself, its acts, mentions and claims. A text may hold several lines."""
    lines = rdf.article_lines(admitted.article)
    acts = {claim.act.id: claim.act for claim in admitted.claims if claim.act is not None}
    for act in acts.values():
        lines += rdf.act_lines(act)
    for entity in admitted.mentions:
        lines += rdf.mention_lines(admitted.article.id, entity)
    for claim in admitted.claims:
        lines += rdf.claim_lines(claim)
    return lines


def shared_lines(admitted: Admitted) -> set[str]:
    """What other articles may bring too: the types of entities and the plain edges."""
    edges = {edge for claim in admitted.claims if (edge := rdf.plain_edge(claim)) is not None}
    return edges | {rdf.type_line(entity.id, entity.type) for entity in admitted.mentions}
