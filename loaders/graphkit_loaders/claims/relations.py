"""Who is what: offices, memberships, leads, seats, candidacies, employers and families, from titles and appositions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.actions.trigger import Trigger
from graphkit_loaders.claims.actions.triggers import triggers
from graphkit_loaders.claims.beside.families import Families
from graphkit_loaders.claims.beside.groups import Groups
from graphkit_loaders.claims.beside.names import Beside
from graphkit_loaders.claims.candidacy.contests import Contests
from graphkit_loaders.claims.candidacy.nouns import Candidacies
from graphkit_loaders.claims.clauses.ended import Ended
from graphkit_loaders.claims.clauses.relations import Clauses
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.manner.clauses import manner
from graphkit_loaders.claims.roles.offices import RoleRelations
from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.roles.titles import Held
from graphkit_loaders.language.grammar import NEGATIONS, child, first_to, is_passive, negated, surface_subjects, unreal
from graphkit_loaders.lexicon import Lexicon, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


#: how sure it is whom a description means
_DESCRIBED = 0.6


class Relations:
    """The relations of one reading, each once: the first place that states it."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words = reading, words
        self.doc = reading.doc
        self.candidacies = Candidacies(reading)
        self.roles = RoleRelations(reading, words, self.candidacies.contest)

    def find(self) -> list[Draft]:
        """All relations, the longer name of an office before the shorter, by place."""
        ended = Ended(self.reading)
        told = (d for d in self._all() if self.reading.prose[d.trigger[0]] and d.object is not d.subject)
        drafts = [ended.marked(d) for d in told if not self._of_branch(d)]
        drafts = [d for d in drafts if not self._of_another_state(d, drafts)]
        given_up = {(d.subject, d.object) for d in drafts if d.former and self._gives_up(d)}
        drafts = [d.but(former=True) if (d.subject, d.object) in given_up else d for d in drafts]
        kept: dict[tuple[int, str, int, object], Draft] = {}
        for draft in drafts:
            assert draft.object is not None
            how = (draft.former, draft.negated, draft.modality, draft.source.index if draft.source else None)
            kept.setdefault((draft.subject.index, draft.predicate, draft.object.index, how), draft)
        return list(_most_specific(kept.values()))

    def _gives_up(self, draft: Draft) -> bool:
        """Whether a draft tells that an office is left: "resigned as mayor", so that no other words give it back."""
        at = self.doc[draft.trigger[0]]
        leaving = word_groups()["leaving an office"]
        return at.lemma_.lower() in leaving or (at.lower_ == "as" and at.head.lemma_.lower() in leaving)

    def _of_another_state(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether a description gives a state to somebody whom the text seats for another: it means somebody else."""
        if draft.predicate != "represents" or draft.object is None or draft.confidence > _DESCRIBED:
            return False
        states = self.words.states.values()
        own = [d for d in drafts if d.predicate == "represents" and d.subject is draft.subject]
        seats = {d.object.label for d in own if d.object is not None}
        return draft.object.label in states and any(s in states and s != draft.object.label for s in seats)

    def _of_branch(self, draft: Draft) -> bool:
        """Whether a party is led in one place only: "the chairman of the Green Party in Seatown"."""
        at = draft.object_at
        if draft.predicate != "leads" or draft.object is None or draft.object.type != "Party" or at is None:
            return False
        inside = [t for t in self.doc[at[0] : min(at[1] + 2, len(self.doc))] if t.lower_ == "in"]
        places = (self.reading.at[t.i + 1] for t in inside if t.i + 1 < len(self.doc))
        return any(p is not None and p.kind == "name" and p.type in {"Place", "Constituency"} for p in places)

    def _all(self) -> Iterator[Draft]:
        for held in self.reading.held:
            yield from self._role(held)
        beside = Beside(self.reading, self.words)
        yield from beside.parts()
        yield from beside.own_parties()
        for mention in self.reading.mentions:
            if mention.kind == "name" and mention.node is not None and mention.node.type == "Person":
                yield from beside.find(mention, mention.node)
        yield from self._copulas()
        yield from self._described()
        yield from Families(self.reading).find()
        groups = Groups(self.reading)
        yield from groups.parties()
        yield from groups.led()
        for counted, group in groups.roles():
            assert group.office is not None
            yield from self.roles.find(counted.but(predicate="holdsOffice"), group.office, group)
        named = list(self.candidacies.find())
        yield from Contests(self.reading, self.words, self.candidacies, named).find()
        for candidacy in named:
            at = self.doc[candidacy.trigger[0]]
            told = self._put(candidacy, at) if at.pos_ == "VERB" or at.dep_ == "dobj" else candidacy
            if told is not None:
                yield told
        for found, role in Clauses(self.reading, self.words).find():
            draft = self._put(found, self.doc[found.trigger[0]])
            if draft is None:
                continue
            if role is None or role.office is None:
                yield draft
            else:
                yield from self.roles.find(draft, role.office, role)

    # -- role phrases ---------------------------------------------------------------------------------------------

    def _role(self, held: Held) -> Iterator[Draft]:
        office = held.role.office
        assert office is not None
        if self._courtesy(held):
            return
        hypothetical = held.how == "title" and self._is_thought_up(held)
        base = Draft(
            held.person,
            "holdsOffice",
            (held.start, held.end),
            (held.role.start, held.role.end),
            subject_at=(held.mention.start, held.mention.end) if held.mention else None,
            former=held.former or self._of_then(held.role, office.end),
            modality=Modality.POSSIBLE if hypothetical else Modality.ASSERTED,
            verb=office.head,
            confidence=0.9 if held.how == "title" else 0.85,
        )
        yield from self.roles.find(base, office, held.role)

    def _courtesy(self, held: Held) -> bool:
        """Whether somebody is only called by a title that one keeps: "I thank Governor Lee," of one named elsewhere."""
        office, name = held.role.office, held.mention
        if office is None or name is None or held.how != "title" or self.reading.quote_of[name.start] is None:
            return False
        alone = office.head in word_groups()["titles that are kept"] and office.name.casefold() == office.head
        if not alone or held.role.end - held.role.start != 1 or name.end - name.start != 1:
            return False
        return any(
            m.node is held.person and m.kind == "name" and self.reading.quote_of[m.start] is None
            for m in self.reading.mentions
        )

    def _is_thought_up(self, held: Held) -> bool:
        """Whether "a" makes of a title what might come: "the danger of a President Lee"."""
        k = held.role.start
        before = self.doc[k - 1].lower_ if k else ""
        return before in {"a", "another"} and self.doc[k].text[0].isupper() and self.doc[k].dep_ != "appos"

    def _of_then(self, role: Mention, end: int) -> bool:
        """Whether words around a role say that it was held then: ", then ambassador", "minister at the time"."""
        if self._one_of_several(role):
            return True
        if end < len(self.doc) and self.doc[end].lower_ == "during":
            return True  # "a ports secretary during the Fox years"
        before = self.doc[max(0, role.start - 2) : role.start].text.casefold()
        if self.doc[end : end + 1].text == "during":
            return True  # "a labour secretary during the Lee administration"
        return before == ", then" or self.doc[end : end + 3].text.casefold() in word_groups()["at the time"]

    def _one_of_several(self, role: Mention) -> bool:
        """Whether somebody was the first of a person's aides: "President Fox's first budget director"."""
        if role.office is None or role.office.kind == "family":
            return False
        words = self.doc[max(0, role.start - 1) : role.end]
        first = next((t for t in words if t.lower_ in {"first", "original"}), None)
        owner = self.doc[first.i - 2] if first is not None and self.doc[first.i - 1].tag_ == "POS" else None
        return owner is not None and self.reading.person(owner) is not None

    # -- clauses --------------------------------------------------------------------------------------------------

    def _copulas(self) -> Iterator[Draft]:
        """ "Ann Lee is the MP for Leeds North", "she became home secretary", "he was elected leader"."""
        for mention in self.reading.mentions:
            office = mention.office
            if office is None:
                continue
            head = self.doc[mention.head]
            while head.dep_ == "conj" and head.head.i < head.i and head.head.dep_ in {"attr", "oprd", "conj"}:
                head = head.head  # "she is a lawyer and a member of the council"
            if head.dep_ not in {"attr", "oprd"} and (first := self._listed_after(mention)) is not None:
                head = first
            verb = head.head
            if head.dep_ not in {"attr", "oprd"} or verb.lemma_ not in word_groups()["linking"]:
                continue
            if head.i != mention.head and self.doc[office.end].pos_ in {"AUX", "VERB"}:
                continue  # "she is a friend and the prime minister is a foe"
            ahead = unreal(verb) - ({"will"} if verb.lemma_ == "remain" else set())
            between = {t.lower_ for t in self.doc[verb.i + 1 : mention.start]}
            if negated(verb) or between & (NEGATIONS | word_groups()["hardly"]) or (ahead and not first_to(verb)):
                continue  # "is no minister", "is hardly a minister"
            if verb.lemma_ in word_groups()["raising to office"] and any(
                (c.dep_ == "auxpass" and c.lower_ in {"is", "are", "be"})
                or (c.i < verb.i and c.lower_ in {"if", "once", "unless", "until", "when"} and c.dep_ != "nsubj")
                for c in verb.children
            ):
                continue  # "he is elected president", "if elected president" tell what may come
            subjects = _told_of(verb)
            if office.plural and len(subjects) < 2:
                continue  # "she was certain MPs would agree"
            for subject in map(self.reading.bearer, subjects):
                person = self.reading.node(subject)
                if person is None or person.type != "Person":
                    continue
                told = verb.head.head if first_to(verb) else verb
                lasting = any(c.dep_ == "prep" and c.lower_ in {"for", "since"} for c in (verb, *verb.subtree))
                once = not lasting and any(c.lower_ in word_groups()["among other posts"] for c in verb.children)
                past = verb.lemma_ == "be" and (told.lower_ in {"was", "were"} or (verb.lower_ == "been" and once))
                draft = self._put(
                    Draft(
                        person,
                        "holdsOffice",
                        (min(subject.left_edge.i, mention.start), max(office.end, verb.i + 1)),
                        (verb.i, verb.i + 1),
                        subject_at=(subject.i, subject.i + 1),
                        former=office.former or past,
                        verb=verb.lemma_,
                        confidence=0.75,
                    ),
                    verb,
                )
                if draft is not None:
                    yield from self.roles.find(draft, office, mention)

    def _listed_after(self, role: Mention) -> Token | None:
        """The noun of the role with which a list of roles begins: "is a writer for Harbour News and host of ..."."""
        k = role.start - 1
        while k > 0 and self.doc[k].lower_ in {"a", "an", "the", "also"}:
            k -= 1
        if k < 1 or self.doc[k].lower_ != "and" or role.office is None or role.office.end >= len(self.doc):
            return None
        after = self.doc[role.office.end]
        if after.pos_ in {"VERB", "AUX", "PROPN"} or after.text in {"'s", "’s"}:
            return None
        near = (m for t in self.doc[max(0, k - 8) : k] if (m := self.reading.at[t.i]) is not None)
        first = next((m for m in near if m.office is not None and m.office.end == k), None)
        if first is None or first.office is None or first.office.plural or role.office.plural:
            return None
        return self.doc[first.head] if role.office.kind in {"office", "leader", "staff", "member"} else None

    def _put(self, draft: Draft, token: Token) -> Draft | None:
        """The draft as the clause of its verb puts it; None where it stands under a refusal, a denial, a demand."""
        verb = token if token.pos_ in {"VERB", "AUX"} else token.head
        if verb.pos_ not in {"VERB", "AUX"}:
            return draft
        how = manner(Trigger(verb, "", (verb,)), draft.subject, self.reading, triggers())
        if how.dropped:
            return None
        fronted = token.lower_ == "as" and token.i < verb.i  # "as mayor she did not sign it" says that she is mayor
        over = draft.former or (verb.dep_ == "xcomp" and verb.head.lower_ == "used")  # "used to work for"
        return draft.but(negated=how.negated and not fronted, modality=how.modality, source=how.source, former=over)

    def _described(self) -> Iterator[Draft]:
        """A description led back to a person says its role again, with what it adds ("the Labour leader")."""
        named = {id(h.role) for h in self.reading.held}
        for mention in self.reading.mentions:
            office = mention.office
            if office is None or mention.node is None or id(mention) in named or mention.node.type != "Person":
                continue
            if self.doc[mention.head].dep_ in {"attr", "oprd"}:
                continue  # what one is, or may become, its verb tells
            if office.kind == "family":
                continue  # "his wife" adds nothing to the name that she was told by, and may be another man's
            yield from self.roles.find(
                Draft(
                    mention.node,
                    "holdsOffice",
                    (mention.start, mention.end),
                    (mention.start, mention.end),
                    subject_at=(mention.start, mention.end),
                    former=office.former,
                    verb=office.head,
                    confidence=_DESCRIBED,
                ),
                office,
                mention,
            )


def _told_of(verb: Token) -> list[Token]:
    """Whose role a copula tells: its subjects; who was the first to be it; whose job it is."""
    if verb.lemma_ in word_groups()["raising to office"] and not is_passive(verb):
        return []  # "Ann Lee named Bob Fox ports minister"
    if first_to(verb):
        noun = verb.head
        if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "become"}:
            told = {c.lower_ for c in noun.head.children if c.dep_ == "aux"} <= {"has", "had", "have"}
            return surface_subjects(noun.head) if told and not negated(noun.head) else []
        return [noun.head] if noun.dep_ == "appos" else surface_subjects(verb)
    found = []
    for subject in surface_subjects(verb):
        owner = child(subject, "poss") if subject.lemma_.lower() in word_groups()["posts"] else None
        if owner is not None and any(
            c.dep_ in {"amod", "compound", "nmod"} and c.lower_ not in word_groups()["kinds of posts"]
            for c in subject.children
        ):
            continue  # "her dream job is home secretary"
        found.append(owner if owner is not None else subject)
    return found


def _most_specific(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Offices whose name is part of a longer office of the person are left out: "minister" beside "health minister"."""
    kept = list(drafts)
    offices = [(d, set(d.object.label.casefold().split())) for d in kept if d.predicate == "holdsOffice" and d.object]
    for draft in kept:
        own = next((words for d, words in offices if d is draft), None)
        if own is None or not any(d.subject is draft.subject and own < words for d, words in offices):
            yield draft
