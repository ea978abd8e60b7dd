"""Which occupations job titles mean, and how likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.linking.classifier import DIGITS
from skillkg.linking.titles.occupation_features import OCCUPATION_FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s
    from skillkg.graph.labels import Labels
    from skillkg.linking.classifier import Classifier
    from skillkg.linking.titles.occupation_features import OccupationCandidates
    from skillkg.linking.titles.occupation_index import OccupationIndex
    from skillkg.model.parameters import ClassifierParameters
    from skillkg.relatedness.calibration import Weights

_PREFERRED: Final = OCCUPATION_FEATURES.index("preferred")
MIN_PROBABILITY: Final = 0.02
"""Less probable occupations are not given, unless the title is their preferred label."""


class OccupationPrediction(NamedTuple):
    """An occupation that a title may mean."""

    probability: float
    concept: str
    label: str
    """The nearest of its labels."""
    features: tuple[float, ...]
    """By :data:`.occupation_features.OCCUPATION_FEATURES`."""
    is_preferred_label: bool
    """Whether the title is its preferred label, both cleaned, but for inflection."""


@dataclass(frozen=True)
class TitleClassifier:
    """Classifies the occupations that job titles may mean."""

    index: OccupationIndex
    classifier: Classifier
    labels: Labels
    encoder: str
    """Digest of the encoder that the index looks through."""

    @property
    def parameters(self) -> ClassifierParameters:
        """What probabilities are computed with, besides the features that each mention has."""
        return self.classifier.parameters(self.encoder, OCCUPATION_FEATURES)

    def predict(self, titles: Sequence[str]) -> list[list[list[OccupationPrediction]]]:
        """Predict what titles mean.

        Returns:
            For each title the occupations of ESCO (with overlays), then those of O*NET, each list
            by probability and then by IRI; it may be empty, or missing.
        """
        distinct = list(dict.fromkeys(titles))
        predictions = {
            title: [self._predictions(candidates) for candidates in taxonomies]
            for title, taxonomies in zip(distinct, self.index.candidates(distinct), strict=True)
        }
        return [predictions[title] for title in titles]

    def _predictions(self, candidates: OccupationCandidates) -> list[OccupationPrediction]:
        features = append_rivals(self.classifier.weights, candidates.features)
        probabilities = self.classifier.probabilities(features)
        is_preferred = candidates.features[:, _PREFERRED] == 1
        given = np.flatnonzero(is_preferred | (probabilities >= MIN_PROBABILITY))
        order = np.lexsort((candidates.occupations[given], -probabilities[given]))
        return [
            OccupationPrediction(
                probability=float(probabilities[place]),
                concept=self.index.iris[candidates.occupations[place]],
                label=self.labels.text(int(candidates.labels[place])),
                features=tuple(features[place].tolist()),
                is_preferred_label=bool(is_preferred[place]),
            )
            for place in given[order].tolist()
        ]


def append_rivals(weights: Weights, features: Float64s) -> Float64s:
    """Append the feature *rivals* to those of the candidates of a title.

    Args:
        weights: of all features, *rivals* too.
        features: all others, of the candidates of one taxonomy: shape (candidates, features - 1).

    Returns:
        Shape (candidates, features).
    """
    without_rivals = np.column_stack([features, np.zeros(len(features))])
    odds = np.exp(weights.scores(without_rivals))
    before = np.append(0.0, np.cumsum(odds)[:-1])
    behind = np.append(np.cumsum(odds[::-1])[-2::-1], 0.0)
    return np.column_stack([features, np.log1p(before + behind).round(DIGITS)])
