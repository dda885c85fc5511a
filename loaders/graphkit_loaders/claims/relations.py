"""Who is what: offices, memberships, leads, seats, candidacies, employers and families, from titles and appositions."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit_loaders.claims.candidacy import SOUGHT, Candidacies
from graphkit_loaders.claims.clauses import Clauses
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.scan import LEGISLATORS
from graphkit_loaders.entities.titles import Held
from graphkit_loaders.language.grammar import child, negated, surface_subjects
from graphkit_loaders.lexicon import Lexicon

#: roles of staff that are no office in a party, but work for it
_HANDS = {"agent", "official", "aide", "adviser", "advisor", "employee", "worker", "researcher", "staffer", "source"}
#: offices that a form of address says its bearer holds
_ADDRESS = {"senator", "U.S. representative", "governor", "congressman", "congresswoman", "councillor"}
#: staff of a medium, whose "Conservative" or "Labour" says what they write about
_MEDIA = {"host", "columnist", "commentator", "broadcaster", "blogger", "journalist", "reporter", "anchor", "correspondent", "editor", "presenter"}
#: staff whose title, with words of its own, is an office too: "political editor", "campaign manager"
_TITLED = {"editor", "manager", "co-ordinator", "coordinator", "campaign director", "press officer"}
#: offices in the service of a body or a person
_SERVANTS = {"chief of staff", "deputy chief of staff", "press secretary", "private secretary"}


class Relations:
    """The relations of one reading, each once: the first place that states it."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words = reading, words
        self.doc = reading.doc
        self.candidacies = Candidacies(reading)

    def find(self) -> list[Draft]:
        """All relations, the longer name of an office before the shorter, by place."""
        drafts = [d for d in self._all() if self.reading.prose[d.trigger[0]]]
        kept: dict[tuple[int, str, object], Draft] = {}
        for draft in drafts:
            assert draft.object is not None
            key = (draft.subject.index, draft.predicate, draft.object.index)
            if key not in kept or (kept[key].former and not draft.former):
                kept.setdefault(key, draft)
        return list(_most_specific(kept.values()))

    def _all(self) -> Iterator[Draft]:
        for held in self.reading.held:
            yield from self._role(held)
        for mention in self.reading.mentions:
            if mention.kind == "name" and mention.node is not None and mention.node.type == "Person":
                yield from self._beside(mention, mention.node)
        yield from self._copulas()
        yield from self._described()
        yield from self.candidacies.find()
        for draft, role in Clauses(self.reading).find():
            if role is None or role.office is None:
                yield draft
            else:
                yield from self._of_office(draft, role.office, role)

    # -- role phrases ---------------------------------------------------------------------------------------------

    def _role(self, held: Held) -> Iterator[Draft]:
        office = held.role.office
        assert office is not None
        base = Draft(
            held.person,
            "holdsOffice",
            (held.start, held.end),
            (held.role.start, held.role.end),
            subject_at=(held.mention.start, held.mention.end) if held.mention else None,
            former=held.former,
            verb=office.head,
            confidence=0.9 if held.how == "title" else 0.85,
        )
        yield from self._of_office(base, office, held.role)

    def _of_office(self, base: Draft, office: OfficePhrase, role: Mention) -> Iterator[Draft]:
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
        if office.kind == "family":
            yield from self._family(base, office, role, of_person)
            return
        if party is not None and office.kind != "staff":
            yield base.but(predicate="memberOf", object=party, object_at=at)
        owner = self._owner(role)
        if owner is not None and body is None and party is None:
            if owner.type == "Party":
                party = owner
                yield base.but(predicate="memberOf", object=party, object_at=at)
            elif owner.type in {"Organisation", "Person"}:
                body = owner
        if (
            body is None
            and party is None
            and office.prefix_end
            and office.kind in {"staff", "leader", "office", "member"}
        ):
            body = self._prefix(office)
        spokes = "spokes" in office.head
        if office.head == "president" and body is not None and body.type == "Organisation" and office.prefix_end:
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
            elif not spokes or office.modified or party is not None or base.subject.parties:
                yield base.but(object=self._office_node(office), object_at=at)
            if office.head in LEGISLATORS:
                yield from self._represents(base, office, seat, others, at)
        elif office.kind == "leader":
            led = of_body if of_body is not None and of_body.type == "Organisation" else body or party
            if led is None and office.modified:
                led = self._generic(office, role)
                if led is not None:
                    yield base.but(predicate="leads", object=led, object_at=at)
                    return
            if led is not None and led.type in {"Party", "Organisation"} and not office.modified:
                yield base.but(predicate="leads", object=led, object_at=at)
            elif (
                office.modified
                and office.head != "leader"
                and (party is not None or body is not None or of_body is not None)
            ):
                yield base.but(object=self._office_node(office), object_at=at)
                if party is None and body is not None and body.type == "Organisation":
                    yield base.but(predicate="worksFor", object=body, object_at=at)
            elif office.head == "president" or office.modified and office.head != "leader":
                yield base.but(object=self._office_node(office), object_at=at)
        elif office.kind == "staff":
            boss = body or next(
                (
                    m.node
                    for p, m in others
                    if p in {"of", "for", "to", "at"}
                    and m.node is not None
                    and m.node.type in {"Organisation", "Person", "Party"}
                ),
                None,
            )
            titled = office.head in _TITLED and office.modified
            if titled:
                yield base.but(object=self._office_node(office), object_at=at)
            if boss is not None and boss.type in {"Organisation", "Person", "Party"}:
                yield base.but(predicate="worksFor", object=boss, object_at=at)
            elif party is not None and office.head in _HANDS:
                yield base.but(predicate="worksFor", object=party, object_at=at)
            elif party is not None and (office.modified or office.possessed) and office.head not in _MEDIA:
                yield base.but(predicate="memberOf", object=party, object_at=at)
                yield base.but(object=self._office_node(office), object_at=at)
        elif office.kind == "member":
            group = body or of_body
            if group is not None and group.type == "Organisation":
                yield base.but(predicate="memberOf", object=group, object_at=at)
        if office.kind == "candidate" or office.prospective:
            yield from self._candidacy(base, office, others, at)

    def _owner(self, role: Mention) -> Node | None:
        """Whose it is: "the bureau's director", "her deputy"."""
        head = self.doc[role.head]
        for token in (head, head.head if head.dep_ in {"compound", "appos", "nmod"} else head):
            owner = child(token, "poss")
            if owner is not None and owner.i < role.head:
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
        return self.reading.entities.named("Organisation", text)

    def _generic(self, office: OfficePhrase, role: Mention) -> Node | None:
        """The body named before that "committee chairman" leads."""
        word = office.name.split()[0].casefold()
        if self.words.org_heads.get(word) != "Organisation" or len(office.name.split()) != 2:
            return None
        for mention in reversed([m for m in self.reading.mentions if m.start < role.start]):
            node = mention.node
            if node is not None and node.type == "Organisation" and node.label.casefold().split()[-1] == word:
                return node
        return None

    def _office_node(self, office: OfficePhrase) -> Node:
        return self.reading.entities.named("Office", office.name)

    def _represents(
        self, base: Draft, office: OfficePhrase, seat: Node | None, others: list[tuple[str, Mention]], at: Tokens
    ) -> Iterator[Draft]:
        if seat is not None:
            yield base.but(predicate="represents", object=seat, object_at=at)
            return
        for preposition, mention in others:
            if (
                mention.node is None
                or mention.node.type in {"Party", "Organisation"}
                and mention.node.full
                and preposition not in {"for"}
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

    def _candidacy(
        self, base: Draft, office: OfficePhrase, others: list[tuple[str, Mention]], at: Tokens
    ) -> Iterator[Draft]:
        words = office.name.casefold().split()
        for word, sought in SOUGHT.items():
            if word in words and (words[-1] != word or office.prospective):
                node = self.reading.entities.named("Office", sought)
                yield base.but(predicate="candidateFor", object=node, object_at=at)
                return
        if office.head == "running mate":
            yield base.but(
                predicate="candidateFor", object=self.reading.entities.named("Office", "vice president"), object_at=at
            )
            return
        for preposition, mention in office.of:
            if preposition in {"for", "seat", "in"} and mention.node is not None and mention.node.type != "Party":
                node = (
                    self.reading.entities.named("Constituency", mention.text)
                    if mention.type in {"Place", "Constituency"}
                    else mention.node
                )
                yield base.but(predicate="candidateFor", object=node, object_at=(mention.start, mention.end))
                return
        after = self._office_after(office.end)
        if after is not None and after.office is not None:
            yield base.but(
                predicate="candidateFor", object=self._office_node(after.office), object_at=(after.start, after.end)
            )

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
        if other is None:
            owner = child(self.doc[role.head], "poss")
            if owner is None and self.doc[role.head].dep_ in {"compound", "appos", "nmod"}:
                owner = child(self.doc[role.head].head, "poss")
            other = self.reading.node(owner) if owner is not None else None
        if other is not None and other.type == "Person" and other is not base.subject:
            yield base.but(predicate="relativeOf", object=other)

    # -- names beside names ---------------------------------------------------------------------------------------

    def _beside(self, mention: Mention, person: Node) -> Iterator[Draft]:
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
            elif owner is not None and before.type == "Organisation":
                yield base2.but(predicate="worksFor", object=before.node)
        title = self.words.honorifics.get(mention.honorific, ("", ""))[1]
        title = title if title in _ADDRESS else ""
        if title:
            yield base.but(predicate="holdsOffice", object=self.reading.entities.named("Office", title), verb=title)
        yield from self._bracket(mention, base, title)
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
                if target.type == "Organisation":
                    yield here.but(predicate="worksFor")
                elif target.type == "Party" and doc[k].lower_ == "for":
                    yield here
                elif title and target.type == "Place" and target.text in self.words.states:
                    yield here.but(predicate="represents")

    def _member_noun(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """ "Ann Lee, an Orlando Republican,": the party's member noun in apposition, or as what someone is."""
        doc, k = self.doc, mention.end
        if k + 2 >= len(doc) or doc[k].text != "," or doc[k + 1].lower_ not in {"a", "an", "the", "another", "fellow"}:
            return
        for token in doc[k + 2 : k + 6]:
            party = self.reading.at[token.i]
            if party is not None and party.type == "Party" and party.kind == "name" and party.adjective:
                after = doc[party.end] if party.end < len(doc) else None
                if after is None or after.is_punct or after.lower_ in {"who", "from", "and", "of", "in"}:
                    yield base.but(
                        evidence=(mention.start, party.end),
                        trigger=(party.start, party.end),
                        object=party.node,
                        object_at=(party.start, party.end),
                    )
                return
            if token.is_punct or token.pos_ in {"VERB", "AUX", "ADP"}:
                return

    def _bracket(self, mention: Mention, base: Draft, title: str) -> Iterator[Draft]:
        """ "(R-Texas)", ", D-Fla.,": a party's letter and a state, in American papers."""
        doc, k = self.doc, mention.end
        if k + 1 >= len(doc) or doc[k].text not in {"(", ","}:
            return
        text = doc[k + 1 : min(k + 7, len(doc))].text
        letter = text[:1]
        rest = text[1:].lstrip()
        party = {"R": "Republican Party", "D": "Democratic Party"}.get(letter)
        if party is None or not rest.startswith(("-", "–", ".-")):
            return
        place = rest.lstrip("-–. ").split(")")[0].split(",")[0].strip()
        label = (
            self.words.states.get(place)
            or self.words.states.get(place.rstrip("."))
            or self.words.states.get(place.split()[0] if place else "")
        )
        here = base.but(evidence=(mention.start, min(k + 5, len(doc))), trigger=(k + 1, k + 2))
        yield here.but(object=self.reading.entities.named("Party", party))
        if label and title not in {"governor"}:
            yield here.but(predicate="represents", object=self.reading.entities.named("Place", label))

    # -- clauses --------------------------------------------------------------------------------------------------

    def _copulas(self) -> Iterator[Draft]:
        """ "Ann Lee is the MP for Leeds North", "she became home secretary", "he was elected leader"."""
        for mention in self.reading.mentions:
            office = mention.office
            if office is None:
                continue
            head = self.doc[mention.head]
            verb = head.head
            if head.dep_ not in {"attr", "oprd"} or verb.lemma_ not in {
                "be",
                "become",
                "remain",
                "elect",
                "appoint",
                "name",
                "make",
            }:
                continue
            if negated(verb) or any(
                c.dep_ == "aux" and c.lower_ in {"would", "could", "may", "might", "will", "should", "to"}
                for c in verb.children
            ):
                continue
            for subject in surface_subjects(verb):
                person = self.reading.node(subject)
                if person is None or person.type != "Person":
                    continue
                past = verb.lower_ in {"was", "were"} and verb.lemma_ == "be"
                yield from self._of_office(
                    Draft(
                        person,
                        "holdsOffice",
                        (min(subject.left_edge.i, mention.start), max(office.end, verb.i + 1)),
                        (verb.i, verb.i + 1),
                        subject_at=(subject.i, subject.i + 1),
                        former=office.former or past,
                        verb=verb.lemma_,
                        confidence=0.75,
                    ),
                    office,
                    mention,
                )

    def _described(self) -> Iterator[Draft]:
        """A description led back to a person says its role again, with what it adds ("the Labour leader")."""
        named = {id(h.role) for h in self.reading.held}
        for mention in self.reading.mentions:
            office = mention.office
            if office is None or mention.node is None or id(mention) in named or mention.node.type != "Person":
                continue
            yield from self._of_office(
                Draft(
                    mention.node,
                    "holdsOffice",
                    (mention.start, mention.end),
                    (mention.start, mention.end),
                    subject_at=(mention.start, mention.end),
                    former=office.former,
                    verb=office.head,
                    confidence=0.6,
                ),
                office,
                mention,
            )


def _most_specific(drafts: object) -> Iterator[Draft]:
    """Offices whose name is part of a longer office of the same person are left out: "minister" beside "health minister"."""
    kept = list(drafts)  # type: ignore[call-overload]
    for draft in kept:
        if draft.predicate == "holdsOffice":
            words = set(draft.object.label.casefold().split())
            if any(
                o is not draft
                and o.predicate == "holdsOffice"
                and o.subject is draft.subject
                and words < set(o.object.label.casefold().split())
                for o in kept
            ):
                continue
        yield draft
