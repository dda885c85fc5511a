"""view: which claims are drawn, and where the page goes."""

from __future__ import annotations

import json
import shlex
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_page_of_an_entity_is_one_html_file(town: Run, tmp_path: Path) -> None:
    answer = town("view", "Mara Voss")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout == ""
    assert answer.stderr == "graph.html: 7 claims of 1 article\n"
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "Mara Voss" in page


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--all"], "7 claims"),
        (["--query", "SELECT ?claim { ?claim gk:predicate gk:leads }"], "1 claim of"),
        (["--query", "claims-about", "-p", "entity=Harbour Party"], "3 claims"),
        (["Tobin Ashe", "Harbour Party", "--hops", "2"], "7 claims"),
        (["--query", "CONSTRUCT { ?a ?p ?b } WHERE { ?a gk:leads ?b . ?a ?p ?b }"], "1 claim of"),
        (["--query", "CONSTRUCT { ?a p:leaves ?c } WHERE { ?a p:leaves ?c }"], "1 claim of"),
        (["--query", "DESCRIBE ?c WHERE { ?c gk:predicate gk:refuses }"], "1 claim of"),
    ],
)
def test_the_claims_that_were_asked_for_are_drawn(town: Run, arguments: list[str], count: str) -> None:
    answer = town("view", *arguments, "-o", "page.html")
    assert answer.exit_code == 0, answer.output
    assert count in answer.stderr


def test_what_a_construct_makes_up_is_not_drawn_but_told(town: Run) -> None:
    answer = town("view", "--query", "CONSTRUCT { ?a gk:joins ?b . ?a gk:leads ?b } WHERE { ?a gk:leads ?b }")
    assert answer.exit_code == 0, answer.output
    assert "not drawn: 1 edge of the answer that no claim bears out" in answer.stderr
    assert "1 claim of 1 article" in answer.stderr


def test_what_is_only_reported_is_no_edge_of_a_construct(town: Run) -> None:
    query = "CONSTRUCT { ?a gk:leaves ?b } WHERE { ?c gk:subject ?a ; gk:object ?b ; gk:predicate gk:leaves }"
    answer = town("view", "--query", query)
    assert answer.exit_code == 1
    assert "nothing to draw" in answer.stderr


def test_the_page_names_the_command_and_the_question_that_made_it(town: Run, tmp_path: Path) -> None:
    town("view", "--query", "claims-about", "-p", "entity=Harbour Party")
    data = (tmp_path / "graph.html").read_text(encoding="utf-8").split('id="data">')[1].split("</script>")[0]
    queries = dict(json.loads(data)["made"]["queries"])
    command = "graphkit view --query claims-about -p 'entity=Harbour Party'"
    assert queries["The command that made this page"] == command
    assert "# entity=Harbour Party\nPREFIX gk:" in queries["The question, in SPARQL"]
    again = town(*shlex.split(command)[1:], "-o", "again.html")
    assert again.exit_code == 0
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "graph.html").read_bytes()


def test_a_page_can_go_to_standard_output(town: Run, tmp_path: Path) -> None:
    town("view", "--all", "-o", "page.html")
    assert town("view", "--all", "-o", "-").stdout_bytes == (tmp_path / "page.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say what to draw"),
        (["Mara Voss", "--all"], "say what to draw"),
        (["--all", "-p", "a=b"], "add --query QUESTION"),
        (["--all", "-o", "-", "--open"], "cannot be opened"),
        (["--all", "--port", "8123"], "--port belongs to --serve"),
        (["Mara Vos"], "did you mean 'Mara Voss'"),
        (["--query", "SELECT ?who { ?who gk:leads ?what }"], "nothing in the answer can be drawn: its columns are who"),
    ],
)
def test_wrong_usage_is_told_and_writes_nothing(town: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    answer = town("view", *arguments)
    assert answer.exit_code == 2
    assert words in answer.stderr
    assert not (tmp_path / "graph.html").exists()


def test_nothing_to_draw_is_a_failure_and_writes_nothing(town: Run, tmp_path: Path) -> None:
    answer = town("view", "--query", "SELECT ?claim { ?claim gk:predicate gk:sues }")
    assert answer.exit_code == 1
    assert "nothing to draw" in answer.stderr
    assert not (tmp_path / "graph.html").exists()


def test_a_served_page_is_told_by_its_address_and_ended_by_an_interrupt(town: Run, tmp_path: Path) -> None:
    code = "from graphkit.cli import main; main()"
    command = [sys.executable, "-c", code, "view", "Mara Voss", "--serve"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8") as started:
        assert started.stderr is not None
        try:
            address, _, rest = started.stderr.readline().partition(" ")
            assert address.startswith("http://127.0.0.1:")
            assert "only for this machine" in rest
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert b"Mara Voss" in answer.read()
            started.send_signal(signal.SIGINT)
            assert started.wait(20) == 0
            assert started.stderr.read() == ""
        finally:
            started.kill()  # a shell may have it ignore the interrupt
    assert not (tmp_path / "graph.html").exists()


def test_a_port_that_is_taken_is_told(town: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = town("view", "--all", "--serve", "--port", str(taken.getsockname()[1]))
    assert answer.exit_code == 1
    assert "another with --port" in answer.stderr
