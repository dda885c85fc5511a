"""The page as one file: template, styles, scripts and data put together under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from graphkit.errors import GraphkitError
from graphkit.files import written_whole
from graphkit.model import Article, Claim
from graphkit.view import text
from graphkit.view.groups import groups
from graphkit.view.layout import positions
from graphkit.view.origin import Origin
from graphkit.view.payload import encoded, payload
from graphkit.view.picture import Node, Picture, picture

#: the parts of our script, in the order in which they need each other
SCRIPTS = (
    "base", "clock", "choice", "paths", "relate", "focus", "filter", "drawn", "signs", "draw", "labels", "camera",
    "cite", "panel", "facets", "time", "search", "dossier", "table", "export", "svg", "ask", "serve", "address",
    "select", "help", "keys", "main",
)  # fmt: skip

#: room that an arrow's words and its head need beside the two signs
ARROW_ROOM = 56.0

#: how much nearer those of one group stand, and how much farther off those of another
WITHIN, BETWEEN = 0.85, 1.5


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be saved; a notebook shows it.

    ``left_out`` counts the claims that were too many to draw; ``places`` says where each node stands.
    """

    html: str = field(repr=False)
    nodes: int
    claims: int
    left_out: int = 0
    articles: int = 0
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict, repr=False)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, whole or not at all, and return its path."""
        return save(path, self.html)

    def _repr_html_(self) -> str:
        # A frame of its own without same-origin rights: the notebook and the page cannot reach each other.
        source = html.escape(self.html, quote=True)
        # What is opened from it is a page like any other, and it may be printed.
        rights = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
        return f'<iframe sandbox="{rights}" srcdoc="{source}" width="100%" height="720"></iframe>'


def build(
    claims: Iterable[Claim],
    articles: Mapping[str, Article] | Iterable[Article],
    *,
    title: str = "graphkit",
    queries: Iterable[tuple[str, str]] = (),
    origin: Origin | None = None,
    served: Mapping[str, object] | None = None,
    max_nodes: int = 1500,
    before: Mapping[str, tuple[float, float]] | None = None,
) -> Page:
    """The page of these claims; see :func:`render`.

    ``served`` is what a server tells its page, and only such a one. ``before`` has the places of an earlier page (its
    ``places``, or :func:`places_in` of its file): what is on both stays about where it was.
    """
    known = dict(articles) if isinstance(articles, Mapping) else {article.id: article for article in articles}
    drawing = picture(claims, max_nodes)
    arrange(drawing, before)
    content = payload(drawing, known, title=title, queries=queries, origin=origin)
    data = encoded(content | {"served": served} if served else content)
    document = _assembled(text.shown(title) or "graphkit", data, "'self'" if served else "'none'")
    of = len({claim.article for claim in drawing.claims})
    places = {node.key: (node.x, node.y) for node in drawing.nodes}
    left_out = drawing.all_claims - len(drawing.claims)
    return Page(document, len(drawing.nodes), len(drawing.claims), left_out, of, places)


def render(
    claims: Iterable[Claim],
    articles: Mapping[str, Article] | Iterable[Article],
    *,
    title: str = "graphkit",
    queries: Iterable[tuple[str, str]] = (),
    origin: Origin | None = None,
    max_nodes: int = 1500,
) -> str:
    """One HTML document that shows the claims, with all that it needs inside it.

    Args:
        claims: what to show; the order does not matter.
        articles: the articles of the claims, by id or as they come. Without its article a claim shows its quote only.
        title: the page's heading.
        queries: (label, command or query) pairs that the page offers to copy, above all where not all could be drawn.
        origin: which claims of a store these are; the page makes queries for parts of them.
        max_nodes: beyond so many the most connected part is drawn, and the page says what it left out.
    """
    return build(claims, articles, title=title, queries=queries, origin=origin, max_nodes=max_nodes).html


def places_in(path: str | os.PathLike[str]) -> dict[str, tuple[float, float]]:
    """Where the entities stand on a page that was saved before, by id: for :func:`build` to keep them there.

    Raises:
        GraphkitError: the file cannot be read, or is no page of graphkit.
    """
    try:
        document = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise GraphkitError(f"{path}: the earlier page cannot be read: {reason}") from error
    try:
        _, _, rest = document.partition('<script type="application/json" id="data">')
        nodes = json.loads(rest.partition("</script>")[0])["nodes"]
        return {node["id"]: (float(node["x"]), float(node["y"])) for node in nodes if "id" in node}
    except (ValueError, KeyError, TypeError) as error:
        raise GraphkitError(f"{path}: no page of graphkit; name a file that 'graphkit view' wrote") from error


def arrange(drawing: Picture, before: Mapping[str, tuple[float, float]] | None = None) -> None:
    """Give every node of the picture its place; acts that are folded stand in rings around their subject.

    ``before`` has the places of an earlier drawing by node key: what was there stays about where it was.
    """
    nodes = drawing.nodes
    there = [i for i, node in enumerate(nodes) if node.entity is not None or not drawing.folded]
    at = {node: i for i, node in enumerate(there)}
    links = []
    # Arrows side by side need a longer way to hold their words.
    beside = Counter((min(a.source, a.target), max(a.source, a.target)) for a in drawing.arrows)
    group = groups(drawing)
    degree = Counter(end for pair in beside if set(pair) <= at.keys() for end in pair)
    for arrow in drawing.arrows:
        if arrow.source not in at or arrow.target not in at:
            continue
        a, b = nodes[arrow.source], nodes[arrow.target]
        words = min(text.width(arrow.label, 11.0), 130.0)
        more = 26.0 * (beside[min(arrow.source, arrow.target), max(arrow.source, arrow.target)] - 1)
        # and nodes with many neighbours a wider ring
        crowd = 9.0 * max(0, min(degree[arrow.source], degree[arrow.target]) - 1) ** 0.5
        length = a.radius + _reach(b) + ARROW_ROOM + 0.7 * words + min(more, 120.0) + crowd
        # those of one party or body lie together, and away from others
        one, other = group[arrow.source], group[arrow.target]
        if one is not None and other is not None:
            length *= WITHIN if one == other else BETWEEN
        links.append((at[arrow.source], at[arrow.target], length))
    for first, second in drawing.links:
        if first in at and second in at:
            links.append((at[first], at[second], _reach(nodes[first]) + nodes[second].radius + 60.0))
    boxes = [(nodes[i].width, nodes[i].height) for i in there]
    kept: dict[int, tuple[float, float]] = {}
    for i in there:
        if before and (place := before.get(nodes[i].key)):
            kept[at[i]] = (place[0], place[1] + _middle(nodes[i]))
    for i, (x, y) in zip(there, positions(boxes, links, kept=kept), strict=True):
        node = nodes[i]
        node.x = x
        # The box is sign and words below it; the node's own place is the middle of its sign.
        node.y = round(y - _middle(node), 1)
    if drawing.folded:
        _ring(drawing)


def _ring(drawing: Picture) -> None:
    """Put the acts of each subject in rings around it."""
    nodes = drawing.nodes
    around: dict[int, list[int]] = {}
    for arrow in drawing.arrows:
        if nodes[arrow.target].entity is None:
            around.setdefault(arrow.source, []).append(arrow.target)
    for centre, found in around.items():
        acts = list(dict.fromkeys(found))
        radius = 150.0
        while acts:
            ring, acts = acts[: int(radius / 22)], acts[int(radius / 22) :]
            for i, act in enumerate(ring):
                angle = 2 * math.pi * (i + 0.5) / len(ring)
                nodes[act].x = round(nodes[centre].x + 1.35 * radius * math.cos(angle), 1)
                nodes[act].y = round(nodes[centre].y + radius * math.sin(angle), 1)
            radius += 75.0


def _middle(node: Node) -> float:
    """How far below a node's own place the middle of its box is."""
    return 0.0 if node.entity is None else node.height / 2 - node.radius - 4


