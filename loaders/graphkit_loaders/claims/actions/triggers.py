"""Which word of a parsed text carries which action, by the word lists of ``ontology/lexicon``."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.claims.actions.conditions import Condition, conditions
from graphkit_loaders.claims.actions.trigger import NodeOf, Trigger
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import (
    child,
)
from graphkit_loaders.lexicon import rows, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


_HANGS = {
    "prt",
    "prep",
    "dobj",
    "pobj",
    "advmod",
    "acomp",
    "attr",
    "agent",
    "dative",
    "oprd",
    "npadvmod",
    "xcomp",
    "ccomp",
    "advcl",
    "nsubjpass",
    "conj",
    "amod",
    "compound",
    "pcomp",
    "dep",
    "appos",
    "neg",
    "acl",
    "aux",
    "mark",
    "nsubj",
    "poss",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``actions.tsv``: further words, the predicate ("" for none) and its conditions."""

    words: tuple[str, ...]
    predicate: str
    conditions: tuple[Condition, ...]


class Triggers:
    """The rules, by the lemma of their first word."""

    def __init__(self) -> None:
        self.rules: dict[str, list[Rule]] = defaultdict(list)
        for trigger, predicate, condition in rows("actions.tsv", 3):
            first, *others = trigger.split()
            self.rules[first].append(Rule(tuple(others), predicate, conditions(condition)))
        for verb, noun, preposition, predicate in rows("light_verbs.tsv", 4):
            words = (noun, preposition) if preposition else (noun,)
            self.rules[verb].append(Rule(words, predicate, (Condition("noun"),)))
        for found in self.rules.values():
            found.sort(key=lambda r: -len(r.words))
        self.control: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase, effect in rows("control_verbs.tsv", 2):
            first, *others = phrase.split()
            self.control[first].append((tuple(others), effect))
        for entries in self.control.values():
            entries.sort(key=lambda e: -len(e[0]))
        self.asking = frozenset(lemma for lemma, kind in rows("speech.tsv", 2) if kind != "knows")
        self.speech = frozenset(lemma for lemma, kind in rows("speech.tsv", 2) if kind in {"says", "view"})

    def effect(self, head: Token) -> str:
        """What a governing verb or adjective does to the verb below it, by ``control_verbs.tsv``; "" for all others."""
        for words, effect in self.control.get(head.lemma_.lower(), ()):
            if not words or _words(head, words) is not None:
                return effect
        return ""

    def match(self, verb: Token, node: NodeOf) -> Trigger | None:
        """The action that a verb carries, or None."""
        rules = self.rules.get(verb.lemma_.lower())
        if not rules:
            return None
        above = self.match(verb.head, node) if verb.dep_ == "acomp" else None
        if above is not None and verb in above.words:
            return None  # "is not opposed to it": one deed, and a negation that bears on the whole
        # most rules ask for a word that is not there: a set tells that before the tree is searched
        near = forms(verb.doc).below(verb) if rules[0].words else set()  # the rules with most words stand first
        for rule in rules:
            if not near.issuperset(rule.words):
                continue
            words = _words(verb, rule.words)
            if words is None or _timed(words[-1]):
                continue
            used = any(w.dep_ == "neg" for w in words) or any(c.name == "negated" for c in rule.conditions)
            inverse = any(c.name == "inverse" for c in rule.conditions)
            trigger = Trigger(verb, rule.predicate, words, used, inverse)
            if all(condition.holds(trigger, node) for condition in rule.conditions):
                return trigger if rule.predicate else None
        return None


def _words(verb: Token, wanted: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens that match the further words of a trigger, each hanging on the verb or on one matched before."""
    matched = [verb]
    for word in wanted:
        near = [c for m in matched for c in m.children]
        if word == "as":  # "described the plan as bold": the parse hangs it on the plan
            near += [g for c in verb.children if c.dep_ == "dobj" for g in c.children if g.i > c.i]
        for c in sorted(near, key=lambda c: c.i):
            if (
                c not in matched
                and c.dep_ in _HANGS
                and (c.lemma_.lower() == word or c.lower_ == word)
                and _in_place(c, verb)
            ):
                matched.append(c)
                break
        else:
            # "called for the embargo to be lifted": the parse hangs "for" on the clause
            clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"} and c.i > verb.i]
            marks = [g for c in clauses for g in c.children if g.dep_ == "mark" and g.lower_ == word]
            if not marks:
                return None
            matched.append(marks[0])
    return tuple(matched)


def _timed(word: Token) -> bool:
    """Whether a trigger's last preposition tells how long: "pushed for months", "made the case for weeks"."""
    target = child(word, "pobj") if word.dep_ == "prep" else None
    if target is None or word.lower_ != "for" or target.lemma_.lower() not in word_groups()["spans of time"]:
        return False
    return not any(c.dep_ in {"compound", "poss"} for c in target.children)


def _in_place(word: Token, verb: Token) -> bool:
    """Whether a further word stands where it may: after the verb unless fronted, no "to" of an infinitive."""
    if word.dep_ == "aux" or (
        word.pos_ == "VERB" and word.dep_ not in {"prt", "prep", "amod"} and word.tag_ not in {"VBN", "VBG"}
    ):
        return False
    if word.i > verb.i or word.dep_ in {"neg", "nsubjpass", "nsubj"}:
        return True
    return (word.dep_ == "dobj" and word.pos_ == "NOUN") or (
        word.dep_ == "prep" and any(c.tag_ in {"WDT", "WP"} for c in word.children)
    )


@functools.cache
def triggers() -> Triggers:
    """The rules, read once a process."""
    return Triggers()
