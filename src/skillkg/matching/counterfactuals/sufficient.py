"""The fewest lines that alone keep a fit at a cut or above it.

What lines still to come can add at most is bounded requirement by requirement, each by the lines
that are best for it. Passages need as many statements of one job or section as they have: where
there are not so many, none counts, and where there are, they may attest anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.at_most import AttestedAtMost, Room
from skillkg.matching.counterfactuals.largest import ByLine, following, suffix_sums
from skillkg.matching.counterfactuals.offering import NamedOffering
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits

ROUNDED = 1 / UNIT
"""What rounding of weights and offers adds to a fit at most."""


class Sufficient:
    """Sets of lines by which alone a fit is at a cut or above it.

    Args:
        fits: of what is left.
        cut: what the fit has to reach.
    """

    def __init__(self, fits: DeletedFits, cut: float) -> None:
        self._fits, self._cut, self.count = fits, cut, len(fits.lines)
        self._bound = SufficientBound(fits)

    def possible(self, begun: Ints, size: int) -> Bools:
        """All that are not too long: nothing else is seen at a glance."""
        return np.full(len(begun), begun.shape[1] <= size)

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one that does it, by what later lines add at most."""
        most: Bools = self._bound.most(begun, size - begun.shape[1]) >= self._cut
        return most

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it."""
        kept = np.zeros((len(sets), self.count), dtype=bool)
        np.put_along_axis(kept, sets, values=True, axis=1)
        doing = self._fits.least(kept) >= self._cut
        unsure = np.flatnonzero(~doing)
        unsure = unsure[self._bound.most(sets[unsure], 0) >= self._cut]
        if len(unsure):
            doing[unsure] = self._fits.fits(kept[unsure]) >= self._cut
        return doing


class SufficientBound:
    """What fits sets of lines have at most, with some later lines.

    Args:
        fits: of what is left.
    """

    def __init__(self, fits: DeletedFits) -> None:
        self._fits, offering = fits, fits.offering
        self._room, self._attested = Room(fits.lines), None
        values, implied = fits.stated.values, np.zeros(len(fits.requirements))
        if isinstance(offering, NamedOffering):
            values = np.maximum(values, offering.by_line.values)
        else:
            self._attested = AttestedAtMost(fits.lines, offering)
            implied = self._attested.implied[False]
        self._stated = ByLine(values)
        above = np.maximum(values - implied, 0)
        self._added = fits.of(above, np.zeros(len(above)))
        self._later: dict[int, Float64s] = {}

    def most(self, begun: Ints, more: int) -> Float64s:
        """What fits are at most: shape (sets,).

        Args:
            begun: lines of each set, ascending, shape (sets, lines).
            more: how many later lines are added.
        """
        later = following(begun)
        kept = np.zeros((len(begun), len(self._fits.lines)), dtype=bool)
        np.put_along_axis(kept, begun, values=True, axis=1)
        offers = self._stated.largest(kept)
        if self._attested is not None:
            has_room = self._room.of(kept, later, more)
            offers = np.maximum(offers, self._attested.most(begun, more, has_room))
        if more not in self._later:
            self._later[more] = suffix_sums(self._added, more)[more]
        every = kept | (more > 0) & (np.arange(kept.shape[1]) >= later[:, None])
        repeated = self._fits.repeated(every)
        most = np.minimum(self._fits.of(offers, 0 * repeated) + self._later[more][later], 1)
        return repeated + (1 - repeated) * most + ROUNDED
