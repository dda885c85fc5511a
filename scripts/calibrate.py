#!/usr/bin/env python3
"""Fit the confidence of claims over annotated articles, and write ontology/confidence.tsv and ontology/thresholds.tsv.

usage: scripts/calibrate.py GOLD HELD [--texts DIR]

GOLD and HELD are folders of annotated articles (docs/evaluation.md). The weights are fitted on GOLD; on HELD, articles
that nobody looked at while rules were made, the level of each kind of claim is set and the thresholds are measured.

Example: scripts/calibrate.py annotated/work annotated/held --texts annotated/texts
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "loaders")]

from graphkit.evaluation import read_gold  # noqa: E402
from graphkit_loaders.calibration import fit, judged, shifted  # noqa: E402
from graphkit_loaders.claims.confidence import probability  # noqa: E402

#: speech is not annotated in this form: its level is the share of attributions with the right content and speaker
#: that were measured on annotated American news (PolNeAR)
SPEECH = 1.6
HEADS = {
    "confidence.tsv": "# Weights of the confidence of claims (logistic; see graphkit_loaders/claims/confidence.py).\n"
    "# Made by scripts/calibrate.py over annotated articles; not to be edited by hand.\n# columns: feature ; weight\n",
    "thresholds.tsv": "# What keeping only claims of some confidence at least gives: precision and recall of\n"
    "# relations and actions, measured by scripts/calibrate.py on articles not used for fitting.\n"
    "# columns: confidence ; precision ; recall\n",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("--texts", type=Path)
    given = parser.parse_args()
    held_articles = read_gold(given.held, given.texts)
    held = list(judged(held_articles))
    weights = shifted(fit(judged(read_gold(given.gold, given.texts))), held)
    weights["says"] = SPEECH
    lines = "".join(f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()) if weight)
    (ROOT / "ontology" / "confidence.tsv").write_text(HEADS["confidence.tsv"] + lines, encoding="utf-8")
    annotated = sum(len(gold.relations) + len(gold.actions) for gold in held_articles)
    scored = [(probability(row.features, weights), row.right) for row in held]
    rows = []
    for least in (k / 20 for k in range(20)):
        kept = [right for confidence, right in scored if confidence >= least]
        if len(kept) >= 30:  # fewer tell no share
            rows.append(f"{least:.2f}\t{sum(kept) / len(kept):.3f}\t{sum(kept) / annotated:.3f}\n")
    (ROOT / "ontology" / "thresholds.tsv").write_text(HEADS["thresholds.tsv"] + "".join(rows), encoding="utf-8")
    print(f"{len(weights)} weights, {len(rows)} thresholds, from {len(held)} held-out claims", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
