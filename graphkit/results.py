"""The answer to a query as text: a table for readers, CSV, TSV, JSON and JSON lines, and the two SPARQL result formats.

All but the table keep the data exactly. So a CSV cell may begin with ``=``, ``+``, ``-`` or ``@``, since headlines and
quotes may: a spreadsheet takes such a cell for a formula unless it is told to import the column as text. In the table,
what could act on a terminal (control characters, changes of writing direction) is written out, as ``\\x1b``.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from graphkit.errors import UsageError
from graphkit.namespaces import XSD
from graphkit.stores.values import Term

if TYPE_CHECKING:
    from graphkit.stores.base import Result, Value

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "sparql-json", "sparql-xml")

_GAP = "  "
_AS_FACT: dict[str, object] = {"negated": False, "modality": "asserted", "former": False}
_UNLIKE = object()
_NARROWEST = 5  # characters that a column keeps when the terminal is too narrow for all

# C0 and C1 control characters begin escape sequences; format characters (Cf) turn the direction of text or hide it;
# lone surrogates cannot be encoded; line and paragraph separators break a row.
_HARMFUL = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# what XML 1.0 cannot hold, not even escaped
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: Result, format: str, stream: BinaryIO) -> None:
    """Write the result to a stream, as UTF-8; a table is cut to the width of the terminal, where it goes to one."""
    width = shutil.get_terminal_size().columns if format == "table" and stream.isatty() else None
    stream.write(to_text(result, format, width).encode("utf-8", "backslashreplace"))


def to_text(result: Result, format: str, width: int | None = None) -> str:
    """The result in a format of :data:`FORMATS`, ending in a newline; ``width`` cuts a table to so many columns.

    CONSTRUCT and DESCRIBE answer with a graph, which is Turtle in every format but the two JSON ones.

    Raises:
        UsageError: there is no such format, or it cannot hold this kind of answer.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}; the formats are {', '.join(FORMATS)}")
    if result.turtle is not None:
        return _graph(result, result.turtle, format)
    if result.boolean is not None:
        return _truth(result.boolean, format)
    if format == "table":
        return "".join(line + "\n" for line in table(result, width))
    writers: dict[str, Callable[[Result], str]] = {
        "csv": _csv,
        "tsv": _tsv,
        "json": _json,
        "jsonl": lambda r: "".join(_line(row) + "\n" for row in r.whole_dicts()),
        "sparql-json": _sparql_json,
        "sparql-xml": _sparql_xml,
    }
    return writers[format](result)


def _graph(result: Result, turtle: str, format: str) -> str:
    if format in ("json", "jsonl"):
        return _line({"turtle": turtle, "truncated": result.truncated}) + "\n"
    if format.startswith("sparql"):
        raise UsageError(f"the answer is a graph, which {format} cannot hold; leave the format out to get Turtle")
    return turtle


def _truth(value: bool, format: str) -> str:
    text = str(value).lower()
    if format == "sparql-json":
        return _line({"head": {}, "boolean": value}) + "\n"
    if format == "sparql-xml":
        return _XML_HEAD + f"<head/>\n<boolean>{text}</boolean>\n</sparql>\n"
    return text + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(result: Result) -> str:
    rows = ",\n".join("    " + _line(row) for row in result.whole_dicts())
    listed = f"[\n{rows}\n  ]" if rows else "[]"
    columns, truncated = _line(list(result.columns)), _line(result.truncated)
    return f'{{\n  "columns": {columns},\n  "rows": {listed},\n  "truncated": {truncated}\n}}\n'


