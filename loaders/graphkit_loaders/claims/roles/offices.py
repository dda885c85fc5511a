"""What a role phrase says of its holder: office, party, body led, seat, employer, candidacy, kin."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Modality
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.roles.bare import BareTitles
from graphkit_loaders.claims.roles.candidates import Candidates
from graphkit_loaders.claims.roles.kin import Kin
from graphkit_loaders.claims.roles.leads import Leads
from graphkit_loaders.claims.roles.seats import Seats
from graphkit_loaders.claims.roles.told import Told
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import Lexicon, word_groups


class RoleRelations:
    """The relations that role phrases carry, in one reading."""

    def __init__(self, reading: Reading, words: Lexicon, contest: Node | None) -> None:
        self.reading, self.words, self.contest = reading, words, contest
        self.doc = reading.doc
        self.bare = BareTitles(reading)
        self.leads, self.seats = Leads(reading, words), Seats(reading, words)
        self.candidates, self.kin = Candidates(reading, contest), Kin(reading)

    def find(self, base: Draft, office: OfficePhrase, role: Mention) -> Iterator[Draft]:
        """The relations of ``base``'s subject that a role phrase says; ``base`` tells where and how it is put."""
        told = self._told(base.but(trigger=(role.start, role.end)), office, role)
        firm = next((m.node for p, m in told.others if p == "at" and m.type == "Organisation"), None)
        if office.head == "partner" and firm is not None:
            yield told.to("worksFor", firm)
            return
        if office.kind == "family":
            yield from self.kin.find(told)
            return
        behind = self.doc[office.end : office.end + 4].text.casefold()
        if any(behind.startswith(words) for words in word_groups()["not quite in office"]):
            told.base = told.base.but(modality=Modality.POSSIBLE)
        if office.doubted:
            told.base = told.base.but(modality=office.how(told.base.modality))
        if told.party is not None and office.kind != "staff":
            left = office.head in word_groups()["defectors"] and not any(p == "to" for p, _ in office.of)
            yield told.to("memberOf", told.party).but(former=told.base.former or left)
        sought = told.base
        if office.coming or (office.prospective and office.kind != "candidate"):
            told.base = told.base.but(modality=office.how(told.base.modality))
        abroad = self._abroad(told)
        if abroad:
            yield from abroad
            return
        yield from self._whose(told)
        presided = self._presided(told)
        if presided is not None:
            yield told.to("leads", presided)
            return
        yield from self._by_kind(told)
        if (
            office.kind == "partisan"
            and office.head in word_groups()["rivals"]
            and told.party is not None
            and self.contest is not None
            and self.contest.label == "president"
            and not told.base.former
            and not office.of
        ):
            yield told.to("candidateFor", self.contest)
        if office.kind == "candidate" or (office.prospective and office.kind != "staff"):
            told.base = sought
            yield from self.candidates.find(told)

    def _told(self, base: Draft, office: OfficePhrase, role: Mention) -> Told:
        """The phrase with the names that stand in it."""
        body = office.body.node if office.body and not (office.body.adjective and office.body.type == "Place") else None
        others = tuple((p, m) for p, m in office.of if m.node is not None and p != "seat")
        told = Told(base, office, role, office.party.node if office.party else None, body, others=others)
        told.party = told.party or told.of("Party")
        told.seat = next((m.node for p, m in office.of if p == "seat"), None)
        told.owner = self._owner(role)
        return told

    def _abroad(self, told: Told) -> list[Draft]:
        """Who has charge of a body's work in a place: "the Lee campaign's Ohio director"."""
        office, role, owner, body = told.office, told.role, told.owner, told.body
        placed = office.kind == "leader" and body is not None and body.type == "Place" and not office.of
        if not placed or owner is None or owner.type != "Organisation":
            return []
        first = next((t.i for t in self.doc[role.start : role.end] if t.text[0].isupper()), role.start)
        name = office.name if office.modified else self.doc[first : role.end].text
        return [told.to("worksFor", owner), told.to("holdsOffice", self._office(name))]

    def _by_kind(self, told: Told) -> Iterator[Draft]:
        """What the phrase says by the kind of its office."""
        office, force = told.office, told.body or told.of_body
        if office.kind == "office" and not office.prospective:
            yield from self._held(told)
        elif office.kind == "leader":
            yield from self.leads.find(told)
        elif office.head == "veteran" and force is not None and _is_force(force):
            yield told.to("worksFor", force).but(former=True)
        elif office.kind == "staff" and not (
            office.head in word_groups()["outsiders"] and (office.prefix_end or any(p == "of" for p, _ in office.of))
        ):
            yield from self._employed(told)
        elif office.kind == "member":
            if office.head == "member":
                sat = [(p, m) for p, m in told.others if p == "for" and m.type in {"Place", "Constituency"}]
                yield from self.seats.behind(told, sat)
            if force is not None and force.type == "Organisation":
                yield told.to("memberOf", force)

    def _whose(self, told: Told) -> Iterator[Draft]:
        """Complete whose the office is where no name in the phrase says so; the memberships that follow from it."""
        office, role, owner = told.office, told.role, told.owner
        if owner is not None and told.party is None and (told.body is None or _portfolio(told)):
            if owner.type == "Party":
                told.party = owner  # "the party's chairman", "the party's Treasury spokesman"
                yield told.to("memberOf", owner)
            elif told.body is None and owner.type in {"Organisation", "Person"}:
                told.body = owner
                shared = self._shared_party(owner, office)
                if shared is not None:
                    yield told.to("memberOf", shared)
                    if "spokes" in office.head:
                        told.party, told.body = shared, None
        named = office.prefix_end and office.kind in {"staff", "leader", "office", "member"}
        if told.body is None and told.party is None and named:
            told.body = self._prefix(office)
        alone = told.body is None and told.party is None and told.of("Organisation", "Place", "Person") is None
        if alone and not told.base.former:
            told.body = self.bare.body(role)
            told.party = self.bare.party(role) if told.body is None else None
            if told.party is not None:
                yield told.to("memberOf", told.party)
        if told.body is None and office.name.casefold().startswith("campaign ") and office.prefix_end:
            text = " ".join(self.doc[office.prefix_start : office.prefix_end].text.split())
            told.body = self.reading.entities.named("Organisation", f"{text} campaign")

    def _presided(self, told: Told) -> Node | None:
        """The body or party whose president somebody is."""
        office, party, body = told.office, told.party, told.body
        if office.head != "president":
            return None
        presided = next(
            (m.node for p, m in told.others if p == "of" and m.node is not None and m.node.type == "Organisation"), None
        )
        if presided is not None and party is None and not office.modified:
            return presided
        abroad = party is not None and self.words.party_countries.get(party.label, frozenset())
        republic = abroad and abroad & word_groups()["republics"]
        if party is not None and body is None and not office.modified and not office.of and not republic:
            return party
        if body is not None and body.type == "Organisation":
            chambers = word_groups()["houses"] | word_groups()["houses of congress"]
            return None if {body.key, body.label} & chambers else body
        return None

    # -- offices --------------------------------------------------------------------------------------------------

    def _held(self, told: Told) -> Iterator[Draft]:
        """An office, for whom it is held, and a legislator's seat."""
        office, role, owner = told.office, told.role, told.owner
        spokes, served = "spokes" in office.head, self._served(told)
        if self._no_office(office, role):
            return
        if spokes and served is not None and told.party is None:
            yield told.to("worksFor", served)
            if office.modified and served.type == "Organisation":
                yield told.to("holdsOffice", self._office(office.name))
        elif office.head == "president" and self.doc[role.start - 1].lower_ in {"'s", "’s"} and told.body is None:
            return
        elif (
            owner is not None
            and owner.type == "Place"
            and office.name.casefold() in word_groups()["offices of towns and states"]
        ):
            yield told.base.but(object=self._office(f"{office.name} of {owner.label}"))
        elif not spokes or office.modified or told.party is not None or (served is None and self._bare(role)):
            name = self.doc[office.body.start : role.end].text if _portfolio(told) and office.body else office.name
            yield told.to("holdsOffice", self._office(name))  # "Treasury spokesman" of a party
        vice = office.head in word_groups()["vice offices"] or (office.head == "president" and office.modified)
        if vice and served is not None and told.party is None:
            yield told.to("worksFor", served)
        if served is not None and not spokes and self._serves(told):
            yield told.to("worksFor", served)
            if owner is not None and owner is not served and owner.type == "Person":
                yield told.to("worksFor", owner)  # "her Treasury chief of staff"
        if office.legislator:
            yield from self.seats.find(told)

    def _no_office(self, office: OfficePhrase, role: Mention) -> bool:
        """Whether the noun of an office means another thing: "a motivational speaker", "a Baptist minister"."""
        words = {t.lower_ for t in self.doc[max(0, role.start - 1) : role.end]}
        if office.head == "speaker":
            return not words.isdisjoint(word_groups()["speakers of no house"])
        return office.head == "minister" and not words.isdisjoint(word_groups()["ministers of a church"])

    def _served(self, told: Told) -> Node | None:
        """The body or person for whom an office is held."""
        body, of_body = told.body, told.of_body
        if body is not None and body.type == "Organisation":
            return body
        if of_body is not None and of_body.type == "Organisation":
            return of_body
        return told.of("Person") or (body if body is not None and body.type == "Person" else None)

    def _serves(self, told: Told) -> bool:
        """Whether an office is one in the service of a body or a person, by which one works for it."""
        head, of_body = told.office.head, told.of_body
        society = of_body is not None and set(of_body.label.casefold().split()) & word_groups()["societies"]
        return (
            head in word_groups()["servants"]
            or any(head.endswith(f" {noun}") for noun in word_groups()["serving by their noun"])
            or (head == "secretary" and bool(society))
        )

    def _office(self, name: str) -> Node:
        return self.reading.entities.named("Office", name)

    # -- staff ----------------------------------------------------------------------------------------------------

    def _employed(self, told: Told) -> Iterator[Draft]:
        """For whom somebody works, and the party that this tells of."""
        office, role, party, boss = told.office, told.role, told.party, self._boss(told)
        if office.head == "editor" and not office.modified and boss is not None and self._alone(role):
            yield told.to("leads", boss)
            return
        if office.modified and {office.head, office.name.casefold()} & word_groups()["titled staff"]:
            yield told.to("holdsOffice", self._office(office.name))
        partisan = office.head in word_groups()["partisans"] and not office.possessed
        if boss is not None and boss.type in {"Organisation", "Person", "Party"}:
            # "a strategist on her 2008 campaign"
            dated = any(t.is_digit and len(t) == 4 for t in self.doc[role.end : office.end + 2])
            yield told.to("worksFor", boss).but(former=told.base.former or dated)
            if party is not None and party is not boss and partisan:
                yield told.to("memberOf", party)
        elif party is None or any(m.surface in {"Republicans", "Democrats"} for _, m in told.others):
            return  # who works for some of a party's people need be none of it
        elif partisan:
            yield told.to("memberOf", party)
        elif office.head in word_groups()["party staff"]:
            yield told.to("worksFor", party)
        elif (office.modified or office.possessed) and office.head not in word_groups()["media staff"]:
            yield told.to("memberOf", party)
            yield told.to("holdsOffice", self._office(office.name))

    def _boss(self, told: Told) -> Node | None:
        """For whom staff work: the body named before, else whom a preposition brings."""
        if told.body is not None and not (told.office.prefix_end and told.others):
            return told.body
        for p, m in told.others:
            types = {"Organisation"} if p in {"in", "on"} else {"Organisation", "Person", "Party"}
            brings = p in {"of", "for", "to", "at", "with", "from", "in"} or m.text.endswith(" campaign")
            some = m.surface in {"Republicans", "Democrats"} and self.doc[m.start - 1].lower_ != "the"
            home = p == "from" and not m.surface and m.text.isalpha() and m.text.istitle()  # "a manager from Seatown"
            if brings and not home and m.node is not None and m.node.type in types and not some:
                return m.node
        return told.body

    def _alone(self, role: Mention) -> bool:
        """Whether nothing but a body and "the" stands before the noun of a role: no "senior editor"."""
        before = self.doc[role.end - 2] if role.end - 2 >= role.start else None
        return before is None or before.pos_ == "PROPN" or before.lower_ in {"the", "'s", "’s", "'"}

    def _bare(self, role: Mention) -> bool:
        """Whether a role names nobody for whom it is held, not even by a noun."""
        after = self.doc[role.end].lower_ if role.end < len(self.doc) else ""
        before = self.doc[role.start - 1].lower_ if role.start else ""
        return after not in {"for", "of"} and before not in {"'s", "’s", "'", "its", "their", "his", "her"}

    # -- whose it is --------------------------------------------------------------------------------------------

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
        if outer.i < role.start:
            outer = head  # "her nephew Otto, an adviser": the nephew is hers
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


def _portfolio(told: Told) -> bool:
    """Whether a spokesman's body is what the party's spokesman speaks on: "the party's Treasury spokesman"."""
    return "spokes" in told.office.head and told.body is not None and told.body.type == "Organisation"


def _is_force(node: Node) -> bool:
    """Whether a name is that of an army or another force."""
    return node.type == "Organisation" and not word_groups()["forces"].isdisjoint(node.label.casefold().split())
