"""Ragged arrays, best scores and rarity, beside the same in plain Python."""

from __future__ import annotations

from itertools import groupby
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from skillkg.arrays import (
    idf,
    kth_largest,
    offsets,
    ragged_top_k,
    ranges,
    row_positions,
    run_starts,
    starts,
    top_k,
)

LENGTHS = st.lists(st.integers(0, 5), max_size=8)
SCORES = arrays(np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.integers(-3, 3))


@given(lengths=LENGTHS)
def test_rows_of_a_ragged_array_lie_one_after_the_other(lengths: list[int]) -> None:
    bounds = offsets(lengths)
    assert bounds.tolist() == [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    assert starts(lengths).tolist() == bounds[:-1].tolist()
    assert row_positions(lengths).tolist() == [n for length in lengths for n in range(length)]
    assert bounds.dtype == np.int64


@given(rows=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5))))
def test_ranges_are_laid_one_after_the_other(rows: list[tuple[int, int]]) -> None:
    begins, lengths = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    laid = [n for begin, length in rows for n in range(begin, begin + length)]
    assert ranges(begins, begins + lengths).tolist() == laid


@given(values=st.lists(st.integers(0, 4)).map(sorted))
def test_runs_of_equal_values_start_where_the_value_changes(values: list[int]) -> None:
    firsts = [values.index(value) for value, _ in groupby(values)]
    assert run_starts(np.array(values, dtype=np.int64)).tolist() == firsts


@given(scores=SCORES, k=st.integers(1, 8))
def test_the_best_of_each_row_come_first_and_ties_in_order(
    scores: np.ndarray[tuple[int, int], np.dtype[np.float32]], k: int
) -> None:
    ranked = [sorted(range(len(row)), key=lambda n, row=row: -row[n])[:k] for row in scores]
    assert top_k(scores, k).tolist() == ranked
    last = [[row[places[-1]]] for row, places in zip(scores, ranked, strict=True)]
    assert kth_largest(scores, k).tolist() == last
    rows = np.repeat(np.arange(len(scores)), scores.shape[1])
    flat = [row * scores.shape[1] + n for row, places in enumerate(ranked) for n in places]
    assert ragged_top_k(rows, scores.ravel(), k).tolist() == flat


def test_rows_without_scores_have_no_best() -> None:
    assert ragged_top_k(np.array([0, 2, 2]), np.array([0.1, 0.2, 0.3]), 1).tolist() == [0, 2]
    assert ragged_top_k(np.zeros(0, np.int64), np.zeros(0), 3).tolist() == []


def test_rare_terms_weigh_more_and_frequent_ones_something() -> None:
    assert idf([0, 1, 7], 7) == pytest.approx([log(9), log(9 / 2), log(9 / 8)])
    assert idf([0, 1, 7], 7, "scikit-learn") == pytest.approx([1 + log(8), 1 + log(4), 1])
