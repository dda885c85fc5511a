"""Which word of a parsed text carries which action, by the word lists of ``ontology/lexicon``."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Node
from graphkit_loaders.language.grammar import actors, child, conjuncts, is_passive, patients
from graphkit_loaders.lexicon import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

NodeOf = Callable[["Token | None"], "Node | None"]

_HANGS = {"prt", "prep", "dobj", "pobj", "advmod", "acomp", "attr", "agent", "dative", "oprd", "npadvmod", "xcomp", "ccomp", "advcl",
          "nsubjpass", "conj", "amod", "compound", "pcomp", "dep", "appos", "neg", "acl", "aux", "mark", "nsubj", "poss"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``actions.tsv``: further words, the predicate ("" for none) and its conditions."""

    words: tuple[str, ...]
    predicate: str
    conditions: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb that carries an action; ``words`` are the tokens of the trigger, the verb first."""

    verb: Token
    predicate: str
    words: tuple[Token, ...]

    @property
    def last(self) -> Token:
        """The last word of the trigger."""
        return max(self.words, key=lambda t: t.i)

    def objects(self, node: NodeOf | None = None) -> list[Token]:
        """Whom or what it is aimed at: the verb's object where that is someone, else the object of its last preposition."""
        direct = [t for t in patients(self.verb) if t not in self.words]
        last = self.words[-1]
        if last is self.verb or last.pos_ not in {"ADP", "SCONJ", "PART"}:
            return direct
        if node is not None and any(node(t) is not None for t in direct):
            return direct
        target = child(last, "pobj", "pcomp")
        if target is not None:
            return conjuncts(target)
        return direct


class Triggers:
    """The rules, by the lemma of their first word."""

    def __init__(self) -> None:
        self.rules: dict[str, list[Rule]] = defaultdict(list)
        for trigger, predicate, condition in rows("actions.tsv", 3):
            first, *others = trigger.split()
            self.rules[first].append(Rule(tuple(others), predicate, _conditions(condition)))
        for verb, noun, preposition, predicate in rows("light_verbs.tsv", 4):
            words = (noun, preposition) if preposition else (noun,)
            self.rules[verb].append(Rule(words, predicate, ()))
        for found in self.rules.values():
            found.sort(key=lambda r: -len(r.words))
        self.control = dict(rows("control_verbs.tsv", 2))
        self.speech = frozenset(lemma for lemma, kind in rows("speech.tsv", 2) if kind == "says")

    def match(self, verb: Token, node: NodeOf) -> Trigger | None:
        """The action that a verb carries, or None."""
        rules = self.rules.get(verb.lemma_.lower())
        if not rules:
            return None
        for rule in rules:
            words = _words(verb, rule.words)
            if words is None:
                continue
            trigger = Trigger(verb, rule.predicate, words)
            if all(_holds(name, values, trigger, node) for name, values in rule.conditions):
                return trigger if rule.predicate else None
        return None


def _conditions(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for part in text.split("&"):
        name, _, values = part.strip().partition("=")
        if name:
            found.append((name, frozenset(v.strip().casefold() for v in values.split("|") if v.strip())))
    return tuple(found)


def _words(verb: Token, wanted: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens that match the further words of a trigger, each hanging on the verb or on one matched before."""
    matched = [verb]
    for word in wanted:
        for c in sorted((c for m in matched for c in m.children), key=lambda c: c.i):
            if c not in matched and c.dep_ in _HANGS and (c.lemma_.lower() == word or c.lower_ == word):
                matched.append(c)
                break
        else:
            return None
    return tuple(matched)


def _finite(verb: Token) -> bool:
    for c in verb.children:
        if c.dep_ == "ccomp" and any(g.dep_ in {"nsubj", "nsubjpass", "expl"} for g in c.children) and not _infinitive(c):
            return True
    return False


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _to(verb: Token) -> bool:
    for c in verb.children:
        if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and _infinitive(c):
            return True
        if c.dep_ in {"dobj", "prep", "nsubjpass"} or c.dep_ == "dative":
            for g in c.children:
                if g.dep_ in {"acl", "relcl", "advcl", "pcomp"} and _infinitive(g):
                    return True
                if g.dep_ == "pobj" and any(k.dep_ in {"acl", "relcl"} and _infinitive(k) for k in g.children):
                    return True
    return False


def _holds(name: str, values: frozenset[str], trigger: Trigger, node: NodeOf) -> bool:
    verb = trigger.verb
    if name == "obj" and values:
        return any((n := node(t)) is not None and n.type.casefold() in values for t in trigger.objects())
    if name == "obj":
        return bool(patients(verb))
    if name == "noobj":
        return not patients(verb)
    if name == "objhead":
        heads = {t.lemma_.casefold() for t in trigger.objects()} | {t.lower_ for t in trigger.objects()}
        attribute = child(verb, "attr", "oprd")
        if attribute is not None:
            heads |= {attribute.lemma_.casefold()}
        return bool(heads & values)
    if name == "that":
        return _finite(verb)
    if name == "to":
        return _to(verb)
    if name in {"clause", "noclause"}:
        has = _finite(verb) or _to(verb) or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
        return has is (name == "clause")
    if name == "prephead":
        return any(c.dep_ in {"prep", "agent", "dative"} and c.lower_ in values for c in verb.children)
    if name == "subj":
        return any((n := node(t)) is not None and n.type.casefold() in values for t in actors(verb))
    if name == "passive":
        return is_passive(verb)
    if name == "active":
        return not is_passive(verb)
    raise ValueError(f"actions.tsv: unknown condition {name!r}")


@functools.cache
def triggers() -> Triggers:
    """The rules, read once a process."""
    return Triggers()
