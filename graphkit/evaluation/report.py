"""Figures over many articles: precision, recall, F1 with intervals, by predicate; how claims are put; calibration."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.evaluation.gold import GoldAction, GoldArticle
from graphkit.evaluation.match import Matched, Names, match
from graphkit.model import Claim, Modality

#: resamples of the articles for an interval: the third figure behind the point no longer moves
RESAMPLES = 1000
#: bounds of the interval: 95 %
_LOW, _HIGH = 0.025, 0.975
#: classes of confidence in the table of calibration
_CLASSES = tuple(k / 10 for k in range(11))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of ``predicted`` claims meet one of ``gold`` annotations."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Class:
    """Claims with a confidence from ``low`` to below ``high``: how many, its mean, and the share that is right."""

    low: float
    high: float
    claims: int
    mean: float
    right: float


@dataclass(slots=True)
class Evaluation:
    """What was measured. ``by_article`` holds the counts of each article by predicate, from which all sums are made."""

    matched: list[Matched]
    by_article: list[dict[str, Counts]]
    kinds: Mapping[str, str]
    flags: dict[str, Counts] = field(default_factory=dict)
    objects: Counts = field(default_factory=Counts)

    def total(self, kind: str = "") -> Counts:
        """The counts of all relations ("relation"), all actions ("action"), or both ("")."""
        return sum((self._of(article, kind) for article in self.by_article), Counts())

    def predicates(self) -> dict[str, Counts]:
        """The counts of each predicate that was annotated or claimed."""
        found: dict[str, Counts] = {}
        for article in self.by_article:
            for name, counts in article.items():
                found[name] = found.get(name, Counts()) + counts
        return dict(sorted(found.items()))

    def interval(self, kind: str = "") -> tuple[float, float]:
        """The 95 % interval of F1, by resampling articles (bootstrap, percentiles, fixed seed).

        Articles, not claims: what one writer makes hard goes wrong many times in one article. Efron and Tibshirani
        (1993), An Introduction to the Bootstrap, chapter 13.
        """
        rows = [self._of(article, kind) for article in self.by_article]
        return _bootstrap(rows, lambda counts: counts.f1)

    def _of(self, article: dict[str, Counts], kind: str) -> Counts:
        return sum((c for name, c in article.items() if not kind or self.kinds[name] == kind), Counts())

    def judged(self) -> list[tuple[float, bool]]:
        """The confidence of each claim, and whether a reader would print it."""
        return [
            *((pair.claim.confidence, pair.right) for m in self.matched for pair in m.found),
            *((claim.confidence, False) for m in self.matched for claim in m.false),
        ]

    def calibration(self) -> list[Class]:
        """The claims by their confidence, in tenths."""
        return calibration(self.judged())

    def calibration_error(self) -> float:
        """The mean distance between confidence and the share that is right, over the classes, by their claims.

        The expected calibration error of Naeini, Cooper and Hauskrecht (2015), AAAI.
        """
        classes = self.calibration()
        every = sum(c.claims for c in classes)
        return sum(abs(c.mean - c.right) * c.claims for c in classes) / every if every else 0.0


def calibration(judged: Sequence[tuple[float, bool]]) -> list[Class]:
    """The table of calibration of (confidence, right) pairs; classes without claims are left out."""
    classes = []
    for low, high in itertools.pairwise(_CLASSES):
        inside = [(c, ok) for c, ok in judged if low <= c < high or (high == 1.0 and c == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            classes.append(Class(low, high, len(inside), mean, sum(ok for _, ok in inside) / len(inside)))
    return classes


def _bootstrap(rows: Sequence[Counts], figure: Callable[[Counts], float]) -> tuple[float, float]:
    if not rows:
        return 0.0, 0.0
    rng = random.Random(0)
    figures = []
    for _ in range(RESAMPLES):
        drawn = Counter(rng.choices(range(len(rows)), k=len(rows)))
        total = Counts(
            sum(rows[i].right * n for i, n in drawn.items()),
            sum(rows[i].predicted * n for i, n in drawn.items()),
            sum(rows[i].gold * n for i, n in drawn.items()),
        )
        figures.append(figure(total))
    figures.sort()
    return figures[int(_LOW * RESAMPLES)], figures[int(_HIGH * RESAMPLES) - 1]


def evaluate(articles: Iterable[tuple[GoldArticle, Iterable[Claim]]]) -> Evaluation:
    """The figures of annotated articles, each with the claims that were made of it."""
    from graphkit.vocabulary import vocabulary

    matched: list[Matched] = []
    by_article: list[dict[str, Counts]] = []
    flags = {name: Counts() for name in ("negated", "not asserted", "sourced")}
    objects = Counts()
    for gold, claims in articles:
        found = match(gold, claims)
        matched.append(found)
        counts: dict[str, Counts] = {}
        for pair in found.found:
            name = pair.gold.predicate
            counts[name] = counts.get(name, Counts()) + Counts(1, 1, 1)
        for claim in found.false:
            counts[claim.predicate] = counts.get(claim.predicate, Counts()) + Counts(0, 1, 0)
        for annotation in found.missed:
            counts[annotation.predicate] = counts.get(annotation.predicate, Counts()) + Counts(0, 0, 1)
        by_article.append(counts)
        names = Names(gold)
        for pair in found.found:
            action = pair.gold
            if not isinstance(action, GoldAction):
                continue
            source = pair.claim.source is not None and names.find(pair.claim.source.label) is not None
            for name, claimed, wanted, same in (
                ("negated", pair.claim.negated, action.negated, True),
                (
                    "not asserted",
                    pair.claim.modality is not Modality.ASSERTED,
                    action.modality != "asserted",
                    pair.agrees["modality"],
                ),
                ("sourced", source, action.source is not None, pair.agrees["source"]),
            ):
                flags[name] += Counts(claimed and wanted and same, claimed, wanted)
            if "object" in pair.agrees:
                objects += Counts(pair.agrees["object"], 1, 1)
    kinds = {name: predicate.kind for name, predicate in vocabulary().predicates.items()}
    return Evaluation(matched, by_article, kinds, flags, objects)
