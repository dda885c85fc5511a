"""What every store does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from graphkit.errors import ModelError, StoreError, UsageError
from graphkit.model import Article, Claim, Entity, Evidence
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.verify import verify
from tests.factories import ADA, BEN, CLEO, HARBOUR, HEXBY, MEADOW, article, claim, ferry
from tests.stores.conftest import NewStore, exported


def test_gives_back_what_it_took(store: Store) -> None:
    of, claims = ferry(authors=("Zed Quill", "Amy Quill"))
    assert store.add(of, claims) is True
    assert store.article(of.id) == of
    assert list(store.articles()) == [of]
    assert sorted(store.claims(), key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)
    assert {e.id: e.aliases for c in store.claims() for e in c.entities()}[ADA.id] == ADA.aliases
    assert store.counts() == {"articles": 1, "claims": 5, "acts": 2, "entities": 6}
    assert list(verify(store)) == []


def test_orders_claims_by_article_place_and_id(store: Store) -> None:
    for n in range(3):
        store.add(*ferry(title=f"Row {n}"))
    order = [(c.article, c.evidence.start, c.id) for c in store.claims()]
    assert order == sorted(order)
    assert [a.id for a in store.articles()] == sorted(a.id for a in store.articles())


def test_adding_again_changes_nothing(store: Store) -> None:
    store.add(*ferry())
    before = exported(store)
    assert store.add(*ferry()) is False
    assert list(store.add_all([ferry(), ferry()])) == [False, False]
    assert exported(store) == before


def test_compacting_changes_nothing(store: Store) -> None:
    of, claims = ferry()
    store.add(of, claims)
    before = exported(store)
    store.compact()
    assert exported(store) == before
    assert not store.add(of, claims)


def test_a_further_file_name_is_added_and_the_smallest_is_shown(store: Store) -> None:
    of, claims = ferry(document="b")
    store.add(of, claims)
    assert list(store.add_all([ferry(document="a"), ferry(document="c")])) == [False, False]
    shown = store.article(of.id)
    assert shown is not None
    assert shown.document == "a"
    assert [copy.document for copy in store.copies(of.id)] == ["a", "b", "c"]


def test_add_all_tells_of_each_article_in_order(store: Store) -> None:
    one, two = ferry(), ferry(title="Another")
    assert list(store.add_all(iter([one, two, one]))) == [True, True, False]
    assert store.counts()["articles"] == 2


def test_an_article_without_claims_is_kept(store: Store) -> None:
    of = article("Nothing happened in Hexby.")
    assert store.add(of, [])
    assert store.article(of.id) == of
    assert list(store.claims()) == []


def test_the_plain_edge_stands_only_for_what_is_asserted(store: Store) -> None:
    of = article()
    kinds: list[dict[str, Any]] = [
        {},
        {"negated": True},
        {"modality": "planned"},
        {"modality": "possible"},
        {"modality": "conditional"},
        {"former": True},
        {"source": CLEO},
    ]
    targets = [Entity.named("Party", f"Party {n}") for n in range(len(kinds))]
    store.add(of, [claim(of, ADA, "memberOf", t, **kind) for t, kind in zip(targets, kinds, strict=True)])
    lines = (line.split(" ") for line in exported(store).decode().split("\n") if line)
    edges = [parts[2] for parts in lines if parts[1] == "<https://w3id.org/graphkit/ontology#memberOf>"]
    assert edges == [f"<https://w3id.org/graphkit/entity/{targets[0].id}>"]


def test_retract_leaves_what_would_be_without_the_article(new_store: NewStore) -> None:
    one = ferry()
    of = article("Ada Bell, who leads the HARBOUR PARTY, met Ben Crow.", title="Second")
    loud = Entity(HARBOUR.id, "Party", "HARBOUR PARTY", ("Harbour People",))
    two = (of, [claim(of, ADA, "leads", loud), claim(of, ADA, "meets", BEN)])
    with_both, only_one, only_two = new_store(), new_store(), new_store()
    with_both.add(*one)
    with_both.add(*two)
    only_one.add(*one)
    only_two.add(*two)
    assert with_both.retract(of.id) is True
    assert exported(with_both) == exported(only_one)
    with_both.add(*two)
    assert with_both.retract(one[0].id) is True
    assert exported(with_both) == exported(only_two)
    assert with_both.retract(of.id)
    assert exported(with_both) == b""
    assert with_both.retract(of.id) is False


def test_the_order_of_articles_leaves_no_trace(new_store: NewStore) -> None:
    quiet = Entity("party/harbour-party", "Party", "harbour party")
    other = article("The harbour party met Ada Bell.", title="Other")
    articles = [ferry(), (other, [claim(other, quiet, "meets", ADA)]), ferry(publisher="Meadow Times")]
    first, second, third = new_store(), new_store(), new_store()
    list(first.add_all(articles))
    for record in reversed(articles):
        second.add(*record)
    list(third.add_all((of, list(reversed(claims))) for of, claims in articles[::-1]))
    for format in ("nquads", "turtle", "jsonld", "jsonl"):
        assert exported(first, format) == exported(second, format) == exported(third, format)
    label = {e.id: e.label for e in first.entities()}[HARBOUR.id]
    assert label == "Harbour Party"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: replace(c, article="0" * 64),
        lambda c: replace(c, predicate="adores"),
        lambda c: replace(c, evidence=Evidence(0, 5, "never")),
        lambda c: replace(c, evidence=Evidence(3, 3, "")),
        lambda c: replace(c, evidence=replace(c.evidence, trigger=(0, 9999))),
        lambda c: replace(c, object=Entity(c.subject.id, "Place", "Ada")),
        lambda c: replace(c, verb="half \ud83d of a sign"),
    ],
)
def test_an_article_with_an_impossible_claim_is_left_out_whole(store: Store, spoil: Callable[[Claim], Claim]) -> None:
    of, claims = ferry()
    store.add(*ferry(title="Before"))
    before = exported(store)
    with pytest.raises(ModelError):
        store.add(of, [*claims[:3], spoil(claims[0])])
    assert exported(store) == before
    with pytest.raises(ModelError):
        list(store.add_all([ferry(title="Good"), (of, [spoil(claims[0])]), ferry(title="Not reached")]))
    assert [a.title for a in sorted(store.articles(), key=lambda a: a.title or "")] == ["Before", "Good"]


def test_what_a_source_gave_before_it_failed_is_kept(store: Store) -> None:
    def source() -> Iterator[tuple[Article, list[Claim]]]:
        yield ferry()
        raise OSError("the disk was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        list(store.add_all(source()))
    assert store.counts()["articles"] == 1


def test_two_claims_of_one_id_become_the_surer_one(store: Store) -> None:
    of, claims = ferry()
    sure = replace(claims[0], confidence=1.0)
    store.add(of, [claims[0], sure, claims[0]])
    assert list(store.claims()) == [sure]


def test_neighbourhood_reaches_as_many_steps_as_asked(store: Store) -> None:
    of, claims = ferry()
    store.add(of, claims)
    assert store.neighbourhood([HARBOUR.id]) == [claims[0]]
    assert {c.predicate for c in store.neighbourhood([HARBOUR.id], 2)} == {"leads", "criticises", "refuses"}
    assert len(store.neighbourhood([HARBOUR.id], 3)) == 4  # on to Cleo Dune, who is the source of one
    assert len(store.neighbourhood([HARBOUR.id], 4)) == 5
    assert store.neighbourhood(["party/none"]) == []
    assert [c.predicate for c in store.neighbourhood([MEADOW.id, HEXBY.id])] == [
        c.predicate for c in store.claims() if c.predicate in ("represents", "leaves")
    ]


def test_an_act_leads_to_those_it_concerns(store: Store) -> None:
    of = article()
    refusal = claim(of, ADA, "refuses", content="meet Cleo Dune", concerns=[CLEO])
    store.add(of, [refusal])
    assert store.neighbourhood([CLEO.id]) == [refusal]


def test_claims_by_id_keep_the_given_order(store: Store) -> None:
    of, claims = ferry()
    store.add(of, claims)
    ids = [claims[3].id, "0" * 64, claims[0].id]
    assert store.claims_by_id(ids) == [claims[3], claims[0]]


def test_ids_that_are_none_find_nothing_and_do_no_harm(store: Store) -> None:
    store.add(*ferry())
    for odd in ("> } ; CLEAR ALL #", "é\ud800", "", "a b", "0" * 64):
        assert store.article(odd) is None
        assert store.claims_by_id([odd]) == []
        assert list(store.claims(odd)) == []
        assert store.retract(odd) is False
    assert store.counts()["articles"] == 1


def test_names_are_found_by_label_alias_and_id(store: Store) -> None:
    store.add(*ferry())
    accented = Entity.named("Person", "Zoë Łukasz")
    of = article("Zoë Łukasz spoke.")
    store.add(of, [claim(of, accented, "says", content="hello")])
    for name in ("Ada Bell", "ada bell", "MS BELL", "person/ada-bell", "  Ada  Bell "):
        assert [e.id for e in store.find(name)] == [ADA.id], name
    assert [e.id for e in store.find("zoe łukasz")] == [e.id for e in store.find("zoe lukasz")] == [accented.id]
    assert store.find("nobody") == []


def test_a_name_that_several_have_gives_the_best_known_first(store: Store) -> None:
    rare, known = Entity("person/bell@1", "Person", "Bell"), Entity("person/bell@2", "Person", "Bell")
    for n in range(3):
        of = article(f"Bell spoke, {n}.")
        store.add(of, [claim(of, known if n else rare, "says", content="so")])
    assert [e.id for e in store.find("bell")] == [known.id, rare.id]
    assert [e.id for e in store.find("bell", limit=1)] == [known.id]


def test_one_text_of_two_publishers_is_two_articles_and_one_edge(store: Store) -> None:
    store.add(*ferry())
    twin = ferry(publisher="Meadow Times")
    store.add(*twin)
    assert store.counts()["articles"] == 2
    assert len([c for c in store.claims() if c.predicate == "leads"]) == 2
    store.retract(twin[0].id)
    edge = f"<https://w3id.org/graphkit/entity/{ADA.id}> <https://w3id.org/graphkit/ontology#leads>"
    assert exported(store).decode().count(edge) == 1


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()


def test_a_claim_may_be_read_while_another_article_goes_in(store: Store) -> None:
    store.add(*ferry())
    for each in store.articles():
        for _ in store.claims(each.id):
            store.add(*ferry(title="Meanwhile"))
    assert store.counts()["articles"] == 2


def test_an_unknown_kind_of_store_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'mysql'.*memory:, .*oxigraph:"):
        open_store("mysql:graph")
    with pytest.raises(UsageError, match="no folder"):
        open_store("oxigraph:")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("neo4js://h", "'neo4j+s://h'"),
        ("oxigraf:graph", "'oxigraph:graph'"),
        ("sparql://h/query", "'sparql+http://h/query' or 'sparql+https://h/query'"),
        ("http://h/query", "'sparql+http://h/query'"),
        ("neo4j-s://h", "'neo4j+s://h'"),
        ("localhost:7687", "'bolt://localhost:7687'"),
    ],
)
def test_a_mistyped_kind_of_store_brings_the_address_that_may_be_meant(address: str, meant: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"did you mean {meant}") + r".*the kinds are bolt:, "):
        open_store(address)


def test_a_password_behind_a_mistyped_kind_is_not_repeated() -> None:
    with pytest.raises(UsageError, match="neo4j") as raised:
        open_store("neo4js://ada:open-sesame@localhost")
    assert "sesame" not in str(raised.value)


def test_the_kind_of_a_store_may_be_in_capitals() -> None:
    with open_store("MEMORY:") as store:
        assert store.address == "memory:"
