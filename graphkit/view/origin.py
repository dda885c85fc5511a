"""Where the claims of a page come from, so that the page can name the commands and the queries that give them again."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphkit.view import text


@dataclass(frozen=True, slots=True)
class Origin:
    """The whole of a store (``everything``), or what names these entities, ``hops`` steps around them, or neither.

    From the first two the page makes a query for what its filters leave; else it names claims by their ids. ``queries``
    are (label, command or query) pairs that give all of it; ``language`` is what the store is asked in.
    """

    everything: bool = False
    entities: tuple[str, ...] = ()
    hops: int = 1
    queries: tuple[tuple[str, str], ...] = ()
    language: str = "sparql"

    def record(self) -> dict[str, Any]:
        """As the page's script reads it."""
        record: dict[str, Any] = {"queries": [list(query) for query in self.queries], "language": self.language}
        if self.everything:
            return record | {"all": True}
        return record | ({"entities": list(self.entities), "hops": self.hops} if self.entities else {})


def command_line(*words: str) -> str:
    """The words as one line for a shell, each quoted where it must be; what cannot be seen is left out."""
    return shlex.join(text.shown(word) for word in words)


def question_texts(name: str, parameters: Iterable[str]) -> list[tuple[str, str]]:
    """A named question as the page shows it: its text in each query language that there is, parameters as comments."""
    from graphkit import questions

    found = []
    for language, title, mark in (("sparql", "SPARQL", "#"), ("cypher", "Cypher", "//")):
        if name in questions.names(language):
            given = "".join(f"{mark} {text.shown(parameter)}\n" for parameter in parameters)
            found.append((f"The question, in {title}", given + questions.load(name, language).text.strip()))
    return found
