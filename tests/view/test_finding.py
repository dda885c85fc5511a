"""How one comes to what one looks for in a real Chromium: focus, ways between two, folding, two clocks, going back."""

from __future__ import annotations

import random

import pytest

from graphkit.model import Article, Claim, Entity, Evidence
from graphkit.view import render
from tests.view.conftest import Load, Tab
from tests.view.sample import sample

pytestmark = pytest.mark.browser

CLAIMS, ARTICLES = sample()
HTML = render(CLAIMS, ARTICLES, title="Norland")


def crowd(people: int, claims: int) -> str:
    """A page of so many people, with hubs as news has them."""
    chance = random.Random(5)
    article = Article("Somebody met somebody at length in the hall.", title="Hall")
    found = [Entity.named("Person", f"Ada Number {i}") for i in range(people)]
    evidence = Evidence.cut(article, 0, 20)
    pairs = {(i, int(people * chance.random() ** 2.5)) for i in list(range(people)) * (claims // people)}
    made = [Claim(article.id, found[a], "meets", evidence, found[b]) for a, b in sorted(pairs) if a != b]
    return render(made, [article], max_nodes=people)


CROWD = crowd(900, 1800)


def shown(tab: Tab) -> int:
    return int(tab.js("return graphkit.counts().claims"))


def drawn(tab: Tab) -> int:
    return int(tab.js("return graphkit.drawn().length"))


def slide(tab: Tab, label: str, value: str) -> None:
    """Move a slider there, as a hand does, and let it go."""
    tab.js(
        """const s = document.querySelector(`[aria-label="${arguments[0]}"]`);
        s.value = arguments[1]; s.dispatchEvent(new Event('input'));""",
        label, value,
    )  # fmt: skip


def test_a_focus_leaves_what_is_around_a_name(load: Load) -> None:
    tab = load(HTML)
    tab.press("/", "jonas reed", "\ue007", "f")
    assert "Around Jonas Reed" in tab.text("#focus").replace("\n", " ")
    near = {c.id for c in CLAIMS if "Jonas Reed" in {c.subject.label, c.object.label if c.object else ""}}
    assert shown(tab) >= len(near)
    assert "Lydia Okafor" not in tab.js("return graphkit.drawn()")
    one_step = shown(tab)
    tab.click('#focus [aria-label="One step more"]')
    assert shown(tab) > one_step
    assert "steps=2" in tab.driver.current_url
    tab.click('#focus [aria-label="Show all again"]')
    assert shown(tab) == len(CLAIMS)
    assert not tab.driver.find_element("css selector", "#focus").is_displayed()


def test_the_ways_between_two_names_are_told_and_picked(load: Load) -> None:
    tab = load(HTML)
    tab.press("/", "edwin marsh", "\ue007")
    tab.click("#panel [title^='Show only the ways']")
    assert "A way from Edwin Marsh to" in tab.text("#focus")
    tab.press("ann vale", "\ue007")
    assert "Between Edwin Marsh and Ann Vale" in tab.text("#focus").replace("\n", " ")
    every = drawn(tab)
    tab.js("[...document.querySelectorAll('#focus .ways button')][1].click()")
    assert set(tab.js("return graphkit.drawn()")) == {"Edwin Marsh", "Lydia Okafor", "Ann Vale"}
    assert every > 3
    again = load(HTML, tab.driver.current_url.split("#")[1])
    assert drawn(again) == 3


def test_shift_and_a_click_on_a_second_name_shows_the_ways_between(load: Load) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    tab = load(HTML)
    tab.click_at(tab.js("return graphkit.where('person/jonas-reed')"))
    ActionChains(tab.driver, duration=0).key_down("\ue008").perform()
    tab.click_at(tab.js("return graphkit.where('person/greta-lind')"))
    ActionChains(tab.driver, duration=0).key_up("\ue008").perform()
    assert "Between Jonas Reed and Greta Lind" in tab.text("#focus").replace("\n", " ")


def test_names_without_a_way_between_them_say_so(load: Load) -> None:
    tab = load(HTML, "focus=person/ann-vale&focus=place/norland&ways=all&no-predicate=partOf")
    assert "no way of up to five steps" in tab.text("#focus")


def test_a_party_folds_into_one_and_opens_again(load: Load) -> None:
    tab = load(HTML)
    before = drawn(tab)
    tab.press("/", "harbour party", "\ue007", "g")
    names = tab.js("return graphkit.drawn()")
    assert "Harbour Party" in names
    assert not {"Ann Vale", "Tom Arden", "Mira Castell", "Ambleford"} & set(names)
    assert shown(tab) == len(CLAIMS), "folding takes no claim out"
    assert tab.js("return graphkit.words().some((word) => word[4] === 'fold')")
    tab.press("g")
    assert drawn(tab) == before


def test_two_clocks_narrow_apart_from_each_other(load: Load) -> None:
    tab = load(HTML)
    tab.click("#time [data-axis=holds]")
    dated = [c for c in CLAIMS if c.valid_from or c.valid_until]
    assert f"{len(CLAIMS) - len(dated)} claims of unknown date" in tab.text("#time")
    tab.click("#time input[type=checkbox]")
    assert shown(tab) == len(dated)
    tab.click("#time [data-axis=published]")
    assert tab.js("return document.querySelector('[data-axis=holds]').classList.contains('narrowed')")
    assert shown(tab) == len(dated)
    assert "timeless=no" in tab.driver.current_url


def test_who_says_it_is_a_facet(load: Load) -> None:
    tab = load(HTML)
    told = [c for c in CLAIMS if c.source and c.source.label == "Piers Halloway"]
    tab.js("document.querySelector('[aria-label=\"only Piers Halloway\"]').click()")
    assert shown(tab) == len(told)


def test_steps_are_undone_and_done_again(load: Load) -> None:
    tab = load(HTML)
    assert not tab.driver.find_element("css selector", "#undo").is_enabled()
    tab.js("document.querySelector('[aria-label=\"only criticises\"]').click()")
    few = shown(tab)
    tab.press("/", "ann vale", "\ue007")
    assert few < len(CLAIMS)
    tab.press("u")
    assert tab.text("#panel h2") != "Ann Vale"
    assert shown(tab) == few
    tab.click("#undo")
    assert shown(tab) == len(CLAIMS)
    tab.press("U")
    assert shown(tab) == few
    tab.click("#facets .narrowed button")
    assert shown(tab) == len(CLAIMS)
    tab.click("#undo")
    assert shown(tab) == few


def test_a_slider_is_one_step_back_however_far_it_went(load: Load) -> None:
    tab = load(HTML)
    first = tab.js("return document.querySelector('[aria-label=\"Published from\"]').min")
    for day in (10, 20, 60):
        slide(tab, "Published from", str(int(first) + day))
    assert shown(tab) < len(CLAIMS)
    tab.click("#undo")
    assert shown(tab) == len(CLAIMS)


def test_of_many_names_the_most_important_are_drawn_and_the_rest_is_told(load: Load) -> None:
    tab = load(CROWD)
    assert drawn(tab) == 300
    assert "Drawn: the 300 names with the most claims, of 900" in tab.text("#notice")
    tab.js("graphkit.double('person/ada-number-0')")
    opened = drawn(tab)
    assert opened > 330
    assert "open=person" in tab.driver.current_url
    tab.js("[...document.querySelectorAll('#notice .doing button')].at(-1).click()")
    assert drawn(tab) == 900
    assert not tab.driver.find_element("css selector", "#notice").is_displayed()
    assert tab.complaints() == []


@pytest.mark.parametrize("fragment", ["", "node=person/ada-number-0", "most=900"])
def test_names_in_a_crowd_do_not_cover_each_other(load: Load, fragment: str) -> None:
    tab = load(CROWD, fragment)
    words = [word for word in tab.js("return graphkit.words()") if word[4] == "node"]
    assert len(words) > 25
    covered = 0
    for i, (x, y, w, h, _) in enumerate(words):
        covered += any(x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h for x2, y2, w2, h2, _ in words[:i])
    assert covered < 0.03 * len(words)


@pytest.mark.parametrize("size", [(1440, 900), (900, 700), (420, 860)])
def test_no_name_is_cut_at_the_edge(load: Load, size: tuple[int, int]) -> None:
    tab = load(HTML)
    tab.driver.set_window_size(*size)
    try:
        tab.until("document.querySelector('#graph canvas').clientWidth > 0")
        tab.click("#fit")
        tab.js("return new Promise((done) => setTimeout(done, 600))")
        for left, top, right, bottom in tab.js("return graphkit.edges()"):
            assert left >= -1
            assert top >= -1
            assert right >= -1
            assert bottom >= -1
    finally:
        tab.driver.set_window_size(1440, 900)


def test_none_and_then_one_way_of_stating_shows_what_is_stated_so(load: Load) -> None:
    tab = load(HTML)
    tab.js("document.querySelector('[data-at=all-how]').click()")
    assert shown(tab) == 0
    tab.js("[...document.querySelectorAll('#facets label')].find((l) => l.textContent === 'denied').click()")
    assert shown(tab) == sum(c.negated for c in CLAIMS) > 0


def test_a_clock_that_is_narrowed_leaves_out_what_has_no_date_until_it_is_asked_for(load: Load) -> None:
    tab = load(HTML)
    tab.click("#time [data-axis=holds]")
    tab.js(
        """const s = document.querySelector('#time input[type=range]');
        s.value = Number(s.min) + 1; s.dispatchEvent(new Event('input'));"""
    )
    dated = [c for c in CLAIMS if c.valid_from or c.valid_until]
    assert shown(tab) <= len(dated) < len(CLAIMS)
    left = shown(tab)
    tab.click("#time input[type=checkbox]")
    assert shown(tab) == left + len(CLAIMS) - len(dated)


def test_words_of_a_name_are_found_in_any_part_of_it(load: Load) -> None:
    tab = load(HTML)
    tab.press("/", "tidal bill")
    assert "Tidal Barrier Bill" in tab.text("#found")


def test_on_a_phone_the_filters_are_a_touch_away_and_names_can_be_read(load: Load) -> None:
    tab = load("<p></p><script>document.documentElement.dataset.ready = 'yes'</script>")
    tab.driver.set_window_size(420, 860)
    try:
        tab = load(crowd(60, 180))
        assert tab.js("return graphkit.words().filter((word) => word[4] === 'node').length") >= 5
        tab.click("#to-filters")
        tab.until("document.querySelector('#facets').getBoundingClientRect().top < 400")
    finally:
        tab.driver.set_window_size(1440, 900)
