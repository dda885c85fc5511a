"""Who does what to whom: one claim for each actor and each object of a verb that carries an action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.claims.qualifiers import manner
from graphkit_loaders.claims.triggers import Trigger, Triggers
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import (
    actors,
    agents,
    child,
    clause_end,
    conjuncts,
    infinitive,
    is_passive,
    patients,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = {"Person", "Party", "Organisation", "Place"}
#: prepositions behind an object, and behind the verb itself, that say whom an action is aimed at
_AIMED_BY = {"to", "for", "against", "with", "by", "from", "on", "of", "at"}
_AIMED_BY_VERB = {"to", "with", "against", "for"}
#: actions that are aimed at whose a thing is: "criticised Ann Lee's plan"
_ABOUT = {"criticises", "supports", "opposes", "denies", "refuses", "agrees", "investigates"}
#: actions whose object is an act, which may concern somebody
_OF_ACTS = {"refuses", "demands", "warns", "promises", "proposes"}
#: what people put their names to, so that its words are theirs
_PAPERS = {"motion", "letter", "petition", "statement", "amendment", "report", "article", "advert", "poster"}


class Actions:
    """The actions of one reading, by place."""

    def __init__(self, reading: Reading, rules: Triggers) -> None:
        self.reading, self.rules, self.doc = reading, rules, reading.doc

    def find(self) -> Iterator[Draft]:
        """All actions."""
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} and self.reading.prose[token.i]:
                trigger = self.rules.match(token, self.reading.node)
                if trigger is not None:
                    yield from self._action(trigger)

    def _action(self, trigger: Trigger) -> Iterator[Draft]:
        verb = trigger.verb
        if trigger.predicate == "elected" and is_passive(verb):
            doers, aims = patients(verb), []
        else:
            doers, aims = actors(verb), trigger.objects(self.reading.node)
        doers = [s for t in doers for s in self._authors(t)]
        doer_nodes = [(t, n) for t in doers if (n := self.reading.node(t)) is not None and n.type in _ACTORS]
        aimed = [(t, n) for t in aims if (n := self._aim(t)) is not None]
        if trigger.predicate in {"resigns", "elected"} or (trigger.predicate == "appoints" and not aimed):
            aimed = self._office(trigger) or self._seat(trigger) or aimed
        if trigger.mutual:
            aimed = []
        elif not aimed:
            aimed = self._indirect(trigger, aims) or self._embedded(trigger)
        sentence = verb.sent
        for token, actor in doer_nodes:
            how = manner(trigger, actor, self.reading, self.rules)
            if how.dropped:
                continue
            targets: list[tuple[Token | None, Node | None]] = [(t, n) for t, n in aimed if n is not actor] or [
                (None, None)
            ]
            if (trigger.mutual or trigger.predicate == "meets") and targets == [(None, None)] and len(doer_nodes) > 1:
                targets = [(t, n) for t, n in doer_nodes if n is not actor]
            for object_token, target in targets:
                content = self._content(trigger, object_token)
                yield Draft(
                    subject=actor,
                    predicate=trigger.predicate,
                    evidence=(sentence.start, sentence.end),
                    trigger=(verb.i, verb.i + 1) if len(trigger.words) == 1 else self._span(trigger),
                    object=target,
                    content=content,
                    concerns=self.reading.concerned(*content) if content else (),
                    subject_at=(token.i, token.i + 1),
                    object_at=(object_token.i, object_token.i + 1) if object_token is not None else None,
                    verb=" ".join(w.lemma_.lower() for w in trigger.words),
                    negated=how.negated,
                    modality=how.modality,
                    source=how.source,
                    confidence=0.7,
                )

    def _authors(self, token: Token) -> list[Token]:
        """Who speaks through a paper: the signers of a motion, the authors of a letter; else the token itself."""
        if token.lemma_.lower() not in _PAPERS:
            return [token]
        for c in token.children:
            if c.dep_ == "acl" and c.lemma_ in {"sign", "write", "table", "back", "publish", "issue", "submit", "move"}:
                found = agents(c)
                if found:
                    return found
            if c.dep_ == "prep" and c.lower_ in {"by", "from"}:
                target = child(c, "pobj")
                if target is not None:
                    return conjuncts(target)
        return [token]

    def _span(self, trigger: Trigger) -> Tokens:
        first, last = min(w.i for w in trigger.words), max(w.i for w in trigger.words)
        return (first, last + 1) if last - first < 8 else (trigger.verb.i, trigger.verb.i + 1)

    def _aim(self, token: Token) -> Node | None:
        node = self.reading.node(token)
        return node if node is not None and node.type != "Office" else None

    def _office(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """The office that is left or won: "quit as home secretary", "was elected mayor of Leeds"."""
        for token in trigger.verb.subtree:
            mention = self.reading.at[token.i]
            if (
                mention is not None
                and mention.office is not None
                and mention.office.kind in {"office", "leader"}
                and mention.head == token.i
                and (
                    (token.dep_ in {"oprd", "attr", "dobj"} and token.head is trigger.verb)
                    or (token.dep_ == "pobj" and token.head.lower_ in {"as", "to"} and token.head.head is trigger.verb)
                )
            ):
                return [(token, self.reading.entities.named("Office", mention.office.name))]
        return []

    def _indirect(self, trigger: Trigger, aims: list[Token]) -> list[tuple[Token, Node]]:
        """The entity that an object belongs to or is about: "Ann Lee's plan", "support for Ann Lee"."""
        for aim in [*aims, *(w for w in trigger.words if w.pos_ == "NOUN")]:
            owner = child(aim, "poss")
            node = self.reading.node(owner)
            if owner is not None and node is not None and trigger.predicate in _ABOUT and self._other(trigger, owner):
                return [(owner, node)]
            party = self._partisan(aim) if trigger.predicate in _ABOUT else None
            if party is not None:
                return [party]
        if trigger.predicate == "meets":
            places = [
                p
                for aim in aims
                for c in aim.children
                if c.dep_ == "prep" and c.lower_ in {"in", "of", "with", "to", "at"} and (p := child(c, "pobj"))
            ]
            met = [(t, n) for p in places for t in conjuncts(p) if (n := self._aim(t)) is not None]
            if met:
                return met
        for w in [trigger.verb, *aims]:
            for c in w.children:
                if (
                    c.dep_ in {"prep", "dative", "agent"}
                    and c.lower_ in (_AIMED_BY_VERB if w is trigger.verb else _AIMED_BY)
                    and c.i > w.i
                    and not (c.lower_ == "by" and is_passive(w))
                ):
                    target = child(c, "pobj")
                    node = self.reading.node(target)
                    if (
                        target is not None
                        and node is not None
                        and node.type in {"Person", "Party", "Organisation", "Document"}
                    ):
                        return [(t, n) for t in conjuncts(target) if (n := self.reading.node(t)) is not None]
        return []

    def _other(self, trigger: Trigger, owner: Token) -> bool:
        """Whether what is owned is somebody else's than the actor's: not "he gave his support"."""
        node = self.reading.node(owner)
        return all(self.reading.node(t) is not node for t in actors(trigger.verb))

    def _seat(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """The seat or the contest that is won: "won the Seatown seat from Ann Lee"."""
        for aim in patients(trigger.verb):
            for c in aim.children:
                mention = self.reading.at[c.i]
                if (
                    c.dep_ in {"compound", "poss", "nmod"}
                    and mention is not None
                    and mention.node is not None
                    and mention.type in {"Constituency", "Place"}
                    and aim.lemma_.lower() in {"seat", "constituency", "ward", "by-election"}
                ):
                    return [(c, self.reading.entities.named("Constituency", mention.text))]
        return []

    def _embedded(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """Whom the act concerns that is refused, asked for, threatened: "refused to hear Ann Lee's plea"."""
        if trigger.predicate not in _OF_ACTS:
            return []
        verb = next((c for c in trigger.verb.children if c.dep_ in {"xcomp", "ccomp"} and infinitive(c)), None)
        tokens: list[Token] = []
        if verb is not None:
            tokens += patients(verb)
            tokens += [o for t in patients(verb) if (o := child(t, "poss")) is not None]
            behind = [p for c in verb.children if c.dep_ == "prep" and (p := child(c, "pobj")) is not None]
            tokens += behind + [o for t in behind if (o := child(t, "poss")) is not None]
            for c in verb.children:
                if c.dep_ == "prep" and (inner := child(c, "prep")) is not None and (p := child(inner, "pobj")):
                    tokens.append(p)
        for token in tokens:
            node = self.reading.node(token)
            if node is not None and node.type in {"Person", "Party", "Organisation"} and self._other(trigger, token):
                return [(token, node)]
        return []

    def _partisan(self, aim: Token) -> tuple[Token, Node] | None:
        """The party or body whose a thing is called: "the Tory plan", "the government's Treasury rules"."""
        for c in aim.children:
            mention = self.reading.at[c.i]
            if c.dep_ in {"amod", "compound", "nmod"} and mention is not None and mention.kind == "name":
                node = mention.node
                if node is not None and node.type == "Party" and c.i < aim.i:
                    return c, node
        return None

    def _content(self, trigger: Trigger, object_token: Token | None) -> Tokens | None:
        """The rest of the clause, where it says more than the object's name."""
        verb = trigger.verb
        if is_passive(verb):
            subject = next(iter(patients(verb)), None)
            if subject is None or subject is object_token or self.reading.node(subject) is not None:
                start, end = verb.i + 1, clause_end(verb)
            elif subject.left_edge.i < verb.i:
                start, end = subject.left_edge.i, min(subject.right_edge.i + 1, verb.i)
            else:
                return None
        else:
            start, end = verb.i + 1, clause_end(verb)
        prepositions = [w for w in trigger.words if w.i >= start and w.dep_ in {"prt", "prep"}]
        for word in sorted(prepositions, key=lambda w: w.i):
            if word.i == start:
                start += 1
        if object_token is not None and start <= object_token.i < end:
            mention = self.reading.at[object_token.i]
            if mention is not None and mention.start <= start + 1:
                if mention.end >= end:
                    return None
                if self.doc[mention.end].text not in {"'s", "’s"}:
                    start = self._after_names(mention)
        while start < end and (self.doc[start].is_punct or self.doc[start].is_space):
            start += 1
        while end > start and (
            (self.doc[end - 1].is_punct and self.doc[end - 1].text not in {'"', "”", ")"}) or self.doc[end - 1].is_space
        ):
            end -= 1
        marks = sum(t.text == '"' for t in self.doc[start:end])
        if marks % 2 and end < len(self.doc) and self.doc[end].text == '"':
            end += 1  # the parse hangs the closing mark elsewhere
        return (start, end) if end > start else None

    def _after_names(self, mention: Mention) -> int:
        """Where the clause goes on after an object and its appositions: "the prime minister, Ann Lee,"."""
        end = mention.end
        while end + 1 < len(self.doc) and self.doc[end].text == ",":
            following = self.reading.at[end + 1]
            if following is None or following.start != end + 1 or following.node is not mention.node:
                break
            end = following.end
        return end
