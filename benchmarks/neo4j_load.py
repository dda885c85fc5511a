"""How fast ready claims go into Neo4j, against a bare UNWIND of the same rows by the driver.

    python benchmarks/neo4j_load.py [--articles 800] [--rounds 2]

Runs a server of its own (see ``graphkit neo4j start``) in a temporary folder, and ends it. The bare load sends the same
rows by the same statements in batches of the same size, with entities and names reckoned before, and checks nothing.
The better of the rounds counts, taken in turns so that a busy machine slows both, after one that warms the server up.
Prints claims per second and their ratio.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load import Record, library
from graphkit import neo4j_server
from graphkit.stores import open_store
from graphkit.stores.admission import admit
from graphkit.stores.neo4j.address import target
from graphkit.stores.neo4j.connection import Connection
from graphkit.stores.neo4j.form import schema
from graphkit.stores.neo4j.writing import BATCH_CLAIMS, statements
from graphkit.stores.rdf import best_label

Batch = list[tuple[str, dict[str, Any]]]


def bare_batches(records: list[Record]) -> list[Batch]:
    """The statements and rows of all batches, made before the clock starts."""
    found: list[Batch] = []
    waiting: list[Any] = []
    copies: dict[str, dict[str, Any]] = {}
    count = 0
    for place, (article, claims) in enumerate(records):
        waiting.append(admit(article, claims))
        copies[article.id] = {"documents": [article.document]}
        count += len(claims)
        if count < BATCH_CLAIMS and place < len(records) - 1:
            continue
        labels: dict[str, tuple[str, str, list[str]]] = {}
        for admitted in waiting:
            for entity in admitted.mentions:
                labels[entity.id] = (entity.type, best_label([entity.label]), list(entity.aliases))
        by_type: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for entity_id, (type, label, aliases) in sorted(labels.items()):
            by_type[type].append({"id": entity_id, "label": label, "aliases": aliases})
        batch: Batch = [
            (f"UNWIND $rows AS row MERGE (e:Entity {{id: row.id}}) SET e:{type}, e += row", {"rows": rows})
            for type, rows in by_type.items()
        ]
        batch += statements(waiting, copies)
        found.append(batch)
        waiting, copies, count = [], {}, 0
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--claims", type=int, default=25, help="claims of an article (25)")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    records = library(options.articles, options.claims)
    batches = bare_batches(records)
    count = options.articles * options.claims
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "server"
        server = neo4j_server.start(home, port=0, tied=True)
        try:
            connection = Connection(target(server.address))

            def bare() -> None:
                for batch in batches:
                    connection.write(partial(run, batch))

            def ours() -> None:
                with open_store(server.address) as store:
                    assert all(store.add_all(iter(records)))

            for statement in [*schema(), "CALL db.awaitIndexes(300)"]:
                connection.run(statement)
            measured = [("bare", bare), ("ours", ours)]
            best = {name: float("inf") for name, _ in measured}
            for turn in range(options.rounds + 1):
                for name, work in measured:
                    taken = timed(connection, work)
                    if turn:
                        best[name] = min(best[name], taken)
            connection.close()
        finally:
            neo4j_server.stop(home)
    print(f"{count:,} claims of {options.articles:,} articles, Neo4j {server.version}")
    print(f"bare UNWIND        {count / best['bare']:>8,.0f} claims/s")
    print(f"graphkit add_all   {count / best['ours']:>8,.0f} claims/s")
    print(f"ratio              {best['bare'] / best['ours']:>8.2f}")


def run(batch: Batch, transaction: Any) -> None:
    """Run all statements of a batch."""
    for text, parameters in batch:
        transaction.run(text, parameters).consume()


def timed(connection: Connection, work: Callable[[], None]) -> float:
    """How long the work takes on an empty graph."""
    connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS")
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
