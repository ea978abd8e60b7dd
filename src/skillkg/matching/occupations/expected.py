"""Which occupations a document is about: a distribution, in which nothing is decided.

An occupation is as near as the nearest of the titles and the nearest statements are to its labels
and description (explicit semantic analysis, Gabrilovich and Markovitch 2007, with occupations for
concepts); what is near shares the probability, and what the title classifier says has its share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.arrays import top_k
from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float32s, Float64s
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.linking.titles.title_classifier import OccupationPrediction
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring

    Predictions = Sequence[Sequence[Sequence[OccupationPrediction]]]
    """By title and taxonomy."""

NEAREST = 200
"""Occupations of a taxonomy that share the probability."""


class ExpectedOccupation(NamedTuple):
    """An occupation that a document may be about."""

    concept: str
    probability: float
    """Within its taxonomy, ESCO with overlays or O*NET."""
    evidence: tuple[Evidence, ...]
    """The title and statements that are nearest to it, the nearest first."""


class Encoded(NamedTuple):
    """The quotes of a document as one encoder has them."""

    texts: OccupationTexts
    titles: Float32s
    statements: Float32s


def expected_occupations(
    quotes: Quotes, encoded: Sequence[Encoded], predictions: Predictions, scoring: Scoring
) -> list[list[ExpectedOccupation]]:
    """Give the occupations that a document may be about.

    Args:
        quotes: what the document says.
        encoded: the same, by each encoder; their distributions count alike.
        predictions: what the title classifier says of each title.
        scoring: has the numbers.

    Returns:
        For each taxonomy its occupations by probability, which sum to 1; none without words.
    """
    if not quotes.titles and not quotes.statements:
        return []
    nearness = [_nearness(each, scoring) for each in encoded]
    texts = encoded[0].texts
    classified = _classified(texts, predictions)
    found: list[list[ExpectedOccupation]] = []
    for numbers in texts.taxonomies:
        shares = [_softmax(near[numbers], scoring.temperature) for near in nearness]
        mixed = np.mean(shares, axis=0)
        if total := classified[numbers].sum():
            mixed += scoring.classified * (classified[numbers] / total - mixed)
        order = np.lexsort((numbers, -mixed))[: scoring.requirements]
        likely = zip(numbers[order].tolist(), mixed[order] / mixed[order].sum(), strict=True)
        found.append(
            [
                ExpectedOccupation(
                    texts.iris[number], float(share), _evidence(quotes, encoded, number, scoring)
                )
                for number, share in likely
            ]
        )
    return found


def _nearness(encoded: Encoded, scoring: Scoring) -> Float64s:
    """How near a document is to each occupation: shape (occupations,)."""
    groups = (
        (encoded.titles, scoring.titles, 1),
        (encoded.statements, 1 - scoring.titles, scoring.statements),
    )
    parts = [
        (share, _best(encoded.texts.cosines(vectors), count))
        for vectors, share, count in groups
        if len(vectors)
    ]
    whole = sum(share for share, _ in parts) or 1.0
    nearness: Float64s = np.sum([share / whole * near for share, near in parts], axis=0)
    return nearness


def _best(cosines: Float64s, count: int) -> Float64s:
    """Mean of the largest values of each column."""
    count = min(count, len(cosines))
    largest: Float64s = np.sort(cosines, axis=0)[-count:].mean(axis=0)
    return largest


def _softmax(near: Float64s, temperature: float) -> Float64s:
    """Probabilities of the nearest ones; the others have none."""
    nearest = top_k(near[None], NEAREST)[0]
    odds = np.exp((near[nearest] - near[nearest[0]]) / temperature)
    shares = np.zeros(len(near))
    shares[nearest] = odds / odds.sum()
    return shares


def _classified(texts: OccupationTexts, predictions: Predictions) -> Float64s:
    """Sum over titles of the classifier's probabilities: shape (occupations,)."""
    numbers = {iri: number for number, iri in enumerate(texts.iris)}
    sums = np.zeros(len(texts.iris))
    for taxonomies in predictions:
        for prediction in (each for taxonomy in taxonomies for each in taxonomy):
            sums[numbers[prediction.concept]] += prediction.probability
    return sums


def _evidence(
    quotes: Quotes, encoded: Sequence[Encoded], number: int, scoring: Scoring
) -> tuple[Evidence, ...]:
    """The quotes that the nearness is the mean of, by each encoder."""
    found: list[Evidence] = []
    for each in encoded:
        for spans, vectors, count in (
            (quotes.titles, each.titles, 1),
            (quotes.statements, each.statements, scoring.statements),
        ):
            cosines = each.texts.cosines_with(vectors, number)
            best = np.argsort(-cosines, kind="stable")[:count].tolist()
            quoted = ((spans[place], float(cosines[place])) for place in best)
            found += [
                Evidence(span, "statements", cosine, each.texts.encoder) for span, cosine in quoted
            ]
    return tuple(found)
