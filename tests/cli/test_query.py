"""query: named questions, SPARQL, their parameters, forms and limits."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import questions
from graphkit.cli.asking import _ids, _whole, value_of
from graphkit.cli.terminal import clean
from graphkit.questions import names
from graphkit.stores.values import Iri
from tests.cli.conftest import EVIL, Run

EDGES = "SELECT ?who ?whom WHERE { ?who gk:criticises ?whom }"


def test_list_names_every_question(run: Run) -> None:
    answer = run("query", "--list")
    assert answer.exit_code == 0
    assert [line.split()[0] for line in answer.stdout.splitlines()] == names()


@pytest.mark.parametrize("name", names())
def test_every_question_is_described_without_a_store(run: Run, name: str) -> None:
    by_help = run("query", name, "--help")
    assert by_help.exit_code == 0
    assert by_help.stdout.startswith(f"{name}: ")
    assert "graphkit query" in by_help.stdout
    assert run("query", "--describe", name).stdout == by_help.stdout


def test_a_named_question_takes_parameters_by_name(town: Run) -> None:
    answer = town("query", "leaders", "-p", "of=harbourites", "--format", "json")
    assert answer.exit_code == 0, answer.output
    assert "Mara Voss" in answer.stdout


@pytest.mark.parametrize("given", ["nonsense", "=x"])
def test_a_parameter_of_no_form_is_wrong_usage(town: Run, given: str) -> None:
    answer = town("query", "leaders", "-p", given)
    assert answer.exit_code == 2
    assert "NAME=VALUE" in answer.stderr


def test_a_parameter_given_twice_is_wrong_usage(town: Run) -> None:
    assert town("query", "members", "-p", "party=a", "-p", "party=b").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["leader"], "did you mean 'leaders'"),
        (["members", "-p", "party=Harbor Party"], "did you mean 'Harbour Party'"),
        (["members"], "needs the parameter 'party'"),
        ([], "give one question"),
        (["leaders", "-f", "x.rq"], "give one question"),
        ([EDGES, "-p", "a=b"], "no place for the parameter a: no variable ?a"),
        ([EDGES, "-p", "wo=b"], "no variable ?wo; did you mean '?who'"),
        (["SELECT ?x { ?x gkk:leads ?y ; gk:leads ?z }"], "; the prefix gkk: is not declared"),
        ([EDGES, "-p", "who=[1]"], "a parameter is a text, a number"),
        ([EDGES, "-p", "who=<a b>"], "holds characters that no IRI has"),
        (["SELECT ?x WHERE"], "the query does not parse at line 1, column 16"),
        (["SELECT ?x WHERRE { ?x gk:leads ?y }"], "does not parse at line 1, column 16"),
        (["MATCH (n) RETURN n"], "is asked in SPARQL"),
        (["DROP ALL"], "query refused"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "query refused"),
        (["SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"], "query refused"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(town: Run, arguments: list[str], words: str) -> None:
    answer = town("query", *arguments)
    assert answer.exit_code == 2
    assert words in answer.stderr
    assert answer.stdout == ""


def test_a_query_may_come_from_the_command_a_file_or_standard_input(town: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.rq").write_text(EDGES)
    answers = [
        town("query", EDGES, "--format", "csv"),
        town("query", "-f", "edges.rq", "--format", "csv"),
        town("query", "-", "--format", "csv", input=EDGES),
        town("query", "-f", "-", "--format", "csv", input=EDGES),
    ]
    assert {answer.exit_code for answer in answers} == {0}
    assert len({answer.stdout for answer in answers}) == 1
    rows = list(csv.reader(io.StringIO(answers[0].stdout)))
    assert rows == [["who", "whom"], ["person/mara-voss", "person/tobin-ashe"]]


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "sparql-json", "sparql-xml"])
def test_every_form_tells_the_answer(town: Run, tmp_path: Path, form: str) -> None:
    answer = town("query", EDGES, "--format", form)
    assert answer.exit_code == 0
    assert "mara-voss" in answer.stdout
    assert town("query", EDGES, "--format", form, "-o", "answer").stdout == ""
    assert (tmp_path / "answer").read_bytes() == answer.stdout_bytes


def test_a_table_holds_no_control_character_of_an_article(evil_town: Run) -> None:
    answer = evil_town("query", "SELECT ?quote WHERE { ?c gk:quote ?quote }")
    assert answer.exit_code == 0
    assert clean(answer.stdout) == answer.stdout


def test_data_for_programs_keeps_every_character(evil_town: Run) -> None:
    query = "SELECT ?quote WHERE { ?c gk:predicate gk:criticises ; gk:quote ?quote }"
    answer = evil_town("query", query, "--format", "json")
    assert EVIL.text in {row["quote"] for row in json.loads(answer.stdout)["rows"]}


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "sparql-json", "sparql-xml"])
def test_no_form_brings_a_control_character_of_an_article_to_a_terminal(evil_town: Run, form: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    query = "SELECT ?quote WHERE { ?c gk:quote ?quote }"
    process = subprocess.Popen([sys.executable, "-m", "graphkit", "query", query, "--format", form], stdout=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux tells that the other end is closed
        while part := os.read(ours, 1 << 16):
            shown += part
    os.close(ours)
    assert process.wait(60) == 0
    text = shown.decode("utf-8").replace("\r\n", "\n")
    assert "owned" in text
    assert clean(text) == text


def test_the_table_of_a_question_has_ids_only_if_asked_for(town: Run) -> None:
    short, long = town("query", "leaders").stdout, town("query", "leaders", "--ids").stdout
    assert "Mara Voss" in short
    assert "person/mara-voss" not in short
    assert "person/mara-voss" in long
    assert "person/mara-voss" in town("query", "leaders", "--format", "csv").stdout


def test_a_cut_answer_says_so(town: Run) -> None:
    answer = town("query", "SELECT ?s WHERE { ?s ?p ?o }", "--limit", "3", "--format", "jsonl")
    assert len(answer.stdout.splitlines()) == 3
    assert "cut after 3 rows" in answer.stderr


def test_a_question_gives_as_many_rows_as_its_head_says(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    load = questions.load
    monkeypatch.setattr(questions, "load", lambda *given: replace(load(*given), rows=2))

    short = town("query", "most-connected", "--format", "jsonl")
    long = town("query", "most-connected", "--format", "jsonl", "--limit", "3")

    assert len(short.stdout.splitlines()) == 2
    assert "cut after 2 rows; --limit gives more" in short.stderr
    assert len(long.stdout.splitlines()) == 3


def test_a_column_without_a_value_is_told(town: Run) -> None:
    answer = town("query", "SELECT ?nothing ?whom { ?who gk:leads ?whom }")

    assert "note: no row has a value of nothing" in answer.stderr
    assert "nothing" not in answer.stdout
    assert "note" not in town("query", "leaders").stderr


def test_a_slash_behind_a_prefix_is_told(town: Run) -> None:
    answer = town("query", "DESCRIBE entity:person/mara-voss")

    assert answer.exit_code == 2
    assert "written with a backslash: entity:person\\/mara-voss" in answer.stderr
    assert "Mara Voss" in town("query", "DESCRIBE entity:person\\/mara-voss").stdout


def test_ask_construct_and_describe_are_answered(town: Run) -> None:
    assert "true" in town("query", "ASK { ?who gk:criticises ?whom }").stdout.lower()
    turtle = town("query", "CONSTRUCT { ?a gk:criticises ?b } WHERE { ?a gk:criticises ?b }").stdout
    assert "gk:criticises" in turtle


def test_a_query_without_end_is_ended(town: Run) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
    answer = town("query", endless, "--timeout", "0.5")
    assert answer.exit_code == 1
    assert "ended after 0.5 s" in answer.stderr
    assert json.loads(town("stats", "--json").stdout)["claims"] == 7


def test_a_query_file_in_another_encoding_is_told(town: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("SELECT ?s { ?s ?p 'Zo\xeb' }".encode("latin-1"))
    answer = town("query", "-f", str(tmp_path / "latin.rq"))
    assert answer.exit_code == 2
    assert "no UTF-8 text" in answer.stderr


def test_the_language_must_be_that_of_the_store(town: Run) -> None:
    answer = town("query", "--language", "cypher", "MATCH (n) RETURN n", "--store", "graph")
    assert answer.exit_code == 2
    assert "asked in SPARQL, not in Cypher" in answer.output


NAMED = "SELECT ?whom { ?a rdfs:label ?name ; gk:criticises/rdfs:label ?whom }"


@pytest.mark.parametrize(
    ("text", "given", "rows"),
    [
        (NAMED, "name=Mara Voss", [["Tobin Ashe"]]),
        (NAMED, 'name="Mara Voss"', [["Tobin Ashe"]]),
        (NAMED, "name=Nobody\" } UNION { ?a ?name ?whom } #", []),
        ("SELECT ?label { ?who rdfs:label ?label }", "who=entity:person/mara-voss", [["Mara Voss"]]),
        ("SELECT ?b { ?a ?does ?b }", "does=gk:criticises", [["person/tobin-ashe"]]),
        ("SELECT ?b { ?a ?does ?b }", "does=<https://w3id.org/graphkit/ontology#leads>", [["party/harbour-party"]]),
        ("SELECT ?verb { ?c gk:negated ?denied ; gk:predicate ?p ; gk:verb ?verb }", "denied=true", []),
        ("SELECT ?p { ?c gk:negated ?denied ; gk:predicate ?p }", "denied=true", [["supports"]]),
        ("SELECT (?n + 1 AS ?m) {}", "n=41", [["42"]]),
        ("SELECT (DATATYPE(?n) AS ?type) {}", 'n="41"', [["http://www.w3.org/2001/XMLSchema#string"]]),
    ],
)
def test_parameters_of_a_query_of_ones_own_are_bound_as_values(
    town: Run, text: str, given: str, rows: list[list[str]]
) -> None:
    answer = town("query", text, "-p", given, "--format", "csv")
    assert answer.exit_code == 0, answer.output
    assert list(csv.reader(io.StringIO(answer.stdout)))[1:] == rows


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Jane Doe", "cypher", "Jane Doe"),
        ("2025", "cypher", 2025),
        ("2025-03", "cypher", "2025-03"),
        (" 2025", "cypher", " 2025"),
        ("007", "cypher", "007"),
        ('"2025"', "cypher", "2025"),
        (".5", "cypher", ".5"),
        ("0.5", "cypher", 0.5),
        ("NaN", "cypher", "NaN"),
        ("null", "cypher", None),
        ('["a", "b"]', "cypher", ["a", "b"]),
        ("gk:leads", "cypher", "gk:leads"),
        ("gk:leads", "sparql", Iri("https://w3id.org/graphkit/ontology#leads")),
        ("re: the budget", "sparql", "re: the budget"),
        ('"gk:leads"', "sparql", "gk:leads"),
    ],
)
def test_a_value_is_a_text_unless_written_as_something_else(text: str, language: str, value: object) -> None:
    found = value_of(text, language)
    assert (found, type(found)) == (value, type(value))


def test_a_mistyped_id_is_noted_beside_the_answer(town: Run) -> None:
    known = r"SELECT ?p { entity:person\/mara-voss ?p ?o } LIMIT 1 # entity:person/no-one"
    assert "note" not in town("query", known).stderr
    mistyped = town("query", known.replace("voss", "vos"))
    assert mistyped.exit_code == 0
    meant = "note: nothing in this graph has the id 'person/mara-vos'; did you mean 'person/mara-voss'"
    assert meant in mistyped.stderr
    assert meant in town("query", "SELECT ?o { ?who ?p ?o } LIMIT 1", "-p", "who=entity:person/mara-vos").stderr
    assert meant in town("query", "ASK { <https://w3id.org/graphkit/entity/person/mara-vos> ?p ?o }").stderr


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("MATCH (p {id: 'person/x-y'}) // 'party/a'\nRETURN p, \"a 'person/z'\"", "cypher", ["person/x-y"]),
        ("MATCH (p) WHERE p.label = 'Person/Organisation of' RETURN p", "cypher", []),
        ("MATCH (p) WHERE p.id STARTS WITH 'person/ann' OR p.id =~ 'party/.*' RETURN p", "cypher", []),
        ("MATCH (p) WHERE p.id contains\n'person/ann' AND p.id ends with'x' RETURN p", "cypher", []),
        ("MATCH (p) WHERE p.id STARTS WITH 'person/a' AND p.id <> 'person/ann' RETURN p", "cypher", ["person/ann"]),
        (r"PREFIX entity: <http://a.b/> SELECT * { entity:person\/x ?p ?o }", "sparql", []),
        (r"SELECT * { entity:party\/é?p 'entity:party/x' , <a:b#c> . entity:office\/x ?p ?o }", "sparql",
         ["party/é", "office/x"]),
    ],
)  # fmt: skip
def test_the_ids_in_a_query_are_found(text: str, language: str, ids: list[str]) -> None:
    assert list(_ids(text, language)) == ids


def test_a_parameter_that_is_a_part_of_an_id_is_none() -> None:
    text = "MATCH (p) WHERE p.id STARTS WITH $start AND p.id = $whole RETURN p"
    assert _whole(text, {"start": "person/ann", "whole": "person/ann-lee"}) == ["person/ann-lee"]


def test_a_mistyped_name_is_noted_beside_the_answer(town: Run) -> None:
    answer = town("query", "SELECT ?who { ?who a gk:Persn }")
    assert answer.exit_code == 0
    assert "note: the vocabulary has no gk:Persn (line 1, column 22); did you mean 'gk:Person'?" in answer.stderr
    assert "note" not in answer.stdout
