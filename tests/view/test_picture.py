"""What is drawn: nodes, arrows, bundles, words, and what is left out."""

from __future__ import annotations

import dataclasses

import pytest

from graphkit.model import Act, Claim, Entity, Modality
from graphkit.view.page import arrange
from graphkit.view.picture import picture, tags, words
from tests.view.sample import entities, sample


def one(**changes: object) -> Claim:
    claim = next(c for c in sample()[0] if c.predicate == "criticises" and not c.negated)
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "criticises"),
        ({"negated": True}, "✕ not: criticises"),
        ({"modality": Modality.PLANNED}, "planned: criticises"),
        ({"modality": Modality.POSSIBLE, "source": entities()["Ann Vale"]}, "possible, reported: criticises"),
        ({"predicate": "leads", "former": True}, "former: leads"),
        ({"predicate": "resigns", "object": None}, "resigns"),
        ({"predicate": "resigns"}, "resigns from"),
        ({"predicate": "acts", "verb": "visit"}, "visit"),
        ({"predicate": "unheardOf"}, "unheardOf"),
    ],
)
def test_an_arrow_says_in_words_how_its_claim_is_stated(changes: dict[str, object], label: str) -> None:
    assert words(one(**changes)) == label


def test_only_a_claim_without_qualification_is_stated() -> None:
    assert tags(one()) == ("stated",)
    assert tags(one(negated=True, former=True, source=entities()["Ann Vale"])) == ("denied", "former", "reported")


def test_claims_of_one_kind_between_two_are_one_arrow() -> None:
    drawing = picture(sample()[0])
    tom, ann = drawing.index["person/tom-arden"], drawing.index["person/ann-vale"]
    found = [a for a in drawing.arrows if (a.source, a.target, a.predicate) == (tom, ann, "criticises")]
    assert [len(a.claims) for a in found] == [3]


def test_arrows_between_the_same_two_are_bent_apart() -> None:
    drawing = picture(sample()[0])
    tom, ann = drawing.index["person/tom-arden"], drawing.index["person/ann-vale"]
    bends = [a.bend if a.source == tom else -a.bend for a in drawing.arrows if {a.source, a.target} == {tom, ann}]
    assert len(bends) > 2
    assert len(set(bends)) == len(bends)


def test_a_claim_with_object_and_act_points_to_the_object() -> None:
    ann, tom = entities()["Ann Vale"], entities()["Tom Arden"]
    claim = one(subject=ann, object=tom, act=Act("a", "publish the costs"))
    assert [n.kind for n in picture([claim]).nodes] == ["Person", "Person"]


def test_a_claim_with_nothing_to_point_to_has_an_end_of_its_own() -> None:
    drawing = picture([one(object=None)])
    assert [n.kind for n in drawing.nodes] == ["Person", "Bare"]
    assert len(drawing.arrows) == 1


def test_speakers_and_concerned_entities_are_drawn_too() -> None:
    sana, bill = entities()["Sana Brook"], entities()["Tidal Barrier Bill"]
    drawing = picture([one(object=None, act=Act("a", "read it", (bill,)), source=sana)])
    assert {"person/sana-brook", "document/tidal-barrier-bill"} <= set(drawing.index)
    assert len(drawing.links) == 1


def test_every_claim_is_on_exactly_one_arrow() -> None:
    claims, _ = sample()
    drawing = picture(claims)
    assert sorted(i for a in drawing.arrows for i in a.claims) == list(range(len(claims)))


def test_names_of_several_articles_become_one_label_and_aliases() -> None:
    loud = Entity("person/ann-vale", "Person", "ANN VALE", ("Ann",))
    drawing = picture([one(subject=loud), one(subject=entities()["Ann Vale"], predicate="supports")])
    node = drawing.nodes[drawing.index["person/ann-vale"]]
    assert node.label == "Ann Vale"
    assert node.entity is not None
    assert {"ANN VALE", "Ann", "Mrs Vale"} <= set(node.entity.aliases)


@pytest.mark.parametrize("most", [2, 5, 12, 20])
def test_too_many_nodes_are_cut_to_the_best_connected(most: int) -> None:
    claims, _ = sample()
    drawing = picture(claims, max_nodes=most)
    assert 0 < len(drawing.nodes) <= most
    assert drawing.all_claims == len(claims)
    assert drawing.all_nodes == len(picture(claims).nodes)
    assert drawing.claims
    assert "person/ann-vale" in drawing.index
    assert sorted(i for a in drawing.arrows for i in a.claims) == list(range(len(drawing.claims)))


def test_many_acts_are_folded_into_rings_that_leave_the_names_in_their_places() -> None:
    claim = one(object=None)
    many = [dataclasses.replace(claim, act=Act("a", f"deed {i}"), verb=str(i)) for i in range(60)]
    few, drawing = picture(sample()[0]), picture([*sample()[0], *many])
    assert not few.folded
    assert drawing.folded
    arrange(drawing)
    assert len({(n.x, n.y) for n in drawing.nodes}) == len(drawing.nodes)


def test_nothing_is_a_picture_too() -> None:
    assert picture([]).nodes == []
