"""What the lines of a resume are worth in a match, and what would change its fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.additions import Additions, Reaching
from skillkg.matching.counterfactuals.deleted import DeletedFits
from skillkg.matching.counterfactuals.greedy import grown, shrunk
from skillkg.matching.counterfactuals.parts import RemovedParts, SufficientParts
from skillkg.matching.counterfactuals.removal import Removal
from skillkg.matching.counterfactuals.search import BUDGET, Search
from skillkg.matching.counterfactuals.sufficient import Sufficient
from skillkg.matching.counterfactuals.worth import worth
from skillkg.model.counterfactual import FEW, AdditionSet, LineSet

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Ints
    from skillkg.matching.profile import Profile
    from skillkg.model.counterfactual import Lift, Unit, Worth
    from skillkg.model.match import Match


@dataclass(frozen=True, eq=False)
class Counterfactuals:
    """Other resumes than that of a match: with lines deleted, or with something added.

    A cut is a fit: that of the last resume that was selected, say, or of a rival.

    Args:
        ad: the profile of the job ad.
        resume: the profile of the resume.
        budget: how many sets a search looks at; where it ends before the proof, results say so.
    """

    ad: Profile
    resume: Profile
    budget: int = BUDGET

    def worth(self, match: Match) -> Worth:
        """What each line is worth to the fit, and to each contribution of the match."""
        return worth(self._fits, match)

    def removal(self, cut: float) -> LineSet | None:
        """The fewest lines without which the fit is below a cut; None where all are not enough.

        Where no few lines are found, the fewest jobs and sections.
        """
        few, least = Search(Removal(self._fits, cut), self.budget).within(FEW)
        if few is not None:
            return self._line_set("line", few, ~self._chosen(few), least, least)
        parts = RemovedParts(self._fits, cut)
        known = shrunk(parts.fits, parts.count, cut)
        if known is None:
            return None
        some = Search(parts, self.budget).smallest(known)
        kept = ~parts.lines(some.elements)
        return self._line_set("part", parts.first_lines(some.elements), kept, some.least, least)

    def sufficient(self, cut: float) -> LineSet | None:
        """The fewest lines by which alone the fit reaches a cut; None where all do not.

        Where no few lines are found, the fewest jobs and sections.
        """
        few, least = Search(Sufficient(self._fits, cut), self.budget).within(FEW)
        if few is not None:
            return self._line_set("line", few, self._chosen(few), least, least)
        parts = SufficientParts(self._fits, cut)
        known = grown(parts.least, parts.count, cut)
        if known is None:
            return None
        some = Search(parts, self.budget).smallest(known)
        kept = parts.lines(some.elements)
        return self._line_set("part", parts.first_lines(some.elements), kept, some.least, least)

    def additions(self, cut: float) -> AdditionSet | None:
        """The fewest additions by which the fit reaches a cut; None where all do not.

        None of them where no few are found; how many it takes at least is told. Of several sets
        that with what is nearest to the resume comes first.
        """
        added = self._additions
        if added.fits(np.arange(added.count)[None])[0] < cut:
            return None
        few, least = Search(Reaching(added, cut), self.budget).within(FEW)
        found = np.zeros(0, dtype=np.int64) if few is None else few
        fit = float(added.fits(found[None])[0])
        return AdditionSet(tuple(map(added.named, found.tolist())), fit, least)

    def lifts(self, most: int = 10) -> list[Lift]:
        """What would lift the fit most, for each of what the ad asks for and the resume lacks."""
        return self._additions.lifts(most)

    def fits_without(self, lines: Ints) -> tuple[float, float]:
        """The fit without some lines, by their numbers, and by them alone."""
        chosen = self._chosen(lines)
        without, alone = self._fits.fits(np.stack([~chosen, chosen])).tolist()
        return without, alone

    @cached_property
    def _fits(self) -> DeletedFits:
        return DeletedFits(self.ad, self.resume)

    @cached_property
    def _additions(self) -> Additions:
        return Additions(self._fits)

    def _chosen(self, lines: Ints) -> Bools:
        chosen = np.zeros(len(self._fits.lines), dtype=bool)
        chosen[lines] = True
        return chosen

    def _line_set(
        self, unit: Unit, lines: Ints, kept: Bools, least: int, least_lines: int
    ) -> LineSet:
        spans = self._fits.lines.spans
        fit = float(self._fits.fits(kept[None])[0])
        return LineSet(tuple(spans[n] for n in lines.tolist()), unit, fit, least, least_lines)
