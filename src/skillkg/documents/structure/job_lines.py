"""Lines of a resume that tell of a job: their dates, and the names in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.structure.role_words import names_role
from skillkg.documents.structure.sections import heading_of, lines_of
from skillkg.documents.structure.titles import (
    COMPANY,
    MAX_WORDS,
    SURE,
    is_title,
    segments,
    title_likeness,
)
from skillkg.model.date_patterns import date_patterns
from skillkg.model.dates import find_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Section
    from skillkg.model.dates import DateRange
    from skillkg.model.document import Span

_ABSENCE: Final = re.compile(
    r"\b(?:leave|sabbatical|career break|gap year|out of work|unemployed|travel(?:l?ing)?)\b",
    re.IGNORECASE,
)
_DURATION: Final = re.compile(
    r"[(\[·•]?\s*\b(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\+?\s*"
    r"(?:years?|yrs?|months?|mos?|weeks?)\b\.?(?:[\s,&]*(?:and\s+)?"
    r"\d{1,2}\s*(?:months?|mos?|weeks?)\b\.?)?\s*[)\]]?",
    re.IGNORECASE,
)
"""How long a job took, as exports of networks say it beside its dates."""
_REGION: Final = re.compile(r"(?!(?:IT|HR|QA|PR|ER)\b)[A-Z]{2}|USA|UAE|UK|State")
"""Codes of states and countries by their shape, without those that departments go by; anonymised
resumes say *City, State*."""
_LEADING_REGION: Final = re.compile(rf"(?:{_REGION.pattern})\s+(?=[A-Z])")
_BESIDE: Final = 8
"""Most words around dates in the middle of a line that names no role for certain."""
_MARKS: Final = " \t|,–-*_#()[]"
ITEM: Final = re.compile(r"(?:[-–—•*·▪◦o]|\(?\d{1,2}[.)])\s")
_TO: Final = re.compile(r"\s*[-–—]")
_BEGUN: Final = re.compile(r"\d\s*[-–—](?!\d)")
_TO_LINE: Final = re.compile(r"(?:to|until|till|bis|[-–—])", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?;]$|[.!?]\s+[A-Z]")
_NO_SENTENCE: Final = re.compile(r"\b(?:inc|ltd|co|corp|jr|sr|dept|st|[A-Z])\.", re.IGNORECASE)


class JobLine(NamedTuple):
    """A line: its dates, and what else of it may be a title or an employer."""

    dates: DateRange | None
    names: list[Span]
    usable: bool
    """Whether it may tell of a job whose dates stand in another line."""
    where: frozenset[Span]
    """Names that seem to say where and not for whom."""
    is_duration: bool = False
    """Whether it says how long something took, and nothing else."""


def job_lines(text: str, part: Section) -> list[JobLine]:
    """Read the lines of a part of a resume; dates over two lines are those of the first."""
    lines = _without_to(list(lines_of(text, part.start, part.end)))
    read: list[JobLine] = []
    cut = 0
    for (start, line), (_, following) in pairwise([*lines, (0, "")]):
        end = _end_below(line, following)
        read.append(_job_line(start + cut, line[cut:], end))
        cut = len(end)
    return read


def _without_to(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines, with a dash at the end of those that a line with nothing but *to* follows."""
    kept: list[tuple[int, str]] = []
    for start, line in lines:
        if kept and _TO_LINE.fullmatch(line):
            kept[-1] = (kept[-1][0], f"{kept[-1][1]} –")
        else:
            kept.append((start, line))
    return kept


def _end_below(line: str, following: str) -> str:
    """The end of a range of dates that a line begins and the next one ends; mostly empty."""
    if not _BEGUN.search(line):  # few lines do, and patterns of dates take time
        return ""
    patterns = date_patterns()
    begun, complete = patterns.single.search(line), patterns.ranges.search(line)
    if begun is None or not _TO.match(line, begun.end()):
        return ""
    if complete is not None and not complete["unfinished"]:
        return ""
    ended = patterns.single.match(following) or patterns.now.match(following)
    return "" if ended is None else ended[0]


def _job_line(start: int, line: str, end: str) -> JobLine:
    dates = _dates(line, end)
    names = list(_names(start, line, dates))
    if dates is not None and _is_absence(line, names):
        return JobLine(None, [], usable=False, where=frozenset())
    is_other = dates is not None or heading_of(line, "resume") is not None
    where = frozenset(_where(start, line, names))
    usable = not (is_other or _is_prose(line))
    return JobLine(dates, names, usable, where, is_duration=bool(_DURATION.fullmatch(line)))


def _is_role(quote: str) -> bool:
    return title_likeness(quote) >= SURE


def is_place(quote: str) -> bool:
    """Whether a name is the code of a state or a country, or stands for one."""
    return quote == "City" or _REGION.fullmatch(quote) is not None


def _dates(line: str, end: str) -> DateRange | None:
    """The dates of a job: a range, or a date beside little else."""
    ranges = find_ranges(line)
    if not ranges:
        return None
    dates = ranges[0]._replace(end=end, is_range=True) if end else ranges[0]
    rest = line[: dates.first] + line[dates.last :]
    if ITEM.match(line) or len(rest.split()) > 2 * MAX_WORDS:
        return None
    is_whole = dates.is_range and bool(dates.end)
    if not is_whole and (_is_prose(rest) or len(ranges) > 1):
        return None
    at_edge = not (line[: dates.first].strip(_MARKS) and line[dates.last :].strip(_MARKS))
    if at_edge or (len(rest.split()) <= _BESIDE and not _is_prose(rest)):
        return dates
    # In the middle of a sentence they may be those of anything, unless it names a role.
    return dates if any(_is_role(span.quote) for span in _names(0, line, dates)) else None


def _is_absence(line: str, names: Sequence[Span]) -> bool:
    """Whether a line tells of time without work; there are travel nurses and leave managers."""
    return _ABSENCE.search(line) is not None and not any(names_role(n.quote) for n in names)


def _is_prose(line: str) -> bool:
    if ITEM.match(line) or len(line.split()) > MAX_WORDS:
        return True
    return _SENTENCE.search(_NO_SENTENCE.sub("", line)) is not None


def _names(start: int, line: str, dates: DateRange | None) -> Iterator[Span]:
    """What stands between separators, dates being one."""
    bare = line
    if dates is not None:
        bare = line[: dates.first] + "\t" * (dates.last - dates.first) + line[dates.last :]
    bare = _DURATION.sub(lambda match: "\t" * len(match[0]), bare)
    before = None
    for span in segments(start, bare):
        if before is not None and (region := _LEADING_REGION.match(span.quote)):
            cut = region.end()
            span = span.__class__(span.start + cut, span.end, span.quote[cut:])
        if is_title(span.quote):
            yield span
        before = span


def _where(start: int, line: str, names: Sequence[Span]) -> Iterator[Span]:
    """Names of a line that seem to say where the work was: ``Austin`` and ``TX``."""
    for city, region in pairwise(names):
        between = line[city.end - start : region.start - start].strip()
        if between == "," and _REGION.fullmatch(region.quote) and _is_city(city.quote):
            yield from (city, region)


def _is_city(quote: str) -> bool:
    """Whether a name before a region is written as those of cities are: ``IBM, US`` is none."""
    words = quote.split()
    is_written_so = all(word[0].isupper() and not word.isupper() for word in words)
    return is_written_so and not (names_role(quote) or COMPANY.search(quote))
