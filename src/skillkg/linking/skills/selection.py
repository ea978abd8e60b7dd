"""Which of many skills are looked at for a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

NEAR: Final = 30
"""Skills that are looked at for a statement by its meaning."""
ALIKE: Final = 20
"""Skills that are looked at for a statement by its words."""
_BLOCKS: Final = 8
"""Blocks of skills that are looked at for each of them: see :func:`nearest`."""
_APART: Final = 4.0
"""More than two scores differ by: a share is at most 1, and so is a cosine."""


def nearest(scores: Floats) -> Ints:
    """Places, in the array laid flat, of the best scores of each row: :data:`NEAR`, or some more.

    Those that reach the least of so many best blocks: sorting all the scores in part takes five
    times as long. Only those above 0: to words that the encoder does not know all are equally near.
    """
    rows, columns = scores.shape
    if not columns:
        return np.zeros(0, np.int64)
    size = max(1, columns // (_BLOCKS * NEAR))
    blocks = scores[:, : columns // size * size].reshape(rows, size, -1).max(axis=1)
    last = min(NEAR, blocks.shape[1])
    bounds = np.partition(blocks, -last, axis=1)[:, -last, None]
    return np.flatnonzero(scores >= np.maximum(bounds, np.finfo(np.float32).tiny))


def first(rows: Ints, scores: Floats) -> Ints:
    """Places of the :data:`ALIKE` best scores of each row: ``rows`` are those of the scores."""
    order: Ints = np.argsort(_APART * rows - scores, kind="stable")
    counts = np.bincount(rows)
    return order[np.arange(len(rows)) - np.repeat(starts(counts), counts) < ALIKE]
