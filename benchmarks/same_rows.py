"""Whether every named question gives the same rows in both languages: of one store in SPARQL, of a copy in Cypher.

    python benchmarks/same_rows.py STORE [--copy ADDRESS]

STORE is asked in SPARQL, such as ``oxigraph:graph``. Its copy is a Neo4j store that holds the same claims (``graphkit
copy STORE ADDRESS``); without ``--copy``, a server of this program's own is started, filled, and ended. Each question
is asked without its optional parameters: one that needs an entity, about the best connected of its type; one that needs
a claim, about a claim of that entity's. Exit code 1 where rows differ.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graphkit import neo4j_server, questions
from graphkit.copying import copy
from graphkit.stores import open_store
from graphkit.stores.base import Store


@contextlib.contextmanager
def copied(store: Store, address: str | None) -> Iterator[Store]:
    """The copy of a store on Neo4j."""
    if address is not None:
        with open_store(address) as there:
            yield there
        return
    with tempfile.TemporaryDirectory() as folder:
        server = neo4j_server.start(Path(folder) / "server", port=0, tied=True)
        try:
            with open_store(server.address) as there:
                for _ in copy(store, there):
                    pass
                yield there
        finally:
            neo4j_server.stop(server.folder)


def parameters(store: Store, question: questions.Question) -> dict[str, str] | None:
    """What a question must be told; None where the store has nobody to ask about."""
    found: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.optional or parameter.default is not None:
            continue
        best = [
            str(row["entity_id"])
            for type in parameter.details or ("Person",)
            for row in questions.ask(store, "most-connected", {"type": type}, limit=2).dicts()
        ]
        if not best:
            return None
        if parameter.kind == "claim":
            found[parameter.name] = store.neighbourhood([best[0]])[0].id
        else:
            found[parameter.name] = best[-1 if parameter.name == "other" else 0]
    return found


def main() -> int:
    """Compare and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--copy", metavar="ADDRESS", help="of a Neo4j store with the same claims")
    options = parser.parse_args()
    equal = asked = 0
    with open_store(options.store, create=False) as store, copied(store, options.copy) as there:
        print(f"{store.counts()['claims']:,} and {there.counts()['claims']:,} claims")
        for name in questions.names():
            given = parameters(store, questions.load(name))
            if given is None:
                print(f"{name:22} nobody to ask about")
                continue
            one, other = store.ask(name, **given), there.ask(name, **given)
            same = one.columns == other.columns and one.rows == other.rows
            asked, equal = asked + 1, equal + same
            print(f"{name:22} {len(one.rows):>7,} rows {'the same' if same else 'DIFFER'}", flush=True)
    print(f"{equal} of {asked} the same")
    return 0 if equal == asked else 1


if __name__ == "__main__":
    sys.exit(main())
