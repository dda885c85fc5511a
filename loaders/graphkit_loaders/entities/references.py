"""Who is meant, as one reads it from outside: every mention with its entity; and a resolver that a user brings."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from graphkit.errors import UsageError
from graphkit.model import Article, Entity
from graphkit_loaders.claims.draft import characters, entity
from graphkit_loaders.entities.coreference import Resolver
from graphkit_loaders.entities.mention import Kind
from graphkit_loaders.entities.reading import Reading, ResolverFactory

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reference:
    """A place of an article's text that names, describes or points to an entity.

    ``start`` and ``end`` count characters; ``kind`` is name, office (a description) or pronoun; ``entity`` is None
    where it stays open who is meant.
    """

    start: int
    end: int
    text: str
    kind: Kind
    entity: Entity | None

    def record(self, document: str) -> dict[str, object]:
        """The mention as a JSON object; ``document`` is its article's file name."""
        who = self.entity
        meant = {"id": who.id, "label": who.label, "type": who.type} if who is not None else None
        place = {"document": document, "start": self.start, "end": self.end}
        return {**place, "text": self.text, "kind": self.kind, "entity": meant}


def references(article: Article, doc: Doc, reading: Reading) -> list[Reference]:
    """The mentions of a reading that stand in the article's prose, by place."""
    found = []
    for mention in reading.mentions:
        span = characters(doc, (mention.start, mention.end))
        if span is None or not reading.prose[mention.start]:
            continue
        start, end = span
        meant = entity(mention.node, article) if mention.node is not None and mention.node.label else None
        found.append(Reference(start, end, article.text[start:end], mention.kind, meant))
    return found


def load_resolver(name: str | None) -> ResolverFactory:
    """The resolver of a name "module:name"; ours where none is named.

    Raises:
        UsageError: no such module or name, or it cannot be called.
    """
    if name is None:
        return Resolver
    module, _, attribute = name.partition(":")
    if not module or not attribute:
        raise UsageError(f"the resolver {name!r} is not of the form module:name, such as mypackage.coref:Resolver")
    try:
        factory = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the resolver {name!r} cannot be loaded: {error}") from error
    if not callable(factory):
        raise UsageError(f"the resolver {name!r} cannot be called; name a class or a function")
    return cast(ResolverFactory, factory)
