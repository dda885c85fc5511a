"""How long a page takes: layout and file in Python, first draw and dragging in Chromium; how big it is.

    python benchmarks/page.py [--nodes 500] [--arrows 1500] [--runs 3] [--pyvis] [--drag] [--no-browser]

Prints one JSON line a run. ``draw_ms`` is from the start of our script to the first complete picture; ``load_ms`` from
the start of navigation to the same moment, ``ready_ms`` to the moment when all that stands beside it is there, too.
``--pyvis`` measures, in turns with ours, the page that pyvis makes of the same picture with computed places and no
physics: ``pyvis_ms`` is from the start of navigation to its first complete picture. ``--drag`` moves the drawing for
two seconds, then a name: ``frames`` are the new pictures a second of each, ``frames_all`` the same with all names
drawn. ``covered`` says of how many names and words of arrows another hides a part, of how many drawn; ``covered_bare``
the same if each stood below its sign or in the middle of its arrow.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graphkit.dates import PartialDate
from graphkit.model import ENTITY_TYPES, Article, Claim, Entity, Evidence
from graphkit.view.page import arrange, build
from graphkit.view.picture import Picture, picture
from graphkit.view.pyvis_network import network
from graphkit.view.text import width

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


@contextmanager
def browser() -> Iterator[Any]:
    """A fresh Chromium without a window."""
    from selenium import webdriver

    with tempfile.TemporaryDirectory() as folder:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        for flag in ("headless", "no-sandbox", "disable-gpu", "window-size=1440,900", f"user-data-dir={folder}"):
            options.add_argument(f"--{flag}")
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            yield driver
        finally:
            driver.quit()


def opened(driver: Any, html: str, ready: str) -> None:
    """The page in this browser once ``ready`` is true in it."""
    from selenium.webdriver.support.ui import WebDriverWait

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "page.html"
        place.write_text(html, encoding="utf-8")
        driver.get(place.as_uri())
        WebDriverWait(driver, 60, 0.02).until(lambda found: found.execute_script(f"return {ready}"))


def drawn(html: str, drag: bool) -> dict[str, Any]:
    """What a fresh Chromium takes for the page, and where its words stand."""
    with browser() as driver:
        opened(driver, html, "document.documentElement.dataset.ready")
        found: dict[str, Any] = driver.execute_script("""
            const at = (name) => performance.getEntriesByName(name)[0].startTime, end = at('graphkit-drawn');
            return {
                load_ms: Math.round(end), ready_ms: Math.round(at('graphkit-ready')),
                draw_ms: Math.round(end - at('graphkit-start')),
            };""")
        words = [word[:4] for word in driver.execute_script("return graphkit.words()")]
        found["covered"] = f"{covered(words)} of {len(words)}"
        if drag:
            found["frames"] = dragged(driver)
            if all_names(driver):
                found["frames_all"] = dragged(driver)
    return found


def pyvis_drawn(claims: list[Claim], articles: list[Article], nodes: int) -> dict[str, Any]:
    """The same for pyvis' own page of the same picture, as quick as pyvis can be made: places given, no physics."""
    page = network(claims, articles, max_nodes=nodes, notebook=False).generate_html()
    first = "network.once('afterDrawing', () => performance.mark('first'));"
    page = page.replace("return network;", f"{first} return network;", 1)
    with browser() as driver:
        opened(driver, page, "performance.getEntriesByName('first').length")
        end = driver.execute_script("return performance.getEntriesByName('first')[0].startTime")
    return {"pyvis_ms": round(end), "pyvis_kilobytes": len(page.encode()) // 1000}


def covered(boxes: list[list[float]]) -> int:
    """How many of the (x, y, width, height) boxes another one lies on."""
    found = set()
    for i, (x, y, w, h) in enumerate(boxes):
        for k, (x2, y2, w2, h2) in enumerate(boxes[:i]):
            if x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h:
                found |= {i, k}
    return len(found)


def covered_bare(drawing: Picture) -> str:
    """Names below their signs and words in the middle of their arrows, all of them: how many are covered."""
    boxes = []
    for node in drawing.nodes:
        boxes.append([node.x - node.width / 2, node.y + node.radius, node.width, node.height - 2 * node.radius])
    for arrow in drawing.arrows:
        one, other, wide = drawing.nodes[arrow.source], drawing.nodes[arrow.target], width(arrow.label, 11.0)
        boxes.append([(one.x + other.x - wide) / 2, (one.y + other.y) / 2 - 6, wide, 12])
    return f"{covered(boxes)} of {len(boxes)}"


def all_names(driver: Any) -> bool:
    """Draw every name where the page began with the most important; False where it began with all."""
    script = """
        const all = [...document.querySelectorAll('#notice .doing button')].at(-1);
        all?.click();
        return Boolean(all);"""
    found = bool(driver.execute_script(script))
    time.sleep(2)
    return found


def dragged(driver: Any) -> list[float]:
    """Pictures a second while all is moved, and while one name is."""
    empty = """
        const box = document.querySelector('#graph').getBoundingClientRect();
        return [box.left + 12, box.top + box.height / 2];"""
    name = f"return graphkit.where({FIRST_NAME});"
    return [frames(driver, driver.execute_script(script)) for script in (empty, name)]


#: in the page's script: the id of the first name that is drawn
FIRST_NAME = """JSON.parse(document.querySelector('#data').textContent).nodes
    .find((node) => (node.l ?? node.n.join(' ')) === graphkit.drawn()[0]).id"""


def frames(driver: Any, at: list[float]) -> float:
    """Pictures a second that show something new while the pointer, pressed at this point, goes to and fro."""

    def mouse(kind: str, x: float, y: float) -> None:
        more = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "mouse"}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})

    x, y = at
    mouse("mousePressed", x, y)
    driver.execute_script(f"const id = {FIRST_NAME};" + """
        window.seen = []; window.over = false;
        const each = (now) => {
            const place = graphkit.where(id).join(' ');
            if (place !== window.seen.at(-1)?.[1]) window.seen.push([now, place]);
            if (!window.over) requestAnimationFrame(each);
        };
        requestAnimationFrame(each);""")
    end, step = time.perf_counter() + 2, 0
    while time.perf_counter() < end:
        step += 1
        mouse("mouseMoved", x + 5 * (step % 40), y + 3 * (step % 30))
    times: list[float] = [now for now, _ in driver.execute_script("window.over = true; return window.seen")]
    mouse("mouseReleased", x, y)
    return round(1000 * (len(times) - 1) / (times[-1] - times[0]), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--arrows", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pyvis", action="store_true")
    parser.add_argument("--drag", action="store_true")
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
        if options.nodes <= 1000:
            result["covered_bare"] = covered_bare(drawing)
        if not options.no_browser:
            result |= drawn(page.html, options.drag)
            if options.pyvis:
                result |= pyvis_drawn(claims, articles, options.nodes)
        print(json.dumps(result))


if __name__ == "__main__":
    main()
