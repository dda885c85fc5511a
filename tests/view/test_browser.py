"""The page in a real Chromium: drawn offline, searched, filtered, read by mouse and keyboard."""

from __future__ import annotations

import csv
import dataclasses
import json
from typing import Any

import pytest

from graphkit.model import Act
from graphkit.view import render
from tests.view.conftest import Load, Tab, saved
from tests.view.sample import sample

pytestmark = pytest.mark.browser

CLAIMS, ARTICLES = sample()
HTML = render(CLAIMS, ARTICLES, title="Norland", queries=[("Who leads what", "graphkit query leaders")])
DENIED = next(c for c in CLAIMS if c.negated and c.predicate == "criticises")


def painted(tab: Tab) -> int:
    """How many different colours the drawing has: an empty one has none."""
    return int(
        tab.js("""
        const canvas = document.querySelector('#graph canvas');
        const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(image.data.buffer)).size;""")
    )


def test_it_is_drawn_without_network_or_complaint(load: Load) -> None:
    tab = load(HTML)
    assert painted(tab) > 50
    assert tab.text("h1") == "Norland"
    assert tab.text("#counts") == "25 names · 55 claims · 8 articles"
    assert tab.requests() == []
    assert tab.complaints() == []


def test_words_in_the_drawing_do_not_cover_each_other(load: Load) -> None:
    tab = load(HTML)
    words = tab.js("return graphkit.words()")
    assert sum(kind == "node" for *_, kind in words) >= 30
    for i, (x, y, w, h, _) in enumerate(words):
        for x2, y2, w2, h2, _ in words[:i]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    counts = tab.js("return graphkit.counts()")
    assert counts["words"] >= 0.75 * counts["arrows"]


def test_search_completes_names_other_names_and_words(load: Load) -> None:
    tab = load(HTML)
    tab.press("/", "vale")
    tab.until("document.querySelectorAll('#found [role=option]').length > 1")
    assert tab.text("#found [aria-selected=true]").startswith("Ann Vale")
    tab.press("\ue007")
    assert tab.text("#panel h2") == "Ann Vale"
    assert "Mrs Vale" in tab.text("#panel")
    tab.press("/", "barrier bill")
    tab.press("\ue015", "\ue013", "\ue007")
    assert tab.text("#panel h2") == "Tidal Barrier Bill"
    tab.press("/", "schools would close")
    tab.press("\ue007")
    assert "schools would close" in tab.text("#panel blockquote")
    tab.press("/", "zzz")
    assert "Nothing" in tab.text("#found")


def test_a_click_on_an_arrow_shows_its_words_and_where_they_stand(load: Load) -> None:
    tab = load(HTML)
    tab.click_at(tab.js("return graphkit.where(arguments[0])", DENIED.id))
    panel = tab.text("#panel")
    assert "Lydia Okafor ✕ not: criticises Ann Vale" in panel
    assert "Lydia Okafor, the Education Secretary, did not criticise Ann Vale." in panel
    article = ("Vale refuses to back barrier bill", "Norland Post · 2031-03-02 · Ida Quill")
    for words in (*article, "denied", "92 %", "by hand 1"):
        assert words in panel
    assert tab.text("mark.trigger") == "criticise"
    link = tab.js("const a = document.querySelector('#panel a'); return [a.href, a.rel, a.target]")
    assert link == ["https://post.example/barrier", "noopener noreferrer", "_blank"]
    assert f"arrow={DENIED.id}" in tab.driver.current_url


def test_a_click_on_a_bundle_shows_each_of_its_claims(load: Load) -> None:
    claim = next(c for c in CLAIMS if c.predicate == "criticises" and c.subject.label == "Tom Arden")
    tab = load(HTML, f"arrow={claim.id}")
    assert tab.js("return document.querySelectorAll('#panel .card').length") == 3
    assert "Publisher unknown · date unknown · author unknown" in tab.text("#panel")


