"""Turtle: one paragraph for each article, claim, act, mention and entity, for people and other programs to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from graphkit.export.statements import statements
from graphkit.namespaces import PREFIXES, RDF
from graphkit.stores.base import Store

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[/@][A-Za-z0-9_-]+)*")
_NUMBER = re.compile(r'"(-?[0-9]+)"\^\^<[^>]*#integer>')
_TRUTH = re.compile(r'"(true|false)"\^\^<[^>]*#boolean>')
# longest first, so that mention: is not taken for something shorter
_BASES = sorted(((base, prefix) for prefix, base in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as Turtle."""
    for prefix, base in PREFIXES.items():
        stream.write(f"@prefix {prefix}: <{base}> .\n".encode())
    split = (line.rstrip("\n").removesuffix(" .").split(" ", 2) for line in statements(store))
    for subject, rows in groupby(split, key=lambda row: row[0]):
        stream.write(_paragraph(subject, ((p, o) for _, p, o in rows)).encode("utf-8"))


def _paragraph(subject: str, rows: Iterable[tuple[str, str]]) -> str:
    grouped = {p: [term(o) for _, o in same] for p, same in groupby(rows, key=lambda row: row[0])}
    type = grouped.pop(f"<{RDF}type>", None)
    parts = [f"a {', '.join(type)}"] if type else []
    parts += [f"{term(p)} {', '.join(objects)}" for p, objects in grouped.items()]
    return f"\n{term(subject)} " + " ;\n    ".join(parts) + " .\n"


def term(text: str) -> str:
    """A term of N-Triples in its short form, where it has one that every reader understands."""
    if text.startswith("<"):
        return _name(text)
    for form in (_NUMBER, _TRUTH):
        if found := form.fullmatch(text):
            return found[1]
    if not text.endswith(">"):
        return text
    literal, _, datatype = text.rpartition("^^<")
    return f"{literal}^^{_name('<' + datatype)}"


def _name(text: str) -> str:
    iri = text[1:-1]
    for base, prefix in _BASES:
        if iri.startswith(base):
            local = iri[len(base) :]
            return f"{prefix}:{re.sub('[/@]', _escaped, local)}" if _PLAIN.fullmatch(local) else text
    return text


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]
