"""How an action is put: denied, planned, possible, conditional; and by whose word alone we know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.triggers import Trigger, Triggers
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, child, infinitive, is_passive, negated, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = {"will", "'ll", "’ll", "shall", "wo", "gon"}
_MAY = {"may", "might", "could", "can", "ca"}
_UNSURE = {"allegedly", "reportedly", "supposedly", "apparently", "possibly", "perhaps", "maybe", "almost", "nearly"}
_SHOULD = {"should", "must", "ought", "need"}
#: nouns whose "that" clause nobody vouches for: "denied claims that", "rumours that"
_WORDS_OF = {
    "claim", "allegation", "accusation", "suggestion", "rumour", "rumor", "report", "speculation", "assertion",
    "belief", "fear", "hope", "idea", "notion", "possibility", "evidence", "doubt", "charge",
}  # fmt: skip
_INVERTED = {"had", "were", "should"}
_WHY = {"why", "how"}
_IF = {"if", "unless", "whether", "should"}
#: what stands under these is an act that is refused, demanded, promised, planned, feared: never one that is done
_ACTS = {"refuses", "demands", "promises", "denies", "opposes", "proposes", "warns", "agrees", "accuses", "supports"}


@dataclass(slots=True)
class Manner:
    """How an action is put. ``dropped`` where it is an act under a refusal, a demand, a plan."""

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    source: Node | None = None
    dropped: str = ""


def manner(trigger: Trigger, actor: Node, reading: Reading, rules: Triggers) -> Manner:
    """How the clause of a trigger and the clauses above it put the action."""
    verb = trigger.verb
    found = Manner(
        negated=any(negated(w) for w in trigger.words if w.pos_ in {"VERB", "AUX"} or w is trigger.words[0])
        or any(w.pos_ == "NOUN" and any(c.lower_ == "no" for c in w.children) for w in trigger.words)
    )
    if trigger.negation_used:
        found.negated = False  # "will not say": the refusal is made now
    else:
        _modals(verb, found)
    token = verb
    for _ in range(12):
        head = token.head
        if token.dep_ == "ccomp" and any(c.dep_ == "advmod" and c.lower_ in _WHY for c in token.children):
            _doubt(found)  # "asked why she resigned": taken for granted by who asks
        if any(c.dep_ == "mark" and c.lower_ in _IF for c in token.children) or (
            any(c.dep_ == "advmod" and c.lower_ in {"when", "whenever"} for c in token.children)
            and found.modality is not Modality.ASSERTED
        ):
            if token.dep_ == "advcl":
                found.modality = Modality.CONDITIONAL
            elif token.dep_ in {"ccomp", "xcomp"}:
                found.modality = Modality.POSSIBLE
        if any(
            c.dep_ == "aux" and c.lower_ in _INVERTED and c.i < s.i
            for c in token.children
            for s in token.children
            if s.dep_ in SUBJECTS
        ):
            found.modality = Modality.CONDITIONAL  # "had she resigned, ..."
        if head is token or head.i == token.i:
            break
        dep = token.dep_
        if dep == "conj" and head.pos_ in {"VERB", "AUX", "NOUN"}:
            own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
            if not own and token.tag_ == "VBD" and any(c.tag_ == "MD" for c in head.children):
                _modals(head, found)  # "may have met X and criticised Y"
            if not own and _shares_auxiliary(token, head):
                _modals(head, found)
                found.negated = found.negated or negated(head)
            token = head
            continue
        if dep in {"xcomp", "ccomp", "advcl", "parataxis", "dep", "pcomp", "acomp"} and head.pos_ in {
            "VERB",
            "AUX",
            "ADJ",
            "ADP",
            "NOUN",
        }:
            if dep == "pcomp":
                if head.lower_ in {"without", "from"} or any(c.lower_ == "instead" for c in head.children):
                    found.negated = not found.negated
                outer = head.head
                governing = rules.match(outer, reading.node) if outer.pos_ == "VERB" else None
                if governing is not None and governing.predicate in _ACTS:
                    found.dropped = f"under {outer.text!r}"
                    return found
                effect = rules.effect(outer)
                if effect == "negated" and head.lower_ not in {"without", "from"}:
                    found.negated = not found.negated
                elif effect in {"possible", "planned"}:
                    _doubt(found)
                token = outer
                continue
            if _told_above(trigger, token, reading, rules):
                found.dropped = f"part of {head.text!r}"
                return found
            _govern(token, dep, head, found, actor, reading, rules)
            if found.dropped:
                return found
            token = head
            continue
        if dep in {"acl", "relcl"}:
            if dep == "acl" and infinitive(token):
                found.dropped = f"under the noun {head.text!r}"
                return found
            if dep == "acl" and head.lemma_.lower() in _WORDS_OF and any(c.dep_ == "mark" for c in token.children):
                found.modality = Modality.POSSIBLE
            break
        break
    if found.source is None:
        quote = reading.quote_of[verb.i]
        speaker = reading.speaker(quote)
        if speaker is not None and speaker is not actor:
            found.source = speaker
        elif quote is not None and speaker is None:
            _doubt(found)
    if found.source is None:
        _according(verb, actor, reading, found)
    if _asked(verb):
        found.dropped = "in a question"
    elif any(c.dep_ == "aux" and c.lower_ in _SHOULD for c in verb.children):
        found.dropped = "an act that is called for"
    return found


def _told_above(trigger: Trigger, token: Token, reading: Reading, rules: Triggers) -> bool:
    """Whether the verb above tells the same of the same actor: "met her to discuss", "announced it would ban"."""
    if token is not trigger.verb or token.head.pos_ not in {"VERB", "AUX"}:
        return False
    above = rules.match(token.head, reading.node)
    if above is None or above.predicate != trigger.predicate or is_passive(token.head) or is_passive(token):
        return False
    upper = [reading.node(t) for t in surface_subjects(token.head)]
    return any(n is not None and n in upper for n in (reading.node(t) for t in surface_subjects(token)))


def _doubt(found: Manner) -> None:
    """Let nothing that somebody unnamed says, or that is only thought of, stand as a fact."""
    if found.modality is Modality.ASSERTED:
        found.modality = Modality.POSSIBLE


def _asked(verb: Token) -> bool:
    """Whether the sentence asks: "Did Ann Lee resign?"; what it presupposes ("why did she resign") is left out too."""
    last = next((t for t in reversed(list(verb.sent)) if not (t.is_space or t.is_quote)), None)
    return last is not None and last.text == "?"


def _shares_auxiliary(token: Token, head: Token) -> bool:
    """Whether the auxiliaries of the first verb reach a coordinated one: "has never met or supported"."""
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in token.children):
        return False
    either = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children)
    # the tagger often takes the second participle for a past tense
    return token.tag_ == "VB" or (head.tag_ == "VBN" and (token.tag_ == "VBN" or either))


def _modals(verb: Token, found: Manner) -> None:
    for c in verb.children:
        if c.dep_ == "aux":
            low = c.lower_
            if low in _WILL:
                found.modality = Modality.PLANNED
            elif low in _MAY:
                found.modality = Modality.POSSIBLE
            elif low in {"would", "'d", "’d"}:
                found.modality = (
                    Modality.PLANNED if verb.dep_ == "ccomp" or not _has_condition(verb) else Modality.CONDITIONAL
                )
            elif low in _SHOULD:
                found.modality = Modality.POSSIBLE
        if c.dep_ == "advmod" and c.lower_ in _UNSURE:
            found.modality = Modality.POSSIBLE


def _has_condition(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in _IF for g in c.children) for c in verb.children
    )


def _govern(token: Token, dep: str, head: Token, found: Manner, actor: Node, reading: Reading, rules: Triggers) -> None:
    """What a clause above does to the action below it."""
    lemma = head.lemma_.lower()
    to = infinitive(token)
    if dep == "advcl" and not to:
        return
    if dep == "advcl" and head.pos_ == "VERB":
        # a purpose: "went to Leeds to meet voters" is told as done; under a demand it is an act
        governing = rules.match(head, reading.node)
        if governing is not None and governing.predicate in _ACTS:
            found.dropped = f"under {head.text!r}"
        return
    effect = rules.effect(head)
    says = lemma in rules.speech
    governing = rules.match(head, reading.node) if head.pos_ in {"VERB", "AUX"} else None
    if dep == "xcomp" or (dep == "ccomp" and to):
        if effect == "negated":
            found.negated = not found.negated
        elif effect == "planned":
            found.modality = Modality.PLANNED
        elif effect == "possible":
            found.modality = Modality.POSSIBLE
        elif effect == "act" or (governing is not None and governing.predicate in _ACTS):
            found.dropped = f"under {head.text!r}"
            return
        elif lemma == "be" and to:
            found.modality = Modality.PLANNED
        elif says and is_passive(head):
            # "is reported to have told": somebody says so, nobody says who
            found.modality = Modality.POSSIBLE
        if effect and negated(head):
            found.negated = not found.negated
        if effect:
            previous = found.modality
            probe = Manner()
            _modals(head, probe)
            if previous is Modality.ASSERTED and probe.modality is not Modality.ASSERTED:
                found.modality = probe.modality
        return
    if dep in {"ccomp", "parataxis", "dep"}:
        if governing is not None and governing.predicate in {"denies", "refuses", "demands"}:
            found.dropped = f"under {head.text!r}"
            return
        if says or governing is not None:
            speakers = [] if is_passive(head) else [reading.node(subject) for subject in surface_subjects(head)]
            for speaker in speakers:
                if speaker is not None and speaker is not actor and found.source is None:
                    found.source = speaker
            if says and found.source is None and not any(speaker is actor for speaker in speakers):
                # "critics say", "it was claimed": somebody's word, and nobody that could be named as its source
                _doubt(found)
            if negated(head) and not says:
                found.negated = True
        if effect in {"negated", "possible", "planned"}:
            _doubt(found)
        if lemma == "be" and negated(head) and child(head, "acomp", "attr") is not None:
            found.negated = True  # "it is not true that"


def _according(verb: Token, actor: Node, reading: Reading, found: Manner) -> None:
    """The source of "according to"; where it is nobody with a name, the claim is no more than possible."""
    for token in (verb, *list(verb.ancestors)[:3]):
        for c in token.subtree if token is verb else token.children:
            if c.lower_ != "according":
                continue
            to = c if c.dep_ == "prep" and child(c, "pobj") is not None else child(c, "prep")
            node = reading.node(child(to, "pobj")) if to is not None else None
            if node is None:
                _doubt(found)
            elif node is not actor:
                found.source = node
            return
