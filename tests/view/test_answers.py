"""Which claims are drawn for what a Cypher query answers."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.stores.base import Result
from graphkit.view.answers import drawn


def node(kind: str, name: str) -> dict[str, Any]:
    return {"labels": ["Claim", kind] if kind == "Leads" else ["Entity", kind], "properties": {"id": name}}


def tie(kind: str, start: str, **properties: Any) -> dict[str, Any]:
    return {"type": kind, "start": start, "end": "x", "properties": properties}


PATH = {"nodes": [node("Person", "a"), node("Party", "b")], "relationships": [tie("LEADS", "a", claims=["c1", "c2"])]}


@pytest.mark.parametrize(
    ("cell", "claims", "strange", "nodes"),
    [
        (node("Leads", "c1"), ["c1"], 0, 1),
        (node("Person", "a"), [], 0, 1),
        (tie("LEADS", "a", claims=["c2", "c1", "c2"]), ["c2", "c1"], 0, 0),
        (tie("SUBJECT", "c1"), ["c1"], 0, 0),
        (tie("LIKES", "a"), [], 1, 0),
        (PATH, ["c1", "c2"], 0, 2),
        ([[node("Leads", "c1")], {"x": PATH}], ["c1", "c2"], 0, 3),
        ("c1", [], 0, 0),
        (None, [], 0, 0),
        ({"labels": 3, "other": ["Claim"]}, [], 0, 0),
    ],
)
def test_nodes_relationships_and_paths_lead_to_claims(
    cell: object, claims: list[str], strange: int, nodes: int
) -> None:
    found = drawn(Result(("p",), (("",),), whole=((cell,),)))
    assert (list(found.claims), found.strange, found.nodes) == (claims, strange, nodes)
