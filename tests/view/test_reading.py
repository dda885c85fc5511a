"""The words behind a claim and a name's dossier, read in a real Chromium as a person would."""

from __future__ import annotations

import dataclasses

import pytest

from graphkit.model import Act, Claim
from graphkit.view import render
from tests.view.conftest import Load
from tests.view.sample import sample

pytestmark = pytest.mark.browser

CLAIMS, ARTICLES = sample()
HTML = render(CLAIMS, ARTICLES, title="Norland")


def one(subject: str, predicate: str, **fields: object) -> Claim:
    """The first claim of the sample with this subject, predicate and these fields."""
    return next(
        c
        for c in CLAIMS
        if c.subject.label == subject
        and c.predicate == predicate
        and all(getattr(c, name) == value for name, value in fields.items())
    )


def test_a_claim_names_speaker_polarity_modality_and_confidence(load: Load) -> None:
    claim = one("Piers Halloway", "helps")
    text = load(HTML, f"claim={claim.id}").text("#panel dl")
    for words in ("According to\nPiers Halloway", "Polarity\ndenied", "Modality\nasserted", "Confidence\n70 %"):
        assert words in text


def test_other_articles_that_say_the_same_are_named_with_their_words(load: Load) -> None:
    claim = one("Tom Arden", "criticises")
    tab = load(HTML, f"claim={claim.id}")
    same = tab.text("#panel .same")
    assert same.startswith("OTHER ARTICLES SAY THE SAME · 2")
    assert "once again attacked Ann Vale" in same
    tab.click("#panel .same .row")
    assert "once again attacked Ann Vale" in tab.text("#panel blockquote")


@pytest.mark.parametrize("kind", ["denied", "contrary"])
def test_articles_that_say_the_opposite_are_named_even_where_filtered_out(load: Load, kind: str) -> None:
    said = one("Omar Fenn", "supports")
    other = one("Tom Arden", "criticises", article=one("Lydia Okafor", "resigns").article)
    change: dict[str, object] = {"negated": True} if kind == "denied" else {"predicate": "opposes"}
    against = dataclasses.replace(said, article=other.article, evidence=other.evidence, **change)  # type: ignore[arg-type]
    html = render([*CLAIMS, against], ARTICLES, title="Norland")
    tab = load(html, f"claim={said.id}&undated=no")
    told = tab.text("#panel .against")
    assert told.startswith("THE OPPOSITE IS SAID · 1 ARTICLE")
    assert "Tom Arden again criticised Ann Vale." in told
    tab.click("#panel .against .row")
    assert f"claim={against.id}" in tab.driver.current_url
    assert "Omar Fenn" in tab.text("#panel .against")
    tab = load(html, "view=dossier&about=person/omar-fenn")
    assert tab.js("return document.querySelectorAll('#dossier .tag.disputed').length") > 0


def test_what_nobody_else_says_is_told(load: Load) -> None:
    tab = load(HTML, f"claim={one('Edwin Marsh', 'leads').id}")
    assert "No other article was found" in tab.text("#panel .alone")


def test_different_contents_are_not_the_same_claim(load: Load) -> None:
    claim = one("Ann Vale", "refuses")
    assert claim.act is not None
    other = dataclasses.replace(claim, act=dataclasses.replace(claim.act, content="answer questions of reporters"))
    tab = load(render([*CLAIMS, other], ARTICLES, title="x"), f"claim={claim.id}")
    assert not tab.driver.find_elements("css selector", "#panel .again")


@pytest.mark.parametrize(
    ("first", "second", "opposite"),
    [
        ("in March", "in March, when the vote on the barrier was near", True),
        ("on Tuesday", "on Monday", False),
        ("for the costs of the barrier", "for the silence of the council", False),
        ("it", "it", True),
    ],
)
def test_contents_beside_an_object_may_say_more_but_not_something_else(
    load: Load, first: str, second: str, opposite: bool
) -> None:
    said, place = one("Lydia Okafor", "meets"), one("Greta Lind", "leads")
    claims = [
        dataclasses.replace(said, act=Act(said.article, first)),
        dataclasses.replace(
            said, act=Act(place.article, second), negated=True, article=place.article, evidence=place.evidence
        ),
    ]
    tab = load(render(claims, ARTICLES, title="x"), f"claim={claims[0].id}")
    assert bool(tab.driver.find_elements("css selector", "#panel .against")) is opposite


