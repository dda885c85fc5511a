"""Text as the page shows it: cut, broken into lines, and how much room it takes. No browser is asked."""

from __future__ import annotations

import re
import unicodedata

#: width of a character in parts of the font size, of the widest of the fonts that the page may get (DejaVu Sans bold)
_WIDTHS = {"narrow": 0.36, "normal": 0.62, "capital": 0.74, "broad": 0.95, "full": 1.0}

# Control characters show nothing; the bidirectional overrides would let a name turn the words around it about.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def shown(text: str) -> str:
    """The text on one line, without characters that cannot be seen or that turn others about."""
    return " ".join(_UNSHOWN.sub(" ", text).split())


def cut(text: str, length: int) -> str:
    """The text, or its first words and an ellipsis, in at most ``length`` characters."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return (head[:space] if space > length // 2 else head).rstrip(" ,;:.") + "…"


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """The text in up to ``most`` even lines of about ``width`` characters; the last may end in an ellipsis."""
    text = shown(text)
    if len(text) <= width:
        return (text,)
    # Even lines read better than a full one and a word: aim at the length that the fewest lines need.
    needed = min(most, -(-len(text) // width))
    goal = max(width * 2 // 3, -(-len(text) // needed))
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1 and len(rest) > width:
        space = rest.rfind(" ", 0, min(goal + 4, width) + 1)
        after = rest.find(" ")
        if space <= 0:
            space = after if 0 < after <= width * 3 // 2 else width
        found.append(rest[:space].rstrip())
        rest = rest[space:].lstrip()
    if rest:
        found.append(cut(rest, width))
    return tuple(found)


def width(text: str, size: float) -> float:
    """How many pixels the text takes at a font size, rather too many than too few."""
    return size * sum(_WIDTHS[_breadth(c)] for c in text)


def _breadth(character: str) -> str:
    if character in "ijltfrI.,:;'’‘|!()[] -":
        return "narrow"
    if character in "mwMW%@—":
        return "broad"
    if unicodedata.east_asian_width(character) in "WF":
        return "full"
    return "capital" if character.isupper() else "normal"
