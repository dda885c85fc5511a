"""Positions: the same every time, no box on another."""

from __future__ import annotations

import random

import pytest

from graphkit.view.layout import positions
from graphkit.view.page import arrange
from graphkit.view.picture import picture
from tests.view.sample import sample


def overlaps(boxes: list[tuple[float, float]], places: list[tuple[float, float]]) -> int:
    """How many pairs of boxes cover each other."""
    count = 0
    for i in range(len(boxes)):
        for j in range(i):
            across = (boxes[i][0] + boxes[j][0]) / 2 - abs(places[i][0] - places[j][0])
            along = (boxes[i][1] + boxes[j][1]) / 2 - abs(places[i][1] - places[j][1])
            count += across > 0 and along > 0
    return count


def some_graph(count: int, links: int) -> tuple[list[tuple[float, float]], list[tuple[int, int, float]]]:
    chance = random.Random(3)
    boxes = [(chance.uniform(30, 170), chance.uniform(20, 60)) for _ in range(count)]
    pairs = [(chance.randrange(count), int(count * chance.random() ** 3), 160.0) for _ in range(links)]
    return boxes, pairs


@pytest.mark.parametrize(("count", "links"), [(0, 0), (1, 0), (2, 1), (7, 0), (40, 60), (200, 500), (900, 1500)])
def test_no_box_covers_another(count: int, links: int) -> None:
    boxes, pairs = some_graph(count, links)
    places = positions(boxes, pairs)
    assert len(places) == count
    assert overlaps(boxes, places) == 0


def test_the_same_input_has_the_same_places() -> None:
    boxes, pairs = some_graph(120, 200)
    assert positions(boxes, pairs) == positions(boxes, pairs)


def test_a_star_of_many_and_boxes_of_one_size_find_room() -> None:
    boxes = [(120.0, 40.0)] * 80
    places = positions(boxes, [(0, i, 100.0) for i in range(1, 80)])
    assert overlaps(boxes, places) == 0


def test_the_order_of_claims_changes_nothing() -> None:
    claims, _ = sample()
    first, second = picture(claims), picture(list(reversed(claims)))
    arrange(first)
    arrange(second)
    assert [(n.key, n.x, n.y) for n in first.nodes] == [(n.key, n.x, n.y) for n in second.nodes]
    assert [(a.source, a.target, a.label, a.claims, a.bend) for a in first.arrows] == [
        (a.source, a.target, a.label, a.claims, a.bend) for a in second.arrows
    ]


def test_names_of_the_sample_do_not_cover_each_other() -> None:
    drawing = picture(sample()[0])
    arrange(drawing)
    boxes = [(n.width, n.height) for n in drawing.nodes]
    middles = [(n.x, n.y if n.entity is None else n.y + n.height / 2 - n.radius - 4) for n in drawing.nodes]
    assert overlaps(boxes, middles) == 0
