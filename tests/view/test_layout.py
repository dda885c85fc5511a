"""Positions: the same every time, no box on another."""

from __future__ import annotations

import math
import random

import pytest

from graphkit.view.groups import groups
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


def test_what_was_there_stays_when_the_graph_grows_a_little() -> None:
    claims, _ = sample()
    first = picture([claim for claim in claims if "Piers Halloway" not in {e.label for e in claim.entities()}])
    arrange(first)
    places = {n.key: (n.x, n.y) for n in first.nodes}
    grown = picture(claims)
    assert len(grown.nodes) > len(first.nodes)
    arrange(grown, places)
    moved = [max(abs(n.x - places[n.key][0]), abs(n.y - places[n.key][1])) for n in grown.nodes if n.key in places]
    assert max(moved) < 60
    assert sum(far < 5 for far in moved) > 0.8 * len(moved)
    boxes = [(n.width, n.height) for n in grown.nodes]
    middles = [(n.x, n.y if n.entity is None else n.y + n.height / 2 - n.radius - 4) for n in grown.nodes]
    assert overlaps(boxes, middles) == 0


def test_another_graph_is_not_laid_out_around_the_few_that_were_there() -> None:
    boxes, pairs = some_graph(60, 90)
    assert positions(boxes, pairs, kept={0: (0.0, 0.0)}) == positions(boxes, pairs)


def test_those_of_one_party_lie_nearer_to_each_other_than_to_others() -> None:
    claims, _ = sample()
    drawing = picture(claims)
    arrange(drawing)
    of = groups(drawing)
    near: list[float] = []
    far: list[float] = []
    for i, a in enumerate(drawing.nodes):
        for k, b in enumerate(drawing.nodes[:i]):
            if of[i] is not None and of[k] is not None:
                (near if of[i] == of[k] else far).append(math.hypot(a.x - b.x, a.y - b.y))
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)


def test_a_group_is_a_party_and_who_plainly_belongs_to_it() -> None:
    claims, _ = sample()
    drawing = picture(claims)
    of = {n.label: hub for n, hub in zip(drawing.nodes, groups(drawing), strict=True)}
    harbour = drawing.index["party/harbour-party"]
    assert {label for label, hub in of.items() if hub == harbour} == {
        "Harbour Party", "Ann Vale", "Tom Arden", "Mira Castell", "Westhaven South", "Ambleford",
        "First Minister of Norland",
    }  # fmt: skip
    assert of["Jonas Reed"] == drawing.index["party/new-commons"], "a former member of another party"
    assert of["Edwin Marsh"] is None, "two are no group"


def test_components_are_packed_beside_each_other() -> None:
    boxes = [(60.0, 30.0)] * 34
    pairs = [(0, i, 150.0) for i in range(1, 20)] + [(20 + 2 * i, 21 + 2 * i, 120.0) for i in range(7)]
    places = positions(boxes, pairs)
    assert overlaps(boxes, places) == 0
    wide, high = (max(p[k] for p in places) - min(p[k] for p in places) for k in (0, 1))
    star = max(math.hypot(*p) for p in ([places[i][k] - places[0][k] for k in (0, 1)] for i in range(20)))
    assert max(wide, high) < 4 * star
