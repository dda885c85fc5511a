"""What stands beside a name: "Democrat Ann Lee", "Labour's Ann Lee", "Ann Lee (R-Texas)", "the BBC's Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit_loaders.claims.address import Address
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import conjuncts
from graphkit_loaders.lexicon import Lexicon

#: words that name a part of a body
_PARTS = {
    "committee",
    "subcommittee",
    "board",
    "unit",
    "institute",
    "department",
    "division",
    "branch",
    "executive",
    "secretariat",
    "bureau",
    "directorate",
    "wing",
    "office",
    "panel",
    "group",
    "caucus",
}


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
                and _PARTS & {w.casefold() for w in part.text.split()}
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
        """ "His party", where it is known who he is and the article speaks of one party only."""
        if len({m.node.index for m in self.reading.mentions if m.node is not None and m.node.type == "Party"}) != 1:
            return
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

    def find(self, mention: Mention, person: Node) -> Iterator[Draft]:
        """ "Democrat Ann Lee", "Labour's Ann Lee", "Ann Lee (R-Texas)", "Sen. Ann Lee", "the BBC's Ann Lee"."""
        doc, at = self.doc, self.reading.at
        span: Tokens = (mention.start, mention.end)
        base = Draft(person, "memberOf", span, span, subject_at=span, confidence=0.85)
        i = mention.start - 1
        owner = at[i - 1] if i > 0 and doc[i].text in {"'s", "’s"} else None
        before = owner or (at[i] if i >= 0 else None)
        if (
            before is not None
            and before.kind == "name"
            and before.node is not None
            and not doc[mention.start].is_sent_start
        ):
            base2 = base.but(
                evidence=(before.start, mention.end),
                trigger=(before.start, before.end),
                object_at=(before.start, before.end),
            )
            if before.type == "Party":
                yield base2.but(object=before.node)
                if owner is None and before.surface.endswith("s"):
                    yield from self._named_with(mention, base2.but(object=before.node))
            elif owner is not None and before.type == "Organisation":
                yield base2.but(predicate="worksFor", object=before.node)
        yield from self._address.find(mention, base)
        k = mention.end
        yield from self._member_noun(mention, base)
        if k + 1 < len(doc) and doc[k].text == "," and doc[k + 1].lower_ in {"of", "from", "for"}:
            k += 1
        if (
            k + 1 < len(doc)
            and doc[k].lower_ in {"of", "from", "for", "at"}
            and (doc[k].lower_ != "for" or k > mention.end)
        ):
            j = k + 2 if doc[k + 1].lower_ == "the" else k + 1
            target = at[j] if j < len(doc) else None
            if target is not None and target.kind == "name" and target.node is not None:
                here = base.but(
                    evidence=(mention.start, target.end),
                    trigger=(k, k + 1),
                    object_at=(target.start, target.end),
                    object=target.node,
                )
                if target.type == "Organisation" and not (
                    doc[k].lower_ == "at"
                    and (
                        person.offices
                        or doc[k].head.i not in range(mention.start, mention.end)
                        or doc[mention.head].dep_ not in {"nsubj", "nsubjpass", "appos", "attr"}
                    )
                ):
                    yield here.but(predicate="worksFor")
                elif target.type == "Party" and doc[k].lower_ != "at":
                    yield here
                elif (
                    doc[k].lower_ in {"of", "from"}
                    and target.type == "Place"
                    and target.text in self.words.states
                    and self._address.in_congress(mention)
                ):
                    yield here.but(predicate="represents")

    def _named_with(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """The others of a list: "Republicans Ann Lee and Bob Fox"."""
        for token in conjuncts(self.doc[mention.head])[1:]:
            other = self.reading.at[token.i]
            if other is not None and other.kind == "name" and other.node is not None and other.type == "Person":
                span: Tokens = (base.evidence[0], other.end)
                yield base.but(subject=other.node, subject_at=(other.start, other.end), evidence=span)

    def _member_noun(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """ "Ann Lee, an Orlando Republican,", "Ann Lee, Democrat of Ohio,": the party's member noun in apposition."""
        doc, k = self.doc, mention.end
        if k + 2 >= len(doc) or doc[k].text not in {",", "--", "–", "—"}:
            return
        first = k + 1
        if doc[first].lower_ in {"a", "an", "the", "another", "fellow", "himself", "herself"}:
            first += 1 if doc[first + 1].lower_ not in {"a", "an"} else 2
        elif self.reading.at[first] is None:
            return
        for token in doc[first : first + 4]:
            party = self.reading.at[token.i]
            if party is not None and party.type == "Party" and party.kind == "name" and not party.surface.endswith("s"):
                after = doc[party.end] if party.end < len(doc) else None
                if after is None or after.is_punct or after.lower_ in {"who", "from", "and", "of", "in", "on"}:
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
