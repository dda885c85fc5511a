"""The style sheet for Neo4j Browser, made from the vocabulary and the colours of the page.

    python -m tests.neo4j_style

writes docs/graphkit.grass; a test says whether it still fits.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.stores.neo4j.form import relationship_type
from graphkit.view.pyvis_network import LOOKS
from graphkit.vocabulary import vocabulary

FILE = Path(__file__).resolve().parent.parent / "docs" / "graphkit.grass"

#: relationships by whose side the subject takes; the page's colours for "for" and "against"
_STANCES = {"for": "#1b6e45", "against": "#9c2a1f", "": "#606c7a"}
_PLAIN = "#8d887f"
_WHOLE = """node {
  diameter: 50px;
  color: #8d887f;
  border-color: #ffffff;
  border-width: 2px;
  text-color-internal: #ffffff;
  font-size: 10px;
}
relationship {
  color: #606c7a;
  shaft-width: 1px;
  font-size: 8px;
  padding: 3px;
  text-color-external: #1d1c1a;
  text-color-internal: #ffffff;
  caption: "<type>";
}
"""


def style() -> str:
    """The style sheet. Of several rules that fit a node, the later ones hold, so the general ones come first."""
    rules = [_WHOLE]
    rules += [_node("Article", "#ffffff", "title", 40, text="#1d1c1a", border="#cfc9bd")]
    rules += [_node("Claim", "#f4f2ed", "predicate", 40, text="#1d1c1a", border="#9c2a1f")]
    rules += [_node("Act", LOOKS["Act"][0], "content", 60)]
    rules += [_node("Entity", LOOKS["Bare"][0], "label", 50)]
    rules += [
        _node(type, LOOKS[type][0], "label", 60 if type in ("Person", "Party") else 50) for type in vocabulary().types
    ]
    for type in ("SUBJECT", "OBJECT", "CONTENT", "SOURCE", "CONCERNS", "FROM_ARTICLE", "MENTIONS"):
        rules.append(_relationship(type, _PLAIN, 1))
    for name, term in vocabulary().predicates.items():
        rules.append(_relationship(relationship_type(name), _STANCES[term.stance], 2))
    return "".join(rules)


def _node(label: str, colour: str, caption: str, diameter: int, text: str = "#ffffff", border: str = "") -> str:
    return (
        f"node.{label} {{\n  diameter: {diameter}px;\n  color: {colour};\n  border-color: {border or colour};\n"
        f'  text-color-internal: {text};\n  caption: "{{{caption}}}";\n}}\n'
    )


def _relationship(type: str, colour: str, width: int) -> str:
    return f'relationship.{type} {{\n  color: {colour};\n  shaft-width: {width}px;\n  caption: "<type>";\n}}\n'


if __name__ == "__main__":
    FILE.write_text(style(), encoding="utf-8")
