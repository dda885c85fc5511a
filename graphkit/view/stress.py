"""Places for the nodes of one component, by stress majorization: distances on the page as near to those wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import rustworkx as rx
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Indexes = NDArray[np.intp]

#: up to this many nodes a component is laid out by stress majorization (Gansner, Koren, North 2004), which keeps
#: distances true but takes n x n matrices; beyond, the distances to neighbours and to some pivots stand for all
STRESS_LIMIT = 450

#: pivots whose distances place a component (Brandes and Pich 2007, who find 50 to 100 enough)
PIVOTS = 50


def component(graph: rx.PyGraph[int, float], count: int) -> Points:
    """Places for the nodes of one component, by the lengths of its links; two nodes stand side by side."""
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
