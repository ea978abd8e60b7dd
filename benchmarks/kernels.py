"""What K, λ and the weights do to ranking: the table from which the product's were chosen.

Ads and candidates are those of ``ranking.py``. The ads are cut in two by a hash: the setting with
the best MAP on the *dev* half is then measured, once, on the *test* half, beside the identity and
the product's setting, with the difference's 95 % interval (paired bootstrap over ads). Each
setting changes what its name says in the product's setting, or in the identity where that is said.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.ads import SEED
from quality.fits import ASSERTED, IDENTITY, KINDS, LEARNED, PRODUCT, learn
from quality.measures import average_precision, mean, ndcg, ranks, reciprocal_rank
from quality.reporting import options_of
from ranking import check, fits_of, task_of, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from quality.ads import Task
    from quality.fits import Fits, Setting
    from quality.measures import Ranks

    from skillkg.graph.skill_graph import SkillGraph

RESAMPLED = 2000
SKILL_KINDS = ("essentialSkill", "optionalSkill", "broader", "essential", "optional")
OCCUPATION_KINDS = ("broader", "relatedOccupation", "essential")
FLOORS = (0.5, 0.7, 0.8, 0.9)


def settings(graph: SkillGraph) -> Iterator[Setting]:
    """Every setting that is tried; kinds of edges that the graph lacks are left out."""
    yield from (IDENTITY, ASSERTED, PRODUCT)
    for kind in (kind for kind in SKILL_KINDS if kind in graph.edge_kinds):
        for hops in (1, 2):
            name = f"skills: {kind}, {hops} hop{'s' * (hops > 1)}; else identity"
            yield replace(IDENTITY, name=name, skills=(kind,), hops=hops)
    for kind in (kind for kind in OCCUPATION_KINDS if kind in graph.edge_kinds):
        for hops in (1, 2):
            name = f"occupations: {kind}, {hops} hop{'s' * (hops > 1)}; else identity"
            yield replace(IDENTITY, name=name, occupations=(kind,), hops=hops)
    yield from _combined()
    for base in (IDENTITY, ASSERTED):
        for implied in (0.2, 0.4, 0.6, 1.0):
            yield replace(base, name=f"{base.name}, implied skills {implied}", implied=implied)
        for share in (0.0, 0.25, 0.75, 1.0):
            yield replace(base, name=f"{base.name}, λ of skills {share}", share=share)
        yield replace(base, name=f"{base.name}, idf", idf=True)
    yield from _learned()
    yield from _grid()


def _combined() -> Iterator[Setting]:
    yield replace(ASSERTED, name="asserted edges, 2 hops", hops=2)
    yield replace(ASSERTED, name="asserted edges, skills alone", occupations=())
    yield replace(ASSERTED, name="asserted edges, occupations alone", skills=())
    related = (*KINDS["occupations"], "relatedOccupation")
    yield replace(ASSERTED, name="asserted edges and related occupations", occupations=related)


def _learned() -> Iterator[Setting]:
    """Learned edges from several strengths on: in either block, in both, beside the product's."""
    for floor in FLOORS:
        for base in (IDENTITY, ASSERTED):
            name = f"{base.name}, learned from {floor}"
            yield replace(base, name=f"{name}: skills", learned_skills=floor)
            yield replace(base, name=f"{name}: occupations", learned_occupations=floor)
            both = replace(base, learned_skills=floor, learned_occupations=floor)
            yield replace(both, name=f"{name}: both")


def _grid() -> Iterator[Setting]:
    """What helped alone, together."""
    related = (*KINDS["occupations"], "relatedOccupation")
    also = replace(ASSERTED, name="with related occupations", occupations=related)
    both = replace(also, name="with related occupations and learned edges", **LEARNED)
    for base, share, implied, idf in product(
        (also, PRODUCT, both), (0.25, 0.5), (0.4, 0.8), (False, True)
    ):
        name = f"{base.name}, λ of skills {share}, implied {implied}" + ", idf" * idf
        yield replace(base, name=name, share=share, implied=implied, idf=idf)


def half(ad: str) -> str:
    """Which half an ad is in, by a hash of its text.

    The second byte: what was learned from a first look at a test half is in the grid above.
    """
    return ("dev", "test")[sha256(ad.encode()).digest()[1] % 2]


def interval(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """Bounds of the mean difference by paired bootstrap: 95 in 100 resamplings lie between."""
    differences = np.subtract(one, other)
    drawn = np.random.default_rng(SEED).integers(len(one), size=(RESAMPLED, len(one)))
    low, high = np.quantile(differences[drawn].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


class Halves:
    """Every setting's ranks on both halves of the ads."""

    def __init__(self, fits: Fits, task: Task) -> None:
        self._fits, self._task = fits, task
        halves = np.array([half(ad) for ad in task.ads])
        self.rows = {name: np.flatnonzero(halves == name).tolist() for name in ("dev", "test")}

    def ranks(self, setting: Setting, name: str) -> list[Ranks]:
        """Ranks of the relevant candidates of one half's ads."""
        scores: NDArray[np.float64] = self._fits.scores(setting)
        return [ranks(scores[row], self._task.relevant[row]) for row in self.rows[name]]


def measured(found: Sequence[Ranks]) -> list[float]:
    """MAP, MRR and nDCG@10."""
    return [mean(average_precision, found), mean(reciprocal_rank, found), mean(ndcg, found, 10)]


def final(halves: Halves, winner: Setting) -> tuple[Table, list[Figure]]:
    """The winner beside identity and the product's setting, on the half it was not chosen on."""
    chosen = {s.name: s for s in (winner, IDENTITY, ASSERTED, PRODUCT)}
    found = {name: halves.ranks(setting, "test") for name, setting in chosen.items()}
    every = {name: [average_precision(each) for each in ads] for name, ads in found.items()}
    table = Table(
        ["setting", "MAP", "MRR", "nDCG@10"],
        [[name, *measured(each)] for name, each in found.items()],
        f"Test half: {len(halves.rows['test'])} ads",
    )
    figures = []
    for name in list(every)[1:]:
        low, high = interval(every[winner.name], every[name])
        figures += [
            Figure(f"MAP of “{winner.name}” over “{name}”, lower bound", low, ""),
            Figure(f"MAP of “{winner.name}” over “{name}”, upper bound", high, ""),
        ]
    return table, figures


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg = view(folder, options)
        task = task_of(kg, options)
        edges = learn(kg)
        fits = fits_of(kg, task, edges)
        check(kg, fits, task)
        halves = Halves(fits, task)
        tried = [
            (setting, measured(halves.ranks(setting, "dev"))) for setting in settings(kg.graph)
        ]
        winner = max(tried, key=lambda each: each[1][0])[0]
        table, figures = final(halves, winner)
    report(
        "kernels",
        options,
        figures,
        f"Best of {len(tried)} settings on the dev half: **{winner.name}**. Seed: {SEED}. "
        f"{len(edges):,} learned edges, by the default encoder, without the crosswalk.",
        tables=[
            Table(
                ["setting", "MAP", "MRR", "nDCG@10"],
                [[setting.name, *values] for setting, values in tried],
                f"Dev half: {len(halves.rows['dev'])} ads",
            ),
            table,
        ],
    )


if __name__ == "__main__":
    main()
