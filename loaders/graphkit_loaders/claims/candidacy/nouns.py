"""Who seeks what: candidacies that verbs and nouns state, where no title does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.candidacy.sought import drafted, sought_in
from graphkit_loaders.claims.candidacy.verbs import VerbCandidacies
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.language.grammar import child, conjuncts, negated, side_taken, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: words that bring examples of a group
_GROUPS = {"like", "including", "such"}


class Candidacies(VerbCandidacies):
    """The candidacies of one reading."""

    def find(self) -> Iterator[Draft]:
        """The candidacies, by place."""
        bids, contests = word_groups()["bids"], word_groups()["party contests"]
        for token in self.doc:
            low, kind = token.lower_, token.pos_
            if low in _GROUPS:
                yield from self._examples(token)
            elif kind in {"VERB", "AUX"}:
                yield from self._verb(token)
            elif kind in {"NOUN", "PROPN"} and low in bids:
                yield from self._bid(token)
            if kind in {"NOUN", "PROPN"} and low in contests:
                yield from self._party_contest(token)

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _bid(self, noun: Token) -> Iterator[Draft]:
        """ "Ann Lee's presidential campaign", "the Lee campaign", "the candidacy of Ann Lee"."""
        owner = child(noun, "poss")
        if owner is None and noun.lower_ in word_groups()["bids by name"]:
            owner = next((c for c in noun.children if c.dep_ in {"compound", "nmod"} and self.reading.person(c)), None)
        if owner is None:
            prep = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "by"}), None)
            owner = child(prep, "pobj") if prep is not None else None
        within = self.reading.at[owner.i] if owner is not None else None
        if within is not None and within.office is not None and within.start <= noun.i < within.end:
            owner = None  # "Hugo Pell, the Lee campaign's director": the role is his, the campaign is not
        person = self.reading.person(owner) or self._campaigner(noun)
        sought = self._sought(noun)
        if person is None or sought is None or not person.full or self._given_up(noun):
            return
        if noun.lower_ == "nomination" and person.offices & word_groups()["judges"]:
            return  # "the stalled Lee nomination", for a court
        own = noun.dep_ == "dobj" and any(self.reading.person(t) is person for t in surface_subjects(noun.head))
        if owner is not None and owner.pos_ == "PRON" and not own and not self._spoken_of(person):
            return
        again = self.doc[noun.left_edge.i : noun.i].text.casefold()
        if sought is self.contest and "election" in again:
            return  # "his re-election campaign" may be one of another year, or for another seat
        explicit = sought is not self.contest or bool(sought_in(self.doc[noun.left_edge.i : noun.i].text))
        explicit = explicit or any(c.lower_ == "for" and c.dep_ == "prep" for c in noun.children)
        if not explicit and (noun.lower_ in word_groups()["bids for anything"] or sought.label != "president"):
            return
        start = min(noun.left_edge.i, owner.i if owner else noun.i)
        given_up = noun.dep_ == "dobj" and noun.head.lemma_.lower() in word_groups()["giving up"]
        yield drafted(person, "candidateFor", sought, noun, start, noun.i + 1, given_up)

    def _given_up(self, noun: Token) -> bool:
        """Whether its verb tells that a bid is over: "suspended her campaign", "dropped out of the race"."""
        while noun.dep_ == "pobj" or (noun.dep_ == "prep" and noun.head.pos_ not in {"VERB", "NOUN", "PROPN"}):
            noun = noun.head
        verb = noun.head
        return verb.lemma_.lower() in word_groups()["giving up"] and noun.dep_ in {"dobj", "nsubjpass", "prep"}

    def _party_contest(self, noun: Token) -> Iterator[Draft]:
        """ "Won the Wisconsin Democratic primary", "leads the Republican field": who contends for a party."""
        named = [
            (t, m)
            for t in self.doc[max(noun.left_edge.i, noun.i - 5) : noun.i]
            if (m := self.reading.at[t.i]) is not None and m.kind == "name" and m.type == "Party" and m.node is not None
        ]
        before = {t.lower_ for t in self.doc[noun.left_edge.i : noun.i]}
        if len({m.node for _, m in named}) != 1 or before & {"leadership", "and", "or"}:
            return
        party = named[0][1].node
        assert party is not None
        own = sought_in(self.doc[noun.left_edge.i : noun.i].text)
        sought = self.reading.entities.named("Office", own) if own else self.contest
        for person, at, by in self._contenders(noun):
            start, end = min(at.i, named[0][1].start), max(noun.i, at.i) + 1
            yield drafted(person, "memberOf", party, by, start, end)
            if sought is not None:
                over = any(t.is_digit and len(t) == 4 for t in self.doc[start : min(end + 3, len(self.doc))])
                over = over or (by.lemma_ == "run" and by.tag_ == "VBD")
                yield drafted(person, "candidateFor", sought, by, start, end, over)

    def _contenders(self, noun: Token) -> Iterator[tuple[Node, Token, Token]]:
        """Who contends in a contest, or whose win or path in it is spoken of; and the word that tells it."""
        head = noun
        for _ in range(3):
            owner = child(head, "poss")
            if owner is not None and (person := self.reading.person(owner)) is not None:
                if head is noun or head.lower_ in word_groups()["in contests"]:
                    yield person, owner, noun
                return
            if head.dep_ == "pobj" and head.head.lower_ in {"in", "for", "of", "to", "toward", "towards", "from", "on"}:
                over = head.head.head
            elif head.dep_ in {"dobj", "attr"}:
                over = head.head
            else:
                return
            if over.pos_ in {"VERB", "AUX"}:
                break
            head = over
        else:
            return
        if over.lemma_.lower() not in word_groups()["contending"] or negated(over):
            return
        won = child(over, "dobj")
        if won is not None and won != noun and won.tag_ == "NN" and won.lower_ not in {"%", "percent"}:
            gains = word_groups()["won in contests"] | word_groups()["in contests"] | word_groups()["party contests"]
            if won.lemma_.lower() not in gains:
                return  # "lost interest in the Labour race"
        tokens = surface_subjects(over)
        if over.lemma_.lower() in word_groups()["beating"]:
            tokens = tokens + [c for c in over.children if c.dep_ == "dobj"]
        for token in tokens:
            if (person := self.reading.person(token)) is not None:
                yield person, token, over

    def _spoken_of(self, person: Node) -> bool:
        """Whether the text names a person more than once: it does so with those who stand, not with those it asks."""
        return sum(m.node is person and m.kind == "name" for m in self.reading.mentions) > 1

    def _campaigner(self, noun: Token) -> Node | None:
        """Whose campaign a body named "Lee campaign" is."""
        mention = self.reading.at[noun.i]
        if mention is None or mention.kind != "name" or mention.type != "Organisation" or noun.lower_ != "campaign":
            return None
        name = mention.text.casefold().removesuffix(" campaign").split()
        found = [
            n
            for n in self.reading.entities.nodes
            if n.type == "Person" and name and n.label.casefold().split()[-1] == name[-1]
        ]
        if len(found) > 1:
            found = [n for n in found if " ".join(name) == n.label.casefold()]
        return found[0] if len(found) == 1 else None

    # -- groups ---------------------------------------------------------------------------------------------------

    def _not_of_these(self, token: Token, group: Token) -> bool:
        """Whether names are no examples of a group: "Labour MPs like Ann Lee.", "critics of Labour MPs, including"."""
        if side_taken(group):
            return True
        if token.lower_ != "like":
            return False
        sentence = token.sent
        if token.pos_ == "VERB" or any(t.pos_ in {"VERB", "AUX"} for t in self.doc[sentence.start : token.i]):
            return token.pos_ == "VERB"
        after = [t for t in self.doc[token.i + 1 : sentence.end] if not (t.is_space or t.is_quote)]
        clause = next((k for k, t in enumerate(after) if t.dep_ in {"mark", "cc"} and t.pos_ != "PROPN"), len(after))
        joins = clause < len(after) - 1 and after[clause].dep_ == "cc" and after[clause + 1].pos_ == "PROPN"
        rest = after if joins else after[:clause]
        return not any(t.tag_ in {"VBD", "VBP", "VBZ", "MD"} for t in rest)

    def _examples(self, token: Token) -> Iterator[Draft]:
        """ "Candidates like Ann Lee", "Republicans, including Ann Lee and Bob Fox"."""
        start = token.i + 1
        if token.lower_ == "such":
            if start >= len(self.doc) or self.doc[start].lower_ != "as":
                return
            start += 1
        k = token.i - 1
        if k >= 0 and self.doc[k].text in {",", "--", "-", "–", "—"}:
            k -= 1
        group = self.doc[k] if k >= 0 else None
        if group is None or start >= len(self.doc):
            return
        first = self.reading.at[start]
        if first is None or first.kind != "name" or first.type != "Person" or self._not_of_these(token, group):
            return
        people = [p for t in conjuncts(self.doc[first.head]) if (p := self.reading.person(t)) is not None]
        mention: Mention | None = self.reading.at[group.i]
        if mention is None:
            return
        if (
            mention.kind == "name"
            and mention.type == "Party"
            and group.lower_.endswith("s")
            and mention.node is not None
        ):
            for person in people:
                yield drafted(person, "memberOf", mention.node, token, mention.start, first.end)
        elif mention.office is not None and mention.office.kind == "candidate":
            for person in people:
                own = sought_in(mention.text)
                sought = self.reading.entities.named("Office", own) if own else self.contest
                if sought is not None:
                    yield drafted(person, "candidateFor", sought, token, mention.start, first.end)
        if mention.office is not None and mention.office.plural and not mention.office.former:
            for person in people:
                if mention.office.party is not None and mention.office.party.node is not None:
                    yield drafted(person, "memberOf", mention.office.party.node, token, mention.start, first.end)
