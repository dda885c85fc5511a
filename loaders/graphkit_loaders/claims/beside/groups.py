"""Who belongs to a group that stands beside a name: "Ann Lee and other Republicans", "one of the Labour rebels"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.roles.titles import listed
from graphkit_loaders.language.grammar import SUBJECTS, child, conjuncts, negated, side_taken, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Groups:
    """The people of one reading whom a plural noun takes in."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc

    def parties(self) -> Iterator[Draft]:
        """Members of parties that plural party names take in: "Ann Lee and other Republicans"."""
        for mention in self.reading.mentions:
            if (
                mention.kind == "name"
                and mention.type == "Party"
                and mention.node is not None
                and mention.surface.endswith("s")
                and self.doc[mention.head].pos_ in {"NOUN", "PROPN"}
            ):
                for person, at in self._members(mention):
                    yield self._draft(person, at, mention).but(object=mention.node, object_at=_span(mention))

    def led(self) -> Iterator[Draft]:
        """Members of the parties among whose leaders they are: "one of Labour's most effective leaders"."""
        for mention in self.reading.mentions:
            office = mention.office
            if office is None or not office.plural or office.kind != "leader":
                continue
            party = office.party.node if office.party is not None else None
            owner = child(self.doc[mention.head], "poss")
            if party is None and owner is not None:
                party = self.reading.node(owner)
            for person, at in self._members(mention):
                if party is not None and party.type == "Party":
                    yield self._draft(person, at, mention).but(object=party, object_at=_span(mention))

    def roles(self) -> Iterator[tuple[Draft, Mention]]:
        """Those of whom a plural role is told: "Ann Lee, one of five Labour rebels, ...", with the role."""
        for mention in self.reading.mentions:
            office = mention.office
            if office is not None and office.plural and office.legislator:
                for member in self._announced(mention) or self._instances(mention):
                    if member.node is not None:
                        yield self._draft(member.node, self.doc[member.head], mention), mention
            if office is not None and office.plural and office.kind not in {"family", "candidate", "leader"}:
                for person, at in self._members(mention):
                    yield self._draft(person, at, mention), mention

    def _draft(self, person: Node, at: Token, group: Mention) -> Draft:
        span: Tokens = (min(at.i, group.start), max(at.i + 1, group.end))
        return Draft(
            person,
            "memberOf",
            span,
            _span(group),
            subject_at=(at.i, at.i + 1),
            former=group.office.former if group.office is not None else False,
            verb=self.doc[group.head].lemma_.lower(),
            confidence=0.75,
        )

    def _announced(self, group: Mention) -> list[Mention]:
        """The names of a list behind a colon: "The Labour MPs who rebelled were: Ann Lee (Seatown), Bob Fox ..."."""
        sentence = self.doc[group.head].sent
        colon = next((t.i for t in self.doc[group.end : sentence.end] if t.text == ":"), None)
        first = self.reading.at[colon + 1] if colon is not None and colon + 1 < len(self.doc) else None
        verb = self.doc[colon - 1] if colon is not None else None
        if first is None or first.kind != "name" or first.type != "Person" or colon is None or verb is None:
            return []
        told = verb.lemma_ in {"be", "include"} and self.doc[group.head] in surface_subjects(verb)
        if colon != group.end and not told:
            return []
        others = list(listed(self.doc, self.reading.at, first))
        return [first, *others] if others else []

    def _instances(self, group: Mention) -> list[Mention]:
        """The names of examples: "MPs including Ann Lee and Bob Fox", "the Labour rebels were Ann Lee and Bob Fox"."""
        if group.office is None or group.office.head == "lawmaker":  # which is no office
            return []
        if side_taken(self.doc[group.head]):
            return []  # "critics of Labour MPs, including Ann Lee"
        head, k = self.doc[group.head], group.end
        after = [t.lower_ for t in self.doc[k : k + 3] if t.text not in {",", "-", "–", "—"}][:2]
        first: Mention | None = None
        if after[:1] == ["including"] or after == ["such", "as"]:
            word = next(t.i for t in self.doc[k : k + 3] if t.lower_ in {"including", "as"})
            first = self.reading.at[word + 1] if word + 1 < len(self.doc) else None
        elif head.dep_ in SUBJECTS and head.head.lemma_ in {"be", "include"} and not negated(head.head):
            named = child(head.head, "attr", "dobj")
            first = self.reading.at[named.i] if named is not None else None
        if first is None or first.kind != "name" or first.type != "Person" or first.start <= group.end - 1:
            return []
        if self.doc[first.end : first.end + 1].text in {"'s", "’s"}:
            return []
        return [first, *listed(self.doc, self.reading.at, first)]

    def _members(self, group: Mention) -> Iterator[tuple[Node, Token]]:
        """The people whom the text counts among a group."""
        head = self.doc[group.head]
        tokens: list[Token] = []
        if any(c.lower_ in {"other", "fellow"} and c.i < head.i for c in head.children):
            if head.dep_ == "conj":
                tokens = [t for t in conjuncts(_first(head)) if t.i < head.i]
        elif group.start > 1 and self.doc[group.start - 1].lower_ == "both" and self.doc[group.start - 2].text == ",":
            if self.doc[group.end : group.end + 1].text and self.doc[group.end].pos_ in {"VERB", "AUX"}:
                return  # "Ann Lee and Bob Fox met, both Labour MPs said"
            last = self.reading.at[group.start - 3] if group.start > 2 else None
            pair = [t for t in conjuncts(_first(self.doc[last.head])) if t.i < group.start] if last is not None else []
            tokens = pair if len(pair) == 2 else []
        elif head.dep_ == "pobj" and head.head.lower_ in {"of", "among", "amongst"}:
            outer = head.head.head
            if head.head.lower_ == "of":
                if outer.lower_ != "one":
                    return
            else:
                outer = head.head
            verb = outer.head
            if outer.dep_ == "appos" and verb.pos_ in {"PROPN", "PRON"}:
                tokens = [verb]
            elif verb.lemma_ == "be" and not negated(verb) and outer.dep_ in {"attr", "prep"}:
                if any(c.dep_ == "aux" and c.lower_ not in {"has", "had", "have"} for c in verb.children):
                    return
                if any(c.dep_ == "advcl" for c in verb.children):
                    return  # "was among Labour MPs when it rained"
                if self._somewhere(group):
                    return  # "was among Labour MPs in the bar"
                tokens = surface_subjects(verb)
        for token in tokens:
            node = self.reading.node(token)
            if node is not None and node.type == "Person":
                yield node, token


    def _somewhere(self, group: Mention) -> bool:
        """Whether what follows a group says where some of it are, and not of what they are members."""
        k = group.end
        if k + 1 >= len(self.doc) or self.doc[k].lower_ not in {"in", "at", "on", "inside", "outside"}:
            return False
        place = child(self.doc[k], "pobj")
        return place is not None and self.reading.at[place.i] is None and place.lower_ not in word_groups()["chambers"]


def _first(token: Token) -> Token:
    """The first of what is coordinated."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _span(mention: Mention) -> Tokens:
    return (mention.start, mention.end)
