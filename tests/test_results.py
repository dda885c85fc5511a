"""The answer to a query in each of its formats."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import UsageError
from graphkit.results import FORMATS, cut, display_width, harmless, table, to_text, write
from graphkit.stores.base import Result
from graphkit.stores.values import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
RESULT = Result(
    ("person", "count", "negated", "source", "claim"),
    (("Ada Bell", 12, False, None, "c1"), ("Finn Ørsted-Łuk", 3, True, "Ben", "c2")),
)
HOSTILE = "\x1b]0;taken\x07\x1b[2J\r\n\t\x9b31m\u202eevil\u2066\ufeff\x00 \u2028end"

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
value = st.none() | text | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
results = st.integers(1, 4).flatmap(
    lambda n: st.builds(
        Result,
        st.just(tuple(f"column{i}" for i in range(n))),
        st.lists(st.tuples(*[value] * n), max_size=5).map(tuple),
    )
)


def lines(result: Result, width: int | None = None) -> list[str]:
    return list(table(result, width))


def test_a_table_lines_up_and_leaves_out_what_is_empty() -> None:
    assert lines(Result((*RESULT.columns, "none"), tuple((*row, None) for row in RESULT.rows))) == [
        "person           count  negated  source  claim",
        "───────────────  ─────  ───────  ──────  ─────",
        "Ada Bell            12                   c1",
        "Finn Ørsted-Łuk      3  yes      Ben     c2",
    ]


def test_a_table_of_facts_has_no_columns_for_doubt() -> None:
    result = Result(("who", "negated", "modality", "former"), (("Ada", False, "asserted", False),))

    assert lines(result) == ["who", "───", "Ada"]


def test_a_table_shows_all_that_is_no_fact() -> None:
    result = Result(
        ("who", "negated", "modality", "former"),
        (("Ada", True, "planned", True), ("Ben", False, "asserted", False)),
    )

    assert lines(result)[2:] == ["Ada  yes      planned   yes", "Ben"]


def test_an_empty_answer_still_has_its_columns() -> None:
    assert lines(Result(("a", "b"))) == ["a  b", "─  ─"]


@pytest.mark.parametrize("width", [1, 5, 9, 20, 33, 60])
def test_a_table_fits_its_terminal(width: int) -> None:
    result = Result(("left", "middle", "right"), (("words " * 20, "漢字" * 30, 12345678901), ("é" * 50, "", 1)))

    assert all(display_width(line) <= width for line in lines(result, width))


def test_a_narrow_table_cuts_the_widest_column_first() -> None:
    assert lines(Result(("who", "quote"), (("Ada Bell", "word " * 10),)), 30)[2] == "Ada Bell  word word word word…"


def test_wide_and_combining_characters_are_measured_as_a_terminal_shows_them() -> None:
    assert display_width("漢字") == 4
    assert display_width("e\u0301") == 1
    assert cut("漢字漢字", 5) == "漢字…"


def test_nothing_of_an_article_can_act_on_the_terminal() -> None:
    shown = "\n".join(lines(Result((HOSTILE,), ((HOSTILE,), ("plain",)))))

    assert all(c.isprintable() or c == "\n" for c in shown)
    assert shown.count("\n") == 3
    assert "\\x1b]0;taken\\x07" in shown
    assert "\\u202e" in shown


@given(st.text(max_size=40))
def test_whatever_a_text_holds_it_becomes_harmless(value: str) -> None:
    shown = harmless(value)

    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode("utf-8")


@given(results)
def test_csv_keeps_every_value(result: Result) -> None:
    rows = list(csv.reader(io.StringIO(to_text(result, "csv"), newline="")))

    assert rows == [list(result.columns), *(list(map(_shown, row)) for row in result.rows)]


@given(results)
def test_tsv_keeps_every_value(result: Result) -> None:
    rows = [line.split("\t") for line in to_text(result, "tsv").removesuffix("\n").split("\n")]

    assert [[_unescaped(cell) for cell in row] for row in rows[1:]] == [list(map(_shown, row)) for row in result.rows]


@given(results)
def test_json_and_json_lines_keep_every_value_and_type(result: Result) -> None:
    whole = json.loads(to_text(result, "json"))

    assert whole == {"columns": list(result.columns), "rows": result.dicts(), "truncated": False}
    assert [json.loads(line) for line in to_text(result, "jsonl").split("\n")[:-1]] == result.dicts()


@given(results)
def test_the_sparql_formats_are_read_by_others(result: Result) -> None:
    read = ox.parse_query_results(to_text(result, "sparql-json"), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert [v.value for v in read.variables] == list(result.columns)
    assert [[_plain(term) for term in row] for row in read] == [list(map(_shown_or_none, row)) for row in result.rows]
    ElementTree.fromstring(to_text(result, "sparql-xml"))


@pytest.mark.parametrize("format", ["sparql-json", "sparql-xml"])
def test_terms_of_all_kinds_keep_their_kind(format: str) -> None:
    terms = (
        Term("iri", "http://e.x/a&b"),
        Term("literal", "words <&> \r\n ]]>", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en-gb"),
        Term("literal", "2031-05", XSD + "gYearMonth"),
        Term("literal", "plain", XSD + "string"),
        Term("blank", "b0"),
        None,
    )
    result = Result(tuple("abcdef"), ((None,) * 6,), terms=(terms,))
    kind = ox.QueryResultsFormat.JSON if format == "sparql-json" else ox.QueryResultsFormat.XML

    read = ox.parse_query_results(to_text(result, format), format=kind)

    assert isinstance(read, ox.QuerySolutions)
    (row,) = list(read)
    assert list(row) == [
        ox.NamedNode("http://e.x/a&b"),
        ox.Literal("words <&> \r\n ]]>", language="en-gb"),
        ox.Literal("2031-05", datatype=ox.NamedNode(XSD + "gYearMonth")),
        ox.Literal("plain"),
        ox.BlankNode("b0"),
        None,
    ]


def test_xml_keeps_space_and_line_ends() -> None:
    xml = to_text(Result(("a",), ((" a \r\n\tb ",),)), "sparql-xml")

    assert ElementTree.fromstring(xml).findtext(".//{*}literal") == " a \r\n\tb "


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    xml = to_text(Result(("a",), (("x\x00\x1b\ufffey",),)), "sparql-xml")

    assert ElementTree.fromstring(xml).findtext(".//{*}literal") == "x\ufffd\ufffd\ufffdy"


@pytest.mark.parametrize(
    ("format", "expected"),
    [("table", "true\n"), ("csv", "true\n"), ("jsonl", "true\n"), ("sparql-json", '{"head": {}, "boolean": true}\n')],
)
def test_a_truth_in_each_format(format: str, expected: str) -> None:
    assert to_text(Result(boolean=True), format) == expected


def test_a_truth_in_xml_is_read_by_others() -> None:
    text = to_text(Result(boolean=False), "sparql-xml")

    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.XML)
    assert isinstance(read, ox.QueryBoolean)
    assert bool(read) is False


def test_a_graph_is_turtle_in_the_formats_that_can_hold_it() -> None:
    result = Result(turtle="<a:a> <a:b> <a:c> .\n")

    assert to_text(result, "table") == to_text(result, "csv") == "<a:a> <a:b> <a:c> .\n"
    assert json.loads(to_text(result, "json")) == {"turtle": "<a:a> <a:b> <a:c> .\n", "truncated": False}
    with pytest.raises(UsageError, match="leave the format out"):
        to_text(result, "sparql-json")


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no format 'xls'; the formats are table, csv"):
        to_text(RESULT, "xls")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_as_utf8_and_ends_its_last_line(format: str) -> None:
    stream = io.BytesIO()

    write(RESULT, format, stream)

    assert stream.getvalue().endswith(b"\n")
    assert "Ørsted" in stream.getvalue().decode("utf-8")


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown_or_none(value: Any) -> str | None:
    return None if value is None else _shown(value)


def _plain(term: Any) -> str | None:
    return None if term is None else str(term.value)


def _unescaped(cell: str) -> str:
    out, rest = [], iter(cell)
    for c in rest:
        out.append({"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[next(rest)] if c == "\\" else c)
    return "".join(out)
