"""Job titles as documents write them, at the top of an ad or a resume."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Section
from skillkg.documents.structure.personal import is_personal
from skillkg.documents.structure.role_words import names_role, role_likeness
from skillkg.documents.structure.sections import heading_of, lines_of
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
COMPANY: Final = re.compile(
    r"\b(?:gmbh|inc|ltd|llc|ag|corp|plc|limited|university|college|school|hospital|group|bank|"
    r"company|s\.?a\.?|b\.?v\.?|clinic|institute|council|agency)\b\.?",
    re.IGNORECASE,
)
PLACEHOLDER: Final = "Company Name"
"""What anonymised resumes write in place of an employer, often with nothing before it."""
_SEPARATOR: Final = re.compile(
    r"\s+[-–—|•·/@]\s+|\s*[,;|•·\t–—，－]\s*|\s+(?:at|for|with)\s+|:\s+|\s\((?![^()\n]*\)\s+\w)"
    rf"|\s+(?={PLACEHOLDER}\b)|(?<={PLACEHOLDER})\s+"
)
_NOT_A_TITLE: Final = re.compile(
    r"@|https?:|www\.|\d{4}|\+\d|[.!?]$|^(?:you|we|i)\s", re.IGNORECASE
)
_CV: Final = re.compile(r"\W*(?:curriculum vitae|resume|résumé|cv)\W*", re.IGNORECASE)
_MARKS: Final = " \t#*_>-–—|•·:,;("
SURE: Final = 1.5
"""Likeness from which a name is a title."""
MAX_WORDS: Final = 12
"""Words of the longest title."""


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
        if is_title(span.quote) and title_likeness(span.quote) >= 0:
            return (span,)
    if sought := _SOUGHT.search(text):
        return (_trimmed(sought.start("title"), sought["title"]),)
    return ()


def resume_name(text: str) -> Section | None:
    """The first line where it is a person's name; such a line is never read for skills."""
    for start, line in lines_of(text):
        span = _trimmed(start, line)
        if _CV.fullmatch(line) or is_personal(line):
            continue
        name = _SEPARATOR.split(span.quote)[0]
        words = name.split()
        is_name = 2 <= len(words) <= 5 and all(w[0].isupper() for w in words) and name.isprintable()
        if not is_name or any(c.isdigit() for c in name) or heading_of(line, "resume") is not None:
            return None
        if names_role(name) and not _second_line_is_title(text, start + len(line)):
            return None
        return Section("name", start, span.start + len(name))
    return None


def _second_line_is_title(text: str, after: int) -> bool:
    line = next((line for _, line in lines_of(text, after) if not is_personal(line)), "")
    is_heading = heading_of(line, "resume") is not None  # of professional experience
    return names_role(line) and len(line.split()) <= MAX_WORDS and not is_heading


def headline(text: str, name: Section | None) -> tuple[Span, ...]:
    """What a resume calls its person, under (or behind) the name and how to reach them."""
    lines = lines_of(text, name.end if name else 0)
    told = ((start, line) for start, line in lines if not is_personal(line))
    for start, line in islice(told, 3):
        if _CV.fullmatch(line):
            continue
        if heading_of(line, "resume") is not None:
            break
        spans = [span for span in segments(start, line) if is_title(span.quote)]
        title = next((span for span in spans if names_role(span.quote)), None)
        if title is not None:
            return (title,)
    return ()


def segments(start: int, line: str) -> Iterator[Span]:
    """What stands between the separators of a line that starts at an offset."""
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


def title_likeness(quote: str) -> float:
    """How much a name reads like a title, rather than an employer: from -2 to 2."""
    likeness = role_likeness(quote)
    words = quote.split()
    if quote == PLACEHOLDER or COMPANY.search(words[-1]):
        return min(likeness, 1.0) - 2
    return likeness


def is_title(quote: str) -> bool:
    """Whether a text may be a title, or a name: short, no address, no date, no sentence."""
    return (
        1 < len(quote) <= 100 and len(quote.split()) <= MAX_WORDS and not _NOT_A_TITLE.search(quote)
    )
