"""Whose kin somebody is by a role phrase: "her brother Bob Fox", "Ann Lee, wife of the mayor"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.roles.told import Told
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, ancestors, child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Kin:
    """The kin that role phrases of one reading name one by one."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc

    def find(self, told: Told) -> Iterator[Draft]:
        """Whose kin the subject is."""
        base, office, role, other = told.base, told.office, told.role, told.of("Person")
        if role.end < len(self.doc) and self.doc[role.end].lower_ == "of" and other is None:
            other = self._behind_of(role.end + 1)
        elif other is None:
            within = (child(t, "poss") for t in (self.doc[role.head], *self.doc[role.start : role.end]))
            owner = next((o for o in within if o is not None), None)
            if owner is None and self.doc[role.head].dep_ in {"compound", "appos", "nmod"}:
                owner = child(self.doc[role.head].head, "poss")
            other = self._of_clause(owner) if owner is not None else self._kin_beside(base, office, role)
        if other is not None and other.type == "Person" and other is not base.subject:
            over = base.former or office.head.startswith("ex ") or office.head.startswith("ex-")
            # "his future wife", "her alleged brother"
            yield base.but(predicate="relativeOf", object=other, former=over, modality=office.how(base.modality))

    def _behind_of(self, i: int) -> Node | None:
        """Whom "of" brings: the next name, or the holder of a title; nobody behind another noun, "of a friend of"."""
        limit = min(i + 8, len(self.doc))
        while i < limit:
            token, mention = self.doc[i], self.reading.at[i]
            if (token.is_punct and token.text != "-") or (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod"):
                return None
            if mention is not None and mention.kind == "name" and mention.type == "Person":
                owns = mention.end < len(self.doc) and self.doc[mention.end].tag_ == "POS"
                return None if owns else mention.node  # "of Ann Lee's driver"
            if mention is not None and mention.office is not None:
                behind = self.reading.at[mention.end] if mention.end < len(self.doc) else None
                if behind is None or behind.kind != "name" or behind.type != "Person":
                    return mention.node if mention.node is not None and mention.node.type == "Person" else None
                i = mention.end
                continue
            after = self.reading.at[i + 1] if i + 1 < len(self.doc) else None
            titles = after is not None and after.kind == "name" and after.type == "Person"  # "of rock star Ann Lee"
            prefix = titles or token.dep_ in {"compound", "nmod", "amod"} or self.doc[i + 1 : i + 2].text == "-"
            if token.pos_ == "NOUN" and not prefix:
                return None
            i += 1
        return None

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
        named = self.reading.at[owner.i]
        k = named.start if named is not None else owner.i
        title = self.reading.at[k - 2] if k > 1 and self.doc[k - 1].lower_ == "of" else None
        if title is not None and title.office is not None:
            return title.node  # "the mayor of Seatown's wife"
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
