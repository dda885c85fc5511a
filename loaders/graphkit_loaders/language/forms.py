"""The words of a document in small letters and their lemmas, made once: a list is read faster than tokens are made."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Forms:
    """By token: the word and its lemma, both in small letters."""

    words: list[str]
    lemmas: list[str]

    def below(self, token: Token) -> set[str]:
        """The words and lemmas between the first and the last token below a token."""
        within = slice(token.left_edge.i, token.right_edge.i + 1)
        return {*self.words[within], *self.lemmas[within]}


@functools.lru_cache(maxsize=2)
def forms(doc: Doc) -> Forms:
    """The forms of the document that is being read."""
    return Forms([t.lower_ for t in doc], [t.lemma_.lower() for t in doc])
