"""What an article tells to be over though no word beside it says so: offices of the dead, of the dismissed, of old."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from graphkit.model import Modality
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import child, conjuncts, infinitive, negated, surface_subjects, unreal
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: what ends with its holder's life
_ENDS = {"holdsOffice", "leads", "worksFor", "represents", "candidateFor"}
#: years back from the latest that an article names, from which on who is titled then is not taken to be so still
_LONG_AGO = 15
#: years that a campaign may take: one of a year as far back as this is over
_CAMPAIGN = 2
#: tokens from "left" in which "dead" may follow
_DEATHS = 10
#: clauses up from a candidacy in which its year may stand
_CLAUSES = 5
#: tokens before a title in which a word may tell of service under its holder
_SERVICE = 5
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
        #: those who no longer stand for what they stood for
        self.withdrawn: set[Node] = set()
        for token in self.doc:
            if token.pos_ == "VERB" and token.lemma_ in word_groups()["dropping out"] and self._dropped_out(token):
                self.withdrawn |= self._people(surface_subjects(token))
            if token.pos_ == "VERB" and not negated(token) and not unreal(token) and not _short_of(token):
                self._told_by(token)
        for m in reading.mentions:
            before = [t.lower_ for t in self.doc[max(0, m.start - 2) : m.start]]
            if m.kind == "name" and m.node is not None and before[-1:] == ["late"] and before[0] not in {"of", "too"}:
                self.dead.add(m.node)  # "the late Ann Lee", but not "of late Ann Lee"
        years = [year for t in self.doc if (year := _year(t))]
        published = reading.article.published
        self.rivals = _second_holders(reading)
        self.latest = published.earliest.year if published is not None else max(years, default=0)

    def _told_by(self, verb: Token) -> None:
        lemma = verb.lemma_.lower()
        if lemma in word_groups()["dying"] and verb.tag_ in {"VBD", "VBN"}:
            self.dead |= self._people(surface_subjects(verb))
        elif lemma in word_groups()["killing"] and (verb.tag_ in {"VBD", "VBG"} or child(verb, "auxpass") is not None):
            self.dead |= self._people(_objects(verb))  # "was murdered", "in the attack that killed Ann Lee"
        elif lemma == "leave":
            self.dead |= self._people(self._left_dead(verb))
        elif lemma in word_groups()["sacking"] and (verb.tag_ == "VBD" or child(verb, "auxpass") is not None):
            self.dismissed |= self._people([t for t in _objects(verb) if t.pos_ != "PRON"])

    def _left_dead(self, verb: Token) -> list[Token]:
        """Whom something left dead: "left Ann Lee and two others dead", "left four dead, including Ann Lee"."""
        end = next((t.i for t in self.doc[verb.i : verb.i + _DEATHS] if t.lower_ == "dead"), None)
        if end is None:
            return []
        named = [t for t in self.doc[verb.i : end] if t.dep_ in {"dobj", "conj", "nsubj"}]
        if "including" in {t.lower_ for t in self.doc[end : end + 3]}:
            named += [t for t in self.doc[end : verb.sent.end] if t.dep_ in {"pobj", "conj"}]
        return named

    def _dropped_out(self, verb: Token) -> bool:
        """Whether a verb tells that somebody stands no longer: "dropped out", "forcing Bob Fox to bow out"."""
        out = next((c for c in verb.children if c.lower_ == "out"), None)
        of = None if out is None else child(out, "prep") or child(verb, "prep")
        goal = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        contests = word_groups()["contests"] | word_groups()["party contests"]
        if out is None or negated(verb) or (goal is not None and goal.lower_ not in contests):
            return False
        if any(_year(t) for t in verb.subtree):
            return False  # of another year, as far as one knows
        if infinitive(verb):
            return verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ == "force" and not unreal(verb.head)
        return verb.tag_ in {"VBD", "VBN"} and not unreal(verb)

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
        if draft.predicate == "candidateFor" and draft.subject in self.withdrawn:
            return draft.but(former=True)
        over = draft.subject in self.dead or self._dismissed(draft) or self._under_an_end(draft)
        office = draft.object.label.casefold() if draft.predicate == "holdsOffice" else ""
        over = over or ((draft.subject, office) in self.rivals and draft.modality is Modality.ASSERTED)
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
        if draft.predicate != "candidateFor":
            return False
        if self._long_over(draft, noun):
            return True
        if noun.pos_ not in {"NOUN", "PROPN"}:
            return False
        near = [t for t in noun.children if t.i < noun.i]
        near += [g for c in noun.children if c.lower_ == "in" for g in c.children]
        return any(0 < _year(t) < self.latest for t in near)

    def _long_over(self, draft: Draft, word: Token) -> bool:
        """Whether a candidacy is told of in a year long gone: "in 2008 she won the primary", "Ann Lee in 2012"."""
        at = self.doc[draft.subject_at[0]] if draft.subject_at is not None else word
        clauses = [word, *islice(word.ancestors, _CLAUSES), at, at.head]
        for prep in (c for t in clauses for c in t.children if c.dep_ == "prep" and c.lower_ in {"in", "during"}):
            goal = child(prep, "pobj")
            if goal is not None and self._gone_by(goal):
                return True  # "in 2008", "in July 2008"
        contests = word_groups()["contests"] | word_groups()["party contests"]
        if any(t is not word and t.lower_ in contests and self._gone_by(t) for t in clauses):
            return True  # "in the 2012 race, when her opponent, Ann Lee, ..."
        ago = (c for t in clauses for c in t.children if c.lower_ == "ago")
        return any(g.lower_ == "years" for c in ago for g in c.children)  # "four years ago"

    def _gone_by(self, noun: Token) -> bool:
        """Whether a noun is, or names before it, a year so long gone that a campaign of it is over."""
        return any(0 < _year(t) <= self.latest - _CAMPAIGN for t in (noun, *noun.children))

    def _of_then(self, draft: Draft) -> bool:
        """Whether "as mayor" goes with what its holder did, who is told to hold another office now or names a year."""
        role = self.reading.at[draft.trigger[0]]
        token = self.doc[draft.trigger[0] if role is None or role.office is None else role.head]
        token = token.head if token.dep_ == "pobj" else token
        verb = token if token.lemma_ == "become" else token.head
        if token.lower_ == "as" and verb.lemma_ in word_groups()["posts with of"]:
            # "had gained her first post as minister"
            verb = next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), verb)
        if (token.lower_ != "as" and verb is not token) or draft.object is None:
            return False
        over = verb.dep_ == "acl" or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
        if verb.tag_ != "VBD" and not (verb.tag_ == "VBN" and over):
            return False
        dated = any(0 < _year(t) < self.latest for t in verb.subtree)
        told = set(draft.object.label.casefold().split())
        now = [set(o.split()) for o in draft.subject.offices - draft.subject.past - word_groups()["legislators"]]
        other = bool(now) and not any(o <= told or told <= o for o in now)
        # a senator is no governor
        sits = (draft.subject.offices - draft.subject.past) & word_groups()["congressional seats"]
        other = other or bool(sits and "governor" in told)
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
        if self._behind_an_end(draft.evidence[0]):
            return True
        by = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "by" else None
        if by is not None and by.lemma_.lower() in word_groups()["giving a seat"]:
            return True  # "the seat vacated by Ann Lee"
        if over is None:
            return False
        empty = any(c.lower_ in {"vacant", "vacated", "empty"} for c in over.children)
        if empty and over.lemma_.lower() in word_groups()["posts with of"] | word_groups()["seats"]:
            return True  # "the vacant seat of Ann Lee"
        if over.lemma_.lower() not in word_groups()["ends of a tenure"]:
            return False
        # "the departure of the mayor for Paris"; but "for personal reasons", "for the Liberals"
        ways = (c for c in (*over.children, *token.children) if c.dep_ == "prep" and c.lower_ in {"for", "to"})
        aims = [aim for way in ways if (aim := child(way, "pobj")) is not None and aim.pos_ == "PROPN"]
        nodes = map(self.reading.node, aims)
        # a name of one word that no list knows may be a town; parties and bodies of longer names are gone to for good
        towns = (n is None or n.type == "Place" or (n.type != "Party" and " " not in n.label) for n in nodes)
        return not (any(towns) and over.lemma_.lower() in word_groups()["journeys too"])

    def _behind_an_end(self, start: int) -> bool:
        """Whether tokens from ``start`` stand in "the death on Monday of Ann Lee", which the parse takes apart."""
        if not start or self.doc[start - 1].lower_ != "of" or self.doc[start - 2].ent_type_ not in {"DATE", "TIME"}:
            return False
        for token in reversed(self.doc[max(0, start - 5) : start - 1]):
            if token.lemma_.lower() in word_groups()["ends of a tenure"]:
                return True
            if token.ent_type_ not in {"DATE", "TIME"} and token.lower_ not in {"in", "on"}:
                return False
        return False

    def _of_old(self, draft: Draft) -> bool:
        """Whether a title stands in what happened long ago: "was appointed by Mayor Ann Lee in 1993"."""
        told_by = self.doc[draft.trigger[0]].pos_
        if draft.predicate not in {"holdsOffice", "represents"} or told_by in {"ADP", "SCONJ"}:
            return False
        told = self.doc[draft.trigger[0]]
        if told_by in {"VERB", "AUX"} and told.dep_ != "relcl":
            return False
        # "was built in 1942 by Ann Lee, who was elected mayor": what she was by then she is not now
        token = told.head if told_by in {"VERB", "AUX"} else self._holder(draft)
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
                # "in 1936, when Governor Ann Lee stood"
                when = [token.head, *token.head.children] if token.dep_ == "relcl" else []
                return any(0 < _year(t) <= self.latest - _LONG_AGO for t in when)
        return False


def _second_holders(reading: Reading) -> set[tuple[Node, str]]:
    """Those titled with an office that a country has once, where the article titles another with it, too.

    Of two whom no country beside them tells apart one is of an earlier time: who is spoken of as somebody served
    under ("an aide under President Ann Lee"), else who is titled so less often than the other.
    """
    titled: dict[str, dict[Node, list[Token]]] = {}
    for held in reading.held:
        office = held.role.office
        if office is None or held.how != "title" or office.former or office.plural or office.of or office.body:
            continue
        name, k = office.name.casefold(), held.role.start
        if name not in word_groups()["offices of one in a country"] or reading.doc[k - 1].lower_ in {"a", "another"}:
            continue
        near = (t for t in reading.doc[held.start].sent if t.ent_type_ in {"GPE", "NORP"})
        if all((m := reading.at[t.i]) is not None and m.type == "Party" for t in near):
            titled.setdefault(name, {}).setdefault(held.person, []).append(reading.doc[held.role.start])
    found: set[tuple[Node, str]] = set()
    for name, people in titled.items():
        if len({person.label.split()[-1] for person in people}) < 2:
            continue
        past = {p for p, at in people.items() if all(_served_under(reading.doc, t.i) for t in at)}
        rest = sorted(people.keys() - past, key=lambda p: -len(people[p]))
        if rest:
            most = len(people[rest[0]])
            alone = len(rest) < 2 or len(people[rest[1]]) < most
            found |= {(p, name) for p in past | (set(rest[1:]) if alone else set())}
    return found


def _served_under(doc: Doc, i: int) -> bool:
    """Whether what stands before a title speaks of service under its holder: "a former director under President"."""
    before = [t.lower_ for t in doc[max(0, i - _SERVICE) : i]]
    return before[-1:] == ["under"] or (
        before[-1:][:1] in (["to"], ["of"], ["for"]) and not word_groups()["of old service"].isdisjoint(before)
    )


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
