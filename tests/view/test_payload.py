"""The data in the page: complete, each passage once, nothing in it that could end a script or lead astray."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Article, Claim, Entity, Evidence
from graphkit.view.payload import CONTEXT, encoded, payload
from graphkit.view.picture import picture
from tests.view.sample import sample

ANN = Entity.named("Person", "Ann Vale")


def test_each_claim_finds_its_quote_and_its_marks_in_its_passage() -> None:
    claims, articles = sample()
    drawing = picture(claims)
    data = payload(drawing, articles, title="x")
    for claim, record in zip(drawing.claims, data["claims"], strict=True):
        passage = data["passages"][record["g"]]["x"]
        assert passage[slice(*record["e"])] == claim.evidence.quote
        trigger = claim.evidence.trigger
        assert trigger
        assert passage[slice(*record["m"][0])] == articles[claim.article].text[slice(*trigger)]


def test_a_sentence_is_stored_once_however_many_claims_rest_on_it() -> None:
    claims, articles = sample()
    stored = json.dumps(payload(picture(claims), articles, title="x")["passages"])
    for claim in claims:
        assert stored.count(json.dumps(claim.evidence.quote)[1:-1]) == 1


@given(st.text(min_size=1, max_size=900), st.data())
def test_quotes_are_right_in_any_text(text: str, data: st.DataObject) -> None:
    article = Article(text)
    claims = []
    for i in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        claims.append(Claim(article.id, ANN, "acts", Evidence.cut(article, start, end), verb=f"v{i}"))
    drawing = picture(claims)
    for articles in ({article.id: article}, {}):
        made = json.loads(encoded(payload(drawing, articles, title="x")))
        for claim, record in zip(drawing.claims, made["claims"], strict=True):
            assert made["passages"][record["g"]]["x"][slice(*record["e"])] == claim.evidence.quote


def test_the_text_around_a_quote_is_short() -> None:
    article = Article("a " * 5000 + "Ann Vale left." + " b" * 5000)
    claim = Claim(article.id, ANN, "leaves", Evidence.cut(article, 10000, 10014))
    passages = payload(picture([claim]), {article.id: article}, title="x")["passages"]
    assert [len(p["x"]) for p in passages] == [14 + 2 * CONTEXT]
    assert passages[0]["whole"] == [False, False]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x", "http:", "https://", "http://a b/", "https://x/\"onclick=",
        "blob:https://x/1", "about:blank", "http://[::1", "\x01https://x.example/",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(address: str) -> None:
    claims, articles = sample()
    key = claims[0].article
    data = payload(picture([claims[0]]), {key: dataclasses.replace(articles[key], address=address)}, title="x")
    assert "url" not in data["articles"][0]


def test_unknown_publication_data_stay_unknown() -> None:
    claims, articles = sample()
    bare = [c for c in claims if articles[c.article].publisher is None]
    assert payload(picture(bare), articles, title="x")["articles"] == [
        {"id": bare[0].article, "title": "Okafor out", "place": "okafor-out", "lang": "en"}
    ]


@given(st.recursive(st.text() | st.sampled_from(["</script>", "<!--", "\u2028", "\ud800", "]]>"]), st.lists))
def test_encoded_data_has_no_markup_and_comes_back_the_same(value: object) -> None:
    text = encoded({"value": value})
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")
    assert json.loads(text) == {"value": value}
