"""The stream of claims: the same whatever the workers and the neighbours, with evidence that holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.errors import UsageError
from graphkit.model import Article, Claim
from graphkit_loaders import extract
from graphkit_loaders.language.layout import lines
from graphkit_loaders.language.model import load

TEXTS = [
    "Harbour leader Mara Quill criticised Wexmoor MP Tobias Renn. She said he had misled voters.",
    "Tobias Renn, the MP for Wexmoor, denied the claim. Mr Renn will meet Ms Quill on Friday.",
    "The party could back the bill if its leader, Mara Quill, agreed to meet campaigners.",
    "Ex-minister Ada Fenn joined the Labour Party in March. Labour welcomed her.",
    "",
    "Nothing political happened in the town today, and nobody said a word about it.",
] * 4


def articles() -> list[Article]:
    return [Article(text, document=f"a{k}") for k, text in enumerate(TEXTS)]


def by_document(stream: list[tuple[Article, list[Claim]]]) -> dict[str, list[str]]:
    return {article.document: [c.id for c in claims] for article, claims in stream}


def test_order_of_the_stream_is_kept() -> None:
    assert [a.document for a, _ in extract(articles())] == [a.document for a in articles()]


def test_neighbours_and_order_do_not_change_the_claims() -> None:
    whole = by_document(list(extract(articles())))
    assert whole == by_document(list(extract(reversed(articles()))))
    alone = {a.document: [c.id for c in claims] for article in articles() for a, claims in extract([article])}
    assert whole == alone


def test_workers_do_not_change_the_claims() -> None:
    assert list(extract(articles(), workers=2)) == list(extract(articles()))


def test_every_quote_and_span_stands_in_its_article() -> None:
    for article, claims in extract(articles()):
        for claim in claims:
            at = claim.evidence
            assert article.text[at.start : at.end] == at.quote
            assert claim.article == article.id
            assert at.trigger is not None
            assert article.text[slice(*at.trigger)].strip()
            assert claim.extractor.startswith("graphkit-rules ")


def test_articles_are_taken_as_they_are_needed() -> None:
    taken = 0

    def stream() -> object:
        nonlocal taken
        for article in articles() * 50:
            taken += 1
            yield article

    found = extract(stream())  # type: ignore[arg-type]
    next(iter(found))
    assert taken < 100


def test_unknown_model_is_told_by_name() -> None:
    with pytest.raises(UsageError, match="no_such_model"):
        list(extract([Article("Text.")], model="no_such_model"))


def test_workers_below_one_are_refused() -> None:
    with pytest.raises(UsageError, match="workers"):
        list(extract([Article("Text.")], workers=0))


def test_headlines_and_menus_are_no_prose() -> None:
    news = "Mara Quill has attacked Tobias Renn over the harbour sale in the town."
    text = f"Quill attacks Renn\nHome News Wexmoor\n{news}\nMore"
    assert [line.prose for line in lines(text)] == [False, False, True, False]
    [(_, claims)] = extract([Article(text)])
    assert all(c.evidence.start >= text.index("Mara") for c in claims)


def test_paragraphs_break_sentences() -> None:
    doc = load()("Ann Lee left\nBob Fox stayed in the town.")
    assert next(s.text.strip() for s in doc.sents) == "Ann Lee left"


@pytest.mark.shared
def test_seed_story() -> None:
    """The story that the project began with: what its annotation holds comes out, no refused deed as a plain edge."""
    gold = Path(__file__).parents[3] / "shared" / "gold"
    [story] = (gold / "open").glob("kent*.json") if gold.exists() else [None]
    if story is None:
        pytest.skip("no ../shared beside the checkout: the annotated articles are not part of the project")
    noted = json.loads(story.read_text(encoding="utf-8"))
    names = {e["id"]: {e["name"], *e["also"]} for e in noted["entities"]}
    article = Article((gold / "texts" / f"{story.stem}.txt").read_text(encoding="utf-8"), document=story.stem)
    [(_, claims)] = extract([article])
    plain = {(c.subject.label, c.predicate, c.object.label if c.object else None) for c in claims if c.is_plain}

    def stated(subject: str, predicate: str, object_: str | None) -> bool:
        return any(
            s in names[subject] and p == predicate and (object_ is None or o in names[object_]) for s, p, o in plain
        )

    relations = [r for r in noted["relations"] if r["p"] in {"leads", "represents"}]
    assert len(relations) == 3
    assert all(stated(r["s"], r["p"], r["o"]) for r in relations)
    told = [a for a in noted["actions"] if a["source"] is None]
    acts = {(a["s"], a["p"]) for a in told if a["p"] in {"refuses", "demands", "criticises"}}
    assert all(stated(subject, predicate, None) for subject, predicate in acts)
    [refuser] = {subject for subject, predicate in acts if predicate == "refuses"}
    [member] = {r["s"] for r in relations if r["p"] == "leads"}
    assert refuser == member
    assert not any(s in names[refuser] and p in {"supports", "criticises", "helps"} for s, p, _ in plain)
    assert not any(p == "dismisses" for _, p, _ in plain)
