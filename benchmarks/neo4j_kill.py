"""Whether an import survives its server: kills Neo4j at chance moments of it, starts it again, imports again.

    python benchmarks/neo4j_kill.py [--times 20] [--articles 300]

Runs a server of its own in a temporary folder, and ends it. After each kill the import is run again from its first
article, and the export must be that of a graph that was never disturbed, byte for byte.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load import Record, library
from graphkit import export, neo4j_server
from graphkit.errors import StoreError
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.stores.neo4j import connection
from graphkit.stores.neo4j.address import target


def exported(store: Store) -> bytes:
    """The store as N-Quads."""
    stream = io.BytesIO()
    export.write(store, "nquads", stream)
    return stream.getvalue()


def wipe(address: str) -> None:
    """Empty the graph."""
    opened = connection.Connection(target(address))
    opened.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS")
    opened.close()


def seconds_to_import(address: str, records: list[Record]) -> float:
    """How long an undisturbed import takes."""
    start = time.perf_counter()
    with open_store(address) as store:
        for record in records:
            store.add(*record)
    return time.perf_counter() - start


def main() -> int:
    """Kill, and count what came out right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    connection.RETRYING = 0.5  # seconds; the dead server does not come back by itself
    records = library(options.articles, 10)
    with open_store("memory:") as memory:
        list(memory.add_all(records))
        wanted = exported(memory)
    dice = random.Random(7)
    right = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "server"
        server = neo4j_server.start(home, port=0, tied=True)
        port = int(server.address.rpartition(":")[2])
        try:
            seconds_to_import(server.address, records)  # warms the server up, and makes the indexes
            wipe(server.address)
            whole = seconds_to_import(server.address, records)
            for turn in range(options.times):
                wipe(server.address)
                moment = dice.uniform(0.02, 0.98) * whole
                killer = threading.Timer(moment, os.kill, (server.pid, signal.SIGKILL))
                done = 0
                try:
                    with open_store(server.address) as store:
                        killer.start()
                        for record in records:  # article by article: as many commits as there are
                            store.add(*record)
                            done += 1
                except StoreError:
                    pass
                killer.join()
                server = neo4j_server.start(home, port=port, tied=True)
                with open_store(server.address) as store:
                    kept = store.counts()["articles"]
                    news = sum(store.add_all(records))
                    same = exported(store) == wanted
                good = same and kept >= done and kept + news == len(records)
                right += good
                print(
                    f"{turn + 1:>3}. after {moment:.2f} s: {done} told as kept, {kept} kept, {news} added again, "
                    f"{'same export' if same else 'ANOTHER EXPORT'}",
                    flush=True,
                )
        finally:
            neo4j_server.stop(home)
    print(f"{right} of {options.times} right")
    return 0 if right == options.times else 1


if __name__ == "__main__":
    sys.exit(main())
