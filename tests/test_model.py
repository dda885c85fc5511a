"""The model and its JSON form where neither stores nor loaders reach."""

from __future__ import annotations

import json

import pytest

from graphkit.errors import ModelError
from graphkit.model import Evidence, Span
from graphkit.records import claim_record, dumps, read_claim
from tests.factories import ADA, article, claim

_TEXT = 'The "ferry," Ada Bell said, "is late".'


@pytest.mark.parametrize(
    "parts",
    [[(4, 10), (9, 12)], [(28, 36), (4, 12)], [(4, 4)], [(4, 999)]],
    ids=["overlap", "order", "empty", "outside"],
)
def test_parts_of_a_content_that_cannot_be_are_refused(parts: list[Span]) -> None:
    with pytest.raises(ModelError):
        Evidence.cut(article(_TEXT), 0, 5, content=parts)


@pytest.mark.parametrize(
    ("parts", "value"),
    [((), None), (((4, 12),), [4, 12]), (((4, 12), (28, 36)), [[4, 12], [28, 36]])],
    ids=["none", "one", "two"],
)
def test_parts_of_a_content_come_back_from_json(parts: tuple[Span, ...], value: object) -> None:
    of = article(_TEXT)
    made = claim(of, ADA, "says", content="“ferry,” … “is late”", parts=parts)
    record = json.loads(dumps(claim_record(made, of.document)))
    assert record["content_span"] == value
    assert read_claim(record, of, {}) == made
