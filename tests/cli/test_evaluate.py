"""``graphkit evaluate`` tells figures and errors, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from graphkit.cli import cli
from tests.evaluation.sample import annotation, write


def run(*arguments: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(cli, ["evaluate", *arguments])
    return answer.exit_code, answer.stdout, answer.stderr


def test_figures_and_errors_are_told_in_words(tmp_path: Path) -> None:
    code, told, said = run(str(write(tmp_path, annotation())), "--errors", "5")
    assert code == 0
    assert "relations" in told
    assert "refuses            1.000     1.000     1.000         1         1         1" in told
    assert "missed: " in told
    assert "1 article" in said


def test_figures_are_told_as_json(tmp_path: Path) -> None:
    code, told, _ = run(str(write(tmp_path, annotation())), "--json", "--errors", "1")
    assert code == 0
    record = json.loads(told)
    assert record["articles"] == 1
    assert record["predicates"]["refuses"]["f1"] == 1.0
    assert len(record["relations"]["f1 interval"]) == 2
    assert {"objects right", "put as", "calibration", "calibration error", "missed", "false"} <= set(record)


def test_a_folder_that_is_not_there_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    code, _, said = run(str(tmp_path / "none"))
    assert code == 2
    assert "no such folder" in said


def test_a_file_that_breaks_the_form_is_named(tmp_path: Path) -> None:
    code, _, said = run(str(write(tmp_path, annotation(entities=[{"id": "x"}]))))
    assert code != 0
    assert "quay.json: a field is missing" in said
