"""Years of experience: what an ad demands, and what the dated jobs of a resume cover.

Dates are counted to the month; a year without a month is counted from its middle. Jobs that go on
are counted up to the latest date that the resume gives, so that what they cover is a lower bound.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from skillkg.matching.gates.degrees import qualifications
from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.matching.gates.judging import gate_of
from skillkg.matching.gates.rules import YearsRule
from skillkg.matching.gates.told_years import denied_years, is_in, told_years
from skillkg.model.dates import decimal_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands
    from skillkg.matching.gates.told_years import Experience
    from skillkg.model.document import Position
    from skillkg.model.match import Gate


def year_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check the years that an ad demands, in each field, against a resume."""
    for told in _demanded(demands):
        certain = demands.force(told.span.start, told.span.end) == "demanded"
        yield _checked(told, resume, certain=certain)


@lru_cache(KEPT)
def _demanded(demands: Demands) -> tuple[Experience, ...]:
    """The most years that are demanded in each field; of alternatives the fewest."""
    of_field: dict[str, Experience] = {}
    by_sentence: dict[tuple[int, int], Experience] = {}
    for told in told_years(demands.text):
        if demands.force(told.span.start, told.span.end) == "none":
            continue
        sentence = demands.sentences.around(told.span.start)
        other = by_sentence.get(sentence)
        if other is not None and _are_alternatives(demands.text[other.span.end : told.span.start]):
            if (told.years or 0) >= (other.years or 0):
                continue
            of_field.pop(other.field.casefold(), None)
        by_sentence[sentence] = told
        known = of_field.get(told.field.casefold())
        if known is None or (told.years or 0) > (known.years or 0):
            of_field[told.field.casefold()] = told
    return tuple(sorted(of_field.values(), key=lambda told: told.span))


def _are_alternatives(between: str) -> bool:
    """Whether what stands between two numbers of years makes one enough: ``or``, or a degree.

    ``BSc with 4 years, diploma with 8``: more years stand in for less of a degree.
    """
    return re.search(r"\bor\b|\bdiploma\b", between) is not None or any(qualifications(between))


def _checked(demanded: Experience, resume: Document, *, certain: bool) -> Gate:
    stated = max(_stated(demanded, resume), key=lambda told: told.years or 0, default=None)
    denied = next(_denials(demanded, resume), None)
    jobs = [position for position in resume.positions if position.started]
    fitting = [position for position in jobs if is_in(_told_of(resume, position), demanded.field)]
    values = YearsRule(
        demanded_years=demanded.years,
        field=demanded.field,
        stated_years=stated and stated.years,
        covered_months=_covered(fitting, jobs),
        total_months=_covered(jobs, jobs),
        fitting_jobs=len(fitting),
        dated_jobs=len(jobs),
        goes_on=any(position.is_current for position in jobs),
        denied=denied is not None,
        certain=certain,
    )
    quotes = {
        "stated_years": stated and stated.span,
        "covered_months": fitting[0].title if fitting else None,
        "total_months": jobs[0].title if jobs else None,
        "denied": denied and denied.span,
    }
    return gate_of(values, demanded.span, quotes)


def _stated(demanded: Experience, resume: Document) -> Iterator[Experience]:
    """Years that a resume states of its owner, in what is demanded."""
    for told in told_years(resume.text):
        place = told.span.start, told.span.end
        if told.years is None or holding(resume.text, *place) == "of others":
            continue
        if is_in(f"{told.field} {_line(resume.text, told.span.start)}", demanded.field):
            yield told


def _denials(demanded: Experience, resume: Document) -> Iterator[Experience]:
    """Denials of all experience, or of what is demanded."""
    for denied in denied_years(resume.text):
        if not denied.field or is_in(denied.field, demanded.field):
            yield denied


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _told_of(resume: Document, position: Position) -> str:
    """The title of a job and what is told of it: up to the next job, or the next section."""
    start = position.title.start
    ends = [other.title.start for other in resume.positions if other.title.start > start]
    ends += [section.start for section in resume.sections if section.start > start]
    return resume.text[start : min(ends, default=len(resume.text))]


def _covered(positions: Iterable[Position], jobs: Sequence[Position]) -> int:
    """Months that jobs cover together, each of them once."""
    latest = max((_month(d) for p in jobs for d in (p.started, p.ended) if d), default=0)
    spans = sorted(
        (
            _month(p.started),
            _month(p.ended) if p.ended else latest if p.is_current else _month(p.started),
        )
        for p in positions
    )
    covered, reached = 0, 0
    for start, end in spans:
        last = end + 1  # the last month counts
        covered += max(0, last - max(start, reached))
        reached = max(reached, last)
    return covered


def _month(date: str) -> int:
    """Months up to a date; a year alone is its middle."""
    return round(12 * decimal_year(date))
