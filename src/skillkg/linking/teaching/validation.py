"""Cross-validation of classifiers, and the threshold that it suggests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.relatedness.calibration import expected_error, reliability

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.linking.classifier import Classifier

FOLDS: Final = 5
SEED: Final = 0
SLACK: Final = 0.01
"""How far from the best F1 a threshold may be."""


def cross_validate(
    folds: Sequence[Ints], predict: Callable[[list[int], list[int]], Sequence[Float64s]]
) -> list[Float64s]:
    """Predict each item by a classifier that did not see it.

    Args:
        folds: positions of the items that each fold holds out; together, each position once.
        predict: fits a classifier on the items at the first positions, and gives the probabilities
            of the candidates of each item at the second.

    Returns:
        Probabilities of the candidates of each item, in the order of positions.
    """
    positions = np.sort(np.concatenate(folds)).tolist()
    probabilities: dict[int, Float64s] = {}
    for fold in folds:
        held_out = fold.tolist()
        others = np.setdiff1d(positions, fold).tolist()
        probabilities |= zip(held_out, predict(others, held_out), strict=True)
    return [probabilities[position] for position in positions]


def best_threshold(f1: Callable[[float], float]) -> float:
    """Find the highest threshold whose F1 is at most :data:`SLACK` below the best.

    A reader minds what is wrong more than what is missing.
    """
    thresholds: list[float] = np.arange(0.05, 0.95, 0.01).round(2).tolist()
    scores = {threshold: f1(threshold) for threshold in thresholds}
    best = max(scores.values())
    return max(threshold for threshold, score in scores.items() if score >= best - SLACK)


def with_threshold(
    classifier: Classifier, threshold: float, probabilities: Float64s, outcomes: Float64s
) -> Classifier:
    """Give a classifier its threshold, and the reliability of what it decides.

    Args:
        classifier: it.
        threshold: least probability of what is taken.
        probabilities: of what is decided, by classifiers that did not see it.
        outcomes: 1 where that was right, else 0.
    """
    table = reliability(probabilities, outcomes)
    error = round(expected_error(table), 4) if table else 0.0
    return replace(classifier, threshold=threshold, error=error, table=tuple(table))
