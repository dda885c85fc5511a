"""The conditions of ``actions.tsv``: what must hold of a verb for a line of it to say which action it is."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.claims.actions.trigger import NodeOf, Trigger
from graphkit_loaders.language.grammar import actors, child, infinitive, is_passive, negated, patients
from graphkit_loaders.lexicon import rows, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by its name, with the words or types that it names."""

    name: str
    values: frozenset[str] = frozenset()

    def holds(self, trigger: Trigger, node: NodeOf) -> bool:
        """Whether it holds of a verb."""
        return TESTS[self.name](trigger, self.values, node)


def conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of one line of ``actions.tsv``, as its last column has them.

    Raises:
        ValueError: a condition or a set of words is unknown.
    """
    sets, found = word_sets(), []
    for part in text.split("&"):
        name, _, values = part.strip().partition("=")
        if name and name not in TESTS:
            raise ValueError(f"actions.tsv: unknown condition {name!r}")
        if name:
            words = [v.strip().casefold() for v in values.split("|") if v.strip()]
            if unknown := [v for v in words if v.startswith("@") and v[1:] not in sets]:
                raise ValueError(f"actions.tsv: {unknown[0]} is no set of word_sets.tsv")
            found.append(
                Condition(name, frozenset(w for v in words for w in (sets[v[1:]] if v.startswith("@") else (v,))))
            )
    return tuple(found)


@functools.cache
def word_sets() -> dict[str, frozenset[str]]:
    """The sets of words that conditions name, read once a process."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for name, words in rows("word_sets.tsv", 2):
        found[name] |= frozenset(words.split("|"))
    return dict(found)


def _denied_clause(verb: Token) -> bool:
    """Whether the finite clause under a verb is denied: "insisted that it was not so", "that there was no plan"."""
    for c in verb.children:
        if c.dep_ != "ccomp" or infinitive(c) or not any(g.dep_ in {"nsubj", "nsubjpass", "expl"} for g in c.children):
            continue
        subject = child(c, "nsubj", "nsubjpass")
        if subject is not None and subject.pos_ == "PROPN":
            continue  # "insisted that the Greens had not won" says something of them, and denies nothing
        parts = [g for g in c.children if g.dep_ in {"attr", "dobj", "nsubj"}]
        none = [k for g in parts for k in [g, *g.children] if k.lower_ in {"no", "nothing"}]
        # "there is no greater freedom" praises it, "the No. 1 shop" counts
        if negated(c) or any(k.i + 1 == len(k.doc) or not _praising(k.nbor()) for k in none):
            return True
    return False


def _praising(behind: Token) -> bool:
    """Whether the word behind "no" turns it into praise or a number: "no greater", "No. 1"."""
    return behind.tag_ == "JJR" or behind.text == "."


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
    """Whether a finite clause follows, with or without "that"."""
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
    """Whether an infinitive with "to" follows, of the verb or of its object."""
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


def _object(trigger: Trigger, values: frozenset[str], node: NodeOf) -> bool:
    if not values:
        return bool(patients(trigger.verb))
    return _of_types(trigger.objects(), values, node)


def _object_head(trigger: Trigger, values: frozenset[str], node: NodeOf) -> bool:
    verb = trigger.verb
    objects = [h for t in trigger.objects() for h in _through(t)]
    objects += [t for t in patients(verb) if t not in objects and t not in trigger.words]
    heads = {t.lemma_.casefold() for t in objects} | {t.lower_ for t in objects}
    heads |= {c.lower_ for t in objects if t.pos_ == "NUM" for c in t.children if c.lower_ in {"$", "£", "€", "pounds"}}
    attribute = child(verb, "attr", "oprd")
    if attribute is not None:
        heads.add(attribute.lemma_.casefold())
    return not heads.isdisjoint(values)


def _own(trigger: Trigger, values: frozenset[str], node: NodeOf) -> bool:
    nouns = [*trigger.objects(), *(w for w in trigger.words if w.pos_ == "NOUN")]
    return any(c.tag_ == "PRP$" for t in nouns for c in t.children)


def _modal(trigger: Trigger, values: frozenset[str], node: NodeOf) -> bool:
    modals = (c for c in trigger.verb.children if c.dep_ == "aux")
    return any(c.lemma_.casefold() in values or c.lower_ in values for c in modals)


def _given(verb: Token) -> bool:
    """Whether a verb has two objects: "denied her a visa"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return len(objects) > 1 or (bool(objects) and child(verb, "dative") is not None)


def _of_types(tokens: list[Token], types: frozenset[str], node: NodeOf) -> bool:
    return any((n := node(t)) is not None and n.type.casefold() in types for t in tokens)


def _clause(verb: Token) -> bool:
    return _finite(verb) or _to(verb) or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)


#: condition of ``actions.tsv`` -> what it asks; "noun" is that of every line of ``light_verbs.tsv``
TESTS: dict[str, Callable[[Trigger, frozenset[str], NodeOf], bool]] = {
    "obj": _object,
    "noobj": lambda t, _, __: not patients(t.verb),
    "objhead": _object_head,
    "that": lambda t, _, __: _finite(t.verb),
    "thatnot": lambda t, _, __: _denied_clause(t.verb),
    "to": lambda t, _, __: _to(t.verb),
    "clause": lambda t, _, __: _clause(t.verb),
    "noclause": lambda t, _, __: not _clause(t.verb),
    "ahead": lambda t, _, __: any(c.dep_ == "ccomp" and _ahead(c) for c in t.verb.children),
    "subj": lambda t, types, node: _of_types(actors(t.verb), types, node),
    "mutual": lambda t, _, __: len(t.doers()) > 1,
    "own": _own,
    "dative": lambda t, _, __: _given(t.verb),
    "prephead": lambda t, words, _: any(
        c.dep_ in {"prep", "agent", "dative"} and c.lower_ in words for c in t.verb.children
    ),
    "inverse": lambda t, _, __: child(t.words[-1], "pobj") is not None,
    "complement": lambda t, words, _: not _complement(t.verb).isdisjoint(words),
    "free": lambda t, _, __: any(c.lower_ == "what" for c in t.verb.children),
    "negated": lambda t, _, __: negated(t.verb),
    "modal": _modal,
    "passive": lambda t, _, __: is_passive(t.verb),
    "active": lambda t, _, __: not is_passive(t.verb),
    # "launched a plan calling for" is no "launched a call for"
    "noun": lambda t, _, __: t.words[1].pos_ != "VERB",
}
