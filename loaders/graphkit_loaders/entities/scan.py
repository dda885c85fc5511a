"""Finds the names and role phrases of a parsed text: a pass over its tokens, gazetteers first, the model after them."""

from __future__ import annotations

from graphkit_loaders.entities.complements import Complements
from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.roles import Roles
from graphkit_loaders.language.layout import datelines, titled
from graphkit_loaders.lexicon import word_groups

_JOINERS = {"of", "for", "and", "&", "the", "on", "in", "against", "to"}
_MODEL_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "LAW": "Document",
}


class Scanner(Roles, Complements):
    """Names and role phrases of one document, left to right, none overlapping another."""

    def scan(self) -> list[Mention]:
        """All mentions but pronouns, by their place."""
        titles = titled(self.doc.text)
        self._titled = [any(a <= t.idx < b for a, b in titles) for t in self.doc]
        self._prose = "".join(t.text_with_ws for t, inside in zip(self.doc, self._titled, strict=True) if not inside)
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
        written = datelines(self.doc.text)
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
        low = after.text.casefold()
        return low in self.words.org_heads and not self._office_at(after.i)

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
            and token.ent_type_ in _MODEL_TYPES
            and not (token.is_stop or token.pos_ in {"VERB", "ADV"})
        )

    def _run(self, i: int) -> int:
        """The end of the capitalised run that begins at i."""
        doc, end = self.doc, i + 1
        while end < len(doc):
            token, word = doc[end], self.text[end]
            if token.is_sent_start or token.is_space or self.taken[end] is not None:
                break
            if word in {"And", "Or"} and token.ent_type_ in {"PERSON", ""}:
                break  # two people in a title As Written: "Lee And Fox"
            if word in self.words.first_names and self._next_capital(end) and self._held_place(i):
                break
            if (
                word.rstrip(".") in self.words.ranks
                and self._next_capital(end + (end + 1 < len(doc) and self.text[end + 1] == "."))
                and self.words.org_heads.get(self.text[end - 1].casefold()) == "Organisation"
            ):
                break  # "Army Col. Ann Lee"
            if (
                word in self.words.first_names
                and self.text[end - 1].casefold() in self.words.org_heads
                and self._next_capital(end)
                and self.text[end - 1] not in self.words.first_names
            ):
                break
            if (word[0].isupper() and token.pos_ not in {"PRON", "VERB", "AUX", "DET"}) or (
                word[0].isupper() and token.ent_iob_ == "I"
            ):
                end += 1
            elif (
                (
                    word == "-"
                    and not doc[end - 1].whitespace_
                    and not token.whitespace_
                    and end + 1 < len(doc)
                    and (self.text[end + 1][0].isupper())
                )
                or (
                    word.casefold() in word_groups()["particles of names"]
                    and self._next_capital(end)
                    and doc[end - 1].text[0].isupper()
                    and word not in {"of"}
                )
                or (word in {"&"} and self._next_capital(end))
                or self._given_name(end)
                or (
                    word == "of"
                    and self.text[i] in word_groups()["titles before a name"]
                    and self._title_place(end + 1)
                )
            ):
                end += 2
            elif (
                self._plural_owner(end)
                or (word in _JOINERS and self._goes_on(i, end))
                or (
                    (
                        word == "."
                        and end == i + 1
                        and (len(self.text[i]) <= 2 or f"{self.text[i]}." in self.words.honorifics)
                    )
                    or (
                        word == "'s"
                        and token.ent_iob_ == "I"
                        and self._next_capital(end)
                        and token.ent_type_ in {"ORG", "LAW", "EVENT"}
                    )
                )
            ):
                end += 1
            else:
                break
        while end > i + 1 and (self.text[end - 1] in _JOINERS or self.text[end - 1] == "'s"):
            end -= 1
        return end

    def _given_name(self, i: int) -> bool:
        """Whether a hyphen joins the small half of a given name: "Kim Ji-won"."""
        doc = self.doc
        return (
            self.text[i] == "-"
            and 0 < i < len(doc) - 1
            and not doc[i - 1].whitespace_
            and not doc[i].whitespace_
            and doc[i + 1].is_alpha
            and doc[i - 1].ent_type_ == doc[i + 1].ent_type_ == "PERSON"
        )

    def _title_place(self, i: int) -> bool:
        """Whether a place ends a peer's title: "Lord Marlowe of Seatown"."""
        if i >= len(self.doc) or not self.text[i][0].isupper() or self.doc[i].is_sent_start:
            return False
        hit = self.names.match(self.text, i)
        return hit is None or hit[1].type == "Place"

    def _held_place(self, i: int) -> bool:
        """Whether a run stands where an office says what it is of: "Mayor of Seatown Ann Lee"."""
        before = self.taken[i - 2] if i > 1 else None
        return before is not None and before.office is not None and self.text[i - 1] in {"of", "for"}

    def _plural_owner(self, i: int) -> bool:
        """Whether the apostrophe at i stands inside a body's name: "Harbour Workers' Union"."""
        return (
            self.text[i] == "'"
            and self.text[i - 1].endswith("s")
            and self._next_capital(i)
            and any(w.casefold() in self.words.org_heads for w in self.text[i + 1 : i + 4])
        )

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether "of", "for", "and" belongs to a body's name: "Association of Directors of Social Services"."""
        nxt = at + 1
        if nxt < len(self.doc) and self.text[nxt] == "the":
            nxt += 1
        if nxt >= len(self.doc) or not self.text[nxt][0].isupper() or self.doc[nxt].is_sent_start:
            return False
        word = self.text[at]
        if word == "the" and self.text[at - 1] in {"of", "for"}:
            return True
        if word in {"of", "for"}:
            if any(self.text[k].casefold() in self.words.org_heads for k in range(start, at)):
                return True
            return nxt == at + 1 and not self.doc[start].is_sent_start and self._law_ends(nxt)
        if word == "on" and self._on_subject(at):
            return True
        if word in {"and", "&"}:
            return (
                self.doc[at].ent_iob_ == "I"
                and self.doc[nxt].ent_iob_ == "I"
                and self.doc[at].ent_type_ in {"ORG", "LAW"}
            )
        return self.doc[at].ent_iob_ == "I" and self.doc[at].ent_type_ in {"ORG", "LAW", "EVENT"}

    def _on_subject(self, at: int) -> bool:
        """Whether "on" goes on a body's or a treaty's name: "the Harbour Convention on Deep Waters"."""
        known = self.text[at - 1].casefold() in word_groups()["bodies on a subject"]
        return known and self._next_capital(at) and self.text[at + 1] not in word_groups()["never a name"]

    def _law_ends(self, i: int) -> bool:
        """Whether the capital words from i end in the noun of a law: "Prevention of Smoking Bill"."""
        end = i
        while end < len(self.doc) and self.text[end][0].isupper() and not self.doc[end].is_sent_start:
            end += 1
        return end > i + 1 and self.text[end - 1].casefold() in word_groups()["laws"]

    def _name(self, start: int, end: int) -> None:
        """Decide what a capitalised run is, and keep it."""
        doc, words = self.doc, self.words
        honorific, gender, first = "", "", start
        while first < end and (length := self._honorific(first, end)):
            form = doc[first : first + length].text
            entry = words.honorifics[form]
            honorific = form if not honorific or (entry[1] and not words.honorifics[honorific][1]) else honorific
            gender = gender or entry[0]
            first += length
            if first < end and self.text[first] == ".":
                first += 1
        if self._titled[start]:
            end = self._borne_out(first, end)
        if first >= end:
            return
        while end > first + 1 and self.text[end - 1] in word_groups()["letters behind a name"]:
            end -= 1
        text = doc[first:end].text
        last = self.text[end - 1].casefold()
        if honorific:
            kind = "Person"
        elif end - first >= 2 and self.text[first] in words.first_names and last not in words.org_heads:
            kind = "Person"
            gender = words.first_names[self.text[first]]
        elif (of := self._headed(first, end)) or last in words.org_heads:
            kind = of or words.org_heads[last]
        elif (
            self._child(first, end)
            or self._title_before(first)
            or (end - first in {2, 3} and self.text[end - 1] in self.surnames)
        ):
            kind = "Person"
        else:
            kind = self._vote(first, end)
        if kind == "Person" and not gender:
            gender = words.first_names.get(self.text[first], "")
        if not kind or text in word_groups()["never a name"]:
            return
        if kind != "Person" and end - first == 1 and len(text) < 2:
            return
        self._take(
            Mention(
                start,
                end,
                self._head(start, end),
                "name",
                kind,
                " ".join(text.split()),
                gender.replace("u", ""),
                honorific=honorific,
            )
        )

    def _child(self, start: int, end: int) -> bool:
        """Whether a given name stands alone as that of somebody's child: "their children Ann and Bob"."""
        return (
            end - start == 1
            and start > 0
            and self.text[start] in self.words.first_names
            and self.text[start - 1] in word_groups()["named children"]
        )

    def _headed(self, start: int, end: int) -> str:
        """The type of a name whose noun stands before "of" or "for": "University of Seatown" is no town."""
        heads = self.words.org_heads
        for k in range(start, end - 1):
            if self.text[k].casefold() in heads and self.text[k + 1] in {"of", "for"}:
                return heads[self.text[k].casefold()] or "Organisation"
        return ""

    def _borne_out(self, start: int, end: int) -> int:
        """The end of what of a run in a title the article's sentences name too; its start where they do not."""
        while end > start and self.doc[start:end].text not in self._prose:
            end -= 1
        return end

    def _honorific(self, i: int, end: int) -> int:
        """The number of tokens of the title that begins here: "Mr", "Lt. Gov.", "Air Chief Marshal"."""
        return next((n for n in (4, 3, 2, 1) if i + n <= end and self.doc[i : i + n].text in self.words.honorifics), 0)

    def _title_before(self, i: int) -> bool:
        before = self.taken[i - 1] if i else None
        if i > 1 and self.text[i - 1] == "," and (kin := self.taken[i - 2]) is not None and kin.office is not None:
            before = kin if kin.office.kind == "family" else before
        return (
            before is not None
            and before.office is not None
            and before.office.kind in {"office", "leader", "family", "candidate"}
            and (not before.office.plural or before.office.kind == "family")
            and not self.doc[i].is_sent_start
        )

    def _lengthen(self, mention: Mention) -> None:
        """Take in the small words of a body's name: "Commons public accounts committee", "the Marsh campaign"."""
        k = mention.end
        while (
            k < len(self.doc)
            and k - mention.end < 5
            and self.taken[k] is None
            and self.text[k][0].islower()
            and (self.doc[k].pos_ in {"NOUN", "ADJ", "PROPN"} or self.text[k] == "and")
            and not self.doc[k].is_sent_start
        ):
            k += 1
        if k == mention.end:
            return
        last = self.text[k - 1].casefold()
        if last == "family" and k == mention.end + 1 and mention.start and self.text[mention.start - 1] == "the":
            self._family_of(mention, k)
            return
        if (
            self.words.org_heads.get(last) != "Organisation"
            or (last == "campaign" and self.text[mention.end - 1].casefold() in self.words.org_heads)
            or self.doc[k - 1].dep_ in {"compound", "amod"}
            or last in {"party", "group", "company"}
            or (
                last in word_groups()["no part of a name"]
                and (mention.type == "Organisation" or (mention.adjective and mention.type == "Place"))
            )
        ):
            return
        if not self.doc[mention.head].is_ancestor(self.doc[k - 1]) and not self.doc[k - 1].is_ancestor(
            self.doc[mention.head]
        ):
            return
        text = " ".join(self.doc[mention.start : k].text.split())
        if mention.type == "Person" and last not in word_groups()["bodies of a person"]:
            return
        for j in range(mention.end, k):
            self.taken[j] = mention
        mention.end, mention.head, mention.type, mention.text, mention.adjective = k, k - 1, "Organisation", text, False
        mention.honorific = mention.gender = mention.surface = ""

    def _family_of(self, mention: Mention, end: int) -> None:
        """Take "the Marwood family" for a body of its own, and not for the one person whose name it has."""
        if mention.type not in {"Person", "Organisation"} or mention.adjective or end - mention.start > 2:
            return
        self.taken[end - 1] = mention
        mention.end, mention.head, mention.type = end, end - 1, "Organisation"
        mention.text = " ".join(self.doc[mention.start : end].text.split())
        mention.honorific = mention.gender = mention.surface = ""

    def _in_country(self, mention: Mention) -> None:
        """Join a body and the country of its branch: "Harbour Alliance UK", "Colleges Scotland"."""
        nxt = mention if mention.type == "Place" and mention.text in word_groups()["countries of branches"] else None
        if nxt is None or nxt.adjective or not nxt.start or nxt.end - nxt.start != 1:
            return
        k = nxt.start - 1
        before, body = self.doc[k], self.taken[k]
        if before.dep_ != "compound" or before.head.i != nxt.start or nxt not in self.mentions:
            return
        start = k
        if body is not None:
            if body.kind != "name" or body.type != "Organisation" or body.adjective or body.end - body.start < 2:
                return
            start = body.start
            self.mentions.remove(body)
        elif before.text not in word_groups()["countrywide"]:
            return
        nxt.start, nxt.type, nxt.surface = start, "Organisation", ""
        nxt.text = " ".join(self.doc[start : nxt.end].text.split())
        for j in range(start, nxt.end):
            self.taken[j] = nxt

    def _chamber(self, mention: Mention) -> None:
        """Join a chamber and its committee: "the Commons defence committee"."""
        nxt = self.taken[mention.end] if mention.end < len(self.doc) else None
        if (
            self.doc[mention.start : mention.end].text not in word_groups()["chambers in names"]
            or nxt is None
            or nxt.kind != "name"
        ):
            return
        if (
            nxt.type == "Organisation"
            and nxt.start == mention.end
            and self.text[nxt.end - 1].casefold() in {"committee", "subcommittee"}
        ):
            self.mentions.remove(nxt)
            mention.end, mention.head, mention.surface = nxt.end, nxt.head, ""
            mention.text = " ".join(self.doc[mention.start : mention.end].text.split())
            for k in range(mention.start, mention.end):
                self.taken[k] = mention

    def _vote(self, start: int, end: int) -> str:
        """The type that the model gives to most tokens of a run."""
        votes: dict[str, int] = {}
        for token in self.doc[start:end]:
            kind = _MODEL_TYPES.get(token.ent_type_)
            if kind:
                votes[kind] = votes.get(kind, 0) + 1
        if not votes:
            return ""
        return max(sorted(votes), key=lambda k: votes[k])
