"""Families told in one phrase: "husband and wife Bob and Ann Fox", "they have two children, Cid and Dora"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import child, conjuncts, negated, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: tokens between "husband and wife" and the names: "husband and wife team"
_BETWEEN = 4


class Families:
    """The kin of one reading that no title or apposition names one by one."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc

    def find(self) -> Iterator[Draft]:
        """The relations, by place."""
        for mention in self.reading.mentions:
            office = mention.office
            if office is None or office.kind != "family":
                continue
            if not office.plural:
                yield from self._pair(mention)
        for i, lemma in enumerate(forms(self.doc).lemmas):
            if lemma in word_groups()["children"] and self.doc[i].tag_ == "NNS":
                yield from self._children(self.doc[i])

    def _name(self, i: int) -> Mention | None:
        mention = self.reading.at[i] if i < len(self.doc) else None
        named = mention is not None and mention.kind == "name" and mention.type == "Person" and mention.start == i
        return mention if named and mention is not None and mention.node is not None else None

    def _draft(self, person: Node, other: Node, noun: Token, end: int) -> Draft:
        return Draft(
            person,
            "relativeOf",
            (noun.i, end),
            (noun.i, noun.i + 1),
            object=other,
            verb=noun.lemma_.lower(),
            confidence=0.75,
        )

    def _pair(self, role: Mention) -> Iterator[Draft]:
        """ "Husband and wife Bob and Ann Fox", "father and son team Bob and Cid Fox"."""
        k = role.end
        if k + 2 >= len(self.doc) or self.doc[k].lower_ != "and":
            return
        second = self.reading.at[k + 1]
        kin = (
            second is not None
            and second.office is not None
            and self.doc[k + 1].lemma_.lower() in word_groups()["paired kin"]
        )
        if not kin:
            return
        for at in range(k + 2, min(k + 2 + _BETWEEN, len(self.doc) - 2)):
            first = self._name(at)
            if first is not None:
                other = self._name(first.end + 1) if self.doc[first.end].lower_ == "and" else None
                if other is not None and first.node is not None and other.node is not None:
                    yield self._draft(first.node, other.node, self.doc[role.head], other.end)
                return
            if self.doc[at].pos_ not in {"NOUN", "ADJ", "PUNCT"} or self.doc[at].text == ".":
                return

    def _children(self, noun: Token) -> Iterator[Draft]:
        """ "Their two children, Cid and Dora", "has a son and two daughters, Cid, 5, and Dora": who is whose."""
        k = noun.i + 1
        k += k < len(self.doc) and self.doc[k].text in {",", ":", "-", "–", "—"}
        first = self._name(k)
        if first is None:
            return
        names = [first, *self._more(first)]
        if not self._closed(names[-1]):
            return
        for parent in self._parents(noun):
            for name in names:
                if name.node is not None and name.node is not parent:
                    yield self._draft(name.node, parent, noun, name.end)

    def _more(self, first: Mention) -> Iterator[Mention]:
        """The names that go on the list, ages between them passed over."""
        k = first.end
        while k + 1 < len(self.doc):
            step = k
            while step < len(self.doc) and (self.doc[step].text in {",", "and"} or self.doc[step].like_num):
                step += 1
            nxt = self._name(step)
            if nxt is None or step == k:
                return
            yield nxt
            k = nxt.end

    def _closed(self, last: Mention) -> bool:
        """Whether the list of names ends behind its last, and that one does not begin another clause."""
        after = self.doc[last.end] if last.end < len(self.doc) else None
        return after is None or after.text not in {"'s", "’s"}

    def _parents(self, head: Token) -> list[Node]:
        """Whose children: "his", "Ann Lee's", "their" of a couple in the sentence, who "has" them."""
        owner = child(head, "poss")
        if owner is None and head.dep_ in {"dobj", "conj"}:
            verb = head.head if head.dep_ == "dobj" else head.head.head
            if verb.lemma_ != "have" or negated(verb):
                return []
            return self._people(surface_subjects(verb))
        if owner is None:
            return []
        if owner.lower_ != "their":
            return self._people([owner])
        couple = [m for m in self.reading.mentions if self._spouse(m) and self.doc[m.head].sent == head.sent]
        if len(couple) != 1 or couple[0].node is None or couple[0].start > head.i:
            return []
        spouse = child(self.doc[couple[0].head], "poss")
        return [couple[0].node, *self._people([spouse] if spouse is not None else [])]

    def _spouse(self, mention: Mention) -> bool:
        office = mention.office
        return (
            office is not None and not office.plural and not office.former and office.head in word_groups()["spouses"]
        )

    def _people(self, tokens: list[Token]) -> list[Node]:
        found: dict[int, Node] = {}
        for token in (t for first in tokens for t in conjuncts(first)):
            node = self.reading.node(token)
            if node is not None and node.type == "Person":
                found.setdefault(node.index, node)
        return list(found.values())
