"""The vocabulary, the shapes and the context: what is in the files, and that the code agrees."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graphkit.model import ENTITY_TYPES, Modality
from graphkit.namespaces import GK, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, P
from graphkit.resources import resource
from graphkit.stores import open_store
from graphkit.vocabulary import vocabulary
from tests.factories import ADA, BEN, CLEO, HARBOUR, article, claim, ferry
from tests.stores.conftest import exported

RELATIONS = {"memberOf", "leads", "holdsOffice", "represents", "candidateFor", "worksFor", "partOf", "relativeOf"}
ACTIONS = {
    "criticises",
    "accuses",
    "supports",
    "opposes",
    "refuses",
    "denies",
    "demands",
    "promises",
    "proposes",
    "warns",
    "agrees",
    "meets",
    "appoints",
    "dismisses",
    "resigns",
    "joins",
    "leaves",
    "elected",
    "defeats",
    "investigates",
    "sues",
    "apologises",
    "protests",
    "helps",
}
MATCHES = {SKOS + n for n in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")} | {GK + "plover"}


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    store = ox.Store()
    store.load((resource("ontology") / "politics.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    return store


def values(store: ox.Store, name: str, property: str) -> list[str]:
    quads = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(property), None)
    return [quad.object.value for quad in quads]  # type: ignore[union-attr]


def test_types_and_predicates_are_those_of_the_design() -> None:
    found = vocabulary()
    assert set(found.types) == set(ENTITY_TYPES)
    kinds = {name: predicate.kind for name, predicate in found.predicates.items()}
    assert {n for n, kind in kinds.items() if kind == "relation"} == RELATIONS
    assert {n for n, kind in kinds.items() if kind == "action"} == ACTIONS
    assert {n for n, kind in kinds.items() if kind == "speech"} == {"says"}
    assert {n for n, kind in kinds.items() if kind == "other"} == {"acts"}


def test_a_stance_is_for_or_against_and_what_is_contrary_is_so_both_ways() -> None:
    found = vocabulary().predicates
    assert {p.stance for p in found.values()} == {"", "for", "against"}
    assert (found["supports"].stance, found["supports"].contrary) == ("for", ("opposes",))
    assert all(name in found[other].contrary for name in found for other in found[name].contrary)


def test_every_predicate_says_all_about_itself() -> None:
    for predicate in vocabulary().predicates.values():
        assert predicate.label, predicate
        assert predicate.inverse_label, predicate
        assert predicate.definition.endswith("."), predicate
        assert set(predicate.domain) <= set(ENTITY_TYPES), predicate
        assert predicate.domain, predicate
        assert predicate.range, predicate
        assert set(predicate.range) <= {*ENTITY_TYPES, "Act"}, predicate
        assert ("Act" in predicate.range) == (predicate.kind != "relation"), predicate
    for type in vocabulary().types.values():
        assert type.label, type
        assert type.definition, type


def test_terms_are_matched_with_the_standards(ontology: ox.Store) -> None:
    unmatched = {
        name
        for name in [*vocabulary().predicates, *vocabulary().types]
        if not any(values(ontology, GK + name, match) for match in MATCHES)
    }
    # "proposes": no PLOVER type is near it
    assert unmatched == {"proposes"}


def test_modalities_are_those_of_the_model(ontology: ox.Store) -> None:
    quads = ontology.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(GK + "Modality"))
    assert {q.subject.value for q in quads} == {GK + m.value for m in Modality}  # type: ignore[union-attr]


def test_every_property_that_is_written_is_defined(ontology: ox.Store) -> None:
    store = open_store("memory:")
    of, claims = ferry(authors=("A", "B"), address="https://example.org/1")
    claims.append(claim(of, ADA, "meets", BEN, valid_from="2030-01", valid_until="2031", trigger="Ben"))
    store.add(of, claims)
    used = {line.split(" ")[1][1:-1] for line in exported(store).decode().split("\n") if line}
    used |= {line.split(" ")[2][1:-1] for line in exported(store).decode().split("\n") if f"<{RDF}type>" in line}
    for iri in used:
        if iri.startswith(GK):
            assert values(ontology, iri, RDFS + "label"), iri
            assert values(ontology, iri, SKOS + "definition"), iri
        else:
            assert iri.startswith((P, PREFIXES["ps"], RDF, RDFS, SCHEMA, SKOS, PROV)), iri


def test_no_predicate_has_the_name_of_a_property(ontology: ox.Store) -> None:
    for name in vocabulary().predicates:
        kinds = values(ontology, GK + name, RDF + "type")
        assert len(kinds) == 1, name


def test_the_context_knows_every_prefix() -> None:
    context = json.loads((resource("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {k: v for k, v in context.items() if k in PREFIXES} == {k: v for k, v in PREFIXES.items() if k != "rdf"}


# -- shapes


def violations(data: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, at import
        import rdflib
        from pyshacl import validate

        shapes = rdflib.Graph().parse(data=(resource("ontology") / "shapes.ttl").read_bytes(), format="turtle")
        both = rdflib.Graph().parse(data=data, format="turtle")
        both.parse(data=(resource("ontology") / "politics.ttl").read_bytes(), format="turtle")
        conforms, _, report = validate(both, shacl_graph=shapes)
    assert conforms == (not re.search(r"^Results \([1-9]", report, re.MULTILINE))
    return "" if conforms else report


@pytest.fixture(scope="module")
def good() -> str:
    store = open_store("memory:")
    store.add(*ferry(authors=("A", "B")))
    of = article("Ada Bell — “so 😀” — met Ben Crow and leads the Harbour Party.\tYes.", title="With signs")
    claims = [
        claim(of, ADA, "leads", HARBOUR, quote="leads the Harbour Party", valid_from="2030-02", valid_until="2031"),
        claim(of, ADA, "meets", BEN, quote="😀” — met Ben Crow", trigger="met"),
        claim(of, CLEO, "says", quote="“so 😀”", content="so 😀", concerns=[ADA]),
        claim(of, BEN, "says", quote="“so 😀” — met", content="“so … met", parts=[(11, 14), (20, 23)]),
    ]
    store.add(of, claims)
    return exported(store).decode()


def test_a_real_export_keeps_the_shapes(good: str) -> None:
    assert violations(good.encode()) == ""


def _broken() -> Iterator[tuple[str, str, str, str]]:
    """What is broken, what is replaced (a pattern), by what, and what the report must say."""
    text = r"(<[^>]*claim/\w+> <[^>]*#%s>) [^\n]* \.\n"
    yield "no quote", text % "quote", "", "no claim without its words"
    yield "no article", r"(<[^>]*claim/\w+> <[^>]*#wasDerivedFrom>) [^\n]* \.\n", "", "no claim without the article"
    yield "no start", text % "start", "", "starts at one place"
    yield "another quote", text % "quote", r'\1 "what nobody wrote" .' + "\n", "the quote is what stands"
    number = '"%s"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    yield "end past the text", text % "end", r"\1 " + number % 99999, "the quote is what stands"
    yield "start after end", text % "start", r"\1 " + number % 9999, "before its end"
    yield "trigger past the text", text % "triggerEnd", r"\1 " + number % 99999, "lie inside the article"
    yield "a part without end", text % "contentEnd", r"\1 " + number % 23, "each part of the content"
    yield "another modality", r"#asserted>", "#rumoured>", "one of four"
    yield "another predicate", r"(#predicate>) <[^>]*#leads>", rf"\1 <{GK}adores>", "one predicate of the vocabulary"
    yield "a subject outside the domain", r"#Person>", "#Event>", "predicate's domain"
    party = r"(<[^>]*harbour-party> <[^>]*#type>) <[^>]*#Party>"
    yield "an object outside the range", party, rf"\1 <{GK}Event>", "'s range"
    yield "a relation to nothing", r"<[^>]*> <[^>]*#object> <[^>]*harbour-party> \.\n", "", "has an object"
    yield "a denied plain edge", r'"false"(\S*boolean>)', r'"true"\1', "a plain edge stands only"
    double = r'"1.5"^^<http://www.w3.org/2001/XMLSchema#double> .' + "\n"
    yield "too sure", text % "confidence", r"\1 " + double, "confidence"
    day = r'"1999-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .' + "\n"
    yield "until before from", text % "untilLatest", r"\1 " + day, "until"


@pytest.mark.parametrize(("pattern", "by", "told"), [b[1:] for b in _broken()], ids=[b[0] for b in _broken()])
def test_broken_data_is_found(good: str, pattern: str, by: str, told: str) -> None:
    bad, count = re.subn(pattern, by, good)
    assert count, pattern
    assert told in violations(bad.encode())
