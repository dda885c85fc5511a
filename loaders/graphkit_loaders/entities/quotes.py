"""Stretches of direct quotation, and the token that names their speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.language.grammar import child, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN, _CLOSE, _PLAIN = "“", "”", {'"', "''", "``"}


@dataclass(slots=True)
class Quote:
    """Tokens start to end between quotation marks; ``verb`` and ``speaker`` are tokens outside it, where found."""

    start: int
    end: int
    verb: Token | None = None
    speaker: Token | None = None
    scare: bool = False


def find_quotes(doc: Doc, speech: frozenset[str]) -> list[Quote]:
    """The quotations of a text with their speakers' tokens.

    Marks are paired paragraph by paragraph; one left open runs to the end of its paragraph, as in quotations over
    several paragraphs. A quotation of a few words inside a sentence is a scare quote: it has no clause of its own.
    """
    found: list[Quote] = []
    start: int | None = None
    for token in doc:
        text = token.text
        if token.is_space and "\n" in text:
            if start is not None and token.i > start + 1:
                found.append(Quote(start, token.i))
            start = None
        elif text == _OPEN or (text in _PLAIN and start is None):
            start = token.i + 1
        elif (text == _CLOSE or text in _PLAIN) and start is not None:
            if token.i > start:
                found.append(Quote(start, token.i))
            start = None
    if start is not None and start < len(doc):
        found.append(Quote(start, len(doc)))
    inside = [False] * len(doc)
    for quote in found:
        inside[quote.start : quote.end] = [True] * (quote.end - quote.start)
    last: Quote | None = None
    for quote in found:
        quote.scare = (
            not any(t.pos_ in {"VERB", "AUX"} for t in doc[quote.start : quote.end]) or quote.end - quote.start < 4
        )
        if quote.scare:
            continue
        _find_speaker(doc, quote, inside, speech)
        if quote.speaker is None and last is not None and _carried_on(doc, quote, inside):
            quote.verb, quote.speaker = last.verb, last.speaker
        if quote.speaker is not None:
            last = quote
    return found


def _find_speaker(doc: Doc, quote: Quote, inside: list[bool], speech: frozenset[str]) -> None:
    """The nearest verb of saying outside the quotation, in the sentences that it begins and ends in."""
    first = doc[quote.start].sent
    final = doc[quote.end - 1].sent
    after_end = doc[quote.end].sent if quote.end < len(doc) else final
    best: tuple[int, Token, Token] | None = None
    for sentence in {s.start: s for s in (first, final, after_end)}.values():
        for token in sentence:
            if inside[token.i] or token.lemma_.lower() not in speech or token.pos_ not in {"VERB", "AUX"}:
                continue
            named = child(token, "nsubj") or next(iter(surface_subjects(token)), None)
            if named is None or inside[named.i]:
                continue
            distance = min(abs(token.i - quote.start), abs(token.i - quote.end))
            if best is None or distance < best[0]:
                best = (distance, token, named)
    if best is not None:
        quote.verb, quote.speaker = best[1], best[2]


def _carried_on(doc: Doc, quote: Quote, inside: list[bool]) -> bool:
    """Whether nothing but the quotation stands in its sentences, so that it goes on the one before."""
    for sentence in (doc[quote.start].sent, doc[quote.end - 1].sent):
        if any(t.pos_ in {"VERB", "NOUN", "PROPN"} and not inside[t.i] for t in sentence):
            return False
    return True
