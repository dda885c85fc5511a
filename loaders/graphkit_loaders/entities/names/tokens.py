"""The tokens of one document while names are looked for in it: which are taken, and what ends or begins at each."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.names.parties import Names
from graphkit_loaders.lexicon import Lexicon, Office, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: the gender that a pronoun tells of a person
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


class Tokens:
    """A document's tokens, the word lists, and the mentions found so far."""

    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.words = words
        #: the text of the document, made once: the parse puts it together anew each time
        self.whole = doc.text
        self.names = Names(words, self.whole)
        self.text = [t.text.replace("’", "'") for t in doc]
        #: surnames that the text uses with a form of address: what ends in one is a person's name
        self.surnames = {
            after for word, after in itertools.pairwise(self.text) if word.rstrip(".") in {"Mr", "Mrs", "Ms", "Miss"}
        }
        self.taken: list[Mention | None] = [None] * len(doc)
        self.mentions: list[Mention] = []

    def _office_at(self, i: int) -> tuple[int, Office, bool] | None:
        """The office whose name ends at a token: its first token, its entry, and whether it is plural."""
        exact = self.text[i]
        word = exact if exact.rstrip("s").isupper() and len(exact) > 1 else exact.casefold()
        forms = [(False, word), (True, singular(word))]
        if word is exact:
            forms.append((False, exact.casefold()))
        for plural, form in forms:
            if plural and form == word:
                continue
            for office in self.words.offices.get(form, ()):
                start = i - len(office.head) + 1
                if start < 0:
                    continue
                if len(office.head) > 2 and self._body_goes_on(i + 1):
                    continue
                before = [self.text[k].casefold() for k in range(start, i)]
                if before == list(office.head[:-1]):
                    return start, office, plural
        return None

    def _body_goes_on(self, i: int) -> bool:
        """Whether a capital noun of a body's name stands here: "the Commons Alliance", of which one is the leader."""
        if i >= len(self.text) or not self.text[i][0].isupper() or self.doc[i].is_sent_start:
            return False
        return self.text[i].casefold() in self.words.org_heads and self.text[i] not in self.words.first_names

    def _name_ending(self, i: int) -> tuple[int, Mention] | None:
        """The gazetteer name that ends at a token: its first token and a mention of it."""
        for begin in range(max(0, i - 5), i + 1):
            hit = self.names.match(self.text, begin)
            if (
                hit
                and begin + hit[0] - 1 == i
                and not (
                    begin
                    and self.doc[begin - 1].pos_ == "PROPN"
                    and self.text[begin - 1] != "-"
                    and hit[1].type == "Party"
                    and hit[0] == 1
                    and self.doc[begin - 1].dep_ == "compound"
                    and not self._name_ends(begin - 1)
                    and self.text[begin - 1].casefold() not in self.words.modifiers
                    and not self.doc[begin - 1].is_sent_start
                )
            ):
                named = hit[1]
                label = named.label
                if (
                    begin
                    and named.type == "Organisation"
                    and self.text[begin - 1] in word_groups()["chambers in names"]
                ):
                    begin -= 1
                    label = self.doc[begin : i + 1].text
                return begin, Mention(
                    begin,
                    i + 1,
                    i,
                    "name",
                    named.type,
                    label,
                    adjective=named.adjective,
                    surface=self.doc[begin : i + 1].text,
                )
        return None

    def _name_ends(self, i: int) -> bool:
        return any((hit := self.names.match(self.text, b)) and b + hit[0] - 1 == i for b in range(max(0, i - 3), i + 1))

    def _take(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for k in range(mention.start, mention.end):
            self.taken[k] = mention

    def _capitals(self, i: int) -> int:
        """The end of the capital words that go on from a token: "State", "the Exchequer"."""
        k = i
        while (
            k < len(self.doc) and self.text[k][0].isupper() and self.taken[k] is None and not self.doc[k].is_sent_start
        ):
            k += 1
        return k

    def _next_capital(self, i: int) -> bool:
        return i + 1 < len(self.doc) and self.text[i + 1][0].isupper() and not self.doc[i + 1].is_sent_start

    def _head(self, start: int, end: int) -> int:
        """The token of a span whose parse head lies outside."""
        for k in range(end - 1, start - 1, -1):
            head = self.doc[k].head.i
            if not start <= head < end or head == k:
                return k
        return end - 1


def singular(word: str) -> str:
    """The singular of a noun as the offices are listed; the word itself where it has no plural ending."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
