"""How sure a claim is: the share that is right among claims made alike, by a small logistic model.

What tells claims apart: the rule that made one, its predicate and verb, how its subject and object were led to their
entities, how far they stand from the verb, how it is put. The weights are numbers in ``ontology/confidence.tsv``, made
by ``scripts/calibrate.py`` over annotated articles; what is right, :attr:`graphkit.evaluation.match.Pair.right` says.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping

from graphkit.errors import UsageError
from graphkit.resources import read_lines
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.reading import Reading

#: relations of two entities; all else but speech is an action
_RELATIONS = {
    "memberOf", "leads", "holdsOffice", "represents", "candidateFor", "worksFor", "partOf", "relativeOf",
}  # fmt: skip
#: bounds of the classes of distance between subject and trigger, in tokens
_FAR = ((3, "close"), (8, "near"), (16, "apart"))
#: tokens of a sentence that is long for the parser
_LONG = 45


def features(draft: Draft, reading: Reading) -> list[str]:
    """What is known of how a draft was made, as names of weights. To be asked before its confidence is changed."""
    kind = "says" if draft.predicate == "says" else "relation" if draft.predicate in _RELATIONS else "action"
    found = [
        kind,
        f"{kind} rule {draft.confidence:.2f}",
        f"predicate {draft.predicate}",
        f"{kind} subject {_resolved(draft.subject_at, draft.subject.full, reading)}",
    ]
    if draft.verb and kind != "relation":
        found.append(f"{kind} verb {draft.verb}")
    if draft.object is not None:
        found.append(f"{kind} object {_resolved(draft.object_at, draft.object.full, reading)}")
    elif kind == "action":
        found.append("action without object")
    if draft.subject_at is not None:
        away = abs(draft.trigger[0] - draft.subject_at[0])
        found.append(f"{kind} subject {next((name for limit, name in _FAR if away <= limit), 'far')}")
    if reading.quote_of[draft.trigger[0]] is not None:
        found.append(f"{kind} in quotation")
    if draft.evidence[1] - draft.evidence[0] > _LONG:
        found.append(f"{kind} in long sentence")
    if draft.modality != "asserted":
        found.append(f"{kind} {draft.modality.value}")
    for name in ("negated", "former", "source"):
        if getattr(draft, name):
            found.append(f"{kind} {name}")
    return found


def _resolved(at: Tokens | None, full: bool, reading: Reading) -> str:
    """How a place was led to its entity."""
    mention = reading.at[at[0]] if at is not None else None
    if mention is None:
        return "unnamed" if at is not None else "implied"
    if mention.kind == "name":
        return "full name" if full else "short name"
    return "pronoun" if mention.kind == "pronoun" else "description"


@functools.cache
def weights() -> Mapping[str, float]:
    """The weights of the features, read once a process."""
    found = (line.split("\t") for line in read_lines("ontology", "confidence.tsv"))
    return {name: float(weight) for name, weight in found}


def probability(names: Iterable[str], of: Mapping[str, float]) -> float:
    """The confidence of features, to two digits; sums in the order given, so the same everywhere."""
    total = sum(of.get(name, 0.0) for name in names)
    return round(1.0 / (1.0 + math.exp(-total)), 2)


def sure(drafts: Iterable[Draft], reading: Reading) -> Iterator[Draft]:
    """The drafts with the confidence that such claims have earned."""
    of = weights()
    for draft in drafts:
        yield draft.but(confidence=probability(features(draft, reading), of))


def threshold(precision: float | None, recall: float | None) -> float:
    """The least confidence of claims to keep for a precision or a recall, as measured on annotated articles.

    Raises:
        UsageError: no threshold reaches it.
    """
    if precision is None and recall is None:
        return 0.0
    measured = [tuple(map(float, line.split("\t"))) for line in read_lines("ontology", "thresholds.tsv")]
    if precision is not None:
        fitting = [least for least, reached, _ in measured if reached >= precision]
        if not fitting:
            best = max(reached for _, reached, _ in measured)
            raise UsageError(f"no confidence reaches a precision of {precision:g}; the highest measured is {best:g}")
        return min(fitting)
    assert recall is not None
    fitting = [least for least, _, reached in measured if reached >= recall]
    if not fitting:
        best = max(reached for _, _, reached in measured)
        raise UsageError(f"no confidence reaches a recall of {recall:g}; all claims together have {best:g}")
    return max(fitting)
