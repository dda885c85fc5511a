"""A Cypher script that makes the graph of the Neo4j store in an empty database: for graphs of some thousand claims.

Names of labels, types and properties are ours; all values are written as literals with their signs escaped, so no text
of an article can become part of a statement.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from graphkit.stores.admission import admit
from graphkit.stores.base import Store
from graphkit.stores.neo4j.form import schema
from graphkit.stores.neo4j.writing import statements

#: rows of one statement: few enough for Neo4j to plan its text in time
ROWS = 100

# Neo4j 5 turns \uXXXX into its sign before it reads the statement. So a quotation mark and a backslash must have their
# own escapes, and no "u" of a text may stand behind a backslash; all else that is not plain ASCII is written that way.
_NOT_PLAIN = re.compile(r"\\u?|[^\w .,:;!?()\[\]{}/@#%&*+=<>|~^$\"-]|[^\x00-\x7f]")


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as statements, each ended by a semicolon and a line end."""
    for text in script(store):
        stream.write(text.encode("ascii") + b";\n")


def script(store: Store) -> Iterator[str]:
    """The statements, in the order in which they are to be run."""
    yield from schema()
    names = ({"id": e.id, "label": e.label, "aliases": list(e.aliases)} for e in store.entities())
    yield from _with_rows("UNWIND $rows AS row CREATE (e:Entity) SET e = row", names)
    for article in store.articles():
        admitted = admit(article, list(store.claims(article.id)))
        types: defaultdict[str, list[str]] = defaultdict(list)
        for entity in admitted.mentions:
            types[entity.type].append(entity.id)
        for type, ids in sorted(types.items()):
            yield from _with_rows(f"UNWIND $rows AS id MATCH (e:Entity {{id: id}}) SET e:{type}", ids)
        for text, parameters in statements([admitted]):
            yield from _with_rows(text, parameters["rows"])
        copies = store.copies(article.id)
        documents = sorted({copy.document for copy in copies if copy.document})
        languages = sorted({copy.language for copy in copies if copy.language is not None})
        said = {name: found for name, found in (("documents", documents), ("languages", languages)) if found}
        row = {"id": article.id, "said": said}
        yield from _with_rows("UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a += row.said", [row])


def literal(value: Any) -> str:
    """A value as Cypher writes it, in ASCII."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return "'" + _NOT_PLAIN.sub(_escaped, value) + "'"
    if isinstance(value, datetime.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(literal(item) for item in value) + "]"


def _escaped(found: re.Match[str]) -> str:
    if found[0] == "'":
        return "\\'"
    if found[0].startswith("\\"):
        return "\\\\" + ("\\u0075" if found[0].endswith("u") else "")
    units = found[0].encode("utf-16-be")  # beyond U+FFFF two escapes, as in Java
    return "".join(f"\\u{units[i]:02X}{units[i + 1]:02X}" for i in range(0, len(units), 2))


def _with_rows(text: str, rows: Iterable[Any]) -> Iterator[str]:
    source = iter(rows)
    while some := list(itertools.islice(source, ROWS)):
        yield text.replace("$rows", literal(some), 1)
