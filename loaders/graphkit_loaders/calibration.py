"""The weights of ``ontology/confidence.tsv``, fitted over annotated articles (``scripts/calibrate.py``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.evaluation import GoldArticle, match
from graphkit.model import Claim
from graphkit_loaders.claims.confidence import features
from graphkit_loaders.claims.draft import finish
from graphkit_loaders.entities.reading import read_article
from graphkit_loaders.language.model import DEFAULT_MODEL, load, parse
from graphkit_loaders.lexicon import lexicon

#: features seen more seldom tell nothing of their own
_SELDOM = 4
#: strength of the prior that all weights are nought (ridge): a feature needs some ten claims to move one by much
_RIDGE = 2.0
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's features, and whether it is right."""

    features: tuple[str, ...]
    right: bool


def judged(articles: Sequence[GoldArticle], model: str | None = None) -> Iterator[Judged]:
    """The claims of annotated articles with their features and whether they are right."""
    from graphkit_loaders.pipeline import found_in

    nlp = load(model or DEFAULT_MODEL)
    for gold, doc in zip(articles, parse(nlp, (g.article.text for g in articles)), strict=True):
        reading = read_article(gold.article, doc, lexicon())
        told: dict[str, tuple[str, ...]] = {}
        claims: list[Claim] = []
        for draft in found_in(reading):
            claim = finish(draft, gold.article, doc, "")
            if claim.id not in told:
                told[claim.id] = tuple(features(draft, reading))
                claims.append(claim)
        matched = match(gold, claims)
        yield from (Judged(told[pair.claim.id], pair.right) for pair in matched.found)
        yield from (Judged(told[claim.id], False) for claim in matched.false)


def fit(rows: Iterable[Judged]) -> dict[str, float]:
    """The weights of a logistic model with a ridge prior, by Newton's method; the same for the same claims."""
    import numpy as np

    rows = list(rows)
    seen = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in seen.items() if count >= _SELDOM)
    place = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for k, row in enumerate(rows):
        for name in row.features:
            if name in place:
                x[k, place[name]] = 1.0
    y = np.array([float(row.right) for row in rows])
    # the kinds themselves ("relation", "action") are the intercepts: nothing draws them to nought
    ridge = np.array([_RIDGE if " " in name else 0.01 for name in names])
    w = np.zeros(len(names))
    for _ in range(_ROUNDS):
        p = 1.0 / (1.0 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        w -= np.linalg.solve(hessian, gradient)
    return {name: round(float(w[place[name]]), 3) for name in names}


def shifted(weights: dict[str, float], rows: Iterable[Judged]) -> dict[str, float]:
    """The weights with each kind's intercept set so that it is right on the average over other articles.

    Rules are made by looking at articles, and do better on those than on others; so do weights.
    """
    import math

    rows = list(rows)
    moved = dict(weights)
    for kind in sorted({row.features[0] for row in rows}):
        mine = [row for row in rows if row.features[0] == kind]
        wanted = sum(row.right for row in mine)
        low, high = -5.0, 5.0
        for _ in range(50):
            middle = (low + high) / 2
            sums = (sum(weights.get(name, 0.0) for name in row.features) + middle for row in mine)
            expected = sum(1.0 / (1.0 + math.exp(-total)) for total in sums)
            low, high = (middle, high) if expected < wanted else (low, middle)
        moved[kind] = round(weights.get(kind, 0.0) + (low + high) / 2, 3)
    return moved
