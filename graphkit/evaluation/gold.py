"""Annotated articles: one JSON file an article, in the form of docs/evaluation.md, with its text beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graphkit.dates import PartialDate
from graphkit.errors import GraphkitError, SourceError, UsageError
from graphkit.model import Article, Modality
from graphkit.resources import resource

_MODALITIES = {m.value for m in Modality}


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Someone or something that annotations are about; ``also`` are the other forms that the article uses."""

    id: str
    type: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation that holds in the article, once an article; entities by their ids."""

    subject: str
    predicate: str
    object: str
    former: bool
    quote: str


@dataclass(frozen=True, slots=True)
class GoldAction:
    """An action where the article tells it; ``at`` is the offset of its trigger word in the text."""

    subject: str
    predicate: str
    object: str | None
    negated: bool
    modality: str
    source: str | None
    quote: str
    at: int


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with what a careful reader finds in it."""

    article: Article
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    actions: tuple[GoldAction, ...]

    @property
    def document(self) -> str:
        """Its name, by which claims are laid beside it."""
        return self.article.document


def shipped_gold() -> list[GoldArticle]:
    """The annotated sample articles that come with graphkit."""
    folder = resource("ontology") / "gold"
    return _read(folder, folder / "texts", "ontology/gold")


def read_gold(folder: str | Path, texts: str | Path | None = None) -> list[GoldArticle]:
    """The annotated articles of a folder, by name.

    Their texts are ``NAME.txt`` in ``texts``, else in the folder ``texts`` inside it or beside it.

    Raises:
        UsageError: no such folder, no annotations in it, or no texts for them.
        SourceError: a file breaks the form; the message names file, place and reason.
    """
    here = Path(folder)
    if not here.is_dir():
        raise UsageError(f"{folder}: no such folder; name one that holds an annotation file (.json) for each article")
    if texts is not None:
        beside = Path(texts)
    else:
        beside = next((p for p in (here / "texts", here.parent / "texts") if p.is_dir()), here)
    if not beside.is_dir():
        raise UsageError(f"{texts}: no such folder; name the one that holds the articles' texts (NAME.txt)")
    return _read(here, beside, str(folder))


def _read(folder: Traversable, texts: Traversable, shown: str) -> list[GoldArticle]:
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    if not files:
        raise UsageError(f"{shown}: no annotation file (.json) in this folder; docs/evaluation.md tells their form")
    return [_article(file, texts, f"{shown}/{file.name}") for file in files]


def _article(file: Traversable, texts: Traversable, place: str) -> GoldArticle:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise SourceError(place, f"cannot be read as JSON: {error}", "docs/evaluation.md tells the form") from error
    if not isinstance(record, dict):
        raise SourceError(place, "is no object", "docs/evaluation.md tells the form")
    name = str(record.get("doc") or file.name.removesuffix(".json"))
    source = texts / f"{name}.txt"
    try:
        text = source.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        reason = f"its text {name}.txt cannot be read: {error}"
        raise SourceError(place, reason, "name the folder of the texts by --texts") from error
    try:
        published = PartialDate.parse(str(record["published"])) if record.get("published") else None
        article = Article(text, title=record.get("title"), published=published, document=name)
        entities = tuple(_entity(e) for e in record.get("entities", ()))
        known = {e.id for e in entities}
        relations = tuple(_relation(r, known) for r in record.get("relations", ()))
        actions = tuple(_action(a, known, text) for a in record.get("actions", ()))
    except GraphkitError as error:
        raise SourceError(place, str(error)) from error
    except (_Malformed, KeyError, TypeError, AttributeError) as error:
        reason = f"a field is missing: {error}" if isinstance(error, KeyError) else str(error)
        raise SourceError(place, reason, "docs/evaluation.md tells the form") from error
    return GoldArticle(article, entities, relations, actions)


class _Malformed(Exception):
    """An annotation that breaks the form."""


def _entity(record: Mapping[str, Any]) -> GoldEntity:
    return GoldEntity(record["id"], str(record["type"]).casefold(), record["name"], tuple(record.get("also", ())))


def _known(identifier: str, entities: set[str]) -> str:
    if identifier not in entities:
        raise _Malformed(f"no entity has the id {identifier!r}")
    return identifier


def _predicate(name: str, kind: str) -> str:
    from graphkit.vocabulary import vocabulary

    found = vocabulary().predicates.get(name)
    if found is None or found.kind != kind:
        raise _Malformed(f"{name!r} is no {kind} of the vocabulary")
    return name


def _relation(record: Mapping[str, Any], entities: set[str]) -> GoldRelation:
    return GoldRelation(
        _known(record["s"], entities),
        _predicate(record["p"], "relation"),
        _known(record["o"], entities),
        bool(record.get("former")),
        record.get("quote", ""),
    )


def _action(record: Mapping[str, Any], entities: set[str], text: str) -> GoldAction:
    quote, trigger = record["quote"], record["trigger"]
    if text.count(quote) != 1:
        raise _Malformed(f"the quote {quote!r} stands {text.count(quote)} times in the text, not once")
    if trigger not in quote:
        raise _Malformed(f"the trigger {trigger!r} does not stand in its quote {quote!r}")
    modality = record.get("modality") or "asserted"
    if modality not in _MODALITIES:
        raise _Malformed(f"no modality {modality!r}; they are {', '.join(sorted(_MODALITIES))}")
    target, source = record.get("o"), record.get("source")
    return GoldAction(
        _known(record["s"], entities),
        _predicate(record["p"], "action"),
        _known(target, entities) if target is not None else None,
        bool(record.get("negated")),
        modality,
        _known(source, entities) if source is not None else None,
        quote,
        text.index(quote) + quote.index(trigger),
    )
