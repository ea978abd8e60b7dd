"""Job titles to occupations.

Where there is a classifier (:mod:`.title_classifier`), a cleaned title that is the preferred label
of an occupation is linked to it; any other to the most probable one. Either way ESCO and overlays
come before O*NET, where they reach the classifier's threshold. How probable it is, and what else
is, goes with the mention: only what is next to impossible is left open. Where there is no
classifier, a title is linked by a label that equals it, whole or cleaned (:mod:`.cleaning`), or by
the longest label of two words or more that it ends or starts with (``Python Software Developer``).
What none of these settle is reported.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from skillkg.linking.labels.lexicon import MAX_CONCEPTS, count_ties
from skillkg.linking.links import Unresolved
from skillkg.linking.titles.cleaning import clean_title
from skillkg.model.mention import Mention
from skillkg.text.tokens import tokenize
from skillkg.text.word_lists import TITLE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.labels.lexicon import LabelCandidate, Lexicon
    from skillkg.linking.titles.title_classifier import OccupationPrediction, TitleClassifier
    from skillkg.model.document import Span
    from skillkg.text.tokens import Token

MAX_ALTERNATIVES: Final = 19
"""Other occupations that are named beside the one that a title is linked to."""
LEAST: Final = 0.05
"""Least probability of an occupation that a title is linked to."""


class OccupationLinker:
    """Links job titles to the occupations that they name.

    Args:
        lexicon: labels of occupations, which decide where there is no classifier.
        classifier: predicts what titles mean.
    """

    def __init__(self, lexicon: Lexicon, classifier: TitleClassifier | None = None) -> None:
        self._lexicon, self._classifier = lexicon, classifier

    def link(self, document: Document) -> Iterator[Mention | Unresolved]:
        """One mention, or one open end, for each title of the document."""
        foreign = [span for span in document.titles if document.is_foreign(span.start)]
        for span in foreign:
            yield Unresolved(span, (), f"the title {span.quote!r} is in another language")
        titles = [span for span in document.titles if span not in foreign]
        sections = [document.section_at(span.start) for span in titles]
        if self._classifier is None:
            yield from map(self._by_labels, titles, sections)
        else:
            predictions = self._classifier.predict([span.quote for span in titles])
            threshold = self._classifier.classifier.threshold
            for span, section, taxonomies in zip(titles, sections, predictions, strict=True):
                yield _by_probability(span, section, taxonomies, threshold)

    def _by_labels(self, span: Span, section: str) -> Mention | Unresolved:
        candidates = self._candidates(span.quote)
        if candidates and count_ties(candidates) <= MAX_CONCEPTS:
            best, others = candidates[0], tuple(c.concept for c in candidates[1:])
            return Mention(
                span, best.concept, best.label, "occupations", section, alternatives=others
            )
        if candidates:
            concepts = tuple(candidate.concept for candidate in candidates)
            reason = f"{len(concepts)} occupations answer to {span.quote!r}"
            return Unresolved(span, concepts, reason)
        return Unresolved(span, (), f"no occupation answers to the title {span.quote!r}")

    def _candidates(self, title: str) -> list[LabelCandidate]:
        """Occupations with a label that equals the title, or a part of it, best first."""
        pieces = [tokenize(title), *_pieces(tokenize(clean_title(title)))]
        matches = [candidates for piece in pieces if (candidates := self._equal(piece))]
        if matches:
            in_esco = (candidates for candidates in matches if not candidates[0].onet)
            return next(in_esco, matches[0])
        parts = (part for piece in pieces[1:] for part in _parts(piece))
        for part in sorted(parts, key=len, reverse=True):
            if candidates := self._equal(part):
                return candidates
        return []

    def _equal(self, tokens: Sequence[Token]) -> list[LabelCandidate]:
        return self._lexicon.candidates(self._lexicon.encode(tokens), tokens, 0, "occupations")


def _by_probability(
    span: Span,
    section: str,
    taxonomies: Sequence[Sequence[OccupationPrediction]],
    threshold: float,
) -> Mention | Unresolved:
    """Link a title to what it calls by name, or to what is most probable.

    Of all others the most probable ones are named beside it.
    """
    predictions = list(chain.from_iterable(taxonomies))
    best = next(
        chain(
            (prediction for prediction in predictions if prediction.is_preferred_label),
            (each[0] for each in taxonomies if each and each[0].probability >= threshold),
            sorted((p for p in predictions if p.probability >= LEAST), key=_likeliest),
        ),
        None,
    )
    others = sorted((p for p in predictions if p != best), key=_likeliest)[:MAX_ALTERNATIVES]
    concepts = tuple(prediction.concept for prediction in others)
    probabilities = tuple(prediction.probability for prediction in others)
    if best is None:
        reason = f"no occupation is sure enough for the title {span.quote!r}"
        return Unresolved(span, concepts, reason, probabilities)
    return Mention(
        span=span,
        concept=best.concept,
        label=best.label,
        block="occupations",
        section=section,
        alternatives=concepts,
        probability=best.probability,
        features=best.features,
        alternative_probabilities=probabilities,
    )


def _likeliest(prediction: OccupationPrediction) -> tuple[float, str]:
    return -prediction.probability, prediction.concept


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
