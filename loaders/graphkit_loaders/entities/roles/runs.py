"""Runs of capital words before the head of a role phrase that are a name though no list holds it: bodies, seats."""

from __future__ import annotations

from graphkit_loaders.entities.mention import Mention, OfficePhrase
from graphkit_loaders.entities.names.tokens import Tokens

#: what stands before a hyphen and is no part of a name
_PREFIXES = {"ex", "vice", "co", "then", "former", "anti", "pro", "non"}


class CapitalRuns(Tokens):
    """The bodies and seats named before role phrases."""

    def _body_run(self, i: int) -> int | None:
        """Where a body's name begins that ends at a token and that neither lists nor the parse hold together.

        "Real Time" is no "Time", "Dockers' Union" no "Union", "Harbor-Marsh" no "Marsh".
        """
        if not self.text[i][0].isupper() or self.doc[i].is_sent_start:
            return None
        k, odd = i, False
        while k > 0 and not self.doc[k].is_sent_start:
            before = self.text[k - 1]
            if before in {"-", "'", "&"} and k > 1 and self.text[k - 2][0].isupper():
                if before == "-" and (self.doc[k - 1].whitespace_ or self.doc[k - 2].whitespace_):
                    break
                if before == "-" and self.text[k - 2].casefold() in _PREFIXES:
                    break
                if before == "'" and not self.text[k - 2].endswith("s"):
                    break
                k, odd = k - 2, True
            elif before[0].isupper() and not self.doc[k - 1].is_space and self._in_name(k - 1):
                k, odd = k - 1, odd or self.doc[k - 1].pos_ != "PROPN"
            else:
                break
            if before.casefold() in self.words.modifiers or self.doc[k].is_sent_end:
                return None
        hit = self._name_ending(i)
        if hit is not None and (hit[1].type != "Organisation" or hit[0] <= k):
            return None
        if (
            k == i
            or any(self._name_ends(j) for j in range(k, i))
            or any(self.words.offices.get(w.casefold()) for w in self.text[k:i])
        ):
            return None
        named = {t.ent_type_ for t in self.doc[k : i + 1] if t.text != "-"}
        body = self.words.org_heads.get(self.text[i].casefold()) == "Organisation" or named == {"ORG"}
        odd = odd or self.text[i].casefold() in self.words.modifiers
        return k if body and (odd or hit is not None) else None

    def _of_body(self, i: int) -> int | None:
        """Where a body's name begins that goes on with "of" and the name at i; None where there is none."""
        k = i - 2
        if (
            k < 0
            or self.text[i - 1] != "of"
            or not self.text[k][0].isupper()
            or self.words.org_heads.get(self.text[k].casefold()) != "Organisation"
            or self.words.offices.get(self.text[k].casefold())
        ):
            return None
        while (
            k > 0
            and self.text[k - 1][0].isupper()
            and self.doc[k - 1].pos_ == "PROPN"
            and not self.doc[k].is_sent_start
        ):
            k -= 1
        return k

    def _in_name(self, k: int) -> bool:
        """Whether a capital word may belong to a body's name: no modifier, no honorific, no given name."""
        word = self.text[k]
        return (
            word.casefold() not in self.words.modifiers
            and word not in self.words.honorifics
            and word not in self.words.first_names
            and self.doc[k].pos_ not in {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX"}
        )

    def _seat(self, phrase: OfficePhrase, first: int, start: int) -> None:
        """The capital words before a head that are no part of the office: "Canterbury MP", "Ealing North MP"."""
        k = start
        for length in (3, 2):
            name = start - length
            alone = name == first and phrase.party is None and phrase.body is None
            if (
                name >= first
                and self.words.first_names.get(self.text[name])
                and (
                    alone
                    or (name > first and self.text[name - 1].casefold() in self.words.org_heads)
                    or any(self.doc[j:name].text in self.words.honorifics for j in range(first, name))
                )
            ):
                phrase.suffix, phrase.body, phrase.party = True, None, None
                return
        if phrase.party is not None and phrase.party.end == start:
            k = start = phrase.party.start  # "Seatown Labour MP"
        while (
            k > first
            and (
                self.text[k - 1].casefold() not in self.words.modifiers
                or " ".join(self.text[k - 1 : k + 1]) in self.words.states  # "a New York senator"
            )
            and (
                (self.text[k - 1][0].isupper() and (self.doc[k - 1].pos_ == "PROPN" or self.doc[k - 1].is_sent_start))
                or (self.text[k - 1] == "and" and k < start)
            )
        ):
            k -= 1
        if k < start and phrase.party is not None and k <= phrase.party.end - 1 and phrase.party.start < start:
            k = phrase.party.end
        if self.doc[k:start].text == "Green" and phrase.party is None:
            phrase.party = Mention(k, start, k, "name", "Party", "Green Party", adjective=True, surface="Green")
            return  # "Green MEP Ann Lee": elsewhere the word is a colour or a surname
        if k < start and not (phrase.body is not None and phrase.body.end == start and phrase.body.adjective):
            phrase.of.append(("seat", Mention(k, start, start - 1, "name", "Constituency", self.doc[k:start].text)))
