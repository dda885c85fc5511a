"""What goes into a query as parameters and what comes out of it, as RDF terms and as plain values.

The kinds below are strings, so a store of another query language binds them as they are; SPARQL needs to know which
string is an IRI and which a text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import UsageError
from graphkit.namespaces import CLAIM, GK, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graphkit.stores.base import Value


class EntityId(str):
    """The id of an entity, to be bound as the entity itself."""

    __slots__ = ()


class ClaimId(str):
    """The id of a claim, to be bound as the claim itself."""

    __slots__ = ()


class TermName(str):
    """The name of a predicate or type, to be bound as the term of the vocabulary."""

    __slots__ = ()


class Iri(str):
    """A whole IRI, to be bound as such."""

    __slots__ = ()


class Day(str):
    """A whole day, ``2018-09-11``, to be compared with dates."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term as a query answered it. ``datatype`` and ``language`` belong to literals."""

    kind: Literal["iri", "literal", "blank", "triple"]
    value: str
    datatype: str = ""
    language: str = ""


_IRI = re.compile(r"[a-zA-Z][\w.+-]*:[^<>\"{}|^`\\\x00-\x20]*")
_WIRE = {"i": "iri", "l": "literal", "b": "blank", "t": "triple"}
_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt")
)
_FLOATS = frozenset(XSD + name for name in ("double", "float", "decimal"))
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def bindings(parameters: Mapping[str, Value | Sequence[str]] | None) -> dict[str, list[str]]:
    """The parameters as JSON can carry them: ``["i", iri]`` or ``["l", text, datatype]``; None is left unbound.

    Raises:
        UsageError: a value cannot be bound, or the name is no name of a variable.
    """
    from graphkit.stores.rdf import entity_iri

    bound: dict[str, list[str]] = {}
    for name, value in (parameters or {}).items():
        if not (name.isascii() and name.isidentifier()):
            raise UsageError(f"{name!r} cannot be the name of a parameter; use letters, digits and _")
        if value is None:
            continue
        if isinstance(value, EntityId):
            bound[name] = ["i", entity_iri(value)]
        elif isinstance(value, ClaimId):
            bound[name] = ["i", CLAIM + value]
        elif isinstance(value, TermName):
            bound[name] = ["i", GK + value]
        elif isinstance(value, Iri):
            if not _IRI.fullmatch(value):
                raise UsageError(f"the parameter {name} holds characters that no IRI has: {str(value)!r}")
            bound[name] = ["i", str(value)]
        elif isinstance(value, Day):
            bound[name] = ["l", str(value), XSD + "date"]
        elif isinstance(value, str):
            bound[name] = ["l", checked_text(name, value), XSD + "string"]
        elif isinstance(value, bool):
            bound[name] = ["l", str(value).lower(), XSD + "boolean"]
        elif isinstance(value, int):
            bound[name] = ["l", str(value), XSD + "integer"]
        elif isinstance(value, float) and math.isfinite(value):
            bound[name] = ["l", repr(value), XSD + "double"]
        else:
            raise UsageError(f"the parameter {name} must be one text, number or truth, not {value!r}")
    return bound


def is_whole(text: str) -> bool:
    """Whether a text holds no half characters, which UTF-8 has no bytes for."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def checked_text(name: str, text: str) -> str:
    """The text of a parameter.

    Raises:
        UsageError: it holds half characters.
    """
    if not is_whole(text):
        raise UsageError(f"the parameter {name} holds bytes that are no UTF-8 text: {text!r}")
    return str(text)


def substitutions(bound: Mapping[str, list[str]]) -> dict[ox.Variable, ox.NamedNode | ox.Literal]:
    """The bindings as pyoxigraph takes them."""
    import pyoxigraph as ox

    return {
        ox.Variable(name): ox.NamedNode(kind[1])
        if kind[0] == "i"
        else ox.Literal(kind[1], datatype=ox.NamedNode(kind[2]))
        for name, kind in bound.items()
    }


def to_wire(term: Any) -> list[str] | None:
    """A term of pyoxigraph as JSON can carry it; None where a row has no value."""
    if term is None:
        return None
    kind = type(term).__name__
    if kind == "NamedNode":
        return ["i", term.value]
    if kind == "Literal":
        return ["l", term.value, term.datatype.value, term.language or ""]
    if kind == "BlankNode":
        return ["b", term.value]
    return ["t", str(term)]


def from_wire(wire: list[str] | None) -> Term | None:
    """The term behind what :func:`to_wire` gave."""
    return None if wire is None else Term(_WIRE[wire[0]], *wire[1:])  # type: ignore[arg-type]


def plain(term: Term | None) -> Value:
    """The term as a row shows it: numbers and truths as such, our own IRIs as ids and names, else the text."""
    from graphkit.stores.rdf import short

    if term is None:
        return None
    if term.kind == "iri":
        return short(term.value)
    if term.kind == "blank":
        return "_:" + term.value
    try:
        if term.datatype in _INTEGERS:
            return int(term.value)
        if term.datatype in _FLOATS:
            number = float(term.value)
            return number if math.isfinite(number) else term.value
    except ValueError:  # "abc"^^xsd:integer is RDF too
        return term.value
    if term.datatype == XSD + "boolean":
        return _TRUTHS.get(term.value, term.value)
    return term.value
