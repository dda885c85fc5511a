"""The base names of everything that graphkit writes as RDF, and the prefixes that stand for them."""

from __future__ import annotations

BASE = "https://w3id.org/graphkit/"

GK = BASE + "ontology#"  # types, plain edges, properties of claims
P = BASE + "p/"  # entity -> its claims, one property a predicate
PS = BASE + "ps/"  # claim -> its target, one property a predicate
ENTITY = BASE + "entity/"
CLAIM = BASE + "claim/"
ACT = BASE + "act/"
ARTICLE = BASE + "article/"
MENTION = BASE + "mention/"

PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: prefix -> base, as queries and exports use them
PREFIXES = {
    "act": ACT,
    "article": ARTICLE,
    "claim": CLAIM,
    "entity": ENTITY,
    "gk": GK,
    "mention": MENTION,
    "p": P,
    "prov": PROV,
    "ps": PS,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
