"""Rejects files: what was left out, tried again, from what is kept beside it or from the file where it stood."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, cast

from graphkit.errors import SourceError
from graphkit_loaders.rejects import Place, Rejected, entry_place
from graphkit_loaders.sources import html, jsonl, reading, text
from graphkit_loaders.sources.detect import FORMATS, is_rejects_name, stem
from graphkit_loaders.sources.item import Item, Options, Outcome, Unfit
from graphkit_loaders.sources.lines import numbered_lines

_NAME_IT = "name the rejects file itself, with --format rejects"


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The articles that can be read now; what still cannot is rejected again, at its first place.

    A line may send us to a file only where the user named the rejects file as one: nobody else's archive or feed may
    have a file of this machine read. Lines added meanwhile (new rejects, to the same file) are not read.
    """
    may_follow = item.depth == 0 and (options.format == "rejects" or is_rejects_name(item.name))
    inner = replace(options, format=None if options.format == "rejects" else options.format)
    # A record takes more room here than where it stood, being UTF-8 and escaped.
    lines = numbered_lines(_as_long_as_now(item), replace(options, max_bytes=4 * options.max_bytes + 1_000_000))
    waiting = _Waiting("", inner)
    empty = True
    for number, line in lines:
        if not isinstance(line, Unfit) and not line.strip():
            continue
        empty = False
        try:
            if isinstance(line, Unfit):
                raise line
            told, kept = _entry(jsonl.parse(line))
            place = entry_place(told)
        except (Unfit, ValueError) as error:
            reason = error if isinstance(error, Unfit) else Unfit(f"is no line of a rejects file: {error}")
            yield reason.rejected(item.place.at(number), text=None if isinstance(line, Unfit) else line.rstrip("\r\n"))
            continue
        outcome = _from_kept(told, kept, place)
        if outcome is None and place.path is not None and may_follow:
            wanted = replace(inner, format=inner.format or _format(told))
            if (place.path, wanted) != (waiting.path, waiting.options):
                yield from waiting.outcomes()
                waiting = _Waiting(place.path, wanted)
            waiting.places.append(place)
            continue
        if outcome is None:
            hint = _NAME_IT if place.path is not None else "give the source again"
            outcome = Unfit("is not kept in the rejects file, so it is not tried again", hint).rejected(place)
        yield from waiting.outcomes()
        yield outcome
    yield from waiting.outcomes()
    if empty:
        raise Unfit("is empty")


def _as_long_as_now(item: Item) -> Item:
    try:
        length = os.fstat(item.raw.fileno()).st_size
    except (OSError, AttributeError):
        return item
    if item.place.path is None or not length:
        return item
    return Item(item.place, item.name, cast(BinaryIO, _Upto(cast(BinaryIO, item.stream), length)))


class _Upto:
    """The first bytes of a stream."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int) -> bytes:
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data


def _entry(value: object) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    if not isinstance(value, Mapping):
        raise ValueError("it is no object")
    told = value.get("rejected")
    if not isinstance(told, Mapping):
        raise ValueError("it has no 'rejected' that tells its place")
    return told, value


def _format(told: Mapping[str, Any]) -> str | None:
    name = told.get("format")
    return name if isinstance(name, str) and name in FORMATS and name != "rejects" else None


def _from_kept(told: Mapping[str, Any], kept: Mapping[str, Any], place: Place) -> Outcome | None:
    """The outcome of what stands in the line itself; None where nothing does."""
    name = told.get("document")
    document = name if isinstance(name, str) and name else stem(os.path.basename((place.name, *place.members)[-1]))
    if "record" in kept:
        return jsonl.from_record(kept["record"], place, document)
    words, kind = kept.get("text"), told.get("format")
    if not isinstance(words, str):
        return None
    if kind == "jsonl":
        return jsonl.one(words, place, document)
    if kind == "row":  # cells mean nothing without their header
        return (
            None
            if place.path
            else Unfit("is a broken row", "make a record of it").rejected(place, text=words, format=kind)
        )
    try:
        return place, html.article(words, document) if kind == "html" else text.article(words, document)
    except Unfit as reason:
        return reason.rejected(place, text=words, document=document, format=kind if kind == "html" else None)


@dataclass(slots=True)
class _Waiting:
    """Places of one file, to be read in one go."""

    path: str
    options: Options
    places: list[Place] = field(default_factory=list)

    def outcomes(self) -> Iterator[Outcome]:
        """What stands at the places now; each is accounted for. Empties the list."""
        places, self.places = self.places, []
        if not places:
            return
        if is_rejects_name(os.path.basename(self.path)):
            for place in places:
                yield Unfit("leads to a rejects file, which could go round in a circle", "name that file").rejected(
                    place
                )
            return
        exact = {(place.members, place.line) for place in places if place.line is not None}
        broad = {place.members for place in places if place.line is None}
        met: set[tuple[tuple[str, ...], int | None]] = set()
        failure: SourceError | None = None
        try:
            for outcome in reading.outcomes(self.path, self.options):
                at = outcome.place if isinstance(outcome, Rejected) else outcome[0]
                keys = {(at.members, at.line)} & exact
                keys |= {(at.members[:i], None) for i in range(len(at.members) + 1) if at.members[:i] in broad}
                # What ends a file early (a broken archive) concerns all that was to be found behind it.
                if keys:
                    met |= keys
                    yield outcome
        except SourceError as error:
            failure = error
        for place in places:
            if (place.members, place.line) not in met:
                reason = Unfit(failure.reason, failure.hint) if failure else Unfit("is no more at its place")
                yield replace(reason.rejected(place), format=self.options.format)
