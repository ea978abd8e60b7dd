"""Measures on cases small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from quality.measures import (
    NEVER,
    auc_pr,
    average_precision,
    hit,
    macro,
    mean,
    ndcg,
    ranks,
    recall,
    reciprocal_rank,
)

SCORES = np.array([0.2, 0.9, 0.5, 0.9, 0.1])
"""Ranks of the targets: 4, 1, 3, 2, 5."""


def test_ranks_ascend_and_ties_go_to_the_first_target() -> None:
    assert ranks(SCORES, [0, 3]).tolist() == [2, 4]
    assert ranks(SCORES, [1]).tolist() == [1]
    assert ranks(SCORES, [3]).tolist() == [2]


def test_ties_can_go_to_the_relevant_target() -> None:
    assert ranks(SCORES, [3], favoured=True).tolist() == [1]


def test_noise_of_sums_is_a_tie() -> None:
    assert ranks(np.array([0.5, 0.5 + 1e-9]), [0]).tolist() == [1]


def test_a_target_that_is_not_there_is_a_miss_everywhere() -> None:
    found = ranks(SCORES, [-1])
    assert found.tolist() == [NEVER]
    values = [m(found, *k) for m, *k in ((reciprocal_rank,), (average_precision,), (ndcg, 10))]
    assert [*values, hit(found, 10), recall(found, 10)] == [0, 0, 0, 0, 0]


def test_measures_of_one_ranking() -> None:
    found = np.array([2, 4])
    assert reciprocal_rank(found) == 0.5
    assert [hit(found, k) for k in (1, 2)] == [0, 1]
    assert [recall(found, k) for k in (1, 2, 4)] == [0, 0.5, 1]
    assert average_precision(found) == pytest.approx((1 / 2 + 2 / 4) / 2)
    ideal = 1 + 1 / np.log2(3)
    assert ndcg(found, 10) == pytest.approx((1 / np.log2(3) + 1 / np.log2(5)) / ideal)
    assert ndcg(found, 3) == pytest.approx((1 / np.log2(3)) / ideal)
    assert ndcg(np.array([1, 2, 3]), 2) == pytest.approx(1)


def test_macro_is_the_mean_of_the_groups_means() -> None:
    found = [np.array([1]), np.array([2]), np.array([4])]
    assert mean(reciprocal_rank, found) == pytest.approx((1 + 0.5 + 0.25) / 3)
    assert macro(reciprocal_rank, found, ["a", "a", "b"]) == pytest.approx((0.75 + 0.25) / 2)
    assert macro(hit, found, ["a", "a", "b"], 1) == pytest.approx((0.5 + 0) / 2)


def test_auc_pr_takes_ties_together() -> None:
    truth = np.array([True, False, True, False])
    assert auc_pr(truth, np.array([4.0, 3.0, 2.0, 1.0])) == pytest.approx(0.5 + 0.5 * 2 / 3)
    assert auc_pr(truth, np.zeros(4)) == pytest.approx(0.5)
