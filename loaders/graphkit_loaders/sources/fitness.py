"""Whether a text can be an article: words in sentences, in English."""

from __future__ import annotations

import re

from graphkit_loaders.sources.item import Unfit
from graphkit_loaders.sources.language import english

_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: three words on a line, one after the other, as the shortest sentence of news has ("Ashcombe quits cabinet")
_SENTENCE = re.compile(r"(?:[^\W\d_][^\W\d_'’-]*[.,;:!?'’\"”“()\[\]–—-]*[^\S\n]+[\"“‘'(\[]*){2}[^\W\d_]{2}")


def check(text: str, declared: str | None = None) -> str | None:
    """The language as :func:`english` tells it; :class:`Unfit` with the reason where the text can be no article."""
    sample = text[:_SAMPLE]
    if not sample.strip():
        raise Unfit("holds no words")
    if "\0" in text:
        raise Unfit("is binary, not text: it holds NUL characters")
    language = english(sample, declared)
    words = len(_WORD.findall(sample[:2000]))
    if words < 3:
        raise Unfit(f"is too short for an article: {words} word" + ("" if words == 1 else "s"))
    if not _SENTENCE.search(sample):
        raise Unfit("is no article: it has no sentence")
    solid = sum(not character.isspace() for character in sample)
    letters = sum(character.isalpha() for character in sample)
    if letters < 0.4 * solid:
        raise Unfit("is no article: it is mostly numbers and signs")
    return language
