"""Who takes part in a contest of which a sentence speaks: front-runners, rivals, winners of primaries, the elected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.candidacy.nouns import Candidacies
from graphkit_loaders.claims.candidacy.sought import drafted, sought_in
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.names.cluster import clash
from graphkit_loaders.entities.names.tokens import GENDER
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import child, negated, surface_subjects, thought_of
from graphkit_loaders.lexicon import Lexicon, sought_offices, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_IFS = {"if", "should"}
#: tokens between a party's name and the noun of its contest: "the Republican presidential nominating contest"
_GAP = 3


class Contests:
    """The candidacies of one reading that its sentences imply."""

    def __init__(self, reading: Reading, words: Lexicon, candidacies: Candidacies, named: list[Draft]) -> None:
        self.reading, self.words, self.doc = reading, words, reading.doc
        self.contest = candidacies.contest
        #: those whose candidacy the text states elsewhere
        self.candidates = {d.subject for d in named if d.predicate == "candidateFor" and d.object is self.contest}

    def find(self) -> Iterator[Draft]:
        """The candidacies and memberships, by place; who wins or may be elected stands, if or not it comes so."""
        for held in self.reading.held:
            office = held.role.office
            bare = office is not None and office.party is None and office.body is None and not office.of
            if office is not None and bare and office.kind == "candidate" and not office.former and not office.plural:
                yield from self._named_in(held.person, held.role)
        for mention in self.reading.mentions:
            if mention.office is not None and mention.office.head in word_groups()["rivals"]:
                yield from self._rivals(mention)
        for token in self.doc:
            if token.pos_ != "VERB":
                continue
            if token.lemma_ in word_groups()["carrying a state"]:
                yield from self._won(token)
            elif token.lemma_ in word_groups()["electing"]:
                yield from self._elected(token)

    def _draft(self, person: Node, predicate: str, target: Node, at: Token, end: int, former: bool = False) -> Draft:
        return drafted(person, predicate, target, at, min(at.i, end - 1), max(end, at.i + 1), former)

    def _party_of(self, tokens: list[Token]) -> tuple[Node, int, str] | None:
        """The one party whose contest some words name, where its noun stands, and the words between."""
        found: dict[int, tuple[Node, int, str]] = {}
        for token in tokens:
            if token.lower_ not in {*word_groups()["party contests"], "side"}:
                continue
            for k in range(token.i - 1, max(token.i - 2 - _GAP, -1), -1):
                party = self.reading.at[k]
                if self.doc[k].is_punct or self.doc[k].pos_ in {"VERB", "ADP"}:
                    break
                if party is not None and party.type == "Party" and party.kind == "name" and party.node is not None:
                    found[party.node.index] = (party.node, token.i, self.doc[k : token.i].text)
                    break
        return next(iter(found.values())) if len(found) == 1 else None

    def _entered(self, person: Node, told: tuple[Node, int, str], at: Token) -> Iterator[Draft]:
        """What it says of somebody to contend in a party's contest."""
        party, end, words = told
        own = sought_in(words)
        sought = self.reading.entities.named("Office", own) if own else self.contest
        yield self._draft(person, "memberOf", party, at, end + 1)
        if sought is not None:
            yield self._draft(person, "candidateFor", sought, at, end + 1)

    def _named_in(self, person: Node, role: Mention) -> Iterator[Draft]:
        """ "The race for the Labour nomination is open, with front-runner Ann Lee under fire"."""
        sentence = self.doc[role.start].sent
        quoted = self.reading.quote_of[role.start]
        told = self._party_of([t for t in sentence if t.i < role.start and self.reading.quote_of[t.i] is quoted])
        if told is not None:
            yield from self._entered(person, told, self.doc[role.start])

    def _rivals(self, role: Mention) -> Iterator[Draft]:
        """ "Her rival in the Labour primary", "her opponent, Bob Fox", where she is known to stand."""
        head = self.doc[role.head]
        outer = head.head if head.dep_ in {"compound", "appos", "nmod"} else head
        whose = child(head, "poss") or child(outer, "poss")
        owner = self.reading.person(whose)
        if whose is not None and whose.pos_ == "PRON" and owner not in self.candidates and self._others(whose, owner):
            owner = None  # "Ann Lee backs Bob Fox, and not his rivals"
        told = None
        behind = self.doc[role.end : role.end + 1]  # the parse may hang it on the verb
        for prep in (c for c in (*head.children, *behind) if c.dep_ == "prep" and c.lower_ in {"in", "for"}):
            noun = child(prep, "pobj")
            told = told or (self._party_of([noun]) if noun is not None else None)
        if told is not None:
            for person in (owner, role.node):
                if person is not None and person.type == "Person":
                    yield from self._entered(person, told, head)
            return
        if owner not in self.candidates or role.node is None or role.node is owner or self.contest is None:
            return
        office = role.office
        if office is not None and not office.former and not office.plural and self.contest.label == "president":
            yield self._draft(role.node, "candidateFor", self.contest, head, role.end)

    def _others(self, pronoun: Token, owner: Node | None) -> bool:
        """Whether a verb over a pronoun has somebody else for its object, who may be meant."""
        objects = (c for t in pronoun.ancestors for c in t.children if c.dep_ == "dobj" and c.i < pronoun.i)
        near = (self.reading.at[t.i] for t in objects)
        return any(m is not None and m.kind == "name" and m.type == "Person" and m.node is not owner for m in near)

    def _won(self, verb: Token) -> Iterator[Draft]:
        """ "Won the Ohio primary", where the article is about one election of a president."""
        noun = child(verb, "dobj")
        if noun is None or noun.lower_ not in word_groups()["state contests"] or negated(verb):
            return
        if self.contest is None or self.contest.label != "president":
            return
        if sought_in(str(self.doc[noun.left_edge.i : noun.i].text)) not in {"", "president"}:
            return
        near = {m.text for t in self.doc[noun.left_edge.i : noun.i] if (m := self.reading.at[t.i]) is not None}
        if not near & self.words.states.keys() and not near & set(self.words.states.values()):
            return
        if thought_of(verb):
            return
        clause = self.doc[verb.left_edge.i : verb.right_edge.i + 1]
        over = any(t.is_digit and len(t) == 4 for t in clause)
        for token in surface_subjects(verb):
            if (person := self.reading.person(token)) is not None:
                yield self._draft(person, "candidateFor", self.contest, verb, noun.i + 1, over)

    def _elected(self, verb: Token) -> Iterator[Draft]:
        """ "If elected mayor, she would ...", "should he be elected, Bob Fox will ...": they stand."""
        if not any(c.i < verb.i and c.lower_ in _IFS for c in verb.children) or negated(verb):
            return
        target = self._seat(verb)
        if target is None:
            return
        own, clause = child(verb, "nsubjpass", "nsubj"), verb.head
        if verb.dep_ == "amod":
            clause = clause.head  # so the model reads "if elected mayor, she"
        if own is not None and own.lower_ not in {"he", "she"}:
            return  # others may wish for it: "if Bob Fox is elected, taxes will rise"
        for token in surface_subjects(clause):
            person = self.reading.person(token)
            if person is None or (own is not None and self.reading.person(own) not in {None, person}):
                continue
            if own is not None and clash(GENDER[own.lower_], person.gender):
                continue  # "should he be elected, Ann Lee will leave"
            if target.label.casefold() not in person.offices:
                yield self._draft(person, "candidateFor", target, verb, verb.i + 1)

    def _seat(self, verb: Token) -> Node | None:
        """The office to which somebody may be elected; without one that of the article's contest."""
        goal = verb.head if verb.dep_ == "amod" else child(verb, "oprd", "attr", "dobj")
        for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"as", "to"}):
            goal = goal or child(prep, "pobj")
        if goal is None:
            contest = self.contest
            return contest if contest is not None and contest.label == "president" else None
        mention = self.reading.at[goal.i]
        if mention is None:
            return None
        if mention.office is not None and mention.office.kind == "office" and not mention.office.plural:
            return self.reading.entities.named("Office", mention.office.name)
        seat = sought_offices()["for"].get(mention.node.label if mention.node is not None else "")
        if seat == "senator" and mention.surface.startswith(("U.S.", "US ")):
            seat = "U.S. senator"
        return self.reading.entities.named("Office", seat) if seat else None
