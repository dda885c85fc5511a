"""Refuses a SPARQL query that would do more than read this store: SERVICE, FROM, FROM NAMED, and any update.

pyoxigraph refuses updates by its grammar; what is left are the two ways in which a query reaches out. A query in which
neither word occurs, however written, cannot have them. Any other is read twice, and both readings must find it clean:
by rdflib's parser, whose tree is searched from end to end, and by the tokens of SPARQL. Two, because the parser that
runs the query is a third one, and where parsers differ a query can hide from one of them. What can be read in two ways
(escapes in the place of characters) is refused, and so is what rdflib cannot read.
"""

from __future__ import annotations

import re
from typing import Any, cast

from graphkit.errors import QueryRefused

_WORDS = {
    "service": ("SERVICE would reach another address", "only this store is asked; import what you need"),
    "from": ("FROM would read another graph or file", "leave it out: a store is one graph"),
}

_UPDATES = frozenset(("insert", "delete", "load", "clear", "create", "drop", "add", "move", "copy", "with"))

_FORMS = frozenset(("select", "ask", "construct", "describe"))

# What may hold any text: comments, strings, IRIs; then variables and the local part of names. Nothing else of SPARQL
# can hold a free word, so a keyword in what is left is the keyword. Strings come first: "#" and "<" may stand in them.
# Dots are not taken as part of local names, and a prefix is looked at too: the parser that runs the query takes
# "SERVICEa:b" for "SERVICE a:b".
_HOLDERS = re.compile(
    r'"""(?:[^"\\]|\\.|""?(?!"))*"""'
    r"|'''(?:[^'\\]|\\.|''?(?!'))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|#[^\n\r]*"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|[?$]\w+"
    r"|(?<=:)\w[\w-]*",
    re.DOTALL,
)
# Names of our own vocabulary that hold a word; nearly every question has one, and rdflib's parser takes long to load.
_OURS = re.compile(r"(?:\bgk:(?:validFrom|fromEarliest|fromLatest)|\bprov:wasDerivedFrom|\?valid_from)\b")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
# The word, alone or in another, with what is behind it where that makes it part of a prefix and not the keyword.
_GRAPH = re.compile(r"graph[\w.\x80-\U0010ffff-]*(?P<name>:(?:[\w.:%~\x80-\U0010ffff-]|\\.)*\s*)?(?P<group>\{)?")
_PROLOGUE = re.compile(r"\s*(?:base\b|prefix\b\s*[\w.-]*:)\s*", re.IGNORECASE)


def check(text: str) -> None:
    """Nothing, for a query that only reads this store.

    Raises:
        QueryRefused: it reaches beyond the store, or might.
    """
    decoded = _ESCAPE.sub(_character, text)
    folded = _OURS.sub(" ", text + "\n" + decoded).casefold()
    if not any(word in folded for word in _WORDS):
        return
    if decoded != text:
        raise QueryRefused(
            "escapes like \\u0041 may hide what it does", "write the characters themselves: a query may hold any letter"
        )
    _check_tokens(text)
    _check_tree(text)


def is_update(text: str) -> bool:
    """Whether the first word of the text, after its prefixes, is one of an update."""
    bare = _HOLDERS.sub(" ", text)
    while found := _PROLOGUE.match(bare):
        bare = bare[found.end() :]
    first = re.match(r"\s*([a-zA-Z]+)", bare)
    return first is not None and first[1].casefold() in _UPDATES


def check_for_server(text: str) -> None:
    """Nothing, for a query that only reads the default graph of a server, whatever the server would take as well.

    Raises:
        QueryRefused: it would change something, reaches out, or might.
    """
    check(text)
    words = _words(text)
    # read as a whole, escapes in the place of characters too, since a server's parser is one that we do not know
    read = {*words, *_words(_ESCAPE.sub(_character, text))}
    if read & _UPDATES:
        raise QueryRefused("it would change the store", "queries only read; use graphkit import and retract")
    if _may_read_graph(text) or _may_read_graph(_ESCAPE.sub(_character, text)):
        raise QueryRefused(
            "GRAPH would read another graph of the server",
            "leave it out: a store is one graph; a quote in a text is written \\\", not \\u0022",
        )
    first = next((word for word in words if word in _FORMS), None)
    if first is None:
        raise QueryRefused("it is no SELECT, ASK, CONSTRUCT or DESCRIBE query")


def _may_read_graph(text: str) -> bool:
    """Whether some parser could find a GRAPH clause outside of strings, comments, IRIs and variables.

    Parsers take "GRAPHa:b {" and "trueGRAPHa:b {" for the word with a name behind it, and "graph:b {" where the prefix
    is empty. So the word may only be part of a prefix, in a name that no group follows.
    """
    bare = _HOLDERS.sub(_stand_in, text).casefold()
    return any(not found["name"] or found["group"] for found in _GRAPH.finditer(bare))


def _stand_in(held: re.Match[str]) -> str:
    """What keeps the place of a comment, of a name's local part, and of any other thing that may hold a word."""
    return " " if held[0][0] == "#" else "?" if held[0][0] in "?$<\"'" else "x"


def _words(text: str) -> list[str]:
    """The words outside of strings, comments, IRIs, variables and the local parts of names."""
    return re.findall(r"[a-z]+", _HOLDERS.sub(" ", text).casefold())


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]


def _check_tokens(text: str) -> None:
    bare = _HOLDERS.sub(" ", text).casefold()
    for word, (reason, hint) in _WORDS.items():
        if word in bare:
            raise QueryRefused(reason, hint)


def _check_tree(text: str) -> None:
    from rdflib.plugins.sparql.parser import parseQuery

    # A carriage return ends a comment in SPARQL; rdflib's parser looks for a line feed only.
    source = text.replace("\r", "\n")
    try:
        tree = parseQuery(source)
    except Exception as error:  # pyparsing's own, ValueError, RecursionError: no tree, no reading
        raise QueryRefused(
            "it holds the word SERVICE or FROM and cannot be read to the end to see what for",
            "leave the word out, or check the query's syntax",
        ) from error
    for name in _names(tree):
        if name == "ServiceGraphPattern":
            raise QueryRefused(*_WORDS["service"])
        if name == "DatasetClause":
            raise QueryRefused(*_WORDS["from"])


def _names(tree: Any) -> set[str]:
    """The names of all nodes of rdflib's parse tree, found without recursion: queries may be nested deeply."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    names: set[str] = set()
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            names.add(node.name)
            waiting.extend(node.values())
        elif isinstance(node, ParseResults):
            waiting.extend(cast("dict[str, Any]", node.as_dict()).values())
            waiting.extend(list(node))
        elif isinstance(node, (list, tuple, set)):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())
    return names
