"""Resumes that are edited one at a time, in a pool that stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from quality.edits import Edited, can_be_edited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from quality.changes import Changes, Unedited
    from quality.resumes import Pool
    from skillkg.arrays import Float64s
    from skillkg.documents.document import Document

SEED = 0


@dataclass(frozen=True, eq=False)
class Trial:
    """Resumes that are edited, each with one of another trade to take text from."""

    pool: Pool
    unedited: Unedited
    drawn: int
    """How many are edited."""

    @cached_property
    def trades(self) -> list[str]:
        """Of all resumes; empty where no ad is of that trade."""
        pool = self.pool
        of = {
            n: group
            for group, places in zip(pool.groups, pool.relevant, strict=True)
            for n in places
        }
        return [of.get(n, "") for n in range(len(pool.candidates))]

    @cached_property
    def places(self) -> list[int]:
        """Of the edited resumes in the pool: of trades that have ads."""
        having = [n for n in self._editable if self.trades[n]]
        return Random(SEED).sample(having, min(self.drawn, len(having)))

    @cached_property
    def others(self) -> list[int]:
        """For each the place of a resume of another trade."""
        random = Random(SEED + 1)
        trades = self.trades
        return [
            random.choice([m for m in self._editable if trades[m] != trades[n]])
            for n in self.places
        ]

    @cached_property
    def _editable(self) -> list[int]:
        return [n for n, each in enumerate(self.unedited.resumes) if can_be_edited(each)]

    @cached_property
    def edited(self) -> list[Edited]:
        """The resumes, with what their edits draw from."""
        resumes = self.unedited.resumes
        pairs = zip(self.places, self.others, strict=True)
        return [Edited(resumes[n], resumes[m], f"{SEED} {n}") for n, m in pairs]

    @cached_property
    def own_trade(self) -> NDArray[np.bool_]:
        """Which ads are of a resume's own trade: shape (ads, edited resumes)."""
        return self._of([self.trades[n] for n in self.places])

    @cached_property
    def unrelated(self) -> NDArray[np.bool_]:
        """Which ads are not of the trade that text was taken from."""
        return ~self._of([self.trades[m] for m in self.others])

    @cached_property
    def foreign_ads(self) -> list[Document]:
        """For each an ad of another trade."""
        random, ads = Random(SEED + 2), self.pool.ads
        return [ads[random.choice(np.flatnonzero(~own).tolist())] for own in self.own_trade.T]

    def _of(self, trades: Sequence[str]) -> NDArray[np.bool_]:
        return np.array([[trade == group for trade in trades] for group in self.pool.groups])

    def read(self, texts: Sequence[str]) -> list[Document]:
        """Read texts as resumes."""
        kg = self.unedited.kg
        return [kg.read_text(text, "resume", f"resume {n}") for n, text in enumerate(texts)]

    def changes(
        self,
        texts: Sequence[str],
        before: Sequence[str] | None = None,
        counted: NDArray[np.bool_] | None = None,
    ) -> Changes:
        """Compare texts of the edited resumes with other texts of them, or with what they are.

        Args:
            texts: one for each edited resume.
            before: what they are compared with; left out, the resumes as they are.
            counted: which pairs count: shape (ads, edited resumes); left out, all.
        """
        fits = self.unedited.fits[:, self.places] if before is None else self._fits(tuple(before))
        return self.unedited.changes(fits, self._fits(tuple(texts)), self.places, counted)

    def _fits(self, texts: tuple[str, ...]) -> Float64s:
        if texts not in self._known:
            self._known[texts] = self.unedited.of_resumes(self.read(texts))
        return self._known[texts]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Float64s]:
        return {}
