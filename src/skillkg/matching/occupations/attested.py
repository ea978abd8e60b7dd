"""How far a resume attests each occupation, by its best quotes, whatever else it says.

Three views are taken, and the mean of them: its titles and statements, passages of several
statements in a row, and its titles as the title classifier reads them. Each regards the best quotes
alone, so that true evidence can only add.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.linking.titles.occupation_texts import requantised
from skillkg.matching.occupations.quotes import covering, means, windows
from skillkg.matching.scoring import UNIT
from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Float32s, Float64s
    from skillkg.matching.occupations.expected import Encoded, Predictions
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span


@dataclass(frozen=True, eq=False)
class AttestedOccupations:
    """What a resume attests.

    Args:
        text: of the resume.
        quotes: what it says.
        encoded: the same, by each encoder.
        predictions: what the title classifier says of each title.
        scoring: has the numbers.
    """

    text: str
    quotes: Quotes
    encoded: Sequence[Encoded]
    predictions: Predictions
    scoring: Scoring

    @cached_property
    def weights(self) -> Float64s:
        """How far each occupation is attested, in [0, 1]: shape (occupations,)."""
        views = [self._titled]
        for each, passages in zip(self.encoded, self._passages, strict=True):
            single = np.concatenate([each.titles, each.statements])
            views += [
                self._attested(each.texts.cosines(vectors)) / len(self.encoded)
                for vectors in (single, np.concatenate([each.titles, passages]))
            ]
        weights: Float64s = np.rint(np.sum(views, axis=0) / 3 * UNIT) / UNIT
        return weights

    def evidence(self, number: int) -> tuple[Evidence, ...]:
        """The quotes that a weight is made of, view by view, the best first."""
        iri = self.encoded[0].texts.iris[number]
        found = [
            Evidence(span, "titles", prediction.probability)
            for span, taxonomies in zip(self.quotes.titles, self.predictions, strict=True)
            for taxonomy in taxonomies
            for prediction in taxonomy
            if prediction.concept == iri
        ]
        for each, passages in zip(self.encoded, self._passages, strict=True):
            single = (*self.quotes.titles, *self.quotes.statements)
            vectors = np.concatenate([each.titles, each.statements])
            for span, cosine in self._nearest(single, vectors, each, number):
                found.append(Evidence(span, "statements", cosine, each.texts.encoder))
            longer = (*self.quotes.titles, *self._spans)
            vectors = np.concatenate([each.titles, passages])
            for span, cosine in self._nearest(longer, vectors, each, number):
                found.append(Evidence(span, "passages", cosine, each.texts.encoder))
        return tuple(found)

    @cached_property
    def _windows(self) -> list[tuple[int, int]]:
        return list(windows(self.quotes, self.scoring.passages))

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(covering(self.quotes, self.text, window) for window in self._windows)

    @cached_property
    def _passages(self) -> list[Float32s]:
        """Vectors of the passages, by encoder."""
        return [
            requantised(means(self.quotes, each.statements, self._windows)) for each in self.encoded
        ]

    @property
    def _titled(self) -> Float64s:
        """How far titles attest each occupation: ``√(1 - Π (1 - share · probability))``."""
        iris = self.encoded[0].texts.iris
        numbers = {iri: number for number, iri in enumerate(iris)}
        left = np.ones(len(iris))
        for taxonomies in self.predictions:
            for prediction in (each for taxonomy in taxonomies for each in taxonomy):
                left[numbers[prediction.concept]] *= 1 - self.scoring.title * prediction.probability
        return np.sqrt(1 - left)

    def _attested(self, cosines: Float64s) -> Float64s:
        """A logistic curve of the mean of the best cosines; what is not there counts as 0."""
        best = self.scoring.best
        likely = np.maximum(cosines, 0)
        summed = np.partition(likely, -best, axis=0)[-best:] if len(likely) > best else likely
        near = np.sort(summed, axis=0).sum(axis=0) / best
        attested: Float64s = 1 / (1 + np.exp((self.scoring.centre - near) / self.scoring.width))
        return attested

    def _nearest(
        self, spans: Sequence[Span], vectors: Float32s, encoded: Encoded, number: int
    ) -> Iterator[tuple[Span, float]]:
        cosines = encoded.texts.cosines_with(vectors, number)
        for place in np.argsort(-cosines, kind="stable")[: self.scoring.best].tolist():
            yield spans[place], float(cosines[place])
