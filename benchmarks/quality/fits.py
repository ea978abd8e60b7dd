"""The product's fit of all pairs of a pool, with its numbers and parts as they are, or changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from skillkg.matching.kernel import Kernel
from skillkg.matching.pool.ranker import Ranker
from skillkg.matching.pool.readings import CONTEXT, Readings, row_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quality.resumes import Pool
    from skillkg import KnowledgeGraph
    from skillkg.arrays import Float64s
    from skillkg.matching.profile import Profile
    from skillkg.matching.scoring import Scoring


@dataclass(frozen=True, eq=False)
class Fits:
    """All ads against all candidates; documents are linked and encoded once."""

    kg: KnowledgeGraph
    pool: Pool

    @cached_property
    def profiles(self) -> tuple[list[Profile], list[Profile]]:
        """Of the ads and of the candidates."""
        matcher = self.kg.view.matcher()
        return (
            [matcher.profile(each) for each in self.pool.ads],
            [matcher.profile(each) for each in self.pool.candidates],
        )

    def scores(self, scoring: Scoring, without: Collection[str] = ()) -> Float64s:
        """Fits: shape (ads, candidates)."""
        ads, candidates = self.profiles
        graph = self.kg.graph.leaving_out(without)
        kernel = Kernel(graph, ads[0].numbers, without)

        def changed(profiles: Sequence[Profile]) -> Readings:
            several = (replace(each, kernel=kernel, scoring=scoring) for each in profiles)
            return numbered(
                Readings.of(row_of(each, dict.fromkeys(CONTEXT, "")) for each in several)
            )

        ranker = Ranker(changed(candidates), kernel, list(ads[0].numbers), scoring)
        ranking = ranker.rank(changed(ads), top=len(candidates))
        scores = np.zeros((len(ads), len(candidates)))
        scores[ranking.ad, ranking.resume] = ranking.fit
        return scores


def numbered(readings: Readings) -> Readings:
    """Call documents by their numbers, so that a ranking has them in order."""
    names = [f"{number:06}" for number in range(len(readings))]
    return Readings(readings.frame.with_columns(pl.Series("document", names, dtype=pl.String)))
