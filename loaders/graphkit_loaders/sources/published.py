"""Dates of publication as sources write them, as partial dates. What is ambiguous or missing stays unknown."""

from __future__ import annotations

import datetime
import re

from graphkit.dates import PartialDate
from graphkit.errors import ModelError

# Newspapers begin about here; what claims to be of another century is a slip or a stand-in for "unknown".
_FIRST, _LAST = 1700, 2100
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_NUMBER = {name[:length]: i for i, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![\d:.])(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?=\Z|[T\s,])", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:Z|[+-]\d{4})?)?\Z", re.ASCII)
_NUMERIC = re.compile(r"(?<![\d:.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_WRITTEN = (
    re.compile(rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}", re.IGNORECASE | re.ASCII),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}", re.IGNORECASE | re.ASCII),
    re.compile(rf"(?<![\d.] )(?<!\d)\b{_MONTH}[\s,]+{_YEAR}", re.IGNORECASE | re.ASCII),
)
_LONGEST = 120  # characters; a date with its weekday, time, zone and "Published on" is shorter


def published(value: object) -> PartialDate | None:
    """The date that the value tells for certain, as exactly as it tells it; else None.

    ISO 8601 and RFC 2822, written English dates, numbers of seconds or milliseconds since 1970. The day is the one
    written, whatever the zone. ``03/04/2018`` is March or April, and unknown; ``13/04/2018`` is clear.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _from_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    if re.fullmatch(r"\d{10}|\d{13}|\d{10}\.\d{1,6}", text, re.ASCII):
        return _from_number(float(text))
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return _date(int(text))
    if found := _ISO.match(text):
        return _date(*(int(part) for part in found.group(1, 3, 4) if part))
    if found := _COMPACT.match(text):
        return _date(*map(int, found.groups()))
    return _from_words(text)


def _from_words(text: str) -> PartialDate | None:
    for form in _WRITTEN:
        dates = {_date(int(m["year"]), _NUMBER[m["month"].lower()], *_day(m)) for m in form.finditer(text)}
        if dates:
            return dates.pop() if len(dates) == 1 else None
    dates = {_numeric(int(m[1]), int(m[3]), int(m[4])) for m in _NUMERIC.finditer(text)}
    return dates.pop() if len(dates) == 1 else None


def _day(match: re.Match[str]) -> tuple[int, ...]:
    return (int(match["day"]),) if "day" in match.re.groupindex else ()


def _numeric(first: int, second: int, year: int) -> PartialDate | None:
    if first <= 12 < second:
        first, second = second, first
    elif second <= 12 and first <= 12 and first != second:
        return None
    return _date(year, second, first)


def _from_number(value: float) -> PartialDate | None:
    if isinstance(value, int) and _FIRST <= value <= _LAST:
        return _date(value)
    if not abs(value) < 1e14:  # also what is no number
        return None
    seconds = value / 1000 if abs(value) > 1e11 else value
    # Under a year's seconds it is a counter, and 0 a stand-in for "unknown".
    if not 31_536_000 <= seconds < 4_102_444_800:
        return None
    day = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return PartialDate.of(day.date())


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    # The first second of 1970 is how programs write that they do not know.
    if not _FIRST <= year <= _LAST or (year, month, day) == (1970, 1, 1):
        return None
    try:
        return PartialDate(year, month, day)
    except ModelError:
        return None
