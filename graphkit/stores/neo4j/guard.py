"""Refuses a Cypher query that would do more than read this graph, by the plan that the server makes for it.

Access mode READ refuses writes, but neither LOAD CSV nor procedures nor commands that show settings. So the query is
explained first, which runs nothing, and each step of its plan is looked at. Functions are no steps: those that are not
Cypher's own (a server may have more) are looked for in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.errors import QueryRefused

#: procedures that read this graph and nothing else
PROCEDURES = frozenset(
    (
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
    )
)

_REASONS = (
    ("Load", "LOAD CSV would read a file or another address", "only this graph is asked; import what you need"),
    ("Show", "SHOW tells of the server, not of the graph", "CALL db.labels() and db.schema.visualization() tell of it"),
    ("Terminate", "it would end other people's work", "a query only reads"),
    ("Transaction", "CALL { } IN TRANSACTIONS opens transactions of its own", "leave IN TRANSACTIONS out"),
    ("Administration", "it would administer the server", "a query only reads"),
)

# Text in which no name of a function can stand: strings and comments. What is in backticks is a name.
_HOLDERS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_CALLED = re.compile(r"([^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)+)\s*\(")
_BRACKET = re.compile(r"[()\[\]{}]")
_MODE = re.compile(r"\s*(explain|profile)\b", re.IGNORECASE)

#: brackets inside brackets that a query may have: more than any needs, and planned in no time
DEEPEST = 100

#: what comes before the first dot of the names of Cypher's own functions
_OWN = frozenset(
    ("date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector", "coll", "string", "db")
)


def check_text(text: str) -> None:
    """Nothing, for a text that can be explained: one without such a word of its own, and without foreign functions.

    Raises:
        QueryRefused: it has one.
    """
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for reading in (text, decoded):  # where an escape ends a string in one reading, the other shows what follows
        bare = _HOLDERS.sub(" ", reading).replace("`", "")
        if _depth(bare) > DEEPEST:
            raise QueryRefused(f"its brackets are nested more than {DEEPEST} deep", "the server would plan it for ever")
        mode = _MODE.match(bare)
        if mode:
            raise QueryRefused(f"it begins with {mode[1].upper()}", "leave the word out")
        for found in _CALLED.finditer(bare):
            name = re.sub(r"\s", "", found[1])
            if name.split(".")[0].casefold() not in _OWN and name not in PROCEDURES:
                raise QueryRefused(f"{name}() is not one of Cypher's own functions, nor a procedure that only reads")


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in _BRACKET.findall(text):
        depth += 1 if sign in "([{" else -1
        deepest = max(deepest, depth)
    return deepest


def check_plan(kind: str | None, plan: Mapping[str, Any] | None) -> None:
    """Nothing, for the plan of a query that only reads this graph. ``kind`` is the server's word: r, w, rw, s.

    Raises:
        QueryRefused: it would write, administer, or reach beyond the graph.
    """
    if plan is None:
        raise QueryRefused("the server does not tell what it would do")
    for operator, details in _steps(plan):
        for beginning, reason, hint in _REASONS:
            if operator.startswith(beginning):
                raise QueryRefused(reason, hint)
        if operator.startswith("ProcedureCall"):
            name = details.partition("(")[0].strip().replace("`", "")
            if name not in PROCEDURES:
                known = ", ".join(sorted(PROCEDURES))
                raise QueryRefused(f"the procedure {name or '?'} is not one that only reads", f"these are: {known}")
    if kind != "r":
        changed = "graph" if kind in ("w", "rw") else "server"
        raise QueryRefused(f"it would change the {changed}", "queries only read; use graphkit import and retract")


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each step's operator, without the database's name, and its details."""
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        operator = str(step.get("operatorType", "")).partition("@")[0]
        yield operator, str((step.get("args") or {}).get("Details", ""))
        waiting.extend(step.get("children") or ())
