"""A stream of articles in, a stream of (article, claims) out: small steps, each replaceable."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.model import Article, Claim
from graphkit_loaders import __version__
from graphkit_loaders.claims.actions.actions import Actions
from graphkit_loaders.claims.actions.triggers import triggers
from graphkit_loaders.claims.confidence import sure
from graphkit_loaders.claims.draft import Draft, finish
from graphkit_loaders.claims.relations import Relations
from graphkit_loaders.claims.speech import Speech
from graphkit_loaders.claims.times.periods import dated
from graphkit_loaders.entities.coreference import Resolver
from graphkit_loaders.entities.quotes.speaking import speaking
from graphkit_loaders.entities.reading import Reading, ResolverFactory, read_article
from graphkit_loaders.entities.references import Reference, load_resolver, references
from graphkit_loaders.language.model import DEFAULT_MODEL, load, parse, signature
from graphkit_loaders.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Articles that one worker takes at a time: enough to hide the cost of passing them, few enough to keep memory flat
_CHUNK = 16


def drafts(reading: Reading) -> Iterator[Draft]:
    """The claims of one reading, as drafts: relations, actions, speech; each with its time and how sure it is."""
    return sure(found_in(reading), reading)


def found_in(reading: Reading) -> Iterator[Draft]:
    """The drafts of :func:`drafts` as their rules leave them: with the confidence of the rule alone."""
    rules = triggers()
    found = itertools.chain(
        Relations(reading, lexicon()).find(),
        Actions(reading, rules).find(),
        Speech(reading, rules, speaking()).find(),
    )
    yield from dated(found, reading)


def claims_of(article: Article, doc: Doc, extractor: str, resolver: ResolverFactory = Resolver) -> list[Claim]:
    """The claims of one parsed article, each once, by place."""
    reading = read_article(article, doc, lexicon(), resolver)
    found: dict[str, Claim] = {}
    for draft in drafts(reading):
        claim = finish(draft, article, doc, extractor)
        found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.evidence.start, c.id))


def extract(
    articles: Iterable[Article], *, model: str | None = None, workers: int = 1, resolver: str | None = None
) -> Iterator[tuple[Article, list[Claim]]]:
    """The articles with their claims, in the order in which they came, the same whatever the number of workers.

    ``model`` is an installed spaCy pipeline or a path to one; ``resolver`` names another coreference resolver, as
    "module:name" of a :data:`~graphkit_loaders.entities.reading.ResolverFactory`.

    Raises:
        UsageError: the model or the resolver cannot be loaded, or ``workers`` is less than 1.
    """
    if workers < 1:
        raise UsageError(f"workers must be 1 or more, not {workers}")
    name = model or DEFAULT_MODEL
    if workers == 1:
        yield from _extract_here(articles, name, resolver)
        return
    yield from _extract_apart(articles, name, workers, resolver)


def mentions(
    articles: Iterable[Article], *, model: str | None = None, resolver: str | None = None
) -> Iterator[tuple[Article, list[Reference]]]:
    """The articles with all places that name, describe or point to somebody or something, by place.

    Takes ``model`` and ``resolver`` as :func:`extract` does, and raises as it does.
    """
    for article, doc in _parsed(articles, load(model or DEFAULT_MODEL)):
        yield article, references(article, doc, read_article(article, doc, lexicon(), load_resolver(resolver)))


def _parsed(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    given, to_parse = itertools.tee(articles)
    yield from zip(given, parse(nlp, (a.text for a in to_parse)), strict=True)


def _extract_here(
    articles: Iterable[Article], model: str, resolver: str | None
) -> Iterator[tuple[Article, list[Claim]]]:
    nlp, factory = load(model), load_resolver(resolver)
    who = f"graphkit-rules {__version__}" + (f" + {resolver}" if resolver else "")
    extractor = f"{who} / {signature(nlp)}"
    for article, doc in _parsed(articles, nlp):
        yield article, claims_of(article, doc, extractor, factory)


def _chunk(articles: list[Article], model: str, resolver: str | None) -> list[tuple[Article, list[Claim]]]:
    return list(_extract_here(articles, model, resolver))


def _extract_apart(
    articles: Iterable[Article], model: str, workers: int, resolver: str | None
) -> Iterator[tuple[Article, list[Claim]]]:
    """Chunks of articles through worker processes, answers in the order of the chunks, a bounded number under way."""
    import multiprocessing
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    load(model)  # a wrong name is told here, once, and not by every worker
    load_resolver(resolver)
    stream = iter(articles)
    # spawn, not fork: the parent may hold a store and threads of its own
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[list[tuple[Article, list[Claim]]]]] = deque()
        try:
            for chunk in iter(lambda: list(itertools.islice(stream, _CHUNK)), []):
                waiting.append(pool.submit(_chunk, chunk, model, resolver))
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
