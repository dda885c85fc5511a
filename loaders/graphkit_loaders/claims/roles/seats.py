"""The seats that role phrases tell: "MP for Seatown North", "Ohio Republican Senator", "Seatown's Labour MP"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.roles.told import Told
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.lexicon import Lexicon, word_groups


class Seats:
    """The seats of one reading's legislators."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words, self.doc = reading, words, reading.doc

    def find(self, told: Told) -> Iterator[Draft]:
        """The seat of a legislator."""
        seat = told.seat
        if seat is None and not told.others:
            seat = self._before(told)
        if seat is not None and seat.label == "Euro":
            seat = None  # "Euro MP for the South East"
        if seat is not None and seat.label in word_groups()["no seats"]:
            return
        if seat is not None:
            yield told.to("represents", seat)
        else:
            yield from self.behind(told, told.others)

    def behind(self, told: Told, others: Iterable[tuple[str, Mention]]) -> Iterator[Draft]:
        """The place or seat that follows a preposition: "MP for Seatown North"."""
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
                yield told.base.but(predicate="represents", object=node, object_at=(mention.start, mention.end))
                return

    def _before(self, told: Told) -> Node | None:
        """The state or seat in "Ohio Republican Senator", "Seatown's Labour MP"; no country and no party."""
        role, body, owner = told.role, told.office.body, told.owner
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
