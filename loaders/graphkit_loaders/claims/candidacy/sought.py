"""What is sought by those who stand: "presidential campaign", "the Labour leadership", "candidate for governor"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import sought_offices, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many times as often as any other the one contest of an article is spoken of
_FAR = 5
#: words by which a contest is one for an office
_TELLING = {"presidential", "mayoral", "gubernatorial", "senatorial", "congressional", "senate", "house"}


def sought_in(words: str) -> str:
    """The office that words before a noun name: "president" of "Democratic presidential"; "" for none."""
    low = f" {words.casefold()} ".replace(" - ", "-")
    return next((office for adjective, office in sought_offices()["before"].items() if f" {adjective} " in low), "")


def _of_contests() -> frozenset[str]:
    """Nouns of contests, of bids in them and of who contends."""
    return word_groups()["contenders"] | word_groups()["bids"] | word_groups()["contests"]


def drafted(person: Node, predicate: str, target: Node, at: Token, start: int, end: int, former: bool = False) -> Draft:
    """What a word at ``at`` tells of who contends, by the tokens from ``start`` to ``end``."""
    return Draft(
        person,
        predicate,
        (start, end),
        (at.i, at.i + 1),
        object=target,
        verb=at.lemma_.lower(),
        former=former,
        confidence=0.7,
    )


class Sought:
    """The offices, seats and leads that one reading's candidacies are for; ``contest``: the one it is about, if any."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc
        self.contest = self._contest()

    def _contest(self) -> Node | None:
        """The one office that the article's contests are about; None where there are several or none."""
        sought: Counter[str] = Counter()
        words = forms(self.doc).words
        for i, low in enumerate(words[:-1]):
            if low not in _TELLING:
                continue
            token, after, before = self.doc[i], self.doc[i + 1], words[i - 1] if i else ""
            if low in {"presidential", "mayoral"}:
                sought[sought_offices()["before"][low] if before not in {"vice", "-"} else "vice president"] += 1
            elif low != "house" and self._contested_by(token):
                sought[sought_offices()["before"][low]] += 1
            elif low == "house" and before == "white" and after.lemma_.lower() in _of_contests():
                sought["president"] += 1
        known = set(sought_offices()["before"].values())
        sought.update(name for o in self._for_office() if (name := o.name.casefold()) in known)
        del sought["vice president"]
        ranked = sought.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _FAR * ranked[1][1]):
            return None
        return self.reading.entities.named("Office", ranked[0][0])

    def _contested_by(self, token: Token) -> bool:
        """Whether an adjective says of a contest or a contender what is sought: no "congressional committee"."""
        near = self.doc[token.i + 1 : token.i + 3]
        words = {t.lemma_.lower() for t in near if t.pos_ in {"NOUN", "PROPN"}}
        return bool(words & (_of_contests() | {"primary", "seat"}))

    def _for_office(self) -> Iterator[OfficePhrase]:
        for mention in self.reading.mentions:
            if (
                mention.office is not None
                and mention.start > 1
                and self.doc[mention.start - 1].lower_ == "for"
                and self.doc[mention.start - 2].lemma_.lower() in word_groups()["before an office sought"]
            ):
                yield mention.office

    def _sought(self, noun: Token) -> Node | None:
        """What a bid is for: "presidential campaign", "campaign for governor", else the article's one contest."""
        own = sought_in(self.doc[noun.left_edge.i : noun.i].text)
        if own:
            return self.reading.entities.named("Office", own)
        leadership = next((c for c in noun.children if c.lower_ == "leadership"), None)
        if leadership is not None:
            near = self.doc[noun.left_edge.i : noun.i]
            own_party = next(
                (m.node for t in near if (m := self.reading.at[t.i]) is not None and m.type == "Party"), None
            )
            return own_party or self._leadership(leadership) or self.contest
        for other in noun.children:
            if other.dep_ == "prep" and other.lower_ == "for":
                return self._target(child(other, "pobj"), "for")
            if other.dep_ in {"acl", "relcl"} and other.lemma_ in {"be", "become"}:
                attr = child(other, "attr", "oprd")
                return self._target(attr, "to") if attr is not None else None
        return self.contest if noun.lower_ != "challenge" else None

    def _leadership(self, noun: Token | None, person: Node | None = None) -> Node | None:
        """The party whose leadership is meant: "the Labour leadership", "the leadership of the party"; in "the party
        leadership" the one to which the text gives the person."""
        if noun is None or noun.lower_ not in {"leadership", "leader"}:
            return None
        near = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}]
        near += [p for c in noun.children if c.lower_ == "of" and (p := child(c, "pobj")) is not None]
        named = [m.node for c in near if (m := self.reading.at[c.i]) is not None and m.type == "Party"]
        party = next((n for n in named if n is not None), None)
        if party is None and person is not None and len(person.parties) == 1 and any(c.lower_ == "party" for c in near):
            return self.reading.entities.named("Party", next(iter(person.parties)))
        return party

    def _target(self, token: Token | None, preposition: str) -> Node | None:
        """The office or the seat that is run for."""
        if token is None:
            return None
        mention = self.reading.at[token.i]
        if mention is None and token.lower_ == "re-election":
            return None
        party = self._leadership(token) if preposition == "for" else None
        if party is not None or mention is None:
            return party
        if preposition == "for" and (seat := sought_offices()["for"].get(mention.text)):
            return self.reading.entities.named("Office", seat)
        if mention.office is not None:
            if preposition in {"for", "as", "to"} and mention.office.kind == "office":
                return self.reading.entities.named("Office", mention.office.name)
            if preposition == "as" and mention.office.kind == "candidate":
                return None
            return None
        if mention.kind == "name" and preposition == "in" and mention.type == "Constituency":
            return self.reading.entities.named("Constituency", mention.text)
        if (
            mention.kind == "name"
            and preposition == "in"
            and mention.type == "Place"
            and mention.node is not None
            and token.head.head.lemma_ != "run"
            and token.head.lower_ == "in"
            and token.head.head.lemma_ == "stand"
        ):
            return self.reading.entities.named("Constituency", mention.text)
        return None

    def _nomination(self, person: Node, noun: Token, over: bool = False) -> Iterator[Draft]:
        """Who seeks a party's nomination: the office that is sought, and the party where it is named."""
        sought = self._sought(noun)
        if sought is not None:
            yield drafted(person, "candidateFor", sought, noun, noun.left_edge.i, noun.i + 1, over)
        for k in range(max(0, noun.i - 3), noun.i):
            party = self.reading.at[k]
            if party is not None and party.type == "Party" and party.kind == "name" and party.node is not None:
                yield drafted(person, "memberOf", party.node, noun, party.start, noun.i + 1)
                return
