"""Ranks a pool of resumes for many ads at once, each by the fit that ``match`` explains.

Ads are few concepts each, and resumes dense: fits are products of a sparse and a dense matrix, in
blocks that fit the cache. Those near the top are computed again to the last bit.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.offers import Offers
from skillkg.matching.scoring import UNIT
from skillkg.progress import counter, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import polars as pl
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.scoring import Scoring
    from skillkg.matching.stored import StoredReading
    from skillkg.model.mention import Block
    from skillkg.progress import Progress

ADS: Final = 128
"""Ads that are ranked for together."""
RESUMES: Final = 1024
"""Resumes that are multiplied together: what bounds memory."""
MARGIN: Final = 1e-5
"""What a fit in single precision may be wrong by, with room to spare."""


@dataclass(frozen=True)
class Ranking:
    """Resumes for ads, best fit first; ties in the order of names."""

    ads: Sequence[str]
    resumes: Sequence[str]
    ad: Ints
    """Of each row, the place of the ad among ``ads``; rows of an ad stand together."""
    resume: Ints
    """The place of the resume among ``resumes``."""
    rank: Ints
    """From 1; equal fits share a rank."""
    fit: Float64s

    def __len__(self) -> int:
        return len(self.fit)

    def to_polars(self) -> pl.DataFrame:
        """Give a data frame with the columns ``ad``, ``resume``, ``rank`` and ``fit``."""
        import polars as pl

        return pl.DataFrame(
            {
                "ad": pl.Series(list(self.ads), dtype=pl.String)[self.ad],
                "resume": pl.Series(list(self.resumes), dtype=pl.String)[self.resume],
                "rank": self.rank,
                "fit": self.fit,
            }
        )

    def write_parquet(self, file: str | Path) -> None:
        """Write the data frame as Parquet."""
        self.to_polars().write_parquet(file)


@dataclass(frozen=True, eq=False)
class Ranker:
    """Ranks a pool of resumes.

    Args:
        resumes: as they were read.
        kernel: has the statements between concepts.
        occupations: IRIs of the occupations, by number.
        scoring: has the shares of the blocks.
    """

    resumes: Sequence[StoredReading]
    kernel: Kernel
    occupations: Sequence[str]
    scoring: Scoring

    def rank(self, ads: Iterable[StoredReading], top: int, progress: Progress = silent) -> Ranking:
        """Give the best resumes for each ad.

        Args:
            ads: as they were read.
            top: how many for each ad at most.
            progress: told how many ads are done.
        """
        every = list(ads)
        pool = _Pool(self, every)
        blocks = [range(n, min(n + ADS, len(every))) for n in range(0, len(every), ADS)]
        advance = counter(progress, "ads", len(every))
        found: list[tuple[Ints, Float64s]] = []
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
            for block in threads.map(lambda each: pool.best(each, top), blocks):
                found += block
                advance(len(block))
        return pool.ranking(found)


class _Pool:
    """Matrices of ads and resumes; the concepts are occupations, then the skills of the ads."""

    def __init__(self, ranker: Ranker, ads: Sequence[StoredReading]) -> None:
        self._ads, self._scoring = ads, ranker.scoring
        self._resumes = sorted(ranker.resumes, key=lambda resume: resume.name)
        skills = sorted({skill for ad in ads for skill in ad.asked["skills"]})
        self._concepts = {iri: n for n, iri in enumerate([*ranker.occupations, *skills])}
        offers = Offers(ranker.kernel, ranker.occupations, skills)
        self._offers: NDArray[np.uint16] = np.empty(
            (len(self._concepts), len(self._resumes)), dtype=np.uint16
        )
        for place, resume in enumerate(self._resumes):
            self._offers[:, place] = offers.of(resume)

    def best(self, rows: range, top: int) -> list[tuple[Ints, Float64s]]:
        """Places and fits of the best resumes for some ads."""
        near = self._near(rows)
        repeated = self._repeated(rows)
        found = []
        for row, fits in zip(rows, near, strict=True):
            begin, end = repeated.indptr[row - rows.start : row - rows.start + 2]
            places, words = repeated.indices[begin:end], repeated.data[begin:end]
            shares = words / max(self._ads[row].words, 1)
            fits[places] = shares + (1 - shares) * fits[places]
            least = np.partition(fits, -top)[-top] if top < len(fits) else -1.0
            likely = np.flatnonzero(fits >= least - MARGIN)
            exact = self._exact(self._ads[row], likely, dict(zip(places, words, strict=True)))
            order = np.lexsort((likely, -exact))[:top]
            found.append((likely[order], exact[order]))
        return found

    def _near(self, rows: range) -> Float32s:
        """Fits in single precision, without what is repeated: shape (ads, resumes)."""
        wanted = self._wanted(rows)
        near = np.empty((len(rows), len(self._resumes)), dtype=np.float32)
        for first in range(0, len(self._resumes), RESUMES):
            some = slice(first, first + RESUMES)
            near[:, some] = wanted @ self._offers[:, some].astype(np.float32)
        return near

    def _wanted(self, rows: range) -> csr_array:
        """What ads ask for, scaled so that products with offers are fits."""
        cells = [
            (row - rows.start, self._concepts[concept], weight * share / total / UNIT)
            for row in rows
            for block, share, total in self._scales(self._ads[row])
            for concept, weight in self._ads[row].asked[block].items()
            if concept in self._concepts
        ]
        return _matrix(cells, (len(rows), len(self._concepts)), np.float32)

    def _scales(self, ad: StoredReading) -> list[tuple[Block, float, int]]:
        """Share and total of each block that an ad fills."""
        filled = [block for block, weights in ad.asked.items() if weights]
        shares = self._scoring.shares(filled).items()
        return [(block, share, sum(ad.asked[block].values())) for block, share in shares]

    def _exact(self, ad: StoredReading, places: Ints, repeated: dict[int, int]) -> Float64s:
        """Fits to the last bit: the very operations that ``Match.fit`` names."""
        words = np.array([repeated.get(place, 0) for place in places.tolist()])
        fits: Float64s = words / max(ad.words, 1)
        left = 1 - fits
        for block, share, total in self._scales(ad):
            known = {c: w for c, w in ad.asked[block].items() if c in self._concepts}
            rows = [self._concepts[concept] for concept in known]
            offered = self._offers[np.ix_(np.array(rows, dtype=np.int64), places)].astype(
                np.float64
            )
            product = np.array(list(known.values()), dtype=np.float64) @ offered
            fits = fits + share * left * (product / UNIT / UNIT / (total / UNIT))
        return fits

    @cached_property
    def _statements(self) -> csr_array:
        """Which resumes have which statements: shape (statements of ads, resumes)."""
        cells = [
            (self._hashes[key], place, 1)
            for place, resume in enumerate(self._resumes)
            for key in resume.statements
            if key in self._hashes
        ]
        return _matrix(cells, (len(self._hashes), len(self._resumes)), np.int64)

    @cached_property
    def _hashes(self) -> dict[int, int]:
        keys = {key for ad in self._ads for key in ad.statements}
        return {key: number for number, key in enumerate(sorted(keys))}

    def _repeated(self, rows: range) -> csr_array:
        """Words of ads that stand in resumes: shape (ads, resumes)."""
        cells = [
            (row - rows.start, self._hashes[key], words)
            for row in rows
            for key, words in self._ads[row].statements.items()
        ]
        shape = (len(rows), len(self._hashes))
        repeated: csr_array = _matrix(cells, shape, np.int64) @ self._statements
        return repeated

    def ranking(self, found: Sequence[tuple[Ints, Float64s]]) -> Ranking:
        """Lay what was found for each ad one after the other."""
        empty = np.zeros(0, dtype=np.int64)
        fits = np.concatenate([np.zeros(0), *(fits for _, fits in found)])
        ranks = [np.searchsorted(-each, -each, side="left") + 1 for _, each in found]
        lengths = [len(places) for places, _ in found]
        return Ranking(
            [ad.name for ad in self._ads],
            [resume.name for resume in self._resumes],
            np.repeat(np.arange(len(found)), lengths),
            np.concatenate([empty, *(places for places, _ in found)]),
            np.concatenate([empty, *ranks]),
            fits,
        )


def _matrix(
    cells: Sequence[tuple[int, int, float]], shape: tuple[int, int], dtype: type[np.generic]
) -> csr_array:
    """A sparse matrix of rows, columns and values."""
    from scipy.sparse import csr_array

    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(values, dtype=dtype), (rows, columns)), shape=shape)
