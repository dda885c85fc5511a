"""Annotated articles are read in the form of docs/evaluation.md, and what breaks it is told with file and reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import SourceError, UsageError
from graphkit.evaluation import read_gold, shipped_gold
from tests.evaluation.sample import TEXT, action, annotation, write

DOCUMENT = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_an_article_has_its_text_and_annotations(tmp_path: Path) -> None:
    [gold] = read_gold(write(tmp_path, annotation(published="2031-05")))
    assert gold.document == "quay"
    assert gold.article.text == TEXT
    assert str(gold.article.published) == "2031-05"
    assert [r.predicate for r in gold.relations] == ["leads"]
    assert [TEXT[a.at :].split()[0] for a in gold.actions] == ["refused", "met", "back", "backed"]


def test_texts_may_lie_beside_the_folder_or_where_it_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "gold", annotation())
    (folder / "texts").rename(tmp_path / "texts")
    assert read_gold(folder)[0].article.text == TEXT
    (tmp_path / "texts").rename(tmp_path / "elsewhere")
    assert read_gold(folder, tmp_path / "elsewhere")[0].article.text == TEXT


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "is no object"),
        (annotation(entities=[{"id": "bell"}]), "a field is missing: 'type'"),
        (annotation(relations=[{"s": "nobody", "p": "leads", "o": "harbour"}]), "no entity has the id 'nobody'"),
        (annotation(relations=[{"s": "bell", "p": "refuses", "o": "harbour"}]), "'refuses' is no relation"),
        (annotation(actions=[action("bell", "leads", None, "met", "met Ben")]), "'leads' is no action"),
        (annotation(actions=[action("bell", "meets", None, "met", "Ben Crow")]), "trigger 'met' does not stand"),
        (annotation(actions=[action("bell", "meets", None, "Bell", "Bell")]), "stands 3 times in the text"),
        (annotation(actions=[action("bell", "meets", None, "met", "met Ben", modality="sure")]), "no modality 'sure'"),
        (annotation(published="yesterday"), "not a date"),
    ],
)
def test_what_breaks_the_form_is_told(tmp_path: Path, record: Any, reason: str) -> None:
    with pytest.raises(SourceError, match=r"quay\.json") as error:
        read_gold(write(tmp_path, record))
    assert reason in str(error.value)


def test_a_text_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"its text quay\.txt cannot be read"):
        read_gold(write(tmp_path, annotation(), text=None))


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no annotation file"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(tmp_path / "none")


def test_the_shipped_articles_can_be_read() -> None:
    shipped = shipped_gold()
    assert len(shipped) == 12
    assert all(gold.relations and gold.actions and gold.article.published for gold in shipped)
    for gold in shipped:
        quotes = [r.quote for r in gold.relations] + [a.quote for a in gold.actions]
        assert [q for q in quotes if q not in gold.article.text] == []


def test_the_example_of_the_documentation_has_the_form(tmp_path: Path) -> None:
    [example] = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    text = "Ada Bell, the Harbour leader, spoke on Monday. Ms Bell refused to close the quay."
    (tmp_path / "quay-vote.txt").write_text(text, encoding="utf-8")
    (tmp_path / "quay-vote.json").write_text(example, encoding="utf-8")
    [gold] = read_gold(tmp_path)
    assert gold.document == json.loads(example)["doc"]
