"""What share of plain edges the articles bear out: draws some at random, and counts what a reader judged.

    python benchmarks/plain_edges.py draw FOLDER... [--number 200] [--seed 1] [--leave-out FOLDER]
    python benchmarks/plain_edges.py count benchmarks/plain_edges.tsv [FOLDER...]

``draw`` prints a sheet to judge, one edge a line: the claim's id, the article, the edge, its words in double brackets
with those around them. Edges are relations and actions stated as plain facts; what somebody says is not drawn, for it
is measured against annotated speech. Articles of the folder after ``--leave-out`` (by name) are passed over.

``count`` reads the table of judgements, which holds no words of an article: ids of claim and article, predicate,
``right`` or ``wrong``, the cause. It prints the share borne out with its 95 % interval (Wilson 1927), for relations,
actions and all, and the causes of what is wrong. With the folders it tells how many of the judged edges are still drawn
today.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graphkit.model import Article, Claim
from graphkit.vocabulary import vocabulary
from graphkit_loaders import extract, read

#: the quantile of the normal distribution for an interval of 95 %
_Z = 1.96
#: characters of the article before a claim's words on the sheet, and twice as many as behind them
_CONTEXT = 240


def plain_edges(folders: list[Path], left_out: set[str]) -> Iterator[tuple[Article, Claim]]:
    """The claims that become plain edges, speech aside, each with its article, by name of file and id."""
    for folder in folders:
        paths = [path for path in sorted(folder.glob("*.txt")) if path.name not in left_out]
        articles = [found for path in paths for found in read(path)]
        for article, claims in extract(articles):
            for claim in sorted(claims, key=lambda c: c.id):
                if claim.is_plain and claim.predicate != "says" and (claim.object or claim.act):
                    yield article, claim


def around(article: Article, claim: Claim) -> str:
    """The claim's words in brackets, with what stands before and behind them."""
    start, end = claim.evidence.start, claim.evidence.end
    before, behind = article.text[max(0, start - _CONTEXT) : start], article.text[end : end + _CONTEXT // 2]
    return " ".join(f"{before}[[{article.text[start:end]}]]{behind}".split())


def draw(folders: list[Path], number: int, seed: int, left_out: Path | None) -> None:
    """Print so many edges to judge."""
    names = {path.name for path in left_out.glob("*.txt")} if left_out else set()
    edges = list(plain_edges(folders, names))
    print(f"# {number} of {len(edges):,} plain edges, seed {seed}")
    for article, claim in random.Random(seed).sample(edges, min(number, len(edges))):
        target = claim.object.label if claim.object else f"({claim.act.content if claim.act else ''})"
        edge = f"{claim.subject.label} | {claim.predicate} | {target}"
        print(f"{claim.id[:16]}\t{claim.article[:16]}\t{edge}\t{around(article, claim)}")


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    share, spread = right / count, _Z * _Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return middle - half, middle + half


def count(table: Path, folders: list[Path]) -> None:
    """Print the shares that the judgements give."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t"))
    relations = {name for name, term in vocabulary().predicates.items() if term.kind == "relation"}
    for name, chosen in (
        ("relations", [row for row in rows if row["predicate"] in relations]),
        ("actions", [row for row in rows if row["predicate"] not in relations]),
        ("all", rows),
    ):
        right = sum(row["verdict"] == "right" for row in chosen)
        low, high = wilson(right, len(chosen))
        print(f"{name:9} {right:4} of {len(chosen):4} borne out: {right / len(chosen):.3f} ({low:.3f} to {high:.3f})")
    for cause, times in Counter(row["cause"] for row in rows if row["verdict"] == "wrong").most_common():
        print(f"  {times} {cause}")
    if folders:
        now = {claim.id[:16] for _, claim in plain_edges(folders, set())}
        for verdict in ("right", "wrong"):
            judged = [row for row in rows if row["verdict"] == verdict]
            print(f"{verdict}: {sum(row['claim'] in now for row in judged)} of {len(judged)} are drawn today")


def main() -> None:
    """Draw or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    drawing = tasks.add_parser("draw")
    drawing.add_argument("folders", nargs="+", type=Path)
    drawing.add_argument("--number", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--leave-out", type=Path)
    counting = tasks.add_parser("count")
    counting.add_argument("table", type=Path)
    counting.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    if options.task == "draw":
        draw(options.folders, options.number, options.seed, options.leave_out)
    else:
        count(options.table, options.folders)


if __name__ == "__main__":
    main()
