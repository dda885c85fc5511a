"""Every error that graphkit raises on purpose.

    GraphkitError
    ├── UsageError            the caller asked for something that cannot be (exit code 2)
    │   ├── UnknownName       no entity, question, predicate or parameter of that name
    │   ├── QueryRefused      a query that would write or reach out
    │   └── QueryFailed       a query that does not parse, or cannot be worked out
    ├── SourceError           a source cannot be read as articles
    │   └── ArticleRejected   one article of a source is left out, with place and reason
    ├── StoreError            a store cannot be opened, read or written
    │   ├── StoreLocked       another process has it open
    │   └── QueryTimeout      a query ran into its time limit and was ended
    └── ModelError            a value breaks the claim model (span outside the text, start after end, ...)

Constructors take facts; the message says what happened, where, and what to do next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from graphkit.letters import plain_letters


class GraphkitError(Exception):
    """Base of all errors meant for a user to read."""


class UsageError(GraphkitError):
    """The caller asked for something that cannot be done as asked."""


def close_names(name: str, known: Iterable[str]) -> list[str]:
    """Those of the known names that may have been meant, the closest first; three at most. Case and accents aside."""
    folded = {plain_letters(k): k for k in sorted(known)}
    return [folded[k] for k in difflib.get_close_matches(plain_letters(name), folded, n=3, cutoff=0.6)]


def did_you_mean(suggestions: Iterable[str]) -> str:
    """``; did you mean 'a' or 'b'?``, to end a message with; nothing where there are none."""
    named = " or ".join(repr(each) for each in suggestions)
    return f"; did you mean {named}?" if named else ""


class UnknownName(UsageError):
    """Nothing has the name that was given; close names are suggested."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), hint: str = "") -> None:
        self.kind, self.name = kind, name
        self.suggestions = close_names(name, known)
        message = f"no {kind} named {name!r}" + did_you_mean(self.suggestions)
        if hint:
            message += f" ({hint})"
        super().__init__(message)


class QueryRefused(UsageError):
    """A query was not run: it would do more than read this store, or might."""

    def __init__(self, reason: str, hint: str = "") -> None:
        self.reason, self.hint = reason, hint
        super().__init__(f"query refused: {reason}" + (f"; {hint}" if hint else ""))


class QueryFailed(UsageError):
    """A query has no answer: it does not parse, is of another language, or goes wrong, as by a division by zero.

    ``reason`` goes on after "the query": ``does not parse at line 1, column 8``.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        self.reason, self.hint = reason, hint
        super().__init__(f"the query {reason}" + (f"; {hint}" if hint else ""))


class SourceError(GraphkitError):
    """A source cannot be read."""

    def __init__(self, place: str, reason: str, hint: str = "") -> None:
        self.place, self.reason, self.hint = place, reason, hint
        super().__init__(f"{place}: {reason}" + (f"; {hint}" if hint else ""))


class ArticleRejected(SourceError):
    """One article is left out; the rest of its source goes on."""


class StoreError(GraphkitError):
    """A store cannot be opened, read or written."""

    def __init__(self, address: str, reason: str, hint: str = "") -> None:
        self.address, self.reason = address, reason
        super().__init__(f"{address}: {reason}" + (f"; {hint}" if hint else ""))


class StoreLocked(StoreError):
    """Another process has the store open."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "is open in another process", "close it, or wait until it has ended, and try again")


class QueryTimeout(StoreError):
    """A query was ended at its time limit; the store is unharmed."""

    def __init__(self, address: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            address,
            f"the query was ended after {seconds:g} s",
            "narrow it, add LIMIT, or raise --timeout",
        )


class ModelError(GraphkitError, ValueError):
    """A value breaks the claim model."""
