"""When claims hold: golden sentences, and what single expressions mean on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.dates import PartialDate
from graphkit.model import Article
from graphkit_loaders import extract
from graphkit_loaders.claims.times.calendar import date_of

GOLDEN = Path(__file__).parent / "golden" / "dates.txt"
PUBLISHED = "2018-09-12"


def cases() -> Iterator[tuple[str, list[str]]]:
    for block in GOLDEN.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], lines[1:]


@pytest.mark.parametrize(("text", "wanted"), list(cases()), ids=lambda part: str(part)[:60])
def test_claims_hold_when_the_text_says_so(text: str, wanted: list[str]) -> None:
    [(_, claims)] = extract([Article(text, published=PartialDate.parse(PUBLISHED))])
    told = {f"{c.subject.label} | {c.predicate} | {c.valid_from or '~'} | {c.valid_until or '~'}" for c in claims}
    assert [line for line in wanted if line not in told] == [], "\n".join(sorted(told))


def test_an_office_that_has_ended_by_its_date_is_former() -> None:
    text = "Tessa Brandreth, a minister from 2005 to 2010, criticised Colin Marsh."
    [(_, claims)] = extract([Article(text, published=PartialDate.parse(PUBLISHED))])
    assert [c.former for c in claims if c.predicate == "holdsOffice"] == [True]


def test_what_begins_behind_the_day_of_publication_is_planned() -> None:
    text = "Tessa Brandreth became mayor of Hexby in 2039. Colin Marsh became mayor of Renn in 2009."
    [(_, claims)] = extract([Article(text, published=PartialDate.parse(PUBLISHED))])
    told = {c.subject.label: str(c.modality) for c in claims if c.predicate == "holdsOffice"}
    assert told == {"Tessa Brandreth": "planned", "Colin Marsh": "asserted"}


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    text = "Tessa Brandreth met Colin Marsh on Tuesday. Nora Fenwick met Colin Marsh in May 2016."
    [(_, claims)] = extract([Article(text)])
    assert {(c.subject.label, str(c.valid_from)) for c in claims if c.predicate == "meets"} == {
        ("Tessa Brandreth", "None"),
        ("Nora Fenwick", "2016-05"),
    }


@pytest.mark.parametrize(
    ("words", "future", "date"),
    [
        ("2010", False, "2010"),
        ("early 2010", False, "2010"),
        ("the autumn of 2010", False, "2010"),
        ("the winter of 2010", False, None),
        ("Sept. 11, 2001", False, "2001-09-11"),
        ("the 11th of September 2001", False, "2001-09-11"),
        ("Friday, 31 August", False, "2018-08-31"),
        ("31 February", False, None),
        ("May", False, "2018-05"),
        ("May", True, "2019-05"),
        ("September", False, "2018-09"),
        ("December", False, "2017-12"),
        ("Thursday", False, "2018-09-06"),
        ("Thursday", True, "2018-09-13"),
        ("Thursday night", False, "2018-09-06"),
        ("Thursday", None, None),
        ("this morning", False, "2018-09-12"),
        ("yesterday", False, "2018-09-11"),
        ("tomorrow", True, "2018-09-13"),
        ("next month", True, "2018-10"),
        ("last year", False, "2017"),
        ("two days ago", False, "2018-09-10"),
        ("nine months ago", False, "2017-12"),
        ("three weeks ago", False, None),
        ("last Thursday", False, None),
        ("a recent meeting", False, None),
        ("1010", False, None),
    ],
)
def test_words_mean_a_date(words: str, future: bool | None, date: str | None) -> None:
    found = date_of(words, PartialDate.parse(PUBLISHED), future=future)
    assert (str(found) if found else None) == date


@pytest.mark.parametrize(
    ("words", "published", "date"),
    [
        ("Tuesday", "2018-09", None),
        ("last month", "2018-09", "2018-08"),
        ("March", "2018", None),
        ("last year", "2018", "2017"),
    ],
)
def test_a_day_of_publication_known_in_part_gives_what_it_can(words: str, published: str, date: str | None) -> None:
    found = date_of(words, PartialDate.parse(published), future=False)
    assert (str(found) if found else None) == date
