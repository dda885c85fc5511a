"""Names in a Cypher query that the graph does not have: the server notices them, and answers all the same."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from graphkit.errors import close_names, did_you_mean
from graphkit.model import ENTITY_TYPES
from graphkit.stores.neo4j.form import LABELS, PROPERTIES, RELATIONSHIPS, claim_label, relationship_type
from graphkit.vocabulary import vocabulary

#: what others call what we call otherwise
_USUAL = {"name": "label"}
# of a status of GQL, as the server gives it; newer ones go on "in database `neo4j`"
_NAME = re.compile(r"`(.+?)` does not exist")


def settings() -> dict[str, Any]:
    """What a session is told so that the server sends what it notices of names, and nothing else."""
    _keep_quiet()
    others = ("DEPRECATION", "GENERIC", "HINT", "PERFORMANCE", "SCHEMA", "SECURITY", "TOPOLOGY", "UNSUPPORTED")
    return {"notifications_min_severity": "WARNING", "notifications_disabled_classifications": others}


@cache
def _keep_quiet() -> None:
    """The driver logs what the server notices; where nobody set up logging, that would go to the terminal."""
    logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())


def notes(statuses: Iterable[Any], before: int) -> tuple[str, ...]:
    """What the server noticed, in our words, by place; ``before`` lines of ours came before the user's text."""
    return tuple(dict.fromkeys(note for _, note in sorted(_notes(statuses, before))))


def _notes(statuses: Iterable[Any], before: int) -> Iterator[tuple[tuple[int, int], str]]:
    for status in statuses:
        name = _NAME.search(status.status_description)
        kind = _KINDS.get(status.gql_status)
        if kind is None or name is None:
            continue
        said, known = kind[0].format(repr(name[1])), kind[1]()
        close = [_USUAL[name[1]]] if name[1] in _USUAL else close_names(name[1], known)
        meant = "" if name[1] in known else did_you_mean(close)
        place = status.position
        line, column = (place.line - before, place.column) if place else (0, 0)
        at = f" (line {line}, column {column})" if place else ""
        yield (line, column), f"{said}{at}{meant}"


def _labels() -> list[str]:
    return [*LABELS, *ENTITY_TYPES, *map(claim_label, vocabulary().predicates)]


def _types() -> list[str]:
    return [*RELATIONSHIPS, *map(relationship_type, vocabulary().predicates)]


def _properties() -> list[str]:
    return list(PROPERTIES)


#: status -> what it says of a name, and the names that we give
_KINDS = {
    "01N50": ("nothing in this graph has the label {}", _labels),
    "01N51": ("no relationship in this graph has the type {}", _types),
    "01N52": ("nothing in this graph has the property {}", _properties),
}
