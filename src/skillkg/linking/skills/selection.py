"""Selection of the skills that are looked at for a passage by its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import kth_largest

if TYPE_CHECKING:
    from skillkg.arrays import Float32s, Ints

NEAREST: Final = 30
"""Skills that are looked at for a passage by its meaning."""
_BLOCKS: Final = 8
"""Blocks of skills for each of them: see :func:`nearest`."""


def nearest(cosines: Float32s) -> Ints:
    """Find the best cosines of each row: :data:`NEAREST` of them, or some more.

    These are all that reach the best cosine of the last of the :data:`NEAREST` best blocks of
    columns: partitioning whole rows takes five times as long. Only those above 0: to words that
    the encoder does not know all skills are equally near.

    Args:
        cosines: shape (rows, columns).

    Returns:
        Places in the array laid flat, ascending.
    """
    rows, columns = cosines.shape
    if not columns:
        return np.zeros(0, np.int64)
    size = max(1, columns // (_BLOCKS * NEAREST))
    blocks = cosines[:, : columns // size * size].reshape(rows, size, -1).max(axis=1)
    bounds = kth_largest(blocks, NEAREST)
    return np.flatnonzero(cosines >= np.maximum(bounds, np.finfo(np.float32).tiny))
