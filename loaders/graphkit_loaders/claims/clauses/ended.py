"""What an article tells to be over though no word beside it says so: offices of the dead, of the dismissed, of old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import child, conjuncts, negated, surface_subjects, unreal
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what ends with its holder's life
_ENDS = {"holdsOffice", "leads", "worksFor", "represents", "candidateFor"}
#: years back from the latest that an article names, from which on who is titled then is not taken to be so still
_LONG_AGO = 15
#: tokens back in which a list of offices may begin with "former"
_LIST = 10
#: steps up from a name to what happened to its bearer, or when
_NEAR = 3


class Ended:
    """Which relations of one reading are over."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc = reading, reading.doc
        self.dead: set[Node] = set()
        self.dismissed: set[Node] = set()
        for token in self.doc:
            if token.pos_ == "VERB" and not negated(token) and not unreal(token) and not _short_of(token):
                self._told_by(token)
        for m in reading.mentions:
            if m.kind == "name" and m.node is not None and m.start and self.doc[m.start - 1].lower_ == "late":
                self.dead.add(m.node)  # "the late Ann Lee"
        years = [year for t in self.doc if (year := _year(t))]
        published = reading.article.published
        self.latest = published.earliest.year if published is not None else max(years, default=0)

    def _told_by(self, verb: Token) -> None:
        lemma = verb.lemma_.lower()
        if lemma in word_groups()["dying"] and verb.tag_ in {"VBD", "VBN"}:
            self.dead |= self._people(surface_subjects(verb))
        elif lemma in word_groups()["killing"] and child(verb, "auxpass") is not None:
            self.dead |= self._people(_objects(verb))
        elif lemma in word_groups()["sacking"] and (verb.tag_ == "VBD" or child(verb, "auxpass") is not None):
            self.dismissed |= self._people([t for t in _objects(verb) if t.pos_ != "PRON"])

    def _people(self, tokens: list[Token]) -> set[Node]:
        found: set[Node] = set()
        for token in tokens:
            for t in (token, *(c for c in token.children if c.dep_ == "appos")):
                node = self.reading.person(t)
                if node is not None:
                    found.add(node)
        return found

    def marked(self, draft: Draft) -> Draft:
        """The draft, as a former one where the article tells that it is over."""
        if draft.former or draft.predicate not in _ENDS or draft.object is None:
            return draft
        over = draft.subject in self.dead or self._dismissed(draft) or self._under_an_end(draft)
        if over or self._earlier(draft) or self._of_old(draft) or self._of_then(draft) or self._listed(draft):
            return draft.but(former=True)
        return draft

    def _earlier(self, draft: Draft) -> bool:
        """Whether a candidacy is one of an earlier year: "her 2012 campaign", where the text speaks of 2016."""
        noun = self.doc[draft.trigger[0]]
        if draft.predicate in {"holdsOffice", "worksFor"} and noun.pos_ not in {"VERB", "AUX", "ADP", "SCONJ"}:
            role = self.reading.at[draft.trigger[0]]
            end = role.office.end if role is not None and role.office is not None else 0
            # "manager of Ann Lee's 2004 campaign"
            goes_on = end and end < len(self.doc) and self.doc[end].lower_ in {"'s", "’s", "for", "of"}
            return any(0 < _year(t) < self.latest for t in self.doc[draft.trigger[0] : end + 3 * bool(goes_on)])
        if draft.predicate != "candidateFor" or noun.pos_ not in {"NOUN", "PROPN"}:
            return False
        near = [t for t in noun.children if t.i < noun.i]
        near += [g for c in noun.children if c.lower_ == "in" for g in c.children]
        return any(0 < _year(t) < self.latest for t in near)

    def _of_then(self, draft: Draft) -> bool:
        """Whether "as mayor" goes with what its holder did, who is told to hold another office now or names a year."""
        token = self.doc[draft.trigger[0]]
        token = token.head if token.dep_ == "pobj" else token
        verb = token if token.lemma_ == "become" else token.head
        if (token.lower_ != "as" and verb is not token) or draft.object is None or verb.tag_ != "VBD":
            return False
        dated = any(0 < _year(t) < self.latest for t in verb.subtree)
        told = set(draft.object.label.casefold().split())
        now = [set(o.split()) for o in draft.subject.offices - draft.subject.past - word_groups()["legislators"]]
        other = bool(now) and not any(o <= told or told <= o for o in now)
        return dated and other if token is verb else dated or other

    def _listed(self, draft: Draft) -> bool:
        """Whether a list of offices goes on behind "former": "a former mayor, senator and ports minister"."""
        if draft.predicate not in {"holdsOffice", "leads"} or draft.object is None:
            return False
        if draft.object.label in word_groups()["legislators"] and draft.object.label != "senator":
            return False
        k = draft.trigger[0]
        mention = self.reading.at[k]
        if mention is None or mention.office is None or self.doc[max(0, k - 1)].lower_ not in {",", "and"}:
            return False
        if any(t.lower_ in word_groups()["of today"] for t in self.doc[k : mention.office.end]):
            return False  # "the former senator and current mayor"
        stops = {"the", ";", "--", "–", "—", "("} | word_groups()["of today"]
        for t in reversed(self.doc[max(0, k - _LIST) : k - 1]):
            if t.lower_ in {"former", "ex"}:
                return True
            between = self.reading.at[t.i]
            if between is not None and between.kind == "name" and between.type == "Person":
                return False
            if t.pos_ in {"VERB", "AUX", "PRON"} or t.lower_ in stops:
                return False
        return False

    def _dismissed(self, draft: Draft) -> bool:
        """Whether it is the post of somebody who was sacked; a seat in a chamber or a party's lead is none."""
        if draft.subject not in self.dismissed or draft.object is None:
            return False
        if draft.predicate in {"candidateFor", "represents"}:
            return False
        return draft.object.type != "Party" and draft.object.label not in word_groups()["legislators"]

    def _holder(self, draft: Draft) -> Token:
        """The token by which the parse hangs the name of a relation's subject."""
        mention = self.reading.at[draft.subject_at[0]] if draft.subject_at is not None else None
        token = self.doc[mention.head if mention is not None else draft.trigger[0]]
        while token.dep_ in {"compound", "nmod", "appos", "amod"} and abs(token.head.i - token.i) < 12:
            token = token.head
        return token

    def _under_an_end(self, draft: Draft) -> bool:
        """Whether a name stands in "the resignation of mayor Ann Lee", "the death of Ann Lee and aide Bob Fox"."""
        token = self._holder(draft)
        while token.dep_ == "conj":
            token = token.head
        over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        if over is None or over.lemma_.lower() not in word_groups()["ends of a tenure"]:
            return False
        # "the departure of the mayor for Paris"
        bound = any(c.dep_ == "prep" and c.lower_ in {"for", "to"} for c in (*over.children, *token.children))
        return not (bound and over.lemma_.lower() in word_groups()["journeys too"])

    def _of_old(self, draft: Draft) -> bool:
        """Whether a title stands in what happened long ago: "was appointed by Mayor Ann Lee in 1993"."""
        told_by = self.doc[draft.trigger[0]].pos_
        if draft.predicate not in {"holdsOffice", "represents"} or told_by in {"VERB", "AUX", "ADP", "SCONJ"}:
            return False
        token = self._holder(draft)
        for _ in range(_NEAR):
            token = token.head
            if 0 < _year(token) <= self.latest - _LONG_AGO:
                return True  # "in 1964, when they chose Senator Ann Lee"
            for prep in token.children:
                goal = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in {"in", "during"} else None
                years = [_year(t) for t in conjuncts(goal)] if goal is not None else []
                if any(year and year <= self.latest - _LONG_AGO for year in years):
                    return True
            if token.pos_ in {"VERB", "AUX"}:
                break
        return False


def _short_of(verb: Token) -> bool:
    """Whether it nearly came so, or a particle makes it another thing: "almost died", "was fired up"."""
    return any(c.dep_ == "prt" or c.lower_ in word_groups()["short of it"] for c in verb.children)


def _objects(verb: Token) -> list[Token]:
    """Whom a verb's own object, or its own subject in the passive, names."""
    own = child(verb, "nsubjpass", "dobj")
    return conjuncts(own) if own is not None else []


def _year(token: Token) -> int:
    """The year that a token is; 0 for others."""
    return int(token.text) if token.shape_ == "dddd" and token.text[:2] in {"17", "18", "19", "20"} else 0
