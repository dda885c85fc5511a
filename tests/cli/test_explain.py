"""``graphkit explain`` takes a sentence, a file or standard input."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "Mara Voss refused to back Tobin Ashe on Tuesday."


def test_a_sentence_is_explained_in_words(run: Run) -> None:
    answer = run("explain", TEXT, "--published", "2031-05-02")
    assert answer.exit_code == 0
    assert "carried by 'refused'" in answer.stdout
    assert "dropped: supports ('back'): stands under 'refused'" in answer.stdout
    assert "confidence 0." in answer.stdout


def test_a_file_and_standard_input_are_explained_alike(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    of_file = json.loads(run("explain", "--json", str(tmp_path / "story.txt")).stdout)
    of_input = json.loads(run("explain", "--json", "-", input=TEXT).stdout)
    assert [e["trigger"] for e in of_file] == [e["trigger"] for e in of_input] == ["refused", "back"]


def test_a_text_without_claims_says_so(run: Run) -> None:
    assert "no claim" in run("explain", "It rained in the town.").stdout


def test_nothing_to_explain_and_a_day_that_is_none_are_usage_errors(run: Run) -> None:
    assert run("explain", " ").exit_code == 2
    answer = run("explain", TEXT, "--published", "Tuesday")
    assert answer.exit_code != 0
    assert "not a date" in answer.stderr
