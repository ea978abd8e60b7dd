"""Jobs of a resume in free text: title, employer and dates, from lines that stand together.

A place is told from an employer by its shape alone (``Austin, TX``, ``London, UK``, ``Remote``);
which names are those of cities is not known here, so that ``Nurse, Berlin`` stays open to both.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.document import Section
from skillkg.documents.structure.role_words import names_role
from skillkg.documents.structure.sections import heading_of, lines_of
from skillkg.documents.structure.titles import COMPANY, MAX_WORDS, is_title, segments
from skillkg.model.dates import MONTHS, NOW
from skillkg.model.document import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.model.document import Span

_DATE: Final = rf"(?:(?:{MONTHS})[a-z]*\.? ?|\d{{1,2}}[./-])?(?:19|20)\d\d(?:-\d\d)?"
_RANGE: Final = re.compile(
    rf"[(\[]?(?P<start>\b{_DATE})\s*(?:-|–|—|to|until)\s*(?P<end>{_DATE}|{NOW}|"
    rf"(?=\)|\s*$))[)\]]?",
    re.IGNORECASE,
)
_ABSENCE: Final = re.compile(
    r"\b(?:leave|sabbatical|career break|gap year|out of work|unemployed|travel(?:l?ing)?)\b",
    re.IGNORECASE,
)
_ARRANGED: Final = re.compile(
    r"(?:(?:fully|100 ?%) )?(?:remote|hybrid|on-?site|(?:work(?:ing)? )?from home"
    r"|(?:full|part)[- ]time)",
    re.IGNORECASE,
)
_REGION: Final = re.compile(r"(?!(?:IT|HR|QA|PR|ER)\b)[A-Z]{2}|USA|UAE")
"""Codes of states and countries by their shape, without those that departments go by."""
_ITEM: Final = re.compile(r"[-–—•*]\s")


class _Line(NamedTuple):
    """A line: its dates, and what else of it may be a title or an employer."""

    dates: re.Match[str] | None
    names: list[Span]
    usable: bool
    """Whether it may tell of a job whose dates stand in another line."""
    where: frozenset[Span]
    """Names that seem to say where and not for whom."""


def positions(text: str, sections: Sequence[Section]) -> tuple[Position, ...]:
    """Jobs of a resume: lines of its experience that carry a range of dates.

    Title and employer stand in that line, or in the lines next to it.
    """
    parts = [s for s in sections if s.name == "experience"]
    if not parts and not any(s.name == "education" for s in sections):
        parts = [Section("", 0, len(text))]
    return tuple(position for part in parts for position in _positions(text, part))


def _positions(text: str, part: Section) -> Iterator[Position]:
    lines = [_line(start, line) for start, line in lines_of(text, part.start, part.end)]
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if line.dates is None:
            continue
        nearby = [n for n in _nearby(lines, number) if n not in taken]
        found = _title(lines, nearby)
        if found is not None:
            at, title = found
            taken.add(at)
            employer = _employer(lines, nearby, at, title)
            yield Position(title, line.dates["start"], line.dates["end"], employer)


def _line(start: int, line: str) -> _Line:
    dates = _RANGE.search(line)
    bare = line if dates is None else line.replace(dates[0], " " * len(dates[0]))
    names = [span for span in segments(start, bare) if is_title(span.quote)]
    if dates is not None and (_ABSENCE.search(line) or len(line.split()) > 2 * MAX_WORDS):
        return _Line(None, [], usable=False, where=frozenset())
    is_other = dates is not None or heading_of(line, "resume") is not None
    is_prose = _ITEM.match(line) is not None or len(line.split()) > MAX_WORDS
    where = frozenset(_where(start, line, names))
    return _Line(dates, names, usable=not (is_other or is_prose), where=where)


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


def _nearby(lines: Sequence[_Line], number: int) -> list[int]:
    """Lines that may tell of the job whose dates stand in a line, that line first."""
    around = [number - 1, number + 1]
    if number >= 2 and lines[number - 1].usable:
        around.append(number - 2)
    return [number, *(n for n in around if 0 <= n < len(lines) and lines[n].usable)]


def _title(lines: Sequence[_Line], nearby: Sequence[int]) -> tuple[int, Span] | None:
    """The title and its line: what names a role comes before what might."""
    names = [(n, span) for n in nearby for span in lines[n].names]
    roles = [(n, span) for n, span in names if names_role(span.quote)]
    if nearby and lines[nearby[0]].names:
        # Dates stand beside a title or an employer here: below may be prose that names a role.
        roles = [(n, s) for n, s in roles if n <= nearby[0] or _is_capitalized(s.quote)]
    others = [(n, span) for n, span in names if not COMPANY.search(span.quote)]
    return next(iter((*roles, *others)), None)


def _is_capitalized(quote: str) -> bool:
    return all(word[0].isupper() for word in quote.split() if len(word) > 3)


def _employing(line: _Line) -> list[Span]:
    """Names of a line, places last, without what says how the work was done (``Remote``)."""
    names = (span for span in line.names if not _ARRANGED.fullmatch(span.quote))
    return sorted(names, key=line.where.__contains__)


def _employer(lines: Sequence[_Line], nearby: Sequence[int], at: int, title: Span) -> Span | None:
    """The name beside the title, or in a line next to it; one that sounds like a company first."""
    shaped = (lines[n].where for n in nearby)
    where = {span for spans in shaped if title not in spans for span in spans}
    named = (span for span in _employing(lines[at]) if span != title and span not in where)
    beside = sorted(named, key=lambda span: span < title)
    # In a line of its own the shape of a place may be that of an employer: Northwind, UK.
    others = (lines[n] for n in sorted(nearby) if n != at)
    near = sorted((s for line in others for s in _employing(line)[:1]), key=where.__contains__)
    dated = lines[nearby[0]]
    above = dated.names[0].start if dated.names else title.start
    # What stands below both title and dates may be prose.
    near = [s for s in near if s.start <= max(above, title.start) or _is_capitalized(s.quote)]
    sounding = (s for s in (*beside, *near) if COMPANY.search(s.quote))
    companies = (span for span in sounding if not COMPANY.fullmatch(span.quote))
    # Siemens, DE has the shape of a place, too: it is one where something else is the employer.
    placed = (span for span in _employing(lines[at]) if span != title)
    return next(companies, None) or next(iter((*beside, *near, *placed)), None)
