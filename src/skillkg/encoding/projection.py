"""Vectors in fewer dimensions: what tells at little cost which of many may be near.

The dimensions are those in which the vectors differ most from zero, their principal components
(uncentred). Like the vectors themselves they are quantised (:func:`.vectors.quantise`), so that
nearness is the same in any order of summation: for one text as for many, on any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.encoding.vectors import LENGTH, quantise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s

DIMENSIONS: Final = 128
"""Of 256: the ten nearest skills are among the forty that seem nearest 98 times in a hundred."""

_EXPONENT: Final = -24
"""Products of quantised vectors are at most two to the 24."""


def project(vectors: Float32s) -> dict[str, NDArray[np.int16]]:
    """Derive what :class:`Projection` reads.

    Args:
        vectors: what ``quantise`` gave; shape (vectors, dimensions).
    """
    squares = vectors.T.astype(np.float64) @ vectors
    ascending = np.linalg.eigh(squares)[1].T.astype(np.float32)
    axes = quantise(ascending[::-1][:DIMENSIONS]).T
    return {
        "axes": axes.astype(np.int16),
        "projected": _projected(vectors, axes).T.astype(np.int16),
    }


class Projection:
    """Vectors in the dimensions that matter most."""

    def __init__(self, arrays: Mapping[str, NDArray[np.int16]]) -> None:
        """Read what :func:`project` gave."""
        self._axes = arrays["axes"].astype(np.float32)
        self._projected = np.ascontiguousarray(arrays["projected"], dtype=np.float32)

    def nearness(self, others: Float32s) -> Float32s:
        """Estimate the cosines of others with all vectors: shape (others, vectors)."""
        projected = _projected(others, self._axes)
        scaled: Float32s = np.ldexp(projected, _EXPONENT)  # nothing is rounded
        return scaled @ self._projected


def _projected(vectors: Float32s, axes: Float32s) -> Float32s:
    projected: Float32s = np.rint(vectors @ axes / np.float32(LENGTH))
    return projected
