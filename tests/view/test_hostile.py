# ruff: noqa: E501  (scripts are not to be broken)
"""Hostile text in every field of article, entity and claim, in exports and in the address: shown as text, never run,
never asked for."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest

from graphkit.model import Act, Article, Claim, Entity, Evidence
from graphkit.view import build, render
from tests.view.conftest import Load, Tab
from tests.view.payloads import PAYLOADS

pytestmark = pytest.mark.browser

#: elements that no text of an article may ever make
ACTIVE = (
    "script, link, meta, style, base, iframe, object, embed, form, video, audio, img, template, noscript, animate, use"
)

#: what is asked for and run, collected while one goes through the page by its addresses
WALK = """
    const done = arguments[arguments.length - 1], places = arguments[0], active = arguments[1], wrong = [];
    const before = document.querySelectorAll(active).length;
    const look = (place) => {
      if (window.__pwned !== undefined || document.querySelector('.pwned') || document.querySelectorAll(active).length !== before) wrong.push(place);
      for (const e of document.querySelectorAll('#app *, dialog *')) for (const a of e.attributes) if (/^on/i.test(a.name)) wrong.push(place);
      for (const a of document.querySelectorAll('a[href]')) {
        if (!/^(https?:|file:)$/.test(a.protocol)) wrong.push(place);
        if (a.id !== 'skip' && (a.rel !== 'noopener noreferrer' || a.username)) wrong.push(place);
      }
    };
    const next = (i) => {
      if (i >= places.length) { done(wrong); return; }
      location.hash = places[i];
      setTimeout(() => { look(places[i]); next(i + 1); }, 0);
    };
    next(0);"""


def hostile(texts: Sequence[str] = PAYLOADS) -> tuple[list[Claim], list[Article]]:
    """Claims and articles with each text in every field."""
    claims, articles = [], []
    for i, text in enumerate(texts):
        before, after = f"{text} said ", f" {text}. "
        article = Article(
            before + text + after,
            title=text,
            address=text,
            publisher=text,
            authors=(text, text),
            language=text,
            document=text,
        )
        articles.append(article)
        one = Entity(f"person/{text}", "Person", text, (f"{text} too",))
        other = Entity(f"party/{i}{text}", "Party", f"{i} {text}", (text,))
        start = len(before)
        place = Evidence.cut(
            article, start, start + len(text), trigger=(start, start + 1), subject=(start, start + len(text)),
            object=(start + len(text) // 2, start + len(text)), content=((start, start + 2),),
        )  # fmt: skip
        act = Act(article.id, text, (other,))
        claims += [
            Claim(article.id, one, "criticises", place, other, act, text, source=other, extractor=text),
            Claim(article.id, one, "refuses", place, None, act, text, negated=True, extractor=text),
            Claim(article.id, other, "acts", place, one, None, text, extractor=text),
            Claim(article.id, one, text, place, None, None, text),
        ]
    return claims, articles


@pytest.fixture(scope="module")
def page() -> str:
    claims, articles = hostile()
    return render(claims, articles, title="".join(PAYLOADS), queries=[(text, text) for text in PAYLOADS])


def walk(tab: Tab, places: list[str]) -> list[str]:
    """The places by whose address something of a text became more than text."""
    tab.driver.set_script_timeout(300)
    found: list[str] = tab.driver.execute_async_script(WALK, places, ACTIVE)
    return found


def quiet(tab: Tab) -> None:
    """Nothing ran, nothing was asked for, nothing was refused by the policy, no object was changed."""
    assert tab.js("return window.__pwned") is None
    assert tab.js("return Object.prototype.polluted") is None
    assert tab.requests() == []
    assert tab.complaints() == []


def test_there_are_enough_payloads_and_they_would_be_noticed(load: Load, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 200
    tab = load(render([], [], title="x"))
    place = tmp_path / "careless.html"
    place.write_text("<!doctype html><body>" + "".join(PAYLOADS[2:6]), encoding="utf-8")
    tab.driver.get(place.as_uri())
    tab.until("window.__pwned === 1")
    assert tab.js("return document.querySelectorAll('.pwned').length") > 1
    assert any("pwned.example" in address for address in tab.requests())


@pytest.mark.parametrize("part", range(5))
def test_every_claim_and_every_name_is_only_ever_text(load: Load, part: int) -> None:
    texts = PAYLOADS[part::5]
    claims, articles = hostile(texts)
    tab = load(render(claims, articles, title="".join(texts), queries=[(text, text) for text in texts]))
    places = [f"claim={claim.id}" for claim in claims if claim.predicate == "criticises"]
    tab.js("window.__data = JSON.parse(document.querySelector('#data').textContent)")
    people = tab.js("""return window.__data.nodes.filter((n) => n.k === 'Person')
        .map((n) => String(new URLSearchParams({node: n.id, view: 'dossier'})))""")
    places += people
    places += ["view=table", "view=both", "view=table&no-how=denied", ""]
    assert len(places) >= 2 * len(texts)
    assert walk(tab, places) == []
    quiet(tab)


def test_search_filters_menus_and_dialogs_hold_only_text(load: Load, page: str) -> None:
    tab = load(page)
    wrong = tab.js(
        """
        const find = document.querySelector('#find'), wrong = [];
        const look = (what) => { if (window.__pwned !== undefined || document.querySelector('.pwned')) wrong.push(what); };
        find.focus();
        for (const text of arguments[0]) {
          find.value = text.slice(0, 40);
          find.dispatchEvent(new Event('input'));
          look(text);
        }
        find.blur();
        for (const id of ['save', 'ask', 'help']) document.getElementById(id).click();
        look('dialogs');
        for (const open of document.querySelectorAll('dialog[open]')) open.close();
        document.querySelectorAll('.facet .only').forEach((b, i) => { if (i % 40 === 0) { b.click(); look('only'); } });
        location.hash = 'view=table';
        return wrong;""",
        [text for text in PAYLOADS if "\ud800" not in text and "\ud83d" not in text],
    )
    assert wrong == []
    tab.js("for (const b of document.querySelectorAll('#table th button')) b.click()")
    tab.js("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    quiet(tab)


def test_the_address_may_say_what_it_likes(load: Load) -> None:
    claims, articles = hostile()
    tab = load(render(claims[:16], articles[:4], title="x"))
    keys = ["node", "claim", "arrow", "end", "about", "view", "words", "theme", "clock", "from", "to", "undated", "sure", "no-type",
            "no-how", "no-predicate", "no-publisher", "__proto__", "constructor"]  # fmt: skip
    places = tab.js(
        """const [texts, keys] = arguments, found = [];
        texts.forEach((text, i) => {
          found.push(i % 2 ? text : keys[i % keys.length] + '=' + text);
          const all = new URLSearchParams();
          for (const key of keys) all.append(key, text);
          found.push(String(all));
        });
        return found;""",
        [text.encode("utf-8", "replace").decode() for text in PAYLOADS],
        keys,
    )
    assert len(places) >= 400
    assert walk(tab, places) == []
    quiet(tab)


def test_exports_carry_texts_whole_and_harmless(load: Load, page: str, tmp_path: Path) -> None:
    claims, articles = hostile()
    tab = load(page)
    tab.driver.set_script_timeout(60)
    files = tab.driver.execute_async_script(
        """
        const done = arguments[0], blobs = [];
        URL.createObjectURL = (blob) => { blobs.push(blob); return 'blob:null/none'; };
        HTMLAnchorElement.prototype.click = function () { blobs[blobs.length - 1].file = this.download; };
        for (const id of ['save-csv', 'save-json', 'save-svg']) document.getElementById(id).click();
        Promise.all(blobs.map(async (b) => [b.file, await b.text()])).then(done);"""
    )
    assert [name for name, _ in files] == ["graphkit-claims.csv", "graphkit-claims.json", "graphkit.svg"]
    texts = dict(files)
    rows = list(csv.reader(io.StringIO(texts["graphkit-claims.csv"].removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(claims) + 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    records = {record["id"]: record for record in json.loads(texts["graphkit-claims.json"])}
    titles = {article.id: article.title for article in articles}
    assert {key: record["article"]["title"] for key, record in records.items()} == {
        c.id: titles[c.article] for c in claims
    }
    root = ET.fromstring(texts["graphkit.svg"])
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "title", "desc", "rect", "path", "text"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]
    place = tmp_path / "picture.svg"
    place.write_text(texts["graphkit.svg"], encoding="utf-8")
    tab.driver.get(place.as_uri())
    quiet(tab)


def test_a_notebook_holds_the_page_in_a_frame_apart(load: Load, tmp_path: Path) -> None:
    claims, articles = hostile()
    frame = build(claims, articles, title="".join(PAYLOADS))._repr_html_()
    tab = load(render([], [], title="x"))
    place = tmp_path / "notebook.html"
    place.write_text(f"<!doctype html><meta charset=utf-8><body>{frame}", encoding="utf-8", errors="replace")
    tab.driver.get(place.as_uri())
    tab.driver.switch_to.frame(0)
    try:
        tab.until("document.documentElement.dataset.ready", 20)
        assert tab.js("return document.querySelectorAll('.pwned').length") == 0
        assert tab.js("return origin") == "null"
    finally:
        tab.driver.switch_to.default_content()
    assert tab.js("return document.body.children.length") == 1
    quiet(tab)


def test_nothing_of_an_article_is_in_ids_classes_styles_or_names_of_files(load: Load) -> None:
    claims, articles = hostile()
    tab = load(render(claims, articles, title="x"))
    for place in ("", "view=table", f"claim={claims[0].id}", f"node={claims[0].subject.id}"):
        tab.js("location.hash = arguments[0]", place)
        found = tab.js("""return [...document.querySelectorAll('#app *')].flatMap((e) => [e.id, e.className?.baseVal ?? e.className,
            e.getAttribute('style'), e.getAttribute('name'), e.download]).filter((t) => /pwned|script|\\{\\{|example/i.test(t ?? ''))""")
        assert found == []
