"""What auxiliaries, adverbs and "if" say of a verb: planned, possible, conditional, only called for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.manner.manner import Manner
from graphkit_loaders.language.grammar import SUBJECTS, child, commanded, unreal
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = {"will", "'ll", "’ll", "shall", "wo", "gon"}
_MAY = {"may", "might", "could", "can", "ca"}
_PRESENT = {"VBZ", "VBP"}
#: what opens a clause of time whose present lies ahead
_BEFORE_IT = {"after", "before", "once", "till", "until"}
#: prepositions that bring the time of what is arranged: "takes over in June", "stands down at the next election"
_AT = {"on", "in", "from", "at", "after"}
_SHOULD = {"should", "must", "ought", "need"}
#: with these an act is called for, by whom ever, and nobody says that it was or will be done
_OUGHT = {"should", "ought"}
_INVERTED = {"had", "were", "should"}
_IF = {"if", "unless", "whether", "should", "lest"}


def modals(verb: Token, found: Manner) -> None:
    """Take in what the auxiliaries and adverbs of a verb say."""
    for c in verb.children:
        if c.dep_ == "aux":
            low = c.lower_
            if low in _WILL:
                found.modality = Modality.PLANNED
            elif low in _MAY:
                found.modality = Modality.POSSIBLE
            elif low in {"would", "'d", "’d"}:
                # "would have resigned" tells what was not, under a condition told or untold
                unmet = any(g.lower_ in {"have", "'ve", "’ve"} for g in verb.children if g.dep_ == "aux")
                plain = not unmet and (verb.dep_ == "ccomp" or not _has_condition(verb))
                found.modality = Modality.PLANNED if plain else Modality.CONDITIONAL
            elif low in _SHOULD:
                found.modality = Modality.POSSIBLE
        if c.dep_ == "advmod" and c.lower_ in word_groups()["doubting"]:
            found.modality = Modality.POSSIBLE
    if verb.i > 1 and verb.doc[verb.i - 2 : verb.i].text.lower() == "all but":
        found.modality = Modality.POSSIBLE  # "all but endorsed her"
    if found.modality is Modality.ASSERTED and found.predicate != "says" and _arranged(verb):
        found.modality = Modality.PLANNED


def _arranged(verb: Token) -> bool:
    """Whether the present tells what is arranged: "is meeting her on Tuesday", "takes over in June"."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    now = {verb.tag_, *(c.tag_ for c in auxiliaries)}
    if not now & {"VBZ", "VBP"} or now & {"VBD", "MD"} or any(c.lemma_ == "have" for c in auxiliaries):
        return False
    times = [c for c in verb.children if c.dep_ in {"npadvmod", "advmod"} and c.i > verb.i]
    words = {t.lower_ for c in times for t in c.subtree}
    # the parse may make the day a part of the name behind it: "On Monday Ann Lee meets her"
    brought = [child(c, "pobj") or c.nbor() for c in verb.children if c.dep_ == "prep" and c.lower_ in _AT]
    words |= {w.lower_ for t in brought for w in (t, *t.children)}
    year = any(len(w) == 4 and w.isdecimal() for w in words)
    return (year or bool(words & word_groups()["times ahead"])) and not words & {"last", "every", "each", "past"}


def shares_auxiliary(token: Token, head: Token) -> bool:
    """Whether the auxiliaries of the first verb reach a coordinated one: "has never met or supported"."""
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in token.children):
        return False
    either = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children)
    # the tagger often takes the second participle for a past tense
    if token.tag_ == "VB" or (token.tag_ == "VBP" and head.tag_ == "VB"):
        return True
    return head.tag_ == "VBN" and (token.tag_ == "VBN" or either)


def share(head: Token, found: Manner) -> None:
    """Let what is said of a governing verb hold of the verb below it: "may leave to join"."""
    probe = Manner()
    modals(head, probe)
    if found.modality is Modality.ASSERTED and probe.modality is not Modality.ASSERTED:
        found.modality = probe.modality


def owed(verb: Token) -> bool:
    """Whether it is only said that it ought to be done, by the verb's own auxiliary or the one that governs it."""
    for word in (verb, verb.head) if verb.dep_ in {"xcomp", "conj"} else (verb,):
        if word.dep_ == "advcl" and word.left_edge.lower_ == "should":
            continue  # "should she resign, ..."
        if any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in word.children):
            return True
    return False


def is_condition(clause: Token) -> bool:
    """Whether "if" or the like begins a clause."""
    if clause.head.lower_ == "long" and any(c.lower_ == "as" and c.i < clause.head.i for c in clause.head.children):
        return True  # "as long as she backs it"
    return any(c.dep_ == "mark" and c.lower_ in _IF for c in clause.children)


def _has_condition(verb: Token) -> bool:
    return any(c.dep_ == "advcl" and is_condition(c) for c in verb.children)


def shares_condition(verb: Token) -> bool:
    """Whether "and" joins a clause to a condition and the parse takes its subject into that: "if A wins and B wins"."""
    subject = child(verb, *SUBJECTS)
    before = subject.left_edge.i - 1 if subject is not None else -1
    if before < 0 or verb.doc[before].dep_ != "cc" or verb.doc[before].sent != verb.sent:
        return False
    above = next((t for t in verb.doc[before].ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return above is not None and above.i < before and is_condition(above)


def is_wished(verb: Token) -> bool:
    """Whether the bare form with a subject of its own only asks for an act: "critical that she make a speech"."""
    subject = child(verb, *SUBJECTS)
    if verb.tag_ != "VB" or verb.dep_ != "ccomp" or subject is None or any(c.dep_ == "aux" for c in verb.children):
        return False
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def lies_ahead(clause: Token) -> bool:
    """Whether the present in a clause of time tells what is to come: "before he meets her", "once she is elected"."""
    if clause.dep_ not in {"advcl", "ccomp"}:
        return False
    auxiliaries = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
    if any(t.tag_ not in _PRESENT for t in auxiliaries[:1] or [clause]) or any(t.tag_ == "MD" for t in auxiliaries):
        return False
    head = clause.head
    if head.lower_ == "soon":  # "as soon as she resigns"
        return any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.children)
    subject = child(clause, *SUBJECTS)
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and (subject is None or c.i < subject.i)}
    # "the council meets when she speaks" tells what is done; "will meet when she resigns" what is to come
    return bool(marks & _BEFORE_IT) or ("when" in marks and (bool(unreal(head)) or commanded(head)))


def is_inverted(clause: Token) -> bool:
    """Whether an auxiliary before its subject makes a condition: "had she resigned, ..."."""
    first = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ in _INVERTED), None)
    return first is not None and any(s.dep_ in SUBJECTS and first.i < s.i for s in clause.children)
