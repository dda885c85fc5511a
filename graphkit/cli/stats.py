"""``graphkit stats``: how much a store holds, and of what."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from graphkit.cli.options import json_option, open_existing, store_option
from graphkit.cli.terminal import table, tell, tell_json
from graphkit.stores.base import Store


def summary(store: Store) -> dict[str, Any]:
    """The store's counts: totals, and articles, claims and entities by kind."""
    publishers: Counter[str] = Counter()
    days: list[str] = []
    for article in store.articles():
        publishers[article.publisher or "(unknown)"] += 1
        if article.published:
            days.append(str(article.published))
    predicates: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for claim in store.claims():
        predicates[claim.predicate] += 1
        stated["plain"] += claim.is_plain
        stated["denied"] += claim.negated
        stated["reported"] += claim.source is not None
        stated["former"] += claim.former
        if claim.modality != "asserted":
            stated[claim.modality.value] += 1
    types = Counter(entity.type for entity in store.entities())
    return {
        "store": store.address,
        **store.counts(),
        "published": {"first": min(days, default=None), "last": max(days, default=None)},
        "publishers": _ordered(publishers),
        "entity types": _ordered(types),
        "predicates": _ordered(predicates),
        "claims stated as": _ordered(stated),
    }


def _ordered(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(((k, n) for k, n in counter.items() if n), key=lambda pair: (-pair[1], pair[0])))


@click.command("stats")
@store_option
@json_option
def command(store: str, as_json: bool) -> None:
    """Count what the store holds.

    \b
    Examples:
      graphkit stats
      graphkit stats --json
    """
    with open_existing(store) as opened:
        found = summary(opened)
    if as_json:
        tell_json(found)
        return
    tell(f"store      {found['store']}")
    for name in ("articles", "claims", "entities", "acts"):
        tell(f"{name:<10} {found[name]:,}")
    first, last = found["published"]["first"], found["published"]["last"]
    if first:
        tell(f"{'published':<10} {first} to {last}")
    for name in ("publishers", "entity types", "predicates", "claims stated as"):
        if found[name]:
            tell(f"\n{name}")
            for row in table((key, f"{count:,}") for key, count in found[name].items()):
                tell(row)
