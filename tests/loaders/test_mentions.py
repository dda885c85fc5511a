"""Who is meant: pronouns and descriptions led to entities, and left open where the text does not tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.errors import UsageError
from graphkit.model import Article
from graphkit_loaders import mentions
from graphkit_loaders.entities.coreference import Resolver
from graphkit_loaders.entities.mention import Mention
from graphkit_loaders.entities.references import load_resolver


def meant(text: str, word: str) -> list[str | None]:
    """The entities of all mentions of a word, by place."""
    [(_, found)] = mentions([Article(text)])
    return [r.entity.label if r.entity else None for r in found if r.text == word]


@pytest.mark.parametrize(
    ("text", "word", "labels"),
    [
        ("Nora Fenwick spoke. She left.", "She", ["Nora Fenwick"]),
        ("Hugo Pell met Nora Fenwick. She left.", "She", ["Nora Fenwick"]),
        # a name at the head of a paragraph, behind a line without a full stop
        ("Pell pitches for the quay vote\n\nHugo Pell is to speak. Mr Pell is late.", "Hugo Pell", ["Hugo Pell"]),
        # the subject of the clause around goes before who is spoken of most
        ("Hugo Pell spoke. Mr Pell made it easier for Wade Corliss to mount his own bid.", "his", ["Wade Corliss"]),
        # an owner beside a name
        ("Hugo Pell spoke of a poster of Wade Corliss and his deputy.", "his", ["Wade Corliss"]),
        # somebody whom the text does not name
        ("Hugo Pell spoke. A spokesman said he would leave.", "he", [None]),
        # the subject of the last main clause
        ("Hugo Pell said the bishop had lied. He added more.", "He", ["Hugo Pell"]),
        ("The Harbour Trust met Hugo Pell. It said that it would sue.", "It", ["Harbour Trust"]),
        ("The Harbour Trust met. It was clear that Hugo Pell had won.", "It", [None]),
        ("The Liberal Democrats met. They opposed the bill.", "They", ["Liberal Democrats"]),
        ("The Liberal Democrats met. Residents wept. They went home.", "They", [None]),
        # one hangs the work on whose it is, not on who speaks
        ("Hugo Pell attacked Tory leader Wade Corliss over his beliefs.", "his", ["Wade Corliss"]),
        ("A poster showed Hugo Pell and his shadow chancellor Wade Corliss.", "his", ["Hugo Pell"]),
        # the owner of the subject, where the subject is nobody
        ("Wade Corliss won. Pell's party, which he had led, deselected him.", "he", ["Pell"]),
        ("The scheme is opposed by the Liberal Democrats. They called it a waste.", "They", ["Liberal Democrats"]),
        # a surname that is a first name too
        ("Nora Kelly and Hugo Pell met. Kelly left. She wept.", "She", ["Nora Kelly"]),
        ("Nora Kelly and Hugo Pell met. Kelly left. She wept.", "Kelly", ["Nora Kelly"]),
        # a role whose holder the next sentence names
        ("Dock row\n\nA Labour MP has quit.\n\nNora Fenwick said no. The MP left.", "MP", ["Nora Fenwick"]),
        ("Dock row\n\nA Labour MP has quit.\n\nNora Fenwick said no.", "Labour MP", ["Nora Fenwick"]),
        ("Dock row\n\nA Labour MP has quit.\n\nTory leader Nora Fenwick laughed.", "Labour MP", [None]),
        # the MP for one seat is not the MP for another
        ("Nora Fenwick is the MP for Seatown. The Seatown MP left.", "Seatown MP", ["Nora Fenwick"]),
        ("Nora Fenwick is the MP for Seatown. The Wexmoor MP left.", "Wexmoor MP", [None]),
        ("Nora Fenwick is not the MP for Seatown. The MP left.", "MP", [None, None]),
        ("Hugo Pell denied that Nora Fenwick is the MP for Seatown. The MP left.", "MP", [None, None]),
        ("The Rt Hon Nora Fenwick MP met Hugo Pell. Ms Fenwick left.", "Ms Fenwick", ["Nora Fenwick"]),
        # bodies whose names hold the word of a role or of another body
        ("Nora Fenwick, leader of the Commons Alliance, quit.", "Commons Alliance", ["Commons Alliance"]),
        ("The Ferry Workers' Union met.", "Ferry Workers' Union", ["Ferry Workers' Union"]),
        ("A spokesman for Quay House said it was shut.", "Quay House", ["Quay House"]),
        # nouns of names, and descriptions
        ("The Harbour Commission met. MPs wept. The commission rose.", "The commission", ["Harbour Commission"]),
        ("The Harbour Commission met. The jury rose.", "The jury", []),
        ("MPs passed the Dock Safety Bill. The bill bans boats.", "The bill", ["Dock Safety Bill"]),
        ("The Muslim Council of Wexmoor met. The council rose.", "The council", ["Muslim Council of Wexmoor"]),
        ("Hugo Pell fled Islamic State. The state fell.", "The state", []),
        ("The Harbour Commission met the Ferry Commission. The commission rose.", "The commission", []),
        ("Nora Fenwick thanked the Harbour Commission. Her commission rose.", "Her commission", []),
        # by the kind of body, told or known
        ("The Wexmoor Gazette printed it. The newspaper said no.", "The newspaper", ["Wexmoor Gazette"]),
        ("The Wexmoor Gazette sued the Seatown Echo. The newspaper said no.", "The newspaper", []),
        ("Nora Fenwick praised the charity Oxfam. The charity wept.", "The charity", ["Oxfam"]),
        ("Nora Fenwick praised Oxfam. The union wept.", "The union", []),
        ("Nora Fenwick spoke on Newsnight. The programme was cut.", "The programme", ["Newsnight"]),
        ("Nora Fenwick praised Judicial Watch. The group wept.", "The group", ["Judicial Watch"]),
        ("The Wexmoor Gazette printed it. The group wept.", "The group", []),
        ("Nora Fenwick spoke on Newsnight. The programme that she cut was dear.", "The programme", []),
        ("The Fenwick campaign met. Nora Fenwick left her campaign.", "her campaign", ["Fenwick campaign"]),
        ("The Fenwick campaign met. Hugo Pell left his campaign.", "his campaign", []),
        ("The government met. Hugo Pell said this government had failed.", "this government", ["government"]),
        # names that go on with small words
        ("MPs passed the Prevention of Smoking Bill.", "Prevention of Smoking Bill", ["Prevention of Smoking Bill"]),
        ("The Society of Ferry Lawyers met.", "Society of Ferry Lawyers", ["Society of Ferry Lawyers"]),
        (
            "The Harbour Convention on Deep Waters holds.",
            "Harbour Convention on Deep Waters",
            ["Harbour Convention on Deep Waters"],
        ),
        ("The Harbour Commission on Monday met.", "Harbour Commission", ["Harbour Commission"]),
        ("The Ferry Authority campaign began.", "Ferry Authority", ["Ferry Authority"]),
        ("The Wexmoor Gazette newspaper shut.", "Wexmoor Gazette", ["Wexmoor Gazette"]),
        ("Hugo Pell spoke. The billionaire left.", "The billionaire", [None]),
        ("Hugo Pell spoke. The rival left.", "The rival", []),
        ("Hugo Pell, a billionaire, spoke. This man wept.", "This man", ["Hugo Pell"]),
        ("Hugo Pell met Nora Fenwick. The woman left.", "The woman", ["Nora Fenwick"]),
        ("Tory Hugo Pell met Labour leader Nora Fenwick. She praised her party.", "her party", ["Labour Party"]),
        ("Lord Marlowe of Seatown spoke. Lord Marlowe left.", "Lord Marlowe", ["Lord Marlowe of Seatown"]),
    ],
)
def test_who_is_meant(text: str, word: str, labels: list[str | None]) -> None:
    assert meant(text, word) == labels


def test_a_given_name_with_a_small_half_is_one_name() -> None:
    assert meant("Hugo Pell met Kim Ji-won in Seatown.", "Kim Ji-won") == ["Kim Ji-won"]


class Nobody(Resolver):
    """A resolver that leaves all pronouns open."""

    def resolve(self) -> list[Mention]:
        return self.mentions


def test_a_resolver_of_ones_own_is_asked() -> None:
    [(_, found)] = mentions([Article("Nora Fenwick spoke. She left.")], resolver=f"{__name__}:Nobody")
    assert [r.text for r in found] == ["Nora Fenwick"]


@pytest.mark.parametrize("name", ["nothing", "no.such.module:Resolver", f"{__name__}:Missing", f"{__name__}:__doc__"])
def test_a_resolver_that_is_none_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="resolver"):
        load_resolver(name)


def test_mentions_are_printed_as_json_lines(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Seatown news\n\nNora Fenwick spoke in Seatown. She left.\n")
    result = CliRunner().invoke(cli, ["extract", str(tmp_path / "story.txt"), "--mentions"])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    [she] = [line for line in lines if line["text"] == "She"]
    assert she["document"] == "story"
    assert she["kind"] == "pronoun"
    assert she["entity"] == {"id": "person/nora-fenwick", "label": "Nora Fenwick", "type": "Person"}


@pytest.mark.parametrize("other", [["--claims-only"], ["--workers", "2"]])
def test_mentions_go_with_no_option_of_claims(tmp_path: Path, other: list[str]) -> None:
    result = CliRunner().invoke(cli, ["extract", str(tmp_path), "--mentions", *other])
    assert result.exit_code == 2
    assert "--mentions" in result.output
