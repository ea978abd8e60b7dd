"""The fewest lines without which a fit falls below a cut.

What a set of lines takes away at most is bounded by a sum over its lines, with passages taken as
gone as far as so many lines can undo them. That sum, and the fit without those chosen so far, say
which sets need not be looked at (branch and bound).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.largest import following, suffix_sums
from skillkg.matching.counterfactuals.marginals import Marginals
from skillkg.matching.counterfactuals.offering import Offering
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits

ROUNDED = 1 / UNIT
"""What rounding of weights and offers adds to a fit at most, or takes from it."""


class Removal:
    """Sets of lines that bring a fit below a cut when they are deleted.

    Args:
        fits: of what is left.
        cut: the fit has to fall below it.
    """

    def __init__(self, fits: DeletedFits, cut: float) -> None:
        self._fits, self._cut, self.count = fits, cut, len(fits.lines)
        self._bounds: dict[int, RemovalBound] = {}

    def possible(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one that does it, by what their lines take away at most."""
        return self._bound(size).lowest(begun) < self._cut

    def promising(self, begun: Ints, size: int) -> Bools:
        """The same, by the fit without the lines chosen so far."""
        return self._bound(size).lower(begun, self._without(begun)) < self._cut

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it: by few of the occupations, then by all that matter."""
        kept, fits = self._without(sets), self._fits
        doing = fits.least(kept) < self._cut
        doing[doing] = fits.fits(kept[doing]) < self._cut
        return doing

    def _bound(self, size: int) -> RemovalBound:
        if size not in self._bounds:
            self._bounds[size] = RemovalBound(self._fits, size)
        return self._bounds[size]

    def _without(self, lines: Ints) -> Bools:
        kept = np.ones((len(lines), self.count), dtype=bool)
        np.put_along_axis(kept, lines, values=False, axis=1)
        return kept


class RemovalBound:
    """What is left of a fit at least when so many lines are deleted.

    Args:
        fits: of what is left.
        size: how many lines are deleted at most.
    """

    def __init__(self, fits: DeletedFits, size: int) -> None:
        self._fits, self._size, self._lines = fits, size, fits.lines
        self._whole = np.ones((1, len(fits.lines)), dtype=bool)
        self._denied = fits.denied(self._whole)

    def lowest(self, begun: Ints) -> Float64s:
        """What is left at least, by the sum of what single lines take away: shape (sets,)."""
        taken = self._taken[begun].sum(axis=1)
        lowest: Float64s = self._all_left - taken - self._still(begun)
        return lowest

    def lower(self, begun: Ints, kept: Bools) -> Float64s:
        """The same, by the fit without the lines that sets begin with: shape (sets,)."""
        return self._left(kept, self._size - begun.shape[1]) - self._still(begun)

    @cached_property
    def _all_left(self) -> float:
        return float(self._left(self._whole, self._size)[0])

    def _still(self, begun: Ints) -> Float64s:
        """What the lines still to come take away at most."""
        later = self._later[self._size - begun.shape[1]]
        still: Float64s = later[following(begun)]
        return still

    @cached_property
    def _later(self) -> Float64s:
        return suffix_sums(self._taken, self._size)

    @cached_property
    def _taken(self) -> Float64s:
        """What each line takes away of the fit at most: shape (lines,)."""
        fits = self._fits
        stated, surely_stated = fits.stated.losses(self._size)
        attested, surely_attested = self._attested
        allowed = ~self._denied[0]
        sure = np.maximum(surely_stated, surely_attested * allowed)
        above = np.maximum(fits.least_offers(self._whole)[0] + ROUNDED - sure, 0)
        lost = np.minimum(np.maximum(stated, attested * allowed), above)
        having, words = fits.repetitions
        taken = fits.of(lost, np.zeros(len(lost)))
        taken += words @ having / max(fits.ad.words, 1)
        return taken

    @cached_property
    def _attested(self) -> tuple[Float64s, Float64s]:
        """What each line takes away of what occupations offer, and what they offer for sure."""
        offering = self._fits.offering
        if not isinstance(offering, Offering):
            return offering.by_line.losses(self._size)
        rows = offering.few.rows
        return rows.largest(self._marginals.lost), rows.largest(self._marginals.sure[None])[0]

    def _left(self, kept: Bools, more: int) -> Float64s:
        """Fits at least, with passages that some more deletions leave: shape (sets,)."""
        return self._fits.of(self._least(kept, more), self._fits.repeated(kept)) - ROUNDED

    def _least(self, kept: Bools, more: int) -> Float64s:
        """Offers at least, unrounded: shape (sets, requirements)."""
        offering = self._fits.offering
        if isinstance(offering, Offering):
            attested = offering.few.rows.largest(self._marginals.least(kept, more))
        else:
            attested = offering.by_line.largest(kept)
        return np.maximum(self._fits.stated.largest(kept), np.where(self._denied, 0, attested))

    @cached_property
    def _marginals(self) -> Marginals:
        offering = self._fits.offering
        assert isinstance(offering, Offering)
        return Marginals(self._lines, offering.few.attesting, self._fits.ad.scoring, self._size)
