"""Which format something has: by the ending of its name, else by its first bytes; and which is a claim graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib import import_module
from typing import cast

from graphkit_loaders.sources.encoding import decode
from graphkit_loaders.sources.item import Format, Unfit, document_name
from graphkit_loaders.sources.record import field_of

#: format -> its module here, and the endings of its files. A new format is a module and a line.
FORMATS = {
    "text": ("text", (".txt", ".text")),
    "html": ("html", (".html", ".htm", ".xhtml")),
    "jsonl": ("jsonl", (".jsonl", ".ndjson", ".jl")),
    "json": ("json_file", (".json",)),
    "csv": ("table", (".csv",)),
    "tsv": ("table", (".tsv", ".tab")),
    "gzip": ("gzip_file", (".gz",)),
    "zip": ("zip_file", (".zip",)),
    "rejects": ("retry", (".rejects.jsonl",)),
}
#: formats that hold files of other formats
CONTAINERS = ("gzip", "zip")
_GRAPHS = (".nq", ".nquads", ".ttl", ".nt", ".trig", ".jsonld", ".rdf")
_ENDINGS = {ending: name for name, (_, endings) in FORMATS.items() for ending in endings}

#: bytes that are enough to tell the format by
HEAD = 1 << 16
_TRIPLE = re.compile(r'(?:<[^<>"{}|^`\\\s]*>|_:\S+)\s+<[^<>"{}|^`\\\s]*>\s+(?:<|_:|")')
_TURTLE = re.compile(r"(?:@prefix|@base|prefix|base)\s+\S*\s*<", re.IGNORECASE)
_ARTICLE_LINE = re.compile(r'\{\s*"(?:predicate"\s*:\s*null|evidence"\s*:|article"\s*:\s*\{)')
_CLAIM_LINE = re.compile(r'\{\s*"id"\s*:\s*"[0-9a-f]{64}"\s*,\s*"subject"\s*:\s*\{')
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.I | re.S
)


def load(name: str) -> Format:
    """The format of that name, its libraries loaded with it."""
    return cast(Format, import_module(f"graphkit_loaders.sources.{FORMATS[name][0]}"))


def is_rejects_name(name: str) -> bool:
    """Whether a file of that name is read as a rejects file."""
    return name.lower() == "rejects.jsonl" or name.lower().endswith(".rejects.jsonl")


def by_name(name: str) -> str | None:
    """The format that the ending tells; None where it tells none."""
    lower = name.lower()
    if is_rejects_name(name):
        return "rejects"
    ending = lower[lower.rfind(".") :] if "." in lower[1:] else ""
    return _ENDINGS.get(ending)


def is_graph_name(name: str) -> bool:
    """Whether the ending is one of claim graphs."""
    return name.lower().endswith(_GRAPHS)


def stem(name: str) -> str:
    """The name without its endings, as evidence names the article: ``a.jsonl.gz`` and ``a.txt`` are ``a``."""
    packed = tuple(ending for container in CONTAINERS for ending in FORMATS[container][1])
    short = name
    while ending := _ending(short, packed):
        short = short[: -len(ending)]
    return document_name(short[: -len(_ending(short, (*_ENDINGS, *_GRAPHS))) or None])


def _ending(name: str, endings: Iterable[str]) -> str:
    fitting = [e for e in endings if name.lower().endswith(e) and len(name) > len(e)]
    return max(fitting, key=len, default="")


def _start(head: bytes) -> str:
    try:
        return decode(head[:HEAD]).lstrip()
    except Unfit:
        return head[:HEAD].decode("latin-1").lstrip()


def is_graph_export(first_bytes: bytes) -> bool:
    """Whether these are the first bytes of a claim graph (JSON lines of graphkit, N-Quads, Turtle, JSON-LD of it).

    Such files are no articles: ``graphkit import`` and :mod:`graphkit.imports` take them as a whole.
    """
    text = _start(first_bytes)
    if text.startswith(("{", "[")):
        return _is_json_graph(text)
    body = re.sub(r"\A(?:#[^\n]*\n\s*)+", "", text)
    return bool(_TRIPLE.match(body) or _TURTLE.match(body))


def _is_json_graph(text: str) -> bool:
    if _CLAIM_LINE.match(text):
        return True
    line = text.partition("\n")[0]
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        # A long article's line, cut: its keys come in a known order
        found = _ARTICLE_LINE.match(text) is not None
        return (found and '"predicate"' in text[:2000]) or '"https://w3id.org/graphkit/' in text[:2000]
    if not isinstance(record, dict):
        return False
    if "predicate" in record and "evidence" in record and ("article" in record or "subject" in record):
        return True
    return "@context" in record and "https://w3id.org/graphkit/" in line


def by_content(head: bytes) -> str:
    """The format that the first bytes look like; ``text`` where they look like nothing else."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    text = _start(head)
    if re.match(r'\{\s*"rejected"\s*:\s*\{', text):
        return "rejects"
    if text.startswith("{"):
        return _json_or_lines(text)
    if text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]", "["):
        return "json"
    if _MARKUP.match(text):
        return "html"
    header = text.partition("\n")[0]
    for name, separators in (("tsv", "\t"), ("csv", ",;|")):
        for separator in separators:
            fields = [field_of(cell.strip().strip('"')) for cell in header.split(separator)]
            if len(fields) > 1 and all(cell is None or cell for cell in fields) and sum(map(bool, fields)) >= 2:
                return name
    return "text"


def _json_or_lines(text: str) -> str:
    line, _, rest = text.partition("\n")
    try:
        json.loads(line)
    except RecursionError:
        return "jsonl"
    except ValueError:
        # Pretty-printed JSON breaks its lines early; one endless line is of JSON lines
        return "json" if rest else "jsonl"
    return "jsonl"
