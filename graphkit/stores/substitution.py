"""Parameters written into a SPARQL query, for servers: HTTP has no way to send them apart from the text.

The text is cut into tokens; strings, comments and IRIs are never looked into, and a value is written as a term of
SPARQL, so no value can become part of the query. A bound variable becomes its value everywhere, ``BOUND`` of it becomes
true, and where it is selected the value takes its name. The answer is that of the same query asked of an embedded store
with its variables bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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


def substituted(text: str, bound: Mapping[str, list[str]]) -> str:
    """The query with values in the place of variables; ``bound`` as :func:`graphkit.stores.values.bindings` has it.

    Raises:
        UsageError: the query has no such variable.
    """
    values = {name: _term(wire) for name, wire in bound.items()}
    parts: list[str] = []
    seen: set[str] = set()
    at = depth = nested = 0  # braces; parentheses inside a list
    listing = ""  # "select", "group" or "order" inside such a list
    for found in _TOKEN.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        token = found[0]
        if (name := found["of"]) in values:
            seen.add(name)
            token = "true"
        elif (name := found["variable"]) in values:
            seen.add(name)
            if listing and not nested:
                # in a list of variables a value cannot stand; at the top of all the answer keeps the column
                token = f"({values[name]} AS ?{name})" if listing == "select" and depth == 0 else ""
            else:
                token = values[name]
        elif found["mark"]:
            depth += {"{": 1, "}": -1}.get(token, 0)
            nested = max(0, nested + {"(": 1, ")": -1}.get(token, 0)) if listing else 0
            if token in "{}":
                listing = ""
        elif found["word"] and not nested:
            word = token.lower()
            if word in ("select", "group", "order"):
                listing, nested = word, 0
            elif word in _ENDS:
                listing = ""
        parts.append(token)
    missing = sorted(values.keys() - seen)
    if missing:
        named = {found["of"] or found["variable"] for found in _TOKEN.finditer(text)} - {None}
        meant = did_you_mean(f"?{name}" for name in close_names(missing[0], named))
        raise UsageError(f"the query has no place for the parameter {missing[0]}: no variable ?{missing[0]}{meant}")
    return "".join(parts) + text[at:]


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
