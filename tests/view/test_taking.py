"""What one takes along from the page, in a real Chromium: pictures, citations, commands and queries."""

from __future__ import annotations

import base64
import json
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest

from graphkit.model import Act, Article, Claim, Entity, Evidence
from graphkit.records import claim_record
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.view import Origin, render, view
from tests.stores.servers import Servers
from tests.view.conftest import Load, Tab, saved
from tests.view.sample import sample

pytestmark = pytest.mark.browser

CLAIMS, ARTICLES = sample()
HTML = render(CLAIMS, ARTICLES, title="Norland", origin=Origin(everything=True))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        for key, article in ARTICLES.items():
            opened.add(article, [claim for claim in CLAIMS if claim.article == key])
        yield opened


@pytest.fixture(scope="module")
def cypher_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same claims on a Neo4j server, where there is one."""
    running = Servers(tmp_path_factory.mktemp("servers"))
    try:
        with open_store(running.lend("neo4j")) as opened:
            for key, article in ARTICLES.items():
                opened.add(article, [claim for claim in CLAIMS if claim.article == key])
            yield opened
    finally:
        running.close()


def asked(tab: Tab) -> dict[str, str]:
    """The commands and queries that the page names, by their headings."""
    tab.click("#save")
    tab.click("#ask")
    pairs = tab.js("""return [...document.querySelectorAll('#asked section')]
        .map((s) => [s.children[0].textContent, s.children[1].textContent])""")
    tab.click("#asked > button")
    return dict(pairs)


def exported(tab: Tab) -> list[dict[str, Any]]:
    """What the page saves as JSON, taken before it goes to a file."""
    tab.js("""HTMLAnchorElement.prototype.click = () => {};
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.__saved = text; }); return 'blob:none'; };
        document.querySelector('#save-json').click();""")
    tab.until("window.__saved")
    found: list[dict[str, Any]] = json.loads(tab.js("return window.__saved"))
    return found


def shown(tab: Tab) -> set[str]:
    """The ids of the claims that the table lists."""
    tab.click("#as-table")
    rows = tab.js("return [...document.querySelectorAll('#table tbody tr')].map((r) => Number(r.dataset.row))")
    ids = tab.js("return JSON.parse(document.querySelector('#data').textContent).claims.map((c) => c.id)")
    return {base64.b64decode(ids[row] + "=").hex() for row in rows}


def test_what_the_writer_says_between_two_parts_is_not_marked(load: Load) -> None:
    text = "“The barrier,” Ann Vale said, “is late”."
    article, first, second = Article(text), text.index(" Ann"), text.index("“is")
    parts = [(0, first), (second, len(text) - 1)]
    evidence = Evidence.cut(article, 0, len(text), content=parts)
    act = Act(article.id, "“The barrier,” … “is late”")
    claim = Claim(article.id, Entity.named("Person", "Ann Vale"), "says", evidence, act=act)
    tab = load(render([claim], {article.id: article}), f"claim={claim.id}")
    marked = tab.js("return [...document.querySelectorAll('#panel blockquote mark.content')].map((m) => m.textContent)")
    assert marked == [text[start:end] for start, end in parts]
    [record] = exported(tab)
    assert record["content_span"] == [list(part) for part in parts]


#: what narrows a view, as its address has it
NARROWED = [
    "",
    "no-how=denied&no-how=reported&no-how=planned",
    "no-how=stated",
    "no-predicate=criticises&no-predicate=memberOf",
    "no-type=Party",
    "no-type=Act&sure=0.8",
    "no-publisher=",
    "no-publisher=Norland+Post&undated=no",
    "no-speaker=Piers+Halloway",
    "no-speaker=",
    "from=2031-04-01&to=2031-05-30",
]


@pytest.mark.parametrize("fragment", NARROWED)
def test_the_query_of_a_view_gives_the_claims_that_it_shows(load: Load, store: Store, fragment: str) -> None:
    tab = load(HTML, fragment)
    query = asked(tab)["The claims shown, in SPARQL"]
    assert "VALUES" not in query
    answer = store.query(query)
    wanted = shown(tab)
    assert 0 < len(wanted) <= len(CLAIMS)
    assert {row["claim"] for row in answer.dicts()} == wanted
    assert len(answer.rows) == len(wanted)


@pytest.mark.parametrize("fragment", [*NARROWED, "node=person/edwin-marsh", "no-how=disputed"])
def test_a_view_of_a_store_that_speaks_cypher_is_asked_for_in_cypher(
    load: Load, cypher_store: Store, fragment: str
) -> None:
    tab = load(view(cypher_store).html, fragment)
    found = asked(tab)
    query = next(text for label, text in found.items() if label.endswith("in Cypher"))
    assert not [label for label in found if "SPARQL" in label]
    rows = cypher_store.query(query).dicts()
    assert {row["claim"] for row in rows} == {record["id"] for record in exported(tab)}


def test_the_cypher_of_a_neighbourhood_gives_it_again(load: Load, cypher_store: Store) -> None:
    tab = load(view(cypher_store, "Edwin Marsh", "Sana Brook").html)
    query = asked(tab)["The claims shown, in Cypher"]
    assert "c.id IN" not in query
    assert {row["claim"] for row in cypher_store.query(query).dicts()} == shown(tab)


def test_the_query_of_a_selection_gives_the_selected(load: Load, store: Store) -> None:
    found = asked(load(HTML, "node=person/edwin-marsh"))
    rows = store.query(found["The selected claims, in SPARQL"]).dicts()
    assert {row["claim"] for row in rows} == {c.id for c in CLAIMS if "Edwin Marsh" in {e.label for e in c.entities()}}
    assert found["All about this name"] == "graphkit query claims-about -p entity=person/edwin-marsh"
    claim = next(c for c in CLAIMS if c.predicate == "warns")
    found = asked(load(HTML, f"claim={claim.id}"))
    assert [row["claim"] for row in store.query(found["The selected claims, in SPARQL"]).dicts()] == [claim.id]
    assert found["All between the two"].startswith("graphkit query claims-between -p one=person/edwin-marsh ")


@pytest.mark.parametrize("hops", [1, 2])
def test_the_query_of_a_neighbourhood_gives_it_again(load: Load, store: Store, hops: int) -> None:
    page = view(store, "Edwin Marsh", hops=hops)
    tab = load(page.html)
    query = asked(tab)["The claims shown, in SPARQL"]
    assert "VALUES ?seed" in query
    assert {row["claim"] for row in store.query(query).dicts()} == shown(tab)


def test_names_in_queries_and_commands_stay_values(load: Load) -> None:
    name = 'Ann\'; rm -rf "~" $(x) } } # \\ é Vale'
    article = Article(f"{name} met Bo.", publisher='Post" } #\\')
    words = Evidence.cut(article, 0, len(article.text))
    entity = Entity(f"person/{name}", "Person", name)
    claims = [Claim(article.id, entity, "meets", words, Entity.named("Person", "Bo"))]
    claims += [Claim(CLAIMS[0].article, entity, "meets", CLAIMS[0].evidence, Entity.named("Person", "Bo"))]
    other = ARTICLES[CLAIMS[0].article]
    with open_store("memory:") as store:
        store.add(article, claims[:1])
        store.add(other, claims[1:])
        tab = load(view(store, f"person/{name}").html)
        tab.press("/", "Ann", "\ue007")
        found = asked(tab)
        command = shlex.split(found["All about this name"])
        assert command[-1] == f"entity=person/{name}"
        assert {r["claim"] for r in store.query(found["The selected claims, in SPARQL"]).dicts()} == {
            c.id for c in claims
        }
        tab.js("location.hash = String(new URLSearchParams({'no-publisher': arguments[0]}))", article.publisher)
        rows = store.query(asked(tab)["The claims shown, in SPARQL"]).dicts()
        assert [row["claim"] for row in rows] == [claims[1].id]


@pytest.mark.parametrize(
    "fragment",
    ["no-how=disputed&no-how=denied", "view=table&words=okafor", "node=person/ann-vale&focus=person/ann-vale"],
)
def test_what_no_condition_tells_is_told_by_ids(load: Load, store: Store, fragment: str) -> None:
    tab = load(HTML, fragment)
    found = asked(tab)
    query = next(text for label, text in found.items() if label.endswith("in SPARQL"))
    rows = {row["claim"] for row in store.query(query).dicts()}
    assert rows == {record["id"] for record in exported(tab)}


def test_claims_as_json_have_the_form_of_extracted_ones(load: Load) -> None:
    tab = load(HTML)
    records = {record["id"]: record for record in exported(tab)}
    for claim in CLAIMS:
        wanted, found = claim_record(claim, "x"), records[claim.id]
        del wanted["evidence"]["document"]
        assert {key: found[key] for key in wanted} == wanted
        assert found["article"]["title"] == ARTICLES[claim.article].title


def test_the_picture_as_svg_has_all_words_as_text(load: Load) -> None:
    tab = load(HTML, "claim=" + next(c.id for c in CLAIMS if c.negated))
    tab.click("#save")
    tab.click("#save-svg")
    root = ET.fromstring(saved(tab.driver, "graphkit.svg").read_bytes())
    texts = {element.text for element in root.iter(f"{SVG}text")}
    assert {"Ann Vale", "Tom Arden", "Norland", "✕ not: criticises"} <= texts
    assert len(list(root.iter(f"{SVG}path"))) > 100
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "path",
        "text",
    }
    assert tab.complaints() == []


def test_a_citation_names_article_place_words_and_how_it_is_stated(load: Load) -> None:
    claim = next(c for c in CLAIMS if c.source is not None and c.negated)
    tab = load(HTML, f"claim={claim.id}")
    tab.js("navigator.clipboard.writeText = (text) => { window.__copied = text; return Promise.resolve(); }")
    tab.click("#panel .card .doing button")
    tab.until("window.__copied")
    told = tab.js("return window.__copied")
    start, end = claim.evidence.start, claim.evidence.end
    for words in (
        "Ida Quill, “Reed leaves the League for New Commons”, Norland Post, 2031-04-11, https://post.example/reed: “",
        f"(characters {start}–{end})",
        "denied, reported, according to Piers Halloway",
        f"Claim {claim.id}",
    ):
        assert words in told
    assert ARTICLES[claim.article].text[start:end] in told


def test_on_paper_the_drawing_stands_in_light_colours_and_the_tools_are_gone(load: Load) -> None:
    tab = load(HTML, "theme=dark&node=person/ann-vale")
    tab.js("dispatchEvent(new Event('beforeprint'))")
    assert tab.js("return document.querySelectorAll('#printed svg text').length") > 20
    assert tab.js("return document.querySelector('#printed svg rect').getAttribute('fill')") == "#faf9f6"
    tab.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        boxes = "return document.querySelector(arguments[0]).getClientRects().length"
        assert all(tab.js(boxes, seen) for seen in ("#printed svg", "#panel h2"))
        assert not any(tab.js(boxes, gone) for gone in (".tools", "#facets", "#graph"))
    finally:
        tab.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    tab.js("dispatchEvent(new Event('afterprint'))")
    assert tab.js("return document.documentElement.dataset.theme") == "dark"
