"""A verb that carries an action, with its actors and its objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Node
from graphkit_loaders.language.grammar import actors, child, conjuncts, patients, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

#: leads a token to the entity that it stands for, if any
NodeOf = Callable[["Token | None"], "Node | None"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb that carries an action; ``words`` are the tokens of the trigger, the verb first."""

    verb: Token
    predicate: str
    words: tuple[Token, ...]
    #: the verb's negation belongs to the action ("would not comment": refuses) and does not deny it
    negation_used: bool = False
    #: the actor stands behind the last word and the verb's subject is the aim ("faced criticism from Ann Lee")
    inverse: bool = False

    @property
    def last(self) -> Token:
        """The last word of the trigger."""
        return max(self.words, key=lambda t: t.i)

    def doers(self) -> list[Token]:
        """Who does it: the subjects, the agents of a passive, or, in an inverse trigger, what its last word governs."""
        if self.inverse:
            target = child(self.words[-1], "pobj")
            return conjuncts(target) if target is not None else []
        return actors(self.verb)

    def objects(self, node: NodeOf | None = None) -> list[Token]:
        """Whom or what it is aimed at: the verb's object where that is someone, else its last preposition's."""
        if self.inverse:
            return surface_subjects(self.verb)
        direct = [t for t in patients(self.verb) if t not in self.words]
        last = self.words[-1]
        if last is self.verb or last.pos_ not in {"ADP", "SCONJ", "PART"}:
            return direct
        if node is not None and any(node(t) is not None for t in direct):
            return direct
        target = child(last, "pobj", "pcomp")
        if target is None and last.dep_ == "mark":  # "calls for the mayor to go"
            target = child(last.head, "nsubj", "nsubjpass")
        if target is not None:
            return conjuncts(target)
        return direct
