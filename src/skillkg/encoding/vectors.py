"""Vectors in rows: made of length one, or of quantised numbers, whose products are exact."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Cosines = NDArray[np.float64]

LENGTH: Final = 1 << 12
"""Bound of the length of whole vectors."""


def normalize(vectors: Floats) -> Floats:
    """Scale rows to length one, in place; a row of zeros stays what it is."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))
    lengths[lengths == 0] = 1
    vectors /= lengths.astype(np.float32)[:, None]
    return vectors


def quantise(vectors: Floats) -> Floats:
    """Stretch vectors of length one to almost 2^12 and round to quantised numbers.

    Products of such vectors are the same in any order of summation, and so for one text as for
    many, on any machine: no partial sum exceeds 2^12 · 2^12 = 2^24 (Cauchy–Schwarz), up to which
    single precision holds quantised numbers exactly. Cosines change by some 0.0001.
    """
    rounding = sqrt(vectors.shape[1]) / 2
    found: Floats = np.rint(vectors * np.float32(LENGTH - rounding))
    return found


class QuantisedVectors:
    """Vectors that ``quantise`` gave, and their lengths."""

    def __init__(self, vectors: NDArray[np.int16]) -> None:
        self._vectors = np.asarray(vectors).astype(np.float32)
        self._sizes = _lengths(self._vectors)

    def cosines(self, asked: Floats) -> Cosines:
        """Cosines of others with the vectors; not a number where one has no length.

        Shape: (asked, vectors).
        """
        sizes = np.outer(_lengths(asked), self._sizes)
        with np.errstate(invalid="ignore"):
            found: Cosines = _products(asked, self._vectors) / sizes
        return found

    def grouped(
        self,
        asked: Floats,
        ends: NDArray[np.int64],
        rows: NDArray[np.int64],
        bounds: NDArray[np.int64],
    ) -> Iterator[Cosines]:
        """Cosines of groups of others, each with some of the vectors; 0 where one has no length.

        Args:
            asked: the groups one after the other.
            ends: where each group ends.
            rows: for each group numbers of vectors, one after the other.
            bounds: where the numbers of each end.

        Returns:
            For each group cosines of shape (asked, rows).
        """
        lengths, sizes = np.maximum(_lengths(asked), 1), np.maximum(self._sizes[rows], 1)
        vectors = self._vectors[rows]
        for one, other in zip(pairwise([0, *ends]), pairwise([0, *bounds]), strict=True):
            these, those = slice(*one), slice(*other)
            products = _products(asked[these], vectors[those])
            yield products / np.multiply.outer(lengths[these], sizes[those])


def _lengths(vectors: Floats) -> Cosines:
    squares = np.einsum("ij,ij->i", vectors, vectors)  # quantised numbers, like all products here
    lengths: Cosines = np.sqrt(squares, dtype=np.float64)
    return lengths


def _products(asked: Floats, vectors: Floats) -> Floats:
    """Products of some vectors with many: a fourth of the time that ``asked @ vectors.T`` takes."""
    return (vectors @ asked.T).T
