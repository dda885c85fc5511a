"""CSV files that ``neo4j-admin database import`` makes the graph of the Neo4j store from: for millions of claims.

A folder (or a zip of it) with a file for each kind of node and of relationship, ``import.sh`` with the command, and
``finish.cypher``, which is run once the server has the database: constraints, indexes, and the few values that a CSV
file cannot hold. What stands in the files is what the Neo4j store writes, no more and no less.
"""

from __future__ import annotations

import json
import shlex
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, Any, BinaryIO

from graphkit.errors import StoreError
from graphkit.export.cypher import literal
from graphkit.export.statements import sorted_lines
from graphkit.stores.admission import Admitted, admit
from graphkit.stores.base import Store
from graphkit.stores.neo4j import rows
from graphkit.stores.neo4j.form import claim_label, relationship_type, schema
from graphkit.stores.neo4j.writing import check_texts
from graphkit.stores.rdf import best_label

Row = dict[str, Any]

SCRIPT, FINISH = "import.sh", "finish.cypher"

#: between the items of a list: the character that ASCII has for that, which names and titles do not have
UNIT = "\x1f"
#: what the import tool reads at a time, in bytes, unless it is told otherwise; no row may be longer
BUFFER = 4 * 1024 * 1024

_DATES = {"published": "published", "valid_from": "from", "valid_until": "until"}


def _dates(*names: str) -> dict[str, str]:
    """Columns of partial dates: as said, and their bounds."""
    found: dict[str, str] = {}
    for name in names:
        bounds = {f"{_DATES[name]}_earliest": "date", f"{_DATES[name]}_latest": "date"}
        found |= {name: "string", **bounds}
    return found


_ARTICLE = {
    "title": "string", "address": "string", "publisher": "string", "authors": "string[]", **_dates("published"),
    "text": "string", "documents": "string[]", "languages": "string[]",
}  # fmt: skip
_CLAIM = {
    "predicate": "string", "verb": "string", "negated": "boolean", "modality": "string", "former": "boolean",
    "confidence": "double", "start": "long", "end": "long", "quote": "string", "extractor": "string",
    **dict.fromkeys(("trigger", "subject_span", "object_span", "content_span"), "long[]"),
    **_dates("valid_from", "valid_until"),
}  # fmt: skip
_NAMED = {"label": "string", "aliases": "string[]"}

#: file -> kind of node, its properties and their types
NODES = {
    "articles.csv": ("Article", _ARTICLE),
    "entities.csv": ("Entity", _NAMED),
    "acts.csv": ("Act", {"content": "string"}),
    "claims.csv": ("Claim", _CLAIM),
}
#: file -> kinds of node at its start and end, its properties and their types
RELATIONSHIPS: dict[str, tuple[str, str, dict[str, str]]] = {
    "articles-entities.csv": ("Article", "Entity", {"type": "string", **_NAMED}),
    "acts-articles.csv": ("Act", "Article", {}),
    "acts-entities.csv": ("Act", "Entity", {}),
    "claims-articles.csv": ("Claim", "Article", {}),
    "claims-entities.csv": ("Claim", "Entity", {}),
    "claims-acts.csv": ("Claim", "Act", {}),
    "entities-entities.csv": ("Entity", "Entity", {"claims": "string[]"}),
    "entities-acts.csv": ("Entity", "Act", {"claims": "string[]"}),
}

# The import tool leaves out lists without items.
_EMPTY = [
    f"MATCH {what} WHERE n.aliases IS NULL CALL (n) {{ SET n.aliases = [] }} IN TRANSACTIONS OF 10000 ROWS"
    for what in ("(n:Entity)", "(:Article)-[n:MENTIONS]->()")
]
_ENDS = (("object", "OBJECT", "Entity"), ("source", "SOURCE", "Entity"), ("content", "CONTENT", "Act"))


