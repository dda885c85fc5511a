"""The claim graph as networkx, for measures and paths, and back. Needs networkx, which is imported when it is used.

    graph = graphkit.to_networkx(store)
    nx.pagerank(nx.DiGraph(graph))
    graphkit.view(graph, out="graph.html")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.dates import PartialDate
from graphkit.errors import ModelError
from graphkit.model import ENTITY_TYPES, Act, Article, Claim, Entity, Evidence, Modality, Span
from graphkit.records import article_fields, read_spans, spans_value
from graphkit.stores.base import Store
from graphkit.stores.rdf import best_label

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]

_SPANS = ("trigger", "subject", "object")
#: what an edge says of its article where the graph holds none
_PUBLICATION = ("title", "address", "publisher", "authors", "published", "document")


def to_networkx(
    source: Store | Iterable[Claim], articles: Iterable[Article] = (), *, plain: bool = False
) -> nx.MultiDiGraph:
    """A directed graph with a node for each entity and act, and an edge, keyed by claim id, for each claim.

    Nodes carry ``kind`` ("entity" or "act"), ``type``, ``label``, ``aliases``; edges all fields of the claim as
    plain values (dates as text; ``source_id`` is the node of the one by whose word alone it is known), and
    ``document``, ``published``, ``publisher``, ``title``, ``address`` of its article where ``articles`` (or the
    store) hold it; the graph has the articles' texts in ``graph.graph["articles"]`` and, for a part of it, speakers
    and those concerned in ``graph.graph["entities"]``. A claim without object or act is an edge to a node of its
    own, of kind "none". With ``plain`` only claims that may stand as fact are taken: asserted, not denied, not
    over, not hearsay.
    """
    import networkx as nx

    claims: Iterable[Claim] = source.claims() if isinstance(source, Store) else source
    known = {a.id: a for a in (source.articles() if isinstance(source, Store) else articles)}
    graph = nx.MultiDiGraph()
    used: set[str] = set()
    labels: dict[str, set[str]] = {}
    for claim in sorted(claims, key=lambda c: (c.article, c.evidence.start, c.id)):
        if plain and not claim.is_plain:
            continue
        used.add(claim.article)
        for entity in claim.entities():
            known_as = labels.setdefault(entity.id, set())
            before = graph.nodes[entity.id]["aliases"] if entity.id in graph else ()
            names = {*before, *known_as, entity.label, *entity.aliases}
            known_as.add(entity.label)
            label = best_label(known_as)
            graph.add_node(entity.id, kind="entity", type=entity.type, label=label, aliases=sorted(names - {label}))
        if claim.object is not None:
            target = claim.object.id
        elif claim.act is not None:
            target = f"act/{claim.act.id}"
            concerns = [e.id for e in claim.act.concerns]
            graph.add_node(target, kind="act", type="Act", label=claim.act.content, aliases=[], concerns=concerns)
        else:
            target = f"none/{claim.id}"
            graph.add_node(target, kind="none", type="None", label="", aliases=[])
        graph.add_edge(claim.subject.id, target, key=claim.id, **_fields(claim, known.get(claim.article)))
    # A part of the graph may lack the nodes of speakers and of those concerned; without them a claim would say less.
    named = {key for *_, edge in graph.edges(data=True) for key in (edge["source_id"], *edge["concerns"]) if key}
    graph.graph["entities"] = {key: {**graph.nodes[key]} for key in sorted(named)}
    graph.graph["articles"] = {key: _article_fields(article) for key, article in known.items() if key in used}
    return graph


def from_networkx(graph: nx.MultiDiGraph) -> tuple[list[Claim], list[Article]]:
    """The claims and articles of a graph of claims: of one of :func:`to_networkx`, a part of it, or one made by hand.

    By hand, a node needs a ``type`` (Person, Party, ...) and may have a ``label``; an edge needs a ``predicate`` and a
    ``quote``, the words that bear it out, and may have every other field of a claim and of its article.

    Raises:
        ModelError: the graph is not directed, or a node or an edge lacks what it needs; which one, and what.
    """
    if not graph.is_directed():
        raise ModelError("the graph has no directions; a claim leads from subject to object: use networkx.MultiDiGraph")
    articles = {key: _article(fields) for key, fields in graph.graph.get("articles", {}).items()}
    edges: list[tuple[object, object, Mapping[str, Any]]] = list(graph.edges(data=True))
    texts: dict[tuple[object, ...], list[str]] = {}
    for start, end, data in edges:
        for needed in ("predicate", "quote"):
            if not data.get(needed):
                raise ModelError(f"the edge {start!r} -> {end!r} has no {needed!r}; it needs a predicate and a quote")
        if data.get("article") not in articles:
            quotes = texts.setdefault(_publication(data), [])
            if data["quote"] not in quotes:
                quotes.append(data["quote"])
    # Quotes of one article whose text is not known make up its text.
    made = {
        key: _article({**dict(zip(_PUBLICATION, key, strict=True)), "text": "\n\n".join(quotes)})
        for key, quotes in texts.items()
    }
    claims = [
        _claim(graph, start, end, data, articles.get(data.get("article")) or made[_publication(data)])
        for start, end, data in edges
    ]
    named = {article.id: article for article in (*articles.values(), *made.values())}
    return claims, [named[key] for key in sorted({claim.article for claim in claims})]


def _fields(claim: Claim, article: Article | None) -> dict[str, object]:
    at = claim.evidence
    fields: dict[str, object] = {
        "predicate": claim.predicate,
        "verb": claim.verb,
        "content": claim.act.content if claim.act else None,
        "concerns": [e.id for e in claim.act.concerns] if claim.act else [],
        "negated": claim.negated,
        "modality": claim.modality.value,
        "former": claim.former,
        "source_id": claim.source.id if claim.source else None,
        "valid_from": str(claim.valid_from) if claim.valid_from else None,
        "valid_until": str(claim.valid_until) if claim.valid_until else None,
        "confidence": claim.confidence,
        "plain": claim.is_plain,
        "article": claim.article,
        "start": at.start,
        "end": at.end,
        "trigger": at.trigger,
        "subject_span": at.subject,
        "object_span": at.object,
        "content_span": spans_value(at.content),
        "quote": at.quote,
        "extractor": claim.extractor,
    }
    if article is not None:
        fields |= {name: value for name, value in _article_fields(article).items() if name not in ("text", "language")}
    return fields


def _article_fields(article: Article) -> dict[str, object]:
    return {"document": article.document, **article_fields(article)}


def _publication(data: Mapping[str, Any]) -> tuple[object, ...]:
    values = (data.get(name) for name in _PUBLICATION)
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _article(data: Mapping[str, Any]) -> Article:
    authors = data.get("authors") or ()
    return Article(
        text=data["text"],
        title=data.get("title"),
        address=data.get("address"),
        publisher=data.get("publisher"),
        authors=(authors,) if isinstance(authors, str) else tuple(authors),
        published=_date(data.get("published")),
        language=data.get("language"),
        document=data.get("document") or "",
    )


def _date(value: object) -> PartialDate | None:
    return PartialDate.parse(str(value)) if value else None


def _span(value: Any) -> Span | None:
    return (value[0], value[1]) if value else None


def _entity(graph: nx.MultiDiGraph, node: object) -> Entity:
    data = graph.nodes[node] if node in graph else graph.graph.get("entities", {}).get(node, {})
    kind = data.get("type")
    if kind not in ENTITY_TYPES:
        raise ModelError(f"the node {node!r} has no type; give it one of {', '.join(ENTITY_TYPES)}")
    return Entity(str(node), kind, str(data.get("label") or node), tuple(data.get("aliases") or ()))


def _claim(graph: nx.MultiDiGraph, start: object, end: object, data: Mapping[str, Any], article: Article) -> Claim:
    quote = data["quote"]
    begin = data.get("start")
    if begin is None or article.text[begin : begin + len(quote)] != quote:
        begin = article.text.find(quote)
    if begin < 0:
        raise ModelError(f"the edge {start!r} -> {end!r}: its quote does not stand in its article")
    # A trigger is kept under its own name since ever; the other spans say that they are spans.
    spans = {name: _span(data.get(name if name == "trigger" else f"{name}_span")) for name in _SPANS}
    target = graph.nodes[end]
    acts = target.get("kind") == "act" or target.get("type") == "Act"
    content = data.get("content") or (target.get("label") if acts else None)
    concerns = data.get("concerns") or (target.get("concerns", ()) if acts else ())
    return Claim(
        article=article.id,
        subject=_entity(graph, start),
        predicate=data["predicate"],
        evidence=Evidence.cut(
            article, begin, begin + len(quote), **spans, content=read_spans(data.get("content_span"))
        ),
        object=None if acts or target.get("kind") == "none" else _entity(graph, end),
        act=Act(article.id, content, tuple(_entity(graph, e) for e in concerns)) if content else None,
        verb=data.get("verb") or "",
        negated=bool(data.get("negated")),
        modality=Modality(data.get("modality") or "asserted"),
        former=bool(data.get("former")),
        source=_entity(graph, data["source_id"]) if data.get("source_id") else None,
        valid_from=_date(data.get("valid_from")),
        valid_until=_date(data.get("valid_until")),
        confidence=float(data.get("confidence", 1.0)),
        extractor=data.get("extractor") or "",
    )
