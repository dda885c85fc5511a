"""A small store of claims made by hand about invented people, and the command line to try on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit import Act, Article, Claim, Entity, Evidence, Modality, PartialDate, open_store
from graphkit.cli import cli

MARA = Entity("person/mara-voss", "Person", "Mara Voss", ("Ms Voss", "Voss"))
TOBIN = Entity("person/tobin-ashe", "Person", "Tobin Ashe", ("Mr Ashe",))
PARTY = Entity("party/harbour-party", "Party", "Harbour Party", ("Harbourites",))

GAZETTE = Article(
    "Mara Voss, who leads the Harbour Party, criticised Tobin Ashe. Mr Ashe said Ms Voss had left the Harbour Party. "
    "She refused to close the docks. Voss will meet Ashe. Ashe did not support Voss.",
    title="Voss turns on Ashe",
    publisher="Selmouth Gazette",
    published=PartialDate(2031, 5, 2),
    document="2031-05-02-voss",
)
EVIL = Article(
    "Mara Voss \x1b]0;owned\x07 criticised \u202ethe\x9b31m Harbour Party.",
    title="\x1b[2J",
    publisher="\x1b[31mRed",
    document="evil",
)


def cut(article: Article, words: str) -> Evidence:
    """The evidence that these words of the article are."""
    start = article.text.index(words)
    return Evidence.cut(article, start, start + len(words))


def claims(article: Article) -> list[Claim]:
    """The claims of one of the two articles."""
    if article is EVIL:
        return [Claim(EVIL.id, MARA, "criticises", cut(EVIL, EVIL.text), PARTY, verb="criticise")]
    first = cut(GAZETTE, "Mara Voss, who leads the Harbour Party, criticised Tobin Ashe.")
    said = cut(GAZETTE, "Mr Ashe said Ms Voss had left the Harbour Party.")
    docks = cut(GAZETTE, "She refused to close the docks.")
    return [
        Claim(GAZETTE.id, MARA, "leads", first, PARTY, valid_from=PartialDate(2030)),
        Claim(GAZETTE.id, MARA, "criticises", first, TOBIN, verb="criticise"),
        Claim(GAZETTE.id, MARA, "leaves", said, PARTY, verb="leave", source=TOBIN),
        Claim(GAZETTE.id, TOBIN, "says", said, act=Act(GAZETTE.id, said.quote[13:-1], (MARA, PARTY))),
        Claim(GAZETTE.id, MARA, "refuses", docks, act=Act(GAZETTE.id, "close the docks"), verb="refuse"),
        Claim(GAZETTE.id, MARA, "meets", cut(GAZETTE, "Voss will meet Ashe."), TOBIN, modality=Modality.PLANNED),
        Claim(GAZETTE.id, TOBIN, "supports", cut(GAZETTE, "Ashe did not support Voss."), MARA, negated=True),
    ]


@pytest.fixture(autouse=True)
def same_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that a test starts import what the test itself does."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(os.path.abspath(place) for place in sys.path if place))


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAPHKIT_STORE", raising=False)

    def invoke(*arguments: str, **options: object) -> Result:
        return CliRunner().invoke(cli, list(arguments), **options)  # type: ignore[arg-type]

    return invoke


@pytest.fixture
def town(run: Run, tmp_path: Path) -> Run:
    """The command line, run in a folder whose store ``graph`` holds the claims of GAZETTE."""
    with open_store(f"oxigraph:{tmp_path / 'graph'}") as store:
        store.add(GAZETTE, claims(GAZETTE))
    return run


@pytest.fixture
def evil_town(town: Run, tmp_path: Path) -> Run:
    """The same, with an article full of control characters."""
    with open_store(f"oxigraph:{tmp_path / 'graph'}") as store:
        store.add(EVIL, claims(EVIL))
    return town
