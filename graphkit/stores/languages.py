"""Tells SPARQL from Cypher, for those who ask one store in the language of another."""

from __future__ import annotations

import re

from graphkit.errors import QueryFailed

#: how people write the languages
NAMES = {"sparql": "SPARQL", "cypher": "Cypher"}

# How a query of one language begins, and none of the other does. WITH begins updates of SPARQL too, where the IRI of a
# graph follows.
_BEGINNINGS = {
    "sparql": re.compile(r"(?:select|ask|construct|describe|prefix|base)\b", re.IGNORECASE),
    "cypher": re.compile(
        r"(?:match|optional|unwind|return|call|merge|foreach|show|cypher|explain|profile|with(?!\s*(?:<|[\w.-]*:)))\b",
        re.IGNORECASE,
    ),
}
_BEFORE = re.compile(r"(?:\s+|#[^\n\r]*|//[^\n\r]*|/\*.*?\*/)*", re.DOTALL)


def looks_like(text: str) -> str | None:
    """The language of a query by its first word, after comments of either; None where that does not tell."""
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    return next((language for language, begins in _BEGINNINGS.items() if begins.match(text, start)), None)


def check_language(text: str, language: str, address: str) -> None:
    """Nothing, for a query that may be of the language of the store at an address.

    Raises:
        QueryFailed: it is of the other one, and the message tells what to do; or it is empty.
    """
    if not text.strip():
        raise QueryFailed("is empty", "'graphkit query --list' shows the named ones")
    other = looks_like(text)
    if other is None or other == language:
        return
    way = (
        f"'graphkit copy {address} FOLDER' brings the graph into a folder, which is asked in SPARQL"
        if language == "cypher"
        else "'graphkit neo4j start' and 'graphkit copy' bring the graph into Neo4j, which is asked in Cypher"
    )
    raise QueryFailed(
        f"is {NAMES[other]}, and the store {address} is asked in {NAMES[language]}",
        f"'graphkit query --list' shows questions that every store answers; {way}",
    )
