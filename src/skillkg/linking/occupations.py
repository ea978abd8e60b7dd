"""Job titles to occupations.

A title answers to an occupation by a label that equals it, whole or without seniority and other
decoration; else by the longest label of two words or more that it ends or starts with
(``Python Software Developer``); else by the best hit of a search, at a score of
:data:`SEARCH_THRESHOLD` or more. What none of these settle is reported.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from skillkg.documents.words import TITLE_DECORATION, TITLE_LIMITS
from skillkg.linking.lexicon import MAX_CONCEPTS, equals
from skillkg.linking.links import Unresolved
from skillkg.model import Mention
from skillkg.text import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.lexicon import Candidate, Lexicon
    from skillkg.model import Span
    from skillkg.text import Token

    SearchOccupation = Callable[[str], Sequence[tuple[str, float]]]
    """Ranks occupations for a title: pairs of IRI and score in [0, 1], best first."""

SEARCH_THRESHOLD: Final = 0.6
"""Score from which the best hit of a search is taken for the title's occupation.

Of 2,000 vacancy titles (seed 0), 72 % reach it among ESCO's occupations, 34 % of them by the very
occupation that they are tagged with; of the 10 % that reach 0.9, 62 % are."""


class Occupations:
    """Finds the occupations that job titles name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def link(
        self, document: Document, search: SearchOccupation | None
    ) -> Iterator[Mention | Unresolved]:
        """One mention, or one open end, for each title of the document."""
        for span in document.titles:
            if document.is_foreign(span.start):
                reason = f"the title {span.quote!r} is in another language"
                yield Unresolved(span, (), reason)
            else:
                yield self._link(span, document.section_at(span.start), search)

    def _link(
        self, span: Span, section: str, search: SearchOccupation | None
    ) -> Mention | Unresolved:
        candidates = self._answers(tokenize(span.quote))
        if candidates and equals(candidates) <= MAX_CONCEPTS:
            best, others = candidates[0], tuple(c.concept for c in candidates[1:])
            return Mention(span, best.concept, best.label, "occupations", section, others)
        hits = [hit for hit in (search(span.quote) if search else ()) if hit[1] >= SEARCH_THRESHOLD]
        if hits:
            return Mention(span, hits[0][0], "", "occupations", section)
        if candidates:
            concepts = tuple(candidate.concept for candidate in candidates)
            reason = f"{len(concepts)} occupations answer to {span.quote!r}"
            return Unresolved(span, concepts, reason)
        return Unresolved(span, (), f"no occupation answers to the title {span.quote!r}")

    def _answers(self, tokens: Sequence[Token]) -> list[Candidate]:
        pieces = [tokens, *_pieces(tokens)]
        found = [answers for piece in pieces if (answers := self._whole(piece))]
        if found:
            return next((answers for answers in found if not answers[0].onet), found[0])
        parts = (part for piece in pieces[1:] for part in _parts(piece))
        for part in sorted(parts, key=len, reverse=True):
            if answers := self._whole(part):
                return answers
        return []

    def _whole(self, tokens: Sequence[Token]) -> list[Candidate]:
        return self._lexicon.candidates(self._lexicon.encode(tokens), tokens, 0, "occupations")


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands between breaks, stripped of decoration, and what stands before a preposition."""
    for is_word, group in groupby(tokens, key=lambda token: bool(token.stem)):
        piece = list(group)
        while piece and piece[0].text.casefold() in TITLE_DECORATION:
            piece.pop(0)
        while piece and piece[-1].text.casefold() in TITLE_DECORATION:
            piece.pop()
        if is_word and piece:
            yield piece
            limit = [n for n, token in enumerate(piece) if token.text.casefold() in TITLE_LIMITS]
            if limit and limit[0]:
                yield piece[: limit[0]]


def _parts(piece: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Endings, then beginnings, of two words or more."""
    for size in range(len(piece) - 1, 1, -1):
        yield piece[-size:]
        yield piece[:size]
