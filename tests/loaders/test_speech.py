"""Golden speech: who says what in a sentence, with the exact words, and who says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graphkit.model import Article, Claim
from graphkit_loaders import extract

GOLDEN = Path(__file__).parent / "golden" / "speech.txt"


@dataclass
class Case:
    text: str
    wanted: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    for block in GOLDEN.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield Case(lines[0].replace("\\n", "\n"), lines[1:])


def told(claim: Claim, text: str) -> str:
    assert claim.evidence.content
    flags = [claim.modality.value] if claim.modality.value != "asserted" else []
    flags += ["negated"] if claim.negated else []
    flags += [f"source={claim.source.label}"] if claim.source else []
    content = " … ".join(text[start:end] for start, end in claim.evidence.content).replace("\n", "\\n")
    return f"{claim.subject.label} | {content} | {','.join(flags) or '~'}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: c.text[:60])
def test_text_tells_who_says_what_and_no_more(case: Case) -> None:
    [(article, claims)] = extract([Article(case.text)])
    assert sorted(told(c, article.text) for c in claims if c.predicate == "says") == sorted(case.wanted)
