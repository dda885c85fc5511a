"""What the page's script reads: a picture and its articles as one JSON value, each passage of text in it once."""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from graphkit.model import ENTITY_TYPES, Article, Claim, Span
from graphkit.view.groups import groups
from graphkit.view.origin import Origin
from graphkit.view.picture import Arrow, Node, Picture, tags
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
    origin: Origin | None = None,
) -> dict[str, Any]:
    """The picture as lists and numbers; nodes, articles, passages refer to each other by their index."""
    index = picture.index
    sources = sorted({claim.article for claim in picture.claims})
    passages, where = _passages(picture.claims, articles)
    extractors = sorted({claim.extractor for claim in picture.claims})
    acts = list({claim.act.id: claim.act.content for claim in picture.claims if claim.act}.items())
    contents = {key: i for i, (key, _) in enumerate(acts)}
    # What all claims of an arrow have in common (subject, object, predicate, how it is stated) stands with the arrow.
    claims = [
        {
            name: value
            for name, value in _claim(claim, passage, offset, index, contents, extractors).items()
            if value not in (None, [], "")
        }
        for claim, (passage, offset) in zip(picture.claims, where, strict=True)
    ]
    terms = vocabulary()
    used = sorted({claim.predicate for claim in picture.claims})
    labels = {label: i for i, label in enumerate(dict.fromkeys(arrow.label for arrow in picture.arrows))}
    return {
        "title": title,
        "fold": picture.folded,
        "groups": groups(picture),
        "nodes": [_node(node) for node in picture.nodes],
        "arrows": [
            _arrow(arrow, used.index(arrow.predicate), labels[arrow.label], picture.claims[arrow.claims[0]])
            for arrow in picture.arrows
        ],
        "labels": list(labels),
        "links": [list(link) for link in picture.links],
        "claims": claims,
        "contents": [content for _, content in acts],
        "passages": [{"a": sources.index(key)} | passage for key, passage in passages],
        "articles": [_article(key, articles.get(key)) for key in sources],
        "extractors": extractors,
        "predicates": {name: _term(terms.predicates.get(name), name) for name in used},
        "types": {name: terms.types[name].label for name in ENTITY_TYPES if name in terms.types},
        "all": {"nodes": picture.all_nodes, "claims": picture.all_claims},
        "queries": [list(query) for query in queries],
        "made": (origin or Origin()).record(),
    }


def encoded(data: Mapping[str, Any]) -> str:
    """The data as JSON that may stand between script tags: no ``<``, no separators of lines, no half characters."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029\x7f":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _arrow(arrow: Arrow, predicate: int, label: int, first: Claim) -> list[Any]:
    """Source, target, predicate, words, claims; then its bend and how it is stated, where they say anything."""
    how = tags(first)
    record = [arrow.source, arrow.target, predicate, label, arrow.claims, arrow.bend, list(how)]
    if how == ("stated",):
        record.pop()
        if not arrow.bend:
            record.pop()
    return record


def _short(key: str) -> str:
    """A claim's id, 64 hexadecimal digits, in 43 characters of base64: of thousands they are a tenth of the page."""
    return base64.b64encode(bytes.fromhex(key)).decode("ascii").rstrip("=")


def _claim(
    claim: Claim,
    passage: int,
    offset: int,
    index: Mapping[str, int],
    contents: Mapping[str, int],
    extractors: Sequence[str],
) -> dict[str, Any]:
    at, act = claim.evidence, claim.act
    marks = [_moved(span, offset) for span in (at.trigger, at.subject, at.object)]
    marks.append([edge for part in at.content for edge in _moved(part, offset)])
    while marks and not marks[-1]:
        marks.pop()
    return {
        "id": _short(claim.id),
        "v": claim.verb,
        "c": contents[act.id] if act else None,
        "k": [index[e.id] for e in act.concerns if e.id in index] if act else [],
        "kn": [e.label for e in act.concerns if e.id not in index] if act else [],
        "by": None if claim.source is None else index.get(claim.source.id, claim.source.label),
        "from": str(claim.valid_from) if claim.valid_from else None,
        "until": str(claim.valid_until) if claim.valid_until else None,
        "sure": round(claim.confidence, 3) if claim.confidence != 1 else None,
        "x": extractors.index(claim.extractor) or None,
        "g": passage,
        "e": _moved((at.start, at.end), offset),
        "m": marks,
    }


def _term(predicate: Predicate | None, name: str) -> list[str | list[str] | bool]:
    if predicate is None:
        return [name, name, "other", "", "", [], False]
    term = predicate
    return [term.label, term.inverse_label, term.kind, term.definition, term.stance, list(term.contrary), term.turn]


def _node(node: Node) -> dict[str, Any]:
    record: dict[str, Any] = {"k": node.kind, "n": list(node.lines), "x": round(node.x), "y": round(node.y)}
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
    """Whether the address is a link to follow: http or https with a host, no user, and nothing odd in it."""
    if not address or re.search(r"[\s\x00-\x1f\x7f<>\"'`\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _moved(span: Span | None, offset: int) -> list[int]:
    return [span[0] - offset, span[1] - offset] if span else []


def _passages(
    claims: Sequence[Claim], articles: Mapping[str, Article]
) -> tuple[list[tuple[str, dict[str, Any]]], list[tuple[int, int]]]:
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
    passages: list[tuple[str, dict[str, Any]]] = []
    parts: dict[str, list[tuple[int, int, int]]] = {}
    quotes = {(c.article, c.evidence.start, c.evidence.end): c.evidence.quote for c in claims}
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
                whole = [start == 0, end == len(article.text)]
                passages.append((key, {"x": article.text[start:end], "at": start, "whole": whole}))
            else:
                quote = quotes[key, start, end]
                passages.append((key, {"x": quote, "at": start, "whole": [False, False]}))
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
