"""Names of labels and relationship types, and the constraints and indexes that a graph has before its first article.

Only what stands in the vocabulary becomes part of a statement's text; all else goes as parameters.
"""

from __future__ import annotations

import re
from functools import cache

from graphkit.model import ENTITY_TYPES
from graphkit.vocabulary import vocabulary

#: oldest release whose Cypher we speak, the one with long-term support
OLDEST = (5, 26)


#: labels of nodes beside the types of entities and the predicates
LABELS = ("Article", "Entity", "Claim", "Act")
#: types of relationships beside the predicates
RELATIONSHIPS = ("SUBJECT", "OBJECT", "CONTENT", "SOURCE", "FROM_ARTICLE", "CONCERNS", "MENTIONS")
#: properties of nodes and relationships
PROPERTIES = (
    "address", "aliases", "authors", "claims", "confidence", "content", "content_span", "documents", "end", "extractor",
    "former", "from_earliest", "from_latest", "id", "label", "languages", "modality", "negated", "object_span",
    "predicate", "published", "published_earliest", "published_latest", "publisher", "quote", "start", "subject_span",
    "text", "title", "trigger", "type", "until_earliest", "until_latest", "valid_from", "valid_until", "verb",
)  # fmt: skip


@cache
def claim_label(predicate: str) -> str:
    """The label of claims of a predicate: ``MemberOf`` of ``memberOf``. KeyError for what is not in the vocabulary."""
    name = vocabulary().predicates[predicate].name
    return name[0].upper() + name[1:]


@cache
def relationship_type(predicate: str) -> str:
    """The type of plain relationships of a predicate: ``MEMBER_OF`` of ``memberOf``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", vocabulary().predicates[predicate].name).upper()


def schema() -> list[str]:
    """The statements that make constraints and indexes; where they are there already, they change nothing."""
    unique = [
        f"CREATE CONSTRAINT graphkit_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in LABELS
    ]
    labels = [
        f"CREATE INDEX graphkit_{label.lower()}_label IF NOT EXISTS FOR (n:{label}) ON (n.label)"
        for label in ("Entity", *ENTITY_TYPES)
    ]
    dates = "CREATE INDEX graphkit_article_published IF NOT EXISTS FOR (n:Article) ON (n.published_earliest)"
    return [*unique, *labels, dates]
