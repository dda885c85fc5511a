"""How an action is put: denied, planned, possible, conditional; and by whose word alone we know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.triggers import Trigger, Triggers
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, actors, child, infinitive, is_passive, negated, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = {"will", "'ll", "’ll", "shall", "wo", "gon"}
_MAY = {"may", "might", "could", "can", "ca"}
#: prepositions that bring the time of what is arranged: "takes over in June", "stands down at the next election"
_AT = {"on", "in", "from", "at", "after"}
_SHOULD = {"should", "must", "ought", "need"}
#: with these an act is called for, by whom ever, and nobody says that it was or will be done
_OUGHT = {"should", "ought"}
_INVERTED = {"had", "were", "should"}
_IF = {"if", "unless", "whether", "should"}
#: what stands under these is an act that is refused, demanded, promised, planned, feared: never one that is done
_ACTS = {"refuses", "demands", "promises", "denies", "opposes", "proposes", "warns", "agrees", "accuses", "supports"}


#: deeds that an attempt does not carry out
_MAY_FAIL = {"defeats", "dismisses", "elected", "appoints", "meets", "sues", "joins", "leaves", "helps", "agrees"}


@dataclass(slots=True)
class Manner:
    """How an action is put. ``dropped`` where it is an act under a refusal, a demand, a plan."""

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    source: Node | None = None
    dropped: str = ""
    predicate: str = ""


def manner(trigger: Trigger, actor: Node, reading: Reading, rules: Triggers) -> Manner:
    """How the clause of a trigger and the clauses above it put the action."""
    verb = trigger.verb
    found = Manner(
        predicate=trigger.predicate,
        negated=any(negated(w) for w in trigger.words if w.pos_ in {"VERB", "AUX"} or w is trigger.words[0])
        or any(w.pos_ == "NOUN" and any(c.lower_ == "no" for c in w.children) for w in trigger.words),
    )
    if trigger.predicate == "proposes" and rules.effect(verb) == "possible":
        _doubt(found)  # "is considering a ban"
    if trigger.negation_used:
        found.negated = False  # and so is its "will": "will not comment" is a refusal that is made now
    else:
        _modals(verb, found)
    if _owed(verb):
        found.dropped = "only called for"
        return found
    if _shares_condition(verb):
        found.modality = Modality.CONDITIONAL
    token = verb
    for _ in range(12):
        head = token.head
        if infinitive(token) and any(c.dep_ == "mark" and c.lower_ == "for" for c in token.children):
            found.dropped = "no more than wished for"  # "calls for her to resign"
            return found
        if _is_condition(token) or (
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
                if governing is not None and (is_passive(outer) or child(outer, "dobj") is not None):
                    # "criticised her for backing it": by the word of whoever criticises
                    judge = next((n for t in actors(outer) if (n := reading.node(t)) is not None), None)
                    if judge is not None and judge is not actor and found.source is None:
                        found.source = judge
                    elif judge is None and found.source is None:
                        _doubt(found)  # "she was criticised for backing it"
                effect = rules.effect(outer)
                if effect == "negated" and head.lower_ not in {"without", "from"}:
                    found.negated = not found.negated
                elif effect in {"possible", "planned"}:
                    _doubt(found)
                token = outer
                continue
            _govern(token, dep, head, found, actor, reading, rules)
            if found.dropped:
                return found
            token = head
            continue
        if dep in {"acl", "relcl"}:
            if dep == "acl" and infinitive(token):
                found.dropped = f"under the noun {head.text!r}"
                return found
            words = any(c.dep_ == "mark" for c in token.children)
            if words and head.lemma_.lower() in word_groups()["asked for"]:
                found.dropped = f"under the noun {head.text!r}"  # "a guarantee that the council consults them"
                return found
            if dep == "acl" and words and head.lemma_.lower() in word_groups()["unvouched words"]:
                found.modality = Modality.POSSIBLE
                denier = rules.match(head.head, reading.node) if head.head.pos_ == "VERB" else None
                if denier is not None and denier.predicate in {"denies", "refuses"}:
                    found.dropped = f"under {head.head.text!r}"
                    return found
            break
        break
    if found.source is None:
        quote = reading.quote_of[verb.i]
        speaker = reading.speaker(quote)
        if speaker is not None and speaker is not actor:
            found.source = speaker
        elif quote is not None and speaker is None:
            _doubt(found)
    if found.source is None and (cue := _tail(verb, rules)) is not None:
        found.source = reading.node(cue)
        if found.source is None or found.source is actor:
            found.source = None
            _doubt(found)
    if found.source is None and trigger.predicate != "says":
        _aside(verb, actor, reading, rules, found)
    if found.source is None:
        _according(verb, actor, reading, found)
    if _asked(verb):
        found.dropped = "in a question"
    return found


def _tail(verb: Token, rules: Triggers) -> Token | None:
    """Who says a whole sentence, where the parse takes that for an apposition: "..., a source claimed"."""
    sentence = [t for t in verb.sent if not t.is_space]
    while sentence and sentence[-1].is_punct:
        sentence.pop()
    last = sentence[-1] if sentence else verb
    if last == verb or last.dep_ not in {"acl", "relcl"} or last.lemma_.lower() not in rules.speech:
        return None
    noun = last.head
    before = noun.left_edge.i - 1
    if noun.dep_ not in {"appos", "conj"} or before <= verb.i or verb.doc[before].text != ",":
        return None
    return noun


def _aside(verb: Token, actor: Node, reading: Reading, rules: Triggers, found: Manner) -> None:
    """Who says it, told between commas: "the council, they say, is blocking it"."""
    for token in (verb, *list(verb.ancestors)[:2]):
        for c in token.children:
            said = c.dep_ == "parataxis" and c.lemma_.lower() in rules.speech
            if not said or c.i < token.left_edge.i or any(g.dep_ in {"ccomp", "dobj", "prep"} for g in c.children):
                continue
            if verb.doc[c.left_edge.i - 1].text != "," and c.left_edge.text != ",":
                continue
            told = surface_subjects(c)
            speakers = [reading.node(t) for t in told if t.lower_ != "they"]
            if any(speaker is actor for speaker in speakers):
                return
            found.source = next((speaker for speaker in speakers if speaker is not None), None)
            if found.source is None:
                _doubt(found)
            return


def _doubt(found: Manner) -> None:
    """Let nothing that somebody unnamed says, or that is only thought of, stand as a fact."""
    if found.modality is Modality.ASSERTED:
        found.modality = Modality.POSSIBLE


def _asked(verb: Token) -> bool:
    """Whether the sentence asks: "Did Ann Lee resign?"; what it presupposes ("why did she resign") is left out too."""
    last = next((t for t in reversed(list(verb.sent)) if not (t.is_space or t.is_quote)), None)
    if last is not None and last.text == "?":
        return True
    subject = child(verb, "nsubj", "nsubjpass")
    inverted = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), None)
    if subject is None or inverted is None or inverted.i > subject.i or inverted.i == 0:
        return False
    before = verb.doc[inverted.i - 1]  # "Why don't I call her," he said
    return before.tag_ == "WRB" or (inverted.i == verb.sent.start and before.text != ",")


def _shares_auxiliary(token: Token, head: Token) -> bool:
    """Whether the auxiliaries of the first verb reach a coordinated one: "has never met or supported"."""
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in token.children):
        return False
    either = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children)
    # the tagger often takes the second participle for a past tense
    if token.tag_ == "VB" or (token.tag_ == "VBP" and head.tag_ == "VB"):
        return True
    return head.tag_ == "VBN" and (token.tag_ == "VBN" or either)


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
        if c.dep_ == "advmod" and c.lower_ in word_groups()["doubting"]:
            found.modality = Modality.POSSIBLE
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


def _owed(verb: Token) -> bool:
    """Whether it is only said that it ought to be done, by the verb's own auxiliary or the one that governs it."""
    for word in (verb, verb.head) if verb.dep_ in {"xcomp", "conj"} else (verb,):
        if word.dep_ == "advcl" and word.left_edge.lower_ == "should":
            continue  # "should she resign, ..."
        if any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in word.children):
            return True
    return False


