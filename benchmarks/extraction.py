"""How long extraction takes beside the bare spaCy parse of the same model and texts, in one process.

    python benchmarks/extraction.py [FOLDER_OF_TEXTS] [--rounds N]

Prints the ratio of each round and their median (processor time, both in turn, since machines are
shared and drift). Without a folder it takes the examples that ship, many times over.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from graphkit.model import Article
from graphkit_loaders import extract, read
from graphkit_loaders.language.model import DEFAULT_MODEL


def main() -> None:
    """Time both, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent.parent / "examples")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=120)
    arguments = parser.parse_args()
    import spacy

    articles = list(read(arguments.folder))
    articles = (articles * (arguments.articles // max(1, len(articles)) + 1))[: arguments.articles]
    texts = [a.text for a in articles]
    bare = spacy.load(DEFAULT_MODEL)
    for _ in bare.pipe(texts[:8]):
        pass
    for _ in extract(articles[:8]):
        pass
    ratios = []
    for number in range(arguments.rounds):
        start = time.process_time()
        for _ in bare.pipe(texts):
            pass
        parsed = time.process_time() - start
        start = time.process_time()
        claims = sum(len(found) for _, found in extract(Article(t) for t in texts))
        extracted = time.process_time() - start
        ratios.append(extracted / parsed)
        words = sum(len(t.split()) for t in texts)
        print(
            f"round {number + 1}: parse {parsed:.2f} s, extraction {extracted:.2f} s "
            f"({words / extracted:,.0f} words/s, "
            f"{claims} claims), ratio {ratios[-1]:.2f}"
        )
    print(f"median ratio {statistics.median(ratios):.2f} over {len(texts)} articles")


if __name__ == "__main__":
    main()
