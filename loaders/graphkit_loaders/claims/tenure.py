"""Offices that clauses tell with "as" or "of": "served as senator", "her days as mayor", "had the post of mayor"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import agents, child, is_passive, negated, surface_subjects, unreal
from graphkit_loaders.lexicon import tenures, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


class Tenures:
    """Who holds, or held, which role by the clauses of one reading; drafts come with the role phrase."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc

    def post(self, of: Token) -> Iterator[tuple[Draft, Mention | None]]:
        """ "Has the role of speaker", "took up the post of director": whose office it is."""
        noun, goal = of.head, child(of, "pobj")
        role = self.reading.at[goal.i] if goal is not None else None
        verb = noun.head
        if (
            noun.lemma_.lower() not in word_groups()["posts with of"]
            or noun.dep_ != "dobj"
            or verb.lemma_.lower() not in word_groups()["filling a post"]
            or negated(verb)
            or unreal(verb)
            or role is None
            or role.office is None
            or role.office.plural
            or role.office.kind not in {"office", "leader"}
        ):
            return
        over = verb.tag_ == "VBD" and verb.lemma_.lower() in word_groups()["in a post"]
        for at, person in self.reading.people(surface_subjects(verb)):
            yield (
                Draft(
                    person,
                    "holdsOffice",
                    (min(at.i, verb.i), role.office.end),
                    (noun.i, noun.i + 1),
                    subject_at=(at.i, at.i + 1),
                    object_at=(role.start, role.office.end),
                    former=over or role.office.former,
                    verb=verb.lemma_.lower(),
                    confidence=0.7,
                ),
                role,
            )

    def told(self, token: Token) -> Iterator[tuple[Draft, Mention | None]]:
        """ "As home secretary", "served as senator and minister": the roles, and who holds them."""
        near = range(token.i + 1, min(token.i + 9, len(self.doc)))
        role = next((m for k in near if (m := self.reading.at[k]) is not None and m.office is not None), None)
        if role is None or role.office is None:
            return
        if any(
            self.doc[k].pos_ in {"VERB", "ADP", "PUNCT"} or self.doc[k].lower_ in {"that", "if"}
            for k in range(token.i + 1, role.start)
        ):
            return
        for each in (role, *self._coordinated(role)):
            if each.office is not None and self._held_as(token, each):
                yield from self._told_as(token, each, each.office)

    def _coordinated(self, role: Mention) -> Iterator[Mention]:
        """The roles that a list goes on with: "as mayor, senator and ports minister"."""
        assert role.office is not None
        k = role.office.end
        while k + 1 < len(self.doc) and self.doc[k].text in {",", "and"}:
            k += 1
            while k + 1 < len(self.doc) and self.doc[k].lower_ in {"and", "then", "as", "a", "an", "the", "later"}:
                k += 1
            other = self.reading.at[k]
            if other is None or other.office is None or other.start != k:
                return
            yield other
            k = other.office.end

    def _held_as(self, token: Token, role: Mention) -> bool:
        """Whether a role behind "as" is one that somebody holds, and whose holder does not stand beside it."""
        office = role.office
        if office is None or office.plural or office.kind not in {"office", "leader", "staff", "candidate"}:
            return False
        lemma = token.head.lemma_.lower()
        if (office.kind == "candidate" and lemma not in word_groups()["picking"]) or (
            office.kind == "staff" and lemma not in word_groups()["employing"]
        ):
            return False
        beside = self.reading.at[role.end] if role.end < len(self.doc) else None
        if role.node is not None and beside is not None and beside.node is role.node:
            return False
        owners = [o for t in self.doc[role.start : role.end] if (o := child(t, "poss")) is not None]
        # "with Ann Lee as his deputy": the deputy is somebody else than he
        return not any(o.pos_ in {"PRON", "DET"} for o in owners)

    def _told_as(self, token: Token, role: Mention, office: OfficePhrase) -> Iterator[tuple[Draft, Mention | None]]:
        for at, person, former in self._holders(token, office.kind == "candidate"):
            yield (
                Draft(
                    person,
                    "holdsOffice",
                    (min(at.i, token.i), office.end),
                    (token.i, token.i + 1),
                    subject_at=(at.i, at.i + 1),
                    object_at=(role.start, office.end),
                    former=former or office.former,
                    verb=office.head,
                    confidence=0.7,
                ),
                role,
            )

    def _holders(self, token: Token, sought: bool) -> Iterator[tuple[Token, Node, bool]]:
        """Who is it that something is told of "as" what they hold."""
        head = token.head
        if (
            token.lower_ == "as"
            and head.pos_ == "NOUN"
            and head.lemma_.lower() not in tenures()["owner"]
            and any(c.lower_ == "first" for c in head.children)
        ):
            yield from self._owner(head, False)  # "his first test as home secretary"
            return
        if head.lemma_.lower() in {"successor", "predecessor"} and token.lower_ == "as":
            before = head.lemma_.lower() == "predecessor"
            named = [c for c in head.children if c.dep_ == "appos" and c.i > token.i]
            named += [head.head] if head.dep_ == "appos" else []
            yield from ((t, p, before) for t, p in self.reading.people(named))
            yield from self._owner(head, not before)
            return
        if token.lower_ == "to" and head.pos_ == "VERB" and head.lemma_.lower() in word_groups()["promoting"]:
            if not negated(head) and not unreal(head):
                own = child(head, "dobj")
                risen = surface_subjects(head) if is_passive(head) else [own] if own is not None else []
                yield from ((t, p, False) for t, p in self.reading.people(risen))
            return
        if token.lower_ == "to":
            if head.lower_ in word_groups()["rises"]:
                yield from self._owner(head, tenures()["owner"].get(head.lower_, False))
            return
        if head.pos_ in {"VERB", "AUX"}:
            lemma = head.lemma_.lower()
            fronted = token.lower_ == "as" and token.i < head.i and not any(c.dep_ == "neg" for c in token.children)
            if negated(head) and not fronted:
                return  # "as mayor she did not sign it" has a mayor, "did not act as mayor" has none
            if lemma in tenures()["object"] or (sought and lemma in word_groups()["picking"]):
                former = tenures()["object"].get(lemma, False)
                tokens = (
                    surface_subjects(head)
                    if is_passive(head)
                    else [c]
                    if (c := child(head, "dobj")) is not None
                    else []
                )
                if lemma == "replace" and is_passive(head):
                    former = True
                yield from ((t, p, former) for t, p in self.reading.people(tokens))
                if former and not unreal(head):
                    yield from ((t, p, False) for t, p in self.reading.people(_favoured(head, token)))
                if lemma in word_groups()["succeeding"] and not unreal(head):
                    heirs = agents(head) if is_passive(head) else surface_subjects(head)
                    yield from ((t, p, False) for t, p in self.reading.people(heirs))
            elif lemma in tenures()["subject"]:
                if lemma in {"stand", "step"} and not any(c.lower_ in {"down", "aside"} for c in head.children):
                    return
                if unreal(head) and not tenures()["subject"][lemma]:
                    return
                former = tenures()["subject"][lemma] or (lemma in {"serve", "work", "act"} and head.tag_ == "VBD")
                yield from ((t, p, former) for t, p in self.reading.people(surface_subjects(head)))
            else:
                noun = child(head, "dobj")
                if noun is not None and noun.lemma_.lower() in tenures()["owner"]:
                    yield from self._owner(noun, _is_over(noun))
                elif (
                    lemma not in word_groups()["regarding"]
                    and not is_passive(head)
                    and not (token.i > head.i and child(head, "ccomp"))
                    and not unreal(head)
                    and (noun is None or not self.reading.people([noun]))
                ):
                    yield from ((t, p, False) for t, p in self.reading.people(surface_subjects(head)))
        elif head.lemma_.lower() in tenures()["owner"]:
            yield from self._owner(head, _is_over(head))
        elif (node := self.reading.node(head)) is not None and node.type == "Person":
            yield head, node, False

    def _owner(self, noun: Token, former: bool) -> Iterator[tuple[Token, Node, bool]]:
        owner = child(noun, "poss")
        if owner is not None:
            yield from ((t, p, former) for t, p in self.reading.people([owner]))


def _favoured(verb: Token, role: Token) -> list[Token]:
    """Who takes somebody's place: "was dropped as chairman in favour of Ann Lee"; ``role`` is the "as"."""
    near = [*verb.children, *(g for c in role.children for g in c.children)]
    for prep in (c for c in near if c.dep_ == "prep" and c.lower_ == "in"):
        favour = child(prep, "pobj")
        of = child(favour, "prep") if favour is not None and favour.lower_ in {"favour", "favor"} else None
        heir = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        if heir is not None:
            return [heir]
    return []


def _is_over(tenure: Token) -> bool:
    """Whether a time in office is over: "her days as mayor", "his stint as mayor", not "her first days as mayor"."""
    lemma = tenure.lemma_.lower()
    first = any(c.dep_ == "amod" for c in tenure.children)
    return tenures()["owner"][lemma] or (lemma in {"day", "year"} and tenure.tag_ == "NNS" and not first)
