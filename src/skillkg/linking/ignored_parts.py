"""Parts of a document that are not read: names, headings, protected attributes, other languages."""

from __future__ import annotations

import re
from sys import maxsize
from typing import TYPE_CHECKING, Final

from skillkg.documents.structure.personal import FIELD
from skillkg.documents.structure.sections import heading_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.documents.document import Document
    from skillkg.text.tokens import Token

_EQUAL_OPPORTUNITY: Final = re.compile(
    r"\b(?:equal[- ]opportunit|regardless of|without regard to|irrespective of|gender identity"
    r"|sexual orientation|(?:disability|marital|veteran) status)[^.\n]*",
    re.IGNORECASE,
)
_DATA_PROTECTION: Final = re.compile(
    r"\bwe\b[^.\n]{0,60}\b(?:process|collect|store|handle|keep|retain|treat|protect"
    r"|use)\b[^.\n]{0,40}"
    r"\b(?:data|information)\b[^.\n]*\b(?:gdpr|data protection|privacy|confidential\w*"
    r"|law)\b[^.\n]*"
    r"|\byour (?:personal )?(?:data|information|details) (?:will|may|is|are)\b[^.\n]*"
    r"|\b(?:i|hereby)\b[^.\n]{0,60}\b(?:consent|agree)\b[^.\n]{0,80}\b(?:data|details)\b[^.\n]*"
    r"|\b(?:our|the) privacy (?:policy|notice|statement)\b[^.\n]*",
    re.IGNORECASE,
)
"""``We process your personal data under GDPR``, and the consent of a resume's owner to it."""
_UNREAD: Final = {"name", "interests", "references"}
"""Sections that say nothing of what somebody can do: others' jobs, what is done for pleasure."""
_NOWHERE: Final = (maxsize, maxsize)


def ignored_parts(document: Document) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Parts of a document that are not read, in order, and what to say of them.

    What is foreign is among them; what was not read of it, the document's own notes say.
    """
    names = {"name"} if document.kind == "ad" else _UNREAD
    unread = [(s.start, s.end) for s in document.sections if s.name in names]
    headings = [span for s in document.sections if (span := heading_span(document.text, s))]
    foreign = [(passage.start, passage.end) for passage in document.foreign]
    protected = [match.span() for match in FIELD.finditer(document.text)]
    equal_opportunity = [match.span() for match in _EQUAL_OPPORTUNITY.finditer(document.text)]
    data_protection = [match.span() for match in _DATA_PROTECTION.finditer(document.text)]
    notes = []
    if data_protection:
        notes.append(f"{len(data_protection)} statements on data protection were not read")
    if protected:
        notes.append(f"{len(protected)} lines that state protected attributes were not read")
    if equal_opportunity:
        notes.append(f"{len(equal_opportunity)} equal-opportunity statements were not read")
    if "interests" in names & {section.name for section in document.sections}:
        notes.append("interests beside the job were not read")
    parts = unread + headings + foreign + protected + equal_opportunity + data_protection
    return sorted(parts), tuple(notes)


def outside(tokens: Iterable[Token], spans: Iterable[tuple[int, int]]) -> Iterator[Token]:
    """Tokens that start in none of the spans; the spans are in order and may overlap."""
    waiting, until = iter(spans), -1
    start, end = next(waiting, _NOWHERE)
    for token in tokens:
        while start <= token.start:
            until = max(until, end)
            start, end = next(waiting, _NOWHERE)
        if token.start >= until:
            yield token
