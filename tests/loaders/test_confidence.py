"""Confidence: what a claim's features weigh, how weights are fitted, and what thresholds give."""

from __future__ import annotations

import pytest

from graphkit.errors import UsageError
from graphkit.model import Article
from graphkit.resources import read_lines
from graphkit_loaders import extract
from graphkit_loaders.calibration import Judged, fit, shifted
from graphkit_loaders.claims.confidence import probability, threshold, weights


def rows(share: float, *names: str, count: int = 100) -> list[Judged]:
    """So many claims with these features, of which a share is right."""
    return [Judged(names, k < share * count) for k in range(count)]


def test_a_fitted_model_gives_the_shares_that_it_was_shown() -> None:
    shown = [*rows(0.9, "action", "action close"), *rows(0.5, "action", "action far"), *rows(0.7, "relation")]
    found = fit(shown)
    assert probability(["action", "action close"], found) == pytest.approx(0.9, abs=0.03)
    assert probability(["action", "action far"], found) == pytest.approx(0.5, abs=0.03)
    assert probability(["relation"], found) == pytest.approx(0.7, abs=0.01)


def test_a_feature_seen_once_has_no_weight() -> None:
    assert "action odd" not in fit([*rows(0.9, "action"), Judged(("action", "action odd"), False)])


def test_other_articles_set_the_level_of_each_kind() -> None:
    moved = shifted(fit([*rows(0.9, "action"), *rows(0.9, "relation")]), [*rows(0.6, "action"), *rows(0.8, "relation")])
    assert probability(["action"], moved) == pytest.approx(0.6, abs=0.01)
    assert probability(["relation"], moved) == pytest.approx(0.8, abs=0.01)


def test_the_shipped_weights_are_numbers_of_known_kinds() -> None:
    kinds = {"relation", "action", "says", "predicate"}
    assert weights()
    assert {name.split()[0] for name in weights()} <= kinds
    assert {"relation", "action", "says"} <= set(weights())


def test_what_is_put_with_doubt_is_less_sure() -> None:
    texts = ("Tessa Brandreth criticised Colin Marsh over the bridge.", "Tessa Brandreth may criticise Colin Marsh.")
    plain, doubted = (claims for _, claims in extract([Article(t) for t in texts]))
    assert plain[0].confidence > doubted[0].confidence


def test_a_higher_precision_keeps_fewer() -> None:
    assert threshold(None, None) == 0.0
    assert threshold(0.75, None) < threshold(0.85, None)
    assert threshold(None, 0.2) > threshold(None, 0.3)


@pytest.mark.parametrize(("precision", "recall"), [(1.0, None), (None, 1.0)])
def test_what_no_confidence_reaches_is_told_with_the_best(precision: float | None, recall: float | None) -> None:
    with pytest.raises(UsageError, match=r"0\.\d+"):
        threshold(precision, recall)


def test_thresholds_rise_and_recall_falls() -> None:
    measured = [[float(cell) for cell in line.split("\t")] for line in read_lines("ontology", "thresholds.tsv")]
    assert [row[0] for row in measured] == sorted(row[0] for row in measured)
    assert [row[2] for row in measured] == sorted((row[2] for row in measured), reverse=True)
