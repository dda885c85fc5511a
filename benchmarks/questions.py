"""How long each named question takes on a store of synthetic claims.

    python benchmarks/questions.py [--store oxigraph:FOLDER] [--articles 5000] [--claims 20] [--runs 5]

The store is filled first, if it holds nothing: it must be empty or one that this program filled. Each question is asked
once to warm up, then so many times; the median counts. Questions about one entity ask about a person, a party or a seat
of middling fame. The processor's time beside it is this process's and its children's: of an embedded store all that it
took, of a server only what reading the answer took.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from graphkit import questions
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.synthetic import Dice

ONE = {"Person": "person/person-100-bell", "Party": "party/party-3", "Constituency": "constituency/seat-7"}


def parameters(store: Store, question: questions.Question) -> dict[str, str]:
    """What the question must be told."""
    found = {}
    for parameter in question.parameters:
        if parameter.optional or parameter.default is not None:
            continue
        if parameter.kind == "claim":
            found[parameter.name] = store.neighbourhood([ONE["Person"]])[0].id
        elif parameter.name == "other":
            found[parameter.name] = "person/person-5-bell"
        else:
            found[parameter.name] = ONE[next((d for d in parameter.details if d in ONE), "Person")]
    return found


def spent() -> float:
    """Seconds of the processor that this process and its ended children took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(store: Store, runs: int) -> None:
    """Ask each question and print a line on it."""
    print(f"{'question':22} {'rows':>7} {'median':>8} {'processor':>10}")
    for name in questions.names():
        given = parameters(store, questions.load(name))
        bound = questions.bind(store, questions.load(name, store.language), given)
        text = questions.load(name, store.language).text
        rows = len(store.query(text, bound, timeout=600).rows)
        walls, cpus = [], []
        for _ in range(runs):
            wall, cpu = time.perf_counter(), spent()
            store.query(text, bound, timeout=600)
            walls.append(time.perf_counter() - wall)
            cpus.append(spent() - cpu)
        print(f"{name:22} {rows:>7,} {statistics.median(walls):>6.3f} s {statistics.median(cpus):>8.3f} s", flush=True)


def main() -> None:
    """Fill the store, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="address; a new folder if none is given")
    parser.add_argument("--articles", type=int, default=5000, help="1,000 or more, so that all are named (5000)")
    parser.add_argument("--claims", type=int, default=20, help="claims of an article (20)")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(options.store or f"oxigraph:{Path(folder) / 'graph'}") as store,
    ):
        if not store.counts()["articles"]:
            dice = Dice(5, 2000, 40, odd=False)
            list(store.add_all(dice.records(options.articles, options.claims)))
        counts = store.counts()
        print(f"{store.address.partition(':')[0]}: {counts['articles']:,} articles, {counts['claims']:,} claims")
        measure(store, options.runs)


if __name__ == "__main__":
    main()
