"""Names that a query has and the graph has not: they are noticed, and the answer is given all the same."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from graphkit.namespaces import GK, PREFIXES
from graphkit.questions import load, names
from graphkit.stores import neo4j, open_store
from graphkit.stores.neo4j import noticing
from graphkit.stores.neo4j.form import PROPERTIES
from graphkit.stores.noticing import unknown_names
from graphkit.vocabulary import vocabulary
from tests.factories import ferry


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("SELECT ?x { ?x gk:leads/rdfs:label ?y ; p:leads ?c . ?c ps:leads ?z }", []),
        ("SELECT ?x {\n ?x a gk:Partty }", ["no gk:Partty (line 2, column 7); did you mean 'gk:Party'"]),
        ("ASK { ?x gk:refuses/gk:texxt ?y }", ["no gk:texxt (line 1, column 21); did you mean 'gk:text'"]),
        ("ASK { ?x gk:Leads ?y }", ["no gk:Leads (line 1, column 10); did you mean 'gk:leads'"]),
        ("ASK { ?x gk:name ?y }", ["no gk:name (line 1, column 10); did you mean 'rdfs:label'"]),
        ("ASK { ?x p:negated ?y . ?y ps:text ?z }", ["no p:negated", "no ps:text"]),
        (f"ASK {{ ?x <{GK}leeds> ?y }}", ["no gk:leeds (line 1, column 10); did you mean 'gk:leads'"]),
        (f"PREFIX own: <{GK}> ASK {{ ?x own:leeds ?y }}", ["no gk:leeds"]),
        ("PREFIX gk: <urn:other:> ASK { ?x gk:leeds ?y }", []),
        ("ASK { ?x rdfs:label 'gk:leeds', \"\"\"gk:a\"\"\" } # gk:leeds", []),
        ("ASK { ?x foaf:leeds ?gk . entity:person/ada gk:leads. }", []),
    ],
)
def test_sparql_names_that_the_vocabulary_does_not_have_are_noted(text: str, notes: list[str]) -> None:
    found = unknown_names(text)
    assert len(found) == len(notes)
    for one, words in zip(found, notes, strict=True):
        assert f"the vocabulary has {words}" in one


def test_no_statement_that_a_store_writes_has_an_unknown_name() -> None:
    with open_store("memory:") as store:
        store.add(*ferry())
        everything = store.query("CONSTRUCT WHERE { ?s ?p ?o }").turtle
    assert everything is not None
    assert len(everything) > 1_000
    assert unknown_names(everything) == ()
    assert vocabulary().names > vocabulary().predicates.keys() | vocabulary().types.keys()
    assert set(PREFIXES) > {"gk", "p", "ps"}


@pytest.mark.parametrize("name", names())
def test_a_named_question_copied_to_be_changed_brings_no_note(name: str) -> None:
    assert unknown_names(load(name).text) == ()


def test_a_note_comes_with_the_answer_and_not_with_that_of_a_named_question() -> None:
    with open_store("memory:") as store:
        result = store.query("SELECT ?x { ?x gk:leeds ?y }")
        assert result.rows == ()
        assert "gk:leads" in result.notes[0]
        assert store.ask("leaders").notes == ()


def status(code: str, description: str, line: int, column: int) -> SimpleNamespace:
    place = SimpleNamespace(line=line, column=column)
    return SimpleNamespace(gql_status=code, status_description=description, position=place)


def test_what_a_neo4j_server_notices_is_told_in_our_words_by_place() -> None:
    statuses = [
        status("01N52", "warn: property key does not exist. The property `name` does not exist.", 3, 5),
        status("01N51", "warn: ... The relationship type `LEEDS` does not exist in database `neo4j`.", 2, 19),
        status("01N50", "warn: label does not exist. The label `Persn` does not exist.", 2, 10),
        status("01N50", "warn: label does not exist. The label `Sues` does not exist.", 2, 30),
        status("00001", "note: successful completion - omitted result", 2, 1),
        status("01N02", "warn: feature deprecated without replacement. `id` is deprecated", 2, 2),
    ]
    first, second, third, last = noticing.notes(statuses, before=1)
    assert first == "nothing in this graph has the label 'Persn' (line 1, column 10); did you mean 'Person'?"
    assert second.startswith("no relationship in this graph has the type 'LEEDS' (line 1, column 19); did you mean 'LE")
    assert third == "nothing in this graph has the label 'Sues' (line 1, column 30)"  # a predicate that is not used
    assert last == "nothing in this graph has the property 'name' (line 2, column 5); did you mean 'label'?"


def test_the_properties_are_those_of_the_form() -> None:
    assert set(PROPERTIES) <= set(re.findall(r"\w+", neo4j.__doc__ or ""))
