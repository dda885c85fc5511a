"""Who says a quotation: the verb of saying beside it and the token that names its subject.

The parse of a sentence with quotation marks in it is often wrong just where it matters, so the place of the verb
decides first and the parse second: after the quotation ('"...", she said'), before it ('She said: "..."'), or shared
with the quotation before it in the same paragraph. Forms as in Pareti (2015), Attribution: a computational approach.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from graphkit_loaders.language.grammar import child, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from graphkit_loaders.entities.quotes.quotes import Quote

_ENDS = {".", "?", "!", ";"}
#: words between a quotation and its verb of saying, at most: "..." the party's leader in the north of the county said
_REACH = 30
#: tokens of a signature behind a quotation, at most: the name, an age, a place, a trade
_SIGNATURE = 12
_DASHES = {"-", "--", "–", "—", "―"}
#: tokens of a bracket behind a name, at most
_BRACKET = 6


class Words(Protocol):
    """The word lists that are asked for: whether a token is a verb that leads to a quotation."""

    def quotes(self, verb: Token) -> bool: ...


def attribute(doc: Doc, quotes: list[Quote], words: Words) -> None:
    """Set the verb and the speaker of each quotation that is no scare quote, where the text tells them."""
    inside = [False] * len(doc)
    for quote in quotes:
        inside[quote.outer[0] : quote.outer[1]] = [True] * (quote.outer[1] - quote.outer[0])
    paragraph = _paragraphs(doc)
    last: Quote | None = None
    for number, quote in enumerate(quotes):
        if quote.scare:
            continue
        first, end = paragraph[quote.start]
        before = _before(doc, quote, first, inside)
        after = _after(doc, quote, end, inside)
        same = last is not None and paragraph[last.start] == (first, end)
        named = _signature(doc, quote, paragraph)
        if named is None and _leads_in(doc, before, words):
            named = _cue(doc, before, inside, words, backward=True)
        if named is None and _goes_on(doc, quote, after):
            named = _cue(doc, after, inside, words, backward=False)
        if named is None and same and last is not None and _only_its_cue(doc, last, quote, inside):
            named = _of(last)
        if named is None:
            named = _cue(doc, before, inside, words, backward=True) if before[1] > before[0] else None
        if named is None and not same and last is not None and _carried_on(doc, last, quote, paragraph, inside):
            named = _of(last)
        if named is None and before[1] == before[0] and number and not same:
            named = _colon_line(doc, first, inside, words, paragraph)
        if named is not None:
            quote.verb, quote.speaker = named
            last = quote


def _signature(doc: Doc, quote: Quote, paragraph: list[tuple[int, int]]) -> tuple[Token, Token] | None:
    """The dash behind a quotation and the name that signs it, as under letters: "..." — Ann Lee."""
    dash = quote.outer[1]
    while dash < len(doc) and doc[dash].is_space and dash <= quote.outer[1] + 1:
        dash += 1
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
        return None
    line = doc[dash + 1 : paragraph[dash][1]]
    name = list(takewhile(lambda t: t.pos_ == "PROPN", line))
    if not name or len(line) > _SIGNATURE or any(t.pos_ in {"VERB", "AUX"} and t.is_lower for t in line[len(name) :]):
        return None
    return doc[dash], name[-1]


def _of(quote: Quote) -> tuple[Token, Token] | None:
    return (quote.verb, quote.speaker) if quote.verb is not None and quote.speaker is not None else None


def _paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """The token range of the paragraph of each token."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            ranges += [(start, token.i)] * (token.i - start) + [(token.i, token.i + 1)]
            start = token.i + 1
    return ranges + [(start, len(doc))] * (len(doc) - start)


def _before(doc: Doc, quote: Quote, first: int, inside: list[bool]) -> tuple[int, int]:
    """What stands before a quotation in its own sentence, back to another quotation."""
    start = quote.outer[0]
    while start > first and not inside[start - 1] and doc[start - 1].text not in _ENDS:
        start -= 1
    return start, quote.outer[0]


def _after(doc: Doc, quote: Quote, end: int, inside: list[bool]) -> tuple[int, int]:
    """What stands after a quotation up to the next full stop or quotation."""
    stop = quote.outer[1]
    while stop < end and not inside[stop] and doc[stop].text not in _ENDS and stop - quote.outer[1] < _REACH:
        stop += 1
    return quote.outer[1], stop


def _goes_on(doc: Doc, quote: Quote, after: tuple[int, int]) -> bool:
    """Whether the sentence goes on behind the quotation: '"...", she said', not '"..." She said no.'"""
    if after[0] >= after[1]:
        return False
    last = doc[quote.end - 1].text
    if last in {".", ";"}:
        return False
    return not (last in {"?", "!", "…", "..."} and _new_sentence(doc, after))


