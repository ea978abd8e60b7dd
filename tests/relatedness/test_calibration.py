"""From features to probabilities: fitted, in order, and honest about how well they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.errors import ModelError
from skillkg.relatedness.calibration import (
    Bin,
    Weights,
    average_precision,
    expected_error,
    fit,
    reliability,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def drawn(weights: Weights, pairs: int = 20_000) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pairs that are related with the probability that a model gives them."""
    random = np.random.default_rng(1)
    features = random.uniform(0, 1, size=(pairs, 4)).round(4)
    related = random.uniform(size=pairs) < weights.strengths(features)
    return features, related.astype(float)


@pytest.mark.parametrize("beta", [(0.0, 1.0, 1.0), (1.0, 2.0, 0.5), (-0.5, 0.6, 1.5)])
def test_strengths_are_probabilities(beta: tuple[float, float, float]) -> None:
    truth = Weights(-3.0, (4.0, 2.0, 1.0, -0.5), beta)
    features, related = drawn(truth)
    fitted = fit(features[::2], related[::2])
    table = reliability(fitted.strengths(features[1::2]), related[1::2])
    assert expected_error(table) < 0.02
    assert sum(line.pairs for line in table) == len(features) // 2


def test_overconfidence_has_a_large_error() -> None:
    features, related = drawn(Weights(-3.0, (4.0, 2.0, 1.0, -0.5), (0.0, 1.0, 1.0)))
    overconfident = Weights(-1.0, (4.0, 2.0, 1.0, -0.5), (0.0, 1.0, 1.0))
    assert expected_error(reliability(overconfident.strengths(features), related)) > 0.2


def test_one_class_is_refused() -> None:
    with pytest.raises(ModelError, match="one class only"):
        fit(np.zeros((5, 4)), np.ones(5))


@given(st.floats(-3, 3), st.floats(0, 3), st.floats(0, 3))
def test_the_calibration_keeps_the_order_of_scores(shift: float, low: float, high: float) -> None:
    weights = Weights(0.0, (1.0, 0.0, 0.0, 0.0), (shift, low, high))
    features = np.zeros((41, 4))
    features[:, 0] = np.linspace(-10, 10, 41)
    strengths = weights.strengths(features)
    assert (np.diff(strengths) >= 0).all()
    assert (strengths > 0).all()
    assert (strengths <= 1).all()


def test_a_feature_that_speaks_against_leaves_the_calibration_rising() -> None:
    random = np.random.default_rng(2)
    features = random.normal(size=(4000, 4)).round(4)
    related = (random.uniform(size=4000) < 0.5 + 0.3 * np.tanh(features[:, 0])).astype(float)
    assert min(fit(features, related).beta[1:]) >= 0


def test_a_reliability_table_by_hand() -> None:
    table = reliability(np.array([0.05, 0.05, 0.92, 1.0]), np.array([1.0, 0.0, 1.0, 1.0]))
    assert table == [Bin(0.0, 2, 0.05, 0.5), Bin(0.9, 2, 0.96, 1.0)]
    assert expected_error(table) == pytest.approx((2 * 0.45 + 2 * 0.04) / 4)


def test_average_precision_by_hand() -> None:
    related = np.array([1.0, 0.0, 1.0, 0.0])
    assert average_precision(np.array([4.0, 3, 2, 1]), related) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.array([4.0, 1, 3, 2]), related) == 1.0


def test_ties_count_together() -> None:
    scores = np.zeros(6)
    for related in (np.array([1.0, 1, 1, 0, 0, 0]), np.array([0.0, 0, 0, 1, 1, 1])):
        assert average_precision(scores, related) == 0.5
