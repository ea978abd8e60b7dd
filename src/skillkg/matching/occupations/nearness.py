"""Which quotes are nearest to an occupation, and how near the best of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.linking.titles.title_classifier import OccupationPrediction
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span
    from skillkg.model.match import View

    Predictions = Sequence[Sequence[Sequence[OccupationPrediction]]]
    """By title and taxonomy."""


class Encoded(NamedTuple):
    """The quotes of a document as one encoder has them; of two, the static one comes first."""

    texts: OccupationTexts
    titles: Float32s
    statements: Float32s


def sum_of_best(cosines: Float64s, count: int) -> Float64s:
    """Sum of the largest values of each column: of all where there are not so many rows."""
    best = np.partition(cosines, -count, axis=0)[-count:] if len(cosines) > count else cosines
    summed: Float64s = np.sort(best, axis=0).sum(axis=0)
    return summed


def best_places(nearness: Float64s, count: int) -> Ints:
    """Which values of each column are largest, the first of equal ones first.

    Returns:
        Their rows: shape (count, columns), or (rows, columns) where there are not so many.
    """
    left, columns = nearness.copy(), np.arange(nearness.shape[1])
    places = np.empty((min(count, len(left)), len(columns)), dtype=np.int64)
    for row in places:
        row[:] = left.argmax(axis=0)
        left[row, columns] = -np.inf
    return places


def joint(cosines: Sequence[Float64s], scoring: Scoring) -> Float64s:
    """How near quotes are by all encoders: the weighted mean of what each gives."""
    shares = scoring.encoders(len(cosines))
    mean: Float64s = np.sum([s * each for s, each in zip(shares, cosines, strict=True)], axis=0)
    return mean


def nearest_quotes(
    spans: Sequence[Span],
    cosines: Mapping[str, Float64s],
    count: int,
    view: View,
    scoring: Scoring,
) -> Iterator[Evidence]:
    """The nearest quotes as evidence, the first of equal ones first, each by every encoder.

    Args:
        spans: the quotes.
        cosines: their cosines by the digest of the encoder, shape (spans,) each.
        count: how many quotes count.
        view: how they were looked at.
        scoring: has the shares of the encoders.
    """
    nearness = joint(list(cosines.values()), scoring)
    for place in np.argsort(-nearness, kind="stable")[:count].tolist():
        for encoder, each in cosines.items():
            yield Evidence(spans[place], view, float(each[place]), encoder)
