"""Years of experience: what an ad demands, and what the dated jobs of a resume cover.

Dates are counted to the month; a year without a month is counted from its middle. Jobs that go on
are counted up to the latest date that the resume gives, so that what they cover is a lower bound.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from skillkg.matching.gates.alternatives import without_failing
from skillkg.matching.gates.degrees import qualifications
from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.matching.gates.told_years import denied_years, is_in, told_years
from skillkg.model.dates import decimal_year
from skillkg.model.match import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands
    from skillkg.matching.gates.told_years import Experience
    from skillkg.model.document import Position
    from skillkg.model.match import GateStatus

_MONTH: Final = 1 / 12
_SEVERAL: Final = 3
"""Years that are several for certain."""


def year_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check the years that an ad demands, in each field, against a resume."""
    for told in _demanded(demands):
        gate = _checked(told, resume)
        is_sure = demands.force(told.span.start, told.span.end) == "demanded"
        yield gate if is_sure else without_failing(gate)


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


def _checked(demanded: Experience, resume: Document) -> Gate:
    fitting = [
        told
        for told in told_years(resume.text)
        if told.years is not None
        and holding(resume.text, told.span.start, told.span.end) != "of others"
        and is_in(f"{told.field} {_line(resume.text, told.span.start)}", demanded.field)
    ]
    best = max(fitting, key=lambda told: told.years or 0, default=None)
    return _Check(demanded, best, resume).gate


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


class _Check:
    """Years that are demanded, against what a resume states and its dated jobs."""

    def __init__(self, demanded: Experience, best: Experience | None, resume: Document) -> None:
        self._demanded, self._best, self._resume = demanded, best, resume
        self._jobs = [position for position in resume.positions if position.started]
        self._relevant = [p for p in self._jobs if is_in(_told_of(resume, p), demanded.field)]
        self._enough = (_SEVERAL if demanded.years is None else demanded.years) - _MONTH
        self._of = f" that name {demanded.field!r}" if demanded.field else ""
        self._covered = _covered(self._relevant, self._jobs)

    @cached_property
    def _name(self) -> str:
        demanded = self._demanded
        many = "Several" if demanded.years is None else f"{demanded.years:g}"
        return f"{many} years of experience" + (f": {demanded.field}" if demanded.field else "")

    @property
    def gate(self) -> Gate:
        """Passed by what is stated, or by the jobs; failed only where both are less."""
        gate = self._gate
        if self._demanded.years is not None or gate.status == "pass":
            return gate
        note = f"The ad does not say how many. {gate.note}"
        is_denied = self._best is None and not self._jobs and gate.status == "fail"
        status: GateStatus = "fail" if is_denied else "unknown"
        return Gate(gate.name, status, gate.requirement, gate.evidence, note)

    @property
    def _gate(self) -> Gate:
        span, best = self._demanded.span, self._best
        if best is not None and (best.years or 0) >= self._enough:
            return Gate(self._name, "pass", span, best.span, _states(best))
        if self._covered >= self._enough:
            note = f"Its dated jobs{self._of} cover {self._covered:.1f} years."
            return Gate(self._name, "pass", span, self._relevant[0].title, note)
        denied = next(self._denials, None)
        if denied is not None and best is None and not self._relevant:
            return Gate(self._name, "fail", span, denied.span, "The resume denies it.")
        return self._by_jobs() if self._jobs else self._by_statement()

    @property
    def _denials(self) -> Iterator[Experience]:
        """Denials of all experience, or of what is demanded."""
        for denied in denied_years(self._resume.text):
            if not denied.field or is_in(denied.field, self._demanded.field):
                yield denied

    def _by_statement(self) -> Gate:
        if self._best is None:
            note = "The resume states no number of years, and has no dated jobs."
            return Gate(self._name, "unknown", self._demanded.span, None, note)
        best = self._best
        return Gate(self._name, "fail", self._demanded.span, best.span, _states(best))

    def _by_jobs(self) -> Gate:
        total = _covered(self._jobs, self._jobs)
        note = f"All of its dated jobs cover {total:.1f} years."
        goes_on = any(position.is_current for position in self._jobs)
        title = self._jobs[0].title
        if total < self._enough and not goes_on:
            return Gate(self._name, "fail", self._demanded.span, title, note)
        if total >= self._enough:
            note += f" Those{self._of} cover {self._covered:.1f}, as far as it tells."
        else:
            note += " One goes on; until when is not told."
        return Gate(self._name, "unknown", self._demanded.span, title, note)


def _states(told: Experience) -> str:
    return f"The resume states {told.years:g} years."


def _told_of(resume: Document, position: Position) -> str:
    """The title of a job and what is told of it: up to the next job, or the next section."""
    start = position.title.start
    ends = [other.title.start for other in resume.positions if other.title.start > start]
    ends += [section.start for section in resume.sections if section.start > start]
    return resume.text[start : min(ends, default=len(resume.text))]


def _covered(positions: Iterable[Position], jobs: Sequence[Position]) -> float:
    """Years that jobs cover together, each of them once."""
    latest = max((decimal_year(d) for p in jobs for d in (p.started, p.ended) if d), default=0.0)
    spans = sorted(
        (
            decimal_year(p.started),
            decimal_year(p.ended)
            if p.ended
            else latest
            if p.is_current
            else decimal_year(p.started),
        )
        for p in positions
    )
    covered, reached = 0.0, 0.0
    for start, end in spans:
        last = end + _MONTH  # the last month counts
        covered += max(0.0, last - max(start, reached))
        reached = max(reached, last)
    return covered
