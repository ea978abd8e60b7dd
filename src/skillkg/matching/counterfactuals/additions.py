"""What a resume might have besides, and the fewest additions that bring its fit to a cut.

An addition is a skill that the ad asks for, stated as surely as named skills mostly are, or a job
in an occupation that it asks for, attested as far as resumes mostly attest that of their titles.
What is near in the graph rises with it. Of several offers for a requirement the best counts, so
that two additions add no more together than each alone: what some add at most is known.
"""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import run_starts
from skillkg.matching.counterfactuals.largest import following, suffix_sums
from skillkg.matching.fit import offer
from skillkg.matching.scoring import UNIT
from skillkg.model.counterfactual import Addition, Lift
from skillkg.model.graph import NO_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits
    from skillkg.matching.kernel import Kernel
    from skillkg.model.mention import Block

STATED: Final = 0.64
"""Probability of a skill that is added: the median of the skills that real resumes name."""
HELD: Final = 0.77
"""Weight of an occupation that is added: the median of those that titles of real resumes name."""
EXACTLY: Final = 1e-9
"""More than what sums of gains are rounded by."""


class Additions:
    """What can be added to a resume for an ad, what is nearest to it first.

    Args:
        fits: of the resume for the ad.
    """

    def __init__(self, fits: DeletedFits) -> None:
        self._fits, self.count = fits, len(fits.requirements)
        whole = np.ones((1, len(fits.lines)), dtype=bool)
        self._repeated = fits.repeated(whole)
        self._denied = fits.denied(whole)[0]
        self.offers = fits.offers(whole)[0]
        self.fit = float(fits.of(self.offers[None], self._repeated)[0])
        order = np.argsort(-self.offers, kind="stable")
        self.requirements = [fits.requirements[place] for place in order.tolist()]

    def fits(self, sets: Ints) -> Float64s:
        """Fits with sets of additions: shape (sets, additions) to (sets,).

        Args:
            sets: places among the requirements here.
        """
        return self._fits.of(self._with(sets), self._repeated)

    @cached_property
    def gains(self) -> Float64s:
        """What each adds to the fit by itself: shape (additions,)."""
        return self.fits(np.arange(self.count)[:, None]) - self.fit

    def gains_after(self, sets: Ints) -> Float64s:
        """What each adds to what sets of them have: shape (sets, additions)."""
        offers = self._with(sets)
        additions, columns = np.nonzero(self._added)
        above = np.maximum(self._added[additions, columns] - offers[:, columns], 0)
        scales = self._fits.parts(np.ones((1, self.count)), self._repeated)[0]
        gains: Float64s = np.add.reduceat(above * scales[columns], run_starts(additions), axis=1)
        return gains

    def _with(self, sets: Ints) -> Float64s:
        """Offers with sets of additions: shape (sets, requirements)."""
        offers = np.repeat(self.offers[None], len(sets), axis=0)
        for additions in sets.T:
            np.maximum(offers, self._added[additions], out=offers)
        return offers

    def named(self, place: int) -> Addition:
        """One of them, with what it adds by itself and the nearest that the resume has."""
        block, concept = self.requirements[place]
        nearest, weight = offer(self._fits.resume, block, concept), self._weight(block)
        gain = float(self.gains[place])
        if nearest is None or not nearest.value:
            return Addition(concept, block, weight, gain, None, 0.0, NO_PATH)
        return Addition(concept, block, weight, gain, nearest.concept, nearest.value, nearest.path)

    def lifts(self, most: int) -> list[Lift]:
        """For what is asked for and lacks most, the addition that lifts the fit most."""
        lacking = self._fits.parts(1 - self.offers[None], self._repeated)[0]
        lifts = []
        for column in np.argsort(-lacking, kind="stable")[:most].tolist():
            helping = np.flatnonzero(self._added[:, column] > self.offers[column])
            if len(helping):
                block, concept = self._fits.requirements[column]
                best = int(helping[np.argmax(self.gains[helping])])
                lifts.append(Lift(concept, block, float(lacking[column]), self.named(best)))
        return lifts

    def _weight(self, block: Block) -> float:
        return STATED if block == "skills" else HELD

    @cached_property
    def _added(self) -> Float64s:
        """What each addition offers, in whole parts: shape (additions, requirements)."""
        places = {requirement: n for n, requirement in enumerate(self.requirements)}
        added = np.zeros((self.count, self.count))
        for column, (block, concept) in enumerate(self._fits.requirements):
            weight = self._weight(block)
            added[places[block, concept], column] = weight
            for other, step in self._kernel.near(block, concept).items():
                if (block, other) in places:
                    added[places[block, other], column] = step.strength * weight
            for other, strength in self._implying(block, column):
                if ("occupations", other) in places:
                    row = places["occupations", other]
                    added[row, column] = strength * HELD
        return np.rint(added * UNIT) / UNIT

    def _implying(self, block: Block, column: int) -> Iterator[tuple[str, float]]:
        """Occupations that imply what is asked for, if it is a skill that is not denied."""
        if block == "skills" and not self._denied[column]:
            implied = self._kernel.implied_by(self._fits.requirements[column][1])
            for step, strength in zip(implied.steps, implied.strengths.tolist(), strict=True):
                yield step.source, strength

    @property
    def _kernel(self) -> Kernel:
        return self._fits.resume.kernel


class Reaching:
    """Sets of additions that bring a fit to a cut.

    Args:
        additions: what can be added.
        cut: what the fit has to reach.
    """

    def __init__(self, additions: Additions, cut: float) -> None:
        self._additions, self._cut, self.count = additions, cut, additions.count
        self._later = cache(partial(suffix_sums, additions.gains))

    def possible(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one that does it, if all gains added up."""
        later = self._later(size)[size - begun.shape[1], following(begun)]
        gains = self._additions.gains[begun].sum(axis=1) + later
        possible: Bools = self._additions.fit + gains + EXACTLY >= self._cut
        return possible

    def promising(self, begun: Ints, size: int) -> Bools:
        """Which sets may be part of one that does it, if later additions added up."""
        more, fits = size - begun.shape[1], self._additions.fits(begun)
        is_later = np.arange(self.count) >= following(begun)[:, None]
        gains = self._additions.gains_after(begun) * is_later
        most = np.sort(gains, axis=1)[:, self.count - more :].sum(axis=1)
        reaching: Bools = fits + most + EXACTLY >= self._cut
        return reaching

    def doing(self, sets: Ints) -> Bools:
        """Which sets do it."""
        doing: Bools = self._additions.fits(sets) >= self._cut
        return doing
