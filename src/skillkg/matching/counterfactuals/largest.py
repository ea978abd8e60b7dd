"""The largest of strength times weight in many ragged rows, for many sets at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.arrays import starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Bools, Float64s, Ints


class Rows:
    """For each of many requirements, the concepts that offer something of it.

    Args:
        rows: numbers of the concepts, and the strengths of what joins them, by requirement.
    """

    def __init__(self, rows: Sequence[tuple[Ints, Float64s]]) -> None:
        lengths = np.array([len(numbers) for numbers, _ in rows], dtype=np.int64)
        self._filled, self._count = np.flatnonzero(lengths), len(rows)
        self._begins = starts(lengths)[self._filled]
        self._numbers = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in rows)])
        self._strengths = np.concatenate([np.zeros(0), *(each for _, each in rows)])

    def largest(self, weights: Float64s) -> Float64s:
        """Of each row, 0 in an empty one: shape (sets, rows).

        Args:
            weights: of the concepts, shape (sets, concepts).
        """
        largest = np.zeros((len(weights), self._count))
        if len(self._filled):
            offered = weights[:, self._numbers] * self._strengths
            largest[:, self._filled] = np.maximum.reduceat(offered, self._begins, axis=1)
        return largest


class ByLine:
    """Values that lines have for several things: a set of lines has the largest of its lines.

    Args:
        values: shape (lines, things), none below 0.
    """

    def __init__(self, values: Float64s) -> None:
        self._lines = np.flatnonzero(values.any(axis=1))
        self._values = values[self._lines]

    def largest(self, kept: Bools) -> Float64s:
        """The largest values of sets of lines, 0 where there is none: shape (sets, things).

        Args:
            kept: shape (sets, lines).
        """
        largest = np.zeros((len(kept), self._values.shape[1]))
        for here, values in zip(kept[:, self._lines].T, self._values, strict=True):
            np.maximum(largest, here[:, None] * values, out=largest)
        return largest
