"""Candidacies that verbs tell: "stood for Seatown", "entered the race", "hopes to become mayor"; and their end."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.candidacy.sought import Sought, drafted
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.language.grammar import child, negated, surface_subjects, thought_of
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class VerbCandidacies(Sought):
    """Who stands for what by the verbs of one reading."""

    def _verb(self, verb: Token) -> Iterator[Draft]:
        """What the subjects of a verb stand for, or no longer stand for."""
        lemma = verb.lemma_.lower()
        if lemma not in _verbs() and not (lemma in {"be", "become"} and verb.dep_ == "xcomp"):
            return
        if negated(verb) or any(
            c.lower_ in word_groups()["away"] and c.dep_ in {"prt", "advmod"} for c in verb.children
        ):
            return
        subjects = map(self.reading.bearer, surface_subjects(verb))
        people = [p for t in subjects if (p := self.reading.person(t)) is not None]
        if not people:
            return
        yield from self._put_up(verb, people)
        if lemma in word_groups()["giving up"]:
            yield from self._ended(verb, people)

    def _put_up(self, verb: Token, people: list[Node]) -> Iterator[Draft]:
        """What people stand for by the frame of a verb: "stood for", "contested", "entered the race"."""
        lemma, noun = verb.lemma_.lower(), child(verb, "dobj")
        if lemma in word_groups()["standing"]:
            yield from self._stood(verb, people)
        elif lemma in word_groups()["contesting"] and self._leadership(noun) is None:
            picked = verb.dep_ == "xcomp" and verb.head.lemma_ in word_groups()["choosing"]
            target = self._contested(noun, verb.head.lemma_ if picked else lemma)
            if target is not None:
                for person in people:
                    yield drafted(person, "candidateFor", target, verb, verb.i, verb.i + 2)
                    yield from self._colours(person, verb)
        elif lemma == "challenge":
            near = [*verb.children, *(g for c in verb.children if c.dep_ == "dobj" for g in c.children)]
            prizes = (child(c, "pobj") for c in near if c.lower_ == "for")
            prize = next((p for p in prizes if p is not None), None)
            for person in people:
                target = self._leadership(prize, person)
                if target is not None:
                    yield drafted(person, "candidateFor", target, verb, verb.i, verb.i + 2, verb.tag_ == "VBD")
        elif lemma in word_groups()["coveting"] and noun is not None and noun.lower_ == "leadership":
            for person in people:
                target = self._leadership(noun, person)
                if target is not None:
                    yield drafted(person, "candidateFor", target, verb, verb.i, noun.i + 1)
        elif lemma in word_groups()["entering"] and noun is not None and noun.lower_ in word_groups()["races"]:
            target = self._sought(noun)
            if target is not None:
                for person in people:
                    yield drafted(person, "candidateFor", target, verb, verb.i, noun.i + 1)
        elif lemma == "lead" and noun is not None and noun.lower_ in word_groups()["fields"]:
            for person in people:
                yield from self._nomination(person, noun)
        elif lemma in {"be", "become"} and verb.dep_ == "xcomp" and verb.head.lemma_ in word_groups()["hoping"]:
            for person in people:
                yield from self._hoped(person, verb)
        elif lemma in word_groups()["after a nomination"]:
            for aim in verb.children:
                if aim.dep_ == "dobj" and aim.lower_ == "nomination":
                    for person in people:
                        yield from self._nomination(person, aim)

    def _stood(self, verb: Token, people: list[Node]) -> Iterator[Draft]:
        """ "Stood for the council", "ran as a Liberal", "is running for the Republican nomination"."""
        over = verb.tag_ == "VBD"
        for prep in verb.children:
            if prep.dep_ != "prep" or prep.lower_ not in {"for", "in", "as"}:
                continue
            goal = child(prep, "pobj")
            flag = self.reading.at[goal.i] if goal is not None and prep.lower_ == "as" else None
            if flag is not None and flag.kind == "name" and flag.type == "Party" and flag.node is not None:
                for person in people:
                    yield drafted(person, "memberOf", flag.node, verb, verb.i, flag.end)
            elif goal is not None and goal.lower_ == "nomination" and prep.lower_ == "for":
                for person in people:
                    yield from self._nomination(person, goal, over)
            elif (target := self._target(goal, prep.lower_)) is not None:
                for person in people:
                    yield drafted(person, "candidateFor", target, verb, verb.i, prep.i + 2, over)
        if verb.lemma_.lower() in {"stand", "run"} and child(verb, "dobj") is None:
            for person in people:
                yield from self._colours(person, verb)

    def _hoped(self, person: Node, verb: Token) -> Iterator[Draft]:
        """ "Hopes to become mayor": an office to which one is elected, and which the person does not hold."""
        goal, hope = child(verb, "attr", "oprd"), verb.head
        mention = self.reading.at[goal.i] if goal is not None else None
        office = mention.office if mention is not None else None
        if office is None or mention is None or office.plural or negated(hope):
            return
        if thought_of(hope) or not (office.legislator or office.head in word_groups()["elective"]):
            return
        if office.name.casefold() not in person.offices:
            sought = self.reading.entities.named("Office", office.name)
            yield drafted(person, "candidateFor", sought, hope, hope.i, mention.end)

    def _ended(self, verb: Token, people: list[Node]) -> Iterator[Draft]:
        """ "Dropped out of the presidential race", "suspended his campaign for governor"."""
        nouns = [c for c in verb.children if c.dep_ == "dobj"]
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in {"of", "from", "out"}:
                inner = child(prep, "prep") if prep.lower_ == "out" else prep
                noun = child(inner, "pobj") if inner is not None else None
                nouns += [noun] if noun is not None else []
        for noun in nouns:
            sought = self._sought(noun) if noun.lower_ in word_groups()["contests"] else None
            owner = child(noun, "poss")
            own = self.reading.person(owner) if owner is not None and owner.pos_ != "PRON" else None
            if sought is not None:
                for person in [own] if own is not None else people:  # "ended Bob Fox's campaign": it was his
                    yield drafted(person, "candidateFor", sought, verb, verb.i, noun.i + 1, True)

    def _contested(self, token: Token | None, lemma: str) -> Node | None:
        """The seat that is contested, whatever the model takes its name for."""
        mention = self.reading.at[token.i] if token is not None else None
        if (
            mention is None
            or mention.kind != "name"
            or mention.honorific
            or (mention.surface and mention.type != "Place")
        ):
            return None
        if mention.type == "Constituency" or (
            lemma in {"contest", *word_groups()["choosing"]} and mention.type in {"Place", "Person"}
        ):
            return self.reading.entities.named("Constituency", mention.text)
        return None

    def _colours(self, person: Node, verb: Token) -> Iterator[Draft]:
        """The party for which somebody contests a seat."""
        for k in range(verb.i, min(verb.i + 14, verb.sent.end - 1)):
            first = k + 2 if self.doc[k + 1].lower_ == "the" and k + 2 < len(self.doc) else k + 1
            party = self.reading.node(self.doc[first])
            if (
                self.doc[k].lower_ == "for"
                and party is not None
                and party.type == "Party"
                and (named := self.reading.at[first]) is not None
                and self.doc[named.head].dep_ not in {"compound", "amod", "nmod"}
                and _same_clause(self.doc[k], verb)
            ):
                yield drafted(person, "memberOf", party, verb, verb.i, first + 1)
                end = named.end
                seat = self.reading.at[end + 1] if end + 1 < len(self.doc) and self.doc[end].lower_ == "in" else None
                if seat is not None and seat.kind == "name" and seat.type in {"Constituency", "Place"}:
                    node = self.reading.entities.named("Constituency", seat.text)
                    yield drafted(person, "candidateFor", node, verb, verb.i, seat.end)
                return


@functools.cache
def _verbs() -> frozenset[str]:
    """The verbs whose frames tell a candidacy, or its end."""
    groups = ("standing", "contesting", "coveting", "entering", "after a nomination", "giving up")
    return frozenset({"challenge", "lead"}).union(*(word_groups()[name] for name in groups))


def _same_clause(token: Token, verb: Token) -> bool:
    """Whether a word hangs on the verb itself: not "for" in "stand against Ann Lee, who was elected for Labour"."""
    while token.head.i != token.i:
        if token.head.i == verb.i:
            return True
        token = token.head
        if token.dep_ in {"relcl", "acl", "ccomp", "advcl"}:
            return False
    return False
