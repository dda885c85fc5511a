"""The same picture as a ``pyvis.network.Network``, in computed places, for programs that go on with pyvis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.model import Article, Claim
from graphkit.view import text
from graphkit.view.page import arrange
from graphkit.view.picture import Node, picture, tags

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

#: colour and shape of each type, as on the page in light colours
LOOKS = {
    "Person": ("#0067a8", "dot"),
    "Party": ("#c9500a", "square"),
    "Organisation": ("#a87400", "hexagon"),
    "Constituency": ("#00805f", "triangleDown"),
    "Place": ("#3f9fd1", "triangle"),
    "Office": ("#b0568c", "diamond"),
    "Event": ("#5b4bb0", "star"),
    "Document": ("#626a75", "square"),
    "Act": ("#77716a", "box"),
    "Bare": ("#8d887f", "dot"),
}


def network(
    claims: Iterable[Claim],
    articles: Mapping[str, Article] | Iterable[Article] = (),
    *,
    max_nodes: int = 1500,
    **options: Any,
) -> Network:
    """The picture of these claims as a pyvis Network: directed, an edge for each bundle of claims, in computed places.

    An edge has its claims' ids in ``claims`` and their words as tooltip. ``options`` go to ``Network``. Mind that a
    page of pyvis' own template asks a network for a style sheet, whatever ``cdn_resources`` is.
    """
    from pyvis.network import Network

    known = dict(articles) if isinstance(articles, Mapping) else {article.id: article for article in articles}
    drawing = picture(claims, max_nodes)
    arrange(drawing)
    made = Network(**{"directed": True, "height": "750px", "cdn_resources": "in_line", **options})
    made.toggle_physics(False)
    for i, node in enumerate(drawing.nodes):
        made.add_node(i, **_node(node))
    for arrow in drawing.arrows:
        found = [drawing.claims[n] for n in arrow.claims]
        how = tags(found[0])
        label = arrow.label + (f" ×{len(found)}" if len(found) > 1 else "")
        made.add_edge(
            arrow.source,
            arrow.target,
            label=text.shown(label),
            title=_harmless("\n".join(_words(claim, known.get(claim.article)) for claim in found)),
            dashes=bool({"denied", "planned", "possible", "conditional"} & set(how)),
            color={
                "color": "#a6281c" if "denied" in how else "#606c7a",
                "opacity": 0.5 if {"reported", "former"} & set(how) else 1,
            },
            smooth={
                "enabled": bool(arrow.bend),
                "type": "curvedCW" if arrow.bend > 0 else "curvedCCW",
                "roundness": abs(arrow.bend),
            },
            physics=False,
            claims=[claim.id for claim in found],
            predicate=arrow.predicate,
            stated=list(how),
        )
    return made


def _node(node: Node) -> dict[str, Any]:
    colour, shape = LOOKS.get(node.kind, LOOKS["Organisation"])
    label = "\n".join(node.lines) or " "
    title = node.label if node.entity is None else ", ".join((node.label, *node.entity.aliases))
    return {
        "label": text.shown(label) if "\n" not in label else "\n".join(map(text.shown, node.lines)),
        "title": _harmless(title or " "),
        "x": round(node.x),
        "y": round(node.y),
        "size": round(node.radius, 1),
        "shape": shape,
        "color": colour,
        "group": None,
        "entity": node.entity.id if node.entity else None,
        "type": node.kind,
        "physics": False,
    }


def _words(claim: Claim, article: Article | None) -> str:
    origin = [article.publisher or "publisher unknown", str(article.published or "date unknown")] if article else []
    return f"“{text.shown(claim.evidence.quote)}” {', '.join(origin)}".strip()


def _harmless(words: str) -> str:
    """The words as a tooltip: pyvis takes all tooltips of a page for markup if "href" stands in one of them."""
    return "\n".join(map(text.shown, words.split("\n"))).replace("href", "hr\u2060ef")