def test_different_verbs_of_other_acts_are_not_the_same_claim(load: Load) -> None:
    claim = one("Ann Vale", "acts")
    place = one("Greta Lind", "leads")
    other = dataclasses.replace(claim, verb="telephone", article=place.article, evidence=place.evidence)
    tab = load(render([*CLAIMS, other], ARTICLES, title="x"), f"claim={claim.id}")
    assert not tab.driver.find_elements("css selector", "#panel .same")


def test_a_dossier_tells_offices_sides_timeline_and_sources(load: Load) -> None:
    tab = load(HTML)
    tab.press("/", "ann vale", "\ue007")
    tab.click("#panel .doing button")
    assert tab.text("#dossier h2") == "Ann Vale"
    ties = tab.text("#dossier .is")
    for words in ("leads\nHarbour Party", "holds office\nFirst Minister of Norland"):
        assert words in ties
    assert "Omar Fenn supports" in tab.text("#dossier .for")
    against = tab.text("#dossier .against")
    assert "Tom Arden criticises" in against
    assert "Mira Castell accuses “hiding the costs”" in against
    assert "Lydia Okafor" not in against  # she did not criticise: denied is on no side
    days = tab.js("return [...document.querySelectorAll('#dossier .timeline time')].map((t) => t.dateTime)")
    assert days == sorted(days)
    assert days[0] == "2031-03-02"
    assert "Tom Arden criticises Ann Vale" in tab.text("#dossier .undated")
    assert tab.js("return document.querySelectorAll('#dossier .sources li').length") == 5
    tab.click("#dossier .against .ref")
    assert tab.text("#panel blockquote") != ""
    assert tab.text("#dossier h2") == "Ann Vale"
    assert tab.complaints() == []


def test_a_timeline_by_validity_shows_only_what_an_article_dates(load: Load) -> None:
    tab = load(HTML, "view=dossier&about=person/jonas-reed")
    tab.click("#dossier .clock button:last-child")
    assert tab.text("#dossier .timeline").startswith("April 2031\n2031-04 from here: Jonas Reed member of New Commons")
    assert "of which no article says when it holds" in tab.text("#dossier .when")
    assert "clock=holds" in tab.driver.current_url


def test_the_dossier_follows_the_name_that_is_chosen_and_the_filters(load: Load) -> None:
    tab = load(HTML, "view=dossier&about=person/ann-vale")
    tab.click("#dossier select")
    tab.press("Greta Lind", "\ue007")
    assert tab.text("#dossier h2") == "Greta Lind"
    assert "about=person" in tab.driver.current_url
    tab = load(HTML, "view=dossier&about=person/ann-vale&no-predicate=criticises")
    assert "Tom Arden criticises" not in tab.text("#dossier")
    assert "with the present filters" in tab.text("#dossier .head")


def test_what_is_told_in_ones_own_words_says_so(load: Load) -> None:
    said = one("Mira Castell", "supports")
    told = dataclasses.replace(said, source=None)
    html = render([told if c is said else c for c in CLAIMS], ARTICLES)
    tab = load(html, f"claim={told.id}")
    assert "told by themselves" in tab.text("#panel .tags")
    assert "Mira Castell of their own deeds" in tab.text("#panel dl").replace("\n", " ")


def test_what_is_said_often_is_one_line_that_opens_all(load: Load) -> None:
    arrow = [c for c in CLAIMS if (c.subject.label, c.predicate) == ("Tom Arden", "memberOf")]
    again = dataclasses.replace(arrow[0], article=one("Tom Arden", "criticises").article)
    again = dataclasses.replace(again, evidence=one("Tom Arden", "criticises").evidence)
    tab = load(render([*CLAIMS, again], ARTICLES), f"node={arrow[0].subject.id}")
    rows = "[...document.querySelectorAll('#panel .row')].filter((r) => r.textContent.includes('2 claims, the latest'))"
    assert tab.js(f"return {rows}.length") == 1
    tab.js(f"{rows}[0].click()")
    assert tab.js("return document.querySelectorAll('#panel .card').length") == 2


def test_who_came_and_went_tells_the_story_by_date(load: Load) -> None:
    turns = {"resigns", "joins", "leaves", "elected", "appoints", "dismisses", "defeats", "sues"}
    told = [c for c in CLAIMS if c.predicate in turns and c.is_plain and c.object is not None]
    tab = load(HTML)
    rows = tab.js("return [...document.querySelectorAll('#panel .row .when')].map((when) => when.textContent)")
    assert 0 < len(rows) <= len(told)
    assert rows == sorted(rows)
