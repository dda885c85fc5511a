"""The word lists of ontology/lexicon can be read as their headers say, and no line is there twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graphkit.vocabulary import vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "lexicon"
FILES = sorted(FOLDER.glob("*.tsv"))
COLUMNS = re.compile(r"^#\s*columns\b[^:]*:\s*(?P<names>.+?)\s*$", re.IGNORECASE)

#: the lists of names and nouns; the lists of verbs beside them have headers of their own kind
OWN = (
    "bodies.tsv", "countries.tsv", "descriptions.tsv", "first_names.tsv", "honorifics.tsv", "office_modifiers.tsv",
    "offices.tsv", "org_heads.tsv", "parties.tsv", "ranks.tsv", "speakers.tsv", "speech_nouns.tsv", "states.tsv",
)  # fmt: skip
#: the lists whose cells name several forms: the column of forms, beside the first
FORMS = {"parties.tsv": 2, "bodies.tsv": 2, "countries.tsv": 1, "states.tsv": 1}
#: the values that a column may hold
VALUES = {
    ("offices.tsv", 1): {"office", "leader", "staff", "member", "candidate", "family", "partisan"},
    ("offices.tsv", 2): {"m", "f", "-"},
    ("office_modifiers.tsv", 1): {"part", "former", "acting", "candidate", "planned", "doubted", "ignore"},
    ("honorifics.tsv", 1): {"m", "f", "-"},
    ("bodies.tsv", 1): {"Organisation", "Place", "Event", "Document"},
    ("first_names.tsv", 1): {"m", "f", "u"},
    ("first_names.tsv", 2): {"word", "place", "-"},
    ("org_heads.tsv", 1): {"Organisation", "Place", "Event", "Document"},
    ("speakers.tsv", 1): {"Person", "Organisation", "Document"},
    ("relation_words.tsv", 2): {"Person", "Organisation", "Party"},
    ("relation_words.tsv", 5): {"begins", "ends", "-"},
    ("descriptions.tsv", 1): {"m", "f", "-"},
}


def raw_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in raw_lines(path) if line.strip() and not line.startswith("#")]


def columns(path: Path) -> list[str]:
    """The names of the columns as the header gives them, parted by tabs, semicolons or wide gaps."""
    for line in raw_lines(path):
        found = COLUMNS.match(line)
        if found:
            return [name for name in re.split(r"\s*;\s*|\t+|\s{2,}", found["names"]) if name]
    return []


def named(name: str) -> list[list[str]]:
    return rows(FOLDER / name)


def forms(row: list[str], column: int) -> list[str]:
    """Every form that a row names, without the empty cell."""
    listed = [] if row[column] == "-" else row[column].split(" | ")
    return [row[0], *listed]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_list_says_what_its_columns_are(path: Path) -> None:
    assert columns(path), f"{path.name} needs a header line '# columns: a ; b ; c'"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_row_has_the_columns_of_the_header(path: Path) -> None:
    # a last cell may be empty where the list allows it: readers strip the end of a line
    width = len(columns(path))
    wrong = [row for row in rows(path) if len(row) > width or (len(row) < width and path.name in OWN)]
    assert not wrong, f"{path.name}: not {width} columns: {wrong[:3]}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_row_is_there_twice(path: Path) -> None:
    twice = [row for row, count in Counter(map(tuple, rows(path))).items() if count > 1]
    assert not twice, f"{path.name}: {twice[:3]}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_cell_has_stray_blanks(path: Path) -> None:
    stray = [row for row in rows(path) for cell in row if cell != cell.strip() or "  " in cell or "\xa0" in cell]
    assert not stray, f"{path.name}: {stray[:3]}"


@pytest.mark.parametrize("name", OWN)
def test_name_lists_are_sorted_with_one_line_for_each_entry(name: str) -> None:
    keys = [row[0] for row in named(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", OWN)
def test_name_lists_mark_an_empty_cell_and_leave_no_blanks_at_the_end(name: str) -> None:
    path = FOLDER / name
    assert all(cell for row in rows(path) for cell in row)
    assert all(line == line.rstrip() for line in raw_lines(path))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_stands_for_one_entry_only(name: str) -> None:
    seen = Counter(form for row in named(name) for form in forms(row, FORMS[name]))
    assert not [form for form, count in seen.items() if count > 1]


def test_a_form_is_not_both_a_party_and_a_body() -> None:
    parties = {form for row in named("parties.tsv") for form in forms(row, 2)}
    bodies = {form for row in named("bodies.tsv") for form in forms(row, 2)}
    assert not parties & bodies


def test_no_alias_of_a_party_is_an_ordinary_word_in_lower_case() -> None:
    aliases = [form for row in named("parties.tsv") for form in forms(row, 2)]
    assert [a for a in aliases if a.islower() and " " not in a] == []


def test_words_that_are_dropped_before_an_office_are_no_names() -> None:
    # "Conservative MP" must not lose its party to the adjective "conservative"
    names = {form.casefold() for file, at in FORMS.items() for row in named(file) for form in forms(row, at)}
    names |= {form.casefold() for row in named("parties.tsv") for form in row[3].split(" | ")}
    names |= {form.casefold() for row in named("countries.tsv") for form in row[2].split(" | ")}
    dropped = {row[0].casefold() for row in named("office_modifiers.tsv") if row[1] != "part"}
    assert not dropped & (names - {"-"})


@pytest.mark.parametrize(("name", "column"), sorted(VALUES))
def test_a_column_holds_only_its_values(name: str, column: int) -> None:
    assert {row[column] for row in named(name)} <= VALUES[name, column]


def test_words_of_relations_name_relations_and_their_types() -> None:
    kinds = vocabulary().predicates
    for word, _, subject, objects, predicate, *_ in named("relation_words.tsv"):
        relation = kinds[predicate.lstrip("^")]
        assert relation.kind == "relation", word
        ends = (subject, *objects.split("|"))
        allowed = {*relation.domain, *relation.range}
        assert set(ends) <= allowed, word


def test_a_country_code_has_two_capital_letters() -> None:
    codes = {code for row in named("parties.tsv") for code in row[1].split()}
    codes |= {row[3] for row in named("bodies.tsv")} - {"-"}
    assert not [code for code in codes if not re.fullmatch(r"[A-Z]{2}", code)]


def test_a_group_of_words_is_named_by_a_rule_and_holds_no_word_twice() -> None:
    loaders = FOLDER.parents[1] / "loaders" / "graphkit_loaders"
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(loaders.rglob("*.py")))
    groups = named("word_groups.tsv")
    assert set(re.findall(r'word_groups\(\)\["([a-z ]+)"\]', code)) == {name for name, _ in groups}
    words = [(name, word) for name, found in groups for word in found.split("|")]
    assert len(words) == len(set(words)) > 100
