"""Who does what to whom in a dependency parse: subjects, objects, negation, through the forms that news sentences take.

Labels are those of ClearNLP, which spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: modal verbs under which something is only thought of
_THOUGHT_OF = frozenset({"would", "could", "may", "might"})
#: auxiliaries under which no state of affairs is told: it lies ahead, or is thought of, wished or owed
UNREAL = _THOUGHT_OF | {"will", "shall", "should", "can", "must", "to"}
NEGATIONS = frozenset({"not", "n't", "never", "no", "nor", "neither", "hardly", "n’t"})
#: words that single one out among those who did something
FIRSTS = frozenset({"first", "only", "last", "latest", "youngest", "oldest", "second", "third", "fourth", "fifth"})

#: what may stand before an imperative
_BEFORE_COMMAND = {"please", "do", "not", "n't", "n’t", "never", "just", "and", "so", "let"}
#: prepositions before what somebody is blamed or praised for, kept from, talked into
_BLAMED_FOR = {"for", "of", "from", "into", "over"}


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it after it: "Ann, Bob and Cid" from Ann; none that "not" leaves out."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.i > token.i and not left_out(child):
                found.append(child)
                queue.append(child)
    return found


def left_out(noun: Token) -> bool:
    """Whether "not", "no longer" or "rather than" stands before a noun phrase: "Labour but not the Greens"."""
    first = noun.left_edge.i
    if noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    before = [t.lower_ for t in noun.doc[max(0, first - 2) : first + 1]]
    return bool({"not", "longer", "never"} & set(before[-2:])) or before[:2] == ["rather", "than"]


def child(token: Token, *deps: str) -> Token | None:
    """The first child by one of these arcs."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


#: past forms that do nothing without an object: "was convicted and sent to prison" is a passive, however tagged
_NEEDS_OBJECT = {"brought", "put", "sent"}


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, with or without its auxiliary ("signed by members")."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" and not (verb.lower_ in _NEEDS_OBJECT and child(verb, "dobj") is None):
        return False
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return is_passive(verb.head)
    return verb.dep_ == "advcl" and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children)


def unreal(verb: Token) -> set[str]:
    """The auxiliaries of a verb under which no state of affairs is told: "would" of "she would lead the party"."""
    return {c.lower_ for c in verb.children if c.dep_ == "aux"} & UNREAL


def thought_of(verb: Token) -> bool:
    """Whether what a verb tells is only thought of: "may run", "would win"."""
    return not unreal(verb).isdisjoint(_THOUGHT_OF)


def infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def commanded(verb: Token) -> bool:
    """Whether a verb is an imperative: "Please join me", "Meet the mayor"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return False
    if any(c.dep_ in SUBJECTS or (c.dep_ == "aux" and c.lower_ not in {"do", "please"}) for c in verb.children):
        return False
    return all(t.is_punct or t.lower_ in _BEFORE_COMMAND for t in verb.doc[verb.left_edge.i : verb.i]) and (
        verb.dep_ == "ROOT" or verb.i < verb.head.i or verb.doc[verb.left_edge.i - 1].is_quote
    )


def agents(verb: Token) -> list[Token]:
    """Who does a passive verb: what follows its "by"."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by" and is_passive(verb)):
            target = child(c, "pobj")
            if target is not None:
                return conjuncts(target)
    return []


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause hangs on."""
    return verb.head if verb.dep_ in {"relcl", "acl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _not_home(noun: Token) -> Token:
    """Whose home the parse hangs a "who" on: the baker in "a baker from Tallow, Ohio, who was ..."."""
    place = noun
    while place.ent_type_ in {"GPE", "LOC"} and place.dep_ in {"pobj", "appos", "conj"}:
        place = place.head
        if place.dep_ == "prep":
            place = place.head
    return place if place.pos_ in {"NOUN", "PROPN"} else noun


def _cleft(noun: Token) -> Token | None:
    """Who is meant where the parse hangs "who" on the one left out: Ann in "it was Ann, not Bob, who left"."""
    named = next((t for t in noun.ancestors if t.dep_ in {"attr", "dobj", "pobj"} and t.head.pos_ != "ADP"), None)
    return named if named is not None and named.i < noun.i and not left_out(named) else None


def _antecedents(noun: Token, verb: Token) -> list[Token]:
    """Of coordinated nouns before "who" those that the verb's number goes with: the last for "is", all for "are"."""
    before = [t for t in conjuncts(noun) if t.i < verb.i]
    number = {t.lower_ for t in (verb, *verb.children) if t.dep_ in {"aux", "auxpass"} or t is verb}
    if len(before) < 2 or noun.pos_ != "PROPN":
        return [noun]
    if number & {"is", "was", "has"}:
        return before[-1:]
    return before if number & {"are", "were"} else [noun]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, found upward through coordination, control, participles and relatives."""
    if depth > 6:
        return []
    own = _own_subject(verb)
    if own is None and verb.pos_ == "VERB" and any(c.dep_ == "expl" for c in verb.children):
        return []
    if own is not None:
        if own.lower_ in {"who", "which", "that"} and own.tag_ in {"WP", "WDT", "IN", "DT"}:
            noun = antecedent(verb)
            if noun is None and verb.dep_ == "conj":
                noun = antecedent(verb.head)
            if noun is not None and left_out(noun):
                noun = _cleft(noun)
            if noun is not None and own.lower_ == "who":
                noun = _not_home(noun)
            return _antecedents(noun, verb) if noun is not None else []
        return conjuncts(own)
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        if _of_name_beside(verb, head):
            return []
        if verb.tag_ == "VBD" and head.tag_ == "VB" and head.dep_ in {"ccomp", "xcomp"}:
            # "said she would not comment but confirmed": a past tense goes with what governs the infinitive
            head = head.head
        if verb.tag_ == "VBG" and head.tag_ in {"VBD", "VBZ", "VBP"} and _blames(head, verb):
            return []  # "accused her of lying and then mocking it"
        return surface_subjects(head, depth + 1)
    finite = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})} & {"VBD", "VBZ", "VBP", "MD"}
    if verb.dep_ == "ccomp" and finite:
        return []  # its own subject is hidden from the parse: "said the state was ''facing up'' to it"
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        controlled = child(head, "dobj", "dative")
        if verb.dep_ == "xcomp" and controlled is not None and head.lemma_ not in word_groups()["subject control"]:
            return conjuncts(controlled)
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "acomp":
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ in _BLAMED_FOR and head.head.pos_ == "VERB" and not is_passive(head.head):
        blamed = child(head.head, "dobj")
        turned = next((c for c in head.head.children if c.dep_ == "prep" and c.lower_ in {"on", "at"}), None)
        if blamed is None and turned is not None:
            blamed = child(turned, "pobj")  # "rounded on her for backing it"
        if blamed is not None and blamed.i < head.i:
            return conjuncts(blamed)  # "criticised her for backing it"
    if (
        verb.dep_ in {"advcl", "pcomp", "prep", "dep"}
        and head.pos_ in {"VERB", "AUX"}
        and verb.tag_ in {"VBG", "VBN", "VB"}
    ):
        if head.lemma_ == "be" and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in head.children):
            return []  # "it is all very well criticising her"
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ == "in":
        with_them = head.head.lemma_ in {"join", "follow", "help", "assist", "lead"}
        quality = None if with_them else child(head.head, "dobj") if head.head.pos_ == "VERB" else head.head
        if quality is not None and quality.i < head.i and child(quality, "poss") is not None:
            return []  # "questioned her wisdom in backing it": hers, and by the word of who questions
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"} and head.pos_ in {"NOUN", "PROPN"}:
        return [head]
    return []


def _of_name_beside(verb: Token, head: Token) -> bool:
    """Whether the parse takes a clause apart before its verb: "after one of its scientists, Bob Fox, admitted it"."""
    beside = next((c for c in head.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > head.i), None)
    return beside is not None and beside.i + 2 == verb.left_edge.i and verb.doc[beside.i + 1].text == ","


def _own_subject(verb: Token) -> Token | None:
    """The subject that hangs on a verb; behind a place's name the nearer: "in Salem, New Hampshire, Lee spoke"."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    beside = len(found) > 1 and found[1].i < verb.i and found[1].left_edge.nbor(-1).text == ","
    told = beside and found[0].pos_ == "PROPN" and found[0].left_edge.i > 0
    told = told and found[0].left_edge.nbor(-1).text == "," and found[1].tag_ not in {"WP", "WDT"}
    return found[1] if told else next(iter(found), None)


