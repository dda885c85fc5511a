"""Who does what to whom: one claim for each actor and each object of a verb that carries an action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.actions.trigger import Trigger
from graphkit_loaders.claims.actions.triggers import Triggers
from graphkit_loaders.claims.actions.trimming import (
    balanced,
    before_agent,
    before_time,
    behind_brackets,
    each_other,
    only_time,
)
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.claims.manner.clauses import manner, told_above
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.referring.wholes import one_of, some_of
from graphkit_loaders.language.grammar import (
    FIRSTS,
    SUBJECTS,
    agents,
    child,
    clause_end,
    commanded,
    conjuncts,
    infinitive,
    is_passive,
    patients,
)
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = {"Person", "Party", "Organisation", "Place"}
#: prepositions behind an object, and behind the verb itself, that say whom an action is aimed at
_AIMED_BY = {"to", "for", "against", "with", "by", "from", "on", "of", "at"}
_AIMED_BY_VERB = {"to", "with", "against", "for"}
#: actions that are aimed at whose a thing is: "criticised Ann Lee's plan"
_ABOUT = {"criticises", "supports", "opposes", "denies", "refuses", "agrees", "investigates"}
#: actions whose object is an act, which may concern somebody
_OF_ACTS = {"refuses", "demands", "warns", "promises", "proposes", "supports", "opposes"}
#: actions by which one takes a side for or against somebody
_SIDES = {"supports", "opposes", "criticises"}
#: actions of the word, whose content is what is said
_SAID = {"accuses", "agrees", "demands", "denies", "promises", "proposes", "refuses", "warns"}
#: prepositions in that act before whom it concerns
_EMBEDDED_BY = {"to", "for", "against", "with", "from", "on", "of", "out", "about"}
#: actions in whose noun the owner's part is what is aimed at: "signed Ann Lee's petition"; else it is the holder's
_HELD = {"agrees", "refuses", "denies", "investigates"}


#: words that stand for what is told elsewhere, and tell nothing as the content of an action
_POINTERS = {"it", "them", "this", "that", "these", "those", "so", "which", "what", "there", "here", "then", "on", "up"}


def _one_to(verb: Token) -> bool:
    """Whether it is only told who was first to do something: "became the first mayor to back it"."""
    attribute = child(verb, "attr") if verb.lemma_ == "become" else None
    if attribute is None or not any(t.lower_ in FIRSTS for t in attribute.subtree):
        return False
    return any(infinitive(t) and t.dep_ in {"acl", "relcl", "advcl", "xcomp"} for t in verb.subtree)


def _turned(noun: Token, preposition: Token) -> bool:
    """Whether what a noun names is done against whom it leads to: "condemned attacks on Ann Lee" is not against her."""
    if preposition.lower_ == "against":
        return True
    return noun.lemma_.lower() in word_groups()["done against"] and preposition.lower_ not in {"by", "from"}


class Actions:
    """The actions of one reading, by place."""

    def __init__(self, reading: Reading, rules: Triggers) -> None:
        self.reading, self.rules, self.doc = reading, rules, reading.doc

    def find(self) -> Iterator[Draft]:
        """All actions."""
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} and self.reading.prose[token.i] and self._named(token) is None:
                trigger = self.rules.match(token, self.reading.node)
                if trigger is not None and not self._told_below(trigger):
                    yield from self._action(trigger)

    def _action(self, trigger: Trigger) -> Iterator[Draft]:
        verb = trigger.verb
        if trigger.predicate == "elected" and is_passive(verb):
            doers, aims = patients(verb), []
        else:
            doers, aims = trigger.doers(), trigger.objects(self.reading.node)
        if commanded(verb) or _one_to(verb):
            return
        if self._of_paper(verb):
            return
        if trigger.predicate == "supports" and any(t.lower_.endswith(("self", "selves")) for t in patients(verb)):
            return  # "painted herself as the best"
        if trigger.predicate == "resigns" and any(
            (owner := child(w, "poss")) is not None and owner.tag_ != "PRP$" for w in trigger.words if w.pos_ == "NOUN"
        ):
            return  # "announced Ann Lee's departure": hers, not the speaker's
        doers = [self._told_of(s, verb) for t in doers for s in self._authors(t)]
        doer_nodes = [(t, n) for t in doers if (n := self._actor(t, verb)) is not None and n.type in _ACTORS]
        aimed = [(t, n) for aim in aims for t, n in self._aimed(aim)]
        if trigger.predicate in {"resigns", "elected"} or (trigger.predicate == "appoints" and not aimed):
            aimed = self._office(trigger) or self._seat(trigger) or aimed
        if trigger.predicate == "joins" and any(c.lower_ == "in" and child(c, "pcomp") for c in verb.children):
            aimed = [(t, n) for t, n in aimed if n.type != "Party"]  # "joined Greens in writing a bill"
        sites = word_groups()["seats of power"]
        if trigger.predicate == "proposes" or (trigger.predicate == "meets" and trigger.last.lower_ in {"at", "in"}):
            aimed = [(t, n) for t, n in aimed if n.key not in sites]
        if trigger.predicate == "proposes":
            direct = {t.i for t in patients(verb)}
            aimed = [(t, n) for t, n in aimed if n.type in {"Document", "Event"} or t.i in direct]
        if trigger.predicate == "proposes" and verb.dep_ == "acl":
            aimed = [(t, n) for t, n in aimed if n.type == "Document"]  # "money from the Treasury announced by Ann Lee"
        if not aimed and trigger.predicate != "proposes":
            aimed = [(t, n) for t, n in self._indirect(trigger, aims) if n.key not in sites or t.head.lower_ != "at"]
        if not aimed:
            aimed = self._embedded(trigger, aims) or self._questioned(trigger)
        sentence = verb.sent
        for token, actor in doer_nodes:
            how = manner(trigger, actor, self.reading, self.rules)
            if how.dropped:
                continue
            targets: list[tuple[Token | None, Node | None]] = [(t, n) for t, n in aimed if n is not actor] or [
                (None, None)
            ]
            feud = verb.lemma_.lower() in word_groups()["feuds"] and trigger.words[-1].lower_ != "with"
            if feud:
                targets = [(None, None)]  # "clashed over the bill": over it, not with it
            mutual = feud or (trigger.predicate == "meets" and not aims) or any(each_other(t) for t in aims)
            if mutual and targets == [(None, None)] and len(doer_nodes) > 1:
                targets = [(t, n) for t, n in doer_nodes if n is not actor]
            for object_token, target in targets:
                content = self._content(trigger, object_token)
                yield Draft(
                    subject=actor,
                    predicate=trigger.predicate,
                    evidence=(sentence.start, sentence.end),
                    trigger=(verb.i, verb.i + 1) if len(trigger.words) == 1 else self._span(trigger),
                    object=target,
                    content=(content,) if content is not None else (),
                    concerns=self.reading.concerned(*content) if content else (),
                    subject_at=(token.i, token.i + 1),
                    object_at=(object_token.i, object_token.i + 1) if object_token is not None else None,
                    verb=" ".join(w.lemma_.lower() for w in trigger.words),
                    negated=how.negated,
                    modality=how.modality,
                    former=how.former,
                    source=how.source,
                    confidence=0.7,
                )

    def _of_paper(self, verb: Token) -> bool:
        """Whether a participle tells what a paper says with which somebody deals: "seized a leaflet opposing it"."""
        head = verb.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < head.i or verb.nbor(-1).text == ",":
            return False
        paper = child(head, "dobj")
        papers, sending = word_groups()["papers that say"], word_groups()["sending papers"]
        return paper is not None and paper.lemma_.lower() in papers and head.lemma_.lower() not in sending

    def _told_below(self, trigger: Trigger) -> bool:
        """Whether the deed that is planned or promised has a claim of its own: "plans to sue", "pledged to oppose"."""
        if trigger.predicate not in {"promises", "proposes"}:
            return False
        if self.rules.effect(trigger.verb) not in {"planned", "possible"}:
            return False
        for c in trigger.verb.children:
            verbal = c.dep_ == "xcomp" and (infinitive(c) or c.tag_ == "VBG")
            below = self.rules.match(c, self.reading.node) if verbal else None
            if below is not None and not told_above(trigger.predicate, below.predicate):
                return True
        return False

    def _authors(self, token: Token) -> list[Token]:
        """Who speaks through a paper: the signers of a motion, the authors of a letter; else the token itself."""
        if token.lemma_.lower() not in word_groups()["signed papers"]:
            return [token]
        for c in token.children:
            if c.dep_ == "acl" and c.lemma_ in word_groups()["signing"]:
                found = agents(c)
                if found:
                    return found
            if c.dep_ == "prep" and c.lower_ in {"by", "from"}:
                target = child(c, "pobj")
                if target is not None:
                    return conjuncts(target)
        for c in token.children:
            node = self.reading.node(c) if c.dep_ == "poss" else self._named(c)
            if c.dep_ in {"poss", "compound", "nmod"} and node is not None and node.type in {"Person", "Organisation"}:
                return [c]  # "the committee's report", "a Treasury report"
        return [token]

    def _told_of(self, noun: Token, verb: Token) -> Token:
        """Whom a noun beside a name tells of: Ann Lee in "Ann Lee, a lawyer who backed it"; else the noun itself."""
        if noun.dep_ != "appos" or noun.tag_ != "NN" or self.reading.node(noun) is not None:
            return noun
        between = verb.doc[noun.i + 1 : verb.left_edge.i]
        if any(t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ != "GPE" for t in between):
            return noun  # "Ann Lee, a friend of Bob Fox who backed it": it may be either of them
        return self.reading.bearer(noun)

    def _named(self, token: Token) -> Node | None:
        mention = self.reading.at[token.i]
        return mention.node if mention is not None and mention.kind == "name" else None

    def _span(self, trigger: Trigger) -> Tokens:
        first, last = min(w.i for w in trigger.words), max(w.i for w in trigger.words)
        return (first, last + 1) if last - first < 8 else (trigger.verb.i, trigger.verb.i + 1)

    def _aimed(self, token: Token) -> list[tuple[Token, Node]]:
        """Whom an object stands for, itself or by its apposition: "his counterpart, Ann Lee"."""
        if token.lower_.endswith(("self", "selves")):
            return []
        for t in (token, *(c for c in token.children if c.dep_ == "appos")):
            node = self._member(t)
            if node is not None and node.type != "Office":
                return [(t, node)]
        return []

    def _actor(self, token: Token, verb: Token) -> Node | None:
        """Who a subject is: not a person where "which" takes it up, not a party where a member of it is meant."""
        node = self.reading.node(token)
        if node is not None and node.type == "Person" and verb.dep_ == "relcl" and token == verb.head:
            pronoun = child(verb, *SUBJECTS)
            if pronoun is not None and pronoun.lower_ == "which":
                return None
        if node is not None and verb.dep_ == "relcl" and token == verb.head:
            subjects = {c.lower_ for c in verb.children if c.dep_ in SUBJECTS}
            told_apart = len(subjects) > 1 and subjects & {"who", "which", "that", "whom"}
            if told_apart or ("who" in subjects and node.type == "Place"):
                return None  # "a baker from Seatown who ..."; "the mayor, who many had backed"
        if (
            node is None
            and token.dep_ in {"compound", "nmod"}
            and token.head.lemma_.lower() in word_groups()["signed papers"]
        ):
            return self._named(token)  # the body whose paper it is acts through it, though its name is an adjective
        return self._member(token)

    def _member(self, token: Token) -> Node | None:
        """The entity that a noun names; for "a Republican", who is one of its people, whom it stands beside."""
        mention = self.reading.at[token.i]
        node = self.reading.node(token)
        if node is None or mention is None or mention.kind != "name":
            return node
        if some_of(token, mention):
            return None
        if node.type != "Party" or not one_of(token, mention):
            return node
        beside = self.reading.node(token.head) if token.dep_ == "appos" else None
        return beside if beside is not None and beside.type == "Person" else None

    def _office(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """The office that is left or won: "quit as home secretary", "was elected mayor of Leeds"."""
        for token in trigger.verb.subtree:
            mention = self.reading.at[token.i]
            if (
                mention is not None
                and mention.office is not None
                and mention.office.kind in {"office", "leader"}
                and not mention.office.plural
                and mention.head == token.i
                and (
                    (token.dep_ in {"oprd", "attr", "dobj"} and token.head == trigger.verb)
                    or (token.dep_ == "pobj" and token.head.lower_ in {"as", "to"} and token.head.head == trigger.verb)
                )
            ):
                return [(token, self.reading.entities.named("Office", mention.office.name))]
        return []

    def _indirect(self, trigger: Trigger, aims: list[Token]) -> list[tuple[Token, Node]]:
        """The entity that an object belongs to or is about: "Ann Lee's plan", "support for Ann Lee"."""
        for aim in [*aims, *(w for w in trigger.words if w.pos_ == "NOUN")]:
            if aim.lemma_.lower() in word_groups()["takers of sides"]:
                return []  # "attacked critics of the bill" aims at no bill
            if trigger.predicate in _SIDES and aim.lemma_.lower() in word_groups()["suffered"]:
                return []  # nor does "opposed the removal of Ann Lee" (or hers) at her
            owner = child(aim, "poss") if aim not in trigger.words or trigger.predicate in _HELD else None
            node = self.reading.node(owner)
            if owner is not None and node is not None and trigger.predicate in _ABOUT and self._other(trigger, owner):
                return [(owner, node)]
            party = self._partisan(aim) if trigger.predicate in _ABOUT else None
            if party is not None:
                return [party]
        given = child(trigger.verb, "dative")
        if given is not None and given.pos_ != "ADP" and given not in aims and (found := self._aimed(given)):
            return found  # "sent the president his congratulations"
        if trigger.predicate == "meets":
            places = [p for aim in aims for p in self._places(trigger, aim)]
            if places:
                return places
        if trigger.predicate == "appoints":
            return []  # "appointed a director from the council"
        against = {"with"} if trigger.predicate == "refuses" else set()
        for w in [trigger.verb, *(a for a in aims if child(a, "poss") is None)]:
            for c in w.children:
                if (
                    c.dep_ in {"prep", "dative", "agent"}
                    and c.lower_ in (_AIMED_BY_VERB if w is trigger.verb else _AIMED_BY) - against
                    and not (c.lower_ == "against" and trigger.predicate == "supports")
                    and not (trigger.predicate in _SIDES and w is not trigger.verb and _turned(w, c))
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
                        return [(t, n) for t in conjuncts(target) if (n := self._member(t)) is not None]
        return []

    def _other(self, trigger: Trigger, owner: Token) -> bool:
        """Whether what is owned is somebody else's than the actor's: not "he gave his support"."""
        node = self.reading.node(owner)
        return all(self.reading.node(t) is not node for t in trigger.doers())

    def _seat(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """The seat or the contest that is won: "won the Seatown seat from Ann Lee"."""
        for aim in patients(trigger.verb):
            if aim.lemma_.lower() not in word_groups()["won seats"]:
                continue
            for c in aim.children:
                mention = self.reading.at[c.i]
                if c.dep_ not in {"compound", "poss", "nmod"} or c.pos_ != "PROPN" or c.i > aim.i:
                    continue
                if mention is None or mention.type in {"Party", "Office"}:
                    continue
                names = [m for t in conjuncts(c) if (m := self.reading.at[t.i]) is not None]
                text = self.doc[mention.start : names[-1].end].text
                return [(c, self.reading.entities.named("Constituency", text))]
        return []

    def _places(self, trigger: Trigger, aim: Token) -> list[tuple[Token, Node]]:
        """The place or body of what is visited or attended: "a school in Seatown", "the conference of the party"."""
        found: list[tuple[Token, Node]] = []
        for c in aim.children:
            place = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in {"in", "of", "with", "to", "at"} else None
            if place is None or (trigger.verb.lemma_.lower() == "meet" and c.lower_ in {"in", "at", "of"}):
                continue  # whoever is met in a town, or is its mayor, is not the town
            found += [pair for t in conjuncts(place) for pair in self._aimed(t)]
        return found

    def _questioned(self, trigger: Trigger) -> list[tuple[Token, Node]]:
        """Who is spoken of where a clause is what is doubted: "questioned whether Ann Lee's plan would work"."""
        if trigger.predicate != "criticises":
            return []
        for clause in trigger.verb.children:
            if clause.dep_ == "ccomp" and clause.i > trigger.verb.i:
                subject = child(clause, "nsubj", "nsubjpass")
                for token in (subject, child(subject, "poss") if subject is not None else None):
                    node = self.reading.node(token)
                    if token is not None and node is not None and node.type in _ACTORS and self._other(trigger, token):
                        return [(token, node)]
        return []

    def _embedded(self, trigger: Trigger, aims: list[Token]) -> list[tuple[Token, Node]]:
        """Whom the act concerns that is refused, asked for, backed: "refused to hear Ann Lee", "calls to help her"."""
        if trigger.predicate not in _OF_ACTS:
            return []
        tokens: list[Token] = []
        verbs = [c for c in trigger.verb.children if c.dep_ in {"xcomp", "ccomp"} and infinitive(c)]
        if not is_passive(trigger.verb) and child(trigger.verb, "dobj", "dative") is not None:
            verbs = []  # "urged voters to back Ann Lee" asks nothing of her
        if trigger.last.lower_ in {"on", "upon", "to"} and aims:
            verbs = []  # nor does "called on voters to back her"
        nouns = [*aims, *(w for w in trigger.words if w.pos_ == "NOUN")]
        if trigger.predicate not in {"promises", "proposes"}:
            verbs += [c for t in nouns for c in t.children if c.dep_ in {"acl", "relcl"} and infinitive(c)]
        for verb in verbs[:1]:
            if trigger.predicate in _SIDES and verb.lemma_.lower() in word_groups()["doing against"]:
                continue  # "opposed moves to oust Ann Lee" is not against her
            tokens += [c for c in verb.children if c.dep_ == "nsubj"]
            named = list(patients(verb))
            for c in verb.children:
                for prep in (c, *(g for g in c.children if c.dep_ == "prep")):
                    target = child(prep, "pobj") if prep.lower_ in _EMBEDDED_BY else None
                    if target is not None and prep.dep_ in {"prep", "dative"}:
                        named.append(target)
            for t in named:
                owner = child(t, "poss")
                tokens += [t, owner] if owner is not None else [t]
        for token in tokens:
            node = self.reading.node(token)
            if (
                node is not None
                and (
                    node.type in {"Person", "Party", "Organisation"} or (node.type == "Place" and token.dep_ == "poss")
                )
                and self._other(trigger, token)
                and not self._own_party(trigger, node)
            ):
                return [(token, node)]
        return []

    def _own_party(self, trigger: Trigger, node: Node) -> bool:
        """Whether it is the actor's own party, for which the act is done, not at which it is aimed."""
        if node.type != "Party":
            return False
        actors = (self.reading.person(t) for t in trigger.doers())
        return any(a is not None and node.label in a.parties | a.leads for a in actors)

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
        if trigger.predicate == "denies" and verb.lemma_.lower() in word_groups()["insisting"]:
            return None  # "insisted that she had not left" denies that she had
        if is_passive(verb):
            subject = next(iter(patients(verb)), None)
            if subject is None or subject == object_token or self.reading.node(subject) is not None:
                start, end = verb.i + 1, clause_end(verb)
                start, end = before_agent(self.doc, (start, end), trigger.doers())
                if start < end and self.doc[start].lower_ == "by":
                    return None
            elif subject.left_edge.i < verb.i:
                start, end = self._phrase(subject, verb)
            else:
                return None
        elif (extracted := self._extracted(trigger)) is not None:
            if extracted == object_token:
                return None
            start, end = self._phrase(extracted, verb)
        else:
            start, end = verb.i + 1, clause_end(verb)
            stranded = trigger.last.dep_ == "prep" and not any(trigger.last.children)
            if stranded and verb.dep_ in {"relcl", "csubj", "pcomp"}:
                return None  # "what she has a problem with is": the preposition's noun stands elsewhere
            end = self._until_aside(start, end)
            if trigger.predicate in _OF_ACTS and start < end and self._aside(verb, start):
                return None  # "..., she pledged as she opened the quay": what she pledged stands before
        prepositions = [w for w in trigger.words if w.i >= start and w.dep_ in {"prt", "prep", "advmod"}]
        for word in sorted(prepositions, key=lambda w: w.i):
            if word.i == start:
                start += 1
        if object_token is not None and start <= object_token.i < end:
            mention = self.reading.at[object_token.i]
            if mention is not None and mention.start <= start + 1:
                if trigger.predicate == "elected" and mention.office is not None:
                    return None  # "mayor of Seatown" is the office, whole
                if mention.end >= end:
                    return None
                part = object_token.dep_ in {"amod", "compound", "nmod"}  # "the Tory proposals"
                if self.doc[mention.end].text not in {"'s", "’s"} and not part:
                    start = behind_brackets(self.doc, self._after_names(mention))
                    beside = child(object_token, "relcl")
                    if beside is not None and start <= beside.left_edge.i <= start + 1:
                        start = beside.right_edge.i + 1  # "met Bob Fox, who once led the council, | over tea"
        if start + 1 < end and each_other(self.doc[start + 1]):
            start += 3 if start + 2 < end and self.doc[start + 2].tag_ == "POS" else 2
        if start + 1 < end and self.doc[start].dep_ == "cc" and self.doc[start + 1].lower_ == "not":
            return None  # "criticised Ann Lee but not Bob Fox"
        start, end = before_time(self.doc, (start, end), verb)
        while start < end and (self.doc[start].is_punct or self.doc[start].is_space):
            start += 1
        while end > start and self.doc[end - 1].dep_ == "prt" and self.doc[end - 1] in trigger.words:
            end -= 1  # "set it up"
        while end > start and (
            (self.doc[end - 1].is_punct and self.doc[end - 1].text not in {'"', "”", ")"}) or self.doc[end - 1].is_space
        ):
            end -= 1
        while end > start and (self.doc[end - 1].dep_ == "cc" or self.doc[end - 1].text in {",", ";"}):
            end -= 1
        if start < end and self.doc[start].pos_ == "AUX" and self.doc[start].tag_ in {"VBZ", "VBP", "VBD"}:
            return None  # "the label she resists is ...": the clause around goes on
        if end == start + 1 and self.doc[start].lower_ in _POINTERS:
            return None  # "set it up": what "it" is stands elsewhere
        if end <= start or (trigger.predicate in _SAID and only_time(self.doc, (start, end))):
            return None  # "..., she warned on Monday": what she warned of stands before
        return balanced(self.doc, (start, end), verb.i + 1 if start > verb.i else verb.sent.start)

    def _extracted(self, trigger: Trigger) -> Token | None:
        """The noun that a relative clause says it of, as its object: "the bill that she pushed in May"."""
        verb = trigger.verb
        if verb.dep_ != "relcl" or len(trigger.words) > 1 or verb.head not in patients(verb):
            return None
        if verb.head.pos_ not in {"NOUN", "PROPN"} or verb.head.ent_type_ in {"DATE", "TIME"}:
            return None
        if verb.head.lemma_.lower() in word_groups()["spans of time"] | {"place", "reason", "way"}:
            return None  # "on the day that she proposed"
        return None if any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children) else verb.head

    def _phrase(self, noun: Token, verb: Token) -> Tokens:
        """The noun phrase before a verb, without the relative clause in which the verb itself may stand."""
        start, end = noun.left_edge.i, min(noun.right_edge.i + 1, verb.i)
        own = [c.left_edge.i for c in noun.children if c.i > noun.i and (c == verb or c.is_ancestor(verb))]
        end = min([end, *own])
        if verb.dep_ == "acl" and verb.head == noun and any(c.dep_ in {"auxpass", "advmod"} for c in verb.children):
            end = min(end, verb.left_edge.i)
        return start, end

    def _aside(self, verb: Token, start: int) -> bool:
        """Whether what follows a verb is a clause of time or cause, and not what its action is about."""
        clauses = [c for c in verb.children if c.dep_ == "advcl" and c.left_edge.i == start]
        return any(self.doc[start].lower_ in {"after", "as", "because", "before", "when", "while"} for _ in clauses)

    def _until_aside(self, start: int, end: int) -> int:
        """Where a clause ends before what its actor says along with it: "backed the plan, saying: ..."."""
        depth = 0
        for k in range(start + 1, end):
            token = self.doc[k]
            depth += token.is_quote
            if depth % 2 or token.tag_ != "VBG" or token.dep_ not in {"acl", "advcl", "conj", "pcomp", "prep", "dep"}:
                continue
            if token.lemma_.lower() in word_groups()["saying along"] and token.left_edge.i == k:
                spoken = self.doc[k - 1].text == "," or token.lemma_ in {"say", "add", "insist", "claim", "argue"}
                if spoken:
                    return k - (self.doc[k - 1].pos_ == "ADP")
        return end

    def _after_names(self, mention: Mention) -> int:
        """Where the clause goes on after an object and its appositions: "the prime minister, Ann Lee,"."""
        end = mention.end
        while end + 1 < len(self.doc) and self.doc[end].text == ",":
            following = self.reading.at[end + 1]
            if following is None or following.start != end + 1 or following.node is not mention.node:
                break
            end = following.end
        return end
