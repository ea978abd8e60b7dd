"""Fits of a resume with lines deleted: of many sets of lines at once, to the last bit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.largest import ByLine
from skillkg.matching.counterfactuals.lines import Lines
from skillkg.matching.counterfactuals.offering import Offering
from skillkg.matching.counterfactuals.stated import denied, repeated, stated
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block


class DeletedFits:
    """Fits of one resume for one ad, whatever lines are kept of it.

    Args:
        ad: the job ad.
        resume: the resume.
    """

    def __init__(self, ad: Profile, resume: Profile) -> None:
        self.ad, self.resume, self.lines = ad, resume, Lines(resume)
        filled: dict[Block, dict[str, float]] = {b: w for b, w in ad.asked.items() if w}
        self.shares = ad.scoring.shares(filled)
        self.requirements = [(block, c) for block in self.shares for c in filled[block]]
        self.asked = np.array([filled[block][c] for block, c in self.requirements])
        self._blocks = np.array([block for block, _ in self.requirements], dtype=object)

    def fits(self, kept: Bools) -> Float64s:
        """Fits that are left: shape (sets,).

        Args:
            kept: which lines are in each set, shape (sets, lines).
        """
        return self.of(self.offers(kept), self.repeated(kept))

    def floors(self, kept: Bools) -> Float64s:
        """What the fits of sets of lines, and of all that have more lines, are at least.

        Passages count where they stand in the whole resume, and what it denies stays denied.
        """
        return self.of(self.offers(kept, anew=False), self.repeated(kept))

    def of(self, offers: Float64s, repeated: Float64s) -> Float64s:
        """Fits by the very operations of ``Match.fit``: shape (sets,).

        Args:
            offers: for each requirement, in whole parts, shape (sets, requirements).
            repeated: shares of the ad's words that stand in the resume, shape (sets,).
        """
        fits = repeated
        for block, share in self.shares.items():
            rows = self._blocks == block
            products = (self.asked[rows] * offers[:, rows]).sum(axis=1)
            fits = fits + share * (1 - repeated) / self.asked[rows].sum() * products
        return fits

    def repeated(self, kept: Bools) -> Float64s:
        """Shares of the ad's words that stand in what is left of the resume: shape (sets,)."""
        having, words = self._repeated
        stand = (kept[:, None] & having).any(axis=2)
        shares: Float64s = (stand * words).sum(axis=1) / max(self.ad.words, 1)
        return shares

    def offers(self, kept: Bools, *, anew: bool = True) -> Float64s:
        """What is left for each requirement, in whole parts: shape (sets, requirements)."""
        said = self._stated.largest(kept)
        denied = self._denied(kept if anew else np.ones_like(kept))
        if anew:
            least = np.where(denied, 1, said).min(axis=0, initial=1.0)
            attested = self._offering.offers(kept, least)
        else:
            attested = self._offering.floors(kept)
        return np.maximum(said, np.where(denied, 0, np.rint(attested * UNIT) / UNIT))

    def _denied(self, kept: Bools) -> Bools:
        """Which skills what is left denies: shape (sets, requirements)."""
        denied = np.zeros((len(kept), len(self.requirements)), dtype=bool)
        lines, requirements = self._denials
        for line, requirement in zip(lines.tolist(), requirements.tolist(), strict=True):
            denied[:, requirement] |= kept[:, line]
        return denied

    @cached_property
    def _denials(self) -> tuple[Ints, Ints]:
        lines, requirements = np.nonzero(denied(self.lines, self.requirements))
        return lines, requirements

    @cached_property
    def _stated(self) -> ByLine:
        return ByLine(stated(self.lines, self.requirements))

    @cached_property
    def _repeated(self) -> tuple[Bools, Float64s]:
        return repeated(self.ad, self.lines)

    @cached_property
    def _offering(self) -> Offering:
        whole = np.ones((1, len(self.lines)), dtype=bool)
        return Offering(self.lines, self.requirements, self._stated.largest(whole)[0])
