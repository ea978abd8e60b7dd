"""Dates and ranges of dates as resumes write them, in five languages, to the month.

Where a date can be read in two ways (``03/04/2020``) both are given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.model.date_patterns import SHORT_YEAR, YEAR, date_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

_CENTURY: Final = 40
"""Two digits below are of this century, others of the last."""
_YEARS: Final = re.compile(rf"{YEAR}|{SHORT_YEAR}")


class DateRange(NamedTuple):
    """A range of dates in a line; a date by itself starts and ends it."""

    first: int
    last: int
    """``line[first:last]`` says it, words like *since* and brackets around it included."""
    start: str
    end: str
    """As written; a year that both ends share is in each. No end: it has not ended."""
    is_range: bool
    """Whether it says from when until when, or since when."""


def find_ranges(line: str) -> list[DateRange]:
    """Find the ranges of dates in a line, or, where it has none, its dates."""
    if not any(map(str.isdigit, line)):
        return []
    patterns = date_patterns()
    ranges = [_range(match) for match in patterns.ranges.finditer(line)]
    return ranges or [
        DateRange(*match.span(), match[0], match[0], is_range=False)
        for match in patterns.single.finditer(line)
    ]


def _range(match: re.Match[str]) -> DateRange:
    start = match["start"] or match["first"] or match["open"] or match["since"]
    end = match["end"] or match["last"] or match["now"] or match["until"] or ""
    if month := match["month"]:  # Jan – Mar 2020
        start = f"{month} {_YEARS.findall(end)[-1]}" if _YEARS.search(end) else month
    elif short := match["short"]:  # 2016–18, but 2016/08 is a month
        start, end = match["year"], match["year"][:2] + short
        if end <= start:
            return DateRange(*match.span(), match[0], match[0], is_range=False)
    return DateRange(*match.span(), start or match["unfinished"], end, is_range=True)


def iso_months(text: str) -> tuple[str, ...]:
    """Give what a date can mean, as ``2021-03``, or ``2021`` where it has no month.

    ``March 2021``, ``Mar '21``, ``03/2021``, ``3/21``, ``2021-03`` and ``15.3.2021`` are the same
    month; ``03/04/2021`` is one of two; what is no date is none.
    """
    matches = (form.search(text) for form in date_patterns().forms)
    match = next(filter(None, matches), None)
    return () if match is None else tuple(_months(match.groupdict()))


def iso_month(text: str) -> str:
    """The likeliest of what a date can mean; empty where it is none."""
    return next(iter(iso_months(text)), "")


def decimal_year(month: str) -> float:
    """A month as ``iso_month`` gives it, as a year and its part; a year alone from its middle."""
    year, _, number = month.partition("-")
    return int(year) + ((int(number) - 1) / 12 if number else 0.5)


def is_now(text: str) -> bool:
    """Whether an end says that it has not come: ``present``, ``to date``, ``heute``."""
    return date_patterns().now.search(text) is not None


def _months(groups: dict[str, str | None]) -> Iterator[str]:
    year = _year(groups["year"] or "")
    if name := groups.get("name"):
        yield f"{year}-{date_patterns().months[name.casefold()]:02}"
    elif month := groups.get("month"):
        # Month before day, as in the US, comes first: there most resumes are from.
        readings = dict.fromkeys((int(month), int(groups.get("other") or month)))
        yield from (f"{year}-{number:02}" for number in readings if 1 <= number <= 12)
    else:
        yield year


def _year(digits: str) -> str:
    digits = digits.strip(" '’´`‘")
    if len(digits) == 4:
        return digits
    return f"20{digits}" if int(digits) < _CENTURY else f"19{digits}"
