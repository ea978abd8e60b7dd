"""The fewest jobs and sections of a resume that alone keep a fit at a cut or above it.

With one more of them a fit never falls, as long as nothing is denied: no new passage forms. So
none that the fit needs can be left out, and where all that are still to come are not enough, no
set of them is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.largest import following

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits


class SufficientParts:
    """Sets of jobs and sections by which alone a fit is at a cut or above it.

    They are numbered by what they are worth, that without which the fit is least first.

    Args:
        fits: whatever lines are kept.
        cut: what the fit has to reach.
    """

    def __init__(self, fits: DeletedFits, cut: float) -> None:
        self._parts = np.unique(fits.lines.parts)[:, None] == fits.lines.parts
        self._fits, self._cut = fits.by_parts(self._parts), cut
        without = self._fits.most(~np.eye(self.count, dtype=bool))
        self._order, self._needed = np.argsort(without, kind="stable"), int((without < cut).sum())

    @property
    def count(self) -> int:
        """How many jobs and sections there are."""
        return len(self._parts)

    def first_lines(self, parts: Ints) -> Ints:
        """Numbers of the lines that some of them begin with, in text order."""
        return np.sort(self._parts[self._order[parts]].argmax(axis=1))

    def lines(self, parts: Ints) -> Bools:
        """Which lines stand in some of them: shape (lines,)."""
        lines: Bools = self._parts[self._order[parts]].any(axis=0)
        return lines

    def fits(self, chosen: Bools) -> Float64s:
        """Fits by sets of them: shape (sets, parts) to (sets,)."""
        return self._fits.fits(self._in_text_order(chosen))

    def possible(self, begun: Ints, size: int) -> Bools:
        """Which sets have all that the fit needs, as far as they go."""
        needed = np.arange(min(begun.shape[1], self._needed))
        possible: Bools = (begun[:, : len(needed)] == needed).all(axis=1) & (size >= self._needed)
        return possible

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets do it with all that are still to come."""
        later = np.arange(self.count) >= following(begun)[:, None]
        every = self._chosen(begun) | (later & (begun.shape[1] < size))
        promising: Bools = self._fits.most(self._in_text_order(every)) >= self._cut
        return promising

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it."""
        doing: Bools = self.fits(self._chosen(sets)) >= self._cut
        return doing

    def _chosen(self, sets: Ints) -> Bools:
        chosen = np.zeros((len(sets), self.count), dtype=bool)
        np.put_along_axis(chosen, sets, values=True, axis=1)
        return chosen

    def _in_text_order(self, chosen: Bools) -> Bools:
        kept = np.zeros_like(chosen)
        kept[:, self._order] = chosen
        return kept
