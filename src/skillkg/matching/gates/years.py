"""Years of experience: what an ad demands, and what the dated jobs of a resume cover.

Dates are counted to the month; a year without a month is counted from its middle. Jobs that go on
are counted up to the latest date that the resume gives, so that what they cover is a lower bound.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.linking.labels.overlap import stems_of
from skillkg.matching.gates.degrees import qualifications
from skillkg.model.document import Span
from skillkg.model.match import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands
    from skillkg.model.document import Position

_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_NUMBER: Final = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YEARS: Final = re.compile(
    rf"(?<![\w.,-])(?P<n>{_NUMBER})\s*(?:\(\s*(?P<digits>\d{{1,2}})[^)\n]{{0,12}}\)\s*)?\+?"
    rf"\s*(?:(?:-|–|to|or)\s*{_NUMBER}\s*\+?)?\s*(?:\bplus\s+|\bfull\s+|\bsolid\s+|\bconsecutive\s+)?"
    r"(?P<unit>years?|yrs?|months?)\b['’]?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"[^.\n;]{0,60}?\b(?:experience|background|track record|in an?\b|as\b|work|career"
    r"|post[- ]qualif)|\s+in\s+\w|\s+(?:minimum|min\b)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\bexperience\b[^.\n;]{0,40}$|\b(?:worked|working)\b[^.\n;]{0,40}$", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"\s*(?:old\b|of age|ago\b|warrant|guarantee|contract|fixed|anniversar|plan\b|in business"
    r"|of (?:history|tradition|success|age)|histor|degree|course|program|apprentice|training"
    r"|visa|lease|term)",
    re.IGNORECASE,
)
"""What else years are of."""
_FIELD: Final = re.compile(
    r"\s*(?:of\s+)?(?:[\w-]+\s+){0,3}?(?:experience|background|career)\s+(?:in|with|of|as|using|on|at)"
    r"\s+(?P<named>[^.,;:()\n]{2,60})"
    r"|\s*(?:of\s+)?(?P<before>(?:[\w+#./&-]+\s+){1,4}?)(?:work(?:ing)?\s+)?experience\b"
    r"|\s*(?:in|as|with)\s+(?P<as>[^.,;:()\n]{2,60})",
    re.IGNORECASE,
)
_FIELD_END: Final = re.compile(
    r"\b(?:or|who|that|which|within|is|are|required|preferred|needed|for|to|since|from|at)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_GENERAL: Final = stems_of(
    "of in as an any all your relevant professional work working practical proven hands on "
    "related similar progressive industry role position field area environment setting "
    "experience minimum commercial least full time paid previous prior solid post "
    "qualification job this that same comparable "
)
_OTHERS: Final = re.compile(
    r"\b(?:my (?!own)\w+|his|her|their|our|he|she|they|we|the (?:company|team|firm|client)|company"
    r"|team of|clients?)\b[^.\n;]{0,60}$",
    re.IGNORECASE,
)
"""Somebody else than the owner of a resume, before a number of years."""
_MOST: Final = 40
"""More years than that are nobody's experience."""
_MONTH: Final = 1 / 12


class _Stated(NamedTuple):
    """Years that a text connects with work."""

    years: float
    field: str
    span: Span


