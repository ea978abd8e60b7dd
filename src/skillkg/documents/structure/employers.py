"""Whom the jobs of a resume were for.

A place is told from an employer by its shape alone (``Austin, TX``, ``London, UK``, ``Remote``);
which names are those of cities is not known here, so that ``Nurse, Berlin`` stays open to both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.structure.titles import COMPANY, title_likeness
from skillkg.model.dates import iso_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.documents.structure.job_lines import JobLine
    from skillkg.model.dates import DateRange
    from skillkg.model.document import Span

ARRANGED: Final = re.compile(
    r"(?:(?:fully|100 ?%) )?(?:remote|hybrid|on-?site|(?:work(?:ing)? )?from home"
    r"|(?:full|part)[- ]time)",
    re.IGNORECASE,
)
"""How work is arranged, which is no name."""
_ROLE: Final = 0.5
"""Likeness from which a name is that of a role."""
_NEVER: Final = "9999"


class EmployerHeader(NamedTuple):
    """An employer that stands over several jobs."""

    employer: Span
    dates: DateRange | None
    """When all of them were; where None, the header says how long, as exports of networks do."""
    between: int
    """Lines between the dates of a job under it and the title of the next one."""


def header_of(
    lines: Sequence[JobLine], dated: Sequence[int], number: int, title: Span
) -> EmployerHeader | None:
    """The employer over the jobs from a line with dates on, where one stands there.

    Args:
        lines: of the resume.
        dated: those with dates, in order.
        number: the line with dates.
        title: what reads most like the title of that job.
    """
    line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    is_employer = title in line.names and title_likeness(title.quote) < _ROLE
    if is_employer and following is not None and _is_within(following.dates, line.dates):
        return EmployerHeader(title, line.dates, 0)
    place = bisect_left(dated, number)
    before = dated[place - 1] if place else 0
    for n in range(number - 1, before, -1):
        if lines[n].is_duration and lines[n - 1].names:
            return EmployerHeader(lines[n - 1].names[0], None, _between(dated, number))
    return None


def is_under(
    header: EmployerHeader | None, lines: Sequence[JobLine], number: int
) -> EmployerHeader | None:
    """The header, where the job whose dates stand in a line is under it."""
    if header is None:
        return None
    if header.dates is not None:
        return header if _is_within(lines[number].dates, header.dates) else None
    above = sum(1 for _ in takewhile(lambda n: lines[n].dates is None, range(number - 1, -1, -1)))
    return header if above - 1 <= header.between else None


def _between(dated: Sequence[int], number: int) -> int:
    """Lines between the dates of the job after a header and the title above the next dates."""
    place = bisect_right(dated, number)
    return dated[place] - number - 2 if place < len(dated) else 0


def _is_within(dates: DateRange | None, others: DateRange | None) -> bool:
    if dates is None or others is None or not (dates.is_range and others.is_range):
        return False
    starts, ends = iso_month(dates.start), iso_month(dates.end) or _NEVER
    return iso_month(others.start)[:4] <= starts[:4] and ends[:4] <= (
        iso_month(others.end) or _NEVER
    )


def is_capitalized(quote: str) -> bool:
    """Whether a name is written as names are; short words need no capital letter."""
    return all(word[0].isupper() for word in quote.split() if len(word) > 3)


def employing_names(line: JobLine) -> list[Span]:
    """Names of a line, places last, without what says how the work was done (``Remote``)."""
    names = (span for span in line.names if not ARRANGED.fullmatch(span.quote))
    return sorted(names, key=line.where.__contains__)


class EmployerLines:
    """Finds the employers of a resume's jobs, one after the other.

    Most resumes are laid out alike throughout, and a line that named an employer names that of
    another job only where nothing else does.

    Args:
        lines: of the resume.
    """

    def __init__(self, lines: Sequence[JobLine]) -> None:
        self._lines, self._used, self._place = lines, set[int](), 0

    def employer_of(self, nearby: Sequence[int], at: int, title: Span) -> Span | None:
        """The name beside the title, or in a line next to it; one that sounds like a company first.

        Args:
            nearby: lines that may tell of the job, that with its dates first.
            at: the line of the title.
            title: of the job.
        """
        unused = [n for n in nearby if n == at or n not in self._used]
        employer = self._named(unused, at, title) or self._named(nearby, at, title)
        if employer is not None:
            line = next(n for n in nearby if employer in self._lines[n].names)
            self._used.add(line)
            self._place = line - at
        return employer

    def _named(self, nearby: Sequence[int], at: int, title: Span) -> Span | None:
        lines = self._lines
        shaped = (lines[n].where for n in nearby)
        where = {span for spans in shaped if title not in spans for span in spans}
        own = [s for s in employing_names(lines[at]) if not title.start <= s.start < title.end]
        beside = sorted((span for span in own if span not in where), key=lambda span: span < title)
        # In a line of its own the shape of a place may be that of an employer: Northwind, UK.
        order = sorted(nearby, key=lambda n: (n - at != self._place, abs(n - at), n))
        others = (lines[n] for n in order if n != at)
        near = sorted(
            (span for line in others for span in employing_names(line)[:1]),
            key=where.__contains__,
        )
        dated = lines[nearby[0]] if nearby else lines[at]
        above = dated.names[0].start if dated.names else title.start
        # What stands below both title and dates may be prose.
        near = [s for s in near if s.start <= max(above, title.start) or is_capitalized(s.quote)]
        sounding = (s for s in (*beside, *near) if COMPANY.search(s.quote))
        companies = (span for span in sounding if not COMPANY.fullmatch(span.quote))
        # Siemens, DE has the shape of a place, too: it is one where something else is the employer.
        return next(companies, None) or next(iter((*beside, *near, *own)), None)
