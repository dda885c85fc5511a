"""Which lines of an article are prose, and which are headline, byline or page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.model import Span

#: where and by which agency an article was written, before its first sentence: "SEATOWN, Ohio (AP) - "
_DATELINE = re.compile(
    r"""^[ \t"“]*((?:[A-Z][\w.’'-]*[ ,]{1,2}){1,6}      # places
    (?:\(.{2,25}\)[ ]?|[A-Z][a-z]{2}\.?[ ]\d{1,2},?[ ])?  # an agency or a day
    (?:\([A-Z]{2,8}\)[ ]?)?)[-–—]{1,2}[ ]""",
    re.MULTILINE | re.VERBOSE,
)
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


def datelines(text: str) -> list[Span]:
    """The datelines of a text: places and agencies that no sentence is about."""
    return [m.span(1) for m in _DATELINE.finditer(text) if "(" in m.group(1) or m.group(1).split(",")[0].isupper()]


def titled(text: str) -> list[Span]:
    """The lines written As Titles Are, where a capital letter does not show a name."""
    found = []
    for match in _LINE.finditer(text):
        if _ENDS.search(match.group()):
            continue
        words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", match.group()) if len(w) > 3]
        if len(words) >= 4 and sum(w[0].isupper() for w in words) > 0.75 * len(words):
            found.append(match.span())
    return found
