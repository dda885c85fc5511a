"""Parameters written into a SPARQL query, for servers: HTTP has no way to send them apart from the text.

The text is cut into tokens; strings, comments and IRIs are never looked into, and a value is written as a term of
SPARQL, so no value can become part of the query. A bound variable becomes its value everywhere, ``BOUND`` of it becomes
true, and where it is selected the value takes its name. The answer is that of the same query asked of an embedded store
with its variables bound.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from graphkit.errors import UsageError, close_names, did_you_mean
from graphkit.namespaces import PREFIXES, XSD
from graphkit.stores.rdf import text_literal

_TOKEN = re.compile(
    r"""(?P<opaque>"{3}(?:[^"\\]|\\.|""?(?!"))*"{3}|'{3}(?:[^'\\]|\\.|''?(?!'))*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|\#[^\n\r]*|<[^<>"{}|^`\\\x00-\x20]*>)"""
    r"|(?P<bound>\bBOUND\s*\(\s*[?$](?P<of>\w+)\s*\))"
    r"|[?$](?P<variable>\w+)"
    r"|(?P<word>[\w-]*:[\w./%-]*|\b\w+\b)"
    r"|(?P<mark>[{}()])",
    re.IGNORECASE | re.DOTALL,
)
#: what ends a list of selected, grouping or ordering variables
_ENDS = frozenset(("where", "having", "order", "limit", "offset", "values", "from"))


_PLACE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A query with values in it. ``moved``: where a value ends, in ``text`` and in ``source``, which the user wrote."""

    text: str
    source: str
    moved: tuple[tuple[int, int], ...]

    def as_written(self, said: str) -> str:
        """What is said of ``text``, its places ("line 2, column 7") as they are in the user's text."""
        return _PLACE.sub(lambda found: self._place(int(found[1]), int(found[2])), said)

    def _place(self, line: int, column: int) -> str:
        at = sum(len(each) + 1 for each in self.text.split("\n")[: line - 1]) + column - 1
        here, there = max((each for each in self.moved if each[0] <= at), default=(0, 0))
        return place_of(self.source, min(there + at - here, len(self.source)))


def place_of(text: str, at: int) -> str:
    """``line 2, column 7``, of a place in a text."""
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def written(text: str, bound: Mapping[str, list[str]]) -> Written:
    """The query with values in the place of variables; ``bound`` as :func:`graphkit.stores.values.bindings` has it.

    Raises:
        UsageError: the query has no such variable, or gives it values itself.
    """
    values = {name: _term(wire) for name, wire in bound.items()}
    tokens = list(_TOKEN.finditer(text))
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    seen: set[str] = set()
    at = length = depth = nested = 0  # braces; parentheses inside a list
    listing = ""  # "select", "group" or "order" inside such a list
    bare = False  # whether nothing of a list inside another query would be left
    giving = ""  # "as" or "values", where the variables behind get their values
    for place, found in enumerate(tokens):
        token, word = found[0], (found["word"] or "").lower()
        name = found["of"] or found["variable"]
        if name in values:
            seen.add(name)
            if giving:
                raise UsageError(
                    f"the parameter {name} cannot be bound: the query itself gives ?{name} its values, at"
                    f" {place_of(text, found.start())}; name one of the two otherwise"
                )
            if found["of"]:
                token = "true"
            elif not listing or nested:
                token = values[name]
            elif listing != "select":
                token = f"({values[name]})"
            elif depth == 0:  # in a list of variables a value cannot stand; at the top the answer keeps the column
                token = f"({values[name]} AS ?{name})"
            else:
                token = f"({values[name]} AS ?{_unused(text, name, place)})" if bare else ""
                bare = False
        elif found["mark"]:
            depth += {"{": 1, "}": -1}.get(token, 0)
            nested = max(0, nested + {"(": 1, ")": -1}.get(token, 0)) if listing else 0
            if token in "{}":
                listing = ""
        elif word and not nested:
            if word in ("select", "group", "order"):
                listing, nested = word, 0
                bare = not _leaves(tokens[place + 1 :], values)
            elif word in _ENDS:
                listing = ""
        if word in ("as", "values"):
            giving = word
        elif giving == "as" or token == "{":
            giving = ""
        parts += [text[at : found.start()], token]
        at, length = found.end(), length + found.start() - at + len(token)
        if token != found[0]:
            moved.append((length, at))
    missing = sorted(values.keys() - seen)
    if missing:
        named = {found["of"] or found["variable"] for found in tokens} - {None}
        meant = did_you_mean(f"?{name}" for name in close_names(missing[0], named))
        raise UsageError(f"the query has no place for the parameter {missing[0]}: no variable ?{missing[0]}{meant}")
    return Written("".join(parts) + text[at:], text, tuple(moved))


def _leaves(tokens: Sequence[re.Match[str]], values: Container[str]) -> bool:
    """Whether something is left of a list, which these tokens begin with, when bound variables go."""
    for found in tokens:
        if found[0] == "{" or (found["word"] or "").lower() in _ENDS:
            return False
        if found[0] == "(" or (found["variable"] and found["variable"] not in values):
            return True
    return False


def _unused(text: str, name: str, number: int) -> str:
    """A name that no variable of the query has."""
    while re.search(rf"[?$]{name}_{number}\b", text):
        number += 1
    return f"{name}_{number}"


def with_prefixes(text: str) -> str:
    """The query with the prefixes that it uses and does not declare (gk:, entity:, ...), before its first line."""
    missing = [
        f"PREFIX {name}: <{base}>"
        for name, base in PREFIXES.items()
        if re.search(rf"(?<![\w:]){name}:", text) and not re.search(rf"prefix\s+{name}:", text, re.IGNORECASE)
    ]
    return " ".join([*missing, text])


def _term(wire: list[str]) -> str:
    if wire[0] == "i":
        return f"<{wire[1]}>"
    literal, datatype = text_literal(wire[1]), wire[2]
    return literal if datatype == XSD + "string" else f"{literal}^^<{datatype}>"
