"""Where the nodes stand: a layout for each component, boxes pushed apart, components packed. Same input, same place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.view.boxes import GAP, off_lines, pushed_apart, turned
from graphkit.view.packing import APART, packed
from graphkit.view.stress import component

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]


def positions(
    boxes: Sequence[tuple[float, float]],
    links: Sequence[tuple[int, int, float]],
    aspect: float = 1.06,
    kept: Mapping[int, tuple[float, float]] | None = None,
) -> list[tuple[float, float]]:
    """A place for the centre of each (width, height) box such that no two overlap.

    ``links`` are (box, box, wished length); ``aspect`` is the wished width over height of the whole. Boxes that are in
    ``kept`` stay about where they were, where they are at least a third of all: the others find a place among them.
    """
    import numpy as np
    import rustworkx as rx

    if not boxes:
        return []
    if kept and 3 * len(kept) >= len(boxes):
        placed_among = _among(np.array(boxes, dtype=np.float64), links, kept)
        return [(round(float(x), 1), round(float(y), 1)) for x, y in placed_among]
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(boxes)))
    lengths: dict[tuple[int, int], float] = {}
    for a, b, length in links:
        if a != b:
            pair = (min(a, b), max(a, b))
            lengths[pair] = max(length, lengths.get(pair, 0.0))
    graph.add_edges_from([(a, b, length) for (a, b), length in sorted(lengths.items())])

    size = np.array(boxes, dtype=np.float64)
    parts = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    placed, drawn = [], []
    for part in parts:
        points = component(graph.subgraph(part), len(part))
        lines = [(a, b) for a, b, _ in graph.subgraph(part).weighted_edge_list()]
        points = turned(off_lines(points, size[part], lines), size[part], aspect)
        placed.append(pushed_apart(points, size[part]))
        drawn.append(lines)
    offsets = packed(placed, [size[p] for p in parts], drawn, aspect)
    result = np.zeros((len(boxes), 2))
    for part, points, (x, y) in zip(parts, placed, offsets, strict=True):
        result[part] = points + np.array([x, y])
    result -= (result.min(axis=0) + result.max(axis=0)) / 2
    return [(round(float(x), 1), round(float(y), 1)) for x, y in result]


def _among(size: Points, links: Sequence[tuple[int, int, float]], kept: Mapping[int, tuple[float, float]]) -> Points:
    """The kept boxes where they were, each new one in the free place that is nearest to where its links pull it."""
    import numpy as np

    points = np.zeros((len(size), 2))
    there = sorted(kept)
    points[there] = [kept[i] for i in there]
    near: dict[int, list[tuple[int, float]]] = {}
    for a, b, length in links:
        near.setdefault(a, []).append((b, length))
        near.setdefault(b, []).append((a, length))
    settled = np.zeros(len(size), dtype=bool)
    settled[there] = True
    angle = np.arange(24) * (2 * np.pi / 24)
    below = float((points[there] + size[there] / 2)[:, 1].max()) + APART
    # Those with the most neighbours that have a place come first; their own place then helps the next.
    waiting = [i for i in range(len(size)) if not settled[i]]
    while waiting:
        i = max(waiting, key=lambda k: (sum(settled[j] for j, _ in near.get(k, ())), -k))
        waiting.remove(i)
        around = [(j, length) for j, length in near.get(i, ()) if settled[j]]
        if around:
            centre = np.mean([points[j] for j, _ in around], axis=0)
            length = float(np.mean([length for _, length in around])) if len(around) == 1 else 0.0
        else:
            centre, length = np.array([points[settled, 0].mean(), below]), 0.0
        rings = [length + 40.0 * turn for turn in range(60)]
        spots = np.concatenate([centre + ring * np.stack([np.cos(angle), np.sin(angle)], axis=1) for ring in rings])
        apart = np.abs(spots[:, None, :] - points[settled][None, :, :])
        covered = (apart < (size[i] + size[settled])[None, :, :] / 2 + GAP).all(axis=2).any(axis=1)
        points[i] = spots[int(np.argmin(covered))]
        settled[i] = True
    return pushed_apart(points, size, room=False)
