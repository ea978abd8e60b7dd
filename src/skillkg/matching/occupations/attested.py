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
from skillkg.matching.occupations.nearness import nearest_quotes, sum_of_best
from skillkg.matching.occupations.quotes import covering, means, windows
from skillkg.matching.scoring import UNIT
from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float32s, Float64s
    from skillkg.linking.titles.occupation_texts import OccupationTexts
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
            self._attested(texts.cosines(vectors)) / len(self.encoded)
            for texts, _, _, vectors in self._views
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
            nearest_quotes(
                spans, texts.cosines_with(vectors, number), self.scoring.best, view, texts.encoder
            )
            for texts, view, spans, vectors in self._views
        )
        return (*titled, *chain.from_iterable(near))

    @cached_property
    def _views(self) -> list[tuple[OccupationTexts, View, Sequence[Span], Float32s]]:
        """What is compared, by encoder: titles and statements, and titles and passages."""
        titles, statements = self.quotes.titles, self.quotes.statements
        found = list(windows(self.quotes, self.scoring.passages))
        passages = [covering(self.quotes, self.text, window) for window in found]
        views: list[tuple[OccupationTexts, View, Sequence[Span], Float32s]] = []
        for texts, titled, single in self.encoded:
            longer = quantise(normalize(means(self.quotes, single, found)))
            views += [
                (texts, "statements", (*titles, *statements), np.concatenate([titled, single])),
                (texts, "passages", (*titles, *passages), np.concatenate([titled, longer])),
            ]
        return views

    @property
    def _titled(self) -> Float64s:
        """How far titles attest each occupation: ``√(1 - Π (1 - share · probability))``."""
        numbers = self.encoded[0].texts.numbers
        left = np.ones(len(numbers))
        for prediction in chain.from_iterable(chain.from_iterable(self.predictions)):
            left[numbers[prediction.concept]] *= 1 - self.scoring.title * prediction.probability
        return np.sqrt(1 - left)

    def _attested(self, cosines: Float64s) -> Float64s:
        """A logistic curve of the mean of the best cosines; what is not there counts as 0."""
        near = sum_of_best(np.maximum(cosines, 0), self.scoring.best) / self.scoring.best
        attested: Float64s = 1 / (1 + np.exp((self.scoring.centre - near) / self.scoring.width))
        return attested