def _blames(verb: Token, before: Token) -> bool:
    """Whether a verb governs, before a place, a deed that somebody is blamed or praised for."""
    for c in verb.children:
        deed = child(c, "pcomp") if c.dep_ == "prep" and c.lower_ in _BLAMED_FOR else None
        if deed is not None and verb.i < deed.i < before.i:
            return True
    return False


def first_to(verb: Token) -> bool:
    """Whether an infinitive says what the first of a kind did: "the first woman to be mayor"."""
    noun = verb.head
    return (
        verb.dep_ in {"relcl", "acl"}
        and noun.lemma_.lower() not in word_groups()["seekers"]
        and any(c.lower_ in FIRSTS for c in noun.children)
    )


def actors(verb: Token) -> list[Token]:
    """Who does it: subjects of an active verb, the agents of a passive one."""
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb)


def patients(verb: Token) -> list[Token]:
    """Whom it is done to: objects of an active verb, the subjects of a passive one."""
    if is_passive(verb):
        return surface_subjects(verb)
    own = child(verb, "dobj")
    if own is None:
        own = child(verb, "dative")
        if own is not None and own.pos_ == "ADP":
            own = child(own, "pobj")
    if own is None and verb.dep_ == "relcl":
        fronted = child(verb, *SUBJECTS)
        placed = any(c.lower_ in {"where", "when", "why"} for c in verb.children)
        if (
            fronted is not None
            and fronted.tag_ not in {"WP", "WDT"}
            and verb.head.pos_ in {"NOUN", "PROPN"}
            and not placed
        ):
            return [verb.head]
    if own is not None and own.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return [verb.head]  # "the charity, which she supports"
    return conjuncts(own) if own is not None else []


def negated(verb: Token) -> bool:
    """Whether a negation bears on the verb itself, or on its subject or object as "no"."""
    if verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" and c.i < verb.i for c in verb.head.children):
        return True  # "neither joined nor left"
    for c in verb.children:
        if c.dep_ == "neg" and c.i and c.nbor(-1).dep_ == "cc" and c.nbor().pos_ in {"PROPN", "NOUN", "DET"}:
            continue  # "Ann and not Bob backed it"
        if c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj", "cc"} and c.lower_ in NEGATIONS and c.i < verb.i):
            return True
        if c.dep_ in {"dobj", "prep", "attr"}:
            named = child(c, "pobj") if c.dep_ == "prep" else c
            if named is not None and (
                named.lower_ in {"neither", "none", "nobody", "nothing"}
                or any(g.lower_ == "neither" for g in (*named.children, *c.children))
            ):
                return True
        if c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children):
            return True
        if c.dep_ in {"nsubj", "nsubjpass"} and any(g.lower_ == "neither" for g in c.children):
            return True
        if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(g.lower_ == "no" and g.dep_ == "det" for g in c.children):
            return True
    return False


def side_taken(group: Token) -> bool:
    """Whether a group stands behind people who are of or against it, and are others: "critics of the party's MPs"."""
    outer = group.head.head if group.dep_ == "pobj" and group.head.lower_ in {"of", "to", "for"} else None
    if outer is None or outer.pos_ != "NOUN" or outer.lemma_.lower() in word_groups()["counted speakers"]:
        return False
    others = word_groups()["takers of sides"] | word_groups()["party staff"] | word_groups()["staff"]
    return outer.lemma_.lower() in others


def clause_end(verb: Token) -> int:
    """The end (token index, exclusive) of what hangs on a verb to its right, without coordinated verbs' clauses."""
    end = verb.i + 1
    stack = [c for c in verb.children if c.i > verb.i]
    while stack:
        token = stack.pop()
        if token.dep_ in {"conj", "cc"} and token.head.i == verb.i and (token.pos_ in {"VERB", "AUX", "CCONJ"}):
            continue
        if token.dep_ == "punct" and token.head.i == verb.i:
            continue
        end = max(end, token.i + 1)
        stack.extend(token.children)
    return end


def ancestors(token: Token) -> Iterator[Token]:
    """The heads of a token, upward."""
    while token.head.i != token.i:
        token = token.head
        yield token
