"""JSON lines: one article a line, as scrapers write them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphkit_loaders.rejects import Place, Rejected
from graphkit_loaders.sources.detect import stem
from graphkit_loaders.sources.item import Item, Options, Outcome, Unfit
from graphkit_loaders.sources.lines import numbered_lines
from graphkit_loaders.sources.record import article


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The article of each line; a bad line is left out alone. Empty lines are nothing."""
    name = stem(item.name)
    empty = True
    for number, line in numbered_lines(item, options):
        place = item.place.at(number)
        if isinstance(line, Unfit):
            empty = False
            yield line.rejected(place)
        elif line.strip():
            empty = False
            yield one(line, place, f"{name}#{number}")
    if empty:
        raise Unfit("is empty")


def one(line: str, place: Place, document: str) -> Outcome:
    """The article of one line, or the line as a reject."""
    line = line.rstrip("\r\n")
    try:
        record = parse(line)
    except Unfit as reason:
        return reason.rejected(place, text=line, document=document, format="jsonl")
    return from_record(record, place, document)


def from_record(record: object, place: Place, document: str) -> Outcome:
    """The article of a record, or the record as a reject."""
    try:
        return place, article(record, document)
    except Unfit as reason:
        if isinstance(record, dict):
            return reason.rejected(place, record=record, document=document)
        text = json.dumps(record, ensure_ascii=False)
        return reason.rejected(place, text=text, document=document, format="jsonl")


def parse(text: str) -> object:
    """The JSON value of a text; :class:`Unfit` where it has none."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unfit(f"is broken JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Unfit("is JSON nested too deep") from None
    except ValueError as error:  # a number of more than 4,300 digits
        raise Unfit(f"is JSON that cannot be read: {error}") from None
    return value


__all__ = ["Rejected", "from_record", "one", "parse", "read"]
