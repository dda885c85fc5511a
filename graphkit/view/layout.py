"""Where the nodes stand: a layout for each component, boxes pushed apart, components packed. Same input, same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Indexes = NDArray[np.intp]

SEED = 7

#: up to this many nodes a component is laid out by stress majorization (Gansner, Koren, North 2004), which keeps
#: distances true but takes n x n matrices; beyond, by springs (rustworkx)
STRESS_LIMIT = 700

#: beyond so many pairs of node and line, nodes are not moved off lines: it takes longer than it helps
LINES_LIMIT = 60_000

#: free space between boxes, and between components
GAP, APART = 10.0, 46.0


def positions(
    boxes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int, float]], aspect: float = 1.06
) -> list[tuple[float, float]]:
    """A place for the centre of each (width, height) box such that no two overlap.

    ``links`` are (box, box, wished length); ``aspect`` is the wished width over height of the whole.
    """
    import numpy as np
    import rustworkx as rx

    if not boxes:
        return []
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
    placed = []
    for part in parts:
        points = _component(graph.subgraph(part), len(part))
        lines = [(a, b) for a, b, _ in graph.subgraph(part).weighted_edge_list()]
        points = _turned(_off_lines(points, size[part], lines), size[part], aspect)
        placed.append(_pushed_apart(points, size[part]))
    result = np.zeros((len(boxes), 2))
    for part, points, (x, y) in zip(parts, placed, _packed(placed, [size[p] for p in parts], aspect), strict=True):
        result[part] = points + np.array([x, y])
    result -= (result.min(axis=0) + result.max(axis=0)) / 2
    return [(round(float(x), 1), round(float(y), 1)) for x, y in result]


def _component(graph: object, count: int) -> Points:
    import numpy as np
    import rustworkx as rx

    assert isinstance(graph, rx.PyGraph)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        length = graph.weighted_edge_list()[0][2]
        return np.array([[-length / 2, 0.0], [length / 2, 0.0]])
    start = rx.spring_layout(graph, seed=SEED, num_iter=120 if count > STRESS_LIMIT else 60, weight_fn=None)
    points = np.array([start[i] for i in range(count)], dtype=np.float64)
    edges = graph.weighted_edge_list()
    drawn = np.array([np.hypot(*(points[a] - points[b])) for a, b, _ in edges])
    points *= np.array([length for _, _, length in edges]).mean() / max(float(drawn.mean()), 1e-9)
    return points if count > STRESS_LIMIT else _stress(points, rx.graph_floyd_warshall_numpy(graph, lambda w: w))


def _stress(points: Points, wished: Points, rounds: int = 90) -> Points:
    """The points moved until their distances are as near to the wished ones as the plane allows (SMACOF)."""
    import numpy as np

    count = len(points)
    np.fill_diagonal(wished, 1.0)
    weight = wished**-2
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    # Half the precision is twice the speed, and pixels need no more.
    inverse: NDArray[np.float32] = (np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count).astype(np.float32)
    pull = (weight * wished).astype(np.float32)
    moved: NDArray[np.float32] = points.astype(np.float32)
    before = np.inf
    for turn in range(rounds):
        x, y = moved[:, 0], moved[:, 1]
        distance = np.sqrt((x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2)
        np.fill_diagonal(distance, 1.0)
        if turn % 5 == 4:
            stress = float((weight * (distance - wished) ** 2).sum())
            if before - stress < 1e-3 * stress:
                break
            before = stress
        ratio = -pull / np.maximum(distance, np.float32(1e-3))
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        moved = np.asarray(inverse @ (ratio @ moved), dtype=np.float32)
    return moved.astype(np.float64)


def _off_lines(points: Points, size: Points, lines: Sequence[tuple[int, int]], rounds: int = 40) -> Points:
    """The points moved off the lines between others: an arrow should not run through the words of a third."""
    import numpy as np

    if len(points) < 3 or len(points) * len(lines) > LINES_LIMIT:
        return points
    points = points.copy()
    ends = np.array(lines, dtype=np.intp)
    nodes = np.arange(len(points))
    own = (ends[:, :1] == nodes) | (ends[:, 1:] == nodes)
    clear = size[:, 1] / 2 + size[:, 0] / 8 + 6
    for _ in range(rounds):
        start, way = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
        long = np.maximum((way**2).sum(axis=1), 1.0)
        from_start = points[None, :, :] - start[:, None, :]
        at = (from_start * way[:, None, :]).sum(axis=2) / long[:, None]
        off = from_start - at[:, :, None] * way[:, None, :]
        distance = np.sqrt((off**2).sum(axis=2))
        bad = (at > 0.08) & (at < 0.92) & (distance < clear) & ~own
        if not bad.any():
            break
        line, node = np.nonzero(bad)
        side = off[line, node] / np.maximum(distance[line, node], 1e-6)[:, None]
        step = side * ((clear[node] - distance[line, node]) * 0.3)[:, None]
        move = np.zeros_like(points)
        np.add.at(move, node, step)
        np.add.at(move, ends[line, 0], -step * 0.4)
        np.add.at(move, ends[line, 1], -step * 0.4)
        points += np.clip(move, -12, 12)
    return points


def _turned(points: Points, size: Points, aspect: float) -> Points:
    """The points turned to where their boxes fill a page of that aspect best."""
    import numpy as np

    points = points - points.mean(axis=0)
    if len(points) < 2:
        return points
    best, least = points, np.inf
    for step in range(36):
        angle = np.pi * step / 36
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        turned = points @ turn
        wide, high = (turned + size / 2).max(axis=0) - (turned - size / 2).min(axis=0)
        need = max(wide / aspect, high)
        if need < least - 1e-6:
            best, least = turned, need
    return best


def _pushed_apart(points: Points, size: Points) -> Points:
    """The points moved until their boxes leave a gap; each pair moves along the axis that needs less."""
    import numpy as np

    if len(points) < 2:
        return points
    order = np.arange(len(points))
    # Points that coincide have no side to give way to: a tiny spiral tells them apart.
    points = points + np.stack([np.cos(order * 2.4), np.sin(order * 2.4)], axis=1) * 1e-3 * (order[:, None] + 1)
    # Boxes that cannot fit into the room that the points take would only push each other around.
    room = float(np.prod(points.max(axis=0) - points.min(axis=0) + size.mean(axis=0)))
    points *= max(1.0, (1.8 * float(np.prod(size + GAP, axis=1).sum()) / room) ** 0.5)
    for _ in range(300):
        for _ in range(5):
            first, second = _near(points, size)
            if not _push(points, first, second, (size[first] + size[second]) / 2 + GAP):
                return points
        points *= 1.04  # crowded: all of it needs some air. Points that differ come apart some time
    return points


def _near(points: Points, size: Points, slack: float = 12.0) -> tuple[Indexes, Indexes]:
    """The pairs of boxes that overlap or nearly do. Looks along x only as far as two boxes can reach."""
    import numpy as np

    order = np.argsort(points[:, 0], kind="stable")
    left = points[order, 0]
    ends = np.searchsorted(left, left + (size[order, 0] + size[:, 0].max()) / 2 + GAP + slack)
    counts = np.maximum(ends - np.arange(len(left)) - 1, 0)
    a = np.repeat(np.arange(len(left)), counts)
    b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)
    first, second = order[a], order[b]
    close = np.abs(points[first] - points[second]) < (size[first] + size[second]) / 2 + GAP + slack
    keep = close.all(axis=1)
    return first[keep], second[keep]


def _push(points: Points, first: Indexes, second: Indexes, wished: Points, rounds: int = 10) -> bool:
    """Move the near pairs ``first``, ``second`` apart in place; False if none needed it."""
    import numpy as np

    for turn in range(rounds):
        apart = points[first] - points[second]
        over = wished - np.abs(apart)
        bad = (over > 1e-6).all(axis=1)
        if not bad.any():
            return turn > 0
        a, b, over = first[bad], second[bad], over[bad]
        along = (over[:, 1] < over[:, 0]).astype(np.intp)
        rows = np.arange(len(a))
        step = np.where(apart[bad][rows, along] >= 0, 0.5, -0.5) * (over[rows, along] + 0.02)
        move = np.zeros_like(points)
        np.add.at(move, (a, along), step)
        np.add.at(move, (b, along), -step)
        hits = np.maximum(1, np.bincount(a, minlength=len(points)) + np.bincount(b, minlength=len(points)))
        points += move / hits[:, None] ** 0.4
    return True


def _packed(parts: Sequence[Points], sizes: Sequence[Points], aspect: float) -> list[tuple[float, float]]:
    """The offset of each component: the big ones first, in rows, in about the wished proportion."""
    bounds = []
    for points, size in zip(parts, sizes, strict=True):
        low, high = (points - size / 2).min(axis=0), (points + size / 2).max(axis=0)
        bounds.append((float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])))
    widest = max(w for _, _, w, _ in bounds)
    # Of several widths the one whose rows fill a page of that aspect best.
    rows = [_rows([(w, h) for _, _, w, h in bounds], widest * (1 + step / 10)) for step in range(25)]
    best, _ = min(rows, key=lambda row: max(row[1][0] / aspect, row[1][1]))
    return [(x - left, y - top) for (left, top, _, _), (x, y) in zip(bounds, best, strict=True)]


def _rows(sizes: Sequence[tuple[float, float]], room: float) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Where boxes stand in rows of that width, and how wide and high all of them are. A lone name needs less space."""
    places = []
    x = y = tall = wide = 0.0
    for w, h in sizes:
        gap = APART if h > 90 else APART / 1.6
        if x and x + w > room + 1:
            x, y, tall = 0.0, y + tall + gap, 0.0
        places.append((x, y))
        x, tall, wide = x + w + gap, max(tall, h), max(wide, x + w)
    return places, (wide, y + tall)
