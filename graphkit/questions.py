"""Named questions: files of ``queries/`` whose head says what they ask and which parameters they take.

The head is comment lines (``#`` in SPARQL, ``//`` in Cypher) before the query; a line that is indented goes on:

    # title: Members of a party
    # description: Who belongs, or belonged, to a party or body.
    # parameter party: entity(Party, Organisation); the party or body
    # parameter since: date(start), optional; only articles of this day or later
    # parameter minimum: integer, default 1; only pairs with so many claims
    # rows: 100
    # example: graphkit query members -p party="Hexby Reform Party"

A parameter is bound to the variable of its name, as a value; one that is optional and not given stays unbound. Columns
of a parameter's name are left out of the answer (SPARQL must select what is to be bound), and the ids in columns of
several claims are sorted. ``rows``, which most leave out, is how many rows the command line gives where no limit is
asked for: of a ranking nobody reads a thousand. ``LIMIT 1000000`` gives way to the limit that is asked for
(:data:`MOST_ROWS`). To add a question, add its file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.dates import PartialDate
from graphkit.errors import ModelError, UnknownName, UsageError
from graphkit.model import slug
from graphkit.resources import resource
from graphkit.stores.values import ClaimId, Day, EntityId, Term, TermName

if TYPE_CHECKING:
    from graphkit.model import Entity
    from graphkit.stores.base import Result, Store, Value

#: language -> folder in queries/, ending of the files, what begins a comment
_LANGUAGES = {"sparql": ("sparql", ".rq", "#"), "cypher": ("cypher", ".cypher", "//")}

KINDS = ("entity", "text", "date", "integer", "predicate", "type", "claim")

#: columns that hold the ids of several claims, joined by spaces
_LISTS = ("claims", "memberships")

#: what stands in a question's text where rows are numbered before all that is told of them is gathered. A limit takes
#: its place, so that the rest is gathered for those rows only.
MOST_ROWS = "LIMIT 1000000"

_PARAMETER = re.compile(
    r"(?P<kind>[a-z]+)\s*(?:\((?P<details>[^()]*)\))?\s*"
    r"(?:,\s*(?:(?P<optional>optional)|default\s+(?P<default>[^;]+?)))?\s*;\s*(?P<description>.+)"
)
_CLAIM_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to be told. ``details``: types of an entity; ``start`` or ``end`` of a date's bounds."""

    name: str
    kind: str
    description: str
    details: tuple[str, ...] = ()
    optional: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it asks, in one language. ``rows``: how many a reader wants who names no limit."""

    name: str
    language: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    rows: int | None = None


def names(language: str = "sparql") -> list[str]:
    """The names of all questions in a query language, sorted."""
    folder, ending, _ = _LANGUAGES[language]
    try:
        files = [entry.name for entry in (resource("queries") / folder).iterdir()]
    except FileNotFoundError:
        return []
    return sorted(name.removesuffix(ending) for name in files if name.endswith(ending))


def load(name: str, language: str = "sparql") -> Question:
    """The question of this name.

    Raises:
        UnknownName: there is none; close names are suggested.
    """
    known = names(language)
    if name not in known:
        raise UnknownName("question", name, known, "'graphkit query --list' shows all")
    folder, ending, _ = _LANGUAGES[language]
    return parse(name, language, (resource("queries") / folder / (name + ending)).read_text(encoding="utf-8"))


def questions(language: str = "sparql") -> list[Question]:
    """All questions in a query language, by name."""
    return [load(name, language) for name in names(language)]


def parse(name: str, language: str, source: str) -> Question:
    """The question that a file's text holds.

    Raises:
        UsageError: its head cannot be read.
    """
    comment = _LANGUAGES[language][2]
    entries: list[list[str]] = []
    lines = source.splitlines()
    count = 0
    for line in lines:
        if not line.startswith(comment):
            break
        count += 1
        content = line.removeprefix(comment).removeprefix(" ")
        if content[:1] == " " and entries:
            entries[-1][1] += " " + content.strip()
        elif content.strip():
            key, _, value = content.partition(":")
            entries.append([key.strip(), value.strip()])
    single = {key: value for key, value in entries if not key.startswith("parameter ")}
    for needed in ("title", "description", "example"):
        if not single.get(needed):
            raise UsageError(f"question {name!r}: its head has no {needed!r}")
    unknown = set(single) - {"title", "description", "example", "rows"}
    if unknown:
        raise UsageError(f"question {name!r}: its head has an unknown entry {min(unknown)!r}")
    rows = single.get("rows")
    if rows is not None and not re.fullmatch(r"[1-9]\d*", rows):
        raise UsageError(f"question {name!r}: its head says 'rows: {rows}'; write a number from 1")
    parameters = tuple(
        _parameter(name, key.removeprefix("parameter ").strip(), value)
        for key, value in entries
        if key.startswith("parameter ")
    )
    text = "\n".join(lines[count:]).strip() + "\n"
    return Question(
        name,
        language,
        single["title"],
        single["description"],
        parameters,
        single["example"],
        text,
        int(rows) if rows else None,
    )


def _parameter(question: str, name: str, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if found is None or found["kind"] not in KINDS or not name.isidentifier():
        raise UsageError(
            f"question {question!r}: cannot read its parameter {name!r}: {value!r}; write"
            f" '# parameter NAME: KIND, optional; DESCRIPTION' with a kind of {', '.join(KINDS)}"
        )
    details = tuple(part.strip() for part in (found["details"] or "").split(",") if part.strip())
    return Parameter(
        name, found["kind"], found["description"], details, found["optional"] is not None, found["default"]
    )


def describe(question: Question) -> str:
    """The question for a reader: title, description, parameters, example."""
    parts = [f"{question.name}: {question.title}", "", *textwrap.wrap(question.description, 88), ""]
    if question.parameters:
        parts.append("Parameters (-p NAME=VALUE):")
        width = max(len(parameter.name) for parameter in question.parameters)
        for parameter in question.parameters:
            text = f"{_kind_in_words(parameter)}: {parameter.description}"
            indent = " " * (width + 4)
            parts += textwrap.wrap(text, 88, initial_indent=f"  {parameter.name:<{width}}  ", subsequent_indent=indent)
        parts.append("")
    if question.rows is not None:
        parts += [f"Gives {question.rows:,} rows, unless --limit says otherwise.", ""]
    return "\n".join([*parts, f"Example: {question.example}"])


def _kind_in_words(parameter: Parameter) -> str:
    kind = parameter.kind
    if kind == "entity":
        kind = " or ".join(detail.lower() for detail in parameter.details) or "entity"
    if parameter.default is not None:
        return f"{kind}, {parameter.default} if not given"
    return f"{kind}, optional" if parameter.optional else kind


def ask(
    store: Store,
    name: str,
    parameters: Mapping[str, Value | Sequence[str]] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
) -> Result:
    """The answer of a store to a named question.

    Raises:
        UnknownName: no question, parameter, entity or predicate has a name that was given.
        UsageError: a parameter is missing, ambiguous or of the wrong kind.
    """
    question = load(name, store.language)
    bound = bind(store, question, parameters or {})
    # Cypher wants every parameter of a text, if only to hear that it is null; SPARQL leaves such a one unbound
    everything = {parameter.name: None for parameter in question.parameters} | bound
    # one row more than is wanted tells that the answer was cut
    text = question.text if limit is None else question.text.replace(MOST_ROWS, f"LIMIT {limit + 1}")
    return tidied(question, store.query(text, everything, timeout=timeout, limit=limit))


def bind(store: Store, question: Question, given: Mapping[str, Value | Sequence[str]]) -> dict[str, Value]:
    """The parameters as values to be bound, entities found by their names; for :meth:`Store.query`."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            takes = f"{question.name} takes {', '.join(known)}" if known else f"{question.name} takes none"
            raise UnknownName("parameter", name, known, takes)
    # all of them, for Cypher has no unbound ones: it takes null
    bound: dict[str, Value] = dict.fromkeys(known)
    for name, parameter in known.items():
        value = given.get(name)
        if value is None:
            value = parameter.default
        if value is None:
            if not parameter.optional:
                raise UsageError(
                    f"{question.name} needs the parameter {name!r}: {parameter.description};"
                    f" for example: {question.example}"
                )
            continue
        if not isinstance(value, (str, int, float)):
            raise UsageError(f"the parameter {name!r} takes one value, not {value!r}")
        bound[name] = _value(store, parameter, value)
    return bound


