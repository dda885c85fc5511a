"""What a role phrase says of its holder: office, party, body led, seat, employer, candidacy, kin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.bare import BareTitles
from graphkit_loaders.claims.candidacy import sought_in
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, ancestors, child
from graphkit_loaders.lexicon import Lexicon, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class RoleRelations:
    """The relations that role phrases carry, in one reading."""

    def __init__(self, reading: Reading, words: Lexicon, contest: Node | None) -> None:
        self.reading, self.words, self.contest = reading, words, contest
        self.doc = reading.doc
        self.bare = BareTitles(reading)

    def find(self, base: Draft, office: OfficePhrase, role: Mention) -> Iterator[Draft]:
        """The relations of ``base``'s subject that a role phrase says; ``base`` tells where and how it is put."""
        party = office.party.node if office.party else None
        body = office.body.node if office.body and not (office.body.adjective and office.body.type == "Place") else None
        others = [(p, m) for p, m in office.of if m.node is not None and p != "seat"]
        for _, mention in others:
            if mention.node is not None and mention.node.type == "Party" and party is None:
                party = mention.node
        seat = next((m.node for p, m in office.of if p == "seat"), None)
        of_body = next(
            (m.node for p, m in others if m.node is not None and m.node.type in {"Organisation", "Place"}), None
        )
        of_person = next((m.node for p, m in others if m.node is not None and m.node.type == "Person"), None)
        at: Tokens = (role.start, office.end)
        base = base.but(trigger=(role.start, role.end))
        firm = next((m.node for p, m in others if p == "at" and m.type == "Organisation"), None)
        if office.head == "partner" and firm is not None:
            yield base.but(predicate="worksFor", object=firm, object_at=at)
            return
        if office.kind == "family":
            yield from self._family(base, office, role, of_person)
            return
        if office.doubted:
            base = base.but(modality=office.how(base.modality))
        if party is not None and office.kind != "staff":
            left = office.head in word_groups()["defectors"] and not any(p == "to" for p, _ in office.of)
            yield base.but(predicate="memberOf", object=party, object_at=at, former=base.former or left)
        sought = base
        if office.coming or (office.prospective and office.kind != "candidate"):
            base = base.but(modality=office.how(base.modality))
        owner = self._owner(role)
        spokes = "spokes" in office.head
        portfolio = spokes and body is not None and body.type == "Organisation"
        abroad = office.kind == "leader" and body is not None and body.type == "Place" and not office.of
        if abroad and owner is not None and owner.type == "Organisation":  # "the Lee campaign's Ohio director"
            first = next((t.i for t in self.doc[role.start : role.end] if t.text[0].isupper()), role.start)
            name = office.name if office.modified else self.doc[first : role.end].text
            yield base.but(predicate="worksFor", object=owner, object_at=at)
            yield base.but(object=self.reading.entities.named("Office", name), object_at=at)
            return
        if owner is not None and party is None and (body is None or portfolio):
            if owner.type == "Party":
                party = owner  # "the party's chairman", "the party's Treasury spokesman"
                yield base.but(predicate="memberOf", object=party, object_at=at)
            elif body is None and owner.type in {"Organisation", "Person"}:
                body = owner
                shared = self._shared_party(owner, office)
                if shared is not None:
                    yield base.but(predicate="memberOf", object=shared, object_at=at)
                    if spokes:
                        party, body = shared, None
        if (
            body is None
            and party is None
            and office.prefix_end
            and office.kind in {"staff", "leader", "office", "member"}
        ):
            body = self._prefix(office)
        if body is None and party is None and of_body is None and of_person is None and not base.former:
            body = self.bare.body(role)
            party = self.bare.party(role) if body is None else None
            if party is not None:
                yield base.but(predicate="memberOf", object=party, object_at=at)
        if body is None and office.name.casefold().startswith("campaign ") and office.prefix_end:
            text = " ".join(self.doc[office.prefix_start : office.prefix_end].text.split())
            body = self.reading.entities.named("Organisation", f"{text} campaign")
        presided = next(
            (m.node for p, m in others if p == "of" and m.node is not None and m.node.type == "Organisation"), None
        )
        if office.head == "president" and presided is not None and (party is None) and not office.modified:
            yield base.but(predicate="leads", object=presided, object_at=at)
            return
        if (
            office.head == "president"
            and party is not None
            and body is None
            and not office.modified
            and not presided
            and not office.of
            and not self.words.party_countries.get(party.label, frozenset()) & word_groups()["republics"]
        ):
            yield base.but(predicate="leads", object=party, object_at=at)
            return
        if (
            office.head == "president"
            and body is not None
            and body.type == "Organisation"
            and not {body.key, body.label} & (word_groups()["houses"] | word_groups()["houses of congress"])
        ):
            yield base.but(predicate="leads", object=body, object_at=at)
            return
        if office.kind == "office" and not office.prospective:
            for_body = (
                body
                if body is not None and body.type == "Organisation"
                else of_body
                if of_body is not None and of_body.type == "Organisation"
                else of_person or (body if body is not None and body.type == "Person" else None)
            )
            if spokes and for_body is not None and party is None:
                yield base.but(predicate="worksFor", object=for_body, object_at=at)
                if office.modified and for_body.type == "Organisation":
                    yield base.but(object=self._office_node(office), object_at=at)
            elif office.head == "president" and self.doc[role.start - 1].lower_ in {"'s", "’s"} and body is None:
                return
            elif (
                owner is not None
                and owner.type == "Place"
                and office.name.casefold() in word_groups()["offices of towns and states"]
            ):
                yield base.but(object=self.reading.entities.named("Office", f"{office.name} of {owner.label}"))
            elif not spokes or office.modified or party is not None or (for_body is None and self._bare(role)):
                held = self._portfolio(office, role) if portfolio else self._office_node(office)
                yield base.but(object=held, object_at=at)
            if (
                (office.head in word_groups()["vice offices"] or (office.head == "president" and office.modified))
                and for_body is not None
                and party is None
            ):
                yield base.but(predicate="worksFor", object=for_body, object_at=at)
            serves = office.head in word_groups()["servants"] or office.head.endswith(
                (" adviser", " advisor", " private secretary")
            )
            society = of_body is not None and set(of_body.label.casefold().split()) & word_groups()["societies"]
            serves = serves or (office.head == "secretary" and bool(society))
            if serves and for_body is not None and not spokes:
                yield base.but(predicate="worksFor", object=for_body, object_at=at)
            if office.legislator:
                if seat is None and not others:
                    seat = self._seat(office, role, owner)
                yield from self._represents(base, office, seat, others, at)
        elif office.kind == "leader":
            yield from self._leads(base, office, role, party, body, of_body)
        elif (
            office.head == "veteran"
            and (force := body or of_body) is not None
            and force.type == "Organisation"
            and set(force.label.casefold().split()) & word_groups()["forces"]
        ):
            yield base.but(predicate="worksFor", object=force, object_at=at, former=True)
        elif office.kind == "staff" and not (
            office.head in word_groups()["outsiders"] and (office.prefix_end or any(p == "of" for p, _ in office.of))
        ):
            boss = (body if body is not None and not (office.prefix_end and others) else None) or next(
                (
                    m.node
                    for p, m in others
                    if (p in {"of", "for", "to", "at", "with", "from", "in"} or m.text.endswith(" campaign"))
                    and m.node is not None
                    and m.node.type in {"Organisation", *(() if p in {"in", "on"} else ("Person", "Party"))}
                    and not (m.surface in {"Republicans", "Democrats"} and self.doc[m.start - 1].lower_ != "the")
                ),
                body,
            )
            if office.head == "editor" and not office.modified and boss is not None and self._alone(role):
                yield base.but(predicate="leads", object=boss, object_at=at)
                return
            titled = office.modified and bool({office.head, office.name.casefold()} & word_groups()["titled staff"])
            if titled:
                yield base.but(object=self._office_node(office), object_at=at)
            if boss is not None and boss.type in {"Organisation", "Person", "Party"}:
                # "a strategist on her 2008 campaign"
                dated = any(t.is_digit and len(t) == 4 for t in self.doc[role.end : office.end + 2])
                yield base.but(predicate="worksFor", object=boss, object_at=at, former=base.former or dated)
                if party not in {None, boss} and office.head in word_groups()["partisans"] and not office.possessed:
                    yield base.but(predicate="memberOf", object=party, object_at=at)
            elif party is not None and any(m.surface in {"Republicans", "Democrats"} for _, m in others):
                pass  # who works for some of a party's people need be none of it
            elif party is not None and office.head in word_groups()["partisans"] and not office.possessed:
                yield base.but(predicate="memberOf", object=party, object_at=at)
            elif party is not None and office.head in word_groups()["party staff"]:
                yield base.but(predicate="worksFor", object=party, object_at=at)
            elif (
                party is not None
                and (office.modified or office.possessed)
                and office.head not in word_groups()["media staff"]
            ):
                yield base.but(predicate="memberOf", object=party, object_at=at)
                yield base.but(object=self._office_node(office), object_at=at)
        elif office.kind == "member":
            if office.head == "member":
                sat = [(p, m) for p, m in others if p == "for" and m.type in {"Place", "Constituency"}]
                yield from self._represents(base, office, None, sat, at)
            group = body or of_body
            if group is not None and group.type == "Organisation":
                yield base.but(predicate="memberOf", object=group, object_at=at)
        if (
            office.kind == "partisan"
            and office.head in word_groups()["rivals"]
            and party is not None
            and self.contest is not None
            and self.contest.label == "president"
            and not base.former
            and not office.of
        ):
            yield base.but(predicate="candidateFor", object=self.contest, object_at=at)
        if office.kind == "candidate" or office.prospective:
            yield from self._candidacy(sought, office, role, at)

    def _alone(self, role: Mention) -> bool:
        """Whether nothing but a body and "the" stands before the noun of a role: no "senior editor"."""
        before = self.doc[role.end - 2] if role.end - 2 >= role.start else None
        return before is None or before.pos_ == "PROPN" or before.lower_ in {"the", "'s", "’s", "'"}

    def _bare(self, role: Mention) -> bool:
        """Whether a role names nobody for whom it is held, not even by a noun."""
        after = self.doc[role.end].lower_ if role.end < len(self.doc) else ""
        before = self.doc[role.start - 1].lower_ if role.start else ""
        return after not in {"for", "of"} and before not in {"'s", "’s", "'", "its", "their", "his", "her"}

    def _shared_party(self, owner: Node, office: OfficePhrase) -> Node | None:
        """The party of the person whose shadow minister, deputy leader or party colleague somebody is."""
        if owner.type != "Person" or len(owner.parties) != 1:
            return None
        words = office.name.casefold().split()
        if "spokes" in office.head:  # a party leader's "health spokesman" is the party's; "his spokesman" is his own
            party = next(iter(owner.parties))
            own = set(words) & word_groups()["spokesman of a person"]
            portfolio = len(words) > 1 and not own and party in owner.leads
            return self.reading.entities.named("Party", party) if portfolio else None
        if words[0] not in {"shadow", "frontbench"} and office.name.casefold() != "deputy leader":
            return None
        return self.reading.entities.named("Party", next(iter(owner.parties)))

    def _owner(self, role: Mention) -> Node | None:
        """Whose it is: "the bureau's director", "her deputy"."""
        head = self.doc[role.head]
        outer = head.head if head.dep_ in {"compound", "appos", "nmod"} else head
        for token in (head, outer, *self.doc[role.start : role.end]):
            owner = child(token, "poss")
            if owner is not None and owner.i < role.head and self.reading.at[owner.i] is not role:
                return self.reading.node(owner)
        return None

    def _prefix(self, office: OfficePhrase) -> Node | None:
        """The person or body that the capital words before a role name."""
        text = " ".join(self.doc[office.prefix_start : office.prefix_end].text.split())
        nodes = self.reading.entities.nodes
        for node in nodes:
            if (
                node.type == "Person"
                and node.label.split()[-1] == text.split()[-1]
                and (len(text.split()) == 1 or text in node.forms)
            ):
                return node
        for node in nodes:
            if node.type in {"Organisation", "Party"} and text in node.forms:
                return node
        if office.kind == "office" and office.head != "president":
            return None
        run = self.doc[office.prefix_start : office.prefix_end]
        heads = self.words.org_heads
        if {t.ent_type_ for t in run} <= {"GPE", "LOC"} and run[-1].lower_ not in heads:
            return None  # "a Seatown lawyer" works in the town
        after = self.doc[office.prefix_end : office.prefix_end + 2].text
        if after.endswith("based"):
            return None
        return self.reading.entities.named("Organisation", text)

    def _leads(
        self,
        base: Draft,
        office: OfficePhrase,
        role: Mention,
        party: Node | None,
        body: Node | None,
        of_body: Node | None,
    ) -> Iterator[Draft]:
        at: Tokens = (role.start, office.end)
        own = office.name.casefold().split()[: -len(office.head.split())]
        plain = not office.modified or set(own) <= word_groups()["ranks of a lead"]
        if (
            of_body is not None
            and of_body.type == "Organisation"
            and not (party is not None and all(p in {"in", "on"} for p, _ in office.of))
        ):
            led: Node | None = of_body
        elif party is not None and (
            any(p in {"in", "on"} for p, _ in office.of)
            or body is None
            or {body.label, body.key} & word_groups()["houses"]
            or set(own) & word_groups()["words for a house"]
        ):
            led, plain = (
                party,
                plain or set(own) <= word_groups()["words for a house"] | word_groups()["ranks of a lead"],
            )
        else:
            led = body or party
        if party is not None and body is not None and {body.key, body.label} & word_groups()["houses of congress"]:
            # "Senate Republican leader": the party's leader there, and not the party's
            name = " ".join(self.doc[role.start : role.end].text.split())
            yield base.but(object=self.reading.entities.named("Office", name), object_at=at)
            return
        elsewhere = (
            role.end < len(self.doc)
            and self.doc[role.end].lower_ == "of"
            and not any(m.node is party for p, m in office.of if p == "of")
        )
        owned = any(c.dep_ == "poss" and c.i < role.start for c in self.doc[role.head].children)
        if led is not None and led is party and (elsewhere or (owned and not office.possessed)):
            return  # "Labour leader of Seatown council" leads no party
        named = None
        if not plain and of_body is None and (party is None or body is not None):
            named = self._compound(office, role) or (self._generic(office, role) if body is None else None)
        if named is not None:
            yield base.but(predicate="leads", object=named, object_at=at)
        elif led is not None and led.type in {"Party", "Organisation"} and plain:
            yield base.but(predicate="leads", object=led, object_at=at)
        elif office.modified and (
            office.head != "leader" or (party is None and own and own[-1] in word_groups()["led groups"])
        ):
            yield base.but(object=self._office_node(office), object_at=at)
            employer = body or of_body
            if party is None and employer is not None and employer.type == "Organisation":
                yield base.but(predicate="worksFor", object=employer, object_at=at)
        elif office.head == "president" and self._owner(role) is None:
            yield base.but(object=self._office_node(office), object_at=at)
        elif led is None and (event := self._event(role)):
            yield base.but(object=self.reading.entities.named("Office", f"{office.name} {event}"), object_at=at)

    def _event(self, role: Mention) -> str:
        """What is chaired for a time and is no body: "of the convention"; "" for none."""
        k = role.end
        if k + 2 >= len(self.doc) or self.doc[k].lower_ != "of":
            return ""
        end = k + 2 if self.doc[k + 1].lower_ == "the" else k + 1
        noun = self.doc[end]
        known = noun.pos_ == "NOUN" and noun.lower_ in word_groups()["chaired events"]
        return str(self.doc[k : end + 1].text) if known else ""

    def _compound(self, office: OfficePhrase, role: Mention) -> Node | None:
        """The body that the words before a head name: "Seatown council leader", "DTI committee chairman"."""
        start, end = role.start, role.end - len(office.head.replace("-", " - ").split())
        while start < end and (
            (self.doc[start].lower_ in self.words.modifiers and self.words.modifiers[self.doc[start].lower_] != "part")
            or self.doc[start].lower_ in {"the", "a", "an"}
        ):
            start += 1
        if end - start < 2 or not self.doc[start].text[0].isupper() or self.doc[start].text in {"'s", "’s"}:
            return None
        if (
            self.words.org_heads.get(self.doc[end - 1].lower_) != "Organisation"
            and self.doc[end - 1].lower_ != "police"
        ):
            return None
        text = " ".join(self.doc[start:end].text.split())
        if "'s" in text or "’s" in text or "," in text:
            return None
        for node in self.reading.entities.nodes:
            if node.type == "Organisation" and text.casefold() in {f.casefold() for f in node.forms}:
                return node
        return self.reading.entities.named("Organisation", text)

    def _generic(self, office: OfficePhrase, role: Mention) -> Node | None:
        """The body named before that "committee chairman" leads."""
        word = office.name.split()[0].casefold()
        if self.words.org_heads.get(word) != "Organisation" or len(office.name.split()) != 2:
            return None
        before = self.doc[role.start - 1] if role.start else None
        if before is not None and before.text.istitle() and before.pos_ not in {"ADP", "CCONJ", "DET", "PRON", "SCONJ"}:
            return None  # "Yes campaign chairman" leads no campaign that was named before
        for mention in reversed([m for m in self.reading.mentions if m.start < role.start]):
            node = mention.node
            if node is not None and node.type == "Organisation" and node.label.casefold().split()[-1] == word:
                return node
        return None

    def _office_node(self, office: OfficePhrase) -> Node:
        return self.reading.entities.named("Office", office.name)

    def _portfolio(self, office: OfficePhrase, role: Mention) -> Node:
        """The office of a party's spokesman on what a department does: "Treasury spokesman"."""
        assert office.body is not None
        return self.reading.entities.named("Office", self.doc[office.body.start : role.end].text)

    def _seat(self, office: OfficePhrase, role: Mention, owner: Node | None) -> Node | None:
        """The state or seat in "Ohio Republican Senator", "Seatown's Labour MP"; no country and no party."""
        body = office.body
        if body is not None and body.text in self.words.states and not body.adjective:
            return body.node
        k = role.start - 2
        if body is not None or k < 0 or self.doc[role.start - 1].text not in {"'s", "’s"}:
            return None
        named = self.reading.at[k]
        if named is not None and (named.honorific or named.surface or named.type not in {"Place", "Constituency"}):
            return owner if owner is not None and owner.type == "Place" and owner.label in self.words.states else None
        if named is None:
            return None
        start = named.start
        if not self.doc[start].text[0].isupper() or self.doc[k].pos_ != "PROPN":
            return None
        return self.reading.entities.named("Constituency", self.doc[start : k + 1].text)

    def _represents(
        self, base: Draft, office: OfficePhrase, seat: Node | None, others: list[tuple[str, Mention]], at: Tokens
    ) -> Iterator[Draft]:
        if seat is not None and seat.label == "Euro":
            seat = None  # "Euro MP for the South East"
        if seat is not None and seat.label in {"U.S", "U.S.", "US", "UK", "British", "American", "Euro"}:
            return
        if seat is not None:
            yield base.but(predicate="represents", object=seat, object_at=at)
            return
        for preposition, mention in others:
            if mention.node is None or (
                mention.node.type in {"Party", "Organisation"} and mention.node.full and preposition not in {"for"}
            ):
                continue
            if mention.type in {"Place", "Constituency", "Person", "Organisation"} and preposition in {
                "for",
                "from",
                "of",
            }:
                node = self.reading.entities.named("Constituency", mention.text)
                yield base.but(predicate="represents", object=node, object_at=(mention.start, mention.end))
                return

    def _candidacy(self, base: Draft, office: OfficePhrase, role: Mention, at: Tokens) -> Iterator[Draft]:
        if office.prospective and office.kind == "office" and office.legislator:
            yield base.but(predicate="candidateFor", object=self._office_node(office), object_at=at)
            return
        named = self.reading.entities.named
        words = self.doc[role.start : role.end].text
        sought = sought_in(words if not office.prospective else f"{words}ial")
        if sought:
            yield base.but(predicate="candidateFor", object=named("Office", sought), object_at=at)
            return
        if " leadership " in words and office.party is not None and office.party.node is not None:
            yield base.but(predicate="candidateFor", object=office.party.node, object_at=at)
            return
        led = self._leadership_after(office.end)
        if led is not None:
            yield base.but(predicate="candidateFor", object=led, object_at=at)
            return
        if office.head == "running mate":
            yield base.but(
                predicate="candidateFor", object=self.reading.entities.named("Office", "vice president"), object_at=at
            )
            return
        for preposition, mention in office.of:
            if mention.node is not None and mention.node.label.casefold().endswith("court"):
                return  # whom a president nominates stands for nothing
            if preposition in {"for", "seat", "in"} and mention.node is not None and mention.node.type != "Party":
                node = (
                    self.reading.entities.named("Constituency", mention.text)
                    if mention.type in {"Place", "Constituency"}
                    else mention.node
                )
                yield base.but(predicate="candidateFor", object=node, object_at=(mention.start, mention.end))
                return
        if (
            office.party is not None
            and self.contest is not None
            and self.contest.label == "president"
            and not office.of
        ):
            yield base.but(predicate="candidateFor", object=self.contest, object_at=at)
            return
        after = self._office_after(office.end)
        if after is not None and after.office is not None:
            yield base.but(
                predicate="candidateFor", object=self._office_node(after.office), object_at=(after.start, after.end)
            )
            return
        alone = office.party is None and not office.modified and office.body is None and not office.definite
        if alone and not office.of and self.contest is not None and self.contest.label == "president":
            yield base.but(predicate="candidateFor", object=self.contest, object_at=at)  # "fellow candidate Ann Lee"

    def _leadership_after(self, i: int) -> Node | None:
        """The party in "candidate for the Labour leadership", "contender in the Labour leadership contest"."""
        if i >= len(self.doc) or self.doc[i].lower_ not in {"for", "in", "to"}:
            return None
        party: Node | None = None
        for token in self.doc[i + 1 : i + 7]:
            mention = self.reading.at[token.i]
            if token.lower_ == "leadership":
                return party
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                return None
            if mention is not None and mention.type == "Party" and mention.kind == "name":
                party = mention.node
        return None

    def _office_after(self, i: int) -> Mention | None:
        """The office in "candidate for president"."""
        if i + 1 < len(self.doc) and self.doc[i].lower_ in {"for"}:
            k = i + 2 if self.doc[i + 1].lower_ in {"the", "a"} else i + 1
            mention = self.reading.at[k] if k < len(self.doc) else None
            if mention is not None and mention.office is not None:
                return mention
        return None

    def _family(self, base: Draft, office: OfficePhrase, role: Mention, of_person: Node | None) -> Iterator[Draft]:
        other = of_person
        if role.end < len(self.doc) and self.doc[role.end].lower_ == "of" and other is None:
            for token in self.doc[role.end + 1 : role.end + 9]:
                mention = self.reading.at[token.i]
                if (token.is_punct and token.text != "-") or (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod"):
                    break
                if (
                    mention is not None
                    and mention.kind == "name"
                    and mention.node is not None
                    and mention.type == "Person"
                ):
                    other = mention.node
                    break
        elif other is None:
            within = (child(t, "poss") for t in (self.doc[role.head], *self.doc[role.start : role.end]))
            owner = next((o for o in within if o is not None), None)
            if owner is None and self.doc[role.head].dep_ in {"compound", "appos", "nmod"}:
                owner = child(self.doc[role.head].head, "poss")
            other = self._of_clause(owner) if owner is not None else self._kin_beside(base, office, role)
        if other is not None and other.type == "Person" and other is not base.subject:
            over = base.former or office.head.startswith("ex ") or office.head.startswith("ex-")
            yield base.but(predicate="relativeOf", object=other, former=over)

    def _kin_beside(self, base: Draft, office: OfficePhrase, role: Mention) -> Node | None:
        """Whose kin is told without an owner: "Bob Fox and wife Ann", "brothers Bob and Cid Fox"."""
        at, k = self.reading.at, role.start - 2
        if office.plural:
            first = at[role.end] if role.end < len(self.doc) else None
            alike = office.head in word_groups()["mutual kin"]
            return first.node if alike and first is not None else None
        if k < 0 or self.doc[role.start - 1].lower_ not in {"and", ","}:
            return None
        before = at[k]
        if before is None or before.kind != "name" or before.type != "Person":
            return None
        kin = at[before.start - 1] if before.start else None
        if kin is not None and kin.office is not None and kin.office.kind == "family" and kin.end == before.start:
            owner = child(self.doc[kin.head], "poss") or child(self.doc[before.head], "poss")
            return self._of_clause(owner) if owner is not None else None
        return before.node if self.doc[role.start - 1].lower_ == "and" else None

    def _of_clause(self, owner: Token) -> Node | None:
        """Whom a possessive stands for; in "Ann Lee, who lost her sister" the noun before the clause."""
        for verb in ancestors(owner):
            if verb.pos_ in {"VERB", "AUX"}:
                subject = child(verb, *SUBJECTS)
                if verb.dep_ == "relcl" and (
                    owner.lower_ == "whose"
                    or (subject is not None and subject.lower_ == "who" and owner.lower_ in {"his", "her"})
                ):
                    return self.reading.node(verb.head)
                break
        return self.reading.node(owner)
