"""Which nouns take up a body again: the noun of its name, what the text calls it, or the nouns for its kind."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import BodyKind, Lexicon, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: nouns that say of a body no more than that it is one: they fit one of whose kind nothing is known, too
_ANY = "organisation"
_BELOW = re.compile(r" (?:of|for|on|against|in|to) ")


class Kinds:
    """What the bodies of one document may be called."""

    def __init__(self, doc: Doc, mentions: list[Mention], words: Lexicon) -> None:
        self._kinds = words.body_kinds
        self._nouns = {noun for kind in self._kinds.values() for noun in kind.nouns}
        self._told: dict[Node, set[str]] = defaultdict(set)
        self._known: dict[Node, list[BodyKind]] = {}
        for mention in mentions:
            if mention.kind == "name" and mention.node is not None and mention.type == "Organisation":
                self._told[mention.node] |= {noun for noun in self._beside(doc, mention) if noun in self._nouns}

    def named(self, node: Node, noun: str) -> bool:
        """Whether a body's or document's name has a noun: "the commission" of the Harbour Commission on Ferries."""
        return noun not in word_groups()["places in names"] and any(
            noun in _nouns(form, node.type) for form in {node.label, *node.forms}
        )

    def called(self, node: Node, noun: str) -> bool:
        """Whether the text calls a body by a noun, or it is of a kind that is called so: "the paper", "the union"."""
        if noun not in self._nouns or node.type != "Organisation":
            return False
        known = self._of(node)
        return (
            noun in self._told[node]
            or any(noun in kind.nouns for kind in known)
            or (not known and not self._told[node] and noun in self._kinds[_ANY].nouns)
        )

    def says_no_more(self, noun: str) -> bool:
        """Whether a noun says of a body no more than that it is one."""
        return noun in self._kinds[_ANY].nouns

    def _of(self, node: Node) -> list[BodyKind]:
        if node not in self._known:
            self._known[node] = [
                kind
                for kind in self._kinds.values()
                if {node.label, node.key, *node.forms} & kind.names
                or any(
                    noun == head or noun.endswith(f" {head}")
                    for noun in {node.label.casefold(), *(_nouns(node.label, node.type))}
                    for head in kind.heads
                )
            ]
        return self._known[node]

    @staticmethod
    def _beside(doc: Doc, mention: Mention) -> list[str]:
        """The nouns that stand with a name: "the charity Harbour Aid", "Harbour Aid, a charity"."""
        head = doc[mention.head]
        nouns: list[Token | None] = [child(head, "appos")]
        if mention.start and doc[mention.start - 1].text.islower():
            nouns.append(doc[mention.start - 1])
        if (
            head.dep_ in {"compound", "nmod"}
            and head.head.i == mention.end
            and head.head.lower_ not in word_groups()["made by a body"]
        ):
            nouns.append(head.head)
        if head.dep_ == "appos":
            nouns.append(head.head)
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            nouns.append(child(head.head, "attr"))
        found = [noun for noun in nouns if noun is not None and noun.pos_ == "NOUN"]
        wide = [doc[noun.i - 1 : noun.i + 1].text.lower() for noun in found if noun.i]  # "think tank"
        return [noun.lower_ for noun in found] + wide


def _nouns(name: str, type: str) -> set[str]:
    """The nouns that a name of several words can be taken up by: "council" of the "Muslim Council of Britain"."""
    name = name.casefold()
    parts = {_BELOW.split(name)[0]} | ({name} if type == "Document" else set())
    return {part.split()[-1] for part in parts if " " in name}
