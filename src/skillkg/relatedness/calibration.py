"""From features to a probability, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BINS = 10
RIDGE = 1e-3
"""Keeps the weights finite where a feature tells the classes apart without error."""
ROUNDS = 50
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of some features, and the curve that makes a probability of its score.

    score = intercept + Σ weight · feature. With p = 1 / (1 + e^-score) the strength is
    1 / (1 + e^-(c + a · ln p - b · ln(1 - p))): beta calibration (Kull, Silva Filho and Flach
    2017), which never turns an order round, as a and b are not negative.
    """

    intercept: float
    weights: tuple[float, ...]
    beta: tuple[float, float, float]
    """c, a and b."""

    def scores(self, features: Floats) -> Floats:
        """Log-odds of some pairs before calibration, rounded; of shape (pairs, features)."""
        found: Floats = self.intercept + features @ np.array(self.weights)
        return np.round(found, DIGITS)

    def strengths(self, features: Floats) -> Floats:
        """Probabilities of some pairs, rounded, above 0 and at most 1."""
        shift, low, high = self.beta
        tails = _tails(self.scores(features))
        found = _logistic(shift + tails @ np.array([low, high]))
        return np.maximum(np.round(found, DIGITS), 10.0**-DIGITS)


def _logistic(values: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-values))
    return found


def _tails(scores: Floats) -> Floats:
    """Give ln p and -ln(1 - p) of log-odds."""
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


def restored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that ``asdict`` and JSON took apart, with ``weights`` and ``table`` put together."""
    weights = values["weights"]
    return {
        **values,
        "weights": Weights(weights["intercept"], tuple(weights["weights"]), tuple(weights["beta"])),
        "table": tuple(Bin(**line) for line in values["table"]),
    }


def fit(features: Floats, related: Floats) -> Weights:
    """Fit the logistic model, then the curve.

    Args:
        features: shape (pairs, features).
        related: 1 where the pair is related, 0 where it is not.

    Raises:
        ModelError: all pairs are related, or none is.
    """
    if len(np.unique(related)) < 2:
        raise ModelError(
            "the training data has one class only: a probability needs related pairs and others"
        )
    intercept, *rest = _rounded(_newton(features, related))
    return beta_calibrated(Weights(intercept, tuple(rest), (0.0, 1.0, 1.0)), features, related)


def beta_calibrated(weights: Weights, features: Floats, related: Floats) -> Weights:
    """Fit the curve anew, on other pairs than the weights; arguments as of ``fit``."""
    tails = _tails(weights.scores(features))
    shift, low, high = _newton(tails, related)
    if low < 0:
        low, (shift, high) = 0.0, _newton(tails[:, 1:], related)
    elif high < 0:
        high, (shift, low) = 0.0, _newton(tails[:, :1], related)
    beta = _rounded(np.array([shift, low, high]))
    return Weights(weights.intercept, weights.weights, (beta[0], beta[1], beta[2]))


def _rounded(values: Floats) -> list[float]:
    return [round(float(value), DIGITS) for value in values]


def _newton(inputs: Floats, related: Floats) -> Floats:
    """Intercept and weights of a logistic regression."""
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        expected = _logistic(inputs @ weights)
        slope = inputs.T @ (expected - related) + RIDGE * weights
        bend = (inputs.T * (expected * (1 - expected))) @ inputs + RIDGE * np.eye(len(weights))
        change = np.linalg.solve(bend, slope)
        weights -= change
        if np.abs(change).max() < 1e-9:
            break
    return weights


def reliability(strengths: Floats, related: Floats) -> list[Bin]:
    """What was promised and what was kept, by tenths of strength; empty tenths left out."""
    places = np.minimum((strengths * BINS).astype(int), BINS - 1)
    return [
        Bin(
            place / BINS,
            int(inside.sum()),
            round(float(strengths[inside].mean()), DIGITS),
            round(float(related[inside].mean()), DIGITS),
        )
        for place in range(BINS)
        for inside in [places == place]
        if inside.any()
    ]


def expected_error(table: list[Bin]) -> float:
    """Expected calibration error: the mean gap between promise and fact, weighed by pairs."""
    gaps = (line.pairs * abs(line.mean_strength - line.share_related) for line in table)
    return sum(gaps) / sum(line.pairs for line in table)


def average_precision(scores: Floats, related: Floats) -> float:
    """Area under the precision–recall curve, as average precision; ties count together."""
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(ordered[1:] != ordered[:-1], True)
    hits = np.cumsum(related[order])[last]
    seen = np.flatnonzero(last) + 1
    return float(np.sum(np.diff(hits, prepend=0) / hits[-1] * hits / seen))
