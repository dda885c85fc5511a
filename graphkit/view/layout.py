"""Where the nodes stand: a layout for each component, boxes pushed apart, components packed. Same input, same place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import rustworkx as rx
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Indexes = NDArray[np.intp]
    Mask = NDArray[np.bool_]

#: up to this many nodes a component is laid out by stress majorization (Gansner, Koren, North 2004), which keeps
#: distances true but takes n x n matrices; beyond, the distances to neighbours and to some pivots stand for all
STRESS_LIMIT = 450

#: pivots whose distances place a component (Brandes and Pich 2007, who find 50 to 100 enough)
PIVOTS = 50

#: beyond so many pairs of node and line, nodes are not moved off lines: it takes longer than it helps
LINES_LIMIT = 60_000

#: free space between boxes, and between components
GAP, APART = 10.0, 46.0


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
        points = _component(graph.subgraph(part), len(part))
        lines = [(a, b) for a, b, _ in graph.subgraph(part).weighted_edge_list()]
        points = _turned(_off_lines(points, size[part], lines), size[part], aspect)
        placed.append(_pushed_apart(points, size[part]))
        drawn.append(lines)
    offsets = _packed(placed, [size[p] for p in parts], drawn, aspect)
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
    return _pushed_apart(points, size, room=False)


def _component(graph: rx.PyGraph[int, float], count: int) -> Points:
    import numpy as np
    import rustworkx as rx

    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        length = graph.weighted_edge_list()[0][2]
        return np.array([[-length / 2, 0.0], [length / 2, 0.0]])
    if count <= STRESS_LIMIT:
        wished = rx.graph_floyd_warshall_numpy(graph, lambda length: length)
        return _stress(_by_pivots(wished[:, _spread_out(wished)]), wished)
    return _sparse_stress(graph, count)


def _spread_out(wished: Points) -> Indexes:
    """Pivots far from each other: each the farthest from those before it."""
    import numpy as np

    found = [0]
    near = wished[0].copy()
    while len(found) < min(PIVOTS, len(wished)):
        found.append(int(near.argmax()))
        near = np.minimum(near, wished[found[-1]])
    return np.array(found, dtype=np.intp)


def _by_pivots(wished: Points) -> Points:
    """Places from the distances (nodes x pivots): classical scaling, pivots for all (Brandes, Pich 2007)."""
    import numpy as np

    square = wished**2
    centred = -0.5 * (square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, [-1, -2]]
    # An eigenvector has no sign: the biggest part is made positive, so that every machine draws the same.
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    spread = np.sqrt(((points[:, None, :] - points[None, : wished.shape[1], :]) ** 2).sum(axis=2))
    points *= wished.mean() / max(float(spread.mean()), 1e-9)
    # Nodes with the same distances to all would lie on one point, from where stress finds no way out.
    angle = np.arange(len(points)) * 2.39996
    return np.asarray(points + np.stack([np.cos(angle), np.sin(angle)], axis=1) * 0.02 * wished.mean())


def _sparse_stress(graph: rx.PyGraph[int, float], count: int, rounds: int = 60) -> Points:
    """Places by stress over neighbours and pivots only (after Ortmann, Klimenta, Brandes 2017): linear in the nodes."""
    import numpy as np
    import rustworkx as rx

    def distances(node: int) -> Points:
        found = rx.dijkstra_shortest_path_lengths(graph, node, lambda length: length)
        return np.fromiter((found[i] if i != node else 0.0 for i in range(count)), dtype=np.float64, count=count)

    pivots = [max(range(count), key=lambda i: (graph.degree(i), -i))]
    columns = [distances(pivots[0])]
    near = columns[0].copy()
    while len(pivots) < PIVOTS:
        pivots.append(int(near.argmax()))
        columns.append(distances(pivots[-1]))
        near = np.minimum(near, columns[-1])
    wished = np.stack(columns, axis=1)
    points = _by_pivots(wished)
    # A pivot stands for the nodes that are nearest to it.
    stands_for = np.bincount(wished.argmin(axis=1), minlength=len(pivots))
    far = np.maximum(wished, 1.0)
    weight = stands_for / far**2
    weight[wished == 0.0] = 0.0
    ends = np.array([(a, b) for a, b, _ in graph.weighted_edge_list()], dtype=np.intp)
    length = np.array([length for _, _, length in graph.weighted_edge_list()])
    first, second = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    length = np.concatenate([length, length])
    # Neighbours count against all the pivots together, or else hubs collapse into one ball.
    pull = 6.0 / length**2 * max(1.0, count / 2000)
    whole = weight.sum(axis=1) + np.bincount(first, pull, count)
    for turn in range(rounds):
        moved = np.zeros_like(points)
        x, y = (points[:, None, axis] - points[None, pivots, axis] for axis in (0, 1))
        ratio = wished / np.maximum(np.sqrt(x * x + y * y), 1e-3)
        for axis, apart in enumerate((x, y)):
            moved[:, axis] = (weight * (points[pivots, axis][None, :] + ratio * apart)).sum(axis=1)
        apart = points[first] - points[second]
        stretch = length / np.maximum(np.sqrt((apart**2).sum(axis=1)), 1e-3)
        for axis in (0, 1):
            aim = pull * (points[second, axis] + stretch * apart[:, axis])
            moved[:, axis] += np.bincount(first, aim, count)
        step = 0.9 if turn < rounds - 10 else 0.5
        points = points + step * (moved / whole[:, None] - points)
    return points


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


def _pushed_apart(points: Points, size: Points, room: bool = True) -> Points:
    """The points moved until their boxes leave a gap; each pair moves along the axis that needs less.

    ``room``: whether all of it may be spread first to have the room that the boxes need.
    """
    import numpy as np

    if len(points) < 2:
        return points
    order = np.arange(len(points))
    # Points that coincide have no side to give way to: a tiny spiral tells them apart.
    points = points + np.stack([np.cos(order * 2.4), np.sin(order * 2.4)], axis=1) * 1e-3 * (order[:, None] + 1)
    # Boxes that cannot fit into the room that the points take would only push each other around.
    if room:
        there = float(np.prod(points.max(axis=0) - points.min(axis=0) + size.mean(axis=0)))
        points *= max(1.0, (1.8 * float(np.prod(size + GAP, axis=1).sum()) / there) ** 0.5)
    for _ in range(300):
        for _ in range(5):
            first, second = _near(points, size)
            if not _push(points, first, second, (size[first] + size[second]) / 2 + GAP):
                return points
        points *= 1.04  # crowded: all of it needs some air. Points that differ come apart some time
    return points


def _near(points: Points, size: Points, slack: float = 12.0) -> tuple[Indexes, Indexes]:
    """The pairs of boxes that overlap or nearly do. Looks in strips as high as a box, along x as far as two reach."""
    import numpy as np

    strip_high = float(size[:, 1].max()) + GAP + slack
    strip = np.floor((points[:, 1] - points[:, 1].min()) / strip_high).astype(np.int64)
    left = points[:, 0] - points[:, 0].min()
    wide = float(left.max()) + 2 * float(size[:, 0].max()) + 4 * (GAP + slack)
    # One line of all strips one after the other, so far apart that no reach leads from one into the next.
    line = left + strip * 2 * wide
    order = np.argsort(line, kind="stable")
    sorted_line = line[order]
    reach = (size[order, 0] + size[:, 0].max()) / 2 + GAP + slack
    starts = np.concatenate([np.arange(len(line)) + 1, np.searchsorted(sorted_line, sorted_line + 2 * wide - reach)])
    ends = np.searchsorted(sorted_line, np.concatenate([sorted_line + reach, sorted_line + 2 * wide + reach]))
    counts = np.maximum(ends - starts, 0)
    a = np.repeat(np.tile(np.arange(len(line)), 2), counts)
    b = np.repeat(starts, counts) + np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)
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
        # The way that is shorter measured in boxes: in pixels, wide boxes would all go up or down and make columns.
        part = over / wished[bad] ** 0.5
        along = (part[:, 1] < part[:, 0]).astype(np.intp)
        rows = np.arange(len(a))
        step = np.where(apart[bad][rows, along] >= 0, 0.5, -0.5) * (over[rows, along] + 0.02)
        move = np.zeros_like(points)
        for axis in (0, 1):
            here = np.where(along == axis, step, 0.0)
            move[:, axis] = np.bincount(a, here, len(points)) - np.bincount(b, here, len(points))
        hits = np.maximum(1, np.bincount(a, minlength=len(points)) + np.bincount(b, minlength=len(points)))
        points += move / hits[:, None] ** 0.4
    return True


#: side of a cell of the grid on which components are packed, in pixels
CELL = 16.0

#: beyond so many components in reach of each other, the rest stand in rows: the search for a place takes longer
SEARCHED = 60


def _packed(
    parts: Sequence[Points], sizes: Sequence[Points], lines: Sequence[Sequence[tuple[int, int]]], aspect: float
) -> list[tuple[float, float]]:
    """The offset of each component: small ones in the corners that bigger ones leave, lone names in rows below all."""
    import numpy as np

    low = [(points - size / 2).min(axis=0) for points, size in zip(parts, sizes, strict=True)]
    high = [(points + size / 2).max(axis=0) for points, size in zip(parts, sizes, strict=True)]
    bounds = [(float(b[0] - a[0]), float(b[1] - a[1])) for a, b in zip(low, high, strict=True)]
    joined = [i for i, points in enumerate(parts) if len(points) > 1]
    searched, rest = joined[:SEARCHED], joined[SEARCHED:] + [i for i, points in enumerate(parts) if len(points) == 1]
    places: list[tuple[float, float]] = [(0.0, 0.0)] * len(parts)
    wide, high_all = 0.0, 0.0
    if searched:
        cells = [(int(np.ceil((w + APART) / CELL)), int(np.ceil((h + APART) / CELL))) for w, h in bounds]
        # Beside the biggest, on each side, there is room for all others.
        others = int(sum(cells[i][0] * cells[i][1] for i in searched[1:]) ** 0.5)
        longest = [max(cells[i]) for i in searched]
        room = max(longest) + 2 * (others + max(longest[1:] or longest))
        taken = np.zeros((room, room), dtype=bool)
        first = searched[0]
        at = [(room - cells[first][0]) // 2, (room - cells[first][1]) // 2]
        extent = [at[0], at[1], at[0] + cells[first][0], at[1] + cells[first][1]]
        spots = {first: (at[0], at[1])}
        _take(taken, at, parts[first] - low[first], sizes[first], lines[first])
        for i in searched[1:]:
            x, y = _free_place(taken, cells[i], extent, aspect)
            spots[i] = (x, y)
            _take(taken, [x, y], parts[i] - low[i], sizes[i], lines[i])
            right, bottom = x + cells[i][0], y + cells[i][1]
            extent = [min(extent[0], x), min(extent[1], y), max(extent[2], right), max(extent[3], bottom)]
        for i, (x, y) in spots.items():
            places[i] = ((x - extent[0]) * CELL, (y - extent[1]) * CELL)
        wide, high_all = (extent[2] - extent[0]) * CELL, (extent[3] - extent[1]) * CELL
    if rest:
        # Of several widths the one whose rows fill a page of that aspect best.
        widest = max([wide, *(bounds[i][0] for i in rest)])
        steps = range(1) if searched else range(25)
        boxes = [bounds[i] for i in rest]
        rows = [_rows(boxes, widest * (1 + step / 10) if not searched else widest) for step in steps]
        best, _ = min(rows, key=lambda row: max(row[1][0] / aspect, row[1][1]))
        for i, (left, top) in zip(rest, best, strict=True):
            places[i] = (left, top + high_all)
    return [(x - float(a[0]), y - float(a[1])) for a, (x, y) in zip(low, places, strict=True)]


def _take(taken: Mask, at: Sequence[int], points: Points, size: Points, lines: Sequence[tuple[int, int]]) -> None:
    """Mark the cells that a component covers with its boxes and its lines."""
    import numpy as np

    corner = np.array(at) * CELL
    for (x, y), (w, h) in zip(points + corner, size, strict=True):
        left, top = int((x - w / 2) // CELL), int((y - h / 2) // CELL)
        right, bottom = int((x + w / 2 + APART) // CELL) + 1, int((y + h / 2 + APART) // CELL) + 1
        taken[max(0, left) : right, max(0, top) : bottom] = True
    for a, b in lines:
        length = float(np.hypot(*(points[a] - points[b])))
        steps = np.linspace(0.0, 1.0, int(length / CELL) + 2)[:, None]
        along = ((points[a] * (1 - steps) + points[b] * steps + corner + APART / 2) // CELL).astype(np.intp)
        along = np.clip(along, 0, np.array(taken.shape) - 1)
        taken[along[:, 0], along[:, 1]] = True


def _free_place(taken: Mask, cells: tuple[int, int], extent: Sequence[int], aspect: float) -> tuple[int, int]:
    """Where so many cells are free such that the whole stays as small as it can, near its middle."""
    import numpy as np

    w, h = cells
    sums = np.zeros((taken.shape[0] + 1, taken.shape[1] + 1), dtype=np.int64)
    sums[1:, 1:] = taken.cumsum(axis=0).cumsum(axis=1)
    covered = sums[w:, h:] - sums[:-w, h:] - sums[w:, :-h] + sums[:-w, :-h]
    xs, ys = np.nonzero(covered == 0)
    if not len(xs):
        return int(extent[0]), int(extent[3])
    wide = np.maximum(extent[2], xs + w) - np.minimum(extent[0], xs)
    high = np.maximum(extent[3], ys + h) - np.minimum(extent[1], ys)
    middle = (extent[0] + extent[2] - w) / 2, (extent[1] + extent[3] - h) / 2
    off = np.hypot(xs - middle[0], ys - middle[1])
    best = int(np.argmin(np.maximum(wide / aspect, high) * 1000 + off))
    return int(xs[best]), int(ys[best])


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
