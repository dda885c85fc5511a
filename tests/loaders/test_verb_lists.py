"""The lists of verbs hold known predicates, conditions and effects, and no line that can never be reached."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from graphkit.vocabulary import vocabulary
from graphkit_loaders.claims.actions.conditions import TESTS, conditions

FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "lexicon"
#: conditions of actions.tsv, and whether they take values
CONDITIONS: dict[str, bool | None] = {
    "obj": None,
    "noobj": False,
    "objhead": True,
    "that": False,
    "to": False,
    "clause": False,
    "noclause": False,
    "subj": True,
    "prephead": True,
    "passive": False,
    "active": False,
    "negated": False,
    "modal": True,
    "thatnot": False,
    "complement": True,
    "free": False,
    "ahead": False,
    "dative": False,
    "own": False,
    "mutual": False,
    "inverse": False,
}
TYPES = {"person", "party", "organisation", "place", "constituency", "document", "event", "office"}
EFFECTS = {"negated", "planned", "possible", "asserted", "tried", "act"}


def rows(name: str, columns: int) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    assert all(len(row) <= columns for row in found), f"{name}: a line has more than {columns} columns"
    return [row + [""] * (columns - len(row)) for row in found]


def actions() -> set[str]:
    return {name for name, predicate in vocabulary().predicates.items() if predicate.kind == "action"}


@pytest.mark.parametrize(("name", "columns", "at"), [("actions.tsv", 3, 1), ("light_verbs.tsv", 4, 3)])
def test_every_predicate_is_an_action_of_the_vocabulary(name: str, columns: int, at: int) -> None:
    unknown = {row[at] for row in rows(name, columns)} - actions() - {"-"}
    assert not unknown


def test_every_action_has_a_verb() -> None:
    assert actions() <= {row[1] for row in rows("actions.tsv", 3)}


def test_each_condition_is_one_that_the_rules_know() -> None:
    assert CONDITIONS.keys() == TESTS.keys() - {"noun"}
    with pytest.raises(ValueError, match="unknown condition 'toverb'"):
        conditions("obj & toverb=visit")


def test_conditions_are_known_and_have_values_where_they_need_them() -> None:
    for trigger, _, condition in rows("actions.tsv", 3):
        for part in condition.split(" & ") if condition else []:
            name, _, values = part.partition("=")
            assert name in CONDITIONS, f"{trigger}: {part}"
            assert CONDITIONS[name] in (None, bool(values)), f"{trigger}: {part}"
            if name in {"obj", "subj"} and values:
                assert set(values.split("|")) <= TYPES, f"{trigger}: {part}"


def test_a_set_of_words_is_named_somewhere_and_holds_no_word_twice() -> None:
    sets = rows("word_sets.tsv", 2)
    named = {
        value[1:]
        for _, _, condition in rows("actions.tsv", 3)
        for value in re.split(r"[=|& ]+", condition)
        if value[:1] == "@"
    }
    assert named == {name for name, _ in sets}
    words = [(name, word) for name, found in sets for word in found.split("|")]
    assert len(words) == len(set(words)) > 100


def test_lines_of_one_trigger_stand_together_and_none_is_hidden() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    before = ""
    for trigger, _, condition in rows("actions.tsv", 3):
        assert trigger == before or trigger not in seen, f"{trigger}: its lines are apart"
        assert "" not in seen[trigger], f"{trigger}: a line without condition stands before this one"
        assert condition not in seen[trigger], f"{trigger}: {condition} twice"
        seen[trigger].append(condition)
        before = trigger


def test_a_light_verb_has_one_meaning_in_both_lists() -> None:
    unconditional = {trigger: predicate for trigger, predicate, condition in rows("actions.tsv", 3) if not condition}
    light: dict[str, str] = {}
    for verb, noun, preposition, predicate in rows("light_verbs.tsv", 4):
        phrase = " ".join(word for word in (verb, noun, preposition) if word)
        assert phrase not in light, phrase
        assert unconditional.get(phrase, predicate) == predicate, phrase
        light[phrase] = predicate


@pytest.mark.parametrize(
    ("name", "values"),
    [("control_verbs.tsv", EFFECTS), ("speech.tsv", {"says", "view", "knows", "names", "action", "denies", "demands"})],
)
def test_a_lemma_stands_once_with_a_known_value(name: str, values: set[str]) -> None:
    found = rows(name, 2)
    assert {value for _, value in found} <= values
    assert len({lemma for lemma, _ in found}) == len(found)


@pytest.mark.parametrize("name", ["actions.tsv", "light_verbs.tsv", "control_verbs.tsv", "speech.tsv", "word_sets.tsv"])
def test_words_are_lower_case_and_clean(name: str) -> None:
    for row in rows(name, 4):
        assert all(cell == cell.strip() and cell == cell.lower() and "  " not in cell for cell in row), row