def _value(store: Store, parameter: Parameter, value: str | int | float) -> Value:
    name, text = parameter.name, str(value).strip()
    if parameter.kind == "text":
        return str(value)
    if not text:
        raise UsageError(f"the parameter {name!r} is empty: {parameter.description}")
    match parameter.kind:
        case "entity":
            return EntityId(_entity(store, parameter, text).id)
        case "integer":
            if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
                raise UsageError(f"the parameter {name!r} takes a whole number, not {value!r}")
            return int(text)
        case "date":
            try:
                date = PartialDate.parse(text)
            except ModelError as error:
                raise UsageError(f"the parameter {name!r}: {error}") from error
            return Day(date.latest if "end" in parameter.details else date.earliest)
        case "claim":
            if not _CLAIM_ID.fullmatch(text) or not store.claims_by_id([text]):
                raise UnknownName("claim", text, hint="give the whole id of a claim, as the questions answer it")
            return ClaimId(text)
        case _:
            return TermName(_term(parameter, text))


def _term(parameter: Parameter, text: str) -> str:
    from graphkit.vocabulary import vocabulary

    words = vocabulary()
    terms = words.types if parameter.kind == "type" else words.predicates
    wanted = slug(text)
    for name, term in terms.items():
        if wanted in (slug(name), slug(term.label)):
            return name
    raise UnknownName(parameter.kind, text, terms, f"one of {', '.join(terms)}")


