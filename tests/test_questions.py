"""Named questions, asked of small graphs of invented people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from graphkit import questions
from graphkit.errors import UnknownName, UsageError
from graphkit.model import Article, Claim, Entity
from graphkit.stores import guard, open_store
from graphkit.stores.base import Result, Store
from graphkit.stores.neo4j.form import relationship_type
from graphkit.vocabulary import vocabulary
from tests.factories import ADA, BEN, CLEO, HARBOUR, HEXBY, MAYOR, MEADOW, article, claim

FINN = Entity.named("Person", "Finn Ørsted-Łuk", ["Mr Ørsted"])
COUNCIL = Entity.named("Organisation", "Hexby Council")
SAMPLES = Path(__file__).resolve().parent.parent / "examples"
NAMES = [
    "claims-about", "claims-between", "demands", "leaders", "meetings", "members", "most-connected", "offices",
    "party-changes", "refusals", "representatives", "rifts", "said-by", "sources", "who-criticises-whom",
    "who-supports-whom",
]  # fmt: skip
PLAIN = {"negated": False, "modality": "asserted", "former": False, "source": None}


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        yield opened


def keep(store: Store, text: str, *claims: dict[str, Any], **data: Any) -> tuple[Article, list[Claim]]:
    """Keeps an article whose sentences carry the claims, one claim a sentence (again the last for further claims)."""
    of = article(text, **data)
    lines = of.text.split("\n")
    made = [claim(of, **{"quote": lines[min(i, len(lines) - 1)], **data}) for i, data in enumerate(claims)]
    store.add(of, made)
    return of, made


def said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in PLAIN}


def required(question: questions.Question) -> dict[str, str]:
    values = {"entity": ADA.id, "claim": ""}
    types = {"Constituency": HEXBY.id, "Party": HARBOUR.id}
    return {
        p.name: next((types[d] for d in p.details if d in types), values[p.kind])
        for p in question.parameters
        if not p.optional and p.default is None
    }


# ---------------------------------------------------------------- all of them


def test_every_question_of_the_project_is_there() -> None:
    assert questions.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_head_says_what_it_asks_and_its_query_selects_each_parameter(name: str) -> None:
    question = questions.load(name)

    assert question.title
    assert question.description.endswith(".")
    assert question.example.startswith(f"graphkit query {name}")
    for parameter in question.parameters:
        assert re.search(rf"\?{parameter.name}\b", question.text.split("WHERE")[0])
    columns = re.findall(r"\?(\w+)", question.text.split("WHERE")[0])
    assert {"claim", "claims"} & set(columns)
    assert "ORDER BY" in question.text


@pytest.mark.parametrize("name", NAMES)
def test_its_example_names_only_parameters_that_it_takes(name: str) -> None:
    question = questions.load(name)

    assert set(re.findall(r"-p (\w+)=", question.example)) <= {p.name for p in question.parameters}


@pytest.mark.parametrize("name", [n for n in NAMES if n != "sources"])  # a claim has no name
def test_its_example_names_somebody_of_the_samples(name: str) -> None:
    samples = "".join(path.read_text(encoding="utf-8") for path in SAMPLES.iterdir() if path.is_file())
    for kind, value in re.findall(r"-p (\w+)=\"([^\"]+)\"", questions.load(name).example):
        assert value in samples, kind


def test_the_same_questions_are_there_in_cypher() -> None:
    assert questions.names("cypher") == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_in_cypher_it_has_the_same_head_and_columns(name: str) -> None:
    one, other = questions.load(name), questions.load(name, "cypher")
    for field in ("title", "description", "parameters", "rows", "example"):
        assert getattr(one, field) == getattr(other, field), f"{field} of {name} differs; both files say the same"
    given = {parameter.name for parameter in one.parameters}
    selected = one.text[one.text.index("SELECT") : one.text.index("WHERE {")]
    sparql = re.findall(r"\?(\w+)", re.sub(r"\((?:[^()]|\([^()]*\))*AS (\?\w+)\)", r"\1", selected))
    returned = re.split(r"^RETURN ", other.text, flags=re.MULTILINE)[-1]
    cypher = [part.split()[-1].rpartition(".")[2] for part in _parts(returned[: returned.rindex("ORDER BY")])]
    assert cypher == [column for column in sparql if column not in given]
    assert {p.name for p in other.parameters} == set(re.findall(r"\$(\w+)", other.text))


def test_the_best_connected_are_counted_over_all_plain_relationships() -> None:
    text = questions.load("most-connected", "cypher").text
    counted = re.findall(r"[A-Z_]+", text[text.index("(e)-[:") + 5 : text.index("]-(n:Entity)")])
    assert counted == sorted(relationship_type(name) for name in vocabulary().predicates)
    text = questions.load("most-connected").text
    ties = text[text.index("VALUES ?tie {") + 13 :]
    assert ties[: ties.index("}")].split() == sorted("gk:" + name for name in vocabulary().predicates)


def _parts(text: str) -> list[str]:
    """What stands between commas that are in no brackets."""
    while (flat := re.sub(r"\([^()]*\)|\{[^{}]*\}|\[[^\[\]]*\]", "", text)) != text:
        text = flat
    return text.split(",")


@pytest.mark.parametrize("name", NAMES)
def test_it_passes_the_guard_without_the_slow_reading(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_check_tree", lambda text: pytest.fail("rdflib was asked"))

    guard.check(questions.load(name).text)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_has_no_answers(name: str) -> None:
    result = pyoxigraph.Store().query(questions.load(name).text)

    assert isinstance(result, pyoxigraph.QuerySolutions)
    assert list(result) == []


@pytest.mark.parametrize("name", [n for n in NAMES if n != "sources"])
def test_its_order_does_not_depend_on_the_order_of_import(name: str) -> None:
    answers = []
    for order in (1, -1):
        with open_store("memory:") as store:
            for number in range(6)[::order]:
                keep(
                    store,
                    f"Day {number}: Ada Bell.",
                    *(
                        {"subject": a, "predicate": predicate, "object": b, "content": content, "concerns": [CLEO]}
                        for predicate in ("criticises", "supports", "demands", "refuses", "meets", "says", "opposes")
                        for a, b, content in ((ADA, BEN, f"the tax {number}"), (BEN, ADA, None), (BEN, None, "it"))
                    ),
                    *({"subject": a, "predicate": "memberOf", "object": HARBOUR} for a in (ADA, BEN)),
                    {"subject": ADA, "predicate": "leads", "object": HARBOUR},
                    {"subject": ADA, "predicate": "leaves", "object": HARBOUR, "modality": "planned"},
                    {"subject": ADA, "predicate": "represents", "object": HEXBY, "source": BEN},
                    published=None if number % 2 else f"203{number}",
                )
            answers.append(store.ask(name, **required(questions.load(name))))
    assert answers[0].rows
    assert answers[0] == answers[1]


# ---------------------------------------------------------------- each of them


def test_members_show_denied_reported_and_former_ones_as_such(store: Store) -> None:
    _, made = keep(
        store,
        "Ada.\nBen.\nCleo.\nFinn.",
        {"subject": ADA, "predicate": "memberOf", "object": HARBOUR, "valid_from": "2029-02"},
        {"subject": BEN, "predicate": "memberOf", "object": HARBOUR, "negated": True},
        {"subject": CLEO, "predicate": "memberOf", "object": HARBOUR, "former": True, "valid_until": "2030"},
        {"subject": FINN, "predicate": "memberOf", "object": HARBOUR, "source": ADA},
    )

    rows = store.ask("members", party="harbour").dicts()

    assert [row["person"] for row in rows] == ["Ada Bell", "Ben Crow", "Cleo Dune", "Finn Ørsted-Łuk"]
    assert [row["claim"] for row in rows] == [c.id for c in made]
    assert said(rows[0]) == PLAIN
    assert rows[0]["valid_from"] == "2029-02"
    assert said(rows[1]) == PLAIN | {"negated": True}
    assert said(rows[2]) == PLAIN | {"former": True}
    assert rows[2]["valid_until"] == "2030"
    assert said(rows[3]) == PLAIN | {"source": "Ada Bell"}
    assert rows[3]["person_id"] == FINN.id


def test_members_are_those_who_joined_too(store: Store) -> None:
    keep(
        store,
        "Ada.\nBen.",
        {"subject": ADA, "predicate": "joins", "object": HARBOUR, "modality": "planned"},
        {"subject": BEN, "predicate": "memberOf", "object": HARBOUR},
    )

    rows = [(row["person"], row["relation"], row["modality"]) for row in store.ask("members", party=HARBOUR.id).dicts()]
    assert rows == [("Ada Bell", "joins", "planned"), ("Ben Crow", "memberOf", "asserted")]


def test_members_of_another_party_are_left_out(store: Store) -> None:
    keep(store, "Ada.", {"subject": ADA, "predicate": "memberOf", "object": MEADOW})
    keep(store, "Ben.", {"subject": BEN, "predicate": "memberOf", "object": HARBOUR})

    assert [row["person"] for row in store.ask("members", party=MEADOW.id).dicts()] == ["Ada Bell"]


def test_leaders_are_of_all_parties_or_of_one(store: Store) -> None:
    keep(
        store,
        "Ada.\nBen.",
        {"subject": ADA, "predicate": "leads", "object": HARBOUR},
        {"subject": BEN, "predicate": "leads", "object": MEADOW, "modality": "planned"},
    )

    assert [(r["person"], r["leads"], r["modality"]) for r in store.ask("leaders").dicts()] == [
        ("Ada Bell", "Harbour Party", "asserted"),
        ("Ben Crow", "Meadow League", "planned"),
    ]
    assert [row["person"] for row in store.ask("leaders", of="Meadow League").dicts()] == ["Ben Crow"]


def test_offices_are_held_led_and_represented(store: Store) -> None:
    keep(
        store,
        "Ada.",
        {"subject": ADA, "predicate": "holdsOffice", "object": MAYOR},
        {"subject": ADA, "predicate": "leads", "object": HARBOUR},
        {"subject": ADA, "predicate": "represents", "object": HEXBY},
        {"subject": ADA, "predicate": "memberOf", "object": HARBOUR},
        {"subject": BEN, "predicate": "holdsOffice", "object": MAYOR},
    )

    rows = store.ask("offices", person="Ms Bell").dicts()

    assert [(row["relation"], row["office"]) for row in rows] == [
        ("holdsOffice", "mayor of Hexby"), ("leads", "Harbour Party"), ("represents", "Hexby North"),
    ]  # fmt: skip


def test_representatives_of_a_constituency(store: Store) -> None:
    keep(store, "Cleo.", {"subject": CLEO, "predicate": "represents", "object": HEXBY, "modality": "possible"})

    (row,) = store.ask("representatives", constituency="HEXBY NORTH").dicts()

    assert (row["person"], row["modality"]) == ("Cleo Dune", "possible")


def test_claims_about_are_a_timeline_in_every_part_that_one_can_have(store: Store) -> None:
    _, undated = keep(store, "Who knows when.", {"subject": ADA, "predicate": "meets", "object": BEN}, published=None)
    _, late = keep(store, "Late.", {"subject": BEN, "predicate": "criticises", "object": ADA}, published="2033-01-02")
    _, early = keep(
        store, "Early.", {"subject": BEN, "predicate": "refuses", "content": "thank Ms Bell", "concerns": [ADA]},
        published="2030",
    )  # fmt: skip
    _, told = keep(
        store, "Told.", {"subject": BEN, "predicate": "leaves", "object": HARBOUR, "source": ADA}, published="2031-06"
    )
    _, oldest = keep(
        store, "Since long.", {"subject": ADA, "predicate": "memberOf", "object": HARBOUR, "valid_from": "2012"},
        published="2034",
    )  # fmt: skip
    keep(store, "Others.", {"subject": BEN, "predicate": "meets", "object": CLEO})

    rows = store.ask("claims-about", entity="Ada Bell").dicts()

    assert [row["claim"] for row in rows] == [made[0].id for made in (oldest, early, told, late, undated)]
    assert rows[1]["content"] == "thank Ms Bell"
    assert rows[2]["source"] == "Ada Bell"
    assert rows[4]["published"] is None
    assert rows[4]["quote"] == "Who knows when."


def test_claims_about_can_be_narrowed_by_predicate_and_time(store: Store) -> None:
    for day in ("2031-01-31", "2031-02", "2031-03-01", None):
        keep(
            store, f"Day {day}.", {"subject": ADA, "predicate": "meets", "object": BEN},
            {"subject": ADA, "predicate": "supports", "object": BEN}, published=day,
        )  # fmt: skip

    def days(**given: Any) -> list[Any]:
        rows = store.ask("claims-about", entity=ADA.id, predicate="meets", **given).dicts()
        return [row["published"] for row in rows]

    assert days() == ["2031-01-31", "2031-02", "2031-03-01", None]
    assert days(since="2031-02") == ["2031-02", "2031-03-01"]
    assert days(until="2031-02") == ["2031-01-31", "2031-02"]
    assert days(since="2031-02-27", until="2031-02-28") == ["2031-02"]  # some day of February: it may be that one


def test_a_claim_that_names_one_twice_is_answered_once(store: Store) -> None:
    keep(
        store, "Ada on Ada.",
        {"subject": ADA, "predicate": "says", "content": "Ada will win", "concerns": [ADA], "source": ADA},
    )  # fmt: skip

    assert len(store.ask("claims-about", entity=ADA.id).rows) == 1
    assert len(store.ask("said-by", who=ADA.id).rows) == 1


def test_claims_between_two_are_found_both_ways_and_in_acts(store: Store) -> None:
    _, made = keep(
        store,
        "One.\nTwo.\nThree.\nFour.",
        {"subject": ADA, "predicate": "meets", "object": BEN},
        {"subject": BEN, "predicate": "refuses", "content": "thank Ms Bell", "concerns": [ADA, BEN]},
        {"subject": CLEO, "predicate": "criticises", "object": BEN, "source": ADA},
        {"subject": ADA, "predicate": "meets", "object": CLEO},
    )

    rows = store.ask("claims-between", one="Ada Bell", other="Ben Crow").dicts()

    assert [row["claim"] for row in rows] == [c.id for c in made[:3]]


def test_critics_are_counted_apart_by_how_it_is_said(store: Store) -> None:
    ids = []
    for number in range(3):
        _, made = keep(store, f"Again {number}.", {"subject": BEN, "predicate": "criticises", "object": ADA})
        ids.append(made[0].id)
    _, denied = keep(store, "Denied.", {"subject": BEN, "predicate": "criticises", "object": ADA, "negated": True})
    _, told = keep(store, "Told.", {"subject": BEN, "predicate": "criticises", "object": ADA, "source": CLEO})
    keep(store, "A deed.", {"subject": BEN, "predicate": "criticises", "content": "the ferry tax"})

    rows = store.ask("who-criticises-whom").dicts()

    assert (rows[0]["critic"], rows[0]["criticised"], rows[0]["count"]) == ("Ben Crow", "Ada Bell", 3)
    assert rows[0]["claims"] == " ".join(sorted(ids))
    assert said(rows[0]) == PLAIN
    others = {row["claims"]: row for row in rows[1:]}
    assert said(others[denied[0].id]) == PLAIN | {"negated": True}
    assert said(others[told[0].id]) == PLAIN | {"source": "Cleo Dune"}
    assert [row["criticised_id"] for row in rows if row["criticised"] == "the ferry tax"] == [None]
    assert len(rows) == 4


def test_critics_can_be_narrowed_by_who_whom_and_number(store: Store) -> None:
    keep(store, "1.", {"subject": BEN, "predicate": "criticises", "object": ADA})
    keep(store, "2.", {"subject": BEN, "predicate": "criticises", "object": ADA})
    keep(store, "3.", {"subject": CLEO, "predicate": "criticises", "object": ADA})
    keep(store, "4.", {"subject": ADA, "predicate": "criticises", "content": "the tax"})

    def pairs(**given: Any) -> list[tuple[Any, Any, Any]]:
        rows = store.ask("who-criticises-whom", **given).dicts()
        return [(row["critic"], row["criticised"], row["count"]) for row in rows]

    assert pairs(minimum=2) == [("Ben Crow", "Ada Bell", 2)]
    assert pairs(who="Cleo Dune") == [("Cleo Dune", "Ada Bell", 1)]
    assert pairs(whom="Ada Bell", minimum="1") == [("Ben Crow", "Ada Bell", 2), ("Cleo Dune", "Ada Bell", 1)]
    assert pairs(who="Cleo Dune", whom="Ben Crow") == []


def test_supporters(store: Store) -> None:
    _, made = keep(store, "Ada.", {"subject": ADA, "predicate": "supports", "object": BEN, "modality": "conditional"})

    (row,) = store.ask("who-supports-whom").dicts()

    assert (row["supporter"], row["supported"], row["count"], row["claims"]) == ("Ada Bell", "Ben Crow", 1, made[0].id)
    assert row["modality"] == "conditional"


def test_refusals_tell_who_asked(store: Store) -> None:
    text = "Ms Bell resisted calls by Cleo Dune to sell the harbour.\nBen Crow asked her to resign."
    _, made = keep(
        store,
        text,
        {"subject": ADA, "predicate": "refuses", "content": "sell the harbour"},
        {"subject": BEN, "predicate": "demands", "object": ADA, "content": "resign"},
        {"subject": CLEO, "predicate": "demands", "object": ADA, "content": "Sell the harbour", "quote": text[:30]},
        {"subject": BEN, "predicate": "demands", "object": ADA, "content": "sell the harbour", "negated": True},
    )
    _, unasked = keep(store, "Ben will not.", {"subject": BEN, "predicate": "refuses", "object": MAYOR, "source": ADA})

    rows = store.ask("refusals").dicts()

    assert [(row["refuser"], row["content"], row["asked_by"]) for row in rows] == [
        ("Ada Bell", "sell the harbour", "Cleo Dune"),
        ("Ben Crow", None, None),
    ]
    assert (rows[0]["claim"], rows[0]["demand"]) == (made[0].id, made[2].id)
    assert (rows[1]["object"], rows[1]["source"], rows[1]["claim"]) == ("mayor of Hexby", "Ada Bell", unasked[0].id)


def test_demands_by_and_of_somebody(store: Store) -> None:
    keep(
        store,
        "One.\nTwo.",
        {"subject": CLEO, "predicate": "demands", "object": ADA, "content": "resign"},
        {"subject": CLEO, "predicate": "demands", "content": "lower fares"},
    )

    assert [row["content"] for row in store.ask("demands", who="Cleo Dune").dicts()] == ["resign", "lower fares"]
    assert [row["content"] for row in store.ask("demands", of="Ada Bell").dicts()] == ["resign"]
    assert store.ask("demands", of="Cleo Dune").rows == ()


def test_said_by_has_speech_and_what_is_known_by_it(store: Store) -> None:
    _, made = keep(
        store,
        "One.\nTwo.\nThree.",
        {"subject": ADA, "predicate": "says", "content": "fares are too high"},
        {"subject": BEN, "predicate": "leaves", "object": MEADOW, "source": ADA},
        {"subject": ADA, "predicate": "meets", "object": BEN},
    )

    rows = store.ask("said-by", who="Ada Bell").dicts()

    assert [(row["claim"], row["source"]) for row in rows] == [(made[0].id, None), (made[1].id, "Ada Bell")]


def test_rifts_are_between_members_of_one_party(store: Store) -> None:
    _, members = keep(
        store,
        "Ada.\nBen.\nCleo.\nFinn.",
        {"subject": ADA, "predicate": "leads", "object": HARBOUR},
        {"subject": BEN, "predicate": "memberOf", "object": HARBOUR},
        {"subject": CLEO, "predicate": "memberOf", "object": MEADOW},
        {"subject": FINN, "predicate": "memberOf", "object": HARBOUR, "negated": True},
    )
    _, rift = keep(
        store,
        "Row.",
        {"subject": BEN, "predicate": "criticises", "object": ADA, "modality": "possible"},
        {"subject": BEN, "predicate": "refuses", "content": "thank Ms Bell", "concerns": [ADA, BEN]},
        {"subject": CLEO, "predicate": "criticises", "object": ADA},
        {"subject": FINN, "predicate": "accuses", "object": ADA},
        {"subject": BEN, "predicate": "supports", "object": ADA},
    )

    rows = store.ask("rifts").dicts()

    assert {row["claim"] for row in rows} == {rift[0].id, rift[1].id}
    assert {(row["member"], row["other"], row["party"]) for row in rows} == {("Ben Crow", "Ada Bell", "Harbour Party")}
    assert {row["memberships"] for row in rows} == {" ".join(sorted((members[0].id, members[1].id)))}
    assert {row["modality"] for row in rows} == {"possible", "asserted"}
    assert store.ask("rifts", within="Meadow League").rows == ()
    assert len(store.ask("rifts", within="Harbour Party").rows) == 2


def test_party_changes_are_told_in_the_order_of_time(store: Store) -> None:
    _, made = keep(
        store,
        "One.\nTwo.\nThree.\nFour.\nFive.\nSix.",
        {"subject": ADA, "predicate": "memberOf", "object": HARBOUR},
        {"subject": ADA, "predicate": "memberOf", "object": MEADOW, "valid_from": "2020"},
        {"subject": BEN, "predicate": "leaves", "object": MEADOW, "modality": "planned", "source": CLEO},
        {"subject": CLEO, "predicate": "memberOf", "object": MEADOW},  # never changed
        {"subject": FINN, "predicate": "memberOf", "object": MEADOW, "former": True},
        {"subject": FINN, "predicate": "joins", "object": COUNCIL},  # no party
    )

    rows = store.ask("party-changes").dicts()

    assert [row["claim"] for row in rows] == [made[i].id for i in (1, 0, 2, 4)]
    assert (rows[2]["change"], rows[2]["modality"], rows[2]["source"]) == ("leaves", "planned", "Cleo Dune")
    assert [row["person"] for row in store.ask("party-changes", who="Ben Crow").dicts()] == ["Ben Crow"]
    assert len(store.ask("party-changes", of="Harbour Party").rows) == 1


def test_meetings_are_found_from_either_side(store: Store) -> None:
    keep(
        store,
        "One.\nTwo.",
        {"subject": ADA, "predicate": "meets", "object": BEN, "negated": True},
        {"subject": ADA, "predicate": "meets", "object": CLEO},
    )

    (row,) = store.ask("meetings", who="Ben Crow").dicts()

    assert (row["visitor"], row["met"], row["negated"]) == ("Ada Bell", "Ben Crow", True)
    assert len(store.ask("meetings", who="Ada Bell").rows) == 2
    assert len(store.ask("meetings", **{"who": "Ada Bell", "with": "Cleo Dune"}).rows) == 1


def test_sources_are_all_that_say_the_same_or_deny_it(store: Store) -> None:
    _, first = keep(
        store, "Ada refused.", {"subject": ADA, "predicate": "refuses", "content": "sell"}, publisher="Hexby Herald"
    )
    _, again = keep(
        store, "She refused.", {"subject": ADA, "predicate": "refuses", "content": "Sell"}, publisher="Mere Mail",
        title=None, published=None,
    )  # fmt: skip
    _, denied = keep(
        store, "She did not.", {"subject": ADA, "predicate": "refuses", "content": "sell", "negated": True},
        publisher=None,
    )  # fmt: skip
    keep(store, "Another.", {"subject": ADA, "predicate": "refuses", "content": "buy"})

    rows = store.ask("sources", of=again[0].id).dicts()

    assert rows[0]["claim"] == again[0].id
    assert {row["claim"] for row in rows} == {first[0].id, again[0].id, denied[0].id}
    assert rows[0]["publisher"] == "Mere Mail"
    assert (rows[0]["title"], rows[0]["published"]) == (None, None)
    assert {row["claim"]: row["negated"] for row in rows}[denied[0].id] is True


def test_one_article_under_two_file_names_is_one_source(store: Store) -> None:
    data = {"subject": ADA, "predicate": "meets", "object": BEN}
    _, made = keep(store, "They met.", data, document="b")
    keep(store, "They met.", data, document="a")

    (row,) = store.ask("sources", of=made[0].id).dicts()

    assert row["document"] == "a"


def test_the_best_connected_are_counted_by_facts(store: Store) -> None:
    keep(
        store,
        "One.\nTwo.\nThree.\nFour.",
        {"subject": ADA, "predicate": "meets", "object": BEN},
        {"subject": ADA, "predicate": "leads", "object": HARBOUR},
        {"subject": ADA, "predicate": "criticises", "object": CLEO, "negated": True},
        {"subject": ADA, "predicate": "refuses", "content": "sell"},
    )

    rows = store.ask("most-connected").dicts()

    first = rows[0]
    assert (first["entity"], first["neighbours"], first["stated"], first["unsure"]) == ("Ada Bell", 2, 3, 1)
    assert len(str(first["claims"]).split()) == 4
    assert [row["entity"] for row in rows[1:]] == ["Ben Crow", "Harbour Party"]  # Cleo is tied to nobody
    assert [row["entity"] for row in store.ask("most-connected", type="party").dicts()] == ["Harbour Party"]
    assert {row["entity_type"] for row in store.ask("most-connected", minimum=0, type="Person").dicts()} == {"Person"}


# ---------------------------------------------------------------- parameters


def test_a_parameter_is_a_value_and_never_part_of_the_query(store: Store) -> None:
    name = 'Ada" } . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #\\\n'
    odd = Entity.named("Person", name)
    keep(store, "Odd.", {"subject": odd, "predicate": "says", "content": "x"})

    (row,) = store.ask("said-by", who=name).dicts()

    assert row["subject"] == odd.label


@pytest.mark.parametrize("name", ["ada bell", "<ada>", "a%2Fb", "ада@1", "é#?", 'a"b', "a\\u0041"])
def test_any_id_can_be_asked_for(store: Store, name: str) -> None:
    identifier = f"person/{name}"
    keep(store, "Odd.", {"subject": Entity(identifier, "Person", "Odd One"), "predicate": "says", "content": "x"})

    (row,) = store.ask("said-by", who=identifier).dicts()

    assert row["subject_id"] == identifier


def test_a_name_is_found_by_alias_whatever_its_case_and_accents(store: Store) -> None:
    keep(store, "Finn.", {"subject": FINN, "predicate": "says", "content": "x"})

    assert len(store.ask("said-by", who="mr ØRSTED").rows) == 1


def test_an_unknown_name_is_answered_with_close_ones(store: Store) -> None:
    keep(store, "Ada.", {"subject": ADA, "predicate": "says", "content": "x"})

    with pytest.raises(UnknownName, match="did you mean 'Ada Bell'"):
        store.ask("said-by", who="Ada Bel")
    with pytest.raises(UnknownName, match="did you mean 'members'"):
        store.ask("member")
    with pytest.raises(UnknownName, match="did you mean 'party'"):
        store.ask("members", parti="x")
    with pytest.raises(UnknownName, match="did you mean 'criticises'"):
        store.ask("claims-about", entity="Ada Bell", predicate="criticizes")
    with pytest.raises(UnknownName, match="no claim"):
        store.ask("sources", of="0" * 64)


def test_an_ambiguous_name_is_an_error_that_lists_who_may_be_meant(store: Store) -> None:
    for full in ("Ada Bell", "Una Bell"):
        person = Entity.named("Person", full, ["Ms Bell"])
        keep(store, f"{full}.", {"subject": person, "predicate": "says", "content": "x"})

    with pytest.raises(UsageError, match=r"person/ada-bell \(Ada Bell\), person/una-bell \(Una Bell\)"):
        store.ask("said-by", who="Ms Bell")
    assert len(store.ask("said-by", who="person/una-bell").rows) == 1


def test_a_full_name_goes_before_a_surname_that_only_one_article_knows(store: Store) -> None:
    of, _ = keep(store, "Ada.", {"subject": ADA, "predicate": "says", "content": "x"})
    bare = Entity.named("Person", "Ms Bell", article=of.id)
    keep(store, "Bell.", {"subject": bare, "predicate": "says", "content": "y"})

    assert [row["subject_id"] for row in store.ask("said-by", who="Ms Bell").dicts()] == [ADA.id]
    assert [row["subject_id"] for row in store.ask("said-by", who=bare.id).dicts()] == [bare.id]


def test_the_type_of_a_parameter_decides_between_equal_names(store: Store) -> None:
    keep(
        store, "Hexby.",
        {"subject": ADA, "predicate": "memberOf", "object": Entity.named("Party", "Hexby")},
        {"subject": ADA, "predicate": "represents", "object": Entity.named("Place", "Hexby")},
    )  # fmt: skip

    assert len(store.ask("members", party="Hexby").rows) == 1
    assert len(store.ask("representatives", constituency="Hexby").rows) == 1
    with pytest.raises(UsageError, match="takes a party or organisation"):
        store.ask("members", party="Ada Bell")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("members", {}, "needs the parameter 'party'"),
        ("members", {"party": "  "}, "is empty"),
        ("who-criticises-whom", {"minimum": "many"}, "whole number"),
        ("who-criticises-whom", {"minimum": 1.5}, "whole number"),
        ("who-criticises-whom", {"minimum": True}, "whole number"),
        ("who-criticises-whom", {"since": "yesterday"}, "not a date"),
        ("who-criticises-whom", {"since": "2031-02-30"}, "no such date"),
        ("who-criticises-whom", {"who": ["a", "b"]}, "one value"),
    ],
)
def test_a_parameter_of_the_wrong_kind_is_told(store: Store, name: str, given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        questions.ask(store, name, given)


def test_none_is_as_good_as_not_given(store: Store) -> None:
    keep(store, "Ada.", {"subject": ADA, "predicate": "leads", "object": HARBOUR})

    assert len(store.ask("leaders", of=None).rows) == 1


def test_a_row_limit_says_that_it_cut(store: Store) -> None:
    keep(store, "A.\nB.", *({"subject": e, "predicate": "says", "content": "x"} for e in (ADA, BEN)))

    assert questions.ask(store, "most-connected", {"minimum": 0}, limit=1).truncated
    assert not questions.ask(store, "most-connected", {"minimum": 0}, limit=2).truncated


# ---------------------------------------------------------------- files


HEAD = "# title: T\n# description: D goes\n#   on.\n# example: graphkit query x\n"


def test_a_head_is_read_in_both_languages() -> None:
    lines = "title: T\ndescription: D.\nparameter n: integer, default 3; how many\nexample: e"
    for language, comment in (("sparql", "#"), ("cypher", "//")):
        source = "".join(f"{comment} {line}\n" for line in lines.split("\n")) + "\nQUERY\n"
        question = questions.parse("x", language, source)
        assert question.parameters == (questions.Parameter("n", "integer", "how many", default="3"),)
        assert question.text == "QUERY\n"


def test_a_head_may_say_how_many_rows_a_reader_wants() -> None:
    question = questions.parse("x", "sparql", HEAD + "# rows: 20\n\nSELECT")

    assert question.rows == 20
    assert "Gives 20 rows, unless --limit says otherwise." in questions.describe(question)
    assert questions.parse("x", "sparql", HEAD + "\nSELECT").rows is None


def test_a_description_tells_what_to_give() -> None:
    text = questions.describe(questions.load("members"))

    assert "party or organisation: the party or body" in text
    assert 'Example: graphkit query members -p party="Meadow Party"' in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("SELECT * {}", "no 'title'"),
        (HEAD + "# parameter x: number; n", "cannot read its parameter 'x'"),
        (HEAD + "# parameter x: entity", "cannot read its parameter 'x'"),
        (HEAD + "# author: me", "unknown entry 'author'"),
        (HEAD + "# rows: few", "'rows: few'; write a number"),
    ],
)
def test_a_broken_head_is_told(source: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        questions.parse("x", "sparql", source)


def test_parameters_leave_the_answer_and_lists_of_claims_are_sorted() -> None:
    question = questions.parse("x", "sparql", HEAD + "# parameter who: text, optional; w\n\nSELECT")

    result = questions.tidied(question, Result(("a", "who", "claims"), ((1, "w", "c b a"), (2, None, None))))

    assert result == Result(("a", "claims"), ((1, "a b c"), (2, None)))
