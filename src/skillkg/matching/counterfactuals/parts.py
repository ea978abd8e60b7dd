"""The fewest jobs and sections of a resume that keep a fit at a cut, or without which it is below.

With one more of them a fit never falls, as long as nothing is denied: no new passage forms. So
none that the fit needs can be left out; and what all do that are still to come is the most that
some of them do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.additions import EXACTLY
from skillkg.matching.counterfactuals.largest import following

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits


class Parts:
    """Jobs and sections, numbered by their worth: that without which the fit is least comes first.

    Args:
        fits: whatever lines are kept.
        cut: a fit.
    """

    def __init__(self, fits: DeletedFits, cut: float) -> None:
        self._parts = np.unique(fits.lines.parts)[:, None] == fits.lines.parts
        self._fits, self._cut = fits.by_parts(self._parts), cut
        self._denied = np.logical_or.reduce(self._fits.denying, axis=0)
        self._without = self._most(~np.eye(self.count, dtype=bool))
        self._order = np.argsort(self._without, kind="stable")

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._parts)

    def first_lines(self, parts: Ints) -> Ints:
        """Numbers of the lines that some of them begin with, in text order."""
        return np.sort(self._parts[self._order[parts]].argmax(axis=1))

    def lines(self, parts: Ints) -> Bools:
        """Which lines stand in some of them: shape (lines,)."""
        lines: Bools = self._parts[self._order[parts]].any(axis=0)
        return lines

    def fits(self, kept: Bools) -> Float64s:
        """Fits by sets of them: shape (sets, parts) to (sets,)."""
        return self._fits.fits(self._in_text_order(kept))

    def least(self, kept: Bools) -> Float64s:
        """What fits by sets of them are at least, in little time."""
        return self._fits.least(self._in_text_order(kept))

    def _most(self, kept: Bools) -> Float64s:
        """Fits where nothing is denied, by sets in text order."""
        return self._fits.supposing(kept, np.zeros_like(self._denied))

    def _chosen(self, sets: Ints) -> Bools:
        chosen = np.zeros((len(sets), self.count), dtype=bool)
        np.put_along_axis(chosen, sets, values=True, axis=1)
        return chosen

    def _with_later(self, begun: Ints, size: int) -> Bools:
        """The sets with all that may still come: shape (sets, parts)."""
        later = np.arange(self.count) >= following(begun)[:, None]
        every: Bools = self._chosen(begun) | (later & (begun.shape[1] < size))
        return every

    def _in_text_order(self, chosen: Bools) -> Bools:
        kept = np.zeros_like(chosen)
        kept[:, self._order] = chosen
        return kept


class SufficientParts(Parts):
    """Sets of jobs and sections by which alone a fit is at a cut or above it."""

    def possible(self, begun: Ints, size: int) -> Bools:
        """Which sets have all that the fit needs, as far as they go."""
        needed = int((self._without < self._cut - EXACTLY).sum())
        first = np.arange(min(begun.shape[1], needed))
        possible: Bools = (begun[:, : len(first)] == first).all(axis=1) & (size >= needed)
        return possible

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets do it with all that are still to come."""
        every = self._in_text_order(self._with_later(begun, size))
        promising: Bools = self._most(every) >= self._cut - EXACTLY
        return promising

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it: by few of the occupations, or by all that matter."""
        kept = self._in_text_order(self._chosen(sets))
        doing: Bools = self._fits.least(kept) >= self._cut
        doing[~doing] = self._fits.fits(kept[~doing]) >= self._cut
        return doing


class RemovedParts(Parts):
    """Sets of jobs and sections without which a fit is below a cut."""

    def possible(self, begun: Ints, size: int) -> Bools:
        """All that are not too long: nothing else is seen at a glance."""
        return np.full(len(begun), begun.shape[1] <= size)

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets do it with all that are still to come."""
        left = self._in_text_order(~self._with_later(begun, size))
        promising: Bools = self._fits.least(left, self._denied) < self._cut + EXACTLY
        return promising

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it: by few of the occupations, then by all that matter."""
        kept = self._in_text_order(~self._chosen(sets))
        doing: Bools = self._fits.least(kept) < self._cut
        doing[doing] = self._fits.fits(kept[doing]) < self._cut
        return doing
