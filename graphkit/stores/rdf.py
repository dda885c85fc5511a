"""Articles and claims as N-Triples lines, and the names that they have there.

Every statement is one line in the canonical form of N-Triples, so a set of lines is a graph, and a sorted set of lines
is an export. No blank nodes: the same content has the same lines on every machine. Lines are written by hand because
that is several times faster than building an object for each term.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from graphkit.dates import PartialDate
from graphkit.errors import ModelError
from graphkit.model import Act, Article, Claim, Entity, Evidence, Span
from graphkit.namespaces import ACT, ARTICLE, CLAIM, ENTITY, GK, MENTION, PROV, PS, RDF, RDFS, SCHEMA, SKOS, XSD, P

TYPE = RDF + "type"
LABEL = RDFS + "label"
ALT_LABEL = SKOS + "altLabel"
DERIVED = PROV + "wasDerivedFrom"

# Letters of all scripts, digits and a few signs stand in an IRI as they are; all else as %XX, "%" too, so that any id
# whatever can be read back. "." is kept: a name in N-Triples is never resolved against a base.
_NOT_IN_IRI = re.compile(r"[^\w/@.~-]")

_ESCAPES = {c: f"\\u{c:04X}" for c in [*range(0x20), 0x7F, 0xFFFE, 0xFFFF]}
_ESCAPES |= {ord(k): v for k, v in {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}.items()}
_ESCAPES |= {0x08: "\\b", 0x0C: "\\f"}
# most strings need no escape, and a search is faster than translate
_TO_ESCAPE = re.compile('[\x00-\x1f\x7f"\\\\\ufffe\uffff]')


@lru_cache(maxsize=65_536)
def entity_iri(entity_id: str) -> str:
    """The IRI of an entity id; :func:`short` leads back."""
    return ENTITY + _NOT_IN_IRI.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8")), entity_id)


def mention_iri(article_id: str, entity_id: str) -> str:
    """The IRI of the mention of an entity in an article."""
    return f"{MENTION}{article_id}/{entity_iri(entity_id).removeprefix(ENTITY)}"


def short(iri: str) -> str:
    """The bare id or vocabulary name behind one of our IRIs; any other IRI as it is."""
    for base in (GK, P, PS, CLAIM, ACT, ARTICLE):
        if iri.startswith(base):
            return iri[len(base) :]
    for base in (ENTITY, MENTION):
        if iri.startswith(base):
            return unquote(iri[len(base) :])
    return iri


_STRING = XSD + "string"


def text_literal(text: str) -> str:
    """A string as a literal in canonical form."""
    return f'"{text.translate(_ESCAPES)}"' if _TO_ESCAPE.search(text) else f'"{text}"'


@lru_cache(maxsize=4096)
def double_literal(number: float) -> str:
    """A double as the store writes it: shortest digits, no exponent, no ``.0``."""
    digits = format(Decimal(repr(number)), "f")
    return f'"{digits.removesuffix(".0")}"^^<{XSD}double>'


def date_literal(date: PartialDate) -> str:
    """A partial date as gYear, gYearMonth or date."""
    kind = "gYear" if date.month is None else "gYearMonth" if date.day is None else "date"
    return f'"{date}"^^<{XSD}{kind}>'


def _line(subject: str, predicate: str, object_: str) -> str:
    return f"<{subject}> <{predicate}> {object_} .\n"


def node_line(subject: str, predicate: str, object_: str) -> str:
    """The statement that points from one IRI to another."""
    return f"<{subject}> <{predicate}> <{object_}> .\n"


def text_line(subject: str, predicate: str, text: str) -> str:
    """The statement that gives an IRI a text."""
    return f"<{subject}> <{predicate}> {text_literal(text)} .\n"


def line_of(quad: Any) -> str:
    """A statement of pyoxigraph as a line. Its own text form is not canonical (a tab stands as it is)."""
    term = quad.object
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return f"<{quad.subject.value}> <{quad.predicate.value}> <{term.value}> .\n"
    literal = text_literal(term.value)
    if term.language:
        literal += f"@{term.language}"
    elif datatype.value != _STRING:
        literal += f"^^<{datatype.value}>"
    return f"<{quad.subject.value}> <{quad.predicate.value}> {literal} .\n"


def encoded(lines: Iterable[str], article: Article) -> bytes:
    """Lines as UTF-8.

    Raises:
        ModelError: there is half a character in them, which no encoding can write.
    """
    try:
        return "".join(lines).encode("utf-8")
    except UnicodeEncodeError as error:
        bad = error.object[error.start : error.end]
        raise ModelError(f"article {article.id}: half a character, {bad!r}, in its text, data or claims") from error


def _date_lines(subject: str, said: str, earliest: str, latest: str, date: PartialDate) -> list[str]:
    return [
        _line(subject, GK + said, date_literal(date)),
        f'<{subject}> <{GK}{earliest}> "{date.earliest.isoformat()}"^^<{XSD}date> .\n',
        f'<{subject}> <{GK}{latest}> "{date.latest.isoformat()}"^^<{XSD}date> .\n',
    ]


def copy_lines(article: Article) -> list[str]:
    """What a further copy of a kept article adds: its file name, and its language, which is no part of its identity."""
    me, lines = ARTICLE + article.id, []
    if article.document:
        lines.append(text_line(me, GK + "document", article.document))
    if article.language is not None:
        lines.append(text_line(me, SCHEMA + "inLanguage", article.language))
    return lines


def article_lines(article: Article) -> list[str]:
    """The article's own statements."""
    me = ARTICLE + article.id
    lines = [
        node_line(me, TYPE, GK + "Article"),
        text_line(me, GK + "text", article.text),
        *copy_lines(article),
        *(text_line(me, SCHEMA + "author", author) for author in dict.fromkeys(article.authors)),
    ]
    if article.title is not None:
        lines.append(text_line(me, SCHEMA + "headline", article.title))
    if article.address is not None:
        lines.append(text_line(me, SCHEMA + "url", article.address))
    if article.publisher is not None:
        lines.append(text_line(me, GK + "publisher", article.publisher))
    if article.authors:
        lines.append(text_line(me, GK + "authorList", json.dumps(list(article.authors), ensure_ascii=False)))
    if article.published is not None:
        lines += _date_lines(me, "published", "publishedEarliest", "publishedLatest", article.published)
    return lines


