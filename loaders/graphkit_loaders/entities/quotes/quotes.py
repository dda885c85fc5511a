"""Stretches of direct quotation: where they begin and end, and which are no more than words in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.entities.quotes.attribution import Words, attribute

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN, _CLOSE, _PLAIN = "“", "”", {'"', "''", "``"}


@dataclass(slots=True, eq=False)
class Quote:
    """Tokens start to end between quotation marks; ``verb`` and ``speaker`` are tokens outside it, where found.

    ``outer`` is the same range with its marks, as far as they are printed. ``verb`` is a colon where no verb of saying
    leads to the quotation. A ``scare`` quote is part of the writer's sentence, not speech of its own.
    """

    start: int
    end: int
    outer: tuple[int, int]
    verb: Token | None = None
    speaker: Token | None = None
    scare: bool = False


def find_quotes(doc: Doc, words: Words) -> list[Quote]:
    """The quotations of a text with their speakers' tokens, by place.

    Marks are paired paragraph by paragraph; one left open runs to the end of its paragraph, as in quotations over
    several paragraphs.
    """
    found = _pairs(doc)
    for quote in found:
        inside = doc[quote.start : quote.end]
        short = not any(t.pos_ in {"VERB", "AUX"} for t in inside) or len(inside) < 4
        quote.scare = short and not _utterance(doc, quote)
    attribute(doc, found, words)
    return found


def _utterance(doc: Doc, quote: Quote) -> bool:
    """Whether few words are all the same said by somebody: they begin a sentence and end as speech does ("Never,")."""
    before = doc[quote.outer[0] - 1] if quote.outer[0] else None
    begins = before is None or before.is_space or before.text in {".", "?", "!"}
    return begins and doc[quote.end - 1].text in {",", "?", "!", "."} and quote.outer[1] > quote.end


def quoted(quotes: Iterable[Quote], length: int) -> list[Quote | None]:
    """By token of a document of so many: the quotation that it stands in, words in scare quotes aside."""
    found: list[Quote | None] = [None] * length
    for quote in quotes:
        if not quote.scare:
            found[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    return found


def _side(mark: Token) -> str:
    """Whether a straight mark opens or closes, by the blank beside it; "" where both sides have one or none."""
    doc = mark.doc
    before = mark.i > 0 and not doc[mark.i - 1].whitespace_ and not doc[mark.i - 1].is_space
    before = before and doc[mark.i - 1].text not in {"(", "[", "-", "–", "—", "'", "‘"}
    after = mark.i + 1 < len(doc) and not mark.whitespace_ and not doc[mark.i + 1].is_space
    if after and doc[mark.i + 1].is_punct and not doc[mark.i + 1].is_left_punct:
        after = False
    return "" if before == after else "close" if before else "open"


def _pairs(doc: Doc) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None

    def close(end: int, mark: int) -> None:
        nonlocal opened
        if opened is not None and end > opened + 1:
            found.append(Quote(opened + 1, end, (opened, end + mark)))
        opened = None

    for token in doc:
        text = token.text
        if token.is_space and "\n" in text:
            close(token.i, 0)
        elif text == _OPEN:
            opened = token.i
        elif text == _CLOSE:
            close(token.i, 1)
        elif text in _PLAIN:
            side = _side(token)
            if side == "open" or (side == "" and opened is None):
                close(token.i, 0)  # the next paragraph of one quotation, where paragraphs were joined
                opened = token.i
            else:
                close(token.i, 1)
    close(len(doc), 0)
    return found
