"""Quantised vectors without a part of what they have in common."""

from __future__ import annotations

import numpy as np
import pytest

from skillkg.encoding.vectors import LENGTH, QuantisedVectors, normalize, quantise, without

VECTORS = quantise(normalize(np.random.default_rng(0).normal(size=(20, 64)).astype(np.float32)))
DIRECTION = VECTORS[0]


def nearness(vectors: np.ndarray) -> np.ndarray:
    return QuantisedVectors(DIRECTION[None].astype(np.int16)).cosines(vectors)[:, 0]


def test_all_of_a_direction_leaves_vectors_at_right_angles_to_it() -> None:
    assert nearness(without(VECTORS[1:], DIRECTION, 1.0)) == pytest.approx(0, abs=1e-3)


def test_half_of_it_leaves_them_nearer_to_it_than_none() -> None:
    before, half = nearness(VECTORS[1:]), nearness(without(VECTORS[1:], DIRECTION, 0.5))
    assert (abs(half) < abs(before)).all()
    assert (abs(half) > 0.4 * abs(before)).all()


def test_vectors_are_quantised_and_the_same_one_by_one() -> None:
    together = without(VECTORS, DIRECTION, 0.5)
    alone = np.concatenate([without(VECTORS[n : n + 1], DIRECTION, 0.5) for n in range(20)])
    assert (together == alone).all()
    assert (together == np.rint(together)).all()
    assert (np.linalg.norm(together, axis=1) <= LENGTH).all()


def test_zeros_stay_zeros() -> None:
    zeros = np.zeros((2, 64), dtype=np.float32)
    assert not without(zeros, DIRECTION, 0.5).any()
    assert without(VECTORS, zeros[0], 0.5) == pytest.approx(VECTORS, abs=8)
