"""How long a page takes: layout and making of the file in Python, first draw in Chromium, size of the file.

    python benchmarks/page.py [--nodes 500] [--arrows 1500] [--runs 3] [--no-browser]

Prints one JSON line a run. ``draw_ms`` is from the start of our script to the first complete picture, with data read,
facets built and vis-network set up; ``load_ms`` from the start of navigation to the same moment.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graphkit.dates import PartialDate
from graphkit.model import ENTITY_TYPES, Article, Claim, Entity, Evidence
from graphkit.view.page import arrange, build
from graphkit.view.picture import picture

PREDICATES = ("criticises", "supports", "memberOf", "meets", "opposes", "accuses", "demands", "leads", "appoints")


def invented(nodes: int, arrows: int) -> tuple[list[Claim], list[Article]]:
    """Claims that make so many nodes and arrows, with hubs as news has them; the same each time."""
    chance = random.Random(11)
    people = [Entity.named(ENTITY_TYPES[i % 5], f"Ada Number {i}") for i in range(nodes)]
    articles = []
    for i in range(max(1, arrows // 12)):
        sentences = (f"Sentence {k} of article {i} says that someone opposes someone else." for k in range(14))
        text = " ".join(sentences)
        day = PartialDate(2031, 1 + i % 12, 1 + i % 28)
        articles.append(Article(text, title=f"Article {i}", publisher=f"Paper {i % 7}", published=day))
    claims: list[Claim] = []
    seen: set[tuple[int, int, str, bool]] = set()
    while len(seen) < arrows:
        subject = len(seen) if len(seen) < nodes else chance.randrange(nodes)
        object = int(nodes * chance.random() ** 2.2)
        predicate, negated = chance.choice(PREDICATES), chance.random() < 0.1
        if subject == object or (subject, object, predicate, negated) in seen:
            continue
        seen.add((subject, object, predicate, negated))
        article = articles[len(claims) % len(articles)]
        start = 70 * (len(claims) // len(articles) % 10)
        evidence = Evidence.cut(article, start, start + 60, trigger=(start + 10, start + 14))
        claims.append(Claim(article.id, people[subject], predicate, evidence, people[object], negated=negated))
    return claims, articles


def drawn(html: str) -> dict[str, Any]:
    """The times that a fresh Chromium takes for the page."""
    from selenium import webdriver
    from selenium.webdriver.support.ui import WebDriverWait

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "page.html"
        place.write_text(html, encoding="utf-8")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        profile = f"user-data-dir={folder}/profile"
        for flag in ("headless", "no-sandbox", "disable-gpu", "window-size=1440,900", profile):
            options.add_argument(f"--{flag}")
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            driver.get(place.as_uri())
            WebDriverWait(driver, 60, 0.02).until(
                lambda d: d.execute_script("return document.documentElement.dataset.ready")
            )
            found: dict[str, Any] = driver.execute_script("""
                const at = (name) => performance.getEntriesByName(name)[0].startTime, end = at('graphkit-drawn');
                return { load_ms: Math.round(end), draw_ms: Math.round(end - at('graphkit-start')) };""")
        finally:
            driver.quit()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--arrows", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    claims, articles = invented(options.nodes, options.arrows)
    for _ in range(options.runs):
        drawing = picture(claims, max_nodes=options.nodes)
        start = time.perf_counter()
        arrange(drawing)
        layout = time.perf_counter() - start
        start = time.perf_counter()
        page = build(claims, articles, title="benchmark", max_nodes=options.nodes)
        whole = time.perf_counter() - start
        result: dict[str, Any] = {
            "nodes": page.nodes, "arrows": len(drawing.arrows), "claims": page.claims, "layout_s": round(layout, 3),
            "page_s": round(whole, 3), "kilobytes": len(page.html.encode()) // 1000,
        }  # fmt: skip
        if not options.no_browser:
            result |= drawn(page.html)
        print(json.dumps(result))


if __name__ == "__main__":
    main()
