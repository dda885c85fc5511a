"""What somebody stands for by a role phrase: "Labour candidate for Seatown", "presidential hopeful Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit_loaders.claims.candidacy.sought import sought_in
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.claims.roles.told import Told
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.lexicon import word_groups


class Candidates:
    """The candidacies that role phrases of one reading tell; ``contest`` is the office that its contests are about."""

    def __init__(self, reading: Reading, contest: Node | None) -> None:
        self.reading, self.doc, self.contest = reading, reading.doc, contest

    def find(self, told: Told) -> Iterator[Draft]:
        """What the subject stands for, or is thought of for."""
        goal = self._sought(told)
        words = {t.lower_ for t in self.doc[told.role.start : told.role.end]}
        if told.office.prospective and words & word_groups()["candidates to be"]:
            told.base = told.base.but(modality=told.office.how(told.base.modality))  # "a potential candidate"
        if goal is not None:
            yield told.base.but(predicate="candidateFor", object=goal[0], object_at=goal[1])

    def _sought(self, told: Told) -> tuple[Node, Tokens] | None:
        """The office, seat or party lead that is sought, by the surest sign, with its place."""
        office, role, at, named = told.office, told.role, told.at, self.reading.entities.named
        if office.prospective and office.kind == "office" and office.legislator:
            return named("Office", office.name), at
        words = self.doc[role.start : role.end].text
        sought = sought_in(words if not office.prospective else f"{words}ial")
        if sought:
            return named("Office", sought), at
        if " leadership " in words and office.party is not None and office.party.node is not None:
            return office.party.node, at
        led = self._leadership_after(office.end)
        if led is not None:
            return led, at
        if office.head == "running mate":
            return named("Office", "vice president"), at
        for preposition, mention in office.of:
            node = mention.node
            if node is not None and node.label.casefold().endswith("court"):
                return None  # whom a president nominates stands for nothing
            if preposition in {"for", "seat", "in"} and node is not None and node.type != "Party":
                seat = mention.type in {"Place", "Constituency"}
                return named("Constituency", mention.text) if seat else node, (mention.start, mention.end)
        president = self.contest if self.contest is not None and self.contest.label == "president" else None
        if office.party is not None and president is not None and not office.of:
            return president, at
        after = self._office_after(office.end)
        if after is not None and after.office is not None:
            return named("Office", after.office.name), (after.start, after.end)
        alone = office.party is None and not office.modified and office.body is None and not office.definite
        if alone and not office.of and president is not None:
            return president, at  # "fellow candidate Ann Lee"
        return None

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
