"""GEXF 1.3, for Gephi and its kin: entities and acts as nodes, each claim as an edge whose kind is its predicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from graphkit.export.ties import NODE_FIELDS, TIE_FIELDS, Value, nodes, ties, xml
from graphkit.stores.base import Store

_KINDS: dict[type, str] = {str: "string", bool: "boolean", float: "double", int: "long"}


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as GEXF; edges have the ids of their claims."""

    def put(text: str) -> None:
        stream.write(text.encode("utf-8"))

    put('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    put('<graph mode="static" defaultedgetype="directed">\n')
    for part, declared in (("node", NODE_FIELDS), ("edge", TIE_FIELDS)):
        put(f'<attributes class="{part}" mode="static">\n')
        for name, kind in declared.items():
            put(f'<attribute id="{name}" title="{name}" type="{_KINDS[kind]}"/>\n')
        put("</attributes>\n")
    put("<nodes>\n")
    for node in nodes(store):
        put(f'<node id="{xml(node.id)}" label="{xml(node.label)}">{_values(node.fields)}</node>\n')
    put("</nodes>\n<edges>\n")
    for tie in ties(store):
        ends, kind_ = f'source="{xml(tie.start)}" target="{xml(tie.end)}"', xml(tie.fields["predicate"])
        put(f'<edge id="{tie.id}" {ends} kind="{kind_}" label="{kind_}">{_values(tie.fields)}</edge>\n')
    put("</edges>\n</graph>\n</gexf>\n")


def _values(fields: Mapping[str, Value]) -> str:
    given = ((name, value) for name, value in fields.items() if value is not None)
    return "<attvalues>" + "".join(f'<attvalue for="{k}" value="{xml(v)}"/>' for k, v in given) + "</attvalues>"
