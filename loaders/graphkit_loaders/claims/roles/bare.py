"""Titles whose body stands in the sentences before: "The Harbour Trust objected. Director Ann Lee said ..."."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNED = {"'s", "’s", "'", "its", "his", "her", "their", "our", "my"}
#: how far back the party for which somebody speaks is looked for, in tokens
_NEAR = 80
#: how far back a body may have been named, in sentences
_BACK = 3


class BareTitles:
    """The bodies of one reading to which titles without one belong."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc
        self._sentence = list(accumulate(int(bool(t.is_sent_start)) for t in self.doc))
        self._speaking: list[tuple[int, int, Node | None]] | None = None

    def body(self, role: Mention) -> Node | None:
        """The body that the text speaks of just before the title; None where somebody else came in between."""
        office = role.office
        if (
            office is None
            or office.head.casefold() not in word_groups()["titles at a body"]
            or office.of
            or office.definite
        ):
            return None
        if any(t.lower_ in _OWNED for t in self.doc[max(0, role.start - 1) : role.start + 1]):
            return None  # "the firm's director" tells whose, though not who that is
        at = role.end + (role.end < len(self.doc) and self.doc[role.end].text == ",")
        holder = self.reading.at[at] if at < len(self.doc) else None
        if holder is None or holder.type != "Person":
            return None
        if office.name.casefold() != office.head.casefold():
            return None
        return self._before(role)

    def party(self, role: Mention) -> Node | None:
        """The party of which the text speaks just before its spokesman: "Labour objected. Health spokesman Ann Lee"."""
        office, before = role.office, None
        if office is None or "spokes" not in office.head or office.of or office.definite or role.start == 0:
            return None
        for token in self.doc[max(0, role.start - _NEAR) : role.start]:
            mention = self.reading.at[token.i]
            if token.dep_ in SUBJECTS and self.reading.quote_of[token.i] is None and mention is not None:
                before = mention
        if before is None or before.type != "Party" or before.kind != "name" or before.adjective:
            return None
        return before.node if self._sentence[role.start] - self._sentence[before.start] <= 2 else None

    def _before(self, role: Mention) -> Node | None:
        here = self._sentence[role.start]
        for start, sentence, node in reversed(self._subjects()):
            if start >= role.start or (node is None and (sentence == here or self.doc[start].pos_ == "PRON")):
                continue
            if here - sentence > _BACK:
                return None
            return node
        return None

    def _subjects(self) -> list[tuple[int, int, Node | None]]:
        """The subjects of main clauses that the article itself writes: place, sentence, and the body if it is one."""
        if self._speaking is None:
            self._speaking = []
            for token in self.doc:
                if (
                    token.dep_ in SUBJECTS
                    and token.head.dep_ in {"ROOT", "ccomp", "conj"}
                    and self.reading.quote_of[token.i] is None
                    and (mention := self.reading.at[token.i] or self._author(token)) is not None
                ):
                    self._speaking.append((token.i, self._sentence[token.i], self._body(mention)))
        return self._speaking

    def _author(self, token: Token) -> Mention | None:
        """Whose report speaks: "A report by the transport committee called for ..."."""
        by = child(token, "prep", "agent") if token.lower_ in word_groups()["reports"] else None
        author = child(by, "pobj") if by is not None and by.lower_ in {"by", "from"} else None
        return self.reading.at[author.i] if author is not None else None

    def _body(self, mention: Mention) -> Node | None:
        """The body that a subject is, or for which it speaks ("a spokesman for the Harbour Trust")."""
        node = mention.node
        if mention.office is not None and (node is None or node.anonymous):
            node = next((m.node for _, m in mention.office.of if m.node is not None), None)
        return node if node is not None and node.type == "Organisation" and node.full else None
