"""Text of the page: shown, cut, broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.view import text


def test_what_cannot_be_seen_or_turns_others_about_is_not_shown() -> None:
    assert text.shown("Ann\u202e Vale\x00\u200b\n Smith") == "Ann Vale Smith"


def test_a_long_name_is_broken_into_even_lines() -> None:
    assert text.lines("Parliamentary Standards Authority", 22, 2) == ("Parliamentary", "Standards Authority")


def test_too_long_a_text_ends_in_an_ellipsis() -> None:
    found = text.lines("offer his support to the motion of censure against the council of Tidewater", 26, 2)
    assert len(found) == 2
    assert found[-1].endswith("…")


@given(st.text(max_size=200), st.integers(8, 40), st.integers(1, 4))
def test_lines_keep_to_their_number_and_lose_words_only_behind_an_ellipsis(words: str, width: int, most: int) -> None:
    found = text.lines(words, width, most)
    assert 1 <= len(found) <= most
    whole, seen = "".join(text.shown(words).split()), "".join("".join(found).split())
    if seen != whole:
        assert seen.endswith("…")
        assert whole.startswith(seen[:-1])
