"""Parses that the model gets wrong about politics, put right by pattern; golden files hold a sentence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.language.grammar import SUBJECTS, agents, child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP"}


def mend_parses(doc: Doc) -> Doc:
    """The document with the parses of its sentences mended, in place."""
    for token in doc:
        if token.tag_ in {"VBN", "VBD"} and token.i:
            _participle(token)
            _calling(token)
        elif token.dep_ in {"dobj", "oprd"} and token.is_lower and token.tag_ in {"NN", "NNP"}:
            if token.head.lemma_ in word_groups()["raising to office"]:
                _raised(token)
        elif token.text in word_groups()["honours behind a name"] and token.i:
            _letters(token)
        elif token.lower_ == "back" and token.tag_ in {"RP", "RB"}:
            _backing(token)
    return doc


def _made_root(verb: Token, subject: Token) -> None:
    """Make a verb the root of its sentence, in place of the noun that the model took for it, now its subject."""
    for c in list(subject.children):
        if c.i > verb.i:
            c.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    subject.head, subject.dep_ = verb, "nsubj"


def _put_in_place(token: Token, other: Token) -> None:
    """Hang a token where another hangs, as the root if that is the root; the other is to be hung anew."""
    over, token.dep_ = other.head, other.dep_
    token.head = token if over == other else over


def _participle(verb: Token) -> None:
    """ "Ann Lee, sacked as mayor last year, praised it": what she was, no deed of hers; the next verb is her deed."""
    doc, subject = verb.doc, child(verb, "nsubj")
    if doc[verb.i - 1].text != "," or subject is None or not verb.i - 2 <= subject.right_edge.i < verb.i:
        return
    if any(t.text == "," for t in doc[subject.i : verb.i - 1]):
        return  # "Ann Lee, the mayor, sacked Bob Fox"
    main = next((c for c in verb.children if c.dep_ == "conj" and c.i > verb.i), None)
    if main is None or main.tag_ not in _FINITE or child(main, *SUBJECTS) is not None or child(verb, "cc") is not None:
        return
    if doc[main.left_edge.i - 1].text != ",":
        return
    for c in list(verb.children):
        if c.i > main.i or c.i < verb.i:
            c.head = main
    _put_in_place(main, verb)
    verb.head, verb.dep_, verb.tag_ = subject, "acl", "VBN"


def _calling(verb: Token) -> None:
    """ "Ann Lee, the mayor, called for talks": her deed, where the model sees what somebody is called."""
    if verb.dep_ != "acl" or verb.lemma_ != "call":
        return
    name = verb.sent.root
    if name.pos_ not in {"NOUN", "PROPN"} or name.i > verb.i:
        return
    aims = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"for", "on", "upon"}]
    other = _FINITE - {verb.tag_}
    if not aims or agents(verb) or any(t.text == ":" or t.tag_ in other for t in verb.doc[name.i : verb.i]):
        return
    _made_root(verb, name)
    verb.tag_ = "VBD"


def _letters(letters: Token) -> None:
    """ "Ann Lee QC resigned": she did, and the letters are hers, where the model takes them for the name's noun."""
    name = letters.nbor(-1)
    if name.head != letters or name.tag_ != "NNP" or name.dep_ not in {"compound", "nmod"}:
        return
    for c in list(letters.children):
        if c != name:
            c.head = name
    _put_in_place(name, letters)
    letters.head, letters.dep_ = name, "appos"


def _raised(office: Token) -> None:
    """ "Made Bob Fox chancellor": a person and an office, where the model sees a name before a noun."""
    verb, doc = office.head, office.doc
    before = [c for c in office.children if verb.i < c.i < office.i]
    named = [c for c in before if c.tag_ == "NNP" and c.text[0].isupper() and c.dep_ in {"compound", "nmod"}]
    if not named or any(c.dep_ in {"det", "poss"} for c in before) or before[0].left_edge.i != verb.i + 1:
        return
    name = named[-1]
    if name.left_edge.i == name.i and len(named) == 1:  # "made Iraq policy": of one word, it may be anything
        return
    if any(t.tag_ != "NNP" or t.is_lower for t in doc[verb.i + 1 : name.i]):
        return
    for c in named[:-1]:
        c.head = name
    name.head, name.dep_, office.dep_, office.tag_, office.pos_ = verb, "dobj", "oprd", "NN", "NOUN"


def _backing(back: Token) -> None:
    """ "Members of the party back Ann Lee": a verb, where the model sees the way back."""
    doc = back.doc
    after = doc[back.i + 1] if back.i + 1 < len(doc) else None
    subject = back.sent.root if back.sent.root != back else child(back, "nsubj")
    if after is None or subject is None or subject.tag_ not in {"NNS", "NNPS"} or subject.i > back.i:
        return
    if after.pos_ not in {"PROPN", "DET", "PRON"} or any(t.pos_ in {"VERB", "AUX"} for t in back.sent if t != back):
        return
    if subject.head == subject:  # "Members ... back Ann Lee" as a noun phrase: the name hangs on "Members"
        backed = next((c for c in subject.children if c.i > back.i and c.dep_ in {"appos", "dobj", "nmod"}), None)
        if backed is None:
            return
        _made_root(back, subject)
        backed.dep_ = "dobj"
    back.tag_, back.pos_, back.lemma_ = "VBP", "VERB", "back"
