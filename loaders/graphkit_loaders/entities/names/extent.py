"""How far a name in capitals goes on: "Association of Directors of Social Services", "Kim Ji-won"."""

from __future__ import annotations

from graphkit_loaders.entities.names.tokens import Tokens
from graphkit_loaders.lexicon import word_groups

_JOINERS = {"of", "for", "and", "&", "the", "on", "in", "against", "to"}


class Extent(Tokens):
    """Where the names of one document end."""

    def _run(self, i: int) -> int:
        """The end of the capitalised run that begins at i."""
        end = i + 1
        while end < len(self.doc) and not self._run_stops(i, end) and (more := self._run_on(i, end)):
            end += more
        while end > i + 1 and (self.text[end - 1] in _JOINERS or self.text[end - 1] == "'s"):
            end -= 1
        return end

    def _run_stops(self, i: int, end: int) -> bool:
        """Whether another name begins at ``end``, or the run is over whatever stands there."""
        token, word = self.doc[end], self.text[end]
        if token.is_sent_start or token.is_space or self.taken[end] is not None:
            return True
        if word in {"And", "Or"} and token.ent_type_ in {"PERSON", ""}:
            return True  # two people in a title As Written: "Lee And Fox"
        if word in word_groups()["personal titles"] and self.text[end - 1] not in self.words.honorifics:
            return True  # "Archbishop of Seatown Dr Ann Lee"
        given, after_body = word in self.words.first_names, self.text[end - 1].casefold() in self.words.org_heads
        if given and self._next_capital(end):
            if self._held_place(i):
                return True
            if after_body and self.text[end - 1] not in self.words.first_names:
                return True
        return (  # "Army Col. Ann Lee"
            word.rstrip(".") in self.words.ranks
            and self._next_capital(end + (end + 1 < len(self.doc) and self.text[end + 1] == "."))
            and self.words.org_heads.get(self.text[end - 1].casefold()) == "Organisation"
        )

    def _run_on(self, i: int, end: int) -> int:
        """How many tokens from ``end`` on belong to the run that begins at i; 0 for none."""
        doc, token, word = self.doc, self.doc[end], self.text[end]
        if self._nickname(end):
            return 4
        if word[0].isupper() and (token.pos_ not in {"PRON", "VERB", "AUX", "DET"} or token.ent_iob_ == "I"):
            return 1
        small = word.casefold() in word_groups()["particles of names"] and word != "of"
        if (
            (
                word == "-"
                and not doc[end - 1].whitespace_
                and not token.whitespace_
                and end + 1 < len(doc)
                and self.text[end + 1][0].isupper()
            )
            or (small and self._next_capital(end) and doc[end - 1].text[0].isupper())
            or (word in {"&", "v.", "v", "vs."} and self._next_capital(end))
            or self._given_name(end)
            or (word == "of" and self.text[i] in word_groups()["titles before a name"] and self._title_place(end + 1))
        ):
            return 2
        short = end == i + 1 and (len(self.text[i]) <= 2 or f"{self.text[i]}." in self.words.honorifics)
        inside = token.ent_iob_ == "I" and token.ent_type_ in {"ORG", "LAW", "EVENT"}
        return int(
            self._plural_owner(end)
            or (word in _JOINERS and self._goes_on(i, end))
            or (word == "." and short)
            or (word == "'s" and inside and self._next_capital(end) and not self._ends_body(i, end))
        )

    def _nickname(self, i: int) -> bool:
        """Whether a nickname in marks and the surname begin at i: the rest of 'Ann "Butch" Lee'."""
        if i + 3 >= len(self.doc) or self.text[i] not in {'"', "“"} or self.text[i + 2] not in {'"', "”"}:
            return False
        given = self.text[i - 1] in self.words.first_names or self.text[i - 1].endswith(".")
        return given and self.text[i + 1].istitle() and self.text[i + 3].istitle() and bool(self.doc[i + 2].whitespace_)

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
        if word == "to" and self._law_ends(nxt):
            return True  # "Succession to the Quay Bill"
        if word in {"of", "for"}:
            if any(self.text[k].casefold() in self.words.org_heads for k in range(start, at)):
                return True
            held = nxt == at + 1 and not self.doc[start].is_sent_start
            return held and (self._law_ends(nxt) or (word == "of" and self._body_ends(at)))
        if word == "on" and self._on_subject(at):
            return True
        if word in {"and", "&"}:
            return (
                self.doc[at].ent_iob_ == "I"
                and self.doc[nxt].ent_iob_ == "I"
                and self.doc[at].ent_type_ in {"ORG", "LAW"}
            )
        return self.doc[at].ent_iob_ == "I" and self.doc[at].ent_type_ in {"ORG", "LAW", "EVENT"}

    def _ends_body(self, start: int, end: int) -> bool:
        """Whether the run before "'s" is a body's name of its own: "Seatown University's Harbour Institute"."""
        return end - start > 1 and self.words.org_heads.get(self.text[end - 1].casefold()) == "Organisation"

    def _body_ends(self, at: int) -> bool:
        """Whether the model takes "of" for the inside of a body's name: "Fox of Weald Institute"."""
        end = at + 1
        while end < len(self.doc) and self.text[end][0].isupper() and self.doc[end].ent_iob_ == "I":
            end += 1
        inside = self.doc[at].ent_iob_ == "I" and self.doc[at].ent_type_ == "ORG"
        return inside and self.words.org_heads.get(self.text[end - 1].casefold()) == "Organisation"

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
