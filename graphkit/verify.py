"""Whether a store can be trusted: every quote found again at its place, every id fit for its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.stores.base import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be: where (an article, a claim, an entity, by id), and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def verify(store: Store) -> Iterator[Problem]:
    """All problems of a store; none if every claim can be led back to its words."""
    return (Problem(where, what) for where, what in store.problems())