def year_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check the years that an ad demands, in each field, against a resume."""
    for stated in _demanded(demands):
        yield _checked(stated, resume)


def _demanded(demands: Demands) -> list[_Stated]:
    """The most years that are demanded in each field; of alternatives the fewest."""
    of_field: dict[str, _Stated] = {}
    by_sentence: dict[tuple[int, int], _Stated] = {}
    for stated in _statements(demands.text):
        if not demands.hold(stated.span.start, stated.span.end):
            continue
        sentence = demands.sentence(stated.span.start)
        other = by_sentence.get(sentence)
        if other is not None and _are_alternatives(
            demands.text[other.span.end : stated.span.start]
        ):
            if stated.years >= other.years:
                continue
            of_field.pop(other.field.casefold(), None)
        by_sentence[sentence] = stated
        known = of_field.get(stated.field.casefold())
        if known is None or stated.years > known.years:
            of_field[stated.field.casefold()] = stated
    return sorted(of_field.values(), key=lambda stated: stated.span)


def _are_alternatives(between: str) -> bool:
    """Whether what stands between two numbers of years makes one enough: ``or``, or a degree.

    ``BSc with 4 years, diploma with 8``: more years stand in for less of a degree.
    """
    return re.search(r"\bor\b|\bdiploma\b", between) is not None or any(qualifications(between))


def _statements(text: str) -> Iterator[_Stated]:
    for match in _YEARS.finditer(text):
        years = _number(match["digits"] or match["n"])
        years = years / 12 if match["unit"].casefold().startswith("mo") else years
        rest, before = text[match.end() : match.end() + 90], text[: match.start()][-60:]
        is_work = _AFTER.match(rest) or _BEFORE.search(before)
        if years <= _MOST and is_work and not _OTHER.match(rest):
            yield _Stated(round(years, 2), _field(rest), Span(*match.span(), match[0]))


def _number(digits: str) -> float:
    digits = digits.casefold()
    return float(_WORDS.index(digits) + 1) if digits in _WORDS else float(digits)


def _field(rest: str) -> str:
    """What experience is asked for in; empty where the words are general."""
    match = _FIELD.match(rest)
    if match is None:
        return ""
    named = _FIELD_END.sub("", match["named"] or match["before"] or match["as"] or "").strip()
    named = re.sub(r"^(?:an?|the|our)\s+", "", named, flags=re.IGNORECASE)
    return named if stems_of(named) - _GENERAL else ""


def _checked(demanded: _Stated, resume: Document) -> Gate:
    name = f"{demanded.years:g} years of experience"
    name += f": {demanded.field}" if demanded.field else ""
    own = [
        s for s in _statements(resume.text) if not _OTHERS.search(resume.text[: s.span.start][-90:])
    ]
    fitting = [s for s in own if _is_in(s.field, demanded.field) or not demanded.field]
    best = max(fitting, key=lambda s: s.years, default=None)
    jobs = [p for p in resume.positions if p.started]
    relevant = [p for p in jobs if _is_in(_told(resume, p), demanded.field)]
    covered, total = _covered(relevant, jobs), _covered(jobs, jobs)
    enough = demanded.years - _MONTH
    if best is not None and best.years >= enough:
        note = f"The resume states {best.years:g} years."
        return Gate(name, "pass", demanded.span, best.span, note)
    if covered >= enough:
        note = f"Its dated jobs{_of(demanded)} cover {covered:.1f} years."
        return Gate(name, "pass", demanded.span, relevant[0].title, note)
    return _not_passed(name, demanded, best, jobs, (covered, total))


def _not_passed(
    name: str,
    demanded: _Stated,
    best: _Stated | None,
    jobs: Sequence[Position],
    years: tuple[float, float],
) -> Gate:
    covered, total = years
    if not jobs:
        if best is None:
            note = "The resume states no number of years, and has no dated jobs."
            return Gate(name, "unknown", demanded.span, None, note)
        note = f"The resume states {best.years:g} years."
        return Gate(name, "fail", demanded.span, best.span, note)
    goes_on = any(position.is_current for position in jobs)
    note = f"All of its dated jobs cover {total:.1f} years."
    if total < demanded.years - _MONTH and not goes_on:
        return Gate(name, "fail", demanded.span, jobs[0].title, note)
    if total >= demanded.years - _MONTH:
        note += f" Those{_of(demanded)} cover {covered:.1f}, as far as it tells."
    else:
        note += " One goes on; until when is not told."
    return Gate(name, "unknown", demanded.span, jobs[0].title, note)


def _of(demanded: _Stated) -> str:
    return f" that name {demanded.field!r}" if demanded.field else ""


def _is_in(told: str, field: str) -> bool:
    """Whether a text tells of a field: it has half of its words at least."""
    wanted = stems_of(field) - _GENERAL
    return not wanted or 2 * len(wanted & stems_of(told)) >= len(wanted)


def _told(resume: Document, position: Position) -> str:
    """The title of a job and what is told of it: up to the next job, or the next section."""
    start = position.title.start
    ends = [other.title.start for other in resume.positions if other.title.start > start]
    ends += [section.start for section in resume.sections if section.start > start]
    return resume.text[start : min(ends, default=len(resume.text))]


def _covered(positions: Iterable[Position], jobs: Sequence[Position]) -> float:
    """Years that jobs cover together, each of them once."""
    latest = max((_when(d) for p in jobs for d in (p.started, p.ended) if d), default=0.0)
    spans = sorted(
        (
            _when(p.started),
            _when(p.ended) if p.ended else latest if p.is_current else _when(p.started),
        )
        for p in positions
    )
    covered, reached = 0.0, 0.0
    for start, end in spans:
        last = end + _MONTH  # the last month counts
        covered += max(0.0, last - max(start, reached))
        reached = max(reached, last)
    return covered


def _ended(position: Position, latest: float) -> float:
    if position.is_current:
        return latest
    return _when(position.ended or position.started)


def _when(month: str) -> float:
    """A month as a year and its part; a year alone from its middle."""
    year, _, number = month.partition("-")
    return int(year) + ((int(number) - 1) / 12 if number else 0.5)
