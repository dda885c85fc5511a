"""Claims are laid beside annotations, and the figures are those that one reckons by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.evaluation import Counts, evaluate, match, read_gold
from graphkit.evaluation.gold import GoldArticle
from graphkit.evaluation.match import plain_name
from graphkit.evaluation.report import calibration
from graphkit.model import Claim, Entity, Modality
from tests.evaluation.sample import annotation, write
from tests.factories import ADA, BEN, CLEO, HARBOUR, claim

REFUSED = "Ada Bell, the Harbour leader, refused to close the quay."
MET = "Ms Bell met Ben Crow."
WILL_BACK = "Mr Crow will back Ms Bell."
NOT_BACKED = "Cleo Dune said Mr Crow had not backed the bill."


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    return read_gold(write(tmp_path, annotation()))[0]


def right(gold: GoldArticle) -> list[Claim]:
    """Claims that say all that is annotated."""
    of = gold.article
    return [
        claim(of, ADA, "leads", HARBOUR, quote=REFUSED),
        claim(of, ADA, "refuses", quote=REFUSED, content="to close the quay"),
        claim(of, ADA, "meets", BEN, quote=MET),
        claim(of, BEN, "supports", ADA, quote=WILL_BACK, modality=Modality.PLANNED),
        claim(of, BEN, "supports", quote=NOT_BACKED, negated=True, source=CLEO),
    ]


def test_all_that_is_annotated_and_no_more_is_perfect(gold: GoldArticle) -> None:
    found = evaluate([(gold, right(gold))])
    assert found.total() == Counts(5, 5, 5)
    assert found.total("relation") == Counts(1, 1, 1)
    assert found.total("action").f1 == 1.0
    assert found.objects == Counts(2, 2, 2)
    assert found.flags == {"negated": Counts(1, 1, 1), "not asserted": Counts(1, 1, 1), "sourced": Counts(1, 1, 1)}
    assert found.interval() == (1.0, 1.0)
    assert all(ok for _, ok in found.judged())


def test_nothing_claimed_is_all_missed(gold: GoldArticle) -> None:
    found = evaluate([(gold, [])])
    assert found.total() == Counts(0, 0, 5)
    assert found.total().f1 == 0.0
    assert len(found.matched[0].missed) == 5


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "quote"),
    [
        (BEN, "leads", HARBOUR, REFUSED),
        (ADA, "memberOf", HARBOUR, REFUSED),
        (CLEO, "refuses", None, REFUSED),
        (ADA, "refuses", None, MET),
        (ADA, "denies", None, REFUSED),
    ],
)
def test_another_subject_predicate_or_place_is_false(
    gold: GoldArticle, subject: Entity, predicate: str, object_: Entity | None, quote: str
) -> None:
    found = match(gold, [claim(gold.article, subject, predicate, object_, quote=quote)])
    assert len(found.false) == 1
    assert not found.found


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({}, True),
        ({"modality": Modality.POSSIBLE}, True),
        ({"modality": Modality.ASSERTED}, False),
        ({"negated": True}, False),
        ({"source": CLEO}, False),
        ({"object": BEN}, False),
        ({"object": None}, True),
    ],
)
def test_a_claim_is_right_where_one_would_print_it(gold: GoldArticle, changes: dict[str, Any], printed: bool) -> None:
    fields: dict[str, Any] = {"object": ADA, "modality": Modality.PLANNED} | changes
    found = match(gold, [claim(gold.article, BEN, "supports", quote=WILL_BACK, **fields)])
    assert [pair.right for pair in found.found] == [printed]


def test_who_met_whom_may_change_places(gold: GoldArticle) -> None:
    found = match(gold, [claim(gold.article, BEN, "meets", ADA, quote=MET)])
    assert [pair.agrees["object"] for pair in found.found] == [True]


def test_a_relation_counts_once_and_speech_not_at_all(gold: GoldArticle) -> None:
    twice = [claim(gold.article, ADA, "leads", HARBOUR, quote=quote) for quote in (REFUSED, MET)]
    speech = claim(gold.article, CLEO, "says", quote=NOT_BACKED, content="Mr Crow had not backed the bill")
    assert evaluate([(gold, [*twice, speech])]).total() == Counts(1, 1, 5)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Ms Bell", "bell"), ("the Harbour Party", "harbour"), ("Bell's", "bell"), ("Mr", "mr"), ("Party", "party")],
)
def test_names_are_compared_without_titles(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_the_table_of_calibration_is_by_tenths() -> None:
    rows = calibration([(0.81, True), (0.85, False), (1.0, True), (0.3, False)])
    assert [(c.low, c.claims, c.right) for c in rows] == [(0.3, 1, 0.0), (0.8, 2, 0.5), (0.9, 1, 1.0)]
    assert rows[1].mean == pytest.approx(0.83)


def test_the_interval_is_the_same_each_time_and_holds_the_figure(gold: GoldArticle) -> None:
    articles = [(gold, right(gold)[: k % 5 + 1]) for k in range(12)]
    found = evaluate(articles)
    low, high = found.interval()
    assert low < found.total().f1 < high
    assert found.interval() == evaluate(articles).interval()
