"""Who lies together in the drawing: the parties and bodies, each with those who belong to it."""

from __future__ import annotations

from collections import Counter

from graphkit.view.picture import Picture
from graphkit.vocabulary import vocabulary

#: a hub with fewer around it is not a group
FEWEST = 3

#: what gathers others around itself, the stronger first: who has a party is of that party, whatever else they sit in
_HUBS = ("Party", "Organisation")


def groups(drawing: Picture) -> list[int | None]:
    """Per node the node of the party or body that it belongs to, itself for that body, none where nothing says so.

    Only plain relations count (stated, not denied, not over). What is bound to one group alone by its people, an
    office or a constituency, lies with them.
    """
    relations = {name for name, term in vocabulary().predicates.items() if term.kind == "relation"}
    hubs: dict[int, Counter[tuple[int, int]]] = {}
    bound: dict[int, Counter[int]] = {}
    for arrow in drawing.arrows:
        if arrow.predicate not in relations or drawing.claims[arrow.claims[0]].marks:
            continue
        source, target = arrow.source, arrow.target
        kinds = drawing.nodes[source].kind, drawing.nodes[target].kind
        if kinds[1] in _HUBS and kinds[0] not in _HUBS:
            hubs.setdefault(source, Counter())[_HUBS.index(kinds[1]), target] += len(arrow.claims)
        elif kinds[1] not in _HUBS and kinds[0] == "Person":
            bound.setdefault(target, Counter())[source] += len(arrow.claims)

    of: list[int | None] = [None] * len(drawing.nodes)
    for node, found in hubs.items():
        # the strongest kind of hub, then the most claims, then the first of the drawing
        of[node] = min(found, key=lambda hub: (hub[0], -found[hub], hub[1]))[1]
    for node, people in bound.items():
        found_there = Counter[int]()
        for person, count in people.items():
            if (hub := of[person]) is not None:
                found_there[hub] += count
        if of[node] is None and len(found_there) == 1:
            of[node] = next(iter(found_there))
    sizes = Counter(hub for hub in of if hub is not None)
    kept: list[int | None] = [hub if hub is not None and sizes[hub] >= FEWEST else None for hub in of]
    for hub in sizes:
        if sizes[hub] >= FEWEST:
            kept[hub] = hub
    return kept
