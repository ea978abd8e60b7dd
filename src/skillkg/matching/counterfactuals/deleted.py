"""Fits of a resume with lines deleted: of many sets of lines at once, to the last bit."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.largest import ByLine
from skillkg.matching.counterfactuals.lines import Lines
from skillkg.matching.counterfactuals.offering import NamedOffering, Offering
from skillkg.matching.counterfactuals.stated import denied, repeated, stated
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s
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

    def by_parts(self, parts: Bools) -> DeletedFits:
        """The same, where whole jobs and sections are kept or deleted.

        Args:
            parts: which lines stand in each, shape (parts, lines), in text order.
        """
        some = copy(self)
        having, words = self.repetitions
        some.repetitions = having @ parts.T, words
        some.stated, some.denying = self.stated.by_parts(parts), parts @ self.denying
        some.offering = self.offering.by_parts(parts)
        return some

    def fits(self, kept: Bools) -> Float64s:
        """Fits that are left: shape (sets,).

        Args:
            kept: which lines are in each set, shape (sets, lines).
        """
        return self.of(self.offers(kept), self.repeated(kept))

    def supposing(self, kept: Bools, denied: Bools) -> Float64s:
        """What the fits were if some skills were denied, whatever is kept: shape (sets,).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            denied: which skills, shape (requirements,).
        """
        stated = self.stated.largest(kept)
        attested = self.offering.offers(kept, np.where(denied, 1, stated))
        return self.of(self.joined(stated, attested, denied), self.repeated(kept))

    def least(self, kept: Bools, denied: Bools | None = None) -> Float64s:
        """What the fits are at least, with few of the occupations, and so in little time.

        Args:
            kept: which lines are in each set, shape (sets, lines).
            denied: which skills are denied, whatever is kept; what is left tells where None.
        """
        return self.of(self.least_offers(kept, denied), self.repeated(kept))

    def least_offers(self, kept: Bools, denied: Bools | None = None) -> Float64s:
        """Offers of few of the occupations, and all that is stated: shape (sets, requirements)."""
        stated, attested = self.stated.largest(kept), self.offering.least(kept)
        return self.joined(stated, attested, self.denied(kept) if denied is None else denied)

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

    def parts(self, offers: Float64s, repeated: Float64s) -> Float64s:
        """What each requirement adds to fits: shape (sets, requirements)."""
        parts = np.zeros_like(offers)
        for block, share in self.shares.items():
            rows = self._blocks == block
            scale = share * (1 - repeated) / self.asked[rows].sum()
            parts[:, rows] = scale[:, None] * (self.asked[rows] * offers[:, rows])
        return parts

    def repeated(self, kept: Bools) -> Float64s:
        """Shares of the ad's words that stand in what is left of the resume: shape (sets,)."""
        having, words = self.repetitions
        stand = (kept[:, None] & having).any(axis=2)
        shares: Float64s = (stand * words).sum(axis=1) / max(self.ad.words, 1)
        return shares

    def offers(self, kept: Bools, *, wanted: Bools | None = None) -> Float64s:
        """What is left for each requirement, in whole parts: shape (sets, requirements).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            wanted: which of the offers are wanted, of the same shape; all where None. Others may
                be too small.
        """
        stated, denied = self.stated.largest(kept), self.denied(kept)
        enough = np.where(denied if wanted is None else denied | ~wanted, 1, stated)
        return self.joined(stated, self.offering.offers(kept, enough), denied)

    def joined(self, stated: Float64s, attested: Float64s, denied: Bools) -> Float64s:
        """The larger of what is stated, and attested where it is not denied, in whole parts."""
        return np.maximum(stated, np.where(denied, 0, np.rint(attested * UNIT) / UNIT))

    def denied(self, kept: Bools) -> Bools:
        """Which skills what is left denies: shape (sets, requirements)."""
        denied = np.zeros((len(kept), len(self.requirements)), dtype=bool)
        for line, requirement in np.argwhere(self.denying).tolist():
            denied[:, requirement] |= kept[:, line]
        return denied

    @cached_property
    def denying(self) -> Bools:
        """Which skills lines deny: shape (lines, requirements)."""
        return denied(self.lines, self.requirements)

    @cached_property
    def stated(self) -> ByLine:
        """What lines state of the requirements."""
        return ByLine(stated(self.lines, self.requirements))

    @cached_property
    def repetitions(self) -> tuple[Bools, Float64s]:
        """Statements of the ad that lines have, and how many words each is; see ``repeated``."""
        return repeated(self.ad, self.lines)

    @cached_property
    def offering(self) -> Offering | NamedOffering:
        """What occupations offer that lines attest."""
        if self.resume.attested is None:
            return NamedOffering(self.lines, self.requirements)
        whole = np.ones((1, len(self.lines)), dtype=bool)
        stated = self.stated.largest(whole)[0]
        return Offering(self.lines, self.resume.attested, self.requirements, stated)
