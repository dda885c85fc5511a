"""Random articles and claims, with characters that break escapes, names that share an id, and dates of all kinds."""

from __future__ import annotations

from hypothesis import strategies as st

from graphkit.dates import PartialDate
from graphkit.model import ENTITY_TYPES, Act, Article, Claim, Entity, Evidence, Modality, Span
from graphkit.vocabulary import vocabulary

# what ends lines, literals, IRIs and templates, beside any other character but halves of surrogate pairs
ODD = "\n\r\t\x00\x0b\x0c\x1c\x1f\x7f\x85\u2028\u2029\ufeff\ufffd\ufffe\uffff\\\"'<>{}^@`%#?&;,. é߀😀𐍈"
characters = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"]))


def words(min_size: int = 0) -> st.SearchStrategy[str]:
    return st.text(characters, min_size=min_size, max_size=12)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    parts = draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """Few ids with many names, so that articles share entities and call them by different labels."""
    type = draw(st.sampled_from(ENTITY_TYPES[:3]))
    name = draw(st.sampled_from(["ada", "ben", "%41/..", "ł@é", "a b<c>\"\\'"]))
    label = draw(st.sampled_from(["Ada Bell", "ADA BELL", "ada bell", 'Ben\t"Crow"', "Ł€\u2028"]) | words(1))
    aliases = draw(st.lists(words(), max_size=2))
    return Entity(f"{type.lower()}/{name}", type, label if label.strip() else "Ada", tuple(aliases))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        draw(words(1)) + draw(st.sampled_from(["", " and so on, at some length"])),
        title=draw(st.none() | words()),
        address=draw(st.none() | words()),
        publisher=draw(st.none() | words()),
        authors=tuple(draw(st.lists(words(), max_size=3))),
        published=draw(st.none() | dates()),
        language=draw(st.sampled_from([None, "", "en", "en-GB"])),
        document=draw(st.sampled_from(["", "a", "b", "c\n"])),
    )


@st.composite
def spans(draw: st.DrawFn, article: Article) -> Span:
    start = draw(st.integers(0, len(article.text) - 1))
    return start, draw(st.integers(start + 1, len(article.text)))


@st.composite
def parts(draw: st.DrawFn, article: Article) -> tuple[Span, ...]:
    """A content in no, one or several parts; two may touch."""
    edges = sorted(draw(st.lists(st.integers(0, len(article.text)), max_size=6)))
    return tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end)


@st.composite
def claims(draw: st.DrawFn, article: Article) -> Claim:
    start, end = draw(spans(article))
    maybe = st.none() | spans(article)
    target = draw(st.none() | entities())
    evidence = Evidence.cut(
        article,
        start,
        end,
        trigger=draw(maybe),
        subject=draw(maybe),
        object=draw(maybe) if target else None,
        content=draw(parts(article)),
    )
    concerns = tuple({e.id: e for e in draw(st.lists(entities(), max_size=2))}.values())
    act = Act(article.id, draw(words()), concerns) if draw(st.booleans()) else None
    first, second = draw(st.none() | dates()), draw(st.none() | dates())
    if first and second and first.earliest > second.latest:
        first, second = second, first
    return Claim(
        article.id,
        draw(entities()),
        draw(st.sampled_from(sorted(vocabulary().predicates)[:4])),
        evidence,
        object=target,
        act=act,
        verb=draw(words()),
        negated=draw(st.booleans()),
        modality=draw(st.sampled_from([*Modality, Modality.ASSERTED, Modality.ASSERTED])),
        former=draw(st.sampled_from([False, False, True])),
        source=draw(st.none() | st.none() | entities()),
        valid_from=first,
        valid_until=second,
        confidence=draw(st.floats(0, 1)),
        extractor=draw(words()),
    )


@st.composite
def records(draw: st.DrawFn, max_claims: int = 4) -> tuple[Article, list[Claim]]:
    article = draw(articles())
    return article, draw(st.lists(claims(article), max_size=max_claims))


def libraries(max_size: int = 3) -> st.SearchStrategy[list[tuple[Article, list[Claim]]]]:
    """Several articles of different ids."""
    return st.lists(records(), max_size=max_size, unique_by=lambda record: record[0].id)
