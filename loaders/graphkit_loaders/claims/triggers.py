"""Which word of a parsed text carries which action, by the word lists of ``ontology/lexicon``."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Node
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import (
    actors,
    child,
    conjuncts,
    infinitive,
    is_passive,
    negated,
    patients,
    surface_subjects,
)
from graphkit_loaders.lexicon import rows, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

NodeOf = Callable[["Token | None"], "Node | None"]

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
    conditions: tuple[tuple[str, frozenset[str]], ...]


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


class Triggers:
    """The rules, by the lemma of their first word."""

    def __init__(self) -> None:
        self.rules: dict[str, list[Rule]] = defaultdict(list)
        sets = _word_sets()
        for trigger, predicate, condition in rows("actions.tsv", 3):
            first, *others = trigger.split()
            self.rules[first].append(Rule(tuple(others), predicate, _conditions(condition, sets)))
        for verb, noun, preposition, predicate in rows("light_verbs.tsv", 4):
            words = (noun, preposition) if preposition else (noun,)
            self.rules[verb].append(Rule(words, predicate, (("noun", frozenset()),)))
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
        # most rules ask for a word that is not there: a set tells that before the tree is searched
        near = forms(verb.doc).below(verb) if rules[0].words else set()  # the rules with most words stand first
        for rule in rules:
            if not near.issuperset(rule.words):
                continue
            words = _words(verb, rule.words)
            if words is None or _timed(words[-1]):
                continue
            used = any(w.dep_ == "neg" for w in words) or any(name == "negated" for name, _ in rule.conditions)
            inverse = any(name == "inverse" for name, _ in rule.conditions)
            trigger = Trigger(verb, rule.predicate, words, used, inverse)
            if all(_holds(name, values, trigger, node) for name, values in rule.conditions):
                return trigger if rule.predicate else None
        return None


def _conditions(text: str, sets: Mapping[str, frozenset[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for part in text.split("&"):
        name, _, values = part.strip().partition("=")
        if name:
            words = [v.strip().casefold() for v in values.split("|") if v.strip()]
            if unknown := [v for v in words if v.startswith("@") and v[1:] not in sets]:
                raise ValueError(f"actions.tsv: {unknown[0]} is no set of word_sets.tsv")
            found.append((name, frozenset(w for v in words for w in (sets[v[1:]] if v.startswith("@") else (v,)))))
    return tuple(found)


def _word_sets() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for name, words in rows("word_sets.tsv", 2):
        found[name] |= frozenset(words.split("|"))
    return dict(found)


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


def _denied_clause(verb: Token) -> bool:
    """Whether the finite clause under a verb is denied: "insisted that it was not so", "that there was no plan"."""
    for c in verb.children:
        if c.dep_ != "ccomp" or infinitive(c) or not any(g.dep_ in {"nsubj", "nsubjpass", "expl"} for g in c.children):
            continue
        parts = [g for g in c.children if g.dep_ in {"attr", "dobj", "nsubj"}]
        none = [k for g in parts for k in [g, *g.children] if k.lower_ in {"no", "nothing"}]
        # "there is no greater freedom" praises it
        if negated(c) or any(k.i + 1 == len(k.doc) or k.nbor().tag_ != "JJR" for k in none):
            return True
    return False


def _complement(verb: Token) -> set[str]:
    """The words of an object complement: "called it a disgrace", "described her as brave"."""
    found: set[str] = set()
    near = [c for c in verb.children if c.i > verb.i]
    near += [g for c in near if c.dep_ == "dobj" for g in c.children if g.dep_ == "prep" and g.lower_ == "as"]
    called = [c for c in near if c.dep_ == "prep" and c.lower_ == "as"]
    for c in called or near:
        if c.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp", "dobj", "prep"} and (called or c.dep_ != "prep"):
            for t in c.subtree:
                # "best" and "worst" are no "good" and "bad"
                found |= {t.lower_} if t.tag_ in {"JJS", "RBS"} else {t.lemma_.casefold(), t.lower_}
    return found


def _through(token: Token) -> list[Token]:
    """The noun and, where it only counts ("seven of the contests", "a series of talks"), what it counts."""
    if token.pos_ == "NUM" or token.lemma_.lower() in word_groups()["counting"]:
        return [token, *(k for c in token.children if c.lower_ == "of" for k in c.children if k.dep_ == "pobj")]
    return [token]


def _finite(verb: Token) -> bool:
    for c in verb.children:
        if (
            c.dep_ == "ccomp"
            and any(g.dep_ in {"nsubj", "nsubjpass", "expl"} for g in c.children)
            and not infinitive(c)
        ):
            return True
    return False


def _ahead(clause: Token) -> bool:
    """Whether a finite clause tells what is to come: "would be cut", "is closing", "plans to go"."""
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if auxiliaries & {"will", "would", "'ll", "’ll", "'d", "’d", "shall"}:
        return True
    if clause.tag_ == "VBG" and auxiliaries & {"is", "are", "'re", "’re"}:
        return True
    below = [c for c in clause.children if c.dep_ == "xcomp" and infinitive(c)]
    return bool(below) and clause.lemma_ in word_groups()["ahead of deeds"]


def _to(verb: Token) -> bool:
    for c in verb.children:
        if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and infinitive(c):
            return True
        if c.dep_ in {"dobj", "prep", "nsubjpass"} or c.dep_ == "dative":
            for g in c.children:
                if g.dep_ in {"acl", "relcl", "advcl", "pcomp"} and infinitive(g):
                    return True
                if g.dep_ == "pobj" and any(k.dep_ in {"acl", "relcl"} and infinitive(k) for k in g.children):
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
        objects = [h for t in trigger.objects() for h in _through(t)]
        objects += [t for t in patients(verb) if t not in objects and t not in trigger.words]
        heads = {t.lemma_.casefold() for t in objects} | {t.lower_ for t in objects}
        heads |= {
            c.lower_ for t in objects if t.pos_ == "NUM" for c in t.children if c.lower_ in {"$", "£", "€", "pounds"}
        }
        attribute = child(verb, "attr", "oprd")
        if attribute is not None:
            heads |= {attribute.lemma_.casefold()}
        return bool(heads & values)
    if name == "that":
        return _finite(verb)
    if name == "noun":
        return trigger.words[1].pos_ != "VERB"  # "launched a plan calling for" is no "launched a call for"
    if name == "dative":
        return child(verb, "dative") is not None and child(verb, "dobj") is not None
    if name == "ahead":
        return any(c.dep_ == "ccomp" and _ahead(c) for c in verb.children)
    if name == "own":
        nouns = [*trigger.objects(), *(w for w in trigger.words if w.pos_ == "NOUN")]
        return any(c.tag_ == "PRP$" for t in nouns for c in t.children)
    if name == "mutual":
        doers = trigger.doers()
        return len(doers) > 1
    if name == "to":
        return _to(verb)
    if name in {"clause", "noclause"}:
        has = _finite(verb) or _to(verb) or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
        return has is (name == "clause")
    if name == "prephead":
        return any(c.dep_ in {"prep", "agent", "dative"} and c.lower_ in values for c in verb.children)
    if name == "subj":
        return any((n := node(t)) is not None and n.type.casefold() in values for t in actors(verb))
    if name == "negated":
        return negated(verb)
    if name == "thatnot":
        return _denied_clause(verb)
    if name == "modal":
        return any(c.dep_ == "aux" and (c.lemma_.casefold() in values or c.lower_ in values) for c in verb.children)
    if name == "complement":
        return bool(_complement(verb) & values)
    if name == "inverse":
        return child(trigger.words[-1], "pobj") is not None
    if name == "free":
        return any(c.lower_ == "what" for c in verb.children)
    if name == "passive":
        return is_passive(verb)
    if name == "active":
        return not is_passive(verb)
    raise ValueError(f"actions.tsv: unknown condition {name!r}")


@functools.cache
def triggers() -> Triggers:
    """The rules, read once a process."""
    return Triggers()
