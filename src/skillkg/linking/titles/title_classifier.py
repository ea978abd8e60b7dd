"""Which occupations job titles mean, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from skillkg.linking.titles.occupation_index import DIGITS, FEATURES, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from skillkg.graph.labels import Labels
    from skillkg.linking.classifier import Classifier
    from skillkg.linking.titles.occupation_index import OccupationCandidates, OccupationIndex
    from skillkg.relatedness.calibration import Weights

    Floats = NDArray[np.float64]


MIN_PROBABILITY: Final = 0.02
"""Answers that are less probable are not given, unless the title calls them by name."""


class Answer(NamedTuple):
    """An occupation that a title may mean."""

    probability: float
    concept: str
    label: str
    """The nearest of its labels."""
    features: tuple[float, ...]
    """By the names of :data:`.occupation_index.FEATURES`."""
    called: bool
    """Whether the title is its preferred label, both cleaned, but for inflection."""


@dataclass(frozen=True)
class Titled:
    """Judges what job titles may mean."""

    index: OccupationIndex
    classifier: Classifier
    labels: Labels
    encoder: str
    """Digest of the encoder that the index looks through."""

    @property
    def basis(self) -> dict[str, Any]:
        """What probabilities are computed with, besides the features that each mention has."""
        return self.classifier.basis(self.encoder, FEATURES)

    def answers(self, titles: Sequence[str]) -> list[list[list[Answer]]]:
        """Judge titles.

        Returns:
            For each title the occupations of ESCO (with overlays), then those of O*NET, each list
            by probability and then by IRI; it may be empty, or missing.
        """
        different = list(dict.fromkeys(titles))
        found = {
            title: [self._judged(called, candidates) for candidates in taxonomies]
            for title, called, taxonomies in zip(
                different, map(key, different), self.index.candidates(different), strict=True
            )
        }
        return [found[title] for title in titles]

    def _judged(self, title: str, candidates: OccupationCandidates) -> list[Answer]:
        features = with_rivals(self.classifier.weights, candidates.features)
        probabilities = self.classifier.probabilities(features)
        called = [bool(title) and self.index.called[n] == title for n in candidates.occupations]
        given = np.flatnonzero(called | (probabilities >= MIN_PROBABILITY))
        best = given[np.lexsort((candidates.occupations[given], -probabilities[given]))]
        return [
            Answer(
                float(probabilities[place]),
                self.index.iris[candidates.occupations[place]],
                self.labels.text(int(candidates.labels[place])),
                tuple(features[place].tolist()),
                called[place],
            )
            for place in best.tolist()
        ]


def with_rivals(weights: Weights, features: Floats) -> Floats:
    """Give the candidates of a title their last feature.

    Args:
        weights: of all features.
        features: all but the last, of the candidates of one taxonomy.
    """
    own = np.column_stack([features, np.zeros(len(features))])
    odds = np.exp(weights.scores(own))
    before = np.concatenate([[0.0], np.cumsum(odds)[:-1]])
    after = np.concatenate([np.cumsum(odds[::-1])[-2::-1], [0.0]])
    return np.column_stack([features, np.round(np.log1p(before + after), DIGITS)])
