"""``graphkit show``: the dossier of an entity, every line with the words that bear it out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from graphkit.cli.options import json_option, one_entity, open_existing, store_option
from graphkit.cli.terminal import line, plural, say, tell, tell_json
from graphkit.cli.wording import marks, origin, own_account, period, sentence, wrapped
from graphkit.model import Article, Claim, Entity

#: widest line of a quote: longer ones are hard to read
WIDEST = 110


def sections(entity: Entity, claims: Iterable[Claim]) -> Iterator[tuple[str, dict[str, list[Claim]]]]:
    """The claims in the order of a dossier: title -> line -> the claims that say so.

    Claims that differ in their words alone are one line.
    """
    from graphkit.vocabulary import vocabulary

    predicates = vocabulary().predicates
    order = {name: place for place, name in enumerate(predicates)}
    titles = {"relation": "Is", "action": "Does", "speech": "Says", "other": "Also"}
    found: dict[str, dict[str, list[Claim]]] = {title: {} for title in (*titles.values(), "Named by others")}
    claims = list(claims)
    said = [c for c in claims if c.predicate == "says"]
    for claim in sorted(claims, key=lambda c: order.get(c.predicate, len(order))):
        predicate = predicates.get(claim.predicate)
        own = claim.subject.id == entity.id or (
            predicate is not None
            and predicate.kind == "relation"
            and claim.object is not None
            and claim.object.id == entity.id
        )
        title = titles.get(predicate.kind if predicate else "other", "Also") if own else "Named by others"
        label = predicate.label if predicate else claim.predicate
        if claim.predicate == "acts" and claim.verb:
            label = f"({claim.verb})"
        put = [*marks(claim), *(["told by themselves"] if own_account(claim, said) else [])]
        parts = [sentence(claim, label), f"[{', '.join(put)}]" if put else "", period(claim)]
        found[title].setdefault(line(" ".join(part for part in parts if part)), []).append(claim)
    yield from ((title, lines) for title, lines in found.items() if lines)


def dossier(entity: Entity, claims: list[Claim], articles: Mapping[str, Article], width: int) -> Iterator[str]:
    """The lines of the dossier."""
    yield line(entity.label)
    yield f"{entity.type}  {line(entity.id)}"
    if entity.aliases:
        yield from wrapped(line("also: " + ", ".join(entity.aliases)), "", width)
    for title, lines in sections(entity, claims):
        yield f"\n{title}"
        for text, same in lines.items():
            yield from wrapped(text, "  ", width)
            for claim in sorted(same, key=lambda c: _when(articles.get(c.article))):
                quote = line(f"{origin(articles.get(claim.article))}: “{claim.evidence.quote}”")
                yield from wrapped(quote, "      ", width)


def _when(article: Article | None) -> tuple[str, str]:
    return (str(article.published or "9999"), article.id) if article else ("9999", "")


@click.command("show")
@click.argument("name", metavar="ENTITY")
@store_option
@json_option
def command(name: str, store: str, as_json: bool) -> None:
    """Tell all that is known of a person, a party, a place.

    ENTITY is a name, one of its other names, or an id. In brackets stands how an article puts a claim where it does
    not plainly say that it is so: denied, planned, possible, conditional, former, according to whom, or told by
    themselves, of what somebody says of their own deeds.

    \b
    Examples:
      graphkit show "Jane Doe"
      graphkit show party/harbour-party --json
    """
    with open_existing(store) as opened:
        entity, others = one_entity(opened, name)
        claims = [c for c in opened.neighbourhood([entity.id]) if entity.id in {e.id for e in c.entities()}]
        articles = {key: a for key in sorted({c.article for c in claims}) if (a := opened.article(key)) is not None}
    if as_json:
        tell_json(_record(entity, claims, articles))
        return
    for text in dossier(entity, claims, articles, min(shutil.get_terminal_size().columns, WIDEST)):
        tell(text)
    say(f"\n{plural(len(claims), 'claim')} in {plural(len(articles), 'article')}")
    if others:
        say("also named so: " + ", ".join(f"{e.label} ({e.id})" for e in others))


def _record(entity: Entity, claims: list[Claim], articles: Mapping[str, Article]) -> dict[str, Any]:
    from graphkit.records import article_record, claim_record

    return {
        "entity": {"id": entity.id, "label": entity.label, "type": entity.type, "aliases": list(entity.aliases)},
        "claims": [claim_record(c, articles[c.article].document if c.article in articles else "") for c in claims],
        "articles": [
            {key: value for key, value in article_record(a, ())["article"].items() if key != "text"}
            for a in articles.values()
        ],
    }
