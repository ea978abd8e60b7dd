"""Vectors in rows: of length one, or quantised to whole numbers, whose products are exact."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s, Float64s, Floats, Ints

LENGTH: Final = 1 << 12
"""Bound of the length of quantised vectors."""


_TURNED: Final = 1 << 12
"""Vectors whose products are turned to rows together, while they are near the processor."""


def normalize(vectors: Floats) -> Floats:
    """Scale rows to length one, in place; a row of zeros stays what it is."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))
    lengths[lengths == 0] = 1
    vectors /= lengths.astype(np.float32)[:, None]
    return vectors


def quantise(vectors: Float32s) -> Float32s:
    """Stretch vectors of length one to almost 2^12 and round to whole numbers.

    Products of such vectors are the same in any order of summation, and so for one text as for
    many, on any machine: no partial sum exceeds 2^12 · 2^12 = 2^24 (Cauchy–Schwarz), up to which
    single precision holds whole numbers exactly. Cosines change by some 0.0001.
    """
    rounding = sqrt(vectors.shape[1]) / 2
    quantised: Float32s = np.rint(vectors * np.float32(LENGTH - rounding))
    return quantised


def without(vectors: Float32s, direction: Float32s, share: float) -> Float32s:
    """Take a share of what vectors have in a direction out of them.

    Args:
        vectors: quantised, and so are those returned: the same, one by one as together.
        direction: quantised; shape (dimension,).
        share: from 0 to 1; with 1 they are orthogonal to the direction.
    """
    squares = max(float(direction @ direction), 1.0)
    parts = (vectors @ direction).astype(np.float64) * (share / squares)
    return quantise(normalize(np.rint(vectors - np.outer(parts, direction)).astype(np.float32)))


class QuantisedVectors:
    """Vectors that ``quantise`` gave, and their lengths."""

    def __init__(self, vectors: NDArray[np.int16] | Float32s) -> None:
        self._vectors = np.asarray(vectors).astype(np.float32)
        self._lengths = _lengths(self._vectors)

    def at(self, rows: Ints) -> QuantisedVectors:
        """Some of the vectors, by their numbers."""
        return QuantisedVectors(self._vectors[rows])

    def cosines(self, others: Float32s) -> Float64s:
        """Cosines of others with the vectors; not a number where one has no length.

        Shape: (others, vectors).
        """
        cosines = np.empty((len(others), len(self._vectors)))
        for first in range(0, len(self._vectors), _TURNED):
            some = slice(first, first + _TURNED)
            cosines[:, some] = _products(others, self._vectors[some])
        with np.errstate(invalid="ignore"):
            for row, length in zip(cosines, _lengths(others), strict=True):
                row /= length * self._lengths
        return cosines

    def grouped(
        self,
        others: Float32s,
        ends: Ints,
        rows: Ints,
        row_ends: Ints,
    ) -> Iterator[Float64s]:
        """Cosines of groups of others, each with some of the vectors; 0 where one has no length.

        Args:
            others: the groups, one after the other.
            ends: where each group ends.
            rows: numbers of the vectors for each group, one group after the other.
            row_ends: where the numbers of each group end.

        Returns:
            For each group cosines of shape (others, rows).
        """
        other_lengths = np.maximum(_lengths(others), 1)
        lengths = np.maximum(self._lengths[rows], 1)
        vectors = self._vectors[rows]
        for group, group_rows in zip(pairwise([0, *ends]), pairwise([0, *row_ends]), strict=True):
            these, those = slice(*group), slice(*group_rows)
            products = _products(others[these], vectors[those])
            yield products / np.multiply.outer(other_lengths[these], lengths[those])


def _lengths(vectors: Float32s) -> Float64s:
    squares = np.einsum("ij,ij->i", vectors, vectors)  # whole numbers, like all products here
    lengths: Float64s = np.sqrt(squares, dtype=np.float64)
    return lengths


def _products(few: Float32s, many: Float32s) -> Float32s:
    """Products of some vectors with many: a fourth of the time that ``few @ many.T`` takes."""
    return (many @ few.T).T