def test_a_click_on_a_name_lists_its_claims_and_one_on_the_ground_lets_go(load: Load) -> None:
    tab = load(HTML)
    tab.click_at(tab.js("return graphkit.where('person/jonas-reed')"))
    assert tab.text("#panel h2") == "Jonas Reed"
    assert "DEFEATED BY · 1" in tab.text("#panel")
    tab.press("\ue00c")
    assert "Every arrow" in tab.text("#panel h2")


def test_what_is_reported_names_whose_word_it_is(load: Load) -> None:
    claim = next(c for c in CLAIMS if c.source is not None and c.predicate == "investigates")
    tab = load(HTML, f"claim={claim.id}")
    assert "According to\nPiers Halloway" in tab.text("#panel")
    assert "planned" in tab.text("#panel .tags")
    assert "reported" in tab.text("#panel .tags")


@pytest.mark.parametrize(
    ("facet", "left"),
    [
        ("only denied", sum(c.negated for c in CLAIMS)),
        ("only criticises", sum(c.predicate == "criticises" for c in CLAIMS)),
        ("only The Ambleford Echo", sum(ARTICLES[c.article].publisher == "The Ambleford Echo" for c in CLAIMS)),
        ("only unknown", sum(ARTICLES[c.article].publisher is None for c in CLAIMS)),
    ],
)
def test_a_facet_leaves_its_claims_only(load: Load, facet: str, left: int) -> None:
    tab = load(HTML)
    tab.js('document.querySelector(`[aria-label="${arguments[0]}"]`).click()', facet)
    assert tab.js("return graphkit.counts().claims") == left
    assert f"{left} of {len(CLAIMS)} claims" in tab.text("#counts")


def test_facets_count_and_hide(load: Load) -> None:
    tab = load(HTML)
    row = "[...document.querySelectorAll('.facet')].find((r) => r.textContent.startsWith('party'))"
    assert tab.js(f"return {row}.querySelector('output').textContent") == "3"
    tab.js(f"{row}.querySelector('input').click()")
    parties = {"Harbour Party", "Meadow League", "New Commons"}
    left = [c for c in CLAIMS if c.subject.label not in parties and (not c.object or c.object.label not in parties)]
    assert tab.js("return graphkit.counts().claims") == len(left)


def test_time_and_confidence_narrow_the_claims(load: Load) -> None:
    tab = load(HTML, "from=2031-05-01&undated=no")
    late = [c for c in CLAIMS if (p := ARTICLES[c.article].published) and p.earliest.month >= 5]
    assert tab.js("return graphkit.counts().claims") == len(late)
    assert "4 claims of unknown date" in tab.text("#time")
    tab = load(HTML, "sure=0.9")
    assert tab.js("return graphkit.counts().claims") == sum(c.confidence > 0.9 for c in CLAIMS)


def test_the_table_holds_the_same_claims_and_is_sorted_by_keyboard(load: Load) -> None:
    tab = load(HTML)
    tab.press("t")
    assert tab.js("return document.querySelectorAll('#table tbody tr').length") == len(CLAIMS)
    tab.js("document.querySelector('#table th button').focus()")
    tab.press("\ue007")
    subjects = tab.js("return [...document.querySelectorAll('#table tbody tr')].map((r) => r.cells[0].textContent)")
    assert subjects == sorted(subjects)
    assert tab.js("return document.querySelector('#table th').getAttribute('aria-sort')") == "ascending"
    tab.js("document.querySelector('#table tbody button').focus()")
    tab.press("\ue015", "\ue007")
    assert tab.js("return document.querySelector('#table [aria-current=true]').closest('tr').rowIndex") == 2
    assert subjects[1] in tab.text("#panel .saying")


def test_the_table_is_narrowed_by_words_beside_the_drawing(load: Load) -> None:
    tab = load(HTML, "view=both")
    assert painted(tab) > 50
    tab.click("#table input")
    tab.press("okafor union")
    rows = tab.js("return [...document.querySelectorAll('#table tbody tr')].map((r) => r.textContent)")
    wanted = [c for c in CLAIMS if "Okafor" in c.evidence.quote and "union" in c.evidence.quote.lower()]
    assert len(rows) == len(wanted) > 0
    assert f"{len(rows)} of {len(CLAIMS)} claims" in tab.text("#table output")
    assert "words=okafor" in tab.driver.current_url
    assert tab.complaints() == []


