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

FIRST: Final = 3
"""Occupations that imply a skill which are looked at first, those that offer most of it."""


class Offering:
    """Offers of the occupations that sets of lines attest.

    Args:
        lines: of the resume.
        requirements: of the ad.
    """

    def __init__(self, lines: Lines, requirements: Sequence[Requirement]) -> None:
        self._lines, self._profile = lines, lines.profile
        self._every = [_row(lines, requirement) for requirement in requirements]
        implied = np.array([block == "skills" for block, _ in requirements], dtype=bool)
        self._look_at(
            [
                numbers[np.argsort(-self._profile.occupations[numbers] * strengths)[:FIRST]]
                if is_implied
                else numbers
                for is_implied, (numbers, strengths) in zip(implied, self._every, strict=True)
            ]
        )

    def floors(self, kept: Bools) -> Float64s:
        """What occupations offer at least, however many more lines are kept.

        Shape: (sets, requirements).
        """
        return self._rows.largest(self._weights(kept, anew=False))

    def offers(self, kept: Bools, least: Float64s) -> Float64s:
        """What occupations offer: shape (sets, requirements).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            least: up to what offers for each requirement need not be right, as something else
                offers so much in every set: shape (requirements,).
        """
        while True:
            offers = self._rows.largest(self._weights(kept, anew=True))
            enough = np.maximum(offers.min(axis=0, initial=1.0), least)
            short = np.flatnonzero(enough < self._beyond)
            if not len(short):
                return offers
            self._look_at([self._looked_at, *(self._rivals(n, enough[n]) for n in short)])

    def _look_at(self, some: Sequence[Ints]) -> None:
        """Take in some occupations."""
        self._looked_at = looked_at = np.unique(np.concatenate([np.zeros(0, np.int64), *some]))
        rows, beyond = [], []
        for numbers, strengths in self._every:
            here = np.isin(numbers, looked_at, assume_unique=True)
            rows.append((np.searchsorted(looked_at, numbers[here]), strengths[here]))
            beyond.append((strengths * self._most[numbers])[~here].max(initial=0))
        self._rows, self._beyond = Rows(rows), np.array(beyond)
        attested = self._profile.attested
        if attested is None:
            self._named = ByLine(named(self._lines)[:, looked_at])
        else:
            self._attesting = Attesting(attested, looked_at)

    def _rivals(self, requirement: int, enough: float) -> Ints:
        """The occupations that might offer more than enough."""
        numbers, strengths = self._every[requirement]
        return numbers[strengths * self._most[numbers] > enough]

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
