"""The style sheet for Neo4j Browser has a rule for all that a graph may hold."""

from __future__ import annotations

import re

from graphkit.stores.neo4j.form import relationship_type
from graphkit.view.pyvis_network import LOOKS
from graphkit.vocabulary import vocabulary
from tests.neo4j_style import FILE, style

TEXT = FILE.read_text(encoding="utf-8")
RULES = dict(re.findall(r"^([\w.]+) \{\n(.*?)^\}\n", TEXT, re.MULTILINE | re.DOTALL))


def test_it_is_the_one_that_the_vocabulary_gives() -> None:
    assert style() == TEXT, "run: python -m tests.neo4j_style"


def test_it_is_rules_and_nothing_else() -> None:
    assert re.fullmatch(r'(?:[\w.]+ \{\n(?:  [a-z-]+: (?:#[0-9a-f]{6}|\d+px|"[^"\n]+");\n)+\}\n)+', TEXT)


def test_every_type_has_the_colour_of_the_page() -> None:
    for type in [*vocabulary().types, "Act"]:
        assert f"  color: {LOOKS[type][0]};\n" in RULES[f"node.{type}"]
    assert {"node.Claim", "node.Article", "node.Entity"} <= RULES.keys()


def test_every_predicate_has_a_line() -> None:
    assert {f"relationship.{relationship_type(name)}" for name in vocabulary().predicates} <= RULES.keys()
