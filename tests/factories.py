"""Small builders of articles and claims for tests, about people and parties that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence, Span

ADA = Entity.named("Person", "Ada Bell", ["Ms Bell"])
BEN = Entity.named("Person", "Ben Crow")
CLEO = Entity.named("Person", "Cleo Dune")
HARBOUR = Entity.named("Party", "Harbour Party", ["Harbour"])
MEADOW = Entity.named("Party", "Meadow League")
HEXBY = Entity.named("Constituency", "Hexby North")
MAYOR = Entity.named("Office", "mayor of Hexby")

TEXT = (
    "Ada Bell leads the Harbour Party.\n"
    "Ben Crow criticised Ms Bell over the ferry tax.\n"
    "Ms Bell refused to sell the harbour to Ben Crow.\n"
    "Cleo Dune, MP for Hexby North, said Mr Crow would leave the Meadow League.\n"
)


def article(text: str = TEXT, **data: Any) -> Article:
    """An article; ``published`` may be a text such as ``2031-05``."""
    published = data.pop("published", "2031-05-04")
    data = {"title": "A row over the ferry", "publisher": "Hexby Herald", "document": "ferry", "language": "en"} | data
    return Article(text, published=PartialDate.parse(published) if published else None, **data)


def claim(
    of: Article,
    subject: Entity,
    predicate: str,
    object: Entity | None = None,
    *,
    quote: str | None = None,
    content: str | None = None,
    concerns: Iterable[Entity] = (),
    trigger: str | None = None,
    parts: Sequence[Span] = (),
    **more: Any,
) -> Claim:
    """A claim whose evidence is the first place where ``quote`` stands (else the whole text)."""
    quote = of.text if quote is None else quote
    start = of.text.index(quote)
    span = None
    if trigger is not None:
        at = of.text.index(trigger, start)
        span = (at, at + len(trigger))
    fields: dict[str, Any] = {"extractor": "tests 1", "confidence": 0.9} | more
    for name in ("valid_from", "valid_until"):
        if isinstance(fields.get(name), str):
            fields[name] = PartialDate.parse(fields[name])
    return Claim(
        of.id,
        subject,
        predicate,
        Evidence.cut(of, start, start + len(quote), trigger=span, content=parts),
        object=object,
        act=Act(of.id, content, tuple(concerns)) if content is not None else None,
        **fields,
    )


def ferry(**data: Any) -> tuple[Article, list[Claim]]:
    """An article of four sentences with its claims: a relation, an attack, a refusal and a reported plan."""
    of = article(**data)
    lines = of.text.split("\n")
    return of, [
        claim(of, ADA, "leads", HARBOUR, quote=lines[0], trigger="leads", valid_from="2030"),
        claim(of, BEN, "criticises", ADA, quote=lines[1], content="the ferry tax", verb="criticise"),
        claim(
            of, ADA, "refuses", quote=lines[2], content="sell the harbour to Ben Crow", concerns=[BEN], verb="refuse"
        ),
        claim(of, CLEO, "represents", HEXBY, quote=lines[3]),
        claim(of, BEN, "leaves", MEADOW, quote=lines[3], modality="planned", source=CLEO, verb="leave"),
    ]
