"""A record (an object of JSON, a row of a table) as an article, under the field names of the news-scraping tools."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from graphkit.model import Article
from graphkit_loaders.rejects import shown
from graphkit_loaders.sources.encoding import clean_text
from graphkit_loaders.sources.fitness import check
from graphkit_loaders.sources.item import Unfit, document_name
from graphkit_loaders.sources.published import published

#: field of an article -> the names that tools give it (newspaper3k, news-please, trafilatura, feeds), best first
FIELDS = {
    "text": ("text", "body", "content", "maintext", "article_text"),
    "title": ("title", "headline"),
    "address": ("url", "link", "address", "source_url"),
    "publisher": ("publisher", "source", "source_domain", "outlet", "sitename"),
    "authors": ("authors", "author", "byline"),
    "published": ("date", "published_at", "published", "date_publish", "publish_date", "pubdate"),
    "language": ("language", "lang"),
}
_NAMES = {name: field for field, names in FIELDS.items() for name in names}
_UNKNOWN = {"", "-", "none", "null", "nan", "n/a", "na", "unknown", "undefined", "[]"}
_ROLE = re.compile(
    r"editor|correspondent|reporter|staff|writer|news|political|press|agency|associated|bureau|times|post", re.I
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")


def field_of(name: object) -> str | None:
    """The article's field that a column or key names: ``Published At`` and ``publishedAt`` are one."""
    if not isinstance(name, str):
        return None
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip().lstrip("\ufeff"))
    snake = re.sub(r"[\s-]+", "_", snake).lower()
    return snake if snake in _NAMES else snake.replace("_", "") if snake.replace("_", "") in _NAMES else None


def article(record: object, document: str) -> Article:
    """The article of a record; a field of the wrong type, or one that says nothing, is unknown.

    Raises:
        Unfit: it is no object, or its text is missing or no article.
    """
    if not isinstance(record, Mapping):
        raise Unfit(f"is {_kind(record)}, not an object with the fields of an article")
    values: dict[str, Any] = {}
    for key, value in record.items():
        name = field_of(key)
        if name and (name not in values or _says_nothing(values[name])):
            values[name] = value

    def first(field: str) -> Any:
        return next((values[n] for n in FIELDS[field] if n in values and not _says_nothing(values[n])), None)

    text = _text(first("text"), record)
    language = _line(first("language"))
    language = language if language and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", language) else None
    told = check(text, language)
    return Article(
        text=text,
        title=_line(first("title")),
        address=address(first("address")),
        publisher=_line(first("publisher")),
        authors=authors(first("authors")),
        published=published(_inner(first("published"))),
        language=language or told,
        document=_document(record, document),
    )


def _kind(value: object) -> str:
    if value is None:
        return "nothing (null)"
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "something else")


def _says_nothing(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in _UNKNOWN
    return value is None or value == [] or value == {} or (isinstance(value, float) and not math.isfinite(value))


def _text(value: object, record: Mapping[Any, Any]) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if isinstance(value, str):
        return clean_text(value)
    if value is None:
        names = ", ".join(shown(str(key))[:30] for key in list(record)[:8]) or "none"
        raise Unfit(f"has no text; its fields are: {names}", "name one of them " + " or ".join(FIELDS["text"]))
    raise Unfit(f"has no text: its text is {_kind(value)}, not a string")


def _inner(value: object) -> object:
    """The name inside an object such as ``{"id": null, "name": "The Gazette"}``, as feeds and NewsAPI write it."""
    if isinstance(value, Mapping):
        return next((value[key] for key in ("name", "title", "value", "href", "@value") if value.get(key)), None)
    return value


def _line(value: object) -> str | None:
    """The value as one line of harmless text, or None where it says nothing."""
    value = _inner(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            value = str(value)
        except ValueError:  # Python writes no number of more than 4,300 digits
            return None
    if not isinstance(value, str) or _says_nothing(value):
        return None
    return " ".join(_CONTROLS.sub(" ", clean_text(value)).split())[:1000] or None


def address(value: object) -> str | None:
    """The web address, unless it is of a kind that runs something (``javascript:``) or no address at all."""
    line = _line(value)
    if line is None or " " in line:
        return None
    scheme = _SCHEME.match(line)
    return None if scheme and scheme[1].lower() not in ("http", "https") else line


def authors(value: object) -> tuple[str, ...]:
    """The authors, in their order, from a list of names, of objects with names, or a byline."""
    if isinstance(value, list):
        names = [_line(part) for part in value]
    elif isinstance(value, str) and value.lstrip().startswith("[") and value.rstrip().endswith("]"):
        names = [_line(part.strip().strip("'\"")) for part in value.strip()[1:-1].split(",")]  # a list printed to CSV
    else:
        names = list(_byline(_line(value) or ""))
    return tuple(dict.fromkeys(name for name in names if name))


def _byline(text: str) -> list[str]:
    text = re.sub(r"\Aby\s+", "", text, flags=re.I)
    parts = [part.strip() for part in re.split(r"\s*[;|]\s*|\s+(?:and|&)\s+", text)]
    names: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        # "Jane Roe, John Poe" is two people, "Jane Roe, political editor" is one with her office.
        people = all(
            re.fullmatch(r"[^\W\d_a-z][\w.'’-]*(?:\s+[\w.'’-]+){1,3}", p) and not _ROLE.search(p) for p in pieces
        )
        names += pieces if people else [part]
    return [name for name in names if name]


def _document(record: Mapping[Any, Any], document: str) -> str:
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        return document_name(str(identifier)) if abs(identifier) < 10**50 else document
    name = _line(identifier) if isinstance(identifier, str) else None
    return document_name(name) if name else document
