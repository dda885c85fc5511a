"""What a text has spoken of so far, and how much: what pronouns and descriptions are led by.

Salience as in Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution", Computational Linguistics
20(4)): subjects weigh more than objects, and every sentence back halves the weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node, by_token
from graphkit_loaders.entities.names.cluster import Entities
from graphkit_loaders.entities.quotes.quotes import Quote, quoted
from graphkit_loaders.entities.referring.kinds import Kinds
from graphkit_loaders.entities.roles.unnamed import Key, UnnamedRoles
from graphkit_loaders.language.grammar import SUBJECTS, child, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WEIGHT = {"nsubj": 8.0, "nsubjpass": 7.0, "dobj": 4.0, "pobj": 3.0, "agent": 5.0, "poss": 3.0}
#: sentences back beyond which a pronoun is not led to a name
_WINDOW = 5
#: by how much the subject of the last main clause is preferred
_MAIN = 2.0


class Discourse:
    """One document, its mentions and what has been spoken of, left to right."""

    def __init__(self, doc: Doc, mentions: list[Mention], entities: Entities, quotes: list[Quote]) -> None:
        self.doc, self.mentions, self.entities, self.quotes = doc, mentions, entities, quotes
        self.nodes = entities.nodes
        self.generic = entities.words.generic_bodies
        self.sentence: list[int] = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            self.sentence[sent.start : sent.end] = [number] * len(sent)
        self.at, self.quote_of = by_token(mentions, len(doc)), quoted(quotes, len(doc))
        #: (token, weight, node) of every mention so far, in order
        self.history: list[tuple[int, float, Node]] = []
        self._kinds = Kinds(doc, mentions, entities.words)
        self._roles = UnnamedRoles(doc, mentions, self.sentence, self.quote_of)
        self._holders: dict[Key, Node] = self._roles.holders()

    def _seen(self, mention: Mention) -> None:
        assert mention.node is not None
        head = self.doc[mention.head]
        weight = _WEIGHT.get(head.dep_, 2.5)
        if head.dep_ in {"compound", "appos", "conj"}:
            outer = head.head
            weight = max(2.5, _WEIGHT.get(outer.dep_, 2.5) - 1)
        self.history.append((mention.start, weight, mention.node))

    def _seen_unnamed(self, mention: Mention) -> None:
        """Let "a Labour spokesman" take the "he" that follows, and lead it to no person."""
        nobody = Node(-1, "Person", "", gender=mention.gender, anonymous=True)
        self.history.append((mention.start, _WEIGHT.get(self.doc[mention.head].dep_, 2.5), nobody))

    def _salience(self, at: int, types: set[str], within: int = _WINDOW) -> dict[Node, float]:
        here = self.sentence[at]
        scores: dict[Node, float] = {}
        for place, weight, node in reversed(self.history):
            back = here - self.sentence[place]
            if back > within:
                break
            if node.type in types:
                scores[node] = scores.get(node, 0.0) + weight * 0.5**back
        return scores

    def _favour_last_subject(self, token: Token, scores: dict[Node, float]) -> dict[Node, float]:
        """The scores with the last subject's raised: a subject goes on being the subject, a main clause's above all.

        Centering: Grosz, Joshi and Weinstein (1995), Computational Linguistics 21(2).
        """
        here = self.sentence[token.i]
        last: Node | None = None
        for place, weight, node in reversed(self.history):
            if here - self.sentence[place] > 1 or (last is not None and here == self.sentence[place]):
                break
            if weight < 7.0 or node not in scores or self.quote_of[place] is not None:
                continue
            mention = self.at[place]
            main = mention is not None and self.doc[mention.head].head.dep_ == "ROOT"
            if main and here > self.sentence[place]:
                return {**scores, node: _MAIN * scores[node]}
            last = last or node
        return {**scores, last: 1.5 * scores[last]} if last is not None else scores

    def _speaker(self, quote: Quote | None) -> Node | None:
        if quote is None or quote.speaker is None:
            return None
        mention = self.at[quote.speaker.i]
        return mention.node if mention else None

    def _co_arguments(self, token: Token) -> set[Node]:
        """Who cannot be meant by a plain pronoun object: the subjects of the same verb ("Ann and Bea praised her")."""
        if token.dep_ not in {"dobj", "dative", "pobj"} or token.lower_.endswith("self"):
            return set()
        verb = token.head.head if token.dep_ == "pobj" else token.head
        subject = child(verb, *SUBJECTS)
        if subject is None:
            return set()
        named = (self.at[t.i] for t in conjuncts(subject))
        return {m.node for m in named if m is not None and m.node is not None}
