"""How fast ready claims are kept, against the bare bulk load of the same statements by pyoxigraph.

    python benchmarks/load.py [--articles 400] [--rounds 3]

Both write to a new folder; the better of the rounds counts, taken in turns so that a busy machine slows both. Prints
statements per second and their ratio.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyoxigraph as ox

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence
from graphkit.stores import open_store
from graphkit.stores.oxigraph import OxigraphStore

Record = tuple[Article, list[Claim]]


def library(articles: int, claims: int) -> list[Record]:
    """Articles of 3,000 characters about 2,000 people and 40 parties, each with so many claims."""
    dice = random.Random(7)
    people = [Entity.named("Person", f"Person {n} Bell", [f"Mr Bell {n}"]) for n in range(2000)]
    parties = [Entity.named("Party", f"Party {n}") for n in range(40)]
    predicates = ["criticises", "supports", "memberOf", "meets", "refuses", "leads"]
    found = []
    for n in range(articles):
        text = " ".join(f"word{dice.randrange(9999)}" for _ in range(350))
        published = PartialDate(2031, 5)
        of = Article(text, title=f"Title {n}", publisher="Hexby Herald", published=published, document=str(n))
        made = []
        for _ in range(claims):
            start = dice.randrange(len(text) - 200)
            predicate = dice.choice(predicates)
            act = None
            if predicate == "refuses":
                act = Act(of.id, text[start + 40 : start + 90], (dice.choice(people),))
            made.append(
                Claim(
                    of.id,
                    dice.choice(people),
                    predicate,
                    Evidence.cut(of, start, start + 150, trigger=(start + 30, start + 37), subject=(start, start + 9)),
                    object=None if act else dice.choice(parties if predicate in ("memberOf", "leads") else people),
                    act=act,
                    verb=predicate,
                    confidence=dice.choice([0.7, 0.8, 0.9]),
                    extractor="benchmark 1",
                )
            )
        found.append((of, made))
    return found


def seconds(work: Callable[[Path], None]) -> float:
    """How long the work takes in a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        work(Path(folder) / "graph")
        return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--claims", type=int, default=25, help="claims of an article (25)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    records = library(options.articles, options.claims)
    with OxigraphStore.open("memory:") as store:
        list(store.add_all(records))
        statements = "".join(store.ntriples()).encode()
        count = sum(1 for _ in store.ntriples())

    def bare(path: Path) -> None:
        db = ox.Store(str(path))
        db.bulk_load(statements, ox.RdfFormat.N_TRIPLES)
        db.flush()

    def ours(path: Path) -> None:
        with open_store(f"oxigraph:{path}") as store:
            list(store.add_all(iter(records)))

    best = {name: float("inf") for name in ("bare", "ours")}
    for _ in range(options.rounds):
        best["bare"] = min(best["bare"], seconds(bare))
        best["ours"] = min(best["ours"], seconds(ours))
    print(f"{count:,} statements of {options.articles:,} articles with {options.articles * options.claims:,} claims")
    print(f"pyoxigraph bulk_load  {count / best['bare']:>10,.0f} statements/s")
    print(f"graphkit add_all      {count / best['ours']:>10,.0f} statements/s")
    print(f"ratio                 {best['bare'] / best['ours']:>10.2f}")


if __name__ == "__main__":
    main()
