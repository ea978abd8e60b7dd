"""How far a resume attests each occupation, by its best quotes, whatever else it says.

Three views are taken, and the mean of them: its titles and statements, passages of several
statements in a row, and its titles as the title classifier reads them. Each regards the best quotes
alone, so that true evidence can only add.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.encoding.vectors import normalize, quantise
from skillkg.matching.occupations.nearness import best_places, joint
from skillkg.matching.occupations.quotes import covering, means, windows
from skillkg.matching.scoring import UNIT
from skillkg.model.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.matching.occupations.nearness import Encoded, Predictions
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span
    from skillkg.model.match import View


class _Nearest(NamedTuple):
    """The best quotes of a view for each occupation; the others are not kept."""

    view: View
    spans: Sequence[Span]
    """All quotes of the view."""
    places: Ints
    """Those of the best, the best first: shape (best, occupations)."""
    cosines: Sequence[Float64s]
    """Of them, by encoder: shape (best, occupations) each."""


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
        return weighed(self.views)

    @cached_property
    def views(self) -> list[Float64s]:
        """How far each view attests each occupation: titles, what is said, and passages."""
        return [self._titled, *map(self._attested, self._nearest)]

    def evidence(self, number: int) -> tuple[Evidence, ...]:
        """The quotes that a weight is made of, view by view, the best first."""
        iri = self.encoded[0].texts.iris[number]
        titled = (
            Evidence(span, "titles", probability)
            for concept, span, probability in self._predicted
            if concept == iri
        )
        near = (
            Evidence(
                each.spans[place], each.view, float(cosines[row, number]), encoded.texts.encoder
            )
            for each in self._nearest
            for row, place in enumerate(each.places[:, number].tolist())
            for encoded, cosines in zip(self.encoded, each.cosines, strict=True)
        )
        return (*titled, *near)

    @cached_property
    def _nearest(self) -> list[_Nearest]:
        """The best quotes for each occupation: of the titles and statements, and of passages."""
        titles, statements = self.quotes.titles, self.quotes.statements
        found = list(windows(self.quotes, self.scoring.passages))
        passages = [covering(self.quotes, self.text, window) for window in found]
        longer = [
            quantise(normalize(means(self.quotes, vectors, found)))
            for _, _, vectors in self.encoded
        ]
        single = [vectors for _, _, vectors in self.encoded]
        titled, stated = self.left[: len(titles)], self.left[len(titles) :]
        begun = [stated[first] for first, _ in found]
        return [
            self._best("statements", (*titles, *statements), single, self.left),
            self._best("passages", (*titles, *passages), longer, np.append(titled, begun)),
        ]

    @cached_property
    def left(self) -> Float64s:
        """What is left of each title and statement of a job that is long past."""
        ages, fading, half = np.array(self.quotes.ages), self.scoring.fading, self.scoring.half_life
        left: Float64s = 1 - fading * (1 - 0.5 ** (ages / half)) if half else np.ones(len(ages))
        return left

    def _best(
        self, view: View, spans: Sequence[Span], vectors: Sequence[Float32s], left: Float64s
    ) -> _Nearest:
        """The best quotes of a view, for which titles count, too."""
        cosines = [
            texts.cosines(np.concatenate([titled, others])) * left[:, None]
            for (texts, titled, _), others in zip(self.encoded, vectors, strict=True)
        ]
        places = best_places(joint(cosines, self.scoring), self.scoring.best)
        kept = [np.take_along_axis(each, places, axis=0) for each in cosines]
        return _Nearest(view, spans, places, kept)

    @property
    def _titled(self) -> Float64s:
        """How far titles attest each occupation: ``√(1 - Π (1 - share · probability))``."""
        numbers = self.encoded[0].texts.numbers
        missed = np.ones(len(numbers))
        for concept, _, probability in self._predicted:
            missed[numbers[concept]] *= 1 - self.scoring.title * probability
        return np.sqrt(1 - missed)

    @cached_property
    def _predicted(self) -> list[tuple[str, Span, float]]:
        """What the classifier says: an occupation, the title, and what is left of how probable."""
        titles = self.quotes.titles
        left = self.left[: len(titles)].tolist()
        return [
            (prediction.concept, span, share * prediction.probability)
            for span, share, taxonomies in zip(titles, left, self.predictions, strict=True)
            for prediction in chain.from_iterable(taxonomies)
        ]

    def _attested(self, view: _Nearest) -> Float64s:
        """A logistic curve of the mean of the best quotes; what is not there counts as 0."""
        near = np.maximum(joint(view.cosines, self.scoring), 0).sum(axis=0) / self.scoring.best
        return attested_by(near, self.scoring)


def attested_by(near: Float64s, scoring: Scoring) -> Float64s:
    """How far quotes attest occupations that they are so near to, of any shape."""
    curve = 1 / (1 + np.exp((scoring.centre - near) / scoring.width))
    attested: Float64s = np.where(near > 0, curve, 0)  # who says nothing attests nothing
    return attested


def weighed(views: Sequence[Float64s]) -> Float64s:
    """Their mean, in whole parts: that of titles, of what is said, and of passages."""
    weights: Float64s = np.rint(np.sum(views, axis=0) / 3 * UNIT) / UNIT
    return weights
