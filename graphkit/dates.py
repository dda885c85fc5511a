"""Partial dates: a year, a month or a day, as an article gives them, with their bounds."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from graphkit.errors import ModelError

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day. Text form: ``2018``, ``2018-09``, ``2018-09-11`` (ISO 8601).

    Partial dates are not ordered, since ``2018`` neither precedes nor follows ``2018-09``; compare their bounds.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ModelError(f"a day without a month: {self!r}")
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise ModelError(f"no such date: {self}: {error}") from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date written as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; :class:`ModelError` for all else."""
        found = _FORM.match(text.strip())
        if not found:
            raise ModelError(f"not a date: {text!r}; write 2018, 2018-09 or 2018-09-11")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        return cls(year, month, day)

    @classmethod
    def of(cls, date: datetime.date) -> PartialDate:
        """The partial date of a whole day."""
        return cls(date.year, date.month, date.day)

    @property
    def earliest(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day that it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text
