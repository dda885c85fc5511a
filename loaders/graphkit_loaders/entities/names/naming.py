"""What a name in capitals names: a person, a body, a place; by titles, given names, nouns, then by the model."""

from __future__ import annotations

import re

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.names.tokens import Tokens
from graphkit_loaders.language.layout import titled
from graphkit_loaders.lexicon import word_groups

#: types of the model's entities
MODEL_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "LAW": "Document",
}


#: a nickname between given name and surname: without it the name is one with that elsewhere
_NICKNAME = re.compile(r' ["“][^"“”]+["”] ')


class Naming(Tokens):
    """The types of one document's names."""

    def _mark_titles(self) -> None:
        """Mark what stands in titles Written Like This, whose capital letters show no names."""
        self._titled, self._prose = [False] * len(self.doc), self.whole
        titles = titled(self.whole)
        if titles:
            self._titled = [any(a <= t.idx < b for a, b in titles) for t in self.doc]
            outside = (t for t, inside in zip(self.doc, self._titled, strict=True) if not inside)
            self._prose = "".join(t.text_with_ws for t in outside)
        #: words that stand with a capital inside a sentence
        self._inside = {t.text for t in self.doc if t.is_title and not t.is_sent_start and not self._titled[t.i]}

    def _name(self, start: int, end: int) -> None:
        """Decide what a capitalised run is, and keep it."""
        doc, words = self.doc, self.words
        honorific, gender, first = "", "", start
        while first < end and (length := self._honorific(first, end)):
            form = doc[first : first + length].text
            entry = words.honorifics[form]
            honorific = form if not honorific or (entry[1] and not words.honorifics[honorific][1]) else honorific
            gender = gender or entry[0]
            first += length
            if first < end and self.text[first] == ".":
                first += 1
        if not honorific:
            first = start = self._past_heading(first, end)
        if self._titled[start]:
            end = self._borne_out(first, end)
        if first >= end:
            return
        while end > first + 1 and self.text[end - 1] in word_groups()["letters behind a name"]:
            end -= 1
        while end > first + 1 and self.text[end - 1] in word_groups()["days of the week"]:
            end -= 1  # "in Seatown Tuesday"
        if any(self.text[k] in word_groups()["small words of titles"] for k in range(first + 1, end - 1)):
            return  # "Polls In Ohio Spell Trouble", of a headline
        text = _NICKNAME.sub(" ", doc[first:end].text)
        kind = "Person" if honorific else self._kind(first, end)
        if kind == "Person" and not gender:
            gender = words.first_names.get(self.text[first], "")
        if not kind or text in word_groups()["never a name"]:
            return
        shouted = [w for w in self.text[first:end] if len(w) > 3 and w.isalpha() and w.isupper()]
        if kind == "Person" and shouted and not text.isupper():
            return  # "Will HATE", of a title
        if kind != "Person" and end - first == 1 and len(text) < 2:
            return
        self._take(
            Mention(
                start,
                end,
                self._head(start, end),
                "name",
                kind,
                " ".join(text.split()),
                gender.replace("u", ""),
                honorific=honorific,
            )
        )

    def _past_heading(self, first: int, end: int) -> int:
        """Where a name begins behind words that a sentence or a heading puts before it: "Farmer Ann Lee"."""
        if end - first > 2 and self.text[first] == self.text[end - 1]:
            first += 1  # a heading, then a name: "Lee Ann Lee"
        while (
            end - first > 1
            and self.text[first].casefold() in word_groups()["before a name"]
            and self.text[first] not in self.words.first_names
        ):
            first += 1
        return first

    def _kind(self, first: int, end: int) -> str:
        """The type of a run without a form of address; "" where nothing shows one."""
        words, last = self.words, self.text[end - 1].casefold()
        if any(word in {"v.", "v", "vs."} for word in self.text[first:end]):
            return "Document"  # a case: "Lee v. Fox"
        if end - first >= 2 and self.text[first] in words.first_names and last not in words.org_heads:
            return "Person"
        if words.org_heads.get(last) == "Organisation":
            return "Organisation"  # "House of Commons Health Committee" is no house
        if (headed := self._headed(first, end)) or last in words.org_heads:
            return headed or words.org_heads[last]
        surname = end - first in {2, 3} and self.text[end - 1] in self.surnames
        if self._child(first, end) or self._title_before(first) or surname:
            return "Person"
        return self._vote(first, end)

    def _child(self, start: int, end: int) -> bool:
        """Whether a given name stands alone as that of somebody's child: "their children Ann and Bob"."""
        return (
            end - start == 1
            and start > 0
            and self.text[start] in self.words.first_names
            and self.text[start - 1] in word_groups()["named children"]
        )

    def _headed(self, start: int, end: int) -> str:
        """The type of a name whose noun stands before "of" or "for": "University of Seatown" is no town."""
        heads = self.words.org_heads
        for k in range(start, end - 1):
            if self.text[k].casefold() in heads and self.text[k + 1] in {"of", "for"}:
                return heads[self.text[k].casefold()] or "Organisation"
        return ""

    def _borne_out(self, start: int, end: int) -> int:
        """The end of what of a run in a title the article's sentences name too; its start where they do not."""
        while end > start and self.doc[start:end].text not in self._prose:
            end -= 1
        return end

    def _honorific(self, i: int, end: int) -> int:
        """The number of tokens of the title that begins here: "Mr", "Lt. Gov.", "Air Chief Marshal"."""
        return next((n for n in (4, 3, 2, 1) if i + n <= end and self.doc[i : i + n].text in self.words.honorifics), 0)

    def _title_before(self, i: int) -> bool:
        before = self.taken[i - 1] if i else None
        if i > 1 and self.text[i - 1] == "," and (kin := self.taken[i - 2]) is not None and kin.office is not None:
            before = kin if kin.office.kind == "family" else before
        return (
            before is not None
            and before.office is not None
            and before.office.kind in {"office", "leader", "family", "candidate"}
            and (not before.office.plural or before.office.kind == "family")
            and not self.doc[i].is_sent_start
        )

    def _vote(self, start: int, end: int) -> str:
        """The type that the model gives to most tokens of a run."""
        votes: dict[str, int] = {}
        for token in self.doc[start:end]:
            kind = MODEL_TYPES.get(token.ent_type_)
            if kind:
                votes[kind] = votes.get(kind, 0) + 1
        if not votes:
            return ""
        return max(sorted(votes), key=lambda k: votes[k])
