"""The words of saying, from ``ontology/lexicon/speech.tsv``, ``speech_nouns.tsv`` and ``speakers.tsv``."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit_loaders.lexicon import rows

if TYPE_CHECKING:
    from spacy.tokens import Token


class Speaking:
    """Which words lead to what somebody says, and which nouns speak without being named."""

    def __init__(self) -> None:
        self._verbs: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase, kind in rows("speech.tsv", 2):
            first, *others = phrase.split()
            self._verbs[first].append((tuple(others), kind))
        for entries in self._verbs.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.nouns = frozenset(noun for [noun] in rows("speech_nouns.tsv", 1))
        self.speakers = dict(rows("speakers.tsv", 2))

    def kind(self, verb: Token) -> str:
        """What kind of verb of saying a token is, by its lemma: one of the kinds of ``speech.tsv``, "" for all others.

        The further words of a phrase stand behind it, at most two words off ("point out", "made it clear").
        """
        entries = self._verbs.get(verb.lemma_.lower())
        if not entries:
            return ""
        behind = list(verb.doc[verb.i + 1 : verb.i + 5])
        near = [form for t in behind for form in (t.lower_, t.lemma_.lower())]
        for others, kind in entries:
            if all(word in near for word in others):
                return kind
        return ""

    def quotes(self, verb: Token) -> bool:
        """Whether a token is a verb that may lead to a quotation."""
        return (
            verb.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and bool(self.kind(verb)) and verb.tag_ not in {"NNS", "NNP"}
        )


@functools.cache
def speaking() -> Speaking:
    """The words of saying, read once a process."""
    return Speaking()
