"""``graphkit evaluate``: extraction measured on annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.cli.options import json_option
from graphkit.cli.terminal import line, plural, progress, say, tell, tell_json

if TYPE_CHECKING:
    from graphkit.evaluation import Counts, Evaluation, GoldArticle
    from graphkit.evaluation.gold import GoldAction, GoldRelation
    from graphkit.model import Claim


T = TypeVar("T")


@click.command("evaluate")
@click.argument("gold", required=False, metavar="[GOLD]")
@click.option("--texts", metavar="DIR", help="Folder of the articles' texts; else 'texts' inside GOLD or beside it.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List N misses and N false claims.")
@click.option("--model", metavar="NAME", help="Installed spaCy pipeline to parse with.")
@click.option(
    "--workers", "-w", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to work with."
)
@json_option
def command(gold: str | None, texts: str | None, errors: int, model: str | None, workers: int, as_json: bool) -> None:
    """Measure how right the claims are, on articles annotated by hand.

    GOLD is a folder with an annotation file (.json) for each article, in the form that docs/evaluation.md describes;
    without it, the annotated sample articles are taken that come with graphkit. Shows precision, recall and F1 by
    predicate, with intervals (95 %, by article); how claims are put; how far their confidence can be trusted.

    \b
    Examples:
      graphkit evaluate
      graphkit evaluate annotated/ --errors 20
      graphkit evaluate annotated/ --json
    """
    from graphkit.evaluation import evaluate, read_gold, shipped_gold

    articles = read_gold(gold, texts) if gold is not None else shipped_gold()
    with progress(len(articles)) as bar:
        found = evaluate(_extracted(articles, model, workers, bar.show))
    if as_json:
        tell_json(record(found, errors))
        return
    for row in _rows(found):
        tell(row)
    if errors:
        for row in _listed(found, articles, errors):
            tell(row)
    say(f"{plural(len(articles), 'article')}, {bar.seconds:.1f} s")


def _extracted(
    articles: list[GoldArticle], model: str | None, workers: int, show: Any
) -> Iterator[tuple[GoldArticle, list[Claim]]]:
    from graphkit_loaders import extract

    claims = extract((gold.article for gold in articles), model=model, workers=workers)
    for number, (gold, (_, found)) in enumerate(zip(articles, claims, strict=True), start=1):
        yield gold, found
        show(number, {"articles": number})


def _figures(counts: Counts, interval: tuple[float, float] | None = None) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "right": counts.right,
        "claimed": counts.predicted,
        "annotated": counts.gold,
    }
    if interval is not None:
        figures["f1 interval"] = [round(bound, 4) for bound in interval]
    return figures


def record(found: Evaluation, errors: int = 0) -> dict[str, Any]:
    """The evaluation as JSON writes it; ``errors`` of each kind of error are listed."""
    kinds = {"all": "", "relations": "relation", "actions": "action"}
    answer: dict[str, Any] = {
        "articles": len(found.by_article),
        **{name: _figures(found.total(kind), found.interval(kind)) for name, kind in kinds.items()},
        "objects right": round(found.objects.precision, 4),
        "put as": {name: _figures(counts) for name, counts in found.flags.items()},
        "predicates": {name: _figures(counts) for name, counts in found.predicates().items()},
        "calibration": [
            {
                "from": c.low,
                "to": c.high,
                "claims": c.claims,
                "confidence": round(c.mean, 4),
                "right": round(c.right, 4),
            }
            for c in found.calibration()
        ],
        "calibration error": round(found.calibration_error(), 4),
    }
    if errors:
        answer["missed"] = [_missed(document, gold) for document, gold in _some(_misses(found), errors)]
        answer["false"] = [_false(document, claim) for document, claim in _some(_alarms(found), errors)]
    return answer


def _misses(found: Evaluation) -> list[tuple[str, GoldRelation | GoldAction]]:
    return [(m.document, annotation) for m in found.matched for annotation in m.missed]


def _alarms(found: Evaluation) -> list[tuple[str, Claim]]:
    return [(m.document, claim) for m in found.matched for claim in m.false]


def _some(rows: list[T], count: int) -> list[T]:
    """So many of the rows, the same at every call, from all articles alike."""
    import random

    drawn = random.Random(0).sample(range(len(rows)), min(count, len(rows)))
    return [rows[i] for i in sorted(drawn)]


def _missed(document: str, gold: GoldRelation | GoldAction) -> dict[str, Any]:
    return {
        "document": document,
        "subject": gold.subject,
        "predicate": gold.predicate,
        "object": gold.object,
        "quote": gold.quote,
    }


def _false(document: str, claim: Claim) -> dict[str, Any]:
    return {
        "document": document,
        "subject": claim.subject.label,
        "predicate": claim.predicate,
        "object": claim.object.label if claim.object else None,
        "quote": claim.evidence.quote,
    }


def _rows(found: Evaluation) -> Iterator[str]:
    head = ("precision", "recall", "F1", "right", "claimed", "annotated")
    yield f"{'':14}" + "".join(f"{name:>10}" for name in head)
    for name, kind in (("all", ""), ("relations", "relation"), ("actions", "action")):
        low, high = found.interval(kind)
        yield _row(name, found.total(kind)) + f"   F1 {low:.3f} to {high:.3f}"
    yield ""
    for name, counts in found.predicates().items():
        yield _row(name, counts)
    yield "\nactions that were found, as put"
    for name, counts in found.flags.items():
        yield _row(name, counts)
    if found.objects.gold:
        yield f"\nobjects right of the actions that were found: {found.objects.precision:.3f} of {found.objects.gold}"
    yield f"\nconfidence: mean distance from what is right {found.calibration_error():.3f}"
    yield f"{'':14}{'claims':>10}{'said':>10}{'right':>10}"
    for c in found.calibration():
        yield f"{f'{c.low:.1f} to {c.high:.1f}':14}{c.claims:>10}{c.mean:>10.3f}{c.right:>10.3f}"


def _row(name: str, counts: Counts) -> str:
    shares = "".join(f"{share:>10.3f}" for share in (counts.precision, counts.recall, counts.f1))
    return f"{name:14}{shares}{counts.right:>10}{counts.predicted:>10}{counts.gold:>10}"


def _listed(found: Evaluation, articles: list[GoldArticle], errors: int) -> Iterator[str]:
    names = {gold.document: {entity.id: entity.name for entity in gold.entities} for gold in articles}
    for title, rows in (
        ("missed", [_missed(document, gold) for document, gold in _misses(found)]),
        ("false", [_false(document, claim) for document, claim in _alarms(found)]),
    ):
        yield f"\n{title}: {len(rows)}"
        for row in _some(rows, errors):
            known = names[row["document"]] if title == "missed" else {}
            who, whom = (known.get(row[key], row[key]) for key in ("subject", "object"))
            target = f" {whom}" if whom else ""
            yield line(f"  {row['document']}: {who} {row['predicate']}{target} | {row['quote']}")
