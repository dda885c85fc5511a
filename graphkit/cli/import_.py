"""``graphkit import``: articles into a store, with what they say."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain

import click

from graphkit.cli.failures import FAILED, INTERRUPTED, resumable
from graphkit.cli.options import json_option, store_option
from graphkit.cli.reading import Record, expected, least_confidence, read_articles, read_exports, reading_options, split
from graphkit.cli.rejections import rejects_option, rejects_to
from graphkit.cli.terminal import plural, progress, say, tell_json
from graphkit.errors import UsageError
from graphkit.model import Article
from graphkit.stores.base import Store


class Tally:
    """Counts what goes by on its way into the store: articles read, those kept already, claims."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.articles = self.known = self.claims = 0
        self.stopped = False
        self._waiting: deque[int] = deque()  # claims of the articles that the store has taken and not yet kept

    @property
    def read(self) -> int:
        return self.articles + self.known

    def unknown(self, articles: Iterator[Article]) -> Iterator[Article]:
        """The articles that the store does not have: the others need not be extracted once more."""
        for article in articles:
            kept = self.store.copies(article.id)
            # A known article under a new file name goes on: the store keeps all names that it came with.
            if any((c.document, c.language) == (article.document, article.language) for c in kept):
                self.known += 1
            else:
                yield article

    def given(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records as they are, for the store to take."""
        try:
            for article, claims in records:
                self._waiting.append(len(claims))
                yield article, claims
        except KeyboardInterrupt:  # an end like any other, so that the store keeps what it was given before
            self.stopped = True

    def keep(self, records: Iterator[Record]) -> Iterator[None]:
        """Let the store take the records; gives way after each."""
        for new in self.store.add_all(self.given(records)):
            claims = self._waiting.popleft()
            self.articles += new
            self.claims += claims * new
            self.known += not new
            yield


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@reading_options
@rejects_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    store: str,
    form: str | None,
    encoding: str | None,
    max_size: float,
    model: str | None,
    resolver: str | None,
    workers: int,
    precision: float | None,
    recall: float | None,
    rejects: str,
    as_json: bool,
) -> None:
    """Read articles and keep their claims in the store.

    SOURCE is a file or a folder (with all below it) of news articles: plain text, HTML, JSON Lines, CSV, also packed as
    gz or zip; or - for standard input; or a file that 'graphkit export' wrote as N-Quads or JSON Lines. An article that
    cannot be read is named with its reason, kept in the rejects file, and stops nothing else; the exit code is then 1.
    To import an article again changes nothing.

    \b
    Examples:
      graphkit import articles/
      graphkit import news.jsonl.gz page.html --workers 2
      cat article.txt | graphkit import --format text -
      graphkit import articles/ --precision .85
      graphkit import --store archive graph.nq
    """
    from graphkit.stores import open_store

    if sources.count("-") > 1:
        raise UsageError("standard input (-) can be read only once")
    least = least_confidence(precision, recall)
    articles, exports = split(sources, form)
    with progress() as bar, rejects_to(rejects, bar) as rejected, open_store(store) as opened:
        tally = Tally(opened)
        streams: list[Iterator[Record]] = [read_exports(source, kind, rejected) for source, kind in exports]
        if articles:
            from graphkit_loaders import extract

            bar.total = expected(articles) if bar.active else None
            read = read_articles(articles, form=form, encoding=encoding, max_size=max_size, on_reject=rejected)
            extracted = extract(tally.unknown(read), model=model, workers=workers, resolver=resolver)
            streams.append((article, [c for c in found if c.confidence >= least]) for article, found in extracted)
        with resumable(lambda: tally.articles):
            for _ in tally.keep(chain.from_iterable(streams)):
                counts = {"articles": tally.read, "claims": tally.claims, "rejected": rejected.count}
                bar.show(tally.read + rejected.count, counts)
    summary = {
        "store": opened.address,
        "articles": tally.articles,
        "known": tally.known,
        "claims": tally.claims,
        "rejected": rejected.count,
        "seconds": round(bar.seconds, 2),
    }
    if as_json:
        tell_json(summary | {"rejects": str(rejects) if rejected.count else None})
    known = f" ({tally.known:,} more {'was' if tally.known == 1 else 'were'} there already)" if tally.known else ""
    say(
        f"{plural(tally.articles, 'article')}{known}, {plural(tally.claims, 'claim')}, {rejected.count:,} rejected, "
        f"{bar.seconds:.1f} s"
    )
    rejected.tell()
    if tally.stopped:
        say("stopped before the end; what was read is kept, and the same command goes on from there")
        context.exit(INTERRUPTED)
    if rejected.count:
        context.exit(FAILED)
