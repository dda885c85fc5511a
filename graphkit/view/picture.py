"""What is drawn: the nodes and arrows that a set of claims makes, and which of them if there are too many."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphkit.model import Act, Claim, Entity
from graphkit.view import text
from graphkit.vocabulary import vocabulary

#: beyond so many acts they bury the names: a page of 20 articles has 80 names and 240 acts
FOLD_FROM = 40

#: prepositions at the end of a predicate's label that want an object ("resigns from")
_LOOSE_ENDS = ("of", "to", "with", "from", "on", "against", "for")


@dataclass(slots=True)
class Node:
    """A thing on the page: an entity, an act (what is refused, promised, said), or the end of a claim without object.

    ``radius`` of its sign and ``width``, ``height`` of sign and words together are in pixels at scale 1.
    """

    kind: str
    key: str
    label: str
    lines: tuple[str, ...]
    entity: Entity | None = None
    act: Act | None = None
    weight: int = 0
    radius: float = 5.0
    width: float = 14.0
    height: float = 14.0
    x: float = 0.0
    y: float = 0.0


@dataclass(slots=True)
class Arrow:
    """Claims of one kind, stated in one way, between the same two nodes; ``bend`` keeps it apart from others there."""

    source: int
    target: int
    predicate: str
    label: str
    claims: list[int] = field(default_factory=list)
    bend: float = 0.0


@dataclass(slots=True)
class Picture:
    """Nodes, arrows, the claims in their order, and how much there was in all."""

    nodes: list[Node]
    arrows: list[Arrow]
    claims: list[Claim]
    links: list[tuple[int, int]]
    index: dict[str, int]
    all_nodes: int
    all_claims: int

    @property
    def folded(self) -> bool:
        """Whether acts are so many that each is drawn only beside a selected name, and names stand alone first."""
        return sum(node.entity is None for node in self.nodes) > FOLD_FROM


def tags(claim: Claim) -> tuple[str, ...]:
    """How a claim is stated, in words: of denied, planned, possible, conditional, former, reported; or stated."""
    return claim.marks or ("stated",)


def words(claim: Claim) -> str:
    """The words on the claim's arrow: its predicate's label with what qualifies it, as in ``✕ not: supports``."""
    predicate = vocabulary().predicates.get(claim.predicate)
    label = predicate.label if predicate else claim.predicate
    if predicate and predicate.kind == "other" and claim.verb:
        label = text.cut(text.shown(claim.verb), 24)
    elif claim.target is None and (space := label.rfind(" ")) > 0 and label[space + 1 :] in _LOOSE_ENDS:
        label = label[:space]
    before = [word for word in tags(claim) if word not in ("denied", "stated")]
    if claim.negated:
        before.append("not")
    label = f"{', '.join(before)}: {label}" if before else label
    return f"✕ {label}" if claim.negated else label


def picture(claims: Iterable[Claim], max_nodes: int = 1500) -> Picture:
    """The nodes and arrows of the claims; beyond ``max_nodes`` those of the most connected entities.

    The same claims give the same picture in whatever order they come.
    """
    every = sorted({claim.id: claim for claim in claims}.values(), key=lambda c: (c.article, c.evidence.start, c.id))
    weights: Counter[str] = Counter()
    names: dict[str, list[Entity]] = defaultdict(list)
    for claim in every:
        weights.update({entity.id for entity in claim.entities()})
        for entity in claim.entities():
            names[entity.id].append(entity)
    entities = {key: _named(found) for key, found in names.items()}
    total = len(entities) + len({key for c in every if (key := _end(c)) not in entities})

    kept = every if total <= max_nodes else _most_connected(every, weights, max_nodes)
    nodes: list[Node] = []
    index: dict[str, int] = {}

    def place(key: str, node: Node) -> int:
        if key not in index:
            index[key] = len(nodes)
            nodes.append(node)
        return index[key]

    drawn = {e.id for c in kept for e in c.entities()}
    if total > max_nodes:  # speakers and concerned ones only where they stand on their own
        drawn = {key for c in kept for key in (c.subject.id, c.object.id if c.object else c.subject.id)}
    for key in sorted(drawn, key=lambda k: (-weights[k], k)):
        place(key, _entity_node(entities[key], weights[key]))

    arrows: dict[tuple[object, ...], Arrow] = {}
    for i, claim in enumerate(kept):
        source, end = index[claim.subject.id], _end(claim)
        if end not in index:
            place(end, _act_node(end, claim.act) if claim.act else Node("Bare", end, "", ()))
        target = index[end]
        nodes[target].weight += nodes[target].entity is None
        label = words(claim)
        how = (claim.negated, claim.modality, claim.former, claim.source is None)
        key_ = (source, target, claim.predicate, label, *how)
        arrows.setdefault(key_, Arrow(source, target, claim.predicate, label)).claims.append(i)

    links = sorted(
        {(index[node.key], index[e.id]) for node in nodes if node.act for e in node.act.concerns if e.id in index}
        - {(a.target, a.source) for a in arrows.values()}
    )
    found = list(arrows.values())
    _spread(found)
    return Picture(nodes, found, kept, links, index, total, len(every))


def _end(claim: Claim) -> str:
    """The key of the node that the claim's arrow points to."""
    if claim.object:
        return claim.object.id
    if claim.act:
        return f"act:{claim.act.id}"
    return f"bare:{claim.subject.id}:{claim.predicate}:{words(claim)}"


