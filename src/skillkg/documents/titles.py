"""Job titles as documents write them: where they stand, and the dates beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Position, Section
from skillkg.documents.sections import heading_of, lines_of
from skillkg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE: Final = rf"(?:{_MONTH} ?|\d{{1,2}}[./-])?(?:19|20)\d\d(?:-\d\d)?"
_RANGE: Final = re.compile(
    rf"[(\[]?(?P<start>\b{_DATE})\s*(?:-|–|—|to|until)\s*(?P<end>{_DATE}|present|now|current|today|"
    rf"ongoing|(?=\)|\s*$))[)\]]?",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"^[^\w\n]*(?:job title|title|position|role|vacancy|job)[*_]*[^\S\n]*:[*_]*[^\S\n]*"
    r"(?P<title>[^\n]{2,120})$",
    re.IGNORECASE | re.MULTILINE,
)
_SOUGHT: Final = re.compile(
    r"\b(?:look(?:ing)? for|seek(?:ing|s)?|hir(?:e|ing)|recruiting)\s+(?:an?\s+)?"
    r"(?P<title>[^,.;:()\n]{3,60}?)(?=\s+(?:to|who|with|for|in|at|that)\b|[,.;:(\n]|$)",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:accountant|administrator|advisor|agent|analyst|architect|artist|assistant|associate|"
    r"attendant|auditor|buyer|carer|cashier|chef|clerk|consultant|controller|cook|coordinator|"
    r"designer|developer|director|driver|editor|electrician|engineer|executive|head|inspector|"
    r"instructor|journalist|lawyer|lead|lecturer|librarian|machinist|manager|mechanic|midwife|"
    r"nurse|officer|operator|owner|paramedic|pharmacist|physician|physiotherapist|planner|plumber|"
    r"programmer|psychologist|receptionist|recruiter|representative|researcher|scientist|secretary|"
    r"specialist|supervisor|surveyor|teacher|technician|technologist|tester|therapist|trainee|"
    r"trainer|translator|tutor|waiter|waitress|welder|worker|writer)s?\b",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"\b(?:gmbh|inc|ltd|llc|ag|corp|plc|limited|university|college|school|hospital|group|bank|"
    r"company|s\.?a\.?|b\.?v\.?|clinic|institute|council|agency)\b\.?",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(
    r"\s+[-–—|•·/@]\s+|\s*[,;|•·\t–—]\s*|\s+(?:at|for|with)\s+|:\s+|\s\("
)
_NOT_A_TITLE: Final = re.compile(r"@|https?:|www\.|\d{4}|\+\d|[.!?]$")
_CV: Final = re.compile(r"\W*(?:curriculum vitae|resume|résumé|cv)\W*", re.IGNORECASE)
_ABSENCE: Final = re.compile(
    r"\b(?:leave|sabbatical|career break|gap year|out of work|unemployed|travel(?:l?ing)?)\b",
    re.IGNORECASE,
)
_MARKS: Final = " \t#*_>-–—|•·:,;("
_MAX_WORDS: Final = 12


def ad_titles(text: str, title: str | None) -> tuple[Span, ...]:
    """The job title of an ad, or nothing.

    It is the page's main heading, what a ``Job title:`` line says, one of the first lines, or
    what the ad says that it is looking for; the first of these that looks like a title.
    """
    if title and (start := text.find(title)) >= 0:
        return (Span(start, start + len(title), title),)
    if labelled := _LABELLED.search(text):
        return (_trimmed(labelled.start("title"), labelled["title"]),)
    for start, line in list(lines_of(text))[:3]:
        span = _trimmed(start, line)
        if heading_of(line, "ad") is not None:
            break
        if _is_title(span.quote) and not _COMPANY.search(span.quote):
            return (span,)
    if sought := _SOUGHT.search(text):
        return (_trimmed(sought.start("title"), sought["title"]),)
    return ()


def resume_name(text: str) -> Section | None:
    """The first line where it is a person's name; such a line is never read for skills."""
    for start, line in lines_of(text):
        span = _trimmed(start, line)
        if _CV.fullmatch(line):
            continue
        name = _SEPARATOR.split(span.quote)[0]
        words = name.split()
        is_name = 2 <= len(words) <= 5 and all(w[0].isupper() for w in words) and name.isprintable()
        if not is_name or any(c.isdigit() for c in name) or heading_of(line, "resume") is not None:
            return None
        if _ROLE.search(name) and not _second_line_is_title(text, start + len(line)):
            return None
        return Section("name", start, span.start + len(name))
    return None


def _second_line_is_title(text: str, after: int) -> bool:
    line = next(lines_of(text, after), (0, ""))[1]
    return bool(_ROLE.search(line)) and len(line.split()) <= _MAX_WORDS


def headline(text: str, name: Section | None) -> tuple[Span, ...]:
    """What a resume calls its person, right under (or behind) the name."""
    for start, line in list(lines_of(text, name.end if name else 0))[:2]:
        if _CV.fullmatch(line):
            continue
        if heading_of(line, "resume") is not None:
            break
        segments = [s for s in _segments(start, line) if _is_title(s.quote)]
        found = next((s for s in segments if _ROLE.search(s.quote)), None)
        if found is not None:
            return (found,)
    return ()


def positions(text: str, sections: Sequence[Section]) -> tuple[Position, ...]:
    """Jobs of a resume: lines of its experience that carry a range of dates.

    The title stands in that line or, where there is nothing else in it, in the one before or after.
    """
    parts = [s for s in sections if s.name == "experience"]
    if not parts and not any(s.name == "education" for s in sections):
        parts = [Section("", 0, len(text))]
    return tuple(position for part in parts for position in _positions(text, part))


def _positions(text: str, part: Section) -> Iterator[Position]:
    lines = list(lines_of(text, part.start, part.end))
    for number, (_, line) in enumerate(lines):
        dates = _RANGE.search(line)
        if dates is None or len(line.split()) > 2 * _MAX_WORDS:
            continue
        if _ABSENCE.search(line):
            continue
        nearby = [n for n in (number, number - 1, number + 1) if 0 <= n < len(lines)]
        spans = (_title_in(*lines[n]) for n in nearby if n == number or not _is_other(lines[n][1]))
        title = next((span for span in spans if span is not None), None)
        if title is not None:
            yield Position(title, dates["start"], dates["end"])


def _is_other(line: str) -> bool:
    return _RANGE.search(line) is not None or heading_of(line, "resume") is not None


def _title_in(start: int, line: str) -> Span | None:
    dates = _RANGE.search(line)
    bare = line if dates is None else line.replace(dates[0], " " * len(dates[0]))
    found = [s for s in _segments(start, bare) if _is_title(s.quote)]
    roles = [s for s in found if _ROLE.search(s.quote)]
    others = [s for s in found if not _COMPANY.search(s.quote)]
    return next(iter(roles or others), None)


def _segments(start: int, line: str) -> Iterator[Span]:
    begin = 0
    for separator in _SEPARATOR.finditer(line):
        yield _trimmed(start + begin, line[begin : separator.start()])
        begin = separator.end()
    yield _trimmed(start + begin, line[begin:])


def _trimmed(start: int, text: str) -> Span:
    left = text.lstrip(_MARKS)
    quote = left.rstrip(_MARKS)
    if quote.endswith(")") and "(" not in quote:
        quote = quote[:-1].rstrip(_MARKS)
    start += len(text) - len(left)
    return Span(start, start + len(quote), quote)


def _is_title(quote: str) -> bool:
    return (
        1 < len(quote) <= 100
        and len(quote.split()) <= _MAX_WORDS
        and not _NOT_A_TITLE.search(quote)
    )
