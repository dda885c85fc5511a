"""Questions on the command line: parameters as they are typed, named questions described, claims behind an answer."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import click

from graphkit.cli.options import F
from graphkit.errors import QueryFailed, UsageError, close_names, did_you_mean
from graphkit.model import ENTITY_TYPES
from graphkit.namespaces import PREFIXES
from graphkit.stores.base import Result, Store, Value
from graphkit.stores.languages import check_language
from graphkit.stores.values import Iri, bindings

#: columns of named questions that hold ids of claims, several in one cell joined by spaces
CLAIM_COLUMNS = ("claim", "claims", "memberships")

#: seconds after which a query is ended: a question of a person at a terminal, not a nightly job
TIMEOUT = 60.0
#: rows after which an answer is cut, unless the question says another number: more than anybody reads, and few enough
#: to be there within a second
LIMIT = 1_000

_NAME = re.compile(r"[\w-]+")
#: an id of an entity: its type, and its name in lower case
_ID = re.compile(rf"(?:{'|'.join(ENTITY_TYPES).lower()})/[^\sA-Z'\"]+")
_TEXT = r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
#: operators of Cypher before a part of a name or a pattern, which is no id
_PART = r"(?:\b(?:STARTS\s+WITH|ENDS\s+WITH|CONTAINS)\b|=~)\s*"
#: where a query names entities, and what may hold any text
_NAMED = {
    "sparql": re.compile(rf"{_TEXT}|<(?P<iri>[^<>\s]*)>|#[^\n]*|(?<![\w:])entity:(?P<name>(?:[\w.~@%/-]|\\.)+)"),
    "cypher": re.compile(rf"(?P<part>{_PART})?{_TEXT}|//[^\n]*|/\*.*?\*/", re.DOTALL | re.IGNORECASE),
}
_PARAMETER_OF_PART = re.compile(rf"{_PART}\$`?(\w+)", re.IGNORECASE)


def parameters_option(function: F) -> F:
    """``-p NAME=VALUE``, repeated, given to the command as ``parameters``."""
    return click.option(
        "--parameter",
        "-p",
        "parameters",
        metavar="NAME=VALUE",
        multiple=True,
        help="A parameter of a named question, or $NAME of Cypher and ?NAME of SPARQL; may be repeated.",
    )(function)


def parse_parameters(given: Iterable[str]) -> dict[str, str]:
    """The parameters of ``NAME=VALUE`` texts.

    Raises:
        UsageError: one is not of that form, or given twice.
    """
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"cannot read the parameter {text!r}; write NAME=VALUE, as in -p party='Harbour Party'")
        if name.strip() in found:
            raise UsageError(f"the parameter {name.strip()!r} is given twice")
        found[name.strip()] = value
    return found


def value_of(text: str, language: str) -> Value | Sequence[str]:
    """The value that a parameter of a query of one's own gets: a text, unless it is written as something else.

    A number, ``true``, ``false``, ``null`` and a text in quotes are read as JSON, so ``"2025"`` with its quotes is a
    text. In Cypher a list of texts is, too; in SPARQL ``<IRI>`` and names with one of our prefixes are IRIs.

    Raises:
        UsageError: it is a list or an object that no query takes.
    """
    if language == "sparql" and (iri := _iri(text)):
        return Iri(iri)
    try:
        found = json.loads(text) if text == text.strip() else text
    except (ValueError, RecursionError):
        return text
    if isinstance(found, list) and language == "cypher" and all(isinstance(item, str) for item in found):
        return [str(item) for item in found]
    if isinstance(found, (list, dict)):
        takes = """or a list of texts: '["Ada Bell", "Ben Crow"]'""" if language == "cypher" else "or an IRI"
        raise UsageError(f"a parameter is a text, a number, true, false, null, {takes}; not {text}")
    if isinstance(found, float) and not math.isfinite(found):  # NaN and the like are in Python's JSON alone
        return text
    value: Value = found
    return value


def _iri(text: str) -> str | None:
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    prefix, colon, name = text.partition(":")
    if not colon or prefix not in PREFIXES or not name or re.search(r"\s", name):
        return None
    from graphkit.stores.rdf import entity_iri

    return entity_iri(name) if prefix == "entity" else PREFIXES[prefix] + name


def is_name(text: str) -> bool:
    """Whether a text can only be the name of a question, and no query."""
    return _NAME.fullmatch(text.strip()) is not None


def answer(
    store: Store, text: str, parameters: Sequence[str], *, timeout: float | None, limit: int | None = None
) -> Result:
    """The answer to a named question, or to a query in the store's language.

    Without a limit, of so many rows as the question says, or :data:`LIMIT`.
    """
    given = parse_parameters(parameters)
    if is_name(text):
        from graphkit.questions import ask, load

        limit = limit or load(text.strip(), store.language).rows or LIMIT
        return ask(store, text.strip(), given, timeout=timeout, limit=limit)
    limit = limit or LIMIT
    check_language(text, store.language, store.address)
    values = {name: value_of(value, store.language) for name, value in given.items()}
    if store.language == "cypher":
        for name in values:
            _check_place(name, text)
        result = store.query(text, values, timeout=timeout, limit=limit)
        return _noted(result, store, text, _whole(text, values))
    from graphkit.stores.substitution import written

    query = written(text, bindings(values))  # an embedded store would want each of these variables to be selected
    try:
        found = store.query(query.text, timeout=timeout, limit=limit)
    except QueryFailed as error:
        raise QueryFailed(query.as_written(error.reason), error.hint) from error
    found = replace(found, notes=tuple(map(query.as_written, found.notes)))
    return _noted(found, store, text, values.values())


def _noted(result: Result, store: Store, text: str, values: Iterable[object]) -> Result:
    """The answer with a note on each id in the query, or given to it, that nothing has: it finds nothing."""
    from graphkit.names import unknown_ids

    notes = unknown_ids(store, [*_ids(text, store.language), *_ids_given(values)])
    return replace(result, notes=(*result.notes, *notes))


def _ids(text: str, language: str) -> Iterator[str]:
    """The ids of entities that a query names."""
    from graphkit.stores.noticing import declared
    from graphkit.stores.rdf import short

    own = declared(text).get("entity", PREFIXES["entity"]) if language == "sparql" else ""
    for found in _NAMED[language].finditer(text):
        if language == "cypher":
            if found["text"] is not None and not found["part"]:
                yield from _ids_given([found["text"][1:-1]])
        elif found["iri"] or found["name"]:
            iri = found["iri"] or own + found["name"].replace("\\", "")
            if iri.startswith(PREFIXES["entity"]):
                yield short(iri)


def _whole(text: str, values: Mapping[str, object]) -> list[object]:
    """The values of the parameters that a Cypher query compares as a whole, and not as a part or a pattern."""
    parts = set(_PARAMETER_OF_PART.findall(text))
    return [value for name, value in values.items() if name not in parts]


def _ids_given(values: Iterable[object]) -> Iterator[str]:
    from graphkit.stores.rdf import short

    for value in values:
        text = short(value) if isinstance(value, str) else ""
        if _ID.fullmatch(text):
            yield text


def _check_place(name: str, text: str) -> None:
    """Nothing, where Cypher has a place for the parameter; the server would pass over one that it does not know."""
    places = re.findall(r"\$`?(\w+)", text)
    if name not in places:
        raise UsageError(f"the query has no ${name}{did_you_mean('$' + each for each in close_names(name, places))}")


def without_ids(result: Result) -> Result:
    """The answer to a named question without its columns of ids, which are for programs."""
    kept = [i for i, column in enumerate(result.columns) if column not in CLAIM_COLUMNS and not column.endswith("_id")]
    return replace(
        result,
        columns=tuple(result.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in result.rows),
        terms=tuple(tuple(row[i] for i in kept) for row in result.terms),
        whole=tuple(tuple(row[i] for i in kept) for row in result.whole),
    )


def claim_ids(result: Result) -> list[str]:
    """The ids of the claims that an answer names, each once, in order.

    Raises:
        UsageError: none of its columns is of those that name claims.
    """
    places = [i for i, column in enumerate(result.columns) if column in CLAIM_COLUMNS]
    if not places:
        raise UsageError(
            f"nothing in the answer can be drawn: its columns are {', '.join(result.columns) or 'none'}; have it give "
            "claims in a column named claim, or edges: by CONSTRUCT in SPARQL, as relationships or paths in Cypher"
        )
    words = (word for row in result.rows for i in places for word in str(row[i] or "").split())
    return list(dict.fromkeys(word.strip("[],") for word in words))  # Cypher may answer a list
