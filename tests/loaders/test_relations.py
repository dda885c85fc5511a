"""Golden sentences: the relations that must come out of them, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.model import Article, Claim
from graphkit.vocabulary import vocabulary
from graphkit_loaders import extract

GOLDEN = Path(__file__).parent / "golden" / "relations.txt"


def cases() -> Iterator[tuple[str, list[str]]]:
    for block in GOLDEN.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], sorted(lines[1:])


def relations(text: str) -> list[str]:
    kinds = vocabulary().predicates
    [(_, claims)] = extract([Article(text)])

    def put(claim: Claim) -> str:
        flags = [name for name in ("former", "negated") if getattr(claim, name)]
        return "".join(f" | {flag}" for flag in (*flags, claim.modality) if flag != "asserted")

    return sorted(
        f"{c.subject.label} | {c.predicate} | {c.object.label}{put(c)}"
        for c in claims
        if c.object is not None and kinds[c.predicate].kind == "relation"
    )


@pytest.mark.parametrize(("text", "wanted"), list(cases()), ids=[text[:60] for text, _ in cases()])
def test_sentence_gives_its_relations_and_no_others(text: str, wanted: list[str]) -> None:
    assert relations(text) == wanted


def test_surname_alone_is_led_to_the_full_name() -> None:
    text = "Wade Corliss spoke in Toledo. The Republicans, including Corliss, opposed the plan."
    assert "Wade Corliss | memberOf | Republican Party" in relations(text)


def test_one_party_of_the_article_is_the_party_of_him_who_speaks_of_his_party() -> None:
    text = "Labour met in Seatown. Hugo Pell said that his party would win."
    assert "Hugo Pell | memberOf | Labour Party" in relations(text)


def test_two_parties_in_the_article_leave_open_whose_party_is_meant() -> None:
    text = "Labour and the Conservatives met in Seatown. Hugo Pell said that his party would win."
    assert relations(text) == []


def test_longer_name_of_an_office_stands_for_the_shorter() -> None:
    text = "Health minister Nora Fenwick spoke. The minister, Nora Fenwick, left early."
    assert relations(text) == ["Nora Fenwick | holdsOffice | Health minister"]
