"""A role phrase with whom it names, while the relations that it carries are read off it."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase


@dataclass(slots=True)
class Told:
    """What a role phrase names beside its office: party, body, seat, and the names that follow its prepositions.

    ``base`` is the draft of every relation of it: its subject, how it is put, and where.
    """

    base: Draft
    office: OfficePhrase
    role: Mention
    party: Node | None = None
    body: Node | None = None
    seat: Node | None = None
    #: whose it is by a possessive: "the bureau's director"
    owner: Node | None = None
    others: tuple[tuple[str, Mention], ...] = ()

    @property
    def at(self) -> Tokens:
        """The tokens of the phrase, to the end of what follows its head."""
        return self.role.start, self.office.end

    def to(self, predicate: str, other: Node) -> Draft:
        """A relation to whom the phrase names."""
        return self.base.but(predicate=predicate, object=other, object_at=self.at)

    def of(self, *types: str) -> Node | None:
        """The first name of a type that follows a preposition."""
        return next((m.node for _, m in self.others if m.node is not None and m.node.type in types), None)

    @property
    def of_body(self) -> Node | None:
        """The first body or place that follows a preposition."""
        return self.of("Organisation", "Place")
