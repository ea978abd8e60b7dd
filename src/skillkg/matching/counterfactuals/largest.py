"""The largest of strength times weight in many ragged rows, for many sets at once."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import row_positions, run_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Bools, Float64s, Ints


FEW: Final = 16
"""Things in a set that are sooner gone through one by one than by rank."""


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
        above: Ints = self._numbers[weights[self._numbers] * self._strengths > enough[self._row]]
        return above


@dataclass(frozen=True, eq=False)
class Ranked:
    """Things by a value that they have in each column, the largest first."""

    order: Ints
    """Their numbers: shape (things, columns)."""
    values: Float64s
    """Their values, none below 0: shape (things, columns)."""

    def best(self, kept: Bools, count: int, skipped: int = 0) -> Float64s:
        """The largest values of sets: shape (count, sets, columns), 0 where there is none.

        Args:
            kept: which things are in each set, shape (sets, things).
            count: how many values.
            skipped: how many larger ones are passed over.
        """
        if not skipped and kept.sum(axis=1).max(initial=0) <= FEW:
            return self._of_few(kept, count)
        best = np.zeros((count, len(kept), self.order.shape[1]))
        first = count + skipped
        found = np.zeros(best.shape[1:], dtype=np.int16)
        for places, values in zip(self.order[:first], self.values, strict=False):
            here = kept[:, places]
            for rank in range(count):
                np.copyto(best[rank], values, where=here & (found == rank + skipped))
            found += here
        sets, columns = np.nonzero(found < first)  # few: they are followed one by one
        lacking = first - found[sets, columns].astype(np.int64)
        for places, values in zip(self.order[first:], self.values[first:], strict=True):
            if not len(sets):
                break
            here = kept[sets, places[columns]]
            counted = np.flatnonzero(here & (lacking <= count))
            cells = sets[counted], columns[counted]
            best[(count - lacking[counted], *cells)] = values[columns[counted]]
            lacking -= here
            left = np.flatnonzero(lacking)
            sets, columns, lacking = sets[left], columns[left], lacking[left]
        return best

    def _of_few(self, kept: Bools, count: int) -> Float64s:
        """The same for sets of few things, which are gone through instead of the ranks."""
        shape = (len(kept), self.order.shape[1])
        nothing = kept.shape[1]
        by_thing = np.zeros((nothing + 1, shape[1]))
        np.put_along_axis(by_thing, self.order, self.values, axis=0)
        best, (sets, things) = np.zeros((count, *shape)), np.nonzero(kept)
        places = row_positions(kept.sum(axis=1))
        table = np.full((places.max(initial=-1) + 1, len(kept)), nothing)
        table[places, sets] = things
        for row in table:
            insert(best, by_thing[row])
        return best

    def apart(self, members: Bools) -> Ranked:
        """Of each column those that share no member with a larger one that is taken.

        Args:
            members: of the things, shape (things, members).
        """
        shared = members.astype(np.float32) @ members.T.astype(np.float32) > 0
        columns = np.arange(self.order.shape[1])
        taken, is_free = np.zeros_like(self.values), np.ones((len(shared), len(columns)), bool)
        for rank, things in enumerate(self.order):
            free = is_free[things, columns]
            taken[rank] = free
            is_free &= ~(shared[:, things] & free)
        places = np.argsort(-taken, axis=0, kind="stable")[: int(taken.sum(axis=0).max(initial=0))]
        order = np.take_along_axis(self.order, places, axis=0)
        return Ranked(order, np.take_along_axis(self.values * taken, places, axis=0))


def ranked(values: Float64s) -> Ranked:
    """Rank things: shape (things, columns); those that have nothing anywhere are left out."""
    order = np.argsort(-values, axis=0)  # of equal ones it does not matter which is first
    some = order[: np.count_nonzero(values, axis=0).max(initial=0)]
    return Ranked(some, np.take_along_axis(values, some, axis=0))


class ByLine:
    """Values that lines have for several things: a set of lines has the largest of its lines.

    Args:
        values: shape (lines, things), none below 0.
    """

    def __init__(self, values: Float64s) -> None:
        self.values, self._ranked = values, ranked(values)

    def largest(self, kept: Bools) -> Float64s:
        """The largest values of sets of lines, 0 where there is none: shape (sets, things).

        Args:
            kept: shape (sets, lines).
        """
        largest: Float64s = self._ranked.best(kept, 1)[0]
        return largest

    def by_parts(self, parts: Bools) -> ByLine:
        """The same of several lines each: which they are, shape (parts, lines)."""
        largest = [self.values[part].max(axis=0) for part in parts]
        return ByLine(np.array(largest).reshape(len(parts), self.values.shape[1]))

    def losses(self, size: int) -> tuple[Float64s, Float64s]:
        """What lines take away when up to so many are deleted.

        Returns:
            What each takes away at most, after any others: shape (lines, things); and what is
            left for sure: shape (things,).
        """
        left = np.zeros(self.values.shape[1])
        if len(self._ranked.values) > size:
            left = self._ranked.values[size]
        return np.maximum(self.values - left, 0), left


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


def insert(best: Float64s, values: Float64s) -> None:
    """Insert values into sorted ones, the largest first, in place; the least are dropped."""
    for each in best[:-1]:
        smaller = np.minimum(each, values)
        np.maximum(each, values, out=each)
        values = smaller
    np.maximum(best[-1], values, out=best[-1])


def following(begun: Ints) -> Ints:
    """What comes after the last element of each set: shape (sets, elements) to (sets,)."""
    return begun[:, -1] + 1 if begun.shape[1] else np.zeros(len(begun), dtype=np.int64)
