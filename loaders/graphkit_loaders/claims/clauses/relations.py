"""States of affairs that clauses tell: "works for", "chairs", "represents"; with "as" by the tenure beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.clauses.tenure import Tenures
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node, Standing
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.roles.titles import behind_country
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import (
    agents,
    child,
    conjuncts,
    first_to,
    is_passive,
    left_out,
    negated,
    surface_subjects,
    unreal,
)
from graphkit_loaders.lexicon import Lexicon, RelationWord, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Clauses:
    """The relations that the clauses of one reading tell."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.doc, self.words = reading, reading.doc, words
        self.tenures = Tenures(reading)
        groups = word_groups()
        self._known = {"represent", "be", "become", "remain", "of", "as", "to", *words.relation_words}
        self._known |= groups["seat verbs"] | groups["seats"]

    def find(self) -> Iterator[tuple[Draft, Mention | None]]:
        """Drafts by place; with a role phrase where the draft says who holds it and the phrase what it is."""
        found = forms(self.doc)
        for token, word, lemma in zip(self.doc, found.words, found.lemmas, strict=True):
            if word in self._known or lemma in self._known:  # most words tell nothing
                if token.pos_ in {"VERB", "AUX"} and negated(token):
                    continue
                for draft in self._told(token):
                    yield draft, None
            if token.pos_ == "NOUN":
                for draft in self._employed(token):
                    yield draft, None
            if word == "of" and token.dep_ == "prep":
                yield from self.tenures.post(token)
            if (word in {"as", "to"} and token.dep_ in {"prep", "dative"}) or (
                word == "as" and token.pos_ in {"ADP", "SCONJ"}
            ):
                yield from self.tenures.told(token)

    def _told(self, word: Token) -> Iterator[Draft]:
        """What a verb, a noun or an adjective of ``relation_words.tsv`` tells of its subject."""
        lemma = word.lemma_.lower()
        if lemma == "represent":
            yield from self._represents(word)
        elif lemma in {"be", "become", "remain"}:
            yield from self._partisan(word)
        elif lemma in word_groups()["seat verbs"] and word.pos_ == "VERB":
            yield from self._won(word)
        elif lemma in word_groups()["seats"] and word.pos_ in {"NOUN", "PROPN"}:
            yield from self._home_seat(word)
        for use in self.words.relation_words.get(lemma if word.pos_ in {"VERB", "NOUN"} else word.lower_, ()):
            first = self._other(word, use.slot)
            if first is None and use.over and (noun := child(word, "dobj")) is not None:
                first = self._other_of(noun, use.slot)  # "made a series for Channel Nine"
            modals = unreal(word)
            if first is None or (modals and not (modals == {"to"} and first_to(word))):
                continue
            for other in conjuncts(first):
                yield from self._use(word, use, other)

    def _use(self, word: Token, use: RelationWord, other: Token) -> Iterator[Draft]:
        """The relation that one use of a word tells between its subjects and another entity."""
        if use.over and not any(c.lemma_.lower() in use.over for c in word.children if c.dep_ == "dobj"):
            return
        target, mention = self.reading.node(other), self.reading.at[other.i]
        if target is None:
            target = self._named_by(other)
        if target is None and other.dep_ == "appos" and word.head.i == other.i:
            target = self.reading.node(other.head)  # "the Harbour Trust, the charity she works for"
        if target is None or target.type not in use.objects:
            return
        if use.slot == "obj" and (mention is None or mention.kind != "name" or self._is_seat(mention)):
            return
        predicate = use.predicate
        if word.lemma_ == "represent" and not target.full and mention is not None and not mention.surface:
            return  # "represents Seatown": a town that the model takes for somebody, and no client
        if predicate == "memberOf" and word.pos_ == "NOUN" and child(word, "compound", "nmod") is not None:
            return  # "a hate figure in the party"
        seated = bool(word_groups()["seated bodies"] & set(target.label.casefold().split()))
        if predicate == "worksFor" and use.slot == "in" and seated:
            predicate = "memberOf"
        if use.aspect and predicate == "memberOf" and target.type == "Organisation" and not seated:
            return  # whoever joins a firm is no member of it
        if use.aspect and word.pos_ == "VERB" and self._passing(word):
            return
        for subject, node in self._subjects(word, use.subject):
            if node is not target and not (predicate == "leads" and self._some_of(subject)):
                told = (subject, node, other, target) if not use.inverse else (other, target, subject, node)
                draft = self._draft(word, predicate, *told)
                if use.aspect:
                    draft = draft.but(former=use.aspect == "ends")
                yield draft

    def _some_of(self, noun: Token) -> bool:
        """Whether a party's plural need not mean all of it: "Republicans led by Ann Lee"."""
        party = self.reading.at[noun.i]
        if party is None or party.type != "Party" or not party.surface.endswith("s"):
            return False
        return self.doc[party.start - 1].lower_ != "the" or party.start == 0

    def _named_by(self, noun: Token) -> Node | None:
        """The body whose name says more of a small noun: "the Harbour Ltd plant", "the family firm, Harbour Ltd"."""
        low = noun.lemma_.lower()
        if noun.pos_ != "NOUN" or self.reading.at[noun.i] is not None:
            return None
        for c in noun.children:
            site = c.dep_ in {"compound", "nmod"} and c.i < noun.i and low in word_groups()["sites of work"]
            if site or (c.dep_ == "appos" and c.i > noun.i and self.words.is_body_noun(low)):
                named = self.reading.at[c.i]
                if named is not None and named.kind == "name" and named.type == "Organisation" and not named.adjective:
                    return named.node
        return None

    def _passing(self, verb: Token) -> bool:
        """Whether a verb of joining or leaving tells something else: "joined Labour in voting", "left it reeling"."""
        return any(
            c.dep_ in {"xcomp", "ccomp", "oprd", "acomp"}
            or (c.dep_ == "prep" and c.lower_ == "in" and child(c, "pcomp", "pobj") is not None and not _dated(c))
            for c in verb.children
            if c.i > verb.i
        )

    def _draft(self, word: Token, predicate: str, subject: Token, who: Node, other: Token, target: Node) -> Draft:
        """A relation that a word of the text tells."""
        done = word.tag_ == "VBG" and word.dep_ == "pcomp" and word.head.lower_ in {"after", "since"}
        past = word.tag_ == "VBD" or done or any(c.lower_ in word_groups()["once"] for c in word.children)
        past = past or (word.tag_ == "VBG" and any(c.lower_ == "then" for c in word.children))  # "then working for"
        past = past and predicate != "relativeOf"
        if word.dep_ == "attr" and predicate not in {"relativeOf", "partOf"}:
            past = word.head.lower_ in {"was", "were"}
        held = Standing()
        for c in word.children if word.pos_ == "NOUN" else ():
            if c.i < word.i:
                held.told(self.words.modifiers.get(c.lower_, ""))
        return Draft(
            who,
            predicate,
            (min(subject.i, word.i, other.i), max(subject.i, word.i, other.i) + 1),
            (word.i, word.i + 1),
            object=target,
            subject_at=(subject.i, subject.i + 1),
            object_at=(other.i, other.i + 1),
            verb=word.lemma_.lower(),
            former=past or held.former,
            modality=held.how(Modality.ASSERTED),
            confidence=0.75,
        )

    def _other(self, word: Token, slot: str) -> Token | None:
        """The other entity: the object, the agent, the owner, or what a preposition brings."""
        if slot == "obj":
            own = None if is_passive(word) or word.pos_ != "VERB" else child(word, "dobj")
            rest = own is not None and own.lower_ in word_groups()["the others of"]
            return self._other_of(own, "of") if own is not None and rest else own  # "rejoined the rest of the board"
        if slot == "by":
            return next(iter(agents(word)), None) if word.pos_ == "VERB" and is_passive(word) else None
        if slot == "'s":
            return child(word, "poss") if word.pos_ == "NOUN" else None
        for prep in word.children:
            if prep.dep_ == "prep" and prep.lower_ == slot:
                noun = child(prep, "pobj")
                # "the agency she works for"
                return word.head if noun is None and word.dep_ == "relcl" else noun
        return None

    def _other_of(self, noun: Token, slot: str) -> Token | None:
        """What a preposition brings that hangs on a verb's object, or on what that is a number of."""
        for prep in (c for c in noun.subtree if c.dep_ == "prep" and c.lower_ == slot):
            return child(prep, "pobj")
        return None

    def _subjects(self, word: Token, kind: str) -> Iterator[tuple[Token, Node]]:
        """Of whom or of what a word tells something: a verb's subjects; of a noun what it stands in apposition to."""
        if word.pos_ == "VERB":
            tokens = [word.head] if first_to(word) else surface_subjects(word)
        else:
            if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lower_ in {"one", "some", "two"}:
                word = word.head.head  # "is one of the senior figures in the party"
            tokens = [c for c in word.children if c.dep_ == "appos"]
            if word.dep_ == "appos" and left_out(word):
                return  # "Ann Lee, no longer a member of the party, ..."
            if word.dep_ == "appos":
                # "the president of Saltland, a member of the Harbour Pact": the country is
                tokens += [] if behind_country(self.doc, self.reading.at, word.left_edge.i - 1) else [word.head]
            elif (
                word.dep_ in {"attr", "acomp"}
                and not negated(word.head)
                and word.head.lemma_ in {"be", "become", "remain"}
            ):
                tokens += surface_subjects(word.head)
        for token in tokens:
            token = self.reading.bearer(token) if kind == "Person" else token
            node = self.reading.node(token)
            if node is not None and node.type == kind:
                yield token, node

    def _employed(self, noun: Token) -> Iterator[Draft]:
        """ "Ann Lee, a machinist at Harbour Ltd": any noun for a person, and the body at which they are one."""
        mention, low = self.reading.at[noun.i], noun.lemma_.lower()
        if mention is not None and (mention.office is not None or mention.kind == "name"):
            return
        if low not in word_groups()["staff"]:
            return
        fields = [f for c in noun.children if c.lower_ in {"on", "in"} and (f := child(c, "pobj")) is not None]
        for prep in [*noun.children, *(c for f in fields for c in f.children if c.lower_ == "at")]:
            other = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in {"at", "with"} else None
            if prep.dep_ in {"compound", "nmod"} and prep.i < noun.i:
                other = prep  # "a Harbour Ltd executive"
            target = self.reading.node(other)
            named = self.reading.at[other.i] if other is not None else None
            if other is not None and (target is None or named is None or named.kind != "name"):
                target = self._named_by(other)
            if other is None or target is None or target.type != "Organisation":
                continue
            for subject, person in self._subjects(noun, "Person"):
                copula = noun.head if noun.dep_ == "attr" else None
                past = copula is not None and copula.lower_ in {"was", "were"}
                over = any(self.words.over(c.lower_) for c in noun.children)
                yield self._draft(noun, "worksFor", subject, person, other, target).but(former=past or over)

    def _partisan(self, verb: Token) -> Iterator[Draft]:
        """ "Ann Lee is a Republican": the party's member noun with an article."""
        noun = child(verb, "attr")
        mention = self.reading.at[noun.i] if noun is not None else None
        if noun is None or mention is None or mention.type != "Party" or mention.kind != "name" or mention.node is None:
            return
        determiner = child(noun, "det")
        if determiner is None or determiner.lower_ not in {"a", "an"} or mention.surface.endswith("s"):
            return
        if unreal(verb):
            return
        for subject, person in self.reading.people(surface_subjects(verb)):
            yield self._draft(verb, "memberOf", subject, person, noun, mention.node)

    def _represents(self, verb: Token) -> Iterator[Draft]:
        own = child(verb, "dobj")
        if verb.dep_ == "relcl" and (own is None or own.tag_ in {"WDT", "WP"}):
            own = verb.head  # "Seatown, which she represented until 2010"
        if own is None or is_passive(verb) or unreal(verb):
            return
        for subject, person in self.reading.people(surface_subjects(verb)):
            seat = self._seat(verb, self.reading.at[own.i], person) or self._only_seat(own)
            if seat is not None:
                past = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
                draft = self._draft(verb, "represents", subject, person, own, seat)
                yield draft.but(former=draft.former or past)

    def _won(self, verb: Token) -> Iterator[Draft]:
        """ "Holds the Seatown seat", "won it for Labour": the seat, and the party for which it is won."""
        noun = child(verb, "dobj")
        if noun is None or is_passive(verb) or unreal(verb):
            return
        mention = self.reading.at[noun.i]
        seat = None
        if noun.lower_ in word_groups()["seats"]:
            seat = self._seat_named(noun) or self._only_seat(noun)
        elif mention is not None and mention.kind == "name" and mention.type == "Constituency":
            seat = self.reading.entities.named("Constituency", mention.text)
        for subject, person in self.reading.people(surface_subjects(verb)):
            if seat is not None and verb.lemma_ in word_groups()["sitting"]:
                draft = self._draft(verb, "represents", subject, person, noun, seat)
                yield draft.but(former=verb.lemma_ == "lose")
            for prep in (*verb.children, *noun.children):
                colours = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "for" else None
                party = self.reading.node(colours)
                if colours is not None and party is not None and party.type == "Party" and verb.lemma_ != "lose":
                    won = noun.lower_ in word_groups()["seats"] or (
                        mention is not None and mention.type in {"Place", "Constituency"}
                    )
                    if won:
                        yield self._draft(verb, "memberOf", subject, person, colours, party).but(former=False)

    def _only_seat(self, noun: Token) -> Node | None:
        """What "the constituency" is where the text names one seat only."""
        bare = noun.lower_ in word_groups()["seats"] and {c.lower_ for c in noun.children} == {"the"}
        seats: set[str] = set()
        for m in self.reading.mentions if bare else ():
            seats |= {m.text} if m.kind == "name" and m.type == "Constituency" else set()
            seats |= m.office.seats() if m.office is not None and m.office.legislator else set()
        # "Seaford Green" for "Seaford Green and Stowe"
        whole = [seat for seat in seats if not any(other.startswith(f"{seat} ") for other in seats)]
        return self.reading.entities.named("Constituency", whole[0]) if len(whole) == 1 else None

    def _seat_named(self, noun: Token) -> Node | None:
        """The seat in "the Seatown North constituency"; None where none is named."""
        for c in noun.children:
            mention = self.reading.at[c.i]
            if c.dep_ not in {"compound", "nmod"} or c.is_lower or mention is None or mention.kind != "name":
                continue
            if mention.type in {"Place", "Constituency", "Person"} and not mention.honorific and mention.end <= noun.i:
                return self.reading.entities.named("Constituency", self.doc[mention.start : mention.end].text)
        return None

    def _home_seat(self, noun: Token) -> Iterator[Draft]:
        """ "Ann Lee's Seatown constituency", "in her Seatown seat", of somebody who sits in a parliament."""
        owner = child(noun, "poss")
        seat = self._seat_named(noun) if owner is not None else None
        if owner is None or seat is None:
            return
        whose = noun.head.head if owner.lower_ == "whose" and noun.head.dep_ == "relcl" else owner
        for subject, person in self.reading.people([whose]):
            if word_groups()["legislators"] & person.offices:
                draft = self._draft(noun, "represents", subject, person, noun, seat)
                yield draft.but(former=bool(word_groups()["legislators"] & person.past))
            elif "candidate" in person.offices - person.past:
                yield self._draft(noun, "candidateFor", subject, person, noun, seat)

    def _seat(self, verb: Token, mention: Mention | None, person: Node) -> Node | None:
        """What a politician represents: a named seat or place; no client, and no country abroad."""
        if mention is None or mention.kind != "name":
            return None
        # a seat, whatever the model says
        compass = not mention.surface and bool(set(mention.text.split()) & word_groups()["points of the compass"])
        if mention.type not in {"Place", "Constituency"} and not compass:
            return None
        chamber = any(
            c.dep_ == "prep"
            and c.lower_ in {"in", "at"}
            and (noun := child(c, "pobj")) is not None
            and noun.lower_ in word_groups()["chambers"]
            for c in verb.children
        )
        told = any(
            c.lower_ == "as"
            and (noun := child(c, "pobj")) is not None
            and (role := self.reading.at[noun.i]) is not None
            and role.office is not None
            and role.office.legislator
            for c in verb.children
        )
        sits = word_groups()["legislators"] & person.offices or chamber or told or self._is_seat(mention)
        if not (sits or (person.parties and mention.type == "Constituency")):
            return None
        return self.reading.entities.named("Constituency", mention.text)

    def _is_seat(self, mention: Mention) -> bool:
        """Whether a name is that of a seat, whatever the model takes it for: "Ketterick North", but not "Hugo West"."""
        words = mention.text.split()
        compass = words[-1] in word_groups()["points of the compass"]
        return len(words) > 1 and compass and words[0] not in self.words.first_names


def _dated(preposition: Token) -> bool:
    """Whether what follows "in" is a time: "joined Labour in 1990", "in March"."""
    noun = child(preposition, "pobj")
    return noun is not None and (noun.ent_type_ in {"DATE", "TIME", "GPE", "LOC"} or noun.like_num)
