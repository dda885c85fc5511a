"""The file: one document under a strict policy, the same every time, written whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError, UnknownName
from graphkit.stores import open_store
from graphkit.view import build, places_in, render, save, view
from graphkit.view.page import SCRIPTS, drawing_library
from tests.view.sample import sample


def page(**options: object) -> str:
    claims, articles = sample()
    return render(claims, articles, title="Norland", **options)  # type: ignore[arg-type]


def test_the_policy_lets_only_the_scripts_of_the_page_run() -> None:
    html = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src 'none'; ")
    assert "connect-src 'none'" in policy[1]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    for source in (*scripts, *re.findall(r"<style>(.*?)</style>", html, re.DOTALL)):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page()
    own = html.replace(drawing_library(), "")
    assert not re.search(r"\b(src|href)\s*=\s*[\"']?(https?:)?//", own)
    assert "sourceMappingURL" not in html
    assert not re.search(r"\son[a-z]+=", own.split("<script")[0])


def test_the_same_claims_give_the_same_bytes() -> None:
    claims, articles = sample()
    assert render(claims, articles, title="x") == render(reversed(claims), list(articles.values())[::-1], title="x")


def test_the_title_never_becomes_markup() -> None:
    claims, articles = sample()
    html = render(claims, articles, title='</title><script>alert(1)</script>%%DATA%%"')
    assert "<script>alert" not in html
    assert "&lt;/title&gt;&lt;script&gt;" in html
    assert html.count('id="data"') == 1


def test_a_page_without_claims_is_a_page() -> None:
    assert "<!doctype html>" in render([], [], title="none")


def test_the_page_counts_what_it_left_out() -> None:
    claims, articles = sample()
    made = build(claims, articles, max_nodes=8)
    assert made.nodes <= 8
    assert made.left_out == len(claims) - made.claims > 0


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    place = tmp_path / "graph.html"
    place.write_text("old", encoding="utf-8")
    assert save(place, "new ä") == place
    assert place.read_bytes() == "new ä".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]


def test_a_failed_save_keeps_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "graph.html"
    place.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        save(place, "half \ud800")
    assert place.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphkitError, match="cannot be written"):
        save(tmp_path / "missing" / "graph.html", "x")


def test_a_store_is_drawn_by_name_or_whole(tmp_path: Path) -> None:
    claims, articles = sample()
    with open_store("memory:") as store:
        for key, article in articles.items():
            store.add(article, [claim for claim in claims if claim.article == key])
        assert view(store, out=tmp_path / "all.html").claims == len(claims)
        one = view(store, "Edwin Marsh", out=tmp_path / "one.html")
        assert 0 < one.claims < len(claims)
        assert "<title>Edwin Marsh</title>" in one.html
        with pytest.raises(UnknownName, match="did you mean 'Edwin Marsh'"):
            view(store, "Edwin March")
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == one.html


def test_a_notebook_shows_the_page_in_a_frame_without_rights() -> None:
    claims, articles = sample()
    shown = build(claims, articles)._repr_html_()
    assert shown.startswith("<iframe sandbox=")
    assert "allow-same-origin" not in shown


def test_every_word_that_the_script_asks_for_is_in_the_file_of_words() -> None:
    assets = files("graphkit.view") / "assets"
    words = json.loads((assets / "en.json").read_text(encoding="utf-8"))
    asked = {
        key
        for name in SCRIPTS
        for key in re.findall(r"\bt\('([a-z.]+)'", (assets / f"{name}.js").read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert asked <= words.keys()


def test_places_are_found_again_in_a_page_that_was_saved(tmp_path: Path) -> None:
    claims, articles = sample()
    page = build(claims, articles)
    found = places_in(page.save(tmp_path / "page.html"))
    assert set(found) == {key for key in page.places if not key.startswith(("act:", "bare:"))}
    assert all(abs(x - page.places[key][0]) <= 0.5 for key, (x, _) in found.items())
    again = build(claims, articles, before=found)
    assert all(abs(again.places[key][0] - x) < 2 for key, (x, _) in found.items())


def test_no_string_of_the_script_goes_over_several_lines() -> None:
    # The page leaves out the script's indentation and comment lines: in such a string they would be words.
    for name in SCRIPTS:
        for line in (files("graphkit.view") / "assets" / f"{name}.js").read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{name}.js: {line}"


EMPTY = b'<script type="application/json" id="data">{}</script>'


@pytest.mark.parametrize("content", [b"", b"<p>hello", b"\xff\xfe", EMPTY])
def test_what_is_no_page_of_ours_has_no_places(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "other.html"
    place.write_bytes(content)
    with pytest.raises(GraphkitError, match=r"other\.html"):
        places_in(place)
