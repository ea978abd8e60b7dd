"""Job titles to occupations.

Where occupations are judged (:mod:`.titled`), a cleaned title that is the preferred label of one
answers to it; any other to the most probable one, from the classifier's threshold on. Either way
ESCO and overlays come before O*NET. Where nothing judges them, it answers by
a label that equals it, whole or cleaned (:mod:`.cleaning`), or by the longest label of two words
or more that it ends or starts with (``Python Software Developer``). What none of these settle is
reported.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from skillkg.linking.labels.lexicon import MAX_CONCEPTS, equals
from skillkg.linking.links import Unresolved
from skillkg.linking.titles.cleaning import clean_title
from skillkg.model.mention import Mention
from skillkg.text.tokens import tokenize
from skillkg.text.word_lists import TITLE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.labels.lexicon import LabelCandidate, Lexicon
    from skillkg.linking.titles.title_classifier import Answer, Titled
    from skillkg.model.document import Span
    from skillkg.text.tokens import Token

MAX_ALTERNATIVES: Final = 9
"""Other occupations that are named beside the one that a title is taken for."""


class Occupations:
    """Finds the occupations that job titles name."""

    def __init__(self, lexicon: Lexicon, titled: Titled | None = None) -> None:
        self._lexicon, self._titled = lexicon, titled

    def link(self, document: Document) -> Iterator[Mention | Unresolved]:
        """One mention, or one open end, for each title of the document."""
        foreign = [span for span in document.titles if document.is_foreign(span.start)]
        for span in foreign:
            yield Unresolved(span, (), f"the title {span.quote!r} is in another language")
        titles = [span for span in document.titles if span not in foreign]
        sections = [document.section_at(span.start) for span in titles]
        if self._titled is None:
            yield from map(self._looked_up, titles, sections)
        else:
            answers = self._titled.answers([span.quote for span in titles])
            bound = self._titled.classifier.threshold
            for span, section, found in zip(titles, sections, answers, strict=True):
                yield _judged(span, section, found, bound)

    def _looked_up(self, span: Span, section: str) -> Mention | Unresolved:
        candidates = self._answers(span.quote)
        if candidates and equals(candidates) <= MAX_CONCEPTS:
            best, others = candidates[0], tuple(c.concept for c in candidates[1:])
            return Mention(span, best.concept, best.label, "occupations", section, others)
        if candidates:
            concepts = tuple(candidate.concept for candidate in candidates)
            reason = f"{len(concepts)} occupations answer to {span.quote!r}"
            return Unresolved(span, concepts, reason)
        return Unresolved(span, (), f"no occupation answers to the title {span.quote!r}")

    def _answers(self, title: str) -> list[LabelCandidate]:
        pieces = [tokenize(title), *_pieces(tokenize(clean_title(title)))]
        found = [answers for piece in pieces if (answers := self._whole(piece))]
        if found:
            return next((answers for answers in found if not answers[0].onet), found[0])
        parts = (part for piece in pieces[1:] for part in _parts(piece))
        for part in sorted(parts, key=len, reverse=True):
            if answers := self._whole(part):
                return answers
        return []

    def _whole(self, tokens: Sequence[Token]) -> list[LabelCandidate]:
        return self._lexicon.candidates(self._lexicon.encode(tokens), tokens, 0, "occupations")


def _judged(
    span: Span, section: str, taxonomies: Iterable[Sequence[Answer]], bound: float
) -> Mention | Unresolved:
    """What the title calls by name, or what is sure enough; beside it the most probable of all."""
    lists = list(taxonomies)
    called = [answer for answers in lists for answer in answers if answer.called]
    sure = [answers[0] for answers in lists if answers and answers[0].probability >= bound]
    best = next(iter([*called, *sure]), None)
    others = sorted(
        (a for answers in lists for a in answers if a != best),
        key=lambda answer: (-answer.probability, answer.concept),
    )[:MAX_ALTERNATIVES]
    concepts = tuple(answer.concept for answer in others)
    probabilities = tuple(answer.probability for answer in others)
    if best is None:
        reason = f"no occupation is sure enough for the title {span.quote!r}"
        return Unresolved(span, concepts, reason, probabilities)
    return Mention(
        span,
        best.concept,
        best.label,
        "occupations",
        section,
        concepts,
        best.probability,
        best.features,
        alternative_probabilities=probabilities,
    )


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands between breaks, and what stands before a preposition."""
    for is_word, group in groupby(tokens, key=lambda token: bool(token.stem)):
        piece = list(group)
        if is_word:
            yield piece
            limit = [n for n, token in enumerate(piece) if token.text.casefold() in TITLE_LIMITS]
            if limit and limit[0]:
                yield piece[: limit[0]]


def _parts(piece: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Endings, then beginnings, of two words or more."""
    for size in range(len(piece) - 1, 1, -1):
        yield piece[-size:]
        yield piece[:size]
