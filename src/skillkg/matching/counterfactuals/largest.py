"""The largest of strength times weight in many ragged rows, for many sets at once."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from skillkg.arrays import run_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Bools, Float64s, Ints


class Rows:
    """For each of many requirements, the concepts that offer something of it.

    Args:
        rows: numbers of the concepts, and the strengths of what joins them, by requirement.
    """

    def __init__(self, rows: Sequence[tuple[Ints, Float64s]]) -> None:
        lengths = [len(numbers) for numbers, _ in rows]
        self._count, self._row = len(rows), np.repeat(np.arange(len(rows)), lengths)
        self._numbers = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in rows)])
        self._strengths = np.concatenate([np.zeros(0), *(each for _, each in rows)])

    def among(self, numbers: Ints) -> Rows:
        """The same of some of the concepts, which have their places among them for numbers.

        Args:
            numbers: of the concepts, ascending.
        """
        places = np.full(self._numbers.max(initial=0) + 1, -1)
        known = numbers[numbers < len(places)]
        places[known] = np.arange(len(known))
        some = copy(self)
        here = places[self._numbers] >= 0
        some._numbers = places[self._numbers][here]
        some._strengths, some._row = self._strengths[here], self._row[here]
        return some

    def largest(self, weights: Float64s) -> Float64s:
        """Of each row, 0 in an empty one: shape (sets, rows).

        Args:
            weights: of the concepts, shape (sets, concepts).
        """
        largest = np.zeros((len(weights), self._count))
        if len(self._row):
            begins = run_starts(self._row)
            offered = weights[:, self._numbers] * self._strengths
            largest[:, self._row[begins]] = np.maximum.reduceat(offered, begins, axis=1)
        return largest

    def above(self, weights: Float64s, enough: Float64s) -> Ints:
        """Numbers of the concepts that offer more than enough.

        Args:
            weights: of the concepts, shape (concepts,).
            enough: by row, shape (rows,).
        """
        return self._numbers[weights[self._numbers] * self._strengths > enough[self._row]]


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
