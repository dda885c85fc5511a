"""From a name that somebody types to the entity that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.errors import UnknownName, close_names, did_you_mean
from graphkit.letters import plain_letters
from graphkit.model import Entity, slug
from graphkit.stores.base import Store


def find_entities(store: Store, name: str, limit: int = 20) -> list[Entity]:
    """The entities whose id, label or alias is ``name``; case, accents and punctuation aside.

    The id itself comes first, then those with the label, then those with an alias, then those whose label or alias has
    strokes or ligatures that ``name`` has not ("lukasz" for "Łukasz"); among equals the one that more articles name.
    """
    wanted, plain = slug(name), slug(plain_letters(name))
    ranks: dict[str, int] = {}
    labelled: set[str] = set()
    for entity_id, known in store.names():
        is_label = entity_id not in labelled  # the label is the first name that a store gives
        labelled.add(entity_id)
        found = slug(known)
        if found == wanted:
            rank = 1 if is_label else 2
        elif (found if known.isascii() else slug(plain_letters(known))) == plain:
            rank = 3
        else:
            continue
        ranks[entity_id] = min(ranks.get(entity_id, rank), rank)
    exact = store.entity(name.strip())
    if exact is not None:
        ranks[exact.id] = 0
    weights = {entity_id: store.prominence(entity_id) for entity_id in ranks} if len(ranks) > 1 else {}
    ordered = sorted(ranks, key=lambda e: (ranks[e], -weights.get(e, 0), e))[:limit]
    return [entity for entity in map(store.entity, ordered) if entity is not None]


def resolve_entity(store: Store, name: str) -> Entity:
    """The one entity that a name stands for most likely; see :func:`find_entities`.

    Raises:
        UnknownName: nothing is called so; close names are suggested.
    """
    found = find_entities(store, name, 1)
    if not found:
        raise UnknownName("entity", name, known_names(store))
    return found[0]


def unknown_ids(store: Store, ids: Iterable[str]) -> Iterator[str]:
    """A note for each of these ids that no entity of the store has, with what may be meant."""
    for entity_id in dict.fromkeys(ids):
        if store.entity(entity_id) is None:
            meant = did_you_mean(close_names(entity_id, {known for known, _ in store.names()}))
            yield f"nothing in this graph has the id {entity_id!r}{meant}"


def known_names(store: Store) -> Iterator[str]:
    """All labels and aliases, for suggestions and completion."""
    return (name for _, name in store.names())