def test_the_graph_is_walked_by_arrow_keys(load: Load) -> None:
    tab = load(HTML)
    tab.js("document.querySelector('#graph').focus()")
    tab.press("\ue014")
    first = tab.text("#panel h2")
    tab.press("\ue012")
    assert tab.text("#panel h2") != first
    assert tab.js("return document.querySelector('#live').textContent") != ""


def test_a_link_opens_the_same_view(load: Load) -> None:
    tab = load(HTML, "node=person/tom-arden&no-how=denied&theme=dark&view=table")
    assert tab.text("#panel h2") == "Tom Arden"
    assert tab.js("return document.documentElement.dataset.theme") == "dark"
    assert tab.js("return graphkit.counts().claims") == sum(not c.negated for c in CLAIMS)
    assert tab.js("return document.querySelector('#graph').hidden")
    assert tab.complaints() == []


def test_dark_and_light_are_a_click_apart(load: Load) -> None:
    tab = load(HTML, "theme=light")
    before = tab.js("return getComputedStyle(document.body).backgroundColor")
    tab.click("#theme")
    assert tab.js("return getComputedStyle(document.body).backgroundColor") != before
    assert painted(tab) > 50


def test_selected_claims_are_saved_as_csv_and_json_and_the_picture_as_png(load: Load) -> None:
    tab = load(HTML, "node=person/edwin-marsh")
    wanted = {c.id for c in CLAIMS if "Edwin Marsh" in {e.label for e in c.entities()}}
    for kind in ("csv", "json", "png"):
        tab.click("#save")
        tab.click(f"#save-{kind}")
    with saved(tab.driver, "graphkit-claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["id"] for row in csv.DictReader(stream)} == wanted
    records = json.loads(saved(tab.driver, "graphkit-claims.json").read_text(encoding="utf-8"))
    assert {record["id"] for record in records} == wanted
    assert saved(tab.driver, "graphkit.png").read_bytes().startswith(b"\x89PNG")
    assert tab.requests() == []


def test_what_was_too_much_to_draw_is_told(load: Load) -> None:
    tab = load(render(CLAIMS, ARTICLES, title="cut", max_nodes=9, queries=[("Less", "graphkit view 'Ann Vale'")]))
    notice = tab.text("#notice")
    assert "left out" in notice
    assert "graphkit view 'Ann Vale'" in notice
    assert tab.complaints() == []


def test_many_acts_are_drawn_beside_the_selected_name_only(load: Load) -> None:
    first = next(c for c in CLAIMS if c.subject.label == "Ann Vale" and c.object is None)
    many = [dataclasses.replace(first, act=Act(first.article, f"deed {i}"), verb=str(i)) for i in range(60)]
    tab = load(render([*CLAIMS, *many], ARTICLES, title="many"))
    drawn = "return graphkit.words().filter((b) => b[4] === 'node').length"
    before = tab.js(drawn)
    tab.click_at(tab.js("return graphkit.where('person/ann-vale')"))
    assert "REFUSES · 61" in tab.text("#panel")
    tab.js("location.hash = ''")
    assert tab.js(drawn) == before
    assert tab.complaints() == []


@pytest.mark.parametrize("claims", [[], CLAIMS[:1], [c for c in CLAIMS if c.target is None]])
def test_little_or_nothing_is_drawn_without_complaint(load: Load, claims: list[Any]) -> None:
    tab = load(render(claims, ARTICLES, title="little"))
    assert tab.complaints() == []
    assert tab.js("return document.querySelector('#nothing').hidden") is bool(claims)


def test_without_articles_the_quote_alone_is_shown(load: Load) -> None:
    tab = load(render(CLAIMS, [], title="bare"), f"claim={DENIED.id}")
    assert "did not criticise Ann Vale" in tab.text("#panel blockquote")
    assert "Untitled article" in tab.text("#panel")
    assert tab.complaints() == []
