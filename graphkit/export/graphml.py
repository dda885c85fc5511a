"""GraphML, for yEd, Gephi, Cytoscape, networkx: entities and acts as nodes, each claim as an edge."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.export.ties import NODE_FIELDS, TIE_FIELDS, Value, nodes, ties, xml
from graphkit.stores.base import Store

_KINDS: dict[type, str] = {str: "string", bool: "boolean", float: "double", int: "long"}


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as GraphML; edges have the ids of their claims."""

    def put(text: str) -> None:
        stream.write(text.encode("utf-8"))

    put('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for part, fields in (("node", {"label": str, **NODE_FIELDS}), ("edge", {"label": str, **TIE_FIELDS})):
        for name, kind in fields.items():
            put(f'<key id="{part}_{name}" for="{part}" attr.name="{name}" attr.type="{_KINDS[kind]}"/>\n')
    put('<graph id="graphkit" edgedefault="directed">\n')
    for node in nodes(store):
        put(f'<node id="{xml(node.id)}">{_data("node", {"label": node.label, **node.fields})}</node>\n')
    for tie in ties(store):
        fields_ = _data("edge", {"label": tie.fields["predicate"], **tie.fields})
        put(f'<edge id="{tie.id}" source="{xml(tie.start)}" target="{xml(tie.end)}">{fields_}</edge>\n')
    put("</graph>\n</graphml>\n")


def _data(part: str, fields: dict[str, Value]) -> str:
    return "".join(f'<data key="{part}_{k}">{xml(v)}</data>' for k, v in fields.items() if v is not None)
