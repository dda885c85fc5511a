"""Names that go on in small words or in another name: "the Marsh campaign", "Commons defence committee"."""

from __future__ import annotations

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.names.tokens import Tokens
from graphkit_loaders.lexicon import word_groups


class Joining(Tokens):
    """Names of one document made whole, once all are found."""

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
            or (last == "office" and mention.type == "Place")  # "the Boston office" is some body's
            or last in word_groups()["general bodies"]
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
