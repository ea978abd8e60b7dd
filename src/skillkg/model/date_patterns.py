"""Patterns of dates and of ranges of dates; the words in them are data, in ``dates.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

YEAR: Final = r"(?:19[3-9]|20[0-4])\d(?!\d)"
SHORT_YEAR: Final = r"['’´`‘]\s?\d\d(?!\d)"
_MM: Final = r"(?:0?[1-9]|1[0-2])"
_DD: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|ère|ème|º|ª|\.)?"
_OF: Final = r"(?:of\s+|del?\s+|den\s+)?"
_WORD: Final = r"(?:(?<![^\W_])|(?<=(?-i:[a-zà-ÿ]))(?=(?-i:[A-ZÀ-Þ]))|(?<=[a-zà-ÿ)])(?=\d))"
"""Where a word of a date can begin: not within another, unless it is glued to the end of one."""
_NUMBER: Final = r"(?<![\d$€£#+.,:])(?<!(?<!\d)\d{3}-)"
"""Where a number can be a date: not within another, an amount or a telephone number."""


class DatePatterns(NamedTuple):
    """Patterns that do not regard case."""

    single: re.Pattern[str]
    """A date that is one wherever it stands."""
    ranges: re.Pattern[str]
    """From when until when; its groups are dates."""
    now: re.Pattern[str]
    """What stands in place of an end that has not come."""
    forms: tuple[re.Pattern[str], ...]
    """The forms of a date, those that say more first; their groups are its year and month."""
    months: dict[str, int]
    """Numbers of months by all of their names, in small letters."""


@cache
def date_patterns() -> DatePatterns:
    """Make the patterns; they are made once."""
    text = files("skillkg.model").joinpath("dates.toml").read_text(encoding="utf-8")
    words: dict[str, Any] = tomllib.loads(text)
    months = {name: n for n, names in enumerate(words["months"], 1) for name in names.split()}
    month = rf"(?:{_longest_first(months)})(?![^\W\d_])"
    now = rf"(?:{'|'.join(words['now'])})(?![^\W\d_])"
    single = _single(month, words["seasons"])
    return DatePatterns(
        single=_compiled(single),
        ranges=_compiled(_ranges(words, month, single, now)),
        now=_compiled(now),
        forms=tuple(map(_compiled, _forms(month))),
        months=months,
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _single(month: str, seasons: str) -> str:
    season = rf"(?:{_longest_first(seasons.split())}|[qh][1-4]|fy)\b\.?"
    numbers = (
        rf"{_NUMBER}\d{{1,2}}{sign}\s?\d{{1,2}}{sign}\s?(?:{YEAR}|\d\d(?!\d))"
        for sign in ("-", "/", r"\.")
    )
    forms = (
        rf"{_WORD}{month}\.?\s+{_DD}{_ORDINAL}[,\s]\s*{YEAR}",
        rf"{_WORD}(?:{_DD}{_ORDINAL}[\s-]*{_OF})?{month}[\s.,/–-]*{_OF}(?:{YEAR}|{SHORT_YEAR})",
        rf"{_NUMBER}{YEAR}[\s,/-]*{month}",
        rf"{_NUMBER}{YEAR}[-./]{_MM}(?:[-./]{_DD})?(?!\d)",
        *numbers,
        rf"{_NUMBER}{_MM}\s?[-./]\s?{YEAR}",
        rf"{_WORD}{season}\s*{_OF}(?:{YEAR}|{SHORT_YEAR})(?:/\d\d(?!\d))?",
        rf"{_NUMBER}{YEAR}",
        rf"(?<!\w){SHORT_YEAR}",
    )
    return f"(?:{'|'.join(forms)})"


def _ranges(words: dict[str, Any], month: str, single: str, now: str) -> str:
    def any_of(*names: str) -> str:
        return "(?:" + "|".join(word for name in names for word in words[name]) + ")"

    to = rf"(?:\s*{any_of('to')}\s*)"
    # What can be a date only where another date stands at its side: Sep 08, 6/18.
    date = rf"(?:{single}|{_WORD}{month}\.?[\s-]?\d\d(?!\d)|{_NUMBER}{_MM}[/.]\d\d(?![\d/]))"
    shared = rf"(?P<month>{_WORD}{month})\.?(?=\s*[-–—‐]|\s+[a-z])"
    alternatives = (
        rf"(?:(?P<start>{date})|{shared}){to}(?P<end>{date})",
        rf"{_WORD}{any_of('between')}\s+(?P<first>{date})\s*{any_of('and')}\s*(?P<last>{date})",
        rf"(?P<open>{date})(?:{to}|[\s,(]\s*)(?P<now>{now})",
        rf"(?P<year>{_NUMBER}{YEAR})\s?[-–—‐/]\s?['’]?(?P<short>\d\d)(?![\d.,/-])",
        rf"(?P<unfinished>{single})\s*[-–—~+]\s*(?=[)\]|]|$)",
    )
    since = rf"{_WORD}{any_of('since', 'from')}\s+(?P<since>{single})(?:\s*,?\s*(?P<until>{now}))?"
    before = rf"(?:{_WORD}{any_of('from')}\s+)?"
    return rf"[(\[]?(?:{before}(?:{'|'.join(alternatives)})|{since})[)\]]?"


def _forms(month: str) -> tuple[str, ...]:
    name, year = f"(?P<name>{month})", rf"(?P<year>{YEAR})"
    any_year = rf"(?P<year>{YEAR}|{SHORT_YEAR}|\d\d(?!\d))"
    return (
        rf"{name}\.?\s+{_DD}{_ORDINAL}[,\s]\s*{year}",
        rf"{name}[\s.,/–-]*{_OF}{any_year}",
        rf"{year}[\s,/–-]*{name}",
        rf"{year}[-./](?P<month>{_MM})(?!\d)",
        rf"(?<!\d){_DD}\.\s?(?P<month>{_MM})\.\s?{any_year}",
        rf"(?<!\d)(?P<month>\d{{1,2}})[-/](?P<other>\d{{1,2}})[-/]{any_year}",
        rf"(?<!\d)(?P<month>{_MM})\s?[-./]\s?{year}",
        rf"(?<!\d)(?P<month>{_MM})[/.](?P<year>{SHORT_YEAR}|\d\d(?!\d))",
        year,
        rf"(?P<year>{SHORT_YEAR})",
    )
