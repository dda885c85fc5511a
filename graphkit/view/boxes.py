"""Boxes moved a little from where their nodes stand: off each other's lines, turned to the page, pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Indexes = NDArray[np.intp]

#: beyond so many pairs of node and line, nodes are not moved off lines: it takes longer than it helps
LINES_LIMIT = 60_000

#: free space between boxes
GAP = 10.0


def off_lines(points: Points, size: Points, lines: Sequence[tuple[int, int]], rounds: int = 40) -> Points:
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


def turned(points: Points, size: Points, aspect: float) -> Points:
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


def pushed_apart(points: Points, size: Points, room: bool = True) -> Points:
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