def write(store: Store, stream: BinaryIO) -> list[str]:
    """Write the folder of :func:`write_folder` as a zip file; the command that imports it, run where it is unpacked."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        words = _fill(store, folder)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.iterdir()):
                entry = zipfile.ZipInfo(path.name)  # of 1980: the same content gives the same bytes
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (0o755 if path.name == SCRIPT else 0o644) << 16
                with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as part:
                    shutil.copyfileobj(source, part)
    return words


def write_folder(store: Store, folder: Path) -> list[str]:
    """Write the files into a folder, which appears whole or not at all; the command that imports it, run there.

    The database's name is to be added to the command.

    Raises:
        StoreError: there is something of that name already, or the folder cannot be written.
    """
    place = folder.resolve()
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise StoreError(str(folder), "is there already", "name another folder, or delete it")
    try:
        work = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part"))
        try:
            words = _fill(store, work)
            work.chmod(0o755)
            if place.exists():
                place.rmdir()
            work.rename(place)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
    except OSError as error:
        raise StoreError(str(folder), f"cannot be written: {error.strerror or error}") from error
    return words


def _command(longest: int) -> list[str]:
    """The command for files whose longest row has so many bytes, but for the name of the database at its end."""
    buffer = max(BUFFER, 2 * longest)
    options = ["--multiline-fields=true", "--array-delimiter=U+001F", f"--read-buffer-size={buffer}"]
    files = [f"--nodes={name}" for name in NODES] + [f"--relationships={name}" for name in RELATIONSHIPS]
    return ["neo4j-admin", "database", "import", "full", *options, *files]


def _fill(store: Store, folder: Path) -> list[str]:
    with ExitStack() as opened:

        def new(name: str) -> IO[str]:
            return opened.enter_context((folder / name).open("w", encoding="utf-8", newline=""))

        finish = new(FINISH)
        finish.writelines(statement + ";\n" for statement in [*schema(), *_EMPTY])
        nodes = {kind: _Nodes(new(name), kind, columns, finish) for name, (kind, columns) in NODES.items()}
        ties = {
            (start, end): _Ties(new(name), start, end, columns, finish)
            for name, (start, end, columns) in RELATIONSHIPS.items()
        }
        mentions, plain = (opened.enter_context(_spool()) for _ in range(2))
        for article in store.articles():
            admitted = admit(article, list(store.claims(article.id)))
            check_texts(admitted)
            copies = store.copies(article.id)
            documents = sorted({copy.document for copy in copies if copy.document})
            languages = sorted({copy.language for copy in copies if copy.language is not None})
            said = {"documents": documents or None, "languages": languages or None}
            nodes["Article"].add(rows.article_row(article) | said)
            _add_claims(admitted, nodes, ties)
            mentions.writelines(_mention_lines(admitted))
            plain.writelines(_plain_lines(admitted))
        for entity_id, types, names in _entities(_back(mentions)):
            nodes["Entity"].add({"id": entity_id, **names}, types)
        for start, predicate, kind, end, claims in _plain(_back(plain)):
            ties["Entity", kind].add(start, end, relationship_type(predicate), {"claims": claims})
        words = _command(max(each.longest for each in (*nodes.values(), *ties.values())))
    script = folder / SCRIPT
    script.write_text(_script(words), encoding="utf-8", newline="\n")
    script.chmod(0o755)
    return words


def _add_claims(admitted: Admitted, nodes: dict[str, _Nodes], ties: dict[tuple[str, str], _Ties]) -> None:
    article_id = admitted.article.id
    for entity in admitted.mentions:
        row = rows.mention_row(article_id, entity)
        ties["Article", "Entity"].add(article_id, entity.id, "MENTIONS", row["named"])
    acts = {claim.act.id: claim.act for claim in admitted.claims if claim.act is not None}
    for act_id, act in sorted(acts.items()):
        row = rows.act_row(act)
        nodes["Act"].add({"id": act_id, "content": row["content"]})
        ties["Act", "Article"].add(act_id, article_id, "FROM_ARTICLE")
        for concerned in row["concerns"]:
            ties["Act", "Entity"].add(act_id, concerned, "CONCERNS")
    for claim in admitted.claims:
        row = rows.claim_row(claim)
        nodes["Claim"].add(row["node"], [claim_label(claim.predicate)])
        ties["Claim", "Article"].add(claim.id, article_id, "FROM_ARTICLE")
        ties["Claim", "Entity"].add(claim.id, row["subject"], "SUBJECT")
        for end, type, kind in _ENDS:
            if row[end] is not None:
                ties["Claim", kind].add(claim.id, row[end], type)


# -- what hangs on several articles: noted as lines, sorted on disk where they are many


def _spool() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="ascii", newline="\n")


def _back(spool: IO[str]) -> Iterator[list[Any]]:
    spool.seek(0)
    return (json.loads(line) for line in sorted_lines(spool))


def _mention_lines(admitted: Admitted) -> Iterator[str]:
    for entity in admitted.mentions:
        yield json.dumps([entity.id, entity.type, entity.label, entity.aliases]) + "\n"


def _plain_lines(admitted: Admitted) -> Iterator[str]:
    for claim in admitted.claims:
        if claim.is_plain and claim.target is not None:
            kind = "Entity" if claim.object is not None else "Act"
            yield json.dumps([claim.subject.id, claim.predicate, kind, claim.target.id, claim.id]) + "\n"


def _entities(mentions: Iterable[list[Any]]) -> Iterator[tuple[str, list[str], Row]]:
    """Each entity once, with its types and names as all articles together name it."""
    for entity_id, group in groupby(mentions, key=lambda mention: str(mention[0])):
        found = list(group)
        labels = {label for _, _, label, _ in found}
        best = best_label(labels)
        others = labels.union(*(aliases for _, _, _, aliases in found)) - {best}
        yield entity_id, sorted({type for _, type, _, _ in found}), {"label": best, "aliases": sorted(others)}


def _plain(edges: Iterable[list[Any]]) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """Each plain relationship once, with its claims."""
    for (start, predicate, kind, end), group in groupby(edges, key=lambda edge: tuple(edge[:4])):
        yield start, predicate, kind, end, sorted(edge[4] for edge in group)


# -- the files


class _File:
    """A CSV file whose first line says what its columns are; ``longest`` is its longest row, in bytes."""

    def __init__(self, stream: IO[str], heading: Sequence[str], columns: dict[str, str], finish: IO[str]) -> None:
        self._stream = stream
        self._columns = columns
        self._finish = finish
        self.longest = 0
        stream.write(",".join([*heading, *(f"{name}:{type}" for name, type in columns.items())]) + "\n")

    def _row(self, fixed: Iterable[str], properties: Row, found_again: Callable[[], str]) -> None:
        cells = [_quoted(text) for text in fixed]
        for name in self._columns:
            value = properties.get(name)
            if not _fits(value):
                self._finish.write(f"{found_again()} SET n.{name} = {literal(value)};\n")
                value = None
            cells.append(_cell(value))
        line = ",".join(cells) + "\n"
        self.longest = max(self.longest, len(line.encode()))
        self._stream.write(line)


class _Nodes(_File):
    """Nodes of a kind, which is their first label."""

    def __init__(self, stream: IO[str], kind: str, columns: dict[str, str], finish: IO[str]) -> None:
        super().__init__(stream, [f"id:ID({kind})", ":LABEL"], columns, finish)
        self._kind = kind

    def add(self, properties: Row, labels: Iterable[str] = ()) -> None:
        name = properties["id"]
        said = UNIT.join([self._kind, *labels])
        self._row([name, said], properties, lambda: f"MATCH (n:{self._kind} {{id: {literal(name)}}})")


class _Ties(_File):
    """Relationships between two kinds of node."""

    def __init__(self, stream: IO[str], start: str, end: str, columns: dict[str, str], finish: IO[str]) -> None:
        super().__init__(stream, [f":START_ID({start})", f":END_ID({end})", ":TYPE"], columns, finish)
        self._ends = (start, end)

    def add(self, start: str, end: str, type: str, properties: Row | None = None) -> None:
        def found_again() -> str:
            ends = zip(self._ends, (start, end), strict=True)
            first, last = (f"(:{kind} {{id: {literal(name)}}})" for kind, name in ends)
            return f"MATCH {first}-[n:{type}]->{last}"

        self._row([start, end, type], properties or {}, found_again)


def _fits(value: Any) -> bool:
    """Whether a cell can hold it."""
    if isinstance(value, list):
        return value != [""] and not any(isinstance(item, str) and UNIT in item for item in value)
    return True


def _cell(value: Any) -> str:
    """A value as a cell. Nothing at all is what is unknown; two quotation marks are a text without characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _quoted(UNIT.join(str(item) for item in value))
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_HEAD = """#!/bin/sh
# Makes a Neo4j database from the CSV files beside this script (Neo4j 5.26 or later).
#
#   ./import.sh [DATABASE]       by default the database neo4j, which must be empty or not be there
#
# It runs on the machine of the server, which is stopped, as the user that the server runs as. Further options, such as
# --overwrite-destination, stand behind the name. Where neo4j-admin is not on PATH, name it in NEO4J_ADMIN.
#
# Then start the server (and where the database is new there: CREATE DATABASE), and make constraints and indexes:
#
#   cypher-shell -d DATABASE -f finish.cypher
set -eu
cd "$(dirname -- "$0")"
database=${1:-neo4j}
[ $# -eq 0 ] || shift
admin=${NEO4J_ADMIN:-neo4j-admin}
if ! command -v "$admin" > /dev/null; then
    echo "$0: there is no $admin here; run this where the server is installed, or name the program in NEO4J_ADMIN" >&2
    exit 127
fi
"""


def _script(command: list[str]) -> str:
    words = command[1:]  # without the program: the head has found it
    lines = [f'exec "$admin" {" ".join(words[:3])}', *words[3:], '"$@" "$database"']
    return _HEAD + " \\\n    ".join(line if " " in line else shlex.quote(line) for line in lines) + "\n"
