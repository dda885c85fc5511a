"""Who seeks what: candidacies that verbs and nouns state, where no title does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import child, conjuncts, negated, surface_subjects, thought_of
from graphkit_loaders.lexicon import sought_offices, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS = {"like", "including"}
#: how many times as often as any other the one contest of an article is spoken of
_FAR = 5


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


class Candidacies:
    """The candidacies of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc
        self.contest = self._contest()

    def find(self) -> Iterator[Draft]:
        """The candidacies, by place."""
        for token in self.doc:
            if token.lower_ in _GROUPS or token.lower_ == "such":
                yield from self._examples(token)
            elif token.pos_ in {"VERB", "AUX"}:
                yield from self._verb(token)
            elif token.lower_ in word_groups()["bids"] and token.pos_ in {"NOUN", "PROPN"}:
                yield from self._bid(token)
            if token.lower_ in word_groups()["party contests"] and token.pos_ in {"NOUN", "PROPN"}:
                yield from self._party_contest(token)

    def _contest(self) -> Node | None:
        """The one office that the article's contests are about; None where there are several or none."""
        sought: Counter[str] = Counter()
        for token in self.doc[:-1]:
            after = self.doc[token.i + 1]
            before = self.doc[token.i - 1].lower_ if token.i else ""
            low = token.lower_
            if low in {"presidential", "mayoral"}:
                sought[sought_offices()["before"][low] if before not in {"vice", "-"} else "vice president"] += 1
            elif low in {"gubernatorial", "senatorial", "congressional", "senate"} and self._contested_by(token):
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

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Iterator[Draft]:
        lemma = verb.lemma_.lower()
        if negated(verb) or any(
            c.lower_ in word_groups()["away"] and c.dep_ in {"prt", "advmod"} for c in verb.children
        ):
            return
        subjects = map(self.reading.bearer, surface_subjects(verb))
        people = [p for t in subjects if (p := self.reading.person(t)) is not None]
        if not people:
            return
        if lemma in word_groups()["standing"]:
            over = verb.tag_ == "VBD"
            for prep in verb.children:
                if prep.dep_ == "prep" and prep.lower_ in {"for", "in", "as"}:
                    goal = child(prep, "pobj")
                    flag = self.reading.at[goal.i] if goal is not None and prep.lower_ == "as" else None
                    if flag is not None and flag.kind == "name" and flag.type == "Party" and flag.node is not None:
                        for person in people:
                            yield drafted(person, "memberOf", flag.node, verb, verb.i, flag.end)
                        continue
                    if goal is not None and goal.lower_ == "nomination" and prep.lower_ == "for":
                        for person in people:
                            yield from self._nomination(person, goal, over)
                        continue
                    target = self._target(goal, prep.lower_)
                    if target is not None:
                        for person in people:
                            yield drafted(person, "candidateFor", target, verb, verb.i, prep.i + 2, over)
            if lemma in {"stand", "run"} and child(verb, "dobj") is None:
                for person in people:
                    yield from self._colours(person, verb)
        elif lemma in {"contest", "fight"} and self._leadership(child(verb, "dobj")) is None:
            picked = verb.dep_ == "xcomp" and verb.head.lemma_ in word_groups()["choosing"]
            target = self._contested(child(verb, "dobj"), verb.head.lemma_ if picked else lemma)
            for person in people:
                if target is not None:
                    yield drafted(person, "candidateFor", target, verb, verb.i, verb.i + 2)
                    yield from self._colours(person, verb)
        elif lemma == "challenge":
            near = [*verb.children, *(g for c in verb.children if c.dep_ == "dobj" for g in c.children)]
            prizes = (child(c, "pobj") for c in near if c.lower_ == "for")
            prize = next((noun for noun in prizes if noun is not None), None)
            for person in people:
                target = self._leadership(prize, person)
                if target is not None:
                    over = verb.tag_ == "VBD"
                    yield drafted(person, "candidateFor", target, verb, verb.i, verb.i + 2, over)
        elif lemma in {"seek", "covet"} and (led := child(verb, "dobj")) is not None and led.lower_ == "leadership":
            for person in people:
                target = self._leadership(led, person)
                if target is not None:
                    yield drafted(person, "candidateFor", target, verb, verb.i, led.i + 1)
        elif (
            lemma in {"enter", "join"}
            and (race := child(verb, "dobj")) is not None
            and race.lower_ in word_groups()["races"]
        ):
            target = self._sought(race)
            for person in people:
                if target is not None:
                    yield drafted(person, "candidateFor", target, verb, verb.i, race.i + 1)
        elif lemma == "lead" and (field := child(verb, "dobj")) is not None and field.lower_ in {"field", "pack"}:
            for person in people:
                yield from self._nomination(person, field)
        elif lemma in {"be", "become"} and verb.dep_ == "xcomp" and verb.head.lemma_ in word_groups()["hoping"]:
            for person in people:
                yield from self._hoped(person, verb)
        elif lemma in word_groups()["after a nomination"]:
            for noun in verb.children:
                if noun.dep_ == "dobj" and noun.lower_ == "nomination":
                    for person in people:
                        yield from self._nomination(person, noun)
        if lemma in word_groups()["giving up"]:
            yield from self._ended(verb, people)

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
            if sought is not None:
                for person in people:
                    yield drafted(person, "candidateFor", sought, verb, verb.i, noun.i + 1, True)

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

    # -- nouns ----------------------------------------------------------------------------------------------------

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

    def _nomination(self, person: Node, noun: Token, over: bool = False) -> Iterator[Draft]:
        sought = self._sought(noun)
        if sought is not None:
            yield drafted(person, "candidateFor", sought, noun, noun.left_edge.i, noun.i + 1, over)
        for k in range(max(0, noun.i - 3), noun.i):
            party = self.reading.at[k]
            if party is not None and party.type == "Party" and party.kind == "name" and party.node is not None:
                yield drafted(person, "memberOf", party.node, noun, party.start, noun.i + 1)
                return

    def _bid(self, noun: Token) -> Iterator[Draft]:
        """ "Ann Lee's presidential campaign", "the Lee campaign", "the candidacy of Ann Lee"."""
        owner = child(noun, "poss")
        if owner is None and noun.lower_ in {"nomination", "candidacy", "campaign"}:
            owner = next((c for c in noun.children if c.dep_ in {"compound", "nmod"} and self.reading.person(c)), None)
        if owner is None:
            prep = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "by"}), None)
            owner = child(prep, "pobj") if prep is not None else None
        within = self.reading.at[owner.i] if owner is not None else None
        if within is not None and within.office is not None and within.start <= noun.i < within.end:
            owner = None  # "Hugo Pell, the Lee campaign's director": the role is his, the campaign is not
        person = self.reading.person(owner) or self._campaigner(noun)
        sought = self._sought(noun)
        if person is None or sought is None or not person.full:
            return
        own = noun.dep_ == "dobj" and any(self.reading.person(t) is person for t in surface_subjects(noun.head))
        if owner is not None and owner.pos_ == "PRON" and not own and not self._spoken_of(person):
            return
        again = self.doc[noun.left_edge.i : noun.i].text.casefold()
        if sought is self.contest and "election" in again:
            return  # "his re-election campaign" may be one of another year, or for another seat
        explicit = sought is not self.contest or bool(sought_in(self.doc[noun.left_edge.i : noun.i].text))
        explicit = explicit or any(c.lower_ == "for" and c.dep_ == "prep" for c in noun.children)
        if not explicit and (noun.lower_ in {"race", "run", "bid"} or sought.label != "president"):
            return
        yield drafted(
            person, "candidateFor", sought, noun, min(noun.left_edge.i, owner.i if owner else noun.i), noun.i + 1
        )

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
        if first is None or first.kind != "name" or first.type != "Person":
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


def _same_clause(token: Token, verb: Token) -> bool:
    """Whether a word hangs on the verb itself: not "for" in "stand against Ann Lee, who was elected for Labour"."""
    while token.head.i != token.i:
        if token.head.i == verb.i:
            return True
        token = token.head
        if token.dep_ in {"relcl", "acl", "ccomp", "advcl"}:
            return False
    return False
