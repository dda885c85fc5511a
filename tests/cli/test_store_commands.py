"""Commands on a store: show, stats, export, retract, verify."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.cli.show import sections
from graphkit.cli.terminal import clean
from graphkit.model import Article, Claim, Entity, Evidence
from tests.cli.conftest import EVIL, GAZETTE, Run


def test_show_tells_relations_actions_and_what_is_said_with_their_words(town: Run) -> None:
    answer = town("show", "Mara Voss", env={"COLUMNS": "200"})
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[:3] == ["Mara Voss", "Person  person/mara-voss", "also: Ms Voss, Voss"]
    assert "  Mara Voss leads Harbour Party from 2030" in lines
    assert "  Mara Voss leaves Harbour Party [according to Tobin Ashe]" in lines
    assert '  Mara Voss refuses “close the docks”' in lines
    assert "  Mara Voss meets Tobin Ashe [planned]" in lines
    assert "  Tobin Ashe supports Mara Voss [denied]" in lines
    assert "      Selmouth Gazette, 2031-05-02: “She refused to close the docks.”" in lines
    assert answer.stderr.strip() == "7 claims in 1 article"


def test_show_marks_what_is_told_in_the_doers_own_words() -> None:
    text = "Mara Voss said she had warned Tobin Ashe."
    article = Article(text=text)
    mara, tobin = Entity.named("Person", "Mara Voss"), Entity.named("Person", "Tobin Ashe")
    content = (text.index("she"), len(text) - 1)
    said = Claim(article.id, mara, "says", Evidence.cut(article, 0, len(text), trigger=(10, 14), content=[content]))
    at = (text.index("warned"), text.index("warned") + 6)
    warned = Claim(article.id, mara, "warns", Evidence.cut(article, *content, trigger=at), tobin)
    told = dict(sections(mara, [said, warned]))
    assert list(told["Does"]) == ["Mara Voss warns Tobin Ashe [told by themselves]"]
    by_another = replace(said, subject=tobin)
    assert list(dict(sections(mara, [by_another, warned]))["Does"]) == ["Mara Voss warns Tobin Ashe"]


@pytest.mark.parametrize("name", ["Mara Voss", "mara voss", "Ms Voss", "person/mara-voss"])
def test_show_finds_an_entity_by_name_other_name_and_id(town: Run, name: str) -> None:
    assert town("show", name).stdout.startswith("Mara Voss\n")


def test_show_suggests_a_name_for_an_unknown_one(town: Run) -> None:
    answer = town("show", "Mara Vos")
    assert answer.exit_code == 2
    assert "did you mean 'Mara Voss'" in answer.stderr


def test_show_json_is_for_programs(town: Run) -> None:
    found = json.loads(town("show", "Voss", "--json").stdout)
    assert found["entity"]["id"] == "person/mara-voss"
    assert len(found["claims"]) == 7
    assert found["articles"][0]["publisher"] == "Selmouth Gazette"


def test_stats_counts(town: Run) -> None:
    found = json.loads(town("stats", "--json").stdout)
    assert (found["articles"], found["claims"], found["entities"], found["acts"]) == (1, 7, 3, 2)
    assert found["claims stated as"] == {"plain": 4, "denied": 1, "planned": 1, "reported": 1}
    told = town("stats").stdout
    assert "claims     7" in told
    assert "Selmouth Gazette  1" in told


@pytest.mark.parametrize(
    ("name", "start"), [("g.nq", b"<"), ("g.ttl", b"@prefix"), ("g.jsonl", b"{"), ("g.jsonld", b"{")]
)
def test_export_takes_the_format_from_the_ending(town: Run, tmp_path: Path, name: str, start: bytes) -> None:
    answer = town("export", "-o", name)
    assert answer.exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert answer.stdout == ""
    assert answer.stderr == f"{name}: 1 article, 7 claims\n"


@pytest.mark.parametrize("form", ["nquads", "turtle", "jsonld", "jsonl"])
def test_export_to_standard_output_is_that_of_the_file(town: Run, tmp_path: Path, form: str) -> None:
    town("export", "--format", form, "-o", "file")
    assert town("export", "--format", form).stdout_bytes == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize("name", ["for-neo4j", "for-neo4j.zip"])
def test_export_for_the_import_tool_of_neo4j_tells_the_command(town: Run, tmp_path: Path, name: str) -> None:
    answer = town("export", "--format", "neo4j-admin", "-o", name)
    assert answer.exit_code == 0
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"{name}: 1 article, 7 claims\n")
    assert "\n  neo4j-admin database import full --" in answer.stderr
    assert "cypher-shell -f finish.cypher" in answer.stderr
    assert (tmp_path / name).is_dir() == (not name.endswith(".zip"))


def test_export_for_the_import_tool_of_neo4j_needs_a_name(town: Run) -> None:
    answer = town("export", "--format", "neo4j-admin")
    assert answer.exit_code == 2
    assert "name a folder" in answer.stderr


@pytest.mark.parametrize("name", [GAZETTE.id, GAZETTE.id[:8], GAZETTE.document])
def test_retract_takes_an_article_out_by_id_or_document(town: Run, name: str) -> None:
    answer = town("retract", "--yes", name)
    assert answer.exit_code == 0
    assert '"Voss turns on Ashe", Selmouth Gazette, 2031-05-02: 7 claims' in answer.stderr
    assert json.loads(town("stats", "--json").stdout)["claims"] == 0
    assert town("export").stdout == ""


def test_retract_leaves_the_rest_as_if_the_article_had_never_been_there(town: Run, evil_town: Run) -> None:
    evil_town("retract", "--yes", EVIL.document)
    remaining = evil_town("export").stdout_bytes
    assert b"Red" not in remaining
    assert json.loads(evil_town("stats", "--json").stdout)["claims"] == 7


def test_retract_asks_no_one_and_does_nothing_without_a_terminal(town: Run) -> None:
    answer = town("retract", GAZETTE.document, input="")
    assert answer.exit_code == 2
    assert "--yes" in answer.stderr
    assert json.loads(town("stats", "--json").stdout)["claims"] == 7


def test_retract_of_an_unknown_article_takes_out_none_of_the_others_named(town: Run) -> None:
    answer = town("retract", "--yes", GAZETTE.document, "2031-05-02-vos")
    assert answer.exit_code == 2
    assert "did you mean '2031-05-02-voss'" in answer.stderr
    assert json.loads(town("stats", "--json").stdout)["claims"] == 7


def test_verify_finds_a_sound_store_in_order(town: Run) -> None:
    answer = town("verify")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert answer.stderr == "checked 7 claims of 1 article: all in order\n"
    assert json.loads(town("verify", "--json").stdout)["problems"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "Harbour Party"], ["show", "Harbour Party", "--json"], ["stats"], ["stats", "--json"], ["verify"],
        ["query", "claims-about", "-p", "entity=Harbour Party"], ["retract", "--yes", "evil"],
    ],
)  # fmt: skip
def test_control_characters_of_articles_do_not_reach_a_terminal(evil_town: Run, arguments: list[str]) -> None:
    answer = evil_town(*arguments)
    assert answer.exit_code == 0
    assert clean(answer.output) == answer.output


def test_the_store_can_be_named_by_the_environment(town: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    answer = town("stats", "--json", env={"GRAPHKIT_STORE": f"oxigraph:{tmp_path / 'graph'}"})
    assert json.loads(answer.stdout)["claims"] == 7


def test_copy_copies_and_a_second_time_has_nothing_to_do(town: Run) -> None:
    first = town("copy", "graph", "other")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == "1 article copied; other holds 1 article, 7 claims\n"
    assert town("copy", "graph", "other").stderr == "0 articles copied; other holds 1 article, 7 claims\n"
    assert town("export", "--store", "other").stdout_bytes == town("export").stdout_bytes


def test_copy_needs_a_store_to_copy_from_and_another_to_copy_to(town: Run) -> None:
    assert town("copy", "nowhere", "other").exit_code == 1
    answer = town("copy", "graph", "oxigraph:graph")
    assert answer.exit_code == 2
    assert "into itself" in answer.stderr
