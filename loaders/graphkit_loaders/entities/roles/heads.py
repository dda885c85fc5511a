"""Finds role phrases: a head of ``offices.tsv`` with what stands before it ("former Tory home affairs spokesman")."""

from __future__ import annotations

from graphkit_loaders.entities.roles.premodifiers import Premodifiers
from graphkit_loaders.lexicon import Office, word_groups


class Roles(Premodifiers):
    """Role phrases, each taken apart."""

    def _offices(self) -> None:
        doc = self.doc
        i = 0
        while i < len(doc):
            found = self._office_at(i)
            token = doc[i]
            if found is None or token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
                i += 1
                continue
            if found[1].kind == "partisan" and (token.pos_ != "NOUN" or token.dep_ == "amod"):
                i += 1
                continue
            if any(
                (ahead := self._office_at(k)) is not None and ahead[0] <= i for k in range(i + 1, min(i + 5, len(doc)))
            ):
                i += 1
                continue
            longer = self._office_of(i)
            start, office, plural = longer or found
            end = i + 1
            if longer:
                end = longer[0] + len(office.head)
                start = i
            if office.head[0] == "party" and len(office.head) > 1 and self._name_ending(start) is not None:
                office = next(
                    (o for o in self.words.offices.get(office.head[-1], ()) if o.head == office.head[1:]), office
                )
                start = end - len(office.head)
            while len(office.head) > 1 and self._name_runs_in(start):
                # "Harbour News anchor": an anchor of Harbour News, no news anchor
                office = next(
                    (o for o in self.words.offices.get(office.head[-1], ()) if o.head == office.head[1:]), office
                )
                if len(office.head) != end - start - 1:
                    break
                start += 1
            if self._part_of_name(start, end, office):
                i += 1
                continue
            mention = self._office_phrase(start, end, office, plural)
            if mention:
                self._take(mention)
                i = mention.end
            else:
                i += 1

    def _name_runs_in(self, i: int) -> bool:
        """Whether the capital word at i ends a body's name, and a small one goes on: "Harbour News anchor"."""
        hit = self._name_ending(i)
        if hit is not None:
            return hit[0] < i and hit[1].type == "Organisation"
        word = self.text[i]
        return (
            i > 0
            and word[0].isupper()
            and self.text[i + 1][0].islower()
            and self.words.org_heads.get(word.casefold()) == "Organisation"
            and self.text[i - 1][0].isupper()
            and not self.doc[i].is_sent_start
            and self.doc[i - 1].pos_ == "PROPN"
        )

    def _office_of(self, i: int) -> tuple[int, Office, bool] | None:
        """The longer office that begins here: "secretary of state", "leader of the opposition"."""
        for length in (3, 4):
            last = i + length - 1
            if last < len(self.text):
                for office in self.words.offices.get(self.text[last].casefold(), ()):
                    if (
                        len(office.head) == length
                        and [w.casefold() for w in self.text[i : last + 1]] == list(office.head)
                        and not self._body_goes_on(last + 1)
                    ):
                        return i, office, False
        return None

    def _part_of_name(self, start: int, end: int, office: Office) -> bool:
        """Whether the word is a surname or part of a body's name ("Gordon Speaker", "President's Council")."""
        token = self.doc[start]
        if office.head[-1] in {"QC", "KC"}:
            return True
        if (
            office.kind in {"staff", "family"}
            and self.text[end - 1].istitle()
            and self.text[end - 1].casefold() != office.head[-1].casefold()
            and start
            and self.text[start - 1].istitle()
            and self.doc[start - 1].pos_ == "PROPN"
            and not self.doc[start].is_sent_start
            and not self._name_ends(start - 1)
        ):
            return True  # "United Ferry Workers", "Harbour Partners"
        if (
            start
            and token.text[0].isupper()
            and self.text[start - 1].rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr"}
            and end == start + 1
            and token.text != "Speaker"
        ):
            return True
        if not token.text[0].isupper() or token.text.isupper():
            return False
        if self._of_those(start):
            return True
        if (
            start
            and end == start + 1
            and not token.is_sent_start
            and self.doc[start - 1].text in self.words.first_names
            and token.ent_type_ in {"PERSON", "ORG", ""}
            and token.text not in word_groups()["titles behind a first name"]
        ):
            return True
        nxt = self.doc[end] if end < len(self.doc) else None
        if nxt is not None and nxt.text in {"'", "’"} and not token.whitespace_ and self._body_goes_on(end + 1):
            return True  # "the Ferry Workers' Union"
        if (
            token.text in word_groups()["titles before a name"]
            and nxt is not None
            and nxt.text[0].isupper()
            and not self._office_at(end)
        ):
            return True
        return (
            nxt is not None
            and nxt.text.casefold() in self.words.org_heads
            and nxt.text[0].isupper()
            and nxt.text not in self.words.first_names
        )

    def _of_those(self, i: int) -> bool:
        """Whether a capital plural says whose body a name is of: "Association of Chief Harbour Officers"."""
        k = i
        while k > 0 and self.text[k - 1][0].isupper() and not self.doc[k].is_sent_start:
            k -= 1
        return (
            self.text[i].endswith("s")
            and k > 1
            and self.text[k - 1] == "of"
            and self.text[k - 2][0].isupper()
            and self.text[k - 2].casefold() in word_groups()["bodies of people"]
        )