def _reach(node: object) -> float:
    """How far a node's sign, or an act's words, stand out from its middle on average."""
    width, height, radius = (getattr(node, name) for name in ("width", "height", "radius"))
    return float((width + height) / 4 if getattr(node, "entity", None) is None else radius)


def save(path: str | os.PathLike[str], html: str) -> Path:
    """Write the document, whole or not at all: a page that was there before stays until the new one is complete.

    Raises:
        GraphkitError: the file cannot be written there.
    """
    place = Path(path)
    try:
        with written_whole(place) as stream:
            stream.write(html.encode("utf-8"))
    except OSError as error:
        raise GraphkitError(f"{place}: the page cannot be written: {error.strerror}; choose another place") from error
    return place


@lru_cache(maxsize=1)
def drawing_library() -> str:
    """The script of vis-network 9.1.2, out of the installed pyvis.

    Raises:
        GraphkitError: pyvis is missing or lays its files out in another way.
    """
    # find_spec does not run the package: importing pyvis would load IPython, a second for nothing.
    spec = importlib.util.find_spec("pyvis")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        script = Path(place) / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
        if script.is_file():
            source = script.read_text(encoding="utf-8")
            # The map is a file that nobody has; a browser with its tools open would ask for it.
            return source.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    raise GraphkitError("vis-network 9.1.2 is not installed; it comes with pyvis: pip install 'pyvis>=0.3.2,<0.4'")


def _asset(name: str) -> str:
    return (files("graphkit.view") / "assets" / name).read_text(encoding="utf-8")


def _lean(script: str) -> str:
    """The script without indentation and comment lines, which are for those who read its source, not the page's."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _hash(source: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii") + "'"


def _assembled(title: str, data: str, connect: str) -> str:
    style = _asset("page.css") + _asset("drawing.css")
    library = drawing_library()
    words = f"const WORDS = {encoded(json.loads(_asset('en.json')))};\n"
    script = "(() => {\n'use strict';\n" + words + "".join(_lean(_asset(f"{name}.js")) for name in SCRIPTS) + "})();\n"
    for source in (library, script):
        if "</script" in source.lower() or "<!--" in source:
            raise GraphkitError("a script of the page holds markup that would end it; install graphkit again")
    # Scripts and styles run by their hash alone, so no word of an article can ever run. Data blocks are not executed.
    # vis-network sets styles through the object model only, which a policy does not touch: no 'unsafe-inline'.
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "POLICY": policy,
        "TITLE": html.escape(title),
        "STYLE": style,
        "LIBRARY": library,
        "DATA": data,
        "SCRIPT": script,
    }
    known = json.loads(_asset("en.json"))
    template = re.sub(r"\{\{([\w.]+)\}\}", lambda found: html.escape(known[found[1]]), _asset("page.html"))
    pieces = template.split("%%")
    # Odd pieces are names of parts. Replaced in one pass: what a part holds is never looked at again.
    return "".join(parts[piece] if i % 2 else piece for i, piece in enumerate(pieces))
