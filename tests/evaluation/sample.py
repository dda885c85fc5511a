"""An annotated article about people who do not exist, and claims about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = (
    "Ada Bell, the Harbour leader, refused to close the quay. Ms Bell met Ben Crow. "
    "Mr Crow will back Ms Bell. Cleo Dune said Mr Crow had not backed the bill.\n"
)


def annotation(**changes: Any) -> dict[str, Any]:
    """The annotation of the text, with some fields changed."""
    record: dict[str, Any] = {
        "doc": "quay",
        "entities": [
            {"id": "bell", "type": "person", "name": "Ada Bell", "also": ["Ms Bell"]},
            {"id": "crow", "type": "person", "name": "Ben Crow", "also": ["Mr Crow"]},
            {"id": "dune", "type": "person", "name": "Cleo Dune", "also": []},
            {"id": "harbour", "type": "party", "name": "Harbour Party", "also": ["Harbour"]},
            {"id": "mayor", "type": "office", "name": "mayor of Hexby", "also": []},
        ],
        "relations": [{"s": "bell", "p": "leads", "o": "harbour", "former": False, "quote": "the Harbour leader"}],
        "actions": [
            action("bell", "refuses", None, "refused", "refused to close the quay"),
            action("bell", "meets", "crow", "met", "Ms Bell met Ben Crow"),
            action("crow", "supports", "bell", "back", "Mr Crow will back Ms Bell", modality="planned"),
            action("crow", "supports", None, "backed", "had not backed the bill", negated=True, source="dune"),
        ],
    }
    return record | changes


def action(s: str, p: str, o: str | None, trigger: str, quote: str, **more: Any) -> dict[str, Any]:
    """One annotated action."""
    plain = {"negated": False, "modality": "asserted", "source": None}
    return {"s": s, "p": p, "o": o, "content": None, "trigger": trigger, "quote": quote} | plain | more


def write(folder: Path, record: Any, text: str | None = TEXT) -> Path:
    """A folder of gold with one article in it."""
    folder.mkdir(exist_ok=True)
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "quay.json").write_text(record if isinstance(record, str) else json.dumps(record), encoding="utf-8")
    if text is not None:
        (folder / "texts" / "quay.txt").write_text(text, encoding="utf-8")
    return folder