def _named(found: Sequence[Entity]) -> Entity:
    """One entity out of several articles': a label in mixed case, the smallest; all other names as aliases."""
    labels = sorted({e.label for e in found}, key=lambda s: (s.isupper() or s.islower(), s))
    others = sorted({name for e in found for name in (e.label, *e.aliases)} - {labels[0]})
    return Entity(found[0].id, found[0].type, labels[0], tuple(others))


def _entity_node(entity: Entity, weight: int) -> Node:
    label = text.lines(entity.label, 22, 2)
    radius = min(24.0, 6.5 + 2.2 * math.sqrt(weight))
    size = 13.5 if weight >= 6 else 12.5
    width = max(2 * radius, max(text.width(line, size) for line in label)) + 10
    height = 2 * radius + 4 + 15 * len(label) + 6
    return Node(entity.type, entity.id, entity.label, label, entity, None, weight, radius, width, height)


def _act_node(key: str, act: Act) -> Node:
    label = text.lines(act.content, 26, 2)
    width = max(text.width(line, 11.5) for line in label) + 18
    return Node("Act", key, act.content, label, None, act, 0, 9.0, width, 15.0 * len(label) + 14)


def _most_connected(claims: Sequence[Claim], weights: Counter[str], most: int) -> list[Claim]:
    """The claims between the best connected entities that need no more than ``most`` nodes, in their old order."""

    def rank(claim: Claim) -> tuple[float, float, str]:
        ends = [weights[claim.subject.id], weights[claim.object.id] if claim.object else 1]
        return (-min(ends) - 0.01 * max(ends), -claim.confidence, claim.id)

    there: set[str] = set()
    kept: set[str] = set()
    for claim in sorted(claims, key=rank):
        needed = {claim.subject.id, _end(claim)} - there
        if len(there) + len(needed) <= most:
            there |= needed
            kept.add(claim.id)
    return [claim for claim in claims if claim.id in kept]


def _spread(arrows: Sequence[Arrow]) -> None:
    """Bend arrows between the same two nodes apart, whichever way they point."""
    pairs: dict[tuple[int, int], list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        pairs[min(arrow.source, arrow.target), max(arrow.source, arrow.target)].append(arrow)
    for (low, _), found in pairs.items():
        step = min(0.3, 1.2 / len(found))
        for i, arrow in enumerate(found):
            offset = (i - (len(found) - 1) / 2) * step
            arrow.bend = round(offset if arrow.source == low else -offset, 3)
