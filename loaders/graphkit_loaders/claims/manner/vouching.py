"""By whose word alone a claim is known: the speaker of a quotation, "they say" between commas, "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.claims.actions.triggers import Triggers
from graphkit_loaders.claims.manner.manner import Manner
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import child, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token


def vouch(verb: Token, actor: Node, reading: Reading, rules: Triggers, found: Manner) -> None:
    """Find the source of a verb's claim where no clause above it told one, by the surest sign."""
    if found.source is None:
        quote = reading.quote_of[verb.i]
        speaker = reading.speaker(quote)
        if speaker is not None and speaker is not actor:
            found.source = speaker
        elif quote is not None and speaker is None:
            found.doubt()
    if found.source is None and (cue := _tail(verb, rules)) is not None:
        found.source = reading.node(cue)
        if found.source is None or found.source is actor:
            found.source = None
            found.doubt()
    if found.source is None and found.predicate != "says":
        _aside(verb, actor, reading, rules, found)
    if found.source is None:
        _according(verb, actor, reading, found)


def _tail(verb: Token, rules: Triggers) -> Token | None:
    """Who says a whole sentence, where the parse takes that for an apposition: "..., a source claimed"."""
    sentence = verb.sent
    backward = (verb.doc[k] for k in range(sentence.end - 1, sentence.start - 1, -1))
    last = next((t for t in backward if not (t.is_space or t.is_punct)), verb)
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
            if not said or c.i < token.left_edge.i or any(g.dep_ == "ccomp" for g in c.children):
                continue
            if verb.doc[c.left_edge.i - 1].text != "," and c.left_edge.text != ",":
                continue
            told = surface_subjects(c)
            speakers = [reading.node(t) for t in told if t.lower_ != "they"]
            if any(speaker is actor for speaker in speakers):
                return
            found.source = next((speaker for speaker in speakers if speaker is not None), None)
            if found.source is None:
                found.doubt()
            return


def _according(verb: Token, actor: Node, reading: Reading, found: Manner) -> None:
    """The source of "according to"; where it is nobody with a name, the claim is no more than possible."""
    if "according" not in forms(verb.doc).words:
        return
    for token in (verb, *list(verb.ancestors)[:3]):
        for c in token.subtree if token is verb else token.children:
            if c.lower_ != "according":
                continue
            to = c if c.dep_ == "prep" and child(c, "pobj") is not None else child(c, "prep")
            node = reading.node(child(to, "pobj")) if to is not None else None
            if node is None:
                found.doubt()
            elif node is not actor:
                found.source = node
            return
