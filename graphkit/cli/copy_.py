"""``graphkit copy``: one store into another."""

from __future__ import annotations

import click

from graphkit.cli.failures import resumable
from graphkit.cli.options import open_existing
from graphkit.cli.terminal import plural, progress, say


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def command(source: str, target: str) -> None:
    """Copy a store into another one, of any kind.

    FROM and TO are addresses of stores: a folder, or a server. What TO holds stays. A copy that was stopped goes on
    when it is run again; copied into an empty store, the graph gives the same exports, byte for byte.

    \b
    Examples:
      graphkit copy graph sparql+http://localhost:7878/query
      graphkit copy sparql+http://localhost:3030/news/query backup
    """
    from graphkit.copying import copy
    from graphkit.stores import open_store

    with open_existing(source) as read, open_store(target) as written, progress() as bar:
        total = read.counts()["articles"] if bar.active else None
        bar.total = total
        done = 0
        with resumable(lambda: done):
            for new in copy(read, written):
                done += new
                bar.show(done, {"articles": done})
        bar.clear()
        counts = written.counts()
    articles, claims = plural(counts["articles"], "article"), plural(counts["claims"], "claim")
    say(f"{plural(done, 'article')} copied; {target} holds {articles}, {claims}")
