"""How long each named question takes on a store of synthetic claims.

    python benchmarks/questions.py [--store oxigraph:FOLDER] [--articles 5000] [--claims 20] [--runs 5] [--plan]

The store is filled first, if it holds nothing: it must be empty or one that this program filled. Each question is asked
once to warm up, then so many times; the median counts. Questions about one entity ask about a person, a party or a seat
of middling fame. The row limit is that of ``graphkit query``, unless ``--limit`` gives another. The processor's time
beside it is this process's and its children's: of an embedded store all that it took, of a server only what reading the
answer took.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from graphkit import questions
from graphkit.cli.asking import LIMIT
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


def measure(store: Store, runs: int, wanted: int | None) -> str:
    """Ask each question and print a line on it; the name of the slowest."""
    print(f"{'question':22} {'rows':>7} {'median':>8} {'processor':>10}")
    medians: dict[str, float] = {}
    for name in questions.names():
        question = questions.load(name)
        given, limit = parameters(store, question), wanted or question.rows or LIMIT
        rows = len(questions.ask(store, name, given, limit=limit).rows)
        walls, cpus = [], []
        for _ in range(runs):
            wall, cpu = time.perf_counter(), spent()
            questions.ask(store, name, given, limit=limit)
            walls.append(time.perf_counter() - wall)
            cpus.append(spent() - cpu)
        medians[name] = statistics.median(walls)
        print(f"{name:22} {rows:>7,} {medians[name]:>6.3f} s {statistics.median(cpus):>8.3f} s", flush=True)
    slowest = max(medians, key=lambda name: medians[name])
    print(f"the slowest: {slowest}, {medians[slowest]:.3f} s")
    return slowest


def plan(store: Store, name: str) -> Iterator[str]:
    """The steps that the server took to answer, with rows and reads of each; pyoxigraph tells none."""
    from graphkit.stores.neo4j.store import Neo4jStore

    if not isinstance(store, Neo4jStore):
        yield "no plan: pyoxigraph tells none"
        return
    question = questions.load(name, "cypher")
    bound = questions.bind(store, question, parameters(store, questions.load(name)))
    with store._connection.session(default_access_mode="READ") as session:
        answer = session.run("PROFILE\n" + question.text, bound)
        list(answer)
        waiting: list[tuple[dict[str, Any], int]] = [(answer.consume().profile or {}, 0)]
    while waiting:
        step, depth = waiting.pop()
        kind = step["operatorType"].partition("@")[0]
        details = str(step["args"].get("Details", ""))[:90]
        yield f"{'  ' * depth}{kind} rows={step['rows']:,} reads={step['dbHits']:,} {details}"
        below = step.get("children", [])
        waiting += [(each, depth + (len(below) > 1)) for each in reversed(below)]


def main() -> None:
    """Fill the store, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="address; a new folder if none is given")
    parser.add_argument("--articles", type=int, default=5000, help="1,000 or more, so that all are named (5000)")
    parser.add_argument("--claims", type=int, default=20, help="claims of an article (20)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, help="rows of an answer (as many as graphkit query gives)")
    parser.add_argument("--plan", action="store_true", help="print how the slowest is answered, too")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(options.store or f"oxigraph:{Path(folder) / 'graph'}") as store,
    ):
        if not store.counts()["articles"]:
            dice = Dice(5, 2000, 40, odd=False)
            list(store.add_all(dice.records(options.articles, options.claims)))
            store.compact()
        counts = store.counts()
        print(f"{store.address.partition(':')[0]}: {counts['articles']:,} articles, {counts['claims']:,} claims")
        slowest = measure(store, options.runs, options.limit)
        if options.plan:
            print(*plan(store, slowest), sep="\n")


if __name__ == "__main__":
    main()
