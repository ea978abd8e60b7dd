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

    def losses(self, size: int, lines: int) -> tuple[Float64s, Float64s]:
        """What lines take away when up to so many are deleted.

        Args:
            size: how many are deleted at most.
            lines: how many there are.

        Returns:
            What each takes away at most, after any others: shape (lines, things); and what is
            left for sure: shape (things,).
        """
        lost = np.zeros((lines, self._values.shape[1]))
        left = np.zeros(self._values.shape[1])
        if len(self._values) > size:
            left = np.partition(self._values, -size - 1, axis=0)[-size - 1]
        lost[self._lines] = np.maximum(self._values - left, 0)
        return lost, left


def suffix_sums(values: Float64s, most: int) -> Float64s:
    """Sums of the largest values from each place on: shape (most + 1, places + 1).

    Args:
        values: none below 0, shape (places,).
        most: of how many of them.
    """
    sums = np.zeros((most + 1, len(values) + 1))
    largest = np.zeros(most)
    for place in range(len(values) - 1, -1, -1):
        largest = np.sort(np.append(largest, values[place]))[1:]
        sums[1:, place] = np.cumsum(largest[::-1])
    return sums
