"""Letters as who has no others on the keyboard types them."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain one and a sign.
_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ŋ": "n"}
)


def plain_letters(text: str) -> str:
    """The text in lower case, without accents, strokes and ligatures: ``lukasz ornsen`` for ``Łukasz Ørnsen``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)
