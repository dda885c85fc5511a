"""Nouns by which news takes up somebody or something again: "the billionaire", "the commission", "the bill".

Offices ("the MP") are found before, as role phrases; here are the nouns of ``descriptions.tsv``, and the noun of a name
that the article has used ("Harbour Commission ... the commission").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.referring.kinds import Kinds
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DETERMINERS = {"the", "this", "that"}
_AGED = re.compile(r"\d{2}-year-old")
#: families of descriptions that a person may belong to by any office or party, not by one of that name
_ANY_OFFICE = {"politician"}
#: what hangs on a noun that says for itself which one is meant: "the paper that she bought"
_SAYS_WHICH = {"prep", "relcl", "appos", "acl", "poss"}
#: which person or body is clearly meant: weighs so many times as much as the next; of two bodies in one sentence the
#: subject is no clearer than the object
_CLEARLY, _OF_BODIES = 1.5, 2.5


def described_person(
    doc: Doc, token: Token, words: Lexicon, salient: dict[Node, float]
) -> tuple[Mention, Node | None] | None:
    """The mention that a describing noun ends, and whom it stands for where one person clearly fits; None for others.

    ``salient`` are the people of the sentences before, with their weight.
    """
    begin = _beginning(token)
    if begin is None or any(c.dep_ in {"prep", "relcl", "appos", "acl"} for c in token.children):
        return None
    noun = " ".join(doc[begin + 1 : token.i + 1].text.split())
    entry = words.descriptions.get(noun)
    if entry is None and _AGED.fullmatch(noun.replace(" - ", "-")):
        entry = ("", "")
    if entry is None:
        return None
    gender, family = entry
    fitting = {
        node: score
        for node, score in salient.items()
        if not node.anonymous and not (gender and node.gender and gender != node.gender) and _belongs(node, family)
    }
    mention = Mention(begin, token.i + 1, token.i, "pronoun", "Person", doc[begin : token.i + 1].text, gender)
    return mention, _clear(fitting)


def named_by(doc: Doc, token: Token, salient: dict[Node, float], kinds: Kinds) -> Mention | None:
    """ "The commission", "the bill": the body or document whose name has that noun; None where none or two have it."""
    begin = _beginning(token)
    if begin is None or begin + 1 != token.i or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return None
    return _mention(
        doc, begin, token, _clear({n: s for n, s in salient.items() if kinds.named(n, token.lower_)}, _OF_BODIES)
    )


def called(doc: Doc, token: Token, salient: dict[Node, float], kinds: Kinds) -> Mention | None:
    """ "The paper", "the think tank": the body of that kind; None where none or two may be meant."""
    begin = _beginning(token)
    if begin is None or doc[begin].lower_ != "the" or any(c.dep_ in _SAYS_WHICH for c in token.children):
        return None
    noun = doc[begin + 1 : token.i + 1].text.lower()
    return _mention(doc, begin, token, _clear({n: s for n, s in salient.items() if kinds.called(n, noun)}, _OF_BODIES))


def _mention(doc: Doc, begin: int, token: Token, node: Node | None) -> Mention | None:
    if node is None:
        return None
    text = doc[begin : token.i + 1].text
    return Mention(begin, token.i + 1, token.i, "pronoun", node.type, text, node=node)


def _beginning(token: Token) -> int | None:
    """The place of the determiner that a definite noun begins with."""
    if token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        return None
    determiner = child(token, "det")
    if determiner is None or determiner.lower_ not in _DETERMINERS or determiner.i > token.i:
        return None
    return determiner.i


def _belongs(node: Node, family: str) -> bool:
    if not family:
        return True
    if family in _ANY_OFFICE:
        return bool(node.offices or node.parties)
    return any(family.casefold() in office for office in node.offices)


def _clear(scores: dict[Node, float], enough: float = _CLEARLY) -> Node | None:
    ranked = sorted(scores, key=lambda n: (-scores[n], n.index))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] < enough * scores[ranked[1]]):
        return None
    return ranked[0]
