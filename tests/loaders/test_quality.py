"""The quality gate: on the annotated sample articles, no figure falls below the floor that quality.json holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.evaluation import Evaluation, evaluate, shipped_gold
from graphkit_loaders import extract

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "quality.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    gold = shipped_gold()
    claims = (found for _, found in extract(g.article for g in gold))
    found: Evaluation = evaluate(zip(gold, claims, strict=True))
    return {
        "relations precision": found.total("relation").precision,
        "relations f1": found.total("relation").f1,
        "actions precision": found.total("action").precision,
        "actions f1": found.total("action").f1,
        "objects right": found.objects.precision,
        **{f"{name} f1": counts.f1 for name, counts in found.flags.items()},
    }


def test_every_figure_has_a_floor(measured: dict[str, float]) -> None:
    assert set(measured) == set(FLOORS)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(measured: dict[str, float], name: str) -> None:
    assert measured[name] >= FLOORS[name], (
        f"{name} fell to {measured[name]:.4f}, below {FLOORS[name]}; see `graphkit evaluate --errors 50`. "
        "To accept that, lower the floor in tests/loaders/quality.json and say why in the commit."
    )
