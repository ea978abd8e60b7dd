"""What occupations that lines attest offer for each requirement of an ad, for many sets of lines.

Of the many occupations that imply a skill most can never offer the most of it: they are left out
until what is left of the resume is so little that they might.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.counterfactuals.attesting import Attesting
from skillkg.matching.counterfactuals.largest import ByLine, Rows
from skillkg.matching.counterfactuals.stated import named
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.counterfactuals.stated import Requirement

    Row = tuple[Ints, Float64s]
    """Numbers of occupations, and the strengths by which they offer something."""

ENOUGH: Final = 0.8
"""Share of what a whole resume offers for a skill that is left, most likely."""


class Offering:
    """Offers of the occupations that sets of lines attest.

    Args:
        lines: of the resume.
        requirements: of the ad.
        stated: what the whole resume states of each, shape (requirements,).
    """

    def __init__(
        self, lines: Lines, requirements: Sequence[Requirement], stated: Float64s
    ) -> None:
        self._lines, self._profile = lines, lines.profile
        self._rows = Rows([_row(lines, requirement) for requirement in requirements])
        known = self._rows.largest(self._profile.occupations[None])[0]
        is_implied = np.array([block == "skills" for block, _ in requirements], dtype=bool)
        enough = np.where(is_implied, np.maximum(known, stated) * ENOUGH, -1)
        self._looked_at = np.zeros(len(self._profile.numbers), dtype=bool)
        self._looked_at[self._rows.above(self._most, enough)] = True
        self._look_up()

    def floors(self, kept: Bools) -> Float64s:
        """What occupations offer at least, however many more lines are kept.

        Shape: (sets, requirements).
        """
        return self._some.largest(self._weights(kept, anew=False))

    def offers(self, kept: Bools, least: Float64s) -> Float64s:
        """What occupations offer: shape (sets, requirements).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            least: up to what offers for each requirement need not be right, as something else
                offers so much in every set: shape (requirements,).
        """
        while True:
            offers = self._some.largest(self._weights(kept, anew=True))
            enough = np.maximum(offers.min(axis=0, initial=1.0), least)
            if (enough >= self._beyond).all():
                return offers
            self._looked_at[self._rows.above(self._most, enough)] = True
            self._look_up()

    def _look_up(self) -> None:
        """Take in the occupations that are looked at."""
        numbers = np.flatnonzero(self._looked_at)
        self._some = self._rows.among(numbers)
        self._beyond = self._rows.largest(np.where(self._looked_at, 0, self._most)[None])[0]
        if self._profile.attested is None:
            self._named = ByLine(named(self._lines)[:, numbers])
        else:
            self._attesting = Attesting(self._profile.attested, numbers)

    @cached_property
    def _most(self) -> Float64s:
        """What no set of lines attests more of, by occupation: all, where new passages say it."""
        attested = self._profile.attested
        if attested is None:
            return self._profile.occupations
        titled, said, _ = attested.views
        most: Float64s = (titled + said + 1) / 3 + 1 / UNIT
        return most

    def _weights(self, kept: Bools, *, anew: bool) -> Float64s:
        """How far sets of lines attest the occupations that are looked at."""
        if self._profile.attested is None:
            return self._named.largest(kept)
        titles, statements = kept[:, self._lines.titles], kept[:, self._lines.statements]
        return self._attesting.weights(titles, statements, anew=anew)


def _row(lines: Lines, requirement: Requirement) -> Row:
    """The occupations that offer something of a requirement: itself and near ones, or those that
    imply it."""
    (block, concept), profile = requirement, lines.profile
    if block == "skills":
        implied = profile.kernel.implied_by(concept)
        return implied.numbers, implied.strengths
    near = profile.kernel.near("occupations", concept)
    strengths = {other: step.strength for other, step in near.items()} | {concept: 1.0}
    known = {profile.numbers[c]: s for c, s in strengths.items() if c in profile.numbers}
    return np.array(list(known), dtype=np.int64), np.array(list(known.values()))
