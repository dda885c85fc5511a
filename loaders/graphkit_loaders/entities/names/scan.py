"""Finds the names and role phrases of a parsed text: a pass over its tokens, gazetteers first, the model after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.names.extent import Extent
from graphkit_loaders.entities.names.joining import Joining
from graphkit_loaders.entities.names.naming import MODEL_TYPES, Naming
from graphkit_loaders.entities.roles.complements import Complements
from graphkit_loaders.entities.roles.heads import Roles
from graphkit_loaders.language.layout import datelines
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Scanner(Roles, Complements, Extent, Naming, Joining):
    """Names and role phrases of one document, left to right, none overlapping another."""

    def scan(self) -> list[Mention]:
        """All mentions but pronouns, by their place."""
        self._mark_titles()
        self._offices()
        self._gazetteer()
        self._names()
        for mention in list(self.mentions):
            if mention.kind == "name":
                self._chamber(mention)
                self._in_country(mention)
                self._lengthen(mention)
        for mention in list(self.mentions):
            if mention.office:
                self._complete(mention, mention.office)
        written = datelines(self.whole)
        self.mentions = [m for m in self.mentions if not any(a <= self.doc[m.start].idx < b for a, b in written)]
        self.mentions.sort(key=lambda m: (m.start, m.end))
        return self.mentions

    def _gazetteer(self) -> None:
        """Parties, bodies, countries; inside role phrases too, where they only mark their tokens."""
        i = 0
        while i < len(self.doc):
            hit = self.names.match(self.text, i)
            if hit is None or (self.doc[i].pos_ == "VERB" and (hit[0] == 1 or self.doc[i].is_lower)):
                i += 1
                continue
            length, named = hit
            inside = self.taken[i]
            if inside is not None and inside.kind == "office" and i == inside.start and inside.end < i + length:
                self.mentions.remove(inside)  # "the Lord Chancellor's Department" is no office
                for k in range(inside.start, inside.end):
                    self.taken[k] = None
                inside = None
            if inside is None and (self._within_longer_name(i, i + length) or self._some_people(i)):
                i += 1
                continue
            if inside is None:
                self._take(
                    Mention(
                        i,
                        i + length,
                        self._head(i, i + length),
                        "name",
                        named.type,
                        named.label,
                        adjective=named.adjective,
                        surface=self.doc[i : i + length].text,
                    )
                )
            i += length

    def _some_people(self, i: int) -> bool:
        """Whether some of a country's people are meant, and not the country: "most Americans", "Turkish Americans"."""
        token, hit = self.doc[i], self.names.match(self.text, i)
        return (
            hit is not None
            and hit[1].type == "Place"
            and hit[1].adjective
            and token.tag_ in {"NNS", "NNPS"}
            and token.text.endswith("s")
            and (
                any(c.dep_ in {"amod", "nummod", "compound", "poss", "nmod"} for c in token.children)
                or (token.dep_ == "pobj" and token.head.lower_ == "of")
            )
        )

    def _within_longer_name(self, start: int, end: int) -> bool:
        """Whether a longer name goes on around a gazetteer hit ("Labour Friends of Israel", "Ann Green")."""
        doc = self.doc
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        if before is not None and before.text in self.words.honorifics:
            return True
        if (
            before is not None
            and doc[start:end].text == "House"
            and before.pos_ == "PROPN"
            and before.dep_ == "compound"
            and self.taken[start - 1] is None
            and not self._name_ends(start - 1)
        ):
            return True  # "Quay House"
        if (
            before is not None
            and before.pos_ == "PROPN"
            and before.dep_ == "compound"
            and start <= before.head.i < end
            and doc[start].ent_iob_ == "I"
            and doc[start].ent_type_ == "ORG"
            and self.taken[start - 1] is None
            and self.names.match(self.text, start - 1) is None
            and self.words.org_heads.get(self.text[start].casefold()) == "Organisation"
        ):
            return True  # "Hispanic Chamber of Commerce"
        of = start - 2 if start > 1 and self.text[start - 1] == "the" else start - 1
        if (
            of > 0
            and self.text[of] in {"of", "for"}
            and self.text[of - 1][0].isupper()
            and self.words.org_heads.get(self.text[of - 1].casefold()) == "Organisation"
            and self.taken[of - 1] is None
            and not doc[of - 1].is_sent_end
        ):
            return True  # "University of Ohio"
        if after is not None and after.text == "on" and self._on_subject(end):
            return True  # "European Convention on Ferries"
        kin = self.taken[start - 1] if start else None
        if (
            kin is not None
            and kin.office is not None
            and kin.office.kind == "family"
            and doc[start].text in self.words.first_names
        ):
            return True
        if (
            before is not None
            and before.text in self.words.first_names
            and before.text[0].isupper()
            and end - start == 1
            and not before.is_sent_end
            and before.ent_type_ == doc[start].ent_type_ == "PERSON"
            and doc[start].pos_ == "PROPN"
        ):
            return True
        if after is None or not after.text[:1].isupper() or after.is_sent_start:
            return False
        if end - start == 1 and self._goes_on_short(doc[start], after):
            return True  # "ABC Research"
        if self._body_ahead(end):
            return True  # "United States Harbour Chamber of Commerce"
        low = after.text.casefold()
        return low in self.words.org_heads and not self._office_at(after.i)

    def _goes_on_short(self, short: Token, after: Token) -> bool:
        """Whether a body's short form is the beginning of another's name: "ABC Research"."""
        if not short.text.isupper() or len(short.text) < 3 or short.dep_ != "compound":
            return False
        between = self.doc[after.i : short.head.i + 1]
        if len(between) > 1 and all(t.text[0].isupper() or t.lower_ in {"and", "&"} for t in between):
            return self.words.org_heads.get(short.head.lower_) == "Organisation"  # "ABC Defense and Relief Fund"
        if short.head.i != after.i:
            return False
        inside = after.ent_iob_ == "I" and after.ent_type_ == "ORG" and after.pos_ == "PROPN"
        return inside and self._office_at(after.i) is None

    def _body_ahead(self, k: int) -> bool:
        """Whether capital words that no list knows lead to the noun of a body: "Harbour Chamber of"."""
        for i in range(k, min(k + 4, len(self.doc) - 1)):
            hit = self.names.match(self.text, i)
            if i > k and hit is not None and hit[1].type == "Organisation" and self.doc[k].dep_ == "compound":
                return True
            if not self.text[i][0].isupper() or self.taken[i] is not None or hit is not None:
                return False
            if self._office_at(i) or self.doc[i].is_sent_start:
                return False
            noun = self.words.org_heads.get(self.text[i].casefold()) == "Organisation"
            if i > k and noun and self.doc[k].dep_ == "compound":
                return True
        return False

    def _names(self) -> None:
        doc, i = self.doc, 0
        while i < len(doc):
            if self.taken[i] is not None or not self._starts_name(i):
                i += 1
                continue
            end = self._run(i)
            if not self._some_people(end - 1):
                self._name(i, end)
            i = end

    def _starts_name(self, i: int) -> bool:
        token = self.doc[i]
        word = self.text[i]
        if token.is_sent_start and token.tag_ == "NNS" and word not in self._inside and not self._next_capital(i):
            return False  # "Crowds gathered": its capital is the sentence's
        if not word[0].isupper() or (word in word_groups()["never a name"] and word not in self.words.honorifics):
            return False
        if word in self.words.honorifics:
            return True
        if f"{word}." in self.words.honorifics and i + 2 < len(self.doc) and self.text[i + 1] == ".":
            return self.text[i + 2][0].isupper()
        if self.words.modifiers.get(word.casefold()) == "former" and self._next_capital(i):
            return False
        if token.pos_ == "PROPN" or (word in self.words.first_names and self._next_capital(i)):
            return True
        return (
            bool(token.ent_type_)
            and token.ent_type_ in MODEL_TYPES
            and not (token.is_stop or token.pos_ in {"VERB", "ADV"})
        )
