"""Ranks a pool of resumes for many ads at once, each by the fit that ``match`` explains.

Ads ask for few concepts each, and resumes offer something of most: fits are products of a sparse
and a dense matrix. Weights and offers are whole units, and their sums stay below 2²⁴, which single
precision holds exactly; the rest is computed as ``Match.fit`` does. So they are the same numbers,
to the last bit.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import top_k
from skillkg.matching.pool.offers import Offers
from skillkg.matching.pool.ranking import Ranking
from skillkg.matching.scoring import UNIT
from skillkg.progress import counter, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from skillkg.arrays import Bools, Float32s, Float64s, Ints
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.pool.readings import Readings
    from skillkg.matching.scoring import Scoring
    from skillkg.model.mention import Block
    from skillkg.progress import Progress

ADS: Final = 1024
"""Ads that are ranked for together: what bounds memory."""
RESUMES: Final = 128
"""Resumes that are multiplied together: what they offer has to fit the cache."""
BLOCKS: Final[tuple[Block, ...]] = ("skills", "occupations")


@dataclass(frozen=True, eq=False)
class Ranker:
    """Ranks a pool of resumes.

    Args:
        resumes: as they were read.
        kernel: has the statements between concepts.
        occupations: IRIs of the occupations, by number.
        scoring: has the shares of the blocks.
    """

    resumes: Readings
    kernel: Kernel
    occupations: Sequence[str]
    scoring: Scoring

    def rank(self, ads: Readings, top: int, progress: Progress = silent) -> Ranking:
        """Give the best resumes for each ad.

        Args:
            ads: as they were read.
            top: how many for each ad at most.
            progress: told how many ads are done.
        """
        pool = self.resumes.sorted()
        blocks = _slices(len(ads), ADS) if len(pool) else []
        advance = counter(progress, "ads", len(ads))
        found = [(np.zeros((0, 0), np.int64), np.zeros((0, 0)))]
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
            fits = _Fits(self, ads, pool, threads)
            for best in threads.map(lambda block: _best(fits.of(block), top), blocks):
                found.append(best)
                advance(len(best[0]))
        return _ranking(ads.names, pool.names, found[1:] or found)


class _Fits:
    """Fits of a pool of resumes for many ads."""

    def __init__(
        self, ranker: Ranker, ads: Readings, pool: Readings, threads: ThreadPoolExecutor
    ) -> None:
        concepts = {block: ads.keys(block) for block in BLOCKS}
        asked = [ads.weights(b, {iri: n for n, iri in enumerate(concepts[b])}) for b in BLOCKS]
        self._totals = np.stack([each.sum(axis=1, dtype=np.float64) / UNIT for each in asked])
        self._shares = _shares(self._totals > 0, ranker.scoring)
        # With offers in whole units, too, products are what `Match.product` gives.
        self._asked: list[csr_array] = [e.astype(np.float32).multiply(UNIT**-2) for e in asked]
        self._repeated = _repeated(ads, pool)
        self._resumes = _slices(len(pool), RESUMES)
        numbers = {iri: number for number, iri in enumerate(ranker.occupations)}
        offers = Offers(pool, ranker.kernel, numbers, concepts)
        self._offers = list(threads.map(offers.of, self._resumes))

    def of(self, ads: slice) -> Float64s:
        """Fits for some ads: shape (ads, resumes)."""
        asked, repeated = [each[ads] for each in self._asked], self._repeated[ads].tocsc()
        shares, totals = self._shares[:, ads], np.maximum(self._totals[:, ads], 1 / UNIT)
        every = np.repeat(np.arange(repeated.shape[1]), np.diff(repeated.indptr))
        fits = np.empty(repeated.shape)
        for resumes, offers in zip(self._resumes, self._offers, strict=True):
            pairs = zip(asked, BLOCKS, strict=True)
            products = [weights @ offers[block] for weights, block in pairs]
            fits[:, resumes] = _fit(0, shares[..., None], totals[..., None], products)
            cells = slice(*repeated.indptr[[resumes.start, resumes.stop]].tolist())
            rows, columns, copied = repeated.indices[cells], every[cells], repeated.data[cells]
            some = [product[rows, columns - resumes.start] for product in products]
            fits[rows, columns] = _fit(copied, shares[:, rows], totals[:, rows], some)
        return fits


def _fit(
    repeated: Float64s | float, shares: Float64s, totals: Float64s, products: Sequence[Float32s]
) -> Float64s:
    """Fits by the very operations of ``Match.fit``, block by block."""
    fit = np.asarray(repeated)
    for share, total, product in zip(shares, totals, products, strict=True):
        fit = fit + share * (1 - repeated) / total * product
    return fit


def _shares(filled: Bools, scoring: Scoring) -> Float64s:
    """Shares of the blocks in the fit, by the blocks that ads fill: shape (blocks, ads)."""
    shares = np.zeros(filled.shape)
    for pattern in np.unique(filled, axis=1).T:
        known = scoring.shares(block for block, some in zip(BLOCKS, pattern, strict=True) if some)
        alike = (filled == pattern[:, None]).all(axis=0)
        shares[:, alike] = [[known.get(block, 0)] for block in BLOCKS]
    return shares


def _repeated(ads: Readings, pool: Readings) -> csr_array:
    """Shares of ads that stand in resumes, statement for statement: shape (ads, resumes)."""
    numbers = {key: number for number, key in enumerate(ads.keys("statements"))}
    stand = pool.weights("statements", numbers).astype(np.bool_).astype(np.float64)
    repeated: csr_array = ads.weights("statements", numbers).astype(np.float64) @ stand.T
    words = ads.frame["words"].to_numpy()
    repeated.data /= np.repeat(words, np.diff(repeated.indptr))
    return repeated


def _slices(count: int, size: int) -> list[slice]:
    """Cut the numbers up to a count into slices."""
    return [slice(begin, min(begin + size, count)) for begin in range(0, count, size)]


def _best(fits: Float64s, top: int) -> tuple[Ints, Float64s]:
    """Places of the best resumes of each ad, and their fits."""
    places = top_k(fits, top)
    return places, np.take_along_axis(fits, places, axis=1)


def _ranking(
    ads: Sequence[str], resumes: Sequence[str], found: Sequence[tuple[Ints, Float64s]]
) -> Ranking:
    """Lay what was found one after the other; equal fits share a rank."""
    places, fits = (np.concatenate(each) for each in zip(*found, strict=True))
    count = places.shape[1]
    is_new = np.diff(fits, axis=1, prepend=np.inf) != 0
    ranks = np.maximum.accumulate(np.where(is_new, np.arange(1, count + 1), 0), axis=1)
    return Ranking(
        ads,
        resumes,
        np.repeat(np.arange(len(places)), count),
        places.ravel(),
        ranks.ravel(),
        fits.ravel(),
    )