def _new_sentence(doc: Doc, after: tuple[int, int]) -> bool:
    """Whether a sentence of its own stands behind a question or an outcry: no verb of saying near its beginning."""
    words = [t for t in doc[after[0] : after[1]] if not t.is_space]
    return not any(t.pos_ == "VERB" for t in words[:5]) and len(words) > 8


def _leads_in(doc: Doc, before: tuple[int, int], words: Words) -> bool:
    """Whether what stands before a quotation leads to it: a comma, a colon, "that" or a verb of saying."""
    if before[0] >= before[1]:
        return False
    last = doc[before[1] - 1]
    return last.text in {",", ":", "that"} or words.quotes(last)


def _cue(
    doc: Doc, stretch: tuple[int, int], inside: list[bool], words: Words, *, backward: bool
) -> tuple[Token, Token] | None:
    """The verb of saying nearest to the quotation, and who is its subject."""
    places = range(stretch[1] - 1, stretch[0] - 1, -1) if backward else range(*stretch)
    for i in places:
        token = doc[i]
        if token.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and words.quotes(token):
            speaker = _subject(doc, token, stretch, inside)
            if speaker is not None:
                return token, speaker
    if backward and doc[stretch[1] - 1].text == ":":
        for i in places:
            token = doc[i]
            subject = child(token, "nsubj") if token.pos_ == "VERB" else None
            if subject is not None and not inside[subject.i]:
                return doc[stretch[1] - 1], subject
    return None


def _subject(doc: Doc, verb: Token, stretch: tuple[int, int], inside: list[bool]) -> Token | None:
    """The subject of a verb of saying outside all quotation marks, by the parse, else by what stands beside it."""
    k = verb.i - 1
    while k >= stretch[0] and doc[k].pos_ in {"ADV", "AUX"}:
        k -= 1
    if k >= stretch[0] and doc[k].pos_ == "PRON" and doc[k].tag_ == "PRP":
        return doc[k]
    for named in map(_before_bracket, surface_subjects(verb)):
        if not inside[named.i] and abs(named.i - verb.i) < _REACH and named.pos_ not in {"VERB", "AUX"}:
            return named
    if k >= stretch[0] and doc[k].pos_ in {"PROPN", "NOUN"}:
        return doc[k]
    following = verb.i + 1
    if following < stretch[1] and doc[following].pos_ in {"PROPN", "NOUN", "DET", "PRON", "ADJ"}:
        # '"...", said the leader of the council, Ann Lee': the head of what follows
        head = doc[following]
        while (
            stretch[0] <= head.head.i < stretch[1] and head.head.i > following and head.head.pos_ in {"PROPN", "NOUN"}
        ):
            head = head.head
        if head.pos_ in {"PROPN", "NOUN"} or head.tag_ == "PRP":
            return head
    return None


def _before_bracket(token: Token) -> Token:
    """The name that a bracket explains, for a token in the bracket: "Ann Lee (L-Seatown) said"."""
    doc = token.doc
    for k in range(token.i - 1, max(token.i - _BRACKET, token.sent.start), -1):
        if doc[k].text in {")", "]"}:
            break
        if doc[k].text in {"(", "["}:
            return doc[k - 1]
    return token


def _only_its_cue(doc: Doc, last: Quote, quote: Quote, inside: list[bool]) -> bool:
    """Whether nothing but its attribution stands between a quotation and the one before: '"..." she said. "..."'"""
    between = [t for t in doc[last.outer[1] : quote.outer[0]] if not (inside[t.i] or t.is_space or t.is_punct)]
    if not between:
        return True
    verb = last.verb
    stops = sum(t.text in _ENDS for t in doc[last.outer[1] : quote.outer[0]])
    return verb is not None and last.outer[1] <= verb.i < quote.outer[0] and stops <= 1


def _carried_on(doc: Doc, last: Quote, quote: Quote, paragraph: list[tuple[int, int]], inside: list[bool]) -> bool:
    """Whether a paragraph of nothing but quotation goes on the quotation that ends the paragraph before."""
    own = paragraph[quote.start]
    if any(not inside[k] and not doc[k].is_punct and not doc[k].is_space for k in range(*own)):
        return False
    k = own[0] - 1
    while k >= 0 and doc[k].is_space:
        k -= 1
    if k < 0 or paragraph[k] != paragraph[last.start]:
        return False
    behind = [t for t in doc[last.outer[1] : paragraph[k][1]] if not (t.is_space or t.is_punct)]
    verb = last.verb
    return not behind or (verb is not None and last.outer[1] <= verb.i and len(behind) <= 12)


def _colon_line(
    doc: Doc, first: int, inside: list[bool], words: Words, paragraph: list[tuple[int, int]]
) -> tuple[Token, Token] | None:
    """The cue of a paragraph that ends in a colon, for the quotation that is the next one."""
    k = first - 1
    while k >= 0 and doc[k].is_space:
        k -= 1
    if k < 0 or doc[k].text != ":":
        return None
    return _cue(doc, (paragraph[k][0], k + 1), inside, words, backward=True)
