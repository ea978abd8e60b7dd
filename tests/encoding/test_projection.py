"""Vectors in fewer dimensions: estimates that do not depend on what is asked beside one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from skillkg.encoding.projection import DIMENSIONS, Projection, project
from skillkg.encoding.vectors import QuantisedVectors, normalize, quantise

if TYPE_CHECKING:
    from numpy.typing import NDArray

RANDOM = np.random.default_rng(0)


def vectors(count: int, dimensions: int, spread: int) -> NDArray[np.float32]:
    """Quantised vectors that differ in ``spread`` directions, and in the others a little."""
    scales = np.where(np.arange(dimensions) < spread, 1.0, 0.01)
    drawn = RANDOM.normal(size=(count, dimensions)) * scales
    rotation = np.linalg.qr(RANDOM.normal(size=(dimensions, dimensions)))[0]
    return quantise(normalize((drawn @ rotation).astype(np.float32)))


def test_nearness_is_almost_the_cosine() -> None:
    known = vectors(300, 2 * DIMENSIONS, DIMENSIONS // 2)
    asked = known[:20]
    cosines = QuantisedVectors(known.astype(np.int16)).cosines(asked)
    assert Projection(project(known)).nearness(asked) == pytest.approx(cosines, abs=0.02)


def test_nearness_is_the_same_alone_and_beside_others() -> None:
    projection = Projection(project(vectors(500, 2 * DIMENSIONS, DIMENSIONS)))
    asked = vectors(33, 2 * DIMENSIONS, DIMENSIONS)
    together = projection.nearness(asked)
    assert np.array_equal(together, np.vstack([projection.nearness(one[None]) for one in asked]))


@pytest.mark.parametrize(("count", "dimensions"), [(3, 200), (1, 8), (40, 5)])
def test_few_vectors_and_few_dimensions(count: int, dimensions: int) -> None:
    known = vectors(count, dimensions, dimensions)
    near = Projection(project(known)).nearness(np.vstack([known, np.zeros_like(known[:1])]))
    assert near.shape == (count + 1, count)
    assert near[:count].argmax(axis=1).tolist() == list(range(count))
    assert not near[count].any()


def test_groups_have_the_cosines_of_each_pair() -> None:
    known, asked = vectors(50, 16, 16).astype(np.int16), vectors(6, 16, 16)
    asked[5] = 0
    index, ends, bounds = QuantisedVectors(known), np.array([1, 4, 6]), np.array([2, 2, 7])
    rows = np.array([4, 9, 0, 1, 1, 30, 49])
    first, second, third = index.grouped(asked, ends, rows, bounds)
    assert np.array_equal(first, QuantisedVectors(known[rows[:2]]).cosines(asked[:1]))
    assert second.shape == (3, 0)
    assert np.array_equal(third[0], QuantisedVectors(known[rows[2:]]).cosines(asked[4:5])[0])
    assert not third[1].any()
