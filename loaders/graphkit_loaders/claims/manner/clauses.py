"""How an action is put: denied, planned, possible, conditional; and by whose word alone we know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.actions.trigger import Trigger
from graphkit_loaders.claims.actions.triggers import Triggers
from graphkit_loaders.claims.manner.manner import Manner
from graphkit_loaders.claims.manner.modals import (
    is_condition,
    is_inverted,
    is_wished,
    lies_ahead,
    modals,
    owed,
    share,
    shares_auxiliary,
    shares_condition,
)
from graphkit_loaders.claims.manner.vouching import vouch
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, actors, child, infinitive, is_passive, negated, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what stands under these is an act that is refused, demanded, promised, planned, feared: never one that is done
_ACTS = {"refuses", "demands", "promises", "denies", "opposes", "proposes", "warns", "agrees", "accuses", "supports"}
#: deeds that an attempt does not carry out
_MAY_FAIL = {"defeats", "dismisses", "elected", "appoints", "meets", "sues", "joins", "leaves", "helps", "agrees"}
#: clauses below a verb, an adjective or a noun that it governs
_GOVERNED = {"xcomp", "ccomp", "advcl", "parataxis", "dep", "pcomp", "acomp"}
_GOVERNING = {"VERB", "AUX", "ADJ", "ADP", "NOUN"}
#: clauses above a verb that are looked at
_HEIGHT = 12


def _used_to(verb: Token) -> bool:
    """Whether somebody "used to" do it; not what somebody used a speech for, nor what a speech was used for."""
    habit = verb.dep_ == "xcomp" and infinitive(verb) and verb.head.lower_ == "used" and verb.head.i == verb.i - 2
    return habit and not is_passive(verb.head)


def manner(trigger: Trigger, actor: Node, reading: Reading, rules: Triggers) -> Manner:
    """How the clause of a trigger and the clauses above it put the action."""
    verb = trigger.verb
    found = Manner(
        predicate=trigger.predicate,
        negated=any(negated(w) for w in trigger.words if w.pos_ in {"VERB", "AUX"} or w is trigger.words[0])
        or any(w.pos_ == "NOUN" and any(c.lower_ == "no" for c in w.children) for w in trigger.words)
        or (verb.dep_ == "acomp" and negated(verb.head)),
    )
    found.former = trigger.predicate in word_groups()["attitudes"] and (
        any(c.lower_ in word_groups()["once"] and c.i < verb.i for c in verb.children)
        or _used_to(verb)
    )
    if trigger.predicate == "proposes" and rules.effect(verb) == "possible":
        found.doubt()  # "is considering a ban"
    if trigger.negation_used:
        found.negated = False  # and so is its "will": "will not comment" is a refusal that is made now
    else:
        modals(verb, found)
    if trigger.predicate == "resigns" and verb.dep_ == "amod" and verb.tag_ == "VBG":
        found.modality = Modality.PLANNED  # "the retiring senator"
    if owed(verb) or is_wished(verb):
        found.dropped = "only called for"
        return found
    if shares_condition(verb):
        found.modality = Modality.CONDITIONAL
    above, token = _Above(found, actor, reading, rules), verb
    for _ in range(_HEIGHT):
        outer = above.step(token)
        if found.dropped:
            return found
        if outer is None:
            break
        token = outer
    vouch(verb, actor, reading, rules, found)
    if _asked(verb):
        found.dropped = "in a question"
    return found


@dataclass(slots=True)
class _Above:
    """What the clauses above an action do to it, one step up the parse at a time."""

    found: Manner
    actor: Node
    reading: Reading
    rules: Triggers

    def step(self, token: Token) -> Token | None:
        """Take in what a clause and the word above it say; the word whose clause is next, None at the top."""
        found, head, dep = self.found, token.head, token.dep_
        if infinitive(token) and any(c.dep_ == "mark" and c.lower_ == "for" for c in token.children):
            found.dropped = "no more than wished for"  # "calls for her to resign"
            return None
        if any(c.dep_ == "mark" and c.lower_ == "than" for c in token.children):
            found.dropped = "less than something else"  # "would rather quit than support her"
            return None
        self._condition(token)
        if head.i == token.i:
            return None
        if dep == "conj" and head.pos_ in {"VERB", "AUX", "NOUN"}:
            self._coordinated(token, head)
            return head
        if dep in _GOVERNED and head.pos_ in _GOVERNING:
            if dep == "pcomp":
                return self._behind_preposition(head)
            self._governed(token, head)
            return head
        if dep in {"acl", "relcl"}:
            self._at_noun(token, head)
        elif dep in {"csubj", "csubjpass"}:
            self._as_subject(token, head)
        return None

    def _condition(self, token: Token) -> None:
        """ "If she resigns", "when it would", "had she resigned"."""
        found = self.found
        if is_condition(token) or (
            any(c.dep_ == "advmod" and c.lower_ in {"when", "whenever"} for c in token.children)
            and found.modality is not Modality.ASSERTED
        ):
            if token.dep_ == "advcl":
                found.modality = Modality.CONDITIONAL
            elif token.dep_ in {"ccomp", "xcomp"}:
                found.modality = Modality.POSSIBLE
        if is_inverted(token):
            found.modality = Modality.CONDITIONAL
        if found.modality is Modality.ASSERTED and lies_ahead(token):
            found.modality = Modality.PLANNED
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
            found.doubt()  # "asked them about whether they opposed it"

    def _coordinated(self, token: Token, head: Token) -> None:
        """What the auxiliaries of the first of coordinated verbs say of the later ones."""
        found = self.found
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        if not own and any(c.dep_ == "cc" and c.lower_ == "nor" for c in head.children):
            found.negated = True  # "neither joined nor left"
        if not own and token.tag_ == "VBD" and any(c.tag_ == "MD" for c in head.children):
            modals(head, found)  # "may have met X and criticised Y"
        if not own and shares_auxiliary(token, head):
            modals(head, found)
            found.negated = found.negated or negated(head)

    def _behind_preposition(self, preposition: Token) -> Token:
        """ "Without meeting her", "criticised her for backing it"; the word that the preposition hangs on."""
        found, outer = self.found, preposition.head
        if preposition.lower_ == "against" and outer.lemma_.lower() not in word_groups()["deciding"]:
            found.dropped = f"under {outer.text!r}"  # "advised against running"
            return outer
        if preposition.lower_ == "of" and outer.lower_ in {"favor", "favour"}:
            found.dropped = f"under {outer.text!r}"  # "in favour of ending it"
            return outer
        above = next((t for t in preposition.ancestors if t.pos_ == "VERB"), None)
        timed = preposition.lower_ in {"after", "before", "by", "on", "upon"} and outer == above
        if above is not None and (timed or outer.lemma_.lower() in word_groups()["spans of time"]):
            share(above, found)  # "may prosper by winning it", "would be closed within a year of winning it"
        nouns = (outer, outer.head.head if outer.dep_ == "pobj" else outer)  # "the odds in favour of her winning"
        if any(n.pos_ == "NOUN" and {n.lemma_.lower(), n.lower_} & word_groups()["chances"] for n in nouns):
            found.doubt()
        away = preposition.lower_ in {"without", "from", "against"}
        if away or any(c.lower_ == "instead" for c in preposition.children):
            found.flip()
        governing = self.rules.match(outer, self.reading.node) if outer.pos_ == "VERB" else None
        if governing is not None and governing.predicate in _ACTS:
            found.dropped = f"under {outer.text!r}"
            return outer
        if governing is not None and (is_passive(outer) or child(outer, "dobj") is not None):
            # "criticised her for backing it": by the word of whoever criticises
            judge = next((n for t in actors(outer) if (n := self.reading.node(t)) is not None), None)
            if judge is not None and judge is not self.actor and found.source is None:
                found.source = judge
            elif judge is None and found.source is None:
                found.doubt()  # "she was criticised for backing it"
        effect = self.rules.effect(outer)
        if effect == "negated" and not away:
            found.flip()
        elif effect in {"possible", "planned"}:
            found.doubt()
        elif effect == "act":
            found.dropped = f"under {outer.text!r}"  # "was cleared of attacking her"
        return outer

    def _as_subject(self, token: Token, head: Token) -> None:
        """ "Whether they met is unclear", "that she attacked him is untrue"."""
        if any(t.lower_ in {"whether", "if"} for t in token.children):
            self.found.doubt()
        elif _is_untrue(head):
            self.found.disown()

    def _at_noun(self, token: Token, noun: Token) -> None:
        """A clause that says what a noun is about: "a guarantee that", "claims that"."""
        found = self.found
        if token.dep_ == "acl" and infinitive(token):
            found.dropped = f"under the noun {noun.text!r}"
            return
        words = any(c.dep_ == "mark" for c in token.children)
        # "claims the mayor had lied": "that" may be left out
        hidden = child(token, "nsubj") is not None and child(token, "dobj", "prep") is not None
        hidden = hidden and not any(t.tag_ in {"WP", "WDT", "WRB", "WP$"} and t.dep_ != "mark" for t in token.children)
        if words and noun.lemma_.lower() in word_groups()["asked for"]:
            found.dropped = f"under the noun {noun.text!r}"  # "a guarantee that the council consults them"
        elif (hidden or (token.dep_ == "acl" and words)) and noun.lemma_.lower() in word_groups()["unvouched words"]:
            found.modality = Modality.POSSIBLE
            denier = self.rules.match(noun.head, self.reading.node) if noun.head.pos_ == "VERB" else None
            if denier is not None and denier.predicate in {"denies", "refuses"}:
                found.dropped = f"under {noun.head.text!r}"
        elif (words or hidden) and noun.dep_ == "attr" and _is_untrue(noun.head):
            found.disown()  # "it is a lie that she attacked him"
        elif (words or hidden) and noun.dep_ in {"oprd", "dobj"} and noun.lower_ in word_groups()["untrue"]:
            found.disown()  # "called it a lie that she attacked him"
        elif words and noun.dep_ == "attr" and negated(noun.head) and noun.lower_ in word_groups()["being so"]:
            found.disown()  # "it is not the case that she attacked him"

    # -- clauses under a verb -------------------------------------------------------------------------------------

    def _governed(self, token: Token, head: Token) -> None:
        """What a governing word does to the action below it."""
        dep, to = token.dep_, infinitive(token)
        beside = token.tag_ == "VBG" and token.doc[token.i - 1].head == head and token.doc[token.i - 1].dep_ == "prt"
        if dep == "advcl" and beside:
            dep = "xcomp"  # "ruled out running"
        if dep == "advcl" and not to:
            if head.lemma_ in word_groups()["seeming"] and any(c.lower_ == "like" for c in token.children):
                self.found.doubt()
            after = token.tag_ == "VBG" and token.i > head.i and not any(c.dep_ == "aux" for c in token.children)
            if after and any(c.tag_ == "MD" for c in head.children):
                share(head, self.found)  # "would speak in May, attacking the plan"
            return
        governing = self.rules.match(head, self.reading.node) if head.pos_ in {"VERB", "AUX"} else None
        if governing is not None and to and told_above(governing.predicate, self.found.predicate):
            self.found.dropped = f"told by {head.text!r}"  # "met to discuss it", "plans to propose"
        elif dep == "advcl" and head.pos_ == "VERB":
            self._purpose(token, head, governing)
        elif dep == "xcomp" or (dep == "ccomp" and to) or (dep == "advcl" and self.rules.effect(head)):
            self._complement(token, head, governing)
        elif dep in {"ccomp", "parataxis", "dep"}:
            self._reported(token, head, governing)

    def _purpose(self, token: Token, head: Token, governing: Trigger | None) -> None:
        """ "Went to Leeds to meet voters", "led the campaign to remove her"."""
        found, rules = self.found, self.rules
        # a purpose: "went to Leeds to meet voters" is told as done; under a demand it is an act
        if (governing is not None and governing.predicate in _ACTS) or rules.effect(head) == "act":
            found.dropped = f"under {head.text!r}"
        elif governing is not None and governing.predicate == "criticises" and child(head, "dobj") is not None:
            found.dropped = f"under {head.text!r}"  # "attacked her calls to ban it"
        elif rules.effect(head) == "planned":
            found.modality = Modality.PLANNED  # "led the campaign to remove her"
        if negated(head) and not any(t.text == "," for t in token.doc[head.i : token.i]):
            found.flip()  # "never wrote to ask for a loan"; but "did not come, to protest"
        share(head, found)
        if found.predicate in _MAY_FAIL and found.modality is Modality.ASSERTED:
            found.modality = Modality.PLANNED

    def _complement(self, token: Token, head: Token, governing: Trigger | None) -> None:
        """ "Plans to meet", "tried to oust her", "is said to have left"."""
        found, to, effect = self.found, infinitive(token), self.rules.effect(head)
        lemma, says = head.lemma_.lower(), head.lemma_.lower() in self.rules.speech
        if effect == "planned" and _of_another(token, head):
            found.dropped = f"wished of another by {head.text!r}"
            return
        if effect == "negated":
            found.flip()
        elif effect == "planned":
            found.modality = Modality.PLANNED
        elif effect == "possible":
            found.modality = Modality.POSSIBLE
        elif effect == "tried":
            _tried(head, found)
        elif is_passive(head) and lemma in word_groups()["heard of"]:
            found.modality = Modality.POSSIBLE  # "is understood to have left"
        elif effect == "act" or (governing is not None and governing.predicate in _ACTS):
            found.dropped = f"under {head.text!r}"
            return
        elif lemma == "be" and to:
            found.modality = Modality.PLANNED
        elif says and is_passive(head):
            # "is reported to have told": somebody says so, nobody says who
            found.modality = Modality.POSSIBLE
        elif negated(head) and lemma in word_groups()["denying below"]:
            found.doubt()  # "does not recall meeting her"
        elif not effect and to and not (governing is not None and governing.verb is token):
            found.doubt()  # what no list knows to be done is not told as done: "is best placed to win"
        if effect and negated(head):
            found.flip()
        if effect:
            share(head, found)

    def _reported(self, token: Token, head: Token, governing: Trigger | None) -> None:
        """ "Said that she left", "does not believe that", "asked whether"."""
        found, actor, reading, rules = self.found, self.actor, self.reading, self.rules
        lemma, says, effect = head.lemma_.lower(), head.lemma_.lower() in rules.speech, rules.effect(head)
        asked = _interrogative(token)
        if (governing is not None and governing.predicate in {"denies", "refuses", "demands"}) or (
            asked and negated(head)
        ):
            found.dropped = f"under {head.text!r}"
            return
        if says and negated(head) and infinitive(head) is False and head.tag_ in {"VB", "VBN"}:
            found.dropped = f"never told: {head.text!r}"  # "has never said that she would run"
            return
        if says or governing is not None or (asked and lemma in rules.asking):
            speakers = [] if is_passive(head) else [reading.node(subject) for subject in surface_subjects(head)]
            for speaker in speakers:
                if speaker is not None and speaker is not actor and found.source is None:
                    found.source = speaker
            if says and found.source is None and not any(speaker is actor for speaker in speakers):
                # "critics say", "it was claimed": somebody's word, and nobody that could be named as its source
                found.doubt()
            if negated(head) and not says:
                found.negated = True
        told_by_polls = any(t.lower_ in word_groups()["polls"] for t in surface_subjects(head))
        if effect in {"negated", "possible", "planned"} or told_by_polls:
            found.doubt()
        told = child(head, "acomp", "attr")
        if lemma == "be" and told is not None and (negated(head) or any(c.dep_ == "neg" for c in told.children)):
            found.negated = True  # "it is not true that", 'it is "not true" that'
        if _is_untrue(head):
            found.disown()
        if token.tag_ == "VB" and not any(c.dep_ in {"aux", "mark"} for c in token.children):
            share(head, found)  # "could help her win"
        if lemma in word_groups()["joking"]:
            found.doubt()  # "joked that she had sacked him"
        seen = lemma in {"hear", "see"} and token.tag_ in {"VB", "VBG"}
        if negated(head) and (seen or lemma in word_groups()["denying below"]):
            found.negated = True  # "I don't believe I have ever met him"


def _is_untrue(head: Token) -> bool:
    """Whether a copula, or the word under which the parse hangs a clause, says that the clause is not so."""
    told = [head, *(c for c in head.children if c.dep_ in {"acomp", "attr"})] if not negated(head) else []
    return any(t.lower_ in word_groups()["untrue"] for t in told)


def _asked(verb: Token) -> bool:
    """Whether the sentence asks: "Did Ann Lee resign?"; what it presupposes ("why did she resign") is left out too."""
    sentence = verb.sent
    backward = (verb.doc[k] for k in range(sentence.end - 1, sentence.start - 1, -1))
    last = next((t for t in backward if not (t.is_space or t.is_quote)), None)
    if last is not None and last.text == "?":
        return True
    subject = child(verb, "nsubj", "nsubjpass")
    inverted = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), None)
    if subject is None or inverted is None or inverted.i > subject.i or inverted.i == 0:
        return False
    if is_inverted(verb):
        return False  # "should she win"
    before = verb.doc[inverted.i - 1]  # "Why don't I call her," he said
    return before.tag_ == "WRB" or (inverted.i == sentence.start and before.text != ",")


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
        or (above == "proposes" and below == "refuses")
    )


def _of_another(token: Token, head: Token) -> bool:
    """Whether somebody else than the one who wishes is to do it: "wants the town to join", "would like her to go"."""
    return any(c.dep_ in SUBJECTS for c in token.children) or (child(head, "dobj") is not None and not is_passive(head))
