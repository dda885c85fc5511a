"""CSV, for spreadsheets and data frames: a row for each claim, with who, what, how it is put, and where it stands.

A cell may begin with ``=``, ``+``, ``-`` or ``@``, as headlines and quotes may; a spreadsheet takes such a cell for a
formula unless it is told to import the column as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from graphkit.export.ties import TIE_FIELDS, Value, fields_of
from graphkit.model import Claim, Entity
from graphkit.stores.base import Store

_FIRST = ("predicate", "content", "negated", "modality", "former", "source", "concerns")
COLUMNS = (
    "claim", "subject", "predicate", "object", "content", "negated", "modality", "former", "source",
    "subject_id", "subject_type", "object_id", "object_type", "concerns",
    *(name for name in TIE_FIELDS if name not in _FIRST),
)  # fmt: skip


def write(store: Store, stream: BinaryIO) -> None:
    """Write a heading and a row for each claim, by article, place and claim id; what is unknown is an empty cell."""
    stream.write(_line(COLUMNS))
    for article in store.articles():
        for claim in store.claims(article.id):
            fields = _ends(claim) | fields_of(claim, article)
            stream.write(_line(_cell(fields[name]) for name in COLUMNS))


def _ends(claim: Claim) -> dict[str, Value]:
    def said(name: str, entity: Entity | None) -> dict[str, Value]:
        if entity is None:
            return dict.fromkeys((name, f"{name}_id", f"{name}_type"))
        return {name: entity.label, f"{name}_id": entity.id, f"{name}_type": entity.type}

    return {"claim": claim.id, **said("subject", claim.subject), **said("object", claim.object)}


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8")
