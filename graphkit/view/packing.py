"""Components side by side on one page: small ones in the corners of bigger ones, lone names in rows below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Mask = NDArray[np.bool_]

#: free space between components
APART = 46.0

#: side of a cell of the grid on which components are packed, in pixels
CELL = 16.0

#: beyond so many components in reach of each other, the rest stand in rows: the search for a place takes longer
SEARCHED = 60


def packed(
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
