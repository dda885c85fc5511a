"""Why claims are made and dropped, for sentences about people who do not exist."""

from __future__ import annotations

import json

import pytest

from graphkit.model import Article
from graphkit_loaders import extract
from graphkit_loaders.explain import Explained, explain


def why(text: str, predicate: str) -> Explained:
    """The only explanation of a predicate in a text."""
    [found] = [e for e in explain(Article(text)) if e.predicate == predicate]
    return found


def test_every_claim_is_explained_and_is_the_claim_of_extraction() -> None:
    article = Article("Labour MP Colin Marsh refused to back Tessa Brandreth. He said the bridge was unsafe.")
    [(_, claims)] = extract([article])
    assert {e.claim.id for e in explain(article) if e.claim} == {c.id for c in claims}


def test_how_a_subject_was_found_is_told() -> None:
    found = why("Tessa Brandreth spoke on Monday. She criticised Colin Marsh over the bridge.", "criticises")
    assert found.trigger == "criticised"
    assert found.subject == "'She' is Tessa Brandreth, as a pronoun or noun that refers back"
    assert found.object == "'Colin Marsh' is Colin Marsh, by its name"


@pytest.mark.parametrize(
    ("text", "predicate", "words"),
    [
        ("Tessa Brandreth will meet Colin Marsh in the town.", "meets", {"will"}),
        ("Tessa Brandreth did not criticise Colin Marsh.", "criticises", {"not"}),
        ("Nora Fenwick said Tessa Brandreth had criticised Colin Marsh.", "criticises", {"said"}),
        ("“Tessa Brandreth attacked the bill,” Nora Fenwick said.", "criticises", {"a quotation of Nora Fenwick"}),
        ("Former Labour MP Colin Marsh spoke in the town on Monday.", "memberOf", {"Former"}),
    ],
)
def test_what_takes_a_claim_from_plain_is_told(text: str, predicate: str, words: set[str]) -> None:
    assert words <= set(why(text, predicate).put)


def test_a_plain_claim_has_nothing_that_takes_it_from_plain() -> None:
    assert why("Tessa Brandreth criticised Colin Marsh over the bridge.", "criticises").put == ()


@pytest.mark.parametrize(
    ("text", "predicate", "reason"),
    [
        (
            "Colin Marsh refused to back Tessa Brandreth.",
            "supports",
            "stands under 'refused', so it is not told as done",
        ),
        ("Critics attacked Colin Marsh over the bridge on Monday.", "criticises", "'Critics' is nobody with a name"),
        ("They attacked Colin Marsh over the bridge on Monday.", "criticises", "it is not clear whom 'They' means"),
        ("Colin Marsh was criticised over the bridge on Monday.", "criticises", "nobody is told who does it"),
        ("Has Tessa Brandreth criticised Colin Marsh over the bridge?", "criticises", "stands in a question"),
    ],
)
def test_why_a_claim_was_dropped_is_told(text: str, predicate: str, reason: str) -> None:
    found = why(text, predicate)
    assert found.claim is None
    assert found.dropped.startswith(reason)


def test_a_record_is_json_and_tells_what_confidence_rests_on() -> None:
    record = json.loads(json.dumps(why("Tessa Brandreth criticised Colin Marsh on Monday.", "criticises").record()))
    assert record["trigger"] == "criticised"
    assert record["weights"]
    assert 0 < record["confidence"] < 1
