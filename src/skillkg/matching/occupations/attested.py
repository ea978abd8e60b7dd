"""How far a resume attests each occupation, by its best quotes, whatever else it says.

Three views are taken, and the mean of them: its titles and statements, passages of several
statements in a row, and its titles as the title classifier reads them. Each regards the best quotes
alone, so that true evidence can only add.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.vectors import normalize, quantise
from skillkg.matching.occupations.nearness import joint, nearest_quotes, sum_of_best
from skillkg.matching.occupations.quotes import covering, means, windows
from skillkg.matching.scoring import UNIT
from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float32s, Float64s
    from skillkg.matching.occupations.nearness import Encoded, Predictions
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span
    from skillkg.model.match import View


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
        near = [
            self._attested([e.texts.cosines(v) for e, v in zip(self.encoded, each, strict=True)])
            for _, _, each in self._views
        ]
        weights: Float64s = np.rint(np.sum([self._titled, *near], axis=0) / 3 * UNIT) / UNIT
        return weights

    def evidence(self, number: int) -> tuple[Evidence, ...]:
        """The quotes that a weight is made of, view by view, the best first."""
        iri = self.encoded[0].texts.iris[number]
        titled = (
            Evidence(span, "titles", prediction.probability)
            for span, taxonomies in zip(self.quotes.titles, self.predictions, strict=True)
            for prediction in chain.from_iterable(taxonomies)
            if prediction.concept == iri
        )
        near = (
            nearest_quotes(spans, cosines, self.scoring.best, view, self.scoring)
            for view, spans, each in self._views
            for cosines in [
                {
                    encoded.texts.encoder: encoded.texts.cosines_with(vectors, number)
                    for encoded, vectors in zip(self.encoded, each, strict=True)
                }
            ]
        )
        return (*titled, *chain.from_iterable(near))

    @cached_property
    def _views(self) -> list[tuple[View, Sequence[Span], list[Float32s]]]:
        """What is compared: titles and statements, and titles and passages, by encoder."""
        titles, statements = self.quotes.titles, self.quotes.statements
        found = list(windows(self.quotes, self.scoring.passages))
        passages = [covering(self.quotes, self.text, window) for window in found]
        single = [np.concatenate([titled, vectors]) for _, titled, vectors in self.encoded]
        longer = [
            np.concatenate([titled, quantise(normalize(means(self.quotes, vectors, found)))])
            for _, titled, vectors in self.encoded
        ]
        return [
            ("statements", (*titles, *statements), single),
            ("passages", (*titles, *passages), longer),
        ]

    @property
    def _titled(self) -> Float64s:
        """How far titles attest each occupation: ``√(1 - Π (1 - share · probability))``."""
        numbers = self.encoded[0].texts.numbers
        left = np.ones(len(numbers))
        for prediction in chain.from_iterable(chain.from_iterable(self.predictions)):
            left[numbers[prediction.concept]] *= 1 - self.scoring.title * prediction.probability
        return np.sqrt(1 - left)

    def _attested(self, cosines: Sequence[Float64s]) -> Float64s:
        """A logistic curve of the mean of the best quotes; what is not there counts as 0.

        Args:
            cosines: by encoder, each of shape (quotes, occupations).
        """
        near = np.maximum(joint(cosines, self.scoring), 0)
        near = sum_of_best(near, self.scoring.best) / self.scoring.best
        curve = 1 / (1 + np.exp((self.scoring.centre - near) / self.scoring.width))
        attested: Float64s = np.where(near > 0, curve, 0)  # who says nothing attests nothing
        return attested