def _text(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _csv(result: Result) -> str:
    out = io.StringIO()
    # A lone carriage return would end a row for many readers, so whatever is no plain word is quoted by the module.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.columns)
    for row in result.rows:
        writer.writerow([_text(value) for value in row])
    return out.getvalue()


_IN_TSV = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


def _tsv(result: Result) -> str:
    """Tab-separated: a tab, line end or backslash inside a value is written as ``\\t``, ``\\n``, ``\\r``, ``\\\\``."""
    lines = ["\t".join(result.columns)]
    lines += ["\t".join(_text(value).translate(_IN_TSV) for value in row) for row in result.rows]
    return "".join(line + "\n" for line in lines)


# ---------------------------------------------------------------- SPARQL 1.1 results


def _terms(result: Result) -> Iterator[dict[str, Term]]:
    for place, row in enumerate(result.rows):
        terms: Sequence[Term | None] = result.terms[place] if result.terms else [_term(value) for value in row]
        yield {column: term for column, term in zip(result.columns, terms, strict=True) if term is not None}


def _term(value: Value) -> Term | None:
    """A literal for a value of a store that has no RDF terms."""
    if value is None:
        return None
    kinds: dict[type, str] = {bool: "boolean", int: "integer", float: "double"}
    return Term("literal", _text(value), XSD + kinds.get(type(value), "string"))


def _sparql_json(result: Result) -> str:
    def binding(term: Term) -> dict[str, str]:
        if term.kind != "literal":
            return {"type": {"iri": "uri", "blank": "bnode"}.get(term.kind, "triple"), "value": term.value}
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype != XSD + "string":
            found["datatype"] = term.datatype
        return found

    bindings = ",\n".join(_line({k: binding(t) for k, t in row.items()}) for row in _terms(result))
    return f'{{"head": {{"vars": {_line(list(result.columns))}}}, "results": {{"bindings": [\n{bindings}\n]}}}}\n'


_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _sparql_xml(result: Result) -> str:
    def binding(term: Term) -> str:
        # a carriage return that is not escaped is read as a line feed
        value = escape(_NOT_IN_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
        if term.kind == "iri":
            return f"<uri>{value}</uri>"
        if term.kind == "blank":
            return f"<bnode>{value}</bnode>"
        if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
        if term.datatype in ("", XSD + "string"):
            return f"<literal>{value}</literal>"
        return f"<literal datatype={quoteattr(term.datatype)}>{value}</literal>"

    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in result.columns)
    lines = [f"{_XML_HEAD}<head>{variables}</head>\n<results>\n"]
    for row in _terms(result):
        cells = "".join(f"<binding name={quoteattr(name)}>{binding(term)}</binding>" for name, term in row.items())
        lines.append(f"<result>{cells}</result>\n")
    return "".join(lines) + "</results>\n</sparql>\n"


# ---------------------------------------------------------------- the table


def harmless(text: str) -> str:
    """The text on one line, each character that could act on a terminal written out."""
    if text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape").decode("ascii") if unicodedata.category(c) in _HARMFUL else c
        for c in text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    )


def display_width(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """The text in at most so many columns; an ellipsis says that something is missing."""
    if display_width(text) <= width:
        return text
    taken, used = [], 0
    for c in text:
        wide = display_width(c)
        if used + wide > width - 1:
            break
        taken.append(c)
        used += wide
    return "".join(taken) + "…" if width > 0 else ""


def table(result: Result, width: int | None = None) -> Iterator[str]:
    """The lines of a table. Columns that hold nothing are left out, and the rest cut where the terminal is too narrow.

    What is stated as a fact is the rule: only what is not so shows in negated, modality and former.
    """
    cells = [
        ["" if _AS_FACT.get(name, _UNLIKE) == value else harmless(_cell(value)) for name, value in pairs]
        for pairs in (zip(result.columns, row, strict=True) for row in result.rows)
    ]
    names = [harmless(column) for column in result.columns]
    shown = [place for place in range(len(names)) if not cells or any(row[place] for row in cells)]
    wide = {p: max([display_width(names[p]), *(display_width(row[p]) for row in cells)]) for p in shown}
    if width is not None:
        wide = _fitted(wide, width)
    numbers = {p for p in shown if all(_is_number(row[p]) for row in result.rows) and cells}

    def line(row: Sequence[str]) -> str:
        parts = []
        for place in wide:
            text = cut(row[place], wide[place])
            space = " " * (wide[place] - display_width(text))
            parts.append(space + text if place in numbers else text + space)
        return _GAP.join(parts).rstrip()

    yield line(names)
    yield _GAP.join("─" * size for size in wide.values())
    for row in cells:
        yield line(row)


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) and math.isfinite(value) else _text(value)


def _is_number(value: Value) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _fitted(wide: dict[int, int], width: int) -> dict[int, int]:
    """The widths, the widest made narrower until all fit; then columns at the end are dropped that find no room."""
    fitted = dict(wide)

    def total() -> int:
        return sum(fitted.values()) + len(_GAP) * (len(fitted) - 1)

    while total() > width:
        widest = max(fitted, key=lambda place: (fitted[place], place))
        if fitted[widest] <= _NARROWEST:
            if len(fitted) == 1:
                fitted[widest] = max(1, width)
                break
            fitted.popitem()
        else:
            others = sorted({size for size in fitted.values() if size < fitted[widest]}, reverse=True)
            goal = max(_NARROWEST, others[0] if others else _NARROWEST)
            fitted[widest] = max(goal, fitted[widest] - (total() - width))
    return fitted
