"""benchmarks/plain_edges.py: the table of judgements is whole, and the share has the interval that Wilson gives."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graphkit.vocabulary import vocabulary

HERE = Path(__file__).resolve().parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def plain_edges() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plain_edges", HERE / "plain_edges.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("table", "number"),
    [
        ("plain_edges.tsv", 200),
        ("plain_edges_second.tsv", 95),
        ("plain_edges_third.tsv", 200),
        ("plain_edges_fourth.tsv", 200),
    ],
)
def test_every_judgement_has_a_verdict_a_known_predicate_and_a_cause_if_wrong(table: str, number: int) -> None:
    with (HERE / table).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t"))

    assert len({row["claim"] for row in rows}) == number
    assert {row["predicate"] for row in rows} <= set(vocabulary().predicates)
    for row in rows:
        assert (row["verdict"], bool(row["cause"])) in {("right", False), ("wrong", True)}


def test_the_interval_is_that_of_wilson(plain_edges: ModuleType) -> None:
    low, high = plain_edges.wilson(81, 263)  # the example of Newcombe (1998), Statistics in Medicine 17, table I

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_a_sheet_shows_the_words_in_what_stands_around(
    plain_edges: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    plain_edges.draw([HERE.parent / "examples"], 3, 1, None)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("# 3 of ")
    assert all("[[" in line and len(line.split("\t")) == 4 for line in lines[1:])
