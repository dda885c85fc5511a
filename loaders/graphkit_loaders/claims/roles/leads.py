"""Who leads what by a role phrase: "Labour leader", "Seatown council leader", "chairman of the Harbour Trust"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.roles.told import Told
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.lexicon import Lexicon, word_groups


class Leads:
    """The leads that role phrases of one reading tell."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words, self.doc = reading, words, reading.doc

    def find(self, told: Told) -> Iterator[Draft]:
        """The party or body led; else the office that is held in one."""
        office, role, party, body, of_body = told.office, told.role, told.party, told.body, told.of_body
        named = self.reading.entities.named
        own = office.name.casefold().split()[: -len(office.head.split())]
        led, plain = self._led(told, set(own))
        if party is not None and body is not None and {body.key, body.label} & word_groups()["houses of congress"]:
            # "Senate Republican leader": the party's leader there, and not the party's
            name = " ".join(self.doc[role.start : role.end].text.split())
            yield told.to("holdsOffice", named("Office", name))
            return
        elsewhere = (
            role.end < len(self.doc)
            and self.doc[role.end].lower_ == "of"
            and not any(m.node is party for p, m in office.of if p == "of")
        )
        owned = any(c.dep_ == "poss" and c.i < role.start for c in self.doc[role.head].children)
        if led is not None and led is party and (elsewhere or (owned and not office.possessed)):
            return  # "Labour leader of Seatown council" leads no party
        other = None
        if not plain and of_body is None and (party is None or body is not None):
            other = self._compound(office, role) or (self._generic(office, role) if body is None else None)
        if other is not None:
            yield told.to("leads", other)
        elif led is not None and led.type in {"Party", "Organisation"} and plain:
            yield told.to("leads", led)
        elif office.modified and (
            office.head != "leader" or (party is None and own and own[-1] in word_groups()["led groups"])
        ):
            yield told.to("holdsOffice", named("Office", office.name))
            employer = body or of_body
            if party is None and employer is not None and employer.type == "Organisation":
                yield told.to("worksFor", employer)
        elif office.head == "president" and told.owner is None:
            yield told.to("holdsOffice", named("Office", office.name))
        elif led is None and (event := self._event(role)):
            yield told.to("holdsOffice", named("Office", f"{office.name} {event}"))

    def _led(self, told: Told, own: set[str]) -> tuple[Node | None, bool]:
        """Whom the names in the phrase say to be led, and whether no word of the office's own narrows that."""
        office, party, body, of_body = told.office, told.party, told.body, told.of_body
        ranks, chambers = word_groups()["ranks of a lead"], word_groups()["words for a house"]
        plain = not office.modified or own <= ranks
        inside = any(p in {"in", "on"} for p, _ in office.of)
        if (
            of_body is not None
            and of_body.type == "Organisation"
            and not (party is not None and all(p in {"in", "on"} for p, _ in office.of))
        ):
            return of_body, plain
        if party is not None and (
            inside or body is None or {body.label, body.key} & word_groups()["houses"] or own & chambers
        ):
            return party, plain or own <= chambers | ranks
        return body or party, plain

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
