"""What date the words of an article mean, reckoned from the day of its publication, as far as they tell it.

"Tuesday" is the last one for what has happened and the next one for what is to come, as news uses it. What could be
two dates ("last Tuesday", "next Friday", "winter of 2010", "three weeks ago") is none: unknown is better than wrong.
"""

from __future__ import annotations

import datetime
import re

from graphkit.dates import PartialDate
from graphkit.errors import ModelError

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10}  # fmt: skip
_PART = r"(?:morning|afternoon|evening|night|lunchtime)"
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = "(?P<weekday>" + "|".join(_DAYS) + ")"
_NUMBER = r"(?P<number>\d{1,2}|" + "|".join(_NUMBERS) + ")"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"(?:the )?(?:spring|summer|autumn|fall) (?:of )?{_YEAR}",
        rf"{_MONTH}(?:,? {_YEAR})?",
        rf"(?:(?:{'|'.join(_DAYS)}),? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
        rf"(?:(?:{'|'.join(_DAYS)}),? )?{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"{_WEEKDAY}(?: {_PART})?",
        rf"(?P<today>today|tonight|this {_PART})",
        rf"(?P<yesterday>yesterday(?: {_PART})?|last night)",
        rf"(?P<tomorrow>tomorrow(?: {_PART})?)",
        r"(?P<which>last|this|next) (?P<unit>month|year)",
        rf"{_NUMBER} (?P<unit>day|month|year)s? ago",
    )
)
_VAGUE = re.compile(r"(?:early|late|mid)[ -]+(?:in )?")


def date_of(
    words: str, published: PartialDate | None, *, future: bool | None, told: bool = False
) -> PartialDate | None:
    """The date that words mean; None where they mean none or could mean several.

    ``future`` says whether they tell of what is to come, None where that is open. ``told`` is for the words of
    somebody quoted, whose "Tuesday" is not reckoned from the article's day.
    """
    text = _VAGUE.sub("", " ".join(words.casefold().replace(" ,", ",").split()), count=1).strip(" ,.")
    for pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        try:
            return _meant({k: v for k, v in found.groupdict().items() if v}, published, future, told)
        except (ModelError, ValueError, OverflowError):
            return None
    return None


def _meant(parts: dict[str, str], published: PartialDate | None, future: bool | None, told: bool) -> PartialDate | None:
    month = _MONTHS[parts["month"]] if "month" in parts else None
    day = int(parts["day"]) if "day" in parts else None
    if "year" in parts:
        return PartialDate(int(parts["year"]), month, day)
    if published is None or told:
        return None
    if month is not None:
        return _without_year(month, day, published, future)
    if "unit" in parts:
        return _counted(parts, published)
    if published.day is None:
        return None
    today = published.earliest
    if "weekday" in parts:
        if future is None:
            return None
        away = (_DAYS.index(parts["weekday"]) - today.weekday()) % 7
        return PartialDate.of(today + datetime.timedelta(days=away if future or not away else away - 7))
    for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if name in parts:
            return PartialDate.of(today + datetime.timedelta(days=days))
    return None


def _without_year(month: int, day: int | None, published: PartialDate, future: bool | None) -> PartialDate | None:
    """The nearest such month or day before the publication, or after it for what is to come."""
    if published.month is None or future is None:
        return None
    here = (
        (published.month, published.day or 0) if day is not None and published.day is not None else (published.month, 0)
    )
    there = (month, day if day is not None and published.day is not None else 0)
    year = published.year
    if future and there < here:
        year += 1
    elif not future and there > here:
        year -= 1
    return PartialDate(year, month, day)


def _counted(parts: dict[str, str], published: PartialDate) -> PartialDate | None:
    """ "Last month", "next year", "two days ago"."""
    if "which" in parts:
        away = {"last": -1, "this": 0, "next": 1}[parts["which"]]
    else:
        number = parts["number"]
        away = -(_NUMBERS[number] if number in _NUMBERS else int(number))
    if parts["unit"] == "year":
        return PartialDate(published.year + away)
    if published.month is None:
        return None
    if parts["unit"] == "month":
        year, month = divmod(published.year * 12 + published.month - 1 + away, 12)
        return PartialDate(year, month + 1)
    if published.day is None:
        return None
    return PartialDate.of(published.earliest + datetime.timedelta(days=away))
