"""What the page's script reads: a picture and its articles as one JSON value, each passage of text in it once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from graphkit.model import ENTITY_TYPES, Article, Claim, Span
from graphkit.view.picture import Node, Picture, tags
from graphkit.vocabulary import Predicate, vocabulary

#: characters of the article shown before and after the evidence
CONTEXT = 220

_SURROGATE = re.compile("[\ud800-\udfff]")


def payload(
    picture: Picture,
    articles: Mapping[str, Article],
    *,
    title: str,
    queries: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The picture as lists and numbers; nodes, articles, passages refer to each other by their index."""
    index = picture.index
    sources = sorted({claim.article for claim in picture.claims})
    article_index = {key: i for i, key in enumerate(sources)}
    passages, where = _passages(picture.claims, articles)
    extractors = sorted({claim.extractor for claim in picture.claims})
    contents: dict[str, int] = {}
    texts: list[str] = []
    claims = []
    for claim, (passage, offset) in zip(picture.claims, where, strict=True):
        at = claim.evidence
        content = None
        if claim.act is not None and (content := contents.get(claim.act.id)) is None:
            content = contents[claim.act.id] = len(texts)
            texts.append(claim.act.content)
        record = {
            "id": claim.id,
            "a": article_index[claim.article],
            "s": index[claim.subject.id],
            "p": claim.predicate,
            "v": claim.verb,
            "o": index[claim.object.id] if claim.object else None,
            "c": content,
            "k": [index[e.id] for e in claim.act.concerns if e.id in index] if claim.act else [],
            "kn": [e.label for e in claim.act.concerns if e.id not in index] if claim.act else [],
            "t": [] if (how := tags(claim)) == ("stated",) else list(how),
            "by": None if claim.source is None else index.get(claim.source.id, claim.source.label),
            "from": str(claim.valid_from) if claim.valid_from else None,
            "until": str(claim.valid_until) if claim.valid_until else None,
            "sure": round(claim.confidence, 3),
            "x": extractors.index(claim.extractor),
            "g": passage,
            "e": _moved((at.start, at.end), offset),
            "m": [_moved(span, offset) for span in (at.trigger, at.subject, at.object, at.content)],
        }
        claims.append({key: value for key, value in record.items() if value not in (None, [], "")})
    terms = vocabulary()
    used = sorted({claim.predicate for claim in picture.claims})
    return {
        "title": title,
        "nodes": [_node(node) for node in picture.nodes],
        "arrows": [
            {"s": a.source, "t": a.target, "p": a.predicate, "w": a.label, "c": a.claims, "b": a.bend}
            for a in picture.arrows
        ],
        "links": [list(link) for link in picture.links],
        "claims": claims,
        "contents": texts,
        "passages": passages,
        "articles": [_article(key, articles.get(key)) for key in sources],
        "extractors": extractors,
        "predicates": {name: _term(terms.predicates.get(name), name) for name in used},
        "types": {name: terms.types[name].label for name in ENTITY_TYPES if name in terms.types},
        "all": {"nodes": picture.all_nodes, "claims": picture.all_claims},
        "queries": [list(query) for query in queries],
    }


def encoded(data: Mapping[str, Any]) -> str:
    """The data as JSON that may stand between script tags: no ``<``, no separators of lines, no half characters."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029\x7f":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _term(predicate: Predicate | None, name: str) -> list[str]:
    if predicate is None:
        return [name, name, "other", ""]
    return [predicate.label, predicate.inverse_label, predicate.kind, predicate.definition]


def _node(node: Node) -> dict[str, Any]:
    record: dict[str, Any] = {"k": node.kind, "n": list(node.lines), "x": node.x, "y": node.y}
    record["r"] = round(node.radius, 1)
    if node.entity is not None:
        record |= {"id": node.entity.id, "w": node.weight}
        if node.lines != (node.label,):
            record["l"] = node.label
        if node.entity.aliases:
            record["as"] = list(node.entity.aliases)
    elif node.act is not None:
        record |= {"l": node.act.content} if node.lines != (node.act.content,) else {}
    return record


def _article(key: str, article: Article | None) -> dict[str, Any]:
    if article is None:
        return {"id": key}
    record: dict[str, Any] = {
        "id": key,
        "title": article.title,
        "publisher": article.publisher,
        "by": list(article.authors),
        "url": article.address if _is_web(article.address) else None,
        "place": article.address or article.document or None,
        "lang": article.language,
    }
    if article.published:
        day = article.published
        record["date"] = [str(day), day.earliest.isoformat(), day.latest.isoformat()]
    if record["url"] or record["place"] is None:
        del record["place"]
    return {name: value for name, value in record.items() if value not in (None, [], "")}


def _is_web(address: str | None) -> bool:
    """Whether the address is a link to follow: http or https with a host, and nothing odd in it."""
    if not address or re.search(r"[\s\x00-\x1f\x7f<>\"'`\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _moved(span: Span | None, offset: int) -> list[int]:
    return [span[0] - offset, span[1] - offset] if span else []


def _passages(
    claims: Sequence[Claim], articles: Mapping[str, Article]
) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """The parts of articles that claims rest on, with some context, each once; per claim its passage and the offset.

    Overlapping parts are joined. Offsets count characters (code points), as everywhere in graphkit.
    """
    wished: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        article = articles.get(claim.article)
        start, end = claim.evidence.start, claim.evidence.end
        if article is not None:
            start, end = max(0, start - CONTEXT), min(len(article.text), end + CONTEXT)
        wished[claim.article].append((start, end))
    passages: list[dict[str, Any]] = []
    parts: dict[str, list[tuple[int, int, int]]] = {}
    for key in sorted(wished):
        article = articles.get(key)
        joined: list[list[int]] = []
        for start, end in sorted(wished[key]):
            # Without the article there is only the quote: it stands for itself, and is not joined with others.
            if joined and article is not None and start <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            elif not joined or joined[-1] != [start, end]:
                joined.append([start, end])
        parts[key] = []
        for start, end in joined:
            parts[key].append((start, end, len(passages)))
            if article is not None:
                passages.append({"x": article.text[start:end], "whole": [start == 0, end == len(article.text)]})
            else:
                quote = next(c.evidence.quote for c in claims if c.article == key and c.evidence.start == start
                             and c.evidence.end == end)
                passages.append({"x": quote, "whole": [False, False]})
    where = []
    for claim in claims:
        start, end = claim.evidence.start, claim.evidence.end
        exact = articles.get(claim.article) is None
        found = next(
            (n, low) for low, high, n in parts[claim.article]
            if ((low, high) == (start, end) if exact else low <= start and end <= high)
        )
        where.append(found)
    return passages, where
