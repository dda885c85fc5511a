"""Parties that no list knows: what an article itself calls a party is one in that article."""

from __future__ import annotations

import re

from graphkit_loaders.lexicon import Gazetteer, Lexicon, Named, word_groups

_NAMED = re.compile(r"\b((?:[A-Z][\w'’-]+ ){1,3})(Party|Alliance|Movement|Coalition|Front)\b")
#: roles that show a word before them to be a party's short name: "Harbour leader", "Commons Alliance MP"
_ROLE = (
    r"(?:leaders?|deputy leader|MPs?|MSPs?|councillors?|spokes\w+|chair\w*|candidates?|members?|backbenchers?|"
    r"ministers?|whips?)\b"
)


class Names:
    """The gazetteer with the parties that one article names beside it."""

    def __init__(self, words: Lexicon, text: str) -> None:
        self._lists = words.names
        self._own = Gazetteer()
        for label, short in own_parties(text):
            if not self._known(label):
                self._own.add(label, Named(label, "Party"))
                self._own.add(label.rsplit(" ", 1)[0] + " party", Named(label, "Party"))
            if short and not self._known(short):
                self._own.add(short, Named(label, "Party", adjective=True))

    def _known(self, form: str) -> bool:
        hit = self._lists.match(form.split(), 0)
        return hit is not None and hit[0] == len(form.split())

    def match(self, words: list[str], at: int) -> tuple[int, Named] | None:
        """The longest name that begins at a token, of the lists or of the article."""
        known, own = self._lists.match(words, at), self._own.match(words, at)
        if known is None or (own is not None and own[0] > known[0]):
            return own
        return known


def own_parties(text: str) -> list[tuple[str, str]]:
    """The parties that a text names in full, each with the short form that it uses before a role ("" if none)."""
    found: dict[str, str] = {}
    for match in _NAMED.finditer(text):
        words = match.group(1).split()
        while words and (words[0] in word_groups()["no name of a party"] or words[0].endswith(("'s", "’s"))):
            words.pop(0)
        if not words:
            continue
        label = " ".join([*words, match.group(2)])
        for short in (" ".join(words), label):
            owned = (
                match.group(2) == "Party" and short != label and re.search(rf"\b{re.escape(short)}['’]s [A-Z]", text)
            )
            if owned or re.search(rf"\b{re.escape(short)}(?:['’]s)? {_ROLE}", text):
                found.setdefault(label, "" if short == label else short)
        if match.group(2) == "Party" or re.search(rf"\b{re.escape(label)} {_ROLE}", text):
            found.setdefault(label, "")
    return sorted(found.items())
