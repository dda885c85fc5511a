"""Tables (CSV, TSV): one article a row, under column names as in JSON lines."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from graphkit_loaders.rejects import shown
from graphkit_loaders.sources.detect import stem
from graphkit_loaders.sources.item import Item, Options, Outcome, Unfit, too_big
from graphkit_loaders.sources.jsonl import from_record
from graphkit_loaders.sources.lines import numbered_lines
from graphkit_loaders.sources.record import FIELDS, field_of

_SEPARATORS = ",;\t|"
_MOST_RESTARTS = 100  # each may read up to one article's length again


class _Rows:
    """The lines of a table, fed to the csv module, which can be taken back where a row goes wrong."""

    def __init__(self, lines: Iterator[tuple[int, str | Unfit]], limit: int) -> None:
        self._lines, self._limit = lines, limit
        self._again: deque[tuple[int, str | Unfit]] = deque()
        self.row: list[tuple[int, str | Unfit]] = []
        self._length = 0

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.row, self._length = [], 0

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._lines)
        self.row.append((number, line))
        if isinstance(line, Unfit):
            raise line
        self._length += len(line)
        if self._length > self._limit:
            raise too_big(self._limit)
        return line

    def take_back(self) -> None:
        """All lines of the row but its first are to be read again."""
        self._again.extendleft(reversed(self.row[1:]))
        self.row = self.row[:1]


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The article of each row; a bad row is left out alone. The separator is the one that the header shows."""
    # The module's limit on a field (131,072) is under a long article. It is one for the whole process, so it is only
    # ever raised; what bounds memory is the length of a row, which _Rows watches.
    csv.field_size_limit(max(csv.field_size_limit(), 2**31 - 1))
    rows = _Rows(numbered_lines(item, options), options.max_bytes)
    columns, reader, separator = _header(rows)
    name, restarts, some = stem(item.name), 0, False
    while True:
        rows.begin()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except (csv.Error, Unfit) as error:
            some = True
            number, line = rows.row[0]
            reason = error if isinstance(error, Unfit) else Unfit(f"is a broken row: {error}")
            # A quotation mark that nothing closes swallows the rows that follow: they are read again without it.
            restarts += len(rows.row) > 1
            if restarts > _MOST_RESTARTS:
                many = Unfit(
                    f"has too many broken rows, at line {number} again one", "that row and all after it are left out"
                )
                yield many.rejected(item.place)
                return
            rows.take_back()
            reader = csv.reader(rows, delimiter=separator, strict=True)
            text = None if isinstance(line, Unfit) else line.rstrip("\r\n")
            yield reason.rejected(item.place.at(number), document=f"{name}#{number}", text=text, format="row")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        some = True
        number = rows.row[0][0]
        place, document = item.place.at(number), f"{name}#{number}"
        if len(cells) > len(columns):
            record: dict[str, object] = dict(zip(columns, cells, strict=False))
            record["more"] = cells[len(columns) :]
            reason = Unfit(f"has {len(cells)} fields where the header names {len(columns)}", "put its text in quotes")
            yield reason.rejected(place, record=record, document=document)
            continue
        yield from_record(dict(zip(columns, cells, strict=False)), place, document)
    if not some:
        raise Unfit("holds a header and no rows")


def _header(rows: _Rows) -> tuple[list[str], Iterator[list[str]], str]:
    """The column names, and the reader that stands after them."""
    try:
        first = next(rows)
        while not first.strip():
            rows.begin()
            first = next(rows)
    except StopIteration:
        raise Unfit("is empty") from None
    # The separator under which most columns have a name that we know.
    separator = max(
        _SEPARATORS, key=lambda s: (sum(field_of(c.strip().strip('"')) is not None for c in first.split(s)), s == ",")
    )
    try:
        columns = next(csv.reader([first], delimiter=separator, strict=True))
    except csv.Error as error:
        raise Unfit(f"has a broken header: {error}") from None
    if not any(field_of(column) in FIELDS["text"] for column in columns):
        names = ", ".join(shown(column)[:30] for column in columns[:8])
        raise Unfit(f"has no column of text; its first line is: {names}", "name one " + " or ".join(FIELDS["text"]))
    return columns, csv.reader(rows, delimiter=separator, strict=True), separator
