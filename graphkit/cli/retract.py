"""``graphkit retract``: an article and exactly what it brought, out of the store."""

from __future__ import annotations

import sys

import click

from graphkit.cli.options import open_existing, store_option
from graphkit.cli.terminal import line, plural, say, tell
from graphkit.errors import UnknownName, UsageError
from graphkit.model import Article
from graphkit.stores.base import Store

#: so few digits of an article's id name it, if no other begins with them (the eight that local entity ids end with)
SHORTEST = 8


def find_article(store: Store, name: str) -> Article:
    """The article of this id, of an id that begins so, or of this document name.

    Raises:
        UnknownName: there is none.
        UsageError: there are several.
    """
    article = store.article(name)
    if article is not None:
        return article
    found: list[Article] = []
    documents: set[str] = set()
    for article in store.articles():
        documents.add(article.document)
        if article.document == name or (len(name) >= SHORTEST and article.id.startswith(name)):
            found.append(article)
    if not found:
        raise UnknownName("article", name, documents - {""}, "give its id or its file's name without the ending")
    if len(found) > 1:
        listed = "\n".join(f"  {article.id}  {line(article.title or '(no title)')}" for article in found)
        raise UsageError(f"{len(found)} articles are named {name!r}; give the id of one:\n{listed}")
    return found[0]


def describe(article: Article) -> str:
    """The article in a line: title, publisher, date."""
    parts = [f'"{article.title}"' if article.title else "(no title)"]
    parts += [str(part) for part in (article.publisher, article.published) if part]
    return line(", ".join(parts))


@click.command("retract")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@store_option
def command(articles: tuple[str, ...], yes: bool, store: str) -> None:
    """Take an article and all that it brought out of the store.

    ARTICLE is an article's id (its first eight digits will do) or the name of its file without the ending. What other
    articles say stays, and the store is afterwards as if this one had never been imported.

    \b
    Examples:
      graphkit retract 2031-05-02-harbour-vote
      graphkit retract --yes 9c0e57d1
    """
    with open_existing(store) as opened:
        chosen = {article.id: article for article in (find_article(opened, name) for name in articles)}
        for article in chosen.values():
            say(f"{describe(article)}: {plural(sum(1 for _ in opened.claims(article.id)), 'claim')}")
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError("retracting asks first, and nobody is there to answer; add --yes to do it")
            click.confirm("Take out of the store?", abort=True, err=True)
        for article in chosen.values():
            opened.retract(article.id)
            tell(f"retracted {article.id}")