def _shares_condition(verb: Token) -> bool:
    """Whether "and" joins a clause to a condition and the parse takes its subject into that: "if A wins and B wins"."""
    subject = child(verb, *SUBJECTS)
    before = subject.left_edge.i - 1 if subject is not None else -1
    if before < 0 or verb.doc[before].dep_ != "cc" or verb.doc[before].sent != verb.sent:
        return False
    above = next((t for t in verb.doc[before].ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return above is not None and above.i < before and _is_condition(above)


def _has_condition(verb: Token) -> bool:
    return any(c.dep_ == "advcl" and _is_condition(c) for c in verb.children)


def _is_condition(clause: Token) -> bool:
    """Whether "if" or the like begins a clause."""
    return any(c.dep_ == "mark" and c.lower_ in _IF for c in clause.children)


def _govern(token: Token, dep: str, head: Token, found: Manner, actor: Node, reading: Reading, rules: Triggers) -> None:
    """What a clause above does to the action below it."""
    lemma = head.lemma_.lower()
    to = infinitive(token)
    if dep == "advcl" and not to:
        return
    governing = rules.match(head, reading.node) if head.pos_ in {"VERB", "AUX"} else None
    if governing is not None and to and told_above(governing.predicate, found.predicate):
        found.dropped = f"told by {head.text!r}"  # "met to discuss it", "plans to propose"
        return
    if dep == "advcl" and head.pos_ == "VERB":
        # a purpose: "went to Leeds to meet voters" is told as done; under a demand it is an act
        if (governing is not None and governing.predicate in _ACTS) or rules.effect(head) == "act":
            found.dropped = f"under {head.text!r}"
        elif governing is not None and governing.predicate == "criticises" and child(head, "dobj") is not None:
            found.dropped = f"under {head.text!r}"  # "attacked her calls to ban it"
        elif rules.effect(head) == "planned":
            found.modality = Modality.PLANNED  # "led the campaign to remove her"
        if negated(head) and not any(t.text == "," for t in token.doc[head.i : token.i]):
            found.negated = not found.negated  # "never wrote to ask for a loan"; but "did not come, to protest"
        _share(head, found)
        if found.predicate in _MAY_FAIL and found.modality is Modality.ASSERTED:
            found.modality = Modality.PLANNED
        return
    effect = rules.effect(head)
    says = lemma in rules.speech
    if dep == "xcomp" or (dep == "ccomp" and to):
        if effect == "planned" and _of_another(token, head):
            found.dropped = f"wished of another by {head.text!r}"
            return
        if effect == "negated":
            found.negated = not found.negated
        elif effect == "planned":
            found.modality = Modality.PLANNED
        elif effect == "possible":
            found.modality = Modality.POSSIBLE
        elif effect == "tried":
            _tried(head, found)
        elif effect == "act" or (governing is not None and governing.predicate in _ACTS):
            found.dropped = f"under {head.text!r}"
            return
        elif lemma == "be" and to:
            found.modality = Modality.PLANNED
        elif says and is_passive(head):
            # "is reported to have told": somebody says so, nobody says who
            found.modality = Modality.POSSIBLE
        elif not effect and to and not (governing is not None and governing.verb is token):
            _doubt(found)  # what no list knows to be done is not told as done: "is best placed to win"
        if effect and negated(head):
            found.negated = not found.negated
        if effect:
            _share(head, found)
        return
    if dep in {"ccomp", "parataxis", "dep"}:
        asked = _interrogative(token)
        if (governing is not None and governing.predicate in {"denies", "refuses", "demands"}) or (
            asked and negated(head)
        ):
            found.dropped = f"under {head.text!r}"
            return
        if says or governing is not None or (asked and lemma in rules.asking):
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
        seen = lemma in {"hear", "see"} and token.tag_ in {"VB", "VBG"}
        if negated(head) and (seen or lemma in word_groups()["denying below"]):
            found.negated = True  # "I don't believe I have ever met him"


def _tried(head: Token, found: Manner) -> None:
    """An attempt at what may fail ("tried to oust her") is no deed; to try to argue for something is to do so."""
    if found.predicate in _MAY_FAIL and found.modality is Modality.ASSERTED:
        ahead = head.tag_ in {"VBG", "VBZ", "VBP"}
        found.modality = Modality.PLANNED if ahead else Modality.POSSIBLE


def _interrogative(clause: Token) -> bool:
    """Whether a clause is an indirect question: "why she left", "which of them she would back", "whether he knew"."""
    return any(
        t.tag_ in {"WRB", "WP", "WDT"} or t.lower_ in {"whether", "if"} for t in clause.subtree if t.i <= clause.i
    )


def told_above(above: str, below: str) -> bool:
    """Whether the governing verb's action says all: "met to discuss it", "promised to bring in a bill"."""
    return (
        above == below
        or (above in {"promises", "proposes"} and below == "proposes")
        or (above, below)
        == (
            "proposes",
            "refuses",
        )
    )


def _of_another(token: Token, head: Token) -> bool:
    """Whether somebody else than the one who wishes is to do it: "wants the town to join", "would like her to go"."""
    return any(c.dep_ in SUBJECTS for c in token.children) or (child(head, "dobj") is not None and not is_passive(head))


def _share(head: Token, found: Manner) -> None:
    """Let what is said of a governing verb hold of the verb below it: "may leave to join"."""
    probe = Manner()
    _modals(head, probe)
    if found.modality is Modality.ASSERTED and probe.modality is not Modality.ASSERTED:
        found.modality = probe.modality


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
