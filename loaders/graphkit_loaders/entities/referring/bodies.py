"""Which body "the party", "the government", "ministers", "the commission" are; and who "the billionaire" is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.referring.described import called, described_person, named_by
from graphkit_loaders.entities.referring.discourse import Discourse
from graphkit_loaders.language.grammar import child

if TYPE_CHECKING:
    from spacy.tokens import Token

#: sentences back in which a body is looked for by the noun of its name, by its kind, and by "organisation" or "group"
_BY_NAME, _BY_KIND, _BY_ANY = 60, 8, 2
#: nouns of a country's own government; another's is meant where it was spoken of just before
_GOVERNMENT, _JUST_BEFORE = {"government", "administration"}, 12


class Bodies(Discourse):
    """Leads nouns for bodies, and other nouns that are no office, to entities."""

    def _group(self, mention: Mention) -> Node | None:
        """ "Party members in Leeds", "Labour activists in Leeds": a branch named by its place, the article's own."""
        office = mention.office
        assert office is not None
        if (
            not office.plural
            or office.kind != "member"
            or not (office.party or office.name.casefold().startswith("party "))
        ):
            return None
        if not any(preposition in {"in", "of", "from"} for preposition, _ in office.of):
            return None
        node = self.entities.named("Organisation", " ".join(self.doc[mention.start : office.end].text.split()))
        node.full = False
        return node

    def _collective(self, mention: Mention) -> Node | None:
        """ "Ministers" without more: the body for which they stand."""
        token = self.doc[mention.head]
        if mention.end - mention.start > 1 or mention.office is None or not mention.office.plural or mention.office.of:
            return None
        body = self._generic(token)
        return body.node if body is not None else None

    def _generic(self, token: Token) -> Mention | None:
        """ "The government", "ministers", "police": a body of the article's own, where no name is given."""
        entry = self.generic.get(token.lower_)
        if entry is None:
            return None
        label, needed = entry
        determiner = child(token, "det")
        if (needed and (determiner is None or determiner.lower_ not in {needed, "this"})) or token.dep_ in {
            "compound",
            "amod",
            "nmod",
        }:
            return None
        if any(
            c.dep_ in {"compound", "amod", "nmod", "prep"} and (c.i < token.i or c.lower_ == "of")
            for c in token.children
        ):
            return None
        node = self.entities.named("Organisation", label)
        node.full = False
        start = determiner.i if determiner is not None else token.i
        return Mention(start, token.i + 1, token.i, "pronoun", "Organisation", token.text, node=node)

    def _body(self, token: Token) -> Mention | None:
        """ "The party", "the government", "police", "the commission", "the paper": which body it is."""
        low = token.lower_
        if low == "party":
            return self._party(token)
        if low == "campaign" and child(token, "poss") is not None:
            return self._campaign(token)
        if low in _GOVERNMENT and (named := self._named(token, _JUST_BEFORE)) is not None:
            return named
        return self._generic(token) or self._named(token, _BY_NAME) or self._called(token)

    def _campaign(self, token: Token) -> Mention | None:
        """ "Her campaign": the one that has the name of whom "her" means."""
        owner = self.at[token.i - 1] if token.dep_ != "compound" else None
        if owner is None or owner.node is None or owner.kind != "pronoun" or owner.node.type != "Person":
            return None
        surname = owner.node.label.split()[-1]
        for node in self._salience(token.i, {"Organisation"}, within=_BY_NAME):
            if node.label.casefold().endswith(f"{surname} campaign".casefold()):
                text = self.doc[token.i - 1 : token.i + 1].text
                return Mention(token.i - 1, token.i + 1, token.i, "pronoun", node.type, text, node=node)
        return None

    def _named(self, token: Token, within: int) -> Mention | None:
        salient = self._salience(token.i, {"Organisation", "Document"}, within=within)
        return named_by(self.doc, token, salient, self._kinds)

    def _called(self, token: Token) -> Mention | None:
        within = _BY_ANY if self._kinds.says_no_more(token.lower_) else _BY_KIND
        return called(self.doc, token, self._salience(token.i, {"Organisation"}, within=within), self._kinds)

    def _described(self, token: Token) -> Mention | None:
        """ "The billionaire": by a noun that is no office."""
        if self.quote_of[token.i] is not None:
            return None
        described = described_person(self.doc, token, self.entities.words, self._salience(token.i, {"Person"}))
        if described is None:
            return None
        mention, node = described
        mention.node = node if node not in self._co_arguments(token) else None
        return mention

    def _party(self, token: Token) -> Mention | None:
        """ "The party", "her party": the one of which the text spoke most and last."""
        determiner = child(token, "det", "poss")
        if determiner is None or determiner.lower_ not in {"the", "this", "his", "her", "its", "their", "our"}:
            return None
        if any(c.dep_ in {"compound", "amod", "prep", "nmod"} and c.i < token.i for c in token.children):
            return None
        mention = Mention(
            determiner.i if determiner.i < token.i else token.i,
            token.i + 1,
            token.i,
            "pronoun",
            "Party",
            self.doc[determiner.i : token.i + 1].text,
        )
        owner = self.at[determiner.i] if determiner.lower_ in {"his", "her"} else None
        if owner is not None and owner.node is not None:
            parties = owner.node.parties | owner.node.leads
            node = next((n for n in self.nodes if n.type == "Party" and parties == {n.label}), None)
            if node is not None:
                mention.node = node
                return mention
        scores = self._salience(token.i, {"Party", "Person"}, within=12)
        best: list[tuple[float, int, Node]] = []
        for node, score in scores.items():
            if node.type == "Party":
                best.append((score, -node.index, node))
            elif len(node.parties) == 1:
                party = next((n for n in self.nodes if n.type == "Party" and n.label in node.parties), None)
                if party is not None:
                    best.append((score * (1.0 if determiner.lower_ == "the" else 2.0), -party.index, party))
        totals: dict[Node, float] = {}
        for score, _, node in best:
            totals[node] = totals.get(node, 0.0) + score
        if not totals:
            return None
        mention.node = max(totals, key=lambda n: (totals[n], -n.index))
        return mention
