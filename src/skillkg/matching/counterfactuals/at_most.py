"""How much occupations offer at most that sets of lines attest, with some more lines."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.largest import following, insert

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.counterfactuals.offering import Offering


class Room:
    """Whether sets of lines have statements enough in one job or section for a passage.

    Args:
        lines: of the resume.
    """

    def __init__(self, lines: Lines) -> None:
        compared = lines.profile.compared
        strands = () if compared is None else compared.quotes.strands
        known = {strand: number for number, strand in enumerate(dict.fromkeys(strands))}
        self._standing = np.zeros((len(lines), len(known) + 1))
        self._standing[lines.statements, [known[strand] for strand in strands]] = 1
        self._later = np.zeros((len(lines) + 1, len(known) + 1))
        self._later[:-1] = np.cumsum(self._standing[::-1], axis=0)[::-1]
        self._size = min(lines.profile.scoring.passages, default=len(lines) + 1)

    def of(self, kept: Bools, later: Ints, more: int) -> Bools:
        """Which sets have, with so many of the lines from some on: shape (sets,)."""
        statements = kept @ self._standing + np.minimum(self._later[later], more)
        enough: Bools = statements.max(axis=1) >= self._size
        return enough


class AttestedAtMost:
    """What occupations offer at most that sets of lines attest.

    Args:
        lines: of the resume.
        offering: of its occupations.
    """

    def __init__(self, lines: Lines, offering: Offering) -> None:
        self._lines, self._offering = lines, offering
        self._later: dict[int, Float64s] = {}
        self._rows, self._attesting = offering.asked
        self._nearest, columns = self._attesting.nearest, len(self._attesting.numbers)
        self._near, self._titles = np.zeros((2, len(lines) + 1, columns))
        self._factors = np.ones((len(lines) + 1, columns))
        self._near[np.concatenate([lines.titles, lines.statements])] = self._attesting.single
        self._titles[lines.titles] = self._near[lines.titles]
        self._factors[lines.titles] = self._attesting.factors
        self._later_near, self._later_titles = (
            _suffix_best(each, self._nearest) for each in (self._near, self._titles)
        )

    @cached_property
    def implied(self) -> dict[bool, Float64s]:
        """What any lines offer at most for skills, without passages and with them."""
        titled, said, _ = self._offering.views
        return {
            has_room: self._offering.implied((titled + said + passages) / 3)
            for has_room, passages in ((False, said), (True, 1.0))
        }

    def most(self, begun: Ints, more: int, has_room: Bools) -> Float64s:
        """Offers at most: shape (sets, requirements).

        Args:
            begun: lines of each set, ascending, shape (sets, lines).
            more: how many later lines are added.
            has_room: whether there may be passages, shape (sets,).
        """
        later, curve = following(begun), self._attesting.curve
        missed = self._missed(more)[later]
        for lines in begun.T:
            missed *= self._factors[lines]
        said = curve(self._best(self._near, self._later_near, begun, more))
        titles = curve(self._best(self._titles, self._later_titles, begun, more))
        passages = np.where(has_room[:, None], 1.0, titles)
        offers = self._rows.largest((np.sqrt(1 - missed) + said + passages) / 3)
        implied = np.where(has_room[:, None], self.implied[True], self.implied[False])
        return np.maximum(offers, implied)

    def _best(self, near: Float64s, suffix: Float64s, begun: Ints, more: int) -> Float64s:
        """The nearest of sets and of later lines: shape (nearest, sets, occupations)."""
        best = suffix[:, following(begun)]
        best[more:] = 0
        for lines in begun.T:
            insert(best, near[lines])
        return best

    def _missed(self, more: int) -> Float64s:
        """How probable the best titles from each line on leave it that occupations are missed."""
        if more not in self._later:
            missed = np.ones_like(self._factors)
            best = np.ones((more, missed.shape[1]))
            for line in range(len(missed) - 1, -1, -1):
                best = np.sort(np.vstack([best, self._factors[line]]), axis=0)[:more]
                missed[line] = best.prod(axis=0)
            self._later[more] = missed
        return self._later[more]


def _suffix_best(near: Float64s, count: int) -> Float64s:
    """The largest values of each column from each row on: shape (count, rows, columns)."""
    best = np.zeros((count, *near.shape))
    for row in range(len(near) - 2, -1, -1):
        best[:, row] = best[:, row + 1]
        insert(best[:, row], near[row])
    return best
