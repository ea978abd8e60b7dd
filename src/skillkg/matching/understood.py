"""How much of an ad was understood: what its sentences are for, and those not read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.structure.sections import heading_of
from skillkg.matching.gates.credentials import credentials_in
from skillkg.matching.gates.degrees import qualifications
from skillkg.matching.gates.demands import KEPT, demands_of
from skillkg.matching.gates.told_years import told_years
from skillkg.model.document import Span
from skillkg.model.match import AdSentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.reading import Reading
    from skillkg.model.match import Gate
    from skillkg.model.mention import Role

_WORD: Final = re.compile(r"[^\W\d]{2,}")
_MARKS: Final = " \t\r\n\u00a0-–—*•·‣▪◦"
_SHOWN: Final = 3
"""Sentences that are quoted."""
_LONG: Final = 100
"""Characters of a quote."""


class Understood(NamedTuple):
    """The sentences of an ad, each with its role and whether something was read in it."""

    sentences: tuple[AdSentence, ...]

    @property
    def asking(self) -> tuple[Span, ...]:
        """Those that ask for something."""
        return tuple(each.span for each in self.sentences if _asks(each))

    @property
    def unread(self) -> tuple[Span, ...]:
        """Those of them in which neither a concept nor what gates are of was found."""
        asking = (each for each in self.sentences if _asks(each))
        return tuple(each.span for each in asking if not each.is_understood)

    @property
    def note(self) -> str:
        """The share in words, with the first sentences that were not understood."""
        known = len(self.asking) - len(self.unread)
        said = f"of {len(self.asking)} sentences that ask for something, {known} were understood"
        quotes = [f"“{_shortened(span.quote)}”" for span in self.unread[:_SHOWN]]
        more = len(self.unread) - len(quotes)
        if not quotes:
            return said
        return f"{said}; not: {', '.join(quotes)}{f' and {more} more' if more else ''}"


def understood(ad: Reading, gates: Sequence[Gate]) -> Understood:
    """Tell what each sentence of an ad is for, and in which something was read.

    Args:
        ad: the job ad.
        gates: those that were checked of it.
    """
    text = ad.document.text
    read = [
        *credentials_in(text),
        *(told.span for told in told_years(text)),
        *(named.span for named in qualifications(text)),
        *(gate.requirement for gate in gates if gate.requirement is not None),
        *(mention.span for mention in ad.mentions),
    ]
    return Understood(
        tuple(
            AdSentence(span, role, _overlaps(span, read)) for span, role in _sentences(ad.document)
        )
    )


@lru_cache(KEPT)
def _sentences(document: Document) -> tuple[tuple[Span, Role], ...]:
    """Sentences with their roles, but for headings; of one ad, many resumes are asked."""
    found = (
        (_trimmed(document.text, start, end), role) for start, end, role in demands_of(document)
    )
    return tuple(
        (span, _role(span, role, document))
        for span, role in found
        if _WORD.search(span.quote) and heading_of(span.quote, "ad") is None
    )


def _role(span: Span, role: Role, document: Document) -> Role:
    """The role of a sentence; where the title stands in one that asks, it asks all the same."""
    is_asked = role in ("required", "preferred")
    return "title" if not is_asked and _overlaps(span, document.titles) else role


def _trimmed(text: str, start: int, end: int) -> Span:
    """A place without white space around it, and without the mark of a list before it."""
    start += len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
    quote = text[start:end].rstrip()
    return Span(start, start + len(quote), quote)


def _asks(sentence: AdSentence) -> bool:
    """Whether it asks for something, in more than a word."""
    is_asked = sentence.role in ("required", "preferred")
    return is_asked and len(_WORD.findall(sentence.span.quote)) > 1


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONG else words[: _LONG - 1].rsplit(" ", 1)[0] + " …"
