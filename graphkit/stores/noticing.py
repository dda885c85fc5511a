"""Names in a SPARQL query that our vocabulary does not have: they find nothing, and no server says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.errors import close_names, did_you_mean
from graphkit.namespaces import GK, PREFIXES, PS, P

_PART = re.compile(
    r'"{3}(?:[^"\\]|\\.|""?(?!"))*"{3}'
    r"|'{3}(?:[^'\\]|\\.|''?(?!'))*'{3}"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|#[^\n\r]*|[?$]\w+"
    r'|<(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>'
    r"|(?P<prefix>[A-Za-z][\w.-]*|):(?P<name>\w[\w-]*)",
    re.DOTALL,
)
#: what no graph has, on purpose: by it, the named questions give their optional parameters a place
_NOWHERE = frozenset(("parameter",))
#: what others call what we call otherwise
_USUAL = {"name": "rdfs:label"}
_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)


def unknown_names(text: str) -> tuple[str, ...]:
    """A note for each name of our namespaces in a query that the vocabulary does not have, with what may be meant."""
    return tuple(dict.fromkeys(_notes(text)))


def declared(text: str) -> dict[str, str]:
    """The prefixes that a query declares, with their IRIs."""
    return dict(_DECLARED.findall(text))


def undeclared_prefixes(text: str) -> list[str]:
    """The prefixes that a query uses, that it does not declare, and that need not be declared either; in order."""
    bases = PREFIXES | declared(text)
    used = dict.fromkeys(found["prefix"] for found in _PART.finditer(text) if found["name"])
    return [prefix for prefix in used if prefix not in bases]


def _notes(text: str) -> Iterator[str]:
    bases = PREFIXES | declared(text)
    for found in _PART.finditer(text):
        if found["name"]:
            iri = bases.get(found["prefix"], "") + found["name"]
        elif found["iri"]:
            iri = found["iri"]
        else:
            continue
        for prefix, base in (("gk", GK), ("p", P), ("ps", PS)):
            if iri.startswith(base) and (name := iri.removeprefix(base)):
                known = _known(prefix)
                if name not in known:
                    close = [_USUAL[name]] if name in _USUAL else [f"{prefix}:{n}" for n in close_names(name, known)]
                    meant = did_you_mean(close)
                    line = text.count("\n", 0, found.start()) + 1
                    column = found.start() - text.rfind("\n", 0, found.start())
                    yield f"the vocabulary has no {prefix}:{name} (line {line}, column {column}){meant}"


def _known(prefix: str) -> frozenset[str]:
    from graphkit.vocabulary import vocabulary

    return vocabulary().names | _NOWHERE if prefix == "gk" else frozenset(vocabulary().predicates)
