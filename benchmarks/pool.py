"""Speed of a pool: ten thousand resumes ranked for ten thousand ads, and one pair explained.

Real resumes and ads are read, and mixed to as many as are wanted: a resume attests what two of them
do, and states the skills of the one; an ad asks for the occupations of one and the skills of
another. The same best resumes are taken from products of dense vectors, as a vector index without
approximation would: what a user would pick instead, with nothing to explain.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from common import Figure, arguments, in_process, report, store
from quality.resumes import read_resumes
from reading import ads as full_text_ads

import skillkg
from skillkg.arrays import top_k
from skillkg.matching.pool.ranker import ADS
from skillkg.matching.pool.readings import CONTEXT, Readings, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SEED, TOP, RUNS, DIMENSIONS = 0, 100, 5, 384
MATCHED, RESUMES_OF_AN_AD = 40, 3
"""Resumes that are matched one pair at a time, and how many of them with each ad."""


def main() -> None:
    options = arguments(__doc__ or "")
    count = 500 if options.sample else 10_000
    with store(options) as folder, TemporaryDirectory() as kept:
        reading = in_process(keep, folder, options.data, Path(kept), options.sample)
        ranked = in_process(rank, folder, Path(kept), count)
        cores = len(os.sched_getaffinity(0))
        dense = min(in_process(multiply, count, threads).value for threads in (1, cores))
    seconds, prepared = ranked.value
    pairs, beside = count**2 / seconds / 1e6, count**2 / dense / 1e6
    memory, median = ranked.peak_mb / 1e3, reading.value
    report(
        "pool",
        options,
        [
            Figure("pairs ranked, the best 100 of each ad", pairs, "M/s", "≥ 40", pairs >= 40),
            Figure(f"dense vectors of {DIMENSIONS}, the same best", beside, "M/s"),
            Figure("beside dense vectors", pairs / beside, "×", "≥ 0.5", pairs / beside >= 0.5),
            Figure("memory at most", memory, "GB", "< 2", memory < 2),
            Figure("statements between concepts looked up, once", prepared, "s"),
            Figure("one pair explained, median", median, "ms", "< 5", median < 5),
        ],
        f"{count:,} ads × {count:,} resumes, the best of {RUNS} runs; seed {SEED}. Readings are "
        "given, vectors too; what resumes offer is worked out within the time. Memory is that of "
        "the whole process, the graph and the readings included.",
    )


def keep(folder: Path, data: Path, kept: Path, is_sample: bool) -> float:
    """Read documents, keep their readings, and time the matching of pairs in milliseconds."""
    kg, pool = skillkg.open(folder), read_resumes(data)
    resumes, ads = list(pool.candidates), list(pool.ads)
    ads += [
        kg.read_text(text, "ad", f"full {n}") for n, (text, _) in enumerate(full_text_ads(data))
    ]
    if is_sample:
        resumes, ads = resumes[:20], ads[:10]
    kg.readings(resumes, "resume").write_parquet(kept / "resumes.parquet")
    kg.readings(ads, "ad").write_parquet(kept / "ads.parquet")
    matcher, drawn = kg.view.matcher(), np.random.default_rng(SEED)
    profiles = [[matcher.profile(each) for each in some] for some in (ads, resumes[:MATCHED])]
    for profile in (*profiles[0], *profiles[1]):
        row_of(profile, dict.fromkeys(CONTEXT, ""))  # all of it is worked out
    took = [
        seconds(partial(matcher.explain, ad, profiles[1][place]))
        for ad in profiles[0]
        for place in drawn.integers(len(profiles[1]), size=RESUMES_OF_AN_AD).tolist()
    ]
    return float(np.median(took)) * 1e3


def rank(folder: Path, kept: Path, count: int) -> tuple[float, float]:
    """Seconds of ranking a pool, and of looking up statements between concepts before."""
    kg = skillkg.open(folder)
    ads, resumes = (Readings.read_parquet(kept / f"{name}.parquet") for name in ("ads", "resumes"))
    ranker = kg.view.matcher().ranker(mixed_resumes(resumes, count))
    every = mixed_ads(ads, count)
    first = seconds(partial(ranker.rank, every, TOP))
    best = min(seconds(partial(ranker.rank, every, TOP)) for _ in range(RUNS))
    return best, max(first - best, 0)


def mixed_ads(ads: Readings, count: int) -> Readings:
    """What real ads ask for: the occupations of one, the skills of another."""
    one, other = drawn(ads, count)
    return Readings(one.with_columns(names("ad", count), skills=other["skills"]))


def mixed_resumes(resumes: Readings, count: int) -> Readings:
    """What real resumes offer: two of them attest occupations, one states skills."""
    one, other = drawn(resumes, count)
    width = len(one["attested"][0])
    weights = (Readings(each).attested(width) for each in (one, other))
    column = pl.Series("attested", np.maximum(*weights)).cast(pl.List(pl.UInt16))
    return Readings(one.with_columns(names("resume", count), column))


def drawn(readings: Readings, count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows drawn with replacement, twice."""
    places = np.random.default_rng(SEED).integers(len(readings), size=(2, count))
    return readings.frame[places[0]], readings.frame[places[1]]


def names(kind: str, count: int) -> pl.Series:
    """What mixed documents are called."""
    return pl.Series("document", [f"{kind} {number:06}" for number in range(count)])


def multiply(count: int, threads: int) -> float:
    """Seconds of products of dense vectors, in blocks, and the best of each row."""
    draw = np.random.default_rng(SEED).standard_normal
    ads, resumes = (draw((count, DIMENSIONS), dtype=np.float32) for _ in range(2))

    def best(begin: int) -> NDArray[np.float32]:
        scores = ads[begin : begin + ADS] @ resumes.T
        return np.take_along_axis(scores, top_k(scores, TOP), axis=1)

    def every() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(best, range(0, count, ADS)))

    return min(seconds(every) for _ in range(RUNS))


def seconds(function: Callable[[], object]) -> float:
    """Time one call."""
    begin = perf_counter()
    function()
    return perf_counter() - begin


if __name__ == "__main__":
    main()
