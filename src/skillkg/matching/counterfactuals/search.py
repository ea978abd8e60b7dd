"""The smallest set that does something, with the proof that no smaller one does.

Sets of one size after the other are built up element by element, in a given order; where no set
that begins so can do it, none is looked at. The first set in that order is found, or it is proven
that there is none. A number of sets bounds the search, not time: so it ends the same anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from skillkg.arrays import ranges
from skillkg.matching.counterfactuals.largest import following

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.arrays import Bools, Ints

BUDGET: Final = 20_000
"""Sets that are looked at most."""
TOGETHER: Final = 512
"""Sets that are looked at closely together."""
AT_A_GLANCE: Final = 65_536
"""Sets that are looked at at a glance together."""


class Problem(Protocol):
    """What sets of elements do; elements are numbered in the order in which sets are built."""

    @property
    def count(self) -> int:
        """How many elements there are."""

    def possible(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one of some size that does it, at a glance.

        Args:
            begun: their elements, ascending, shape (sets, elements): later ones are to come.
            size: of the sets that are looked for.
        """

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one that does it, at a closer look, which counts."""

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it: shape (sets, elements) to (sets,)."""


class Smallest(NamedTuple):
    """The smallest set that was found."""

    elements: Ints
    """Ascending."""
    least: int
    """Size that no set that does it is smaller than."""


class _BudgetError(Exception):
    """The budget has ended."""


class Search:
    """Looks for the smallest set.

    Args:
        problem: says what sets do.
        budget: how many sets are looked at most.
    """

    def __init__(self, problem: Problem, budget: int = BUDGET) -> None:
        self._problem, self._left = problem, budget

    def smallest(self, known: Ints) -> Smallest:
        """Find a set that is smaller than a known one, and of several the first of the smallest.

        Args:
            known: a set that does it, ascending; it is the answer where the budget ends.
        """
        size = 0
        try:
            for size in range(len(known)):
                found = self._first(np.zeros((1, 0), dtype=np.int64), size)
                if found is not None:
                    return Smallest(found, size)
            size = len(known)
        except _BudgetError:
            pass
        return Smallest(known, size)

    def within(self, most: int) -> tuple[Ints | None, int]:
        """Find the smallest set of so many elements at most, and of several the first.

        Returns:
            The set, and its size. None where there is none, and where the budget ends before one is
            found; then the size that no set that does it is smaller than.
        """
        size = 0
        try:
            for size in range(min(most, self._problem.count) + 1):
                found = self._first(np.zeros((1, 0), dtype=np.int64), size)
                if found is not None:
                    return found, size
            size += 1
        except _BudgetError:
            pass
        return None, size

    def _first(self, begun: Ints, size: int) -> Ints | None:
        """The first set of a size that begins as one of some do, and does it."""
        if begun.shape[1] == size:
            doing = self._looked_at(begun, self._problem.doing(begun))
            return begun[doing][0] if doing.any() else None
        promising = begun[self._looked_at(begun, self._problem.promising(begun, size))]
        for some in _split(self._longer(promising, size), AT_A_GLANCE):
            for longer in _split(some[self._problem.possible(some, size)], TOGETHER):
                found = self._first(longer, size)
                if found is not None:
                    return found
        return None

    def _looked_at(self, sets: Ints, which: Bools) -> Bools:
        self._left -= len(sets)
        if self._left < 0:
            raise _BudgetError
        return which

    def _longer(self, begun: Ints, size: int) -> Ints:
        """Sets with one element more each, in order, that have room for those still to come."""
        first = following(begun)
        end = self._problem.count - (size - begun.shape[1]) + 1
        ends = np.maximum(end, first)
        rows = np.repeat(np.arange(len(begun)), ends - first)
        return np.column_stack([begun[rows], ranges(first, ends)])


def _split(sets: Ints, most: int) -> Iterator[Ints]:
    """The same sets, so many at a time."""
    return (sets[first : first + most] for first in range(0, len(sets), most))
