"""``graphkit explain``: why a text gives its claims, and no others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphkit.cli.options import json_option
from graphkit.cli.terminal import line, tell, tell_json
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.dates import PartialDate
    from graphkit.model import Article
    from graphkit_loaders.explain import Explained


@click.command("explain")
@click.argument("text", metavar="TEXT")
@click.option("--published", metavar="DATE", help="Day of publication, from which 'on Tuesday' is reckoned.")
@click.option("--model", metavar="NAME", help="Installed spaCy pipeline to parse with.")
@json_option
def command(text: str, published: str | None, model: str | None, as_json: bool) -> None:
    """Tell why a text gives the claims that it gives, and why others were dropped.

    TEXT is a sentence, or the file of an article, or - for standard input. For each claim: the word that carries it,
    how its subject and object were found, which words take it from plain, what its confidence rests on. For each
    word that could have carried an action and did not: the reason.

    \b
    Examples:
      graphkit explain "Mr Marsh refused to back the bill, Ada Bell said."
      graphkit explain article.txt --published 2031-05-04
      graphkit explain --json - < article.txt
    """
    from graphkit.dates import PartialDate
    from graphkit_loaders.explain import explain

    day = PartialDate.parse(published) if published else None
    found = [(article, explain(article, model=model)) for article in _articles(text, day)]
    if as_json:
        tell_json([explained.record() for _, every in found for explained in every])
        return
    for _, every in found:
        for row in _rows(every):
            tell(row)


def _articles(text: str, day: PartialDate | None) -> Iterator[Article]:
    from dataclasses import replace

    from graphkit.model import Article

    if text == "-":
        yield Article(sys.stdin.read(), published=day)
    elif os.path.exists(text):
        from graphkit_loaders import read

        for article in read(text):
            yield replace(article, published=day) if day else article
    elif not text.strip():
        raise UsageError("there is no text to explain; give a sentence in quotes, or a file")
    else:
        yield Article(text, published=day)


def _rows(every: list[Explained]) -> Iterator[str]:
    from graphkit.cli.wording import period, sentence, stated
    from graphkit.vocabulary import vocabulary

    labels = {name: predicate.label for name, predicate in vocabulary().predicates.items()}
    if not every:
        yield "no claim, and no word that carries one"
    for number, explained in enumerate(every):
        if number:
            yield ""
        label, claim = labels.get(explained.predicate, explained.predicate), explained.claim
        if claim is None:
            yield line(f"dropped: {label} ({explained.trigger!r}): {explained.dropped}")
            continue
        yield line(" ".join(part for part in (sentence(claim, label), f"[{stated(claim)}]", period(claim)) if part))
        yield "  " + line(f"carried by {explained.trigger!r}")
        for words in (explained.subject, explained.object):
            if words:
                yield "  " + line(words)
        if explained.put:
            yield "  put so by " + line(", ".join(repr(word) for word in explained.put))
        told = ", ".join(f"{name} {weight:+.1f}" for name, weight in explained.weights)
        yield "  " + line(f"confidence {claim.confidence:.2f}" + (f": {told}" if told else ""))
