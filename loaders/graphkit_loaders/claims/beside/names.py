"""What stands beside a name: "Democrat Ann Lee", "Labour's Ann Lee", "Ann Lee (R-Texas)", "the BBC's Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.beside.address import Address
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.quotes.speaking import speaking
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.roles.titles import listed, past_home
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import SUBJECTS, child
from graphkit_loaders.lexicon import Lexicon, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Beside:
    """The relations that a name's neighbours state."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words = reading, words
        self.doc = reading.doc
        self._address = Address(reading, words)

    def parts(self) -> Iterator[Draft]:
        """Bodies that are part of a body: "Labour's regional Harbour Committee", "the board of Ports Ltd"."""
        doc, at = self.doc, self.reading.at
        for whole in self.reading.mentions:
            if (
                whole.kind != "name"
                or whole.node is None
                or whole.node.type not in {"Party", "Organisation"}
                or whole.adjective
            ):
                continue
            k = whole.end
            if k + 1 >= len(doc) or doc[k].text not in {"'s", "’s", "'"}:
                continue
            k += 1
            while k + 1 < len(doc) and doc[k].pos_ in {"ADJ", "VERB", "ADV"} and doc[k].is_lower and at[k] is None:
                k += 1
            part = at[k]
            if (
                part is not None
                and part.start == k
                and part.kind == "name"
                and part.node is not None
                and part.node is not whole.node
                and part.type == "Organisation"
                and part.end - part.start > 1
                and word_groups()["parts of a body"] & {w.casefold() for w in part.text.split()}
            ):
                span: Tokens = (whole.start, part.end)
                yield Draft(
                    part.node,
                    "partOf",
                    span,
                    (whole.end, k),
                    object=whole.node,
                    subject_at=(part.start, part.end),
                    object_at=(whole.start, whole.end),
                    verb="of",
                    confidence=0.8,
                )

    def own_parties(self) -> Iterator[Draft]:
        """ "His party, the Harbour League"; "his party" alone, where the article speaks of one party only."""
        yield from self._named_own()
        named = [m for m in self.reading.mentions if m.node is not None and m.node.type == "Party"]
        if len({m.node.index for m in named if m.node is not None}) != 1:
            return
        if all(m.adjective and m.surface in word_groups()["opinions"] for m in named if m.kind == "name"):
            return  # "conservative" and "republican" alone may tell an opinion, or the others
        people = {
            m.start: m
            for m in self.reading.mentions
            if m.kind == "pronoun" and m.node is not None and m.node.type == "Person"
        }
        for mention in self.reading.mentions:
            if mention.kind != "pronoun" or mention.type != "Party" or mention.node is None:
                continue
            person = people.get(mention.start)
            if person is not None and person.node is not None and self.doc[mention.start].lower_ in {"his", "her"}:
                span: Tokens = (mention.start, mention.end)
                yield Draft(
                    person.node,
                    "memberOf",
                    span,
                    span,
                    object=mention.node,
                    subject_at=(person.start, person.end),
                    object_at=span,
                    verb="party",
                    confidence=0.6,
                )

    def _named_own(self) -> Iterator[Draft]:
        """ "Her new party, the Harbour League": the party of whom "her" stands for."""
        for i, word in enumerate(forms(self.doc).words):
            if word != "party":
                continue
            noun = self.doc[i]
            owner = child(noun, "poss")
            person = self.reading.node(owner) if owner is not None and owner.lower_ in {"his", "her"} else None
            if owner is None or person is None or person.type != "Person":
                continue
            old = any(c.lower_ == "old" or self.words.over(c.lower_) for c in noun.children)
            for name in noun.children:
                party = self.reading.at[name.i]
                if (
                    name.dep_ == "appos"
                    and party is not None
                    and party.kind == "name"
                    and party.node is not None
                    and party.type in {"Party", "Organisation"}
                    and party.start - noun.i <= 3
                ):
                    yield Draft(
                        person,
                        "memberOf",
                        (owner.i, party.end),
                        (noun.i, noun.i + 1),
                        object=party.node,
                        subject_at=(owner.i, owner.i + 1),
                        object_at=(party.start, party.end),
                        former=old,
                        verb="party",
                        confidence=0.75,
                    )

    def find(self, mention: Mention, person: Node) -> Iterator[Draft]:
        """ "Democrat Ann Lee", "Labour's Ann Lee", "Ann Lee (R-Texas)", "Sen. Ann Lee", "the BBC's Ann Lee"."""
        span: Tokens = (mention.start, mention.end)
        base = Draft(person, "memberOf", span, span, subject_at=span, confidence=0.85)
        yield from self._before(mention, base)
        yield from self._spoken_for(mention, base)
        yield from self._address.find(mention, base)
        yield from self._member_noun(mention, base)
        yield from self._behind(mention, base)

    def _before(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """The party, body or state before a name: "Democrat Ann Lee", "the BBC's Ann Lee", "Army Col. Ann Lee"."""
        doc, at, i = self.doc, self.reading.at, mention.start - 1
        owner = at[i - 1] if i > 0 and doc[i].text in {"'s", "’s", "'", "’"} else None
        before = owner or (at[i] if i >= 0 else None)
        if before is None or before.kind != "name" or before.node is None or doc[mention.start].is_sent_start:
            return
        span = (before.start, before.end)
        here = base.but(evidence=(before.start, mention.end), trigger=span, object=before.node, object_at=span)
        if before.type == "Party":
            if self._only_opinion(before):
                return
            yield here
            several = before.surface.endswith("s") or mention.honorific in word_groups()["plural addresses"]
            if owner is None and several:
                yield from self._named_with(mention, here)
        elif owner is not None and before.text in self.words.states and self._address.in_congress(mention):
            yield here.but(predicate="represents")
        elif before.type == "Organisation" and (owner is not None or self._rank(mention)):
            over = before.start > 0 and (
                doc[before.start - 1].text == "-" or self.words.over(doc[before.start - 1].lower_)
            )
            yield here.but(predicate="worksFor", former=over)

    def _only_opinion(self, party: Mention) -> bool:
        """Whether "Liberals" before names tells how they think, as far as the text shows, and no party."""
        if party.surface not in word_groups()["opinions of people"]:
            return False
        named = {m.surface for m in self.reading.mentions if m.kind == "name" and m.text == party.text}
        return named <= word_groups()["opinions of people"] | word_groups()["opinions"]

    def _behind(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """The party, body or state behind a name: "Ann Lee of the Harbour Trust", "Ann Lee, from Labour,"."""
        doc, at, k = self.doc, self.reading.at, mention.end
        if k + 1 < len(doc) and doc[k].text == "," and doc[k + 1].lower_ in {"of", "from", "for"}:
            k += 1
        if k + 1 >= len(doc) or doc[k].lower_ not in {"of", "from", "for", "at"}:
            return
        preposition = doc[k]
        if preposition.lower_ == "for" and k == mention.end:
            return
        j = small = k + 2 if doc[k + 1].lower_ == "the" else k + 1
        while j + 1 < len(doc) and j < small + 5 and at[j] is None and self._says_what(j):
            j += 1  # "at the now-defunct Harbour Review", "of the think tank Saltmarsh"
        target = at[j] if j < len(doc) else None
        if target is not None and j > small and self.words.is_body_noun(doc[j - 1].lower_):
            self._as_body(target)
        if target is None or target.kind != "name" or target.node is None:
            return
        here = base.but(
            evidence=(mention.start, target.end),
            trigger=(k, k + 1),
            object_at=(target.start, target.end),
            object=target.node,
        )
        if target.type == "Organisation":
            # "Ann Lee of Seatown": a town that the model takes for a body
            town = j == small and self._home(target) and preposition.lower_ != "at"
            if not town and (preposition.lower_ != "at" or self._works_at(mention, preposition, base.subject)):
                yield here.but(predicate="worksFor")
        elif target.type == "Party" and preposition.lower_ != "at" and not self._is_won(mention):
            yield here
        elif (
            preposition.lower_ in {"of", "from"}
            and target.type == "Place"
            and target.text in self.words.states
            and self._address.in_congress(mention)
        ):
            yield here.but(predicate="represents")

    def _is_won(self, mention: Mention) -> bool:
        """Whether what the model takes for a person is a seat: "won Seatown North from Labour"."""
        objects = (t for t in self.doc[mention.start : mention.end] if t.dep_ == "dobj")
        return any(t.head.lemma_ in word_groups()["seat verbs"] for t in objects)

    def _works_at(self, mention: Mention, at: Token, person: Node) -> bool:
        """Whether "at" behind a name says where somebody works, and not where something is done."""
        own = at.head.i in range(mention.start, mention.end)
        return own and not person.offices and self.doc[mention.head].dep_ in {"nsubj", "nsubjpass", "appos", "attr"}

    def _signed(self, mention: Mention, body: Mention) -> bool:
        """Whether a body behind a name ends it: a verb follows, or name and body are the whole line."""
        doc, after = self.doc, self.doc[body.end]
        if after.text == "," and body.end + 1 < len(doc):
            return doc[body.end + 1].pos_ in {"VERB", "AUX"}
        if doc[mention.start].is_sent_start and speaking().kind(after) == "says" and after.tag_ == "VBD":
            return True
        return bool(
            doc[mention.start].is_sent_start and (after.is_sent_end or after.is_space or after.text in {".", '"', "”"})
        )

    def _speaks(self, token: Token) -> bool:
        """Whether a token is the subject of a verb of saying."""
        return token.dep_ in SUBJECTS and speaking().kind(token.head) == "says"

    def _speaks_out(self, token: Token) -> bool:
        """Whether a token is the subject of a verb by which one speaks for a party: "called it a sham"."""
        told = token.dep_ in SUBJECTS and token.head.lemma_ in word_groups()["speaking for a party"]
        return self._speaks(token) or (told and token.head.tag_ in {"VBD", "VBZ", "VBN"})

    def _says_what(self, i: int) -> bool:
        """Whether a small word may stand between "of" and a body's name, and say what it is."""
        token = self.doc[i]
        if not token.is_lower and token.text != "-":
            return False
        if token.pos_ in {"ADJ", "ADV", "PUNCT"}:
            return token.text != ","
        return token.pos_ in {"NOUN", "PROPN", "VERB"} and any(
            self.words.is_body_noun(t.lower_) and self.reading.at[t.i] is None for t in self.doc[i : i + 3]
        )

    def _as_body(self, mention: Mention) -> None:
        """Take for a body what the noun before it says to be one, whatever the model takes it for."""
        if mention.surface or mention.honorific or mention.type not in {"Person", "Place", "Organisation"}:
            return
        if (
            mention.type == "Person"
            and len(mention.text.split()) > 1
            and mention.text.split()[0] in self.words.first_names
        ):
            return
        if mention.type != "Organisation":
            mention.type, mention.node = "Organisation", self.reading.entities.named("Organisation", mention.text)

    def _home(self, target: Mention) -> bool:
        """Whether a name of one plain word, in no list, may as well be the place where somebody lives."""
        word = target.text
        return not target.surface and word.isalpha() and word.istitle() and word.casefold() not in self.words.org_heads

    def _rank(self, mention: Mention) -> bool:
        """Whether a form of address is a rank in a force: "Army Col. Ann Lee"."""
        return mention.honorific.rstrip(".") in self.words.ranks

    def _spoken_for(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """ "For the Liberal Democrats, Ann Lee said ..."; "Ann Lee, Harbour Foundation, said ..."."""
        doc, at = self.doc, self.reading.at
        first = mention
        title = at[mention.start - 1] if mention.start else None
        if title is not None and title.office and title.end == mention.start and title.node is mention.node:
            first = title  # "For the Tories, transport spokesman Ann Lee said ..."
        i = first.start - 2
        party = at[i] if i >= 0 and doc[i + 1].text == "," else None
        if party is not None and party.kind == "name" and party.type == "Party" and party.node is not None:
            k = party.start - 1
            if k >= 0 and doc[k].lower_ == "the":
                k -= 1
            if k >= 0 and doc[k].lower_ == "for" and doc[k].is_sent_start and self._speaks_out(doc[mention.head]):
                yield base.but(
                    object=party.node, object_at=(party.start, party.end), trigger=(k, k + 1), evidence=(k, mention.end)
                )
        k = mention.end
        body = at[k + 1] if k + 1 < len(doc) and doc[k].text == "," else None
        if (
            body is not None
            and body.start == k + 1
            and body.kind == "name"
            and body.type == "Organisation"
            and body.node is not None
            and not body.adjective
            and body.end < len(doc)
            and self._signed(mention, body)
        ):
            yield base.but(
                predicate="worksFor",
                object=body.node,
                object_at=(body.start, body.end),
                trigger=(body.start, body.end),
                evidence=(mention.start, body.end),
                confidence=0.75,
            )

    def _named_with(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """The others of a list: "Republicans Ann Lee, Bob Fox of Ohio and Cid Moor"."""
        for other in listed(self.doc, self.reading.at, mention):
            span: Tokens = (base.evidence[0], other.end)
            yield base.but(subject=other.node, subject_at=(other.start, other.end), evidence=span)

    def _member_noun(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """ "Ann Lee, an Orlando Republican,", "Ann Lee, Democrat of Ohio,": the party's member noun in apposition."""
        doc, k = self.doc, past_home(self.doc, self.reading.at, mention.end)  # "Ann Lee of Ohio, a Republican"
        if k + 2 >= len(doc) or doc[k].text not in {",", "--", "–", "—"}:
            return
        for noun in doc[mention.head].children:
            party = self.reading.at[noun.i]
            if noun.dep_ != "appos" or noun.i < k or party is None or party.head != noun.i or party.kind != "name":
                continue
            if party.type == "Party" and not party.surface.endswith("s") and child(noun, "poss", "amod", "compound"):
                if {c.lower_ for c in noun.children} & {"not", "no", "former", "ex", "half"}:
                    continue
                # "Ann Lee, the panel's highest-ranking Democrat"
                yield base.but(
                    evidence=(mention.start, party.end),
                    trigger=(party.start, party.end),
                    object=party.node,
                    object_at=(party.start, party.end),
                )
        first = k + 1
        if doc[first].lower_ in {"a", "an", "the", "another", "fellow", "himself", "herself"}:
            first += 1 if doc[first + 1].lower_ not in {"a", "an"} else 2
        elif self.reading.at[first] is None:
            return
        for token in doc[first : first + 4]:
            party = self.reading.at[token.i]
            if party is not None and party.type == "Party" and party.kind == "name" and not party.surface.endswith("s"):
                after = doc[party.end] if party.end < len(doc) else None
                if (
                    after is None
                    or after.is_punct
                    or after.tag_ in {"VBN", "VBG"}
                    or after.lower_ in {"who", "from", "and", "of", "in", "on", "like"}
                ):
                    here = base.but(
                        evidence=(mention.start, party.end),
                        trigger=(party.start, party.end),
                        object=party.node,
                        object_at=(party.start, party.end),
                    )
                    yield here
                    yield from self._address.home(mention, party, here)
                    yield from self._on_committee(party, here)
                return
            if token.is_punct or (token.pos_ in {"VERB", "AUX", "ADP"} and token.dep_ != "amod"):
                return

    def _on_committee(self, party: Mention, base: Draft) -> Iterator[Draft]:
        """ "The top Democrat on the Senate Finance Committee" is a member of it."""
        doc, k = self.doc, party.end
        if k + 2 >= len(doc) or doc[k].lower_ != "on":
            return
        body = self.reading.at[k + 2 if doc[k + 1].lower_ == "the" else k + 1]
        if body is not None and body.kind == "name" and body.node is not None and body.type == "Organisation":
            yield base.but(object=body.node, object_at=(body.start, body.end), evidence=(base.evidence[0], body.end))
