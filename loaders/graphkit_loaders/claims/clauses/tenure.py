"""Offices that clauses tell with "as" or "of": "served as senator", "her days as mayor", "had the post of mayor"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import agents, child, infinitive, is_passive, negated, surface_subjects, unreal
from graphkit_loaders.lexicon import lexicon, tenures, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: the token that names who holds an office, who that is, and whether it is over
Holder = tuple["Token", Node, bool]


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
        standing = lemma in word_groups()["picking"] or _owned(token).lemma_.lower() == "status"
        if (office.kind == "candidate" and not standing) or (
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
        # what one hopes for is told by the verb, what another holds now by the role: "hopes to replace her as mayor"
        word = role.start if _to_come(token.head) else token.i
        for at, person, former in self._holders(token, office.kind == "candidate"):
            yield (
                Draft(
                    person,
                    "holdsOffice",
                    (min(at.i, token.i), office.end),
                    (word, word + 1),
                    subject_at=(at.i, at.i + 1),
                    object_at=(role.start, office.end),
                    former=former or office.former,
                    verb=office.head,
                    confidence=0.7,
                ),
                role,
            )
        if token.head.lemma_.lower() not in word_groups()["leaving an office"]:
            yield from self._left_by(role, office)

    def _left_by(self, role: Mention, office: OfficePhrase) -> Iterator[tuple[Draft, Mention | None]]:
        """ "Spoke as ports minister following Bob Fox's resignation": who held it before."""
        k = office.end
        if k + 1 >= len(self.doc) or self.doc[k].lower_ not in {"following", "after"} or office.former:
            return
        end = next((t for t in self.doc[k + 1 : k + 8] if t.lemma_.lower() in word_groups()["ends of a tenure"]), None)
        preps = [c for c in end.children if c.dep_ == "prep"] if end is not None else []
        if end is None or any(c.lower_ not in {"of", "in", "on"} for c in preps):
            return  # "following her resignation as chancellor", "after her departure for Paris": not from this office
        named = [child(end, "poss"), *(child(c, "pobj") for c in preps if c.lower_ == "of")]
        for at, person in self.reading.people([t for t in named if t is not None]):
            if person.offices - {office.name.casefold(), office.head}:
                continue  # "after the resignation of Bob Fox, the chancellor"
            yield (
                Draft(
                    person,
                    "holdsOffice",
                    (role.start, max(at.i, end.i) + 1),
                    (end.i, end.i + 1),
                    subject_at=(at.i, at.i + 1),
                    object_at=(role.start, office.end),
                    former=True,
                    verb=office.head,
                    confidence=0.7,
                ),
                role,
            )

    def _holders(self, token: Token, sought: bool) -> Iterator[Holder]:
        """Who is it that something is told of "as" what they hold, or who rises "to" it."""
        head = token.head
        if head.lower_ == "including":
            return  # "has had many posts, including as mayor"
        joins = self.doc[token.i - 1] if token.i else token
        first = joins.head
        while first.pos_ == "ADP" and first.head.i < first.i:
            first = first.head
        if token.lower_ == "as" and joins.dep_ == "cc" and first.pos_ == "VERB":
            head = first  # "who served as mayor and as minister"
        lemma, noun = head.lemma_.lower(), head.pos_ == "NOUN"
        if token.lower_ == "as" and noun and _is_first(head):
            yield from self._owner(head, False)  # "his first test as home secretary"
        elif token.lower_ == "as" and lemma in {"successor", "predecessor"}:
            yield from self._in_turn(token, head, lemma == "predecessor")
        elif token.lower_ == "to" and head.pos_ == "VERB" and lemma in word_groups()["promoting"]:
            if not negated(head) and not unreal(head):
                yield from self._people(_acted_on(head), False)
        elif token.lower_ == "to":
            if head.lower_ in word_groups()["rises"]:
                yield from self._owner(head, tenures()["owner"].get(head.lower_, False))
        elif head.pos_ in {"VERB", "AUX"}:
            fronted = token.lower_ == "as" and token.i < head.i and not any(c.dep_ == "neg" for c in token.children)
            if fronted or not negated(head):  # "as mayor she did not sign" has a mayor, "did not act as mayor" has none
                yield from self._by_verb(token, head, sought)
        elif lemma in tenures()["owner"]:
            yield from self._owner(head, _is_over(head))
        elif (node := self.reading.node(head)) is not None and node.type == "Person":
            yield head, node, False

    def _in_turn(self, token: Token, noun: Token, before: bool) -> Iterator[Holder]:
        """ "Her successor as mayor, Bob Fox": who held it when; ``before``: the one named held it first."""
        named = [c for c in noun.children if c.dep_ == "appos" and c.i > token.i]
        named += [noun.head] if noun.dep_ == "appos" else []
        yield from self._people(named, before)
        # who has a predecessor may be over too: "the former head ... his predecessor as secretary"
        yield from ((t, p, not before or bool(p.past)) for t, p, _ in self._owner(noun, False))

    def _by_verb(self, token: Token, verb: Token, sought: bool) -> Iterator[Holder]:
        """ "Was sacked as minister", "served as mayor", "left her post as mayor", "spoke as mayor"."""
        lemma, noun = verb.lemma_.lower(), child(verb, "dobj")
        if _to_come(verb):
            for at in _acted_on(verb) if _is_of_now(verb) else []:
                yield from self._people([at], self._has_left(at))
        elif lemma in tenures()["object"] or (sought and lemma in word_groups()["picking"]):
            former = tenures()["object"].get(lemma, False) or (lemma == "replace" and is_passive(verb))
            yield from self._people(_acted_on(verb), former)
            if former and not unreal(verb):
                yield from self._people(_favoured(verb, token), False)
            if lemma in word_groups()["succeeding"] and not unreal(verb):
                yield from self._people(agents(verb) if is_passive(verb) else surface_subjects(verb), False)
        elif lemma in tenures()["subject"]:
            over = tenures()["subject"][lemma]
            if lemma in {"stand", "step"} and not any(c.lower_ in {"down", "aside"} for c in verb.children):
                return
            if over or not unreal(verb):
                once = any(c.lower_ in {"had", "having", *word_groups()["once"]} for c in verb.children)
                over = over or (lemma in word_groups()["serving"] and (verb.tag_ == "VBD" or once))
                yield from self._people(surface_subjects(verb), over)
        elif noun is not None and noun.lemma_.lower() in tenures()["owner"]:
            yield from self._owner(noun, _is_over(noun))
        elif (
            (lemma not in word_groups()["regarding"] or token.i < verb.i)  # "as mayor she saw it", "saw it as mayor"
            and not is_passive(verb)
            and not (token.i > verb.i and child(verb, "ccomp"))
            and not unreal(verb)
            and (noun is None or not self.reading.people([noun]))
        ):
            # "held several posts, including as mayor"
            posts = lemma in word_groups()["in a post"] and noun is not None
            posts = posts and any(t.lemma_ in word_groups()["posts with of"] for t in verb.subtree)
            yield from self._people(surface_subjects(verb), posts and verb.tag_ == "VBD")

    def _has_left(self, name: Token) -> bool:
        """Whether whom another is to follow is gone: "the ousted Ann Lee", "Ann Lee, who has resigned"."""
        mention = self.reading.at[name.i]
        words = [c for c in name.children if c.i < name.i]
        title = self.reading.at[mention.start - 1] if mention is not None and mention.start else None
        if title is not None and title.office is not None and title.office.former:
            return True
        if any(lexicon().over(c.lower_) for c in words):
            return True
        return self.reading.person(name) in self._gone

    @functools.cached_property
    def _gone(self) -> set[Node]:
        """Those of whom the text tells that they have left a post or were made to."""
        found: set[Node] = set()
        for verb in self.doc:
            lemma = verb.lemma_.lower()
            if verb.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBN"} or negated(verb) or unreal(verb):
                continue
            passive = is_passive(verb)
            if lemma in word_groups()["gone of themselves"] and not passive:
                down = lemma not in {"stand", "step"} or any(c.lower_ in {"down", "aside"} for c in verb.children)
                gone = surface_subjects(verb) if down else []
            elif tenures()["object"].get(lemma) and lemma not in word_groups()["succeeding"]:
                gone = _acted_on(verb)
            else:
                continue
            found |= {p for t in gone if (p := self.reading.person(t)) is not None}
        return found

    def _people(self, tokens: list[Token], former: bool) -> Iterator[Holder]:
        yield from ((t, p, former) for t, p in self.reading.people(tokens))

    def _owner(self, noun: Token, former: bool) -> Iterator[Holder]:
        owner = child(noun, "poss")
        above = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if not former and above is not None and unreal(above):
            return  # "would do so in her first days as mayor"
        halted = above is not None and is_passive(above) and above.lower_ in word_groups()["not there yet"]
        if not former and (halted or any(c.lower_ in word_groups()["not there yet"] for c in noun.children)):
            return  # "her hoped-for appointment as minister", "her promotion to minister was blocked"
        if owner is not None:
            yield from self._people([owner], former or _is_past(noun, above))


def _is_past(noun: Token, above: Token | None) -> bool:
    """Whether a time in office is the frame of what was done: "used it during her tenure as mayor"."""
    if above is None or noun.lemma_.lower() not in word_groups()["times in office"]:
        return False
    within = noun.dep_ == "pobj" and noun.head.lower_ in {"during", "throughout"}
    return within and (above.tag_ == "VBD" or any(c.lower_ == "had" and c.dep_ == "aux" for c in above.children))


def _owned(preposition: Token) -> Token:
    """The noun that "as" behind it goes with, whether the parse hangs it on the noun or on its verb."""
    noun = child(preposition.head, "dobj") if preposition.head.pos_ == "VERB" else None
    return noun if noun is not None else preposition.head


def _to_come(verb: Token) -> bool:
    """Whether somebody is still to take another's place: "hopes to replace Ann Lee as mayor", who is mayor now."""
    return verb.lemma_.lower() in word_groups()["succeeding"] and infinitive(verb) and not is_passive(verb)


def _is_of_now(verb: Token) -> bool:
    """Whether what stands over a verb is told of the present: "hopes to", not "had hoped to"."""
    over = (a for a in verb.ancestors if a.pos_ in {"VERB", "AUX"})
    hope = next(over, None)
    auxiliary = {c.lower_ for c in hope.children if c.dep_ in {"aux", "auxpass"}} if hope is not None else set()
    return hope is not None and hope.tag_ != "VBD" and not auxiliary & {"was", "were", "had", "would", "could", "might"}


def _is_first(noun: Token) -> bool:
    """Whether a noun is the first of what comes with an office: "her first speech", and no time in it."""
    return noun.lemma_.lower() not in tenures()["owner"] and any(c.lower_ == "first" for c in noun.children)


def _acted_on(verb: Token) -> list[Token]:
    """To whom it is done: the object, in the passive the subject."""
    own = child(verb, "dobj")
    return surface_subjects(verb) if is_passive(verb) else [own] if own is not None else []


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
