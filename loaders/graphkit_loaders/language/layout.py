"""Which lines of an article are prose, and which are headline, byline or page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.model import Span

_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s*\Z")
#: A line of fewer words without a full stop is a headline, a caption or a menu; sentences of news are longer
_SHORT = 12
_HEADLINE = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text (offsets) and whether claims may be read from it."""

    start: int
    end: int
    prose: bool


def lines(text: str, title: str | None = None) -> list[Line]:
    """The lines of a text that are not blank, each with whether it is prose."""
    found: list[Line] = []
    spans: list[Span] = [m.span() for m in _LINE.finditer(text) if m.group().strip()]
    for index, (start, end) in enumerate(spans):
        line = text[start:end].strip()
        words = len(line.split())
        closed = bool(_ENDS.search(line)) or line.endswith((":", ";", ",", '"', "”"))
        headline = (
            index == 0 and len(spans) > 1 and (words <= _HEADLINE or line == title) and not line.startswith(('"', "“"))
        )
        found.append(Line(start, end, not headline and (closed or words > _SHORT)))
    return found