def mention_lines(article_id: str, entity: Entity) -> list[str]:
    """How the article names the entity."""
    me = mention_iri(article_id, entity.id)
    return [
        f"<{me}> <{TYPE}> <{GK}Mention> .\n<{me}> <{GK}entity> <{entity_iri(entity.id)}> .\n"
        f"<{me}> <{GK}entityType> <{GK}{entity.type}> .\n<{me}> <{DERIVED}> <{ARTICLE}{article_id}> .\n",
        text_line(me, GK + "label", entity.label),
        *(text_line(me, GK + "alias", alias) for alias in entity.aliases),
    ]


def act_lines(act: Act) -> list[str]:
    """The act's statements."""
    me = ACT + act.id
    return [
        f"<{me}> <{TYPE}> <{GK}Act> .\n<{me}> <{DERIVED}> <{ARTICLE}{act.article}> .\n",
        text_line(me, GK + "text", act.content),
        *(node_line(me, GK + "concerns", entity_iri(e.id)) for e in act.concerns),
    ]


def target_iri(claim: Claim) -> str | None:
    """Where the claim's edge points."""
    if claim.object is not None:
        return entity_iri(claim.object.id)
    return ACT + claim.act.id if claim.act is not None else None


def _spans(at: Evidence) -> Iterator[tuple[str, Span]]:
    """The places of trigger and arguments by name; a content in parts has several, which pair by their order."""
    for name, span in (("trigger", at.trigger), ("subject", at.subject), ("object", at.object)):
        if span is not None:
            yield name, span
    for part in at.content:
        yield "content", part


