"""JSON-LD: one object for each article, claim, act, mention and entity, in the terms of ``ontology/context.jsonld``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, BinaryIO

from graphkit.export.statements import statements
from graphkit.namespaces import GK, PREFIXES, RDF, XSD
from graphkit.resources import resource
from graphkit.stores.base import Store

_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
# the canonical form writes \u00XX for control characters only, which JSON reads likewise; \U does not occur in it


@dataclass(frozen=True, slots=True)
class Term:
    """What the context says of a property: its key, how its values are typed, whether they are always a list."""

    key: str
    type: str | None = None
    always_list: bool = False


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as JSON-LD; the context is inside, so that nobody needs a network to read it."""
    context, terms = _context()
    stream.write(b'{"@context": ' + json.dumps(context, ensure_ascii=False).encode("utf-8") + b',\n"@graph": [')
    split = (line.rstrip("\n").removesuffix(" .").split(" ", 2) for line in statements(store))
    comma = b"\n"
    for subject, rows in groupby(split, key=lambda row: row[0]):
        node = _node(subject[1:-1], ((p[1:-1], o) for _, p, o in rows), terms)
        stream.write(comma + json.dumps(node, ensure_ascii=False).encode("utf-8"))
        comma = b",\n"
    stream.write(b"\n]}\n")


@lru_cache(maxsize=1)
def _context() -> tuple[dict[str, Any], Mapping[str, Term]]:
    """The context, and what it says of each property by its IRI."""
    source = (resource("ontology") / "context.jsonld").read_text(encoding="utf-8")
    context: dict[str, Any] = json.loads(source)["@context"]
    terms = {}
    for key, value in context.items():
        definition = value if isinstance(value, dict) else {"@id": value}
        prefix, colon, local = str(definition.get("@id", "")).partition(":")
        if colon and prefix in PREFIXES and not local.startswith("//"):
            always = definition.get("@container") == "@set"
            terms[PREFIXES[prefix] + local] = Term(key, definition.get("@type"), always)
    return context, terms


def _node(iri: str, rows: Iterable[tuple[str, str]], terms: Mapping[str, Term]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _compact(iri)}
    keys = {term.key for term in terms.values()}
    for property, same in groupby(rows, key=lambda row: row[0]):
        if property == RDF + "type":
            types = [o[1:-1].removeprefix(GK) for _, o in same]
            node["type"] = types[0] if len(types) == 1 else types
            continue
        bare = property.removeprefix(GK)
        plain = bare if property.startswith(GK) and bare not in keys else _compact(property)
        term = terms.get(property, Term(plain))
        values = [_value(o, term) for _, o in same]
        node[term.key] = values if term.always_list or len(values) > 1 else values[0]
    return node


def _value(text: str, term: Term) -> Any:
    if text.startswith("<"):
        iri = text[1:-1]
        if term.type == "@vocab":
            return iri.removeprefix(GK)
        return _compact(iri) if term.type == "@id" else {"id": _compact(iri)}
    found = _LITERAL.fullmatch(text)
    assert found is not None, text
    value, datatype = json.loads(found[1], strict=False), found["datatype"]
    if found["language"]:
        return {"@value": value, "@language": found["language"]}
    if datatype == XSD + "integer":
        return int(value)
    if datatype == XSD + "boolean":
        return value == "true"
    if datatype is None:
        return value
    name = _compact(datatype)
    if term.type == name:
        return float(value) if name == "xsd:double" else value
    return {"@value": value, "@type": name}


def _compact(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and not iri[len(base) :].startswith("//"):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
