"""Dates of publication: read as exactly as they are written, and unknown where they do not say it."""

from __future__ import annotations

import pytest

from graphkit_loaders.sources.published import published


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018-09-11", "2018-09-11"), ("2018-09", "2018-09"), ("2018", "2018"), (2018, "2018"),
        ("2018/9/1", "2018-09-01"),
        ("2018-09-11T23:59:59-05:00", "2018-09-11"), ("2018-09-11 08:00:00.123456+00:00", "2018-09-11"),
        ("20180911", "2018-09-11"),
        ("20180911T080000Z", "2018-09-11"), ("2018.09.11", "2018-09-11"), (" 2018-09-11 ", "2018-09-11"),
        ("Tue, 11 Sep 2018 08:00:00 GMT", "2018-09-11"), ("11 Sep 2018 08:00 +0100", "2018-09-11"),
        ("11 September 2018", "2018-09-11"),
        ("September 11, 2018", "2018-09-11"), ("Sept. 11, 2018", "2018-09-11"),
        ("Tuesday 11th of September, 2018", "2018-09-11"),
        ("Published: 10:32, 11 September 2018", "2018-09-11"), ("10:32 BST, 11-Sep-2018", "2018-09-11"),
        ("September 2018", "2018-09"),
        ("Sep 2018", "2018-09"), ("13/04/2018", "2018-04-13"), ("04/13/2018 10:00", "2018-04-13"),
        ("4.4.2018", "2018-04-04"),
        (1536652800, "2018-09-11"), (1536652800000, "2018-09-11"), ("1536652800", "2018-09-11"),
        (1536652800.5, "2018-09-11"),
        ("1 May 1997", "1997-05-01"), ("May 1, 1997", "1997-05-01"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_written(value: object, date: str) -> None:
    assert str(published(value)) == date


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2018", "3-4-2018", "11/09/18", "yesterday", "2 hours ago", "", "  ", "unknown", "0000-00-00",
        "2018-13-01", "2018-02-30",
        "9999-12-31", "0001-01-01", "1970-01-01", "1970-01-01T00:00:00Z", 0, -1, 1, 12, 1e30, float("nan"),
        float("inf"), None, True,
        [], {}, ["2018-09-11"], "30 February 2018", "11 Septembre 2018", "from 1 May 2018 to 3 May 2018",
        "31 June 2018", "x" * 1000,
        "１１ September ２０１８", "٢٠١٨-٠٩-١١", "2018-09-11-12", "12018-09-11", "May we meet 2018 people", 10**400,
        "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_ambiguous_or_nonsense_stays_unknown(value: object) -> None:
    assert published(value) is None
