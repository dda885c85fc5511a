"""Every named question gives the same rows, in the same order, on every kind of store and in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit import questions
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.stores.conftest import NewStore
from tests.synthetic import Dice

NAMES = questions.names()
#: values to ask with, by the kind of a parameter; entities by the first of the types that it takes
VALUES = {
    "": ["Person 9 Bell", "Zoë Łukasz-Ørn", "person/ada-bell"],
    "Person": ["Person 9 Bell", "person/ada-bell"],
    "Party": ["Party 1", "Party 3"],
    "Constituency": ["Seat 2"],
    "date": ["2029", "2030-06"],
    "predicate": ["criticises"],
    "type": ["Person", "Party"],
    "integer": ["2"],
}


@pytest.fixture(scope="module")
def expected() -> Iterator[Store]:
    """No dates, partial ones, denied, planned and reported claims, acts, several sources, names in other scripts."""
    with open_store("memory:") as store:
        list(store.add_all(Dice(5, 24, 4, odd=True).records(40, 15)))
        yield store


def askings(store: Store, name: str) -> Iterator[dict[str, str]]:
    """Parameters to ask a question with: what it needs, each further one alone, and all together."""
    question = questions.load(name)
    given: dict[str, list[str]] = {}
    for parameter in question.parameters:
        if parameter.kind == "claim":
            given[parameter.name] = [claim.id for claim in store.claims()][::200]
        else:
            kind = parameter.kind if parameter.kind != "entity" else next(iter(parameter.details), "")
            given[parameter.name] = VALUES[kind]
    needed = [p.name for p in question.parameters if not p.optional and p.default is None]
    least = {key: given[key][i % len(given[key])] for i, key in enumerate(needed)}
    yield least
    yield from ({**least, key: value} for key, values in given.items() for value in values)
    yield {**{key: values[0] for key, values in given.items()}, **least}


def test_the_same_question_gives_the_same_rows(new_store: NewStore, expected: Store) -> None:
    store = new_store()
    list(store.add_all(Dice(5, 24, 4, odd=True).records(40, 15)))
    rows = 0
    for name in NAMES:
        for given in askings(expected, name):
            answer, wanted = store.ask(name, **given), expected.ask(name, **given)
            assert answer.columns == wanted.columns, (name, given)
            assert answer.rows == wanted.rows, (name, given)
            rows += len(wanted.rows)
    assert rows > 1_000


def test_a_limit_cuts_the_same_rows(new_store: NewStore, expected: Store) -> None:
    store = new_store()
    list(store.add_all(Dice(5, 24, 4, odd=True).records(40, 15)))
    for name in NAMES:
        given = next(askings(expected, name))
        whole = expected.ask(name, **given)
        cut = questions.ask(store, name, given, limit=7)
        assert cut.rows == whole.rows[:7], name
        assert cut.truncated == (len(whole.rows) > 7), name
