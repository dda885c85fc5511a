"""Whether a noun stands for the whole that it names: "Tories" for their party, but not "some Tories" or "a Tory"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {"a", "an", "another", "one", "every", "no"}


def one_of(token: Token, mention: Mention) -> bool:
    """Whether a party's noun is one of its people: "a Republican", "the Seatown Tory"."""
    if mention.surface.endswith("s") or mention.surface.isupper():
        return False
    determiner = child(token, "det")
    if determiner is None:
        # "Ann Lee, a billionaire Republican who ..."
        return token.dep_ in {"appos", "conj"} and mention.surface.casefold() in word_groups()["one of a party"]
    names_one = mention.adjective or mention.surface.casefold() in word_groups()["one of a party"]
    return determiner.lower_ in _ONE or names_one


def some_of(token: Token, mention: Mention) -> bool:
    """Whether only some of a party or a people are meant: "two Tories", "Tories who ...", "Frenchmen"."""
    if token.tag_ not in {"NNS", "NNPS"} or not mention.surface.endswith("s"):
        return False
    if mention.type == "Place":
        # a people is not its country, unless it acts as one: "the Russians backed her"
        determiner = child(token, "det")
        people = mention.adjective or mention.surface != mention.text
        branch = any(c.dep_ == "prep" and c.lower_ in {"of", "in", "from"} for c in token.children)
        return people and (determiner is None or determiner.lower_ != "the" or branch or _told_apart(token))
    member = token.dep_ == "attr" and token.head.lemma_ == "be" and child(token, "det") is None
    return mention.type == "Party" and (member or _told_apart(token))  # "we are Democrats"


def _told_apart(token: Token) -> bool:
    """Whether words beside a plural single out some: "some Tories", "two Tories", "Tories who rebelled"."""
    for c in token.children:
        if c.dep_ == "nummod" or c.lower_ in word_groups()["some of a whole"]:
            return True
        if c.dep_ == "relcl" and c.left_edge.i > token.i and token.nbor().text != ",":
            return True
    return False
