"""How much of what an ad asks for was understood: sentences that ask, and those not read."""

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.reading import Reading
    from skillkg.model.match import Gate

_WORD: Final = re.compile(r"[^\W\d]{2,}")
_SHOWN: Final = 3
"""Sentences that are quoted."""
_LONG: Final = 100
"""Characters of a quote."""


class Understood(NamedTuple):
    """Sentences of an ad that ask for something."""

    asking: tuple[Span, ...]
    unread: tuple[Span, ...]
    """Those of them in which neither a concept nor what gates are of was found."""

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
    """Tell which sentences of an ad ask for something, and in which something was read.

    Args:
        ad: the job ad.
        gates: those that were checked of it.
    """
    asking = _asking(ad.document)
    text = ad.document.text
    read = [
        *credentials_in(text),
        *(told.span for told in told_years(text)),
        *(named.span for named in qualifications(text)),
        *(gate.requirement for gate in gates if gate.requirement is not None),
        *(mention.span for mention in ad.mentions),
    ]
    unread = tuple(span for span in asking if not _overlaps(span, read))
    return Understood(asking, unread)


@lru_cache(KEPT)
def _asking(document: Document) -> tuple[Span, ...]:
    """Sentences that ask for something; of one ad, many resumes are asked."""
    text = document.text
    return tuple(
        Span(start, end, text[start:end])
        for start, end, role in demands_of(document)
        if role in ("required", "preferred") and _says_something(text[start:end])
    )


def _says_something(sentence: str) -> bool:
    return len(_WORD.findall(sentence)) > 1 and heading_of(sentence.strip(), "ad") is None


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONG else words[: _LONG - 1].rsplit(" ", 1)[0] + " …"
