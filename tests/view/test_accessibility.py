"""The page for everyone: axe-core's rules in every state of it, and the whole way by keyboard alone."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

from graphkit.view import Origin, render
from tests.view.conftest import Load, Tab
from tests.view.sample import sample

pytestmark = pytest.mark.browser

CLAIMS, ARTICLES = sample()
ORIGIN = Origin(everything=True)
HTML = render(CLAIMS, ARTICLES, title="Norland", queries=[("All", "graphkit view --all")], origin=ORIGIN)
DENIED = next(c for c in CLAIMS if c.negated and c.predicate == "criticises")
BUNDLE = next(c for c in CLAIMS if c.subject.label == "Tom Arden" and c.predicate == "criticises")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, out of a package that carries it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        reason = "axe-core is missing: pip install axe-playwright-python"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(tab: Tab, axe: str) -> list[Any]:
    """What axe finds wrong, as (rule, elements)."""
    tab.driver.set_script_timeout(120)
    tab.driver.execute_script(axe)
    found = tab.driver.execute_async_script(
        """const [rules, done] = arguments;
        axe.run(document, {runOnly: rules}).then((r) => done(r.violations), (e) => done([{id: `${e}`, nodes: []}]));""",
        RULES,
    )
    return [(v["id"], [(n["target"], n.get("failureSummary", "")[:300]) for n in v["nodes"][:4]]) for v in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment",
    [
        "",
        f"claim={DENIED.id}",
        f"arrow={BUNDLE.id}",
        "node=person/ann-vale",
        "view=table&no-how=denied",
        "view=both&node=party/harbour-party",
        "view=dossier&about=person/ann-vale",
        "sure=1",
    ],
)
def test_no_rule_of_axe_is_broken(load: Load, axe: str, fragment: str, theme: str) -> None:
    tab = load(HTML, f"{fragment}&theme={theme}")
    assert violations(tab, axe) == []


@pytest.mark.parametrize("opener", ["#save", "#help", "#ask", "#find"])
def test_no_rule_is_broken_in_what_opens(load: Load, axe: str, opener: str) -> None:
    tab = load(HTML, "theme=light")
    if opener == "#ask":
        tab.click("#save")
    tab.click(opener)
    if opener == "#find":
        tab.press("vale")
        tab.until("document.querySelectorAll('#found [role=option]').length")
    assert violations(tab, axe) == []


def test_no_rule_is_broken_on_a_phone(load: Load, axe: str) -> None:
    tab = load(HTML)
    tab.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        for fragment in ("", f"claim={DENIED.id}", "view=table", "view=dossier&about=person/ann-vale"):
            tab.js("location.hash = arguments[0]", fragment)
            assert violations(tab, axe) == []
            assert tab.js("return document.documentElement.scrollWidth <= innerWidth"), fragment
        tab.js("location.hash = arguments[0]", f"claim={DENIED.id}")
        tab.until("document.querySelector('#panel').getBoundingClientRect().top < innerHeight / 4")
        assert "did not criticise" in tab.text("#panel blockquote")
    finally:
        tab.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


TAB, ENTER, ESCAPE, DOWN = "\ue004", "\ue007", "\ue00c", "\ue015"


def tab_to(tab: Tab, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is on an element of the selector."""
    for _ in range(most):
        tab.press(TAB)
        if tab.js("return document.activeElement.matches(arguments[0])", selector):
            return
    there = tab.js("return document.activeElement.outerHTML")[:200]
    raise AssertionError(f"{selector} is not reached by Tab; the focus is on {there}")


def test_the_whole_way_is_gone_by_keyboard(load: Load) -> None:
    tab = load(HTML)
    tab.js("navigator.clipboard.writeText = (text) => { window.__copied = text; return Promise.resolve(); }")
    # a name by search, its claims, the words of one
    tab.press("/", "tom arden", ENTER)
    assert tab.text("#panel h2") == "Tom Arden"
    tab_to(tab, "#panel .row")
    tab.press(ENTER)
    assert tab.text("#panel blockquote") != ""
    assert tab.js("return document.querySelector('#panel').contains(document.activeElement)")
    tab_to(tab, "#panel .doing button")
    tab.press(ENTER)
    tab.until("window.__copied")
    # its dossier, and the words behind a line of it
    tab_to(tab, "#panel .link")
    tab.press(ENTER)
    tab_to(tab, "#panel .doing button")
    tab.press(ENTER)
    assert tab.js("return document.querySelector('#stage').dataset.view") == "dossier"
    tab.js("document.querySelector('#as-dossier').focus()")
    tab_to(tab, "#dossier .ref", 200)
    tab.press(ENTER)
    assert tab.text("#panel blockquote") != ""
    # the table: sorted, a row opened, the next one
    tab.press("t")
    tab.press("t")
    tab.js("document.querySelector('#help').focus()")
    tab_to(tab, "#table th button", 200)
    tab.press(ENTER)
    assert tab.js("return document.querySelectorAll('#table th[aria-sort]').length") == 1
    tab_to(tab, "#table tbody button")
    tab.press(DOWN, ENTER)
    assert tab.js("return document.querySelector('#table [aria-current]').closest('tr').rowIndex") == 2
    # a filter by the legend, everything again by Escape and the menu
    tab.press(ESCAPE)
    tab.js("document.querySelector('#help').focus()")
    tab_to(tab, ".facet input")
    tab.press(" ")
    assert tab.js("return graphkit.counts().claims") < len(CLAIMS)
    tab.press(" ")
    assert tab.js("return graphkit.counts().claims") == len(CLAIMS)
    tab.js("document.querySelector('#find').focus()")
    tab_to(tab, "#save")
    tab.press(ENTER)
    tab_to(tab, "#ask")
    tab.press(ENTER)
    assert "SPARQL" in tab.text("#asked")
    tab.press(ESCAPE)
    assert not tab.js("return document.querySelector('#asked').open")
    assert tab.complaints() == []
