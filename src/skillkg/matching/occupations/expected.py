"""Which occupations a document is about: a distribution, in which nothing is decided.

An occupation is as near as the nearest of the titles and the nearest statements are to its labels
and description (explicit semantic analysis, Gabrilovich and Markovitch 2007, with occupations for
concepts); what is near shares the probability, and what the title classifier says has its share.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.arrays import top_k
from skillkg.matching.occupations.nearness import joint, nearest_quotes, sum_of_best

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.matching.occupations.nearness import Encoded, Predictions
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span
    from skillkg.model.match import Evidence

NEAREST = 200
"""Occupations of a taxonomy that share the probability."""


class ExpectedOccupation(NamedTuple):
    """An occupation that a document may be about."""

    concept: str
    probability: float
    """Within its taxonomy, ESCO with overlays or O*NET."""
    evidence: tuple[Evidence, ...]
    """The title and statements that are nearest to it, the nearest first."""


def expected_occupations(
    quotes: Quotes, encoded: Sequence[Encoded], predictions: Predictions, scoring: Scoring
) -> list[list[ExpectedOccupation]]:
    """Give the occupations that a document may be about.

    Args:
        quotes: what the document says.
        encoded: the same, by each encoder.
        predictions: what the title classifier says of each title.
        scoring: has the numbers.

    Returns:
        For each taxonomy its occupations by probability, which sum to 1; none without words.
    """
    if not quotes.titles and not quotes.statements:
        return []
    groups = _groups(quotes, encoded, scoring)
    near, texts = _nearness(groups), encoded[0].texts
    classified = _classified(texts, predictions)
    found: list[list[ExpectedOccupation]] = []
    for numbers in texts.taxonomies:
        mixed = _softmax(near[numbers], scoring.temperature)
        if total := classified[numbers].sum():
            mixed += scoring.classified * (classified[numbers] / total - mixed)
        order = np.lexsort((numbers, -mixed))[: scoring.requirements]
        likely = zip(numbers[order].tolist(), mixed[order] / mixed[order].sum(), strict=True)
        found.append(
            [
                ExpectedOccupation(
                    texts.iris[number], float(share), _evidence(groups, number, scoring)
                )
                for number, share in likely
            ]
        )
    return found


class _Group(NamedTuple):
    """Quotes of a kind."""

    spans: Sequence[Span]
    cosines: dict[str, Float64s]
    """With all occupations, by the digest of the encoder: shape (spans, occupations) each."""
    nearness: Float64s
    """The same by all of them."""
    share: float
    nearest: int
    """How many of them count for an occupation."""


def _groups(quotes: Quotes, encoded: Sequence[Encoded], scoring: Scoring) -> list[_Group]:
    """The titles and statements, where there are any; their shares sum to 1."""
    titles = [each.titles for each in encoded]
    statements = [each.statements for each in encoded]
    kinds = (
        (quotes.titles, titles, scoring.titles, 1),
        (quotes.statements, statements, 1 - scoring.titles, scoring.statements),
    )
    filled = [kind for kind in kinds if kind[0]]
    whole = sum(share for _, _, share, _ in filled) or 1.0
    groups = []
    for spans, vectors, share, nearest in filled:
        cosines = {
            e.texts.encoder: e.texts.cosines(v) for e, v in zip(encoded, vectors, strict=True)
        }
        near = joint(list(cosines.values()), scoring)
        groups.append(_Group(spans, cosines, near, share / whole, nearest))
    return groups


def _nearness(groups: Sequence[_Group]) -> Float64s:
    """How near a document is to each occupation: shape (occupations,)."""
    parts = [
        group.share * (sum_of_best(group.nearness, count) / count)
        for group in groups
        for count in [min(group.nearest, len(group.spans))]
    ]
    nearness: Float64s = np.sum(parts, axis=0)
    return nearness


def _softmax(near: Float64s, temperature: float) -> Float64s:
    """Probabilities of the nearest ones; the others have none."""
    nearest = top_k(near[None], NEAREST)[0]
    odds = np.exp((near[nearest] - near[nearest[0]]) / temperature)
    shares = np.zeros(len(near))
    shares[nearest] = odds / odds.sum()
    return shares


def _classified(texts: OccupationTexts, predictions: Predictions) -> Float64s:
    """Sum over titles of the classifier's probabilities: shape (occupations,)."""
    sums = np.zeros(len(texts.iris))
    for prediction in chain.from_iterable(chain.from_iterable(predictions)):
        sums[texts.numbers[prediction.concept]] += prediction.probability
    return sums


def _evidence(groups: Sequence[_Group], number: int, scoring: Scoring) -> tuple[Evidence, ...]:
    """The quotes that the nearness is the mean of, by each encoder."""
    return tuple(
        evidence
        for group in groups
        for cosines in [{encoder: each[:, number] for encoder, each in group.cosines.items()}]
        for evidence in nearest_quotes(group.spans, cosines, group.nearest, "statements", scoring)
    )
