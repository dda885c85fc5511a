# ruff: noqa: E501  (payloads are not to be broken)
"""Hostile text in every field of article, entity and claim: shown as text, never run, never asked for."""

from __future__ import annotations

import pytest

from graphkit.model import Act, Article, Claim, Entity, Evidence
from graphkit.view import render
from tests.view.conftest import Load

pytestmark = pytest.mark.browser

#: each sets window.__pwned, or asks for an address, or makes an element of class pwned, if it is ever taken for more than text
PAYLOADS = [
    "<script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "<!--<script>window.__pwned=1//",
    "--><script>window.__pwned=1</script>",
    "</title><script>window.__pwned=1</script>",
    "</style><script>window.__pwned=1</script>",
    "</textarea><script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1 class=pwned>",
    "<img src=https://pwned.example/i.png class=pwned>",
    "<svg onload=window.__pwned=1 class=pwned>",
    "<svg><script>window.__pwned=1</script></svg>",
    "<svg><animate onbegin=window.__pwned=1 attributeName=x dur=1s class=pwned>",
    "<iframe src='javascript:parent.__pwned=1' class=pwned></iframe>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>' class=pwned></iframe>",
    "<object data='https://pwned.example/o' class=pwned></object>",
    "<embed src='https://pwned.example/e' class=pwned>",
    "<link rel=stylesheet href=https://pwned.example/s.css class=pwned>",
    "<link rel=prefetch href=https://pwned.example/p class=pwned>",
    "<meta http-equiv=refresh content='0;url=https://pwned.example/' class=pwned>",
    "<base href=https://pwned.example/ class=pwned>",
    "<form action=https://pwned.example/><button autofocus onfocus=window.__pwned=1 class=pwned>",
    "<details open ontoggle=window.__pwned=1 class=pwned>",
    "<video><source onerror=window.__pwned=1 class=pwned></video>",
    "<body onload=window.__pwned=1>",
    "<input autofocus onfocus=window.__pwned=1 class=pwned>",
    "<marquee onstart=window.__pwned=1 class=pwned>x</marquee>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__pwned=1 class=pwned>",
    "<template><img src=x onerror=window.__pwned=1 class=pwned></template>",
    "<a href='javascript:window.__pwned=1' class=pwned>x</a>",
    "\" onmouseover=\"window.__pwned=1\" class=\"pwned",
    "' onmouseover='window.__pwned=1' class='pwned",
    "` onmouseover=window.__pwned=1 class=pwned",
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1//",
    "data:text/html,<script>window.__pwned=1</script>",
    "https://pwned.example/<script>window.__pwned=1</script>",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "${window.__pwned=1}",
    "<%= window.__pwned=1 %>",
    "%%SCRIPT%%",
    "%%DATA%%",
    "{% raw %}<script>window.__pwned=1</script>",
    "\\u003cscript>window.__pwned=1\\u003c/script>",
    "&lt;script&gt;window.__pwned=1&lt;/script&gt;",
    "\\\"};window.__pwned=1;//",
    "'-(window.__pwned=1)-'",
    "\u2028window.__pwned=1\u2029",
    "]]><script>window.__pwned=1</script>",
    "__proto__",
    "constructor",
    "<b class=pwned>bold</b> *bold* `code`",
    "x</bdi><img src=x onerror=window.__pwned=1 class=pwned>",
    "expression(window.__pwned=1) url(https://pwned.example/c.png)",
    "@import 'https://pwned.example/s.css';",
    "<script\x00>window.__pwned=1</script\x00>",
    "<scr\x00ipt>window.__pwned=1</scr\x00ipt>",
    "\ud800<img src=x onerror=window.__pwned=1 class=pwned>",
    "\u202e<img src=x onerror=window.__pwned=1 class=pwned>\u202c",
    "=HYPERLINK(\"https://pwned.example/\")",
    "<noscript><p title='</noscript><img src=x onerror=window.__pwned=1 class=pwned>'>",
]  # fmt: skip


def hostile() -> tuple[list[Claim], list[Article]]:
    claims, articles = [], []
    for i, text in enumerate(PAYLOADS):
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
            object=(start + len(text) // 2, start + len(text)), content=(start, start + 2),
        )  # fmt: skip
        act = Act(article.id, text, (other,))
        claims += [
            Claim(article.id, one, "criticises", place, other, act, text, source=other, extractor=text),
            Claim(article.id, one, "refuses", place, None, act, text, negated=True, extractor=text),
            Claim(article.id, other, "acts", place, one, None, text, extractor=text),
            Claim(article.id, one, text, place, None, None, text),
        ]
    return claims, articles


def test_hostile_text_is_only_ever_text(load: Load) -> None:
    claims, articles = hostile()
    queries = [(text, text) for text in PAYLOADS]
    titles = "".join(PAYLOADS)
    tab = load(render(claims, articles, title=titles, queries=queries))
    elements = tab.js(
        "return document.querySelectorAll('script, link, meta, style, base, iframe, object, embed').length"
    )
    # A claim of each payload and each person is opened by the page's own address, in graph and table; all is searched.
    tab.driver.set_script_timeout(120)
    tab.js("window.__ids = JSON.parse(document.querySelector('#data').textContent)")
    tab.driver.execute_async_script(
        """
        const done = arguments[arguments.length - 1], D = window.__ids, places = [];
        D.claims.forEach((c, i) => { if (i % 4 === (i >> 2) % 4) places.push('claim=' + c.id); });
        for (const n of D.nodes) if (n.k === 'Person') places.push(String(new URLSearchParams({node: n.id})));
        places.push('view=table', 'view=table&no-how=denied');
        const find = document.querySelector('#find');
        const next = (i) => {
          if (i >= places.length) { done(); return; }
          location.hash = places[i];
          find.focus();
          find.value = arguments[0][i % arguments[0].length].slice(0, 12);
          find.dispatchEvent(new Event('input'));
          setTimeout(next, 0, i + 1);
        };
        next(0);""",
        [text for text in PAYLOADS if "\ud800" not in text],
    )
    tab.js("for (const b of document.querySelectorAll('.facet .only')) if (Math.random() < 0.2) b.click()")
    assert tab.js("return window.__pwned") is None
    assert tab.js("return document.querySelectorAll('.pwned').length") == 0
    now = tab.js("return document.querySelectorAll('script, link, meta, style, base, iframe, object, embed').length")
    assert now == elements
    assert (
        tab.js(
            "return [...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => /^on/i.test(a.name)))"
        )
        is False
    )
    assert tab.js(
        """return [...document.querySelectorAll('a')].every((a) => !a.hasAttribute('href') || /^(https?:|file:)/.test(a.protocol))"""
    )
    assert tab.js("return Object.prototype.polluted") is None
    assert tab.requests() == []
    assert tab.complaints() == []


def test_nothing_of_an_article_is_in_ids_classes_styles_or_names_of_files(load: Load) -> None:
    claims, articles = hostile()
    tab = load(render(claims, articles, title="x"))
    for place in ("", "view=table", f"claim={claims[0].id}", f"node={claims[0].subject.id}"):
        tab.js("location.hash = arguments[0]", place)
        found = tab.js("""return [...document.querySelectorAll('#app *')].flatMap((e) => [e.id, e.className?.baseVal ?? e.className,
            e.getAttribute('style'), e.getAttribute('name'), e.download]).filter((t) => /pwned|script|\\{\\{|example/i.test(t ?? ''))""")
        assert found == []