def _entity(store: Store, parameter: Parameter, name: str) -> Entity:
    """The one entity that is meant: by id, else by label, else by alias; of the types that the parameter takes.

    Across articles a full name is one entity; one that an article only knows by a surname or a role comes after those.
    """
    from graphkit.names import find_entities, known_names

    exact = store.entity(name) if "/" in name else None  # an id, without a look through all names
    if exact is not None:
        return exact
    found = find_entities(store, name)
    if not found:
        raise UnknownName("entity", name, known_names(store), f"for the parameter {parameter.name!r}")
    for entity in found:
        if entity.id == name:
            return entity
    fitting = [entity for entity in found if not parameter.details or entity.type in parameter.details]
    if not fitting:
        types = " or ".join(detail.lower() for detail in parameter.details)
        is_ = ", ".join(f"{entity.id} ({entity.type.lower()})" for entity in found[:5])
        raise UsageError(f"the parameter {parameter.name!r} takes a {types}; {name!r} is {is_}")
    for type_ in parameter.details:
        # "Wexmoor" is a town and a seat: a parameter's types stand in the order in which it means them
        preferred = [entity for entity in fitting if entity.type == type_]
        if preferred:
            fitting = preferred
            break
    for better in (
        [entity for entity in fitting if "@" not in entity.id],
        [entity for entity in fitting if "@" not in entity.id and slug(entity.label) == slug(name)],
        [entity for entity in fitting if slug(entity.label) == slug(name)],
    ):
        if len(better) == 1:
            return better[0]
    if len(fitting) == 1:
        return fitting[0]
    several = ", ".join(f"{entity.id} ({entity.label})" for entity in fitting[:8])
    more = f" and {len(fitting) - 8} more" if len(fitting) > 8 else ""
    raise UsageError(
        f"the parameter {parameter.name!r}: {name!r} may be any of {several}{more}; give the id of the one you mean"
    )


def tidied(question: Question, result: Result) -> Result:
    """The answer without the columns of its parameters, and with the ids in lists of claims in order."""
    dropped = {parameter.name for parameter in question.parameters}
    kept = [place for place, column in enumerate(result.columns) if column not in dropped]
    lists = {place for place, column in enumerate(result.columns) if column in _LISTS}

    def ordered(ids: str) -> str:  # parted by spaces in SPARQL, a list in Cypher
        return " ".join(sorted(re.findall(r"[^\s,\[\]'\"]+", ids)))

    def in_order(place: int, value: Value) -> Value:
        return ordered(value) if place in lists and isinstance(value, str) else value

    def term_in_order(place: int, term: Term | None) -> Term | None:
        return replace(term, value=ordered(term.value)) if place in lists and term else term

    return replace(
        result,
        columns=tuple(result.columns[place] for place in kept),
        rows=tuple(tuple(in_order(place, row[place]) for place in kept) for row in result.rows),
        terms=tuple(tuple(term_in_order(place, row[place]) for place in kept) for row in result.terms),
        whole=(),  # a named question answers plain values
        notes=(),  # its names are right; a small graph may not have them all
    )
