"""Questions on the command line: parameters as they are typed, named questions described, claims behind an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import click

from graphkit.cli.options import F
from graphkit.errors import UsageError
from graphkit.stores.base import Result, Store

#: columns of named questions that hold ids of claims, several in one cell joined by spaces
CLAIM_COLUMNS = ("claim", "claims", "memberships")

#: seconds after which a query is ended: a question of a person at a terminal, not a nightly job
TIMEOUT = 60.0
#: rows after which an answer is cut: more than anybody reads, and few enough to be there within a second
LIMIT = 1_000

_NAME = re.compile(r"[\w-]+")


def parameters_option(function: F) -> F:
    """``-p NAME=VALUE``, repeated, given to the command as ``parameters``."""
    return click.option(
        "--parameter",
        "-p",
        "parameters",
        metavar="NAME=VALUE",
        multiple=True,
        help="A parameter of a named question; may be repeated.",
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


def is_name(text: str) -> bool:
    """Whether a text can only be the name of a question, and no query."""
    return _NAME.fullmatch(text.strip()) is not None


def answer(
    store: Store, text: str, parameters: Sequence[str], *, timeout: float | None, limit: int | None
) -> Result:
    """The answer to a named question, or to a query in the store's language."""
    given = parse_parameters(parameters)
    if is_name(text):
        from graphkit.questions import ask

        return ask(store, text.strip(), given, timeout=timeout, limit=limit)
    if given:
        raise UsageError("parameters (-p) are for named questions; write the values into a query of your own")
    return store.query(text, timeout=timeout, limit=limit)


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
        UsageError: it has no column of claims.
    """
    places = [i for i, column in enumerate(result.columns) if column in CLAIM_COLUMNS]
    if not places:
        has = ", ".join(result.columns) or "none"
        columns = " or ".join(CLAIM_COLUMNS)
        raise UsageError(f"the answer has no column of claims ({columns}) and is no graph; its columns are {has}")
    words = (word for row in result.rows for i in places for word in str(row[i] or "").split())
    return list(dict.fromkeys(word.strip("[],") for word in words))  # Cypher may answer a list
