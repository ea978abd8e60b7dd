"""What single lines take away at most of how far the others attest occupations.

After up to ``size`` lines are deleted, in any order. The nearest quotes that count are then those
of the first ranks: a quote takes away no more than what it is nearer than the last of them, at the
steepest part of the logistic curve that it may pass.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.occupations.attested import attested_by

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s
    from skillkg.matching.counterfactuals.attesting import Attesting
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.scoring import Scoring

TINY: Final = 1e-9
"""What is so near attests something; what is not near at all attests nothing."""


class Marginals:
    """Bounds for sets of lines that are deleted.

    Args:
        lines: of the resume.
        attesting: how far they attest some occupations.
        scoring: has the logistic curve.
        size: how many lines are deleted at most.
    """

    def __init__(self, lines: Lines, attesting: Attesting, scoring: Scoring, size: int) -> None:
        self._lines, self._attesting = lines, attesting
        self._scoring, self._size, self._nearest = scoring, size, attesting.nearest

    def least(self, kept: Bools, more: int) -> Float64s:
        """What sets of lines attest at least, unrounded: shape (sets, occupations).

        Args:
            kept: which lines are in each set, shape (sets, lines).
            more: how many lines more are deleted, of which passages alone feel anything.
        """
        titles, statements = kept[:, self._lines.titles], kept[:, self._lines.statements]
        said = self._attesting.said.best(np.hstack([titles, statements]), self._nearest)
        whole = np.hstack([titles, self._attesting.whole(statements)])
        passages = self._attesting.apart.best(whole, self._nearest, more)
        views = self._attesting.titled(titles)
        views = views + self._attesting.curve(said) + self._attesting.curve(passages)
        least: Float64s = views / 3
        return least

    @cached_property
    def sure(self) -> Float64s:
        """What is attested for sure, whichever lines are deleted: shape (occupations,)."""
        missed = np.sort(self._attesting.factors, axis=0)[self._size :].prod(axis=0)
        said = self._attesting.curve(self._ranks(self._attesting.said.values, self._size)[:, None])
        sure: Float64s = (np.sqrt(1 - missed) + said[0] + self._passages) / 3
        return sure

    @cached_property
    def lost(self) -> Float64s:
        """What each line takes away at most: shape (lines, occupations)."""
        lost = np.zeros((len(self._lines), len(self._attesting.numbers)))
        lost[self._lines.titles] += self._of_titles
        numbers = np.concatenate([self._lines.titles, self._lines.statements])
        columns = np.arange(lost.shape[1])
        order = self._attesting.said.order[: self._size + self._nearest]
        for places, most in zip(order, self._of_ranks, strict=True):
            lost[numbers[places], columns] += most
        return lost / 3

    @property
    def _of_titles(self) -> Float64s:
        """What titles take away at most, as the title classifier reads them."""
        factors = self._attesting.factors
        missed = np.sort(factors, axis=0)[self._size :].prod(axis=0)
        without: Float64s = np.sqrt(1 - factors * missed) - np.sqrt(1 - missed)
        return without

    @property
    def _of_ranks(self) -> Float64s:
        """What quotes take away at most, by how many are nearer: shape (ranks, occupations)."""
        nearness, nearest = self._attesting.said.values, self._nearest
        last = self._ranks(nearness, self._size)
        low, high = last.mean(axis=0), self._ranks(nearness, 0).mean(axis=0)
        ranked = nearness[: self._size + nearest]
        width = np.minimum((ranked - last[-1]) / nearest, high - low)
        middle = np.clip(self._scoring.centre, low + width / 2, high - width / 2)
        above, below = (
            attested_by(middle + each, self._scoring) for each in (width / 2, -width / 2)
        )
        little = attested_by(np.full(1, TINY), self._scoring)
        lost: Float64s = above - below + np.where((width > 0) & (low <= 0), little, 0)
        return lost

    @cached_property
    def _passages(self) -> Float64s:
        """What titles and passages that are as they were attest for sure: shape (occupations,)."""
        best = self._ranks(self._attesting.apart.values, self._size)
        passages: Float64s = self._attesting.curve(best[:, None])[0]
        return passages

    def _ranks(self, nearness: Float64s, first: int) -> Float64s:
        """So many ranks as count, from one on; 0 where there is none: (ranks, occupations)."""
        ranks = np.zeros((self._nearest, nearness.shape[1]))
        some = nearness[first : first + self._nearest]
        ranks[: len(some)] = some
        return ranks
