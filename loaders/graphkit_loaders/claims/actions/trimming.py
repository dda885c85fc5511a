"""What is cut from the words of an action, or added to them, to print them: agents, bare times, marks of quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Tokens
from graphkit_loaders.language.grammar import child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: opening and closing marks; the straight one is both, and so is the other where it is set wrongly
_OPENS, _CLOSES = {'"', "“"}, {'"', "“", "”"}
#: how far before its content an opening mark may stand that the parse hangs elsewhere
_BEFORE = 8


def before_agent(doc: Doc, span: Tokens, doers: list[Token]) -> Tokens:
    """The words of a passive without who does it: "a visa by the Home Office"."""
    start, end = span
    for k in range(start, end):
        if doc[k].lower_ == "by" and child(doc[k], "pobj") in doers:
            return start, k
    return span


def behind_brackets(doc: Doc, start: int) -> int:
    """Where the clause goes on after a short form of the name before it: "the Fire Safety Bureau (FSB)"."""
    if start + 2 < len(doc) and doc[start].text == "(" and doc[start + 2].text == ")":
        return start + 3
    return start


def each_other(token: Token) -> bool:
    """Whether an object says that two do it to one another: "each other", "one another", by their head or last word."""
    ends = token.doc[max(token.i - 1, 0) : token.i + 1].text.lower() in {"each other", "one another"}
    return ends or token.doc[token.i : token.i + 2].text.lower() == "one another"


def before_time(doc: Doc, span: Tokens, verb: Token) -> Tokens:
    """The words without when and where it was done: "the ferry last night at a meeting"."""
    start, end = span
    beside = [c for c in verb.children if start <= c.i < end]
    told = [c for c in beside if c.dep_ == "npadvmod" and c.left_edge.i > start]
    for c in told:
        first, later = c.left_edge.i, {k.dep_ for k in beside if k.i > c.i}
        if doc[first].lower_ in {"every", "each", "next"}:
            continue  # "promised a new school every year": a part of the promise
        if only_time(doc, (first, c.i + 1)) and later <= {"npadvmod", "prep", "punct"}:
            return start, first
    return span


def only_time(doc: Doc, span: Tokens) -> bool:
    """Whether the words only tell when: "on Wednesday", "last week"."""
    times = word_groups()["times ahead"] | word_groups()["spans of time"] | word_groups()["times told"]
    told = [t for t in doc[span[0] : span[1]] if not (t.is_punct or t.is_digit or t.pos_ in {"ADP", "DET"})]
    return bool(told) and all(t.lower_ in times for t in told)


def balanced(doc: Doc, span: Tokens, floor: int) -> Tokens:
    """The words with both marks of a quotation or none: those that the parse hangs elsewhere are taken in.

    Args:
        floor: the token before which the words must not be made to reach.
    """
    start, end = span
    opened, closed = [], []
    for k in range(start, end):
        if _opens(doc, k):
            opened.append(k)
        elif doc[k].text in _CLOSES and not (opened and opened.pop() is not None):
            closed.append(k)
    if closed:
        before = range(start - 1, max(floor, start - 1 - _BEFORE) - 1, -1)
        first = next((k for k in before if doc[k].text in _OPENS), -1)
        if first >= 0 and _opens(doc, first):
            start = first
        elif closed[-1] == end - 1:
            end -= 1
    elif opened:
        last = next((k for k in range(end, min(end + 2, len(doc))) if doc[k].text in _CLOSES), -1)
        if last >= 0 and all(doc[k].is_punct for k in range(end, last)):
            end = last + 1
        elif opened[0] == start:
            start += 1
        elif opened[0] == end - 1:
            end -= 1
    return start, end


def _opens(doc: Doc, k: int) -> bool:
    """Whether a mark opens a quotation: only space stands before it."""
    return doc[k].text in _OPENS and (k == 0 or bool(doc[k - 1].whitespace_) or doc[k - 1].text in {"(", "-"})
