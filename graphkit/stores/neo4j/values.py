"""Values of Cypher: parameters in, and answers out, readable in a table and whole in JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

from graphkit.errors import UsageError
from graphkit.stores.base import Value
from graphkit.stores.neo4j.rows import native
from graphkit.stores.values import Day, checked_text


def parameters(given: Mapping[str, Value | Sequence[str]] | None) -> dict[str, Any]:
    """Parameters as the driver takes them: days as dates, all other text as it is.

    Raises:
        UsageError: a value cannot be bound.
    """
    found: dict[str, Any] = {}
    for name, value in (given or {}).items():
        if isinstance(value, Day):
            found[name] = native(value)
        elif isinstance(value, str):
            found[name] = checked_text(name, value)
        elif value is None or isinstance(value, (bool, int, float)):
            if isinstance(value, int) and not -(2**63) <= value < 2**63:
                raise UsageError(f"the parameter {name} is too large a number: {value}")
            found[name] = value
        elif isinstance(value, Mapping):
            raise UsageError(f"the parameter {name} must be one text, number or truth, or a list, not {value!r}")
        else:
            found[name] = [checked_text(name, str(item)) for item in value]
    return found


#: kinds of values that are given on as they are; nearly all cells are of these, so they are looked for first
_SIMPLE = frozenset((str, int, bool, type(None)))


def whole(value: Any) -> Any:
    """The value as JSON can hold it, with all that nodes, relationships and paths carry."""
    if type(value) in _SIMPLE:
        return value
    from neo4j import graph

    if isinstance(value, graph.Node):
        return {"labels": sorted(value.labels), "properties": _properties(value)}
    if isinstance(value, graph.Relationship):
        ends = {name: _name(node) for name, node in zip(("start", "end"), value.nodes, strict=True)}
        return {"type": value.type, **ends, "properties": _properties(value)}
    if isinstance(value, graph.Path):
        return {"nodes": [whole(n) for n in value.nodes], "relationships": [whole(r) for r in value.relationships]}
    if isinstance(value, Mapping):
        return {str(key): whole(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [whole(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return _text(value)


def size(cell: Any) -> int:
    """About how many bytes a value of :func:`whole` takes as JSON."""
    if isinstance(cell, str):
        return len(cell) + 2
    if isinstance(cell, dict):
        return 2 + sum(len(key) + 4 + size(item) for key, item in cell.items())
    if isinstance(cell, list):
        return 2 + sum(size(item) + 1 for item in cell)
    return 8


def readable(value: Any) -> Value:
    """The value as a cell of a table: numbers and truths as such, all else as text."""
    if type(value) in _SIMPLE:
        return cast("Value", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return _text(value)


def _text(value: Any) -> str:
    from neo4j import graph

    if isinstance(value, str):
        return str(value)
    if isinstance(value, graph.Node):
        return _node(value)
    if isinstance(value, graph.Relationship):
        return f"-[{value.type}]->"
    if isinstance(value, graph.Path):
        parts = [_node(value.start_node)] if value.start_node is not None else []
        for before, relationship, after in zip(value.nodes, value.relationships, value.nodes[1:], strict=False):
            forward = relationship.start_node == before
            parts.append(f"-[{relationship.type}]->" if forward else f"<-[{relationship.type}]-")
            parts.append(_node(after))
        return "".join(parts)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_list(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_in_list(item) for item in value) + "]"
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if hasattr(value, "iso_format"):
        return str(value.iso_format())
    return str(value)


def _in_list(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else _text(value)


def _node(node: Any) -> str:
    """``(Person Ada Bell)``: the most telling label, and the name, words or title."""
    kind = next(iter(sorted(set(node.labels) - {"Entity", "Claim"})), next(iter(node.labels), ""))
    name = next((str(node[key]) for key in ("label", "quote", "content", "title", "id") if node.get(key)), "")
    return f"({' '.join(part for part in (kind, name) if part)})"


def _name(node: Any) -> Any:
    """The id by which we know a node; else the server's."""
    return None if node is None else node.get("id", node.element_id)


def _properties(of: Any) -> dict[str, Any]:
    return {key: whole(of[key]) for key in sorted(of.keys())}
