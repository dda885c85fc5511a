"""JSON files: a list of articles, one article, or the answer of a news service with its articles inside."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping

from graphkit_loaders.sources import jsonl
from graphkit_loaders.sources.detect import stem
from graphkit_loaders.sources.encoding import bom, decode, wide_encoding
from graphkit_loaders.sources.item import Item, Options, Outcome, Unfit, size, too_big
from graphkit_loaders.sources.record import FIELDS, field_of

#: where services put their articles: NewsAPI and Guardian (response.results), JSON Feed, Event Registry, plain dumps
_LISTS = ("articles", "results", "items", "documents", "docs", "data", "news", "entries")
_WRAPPERS = ("response", "articles", "data", "result")
_BETWEEN = re.compile(r"[\s,]*")
_STEP = 1 << 20


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The articles of a JSON file. A list is read item by item, so that it may be of any length."""
    head = item.look(options.max_bytes + 1)
    name = stem(item.name)
    if len(head) <= options.max_bytes:
        text = decode(item.whole(options.max_bytes), options.encoding)
        if text.lstrip().startswith("["):
            yield from _items(item, name, iter((text,)), options)
        else:
            yield from _values(item, name, text)
        return
    encoding, mark = options.encoding or "utf-8", b""
    if options.encoding is None:
        found = bom(head)
        encoding = found[0] if found else wide_encoding(head) or "utf-8"
        mark = head[: found[1]] if found else b""
    start = head[len(mark) : len(mark) + 400].decode(encoding, "replace").lstrip()
    if start.startswith("["):
        item.stream.read(len(mark))
        yield from _items(item, name, _pieces(item, encoding), options)
    elif start.startswith("{") and _is_object(head.partition(b"\n")[0]):
        yield from jsonl.read(item, options)
    else:
        raise too_big(options.max_bytes)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _values(item: Item, name: str, text: str) -> Iterator[Outcome]:
    try:
        value = jsonl.parse(text)
    except Unfit as reason:
        lines = text.split("\n")
        first = next((line for line in lines if line.strip()), "")
        if not _is_object(first.encode("utf-8", "surrogatepass")):
            raise reason from None
        for number, line in enumerate(lines, 1):  # JSON lines under the name of JSON
            if line.strip():
                yield jsonl.one(line, item.place.at(number), f"{name}#{number}")
        return
    records = _wrapped(value)
    if records is None:
        yield jsonl.from_record(value, item.place, name)
        return
    if not records:
        raise Unfit("holds an empty list of articles")
    for number, record in enumerate(records, 1):
        yield jsonl.from_record(record, item.place.at(number, "item"), f"{name}#{number}")


def _wrapped(value: object) -> list[object] | None:
    """The list of articles inside an object that is none itself."""
    if not isinstance(value, Mapping) or any(field_of(key) in FIELDS["text"] for key in value):
        return None
    for inner in (value, *(value[key] for key in _WRAPPERS if isinstance(value.get(key), Mapping))):
        for key in _LISTS:
            if isinstance(inner.get(key), list):
                found: list[object] = inner[key]
                return found
    return None


def _pieces(item: Item, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while True:
        data = item.stream.read(_STEP)
        try:
            text = decoder.decode(data, not data)
        except (UnicodeError, ValueError):
            raise Unfit(f"is not {encoding.upper()} all through", "say which encoding it has (--encoding)") from None
        if "\0" in text:
            raise Unfit("is binary, not text: it holds NUL characters")
        yield text
        if not data:
            return


def _items(item: Item, name: str, pieces: Iterator[str], options: Options) -> Iterator[Outcome]:
    """The articles of a list, of which only the item at hand is in memory."""
    decoder = json.JSONDecoder()
    text, at, number, more = "", 0, 0, True
    opened = False
    while True:
        match = _BETWEEN.match(text, at)
        assert match is not None
        at = match.end()
        if at < len(text) and not opened:
            opened, at = True, at + 1  # the bracket
            continue
        if at < len(text) and text[at] == "]":
            break
        failure: Exception | None = None
        if at < len(text):
            try:
                value, end = decoder.raw_decode(text, at)
            except (ValueError, RecursionError) as error:
                failure = error
            else:
                number += 1
                yield jsonl.from_record(value, item.place.at(number, "item"), f"{name}#{number}")
                at = end
                continue
        if more and not isinstance(failure, RecursionError) and len(text) - at <= options.max_bytes:
            # As much again as there is, so that a long item is tried a few times and not a thousand.
            text, wanted = text[at:], max(_STEP, len(text) - at)
            at, got = 0, [text]
            while wanted > 0 and (piece := next(pieces, "")):
                got.append(piece)
                wanted -= len(piece)
            more = wanted <= 0
            text = "".join(got)
            continue
        yield from _rest(item, number + 1, failure, more, options)
        return
    if number == 0:
        raise Unfit("holds an empty list")
    if text[at + 1 :].strip() or any(piece.strip() for piece in pieces):
        yield Unfit("has something after the end of its list, which was not read").rejected(item.place)


def _rest(item: Item, number: int, failure: Exception | None, more: bool, options: Options) -> Iterator[Outcome]:
    """The reason why nothing from this item on could be read. Its place is the file: all of it is to be tried again."""
    if isinstance(failure, RecursionError):
        what = "is JSON nested too deep"
    elif failure is None:
        what = "is broken JSON that ends in the middle of its list"
    elif more:
        what = f"is bigger than {size(options.max_bytes)} for one article, or broken JSON,"
    else:
        message = failure.msg if isinstance(failure, json.JSONDecodeError) else str(failure)
        what = f"is broken JSON ({message})"
    yield Unfit(f"{what} at item {number}", "that item and all after it are left out").rejected(item.place)
