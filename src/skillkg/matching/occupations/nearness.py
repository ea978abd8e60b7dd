"""Which quotes are nearest to an occupation, and how near the best of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Float32s, Float64s
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.linking.titles.title_classifier import OccupationPrediction
    from skillkg.model.document import Span
    from skillkg.model.match import View

    Predictions = Sequence[Sequence[Sequence[OccupationPrediction]]]
    """By title and taxonomy."""


class Encoded(NamedTuple):
    """The quotes of a document as one encoder has them."""

    texts: OccupationTexts
    titles: Float32s
    statements: Float32s


def sum_of_best(cosines: Float64s, count: int) -> Float64s:
    """Sum of the largest values of each column: of all where there are not so many rows."""
    best = np.partition(cosines, -count, axis=0)[-count:] if len(cosines) > count else cosines
    summed: Float64s = np.sort(best, axis=0).sum(axis=0)
    return summed


def nearest_quotes(
    spans: Sequence[Span], cosines: Float64s, count: int, view: View, encoder: str
) -> Iterator[Evidence]:
    """The nearest quotes, the first of equal ones first, as evidence."""
    for place in np.argsort(-cosines, kind="stable")[:count].tolist():
        yield Evidence(spans[place], view, float(cosines[place]), encoder)
