"""Who "he", "she", "the MP", "the party leader", "the party" and "it" are.

A deterministic sieve, precision first: gender and number from evidence in the text, then salience as in Lappin and
Leass (1994, "An algorithm for pronominal anaphora resolution", Computational Linguistics 20(4)): subjects weigh more
than objects, and every sentence back halves the weight. What stays open is left open: none is better than a wrong one.
"""

from __future__ import annotations

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.names.tokens import GENDER
from graphkit_loaders.entities.referring.bodies import Bodies
from graphkit_loaders.entities.referring.descriptions import Descriptions
from graphkit_loaders.entities.referring.pronouns import PLURAL, SINGULAR, Pronouns

_THINGS = SINGULAR | PLURAL


class Resolver(Pronouns, Descriptions, Bodies):
    """Leads pronouns and descriptions of one document to entities, left to right."""

    def resolve(self) -> list[Mention]:
        """All mentions, with pronouns and descriptions among them; those that stay open have no node."""
        found: list[Mention] = []
        self._introduce()
        for token in self.doc:
            mention = self.at[token.i]
            if mention is not None:
                if mention.start != token.i:
                    continue
                told = self._note_predicate(mention)
                if mention.kind == "office" and mention.node is None and not told:
                    mention.node = self._group(mention) or self._description(mention) or self._collective(mention)
                if mention.node is not None and not mention.adjective:
                    self._seen(mention)
                elif mention.office is not None and not mention.office.plural and mention.office.kind != "candidate":
                    self._seen_unnamed(mention)
                continue
            low = token.lower_
            if low in GENDER and token.pos_ in {"PRON", "DET"}:
                found.append(self._pronoun(token, GENDER[low]))
            elif token.pos_ in {"NOUN", "PROPN"}:
                described = self._body(token) or self._described(token)
                if described is not None:
                    found.append(described)
                    self.at[token.i] = described
                    if described.node is not None:
                        self._seen(described)
            elif low in _THINGS and token.pos_ in {"PRON", "DET"}:
                thing = self._thing(token)
                found.append(thing)
                if thing.node is not None:
                    self.at[token.i] = thing  # found as a subject; it adds nothing to what "the party" is told by
        found += self._first_person()
        for mention in found:
            self.at[mention.start] = mention
        return sorted([*self.mentions, *found], key=lambda m: (m.start, m.end))
