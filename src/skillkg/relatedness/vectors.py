"""Vectors in rows: made of length one, or of whole numbers, whose products are exact."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Cosines = NDArray[np.float64]

_LENGTH: Final = 1 << 12


def normalize(vectors: Floats) -> Floats:
    """Scale rows to length one, in place; a row of zeros stays what it is."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))
    lengths[lengths == 0] = 1
    vectors /= lengths.astype(np.float32)[:, None]
    return vectors


def whole(vectors: Floats) -> Floats:
    """Stretch vectors of length one to almost 2^12 and round to whole numbers.

    Products of such vectors are the same in any order of summation, and so for one text as for
    many, on any machine: no partial sum exceeds 2^12 · 2^12 = 2^24 (Cauchy–Schwarz), up to which
    single precision holds whole numbers exactly. Cosines change by some 0.0001.
    """
    rounding = sqrt(vectors.shape[1]) / 2
    found: Floats = np.rint(vectors * np.float32(_LENGTH - rounding))
    return found


class WholeVectors:
    """Vectors that ``whole`` gave, and their lengths."""

    def __init__(self, vectors: NDArray[np.int16]) -> None:
        self._vectors = np.asarray(vectors).astype(np.float32)
        self._sizes = _lengths(self._vectors)
        self._scaled = np.ascontiguousarray(
            (self._vectors / np.maximum(self._sizes, 1).astype(np.float32)[:, None]).T
        )

    def nearness(self, asked: Floats) -> Floats:
        """Order the vectors by nearness to others, as their cosines would but for rounding.

        Shape: (asked, vectors).
        """
        found: Floats = asked @ self._scaled
        return found

    def cosines(self, asked: Floats, rows: NDArray[np.int64] | slice = slice(None)) -> Cosines:
        """Cosines of others with some of the vectors, or all; not a number where one has no length.

        Shape: (asked, rows).
        """
        sizes = np.outer(_lengths(asked), self._sizes[rows])
        with np.errstate(invalid="ignore"):
            found: Cosines = asked @ self._vectors[rows].T / sizes
        return found


def _lengths(vectors: Floats) -> Cosines:
    squares = np.einsum("ij,ij->i", vectors, vectors)  # whole numbers, like all products here
    lengths: Cosines = np.sqrt(squares, dtype=np.float64)
    return lengths
