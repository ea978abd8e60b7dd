"""From features to a probability, and how far it can be trusted.

Shapes: features are (pairs, features); scores and strengths are (pairs,), and so is what says of
each pair whether it is related, by 1 or 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s

BINS: Final = 10
RIDGE: Final = 1e-3
"""Keeps the weights finite where a feature tells the classes apart without error."""
ROUNDS: Final = 50
DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of some features, and the beta calibration of its scores.

    score = intercept + Σ weight · feature. With p = 1 / (1 + e^-score) the strength is
    1 / (1 + e^-(c + a · ln p - b · ln(1 - p))) (Kull, Silva Filho and Flach 2017), which keeps the
    order of scores, as a and b are not negative.
    """

    intercept: float
    weights: tuple[float, ...]
    beta: tuple[float, float, float]
    """c, a and b."""

    def scores(self, features: Float64s) -> Float64s:
        """Log-odds of some pairs before calibration, rounded."""
        scores: Float64s = self.intercept + features @ np.array(self.weights)
        return scores.round(DIGITS)

    def strengths(self, features: Float64s) -> Float64s:
        """Probabilities of some pairs, rounded, above 0 and at most 1."""
        shift, low, high = self.beta
        logarithms = _logarithms(self.scores(features))
        strengths = _logistic(shift + logarithms @ np.array([low, high]))
        return np.maximum(strengths.round(DIGITS), 10.0**-DIGITS)


def _logistic(values: Float64s) -> Float64s:
    probabilities: Float64s = 1 / (1 + np.exp(-values))
    return probabilities


def _logarithms(scores: Float64s) -> Float64s:
    """Ln p and -ln(1 - p) of log-odds: shape (pairs, 2)."""
    return np.column_stack([-np.logaddexp(0, -scores), np.logaddexp(0, scores)])


@dataclass(frozen=True, slots=True)
class Bin:
    """A line of a reliability table."""

    lower: float
    pairs: int
    mean_strength: float
    share_related: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights, what they were fitted on, and how they did on pairs that were held out."""

    weights: Weights
    training_data: str
    """Digest of the labelled pairs."""
    pairs: int
    """Related pairs that the weights were fitted on."""
    error: float
    """Expected calibration error."""
    against_random: dict[str, float]
    """Average precision against random pairs: of the combination and of each feature alone."""
    against_siblings: dict[str, float]
    """The same against pairs of siblings."""
    table: tuple[Bin, ...]
    shipped: bool = False
    """Whether it comes with skillkg, because the graph has too few labelled pairs."""


def fit(features: Float64s, related: Float64s) -> Weights:
    """Fit the logistic model, then its beta calibration.

    Raises:
        ModelError: all pairs are related, or none is.
    """
    if len(np.unique(related)) < 2:
        raise ModelError(
            "the training data has one class only: a probability needs related pairs and others"
        )
    intercept, *rest = _rounded(_newton(features, related))
    return beta_calibrated(Weights(intercept, tuple(rest), (0.0, 1.0, 1.0)), features, related)


def beta_calibrated(weights: Weights, features: Float64s, related: Float64s) -> Weights:
    """Fit the calibration anew, on other pairs than the weights."""
    logarithms = _logarithms(weights.scores(features))
    shift, low, high = _newton(logarithms, related)
    if low < 0:
        low, (shift, high) = 0.0, _newton(logarithms[:, 1:], related)
    elif high < 0:
        high, (shift, low) = 0.0, _newton(logarithms[:, :1], related)
    beta = _rounded(np.array([shift, low, high]))
    return Weights(weights.intercept, weights.weights, (beta[0], beta[1], beta[2]))


def _rounded(values: Float64s) -> list[float]:
    return [round(float(value), DIGITS) for value in values]


def _newton(inputs: Float64s, related: Float64s) -> Float64s:
    """Intercept and weights of a logistic regression, by Newton's method."""
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(inputs.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    for _ in range(ROUNDS):
        expected = _logistic(inputs @ weights)
        gradient = inputs.T @ (expected - related) + RIDGE * weights
        hessian = (inputs.T * (expected * (1 - expected))) @ inputs + ridge
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def reliability(strengths: Float64s, related: Float64s) -> list[Bin]:
    """Reliability table: mean strength and share of related pairs in each bin that is not empty."""
    bins = np.minimum((strengths * BINS).astype(int), BINS - 1)
    return [
        Bin(
            number / BINS,
            int(inside.sum()),
            round(float(strengths[inside].mean()), DIGITS),
            round(float(related[inside].mean()), DIGITS),
        )
        for number in range(BINS)
        if (inside := bins == number).any()
    ]


def expected_error(table: Sequence[Bin]) -> float:
    """Expected calibration error: mean gap of strength and share, weighed by pairs."""
    gaps = (line.pairs * abs(line.mean_strength - line.share_related) for line in table)
    return sum(gaps) / sum(line.pairs for line in table)


def average_precision(scores: Float64s, related: Float64s) -> float:
    """Area under the precision–recall curve, as average precision; ties count together."""
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(ordered[1:] != ordered[:-1], True)
    hits = np.cumsum(related[order])[last]
    seen = np.flatnonzero(last) + 1
    return float(np.sum(np.diff(hits, prepend=0) / hits[-1] * hits / seen))
