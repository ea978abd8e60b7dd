"""What an edit does to fits and ranks: one resume or ad changed at a time, all else as it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from quality.fits import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from skillkg import KnowledgeGraph
    from skillkg.arrays import Float64s
    from skillkg.documents.document import Document
    from skillkg.matching.pool.readings import Readings
    from skillkg.model.document import DocumentKind

COLUMNS = (
    "pairs", "lowest", "median", "mean", "95 % within", "greatest", "mean rank", "ranks moved",
)  # fmt: skip
"""Of changes of fit, and of rank as a share of the pool; further down the list is positive."""


class Changes(NamedTuple):
    """Changes of fit and of rank, pair by pair."""

    fits: Float64s
    ranks: Float64s
    """In shares of the pool; positive is further down."""

    @property
    def sizes(self) -> Float64s:
        """Changes of fit without their signs."""
        return np.abs(self.fits)

    @property
    def row(self) -> list[float]:
        """The columns."""
        return [
            len(self.fits),
            float(self.fits.min()),
            float(np.median(self.fits)),
            float(self.fits.mean()),
            float(np.quantile(self.sizes, 0.95)),
            float(self.sizes.max()),
            float(self.ranks.mean()),
            float(np.abs(self.ranks).mean()),
        ]


def joined(several: Iterable[Changes]) -> Changes:
    """Changes of several edits as of one."""
    fits, ranks = zip(*several, strict=True)
    return Changes(np.concatenate(fits), np.concatenate(ranks))


@dataclass(frozen=True, eq=False)
class Unedited:
    """Ads and resumes as they are.

    Args:
        kg: what reads and ranks.
        ads: of the pool.
        resumes: of the pool.
    """

    kg: KnowledgeGraph
    ads: Sequence[Document]
    resumes: Sequence[Document]

    @cached_property
    def _ads(self) -> Readings:
        return self._read(self.ads, "ad")

    @cached_property
    def _resumes(self) -> Readings:
        return self._read(self.resumes, "resume")

    @cached_property
    def fits(self) -> Float64s:
        """All pairs: shape (ads, resumes)."""
        return self._fits(self._ads, self._resumes)

    def of_resumes(self, resumes: Sequence[Document]) -> Float64s:
        """Fits of other resumes: shape (ads, other resumes)."""
        return self._fits(self._ads, self._read(resumes, "resume"))

    def of_ads(self, ads: Sequence[Document]) -> Float64s:
        """Fits of the resumes to other ads: shape (other ads, resumes)."""
        return self._fits(self._read(ads, "ad"), self._resumes)

    def ranks(self, fits: Float64s, places: Sequence[int]) -> Float64s:
        """Ranks in the pool, as shares of it: shape (ads, resumes).

        Args:
            fits: of resumes that stand in the place of others: shape (ads, resumes).
            places: of those others in the pool.
        """
        rivals = np.sort(self.fits, axis=1)
        before = [
            len(row) - np.searchsorted(row, found, side="right") - (own > found)
            for row, found, own in zip(rivals, fits, self.fits[:, places], strict=True)
        ]
        return np.array(before, dtype=np.float64) / len(self.resumes)

    def changes(
        self,
        before: Float64s,
        after: Float64s,
        places: Sequence[int],
        counted: NDArray[np.bool_] | None = None,
    ) -> Changes:
        """Compare fits of resumes before and after an edit, all of shape (ads, resumes)."""
        moved = self.ranks(after, places) - self.ranks(before, places)
        mask = np.ones(after.shape, dtype=bool) if counted is None else counted
        return Changes((after - before)[mask], moved[mask])

    def _read(self, documents: Sequence[Document], kind: DocumentKind) -> Readings:
        return numbered(self.kg.readings(documents, kind))

    def _fits(self, ads: Readings, resumes: Readings) -> Float64s:
        ranking = self.kg.view.matcher().ranker(resumes).rank(ads, top=len(resumes))
        fits = np.zeros((len(ads), len(resumes)))
        fits[ranking.ad, ranking.resume] = ranking.fit
        return fits
