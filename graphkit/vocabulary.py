"""Types and predicates, read from ``ontology/politics.ttl``, which is the one place that defines them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

from graphkit.namespaces import GK, RDF, RDFS, SCHEMA, SKOS
from graphkit.resources import resource

Kind = Literal["relation", "action", "speech", "other"]

_KINDS: Mapping[str, Kind] = {
    GK + "Relation": "relation",
    GK + "Action": "action",
    GK + "Speech": "speech",
    GK + "OtherAct": "other",
}


@dataclass(frozen=True, slots=True)
class TypeTerm:
    """A type of entity: its name in the code and in ids, its label for readers, and what it covers."""

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a claim may say of its subject. ``domain``, ``range``: type names; ``Act`` in ``range`` admits a content.

    ``stance``: whether the subject is thereby "for" or "against" the object, else empty; ``contrary``: the predicates
    that say the opposite of the same two; ``turn``: whether it changes who holds what or belongs where.
    """

    name: str
    kind: Kind
    label: str
    inverse_label: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    definition: str
    stance: str = ""
    contrary: tuple[str, ...] = ()
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All types and predicates by name, in alphabetical order; ``names``: of these and of all else that it defines."""

    types: Mapping[str, TypeTerm]
    predicates: Mapping[str, Predicate]
    names: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation; read once, some milliseconds."""
    from pyoxigraph import RdfFormat, parse

    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    source = (resource("ontology") / "politics.ttl").read_bytes()
    for quad in parse(source, RdfFormat.TURTLE):
        subject = getattr(quad.subject, "value", "")
        terms[subject][quad.predicate.value].append(getattr(quad.object, "value", ""))

    types, predicates = {}, {}
    for iri in sorted(terms):
        found = terms[iri]
        kinds = found[RDF + "type"]
        name = iri.removeprefix(GK)
        if GK + "EntityType" in kinds:
            types[name] = TypeTerm(name, _one(found, RDFS + "label"), _one(found, SKOS + "definition"))
        kind = next((_KINDS[k] for k in kinds if k in _KINDS), None)
        if kind is not None:
            predicates[name] = Predicate(
                name,
                kind,
                _one(found, RDFS + "label"),
                _one(found, GK + "inverseLabel"),
                _names(found, SCHEMA + "domainIncludes"),
                _names(found, SCHEMA + "rangeIncludes"),
                _one(found, SKOS + "definition"),
                _one(found, GK + "stance"),
                _names(found, GK + "contrary"),
                bool(found.get(GK + "turn")),
            )
    names = frozenset(iri.removeprefix(GK) for iri in terms if iri.startswith(GK))
    return Vocabulary(MappingProxyType(types), cast("Mapping[str, Predicate]", MappingProxyType(predicates)), names)


def _one(found: Mapping[str, list[str]], property: str) -> str:
    return " ".join(found[property][0].split()) if found.get(property) else ""


def _names(found: Mapping[str, list[str]], property: str) -> tuple[str, ...]:
    return tuple(sorted(value.removeprefix(GK) for value in found.get(property, ())))
