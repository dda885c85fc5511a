"""Places of a text that name someone, and the entity they are led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from graphkit.model import Modality
from graphkit_loaders.lexicon import word_groups

Kind = Literal["name", "office", "pronoun"]


@dataclass(slots=True, eq=False)
class Node:
    """An entity of one article while it is being read: what the text tells of it so far."""

    index: int
    type: str
    label: str
    forms: set[str] = field(default_factory=set)
    gender: str = ""
    #: heads of the offices that the text gives to this person ("minister", "mp")
    offices: set[str] = field(default_factory=set)
    #: labels of the parties that the text gives to this person
    parties: set[str] = field(default_factory=set)
    leads: set[str] = field(default_factory=set)
    #: heads of offices with the body or place that the text tells them of: "chairman", "Seatown Harbour Board"
    posts: set[tuple[str, str]] = field(default_factory=set)
    #: those of ``offices`` that the text says are over
    past: set[str] = field(default_factory=set)
    #: the places that this person sits for
    seats: set[str] = field(default_factory=set)
    #: the parties and bodies for which this person speaks by office: "we" in quotations
    speaks_for: set[Node] = field(default_factory=set)
    #: the name that its id is made from, where the label is the article's own form ("CBI")
    key: str = ""
    #: somebody whom the text does not name ("a spokesman"): takes the pronouns that follow from those it does
    anonymous: bool = False
    #: known by a full name, so the same in every article
    full: bool = True


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens start to end (exclusive) of a document that stand for an entity.

    ``head`` is the token that the parse hangs the mention by; ``office`` is set on role phrases.
    """

    start: int
    end: int
    head: int
    kind: Kind
    type: str = ""
    text: str = ""
    gender: str = ""
    adjective: bool = False
    honorific: str = ""
    #: the text's own form, where ``text`` is the gazetteer's
    surface: str = ""
    node: Node | None = None
    office: OfficePhrase | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Standing:
    """Whether an office, or what else a noun says somebody is, is held: as the words before it have it."""

    former: bool = False
    #: sought or thought of ("a possible leader"), settled but not yet held ("the incoming leader"), or not vouched
    #: for by the text ("the alleged leader")
    prospective: bool = False
    coming: bool = False
    doubted: bool = False

    def told(self, effect: str) -> None:
        """Take in what a word before it says of it, by ``office_modifiers.tsv``."""
        self.former = self.former or effect == "former"
        self.prospective = self.prospective or effect == "candidate"
        self.coming = self.coming or effect == "planned"
        self.doubted = self.doubted or effect == "doubted"

    def how(self, modality: Modality) -> Modality:
        """How a relation is put that rests on it, told with a modality: as that, where it is held."""
        if modality is not Modality.ASSERTED or not (self.prospective or self.coming or self.doubted):
            return modality
        return Modality.PLANNED if self.coming else Modality.POSSIBLE


@dataclass(slots=True, eq=False)
class OfficePhrase(Standing):
    """A role phrase taken apart: "former Tory home affairs spokesman for Leeds North".

    ``name`` is the office as the text has it; ``kind`` the kind of its head in ``offices.tsv``.
    """

    name: str
    head: str
    kind: str
    definite: bool = False
    possessed: bool = False
    party: Mention | None = None
    body: Mention | None = None
    #: the names that follow "of", "for", "to", "at"
    of: list[tuple[str, Mention]] = field(default_factory=list)
    #: where the phrase ends with what follows its head
    end: int = 0
    plural: bool = False
    #: whether words of its own stand before the head ("media chief"), the body's name aside
    modified: bool = False
    #: tokens of the capital words before it: whose aide, which body's director ("Marsh adviser", "Humberside chief")
    prefix_start: int = 0
    prefix_end: int = 0
    #: stands behind its holder's name: "Ann Lee MP"
    suffix: bool = False

    @property
    def legislator(self) -> bool:
        """Whether it is a seat in a parliament, whose name is the bare word: "MP", "senator"."""
        return self.head in word_groups()["legislators"]

    @property
    def speaks(self) -> bool:
        """Whether it is the role of one who speaks for a body, named or not."""
        return "spokes" in self.head or self.head in word_groups()["speaking without a name"]

    def whose(self) -> Node | None:
        """The party or body that the role belongs to: "a Labour spokesman", "a spokesman for the council"."""
        if self.party is not None and self.party.node is not None:
            return self.party.node
        named = [self.body, *(m for preposition, m in self.of if preposition in {"for", "of", "at"})]
        for mention in named:
            node = mention.node if mention is not None else None
            if node is not None and node.type in {"Party", "Organisation", "Place"}:
                return node
        return None

    def bodies(self) -> set[str]:
        """The bodies and places that an office is told of: "chairman of the Harbour Board"."""
        named = [self.party, self.body, *(m for preposition, m in self.of if preposition in {"of", "for", "at"})]
        return {m.text for m in named if m is not None and m.type in {"Organisation", "Party", "Place"}}

    def seats(self) -> set[str]:
        """The places that a legislator sits for: "the MP for Leeds North", "the Leeds North MP"."""
        named = [self.body, *(m for preposition, m in self.of if preposition in {"seat", "for", "from", "of"})]
        return {m.text for m in named if m is not None and m.type not in {"Organisation", "Party", "Person"}}


def by_token(mentions: Iterable[Mention], length: int) -> list[Mention | None]:
    """By token of a document of so many: the mention that it stands in."""
    found: list[Mention | None] = [None] * length
    for mention in mentions:
        found[mention.start : mention.end] = [mention] * (mention.end - mention.start)
    return found
