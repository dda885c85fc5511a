"""States of affairs that clauses tell: "works for", "chairs", "represents", "served as", "quit as"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.tokens import LEGISLATORS
from graphkit_loaders.language.grammar import child, is_passive, negated, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

#: verbs of work and the prepositions before the employer
_WORK = {"work": {"for", "at", "under", "in"}, "serve": {"in", "under", "on"}}
_LEAD = {"lead", "head", "chair", "run"}
#: what "as OFFICE" after a verb says of the subject: it is held, or is so no longer
_HOLD_AS = {
    "serve": False,
    "act": False,
    "continue": False,
    "return": False,
    "work": False,
    "quit": True,
    "resign": True,
    "stand": True,
    "step": True,
    "retire": True,
}
#: what "as OFFICE" says of the object, or of the passive subject
_MADE_AS = {
    "elect": False,
    "appoint": False,
    "name": False,
    "choose": False,
    "select": False,
    "install": False,
    "replace": True,
    "sack": True,
    "remove": True,
    "dismiss": True,
    "oust": True,
}
#: nouns of holding an office: "her time as home secretary", "his role as chairman"
_TENURES = {
    "role": False,
    "job": False,
    "post": False,
    "position": False,
    "day": False,
    "time": False,
    "stint": True,
    "tenure": False,
    "record": True,
    "term": False,
    "year": False,
    "appointment": False,
    "work": False,
    "career": False,
    "resignation": True,
    "dismissal": True,
    "departure": True,
    "successor": True,
    "promotion": False,
    "election": False,
    "week": False,
    "experience": False,
    "spell": True,
    "reign": False,
}


class Clauses:
    """The relations that the clauses of one reading tell."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc

    def find(self) -> Iterator[tuple[Draft, Mention | None]]:
        """Drafts by place; with a role phrase where the draft says who holds it and the phrase what it is."""
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} and not negated(token):
                for draft in self._verb(token):
                    yield draft, None
            if (token.lower_ in {"as", "to"} and token.dep_ in {"prep", "dative"}) or (
                token.lower_ == "as" and token.pos_ in {"ADP", "SCONJ"}
            ):
                yield from self._as(token)

    def _people(self, tokens: list[Token]) -> list[tuple[Token, Node]]:
        return [(t, n) for t in tokens if (n := self.reading.node(t)) is not None and n.type == "Person"]

    def _verb(self, verb: Token) -> Iterator[Draft]:
        lemma = verb.lemma_.lower()
        if lemma in _LEAD | {"represent"}:
            own = child(verb, "dobj")
            if own is None or is_passive(verb):
                return
            target = self.reading.node(own)
            mention = self.reading.at[own.i]
            for subject, person in self._people(surface_subjects(verb)):
                base = Draft(
                    person,
                    "leads",
                    (min(subject.i, verb.i), own.i + 1),
                    (verb.i, verb.i + 1),
                    object=target,
                    subject_at=(subject.i, subject.i + 1),
                    object_at=(own.i, own.i + 1),
                    verb=lemma,
                    confidence=0.75,
                )
                if lemma == "represent":
                    seat = self._seat(verb, mention, person)
                    if seat is not None:
                        past = verb.tag_ == "VBD" or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
                        yield base.but(predicate="represents", object=seat, former=past)
                elif (
                    target is not None
                    and target.type in {"Organisation", "Party"}
                    and mention is not None
                    and mention.kind == "name"
                ):
                    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
                    if not aux & {"will", "would", "could", "should", "may", "might", "to", "can", "must"}:
                        yield base.but(former=verb.tag_ == "VBD")
        elif lemma in _WORK:
            for prep in verb.children:
                if prep.dep_ != "prep" or prep.lower_ not in _WORK[lemma]:
                    continue
                noun = child(prep, "pobj")
                boss = self.reading.node(noun)
                if (
                    noun is None
                    or boss is None
                    or boss.type not in {"Organisation", "Person"}
                    or (boss.type == "Person" and prep.lower_ in {"in", "at", "on"})
                ):
                    continue
                kind = "worksFor"
                if lemma == "serve" and prep.lower_ in {"in", "on"}:
                    kind = (
                        "memberOf"
                        if {"parliament", "committee", "board", "council", "senate", "guards", "commission", "panel"}
                        & set(boss.label.casefold().split())
                        else kind
                    )
                for subject, person in self._people(surface_subjects(verb)):
                    if person is not boss:
                        yield Draft(
                            person,
                            kind,
                            (min(subject.i, verb.i), noun.i + 1),
                            (verb.i, verb.i + 1),
                            object=boss,
                            subject_at=(subject.i, subject.i + 1),
                            object_at=(noun.i, noun.i + 1),
                            verb=lemma,
                            former=verb.tag_ == "VBD",
                            confidence=0.75,
                        )

    def _seat(self, verb: Token, mention: Mention | None, person: Node) -> Node | None:
        """What a politician represents: a named seat or place; no client, and no country abroad."""
        if mention is None or mention.kind != "name" or mention.type not in {"Place", "Constituency"}:
            return None
        chamber = any(
            c.dep_ == "prep" and c.lower_ in {"in", "at"} and (noun := child(c, "pobj")) is not None
            and noun.lower_ in {"senate", "house", "congress", "parliament", "commons", "westminster", "holyrood"}
            for c in verb.children
        )
        if not (LEGISLATORS & person.offices or chamber or (person.parties and mention.type == "Constituency")):
            return None
        return self.reading.entities.named("Constituency", mention.text)

    # -- "as" -----------------------------------------------------------------------------------------------------

    def _as(self, token: Token) -> Iterator[tuple[Draft, Mention | None]]:
        role = next(
            (
                m
                for k in range(token.i + 1, min(token.i + 9, len(self.doc)))
                if (m := self.reading.at[k]) is not None and m.office is not None
            ),
            None,
        )
        if role is None or role.office is None or role.office.plural or role.office.kind not in {"office", "leader"}:
            return
        if any(
            self.doc[k].pos_ in {"VERB", "ADP", "PUNCT"} or self.doc[k].lower_ in {"that", "if"}
            for k in range(token.i + 1, role.start)
        ):
            return
        if (
            role.end < len(self.doc)
            and role.node is not None
            and (beside := self.reading.at[role.end]) is not None
            and beside.node is role.node
        ):
            return
        for at, person, former in self._holders(token):
            span = (min(at.i, token.i), role.office.end)
            yield (
                Draft(
                    person,
                    "holdsOffice",
                    span,
                    (token.i, token.i + 1),
                    subject_at=(at.i, at.i + 1),
                    object_at=(role.start, role.office.end),
                    former=former or role.office.former,
                    verb=role.office.head,
                    confidence=0.7,
                ),
                role,
            )

    def _holders(self, token: Token) -> Iterator[tuple[Token, Node, bool]]:
        """Who is it that something is told of "as" what they hold."""
        head = token.head
        if token.lower_ == "to":
            if head.lower_ in {"promotion", "appointment", "election"}:
                yield from self._owner(head, _TENURES.get(head.lower_, False))
            return
        if head.pos_ in {"VERB", "AUX"}:
            lemma = head.lemma_.lower()
            if negated(head):
                return
            if lemma in _MADE_AS:
                former = _MADE_AS[lemma]
                tokens = (
                    surface_subjects(head)
                    if is_passive(head)
                    else [c]
                    if (c := child(head, "dobj")) is not None
                    else []
                )
                if lemma == "replace" and is_passive(head):
                    former = True
                yield from ((t, p, former) for t, p in self._people(tokens))
            elif lemma in _HOLD_AS:
                if lemma in {"stand", "step"} and not any(c.lower_ in {"down", "aside"} for c in head.children):
                    return
                if (
                    any(
                        c.dep_ == "aux" and c.lower_ in {"will", "would", "could", "should", "may", "might", "to"}
                        for c in head.children
                    )
                    and not _HOLD_AS[lemma]
                ):
                    return
                former = _HOLD_AS[lemma] or (lemma == "serve" and head.tag_ == "VBD")
                yield from ((t, p, former) for t, p in self._people(surface_subjects(head)))
            else:
                noun = child(head, "dobj")
                if noun is not None and noun.lemma_.lower() in _TENURES:
                    yield from self._owner(noun, _TENURES[noun.lemma_.lower()])
        elif head.lemma_.lower() in _TENURES:
            yield from self._owner(head, _TENURES[head.lemma_.lower()])
        elif (node := self.reading.node(head)) is not None and node.type == "Person":
            yield head, node, False

    def _owner(self, noun: Token, former: bool) -> Iterator[tuple[Token, Node, bool]]:
        owner = child(noun, "poss")
        if owner is not None:
            yield from ((t, p, former) for t, p in self._people([owner]))
