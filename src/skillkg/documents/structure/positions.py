"""Jobs of a resume in free text: title, employer and dates, from lines that stand together.

A job is where dates are. Its title is the name beside them, or in a line next to them, that reads
most like a role, where other titles of the same resume stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.document import Section
from skillkg.documents.structure.employers import (
    ARRANGED,
    EmployerLines,
    header_of,
    is_capitalized,
    is_under,
)
from skillkg.documents.structure.job_lines import is_place, job_lines
from skillkg.documents.structure.titles import COMPANY, PLACEHOLDER, SURE, title_likeness
from skillkg.model.document import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.structure.employers import EmployerHeader
    from skillkg.documents.structure.job_lines import JobLine

_NEARNESS: Final = {0: 0.4, -1: 0.3, 1: 0.2, -2: 0.0, 2: -0.2, -3: -0.2}
"""What the place of a name counts for being the title: lines after that of the dates."""
_HABIT: Final = 0.6
"""What it counts that most jobs of the resume have their titles there."""


_JOINING: Final = {",", "-", "–", "/", "&"}
"""What may stand between the parts of a title."""


_REPEATED: Final = re.compile(
    r"^(?P<above>[^\n]{3,60}?)[ \t]*\n+(?P<title>(?P=above)) - (?P<employer>[^\n]{2,80})$",
    re.MULTILINE,
)


class _Named(NamedTuple):
    """A name that may be the title of a job."""

    score: float
    line: int
    title: Span


def positions(text: str, sections: Sequence[Section]) -> tuple[Position, ...]:
    """Jobs of a resume: lines of its experience with dates, or, without any, that name a role.

    Title and employer stand in that line, or in the lines next to it. What stands under no heading
    of experience counts where nothing else is a job.
    """
    experience = [section for section in sections if section.name == "experience"]
    if repeated := tuple(_repeated(text)):
        return (*repeated, *(job for part in experience for job in _dated(text, part)))
    others = list(_outside_education(text, sections))
    whole = [Section("", 0, len(text))]
    for parts, read in (
        (experience, _dated),
        (others, _dated),
        (whole, _dated_roles),
        (experience or others, _undated),
    ):
        if jobs := tuple(position for part in parts for position in read(text, part)):
            return jobs
    return ()


def _repeated(text: str) -> Iterator[Position]:
    """The job that an export begins with: its title, and in the next line title and employer."""
    for match in _REPEATED.finditer(text):
        title, employer = (Span(*match.span(name), match[name]) for name in ("title", "employer"))
        if title_likeness(title.quote) > 0:
            yield Position(title, employer=employer)


def _dated_roles(text: str, part: Section) -> Iterator[Position]:
    """Jobs with dates whose titles name a role: there may be schools among the others."""
    return (job for job in _dated(text, part) if title_likeness(job.title.quote) >= SURE)


def _outside_education(text: str, sections: Sequence[Section]) -> Iterator[Section]:
    """What may tell of jobs where no heading says so."""
    start = 0
    for section in sections:
        if section.name == "education":
            yield Section("", start, section.start)
            start = section.end
    yield Section("", start, len(text))


def _dated(text: str, part: Section) -> Iterator[Position]:
    """Jobs with dates."""
    lines = job_lines(text, part)
    dated = [number for number, line in enumerate(lines) if line.dates is not None]
    habit = _habit(lines, dated)
    taken: set[int] = set()
    employers = EmployerLines(lines)
    header: EmployerHeader | None = None
    for number in dated:
        line, named = lines[number], _best(lines, number, taken, habit)
        if line.dates is None or named is None:
            continue
        header = header_of(lines, dated, number, named.title) or is_under(header, lines, number)
        if header is not None and header.employer == named.title:
            continue
        taken.add(named.line)
        nearby = [n for n in _nearby(lines, number) if n == named.line or n not in taken]
        title = _whole(text, lines[named.line], named.title)
        employer = employers.employer_of(nearby, named.line, title)
        if header is not None and (employer is None or employer not in lines[named.line].names):
            employer = header.employer
        yield Position(title, line.dates.start, line.dates.end, employer)


def _whole(text: str, line: JobLine, title: Span) -> Span:
    """A title with the roles that follow it: ``Manager - BPO Analyst`` is one."""
    for name in line.names:
        between = text[title.end : name.start].strip() if name.start >= title.end else ""
        if between in _JOINING and title_likeness(name.quote) >= SURE:
            title = Span(title.start, name.end, text[title.start : name.end])
    return title


def _habit(lines: Sequence[JobLine], dated: Sequence[int]) -> int | None:
    """Where titles stand in most jobs, in lines after that of the dates.

    Most resumes are laid out alike throughout.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for number in dated:
        for n in _nearby(lines, number):
            likeness = [_score(lines, number, n, span) for span in lines[n].names]
            scores[n - number] += max([0.0, *likeness])
    return max(scores, key=lambda place: scores[place], default=None)


def _best(
    lines: Sequence[JobLine], number: int, taken: frozenset[int] | set[int], habit: int | None
) -> _Named | None:
    """The title of the job whose dates stand in a line."""
    nearby = [n for n in _nearby(lines, number) if n not in taken]
    named = [
        _Named(_score(lines, number, n, span) + _HABIT * (n - number == habit), n, span)
        for n in nearby
        for span in lines[n].names
        if _may_be_title(span.quote)
    ]
    best = max(named, key=lambda each: (each.score, -abs(each.line - number)), default=None)
    dates = lines[number].dates
    if best is None or dates is None or dates.is_range:
        return best
    # A single date may be that of an award: the title must be one.
    return best if title_likeness(best.title.quote) >= SURE else None


def _may_be_title(quote: str) -> bool:
    is_other = COMPANY.fullmatch(quote) or ARRANGED.fullmatch(quote) or is_place(quote)
    is_written_so = is_capitalized(quote) or title_likeness(quote) > 0
    return is_written_so and not is_other and quote != PLACEHOLDER


def _score(lines: Sequence[JobLine], number: int, n: int, span: Span) -> float:
    likeness = title_likeness(span.quote)
    if span in lines[n].where:
        likeness -= 1
    # Below the dates may be prose that names a role.
    if n > number and lines[number].names and not is_capitalized(span.quote):
        likeness -= 2
    return likeness + _NEARNESS[n - number]


def _nearby(lines: Sequence[JobLine], number: int) -> list[int]:
    """Lines that may tell of the job whose dates stand in a line, that line first."""
    above = takewhile(lambda n: n >= 0 and lines[n].usable, range(number - 1, number - 4, -1))
    below = takewhile(lambda n: lines[n].usable, range(number + 1, min(number + 3, len(lines))))
    return sorted([number, *above, *below], key=lambda n: -_NEARNESS[n - number])


def _undated(text: str, part: Section) -> Iterator[Position]:
    """Jobs without dates: short lines that are about nothing but a role, or begin with one."""
    for line in job_lines(text, part):
        if line.usable and line.names:
            title = line.names[0]
            if title_likeness(title.quote) >= SURE and is_capitalized(title.quote):
                employers = [name for name in line.names[1:] if name not in line.where]
                yield Position(title, employer=next(iter(employers), None))
