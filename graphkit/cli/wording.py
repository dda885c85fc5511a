"""Claims in words, for people who read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.model import Act, Article, Claim


def marks(claim: Claim) -> list[str]:
    """How the article puts the claim, where it does not plainly say that it is so: ``denied``, ``according to X``."""
    by = f"according to {claim.source.label}" if claim.source else ""
    return [by if mark == "reported" else mark for mark in claim.marks]


def stated(claim: Claim) -> str:
    """The marks in a phrase; ``stated`` where there is none."""
    return ", ".join(marks(claim)) or "stated"


def own_account(claim: Claim, said: Iterable[Claim]) -> bool:
    """Whether a deed is told in the doer's own words: it stands in the content of one of ``said``, claims of speech."""
    at = claim.evidence.trigger
    if claim.source is not None or claim.predicate == "says" or at is None:
        return False
    own = (c for c in said if c.subject.id == claim.subject.id and c.article == claim.article)
    return any(start <= at[0] and at[1] <= end for c in own for start, end in c.evidence.content)


def period(claim: Claim) -> str:
    """Since when and until when it holds, as far as the article tells: ``from 2018-09``, ``until 2019``."""
    parts = []
    if claim.valid_from:
        parts.append(f"from {claim.valid_from}")
    if claim.valid_until:
        parts.append(f"until {claim.valid_until}")
    return " ".join(parts)


def target(claim: Claim) -> str:
    """What it is about: the object's name, the act in quotes, or nothing; both where there are both."""
    parts = [claim.object.label] if claim.object else []
    if isinstance(claim.act, Act):
        parts.append(f"“{claim.act.content}”")
    return ": ".join(parts)


def origin(article: Article | None) -> str:
    """Who published it, and when: ``Harbour Gazette, 2031-05-02``."""
    if article is None:
        return "unknown article"
    name = article.publisher or article.document or article.title or f"article {article.id[:8]}"
    return f"{name}, {article.published}" if article.published else name


def sentence(claim: Claim, label: str) -> str:
    """The claim as subject, ``label`` of its predicate, and target."""
    return " ".join(part for part in (claim.subject.label, label, target(claim)) if part)


def wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    """The text in lines of at most ``width`` characters, each after ``indent``."""
    import textwrap

    yield from textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
