"""What occupations that lines attest offer for each requirement of an ad, for many sets of lines.

Of the many occupations that imply a skill most can never offer the most of it: they are left out
until what is left of the resume is so little that they might.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.matching.counterfactuals.attesting import Attesting
from skillkg.matching.counterfactuals.attesting_parts import AttestingParts
from skillkg.matching.counterfactuals.largest import ByLine, Rows
from skillkg.matching.counterfactuals.stated import named
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.counterfactuals.stated import Requirement
    from skillkg.matching.occupations.attested import AttestedOccupations
    from skillkg.model.mention import Block

ENOUGH: Final = 0.95
"""Share of what a whole resume offers for a skill that is left, most likely."""


def rows_of(lines: Lines, requirements: Sequence[Requirement]) -> Rows:
    """The occupations that offer something of requirements: near ones, and those that imply it."""
    return Rows([_row(lines, *requirement) for requirement in requirements])


def _row(lines: Lines, block: Block, concept: str) -> tuple[Ints, Float64s]:
    kernel, numbers = lines.profile.kernel, lines.profile.numbers
    if block == "skills":
        implied = kernel.implied_by(concept)
        return implied.numbers, implied.strengths
    near = kernel.near("occupations", concept)
    strengths = {other: step.strength for other, step in near.items()} | {concept: 1.0}
    known = {numbers[other]: s for other, s in strengths.items() if other in numbers}
    return np.array(list(known), dtype=np.int64), np.array(list(known.values()))


class NamedOffering:
    """Offers of occupations that titles name, where nothing compares lines with occupations.

    Args:
        lines: of the resume.
        requirements: of the ad.
    """

    def __init__(self, lines: Lines, requirements: Sequence[Requirement]) -> None:
        self.by_line = ByLine(rows_of(lines, requirements).largest(named(lines)))

    def offers(self, kept: Bools, _enough: Float64s) -> Float64s:
        """What occupations offer: shape (sets, requirements)."""
        return self.by_line.largest(kept)

    def least(self, kept: Bools) -> Float64s:
        """The same."""
        return self.by_line.largest(kept)

    def by_parts(self, parts: Bools) -> NamedOffering:
        """The same of whole jobs and sections: which lines stand in each, shape (parts, lines)."""
        some = copy(self)
        some.by_line = self.by_line.by_parts(parts)
        return some


class _Some(NamedTuple):
    """Some of the occupations."""

    rows: Rows
    attesting: Attesting


class Offering:
    """Offers of the occupations that sets of lines attest.

    Args:
        lines: of the resume.
        attested: what they attest together.
        requirements: of the ad.
        stated: what the whole resume states of each, shape (requirements,).
    """

    def __init__(
        self,
        lines: Lines,
        attested: AttestedOccupations,
        requirements: Sequence[Requirement],
        stated: Float64s,
    ) -> None:
        self._lines, self._whole = lines, attested
        self.rows = rows_of(lines, requirements)
        self.known = self.rows.largest(attested.weights[None])[0]
        self._implied = np.array([block == "skills" for block, _ in requirements], dtype=bool)
        self._looked_at = np.zeros(len(attested.weights), dtype=bool)
        self._groups: list[_Some] = []
        self._beyond: list[Float64s] = []
        self._attesting: list[Attesting | AttestingParts] = []
        self._few: Attesting | AttestingParts | None = None
        self._parts: Bools | None = None
        self._look_at(self._above(self._most, np.maximum(self.known, stated) * ENOUGH))

    def offers(self, kept: Bools, enough: Float64s) -> Float64s:
        """What occupations offer: shape (sets, requirements).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            enough: up to what offers need not be right, as something else offers so much: shape
                (sets, requirements).
        """
        offers, least = np.zeros((len(kept), len(self.known))), np.zeros(len(self.known))
        for group in count():
            if group == len(self._groups):
                self._look_at(self._above(self._most, least))
            weights = self._attested_by(group).weights(kept)
            offers = np.maximum(offers, self._groups[group].rows.largest(weights))
            least = np.maximum(offers, enough).min(axis=0, initial=1.0)
            if (least >= self._beyond[group]).all():
                break
        return offers

    def by_parts(self, parts: Bools) -> Offering:
        """The same of whole jobs and sections: which lines stand in each, shape (parts, lines)."""
        some = copy(self)
        some._attesting, some._few, some._parts = [], None, parts
        return some

    def least(self, kept: Bools) -> Float64s:
        """What few of the occupations offer: shape (sets, requirements)."""
        if self._few is None:
            self._few = self._attested(self.few.attesting)
        return self.few.rows.largest(self._few.weights(kept))

    @cached_property
    def few(self) -> _Some:
        """Those that offer most for each requirement: other lines kept, they never offer more."""
        best = np.zeros(len(self._whole.weights), dtype=bool)
        best[self.rows.above(self._whole.weights, self.known * (1 - 1 / UNIT))] = True
        return self._among(best)

    @cached_property
    def asked(self) -> _Some:
        """The occupations that are asked for or near."""
        return self._among(self._above(self._whole.weights, np.full(len(self.known), np.inf)))

    @property
    def views(self) -> Sequence[Float64s]:
        """How far the whole resume attests each occupation, by views."""
        return self._whole.views

    def implied(self, weights: Float64s) -> Float64s:
        """What occupations of such weights offer for skills: shape (requirements,)."""
        return np.where(self._implied, self.rows.largest(weights[None])[0], 0)

    def _above(self, weights: Float64s, enough: Float64s) -> Bools:
        """All occupations that are asked for or near, and those that imply more than enough."""
        above = np.zeros(len(weights), dtype=bool)
        above[self.rows.above(weights, np.where(self._implied, enough, -1))] = True
        return above

    def _attested_by(self, group: int) -> Attesting | AttestingParts:
        """How far what is kept attests the occupations of a group."""
        for _, attesting in self._groups[len(self._attesting) : group + 1]:
            self._attesting.append(self._attested(attesting))
        return self._attesting[group]

    def _attested(self, attesting: Attesting) -> Attesting | AttestingParts:
        parts = self._parts
        return attesting if parts is None else AttestingParts(self._lines, attesting, parts)

    def _among(self, which: Bools) -> _Some:
        numbers = np.flatnonzero(which)
        return _Some(self.rows.among(numbers), Attesting(self._lines, self._whole, numbers))

    def _look_at(self, which: Bools) -> None:
        """Take in some occupations, but for those that were looked at before."""
        self._groups.append(self._among(which & ~self._looked_at))
        self._looked_at |= which
        left = np.where(self._looked_at, 0, self._most)
        self._beyond.append(self.rows.largest(left[None])[0])

    @cached_property
    def _most(self) -> Float64s:
        """What no set of lines attests more of, by occupation: all, where new passages say it."""
        titled, said, _ = self._whole.views
        most: Float64s = (titled + said + 1) / 3 + 1 / UNIT
        return most
