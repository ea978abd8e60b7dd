"""Classifiers of skills, fitted on labelled sentences and tried on others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.linking.classifier import Classifier
from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.linking.teaching.validation import (
    FOLDS,
    SEED,
    best_threshold,
    cross_validate,
    with_threshold,
)
from skillkg.relatedness.calibration import beta_calibrated, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.linking.teaching.candidates import LabelledCandidates

_NEIGHBOURS: Final = SKILL_FEATURES.index("neighbours")
REAL: Final = 20
"""How much a sentence that somebody wrote for an ad counts beside a synthetic one."""


def fit_classifier(
    real: Sequence[LabelledCandidates], synthetic: Sequence[LabelledCandidates] = ()
) -> Classifier:
    """Fit a classifier; its threshold and its reliability are cross-validated.

    Args:
        real: sentences that somebody wrote for an ad, or are all that there is.
        synthetic: others to fit the weights on.

    Raises:
        ModelError: none of the candidates is correct.
    """
    classifier = fit_calibrated(real, synthetic)
    return decided_by(classifier, real, cross_validated(real, synthetic))


def fit_calibrated(
    real: Sequence[LabelledCandidates], synthetic: Sequence[LabelledCandidates] = ()
) -> Classifier:
    """Fit a classifier without a threshold: weights on all sentences, calibration on real ones."""
    features, correct = _stacked([*real] * (REAL if synthetic else 1) + [*synthetic])
    weights = fit(features, correct)
    if weights.weights[_NEIGHBOURS] < 0:  # votes speak for a skill, or are not counted
        features[:, _NEIGHBOURS] = 0
        weights = fit(features, correct)
    weights = beta_calibrated(weights, *_stacked(real))
    return Classifier(weights, 0.5, len(real) + len(synthetic), 0.0, ())


def _stacked(sentences: Sequence[LabelledCandidates]) -> tuple[Float64s, Float64s]:
    """Features of the candidates of all sentences, and 1 for each that is correct, else 0."""
    features = np.concatenate([each.features for each in sentences])
    return features, np.concatenate([each.correct for each in sentences]).astype(float)


def folds(count: int) -> list[Ints]:
    """Positions of the sentences that each fold holds out."""
    order = np.random.default_rng(SEED).permutation(count)
    return [np.sort(order[start::FOLDS]) for start in range(FOLDS)]


def cross_validated(
    real: Sequence[LabelledCandidates], synthetic: Sequence[LabelledCandidates] = ()
) -> list[Float64s]:
    """Probabilities of each real sentence's candidates, by a classifier that did not see it."""

    def predict(others: list[int], held_out: list[int]) -> list[Float64s]:
        classifier = fit_calibrated([real[n] for n in others], synthetic)
        return [classifier.probabilities(real[n].features) for n in held_out]

    return cross_validate(folds(len(real)), predict)


def decided_by(
    classifier: Classifier,
    sentences: Sequence[LabelledCandidates],
    probabilities: Sequence[Float64s],
) -> Classifier:
    """Give a classifier the threshold with the best micro-F1, and its reliability from there on.

    Args:
        classifier: it.
        sentences: with labels.
        probabilities: of their candidates, by classifiers that did not see the sentences.
    """
    threshold = best_threshold(lambda bound: micro_f1(sentences, probabilities, bound)[0])
    every, correct = np.concatenate(probabilities), _stacked(sentences)[1]
    taken = every >= threshold
    return with_threshold(classifier, threshold, every[taken], correct[taken])


def micro_f1(
    sentences: Sequence[LabelledCandidates], probabilities: Sequence[Float64s], threshold: float
) -> tuple[float, float, float]:
    """F1, precision and recall of what is taken, over all sentences."""
    pairs = list(zip(sentences, probabilities, strict=True))
    correct = sum(int(each.correct[p >= threshold].sum()) for each, p in pairs)
    taken = sum(int((p >= threshold).sum()) for _, p in pairs)
    labels = sum(each.labels for each in sentences)
    return 2 * correct / max(taken + labels, 1), correct / max(taken, 1), correct / max(labels, 1)