def claim_lines(claim: Claim) -> list[str]:
    """The claim's statements, with the one that leads from its subject to it; not its act, nor its plain edge."""
    me, subject, at = CLAIM + claim.id, entity_iri(claim.subject.id), claim.evidence
    negated, former = str(claim.negated).lower(), str(claim.former).lower()
    lines = [
        f"<{me}> <{TYPE}> <{GK}Claim> .\n<{me}> <{GK}subject> <{subject}> .\n"
        f"<{me}> <{GK}predicate> <{GK}{claim.predicate}> .\n<{me}> <{GK}modality> <{GK}{claim.modality.value}> .\n"
        f'<{me}> <{GK}negated> "{negated}"^^<{XSD}boolean> .\n<{me}> <{GK}former> "{former}"^^<{XSD}boolean> .\n'
        f"<{me}> <{GK}confidence> {double_literal(claim.confidence)} .\n"
        f"<{me}> <{DERIVED}> <{ARTICLE}{claim.article}> .\n"
        f'<{me}> <{GK}start> "{at.start}"^^<{XSD}integer> .\n<{me}> <{GK}end> "{at.end}"^^<{XSD}integer> .\n'
        f"<{me}> <{GK}quote> {text_literal(at.quote)} .\n<{subject}> <{P}{claim.predicate}> <{me}> .\n"
    ]
    target = target_iri(claim)
    if target is not None:
        lines.append(f"<{me}> <{PS}{claim.predicate}> <{target}> .\n")
    if claim.object is not None:
        lines.append(f"<{me}> <{GK}object> <{target}> .\n")
    if claim.act is not None:
        lines.append(f"<{me}> <{GK}content> <{ACT}{claim.act.id}> .\n")
    if claim.source is not None:
        lines.append(node_line(me, GK + "source", entity_iri(claim.source.id)))
    if claim.verb:
        lines.append(text_line(me, GK + "verb", claim.verb))
    if claim.extractor:
        lines.append(text_line(me, GK + "extractor", claim.extractor))
    for name, (start, end) in _spans(at):
        lines.append(
            f'<{me}> <{GK}{name}Start> "{start}"^^<{XSD}integer> .\n<{me}> <{GK}{name}End> "{end}"^^<{XSD}integer> .\n'
        )
    if claim.valid_from is not None:
        lines += _date_lines(me, "validFrom", "fromEarliest", "fromLatest", claim.valid_from)
    if claim.valid_until is not None:
        lines += _date_lines(me, "validUntil", "untilEarliest", "untilLatest", claim.valid_until)
    return lines


def plain_edge(claim: Claim) -> str | None:
    """The line of the claim's plain edge; None where it has none."""
    target = target_iri(claim)
    if target is None or not claim.is_plain:
        return None
    return f"<{entity_iri(claim.subject.id)}> <{GK}{claim.predicate}> <{target}> .\n"


def type_line(entity_id: str, type: str) -> str:
    """The line that says of what type an entity is."""
    return node_line(entity_iri(entity_id), TYPE, GK + type)


def best_label(labels: Iterable[str]) -> str:
    """The label that stands for an entity: in mixed case if there is one, then the first in the order of characters."""
    return min(labels, key=lambda label: (label.isupper() or label.islower(), label))


def name_line(entity_id: str, label: str) -> str:
    """The line of an entity's label."""
    return text_line(entity_iri(entity_id), LABEL, label)


def other_name_line(entity_id: str, label: str) -> str:
    """The line of another label of an entity."""
    return text_line(entity_iri(entity_id), ALT_LABEL, label)


def name_lines(entity_id: str, label: str, others: Iterable[str]) -> Iterator[str]:
    """The lines of an entity's label and other labels."""
    yield name_line(entity_id, label)
    for other in others:
        if other != label:
            yield other_name_line(entity_id, other)
