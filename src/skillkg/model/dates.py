"""Dates as resumes write them, to the month."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
MONTHS: Final = "|".join(_MONTHS)
"""What names of months start with, as alternatives of a pattern."""
NOW: Final = "present|now|current|today|ongoing"
"""What stands in place of an end that has not come, likewise."""
_MONTH: Final = rf"(?P<name>{MONTHS})[a-z]*\.?"
_DATE: Final = re.compile(
    rf"{_MONTH}\s+(?:\d{{1,2}},?\s+)?(?P<a>(?:19|20)\d\d)"
    r"|(?P<b>(?:19|20)\d\d)[-./](?P<bm>0?[1-9]|1[0-2])(?!\d)"
    r"|(?<!\d)(?P<cm>0?[1-9]|1[0-2])[-./](?P<c>(?:19|20)\d\d)"
    r"|(?P<d>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_NOW: Final = re.compile(rf"{NOW}|to date", re.IGNORECASE)


def iso_month(text: str) -> str:
    """A date as ``2021-03``, or ``2021`` where it has no month; empty where it is none.

    ``March 2021``, ``03/2021``, ``3.2021``, ``2021-03`` and ``2021-03-15`` are the same month.
    """
    date = _DATE.search(text)
    if date is None:
        return ""
    year = date["a"] or date["b"] or date["c"] or date["d"]
    number = date["bm"] or date["cm"]
    if date["name"]:
        return f"{year}-{_MONTHS.index(date['name'].casefold()) + 1:02}"
    return f"{year}-{int(number):02}" if number else year


def is_now(text: str) -> bool:
    """Whether an end says that it has not come: ``present``, ``today``."""
    return _NOW.search(text) is not None
