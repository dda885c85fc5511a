"""Golden sentences: what must come out of them as actions and speech, and what must never."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graphkit.model import Article, Claim
from graphkit_loaders import extract

GOLDEN = Path(__file__).parent / "golden" / "actions.txt"


@dataclass
class Case:
    text: str
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    for block in GOLDEN.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            case = Case(lines[0])
            for line in lines[1:]:
                {"+": case.wanted, "-": case.unwanted}[line[0]].append(line[1:].strip())
            yield case


def fits(claim: Claim, line: str) -> bool:
    subject, predicate, object_, flags = (part.strip() for part in line.split("|"))
    if claim.subject.label != subject or claim.predicate != predicate:
        return False
    if object_ != "~" and (claim.object is None or claim.object.label != object_):
        return False
    told = {claim.modality.value} - {"asserted"}
    told |= {"negated"} if claim.negated else set()
    told |= {f"source={claim.source.label}"} if claim.source else set()
    told |= {"plain"} if claim.is_plain else set()
    return flags == "~" or set(flags.replace(" ", " ").split(",")) <= told


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: c.text[:60])
def test_sentence_gives_its_claims_and_no_others(case: Case) -> None:
    [(_, claims)] = extract([Article(case.text)])
    shown = "\n".join(
        f"{c.subject.label} | {c.predicate} | {c.object.label if c.object else '~'} | {c.modality} "
        f"{'negated' if c.negated else ''} {c.source.label if c.source else ''}"
        for c in claims
    )
    for line in case.wanted:
        assert any(fits(c, line) for c in claims), f"missing: {line}\n{shown}"
    for line in case.unwanted:
        assert not any(fits(c, line) for c in claims), f"must not come out: {line}\n{shown}"
